"""Writing a file whole or not at all: beside the target, flushed, then put in its place."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from pathlib import Path

from exodesk.domain.errors import ExodeskError
from exodesk.system_reasons import why_not_written
from exodesk.translation import gettext as _

_DATABASE = b"SQLite format 3\0"


class NotWrittenError(ExodeskError):
    """Nothing was written; what stood at the path stands there still."""

    def __init__(self, path: Path, reason: str) -> None:
        self.reason = reason
        super().__init__(
            _("{path} was not written: {reason}. Choose another place.").format(
                path=path, reason=reason
            )
        )


def write_file(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path``; raises NotWrittenError and then leaves no trace.

    A workspace, or any other SQLite database, is never written over. A link is followed and stays;
    an existing file keeps its mode and owner, a new one is for its owner alone. Another hard link
    to the same file keeps what it held.
    """
    try:
        target = path.resolve()
        _refuse(path, target)
        _replace(target, data)
    except (OSError, ValueError, RuntimeError) as error:
        raise NotWrittenError(path, why_not_written(error)) from None


def _refuse(path: Path, target: Path) -> None:
    if target.is_symlink():
        raise NotWrittenError(path, _("its links lead round in a circle"))
    if target.is_dir():
        raise NotWrittenError(path, _("it is a folder"))
    if not path.exists():
        return
    mode = path.stat().st_mode  # of the path: /dev/stdout resolves to a name that is none
    if not stat.S_ISREG(mode):
        raise NotWrittenError(path, _("it is not a regular file"))
    if not mode & 0o222 or not os.access(target, os.W_OK):
        raise NotWrittenError(path, _("it is read-only"))
    with contextlib.suppress(OSError), target.open("rb") as file:
        # Whoever names the workspace here by mistake must not lose all that is in it.
        if file.read(len(_DATABASE)) == _DATABASE:
            raise NotWrittenError(path, _("it holds a database, as a workspace does"))


def _replace(target: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=".exodesk-", suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            if target.exists():
                _take_over(target, temporary)
            os.fsync(file.fileno())
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    sync_folder(target.parent)


def _take_over(target: Path, temporary: Path) -> None:
    old, new = target.stat(), temporary.stat()
    if os.name != "nt" and (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid):
        os.chown(temporary, old.st_uid, old.st_gid)
    temporary.chmod(stat.S_IMODE(old.st_mode))


def sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
