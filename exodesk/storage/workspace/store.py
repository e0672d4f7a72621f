"""An open workspace: what it holds, and the one way to change it, an act in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Self

from sqlalchemy import Connection

from exodesk.collector import collector_at_rest
from exodesk.domain.quotes.quote import Quote
from exodesk.domain.steps import telling
from exodesk.domain.workspace import Act, Change, Contents, Draft, Kind
from exodesk.storage.workspace import documents, rows
from exodesk.storage.workspace.backups import Backup, BackupError, Why, make_backup
from exodesk.storage.workspace.bodies import BodyReader, draft_text, exact_text
from exodesk.storage.workspace.copies import copy_over
from exodesk.storage.workspace.database import Database
from exodesk.storage.workspace.faults import (
    FAULTS,
    DamagedError,
    NotSavedError,
    WorkspaceError,
    reason_of,
    spelt,
    utc_now,
)
from exodesk.storage.workspace.lock import WorkspaceLock
from exodesk.storage.workspace.places import drop_sqlite_name, identity_of, real_place
from exodesk.storage.workspace.restoring import documents_in, preview
from exodesk.storage.workspace.rows import Key, Loaded, SetAside, StaleError
from exodesk.translation import gettext as _

_PATIENCE = 50
_MANY = 1_000  # changes whose commit may take longer than a window may stand still
_LOOK_SECONDS = 0.005
_BEGUN = 0.001
_TEXTS = 0.75  # of the time that an act takes
_OF_WHAT_IS_LEFT = 0.01
_ALMOST = 0.999

__all__ = ["SetAside", "StaleError", "WorkspaceStore"]


class WorkspaceStore:
    """Made by ``opening.open_workspace``; used by one thread at a time.

    ``contents`` is what this store has loaded and written. Another program may have written since:
    ``changed_outside`` tells, ``reload`` looks again, and no act overwrites what was not seen.
    """

    def __init__(
        self,
        path: Path,
        database: Database,
        *,
        writable: bool,
        lock: WorkspaceLock | None = None,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self.path = path
        self.writable = writable
        self.backup_problem: str | None = None
        """Why the last backup failed, None once one has been made again."""
        self._database = database
        self._lock = lock
        self._now = now
        self._identity = identity_of(path)
        self._backed_up: date | None = None
        self._loaded = Loaded()
        self._version: object = None
        self._behind = False
        self._load()

    # What it holds

    def contents(self) -> Contents:
        return self._loaded.contents

    @property
    def revisions(self) -> Mapping[Key, int]:
        """The revision of each stored thing, by kind and id, as this store last saw it."""
        return MappingProxyType(self._loaded.revisions)

    @property
    def set_aside(self) -> tuple[SetAside, ...]:
        """What could not be read; it is in the file still."""
        return self._loaded.set_aside

    @property
    def workspace_id(self) -> str:
        return self._loaded.facts["id"]

    def changed_outside(self) -> bool:
        """Whether another program has written an act that this store has not loaded; cheap."""
        if self._behind:
            return True
        if identity_of(self.path) != self._identity:
            return True
        try:
            version = self._database.outside_version()
            if version == self._version:
                return False
            self._database.refresh()
            with self._database.reading() as connection:
                self._behind = rows.acts(connection) != self._loaded.acts
        except FAULTS as fault:
            raise WorkspaceError(self._unreadable(fault)) from None
        if not self._behind:
            self._version = version  # a draft, or bytes touched without a change
        return self._behind

    def reload(self) -> Contents:
        """Look at the file again; raises WorkspaceError, and then holds what it held."""
        if identity_of(self.path) != self._identity:
            raise WorkspaceError(self._unreadable(None))
        try:
            self._load()
        except FAULTS as fault:
            raise WorkspaceError(self._unreadable(fault)) from None
        return self._loaded.contents

    # Changing it

    def write(
        self,
        act: Act,
        *,
        before: Why | None = None,
        made: Mapping[str, bytes] = MappingProxyType({}),
    ) -> None:
        """Do ``act`` whole or not at all; ``before`` names the backup that is made first.

        With it are kept the documents ``made`` of quotes, by the id of the quote.

        Raises ConflictError where the act does not fit what is held, StaleError where another
        program has changed one of its things meanwhile, and NotSavedError where the disk fails.
        """
        with collector_at_rest():
            for _share in self.writing(act, before=before, made=made):
                """There is nothing else to do meanwhile."""

    def writing(
        self,
        act: Act,
        *,
        before: Why | None = None,
        made: Mapping[str, bytes] = MappingProxyType({}),
    ) -> Iterator[float]:
        """``write`` in steps, which say how much is done, from 0 to 1.

        Nothing else may be asked of the store until the last of them. Where they are given up
        before 1 is said, nothing has been written; from then on all of it will be.
        """
        self._refuse_unless_writable()
        after = yield from telling(self._loaded.contents.after_in_steps(act), lambda: _BEGUN)
        changes = yield from telling(rows.folded(act.changes), lambda: _BEGUN)
        try:
            reader = BodyReader()
            texts: dict[Key, str] = {}
            for key, change in changes.items():
                texts[key] = exact_text(change, reader)
                yield max(_TEXTS * len(texts) / len(changes), _BEGUN)
            self._refuse_another_file()
            self._back_up(before)
            yield _TEXTS
            with self._database.writing() as connection:
                self._refuse_another_file()
                written = yield from self._rows(connection, changes, texts, before)
                for quote_id, document in made.items():
                    documents.keep(connection, quote_id, document)
                if len(changes) >= _MANY:
                    yield from self._committed_beside(connection, after, written)
        except FAULTS as fault:
            raise NotSavedError(self.path, reason_of(fault)) from None
        self._take(after, written)

    def _committed_beside(
        self, connection: Connection, after: Contents, written: rows.Written
    ) -> Iterator[float]:
        """Commit in a thread: the disk takes a while for so much, and whoever looks has an answer.

        Given up meanwhile, it is committed all the same.
        """
        with ThreadPoolExecutor(1) as pool:
            committing = pool.submit(connection.commit)
            try:
                while not committing.done():
                    yield 1.0
                    wait((committing,), _LOOK_SECONDS)
            except GeneratorExit:
                committing.result()
                self._take(after, written)
                raise
            committing.result()

    def _take(self, after: Contents, written: rows.Written) -> None:
        self._behind = self._behind or written.acts != self._loaded.acts + 1
        self._loaded = self._loaded.with_written(after, written)

    def _rows(
        self,
        connection: Connection,
        changes: Mapping[Key, Change],
        texts: Mapping[Key, str],
        before: Why | None,
    ) -> Generator[float, None, rows.Written]:
        over_unread = before is Why.RESTORE
        steps = rows.writing(
            connection, self._loaded, changes, texts, self._now(), over_unread=over_unread
        )
        share = _TEXTS

        def nearer() -> float:
            nonlocal share
            share += (1 - share) * _OF_WHAT_IS_LEFT
            return min(share, _ALMOST)

        return (yield from telling(steps, nearer))

    def issue(
        self, make: Callable[[Contents], Act], draw: Callable[[Quote], bytes] | None = None
    ) -> Act:
        """Write the act that ``make`` makes of what is held, to give a number to a quote.

        The document that ``draw`` makes of the issued quote is kept with it. Where another program
        has given that number meanwhile, it looks again and asks ``make`` anew. Raises what
        ``make``, ``draw`` and ``write`` raise.
        """
        for _time in range(_PATIENCE):
            if self.changed_outside():
                self.reload()
            act = make(self._loaded.contents)
            made = {} if draw is None else {quote.id: draw(quote) for quote in _issued_by(act)}
            try:
                self.write(act, made=made)
            except StaleError as stale:
                if stale.kind is not Kind.LAST_NUMBER:
                    raise
            else:
                return act
        raise NotSavedError(self.path, _("other programs go on giving numbers"))

    def restore(self, backup: Backup, spell: Callable[[datetime], str] = spelt) -> Act:
        """Bring back what ``backup`` holds, after a backup of what is held now; the act done.

        Its reverse undoes it; ``spell`` writes the backup's time into its name.
        Raises what ``write`` raises, and DamagedError for a bad backup.
        """
        act = preview(backup, self._loaded.contents, spell).act
        if act.changes:
            back = [quote.id for quote in _issued_by(act)]
            self.write(act, before=Why.RESTORE, made=documents_in(backup.path, back))
        return act

    # The documents of issued quotes

    def document(self, quote_id: str) -> bytes | None:
        """What was made of the quote at issue; None where none was kept. Raises WorkspaceError."""
        try:
            with self._database.reading() as connection:
                return documents.kept(connection, quote_id)
        except FAULTS as fault:
            raise WorkspaceError(self._unreadable(fault)) from None

    def keep_document(self, quote_id: str, document: bytes) -> bytes:
        """Keep what was made of an issued quote, unless there is one; what is kept now.

        Raises NotSavedError.
        """
        self._refuse_unless_writable()
        try:
            with self._database.writing() as connection:
                self._refuse_another_file()
                documents.keep(connection, quote_id, document)
                return documents.kept(connection, quote_id) or document
        except FAULTS as fault:
            raise NotSavedError(self.path, reason_of(fault)) from None

    # Forms that are half filled

    def drafts(self) -> Mapping[str, Draft]:
        return MappingProxyType(self._loaded.drafts)

    def save_draft(self, draft_id: str, fields: Mapping[str, str]) -> None:
        """Keep the raw text of a form; raises NotSavedError."""
        draft = Draft(draft_id, dict(fields))
        self._refuse_unless_writable()
        try:
            text = draft_text(draft)
            with self._database.writing() as connection:
                self._refuse_another_file()
                rows.write_draft(connection, draft_id, text, self._now())
        except FAULTS as fault:
            raise NotSavedError(self.path, reason_of(fault)) from None
        self._loaded.drafts[draft_id] = draft

    def drop_draft(self, draft_id: str) -> None:
        """Forget a form that was saved or given up; nothing happens where there is none."""
        self._refuse_unless_writable()
        try:
            with self._database.writing() as connection:
                rows.drop_draft(connection, draft_id)
        except FAULTS as fault:
            raise NotSavedError(self.path, reason_of(fault)) from None
        self._loaded.drafts.pop(draft_id, None)

    # The file

    def save_copy(self, path: Path) -> None:
        """Put a whole copy at ``path``, over another file there; raises NotSavedError.

        It works as well where the workspace's own file has gone from its place.
        """
        target = real_place(path)
        try:
            self._copy(target)
        except DamagedError as fault:
            raise NotSavedError(path, str(fault)) from None
        except FAULTS as fault:
            raise NotSavedError(path, reason_of(fault)) from None

    def close(self) -> None:
        """Let the next one write. Closing twice does nothing."""
        self._database.close()
        if self._lock is not None:
            drop_sqlite_name(self.path)
            self._lock.release()
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _load(self) -> None:
        version = self._database.outside_version()
        if self._version is not None:
            self._database.refresh()
        with self._database.reading() as connection:
            self._loaded = rows.load(connection)
        self._version, self._behind = version, False

    def _copy(self, target: Path) -> None:
        if target == self.path or identity_of(target) == self._identity:
            raise NotSavedError(target, _("it is the open workspace itself"))
        copy_over(self._database.raw, target, self._now)

    def _back_up(self, before: Why | None) -> None:
        now = self._now()
        today = now.astimezone().date()
        why = before
        if why is None and self._backed_up != today:
            why = Why.SESSION if self._backed_up is None else Why.DAILY
        if why is None:
            return
        try:
            make_backup(self._database.raw, self.path, why, now, thin=not self.set_aside)
        except BackupError as error:
            self.backup_problem = str(error)
        else:
            self._backed_up = today  # one that failed is tried again before the next act
            self.backup_problem = None

    def _refuse_unless_writable(self) -> None:
        if not self.writable:
            raise NotSavedError(self.path, _("it is open for reading only"))

    def _refuse_another_file(self) -> None:
        """SQLite would go on writing to a file that has lost its name, and nobody would see it."""
        if identity_of(self.path) != self._identity:
            raise NotSavedError(self.path, _another_file())

    def _unreadable(self, fault: BaseException | None) -> str:
        return _("{path} cannot be read: {reason}.").format(
            path=self.path, reason=_another_file() if fault is None else reason_of(fault)
        )


def _another_file() -> str:
    return _("the file that was opened is no longer in its place")


def _issued_by(act: Act) -> list[Quote]:
    """The issued quotes that ``act`` leaves."""
    left = [change.after for change in act.changes if isinstance(change.after, Quote)]
    return [quote for quote in left if quote.issued is not None]
