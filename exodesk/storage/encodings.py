"""In which encoding a file is written, found out without a second copy of it in memory."""

from __future__ import annotations

from codecs import BOM_UTF16_BE, BOM_UTF16_LE, utf_8_decode
from collections.abc import Generator

_SLICE = 1 << 20


def is_utf_16(data: bytes) -> bool:
    """Whether ``data`` is UTF-16 or UTF-32: by its mark, or by the NUL beside its first sign."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return True
    first = data[:4]
    return 0 < first.count(0) < len(first) and 0 in first[:2]


def finding_fault(data: bytes) -> Generator[None, None, tuple[int, bool] | None]:
    """Where ``data`` ceases to be UTF-8, and whether only because it is cut short; or None.

    Found in short steps.
    """
    start = 0
    while start < len(data):
        part = data[start : start + _SLICE]
        try:
            _text, used = utf_8_decode(part, "strict", start + len(part) == len(data))
        except UnicodeDecodeError as error:
            return start + error.start, error.reason == "unexpected end of data"
        start += used
        yield
    return None
