"""A quote to be read: the paper it is written on, made of words where there are no pages yet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPixmap, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from exodesk.domain.quotes.letterhead import Logo, LogoKind
from exodesk.domain.quotes.lines import QuoteLine
from exodesk.domain.quotes.quote import Option, Quote
from exodesk.domain.quotes.rows import OptionAmounts
from exodesk.domain.quotes.sheet import Sheet
from exodesk.ui.icons import Icons
from exodesk.ui.theme import LIGHT, TypeRole, palette, role_font
from exodesk.wording import gettext as _
from exodesk.wording.amounts import bounds_with_decimals
from exodesk.wording.dates import day_text
from exodesk.wording.quote_lines import line_place, option_title, row_terms
from exodesk.wording.quote_lists import last_day_text
from exodesk.wording.quotes import (
    discount_text,
    finding_line,
    not_advice,
    rounding_rule,
    row_name,
    second_text,
    total_text,
)
from exodesk.wording.rates import inverse_text, rate_card
from exodesk.wording.sentences import source_text

_WIDEST = 826
_MARGIN = 24
_INSIDE = 56
_LOGO_HEIGHT = 56


class QuotePaper(QScrollArea):
    """White in every scheme, as it will be printed."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._sheet: Sheet | None = None
        self._labels: list[QLabel] = []
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("The quote as it will be read"))
        self._desk = QWidget()
        self._around = QHBoxLayout(self._desk)
        self._around.setContentsMargins(_MARGIN, 20, _MARGIN, 24)
        self._paper: QWidget = QWidget()
        self._around.addWidget(self._paper)
        self.setWidget(self._desk)
        icons.theme.changed.connect(self._dress)
        self._dress()

    def show_sheet(self, sheet: Sheet) -> None:
        if sheet == self._sheet:
            return
        other = self._sheet is None or self._sheet.quote.id != sheet.quote.id
        self._sheet = sheet
        paper = _Paper()
        self._labels = []
        column = QVBoxLayout(paper)
        column.setContentsMargins(_INSIDE, 44, _INSIDE, 44)
        column.setSpacing(0)
        _Writer(column, self._labels).write(sheet)
        column.addStretch(1)
        self._around.replaceWidget(self._paper, paper)
        self._paper.hide()
        self._paper.deleteLater()
        self._paper = paper
        self.setAccessibleDescription(self.words())
        self._fit()
        if other:
            self.verticalScrollBar().setValue(0)

    def words(self) -> str:
        """All that is read on the paper, a line each."""
        return "\n".join(text for label in self._labels if (text := label.text()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        inside = _INSIDE if self.viewport().width() > 640 else 24
        layout = self._paper.layout()
        if layout is not None:
            layout.setContentsMargins(inside, 44, inside, 44)

    def _dress(self) -> None:
        colours = self._desk.palette()
        colours.setColor(QPalette.ColorRole.Window, self._icons.theme.tokens.desk)
        self._desk.setPalette(colours)
        self._desk.setAutoFillBackground(True)


class _Paper(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setMaximumWidth(_WIDEST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setPalette(palette(LIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), LIGHT.base)
        painter.setPen(LIGHT.line_strong)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def minimumSizeHint(self) -> QSize:
        return QSize(320, super().minimumSizeHint().height())


class _Writer:
    """Puts the parts of a quote below each other."""

    def __init__(self, column: QVBoxLayout, labels: list[QLabel]) -> None:
        self._column = column
        self._labels = labels

    def write(self, sheet: Sheet) -> None:
        quote = sheet.quote
        self._head(sheet)
        self._column.addSpacing(24)
        self._say(TypeRole.EMPTY_TITLE, self._title(quote))
        self._say(TypeRole.BODY, self._for_whom(sheet), quiet=True)
        self._column.addSpacing(20)
        for option, amounts in zip(quote.options, sheet.amounts, strict=True):
            self._option(option, amounts)
        self._terms(quote)
        self._stated(sheet)
        self._rates(sheet)
        self._sources(sheet)
        self._close(sheet)

    def _head(self, sheet: Sheet) -> None:
        letterhead, quote = sheet.letterhead, sheet.quote
        left = QVBoxLayout()
        left.setSpacing(2)
        if letterhead.logo is not None:
            left.addWidget(logo_label(letterhead.logo))
        for role, text in (
            (TypeRole.BODY_SELECTED, letterhead.name),
            (TypeRole.SMALL, letterhead.address),
            (TypeRole.SMALL, letterhead.contact),
        ):
            if text:
                left.addWidget(self._label(role, text, quiet=role is TypeRole.SMALL))
        left.addStretch(1)
        number = (
            _("Draft, not issued")
            if quote.number is None
            else _("Quote {number}").format(number=quote.number)
        )
        day = quote.created if quote.issued is None else quote.issued.on
        right = QVBoxLayout()
        right.setSpacing(2)
        for role, text in (
            (TypeRole.BODY_SELECTED, number),
            (
                TypeRole.SMALL,
                _("{date} · version {version}").format(date=day_text(day), version=quote.version),
            ),
        ):
            label = self._label(role, text, quiet=role is TypeRole.SMALL)
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
            right.addWidget(label)
        right.addStretch(1)
        row = QHBoxLayout()
        row.addLayout(left, 1)
        row.addLayout(right, 1)
        self._column.addLayout(row)

    @staticmethod
    def _title(quote: Quote) -> str:
        titles = [option_title(option) for option in quote.options]
        return titles[0] if len(titles) == 1 else _("Options to choose from")

    @staticmethod
    def _for_whom(sheet: Sheet) -> str:
        quote = sheet.quote
        name = quote.client.name or _("nobody named yet")
        valid = last_day_text(quote, sheet.on)
        if quote.client.reference:
            return _("For {name}, reference {reference}. {valid}").format(
                name=name, reference=quote.client.reference, valid=valid
            )
        return _("For {name}. {valid}").format(name=name, valid=valid)

    def _option(self, option: Option, amounts: OptionAmounts) -> None:
        self._column.addWidget(_Line(LIGHT.accent, 2))
        self._column.addSpacing(8)
        head = QGridLayout()
        head.setHorizontalSpacing(16)
        head.setVerticalSpacing(0)
        title = _("{letter} · {title}").format(letter=option.letter, title=option_title(option))
        head.addWidget(self._label(TypeRole.BODY_SELECTED, title), 0, 0)
        total = self._label(TypeRole.TITLE, total_text(option, amounts), wraps=False)
        total.setAlignment(Qt.AlignmentFlag.AlignRight)
        head.addWidget(total, 0, 1)
        second = second_text(amounts)
        if second:
            beside = self._label(TypeRole.SMALL, second, quiet=True, wraps=False)
            beside.setAlignment(Qt.AlignmentFlag.AlignRight)
            head.addWidget(beside, 1, 1)
        head.setColumnStretch(0, 1)
        self._column.addLayout(head)
        self._column.addSpacing(6)
        for place, line in enumerate(option.lines):
            self._line(line, place, amounts)
        if amounts.discount is not None and option.discount is not None:
            less = _("Less {discount} on the option").format(
                discount=discount_text(option.discount)
            )
            taken = bounds_with_decimals(amounts.discount.total, amounts.currency)
            self._row(less, "", _("− {amount}").format(amount=taken))
        self._column.addSpacing(18)

    def _line(self, line: QuoteLine, place: int, amounts: OptionAmounts) -> None:
        currency = amounts.currency
        for number, row in enumerate(amounts.rows_of(place)):
            terms = [row_terms(line, row)]
            if number == 0:
                terms.insert(0, line_place(line))
                if line.discount is not None:
                    terms.append(_("less {discount}").format(discount=discount_text(line.discount)))
            words = ", ".join(term for term in terms if term)
            total = bounds_with_decimals(row.sums.total, currency)
            self._row(row_name(line, row), words, total)
        for remark in (line.reason, line.note):
            if remark:
                self._say(TypeRole.SMALL, remark, quiet=True)

    def _row(self, name: str, words: str, amount: str) -> None:
        self._column.addWidget(_Line(LIGHT.line, 1))
        grid = QGridLayout()
        grid.setContentsMargins(0, 5, 0, 5)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(0)
        grid.addWidget(self._label(TypeRole.BODY, name), 0, 0)
        figure = self._label(TypeRole.BODY_STRONG, amount, wraps=False)
        figure.setAlignment(Qt.AlignmentFlag.AlignRight)
        grid.addWidget(figure, 0, 1, Qt.AlignmentFlag.AlignTop)
        if words:
            grid.addWidget(self._label(TypeRole.SMALL, words, quiet=True), 1, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        self._column.addLayout(grid)

    def _terms(self, quote: Quote) -> None:
        for title, text in (
            (_("Deposit"), quote.deposit),
            (_("Payment"), quote.payment),
            (_("Notes"), quote.notes),
        ):
            if text:
                self._part(title, [text])

    def _stated(self, sheet: Sheet) -> None:
        stated = [finding_line(each) for each in sheet.findings]
        self._part(_("What is not known"), stated)

    def _rates(self, sheet: Sheet) -> None:
        texts = [
            _("{rate} ({inverse})").format(rate=rate_card(rate), inverse=inverse_text(rate))
            for rate in sheet.rates
        ]
        if texts:
            texts.append(
                _("This rate was fixed when the quote was issued and does not move.")
                if sheet.quote.issued is not None
                else _("This rate is fixed when the quote is issued.")
            )
        self._part(_("Exchange rate"), texts)

    def _sources(self, sheet: Sheet) -> None:
        texts = [
            _("{n}  {source}").format(n=number, source=source_text(source))
            for number, source in enumerate(sheet.quote.sources, 1)
        ]
        self._part(_("Where the prices come from"), texts)

    def _close(self, sheet: Sheet) -> None:
        head = sheet.letterhead
        self._column.addSpacing(12)
        self._say(TypeRole.SMALL, rounding_rule(), quiet=True)
        for text in (head.registration, head.tax_number, head.footer):
            if text:
                self._say(TypeRole.SMALL, text, quiet=True)
        self._say(TypeRole.SMALL, _("{text}.").format(text=not_advice()), quiet=True)

    def _part(self, title: str, texts: Sequence[str]) -> None:
        if not texts:
            return
        self._say(TypeRole.BODY_SELECTED, title)
        for text in texts:
            self._say(TypeRole.SMALL, text, quiet=True)
        self._column.addSpacing(14)

    def _say(self, role: TypeRole, text: str, *, quiet: bool = False) -> None:
        self._column.addWidget(self._label(role, text, quiet=quiet))
        self._column.addSpacing(3)

    def _label(
        self, role: TypeRole, text: str, *, quiet: bool = False, wraps: bool = True
    ) -> QLabel:
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setFont(role_font(role))
        label.setWordWrap(wraps)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        colours = palette(LIGHT)
        ink = LIGHT.text_secondary if quiet else LIGHT.text
        colours.setColor(QPalette.ColorRole.WindowText, ink)
        label.setPalette(colours)
        # The sheet of the application would colour it for the scheme of now.
        label.setStyleSheet(f"color: {ink.name()};")
        self._labels.append(label)
        return label


class _Line(QWidget):
    def __init__(self, colour: QColor, height: int) -> None:
        super().__init__()
        self._colour = colour
        self.setFixedHeight(height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._colour)
        painter.end()


def logo_label(logo: Logo) -> QLabel:
    """The picture at the size it has on a letterhead."""
    kind, data = logo.kind, logo.data
    label = QLabel()
    label.setAccessibleName(_("Logo"))
    picture = QPixmap()
    if kind is LogoKind.PNG:
        picture.loadFromData(data)
    else:
        renderer = QSvgRenderer(data)
        size = renderer.defaultSize().scaled(
            4 * _LOGO_HEIGHT, _LOGO_HEIGHT, Qt.AspectRatioMode.KeepAspectRatio
        )
        if renderer.isValid() and not size.isEmpty():
            picture = QPixmap(size)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            renderer.render(painter)
            painter.end()
    if not picture.isNull():
        smooth = Qt.TransformationMode.SmoothTransformation
        room = QSize(4 * _LOGO_HEIGHT, _LOGO_HEIGHT)
        if picture.height() > room.height() or picture.width() > room.width():
            picture = picture.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, smooth)
        label.setPixmap(picture)
    return label
