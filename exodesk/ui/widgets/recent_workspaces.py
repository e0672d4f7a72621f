"""The menu of the workspaces opened lately."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from exodesk.ui.theme import with_type
from exodesk.ui.widgets.wrapped_text import plain_tip

_WIDEST_PATH = 420  # of type of the usual size


def fill_recent(menu: QMenu, names: list[tuple[str, Callable[[], object]]]) -> None:
    """A line for each workspace opened lately; of a long path the middle is left to its tip."""
    menu.clear()
    menu.setToolTipsVisible(True)
    for name, open_it in names:
        shown = menu.fontMetrics().elidedText(
            name, Qt.TextElideMode.ElideMiddle, with_type(_WIDEST_PATH)
        )
        action = menu.addAction(shown.replace("&", "&&"))
        if shown != name:
            action.setToolTip(plain_tip(name))
        action.triggered.connect(lambda _on=False, o=open_it: o())
    menu.setEnabled(bool(names))
