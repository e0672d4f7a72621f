"""How large a dialog begins: as the type of now asks for, and as its screen lets it."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from exodesk.ui.theme import with_type

_AROUND = QSize(40, 60)  # for the frame of the window and the bars of the desktop


def first_size(width: int, height: int, parent: QWidget) -> QSize:
    """``width`` and ``height``, in logical pixels, are meant for type of the usual size."""
    window = parent.window()
    room = window.size().expandedTo(window.screen().availableSize()) - _AROUND
    return QSize(with_type(width), with_type(height)).boundedTo(room)
