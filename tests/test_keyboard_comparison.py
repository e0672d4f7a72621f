"""Cream or course, by keyboard and ear: a comparison heard cell by cell and mark by mark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from exodesk.app import Desk
from exodesk.ui.main_window import COMPARE
from exodesk.ui.pages.comparison_charts import Look
from exodesk.wording import gettext as _
from tests.desks import Starting
from tests.persons import Person
from tests.test_decision_journeys import LASER, LONDON, MUMBAI, panel, row, says
from tests.test_hindi_journeys import NAMES
from tests.test_keyboard_journeys import tick
from tests.ui.ears import listening
from tests.ui.keys_alone import Keys
from tests.ui.words_seen import english

CREAM = "retinoid-uk"
LONDON_NAME, MUMBAI_NAME = "Exosome + microneedling, London", "Exosome + microneedling, Mumbai"
LASER_NAME, CREAM_NAME = "Fractional laser, London", "Retinoid 30 ml"
LOOKS = ("Side by side", "Bars", "Cost × downtime", "Over time", "Chances")
SOUGHT = {
    LONDON: "exosome london",
    LASER: "fractional laser",
    MUMBAI: "exosome needling mumbai",
    CREAM: "retinoid",
}


class Listener:
    """Finds and hears everything by its words in the language of the window."""

    def __init__(self, desk: Desk, heard: list[str], qtbot: QtBot) -> None:
        self.desk, self.keys, self.heard, self._qtbot = desk, Keys(), heard, qtbot

    def compares(self, *entries: str) -> None:
        for entry_id in entries:
            tick(self.keys, SOUGHT[entry_id])
        self.keys.press("Ctrl+K")
        assert self.desk.window.page() == COMPARE
        assert self.desk.tray.ids == entries

    def looks_at(self, name: str) -> None:
        """Choose among the radio buttons above the table: Tab reaches the one that is chosen."""
        names = [_(each) for each in LOOKS]
        for _stop in range(80):
            if self.keys.hears() in names:
                break
            self.keys.press("Shift+Tab")
        way = "Right" if names.index(name) > names.index(self.keys.hears()) else "Left"
        while self.keys.hears() != name:
            self.keys.press(way)

    def is_told(self, words: str) -> None:
        self._qtbot.waitUntil(lambda: any(words in each for each in self.heard))


@pytest.fixture(params=["en_GB", "hi"])
def listener(
    start: Starting, qtbot: QtBot, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Listener]:
    with listening() as heard:
        person = Person(start, tmp_path, request.param, qtbot, heard)
        desk = person.starts()
        yield Listener(desk, heard, qtbot)
        person.reads_well(desk)
        if request.param == "hi":
            names = (*NAMES, str(tmp_path / "own.exodesk"))
            assert [each for each in heard if english(each, _words(names))] == []


def _words(names: tuple[str, ...]) -> set[str]:
    return {word for name in names for word in english(name, ())} | {"GBP", "INR", "PRP", "ml"}


def test_each_entry_of_the_list_is_one_sentence(listener: Listener) -> None:
    keys = listener.keys
    keys.press("Ctrl+F")
    keys.type("laser")
    keys.press("Down")
    heard = keys.hears_item()
    assert heard.startswith("Fractional laser, London, London · Clinic, ")
    for part in ("£800 – £1,800", "≈ ₹96,000 – ₹2,16,000", "2 – 3", "5 – 7", "2026"):
        assert part in heard
    keys.press("Ctrl+F", "Escape")


def test_every_cell_says_its_row_its_entry_and_what_stands_there(listener: Listener) -> None:
    keys, page = listener.keys, listener.desk.comparison_page
    listener.compares(LONDON, LASER, MUMBAI, CREAM)
    (_corner, *entries), *rows = page.as_rows()
    keys.go_to(_("Comparison"))
    keys.press("Ctrl+Home")
    for name, *texts in rows:
        keys.press("Home")
        for entry, text in zip(entries, texts, strict=True):
            assert keys.hears_item().startswith(f"{name}, {entry}: {text.partition(' (')[0]}")
            keys.press("Right")
        keys.press("Down")
    assert _("Packs") in [name for name, *_texts in rows]
    packs = row(listener.desk, _("Packs"))[3]
    for part in ("7", "£252", "365", "£1.20/ml", "60"):
        assert part in packs


def test_the_verdict_is_said_by_itself_and_again_when_it_turns(listener: Listener) -> None:
    keys, heard = listener.keys, listener.heard
    listener.compares(LONDON, MUMBAI)
    listener.is_told("£300 – £750")
    heard.clear()
    keys.go_to(_("Travel"))
    keys.press("Space")
    keys.go_to(_("Cost of one trip"))
    keys.type("420")
    keys.press("Return", "Escape")
    assert keys.hears().startswith(_("Travel"))
    listener.is_told("84")


def test_use_per_day_above_nothing_is_asked_for_at_the_field(listener: Listener) -> None:
    keys = listener.keys
    listener.compares(LONDON, CREAM)
    keys.go_to(_("Use of {name}").format(name="Retinoid 30 ml"))
    keys.type("0 ml")
    keys.press("Return")
    assert keys.focus().accessibleDescription() == _("Use per day must be above 0")
    keys.press("Escape")
    keys.type("1 ml")
    keys.press("Return")
    assert "£252" not in row(listener.desk, _("Packs"))[1]


@pytest.mark.parametrize(
    ("look", "name"),
    [
        (Look.BARS, "Bars"),
        (Look.DOWNTIME, "Cost × downtime"),
        (Look.TIME, "Over time"),
        (Look.CHANCES, "Chances"),
    ],
)
def test_every_mark_of_a_picture_is_heard_and_its_table_says_the_same(
    listener: Listener, look: Look, name: str
) -> None:
    keys, heard = listener.keys, listener.heard
    listener.compares(LONDON, LASER, MUMBAI)
    listener.is_told("£300 – £750")  # the verdict, which would be heard among the marks
    listener.looks_at(_(name))
    chart = listener.desk.comparison_page.picture().chart()
    assert chart is not None
    keys.go_to(chart.title)
    marks = [(line, n) for line, count in enumerate(chart.counts()) for n in range(count)]
    keys.press("End")
    heard.clear()
    keys.press("Home", *["Right"] * (len(marks) - 1))
    assert heard == [chart.words(mark) for mark in marks]
    if look is Look.DOWNTIME:
        assert [LASER_NAME in each for each in heard if MUMBAI_NAME in each] == [True, False]
    keys.go_to(_("Show as table"), key="Shift+Tab")
    keys.press("Space")
    keys.go_to(_("Table: {title}").format(title=chart.title))
    keys.press("Ctrl+Home")
    table = chart.table()
    for cells in table.rows:
        said = [
            f"{heading}: {cell.text}" for heading, cell in zip(table.headings, cells, strict=True)
        ]
        whole = ", ".join(each for each in said if not each.endswith(": "))
        for words in (whole, *said[1:]):  # the first cell says the whole row
            assert keys.hears_item() == words
            keys.press("Right")
        keys.press("Home", "Down")
    keys.press("Ctrl+A", "Ctrl+C")
    copied = [line.split("\t") for line in QApplication.clipboard().text().splitlines()]
    assert copied == table.plain_rows()
    keys.go_to(_("Show as table"), key="Shift+Tab")
    keys.press("Space")
    keys.go_to(chart.title)


def test_a_row_of_a_picture_says_how_it_came_about_and_gives_the_keyboard_back(
    listener: Listener,
) -> None:
    keys = listener.keys
    listener.compares(LONDON, LASER, MUMBAI)
    listener.looks_at(_("Bars"))
    chart = listener.desk.comparison_page.picture().chart()
    assert chart is not None
    for key in ("Return", "Ctrl+T"):
        keys.go_to(chart.title)
        keys.press("Home", "Down", key)
        told = keys.focus().window()
        assert told.windowTitle() == _("How this came about: {name}").format(name=LASER_NAME)
        assert "£800" in keys.hears()
        keys.press("Tab")
        assert "£400 – £600" in keys.hears()
        keys.press("Escape")
        assert keys.hears() == chart.title
    listener.looks_at(_("Side by side"))


def test_a_cell_and_a_column_say_how_their_total_came_about(listener: Listener) -> None:
    keys, heard = listener.keys, listener.heard
    listener.compares(LONDON, LASER, MUMBAI)
    title = _("How this came about: {name}").format(name=LASER_NAME)
    keys.go_to(_("Comparison"))
    for key in ("Return", "Ctrl+T"):
        keys.press("Ctrl+Home", "Right", key)
        assert keys.focus().window().windowTitle() == title
        keys.press("Escape")
        assert LASER_NAME in keys.hears_item()
    keys.go_to(_("Chart of the totals"), key="Shift+Tab")
    keys.press("Home")
    heard.clear()
    keys.press("Right")
    (said,) = heard
    assert LASER_NAME in said
    assert "£800 – £1,800" in said
    keys.press("Return")
    assert keys.focus().window().windowTitle() == title
    keys.press("Escape")
    heard.clear()
    keys.press("Ctrl+Right")
    assert listener.desk.tray.ids == (LONDON, MUMBAI, LASER)
    (said,) = heard
    assert said.startswith(_("Column {n} of {total}").format(n=3, total=3))


def test_assumptions_are_changed_and_reset(listener: Listener) -> None:
    keys, document = listener.keys, listener.desk.document
    usual = document.assumptions
    listener.compares(LONDON, CREAM)
    for button, field, text in (
        (_("Horizon"), _("Another length"), "18 months"),
        (_("Sessions"), _("Another number"), "4"),
    ):
        before = document.assumptions
        keys.go_to(f"{button}:")
        keys.press("Down")
        keys.go_to(field)
        keys.type(text)
        keys.press("Return")
        assert document.assumptions != before
        assert keys.hears().startswith(button)
        assert keys.hears().endswith(_("{name}, changed").format(name=""))
    keys.go_to(_("Tax"))
    keys.press("Space", "Escape")
    assert keys.hears().startswith(_("Tax"))
    keys.go_to(_("Reset"))
    keys.press("Space")
    assert document.assumptions == usual


def test_a_scenario_is_saved_chosen_and_deleted(listener: Listener) -> None:
    keys, document = listener.keys, listener.desk.document
    listener.compares(LONDON, MUMBAI)
    keys.go_to(f"{_('Sessions')}:")
    keys.press("Down")
    keys.go_to(_("Another number"))
    keys.type("4")
    keys.press("Return")
    assumed = document.assumptions
    keys.go_to(_("Scenarios"))
    keys.press("Space")
    keys.pick(_("Save the present assumptions…"))
    assert keys.hears() == _("Name of the scenario")
    keys.add("2026")
    keys.press("Return")
    assert keys.hears() == _("Scenarios")
    keys.go_to(_("Reset"))
    keys.press("Space")
    assert document.assumptions != assumed
    keys.go_to(_("Scenarios"))
    keys.press("Space")
    keys.pick("2026")
    assert document.assumptions == assumed
    keys.go_to(_("Scenarios"))
    keys.press("Space")
    keys.pick(_("Delete"), "2026")
    keys.go_to(_("Scenarios"))
    keys.press("Space")
    keys.pick(_("Save the present assumptions…"))
    keys.press("Escape")
    assert keys.hears() == _("Scenarios")


def test_the_questions_are_heard_and_copied(listener: Listener, qtbot: QtBot) -> None:
    keys = listener.keys
    listener.compares(LONDON, MUMBAI)
    qtbot.waitUntil(lambda: "£1 = ₹34.29 – ₹72.00" in panel(listener.desk, "turns"))
    keys.go_to(_("Copy as e-mail"))
    keys.press("Space")
    assert LONDON_NAME in QApplication.clipboard().text()
    assert keys.hears() == _("Copy as e-mail")
    assert says(listener.desk, _("Cost and downtime only. Says nothing about results."))


def test_the_panel_of_reasons_is_closed_and_an_entry_taken_out_without_losing_the_keyboard(
    listener: Listener,
) -> None:
    keys = listener.keys
    listener.compares(LONDON, MUMBAI, CREAM)
    keys.go_to(_("Copy as e-mail"))
    keys.press("Ctrl+I")
    keys.press("Ctrl+I")
    for entry in (CREAM_NAME, MUMBAI_NAME, LONDON_NAME):
        if len(listener.desk.tray.ids) >= 2:
            keys.go_to(_("Take {name} out of the comparison").format(name=entry))
            keys.press("Space")
    assert keys.focus().isVisible()
