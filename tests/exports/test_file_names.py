from __future__ import annotations

import unicodedata
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exodesk.exports.file_names import file_name
from exodesk.storage.whole_files import write_file


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("London or Mumbai 2026-11-25", "London or Mumbai 2026-11-25.pdf"),
        ("../../etc/passwd", "etc passwd.pdf"),
        ("C:\\Users\\x", "C Users x.pdf"),
        ("CON", "_CON.pdf"),
        ("con.tar", "_con.tar.pdf"),
        ("Com1", "_Com1.pdf"),
        ("lpt¹", "_lpt¹.pdf"),
        ("Connie", "Connie.pdf"),
        (".hidden", "hidden.pdf"),
        ("-rf", "rf.pdf"),
        ("A. B.", "A. B.pdf"),
        ("", "exodesk.pdf"),
        ("…", "exodesk.pdf"),
        ("a\0b\nc\x7fd", "a b c d.pdf"),
        ("txt.\u202eexe", "txt. exe.pdf"),
        ("a\ud800b", "a b.pdf"),
        ("<img src=x>", "img src=x.pdf"),
        ("क्षत्रिय ज्ञान", "क्षत्रिय ज्ञान.pdf"),
        ("क्\u200dष", "क्\u200dष.pdf"),
        ("re\u0301sume\u0301", "résumé.pdf"),
        ("x" * 300, "x" * 150 + ".pdf"),
        ("é" * 300, "é" * 75 + ".pdf"),
    ],
)
def test_a_name_is_made_of_any_text(text: str, name: str) -> None:
    assert file_name(text, "pdf") == name


def test_a_long_name_loses_no_mark_of_its_last_letter() -> None:
    cut = file_name("क्षि" * 100, "pdf").removesuffix(".pdf")
    assert len(cut.encode("utf-8")) <= 150
    assert unicodedata.category(("क्षि" * 100)[len(cut)])[0] != "M"


@given(st.text())
def test_no_name_leaves_its_folder_or_is_refused_anywhere(text: str) -> None:
    name = file_name(text, "xlsx")
    assert PurePosixPath(name).name == PureWindowsPath(name).name == name
    assert name.endswith(".xlsx")
    assert len(name.encode("utf-8")) <= 200
    assert not name.startswith((".", "-", "~", " "))
    assert not set(name) & set('<>:"/\\|?*%\0')
    assert file_name(name.removesuffix(".xlsx"), "xlsx") == name


@given(st.text(max_size=400))
def test_every_name_can_be_written(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder: Path = tmp_path_factory.mktemp("names")
    write_file(folder / file_name(text, "pdf"), b"x")
    assert len(list(folder.iterdir())) == 1
