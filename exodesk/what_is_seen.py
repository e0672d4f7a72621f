"""What a person looks at in the window, beside what is kept: to be put back in another window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from exodesk.domain.filters import Criterion
from exodesk.ui.widgets.row_table import Remembered

if TYPE_CHECKING:
    from exodesk.app import Desk
    from exodesk.quote_work import QuotesSeen


@dataclass(frozen=True, slots=True)
class WhatIsSeen:
    page: int
    list: dict[str, Any]  # filter, columns, sizes
    refused: dict[Criterion, str]  # limits that could not be read
    rows: Remembered  # what is current and selected
    scrolled: int
    traced: str | None
    quotes: QuotesSeen

    @classmethod
    def of(cls, desk: Desk) -> WhatIsSeen:
        table = desk.catalogue_page.table
        return cls(
            desk.window.page(),
            desk.catalogue_page.save_state(),
            desk.catalogue_page.filters.limits().refused(),
            table.remembered(),
            table.verticalScrollBar().value(),
            desk.tracing.traced(),
            desk.quote_work.seen(),
        )

    def show_in(self, desk: Desk) -> None:
        page = desk.catalogue_page
        page.show_again(self.list, self.rows)
        page.filters.limits().show_refused(self.refused)
        page.table.verticalScrollBar().setValue(self.scrolled)
        desk.window.show_page(self.page)
        desk.quote_work.show_seen(self.quotes)
        if self.traced is not None:
            desk.tracing.show(self.traced)
        page.table.setFocus(Qt.FocusReason.OtherFocusReason)
