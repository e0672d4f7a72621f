"""Updating the published rates, when a person asks for it and has agreed to it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import date, datetime

from PySide6.QtCore import QObject, Signal, Slot

from exodesk.domain.published_days import PublishedDay, surprises
from exodesk.domain.rates import Rate
from exodesk.storage.ecb import EcbRates
from exodesk.storage.ecb_feed import FeedRefusedError, read_day, refuse_older
from exodesk.storage.whole_files import NotWrittenError
from exodesk.ui.document import CatalogueDocument
from exodesk.ui.flows.rate_feed import RateFeed
from exodesk.ui.rate_update import RateUpdate, Step
from exodesk.wording import gettext as _
from exodesk.wording.rate_updates import (
    consent_question,
    declined_text,
    failure_text,
    fetching_text,
    nothing_newer_text,
    offer_text,
    surprise_question,
    updated_text,
)

_log = logging.getLogger("exodesk.rates")


class UpdatingRates(QObject):
    """One update at a time. Rates change only once a whole day has been found good and is kept."""

    changed = Signal(object)  # RateUpdate
    arrived = Signal(object)  # EcbRates
    agreement_changed = Signal()

    def __init__(
        self,
        ecb: EcbRates,
        feed: RateFeed,
        document: CatalogueDocument,
        in_use: Callable[[], Rate | None],
        *,
        agreed_host: str = "",
        now: Callable[[], datetime] = datetime.now,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.ecb = ecb
        self._feed = feed
        self._document = document
        self._in_use = in_use
        self._now = now
        self._agreed_host = agreed_host
        self._aside: tuple[bytes, PublishedDay] | None = None
        self._outcome: Callable[[], str] | None = None
        self._shown = RateUpdate(Step.IDLE, offer_text(feed.host), self.agreed)
        feed.setParent(self)
        feed.arrived.connect(self._take)
        feed.failed.connect(self._fail)
        feed.waited.connect(self._wait)

    @property
    def shown(self) -> RateUpdate:
        return self._shown

    @property
    def host(self) -> str:
        """The one server that is ever asked."""
        return self._feed.host

    @property
    def agreed(self) -> bool:
        return self._agreed_host == self._feed.host

    @property
    def agreed_host(self) -> str:
        """Which server a person has agreed to; empty for none."""
        return self._agreed_host

    # What a person does

    @Slot()
    def update(self) -> None:
        """Fetch, or ask first whether that may be done."""
        if self._feed.busy:
            return
        if self._aside is not None:
            self.changed.emit(self._shown)
        elif not self.agreed:
            self._show(Step.ASKING, consent_question(self._feed.host))
        else:
            self._wait(0)
            self._feed.start()

    @Slot()
    def agree(self) -> None:
        self._agreed_host = self._feed.host
        self.agreement_changed.emit()
        self.update()

    @Slot()
    def allow(self) -> None:
        """The server may be asked from now on; it is not asked yet."""
        self._agreed_host = self._feed.host
        self.agreement_changed.emit()
        self._show(Step.IDLE, offer_text(self._feed.host))

    @Slot()
    def disagree(self) -> None:
        """Nothing is fetched, now or later, until a person has been asked again."""
        self._feed.cancel()
        self._aside = None
        self._agreed_host = ""
        self.agreement_changed.emit()
        self._show(Step.IDLE, offer_text(self._feed.host))

    @Slot()
    def leave_question(self) -> None:
        """Nobody has answered whether the server may be asked."""
        if self._shown.step is Step.ASKING:
            self._show(Step.IDLE, offer_text(self._feed.host))

    @Slot()
    def cancel(self) -> None:
        if self._feed.busy:
            self._feed.cancel()
            _log.info("update from %s cancelled", self._feed.host)
            self._show(Step.IDLE, offer_text(self._feed.host))

    def stop_fetching(self) -> bool:
        """``cancel`` for whoever goes on elsewhere; whether there was anything to cancel."""
        fetching = self._feed.busy
        self.cancel()
        return fetching

    @Slot()
    def use_aside(self) -> None:
        """Use the rates that were kept aside."""
        aside, self._aside = self._aside, None
        if aside is not None:
            self._accept(*aside)

    @Slot()
    def drop_aside(self) -> None:
        self._aside = None
        self._tell(Step.DONE, lambda: declined_text(self._in_use(), self._document.today))

    @Slot()
    def tell_again(self) -> None:
        """Say what came of it by the rates that are in use now: a person has changed them."""
        if self._outcome is not None:
            self._tell(self._shown.step, self._outcome)

    # What comes of it

    @Slot(bytes)
    def _take(self, data: bytes) -> None:
        today = self._now().date()
        last = self._newest_kept(today)
        try:
            day = read_day(data, today)
            if last is not None:
                refuse_older(day, last)
        except FeedRefusedError as error:
            self._fail(str(error))
            return
        if last is not None and (day.date, day.per_euro) == (last.date, last.per_euro):
            _log.info("update from %s: nothing newer than %s", self._feed.host, day.date)
            self._tell(
                Step.DONE, lambda: nothing_newer_text(day, self._own(), self._document.today)
            )
        elif last is not None and (found := surprises(last, day)):
            self._aside = data, day
            _log.info("update from %s: %s kept aside", self._feed.host, day.date)
            looked_at = ("GBP", "INR", self._document.assumptions.currency)
            self._show(Step.SURPRISED, surprise_question(found, last, day, looked_at))
        else:
            self._accept(data, day)

    def _newest_kept(self, today: date) -> PublishedDay | None:
        """The day that counts, which another window may have fetched since this one was opened."""
        before, self.ecb = self.ecb.newest(today), self.ecb.read_again()
        last = self.ecb.newest(today)
        if last != before:
            self.arrived.emit(self.ecb)
        return last

    def _accept(self, data: bytes, day: PublishedDay) -> None:
        try:
            self.ecb = self.ecb.keeping(data)
        except NotWrittenError as error:
            self._fail(_("they could not be kept: {problem}").format(problem=error.reason))
            return
        _log.info("update from %s: rates of %s", self._feed.host, day.date)
        self.arrived.emit(self.ecb)
        self._tell(Step.DONE, lambda: updated_text(day, self._own(), self._document.today))

    @Slot(str)
    def _fail(self, why: str) -> None:
        _log.warning("update from %s failed: %s", self._feed.host, why)
        host, moment, document = self._feed.host, self._now(), self._document
        self._tell(
            Step.FAILED,
            lambda: failure_text(host, moment, why, self._in_use(), document.today),
        )

    @Slot(int)
    def _wait(self, seconds: int) -> None:
        limit = self._feed.limit_seconds
        self._show(
            Step.FETCHING,
            fetching_text(self._feed.host, seconds, round(limit)),
            part=min(seconds / limit, 1.0),
        )

    def _own(self) -> Sequence[Rate]:
        return self._document.rates.pinned

    def _tell(self, step: Step, outcome: Callable[[], str]) -> None:
        self._show(step, outcome())
        self._outcome = outcome

    def _show(self, step: Step, sentence: str, *, part: float = 0.0) -> None:
        self._outcome = None
        self._shown = RateUpdate(step, sentence, self.agreed, part)
        self.changed.emit(self._shown)
