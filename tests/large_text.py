"""The desktop's text, larger."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication


@contextmanager
def larger_text(app: QApplication, times: float) -> Iterator[None]:
    """The font of the desktop, so much larger than usual, until the block ends."""
    font, sheet = app.font(), app.styleSheet()
    larger = QFont(font)
    larger.setPointSizeF(font.pointSizeF() * times)
    app.setFont(larger)
    yield
    app.setFont(font)
    app.setStyleSheet(sheet)
