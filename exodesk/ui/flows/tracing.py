"""How a figure came about, for whichever entry is asked about, as long as the answer is open."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from exodesk.domain.costing import CourseCost
from exodesk.ui.document import CatalogueDocument
from exodesk.ui.flows.links import open_link
from exodesk.ui.icons import Icons
from exodesk.wording import gettext as _
from exodesk.wording.sentences import provider_line

if TYPE_CHECKING:
    from exodesk.ui.dialogs.trace_dialog import TraceDialog
    from exodesk.wording.trace import TraceRow


class Tracing(QObject):
    """``copied`` carries rows of texts, ``refused`` a sentence."""

    copied = Signal(object)
    refused = Signal(str)

    def __init__(
        self,
        document: CatalogueDocument,
        icons: Icons,
        window: QWidget,
        current: Callable[[], str | None],
    ) -> None:
        super().__init__(window)
        self._document = document
        self._icons = icons
        self._window = window
        self._current = current
        self._dialog: TraceDialog | None = None
        self._entry_id = ""
        document.costs_changed.connect(self._follow)
        document.catalogue_changed.connect(self._follow)

    @Slot()
    def show_current(self) -> None:
        """Answer for the entry that is current in the window."""
        entry_id = self._current()
        if entry_id is None:
            self.refused.emit(_("Choose an entry first; then see how its total came about."))
        else:
            self.show(entry_id)

    @Slot(str)
    def show(self, entry_id: str) -> None:
        """Open the answer, or turn the open one to another entry."""
        if self._document.row_of(entry_id) is None:
            return
        self._entry_id = entry_id
        dialog = self._dialog
        if dialog is None:
            from exodesk.ui.dialogs.trace_dialog import TraceDialog

            dialog = self._dialog = TraceDialog(self._icons, self._window)
            dialog.copy_requested.connect(self._copy)
            dialog.link_activated.connect(open_link)
            dialog.finished.connect(self._forget)
        self._follow()
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    def traced(self) -> str | None:
        """The entry that the open answer is about."""
        return None if self._dialog is None else self._entry_id

    def dialog(self) -> TraceDialog | None:
        """The open answer."""
        return self._dialog

    @Slot()
    def _follow(self) -> None:
        """What is shown follows the assumptions; it closes with its entry."""
        dialog = self._dialog
        if dialog is None:
            return
        cost = self._cost()
        if cost is None:
            dialog.close()
            return
        from exodesk.ui.dialogs.trace_parts import trace_parts

        parts = list(trace_parts(self._rows(cost)))
        dialog.show_trace(cost.entry.name, provider_line(cost.entry), parts)

    def _cost(self) -> CourseCost | None:
        row = self._document.row_of(self._entry_id)
        return None if row is None else self._document.cost(row)

    def _rows(self, cost: CourseCost) -> list[TraceRow]:
        from exodesk.domain.packages import package_break_evens, prepaid
        from exodesk.domain.trace import trace_of
        from exodesk.wording.trace import package_rows, trace_rows

        document = self._document
        assumptions, rates = document.assumptions, document.rates
        rows = trace_rows(trace_of(cost, assumptions, document.catalogue), document.today)
        pays = package_break_evens(cost.entry, assumptions, rates)
        return [*rows, *package_rows(pays, prepaid(cost, assumptions, rates), cost.currency)]

    @Slot()
    def _forget(self) -> None:
        self._dialog = None

    @Slot()
    def _copy(self) -> None:
        from exodesk.wording.trace import trace_table

        if (cost := self._cost()) is not None:
            self.copied.emit(trace_table(self._rows(cost)))
