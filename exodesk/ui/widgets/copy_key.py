"""The Copy key where a widget has rows of its own to be copied."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence


def claims_copy(event: QEvent) -> bool:
    """Accept the Copy key for the widget that has the focus, though the window has one as well."""
    if (
        event.type() is QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and event.matches(QKeySequence.StandardKey.Copy)
    ):
        event.accept()
        return True
    return False
