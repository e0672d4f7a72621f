"""What a window can do beyond its list, joined to it once the rows are on the screen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from exodesk.helping import Helping
from exodesk.later_places import LaterPlaces
from exodesk.own_work import OwnWork
from exodesk.quote_work import QuoteWork
from exodesk.rate_work import RateWork
from exodesk.storage.ecb import EcbRates
from exodesk.taking_away import TakingAway
from exodesk.ui.document import CatalogueDocument
from exodesk.ui.flows.assuming import Assuming
from exodesk.ui.flows.greeting import Greeting
from exodesk.ui.flows.rate_feed import RateFeed
from exodesk.ui.flows.tracing import Tracing
from exodesk.ui.icons import Icons
from exodesk.ui.main_window import MainWindow
from exodesk.ui.pages.catalogue import CataloguePage
from exodesk.ui.tray import Tray
from exodesk.ui.workspace import Workspace


class LaterWork(QObject):
    """Own entries, quotes, published rates, files and help: the desk makes them after painting."""

    entry_wanted = Signal(str)
    catalogue_changed = Signal()  # the user's own entries have
    to_be_kept = Signal()  # something that the settings hold has changed

    def __init__(
        self,
        window: MainWindow,
        catalogue_page: CataloguePage,
        document: CatalogueDocument,
        workspace: Workspace,
        tray: Tray,
        icons: Icons,
        places: LaterPlaces,
        assuming: Assuming,
        greeting: Greeting,
        tracing: Tracing,
        ecb: EcbRates,
        feed: RateFeed,
        *,
        agreed_host: str,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(window)
        self.own_work = OwnWork(
            window, catalogue_page, document, workspace, icons, places.own, places.recent
        )
        self.quote_work = QuoteWork(
            window,
            workspace,
            document,
            tray,
            icons,
            places.quotes,
            places.quotes_page,
            edit_entry=self.own_work.entries.edit,
            show_rates=assuming.show_rates,
        )
        self.rate_work = RateWork(
            window,
            document,
            assuming,
            icons,
            ecb,
            feed,
            agreed_host=agreed_host,
            quotes=lambda: self.quote_work.quoting.book,
            now=now,
        )
        self.taking_away = TakingAway(window, catalogue_page, document)
        self.helping = Helping(window, document, self.quote_work, icons, greeting)
        self._join_taking_away(tracing, greeting)
        self._join_own_work(assuming)
        self.rate_work.copied.connect(self.taking_away.exporting.copy)
        self.rate_work.agreement_changed.connect(self.to_be_kept)
        self.helping.commanding.entry_wanted.connect(self.entry_wanted)

    def _join_taking_away(self, tracing: Tracing, greeting: Greeting) -> None:
        self.taking_away.take_from(tracing)
        self.taking_away.take_quotes_from(self.quote_work.quoting, self.quote_work.actions)
        self.taking_away.tell(greeting)

    def _join_own_work(self, assuming: Assuming) -> None:
        own, back = self.own_work, self.own_work.coming_back
        own.catalogue_changed.connect(self.catalogue_changed)
        own.recent_changed.connect(self.to_be_kept)
        assuming.rates_changed.connect(own.note_rates)
        back.rate_wanted.connect(self.rate_work.update)
        back.quote_wanted.connect(self.quote_work.look_at)
        back.closed.connect(self.to_be_kept)
