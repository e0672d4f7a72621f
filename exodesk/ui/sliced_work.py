"""Work done in slices between the events of the window, which so never stands still."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from time import monotonic

from PySide6.QtCore import QObject, QTimer

_SLICE_SECONDS = 0.01
_AT_ONCE_SECONDS = 0.08
_DONE = object()


class SlicedWork(QObject):
    """Runs an iterator between the events of the window; a short one to its end at once."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Iterator[None] | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    @property
    def busy(self) -> bool:
        return self._steps is not None

    def start(self, steps: Iterator[None], *, at_once: bool = True) -> None:
        """Begin ``steps`` in place of any that are not done."""
        self.stop()
        self._steps = steps
        if at_once:
            self._run(_AT_ONCE_SECONDS)
        if self._steps is not None:
            self._timer.start()

    def stop(self) -> None:
        self._timer.stop()
        self._steps = None

    def _go_on(self) -> None:
        self._run(_SLICE_SECONDS)

    def _run(self, seconds: float) -> None:
        was_collecting = gc.isenabled()
        gc.disable()  # thousands of new objects, none of them garbage
        try:
            self._step(monotonic() + seconds)
            if self._steps is not None:
                gc.freeze()  # or each later collection looks through all of them again
        finally:
            if was_collecting:
                gc.enable()

    def _step(self, end: float) -> None:
        steps = self._steps
        while steps is not None and monotonic() < end:
            if next(steps, _DONE) is _DONE:
                if self._steps is steps:  # and no other work was begun by its last step
                    self.stop()
                return
            steps = self._steps
