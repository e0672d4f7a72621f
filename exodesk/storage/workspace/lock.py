"""Who may write: the first to open a workspace, until it closes it or dies.

The lock is the operating system's, so that none is left over; the text in its file only says who
has it, and counts for nothing without it.
"""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from exodesk.storage.workspace.faults import spelt, utc_now
from exodesk.translation import gettext as _

_LONGEST = 4096


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a workspace open; what could not be learnt is None."""

    user: str | None = None
    host: str | None = None
    process: int | None = None
    since: datetime | None = None

    def words(self, spell: Callable[[datetime], str] = spelt) -> str:
        """``In use by asha on desk-2 (process 812) since 2026-11-25 14:02``."""
        if self.user is None or self.host is None or self.since is None:
            return _("In use by another window")
        return _("In use by {user} on {host} (process {process}) since {time}").format(
            user=self.user, host=self.host, process=self.process, time=spell(self.since)
        )


class WorkspaceLock:
    """The right to write, held until ``release`` or the end of the process."""

    def __init__(self, lock: FileLock) -> None:
        self._lock = lock

    @classmethod
    def take(cls, path: Path, now: Callable[[], datetime] = utc_now) -> WorkspaceLock | Holder:
        """The lock of the workspace at ``path``, or who has it; raises OSError."""
        file = lock_file(path)
        lock = FileLock(file, timeout=0, mode=0o600, thread_local=False)
        try:
            lock.acquire()
        except Timeout:
            return _holder(file)
        except NotImplementedError as error:
            raise OSError(str(error)) from None
        with contextlib.suppress(OSError):
            _sign(file, now())
        return cls(lock)

    def release(self) -> None:
        self._lock.release()


def lock_file(path: Path) -> Path:
    return path.with_name(f"{path.name}.lock")


def _sign(file: Path, when: datetime) -> None:
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):
        user = "?"
    text = {
        "user": user,
        "host": socket.gethostname(),
        "process": os.getpid(),
        "since": when.isoformat(),
    }
    handle = os.open(file, os.O_WRONLY)
    try:
        # The first byte is the one that is locked; Windows lets nobody else touch it.
        os.lseek(handle, 1, os.SEEK_SET)
        os.write(handle, json.dumps(text).encode() + b"\n")
    finally:
        os.close(handle)


def _holder(file: Path) -> Holder:
    try:
        with file.open("rb", buffering=0) as opened:
            opened.seek(1)
            text = json.loads((opened.read(_LONGEST) or b"").partition(b"\n")[0])
        holder = Holder(
            str(text["user"]),
            str(text["host"]),
            int(text["process"]),
            datetime.fromisoformat(text["since"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return Holder()
    return holder if _may_live(holder) else Holder()


def _may_live(holder: Holder) -> bool:
    """False where the text was left by a process that has ended: the lock is somebody else's."""
    if holder.process is None or holder.host != socket.gethostname():
        return True
    return may_run(holder.process)


def may_run(process: int) -> bool:
    """False where no process of this computer has that number."""
    if os.name == "nt":  # where looking would end it
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
