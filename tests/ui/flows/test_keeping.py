from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from exodesk.paths import data_file
from exodesk.storage.settings_file import SettingsFile
from exodesk.ui.flows.keeping import Keeping


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "window.json"


def keeping(file: Path, *, tray: str = "a", currency: str = "GBP") -> Keeping:
    made = Keeping(SettingsFile(file))
    made.collect_from(lambda: {"currency": currency}, lambda: {"tray": [tray]})
    return made


def kept(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return found


def test_a_change_is_kept_a_moment_later(qtbot: QtBot, file: Path) -> None:
    made = keeping(file)
    made.keep_soon()
    assert not file.exists()
    qtbot.waitUntil(file.exists)
    assert kept(file) == {"currency": "GBP"}


def test_what_the_program_does_itself_is_no_change(qtbot: QtBot, file: Path) -> None:
    made = keeping(file)
    with made.paused():
        made.keep_soon()
        with made.paused():
            made.keep_soon()
        made.keep_soon()
    qtbot.wait(1200)
    assert not file.exists()


def test_each_catalogue_has_a_view_of_its_own(qtbot: QtBot, file: Path, tmp_path: Path) -> None:
    one, other = tmp_path / "one.json", tmp_path / "other.json"
    made = keeping(file, tray="a")
    assert made.meet(one) == {}
    made.keep()
    made.collect_from(dict, lambda: {"tray": ["b"]})
    made.meet(other)
    made.keep()
    again = keeping(file)
    assert again.meet(one) == {"tray": ["a"]}
    assert again.meet(other) == {"tray": ["b"]}
    assert again.meet(data_file()) == {}


def test_until_a_catalogue_is_shown_what_was_remembered_of_it_stays(
    qtbot: QtBot, file: Path, tmp_path: Path
) -> None:
    made = keeping(file, tray="a")
    made.meet(tmp_path / "one.json")
    made.keep()
    later = keeping(file, tray="nothing yet", currency="INR")
    later.keep()
    assert kept(file)["currency"] == "INR"
    assert keeping(file).meet(tmp_path / "one.json") == {"tray": ["a"]}


def test_what_this_version_does_not_know_is_kept(qtbot: QtBot, file: Path) -> None:
    file.write_text('{"of a later version": [1], "views": 5}', "utf-8")
    made = keeping(file)
    made.meet(data_file())
    made.keep()
    assert kept(file)["of a later version"] == [1]
    assert kept(file)["views"] == {"shipped": {"tray": ["a"]}}
