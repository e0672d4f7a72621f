"""The bytes of a JSON file in UTF-8, or one sentence that says why they cannot be had."""

from __future__ import annotations

import io
import stat
from collections.abc import Callable, Generator
from pathlib import Path
from typing import TypeVar

from exodesk.domain.errors import ExodeskError
from exodesk.domain.steps import result_of
from exodesk.storage.encodings import finding_fault, is_utf_16
from exodesk.system_reasons import why_not_read
from exodesk.translation import gettext as _

_LARGEST = 1 << 30
_STEP = 1 << 23

Failure = TypeVar("Failure", bound=ExodeskError)


def read_json_text(path: Path, error: Callable[[str], Failure]) -> bytes:
    """What ``path`` holds, its byte order mark taken off; raises ``error`` with the sentence."""
    return result_of(reading_json_text(path, error))


def reading_json_text(path: Path, error: Callable[[str], Failure]) -> Generator[None, None, bytes]:
    """The same in short steps, so that a window stays alive however large the file is."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise error(_("{path} is a folder, not a file.").format(path=path))
        if not stat.S_ISREG(status.st_mode):
            raise error(_("{path} is not a regular file.").format(path=path))
        if status.st_size > _LARGEST:
            raise error(_("{path} is larger than 1 GB.").format(path=path))
        read = io.BytesIO()  # grows in place and gives what it holds: joining parts copies all
        with path.open("rb") as file:
            while part := file.read(_STEP):
                read.write(part)
                yield
        data = read.getvalue()
    except FileNotFoundError:
        raise error(_("There is no file {path}.").format(path=path)) from None
    except (OSError, ValueError) as failure:
        reason = why_not_read(failure)
        raise error(
            _("{path} cannot be read: {reason}.").format(path=path, reason=reason)
        ) from None
    if is_utf_16(data):
        raise error(_("{path} is written in UTF-16; save it as UTF-8.").format(path=path))
    data = data.removeprefix(b"\xef\xbb\xbf")
    yield
    if (fault := (yield from finding_fault(data))) is not None:
        position, is_cut_short = fault
        line = data[:position].count(b"\n") + 1
        if is_cut_short:
            raise cut_short(path, line, error)
        raise error(
            _("{path} is not written in UTF-8: see line {line}.").format(path=path, line=line)
        )
    if data.startswith(b"\0") and not data.strip(b"\0"):
        raise error(_("{path} holds nothing but NUL bytes.").format(path=path))
    if not data or data.isspace():
        raise error(_("{path} is empty.").format(path=path))
    return data


def cut_short(path: Path, line: int, error: Callable[[str], Failure]) -> Failure:
    return error(
        _("{path} is cut short: it ends in line {line}, before its JSON does.").format(
            path=path, line=line
        )
    )
