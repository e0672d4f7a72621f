"""Opening a workspace, or saying why not. What is damaged is never written to."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path

from exodesk.storage.workspace.backups import Backup, BackupError, Why, make_backup, newest_good
from exodesk.storage.workspace.database import (
    Database,
    Mode,
    Snapshot,
    columns_of,
    copy_in_memory,
    soundness,
)
from exodesk.storage.workspace.faults import (
    FAULTS,
    DamagedError,
    NewerSchemaError,
    UnusableError,
    WorkspaceError,
    is_damage,
    makes_no_sense,
    pages_do_not_fit,
    reason_of,
    spelt,
    utc_now,
)
from exodesk.storage.workspace.lock import Holder, WorkspaceLock
from exodesk.storage.workspace.migrations import STEPS, migrate
from exodesk.storage.workspace.places import (
    create,
    drop_sqlite_name,
    give_sqlite_name,
    may_write,
    name_to_read,
    real_place,
    refuse_what_is_no_database,
)
from exodesk.storage.workspace.rows import SetAside
from exodesk.storage.workspace.store import WorkspaceStore
from exodesk.storage.workspace.tables import ALL, FORMAT, SCHEMA, facts_of, missing_from
from exodesk.translation import gettext as _


class Standing(Enum):
    """How a workspace was opened, or that it was not."""

    WRITABLE = "writable"
    IN_USE = "in-use"  # read only: another window has it
    NEWER = "newer"  # read only, or not at all: a later program wrote it
    READ_ONLY = "read-only"  # the file, its folder or its disk cannot be written to
    DAMAGED = "damaged"
    UNUSABLE = "unusable"  # no file that could be opened, or made into a workspace


@dataclass(frozen=True, slots=True)
class Opened:
    """What came of opening ``path``. ``store`` is there unless damaged or unusable.

    ``backup`` is the newest good one, looked for where the workspace is damaged.
    ``told`` is what its owner should know although the workspace opened.
    """

    path: Path
    standing: Standing
    store: WorkspaceStore | None = None
    error: WorkspaceError | None = None
    holder: Holder | None = None
    schema: int | None = None
    migrated_from: int | None = None
    backup: Backup | None = None
    told: tuple[str, ...] = ()

    @property
    def writable(self) -> bool:
        return self.standing is Standing.WRITABLE

    @property
    def set_aside(self) -> tuple[SetAside, ...]:
        """The things in it that could not be read."""
        return () if self.store is None else self.store.set_aside

    def words(self, spell: Callable[[datetime], str] = spelt) -> str:
        """One sentence on how it stands; nothing where it is simply open."""
        if self.error is not None:
            return str(self.error)
        match self.standing:
            case Standing.IN_USE:
                assert self.holder is not None
                return _("{who}: opened for reading only.").format(who=self.holder.words(spell))
            case Standing.NEWER:
                return _(
                    "{path} was written by a newer version of exodesk (its schema is {schema}):"
                    " opened for reading only."
                ).format(path=self.path, schema=self.schema)
            case Standing.READ_ONLY:
                return _(
                    "{path} cannot be written to: opened for reading only."
                    " Save a copy elsewhere to change it."
                ).format(path=self.path)
            case _:
                return ""


def open_workspace(
    path: Path, *, lock: bool = True, now: Callable[[], datetime] = utc_now
) -> Opened:
    """Open the workspace at ``path``, or make one where nothing is.

    Without ``lock`` others may write at the same time; revisions keep them apart. Nothing is
    raised: what went wrong is in the value.
    """
    held: WorkspaceLock | None = None
    opened: Opened | None = None
    try:
        place = real_place(path)
        if not place.exists():
            create(place, now())
        holder: Holder | None = None
        writes = may_write(place)
        if writes:
            name = give_sqlite_name(place, now())
            held, holder = _taken(name, now) if lock else (None, None)
            writes = holder is None and (held is not None or not lock)
        opened = _Opening(place, now, held, holder).open(writes=writes)
    except UnusableError as error:
        opened = Opened(path, Standing.UNUSABLE, error=error)
    except NewerSchemaError as error:
        opened = Opened(path, Standing.NEWER, error=error, schema=error.schema)
    except DamagedError as error:
        opened = Opened(path, Standing.DAMAGED, error=error, backup=newest_good(place))
    except FAULTS as fault:
        unusable = UnusableError(path, reason_of(fault))
        opened = Opened(path, Standing.UNUSABLE, error=unusable)
    finally:
        if held is not None and (opened is None or not opened.writable):
            drop_sqlite_name(place)
            held.release()
    return opened


def _taken(path: Path, now: Callable[[], datetime]) -> tuple[WorkspaceLock | None, Holder | None]:
    """The lock or who has it; neither where the disk knows no locks."""
    try:
        taken = WorkspaceLock.take(path, now)
    except OSError:
        return None, None
    return (None, taken) if isinstance(taken, Holder) else (taken, None)


class _Opening:
    """One file, known to exist, being opened."""

    def __init__(
        self,
        path: Path,
        now: Callable[[], datetime],
        lock: WorkspaceLock | None,
        holder: Holder | None,
    ) -> None:
        self._path = path
        self._name = name_to_read(path)
        self._now = now
        self._lock = lock
        self._holder = holder
        self._told: list[str] = []

    def open(self, *, writes: bool) -> Opened:
        refuse_what_is_no_database(self._path)
        try:
            return self._open(writes=writes)
        except FAULTS as fault:
            if makes_no_sense(fault):
                raise DamagedError(self._path, pages_do_not_fit()) from None
            raise
        except (KeyError, ValueError):
            raise DamagedError(self._path, _("its table “meta” makes no sense")) from None

    def _open(self, *, writes: bool) -> Opened:
        raw = copy_in_memory(self._name)
        try:
            schema = self._schema(raw)
        finally:
            raw.close()
        if schema <= SCHEMA and writes:
            store = self._writing(schema)
            if store is not None:
                return self._opened(Standing.WRITABLE, store, schema)
        return self._for_reading(schema)

    def _schema(self, raw: sqlite3.Connection) -> int:
        """The version of the tables in a file that is sound and ours."""
        if (wrong := soundness(raw)) is not None:
            raise DamagedError(self._path, wrong)
        columns = columns_of(raw)
        if not columns:
            raise DamagedError(self._path, _("it has no tables"))
        if "meta" not in columns:
            known = {table.name for table in ALL} & set(columns)
            if len(known) > 1:
                raise DamagedError(self._path, _("its table “meta” is missing"))
            raise UnusableError(self._path, _("it is a database of another program"))
        facts = dict(raw.execute("SELECT key, value FROM meta").fetchall())
        if facts.get("format") != FORMAT:
            raise UnusableError(self._path, _("it is a database of another program"))
        schema = int(facts["schema"])
        if schema >= SCHEMA and (missing := missing_from(columns)):
            if schema > SCHEMA:
                raise NewerSchemaError(self._path, schema)
            names = ", ".join(missing)
            raise DamagedError(
                self._path, _("tables or columns are missing: {names}").format(names=names)
            )
        if schema < min(STEPS):
            raise ValueError(schema)
        return schema

    def _writing(self, schema: int) -> WorkspaceStore | None:
        """A store that writes, None where the system does not let it."""
        database: Database | None = None
        store: WorkspaceStore | None = None
        try:
            database = Database.open(self._name, Mode.WRITE)
            if schema == SCHEMA or self._migrated(database, schema):
                store = WorkspaceStore(
                    self._path, database, writable=True, lock=self._lock, now=self._now
                )
        except FAULTS as fault:
            if is_damage(fault):
                raise
            self._told.append(
                _("{path} cannot be written to just now: {reason}.").format(
                    path=self._path, reason=reason_of(fault)
                )
            )
        finally:
            if database is not None and store is None:
                database.close()
        return store

    def _migrated(self, database: Database, schema: int) -> bool:
        """Bring the tables up to date after a backup; False where another program is at work."""
        passing: WorkspaceLock | None = None
        if self._lock is None:
            passing, self._holder = _taken(self._name, self._now)
            if passing is None:
                return False
        try:
            try:
                make_backup(database.raw, self._path, Why.MIGRATION, self._now())
            except BackupError as error:
                self._told.append(str(error))
                return False
            self._migrate(database)
        finally:
            if passing is not None:
                passing.release()
        return True

    def _migrate(self, database: Database) -> None:
        with database.writing() as connection:
            # Looked at again, as another program may have been quicker.
            migrate(connection, int(facts_of(connection)["schema"]))
            if missing_from(columns_of(database.raw)):
                raise DamagedError(self._path, _("tables are missing"))

    def _for_reading(self, schema: int) -> Opened:
        standing = Standing.READ_ONLY if self._holder is None else Standing.IN_USE
        if schema > SCHEMA:
            standing = Standing.NEWER
        prepare = self._migrate if schema < SCHEMA else None
        database = Snapshot(self._name, prepare)
        try:
            store = WorkspaceStore(self._path, database, writable=False, now=self._now)
        except BaseException as fault:
            database.close()
            if schema > SCHEMA and isinstance(fault, Exception):
                raise NewerSchemaError(self._path, schema) from None
            raise
        return self._opened(standing, store, schema)

    def _opened(self, standing: Standing, store: WorkspaceStore, schema: int) -> Opened:
        migrated = schema if standing is Standing.WRITABLE and schema < SCHEMA else None
        return Opened(
            self._path,
            standing,
            store,
            holder=self._holder,
            schema=schema,
            migrated_from=migrated,
            told=tuple(self._told),
        )
