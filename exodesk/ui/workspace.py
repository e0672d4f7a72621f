"""The one writer of the user's workspace: does, undoes and announces acts."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from exodesk.domain.errors import ExodeskError
from exodesk.domain.quotes.quote import Quote
from exodesk.domain.steps import telling
from exodesk.domain.workspace import Act, Contents, Draft
from exodesk.wording import gettext as _

_MANY = 2_000  # changes that take longer to write than a person should wait for


class Store(Protocol):
    """What keeps the contents; each act is written whole or raises an ExodeskError."""

    @property
    def writable(self) -> bool: ...
    @property
    def backup_problem(self) -> str | None: ...
    def contents(self) -> Contents: ...
    def write(self, act: Act) -> None: ...
    def writing(self, act: Act) -> Iterator[float]: ...
    def issue(
        self, make: Callable[[Contents], Act], draw: Callable[[Quote], bytes] | None = None
    ) -> Act: ...
    def document(self, quote_id: str) -> bytes | None: ...
    def keep_document(self, quote_id: str, document: bytes) -> bytes: ...
    def changed_outside(self) -> bool: ...
    def reload(self) -> Contents: ...
    def drafts(self) -> Mapping[str, Draft]: ...
    def save_draft(self, draft_id: str, fields: Mapping[str, str]) -> None: ...
    def drop_draft(self, draft_id: str) -> None: ...


class Workspace(QObject):
    """Holds the open store, if there is one, and the acts that can be undone."""

    contents_changed = Signal()
    act_done = Signal(str)  # the name of the act
    refused = Signal(object)  # ExodeskError
    backup_failed = Signal(str)  # why, in a sentence; what it was made before has been done
    state_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store: Store | None = None
        self._writing: _Writing | None = None
        self._backup_problem: str | None = None
        self._why_not = _("The workspace has not been opened yet.")
        self.undo_stack = QUndoStack(self)

    @property
    def contents(self) -> Contents:
        return Contents() if self._store is None else self._store.contents()

    @property
    def writable(self) -> bool:
        return self._store is not None and self._store.writable

    @property
    def why_read_only(self) -> str:
        """In one sentence, why nothing can be changed; empty where it can."""
        return "" if self.writable else self._why_not

    def attach(self, store: Store | None, why_read_only: str = "") -> None:
        """Work on another store; what was done in the one before can't be undone any more."""
        self._finish()
        self._store = store
        self.say_why(why_read_only)
        self.undo_stack.clear()
        self.state_changed.emit()
        self.contents_changed.emit()

    def say_why(self, why_read_only: str) -> None:
        self._why_not = why_read_only or _("The workspace is open for reading only.")

    def apply(self, act: Act, *, quietly: bool = False) -> bool:
        """Write an act; False, and ``refused``, where it could not be.

        One done ``quietly`` is not announced by its name.
        """
        if not act.changes:
            return True
        return self.perform("" if quietly else act.name, lambda store: _written(store, act))

    def perform(self, name: str, do: Callable[[Store], Act]) -> bool:
        """Let ``do`` write an act through the store, and keep what it did as a step.

        A final act is none, and neither are those before it: they could no longer be taken back.
        """
        self._finish()
        if not self.writable or self._store is None:
            self.refused.emit(ExodeskError(self.why_read_only))
            return False
        try:
            act = do(self._store)
        except ExodeskError as error:
            self.refused.emit(error)
            return False
        self._keep(name, act)
        return True

    def performing(self, act: Act, write: Callable[[Store], Iterator[float]]) -> Iterator[float]:
        """``perform`` in steps between the events of the window: shares done, from 0 to 1.

        Whatever else is asked of the workspace meanwhile has the act finished first. Given up
        before the last step, nothing has been done. Raises the ExodeskError that refuses it.
        """
        yield from self._in_steps(write, lambda: self._keep(act.name, act))

    def _in_steps(
        self, write: Callable[[Store], Iterator[float]], then: Callable[[], None]
    ) -> Iterator[float]:
        self._finish()
        if not self.writable or self._store is None:
            raise ExodeskError(self.why_read_only)
        writing = self._writing = _Writing(write(self._store), then)
        try:
            while not writing.ended:
                yield writing.go_on()
        finally:
            writing.stop()
            self._writing = None
        if writing.error is not None:
            raise writing.error

    def _finish(self) -> None:
        while self._writing is not None and not self._writing.ended:
            self._writing.go_on()

    def _keep(self, name: str, act: Act) -> None:
        """Announce what has been written, and keep it as a step that can be undone."""
        if act.final:
            self.undo_stack.clear()
        else:
            self.undo_stack.push(
                _Step(act.name, lambda: self._write(act.reversed()), lambda: self._write(act), act)
            )
        self.contents_changed.emit()
        if name:
            self.act_done.emit(name)
        before, self._backup_problem = self._backup_problem, self._problem_of_backup()
        if self._backup_problem is not None and self._backup_problem != before:
            self.backup_failed.emit(self._backup_problem)

    def _problem_of_backup(self) -> str | None:
        return None if self._store is None else self._store.backup_problem

    def remember(self, name: str, back: Callable[[], bool], again: Callable[[], bool]) -> None:
        """Keep what has been done as a step; ``back`` and ``again`` say whether they could."""
        self.undo_stack.push(_Step(name, back, again))

    def undo(self) -> bool:
        """Take the last act back; where the disk refuses, it can be tried again."""
        self._finish()
        step = self.undo_stack.command(self.undo_stack.index() - 1)
        if not isinstance(step, _Step) or not step.back():
            return False
        self.undo_stack.undo()
        self.contents_changed.emit()
        return True

    def redo(self) -> bool:
        self._finish()
        step = self.undo_stack.command(self.undo_stack.index())
        if not isinstance(step, _Step) or not step.again():
            return False
        self.undo_stack.redo()
        self.contents_changed.emit()
        return True

    def long_undo(self) -> Iterator[float] | None:
        """``undo`` in steps, as ``performing`` does an act; None where that takes no time.

        Where something else is done before the first of them, they do nothing.
        """
        act = self._long_act(self.undo_stack.index() - 1)
        if act is None:
            return None
        return self._moving(lambda store: _back(store, act), self.undo_stack.undo)

    def long_redo(self) -> Iterator[float] | None:
        act = self._long_act(self.undo_stack.index())
        if act is None:
            return None
        return self._moving(lambda store: store.writing(act), self.undo_stack.redo)

    def _long_act(self, number: int) -> Act | None:
        self._finish()
        step = self.undo_stack.command(number)
        act = step.act if isinstance(step, _Step) else None
        return act if act is not None and len(act.changes) >= _MANY else None

    def _moving(
        self, write: Callable[[Store], Iterator[float]], move: Callable[[], None]
    ) -> Iterator[float]:
        place = self.undo_stack.index()

        def then() -> None:
            move()
            self.contents_changed.emit()

        def steps() -> Iterator[float]:
            if self.undo_stack.index() == place:
                yield from self._in_steps(write, then)

        return steps()

    def look_outside(self) -> None:
        """Take over what another program has written meanwhile; not while an act is written."""
        if self._store is None or self._writing is not None:
            return
        try:
            if self._store.changed_outside():
                self._store.reload()
                self.contents_changed.emit()
        except ExodeskError as error:
            self.refused.emit(error)

    def document(self, quote_id: str) -> bytes | None:
        """The kept PDF of an issued quote; raises the ExodeskError that says what is wrong."""
        self._finish()
        return None if self._store is None else self._store.document(quote_id)

    def keep_document(self, quote_id: str, document: bytes) -> bytes:
        """Keep a PDF of an issued quote unless there is one; what is kept then."""
        self._finish()
        return document if self._store is None else self._store.keep_document(quote_id, document)

    def drafts(self) -> Mapping[str, Draft]:
        return {} if self._store is None else self._store.drafts()

    def save_draft(self, draft_id: str, fields: Mapping[str, str]) -> None:
        if self.writable and self._store is not None:
            self._quietly(lambda store: store.save_draft(draft_id, fields))

    def drop_draft(self, draft_id: str) -> None:
        if self.writable and self._store is not None and draft_id in self._store.drafts():
            self._quietly(lambda store: store.drop_draft(draft_id))

    def _write(self, act: Act) -> bool:
        if not self.writable or self._store is None:
            self.refused.emit(ExodeskError(self.why_read_only))
            return False
        try:
            self._store.write(act)
        except ExodeskError as error:
            self.refused.emit(error)
            return False
        return True

    def _quietly(self, do: Callable[[Store], None]) -> None:
        self._finish()
        assert self._store is not None
        try:
            do(self._store)
        except ExodeskError as error:
            self.refused.emit(error)


