"""An act that can't be done says why: in its tool tip, in the status line, in the palette."""

from __future__ import annotations

from PySide6.QtGui import QAction


def enable(action: QAction, can: bool, why: str) -> None:
    """Let ``action`` be done, or not, and say ``why`` not."""
    action.setEnabled(can)
    action.setToolTip("" if can else why)
    action.setStatusTip("" if can else why)
