"""The user's workspace joined to the window: its store, its acts, its menus, its dialogs."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QMenu
from shiboken6 import isValid

from exodesk.domain.catalogue import Catalogue
from exodesk.domain.ordering import SortKey
from exodesk.domain.own_catalogue import changed_since
from exodesk.domain.rates import Rate, RateTable
from exodesk.ui.document import CatalogueDocument
from exodesk.ui.flows.coming_back import ComingBack
from exodesk.ui.flows.importing import Importing
from exodesk.ui.flows.memory import texts
from exodesk.ui.flows.own_entries import OwnEntries
from exodesk.ui.flows.workspace_files import WorkspaceFiles
from exodesk.ui.icons import Icons
from exodesk.ui.main_window import CATALOGUE, MainWindow
from exodesk.ui.pages.catalogue import CataloguePage
from exodesk.ui.reasons import enable
from exodesk.ui.widgets.details_own import Ownership
from exodesk.ui.widgets.recent_workspaces import fill_recent
from exodesk.ui.workspace import Workspace
from exodesk.ui.workspace_actions import WorkspaceActions
from exodesk.wording import gettext as _

_LOOK_OUTSIDE_MS = 5_000


class OwnWork(QObject):
    """Everything about the user's own entries that the desk need not know."""

    catalogue_changed = Signal()
    recent_changed = Signal()

    def __init__(
        self,
        window: MainWindow,
        page: CataloguePage,
        document: CatalogueDocument,
        workspace: Workspace,
        icons: Icons,
        actions: WorkspaceActions,
        recent: QMenu,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._page = page
        self._document = document
        message = window.message
        self.workspace = workspace
        self.files = WorkspaceFiles(self.workspace, message, window)
        self.entries = OwnEntries(self.workspace, document, message, icons, window)
        self.importing = Importing(self.workspace, self.entries, message, icons, window)
        self.coming_back = ComingBack(self.workspace, document, message, self._rate, window)
        self.actions = actions
        self._recent = recent
        self._wanted: str | None = None
        self._outside = QTimer(self, interval=_LOOK_OUTSIDE_MS)
        self._join()
        page.tell_ownership(self._ownership_of)
        self._show_state()

    def note_rates(self, before: RateTable, after: RateTable) -> None:
        """A person has changed the rates: one more step that can be undone."""

        def use(rates: RateTable) -> bool:
            self._document.use_rates(self._document.rates.with_own_of(rates))
            return True

        self.workspace.remember(_("Change the rate"), lambda: use(before), lambda: use(after))

    def _rate(self) -> Rate | None:
        shown = self._document.assumptions.currency
        return self._document.rates.rate("INR" if shown == "GBP" else "GBP", shown)

    @Slot()
    def _oldest_first(self) -> None:
        self._window.show_page(CATALOGUE)
        self._page.table.sort_by(SortKey.AGE, descending=False)
        self._page.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # For the desk

    def open(self, path: Path) -> None:
        """Open the workspace; meant for when the window has been painted."""
        opened = self.files.open(path)
        if opened.writable and not opened.told and not self.entries.offer_drafts():
            self.coming_back.tell()
        self._outside.start()

    def take_over(self, before: OwnWork) -> None:
        """Go on in this window with what is open in another."""
        self.files.take_over(before.files)
        self.entries.take_over(before.entries)
        self.beside(before.entries.shipped)
        if before._outside.isActive():
            self._outside.start()

    def beside(self, shipped: Catalogue | None) -> None:
        """The catalogue that own entries stand beside; None where another file is looked at."""
        self.entries.show_beside(shipped)
        self._page.set_marks({} if shipped is None else self.entries.marks())
        self._show_state()

    def catalogue(self) -> Catalogue:
        return self.entries.catalogue()

    def _ownership_of(self, entry_id: str) -> Ownership | None:
        contents = self.workspace.contents
        own = contents.entries.get(entry_id)
        shipped = self.entries.shipped
        if own is None or shipped is None:
            return None
        return Ownership(own, contents.history(entry_id), changed_since(own, shipped))

    def take_wanted(self) -> str | None:
        """The entry to show once the list holds it."""
        wanted, self._wanted = self._wanted, None
        return wanted

    def remember(self, settings: dict[str, Any]) -> None:
        """Take over which workspaces were open lately, and what a person has seen of their age."""
        self.files.remember(tuple(Path(text) for text in texts(settings.get("workspaces"))))
        self.coming_back.remember(settings)

    def remembered(self) -> dict[str, Any]:
        return {
            "workspaces": [str(path) for path in self.files.recent],
            "workspace": None if self.files.path is None else str(self.files.path),
            **self.coming_back.remembered(),
        }

    # Inside

    def _join(self) -> None:
        a, entries, files = self.actions, self.entries, self.files
        for always in (a.new_workspace, a.open_workspace):
            always.setEnabled(True)
        a.new_workspace.triggered.connect(files.ask_new)
        a.open_workspace.triggered.connect(files.ask_open)
        a.save.triggered.connect(self._save)
        a.save_copy.triggered.connect(files.ask_copy)
        a.restore.triggered.connect(files.ask_restore)
        a.import_file.triggered.connect(self.importing.ask)
        a.export_own.triggered.connect(self.importing.ask_export)
        a.undo.triggered.connect(entries.undoing.undo)
        a.redo.triggered.connect(entries.undoing.redo)
        a.new_entry.triggered.connect(entries.new)
        a.edit_entry.triggered.connect(lambda: self._with_current(entries.edit))
        a.duplicate.triggered.connect(lambda: self._with_current(entries.duplicate))
        a.go_back.triggered.connect(lambda: self._with_current(entries.go_back))
        a.delete.triggered.connect(lambda: entries.delete(self._page.selected_ids()))
        a.checked_today.triggered.connect(
            lambda: entries.checked_today(self._page.selected_ids(), self._document.today)
        )
        a.show_hidden.triggered.connect(entries.show_hidden)
        stack = self.workspace.undo_stack
        stack.indexChanged.connect(lambda _index: self._show_state())
        entries.changed.connect(self._meet_change)
        entries.entry_wanted.connect(self._want)
        files.recent_changed.connect(self._show_recent)
        self.coming_back.oldest_wanted.connect(self._oldest_first)
        files.recent_changed.connect(self.recent_changed)
        self._page.table.current_changed.connect(self._show_state)
        self._page.entry_activated.connect(self._edit_own)
        self._window.activated.connect(self.workspace.look_outside)
        self._outside.timeout.connect(self.workspace.look_outside)
        self._window.file_dropped.connect(self.importing.open)
        self._window.closing.connect(self._outside.stop)
        self._window.closing.connect(files.close)

    @Slot()
    def _save(self) -> None:
        """Take over what is being typed, and say where everything is and since when."""
        typed = self._window.focusWidget()
        if typed is not None:
            typed.clearFocus()
            typed.setFocus(Qt.FocusReason.OtherFocusReason)
        self.files.say_saved(refused=typed is not None and typed.property("bad") == "true")

    @Slot(object)
    def _edit_own(self, entry_id: str) -> None:
        """Enter edits what is the user's own; of a shipped entry there are the details alone."""
        if entry_id in self.workspace.contents.entries and self.actions.edit_entry.isEnabled():
            self.entries.edit(entry_id)

    def _with_current(self, act: Any) -> None:
        current = self._page.current_id()
        if current is not None:
            act(current)

    @Slot(str)
    def _want(self, entry_id: str) -> None:
        self._wanted = entry_id
        if entry_id in self._document.catalogue and self._page.show_entry(entry_id):
            self._wanted = None

    @Slot()
    def _meet_change(self) -> None:
        self._show_state()
        if self.entries.shipped is not None:
            self._page.set_marks(self.entries.marks())
            self.catalogue_changed.emit()

    @Slot()
    def _show_recent(self) -> None:
        fill_recent(
            self._recent,
            [(str(path), partial(self.files.open, path)) for path in self.files.recent],
        )

    @Slot()
    def _show_state(self) -> None:
        """Which acts can be done now; why not is the tool tip of those that can't."""
        if not isValid(self._page.table):
            return  # the window is on its way out, and its undo stack says so
        a, stack = self.actions, self.workspace.undo_stack
        can, current = self.entries.can_change, self._page.current_id()
        a.undo.setText(_named(_("&Undo"), _("&Undo {name}"), stack.undoText()))
        a.redo.setText(_named(_("Re&do"), _("Re&do {name}"), stack.redoText()))
        why, choose = self.entries.why_not, _("Choose an entry first.")
        enable(a.undo, stack.canUndo(), _("There is nothing to take back."))
        enable(a.redo, stack.canRedo(), _("Nothing was taken back."))
        for action in (a.import_file, a.new_entry, a.restore):
            enable(action, can, why)
        for action in a.of_entries():
            enable(action, can and current is not None, why if not can else choose)
        copy = current is not None and self.entries.is_copy(current)
        enable(a.go_back, can and copy, why if not can else _("This is no copy of a shipped one."))
        hidden = bool(self.workspace.contents.hidden)
        enable(a.show_hidden, can and hidden, why if not can else _("No entry is hidden."))
        readable = self.workspace.why_read_only or _("No workspace is open.")
        enable(a.save, self.workspace.writable, readable)
        enable(a.save_copy, self.files.store is not None, why or _("No workspace is open."))
        own = bool(self.workspace.contents.entries)
        enable(a.export_own, own, _("There is no entry of your own yet."))


def _named(bare: str, named: str, name: str) -> str:
    return named.format(name=name.replace("&", "&&")) if name else bare
