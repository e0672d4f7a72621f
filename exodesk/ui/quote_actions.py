"""What can be done with quotes from menus, keys and the bar above a quote."""

from __future__ import annotations

from dataclasses import dataclass, fields

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from exodesk.wording import gettext as _


@dataclass(frozen=True, slots=True)
class QuoteActions:
    """Whoever composes the window connects them."""

    show_quotes: QAction
    new: QAction
    of_these: QAction
    duplicate: QAction
    remove: QAction
    check: QAction
    preview: QAction
    issue: QAction
    new_version: QAction
    changes: QAction
    accepted: QAction
    declined: QAction
    reopen: QAction
    export: QAction
    print_pages: QAction
    export_list: QAction
    copy_list: QAction
    letterhead: QAction

    @classmethod
    def made_for(cls, window: QWidget) -> QuoteActions:
        def action(text: str, *keys: str) -> QAction:
            made = QAction(text, window)
            made.setShortcuts([QKeySequence(key) for key in keys])
            return made

        made = cls(
            show_quotes=action(_("&Quotes"), "Ctrl+3"),
            new=action(_("&New quote"), "Ctrl+Shift+Q"),
            of_these=action(_("New quote of the &ticked entries")),
            duplicate=action(_("D&uplicate")),
            remove=action(_("De&lete the draft")),
            check=action(_("&Check quote")),
            preview=action(_("P&review")),
            issue=action(_("&Issue…")),
            new_version=action(_("New &version")),
            changes=action(_("&What changed")),
            accepted=action(_("Acc&epted…")),
            declined=action(_("&Declined…")),
            reopen=action(_("Take the answer &back")),
            export=action(_("E&xport…")),
            print_pages=action(_("&Print…")),
            export_list=action(_("Export the li&st…")),
            copy_list=action(_("Cop&y the list")),
            letterhead=action(_("Letter&head…")),
        )
        made.preview.setCheckable(True)
        return made

    def for_menu(self) -> list[QAction | None]:
        first: list[QAction | None] = [self.new, self.of_these, self.duplicate, self.remove]
        draft = [self.check, self.preview, self.issue]
        issued = [self.new_version, self.changes, self.accepted, self.declined, self.reopen]
        away = [self.export, self.print_pages, self.export_list, self.copy_list]
        return [*first, None, *draft, None, *issued, None, *away, None, self.letterhead]

    def for_list(self) -> list[QAction]:
        """What can be done with the quote that is chosen in the list, and with the list."""
        one = [self.duplicate, self.new_version, self.accepted, self.declined, self.reopen]
        away = [self.export, self.print_pages, self.export_list, self.copy_list]
        return [*one, self.remove, *away]

    def all(self) -> list[QAction]:
        return [getattr(self, each.name) for each in fields(self)]
