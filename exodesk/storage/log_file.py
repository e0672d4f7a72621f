"""A small log of what the program did and where it failed, for whoever is asked to help.

It holds no names, texts, prices or paths of a person: of a fault its kind and the places in the
code, but not what it says, since that may quote what was being worked on.
"""

from __future__ import annotations

import contextlib
import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

LOG_NAME = "exodesk.log"
_MOST_BYTES = 200_000
_OLDER_FILES = 2
_MOST_PLACES = 40
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"

_log = logging.getLogger("exodesk")
_log.addHandler(logging.NullHandler())  # or the standard library prints what nobody takes


class _QuietFile(RotatingFileHandler):
    """A log that cannot be written is not worth a word, and least of all a fault of its own."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        pass


def log_to(folder: Path) -> None:
    """Write the log into ``folder``, in place of any other; without one if that cannot be done."""
    stop_logging()
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler = _QuietFile(
            folder / LOG_NAME,
            maxBytes=_MOST_BYTES,
            backupCount=_OLDER_FILES,
            encoding="utf-8",
            errors="backslashreplace",
        )
        handler.setFormatter(logging.Formatter(_FORMAT))
        _log.addHandler(handler)
        _log.setLevel(logging.INFO)
        _log.propagate = False


def stop_logging() -> None:
    for handler in [h for h in _log.handlers if isinstance(h, _QuietFile)]:
        _log.removeHandler(handler)
        handler.close()
    _log.propagate = True


def log_start(versions: str) -> None:
    """Note a start with its versions, which come a line each."""
    _log.info("start: %s", " · ".join(versions.split("\n")))


def log_fault(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Note a fault, without what it says."""
    _log.error("fault: %s", without_words(kind, error, trace))


def without_words(
    kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
) -> str:
    """The kind of a fault and the places it came through, and the same of what led to it."""
    lines = []
    seen: set[int] = set()
    while True:
        lines.append(kind.__name__)
        frames = traceback.extract_tb(trace)
        if len(frames) > _MOST_PLACES:
            lines.append(f"  … {len(frames) - _MOST_PLACES} places")
        lines += [f"  {_place(f.filename)}:{f.lineno} {f.name}" for f in frames[-_MOST_PLACES:]]
        if error is None or id(error) in seen:
            return "\n".join(lines)
        seen.add(id(error))
        hidden = None if error.__suppress_context__ else error.__context__
        error = error.__cause__ or hidden
        if error is None:
            return "\n".join(lines)
        kind, trace = type(error), error.__traceback__
        lines.append("after")


def _place(filename: str) -> str:
    """The file within its package: the folders above may be named after a person."""
    parts = Path(filename).parts
    if "exodesk" in parts:
        last = len(parts) - 1 - parts[::-1].index("exodesk")
        return "/".join(parts[last:])
    return "/".join(parts[-2:])
