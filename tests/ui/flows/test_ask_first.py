from __future__ import annotations

import json
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from exodesk.domain.ask_first import AskFirst
from exodesk.paths import ask_first_file
from exodesk.storage.ask_first_file import read_ask_first
from exodesk.ui.flows.ask_first import notes_in
from tests.desks import starting

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_good_notes_are_read_without_a_word() -> None:
    told: list[str] = []
    notes = notes_in(ask_first_file(), told.append)
    assert notes == read_ask_first(ask_first_file()).ask_first
    assert notes.notes
    assert told == []


def test_without_the_file_the_reason_is_told_and_nothing_is_asked(tmp_path: Path) -> None:
    told: list[str] = []
    assert notes_in(tmp_path / "gone.json", told.append) == AskFirst()
    (sentence,) = told
    assert sentence.startswith("There are no questions to ask before booking: There is no file ")


def test_what_cannot_be_read_is_named_and_the_rest_is_used(tmp_path: Path) -> None:
    document = json.loads(ask_first_file().read_text("utf-8"))
    document["notes"][0]["routes"] = ["nose"]
    path = tmp_path / "notes.json"
    path.write_text(json.dumps(document), "utf-8")
    told: list[str] = []
    notes = notes_in(path, told.append)
    assert len(notes.notes) == len(document["notes"]) - 1
    (sentence,) = told
    assert sentence.startswith("1 problem in the notes on what to ask before booking. notes[0]")


def test_the_window_asks_once_it_is_on_the_screen(qtbot: QtBot, tmp_path: Path) -> None:
    with starting(qtbot, tmp_path) as start:
        desk = start()
        page = desk.catalogue_page
        before = page.counts()
        page.table.show_entry(0)
        qtbot.waitUntil(lambda: not page.details.ask_first.isHidden())
        assert page.counts() == before
        assert page.details.ask_first.questions.part().lines
