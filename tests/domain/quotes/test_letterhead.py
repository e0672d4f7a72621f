from __future__ import annotations

import struct
from zlib import compress, crc32

import pytest

from exodesk.domain.quotes.letterhead import LARGEST_LOGO, Letterhead, LogoKind, logo_of
from exodesk.domain.quotes.refusals import BadLogoError

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{inside}</svg>'


def png(width: int = 2, height: int = 1) -> bytes:
    """A picture of black pixels."""
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", compress(b"\0" * (1 + 3 * min(width, 9)) * min(height, 9))),
        (b"IEND", b""),
    )
    chunks = (
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", crc32(kind + body))
        for kind, body in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def svg(inside: str = "") -> bytes:
    return SVG.format(inside=inside).encode()


def test_a_png_and_an_svg_are_taken_as_they_are() -> None:
    assert (logo_of(png()).kind, logo_of(png()).data) == (LogoKind.PNG, png())
    drawn = svg('<style>path{fill:url(#a)}</style><use href="#b"/><path d="M0 0" fill="url(#a)"/>')
    assert logo_of(drawn).kind is LogoKind.SVG
    assert logo_of(b"\xef\xbb\xbf<?xml version='1.0'?>\n" + svg()).kind is LogoKind.SVG
    assert logo_of(png()).digest != logo_of(svg()).digest


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "the file is empty"),
        (b"GIF89a" + bytes(30), "neither a PNG nor an SVG"),
        (b"%PDF-1.7", "neither a PNG nor an SVG"),
        (b"MZ" + bytes(200), "neither a PNG nor an SVG"),
        (png()[:-4], "damaged or cut short"),
        (png()[:20], "damaged or cut short"),
        (png().replace(b"IDAT", b"IDAX"), "damaged or cut short"),
        (png(0, 1), "pixels on a side"),
        (png(100_000, 1), "pixels on a side"),
        (png() + bytes(LARGEST_LOGO), "larger than 1 MB"),
        (b"<html></html>", "no SVG picture"),
        (b"<svg", "cannot be read as XML"),
        (b"<?xml version='1.0' encoding='utf-7'?><svg/>", "cannot be read as XML"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + svg(), "has a document type"),
        (svg("<script>alert(1)</script>"), "holds “script”"),
        (svg('<rect onload="x()"/>'), "holds “onload”"),
        (svg("<foreignObject/>"), "holds “foreignObject”"),
        (svg('<image href="file:///etc/passwd"/>'), "from outside itself"),
        (
            svg('<image xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="http://a/b.png"/>'),
            "from outside itself",
        ),
        (svg('<rect style="fill: url( http://a/b )"/>'), "from outside itself"),
        (svg("<style>@import 'a.css';</style>"), "from outside itself"),
        (svg("<style>a{background:url('//a/b')}</style>"), "from outside itself"),
    ],
)
def test_what_is_no_safe_picture_is_refused_in_words(data: bytes, why: str) -> None:
    with pytest.raises(BadLogoError, match=f"The logo was not taken: .*{why}"):
        logo_of(data)


def test_a_letterhead_without_anything_is_blank() -> None:
    assert Letterhead().is_blank
    assert not Letterhead(footer="Thank you").is_blank
