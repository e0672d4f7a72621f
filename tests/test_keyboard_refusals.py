"""What is refused, and the way on from there, with a keyboard and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from exodesk.app import Desk
from exodesk.storage.workspace.opening import open_workspace
from exodesk.translation import use_language
from exodesk.wording import gettext as _
from tests.desks import Starting, starting
from tests.test_hindi_journeys import NAMES
from tests.test_import_journey import own_names
from tests.ui.keys_alone import Keys
from tests.ui.words_seen import english_in


class Reader:
    """Starts the program in a language, and goes on from what it says at its top."""

    def __init__(self, start: Starting, folder: Path, language: str, qtbot: QtBot) -> None:
        self._start, self.folder, self._language, self._qtbot = start, folder, language, qtbot
        self.keys, self.workspace = Keys(), folder / "own.exodesk"

    def starts(self, *, writable: bool = True) -> Desk:
        desk = self._start(
            shipped_file=self._start.usual, workspace=self.workspace, language=self._language
        )
        if writable:
            self._qtbot.waitUntil(lambda: desk.own_work.workspace.writable)
        self._qtbot.waitUntil(desk.window.isActiveWindow)
        return desk

    def leaves(self) -> None:
        self._start.close()

    def adds(self, name: str, price: str = "£300") -> None:
        self.keys.press("Ctrl+N")
        self.keys.go_to(_("Name"))
        self.keys.type(name)
        self.keys.go_to(_("Price"))
        self.keys.type(price)
        self.keys.press("Ctrl+S")

    def takes(self, way: str) -> None:
        self.keys.go_to(way)
        self.keys.press("Space")

    def is_offered(self, desk: Desk, action: str) -> None:
        self._qtbot.waitUntil(lambda: desk.window.message.action.text().startswith(action))

    def names_file(self, desk: Desk, path: Path) -> None:
        self.keys.type(str(path))
        self.keys.press("Return")
        # What completes a name goes with its dialog, when the events of a loop are done.
        self._qtbot.waitUntil(lambda: not desk.window.findChildren(QFileDialog))

    def reads_well(self, desk: Desk, *more: str) -> None:
        if self._language == "hi":
            names = (*NAMES, *more, "Peel Leeds York", str(self.workspace))
            assert english_in(desk.window, names) == []


@pytest.fixture(params=["en_GB", "hi"])
def reader(qtbot: QtBot, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Reader]:
    with starting(qtbot, tmp_path) as start:
        yield Reader(start, tmp_path, request.param, qtbot)
    use_language("en")


def test_a_range_the_wrong_way_round_is_swapped(reader: Reader) -> None:
    desk = reader.starts()
    reader.adds("Peel, Leeds", "£500 - £300")
    assert own_names(desk) == set()
    reader.takes(_("Swap?"))
    reader.keys.press("Ctrl+S")
    (own,) = desk.own_work.workspace.contents.entries.values()
    price = own.entry.offers[0].price
    assert (price.low, price.high) == (Decimal(300), Decimal(500))
    reader.reads_well(desk)


def test_a_range_without_an_end_is_taken_as_from(reader: Reader) -> None:
    desk = reader.starts()
    reader.adds("Peel, Leeds", "£300-")
    assert own_names(desk) == set()
    reader.takes(_("Use “{text}”").partition("{text}")[0])
    reader.keys.press("Ctrl+S")
    (own,) = desk.own_work.workspace.contents.entries.values()
    price = own.entry.offers[0].price
    assert (price.low, price.high) == (Decimal(300), None)
    reader.reads_well(desk)


def test_a_table_that_cannot_be_written_goes_to_another_place(
    reader: Reader, qtbot: QtBot, tmp_path: Path
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
    reader: Reader, qtbot: QtBot, tmp_path: Path
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


def test_a_damaged_workspace_gives_way_to_its_backup(reader: Reader, qtbot: QtBot) -> None:
    for name in ("Peel, Leeds", "Peel, York"):
        reader.starts()
        reader.adds(name)
        reader.leaves()
    reader.workspace.write_bytes(reader.workspace.read_bytes()[:5000])
    desk = reader.starts(writable=False)
    damaged = _("{path} is damaged: {reason}. It is left exactly as it is.").partition("{reason}")[
        0
    ]
    said = damaged.format(path=reader.workspace)
    qtbot.waitUntil(lambda: desk.window.message.text().startswith(said))
    reader.takes(desk.window.message.action.text())
    assert reader.keys.hears() == _("Backups, newest first")
    reader.takes(_("Restore"))
    qtbot.waitUntil(lambda: desk.own_work.workspace.writable)
    assert own_names(desk) == {"Peel, Leeds"}
    reader.reads_well(desk)
