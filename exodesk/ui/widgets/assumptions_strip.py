"""The strip of assumptions: display currency, rate, session count and horizon, with one reset."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QFontMetrics,
    QIcon,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from exodesk.domain.assumptions import (
    HORIZON_DAYS,
    Assumptions,
    NotASessionCountError,
    parse_sessions,
)
from exodesk.domain.entries import SessionCount
from exodesk.ui.focus_ring import RADIUS_PROPERTY
from exodesk.ui.icons import Icons
from exodesk.ui.theme import TypeRole, role_font
from exodesk.ui.widgets.details_lines import as_shown
from exodesk.ui.widgets.wrapped_text import plain_tip, shortened
from exodesk.wording import gettext as _
from exodesk.wording import ngettext
from exodesk.wording.amounts import currency_name, currency_symbol

_COUNTS = ("1", "2", "3", "4", "6", "3-6")
_MONTHS = (3, 6, 12, 24)
_LONGEST_ANSWER = 20
_LONGEST_VALUE = 200
_LEAST_VALUE = 22  # in average letters of the font; shorter ones are never cut


class AssumptionsStrip(QWidget):
    """Edits an ``Assumptions`` value; the rate is shown here and edited elsewhere."""

    assumptions_changed = Signal(object)
    rate_requested = Signal()
    reset_requested = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._assumptions = Assumptions()
        self._currencies: tuple[str, ...] = ()
        self._main_currencies: tuple[str, ...] = ("GBP", "INR")
        self.currency = AssumptionButton(_("Show in"), icons, self)
        self.rate = AssumptionButton(_("Rate"), icons, self)
        self.sessions = AssumptionButton(_("Sessions"), icons, self)
        self.horizon = AssumptionButton(_("Horizon"), icons, self)
        self.reset = QPushButton(_("Reset"), self, flat=True)
        self.reset.setToolTip(_("Back to the assumptions of a first start"))
        icons.wear(self.reset, "reset")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(12)
        for button in (self.currency, self.rate, self.sessions, self.horizon):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.reset)
        self._menus = {
            button: QMenu(self) for button in (self.currency, self.sessions, self.horizon)
        }
        for button, menu in self._menus.items():
            button.setMenu(menu)
        self._menus[self.currency].aboutToShow.connect(self._fill_currencies)
        self._menus[self.sessions].aboutToShow.connect(self._fill_sessions)
        self._menus[self.horizon].aboutToShow.connect(self._fill_horizons)
        self.rate.clicked.connect(self.rate_requested)
        self.reset.clicked.connect(self.reset_requested)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_currencies(self, currencies: Sequence[str], main: Sequence[str]) -> None:
        """Which currencies can be shown; those of the catalogue stand first."""
        self._currencies = tuple(currencies)
        self._main_currencies = tuple(main)

    def show_state(self, assumptions: Assumptions, rate: str, *, rate_changed: bool) -> None:
        """Show assumptions made elsewhere and the rate in words."""
        self._assumptions = assumptions
        default = Assumptions()
        code = assumptions.currency
        symbol = currency_symbol(code).strip()
        shown = code if symbol == code else f"{symbol} {code}"
        self.currency.set_value(shown, changed=code != default.currency)
        self.rate.set_value(rate, changed=rate_changed)
        counts = _counts_text(assumptions.sessions) if assumptions.sessions else _("as stated")
        if assumptions.sessions is None and assumptions.sessions_of:
            number = len(assumptions.sessions_of)
            counts = ngettext("changed for {n} entry", "changed for {n} entries", number).format(
                n=number
            )
        sessions_changed = assumptions.sessions is not None or bool(assumptions.sessions_of)
        self.sessions.set_value(counts, changed=sessions_changed)
        self.horizon.set_value(
            horizon_text(assumptions.horizon_days),
            changed=assumptions.horizon_days != HORIZON_DAYS,
        )
        changed = rate_changed or assumptions != default
        self.reset.setEnabled(changed)

    def _announce(self, assumptions: Assumptions) -> None:
        if assumptions != self._assumptions:
            self.assumptions_changed.emit(assumptions)

    def _fill_currencies(self) -> None:
        menu = self._menus[self.currency]
        menu.clear()
        group = QActionGroup(menu)
        main = [code for code in self._main_currencies if code in self._currencies]
        for code in main:
            self._add_currency(menu, group, code)
        menu.addSeparator()
        for code in self._currencies:
            if code not in main:
                self._add_currency(menu, group, code)

    def _add_currency(self, menu: QMenu, group: QActionGroup, code: str) -> None:
        text = _("{code}  {name}").format(code=code, name=currency_name(code))
        action = _choice(menu, group, text, checked=code == self._assumptions.currency)
        action.setData(code)
        action.triggered.connect(lambda: self._choose_currency(code))

    def _choose_currency(self, code: str) -> None:
        now = self._assumptions
        self._announce(Assumptions(code, now.horizon_days, now.sessions, now.sessions_of))

    def _fill_sessions(self) -> None:
        menu = self._menus[self.sessions]
        menu.clear()
        group = QActionGroup(menu)
        now = self._assumptions
        as_stated = now.sessions is None and not now.sessions_of
        stated = _choice(menu, group, _("As stated by each source"), checked=as_stated)
        stated.triggered.connect(lambda: self._choose_sessions(None))
        menu.addSeparator()
        for text in _COUNTS:
            count = parse_sessions(text)
            action = _choice(
                menu,
                group,
                _("Assume {n} for every treatment").format(n=_counts_text(count)),
                checked=now.sessions == count,
            )
            action.triggered.connect(lambda _on=False, c=count: self._choose_sessions(c))
        menu.addSeparator()
        other = menu.addAction(_("Another number…"))
        other.triggered.connect(self._ask_sessions)

    def _choose_sessions(self, sessions: SessionCount | None) -> None:
        now = self._assumptions
        # One number for every treatment also ends what was assumed for single ones.
        self._announce(Assumptions(now.currency, now.horizon_days, sessions))

    def _ask_sessions(self) -> None:
        self._ask(_("How many sessions does every treatment take? Example: 4 or 3-6"), "")

    def _ask(self, question: str, answer: str) -> None:
        dialog = QInputDialog(self)
        dialog.setWindowTitle(_("Sessions"))
        dialog.setLabelText(question)
        dialog.setTextValue(answer)
        for label in dialog.findChildren(QLabel):
            label.setTextFormat(Qt.TextFormat.PlainText)
        for field in dialog.findChildren(QLineEdit):
            field.setMaxLength(_LONGEST_ANSWER)
            field.setAccessibleName(question)
        for button in dialog.findChildren(QPushButton):
            button.setIcon(QIcon())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.textValueSelected.connect(self._read_sessions)
        dialog.open()

    def _read_sessions(self, text: str) -> None:
        try:
            self._choose_sessions(parse_sessions(text))
        except NotASessionCountError as error:
            self._ask(str(error), text)

    def _fill_horizons(self) -> None:
        menu = self._menus[self.horizon]
        menu.clear()
        group = QActionGroup(menu)
        for months in _MONTHS:
            days = HORIZON_DAYS * months / 12
            checked = self._assumptions.horizon_days == days
            action = _choice(menu, group, horizon_text(days), checked=checked)
            action.triggered.connect(lambda _on=False, d=days: self._choose_horizon(d))

    def _choose_horizon(self, days: Fraction) -> None:
        now = self._assumptions
        self._announce(Assumptions(now.currency, days, now.sessions, now.sessions_of))


class AssumptionButton(QAbstractButton):
    """A label and its value, with a dot before it where it is not the default.

    Where room lacks the value ends in an ellipsis, and the tool tip says it whole.
    """

    def __init__(self, label: str, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = label
        self._value = ""
        self._changed = False
        self._icons = icons
        self._menu: QMenu | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty(RADIUS_PROPERTY, 4.0)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)
        icons.theme.changed.connect(self.update)

    def setMenu(self, menu: QMenu) -> None:
        self._menu = menu

    def value(self) -> str:
        return self._value

    def set_value(self, value: str, *, changed: bool) -> None:
        value = as_shown(shortened(value, _LONGEST_VALUE))
        self._value, self._changed = value, changed
        name = _("{label}: {value}").format(label=self._label, value=value)
        self.setAccessibleName(_("{name}, changed").format(name=name) if changed else name)
        self._tip()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._around() + self._value_metrics().horizontalAdvance(self._value), 28)

    def minimumSizeHint(self) -> QSize:
        least = self._value_metrics().averageCharWidth() * _LEAST_VALUE
        return QSize(min(self._around() + least, self.sizeHint().width()), 28)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tip()

    def _around(self) -> int:
        """The width of all but the value."""
        label = self.fontMetrics().horizontalAdvance(self._label)
        return label + 4 * 6 + 16 + (10 if self._changed else 0)

    def _shown(self) -> str:
        metrics = self._value_metrics()
        room = max(self.width() - self._around(), 0)
        if metrics.horizontalAdvance(self._value) <= room:
            return self._value  # elidedText does not round as horizontalAdvance does
        return metrics.elidedText(self._value, Qt.TextElideMode.ElideRight, room)

    def _tip(self) -> None:
        self.setToolTip("" if self._shown() == self._value else plain_tip(self._value))

    @staticmethod
    def _value_metrics() -> QFontMetrics:
        return QFontMetrics(role_font(TypeRole.BODY_STRONG))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._icons.theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.sunken)
            painter.drawRoundedRect(self.rect(), 4, 4)
        left = 6
        if self._changed:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.accent)
            painter.drawEllipse(left, self.height() // 2 - 3, 6, 6)
            left += 10
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(role_font(TypeRole.SMALL))
        painter.setPen(tokens.text_secondary)
        small = painter.fontMetrics().horizontalAdvance(self._label)
        painter.drawText(left, 0, small + 2, self.height(), middle, self._label)
        left += small + 6
        painter.setFont(role_font(TypeRole.BODY_STRONG))
        painter.setPen(tokens.accent if self._changed else tokens.text)
        shown = self._shown()
        wide = painter.fontMetrics().horizontalAdvance(shown)
        painter.drawText(left, 0, wide + 2, self.height(), middle, shown)
        pixmap = self._icons.icon("chevron-down", size=12).pixmap(
            QSize(12, 12), self.devicePixelRatioF()
        )
        painter.drawPixmap(left + wide + 5, (self.height() - 12) // 2, pixmap)
        painter.end()

    def _open(self) -> None:
        if self._menu is not None:
            self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))


def horizon_text(days: Fraction) -> str:
    """``12 months``; in days where it is no whole number of months."""
    months = days * 12 / HORIZON_DAYS
    if months.denominator == 1:
        return ngettext("{n} month", "{n} months", int(months)).format(n=int(months))
    whole = int(days)
    return ngettext("{n} day", "{n} days", whole).format(n=whole)


def _counts_text(count: SessionCount) -> str:
    if count.low == count.high:
        return str(count.low)
    return _("{low} – {high}").format(low=count.low, high=count.high)


def _choice(menu: QMenu, group: QActionGroup, text: str, *, checked: bool) -> QAction:
    action = menu.addAction(text.replace("&", "&&"))
    action.setCheckable(True)
    action.setChecked(checked)
    group.addAction(action)
    return action
