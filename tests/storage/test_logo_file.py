from __future__ import annotations

import os
from pathlib import Path

import pytest

from exodesk.domain.quotes.letterhead import LogoKind
from exodesk.domain.quotes.refusals import BadLogoError
from exodesk.storage.logo_file import read_logo
from tests.domain.quotes.test_letterhead import png, svg


def test_a_picture_is_read_as_it_is(tmp_path: Path) -> None:
    for name, data, kind in (("a.svg", png(), LogoKind.PNG), ("b", svg(), LogoKind.SVG)):
        (tmp_path / name).write_bytes(data)
        logo = read_logo(tmp_path / name)
        assert (logo.kind, logo.data) == (kind, data), "whatever it is called"


def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(BadLogoError, match="not a regular file"):
        read_logo(tmp_path)
    with pytest.raises(BadLogoError, match="cannot be read"):
        read_logo(tmp_path / "none.png")
    with pytest.raises(BadLogoError, match="cannot be read"):
        read_logo(tmp_path / "nul\0.png")
    if os.name != "nt":
        os.mkfifo(tmp_path / "fifo.png")
        for path in (tmp_path / "fifo.png", Path("/dev/zero")):
            with pytest.raises(BadLogoError, match="not a regular file"):
                read_logo(path)


def test_a_file_of_100_megabytes_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.png"
    with path.open("wb") as file:
        file.write(png())
        file.truncate(100 << 20)
    with pytest.raises(BadLogoError, match="larger than 1 MB"):
        read_logo(path)


def test_another_kind_of_file_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(b"\xff\xd8\xff\xe0 JFIF")
    with pytest.raises(BadLogoError, match="neither a PNG nor an SVG picture"):
        read_logo(path)
