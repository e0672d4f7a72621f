"""The comparison joined to the window: its page is made when somebody first wants it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from exodesk.domain.ask_first import AskFirst
from exodesk.ui.document import CatalogueDocument
from exodesk.ui.icons import Icons
from exodesk.ui.theme import Theme
from exodesk.ui.tray import Tray

if TYPE_CHECKING:
    from exodesk.ui.pages.comparison import ComparisonPage
    from exodesk.ui.pages.comparison_seen import ComparisonSeen


class ComparisonWork(QObject):
    """Answers for the page as long as there is none: it has its part in the time of a start.

    ``join`` connects a page that has been made.
    """

    def __init__(
        self,
        document: CatalogueDocument,
        tray: Tray,
        theme: Theme,
        icons: Icons,
        join: Callable[[ComparisonPage], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._tray = tray
        self._theme = theme
        self._icons = icons
        self._join = join
        self._state: Mapping[str, object] = {}
        self._ask_first = AskFirst()
        self._page: ComparisonPage | None = None
        self.place = QWidget()
        self.place.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def page(self) -> ComparisonPage:
        if self._page is None:
            self._page = self._made_page()
        return self._page

    def _made_page(self) -> ComparisonPage:
        from exodesk.ui.pages.comparison import ComparisonPage

        page = ComparisonPage(self._document, self._tray, self._theme, self._icons)
        around = QVBoxLayout(self.place)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(page)
        page.show()  # at once: what is not shown takes no focus
        page.restore_state(self._state)
        page.reasons.show_ask_first(self._ask_first)
        self._join(page)
        return page

    def panes(self) -> tuple[QWidget, QWidget]:
        """What F6 goes through on the page, once there is one."""
        return (self.place, self.place) if self._page is None else self._page.panes()

    def reasons_visible(self) -> bool:
        return self._page is not None and self._page.reasons_visible()

    def show_ask_first(self, ask_first: AskFirst) -> None:
        self._ask_first = ask_first
        if self._page is not None:
            self._page.reasons.show_ask_first(ask_first)

    def save_state(self) -> dict[str, object]:
        return dict(self._state) if self._page is None else self._page.save_state()

    def lay_out_anew(self) -> None:
        """The panel beside the table is as at a first start."""
        if self._page is None:
            self._state = {key: kept for key, kept in self._state.items() if key != "reasons"}
        else:
            self._page.lay_out_anew()

    def seen(self) -> ComparisonSeen | None:
        """What a person looks at there; None as long as there is no page."""
        return None if self._page is None else self._page.seen()

    def show_seen(self, seen: ComparisonSeen | None) -> None:
        if seen is not None:
            self.page.show_seen(seen)

    def restore_state(self, state: Mapping[str, object]) -> None:
        self._state = state
        if self._page is not None:
            self._page.restore_state(state)
