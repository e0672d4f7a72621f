"""What is refused, and the way on from there, with a keyboard and nothing else."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from exodesk.storage.workspace.opening import open_workspace
from exodesk.wording import gettext as _
from tests.desks import Starting
from tests.persons import Person
from tests.test_import_journey import own_names


@pytest.fixture(params=["en_GB", "hi"])
def reader(start: Starting, qtbot: QtBot, tmp_path: Path, request: pytest.FixtureRequest) -> Person:
    return Person(start, tmp_path, request.param, qtbot)


def test_a_range_the_wrong_way_round_is_swapped(reader: Person) -> None:
    desk = reader.starts()
    reader.adds("Peel, Leeds", "£500 - £300")
    assert own_names(desk) == set()
    reader.takes(_("Swap?"))
    reader.keys.press("Ctrl+S")
    (own,) = desk.own_work.workspace.contents.entries.values()
    price = own.entry.offers[0].price
    assert (price.low, price.high) == (Decimal(300), Decimal(500))
    reader.reads_well(desk, "Leeds York")


def test_a_range_without_an_end_is_taken_as_from(reader: Person) -> None:
    desk = reader.starts()
    reader.adds("Peel, Leeds", "£300-")
    assert own_names(desk) == set()
    reader.takes(_("Use “{text}”").partition("{text}")[0])
    reader.keys.press("Ctrl+S")
    (own,) = desk.own_work.workspace.contents.entries.values()
    price = own.entry.offers[0].price
    assert (price.low, price.high) == (Decimal(300), None)
    reader.reads_well(desk, "Leeds York")


def test_a_table_that_cannot_be_written_goes_to_another_place(
    reader: Person, qtbot: QtBot, tmp_path: Path
) -> None:
    desk, path = reader.starts(), tmp_path / "list.csv"
    reader.keys.press("Ctrl+E")
    reader.names_file(desk, tmp_path / "own.exodesk" / "list.csv")  # no folder
    reader.is_offered(desk, _("Choose another place…"))
    reader.reads_well(desk, "list.csv")
    reader.takes(_("Choose another place…"))
    reader.names_file(desk, path)
    qtbot.waitUntil(path.exists)
    qtbot.waitUntil(lambda: not desk.taking_away.exporting.busy)
    assert len(path.read_text("utf-8-sig").splitlines()) == 8


def test_a_workspace_in_use_is_read_and_a_copy_of_it_written(
    reader: Person, qtbot: QtBot, tmp_path: Path
) -> None:
    reader.starts()
    reader.adds("Peel, Leeds")
    reader.leaves()
    copy = tmp_path / "copy.exodesk"
    with open_workspace(reader.workspace).store or pytest.fail("not opened"):
        desk = reader.starts(writable=False)
        reader.is_offered(desk, _("Save a copy…"))
        reader.takes(_("Save a copy…"))
        reader.names_file(desk, copy)
        qtbot.waitUntil(copy.exists)
    with open_workspace(copy).store or pytest.fail("not opened") as store:
        assert {own.entry.name for own in store.contents().entries.values()} == {"Peel, Leeds"}


def test_a_damaged_workspace_gives_way_to_its_backup(reader: Person, qtbot: QtBot) -> None:
    for name in ("Peel, Leeds", "Peel, York"):
        reader.starts()
        reader.adds(name)
        reader.leaves()
    reader.workspace.write_bytes(reader.workspace.read_bytes()[:5000])
    desk = reader.starts(writable=False)
    said, _sep, _rest = _("{path} is damaged: {reason}. It is left exactly as it is.").partition(
        "{reason}"
    )
    qtbot.waitUntil(
        lambda: desk.window.message.text().startswith(said.format(path=reader.workspace))
    )
    reader.takes(desk.window.message.action.text())
    assert reader.keys.hears() == _("Backups, newest first")
    reader.takes(_("Restore"))
    qtbot.waitUntil(lambda: desk.own_work.workspace.writable)
    assert own_names(desk) == {"Peel, Leeds"}
    reader.reads_well(desk, "Leeds York")
