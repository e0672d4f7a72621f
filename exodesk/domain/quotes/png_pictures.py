"""PNG pictures looked at: whole, decodable, and not too large to be drawn."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from zlib import crc32, decompressobj
from zlib import error as ZlibError  # noqa: N812 - it is an exception

from exodesk.domain.quotes.refusals import BadLogoError
from exodesk.translation import gettext as _

PNG = b"\x89PNG\r\n\x1a\n"
_MOST_PIXELS = 4000
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""How many a pixel has, by the type of colour."""
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
_PASSES = (
    *((0, 8, 0, 8), (4, 8, 0, 8), (0, 4, 4, 8), (2, 4, 0, 4)),
    *((0, 2, 2, 4), (1, 2, 0, 2), (0, 1, 1, 2)),
)
"""Of an interlaced picture: the first column and the step, the first row and the step."""
_FILTERS = 5


def refuse_bad_png(data: bytes) -> None:
    """Raise BadLogoError unless ``data`` is a whole picture of at most 4000 × 4000 pixels."""
    chunks = list(_chunks(data))
    kinds = [kind for kind, _body in chunks]
    if not kinds or kinds[0] != b"IHDR" or kinds[-1] != b"IEND" or len(chunks[0][1]) != 13:
        raise _damaged()
    width, height, depth, colour, _squeeze, _filter, interlaced = struct.unpack(
        ">IIBBBBB", chunks[0][1]
    )
    if not (0 < width <= _MOST_PIXELS and 0 < height <= _MOST_PIXELS):
        raise BadLogoError(
            _("the picture has more than {most} pixels on a side, or none").format(
                most=_MOST_PIXELS
            )
        )
    if depth not in _DEPTHS.get(colour, ()) or (colour == 3 and b"PLTE" not in kinds):
        raise _damaged()
    rows = list(_rows(width, height, depth * _SAMPLES[colour], interlaced=bool(interlaced)))
    _refuse_bad_rows(b"".join(body for kind, body in chunks if kind == b"IDAT"), rows)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The parts of a PNG, up to its end or to the first one that is not whole."""
    place = len(PNG)
    while place + 12 <= len(data):
        (length,) = struct.unpack(">I", data[place : place + 4])
        kind, body = data[place + 4 : place + 8], data[place + 8 : place + 8 + length]
        check = data[place + 8 + length : place + 12 + length]
        if len(check) < 4 or struct.unpack(">I", check)[0] != crc32(kind + body):
            return
        yield kind, body
        if kind == b"IEND":
            return
        place += 12 + length


def _rows(width: int, height: int, bits: int, *, interlaced: bool) -> Iterator[tuple[int, int]]:
    """How many rows of how many bytes, each behind a byte that names its filter."""
    for left, across, top, down in _PASSES if interlaced else ((0, 1, 0, 1),):
        columns = -(-(width - left) // across)
        rows = -(-(height - top) // down)
        if columns > 0 and rows > 0:
            yield rows, 1 + -(-columns * bits // 8)


def _refuse_bad_rows(squeezed: bytes, rows: list[tuple[int, int]]) -> None:
    size = sum(count * length for count, length in rows)
    try:
        data = decompressobj().decompress(squeezed, size)
    except ZlibError:
        raise _damaged() from None
    if len(data) < size:
        raise _damaged()
    place = 0
    for count, length in rows:
        if max(data[place : place + count * length : length]) >= _FILTERS:
            raise _damaged()
        place += count * length


def _damaged() -> BadLogoError:
    return BadLogoError(_("the PNG picture is damaged or cut short"))
