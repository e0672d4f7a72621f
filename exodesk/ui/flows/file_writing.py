"""Makes a file and writes it while the window stays alive: whole, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QProgressDialog, QWidget

from exodesk.domain.errors import ExodeskError
from exodesk.storage.whole_files import write_file
from exodesk.ui.background import Background
from exodesk.ui.sliced_work import SlicedWork
from exodesk.ui.widgets.waiting import put_away, waiting_for
from exodesk.wording import gettext as _


@dataclass(frozen=True, slots=True)
class Pieces:
    """A file that is made between the events of the window, in ``count`` pieces."""

    pieces: Iterator[bytes]
    count: int


Make: TypeAlias = Callable[[], Callable[[], bytes] | Pieces]
"""Called in the window's thread; gives what makes the file in another one, or its pieces.

Both raise ExodeskError.
"""

_KIND = "a file"
_WHOLE = 100


@dataclass(frozen=True, slots=True, eq=False)
class _Job:
    path: Path
    then: Callable[[], None]
    failed: Callable[[str], None]
    progress: QProgressDialog


class FileWriting(QObject):
    """One file at a time. *Cancel* leaves whatever stood at its path."""

    def __init__(self, window: QWidget, background: Background) -> None:
        super().__init__(window)
        self._window = window
        self._background = background
        self._slices = SlicedWork(self)
        self._job: _Job | None = None
        self._is_made = False

    @property
    def busy(self) -> bool:
        return self._job is not None

    def write(
        self,
        path: Path,
        make: Make,
        title: str,
        then: Callable[[], None],
        failed: Callable[[str], None],
    ) -> None:
        """``then``, once the file stands at ``path``; else ``failed``, with a sentence why not."""
        if self.busy:
            failed(_("Something is being written already. Wait for its end."))
            return
        try:
            made = make()
        except ExodeskError as error:
            failed(str(error))
            return
        text = _("Writing {name}…").format(name=path.name)
        steps = _WHOLE if isinstance(made, Pieces) else 0
        progress = waiting_for(text, title, steps, self._window)
        self._job = job = _Job(path, then, failed, progress)
        self._is_made = False
        progress.canceled.connect(self._cancel)
        if isinstance(made, Pieces):
            self._slices.start(self._gathering(job, made), at_once=False)
        else:
            self._background.do(_KIND, made, lambda data: self._put(job, data), self._fail)

    @Slot()
    def stop(self) -> None:
        """The window is closing: what is not made by now is not written."""
        self._slices.stop()
        self._background.forget(_KIND)
        self._let_go()

    def _gathering(self, job: _Job, made: Pieces) -> Iterator[None]:
        data: list[bytes] = []
        shown = 0
        for piece in made.pieces:
            data.append(piece)
            done = _WHOLE * len(data) // (made.count + 1)
            if done > shown:
                job.progress.setValue(shown := done)
            yield
        if self._job is job:
            self._put(job, b"".join(data))

    def _put(self, job: _Job, data: bytes) -> None:
        self._is_made = True
        self._background.do(
            _KIND, lambda: write_file(job.path, data), lambda _none: self._finish(job), self._fail
        )

    def _finish(self, job: _Job) -> None:
        self._let_go()
        job.then()

    def _fail(self, sentence: str) -> None:
        job = self._let_go()
        if job is not None:
            job.failed(sentence)

    @Slot()
    def _cancel(self) -> None:
        if self._is_made:  # its last step is not left half done
            return
        job = self._job
        self.stop()
        if job is not None:
            job.failed(_("Stopped: {path} was not written.").format(path=job.path))

    def _let_go(self) -> _Job | None:
        job, self._job = self._job, None
        if job is not None:
            put_away(job.progress)
        return job
