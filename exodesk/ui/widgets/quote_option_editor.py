"""One option of a draft: its title, its lines, what comes off the whole, and its total."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, QStringListModel, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCompleter,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from exodesk.domain.costing import Count
from exodesk.domain.money import PriceRange
from exodesk.domain.quotes.lines import QuoteLine
from exodesk.domain.quotes.quote import Option
from exodesk.domain.quotes.rows import OptionAmounts, Row
from exodesk.imports.quote_texts import discount_field, read_discount
from exodesk.ui.icons import Icons
from exodesk.ui.reading_order import read_as_laid_out
from exodesk.ui.theme import TypeRole, with_type
from exodesk.ui.widgets.comparison_banner import PlainLabel, Rule
from exodesk.ui.widgets.flow_layout import FlowLayout
from exodesk.ui.widgets.form_editors import LineField
from exodesk.ui.widgets.quote_field import QuoteField, reading
from exodesk.ui.widgets.quote_line_editor import QuoteLineEditor
from exodesk.ui.widgets.wrapped_text import WrappedLabel, plain_tip
from exodesk.wording import gettext as _
from exodesk.wording.amounts import bounds_with_decimals
from exodesk.wording.durations import count_text
from exodesk.wording.quote_lines import line_place, option_title, row_terms
from exodesk.wording.quotes import (
    discount_text,
    line_name,
    row_name,
    second_text,
    total_text,
)

_NARROW = 600  # of type of the usual size: below it what stands side by side goes below


@dataclass(frozen=True, slots=True)
class ShownOption:
    """An option with its amounts; for each line the published price of one, where there is one."""

    option: Option
    amounts: OptionAmounts
    published: tuple[PriceRange | None, ...]
    currency: str


class QuoteOptionEditor(QWidget):
    """Announces what is wanted; whoever takes it shows the option again, or refuses."""

    title_changed = Signal(str)
    discount_changed = Signal(object)  # Discount | None
    line_changed = Signal(int, str, object)  # place, key of the field, QuoteLine
    line_removed = Signal(int)
    line_moved = Signal(int, int)  # from, to
    entry_chosen = Signal(str)  # id
    line_wanted = Signal(bool)  # a travel cost, else free text
    removed = Signal()
    stops_changed = Signal()

    def __init__(self, letter: str, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.letter = letter
        self._icons = icons
        self._currency = "GBP"
        self.lines: list[LineRow] = []
        self.title = LineField(_("Title of option {letter}").format(letter=letter))
        self.title_field = QuoteField(_("Option {letter}").format(letter=letter), self.title, icons)
        self.title_field.committed.connect(self.title_changed)
        self.total = PlainLabel(TypeRole.TITLE)
        self.second = PlainLabel(TypeRole.SMALL, secondary=True)
        for label in (self.total, self.second):
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        totals = QVBoxLayout()
        totals.setSpacing(2)
        totals.addStretch(1)
        totals.addWidget(self.total)
        totals.addWidget(self.second)
        self.remove = _icon_button(
            "delete", _("Remove option {letter}").format(letter=letter), icons
        )
        self.remove.clicked.connect(self.removed)
        end = QHBoxLayout()
        end.setSpacing(16)
        end.addLayout(totals, 1)
        end.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignBottom)
        head = self._head_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        head.setSpacing(16)
        head.addWidget(self.title_field, 1)
        head.addLayout(end)
        self._obstacle = PlainLabel(TypeRole.SMALL, wraps=True)
        self._obstacle.setProperty("bad", "true")
        self._obstacle.hide()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.entry_search = EntrySearch(letter, icons)
        self.entry_search.chosen.connect(self.entry_chosen)
        self.discount = LineField(_("Discount on option {letter}").format(letter=letter))
        self.discount.setPlaceholderText(_("£50 or 10 %"))
        self.discount.setMaximumWidth(with_type(160))
        self.discount_field = QuoteField(_("Discount on the option"), self.discount, icons)
        self.discount_field.committed.connect(reading(self.discount_field, self._take_discount))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 16)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._obstacle)
        column.addWidget(Rule(icons))
        column.addLayout(self._lines)
        column.addLayout(self._foot())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < with_type(_NARROW)
        direction = QBoxLayout.Direction
        for row in (self._head_row, self._foot_row):
            row.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        self.total.setWordWrap(narrow)

    def _foot(self) -> QBoxLayout:
        self.add_travel = QPushButton(_("Travel cost…"))
        self.add_text = QPushButton(_("Other line…"))
        self.add_travel.clicked.connect(lambda: self.line_wanted.emit(True))
        self.add_text.clicked.connect(lambda: self.line_wanted.emit(False))
        add = QWidget()
        buttons = FlowLayout(add)
        for button in (self.add_travel, self.add_text):
            button.setAccessibleDescription(_("Option {letter}").format(letter=self.letter))
            buttons.addWidget(button)
        row = self._foot_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(8)
        row.addWidget(self.entry_search, 1, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(add, 0, Qt.AlignmentFlag.AlignBottom)
        row.addSpacing(8)
        row.addWidget(self.discount_field)
        return row

    def show_option(self, shown: ShownOption) -> None:
        option, amounts = shown.option, shown.amounts
        self._currency = shown.currency
        self.title.setPlaceholderText(option_title(option))
        self.title_field.show_raw(option.title)
        self.discount_field.show_raw(discount_field(option.discount))
        self.total.setText(total_text(option, amounts))
        second = second_text(amounts)
        self.second.setText(second)
        self.second.setVisible(bool(second))
        sentences = dict.fromkeys(str(each.error()) for each in amounts.obstacles)
        self._obstacle.setText("\n".join(sentences))
        self._obstacle.setVisible(bool(sentences))
        self._show_lines(shown)

    def _show_lines(self, shown: ShownOption) -> None:
        wanted = [line_key(line) for line in shown.option.lines]
        if [row.key for row in self.lines] != wanted:
            self._match_lines(shown.option)
        for place, (row, line) in enumerate(zip(self.lines, shown.option.lines, strict=True)):
            row.show_line(
                line,
                shown.amounts.rows_of(place),
                self._currency,
                shown.published[place],
                place=place,
                last=place == len(wanted) - 1,
            )

    def _match_lines(self, option: Option) -> None:
        """A row for each line; a line that has only moved takes its row, and the focus, along."""
        focused = next((n for n, row in enumerate(self.lines) if row.holds_focus()), None)
        left, self.lines = self.lines, []
        for place, line in enumerate(option.lines):
            row = next((row for row in left if row.key == line_key(line)), None)
            if row is None:
                row = self._new_row(line)
            else:
                left.remove(row)
            self._lines.insertWidget(place, row)
            self.lines.append(row)
        lost = any(row.holds_focus() for row in left)
        for row in left:
            self._lines.removeWidget(row)
            row.hide()
            row.deleteLater()
        read_as_laid_out(self)
        self.stops_changed.emit()
        if lost and focused is not None:
            near = self.lines[min(focused, len(self.lines) - 1)].remove if self.lines else None
            (near or self.entry_search).setFocus()

    def _new_row(self, line: QuoteLine) -> LineRow:
        row = LineRow(line, self._icons)
        row.line_changed.connect(
            lambda key, changed: self.line_changed.emit(self.lines.index(row), key, changed)
        )
        row.stops_changed.connect(self.stops_changed)
        row.removed.connect(lambda: self.line_removed.emit(self.lines.index(row)))
        row.moved.connect(lambda step: self._move(self.lines.index(row), step))
        return row

    def _move(self, place: int, step: int) -> None:
        self.line_moved.emit(place, place + step)

    def stops(self) -> list[QWidget]:
        """Where the tab key stops, in order."""
        within = [stop for row in self.lines for stop in row.stops()]
        foot = [self.entry_search, self.add_travel, self.add_text, self.discount]
        return [self.title, self.remove, *within, *foot]

    def _take_discount(self, raw: str) -> None:
        self.discount_changed.emit(read_discount(raw, self._currency))


class LineRow(QWidget):
    """A line as it will be read, with what it is made of below it once it is opened."""

    line_changed = Signal(str, object)
    removed = Signal()
    moved = Signal(int)  # up by -1, down by 1
    stops_changed = Signal()

    def __init__(self, line: QuoteLine, icons: Icons) -> None:
        super().__init__()
        self.key = line_key(line)
        self._line = line
        self._icons = icons
        self._shown: Callable[[QuoteLineEditor], None] | None = None
        self.editor: QuoteLineEditor | None = None
        self._name = WrappedLabel(TypeRole.BODY_STRONG, 2)
        self._more = WrappedLabel(TypeRole.SMALL, 3, secondary=True)
        self._amount = PlainLabel(TypeRole.BODY_STRONG)
        self._amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.open_button = _icon_button("chevron-right", "", icons)
        self.open_button.setCheckable(True)
        self.open_button.toggled.connect(self._fold)
        self.up = _icon_button("chevron-up", "", icons)
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down = _icon_button("chevron-down", "", icons)
        self.down.clicked.connect(lambda: self.moved.emit(1))
        self.remove = _icon_button("close", "", icons)
        self.remove.clicked.connect(self.removed)
        self._name_buttons(line)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.setContentsMargins(0, 6, 0, 6)
        words.addWidget(self._name)
        words.addWidget(self._more)
        row = QHBoxLayout()
        row.setSpacing(4)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self.open_button, 0, top)
        row.addLayout(words, 1)
        row.addSpacing(12)
        row.addWidget(self._amount)
        self._amount.setContentsMargins(0, 7, 8, 0)
        for button in (self.up, self.down, self.remove):
            row.addWidget(button, 0, top)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 2, 0, 2)
        self._column.setSpacing(0)
        self._column.addLayout(row)
        self._column.addWidget(Rule(icons))

    def show_line(
        self,
        line: QuoteLine,
        rows: tuple[Row, ...],
        currency: str,
        published: PriceRange | None,
        *,
        place: int,
        last: bool,
    ) -> None:
        self._line = line
        self._name_buttons(line)
        self._allow(self.up, self.down, allowed=place > 0)
        self._allow(self.down, self.up, allowed=not last)
        alone = last and place == 0
        self.up.setVisible(not alone)
        self.down.setVisible(not alone)
        self._name.show_text(line_name(line))
        self._more.show_text(" ".join(_sentences(line, rows, currency)))
        amounts = [bounds_with_decimals(row.sums.total, currency) for row in rows]
        self._amount.setText("\n".join(amounts))
        count = _stated_count(rows)
        self._shown = lambda editor: editor.show_line(line, currency, published, count)
        if self.editor is not None:
            self._shown(self.editor)

    def holds_focus(self) -> bool:
        focused = self.window().focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def _name_buttons(self, line: QuoteLine) -> None:
        name = line_name(line)
        for button, words in (
            (self.open_button, _("Edit {line}")),
            (self.up, _("Move {line} up")),
            (self.down, _("Move {line} down")),
            (self.remove, _("Remove {line}")),
        ):
            _call(button, words.format(line=name))

    @staticmethod
    def _allow(button: QToolButton, other: QToolButton, *, allowed: bool) -> None:
        """One that is taken away hands the focus to the other, not to the next line."""
        focused = button.hasFocus()
        button.setEnabled(allowed)
        if focused and not allowed:
            other.setEnabled(True)
            other.setFocus()

    def words(self) -> str:
        """All that the row says."""
        return f"{self._name.text()}\n{self._more.text()}\n{self._amount.text()}"

    def is_open(self) -> bool:
        return self.open_button.isChecked()

    def set_open(self, is_open: bool) -> None:
        self.open_button.setChecked(is_open)

    def stops(self) -> list[QWidget]:
        """Where the tab key stops, in order."""
        within: list[QWidget] = []
        if self.editor is not None:
            within = [field.editor for field in self.editor.fields.values()]
        return [self.open_button, self.up, self.down, self.remove, *within]

    @Slot(bool)
    def _fold(self, is_open: bool) -> None:
        self._icons.wear(self.open_button, "chevron-down" if is_open else "chevron-right")
        if is_open and self.editor is None:
            self.editor = QuoteLineEditor(self._line, self._icons)
            self.editor.setContentsMargins(34, 0, 8, 0)
            self.editor.line_changed.connect(self.line_changed)
            self._column.insertWidget(1, self.editor)
            read_as_laid_out(self)
            if self._shown is not None:
                self._shown(self.editor)
            self.stops_changed.emit()
        if self.editor is not None:
            self.editor.setVisible(is_open)


class EntrySearch(LineField):
    """Finds an entry of the catalogue by its name, clinic or city, and announces its id."""

    chosen = Signal(str)

    def __init__(self, letter: str, icons: Icons) -> None:
        super().__init__(_("Add an entry to option {letter}").format(letter=letter))
        self.setPlaceholderText(_("Add an entry: name, clinic or city"))
        sign = self.addAction(QIcon(), LineField.ActionPosition.LeadingPosition)
        sign.setText(_("Add"))
        icons.wear(sign, "plus")
        self._ids: dict[str, str] = {}
        self._model = QStringListModel(self)
        self._completer = completer = QCompleter(self._model, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(12)
        completer.activated.connect(self._choose)
        self.setCompleter(completer)
        self.returnPressed.connect(self._take_typed)

    def set_entries(self, ids: dict[str, str]) -> None:
        """The id of each entry by what it is called in the list."""
        if ids is not self._ids:
            self._ids = ids
            self._model.setStringList(list(ids))

    def minimumSizeHint(self) -> QSize:
        return QSize(with_type(140), super().minimumSizeHint().height())

    def _choose(self, label: str) -> None:
        entry_id = self._ids.get(label)
        if entry_id is not None:
            if (popup := self._completer.popup()) is not None:
                popup.hide()
            QTimer.singleShot(0, self, self.clear)  # after the completer has put its text there
            self.chosen.emit(entry_id)

    @Slot()
    def _take_typed(self) -> None:
        """The only one that fits what is typed; one picked in the list is announced by that."""
        typed = self.text().strip().casefold()
        popup = self._completer.popup()
        picked = popup is not None and popup.isVisible() and popup.currentIndex().isValid()
        if picked or not typed:
            return
        fitting = [label for label in self._ids if typed in label.casefold()]
        exact = [label for label in fitting if label.casefold() == typed]
        if len(exact or fitting) == 1:
            self._choose((exact or fitting)[0])


def line_key(line: QuoteLine) -> tuple[str, str]:
    """What an editor of a line is made for."""
    return line.kind.value, "" if line.entry is None else line.entry.id


def _sentences(line: QuoteLine, rows: tuple[Row, ...], currency: str) -> list[str]:
    found = [line_place(line)]
    for number, row in enumerate(rows):
        terms = row_terms(line, row)
        if number:
            terms = _("{part}: {terms}").format(part=row_name(line, row), terms=terms)
        found.append(terms)
    if line.discount is not None:
        found.append(_("less {discount}").format(discount=discount_text(line.discount)))
    if line.reason:
        found.append(_("price set: {reason}").format(reason=line.reason))
    if line.note:
        found.append(line.note)
    return [_("{text}.").format(text=text.rstrip(".")) for text in found if text]


def _stated_count(rows: tuple[Row, ...]) -> str:
    count: Count | None = rows[0].count if rows else None
    return _("not stated") if count is None else count_text(count)


def _icon_button(icon: str, name: str, icons: Icons) -> QToolButton:
    button = QToolButton()
    button.setProperty("flat", True)
    _call(button, name)
    icons.wear(button, icon)
    return button


def _call(button: QToolButton, name: str) -> None:
    button.setAccessibleName(name)
    button.setToolTip(plain_tip(name))
