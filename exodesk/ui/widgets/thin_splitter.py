"""A splitter whose handle is a line of one pixel, easy to grab, and moved by keys as well."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from exodesk.ui.announcing import announce
from exodesk.ui.theme import Theme
from exodesk.wording import gettext as _
from exodesk.wording.amounts import whole_text


class ThinSplitter(QSplitter):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.setHandleWidth(1)  # Qt widens the place to grab by itself
        self.setChildrenCollapsible(False)
        theme.changed.connect(self._repaint)

    def createHandle(self) -> QSplitterHandle:
        return _Handle(self._theme, self)

    def panes(self) -> list[QWidget]:
        """From left to right, hidden ones as well."""
        return [pane for n in range(self.count()) if (pane := self.widget(n)) is not None]

    def addWidget(self, widget: QWidget) -> None:
        super().addWidget(widget)
        # Qt puts each one before the others, and so a screen reader would meet the last one first.
        for pane in reversed(self.panes()):
            pane.lower()

    def widen(self, by: int) -> None:
        """Give the pane with the keyboard, else the first, ``by`` pixels more, and say its width.

        The pane that stretches takes what is left, or gives: the keys' twin of the handles.
        """
        panes = [pane for pane in self.panes() if not pane.isHidden()]
        if len(panes) < 2:
            return
        focused = self.window().focusWidget()
        pane = next((each for each in panes if _holds(each, focused)), panes[0])
        others = [each for each in panes if each is not pane]
        others = [each for each in others if each.sizePolicy().horizontalStretch()] or others
        sizes = dict(zip(self.panes(), self.sizes(), strict=True))
        sizes[pane] += by
        for other in others:
            sizes[other] -= by // len(others)
        self.setSizes([max(size, 0) for size in sizes.values()])
        width = whole_text(self.sizes()[self.indexOf(pane)])
        words = _("{pane}: {n} pixels wide").format(pane=pane.accessibleName(), n=width)
        announce(pane, words)

    def _repaint(self) -> None:
        for number in range(self.count()):
            self.handle(number).update()


def _holds(pane: QWidget, focused: QWidget | None) -> bool:
    return focused is not None and (pane is focused or pane.isAncestorOf(focused))


class _Handle(QSplitterHandle):
    def __init__(self, theme: Theme, parent: QSplitter) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.contentsRect(), self._theme.tokens.line)
        painter.end()
