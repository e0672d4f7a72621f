"""Work beside the window: one thread, one job after the other, its outcome told in the window's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal, Slot
from shiboken6 import isValid

from exodesk.domain.errors import ExodeskError

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True, eq=False)
class _Job:
    kind: object
    work: Callable[[], object]
    then: Callable[[Any], None]
    failed: Callable[[str], None]


class Background(QObject):
    """Of each kind only the last job counts: an earlier one that has not ended is forgotten."""

    changed = Signal()  # a job has begun to wait, or has ended
    _ended = Signal(object, object)  # _Job, what came of it

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: dict[object, _Job] = {}
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._ended.connect(self._end, Qt.ConnectionType.QueuedConnection)

    def do(
        self,
        kind: object,
        work: Callable[[], Made],
        then: Callable[[Made], None],
        failed: Callable[[str], None],
    ) -> None:
        """``work`` is done in the other thread; ``then`` or, with a sentence, ``failed`` here.

        ``work`` touches nothing of the window and raises ExodeskError alone.
        """
        job = self._waiting[kind] = _Job(kind, work, then, failed)
        self._pool.start(lambda: self._run(job))
        self.changed.emit()

    def waits_for(self, kind: object) -> bool:
        return kind in self._waiting

    def forget(self, kind: object) -> None:
        """Nothing comes of it any more; what is at work goes on to its end, unheard."""
        if self._waiting.pop(kind, None) is not None:
            self.changed.emit()

    @Slot()
    def stop(self) -> None:
        """Forget everything and wait for the thread: the window is closing."""
        self._waiting.clear()
        self._pool.clear()
        self._pool.waitForDone()

    def _run(self, job: _Job) -> None:
        if self._waiting.get(job.kind) is not job:
            return
        try:
            outcome: object = job.work()
        except Exception as error:  # raised again where somebody hears it
            outcome = error
        if isValid(self):
            self._ended.emit(job, outcome)

    @Slot(object, object)
    def _end(self, job: _Job, outcome: object) -> None:
        if self._waiting.get(job.kind) is not job:
            return
        del self._waiting[job.kind]
        self.changed.emit()
        match outcome:
            case ExodeskError():
                job.failed(str(outcome))
            case Exception():
                raise outcome
            case _:
                job.then(outcome)
