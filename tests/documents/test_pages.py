from __future__ import annotations

import struct

import pytest
import typst
from PySide6.QtGui import QImage

from exodesk.documents.comparison_pdf import comparison_pdf
from exodesk.documents.pages import pages_of
from exodesk.documents.typst_document import NotMadeError
from tests.builders import entry
from tests.documents.examples import LONDON, MUMBAI, compared, reader


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return comparison_pdf(compared(LONDON, MUMBAI))


def shade(picture: bytes, x: int, y: int) -> str:
    return QImage.fromData(picture).pixelColor(x, y).name()


def test_a_document_tells_how_many_pages_it_has_and_how_large(pdf: bytes) -> None:
    pages = pages_of(pdf)
    box = reader(pdf).pages[0].mediabox
    assert pages.count == len(reader(pdf).pages) > 1
    assert (pages.width, pages.height) == pytest.approx((float(box.width), float(box.height)))


def test_level_pages_are_wider_than_high() -> None:
    entries = [entry(f"Peel {n}", f"{n + 1} GBP", sessions="1") for n in range(8)]
    pages = pages_of(comparison_pdf(compared(*entries)))
    assert pages.width > pages.height


def test_a_picture_has_as_many_dots_as_were_asked_for(pdf: bytes) -> None:
    for dots, size in ((72, (595, 842)), (144, (1191, 1684))):
        picture = pages_of(pdf).picture(2, dots)
        assert struct.unpack(">II", picture[16:24]) == pytest.approx(size, abs=1)


def test_a_picture_is_of_what_is_in_the_file() -> None:
    plain = typst.compile(
        b"#set page(width: 72pt, height: 36pt, margin: 0pt)\n"
        b"#rect(width: 36pt, height: 36pt, fill: black)",
        format="pdf",
    )
    assert isinstance(plain, bytes)
    picture = pages_of(plain).picture(1, 72)
    assert (shade(picture, 18, 18), shade(picture, 54, 18)) == ("#000000", "#ffffff")


def test_what_has_no_such_page_is_told_in_words(pdf: bytes) -> None:
    with pytest.raises(NotMadeError, match="could not be made"):
        pages_of(pdf).picture(99, 72)
    with pytest.raises(NotMadeError, match="its pages were not found"):
        pages_of(b"%PDF-1.7 and no more")
