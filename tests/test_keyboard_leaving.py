"""What leaves the program and what outlives its end, with a keyboard and nothing else."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from exodesk.wording import gettext as _
from exodesk.wording import ngettext
from tests.desks import starting
from tests.documents.examples import text_of
from tests.persons import Person
from tests.test_import_journey import own_names
from tests.test_keyboard_journeys import tick
from tests.test_window_kills import killed
from tests.ui.ears import listening
from tests.ui.keys_alone import Keys


@pytest.fixture(params=["en_GB", "hi"])
def person(qtbot: QtBot, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Person]:
    with listening() as heard, starting(qtbot, tmp_path) as start:
        yield Person(start, tmp_path, request.param, qtbot, heard)


@contextmanager
def answering(*answer: str) -> Iterator[list[str]]:
    """Presses keys in the question that a file dialog asks; what it asks, once it has."""
    asked: list[str] = []
    timer = QTimer(interval=10)

    def answer_it() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            timer.stop()
            asked.append(box.text())
            Keys().press(*answer)

    timer.timeout.connect(answer_it)
    timer.start()
    yield asked
    timer.stop()


def test_the_list_is_written_and_no_file_is_replaced_unasked(person: Person) -> None:
    desk, path = person.starts(), person.folder / "list.csv"
    person.saves_as(path)
    person.is_told(str(path))
    assert len(path.read_text("utf-8-sig").splitlines()) == 8
    path.write_text("other", "utf-8")
    with answering("Return") as asked:
        person.saves_as(path)
    assert asked == [_("%1 already exists.\nDo you want to replace it?").replace("%1", path.name)]
    assert path.read_text("utf-8") == "other"
    person.keys.press("Escape")
    assert person.keys.focus().window() is desk.window
    person.heard.clear()
    with answering("Tab", "Space"):
        person.saves_as(path)
    person.is_told(str(path))
    assert len(path.read_text("utf-8-sig").splitlines()) == 8
    person.reads_well(desk, path.name)


@pytest.mark.parametrize("ending", ["csv", "xlsx", "pdf"])
def test_a_comparison_is_written_in_each_form(person: Person, ending: str, qtbot: QtBot) -> None:
    desk, path = person.starts(), person.folder / f"which.{ending}"
    tick(person.keys, "exosome london")
    tick(person.keys, "exosome needling mumbai")
    person.keys.press("Ctrl+K")
    person.saves_as(path)
    person.is_told(str(path))
    data = path.read_bytes()
    if ending == "pdf":
        assert "£300" in text_of(data)
    assert data
    qtbot.waitUntil(lambda: person.keys.focus().window() is desk.window)
    person.reads_well(desk, path.name)


def test_rows_are_copied_as_a_table(person: Person) -> None:
    desk, keys = person.starts(), person.keys
    keys.press("Ctrl+F")
    keys.type("exosome")
    keys.press("Down", "Shift+Down", "Ctrl+C")
    lines = QApplication.clipboard().text().splitlines()
    assert len(lines) == 3
    assert "£750 – £1,050" in lines[1]
    keys.press("Ctrl+F", "Escape")
    person.reads_well(desk)


@pytest.mark.skipif(os.name == "nt", reason="kills as POSIX does")
def test_what_was_being_typed_when_the_program_was_killed_comes_back(person: Person) -> None:
    workspace, profile = person.folder / "own.exodesk", person.folder / "profile" / "window.json"
    killed([person.folder / "seven.json", workspace, profile, Path("typing")], 0.5)
    desk, keys = person.starts(), person.keys
    offer = ngettext(
        "Recover unsaved changes ({n} entry)", "Recover unsaved changes ({n} entries)", 1
    ).format(n=1)
    person.is_told(
        ngettext(
            "A form was left half filled ({n} entry).",
            "Forms were left half filled ({n} entries).",
            1,
        ).format(n=1)
    )
    keys.go_to(offer)
    keys.press("Space")
    assert keys.focus().window().windowTitle() == _("New entry")
    keys.go_to(_("Name"))
    assert keys.focus().text().startswith("PRP, Pu ")  # type: ignore[attr-defined]
    keys.go_to(_("Price"))
    assert keys.focus().text() == "₹1.5 la"  # type: ignore[attr-defined]
    keys.type("₹1,500")
    keys.press("Ctrl+S")
    (name,) = own_names(desk)
    assert name.startswith("PRP, Pu ")
    assert desk.own_work.workspace.drafts() == {}
    assert keys.focus().window() is desk.window


def test_a_backup_is_looked_into_brought_back_and_undone(person: Person) -> None:
    person.starts()
    person.adds("Peel, Leeds")
    desk, keys = person.starts(), person.keys
    person.adds("Peel, York")
    assert own_names(desk) == {"Peel, Leeds", "Peel, York"}
    keys.command(desk.window, desk.own_work.actions.restore)
    assert keys.hears() == _("Backups, newest first")
    person.reads_well(desk, "Leeds York")
    keys.go_to(_("What this backup would change"))
    assert "Peel, York" in keys.focus().toPlainText()  # type: ignore[attr-defined]
    keys.go_to(_("Restore"))
    keys.press("Space")
    assert own_names(desk) == {"Peel, Leeds"}
    assert keys.focus().window() is desk.window
    keys.press("Ctrl+Z")
    assert own_names(desk) == {"Peel, Leeds", "Peel, York"}
    person.reads_well(desk, "Leeds York")
