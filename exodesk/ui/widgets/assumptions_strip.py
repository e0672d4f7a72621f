"""The strip of assumptions: everything a total hangs on, each behind a button, with one reset."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QMenu, QPushButton, QSizePolicy, QWidget

from exodesk.domain.assumptions import FEE_LINES, Assumptions, LineKey
from exodesk.domain.rates import RateTable
from exodesk.ui.icons import Icons
from exodesk.ui.theme import field_height
from exodesk.ui.widgets.assumption_button import AssumptionButton
from exodesk.ui.widgets.assumption_panels import (
    AssumptionPanel,
    FeesPanel,
    HorizonPanel,
    SessionsPanel,
    TaxPanel,
)
from exodesk.ui.widgets.more_assumptions import MoreAssumptions
from exodesk.ui.widgets.travel_panel import TravelPanel
from exodesk.wording import gettext as _
from exodesk.wording.amounts import currency_name
from exodesk.wording.assumptions import (
    currency_words,
    fees_words,
    horizon_words,
    sessions_words,
    tax_words,
    time_off_words,
    travel_words,
)

_MARGIN = 14
_GAP = 6
_HEIGHT = 36
_FEES = frozenset({*FEE_LINES, LineKey.MAINTENANCE, LineKey.ADD_ON, LineKey.FX_FEE})


class AssumptionsStrip(QWidget):
    """Edits an ``Assumptions`` value; the rate is shown here and edited elsewhere.

    What there is no room for goes behind one button, from the right end on.
    """

    assumptions_changed = Signal(object)
    rate_requested = Signal()
    reset_requested = Signal()

    def __init__(
        self, icons: Icons, parent: QWidget | None = None, *, scenarios: QMenu | None = None
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self._usual = self._assumptions = Assumptions()
        self._currencies: tuple[str, ...] = ()
        self._main_currencies: tuple[str, ...] = ("GBP", "INR")
        self.currency = AssumptionButton(_("Show in"), icons, self)
        self.rate = AssumptionButton(_("Rate"), icons, self)
        self.sessions = AssumptionButton(_("Sessions"), icons, self)
        self.tax = AssumptionButton(_("Tax"), icons, self)
        self.fees = AssumptionButton(_("Fees"), icons, self)
        self.travel = AssumptionButton(_("Travel"), icons, self)
        self.time_off = AssumptionButton(_("Time off"), icons, self)
        self.horizon = AssumptionButton(_("Horizon"), icons, self)
        self.more = MoreAssumptions(icons, self)
        self.scenarios = _link(_("Scenarios"), self)
        icons.wear(self.scenarios, "chevron-down", size=12)
        self.scenarios.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the sign comes last
        self.reset = _link(_("Reset"), self)
        self.reset.setToolTip(_("Back to the assumptions of a first start"))
        icons.wear(self.reset, "reset")
        self.panels: dict[AssumptionButton, AssumptionPanel] = {
            self.sessions: SessionsPanel(icons, self),
            self.tax: TaxPanel(icons, self),
            self.fees: FeesPanel(icons, self),
            self.horizon: HorizonPanel(icons, self),
        }
        self.away = TravelPanel(icons, self)
        self.panels[self.travel] = self.panels[self.time_off] = self.away
        self._currency_menu = QMenu(self)
        self._currency_menu.aboutToShow.connect(self._fill_currencies)
        self.set_scenarios_menu(scenarios)
        self._lay_out()
        for panel in set(self.panels.values()):
            panel.assumptions_changed.connect(self._announce)
        for button in self._buttons():
            button.clicked.connect(lambda _on=False, b=button: self.open(b, b))
        self.more.chosen.connect(lambda button: self.open(button, self.more))
        self.reset.clicked.connect(self.reset_requested)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(max(_HEIGHT, field_height()))

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        row.setSpacing(_GAP)
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # what is hidden needs none
        for button in (*self._buttons(), self.more):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.scenarios)
        row.addWidget(self.reset)

    def _buttons(self) -> tuple[AssumptionButton, ...]:
        return (
            *(self.currency, self.rate, self.sessions, self.tax),
            *(self.fees, self.travel, self.time_off, self.horizon),
        )

    # What others say

    def set_usual(self, usual: Assumptions) -> None:
        """What a first start assumes here: anything else is marked as changed."""
        self._usual = usual
        self.away.set_usual_home(usual.home)

    def set_currencies(self, currencies: Sequence[str], main: Sequence[str]) -> None:
        """Which currencies can be shown; those of the catalogue stand first."""
        self._currencies = tuple(currencies)
        self._main_currencies = tuple(main)

    def set_countries(self, main: Sequence[str]) -> None:
        """The countries of the catalogue: they stand first among those to travel from."""
        self.away.set_countries(main)

    def set_rates(self, rates: RateTable) -> None:
        """The rates that amounts in other currencies are converted with."""
        self.away.set_rates(rates)

    def set_scenarios_menu(self, menu: QMenu | None) -> None:
        """The menu of named scenarios; the button is there only with it."""
        self.scenarios.setVisible(menu is not None)
        if menu is not None:
            self.scenarios.setMenu(menu)

    def show_state(
        self,
        assumptions: Assumptions,
        rate: str,
        *,
        rate_changed: bool,
        rate_warning: str = "",
    ) -> None:
        """Show assumptions made elsewhere and the rate in words, with a warning where it is old."""
        self._assumptions = now = assumptions
        default = self._usual
        moved = now.left_out ^ default.left_out
        self.currency.set_value(currency_words(now), changed=now.currency != default.currency)
        self.rate.set_value(rate, changed=rate_changed, warning=rate_warning)
        self.sessions.set_value(
            sessions_words(now), changed=now.sessions is not None or bool(now.sessions_of)
        )
        self.tax.set_value(
            tax_words(now),
            changed=now.unknown_tax is not default.unknown_tax or LineKey.TAX in moved,
        )
        self.fees.set_value(fees_words(now), changed=bool(now.fx_fee or moved & _FEES))
        self.travel.set_value(
            travel_words(now),
            changed=now.home not in (None, default.home)
            or (now.travel, now.trips) != (None, default.trips)
            or LineKey.TRAVEL in moved,
        )
        self.time_off.set_value(
            time_off_words(now), changed=now.time_off is not None or LineKey.TIME_OFF in moved
        )
        self.horizon.set_value(
            horizon_words(now.horizon_days), changed=now.horizon_days != default.horizon_days
        )
        self.reset.setEnabled(rate_changed or now != default)
        for panel in set(self.panels.values()):
            if panel.isVisible():  # the others are told when they are opened
                panel.show_assumptions(now)
        self._make_room()

    # Opening and announcing

    def open(self, button: AssumptionButton, anchor: QWidget) -> None:
        """Open what ``button`` stands for, below ``anchor``."""
        if button is self.rate:
            self.rate_requested.emit()
        elif button is self.currency:
            self._currency_menu.popup(anchor.mapToGlobal(anchor.rect().bottomLeft()))
        else:
            self.away.begin_with_time_off(button is self.time_off)
            self.panels[button].show_assumptions(self._assumptions)
            self.panels[button].open_at(anchor)

    @Slot(object)
    def _announce(self, assumptions: Assumptions) -> None:
        if assumptions != self._assumptions:
            self.assumptions_changed.emit(assumptions)

    def _fill_currencies(self) -> None:
        menu = self._currency_menu
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
        action = QAction(text.replace("&", "&&"), menu)
        action.setCheckable(True)
        action.setChecked(code == self._assumptions.currency)
        action.setData(code)
        group.addAction(action)
        menu.addAction(action)
        action.triggered.connect(lambda: self._announce(replace(self._assumptions, currency=code)))

    # Room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._make_room()

    def minimumSizeHint(self) -> QSize:
        """Room for currency, rate and what is behind the button for more."""
        least = [b.minimumSizeHint().width() for b in (self.currency, self.rate)]
        return QSize(
            sum(least) + len(least) * _GAP + self.more.sizeHint().width() + self._at_the_end(),
            super().minimumSizeHint().height(),
        )

    def _at_the_end(self) -> int:
        links = [link for link in (self.scenarios, self.reset) if not link.isHidden()]
        return 2 * _MARGIN + sum(link.sizeHint().width() + _GAP for link in links)

    def _make_room(self) -> None:
        """Put behind the button for more what would not fit, however much values are shortened."""
        buttons = self._buttons()
        room = self.width() - self._at_the_end()
        widths = [button.minimumSizeHint().width() + _GAP for button in buttons]
        count = len(buttons)
        if sum(widths) > room:
            room -= self.more.sizeHint().width() + _GAP
            while count > 2 and sum(widths[:count]) > room:
                count -= 1
        hidden = buttons[count:]
        focused = next((b for b in hidden if b.hasFocus()), None)
        for number, button in enumerate(buttons):
            button.setVisible(number < count)
        self.more.show_hidden(hidden)
        if focused is not None:
            self.more.setFocus(Qt.FocusReason.OtherFocusReason)


def _link(text: str, parent: QWidget) -> QPushButton:
    button = QPushButton(text, parent, flat=True)
    button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return button
