from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from exodesk.ui.dialogs.command_palette import CommandPalette
from exodesk.ui.icons import Icons
from exodesk.ui.models.command_list import Command, CommandList, matching, nearly
from exodesk.ui.theme import Theme
from tests.ui.keyboard import heard, tab_stops


def command(text: str, place: str = "Edit", why_not: str = "", keys: str = "") -> Command:
    return Command(text, place, lambda: None, keys=keys, why_not=why_not)


FIND = command("Find", keys="Ctrl+F")
COMPARE = command("Compare ticked entries", "Compare", "Tick 2 to 8 entries first.")
FILTERS = command("Clear filters")


def texts(found: list[Command]) -> list[str]:
    return [each.text for each in found]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ["Find", "Compare ticked entries", "Clear filters"]),
        ("fi", ["Find", "Clear filters"]),
        ("ENTRIES tick", ["Compare ticked entries"]),
        ("edit clear", ["Clear filters"]),
        ("ilters", ["Clear filters"]),
        ("find compare", []),
        ("  ", ["Find", "Compare ticked entries", "Clear filters"]),
    ],
)
def test_every_word_typed_is_in_what_is_found(words: str, found: list[str]) -> None:
    assert texts(matching([FIND, COMPARE, FILTERS], words)) == found


def test_what_begins_so_comes_before_what_only_has_a_word_that_does() -> None:
    total, about = command("How this total came about"), command("About exodesk")
    assert matching([total, about], "about") == [about, total]
    assert matching([total, about], "about exo") == [about]


def test_what_is_called_so_comes_before_what_only_stands_there() -> None:
    place = command("Untick all", "Find")
    assert matching([place, FIND], "find") == [FIND, place]


@pytest.mark.parametrize(
    ("letters", "found"),
    [
        ("cte", ["Compare ticked entries", "Clear filters"]),  # first letters before others
        ("clf", ["Clear filters"]),
        ("cl fi", ["Clear filters"]),
        ("cr", ["Clear filters", "Compare ticked entries"]),  # the closest together first
        ("lear", []),
        ("zq", []),
        ("c", []),
        ("", []),
    ],
)
def test_letters_in_their_order_nearly_name_it(letters: str, found: list[str]) -> None:
    assert texts(nearly([FIND, COMPARE, FILTERS], letters)) == found


def test_in_hindi_too() -> None:
    issue = command("कोटेशन जारी करें")
    assert nearly([FIND, issue], "कोज") == [issue]


def test_lines_that_stand_for_many_are_counted_as_many(window: QWidget) -> None:
    more = Command("1,200 more", "Entries", lambda: None, why_not="Type more.", stands_for=1200)
    palette = CommandPalette(lambda _words: [FIND, more], Icons(Theme()), window)
    assert palette.words.text() == "1,201 found"


def test_a_screen_reader_hears_keys_and_why_not() -> None:
    assert FIND.sentence() == "Find, Edit, Ctrl+F"
    assert FILTERS.sentence() == "Clear filters, Edit"
    assert COMPARE.sentence() == (
        "Compare ticked entries, Compare, can't be done now: Tick 2 to 8 entries first."
    )


def test_the_model_is_sound(qtmodeltester: object) -> None:
    model = CommandList()
    qtmodeltester.check(model)  # type: ignore[attr-defined]
    model.show([FIND, COMPARE])
    assert [model.index(n).data() for n in range(model.rowCount())] == texts([FIND, COMPARE])
    assert model.index(5).data() is None


class Done(list[str]):
    def act(self, name: str) -> Callable[[], object]:
        return lambda: self.append(name)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1024, 640)
    window.show()
    return window


@pytest.fixture
def done() -> Done:
    return Done()


@pytest.fixture
def palette(window: QWidget, done: Done, qtbot: QtBot) -> CommandPalette:
    commands = [
        Command(name, "Menu", done.act(name), why_not="Choose a quote first." if bad else "")
        for name, bad in (("First", False), ("Second", True), ("Third", False))
    ]
    palette = CommandPalette(lambda w: matching(commands, w), Icons(Theme()), window)
    palette.open()
    palette.activateWindow()
    qtbot.waitUntil(palette.field.hasFocus)
    return palette


def test_arrows_choose_and_enter_does_it_once_the_palette_is_gone(
    palette: CommandPalette, done: Done, qtbot: QtBot
) -> None:
    qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    with qtbot.waitSignal(palette.finished):
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert done == []
    qtbot.waitUntil(lambda: done == ["Third"])


def test_what_cannot_be_done_says_why_and_leaves_the_palette_open(
    palette: CommandPalette, done: Done, qtbot: QtBot
) -> None:
    qtbot.keyClicks(palette.field, "sec")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()
    assert palette.words.text() == "Choose a quote first."
    assert done == []


def test_esc_closes_it_and_nothing_is_done(
    palette: CommandPalette, done: Done, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(palette.rejected):
        qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert done == []


def test_a_click_does_it_too(palette: CommandPalette, done: Done, qtbot: QtBot) -> None:
    at = palette.list.visualRect(palette.list.model().index(0, 0)).center()
    qtbot.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.waitUntil(lambda: done == ["First"])


def test_nothing_found_is_said(palette: CommandPalette, qtbot: QtBot) -> None:
    qtbot.keyClicks(palette.field, "zzz")
    assert palette.words.text() == "Nothing here is called so."
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_field_and_list_have_names_and_stops(palette: CommandPalette) -> None:
    assert [heard(stop) for stop in tab_stops(palette)] == ["Commands, entries and quotes", "Found"]
