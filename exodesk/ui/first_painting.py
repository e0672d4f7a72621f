"""What a window does once it has been painted, so that nobody waits for it to see the rows."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from threading import Thread

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

_AT_LAST_MS = 1000  # a window that is shown minimised is not painted at all
_POLL_MS = 5


class FirstPainting(QObject):
    """Announces, once, that ``window`` has been painted."""

    over = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._at_last = QTimer(self, singleShot=True, interval=_AT_LAST_MS)
        self._at_last.timeout.connect(self._end)
        self._at_last.start()
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            self._at_last.start(0)
        return False

    @Slot()
    def _end(self) -> None:
        self._window.removeEventFilter(self)
        self.over.emit()


class Importing(QObject):
    """Imports modules that take long without holding up the window, then goes on with ``then``."""

    def __init__(self, names: Sequence[str], then: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._then = then
        self._thread = Thread(target=lambda: list(map(import_module, names)))
        self._timer = QTimer(self, interval=_POLL_MS)
        self._timer.timeout.connect(self._look)
        if all(name in sys.modules for name in names):
            then()
        else:
            self._thread.start()
            self._timer.start()

    @Slot()
    def _look(self) -> None:
        if not self._thread.is_alive():
            self._timer.stop()
            self._then()
