"""A page that scrolls downwards once its parts no longer fit, however small each becomes."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


class TallPage(QScrollArea):
    """Put parts into ``column``. As long as they fit, they share the height as without it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        content = _Content()
        self.column = QVBoxLayout(content)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.setWidget(content)

    def minimumSizeHint(self) -> QSize:
        content = self.widget()
        return QSize(content.minimumSizeHint().width() if content else 0, 0)


class _Content(QWidget):
    def heightForWidth(self, width: int) -> int:
        """The least height: what a scroll area gives its content at any rate."""
        layout = self.layout()
        return layout.totalMinimumHeightForWidth(width) if layout else 0

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()
