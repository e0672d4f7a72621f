"""Who writes the quotes: what stands at the head and at the foot of each."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import Enum

from exodesk.domain.quotes.png_pictures import PNG, refuse_bad_png
from exodesk.domain.quotes.refusals import BadLogoError
from exodesk.domain.quotes.svg_pictures import refuse_bad_svg
from exodesk.translation import gettext as _

LARGEST_LOGO = 1 << 20
_BOM = b"\xef\xbb\xbf"


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

    What is taken can be drawn whole, in little time and memory. An SVG may draw, and nothing else:
    no scripts, no document type, nothing from outside itself.
    """
    if not data:
        raise BadLogoError(_("the file is empty"))
    if len(data) > LARGEST_LOGO:
        raise too_large()
    if data.startswith(PNG):
        refuse_bad_png(data)
        return Logo(LogoKind.PNG, data)
    if data.removeprefix(_BOM).lstrip().startswith(b"<"):
        refuse_bad_svg(data)
        return Logo(LogoKind.SVG, data)
    raise BadLogoError(_("the file is neither a PNG nor an SVG picture"))


def too_large() -> BadLogoError:
    """For a file whose size alone says that it cannot be a logo."""
    return BadLogoError(_("the file is larger than {most} MB").format(most=LARGEST_LOGO >> 20))
