"""The catalogue page: filters at the left, the entries in the middle, one entry at the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from exodesk.domain.ask_first import AskFirst
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.costing import CourseCost
from exodesk.domain.errors import ExodeskError
from exodesk.domain.filters import EntryFilter, Judgement
from exodesk.domain.saved_filters import from_plain, to_plain
from exodesk.ui.document import CatalogueDocument, StandingCosts
from exodesk.ui.icons import Icons
from exodesk.ui.models.columns import COLUMNS
from exodesk.ui.models.entry_table import NOTHING_SHOWN, EntryTableModel
from exodesk.ui.pages.catalogue_details import CurrentDetails
from exodesk.ui.pages.catalogue_panes import CataloguePanes, OneOf
from exodesk.ui.pages.catalogue_words import scale_of, show_empty_words, what_is_hidden, why_open
from exodesk.ui.theme import Theme
from exodesk.ui.tray import Tray
from exodesk.ui.widgets.details_own import Ownership
from exodesk.ui.widgets.details_panel import DetailsPanel
from exodesk.ui.widgets.empty_state import EmptyState
from exodesk.ui.widgets.entry_table import EntryTable
from exodesk.ui.widgets.filter_panel import FilterPanel
from exodesk.ui.widgets.row_table import Remembered
from exodesk.ui.widgets.thin_splitter import ThinSplitter
from exodesk.wording import gettext as _

_FACETS_AFTER_MS = 40


@dataclass(frozen=True, slots=True)
class Counts:
    """How many entries fit, how many can't be judged, and how many there are."""

    fits: int
    open: int
    total: int


