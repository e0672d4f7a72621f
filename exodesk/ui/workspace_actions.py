"""What can be done with the user's own workspace from menus and keys."""

from __future__ import annotations

from dataclasses import dataclass, fields

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from exodesk.wording import gettext as _


@dataclass(frozen=True, slots=True)
class WorkspaceActions:
    """Whoever composes the window connects them."""

    new_workspace: QAction
    open_workspace: QAction
    save: QAction
    save_copy: QAction
    restore: QAction
    import_file: QAction
    export_own: QAction
    undo: QAction
    redo: QAction
    new_entry: QAction
    edit_entry: QAction
    duplicate: QAction
    delete: QAction
    checked_today: QAction
    go_back: QAction
    show_hidden: QAction

    @classmethod
    def made_for(cls, window: QWidget, table: QWidget) -> WorkspaceActions:
        """The actions; keys that mean something else in a field count in ``table`` alone."""

        def action(text: str, *keys: str) -> QAction:
            made = QAction(text, window)
            made.setShortcuts([QKeySequence(key) for key in keys])
            return made

        made = cls(
            new_workspace=action(_("&New workspace…")),
            open_workspace=action(_("Open a &workspace…"), "Ctrl+Shift+O"),
            save=action(_("Sa&ve"), "Ctrl+S"),
            save_copy=action(_("Save a &copy of the workspace…"), "Ctrl+Shift+S"),
            restore=action(_("&Restore a backup…")),
            import_file=action(_("&Import a price list…"), "Ctrl+Shift+I"),
            export_own=action(_("Export &your own entries…")),
            undo=action(_("&Undo"), "Ctrl+Z"),
            redo=action(_("Re&do"), "Ctrl+Shift+Z", "Ctrl+Y"),
            new_entry=action(_("&New entry…"), "Ctrl+N"),
            edit_entry=action(_("&Edit…"), "F2"),
            duplicate=action(_("D&uplicate…"), "Ctrl+D"),
            delete=action(_("De&lete or hide"), "Del"),
            checked_today=action(_("C&hecked today, unchanged")),
            go_back=action(_("&Go back to the shipped one")),
            show_hidden=action(_("&Show hidden entries again")),
        )
        for one in (made.edit_entry, made.delete):
            one.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            table.addAction(one)
        return made

    def for_files(self) -> list[QAction]:
        first = [self.new_workspace, self.open_workspace]
        return [*first, self.save, self.save_copy, self.restore]

    def for_entries(self) -> list[QAction | None]:
        first: list[QAction | None] = [self.new_entry, self.edit_entry, self.duplicate]
        return [*first, self.delete, None, self.checked_today, self.go_back, self.show_hidden]

    def of_entries(self) -> list[QAction]:
        """Those that need a selected entry."""
        return [self.edit_entry, self.duplicate, self.delete, self.checked_today, self.go_back]

    def all(self) -> list[QAction]:
        return [getattr(self, each.name) for each in fields(self)]
