"""One connection to a workspace, and the only place that knows it to be SQLite."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import StaticPool

from exodesk.storage.workspace.faults import is_damage, pages_do_not_fit

_PATIENCE_SECONDS = 5.0


class Mode(Enum):
    WRITE = "write"
    READ = "read"
    FROZEN = "frozen"  # nobody else writes either, so SQLite needs no file beside it


def connect(path: Path, mode: Mode) -> sqlite3.Connection:
    """Open an existing file; every failure is raised here or by the first statement."""
    name = quote(os.fsencode(path))
    options = {Mode.WRITE: "mode=rw", Mode.READ: "mode=ro", Mode.FROZEN: "mode=ro&immutable=1"}
    raw = sqlite3.connect(
        f"file:{name}?{options[mode]}",
        uri=True,
        timeout=_PATIENCE_SECONDS,
        isolation_level=None,  # or sqlite3 begins and commits at moments of its own
        check_same_thread=False,
    )
    raw.text_factory = _text
    return raw


def _text(stored: bytes) -> str:
    """Bytes that are no UTF-8 spoil the one text that they stand in, not the whole table."""
    return stored.decode(errors="surrogateescape")


class Database:
    """Transactions on one connection; used by one thread at a time."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        self.raw = raw
        self._writes = False
        self._engine = create_engine(
            "sqlite+pysqlite://", creator=lambda: self.raw, poolclass=StaticPool
        )
        event.listen(self._engine, "begin", self._begin)

    @classmethod
    def open(cls, path: Path, mode: Mode) -> Database:
        """Open ``path``; raises sqlite3.Error, and then nothing stays open."""
        raw = connect(path, mode)
        try:
            raw.execute("PRAGMA foreign_keys = ON")
            if mode is Mode.WRITE:
                raw.execute("PRAGMA journal_mode = WAL")
                raw.execute("PRAGMA synchronous = FULL")
            else:
                raw.execute("PRAGMA query_only = ON")
        except BaseException:
            raw.close()
            raise
        return cls(raw)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One view of the whole, whatever others write meanwhile."""
        with self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction; what raises inside leaves nothing behind."""
        self._writes = True
        try:
            with self._engine.begin() as connection:
                yield connection
        finally:
            self._writes = False

    def outside_version(self) -> object:
        """Differs from what it was as soon as another connection has committed; cheap."""
        return self.raw.execute("PRAGMA data_version").fetchone()[0]

    def refresh(self) -> None:
        """See what others have written; a connection to the file does anyway."""

    def close(self) -> None:
        self._engine.dispose()
        with contextlib.suppress(sqlite3.Error):
            self.raw.close()

    def _begin(self, connection: Connection) -> None:
        # A writer takes its turn at once, or what it has read could be stale when it writes.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if self._writes else "BEGIN")


class Snapshot(Database):
    """A copy in memory, for who may not write: it leaves no trace beside the file."""

    def __init__(self, path: Path, prepare: Callable[[Database], None] | None = None) -> None:
        """``prepare`` is done to each copy; raises sqlite3.Error and OSError."""
        self._path = path
        self._prepare = prepare
        super().__init__(copy_in_memory(path))
        if prepare is not None:
            prepare(self)

    def refresh(self) -> None:
        fresh = Snapshot(self._path, self._prepare)
        self.close()
        self.raw, self._engine = fresh.raw, fresh._engine

    def outside_version(self) -> object:
        found = []
        for place in (self._path, *_logs(self._path)):
            with contextlib.suppress(OSError):
                status = place.stat()
                found.append((status.st_ino, status.st_size, status.st_mtime_ns))
        return found


def copy_in_memory(path: Path) -> sqlite3.Connection:
    """Read the whole file, whatever its folder allows; raises sqlite3.Error and OSError."""
    if not _logs(path):
        try:
            return _copied(path, Mode.FROZEN)
        except sqlite3.Error:
            if not _logs(path):
                raise  # or somebody began to write meanwhile
    try:
        return _copied(path, Mode.READ)
    except sqlite3.Error as fault:
        if is_damage(fault):
            raise
    logs = [log for log in _logs(path) if log.stat().st_size]
    if not logs:
        return _copied(path, Mode.FROZEN)
    # What was last written, or has to be taken back, is in a log, and SQLite heeds that only where
    # it may write. A copy of both may be written to.
    with tempfile.TemporaryDirectory(prefix="exodesk-") as folder:
        copy = Path(folder) / "copy"
        shutil.copyfile(path, copy)
        for log in logs:
            shutil.copyfile(log, copy.with_name(copy.name + log.name[len(path.name) :]))
        return _copied(copy, Mode.WRITE)


def _copied(path: Path, mode: Mode) -> sqlite3.Connection:
    raw = connect(path, mode)
    try:
        copy = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        copy.text_factory = _text
        try:
            raw.backup(copy)
        except BaseException:
            copy.close()
            raise
    finally:
        raw.close()
    return copy


def _logs(path: Path) -> list[Path]:
    """What says that the file alone is not the whole truth, or that somebody has it open."""
    found = (f"{path}{side}" for side in ("-wal", "-journal"))
    # os.path, as a name that is too long is no name of a file that is there.
    return [Path(log) for log in found if os.path.exists(log)]  # noqa: PTH110


def soundness(raw: sqlite3.Connection) -> str | None:
    """What is wrong with the file's pages, None if nothing is; raises sqlite3.DatabaseError."""
    found = [str(row[0]) for row in raw.execute("PRAGMA integrity_check(1)")]
    return None if found == ["ok"] else pages_do_not_fit()


def fold_log(raw: sqlite3.Connection) -> None:
    """Make a copy one file that can be carried about: no log beside it."""
    raw.execute("PRAGMA journal_mode = DELETE")


def columns_of(raw: sqlite3.Connection) -> dict[str, set[str]]:
    """The columns of every table."""
    found: dict[str, set[str]] = {}
    rows: list[tuple[Any, ...]] = raw.execute(
        "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c"
        " WHERE m.type = 'table'"
    ).fetchall()
    for table, column in rows:
        found.setdefault(table, set()).add(column)
    return found
