from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from benchmarks.papers import readings
from benchmarks.window import OpenWindow


def test_a_quote_is_written_as_each_kind_and_printed(qtbot: QtBot, tmp_path: Path) -> None:
    window = OpenWindow(tmp_path)
    found = list(readings(window, lines=3, times=1, folder=tmp_path))
    window.close()
    assert [each.name for each in found] == [
        *("quote pdf gap", "quote xlsx gap", "quote csv gap", "quote json gap", "print gap")
    ]
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF-")
