"""A whole copy of an open workspace at another place, over what is there."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from exodesk.storage.workspace.backups import copy_to
from exodesk.storage.workspace.faults import NotSavedError
from exodesk.storage.workspace.lock import Holder, WorkspaceLock, lock_file
from exodesk.storage.workspace.places import has_sides, sqlite_name
from exodesk.translation import gettext as _


def copy_over(open_one: sqlite3.Connection, target: Path, now: Callable[[], datetime]) -> None:
    """Copy what ``open_one`` holds to ``target``, unless somebody has a workspace open there.

    Raises NotSavedError, and whatever SQLite and the disk raise.
    """
    lock: WorkspaceLock | None = None
    if lock_file(sqlite_name(target)).exists():
        taken = WorkspaceLock.take(sqlite_name(target), now)
        if isinstance(taken, Holder):
            raise NotSavedError(target, taken.words())
        lock = taken
    try:
        if has_sides(target):
            # These belong to the file that is there; with the new one they would ruin it.
            raise NotSavedError(target, _("a workspace there was not closed in order"))
        copy_to(open_one, target, replace=True)
    finally:
        if lock is not None:
            lock.release()
