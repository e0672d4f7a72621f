"""A clinic's price list corrected row by row and brought in, with a keyboard and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from exodesk.ui.dialogs.import_dialog import ImportDialog
from exodesk.wording import gettext as _
from tests.desks import Starting
from tests.persons import Person
from tests.test_import_journey import figures, own_names, price_list

IN_THE_LIST = "prices.csv refused.csv Treatment Clinic Pune POA Country City Price Sessions Date ID"


class Importer:
    """Brings the same file in as often as need be."""

    def __init__(self, person: Person, qtbot: QtBot) -> None:
        self.person, self.keys, self._qtbot = person, person.keys, qtbot
        self.desk, self.path = person.starts(), price_list(person.folder)

    def looks(self) -> ImportDialog:
        self.keys.press("Ctrl+Shift+I")
        self.person.names_file(self.desk, self.path)
        self._qtbot.waitUntil(lambda: bool(self._open()) and not self._open()[-1].busy)
        self._qtbot.waitUntil(lambda: self.keys.focus().window() is self._open()[-1])
        return self._open()[-1]

    def _open(self) -> list[ImportDialog]:
        return [each for each in self.desk.window.findChildren(ImportDialog) if each.isVisible()]

    def goes_to_the_rows(self) -> None:
        table = self._open()[-1].check_page.table
        self.keys.go_to(table.accessibleName())
        assert self.keys.focus() is table

    def goes_to_the_choice(self, what: str) -> None:
        """Of a list that drops down one hears what is chosen first, and then of what."""
        for _stop in range(60):
            if self.keys.focus().accessibleDescription() == what:
                return
            self.keys.press("Tab")
        raise AssertionError(f"Tab never leads to the choice of “{what}”")

    def brings_in(self, number: int) -> None:
        self.keys.go_to(_("Import {n}").format(n=number))
        self.keys.press("Space")
        self._qtbot.waitUntil(lambda: self.keys.focus().window() is self.desk.window)


@pytest.fixture(params=["en_GB", "hi"])
def importer(
    start: Starting, qtbot: QtBot, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Importer]:
    importer = Importer(Person(start, tmp_path, request.param, qtbot), qtbot)
    yield importer
    importer.person.reads_well(importer.desk, IN_THE_LIST)


def test_the_reason_of_each_row_is_heard_and_corrected_in_its_place(importer: Importer) -> None:
    dialog, keys = importer.looks(), importer.keys
    importer.goes_to_the_rows()
    assert keys.hears_item()
    keys.press("Return")
    assert _("The upper price is below the lower one.") in keys.hears()
    keys.go_to(_("Swap?"))
    keys.press("Space")
    assert [figure.partition(" ")[0] for figure in figures(dialog)] == ["38", "2", "0"]
    assert _("Sessions must be 1 or more.") in keys.hears()  # the next is at hand
    keys.type("3")
    keys.press("Return")
    assert [figure.partition(" ")[0] for figure in figures(dialog)] == ["39", "1", "0"]
    importer.brings_in(39)
    assert len(own_names(importer.desk)) == 39


def test_refused_rows_are_saved_and_the_rest_comes_in_once(
    importer: Importer, qtbot: QtBot, tmp_path: Path
) -> None:
    importer.looks()
    keys, saved = importer.keys, tmp_path / "refused.csv"
    importer.person.takes(_("Save the {n} refused…").format(n=3))
    importer.person.names_file(importer.desk, saved)
    qtbot.waitUntil(saved.exists)
    assert len(saved.read_text("utf-8-sig").splitlines()) == 4
    importer.brings_in(37)
    again = importer.looks()
    assert figures(again)[2].startswith("37 ")
    importer.goes_to_the_choice(_("What is already here"))
    assert keys.focus().currentText() == _("already here: skip")  # type: ignore[attr-defined]
    keys.press("Down", "Down")
    assert keys.focus().currentText() == _("already here: keep both")  # type: ignore[attr-defined]
    keys.go_to(_("Import {n}").format(n=37))
    keys.press("Escape")
    assert keys.focus().window() is importer.desk.window
    assert len(own_names(importer.desk)) == 37


def test_a_column_is_given_another_meaning(importer: Importer, qtbot: QtBot) -> None:
    dialog, keys = importer.looks(), importer.keys
    keys.go_to(_("Check"))
    keys.press("Left", "Space")
    importer.goes_to_the_choice(_("What “{heading}” means").format(heading="Sessions"))
    keys.press("Home", "Return")
    qtbot.waitUntil(lambda: not dialog.busy)
    assert figures(dialog)[1].startswith("2 ")
    keys.press("Escape")
    assert own_names(importer.desk) == set()


def test_a_file_that_is_no_table_is_told_and_left(importer: Importer, qtbot: QtBot) -> None:
    importer.path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 50)
    dialog, keys = importer.looks(), importer.keys
    qtbot.waitUntil(lambda: keys.hears() == _("Close"))
    assert "PNG" in dialog.foot.state.accessibleName()
    keys.press("Space")
    assert keys.focus().window() is importer.desk.window
    assert own_names(importer.desk) == set()
