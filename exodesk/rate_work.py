"""Published rates joined to the window: the act that fetches them, and what the dialog shows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from exodesk.domain.quotes.book import QuoteBook
from exodesk.domain.quotes.rate_moves import moves_since, open_quotes
from exodesk.storage.ecb import EcbRates
from exodesk.ui.document import CatalogueDocument
from exodesk.ui.flows.assuming import Assuming
from exodesk.ui.flows.rate_feed import RateFeed
from exodesk.ui.flows.updating_rates import UpdatingRates
from exodesk.ui.icons import Icons
from exodesk.ui.main_window import MainWindow
from exodesk.ui.rate_update import RateUpdate, Step
from exodesk.wording import gettext as _

if TYPE_CHECKING:
    from exodesk.ui.dialogs.published_rates import PublishedRatesPart
    from exodesk.ui.dialogs.rate_dialog import RateDialog

_YEAR = timedelta(days=365)
_MOST_QUOTES = 100
_ENDS = (Step.DONE, Step.FAILED, Step.SURPRISED)


class RateWork(QObject):
    """Everything about published rates that the desk need not know."""

    agreement_changed = Signal()
    copied = Signal(object)  # rows of a table

    def __init__(
        self,
        window: MainWindow,
        document: CatalogueDocument,
        assuming: Assuming,
        icons: Icons,
        ecb: EcbRates,
        feed: RateFeed,
        *,
        agreed_host: str,
        quotes: Callable[[], QuoteBook],
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._document = document
        self._assuming = assuming
        self._icons = icons
        self._quotes = quotes
        self._now = now
        self._dialog: RateDialog | None = None
        self._part: PublishedRatesPart | None = None
        self._step = Step.IDLE
        self.updating = UpdatingRates(
            ecb,
            feed,
            document,
            assuming.main_rate,
            agreed_host=agreed_host,
            now=now,
            parent=self,
        )
        window.actions_by_name.update_rate.triggered.connect(self.update)
        assuming.dialog_opened.connect(self._dress)
        self.updating.changed.connect(self._show)
        self.updating.arrived.connect(self._publish)
        self.updating.agreement_changed.connect(self.agreement_changed)
        window.closing.connect(self.updating.cancel)

    @Slot()
    def update(self) -> None:
        """Show the rates and begin to fetch, or ask first whether that may be done."""
        if self._dialog is None:
            self._assuming.show_rates()
        if self._part is not None:
            self._part.box.take_focus()
        self.updating.update()

    @Slot(object)
    def _dress(self, dialog: RateDialog) -> None:
        """Put what has been published below the rates of a dialog."""
        from exodesk.ui.dialogs.published_rates import PublishedRatesPart

        part = PublishedRatesPart(self._icons, dialog)
        dialog.add_below(part, part.moves)
        box, updating = part.box, self.updating
        box.update_wanted.connect(updating.update)
        box.agreed.connect(updating.agree)
        box.withdrawn.connect(updating.disagree)
        box.cancelled.connect(updating.cancel)
        box.aside_used.connect(updating.use_aside)
        box.aside_dropped.connect(updating.drop_aside)
        box.rate_wanted.connect(dialog.type_rate)
        dialog.rates_changed.connect(updating.tell_again)
        dialog.rates_changed.connect(self._show_rates)
        part.moves.copy_requested.connect(self.copied)
        dialog.finished.connect(self._forget)
        self._dialog, self._part = dialog, part
        box.show_update(updating.shown)
        self._show_rates()
        dialog.fit()

    @Slot()
    def _forget(self) -> None:
        self._dialog = self._part = None
        self.updating.leave_question()

    @Slot(object)
    def _publish(self, ecb: EcbRates) -> None:
        self._assuming.meet_day(self._now().date())
        rates = self._assuming.publish(ecb)
        if self._dialog is not None:
            self._dialog.take_published(rates)
            self._show_rates()

    @Slot(object)
    def _show(self, update: RateUpdate) -> None:
        if self._part is not None and self._dialog is not None:
            self._part.box.show_update(update)
            self._dialog.fit()
            if update.step is not self._step:  # else whoever types elsewhere is left there
                self._dialog.bring_into_sight(self._part.box)
            self._step = update.step
        elif update.step in _ENDS:
            self._window.message.say(
                update.sentence,
                action=_("Show the rates"),
                act=self._assuming.show_rates,
                warning=update.step is not Step.DONE,
            )

    @Slot()
    def _show_rates(self) -> None:
        """What hangs on the rates of now."""
        part, document = self._part, self._document
        if part is None:
            return
        rate, ecb = self._assuming.main_rate(), self.updating.ecb
        part.show_rate(rate, document.today)
        newest = ecb.newest(document.rates.on)
        if rate is not None and newest is not None:
            year = ecb.since(rate.base, rate.quote, newest.date - _YEAR)
            part.show_year([each for each in year if each.date <= newest.date])
        quotes = open_quotes(self._quotes(), document.today)
        moves = moves_since(quotes[:_MOST_QUOTES], document.rates, ecb)
        part.show_moves(moves, len(quotes[_MOST_QUOTES:]))
