"""What can go wrong with a workspace, each in one sentence that says what is not lost."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from exodesk.domain.errors import ExodeskError
from exodesk.system_reasons import why_not_written
from exodesk.translation import gettext as _

FAULTS = (OSError, UnicodeError, DBAPIError, sqlite3.Error)
"""What the system, sqlite3 and SQLAlchemy raise where a file or a text cannot be used."""


class WorkspaceError(ExodeskError):
    """Something about a workspace that its owner has to know."""


class NotSavedError(WorkspaceError):
    """Nothing was written; what was stored before is stored still."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            _("Nothing was saved in {path}: {reason}. Try again, or save a copy elsewhere.").format(
                path=path, reason=reason
            )
        )


class UnusableError(WorkspaceError):
    """There is nothing at the path that could be opened as a workspace, or made into one."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            _("{path} cannot be used as a workspace: {reason}.").format(path=path, reason=reason)
        )


class DamagedError(WorkspaceError):
    """The file was a workspace, or should have been one, and cannot be read as one any more."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            _("{path} is damaged: {reason}. It is left exactly as it is.").format(
                path=path, reason=reason
            )
        )


class NewerSchemaError(WorkspaceError):
    """A later program wrote the file, in tables that this one cannot read."""

    def __init__(self, path: Path, schema: int) -> None:
        self.schema = schema
        super().__init__(
            _(
                "{path} was written by a newer version of exodesk (its schema is {schema}),"
                " in a form that this one cannot read. It is left exactly as it is."
            ).format(path=path, schema=schema)
        )


def reason_of(fault: BaseException) -> str:
    """Why it failed, as the end of a sentence."""
    if isinstance(fault, DBAPIError) and fault.orig is not None:
        fault = fault.orig
    if isinstance(fault, sqlite3.Error):
        return _sqlite_reason(fault)
    if isinstance(fault, UnicodeError):
        return _("a text holds half a character (a lone surrogate)")
    return why_not_written(fault)


def is_damage(fault: BaseException) -> bool:
    """Whether the bytes of the file are at fault, rather than the disk or who may use it."""
    return _code(fault) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def makes_no_sense(fault: BaseException) -> bool:
    """The same while a file is opened: its own statements only fail where its tables are spoilt."""
    return (
        is_damage(fault) or isinstance(fault, UnicodeError) or _code(fault) == sqlite3.SQLITE_ERROR
    )


def pages_do_not_fit() -> str:
    """What is wrong with a damaged file, as the end of a sentence."""
    return _("its pages do not fit together")


def spelt(when: datetime) -> str:
    """A moment on this computer's clock, for a sentence: ``2026-11-25 14:02``."""
    return when.astimezone().strftime("%Y-%m-%d %H:%M")


def utc_now() -> datetime:
    return datetime.now(UTC)


def _code(fault: BaseException) -> int:
    """SQLite's primary result code, 0 for what SQLite did not raise."""
    if isinstance(fault, DBAPIError) and fault.orig is not None:
        fault = fault.orig
    return getattr(fault, "sqlite_errorcode", 0) & 0xFF


def _sqlite_reason(fault: sqlite3.Error) -> str:
    match _code(fault):
        case sqlite3.SQLITE_FULL:
            return _("the disk is full")
        case sqlite3.SQLITE_IOERR:
            return _("the disk reports an error")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return _("it is read-only")
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return _("another program is writing to it just now")
        case sqlite3.SQLITE_CANTOPEN:
            return _("it, or a file beside it, cannot be opened")
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return pages_do_not_fit()
        case _:
            return str(fault)
