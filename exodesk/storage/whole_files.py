"""Writing a file whole or not at all: beside the target, flushed, then put in its place."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from pathlib import Path

from exodesk.domain.errors import ExodeskError
from exodesk.translation import gettext as _


class NotWrittenError(ExodeskError):
    """Nothing was written; what stood at the path stands there still."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            _("{path} was not written: {reason}. Choose another place.").format(
                path=path, reason=reason
            )
        )


def write_file(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path``; raises NotWrittenError and then leaves no trace.

    A link is followed and stays; an existing file keeps its mode.
    """
    try:
        target = path.resolve()
        _refuse_special(path, target)
        _replace(target, data)
    except (OSError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise NotWrittenError(path, reason) from None


def _refuse_special(path: Path, target: Path) -> None:
    if target.is_dir():
        raise NotWrittenError(path, _("it is a folder"))
    if target.exists() and not stat.S_ISREG(target.stat().st_mode):
        raise NotWrittenError(path, _("it is not a regular file"))


def _replace(target: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=".exodesk-", suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode(target))
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)


def _mode(target: Path) -> int:
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
