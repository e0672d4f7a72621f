"""Who writes the quotes: what stands at the head and at the foot of each."""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from xml.parsers import expat
from zlib import crc32

from exodesk.domain.quotes.refusals import BadLogoError
from exodesk.translation import gettext as _

LARGEST_LOGO = 1 << 20
_MOST_PIXELS = 4000

_PNG = b"\x89PNG\r\n\x1a\n"
_SVG = "http://www.w3.org/2000/svg"
_BOM = b"\xef\xbb\xbf"
_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#)|@import|expression\(", re.IGNORECASE)
_ACTIVE = frozenset({"script", "foreignobject", "iframe", "audio", "video"})
_REFERENCES = frozenset({"href", "src"})


class LogoKind(Enum):
    PNG = "png"
    SVG = "svg"


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture that has been looked at; made by ``logo_of``."""

    kind: LogoKind
    data: bytes

    @property
    def digest(self) -> str:
        """What two logos are told apart by."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Texts as they were typed, of several lines where a letter has several; all may be empty."""

    name: str = ""
    address: str = ""
    contact: str = ""
    registration: str = ""
    tax_number: str = ""
    footer: str = ""
    logo: Logo | None = None

    @property
    def is_blank(self) -> bool:
        return self == Letterhead()


def logo_of(data: bytes) -> Logo:
    """``data`` as a logo; raises BadLogoError for what is no PNG or SVG, too large or not safe.

    An SVG may draw, and nothing else: no scripts, no document type, nothing from outside itself.
    """
    if not data:
        raise BadLogoError(_("the file is empty"))
    if len(data) > LARGEST_LOGO:
        raise too_large()
    if data.startswith(_PNG):
        _refuse_bad_png(data)
        return Logo(LogoKind.PNG, data)
    if data.removeprefix(_BOM).lstrip().startswith(b"<"):
        _Svg().read(data)
        return Logo(LogoKind.SVG, data)
    raise BadLogoError(_("the file is neither a PNG nor an SVG picture"))


def too_large() -> BadLogoError:
    """For a file whose size alone says that it cannot be a logo."""
    return BadLogoError(_("the file is larger than {most} MB").format(most=LARGEST_LOGO >> 20))


def _refuse_bad_png(data: bytes) -> None:
    chunks = list(_chunks(data))
    if not chunks or chunks[0][0] != b"IHDR" or chunks[-1][0] != b"IEND":
        raise BadLogoError(_("the PNG picture is damaged or cut short"))
    width, height = struct.unpack(">II", chunks[0][1][:8])
    if not (0 < width <= _MOST_PIXELS and 0 < height <= _MOST_PIXELS):
        raise BadLogoError(
            _("the picture has more than {most} pixels on a side, or none").format(
                most=_MOST_PIXELS
            )
        )


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The parts of a PNG, up to its end or to the first one that is not whole."""
    place = len(_PNG)
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


class _Svg:
    """Reads an SVG, and refuses at the first thing in it that does more than draw."""

    def __init__(self) -> None:
        self._depth = 0
        self._parser = expat.ParserCreate(namespace_separator="\n")
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._in_style = False

    def read(self, data: bytes) -> None:
        try:
            self._parser.Parse(data, True)
        except (expat.ExpatError, ValueError, LookupError):  # or an encoding nobody knows
            raise BadLogoError(_("the SVG picture cannot be read as XML")) from None

    def _doctype(self, *_told: object) -> None:
        raise BadLogoError(_("the SVG picture has a document type; save it as plain SVG"))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _sign, local = name.rpartition("\n")
        if self._depth == 0 and (local != "svg" or space not in ("", _SVG)):
            raise BadLogoError(_("the file is XML, but no SVG picture"))
        self._depth += 1
        self._in_style = local == "style"
        if local.casefold() in _ACTIVE:
            raise _does_more(local)
        for attribute, value in attributes.items():
            self._look_at(attribute.rpartition("\n")[2].casefold(), value)

    def _look_at(self, attribute: str, value: str) -> None:
        if attribute.startswith("on"):
            raise _does_more(attribute)
        plain = value.strip().casefold()
        inside = plain.startswith(("#", "data:image/png", "data:image/jpeg"))
        if attribute in _REFERENCES and plain and not inside:
            raise _points_outside()
        if _OUTSIDE.search(value):
            raise _points_outside()

    def _end(self, _name: str) -> None:
        self._depth -= 1
        self._in_style = False

    def _text(self, text: str) -> None:
        if self._in_style and _OUTSIDE.search(text):
            raise _points_outside()


def _does_more(what: str) -> BadLogoError:
    return BadLogoError(
        _("the SVG picture holds “{what}”, which does more than draw").format(what=what)
    )


def _points_outside() -> BadLogoError:
    return BadLogoError(_("the SVG picture needs something from outside itself"))
