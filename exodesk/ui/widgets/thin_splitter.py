"""A splitter whose handle is a line of one pixel, easy to grab all the same."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from exodesk.ui.theme import Theme


class ThinSplitter(QSplitter):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.setHandleWidth(1)  # Qt widens the place to grab by itself
        self.setChildrenCollapsible(False)
        theme.changed.connect(self._repaint)

    def createHandle(self) -> QSplitterHandle:
        return _Handle(self._theme, self)

    def _repaint(self) -> None:
        for number in range(self.count()):
            self.handle(number).update()


class _Handle(QSplitterHandle):
    def __init__(self, theme: Theme, parent: QSplitter) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.contentsRect(), self._theme.tokens.line)
        painter.end()
