"""The page in view joined to the window: its counts, its side panel, and what acts mean on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from exodesk.comparison_work import ComparisonWork
from exodesk.ui.document import CatalogueDocument
from exodesk.ui.flows.comparing import Comparing
from exodesk.ui.main_window import CATALOGUE, COMPARE, QUOTES, MainWindow
from exodesk.ui.pages.catalogue import CataloguePage, Counts
from exodesk.ui.reasons import enable
from exodesk.ui.theme import with_type
from exodesk.wording import gettext as _
from exodesk.wording.counts import counts_text, early_counts_text, early_text

if TYPE_CHECKING:
    from exodesk.quote_work import QuoteWork
    from exodesk.ui.dialogs.columns_dialog import ColumnsDialog

_PANE_STEP = 24  # pixels at the usual size of type


class PageWork(QObject):
    """Goes with the pages: which is in view, and what the window around it shows of it.

    ``quotes`` is asked only by who goes to the Quotes page: a start needs none. ``done`` tells of
    how many entries the totals are known, 0 to 1.
    """

    counts_shown = Signal()

    def __init__(
        self,
        window: MainWindow,
        document: CatalogueDocument,
        catalogue_page: CataloguePage,
        comparison: ComparisonWork,
        comparing: Comparing,
        quotes: Callable[[], QuoteWork],
        done: Callable[[], float],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._document = document
        self._list = catalogue_page
        self._comparison = comparison
        self._comparing = comparing
        self._quotes = quotes
        self._done = done
        self._join()

    def _join(self) -> None:
        window, page = self._window, self._list
        page.counts_changed.connect(self._show_counts)
        page.words_changed.connect(window.page_bar.search.setText)
        page.entry_activated.connect(lambda _id: page.set_details_visible(True))
        page.details_toggled.connect(self.note_side_panel)
        window.page_bar.words_changed.connect(self._search)
        window.page_bar.search.list_requested.connect(page.table.setFocus)
        window.page_changed.connect(self._meet_page)
        window.tray_bar.entry_requested.connect(self.show_entry)
        a = window.actions_by_name
        a.find.triggered.connect(self._find)
        a.filters.triggered.connect(self._go_to_filters)
        a.clear_filters.triggered.connect(page.clear_filters)
        a.what_is_hidden.triggered.connect(self._tell_what_is_hidden)
        a.show_catalogue.triggered.connect(lambda: window.show_page(CATALOGUE))
        a.show_compare.triggered.connect(lambda: window.show_page(COMPARE))
        a.details.triggered.connect(self._show_side_panel)
        a.compact.toggled.connect(page.table.set_compact)
        a.columns.triggered.connect(self.arrange_columns)
        a.tick.triggered.connect(page.table.request_ticks)
        a.wider.triggered.connect(lambda: self._widen(1))
        a.narrower.triggered.connect(lambda: self._widen(-1))
        window.set_panes(
            [
                lambda: window.page_bar.search,
                lambda: page.filters,
                lambda: page.table,
                lambda: page.details,
                lambda: self._comparison.panes()[0],
                lambda: self._comparison.panes()[1],
                lambda: self._quotes().panes()[0],
                lambda: self._quotes().panes()[1],
                lambda: window.tray_bar.compare,
            ]
        )

    # What is shown around the pages

    @Slot(int)
    def _meet_page(self, number: int) -> None:
        self._document.set_list_in_sight(number == CATALOGUE)
        self._comparing.set_in_sight(number == CATALOGUE)
        for act in (self._window.actions_by_name.wider, self._window.actions_by_name.narrower):
            enable(act, number != COMPARE, _("The parts of this page have a width of their own."))
        if number == COMPARE:
            self._comparison.page  # noqa: B018 - made now
        elif number == QUOTES:
            self._quotes().arrive()
        searching = self._window.page_bar.search.hasFocus()
        if number != CATALOGUE or not searching:  # typing into the search leads to the list
            self._focus_page(number)
        self.note_side_panel()
        self.show_counts_now()

    def _focus_page(self, number: int) -> None:
        why = Qt.FocusReason.OtherFocusReason
        if number == QUOTES:
            self._quotes().setFocus(why)
        elif number == COMPARE:
            self._comparison.page.setFocus(why)
        else:
            self._list.table.setFocus(why)

    @Slot(bool)
    def _show_side_panel(self, visible: bool) -> None:
        if self._window.page() == COMPARE:
            self._comparison.page.set_reasons_visible(visible)
        elif self._window.page() == QUOTES:
            self._quotes().page.open_notes(opened=visible)
        else:
            self._list.set_details_visible(visible)

    @Slot()
    def note_side_panel(self) -> None:
        """Let the act that opens the side panel say whether it is open."""
        self._window.actions_by_name.details.setChecked(self._side_panel_visible())

    def _side_panel_visible(self) -> bool:
        if self._window.page() == COMPARE:
            return self._comparison.reasons_visible()
        if self._window.page() == QUOTES:
            return self._quotes().notes_open()
        return self._list.details_visible()

    @Slot()
    def show_counts_now(self) -> None:
        self._show_counts(self._list.counts())

    @Slot(object)
    def _show_counts(self, counts: Counts) -> None:
        if self._window.page() == QUOTES:
            self._quotes().show_counts()
            return
        if not self._document.ready:
            can_tell = self._document.answers(self._list.entry_filter())
            fits = counts.fits if can_tell else None
            text = early_counts_text(fits, counts.total, self._done())
            self._window.status.show_counts(text, early_text())
            return
        hidden = self._list.hidden_text()
        text = counts_text(counts.fits, counts.open, counts.total)
        if hidden and self._list.entry_filter().words.strip():
            text = _("{counts} · {hidden}").format(counts=text, hidden=hidden.splitlines()[0])
        self._window.status.show_counts(text, hidden)
        self.counts_shown.emit()

    # Acts

    @Slot(str)
    def _search(self, words: str) -> None:
        if words.strip():
            self._window.show_page(CATALOGUE)
        self._list.set_words(words)

    @Slot()
    def _find(self) -> None:
        if self._window.page() == QUOTES:
            self._quotes().focus_search()
            return
        search = self._window.page_bar.search
        search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        search.selectAll()

    @Slot()
    def _go_to_filters(self) -> None:
        self._window.show_page(CATALOGUE)
        self._list.go_to_filters()

    @Slot()
    def _tell_what_is_hidden(self) -> None:
        """What the pointer reads at the counts, for whoever has none."""
        searched = self._list.entry_filter().words.strip()
        nothing = (
            _("Beside the search no filter hides an entry.")
            if searched
            else _("No filter hides an entry.")
        )
        self._window.message.say(self._list.hidden_text() or nothing)

    @Slot()
    def arrange_columns(self) -> ColumnsDialog:
        """Order, widths and choice of the list's columns, by keyboard as by mouse."""
        from exodesk.ui.dialogs.columns_dialog import ColumnsDialog

        self._window.show_page(CATALOGUE)
        dialog = ColumnsDialog(self._list.table, self._window)
        dialog.open()
        return dialog

    def _widen(self, steps: int) -> None:
        on_quotes = self._window.page() == QUOTES
        splitter = self._quotes().page.splitter if on_quotes else self._list.splitter
        splitter.widen(steps * with_type(_PANE_STEP))

    @Slot(str)
    def show_entry(self, entry_id: str) -> None:
        """Make an entry the current one in the list, without filters where they hide it."""
        self._window.show_page(CATALOGUE)
        if not self._list.show_entry(entry_id):
            self._list.clear_filters()
            self._list.show_entry(entry_id)
        self._list.table.setFocus()

    def current_id(self) -> str | None:
        """The entry that the page in view is about."""
        page = self._comparison.page if self._window.page() == COMPARE else self._list
        return page.current_id()
