"""What the details show of the current entry: its cost, whose it is, what to ask, its tick."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

from exodesk.domain.ask_first import AskFirst
from exodesk.domain.entries import SessionCount
from exodesk.ui.document import CatalogueDocument
from exodesk.ui.tray import Tray
from exodesk.ui.widgets.details_own import Ownership
from exodesk.ui.widgets.details_panel import DetailsPanel


class CurrentDetails(QObject):
    """Fills the panel from the document; what is assumed there goes back to the document."""

    def __init__(
        self,
        panel: DetailsPanel,
        document: CatalogueDocument,
        tray: Tray,
        current_id: Callable[[], str | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._panel = panel
        self._document = document
        self._tray = tray
        self._current_id = current_id
        self._ask_first = AskFirst()
        self._ownership_of: Callable[[str], Ownership | None] = lambda _id: None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.show)
        tray.changed.connect(self._show_tick)
        panel.sessions_assumed.connect(self._assume_sessions)

    def tell_ownership(self, ownership_of: Callable[[str], Ownership | None]) -> None:
        """Where to learn whose an entry is, by its id."""
        self._ownership_of = ownership_of
        self.show()

    def show_ask_first(self, ask_first: AskFirst) -> None:
        self._ask_first = ask_first
        self.show()

    def show_soon(self) -> None:
        """Once the events that wait have been met."""
        self._soon.start()

    @Slot()
    def show(self) -> None:
        self._soon.stop()
        entry_id, document = self._current_id(), self._document
        row = None if entry_id is None else document.row_of(entry_id)
        if row is None:
            self._panel.show_nothing()
            return
        self._panel.show_cost(
            document.cost(row),
            document.catalogue,
            document.today,
            assumptions=document.assumptions,
            rates=document.rates,
            ownership=self._ownership_of(document.catalogue.entries[row].id),
            ask_first=self._ask_first,
        )
        self._show_tick()

    @Slot()
    def _show_tick(self) -> None:
        self._panel.set_ticked(self._current_id() in self._tray)

    @Slot(object, object)
    def _assume_sessions(self, entry_id: str, sessions: SessionCount | None) -> None:
        assumptions = self._document.assumptions
        self._document.assume(assumptions.with_sessions_of(entry_id, sessions))
