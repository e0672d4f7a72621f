"""Where a workspace stands: which paths will do, how a new file is made, how one is set aside."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import tempfile
import time
from datetime import datetime
from pathlib import Path

from exodesk.storage.whole_files import sync_folder
from exodesk.storage.workspace.database import Database, Mode
from exodesk.storage.workspace.faults import (
    FAULTS,
    DamagedError,
    UnusableError,
    reason_of,
)
from exodesk.storage.workspace.lock import Holder, WorkspaceLock, may_run
from exodesk.storage.workspace.tables import create_tables
from exodesk.translation import gettext as _

SIDES = ("-wal", "-shm", "-journal")
"""What SQLite writes beside a file. With another file of the same name it would ruin that one."""

_MAGIC = b"SQLite format 3\0"
_PAGE = 512
_UNFINISHED = ".exodesk-new-"
_OLD_SECONDS = 3600
_MOST_BYTES = 255
_ROOM = 40  # of a name, for what is put behind it


def followed(path: Path) -> Path:
    """``path`` with its links followed as far as they lead; never fails."""
    return Path(os.path.realpath(os.path.expanduser(path)))  # noqa: PTH111 - pathlib's own raises


def real_place(path: Path) -> Path:
    """``path`` with its links followed; raises UnusableError where no workspace can be."""
    try:
        place = followed(path)
        if place.is_symlink():
            raise UnusableError(path, _("its links lead round in a circle"))
        if len(os.fsencode(place.name)) > _MOST_BYTES:
            raise UnusableError(path, _("its name is too long"))
        mode = place.stat().st_mode
    except FileNotFoundError:
        return place
    except NotADirectoryError:
        raise UnusableError(path, _("a part of its path is a file, not a folder")) from None
    except (OSError, ValueError, RuntimeError) as fault:
        raise UnusableError(path, reason_of(fault)) from None
    if stat.S_ISDIR(mode):
        raise UnusableError(path, _("it is a folder"))
    if not stat.S_ISREG(mode):
        raise UnusableError(path, _("it is not a regular file"))
    return place


def sqlite_name(path: Path) -> Path:
    """The name that SQLite and the lock know the workspace at ``path`` by.

    It is its own, unless that leaves no room for what is put behind it: then a short one of its
    folder, a second name for the same file.
    """
    if len(os.fsencode(path.name)) + max(map(len, SIDES)) <= _MOST_BYTES:
        return path
    mark = hashlib.sha256(os.fsencode(path.name)).hexdigest()[:24]
    return path.with_name(f".exodesk-{mark}")


def give_sqlite_name(path: Path, when: datetime) -> Path:
    """``sqlite_name``, once it leads to the file; raises UnusableError."""
    name = sqlite_name(path)
    try:
        if name == path or (name.exists() and name.samefile(path)):
            return name
        if name.exists():  # another file stands at ``path`` now
            new = _free(path, _("left over {time}"), when)
            _move_sides(name, new)
            name.rename(new)
        name.hardlink_to(path)
    except FileExistsError:
        return name
    except OSError as fault:
        reason = _("its name is too long for this disk ({fault})")
        raise UnusableError(path, reason.format(fault=reason_of(fault))) from None
    return name


def drop_sqlite_name(path: Path) -> None:
    """Take the second name away again, unless something of the file's stands beside it."""
    name = sqlite_name(path)
    with contextlib.suppress(OSError):
        if name != path and name.samefile(path) and not has_sides(path):
            name.unlink()


def has_sides(path: Path) -> bool:
    """Whether SQLite has left something beside the file, or has it open."""
    name = sqlite_name(path)
    return any(name.with_name(name.name + side).exists() for side in SIDES)


def name_to_read(path: Path) -> Path:
    """``sqlite_name`` where it leads to the file, else the file's own."""
    name = sqlite_name(path)
    return name if name.exists() and name.samefile(path) else path


def refuse_what_is_no_database(path: Path) -> None:
    """Raises DamagedError with what the first bytes look like; UnusableError or OSError if none."""
    try:
        with path.open("rb") as file:
            start = file.read(_PAGE)
    except PermissionError:
        raise UnusableError(path, _("you are not allowed to read it")) from None
    if not start.startswith(_MAGIC) or len(start) < _PAGE:
        raise DamagedError(path, _first_bytes(start))
    if path.stat().st_size < promised_size(start) and not has_sides(path):
        raise DamagedError(path, _("it is cut short"))


def promised_size(start: bytes) -> int:
    """How many bytes a database has according to its first page."""
    page = int.from_bytes(start[16:18], "big")
    return (65536 if page == 1 else page) * int.from_bytes(start[28:32], "big")


def may_write(path: Path) -> bool:
    """Whether the file and, for what SQLite writes beside it, its folder can be written to."""
    return bool(path.stat().st_mode & 0o222) and all(
        os.access(place, os.W_OK) for place in (path, path.parent)
    )


