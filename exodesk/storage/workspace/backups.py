"""Backups: whole workspaces in a folder beside their own, made by SQLite, checked, then named.

Kept are the last 10 sessions, the newest of each of the last 14 days, and all of these days that
were made before an import, a migration or a restore. A backup that is not good pushes none out.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path

from exodesk.storage.workspace.database import Mode, connect, fold_log, soundness
from exodesk.storage.workspace.faults import FAULTS, DamagedError, WorkspaceError, reason_of
from exodesk.storage.workspace.places import (
    followed,
    make_folder,
    promised_size,
    put_in_place,
    remove_unfinished,
    unfinished,
)
from exodesk.translation import gettext as _

SUFFIX = ".exodesk"
MOST_SESSIONS = 10
DAYS = 14

_STAMP = "%Y-%m-%d %H%M%S"
_NAME = re.compile(r"(\d{4}-\d\d-\d\d \d{6}) ([a-z ]+?)(?: (\d+))?" + re.escape(SUFFIX))
_HEADER = 100
_MOST_BYTES = 255


class Why(Enum):
    """What a backup was made for. The value stands in its file's name, so it is not translated."""

    SESSION = "session"
    DAILY = "daily"
    IMPORT = "before import"
    MIGRATION = "before migration"
    RESTORE = "before restore"


BEFORE = frozenset({Why.IMPORT, Why.MIGRATION, Why.RESTORE})


@dataclass(frozen=True, slots=True)
class Backup:
    """``when`` it was made, on this computer's clock; ``good`` if it opens and is sound."""

    path: Path
    when: datetime
    why: Why
    good: bool


class BackupError(WorkspaceError):
    """No backup was made. What it was made before goes on all the same."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(
            _("No backup was made in {folder}: {reason}.").format(folder=folder, reason=reason)
        )


def backup_folder(workspace: Path) -> Path:
    """The folder with the backups of the file ``workspace``, beside it."""
    name = f"{workspace.name}.backups"
    if len(os.fsencode(name)) > _MOST_BYTES:
        mark = hashlib.sha256(os.fsencode(workspace.name)).hexdigest()[:16]
        name = f"{mark}.backups"
    return workspace.with_name(name)


def backups(workspace: Path) -> tuple[Backup, ...]:
    """Every backup of ``workspace``, newest first, each one checked."""
    return tuple(
        Backup(backup.path, backup.when, backup.why, _is_good(backup.path))
        for backup in _found(backup_folder(followed(workspace)))
    )


def newest_good(workspace: Path) -> Backup | None:
    """The backup to offer where the workspace cannot be used."""
    for backup in _found(backup_folder(followed(workspace))):
        if _is_good(backup.path):
            return Backup(backup.path, backup.when, backup.why, good=True)
    return None


def make_backup(
    raw: sqlite3.Connection, workspace: Path, why: Why, when: datetime, *, thin: bool = True
) -> Path:
    """Copy the open database ``raw``, then ``thin`` out the older ones; raises BackupError."""
    folder = backup_folder(workspace)
    try:
        make_folder(folder)
        stamp = when.astimezone().strftime(_STAMP)
        number = 1
        while (path := folder / f"{stamp} {why.value}{_again(number)}{SUFFIX}").exists():
            number += 1
        copy_to(raw, path, replace=False)
    except DamagedError as fault:
        reason = _("the copy was not sound ({fault})").format(fault=fault)
        raise BackupError(folder, reason) from None
    except FAULTS as fault:
        raise BackupError(folder, reason_of(fault)) from None
    if thin:
        for backup in superfluous(_found(folder), when):
            with contextlib.suppress(OSError):
                backup.path.unlink()
    return path


def copy_to(raw: sqlite3.Connection, path: Path, *, replace: bool) -> None:
    """Copy the open database whole to ``path``, for its owner alone.

    Raises a fault of the system, or DamagedError where the copy is not sound; both leave no trace.
    """
    new = unfinished(path.parent)
    try:
        copy = connect(new, Mode.WRITE)
        try:
            raw.backup(copy)
            fold_log(copy)
            if (wrong := soundness(copy)) is not None:
                raise DamagedError(path, wrong)
        finally:
            copy.close()
        put_in_place(new, path, replace=replace)
    finally:
        remove_unfinished(new)


def superfluous(found: Sequence[Backup], today: datetime) -> list[Backup]:
    """Which of these backups, newest first, need not be kept. None of those that are not good."""
    first_day = (today.astimezone() - timedelta(days=DAYS - 1)).date()
    kept: set[Path] = set()
    days = set()
    sessions = 0
    good = [backup for backup in found if backup.good]
    for backup in good:
        day = backup.when.date()
        recent = day >= first_day
        if recent and day not in days:
            days.add(day)
            kept.add(backup.path)
        if recent and backup.why in BEFORE:
            kept.add(backup.path)
        if backup.why is Why.SESSION and sessions < MOST_SESSIONS:
            sessions += 1
            kept.add(backup.path)
    return [backup for backup in good if backup.path not in kept]


def _found(folder: Path) -> list[Backup]:
    """The backups in ``folder``, newest first; looked at from outside only."""
    try:
        paths = [path for path in folder.iterdir() if path.is_file()]
    except OSError:
        return []
    backups = []
    numbers = {}
    for path in paths:
        match = _NAME.fullmatch(path.name)
        if match is None:
            continue
        try:
            when = datetime.strptime(match[1], _STAMP).astimezone()
            why = Why(match[2])
        except (ValueError, OverflowError):
            continue
        backups.append(Backup(path, when, why, _is_whole(path)))
        numbers[path] = int(match[3] or 1)
    return sorted(backups, key=lambda backup: (backup.when, numbers[backup.path]), reverse=True)


def _is_whole(path: Path) -> bool:
    """Whether the file is as long as its first page says."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEADER)
        size = path.stat().st_size
    except OSError:
        return False
    return head.startswith(b"SQLite format 3\0") and size == promised_size(head)


def _is_good(path: Path) -> bool:
    if not _is_whole(path):
        return False
    try:
        raw = connect(path, Mode.FROZEN)
        try:
            named = raw.execute("SELECT value FROM meta WHERE key = 'format'").fetchone()
            return named is not None and soundness(raw) is None
        finally:
            raw.close()
    except FAULTS:
        return False


def _again(number: int) -> str:
    return f" {number}" if number > 1 else ""
