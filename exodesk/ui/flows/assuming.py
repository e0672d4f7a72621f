"""Under what the totals stand: display currency and rates, shown and changed."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.rates import Rate, RateTable
from exodesk.ui.dialogs.rate_dialog import RateDialog
from exodesk.ui.document import CatalogueDocument
from exodesk.ui.widgets.assumptions_strip import AssumptionsStrip
from exodesk.ui.widgets.status_line import StatusLine
from exodesk.wording import gettext as _
from exodesk.wording.dates import rate_dated
from exodesk.wording.rates import rate_text


class Assuming(QObject):
    """Joins the strip of assumptions, the rate in the status line and the dialog of rates."""

    shown = Signal()
    rates_changed = Signal(object, object)  # RateTable before and after, by a person

    def __init__(
        self,
        document: CatalogueDocument,
        strip: AssumptionsStrip,
        status: StatusLine,
        usual_rates: RateTable,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._document = document
        self._strip = strip
        self._status = status
        self._usual_rates = usual_rates
        self._window = window
        self._currencies: tuple[str, ...] = ("GBP", "INR")
        strip.assumptions_changed.connect(document.assume)
        strip.rate_requested.connect(self.show_rates)
        strip.reset_requested.connect(self.reset)
        status.rate_requested.connect(self.show_rates)
        document.costs_changed.connect(self.show)

    def meet_catalogue(self, catalogue: Catalogue) -> None:
        """Offer first the currencies that its prices are in most often."""
        counts = Counter({"GBP": 0, "INR": 0})
        counts.update(offer.price.currency for entry in catalogue.entries for offer in entry.offers)
        self._currencies = tuple(code for code, _count in counts.most_common())
        self.show()

    @Slot()
    def show(self) -> None:
        document = self._document
        rate = self._main_rate()
        main = self._currencies
        self._strip.set_currencies(
            tuple(sorted({*document.rates.currencies(), *main, "GBP", "INR"})), main
        )
        self._strip.show_state(
            document.assumptions,
            _("none set") if rate is None else rate_text(rate),
            rate_changed=bool(document.rates.pinned or document.rates.withheld),
        )
        self._status.show_rate(
            _("No rate set: other currencies need a rate")
            if rate is None
            else _("{rate} · {dated}").format(
                rate=rate_text(rate), dated=rate_dated(rate, document.today)
            )
        )
        self.shown.emit()

    @Slot()
    def show_rates(self) -> RateDialog:
        """Open the dialog of rates; each change in it shows at once."""
        document = self._document
        dialog = RateDialog(
            document.rates,
            document.assumptions.currency,
            self._other_currencies(),
            document.today,
            self._window,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.rates_changed.connect(self._use_rates)
        dialog.open()
        return dialog

    @Slot()
    def reset(self) -> None:
        if self._document.rates is not self._usual_rates:
            self._use_rates(self._usual_rates)
        self._document.assume(Assumptions())

    @Slot(object)
    def _use_rates(self, rates: RateTable) -> None:
        before = self._document.rates
        self._document.use_rates(rates)
        self.rates_changed.emit(before, rates)

    def _other_currencies(self) -> list[str]:
        """Currencies that need a rate in the display currency, the most used first."""
        shown = self._document.assumptions.currency
        return [code for code in self._currencies if code != shown]

    def _main_rate(self) -> Rate | None:
        others = self._other_currencies()
        return self._document.rates.rate(others[0], self._document.assumptions.currency)