class _Writing:
    """An act that is being written in steps, and what is done once it has been."""

    def __init__(self, steps: Iterator[float], then: Callable[[], None]) -> None:
        self.ended = False
        self.error: ExodeskError | None = None
        self._steps = steps
        self._then = then
        self._done = 0.0
        self._written = False

    def go_on(self) -> float:
        """The next step; how much is done. What follows from the act is a step of its own."""
        if self._written:
            self.ended = True
            self._then()
            return self._done
        try:
            self._done = next(self._steps)
        except StopIteration:
            self._written, self._done = True, 1.0
        except ExodeskError as error:
            self.ended, self.error = True, error
        return self._done

    def stop(self) -> None:
        """Let go of what has been begun, unless so much is done that it can't be given up."""
        while self._done >= 1 and not self.ended:
            self.go_on()
        if isinstance(self._steps, Generator):
            self._steps.close()
        self.ended = True


class _Step(QUndoCommand):
    """Something that has been done. The stack keeps count, the workspace goes back and forth."""

    def __init__(
        self,
        name: str,
        back: Callable[[], bool],
        again: Callable[[], bool],
        act: Act | None = None,
    ) -> None:
        super().__init__(name)
        self.back = back
        self.again = again
        self.act = act


def _written(store: Store, act: Act) -> Act:
    store.write(act)
    return act


def _back(store: Store, act: Act) -> Iterator[float]:
    """Take ``act`` back, in steps."""
    back = yield from telling(act.reversed_in_steps(), lambda: 0.0)
    yield from store.writing(back)
