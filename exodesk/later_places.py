"""What a window shows from the first painting of the work that is joined to it later."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from exodesk.ui.main_window import QUOTES, MainWindow
from exodesk.ui.quote_actions import QuoteActions
from exodesk.ui.workspace_actions import WorkspaceActions
from exodesk.wording import gettext as _


@dataclass(frozen=True, slots=True)
class LaterPlaces:
    """Acts in menus and on the bar, and an empty page: nothing moves when their work arrives.

    The acts can't be done until then.
    """

    own: WorkspaceActions
    recent: QMenu
    quotes: QuoteActions
    quotes_page: QWidget

    @classmethod
    def made_in(cls, window: MainWindow, table: QWidget) -> LaterPlaces:
        own = WorkspaceActions.made_for(window, table)
        recent = window.add_workspace_menus(own)
        bar = window.page_bar
        bar.add_act(own.undo, "undo")
        bar.add_act(own.redo, "redo")
        bar.add_act(own.import_file, "import", _("Import…"))
        bar.add_act(own.new_entry, "plus", _("New entry"))
        quotes = QuoteActions.made_for(window)
        page = QWidget()
        page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        window.add_quotes(page, quotes.show_quotes, quotes.for_menu())
        for act in (*own.all(), *quotes.all()):
            act.setEnabled(False)
        quotes.show_quotes.setEnabled(True)
        quotes.show_quotes.triggered.connect(lambda: window.show_page(QUOTES))
        return cls(own, recent, quotes, page)
