"""Under what the totals stand: assumptions, rates and named scenarios, shown and changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.entries import Entry
from exodesk.domain.rates import PublishedRates, Rate, RateTable
from exodesk.domain.scenarios import Scenario
from exodesk.ui.document import CatalogueDocument
from exodesk.ui.sliced_work import SlicedWork
from exodesk.ui.widgets.assumptions_strip import AssumptionsStrip
from exodesk.ui.widgets.details_lines import as_shown
from exodesk.ui.widgets.message_bar import MessageBar
from exodesk.ui.widgets.scenarios_menu import ScenariosMenu
from exodesk.ui.widgets.status_line import StatusLine
from exodesk.wording import gettext as _
from exodesk.wording.dates import rate_dated
from exodesk.wording.rates import old_rates_text, rate_text

if TYPE_CHECKING:
    from exodesk.ui.dialogs.rate_dialog import RateDialog

_MAIN_COUNTRIES = 4
_LOOKED_AT = 5_000


class Assuming(QObject):
    """Joins the strip of assumptions, its scenarios, the rate in the status line and the rates."""

    shown = Signal()
    rates_changed = Signal(object, object)  # RateTable before and after, by a person
    scenarios_changed = Signal()
    dialog_opened = Signal(object)  # RateDialog, before it is shown

    def __init__(
        self,
        document: CatalogueDocument,
        strip: AssumptionsStrip,
        status: StatusLine,
        message: MessageBar,
        usual: Assumptions,
        usual_rates: RateTable,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._document = document
        self._strip = strip
        self._status = status
        self._message = message
        self._usual = usual
        self._usual_rates = usual_rates
        self._window = window
        self._currencies: tuple[str, ...] = ("GBP", "INR")
        self._shown_rates: RateTable | None = None
        self._looking = SlicedWork(self)
        self.scenarios = ScenariosMenu(self._scenario, window)
        strip.set_usual(usual)
        strip.set_scenarios_menu(self.scenarios)
        self.scenarios.chosen.connect(self._suppose)
        self.scenarios.changed.connect(lambda _all: self.scenarios_changed.emit())
        self.scenarios.deleted.connect(self._tell_of_deleted)
        strip.assumptions_changed.connect(document.assume)
        strip.rate_requested.connect(self.show_rates)
        strip.reset_requested.connect(self.reset)
        status.rate_requested.connect(self.show_rates)
        document.costs_changed.connect(self.show)

    def meet_catalogue(self, catalogue: Catalogue) -> None:
        """Offer first the currencies that its prices are in most often."""
        # Which ones are frequent, one entry in so many tells as well as all of them.
        some = catalogue.entries[:: 1 + len(catalogue.entries) // _LOOKED_AT]
        counts = Counter({"GBP": 0, "INR": 0})
        counts.update(offer.price.currency for entry in some for offer in entry.offers)
        self._currencies = tuple(code for code, _count in counts.most_common())
        places = Counter(entry.country for entry in some if entry.country)
        self._strip.set_countries([code for code, _count in places.most_common(_MAIN_COUNTRIES)])
        self._shown_rates = None
        self._looking.stop()
        self.show()
        if len(some) < len(catalogue.entries):
            self._looking.start(self._meeting_rare(catalogue.entries), at_once=False)

    def _meeting_rare(self, entries: Sequence[Entry]) -> Iterator[None]:
        """Offer the currencies, too, that were not met among the entries looked at."""
        used: set[str] = set()
        for first in range(0, len(entries), _LOOKED_AT):
            some = entries[first : first + _LOOKED_AT]
            used.update(offer.price.currency for entry in some for offer in entry.offers)
            yield
        if rare := sorted(used.difference(self._currencies)):
            self._currencies = (*self._currencies, *rare)
            self._shown_rates = None
            self.show()

    @Slot()
    def show(self) -> None:
        document = self._document
        rate = self.main_rate()
        warning = "" if rate is None else old_rates_text((rate,), document.today)
        if self._shown_rates is not document.rates:
            self._shown_rates = document.rates
            main = self._currencies
            self._strip.set_rates(document.rates)
            self._strip.set_currencies(
                tuple(sorted({*document.rates.currencies(), *main, "GBP", "INR"})), main
            )
        self._strip.show_state(
            document.assumptions,
            _("none set") if rate is None else rate_text(rate),
            rate_changed=bool(document.rates.pinned or document.rates.withheld),
            rate_warning=warning,
        )
        self._status.show_rate(
            _("No rate set: other currencies need a rate")
            if rate is None
            else _("{rate} · {dated}").format(
                rate=rate_text(rate), dated=rate_dated(rate, document.today)
            ),
            warning,
        )
        self.shown.emit()

    @Slot()
    def show_rates(self) -> RateDialog:
        """Open the dialog of rates; each change in it shows at once."""
        document = self._document
        from exodesk.ui.dialogs.rate_dialog import RateDialog

        dialog = RateDialog(
            document.rates,
            document.assumptions.currency,
            self._other_currencies(),
            document.today,
            self._window,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.rates_changed.connect(self._use_rates)
        self.dialog_opened.emit(dialog)
        dialog.open()
        return dialog

    @Slot()
    def reset(self) -> None:
        self._assume(self._usual, self._usual_rates)

    def _scenario(self) -> Scenario:
        """What is assumed now, without a name."""
        return Scenario("", self._document.assumptions, self._document.rates.pinned)

    @Slot(object)
    def _suppose(self, scenario: Scenario) -> None:
        """Assume what a scenario does: rates that it does not hold are the published ones."""
        if scenario.rates == self._document.rates.pinned and not self._document.rates.withheld:
            self._assume(scenario.assumptions, self._document.rates)
        else:
            self._assume(scenario.assumptions, self._document.rates.pinning_only(scenario.rates))

    @Slot(object)
    def _tell_of_deleted(self, scenario: Scenario) -> None:
        self._message.say(
            _("The scenario “{name}” is deleted.").format(name=as_shown(scenario.name)),
            action=_("Undo"),
            act=lambda: self._bring_back(scenario),
        )

    def _bring_back(self, scenario: Scenario) -> None:
        self.scenarios.add(scenario)
        self._message.say(_("The scenario “{name}” is back.").format(name=as_shown(scenario.name)))

    def _assume(self, assumptions: Assumptions, rates: RateTable) -> None:
        before = self._document.rates
        self._document.assume(assumptions, rates)
        if rates is not before:
            self.rates_changed.emit(before, rates)

    @Slot(object)
    def _use_rates(self, rates: RateTable) -> None:
        self._assume(self._document.assumptions, rates)

    def _other_currencies(self) -> list[str]:
        """Currencies that need a rate in the display currency, the most used first."""
        shown = self._document.assumptions.currency
        return [code for code in self._currencies if code != shown]

    def publish(self, published: PublishedRates) -> RateTable:
        """Use other published rates, as of the same day as before."""
        usual, rates = self._usual_rates, self._document.rates
        self._usual_rates = usual.publishing(published, usual.on)
        self._document.use_rates(rates.publishing(published, rates.on))
        return self._document.rates

    @Slot(object)
    def meet_day(self, today: date) -> None:
        """Go on into another day, with its rates unless those of a certain day were asked for."""
        document, rates = self._document, self._document.rates
        if today == document.today:
            return
        if rates.on == document.today:
            self._usual_rates, rates = self._usual_rates.as_of(today), rates.as_of(today)
        document.meet_day(today, rates)

    @property
    def usual(self) -> Assumptions:
        """What a first start assumes here."""
        return self._usual

    @property
    def usual_rates(self) -> RateTable:
        """Those published, with what was pinned at the start."""
        return self._usual_rates

    def main_rate(self) -> Rate | None:
        """Between the display currency and the other one that prices are in most often."""
        others = self._other_currencies()
        return self._document.rates.rate(others[0], self._document.assumptions.currency)
