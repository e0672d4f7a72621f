"""The ring around a focused button or chip: 2 wide, 1 away, above whatever lies beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QApplication,
    QListView,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QToolButton,
    QTreeView,
    QTreeWidget,
    QWidget,
)

if TYPE_CHECKING:
    from exodesk.ui.focus_frame import FocusFrame

RADIUS_PROPERTY = "focus_radius"
"""A widget with this dynamic property (its corner radius) gets a ring as buttons do."""

GAP = 1
WIDTH = 2
_BARE = (QListView, QListWidget, QTreeView, QTreeWidget, QPlainTextEdit)


class FocusRing(QObject):
    """One ring for the whole program: around buttons, and around lists and texts of Qt's own.

    Fields, and lists made from Qt's, show their focus themselves, inside.
    """

    def __init__(self, app: QApplication, colour: Callable[[], QColor]) -> None:
        super().__init__(app)
        self._colour = colour
        self._frame: FocusFrame | None = None
        self._bar: QScrollBar | None = None
        app.focusChanged.connect(self._move)

    @Slot(QWidget, QWidget)
    def _move(self, _old: QWidget | None, now: QWidget | None) -> None:
        self._follow(now)
        self._enclose(now)

    def _follow(self, now: QWidget | None) -> None:
        """Bring what lies in a scrolling panel into sight, and go with it when it is scrolled.

        Qt's frame is a child of the panel's view and would stay where it was.
        """
        if self._bar is not None and shiboken6.isValid(self._bar):
            self._bar.valueChanged.disconnect(self.put_on_again)
        self._bar = None
        around = None if now is None else now.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if now is None or around is None:
            return
        if not _wants_ring(now):
            if now.visibleRegion().isEmpty():  # Qt scrolls only to what the panel itself leads to
                around.ensureWidgetVisible(now, 0, GAP + WIDTH)
            return
        around.ensureWidgetVisible(now, 0, GAP + WIDTH)
        self._bar = around.verticalScrollBar()
        self._bar.valueChanged.connect(self.put_on_again)

    @Slot()
    def put_on_again(self) -> None:
        """Around what has the focus, as if it had just got it."""
        now = QApplication.focusWidget()
        if self._frame is not None and shiboken6.isValid(self._frame):
            self._frame.setWidget(None)  # type: ignore[arg-type]
        self._enclose(now)

    def _enclose(self, now: QWidget | None) -> None:
        # The frame becomes a child of the window it lies in, and dies with it.
        alive = self._frame is not None and shiboken6.isValid(self._frame)
        if now is None or not _wants_ring(now):
            if alive and self._frame is not None:
                self._frame.setWidget(None)  # type: ignore[arg-type]
            return
        if not alive:
            from exodesk.ui.focus_frame import FocusFrame

            self._frame = FocusFrame(self._colour)
        assert self._frame is not None
        self._frame.setWidget(now)


def _wants_ring(widget: QWidget) -> bool:
    return (
        widget.property(RADIUS_PROPERTY) is not None
        or isinstance(widget, QPushButton | QToolButton)
        or type(widget) in _BARE
    )
