"""What a person looks at in the window, beside what is kept: to be put back in another window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from exodesk.ui.main_window import CATALOGUE, COMPARE
from exodesk.ui.same_place import Place, place_of, scroll_in, scrolled_in, widget_at
from exodesk.ui.widgets.filter_panel import FiltersSeen
from exodesk.ui.widgets.row_table import Remembered

if TYPE_CHECKING:
    from exodesk.app import Desk
    from exodesk.quote_work import QuotesSeen
    from exodesk.ui.pages.comparison_seen import ComparisonSeen


@dataclass(frozen=True, slots=True)
class WhatIsSeen:
    """What has the keyboard, and how far each part is scrolled, is known by its place alone."""

    focused: Place
    page: int
    list: dict[str, Any]  # filter, columns, sizes
    filters: FiltersSeen
    rows: Remembered  # what is current and selected
    scrolled: int
    sessions: str  # of the entry shown in the details, where they could not be read
    side_panels: tuple[bool, bool]  # the details, the reasons
    comparison: ComparisonSeen | None
    quotes: QuotesSeen
    traced: str | None
    help: str
    parts_scrolled: Mapping[Place, float]

    @classmethod
    def of(cls, desk: Desk, focused: Place = ()) -> WhatIsSeen:
        page, window = desk.catalogue_page, desk.window
        sessions = page.details.what_if.field
        return cls(
            focused,
            window.page(),
            page.save_state(),
            page.filters.seen(),
            page.table.remembered(),
            page.table.verticalScrollBar().value(),
            sessions.text() if sessions.message else "",
            (page.details_visible(), desk.comparison.reasons_visible()),
            desk.comparison.seen(),
            desk.quote_work.seen(),
            desk.tracing.traced(),
            desk.helping.seen(),
            scrolled_in(window),
        )

    def show_in(self, desk: Desk) -> None:
        """Show it in a window that is on the screen: what is not there takes no focus."""
        page, window = desk.catalogue_page, desk.window
        page.show_again(self.list, self.rows)
        page.filters.show_seen(self.filters)
        page.set_details_visible(self.side_panels[0])
        if self.sessions:
            page.details.what_if.field.type_again(self.sessions)
        window.show_page(self.page)
        if self.page == COMPARE:
            desk.comparison.page.set_reasons_visible(self.side_panels[1])
        desk.comparison.show_seen(self.comparison)
        desk.quote_work.show_seen(self.quotes)
        self._show_beside(desk)
        scroll_in(window, self.parts_scrolled)
        page.table.verticalScrollBar().setValue(self.scrolled)
        self._focus(desk)

    def _show_beside(self, desk: Desk) -> None:
        """What stands beside the window, which stays in front."""
        desk.helping.show_seen(self.help)
        if self.traced is not None:
            desk.tracing.show(self.traced)
        if self.help or self.traced is not None:
            desk.window.activateWindow()

    def _focus(self, desk: Desk) -> None:
        """Where nothing is in the same place the page has it."""
        found = widget_at(self.focused, desk.window)
        if (
            found is not None
            and found.isVisible()
            and found.focusPolicy() & Qt.FocusPolicy.TabFocus
        ):
            found.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.page == CATALOGUE:
            desk.catalogue_page.table.setFocus(Qt.FocusReason.OtherFocusReason)


def place_of_focus(window: QWidget) -> Place:
    focused = window.focusWidget()
    return () if focused is None else place_of(focused, window)
