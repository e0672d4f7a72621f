from __future__ import annotations

import base64
import re
import struct
from zlib import compress, crc32

import pytest

from exodesk.domain.quotes.letterhead import LARGEST_LOGO, Letterhead, LogoKind, logo_of
from exodesk.domain.quotes.refusals import BadLogoError

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{inside}</svg>'


def png(
    width: int = 2, height: int = 1, pixels: bytes | None = None, *, kind: str = "8 2 0"
) -> bytes:
    """A picture of black pixels; of ``kind`` the depth, the type of colour and the interlacing."""
    depth, colour, interlaced = map(int, kind.split())
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlaced)),
        (b"IDAT", compress(bytes((1 + 3 * width) * height) if pixels is None else pixels)),
        (b"IEND", b""),
    )
    chunks = (
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", crc32(kind + body))
        for kind, body in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def svg(inside: str = "") -> bytes:
    return SVG.format(inside=inside).encode()


def picture(data: bytes) -> str:
    return f'<image href="data:image/png;base64,{base64.b64encode(data).decode()}"/>'


LAUGHS = '<g id="a0"><path d="M0 0"/></g>' + "".join(
    f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 10 + "</g>" for n in range(1, 9)
)
"""Each group ten times the one before."""


def test_a_png_and_an_svg_are_taken_as_they_are() -> None:
    assert (logo_of(png()).kind, logo_of(png()).data) == (LogoKind.PNG, png())
    drawn = svg('<style>path{fill:url(#a)}</style><use href="#b"/><path d="M0 0" fill="url(#a)"/>')
    assert logo_of(drawn).kind is LogoKind.SVG
    assert logo_of(b"\xef\xbb\xbf<?xml version='1.0'?>\n" + svg()).kind is LogoKind.SVG
    assert logo_of(png()).digest != logo_of(svg()).digest


@pytest.mark.parametrize(
    "data",
    [
        svg(picture(png())),
        svg('<clipPath id="c"><rect/></clipPath><style>.a{clip-path:url(#c)}</style>'),
        svg('<g id="a"><rect/></g>' + '<use href="#a"/>' * 99),
        b'<svg viewBox="0,0,4,2.5"/>',
        b'<svg width="12mm" height="1em"/>',
        png(9, 7, bytes(7 * 10), kind="8 0 0"),
        png(9, 7, bytes(7 * 3), kind="1 0 0"),
        png(1, 1, bytes(4), kind="8 2 1"),
        png(9, 9, bytes(2 + 2 + 4 + 2 * 4 + 5 * 3 + 5 * 5 + 4 * 10 + 99), kind="8 0 1"),
    ],
)
def test_logos_as_programs_write_them_are_taken(data: bytes) -> None:
    assert logo_of(data).data == data


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
        (png(50_000, 50_000, b""), "pixels on a side"),
        (png(2, 2, bytes(9)), "damaged or cut short"),
        (png(2, 2, b"\5" + bytes(13)), "damaged or cut short"),
        (png(kind="3 2 0"), "damaged or cut short"),
        (png(kind="8 3 0"), "damaged or cut short"),
        (png().replace(compress(bytes(7)), b"\xff" * len(compress(bytes(7)))), "damaged or cut"),
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
        (svg("<image href='data:image/svg+xml;base64,AA=='/>"), "from outside itself"),
        (svg("<image href='data:image/jpeg;base64,AA=='/>"), "from outside itself"),
        (svg("<image href='data:image/png;base64,AA=='/>"), "inside the SVG picture is damaged"),
        (svg(picture(png(50_000, 50_000, b""))), "pixels on a side"),
        (svg("<filter/>"), "holds “filter”, which cannot be drawn everywhere"),
        (svg("<g>" * 100 + "</g>" * 100), "too often, or itself"),
        (svg('<g id="a"><use href="#a"/></g>'), "too often, or itself"),
        (svg(LAUGHS), "too often, or itself"),
        (svg(re.sub('use href="(.*?)"', r'rect mask="url(\1)"', LAUGHS)), "too often, or itself"),
        (svg("".join(f'<use id="{n}" href="#{n + 1}"/>' for n in range(9999))), "too often"),
        (svg('<mask id="m"/><style>rect{mask:url(#m)}</style>'), "too often, or itself"),
        (svg("<style>@im</style><style>port 'a.css';</style>"), "from outside itself"),
        (b"<svg/>", "states no width and height"),
        (b'<svg width="0" height="9"/>', "states no width and height"),
        (b'<svg width="9" height="9" viewBox="0 0 0 9"/>', "states no width and height"),
        (b'<svg width="wide" height="1e999"/>', "states no width and height"),
    ],
)
def test_what_is_no_safe_picture_is_refused_in_words(data: bytes, why: str) -> None:
    with pytest.raises(BadLogoError, match=f"The logo was not taken: .*{why}"):
        logo_of(data)


def test_a_letterhead_without_anything_is_blank() -> None:
    assert Letterhead().is_blank
    assert not Letterhead(footer="Thank you").is_blank
