"""Pictures of the pages of a PDF made here: what is seen and printed is the file itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from exodesk.documents.typst_document import NotMadeError, picture_of
from exodesk.translation import gettext as _

_COUNT = re.compile(rb"/Type\s*/Pages\s*/Count\s+(\d+)")
_BOX = re.compile(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]")


@dataclass(frozen=True, slots=True)
class Pages:
    """A PDF with the size of its pages, which all have the same: in points, 72 to the inch."""

    pdf: bytes
    count: int
    width: float
    height: float

    def picture(self, number: int, dots_per_inch: float) -> bytes:
        """Page ``number``, from 1, as a PNG. Raises NotMadeError."""
        return picture_of(self.pdf, number, dots_per_inch)


def pages_of(pdf: bytes) -> Pages:
    """Raises NotMadeError for what was not made here."""
    count, box = _COUNT.search(pdf), _BOX.search(pdf)
    if count is None or box is None:
        raise NotMadeError(_("its pages were not found"))
    return Pages(pdf, int(count[1]), float(box[1]), float(box[2]))
