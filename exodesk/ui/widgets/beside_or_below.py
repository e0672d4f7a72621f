"""Words with buttons beside them, or below them where the words would get too narrow."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

from exodesk.ui.theme import with_type

_BESIDE, _BELOW = 12, 4


class BesideOrBelow(QWidget):
    """``least`` is what the words need beside buttons, in pixels of type of the usual size."""

    def __init__(self, words: QLayout, buttons: QLayout, *, least: int) -> None:
        super().__init__()
        self._buttons = buttons
        self._least = least
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_BESIDE)
        self._row.addLayout(words, 1)
        self._row.addLayout(buttons)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:  # a button has come or gone
            self._place()
        return super().event(event)

    def _place(self) -> None:
        left = self.width() - self._buttons.sizeHint().width() - _BESIDE
        direction = QBoxLayout.Direction
        wanted = direction.LeftToRight if left >= with_type(self._least) else direction.TopToBottom
        if wanted != self._row.direction():
            self._row.setDirection(wanted)
            self._row.setSpacing(_BESIDE if wanted is direction.LeftToRight else _BELOW)
