"""A file that is to be imported: its bytes within limits, and what it is by its own first bytes."""

from __future__ import annotations

import re
import stat
from enum import Enum
from pathlib import Path

from exodesk.domain.errors import ExodeskError
from exodesk.system_reasons import why_not_read
from exodesk.translation import gettext as _

LARGEST = 64_000_000
MOST_ROWS = 200_000
MOST_COLUMNS = 500
_SAMPLE = 1 << 16
# So many control characters in the sample, at the most, may still be damage within a text.
_FEW_CONTROLS = 48
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\x0b\x0c\r\x1a\x1b")
_JSON = re.compile(rb"\s*[{\[]")


class TableFileError(ExodeskError):
    """The file cannot be read as a table at all; nothing of it was read."""


class FileKind(Enum):
    TEXT = "text"
    WORKBOOK = "workbook"
    JSON = "json"


_KNOWN: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"RIFF", "RIFF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"%PDF", "PDF"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ", "xz"),
    (b"7z\xbc\xaf", "7z"),
    (b"Rar!", "RAR"),
    (b"\x7fELF", "ELF"),
    (b"MZ\x90", "EXE"),
    (b"SQLite format 3\0", "SQLite"),
)
_WORKBOOK_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def file_bytes(path: Path) -> bytes:
    """All bytes of a regular file of at most ``LARGEST``; raises TableFileError."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise TableFileError(_("{path} is a folder, not a file.").format(path=path))
        if not stat.S_ISREG(status.st_mode):
            raise TableFileError(_("{path} is not a regular file.").format(path=path))
        with path.open("rb") as file:
            data = file.read(LARGEST + 1) if status.st_size <= LARGEST else None
    except FileNotFoundError:
        raise TableFileError(_("There is no file {path}.").format(path=path)) from None
    except (OSError, ValueError, RuntimeError) as error:
        reason = why_not_read(error)
        raise TableFileError(
            _("{path} cannot be read: {reason}.").format(path=path, reason=reason)
        ) from None
    if data is None or len(data) > LARGEST:
        raise TableFileError(
            _(
                "{path} is larger than {limit} MB, the most that can be imported at once. Split it"
                " into smaller files."
            ).format(path=path, limit=LARGEST // 1_000_000)
        )
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise TableFileError(_("{path} is empty.").format(path=path))
    return data


def kind_of(data: bytes, name: str, encoding: str | None = None) -> FileKind:
    """What ``data`` is, whatever it is called; raises TableFileError where it is no table.

    ``encoding`` is what a person says that it is written in.
    """
    if data.startswith(_WORKBOOK_STARTS):
        return FileKind.WORKBOOK
    for start, what in _KNOWN:
        if data.startswith(start):
            raise TableFileError(
                _("{name} is not a table but a {what} file.").format(name=name, what=what)
            )
    if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        raise TableFileError(_("{name} is written in UTF-32; save it as UTF-8.").format(name=name))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or (encoding or "").startswith("utf-16"):
        return FileKind.TEXT
    sample = data[:_SAMPLE]
    if _JSON.match(sample.removeprefix(b"\xef\xbb\xbf")):
        return FileKind.JSON
    if _is_half_nul(sample):
        raise TableFileError(
            _("{name} looks like UTF-16 without its first mark; save it as UTF-8.").format(
                name=name
            )
        )
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > _FEW_CONTROLS and controls > len(sample) // 100:
        raise TableFileError(_("{name} is not a table of text.").format(name=name))
    return FileKind.TEXT


def _is_half_nul(sample: bytes) -> bool:
    """Whether nearly every second byte is NUL, as in UTF-16."""
    halves = sample[0::2].count(0), sample[1::2].count(0)
    return max(halves) * 4 > len(sample) and min(halves) * 20 < len(sample)