def make_folder(folder: Path) -> None:
    """Make what is missing of ``folder``, for its owner alone; raises OSError."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    for place in reversed(missing):
        place.mkdir(mode=0o700, exist_ok=True)


def create(path: Path, when: datetime) -> None:
    """Put a workspace without entries at ``path``, unless one is there by then.

    It is made under another name, so that a kill leaves a whole file or none.
    """
    try:
        make_folder(path.parent)
        if has_sides(path):
            _move_sides(sqlite_name(path), _free(path, _("left over {time}"), when))
        new = unfinished(path.parent)
        try:
            database = Database.open(new, Mode.WRITE)
            try:
                with database.writing() as connection:
                    create_tables(connection, when)
            finally:
                database.close()
            put_in_place(new, path, replace=False)
        finally:
            remove_unfinished(new)
    except FAULTS as fault:
        raise UnusableError(path, reason_of(fault)) from None


def put_in_place(new: Path, path: Path, *, replace: bool) -> None:
    """Rename a finished file to ``path``, and see that the name is on the disk; raises OSError.

    Without ``replace`` a file that is there already stays, and no error is raised.
    """
    with new.open("rb+") as file:
        os.fsync(file.fileno())
    if replace:
        new.replace(path)
    else:
        try:
            path.hardlink_to(new)
        except FileExistsError:
            return
        except OSError:  # a disk without hard links
            if path.exists():
                return
            new.rename(path)
    sync_folder(path.parent)


def identity_of(path: Path) -> tuple[int, int] | None:
    """Device and number of the file that has this name now; None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def set_aside(path: Path, when: datetime) -> Path:
    """Rename a damaged workspace, with what SQLite wrote beside it; where it stands now.

    Only for when its owner has chosen so. Raises WorkspaceError where it is in use, or stays.
    """
    place = real_place(path)
    new = _free(place, _("damaged {time}"), when)
    try:
        name = sqlite_name(place)
        lock = WorkspaceLock.take(name)
        if isinstance(lock, Holder):
            raise UnusableError(path, lock.words())
        try:
            _move_sides(name, new)
            place.rename(new)
            if name != place:
                name.unlink(missing_ok=True)
            sync_folder(place.parent)
        finally:
            lock.release()
    except FAULTS as fault:
        raise UnusableError(path, reason_of(fault)) from None
    return new


def unfinished(folder: Path) -> Path:
    """A new empty file for its owner alone, to be finished and then renamed; raises OSError.

    What programs that were killed had begun to make there is removed.
    """
    for left in folder.glob(f"{_UNFINISHED}*"):
        with contextlib.suppress(OSError, ValueError):
            process = int(left.name.removeprefix(_UNFINISHED).partition("-")[0])
            if not may_run(process) or time.time() - left.stat().st_mtime > _OLD_SECONDS:
                left.unlink()
    prefix = f"{_UNFINISHED}{os.getpid()}-"
    handle, name = tempfile.mkstemp(prefix=prefix, suffix=".tmp", dir=folder)
    os.close(handle)
    return Path(name)


def remove_unfinished(new: Path) -> None:
    for side in ("", *SIDES):
        with contextlib.suppress(OSError):
            new.with_name(new.name + side).unlink()


def _move_sides(path: Path, new: Path) -> None:
    for side in SIDES:
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + side).rename(new.with_name(new.name + side))


def _free(path: Path, why: str, when: datetime) -> Path:
    """A name beside ``path`` that nothing has yet: ``Mine damaged 2026-11-25 140203.exodesk``."""
    label = why.format(time=when.astimezone().strftime("%Y-%m-%d %H%M%S"))
    stem = os.fsencode(path.stem)[: _MOST_BYTES - _ROOM - len(label.encode())]
    suffix = path.suffix if len(os.fsencode(path.suffix)) < _ROOM // 2 else ""
    number = 1
    while True:
        again = f" {number}" if number > 1 else ""
        name = stem.decode(errors="ignore") + f" {label}{again}{suffix}"
        new = path.with_name(name)
        if not any(os.path.lexists(new.with_name(name + side)) for side in ("", *SIDES)):
            return new
        number += 1


def _first_bytes(start: bytes) -> str:
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not start:
        return _("it is empty")
    if not start.strip(b"\0"):
        return _("it holds nothing but zero bytes")
    if start.startswith(_MAGIC):
        return _("it is cut short")
    if start.startswith(b"\x1f\x8b"):
        return _("it is a gzip archive")
    if start.startswith(b"PK\x03\x04"):
        return _("it is a ZIP archive or a spreadsheet")
    if text.startswith((b"<!doctype", b"<html", b"<?xml", b"<")):
        return _("it is a web page or another text with tags")
    if text.startswith((b"{", b"[")):
        return _("it is a JSON text, which can be imported but is no workspace")
    return _("it does not begin like a workspace")
