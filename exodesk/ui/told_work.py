"""Work that tells how much of it is done, between the events of the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from exodesk.domain.errors import ExodeskError

_SLICE_SECONDS = 0.005  # the step that is under way then goes on a little longer


class ToldWork(QObject):
    """Goes through one iterator at a time; another one takes the place of what is not done.

    Its steps say how much is done, from 0 to 1; one of 0 waits until the window has been painted.
    """

    advanced = Signal(float)
    ended = Signal()  # done or refused, and nothing else was begun by that

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: Iterator[float] = iter(())
        self._then: Callable[[], None] | None = None
        self._refused: Callable[[ExodeskError], None] | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    @property
    def busy(self) -> bool:
        return self._timer.isActive()

    def start(
        self,
        steps: Iterator[float],
        then: Callable[[], None],
        refused: Callable[[ExodeskError], None],
        *,
        at_once: float = 0.0,
    ) -> None:
        """Begin ``steps``; after the last ``then`` is called, or ``refused`` where one raises.

        So many seconds ``at_once`` are worked before this returns.
        """
        self.stop()
        self._steps, self._then, self._refused = steps, then, refused
        self._timer.start()
        if at_once:
            self._go_on_for(at_once)

    def stop(self) -> None:
        """Give up what is not done."""
        self._timer.stop()
        self._steps, self._then, self._refused = iter(()), None, None

    @Slot()
    def _go_on(self) -> None:
        self._go_on_for(_SLICE_SECONDS)

    def _go_on_for(self, seconds: float) -> None:
        end = monotonic() + seconds
        then, refused = self._then, self._refused
        assert then is not None
        assert refused is not None
        try:
            for done in self._steps:
                if not done or monotonic() >= end:
                    self.advanced.emit(done)
                    return
            self.stop()
            then()
        except ExodeskError as error:
            self.stop()
            refused(error)
        if not self.busy:
            self.ended.emit()
