"""The catalogue that is open: its name in the title, and each one seen as it was left."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from exodesk.app import Desk
from tests.desks import Starting
from tests.seven_entries import SEVEN

FIRST, SECOND = (entry["id"] for entry in SEVEN["entries"][:2])


@pytest.fixture
def desk(start: Starting) -> Desk:
    return start(shipped_file=start.usual)


@pytest.fixture
def other(tmp_path: Path) -> Path:
    path = tmp_path / "prices of mine.json"
    path.write_text(json.dumps({**SEVEN, "entries": SEVEN["entries"][:2]}), "utf-8")
    return path


def open_and_wait(desk: Desk, path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.document.catalogue_changed):
        desk.open_file(path)


def test_the_title_names_what_is_open_unless_it_is_the_shipped_one(
    desk: Desk, other: Path, qtbot: QtBot
) -> None:
    shipped = desk.window.actions_by_name.open_shipped
    assert desk.window.windowTitle() == "exodesk"
    assert not shipped.isEnabled()
    open_and_wait(desk, other, qtbot)
    assert desk.window.windowTitle() == "prices of mine.json – exodesk"
    assert shipped.isEnabled()
    with qtbot.waitSignal(desk.document.catalogue_changed):
        shipped.trigger()
    assert desk.window.windowTitle() == "exodesk"


def test_each_catalogue_keeps_what_was_ticked_in_it(
    desk: Desk, start: Starting, other: Path, qtbot: QtBot
) -> None:
    desk.tray.replace([FIRST, SECOND])
    open_and_wait(desk, other, qtbot)
    assert not desk.tray.ids
    desk.tray.replace([SECOND])
    open_and_wait(desk, start.usual, qtbot)
    assert list(desk.tray.ids) == [FIRST, SECOND]
    open_and_wait(desk, other, qtbot)
    assert list(desk.tray.ids) == [SECOND]


def test_a_file_that_cannot_be_read_leaves_what_is_shown(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text("not a catalogue", "utf-8")
    with qtbot.waitSignal(desk.opening.failed):
        desk.open_file(bad)
    assert len(desk.document) == len(SEVEN["entries"])
    assert desk.window.windowTitle() == "exodesk"
    assert "bad.json" in desk.window.message.text()


def test_own_entries_stand_beside_the_shipped_catalogue_alone(
    start: Starting, other: Path, qtbot: QtBot
) -> None:
    desk = start(shipped_file=start.usual, workspace=start.profile.parent / "own.db")
    qtbot.waitUntil(lambda: desk.own_work.workspace.writable)
    beside = desk.catalogues.beside
    assert beside is not None
    assert [each.id for each in beside.entries] == [each["id"] for each in SEVEN["entries"]]
    open_and_wait(desk, other, qtbot)
    assert desk.catalogues.beside is None