class CataloguePage(QWidget):
    """Joins filter panel, table and details with the document; decides nothing itself."""

    counts_changed = Signal(object)
    filter_changed = Signal(object)
    words_changed = Signal(str)  # where they change here: a search box follows
    copy_requested = Signal(object)  # list[tuple[CourseCost, Judgement]]
    export_requested = Signal()
    entry_activated = Signal(object)
    link_activated = Signal(object)
    trace_requested = Signal(str)  # an entry's id
    tick_refused = Signal()
    details_toggled = Signal(bool)

    def __init__(
        self,
        document: CatalogueDocument,
        tray: Tray,
        theme: Theme,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._tray = tray
        self._filter = EntryFilter()
        self._shown = NOTHING_SHOWN
        self._provisional = False
        self._row_actions: tuple[QAction, ...] = ()
        self._filters = FilterPanel(theme, icons)
        self._table = EntryTable(COLUMNS, theme, icons)
        self._empty = EmptyState(theme, icons)
        self._details = DetailsPanel(theme, icons)
        self._model = EntryTableModel(document, tray, parent=self)
        self._table.setModel(self._model)
        self._facet_timer = QTimer(self, singleShot=True, interval=_FACETS_AFTER_MS)
        self._shown_details = CurrentDetails(
            self._details, document, tray, self._table.current_id, self
        )
        self._lay_out(theme)
        self._join()
        self._meet_catalogue()

    def _lay_out(self, theme: Theme) -> None:
        self._middle = OneOf(self._table, self._empty)
        self._middle.setAccessibleName(_("Entries"))
        self._panes = CataloguePanes(self._filters, self._middle, self._details, theme)
        self._panes.details_toggled.connect(self.details_toggled)
        lay = QHBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(self._panes)

    def share_room(self) -> None:
        """Give each pane its usual width, which hangs on the style that it is dressed in."""
        self._panes.share_room()

    def lay_out_anew(self) -> None:
        """Columns, panes and details of a first start; what sorts stays."""
        self._table.usual_columns()
        self._panes.lay_out_anew()

    def _join(self) -> None:
        self._filters.filter_changed.connect(self.set_entry_filter)
        self._facet_timer.timeout.connect(self._show_facets)
        self._table.sort_changed.connect(self._show_sorted)
        self._table.scale_pinned.connect(self._show_scale)
        self._table.tick_requested.connect(self._toggle_ticks)
        self._table.copy_requested.connect(self.copy_selected)
        self._table.current_changed.connect(self._shown_details.show)
        self._table.menu_requested.connect(self._open_row_menu)
        self._table.entry_activated.connect(self.entry_activated)
        self._model.tick_refused.connect(self.tick_refused)
        self._details.compare_toggled.connect(lambda entry_id: self._toggle_ticks((entry_id,)))
        self._details.link_activated.connect(self.link_activated)
        self._details.trace_requested.connect(self.trace_requested)
        self._empty.taken_off.connect(self.set_entry_filter)
        self._empty.button_pressed.connect(self.clear_filters)
        self._document.catalogue_changed.connect(self._meet_catalogue)
        self._document.costs_changed.connect(self._meet_costs)
        self._document.searchable.connect(self._meet_columns)
        self._document.index_built.connect(self._meet_index)

    # Panes

    @property
    def filters(self) -> FilterPanel:
        return self._filters

    @property
    def table(self) -> EntryTable:
        return self._table

    @property
    def details(self) -> DetailsPanel:
        return self._details

    def panes(self) -> tuple[QWidget, ...]:
        """The panes to cycle through by key, from left to right."""
        return self._filters, self._table, self._details

    @property
    def splitter(self) -> ThinSplitter:
        """Between the panes."""
        return self._panes

    def details_visible(self) -> bool:
        return not self._details.isHidden()

    @Slot(bool)
    def set_details_visible(self, visible: bool) -> None:
        """Remembered apart for wide and for narrow windows."""
        self._panes.set_details_visible(visible)

    def go_to_filters(self) -> None:
        """Bring the first limit under the keys, if need be in place of the details."""
        self._panes.show_filters()
        self._filters.focus_first_limit()

    # Filter

    def entry_filter(self) -> EntryFilter:
        return self._filter

    def set_entry_filter(self, entry_filter: EntryFilter) -> None:
        if entry_filter == self._filter:
            return
        words_changed = entry_filter.words != self._filter.words
        self._filter = entry_filter
        self._filters.set_entry_filter(entry_filter)
        if words_changed:
            self.words_changed.emit(entry_filter.words)
        self._show_matches()
        self.filter_changed.emit(entry_filter)

    @Slot(str)
    def set_words(self, words: str) -> None:
        """Take over what is typed in the search box."""
        if words == self._filter.words:
            return
        self._filter = replace(self._filter, words=words)
        self._filters.set_entry_filter(self._filter)
        self._show_matches()
        self.filter_changed.emit(self._filter)

    @Slot()
    def clear_filters(self) -> None:
        """Show every entry; whether limits are met surely or possibly stays as chosen."""
        self.set_entry_filter(EntryFilter(fit=self._filter.fit))

    @Slot(object)
    # What is shown

    def counts(self) -> Counts:
        return Counts(len(self._shown.rows), len(self._shown.open_rows), len(self._document))

    def shown_costs(self) -> list[tuple[CourseCost, Judgement]]:
        """All rows in the order seen: the matches, then those that can't be judged."""
        return self._model.costs_in(range(self._model.rowCount()))

    def standing(self) -> tuple[StandingCosts, list[Judgement]]:
        """The same rows, of which nothing has been worked out yet."""
        shown = self._shown
        fits = [Judgement.FITS] * len(shown.rows)
        return (
            self._document.standing(shown),
            fits + [Judgement.CANNOT_TELL] * len(shown.open_rows),
        )

    def selected_costs(self) -> list[tuple[CourseCost, Judgement]]:
        return self._model.costs_in(self._table.selected_rows())

    def selected_ids(self) -> tuple[str, ...]:
        return self._table.selected_ids()

    def current_id(self) -> str | None:
        return self._table.current_id()

    def show_entry(self, entry_id: str) -> bool:
        """Make an entry the current one; False where the filter hides it."""
        row = self._model.row_of(entry_id)
        if row is not None:
            self._table.show_entry(row)
        return row is not None

    def visible_columns(self) -> tuple[str, ...]:
        """The chosen columns from left to right, whether or not there is room for them all."""
        return self._table.wanted_columns()

    def hidden_text(self) -> str:
        """Which filters hide how many entries, a sentence a line; empty where none does."""
        return what_is_hidden(self._document, self._shown, self._filter)

    @Slot()
    def _show_matches(self) -> None:
        self._select(from_top=True)

    @Slot()
    def _show_sorted(self) -> None:
        """From the first row on, wherever the current one went: it is what one sorts for."""
        self._select(from_top=True, follow=False)

    @Slot()
    def _meet_columns(self) -> None:
        self._show_choices()
        self._show_anew()

    @Slot()
    def _meet_index(self) -> None:
        """The totals stand. Who looked at the first rows sees the first ones in their order."""
        if not self._provisional:
            self._show_anew()
            return
        at_top = not self._table.verticalScrollBar().value()
        self._select(from_top=at_top, follow=not at_top)

    @Slot()
    def _show_anew(self) -> None:
        """The same rows, perhaps with other figures: one goes on looking where one looked."""
        self._select(from_top=False)

    def _select(self, *, from_top: bool, follow: bool = True) -> None:
        sort, descending = self._table.sorting
        shown = self._document.select(self._filter, sort, descending=descending)
        self._provisional = not self._document.ready
        remembered = self._table.remembered()
        remembered = replace(remembered, in_sight=remembered.in_sight and follow)
        reason = why_open(self._document, shown, self._filter) if len(shown.open_rows) else ""
        self._shown = shown
        self._model.set_shown(shown, sort=sort, open_because=reason)
        self._table.show_heading(self._model.heading_row)
        self._show_scale()
        self._table.put_back(remembered, self._model.row_of, from_top=from_top)
        self._show_table_or_words()
        self._facet_timer.start()
        self.counts_changed.emit(self.counts())

    @Slot()
    def _show_scale(self) -> None:
        scale = scale_of(self._document, self._shown, self._filter, self._table.scale_pin)
        self._table.show_scale(scale, self._document.assumptions.currency)

    @Slot()
    def _show_facets(self) -> None:
        facets = self._document.facets(self._filter)
        if facets is not None:
            self._filters.set_facets(facets)

    def _show_table_or_words(self) -> None:
        after: QWidget = self._table
        if not self._model.rowCount():
            after = self._empty
            show_empty_words(self._empty, self._document, self._shown, self._filter)
        self._middle.show_one(after)

    # Details

    def tell_ownership(self, ownership_of: Callable[[str], Ownership | None]) -> None:
        """Where to learn whose an entry is; the details show it."""
        self._shown_details.tell_ownership(ownership_of)

    def show_ask_first(self, ask_first: AskFirst) -> None:
        """The notes on what to ask before booking, once they have been read."""
        self._shown_details.show_ask_first(ask_first)

    def set_marks(self, marks: Mapping[str, str]) -> None:
        """Words before the place of some entries, by id."""
        self._model.set_marks(marks)

    # Ticks and rows

    @Slot(object)
    def _toggle_ticks(self, entry_ids: tuple[str, ...]) -> None:
        if not self._tray.toggle(entry_ids):
            self.tick_refused.emit()

    @Slot()
    def copy_selected(self) -> None:
        if chosen := self.selected_costs():
            self.copy_requested.emit(chosen)

    def add_row_actions(self, actions: Sequence[QAction]) -> None:
        """Offer these, too, in the menu of a row."""
        self._row_actions = tuple(actions)

    def row_menu(self) -> QMenu:
        """What can be done with the selected entries."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Compare"), self._table.request_ticks).setShortcut(Qt.Key.Key_Space)
        menu.addAction(_("Copy"), self.copy_selected).setShortcut(QKeySequence.StandardKey.Copy)
        menu.addAction(_("Export…"), self.export_requested.emit)
        if self._row_actions:
            menu.addSeparator()
            menu.addActions(self._row_actions)
        return menu

    @Slot(object)
    def _open_row_menu(self, at: QPoint) -> None:
        self.row_menu().popup(at)

    # The document

    @Slot()
    def _meet_catalogue(self) -> None:
        self._show_choices()
        self._show_figures()
        self._shown_details.show()

    def _show_choices(self) -> None:
        """Which values exist; of a large catalogue once they have been counted in slices."""
        document = self._document
        counted = document.facets(EntryFilter())
        if counted is not None:
            self._filters.show_choices(counted)
        else:
            self._filters.set_choices(document.catalogue if document.ready else Catalogue())

    @Slot()
    def _meet_costs(self) -> None:
        self._show_figures()
        self._shown_details.show_soon()  # once the rows are painted

    def _show_figures(self) -> None:
        self._filters.set_display_currency(self._document.assumptions.currency)
        self._show_anew()

    # Keeping

    def save_state(self) -> dict[str, Any]:
        """Filter, columns, sorting and sizes as plain values for a JSON file."""
        return {
            "filter": to_plain(self._filter),
            "columns": bytes(self._table.saved_columns().data()).decode("utf-8"),
            **self._panes.saved(),
        }

    def show_again(self, state: object, rows: Remembered) -> None:
        """Another page's state, and the rows that were current and selected there."""
        self.restore_state(state)
        self._table.put_back(rows, self._model.row_of)

    def restore_state(self, state: object) -> None:
        """Take over what can be read; what cannot stays as it is."""
        if not isinstance(state, dict):
            return
        if isinstance(columns := state.get("columns"), str):
            self._table.restore_columns(columns.encode("utf-8", "replace"))
        self._panes.restore(state)
        with suppress(ExodeskError):  # a filter of another version is no reason to fail
            self.set_entry_filter(from_plain(state.get("filter", {})))
