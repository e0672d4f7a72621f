"""The scrolling column of a side panel, whose content keeps its width when a bar appears."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


class PanelScroll(QScrollArea):
    """Put widgets into ``column``. ``margin`` is free at both sides; the bar lies inside it."""

    def __init__(self, margin: int, *, below: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._margin = margin
        self._below = below
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        self.column = QVBoxLayout(content)
        self.column.setSpacing(0)
        self.setWidget(content)
        content.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        # First the margin, then the content: so its texts are laid out once, not twice.
        self._make_room()
        super().resizeEvent(event)

    def show_part(self, part: QWidget, area: QRect) -> None:
        """Scroll until ``area`` of ``part`` is in sight."""
        content = self.widget()
        if content is not None and content.isAncestorOf(part):
            middle = part.mapTo(content, area.center())
            self.ensureVisible(middle.x(), middle.y(), 0, area.height() // 2 + 8)

    def _make_room(self) -> None:
        bar = self.width() - self.viewport().width()
        right = max(self._margin - bar, 0)
        self.column.setContentsMargins(self._margin, 0, right, self._below)
