"""A layout that goes on in the next line where one has no room left."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget


class FlowLayout(QLayout):
    """Takes the height that its width asks for; ``at_end`` puts each line at the end of it."""

    def __init__(
        self, parent: QWidget | None = None, *, gap: int = 8, between: int = 8, at_end: bool = False
    ) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap, self._between = gap, between
        self.at_end = at_end
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = self._lines(width)
        return sum(map(_height, lines)) + self._between * max(len(lines) - 1, 0)

    def sizeHint(self) -> QSize:
        """All in one line."""
        widths = [item.sizeHint().width() for item in self._seen()]
        gaps = self._gap * max(len(widths) - 1, 0)
        return QSize(sum(widths) + gaps, _height(self._seen()))

    def minimumSize(self) -> QSize:
        widest = max((item.minimumSize().width() for item in self._seen()), default=0)
        return QSize(widest, _height(self._seen()))

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        top = rect.top() + max(rect.height() - self.heightForWidth(rect.width()), 0) // 2
        parent = self.parentWidget()
        direction = parent.layoutDirection() if parent else Qt.LayoutDirection.LeftToRight
        for line in self._lines(rect.width()):
            height = _height(line)
            left = rect.left()
            if self.at_end:
                left += max(rect.width() - self._taken(line), 0)
            for item in line:
                size = item.sizeHint().boundedTo(QSize(rect.width(), height))
                down = (height - size.height()) // 2
                place = QRect(QPoint(left, top + down), size)
                item.setGeometry(QStyle.visualRect(direction, rect, place))
                left += size.width() + self._gap
            top += height + self._between

    def _seen(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _taken(self, line: list[QLayoutItem]) -> int:
        return sum(item.sizeHint().width() for item in line) + self._gap * (len(line) - 1)

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        for item in self._seen():
            if lines and self._taken([*lines[-1], item]) <= width:
                lines[-1].append(item)
            else:
                lines.append([item])
        return lines


def _height(line: list[QLayoutItem]) -> int:
    return max((item.sizeHint().height() for item in line), default=0)
