"""Every key that the window names does what it says, and gives the keyboard back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrintDialog
from pytestqt.qtbot import QtBot

from exodesk.app import Desk
from exodesk.ui.main_window import CATALOGUE, COMPARE, QUOTES
from tests.desks import Starting, starting
from tests.test_import_journey import own_names
from tests.test_keyboard_journeys import tick
from tests.test_quotes import current
from tests.ui.keys_alone import Keys

OWN = "Peel, Leeds"
PEEL = "Peel, Delhi"


@pytest.fixture
def start(qtbot: QtBot, tmp_path: Path) -> Iterator[Starting]:
    with starting(qtbot, tmp_path) as begin:
        yield begin


@pytest.fixture
def desk(start: Starting, qtbot: QtBot, tmp_path: Path) -> Desk:
    desk = start(shipped_file=start.usual, workspace=tmp_path / "own.exodesk")
    qtbot.waitUntil(lambda: desk.own_work.workspace.writable)
    qtbot.waitUntil(desk.window.isActiveWindow)
    return desk


@pytest.fixture
def keys(qtbot: QtBot) -> Keys:
    return Keys()


def to_row(keys: Keys, words: str) -> None:
    """Find an entry and leave the keyboard in its row."""
    keys.press("Ctrl+F")
    keys.type(words)
    keys.press("Down")


def write_own(keys: Keys) -> None:
    keys.press("Ctrl+N")
    keys.fill(Name=OWN, Price="£300")
    keys.press("Ctrl+S")


@pytest.mark.parametrize(
    ("key", "title"),
    [
        ("Ctrl+N", "New entry"),
        ("Ctrl+D", f"New entry, like “{PEEL}”"),
        ("F2", f"Edit “{PEEL}”"),
        ("Ctrl+O", "Open a catalogue"),
        ("Ctrl+Shift+O", "Open a workspace"),
        ("Ctrl+Shift+S", "Save a copy of the workspace"),
        ("Ctrl+Shift+I", "Import a price list"),
        ("Ctrl+E", "Export"),
        ("Ctrl+T", f"How this came about: {PEEL}"),
        ("Ctrl+R", "Exchange rates"),
        ("Ctrl+Shift+R", "Exchange rates"),
        ("Ctrl+Shift+C", "Columns"),
        ("Ctrl+Shift+P", "Commands, entries and quotes"),
        ("Ctrl+Comma", "Settings"),
        ("F1", "Guide"),
        ("Ctrl+F1", "Keys"),
        ("Shift+F1", "Where the prices come from"),
    ],
)
def test_a_key_opens_what_it_names_and_escape_goes_back_to_the_row(
    desk: Desk, keys: Keys, key: str, title: str
) -> None:
    to_row(keys, "peel delhi")
    row = keys.hears_item()
    keys.press(key)
    opened = keys.focus().window()
    assert opened is not desk.window
    assert opened.windowTitle().startswith(title)
    keys.press("Escape")
    assert keys.focus().window() is desk.window
    assert keys.hears_item() == row


@pytest.mark.parametrize("again", ["Ctrl+Y", "Ctrl+Shift+Z"])
def test_undo_and_both_keys_of_redo(desk: Desk, keys: Keys, again: str) -> None:
    write_own(keys)
    assert own_names(desk) == {OWN}
    keys.press("Ctrl+Z")
    assert own_names(desk) == set()
    keys.press(again)
    assert own_names(desk) == {OWN}


def test_delete_takes_an_entry_away_and_the_keyboard_stays_in_the_list(
    desk: Desk, keys: Keys
) -> None:
    write_own(keys)
    to_row(keys, "peel")
    first = keys.hears_item()
    keys.press("Delete")
    assert keys.hears_item() not in ("", first)
    keys.press("Delete")
    assert desk.catalogue_page.table.model().rowCount() == 0
    keys.press("Ctrl+Z", "Ctrl+Z")
    assert own_names(desk) == {OWN}
    assert PEEL in [entry.name for entry in desk.document.catalogue.entries]


def test_ctrl_d_makes_a_second_entry_of_ones_own(desk: Desk, keys: Keys) -> None:
    to_row(keys, "peel delhi")
    keys.press("Ctrl+D")
    keys.fill(Name=OWN)
    keys.press("Ctrl+S")
    assert own_names(desk) == {OWN}
    assert keys.focus().window() is desk.window


def test_f2_changes_an_entry_and_the_keyboard_goes_back_to_its_row(desk: Desk, keys: Keys) -> None:
    to_row(keys, "peel delhi")
    keys.press("F2")
    keys.fill(Name="Peel, New Delhi")
    keys.press("Ctrl+S")
    assert keys.hears_item().startswith("changed · Peel, New Delhi, ")


def test_from_the_search_ctrl_k_takes_the_keyboard_to_the_comparison(
    desk: Desk, keys: Keys
) -> None:
    tick(keys, "peel delhi")
    tick(keys, "exosome london")
    keys.press("Ctrl+F", "Ctrl+K")
    assert desk.window.page() == COMPARE
    assert desk.comparison_page.isAncestorOf(keys.focus())
    keys.press("Ctrl+F")
    keys.add("vial")  # typing goes on in the search, though the page changes
    assert desk.window.page() == CATALOGUE
    assert keys.focus() is desk.window.page_bar.search
    assert desk.window.page_bar.search.text().endswith("vial")


def test_ctrl_s_says_where_all_is_saved_and_when(desk: Desk, keys: Keys, tmp_path: Path) -> None:
    keys.press("Ctrl+S")
    said = desk.window.message.text()
    assert said.startswith(f"All your changes are saved in {tmp_path / 'own.exodesk'}, as of ")


def test_ctrl_shift_s_writes_a_copy_where_one_says(desk: Desk, keys: Keys, tmp_path: Path) -> None:
    write_own(keys)
    keys.press("Ctrl+Shift+S")
    keys.type(str(tmp_path / "copy.exodesk"))
    keys.press("Return")
    assert (tmp_path / "copy.exodesk").exists()
    assert desk.window.message.text().startswith("A copy of the workspace was saved as ")


def test_find_filters_and_their_ends(desk: Desk, keys: Keys) -> None:
    keys.press("Ctrl+F")
    assert keys.hears().startswith("Search entries")
    keys.press("Ctrl+Shift+F")
    assert keys.hears() == "Total up to"
    keys.type("£100")
    keys.press("Return", "Escape")
    assert not desk.catalogue_page.entry_filter().active()


def test_compare_quote_and_the_pages(desk: Desk, keys: Keys) -> None:
    tick(keys, "exosome london")
    tick(keys, "exosome needling mumbai")
    pages = []
    for key in ("Ctrl+K", "Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+Shift+Q"):
        keys.press(key)
        pages.append(desk.window.page())
    assert pages == [COMPARE, CATALOGUE, COMPARE, QUOTES, QUOTES]
    assert current(desk).client.name == ""
    assert keys.hears() == "Client"


@pytest.mark.parametrize("page", [CATALOGUE, COMPARE, QUOTES])
def test_f6_goes_through_the_panes_of_each_page_and_shift_f6_back(
    desk: Desk, keys: Keys, page: int
) -> None:
    tick(keys, "exosome london")
    tick(keys, "exosome needling mumbai")
    keys.press({CATALOGUE: "Ctrl+1", COMPARE: "Ctrl+2", QUOTES: "Ctrl+Shift+Q"}[page])
    keys.press("F6")
    panes: dict[str, list[str]] = {"F6": [], "Shift+F6": []}
    for key, met in panes.items():
        met.append(keys.hears())
        while len(met) < 3 or met[-1] != met[0]:
            keys.press(key)
            met.append(keys.hears())
            assert len(met) < 12, met
    assert len(panes["F6"]) >= 4
    assert panes["Shift+F6"] == panes["F6"][::-1]


def test_escape_never_closes_the_window_and_ctrl_q_does(desk: Desk, keys: Keys) -> None:
    for page in ("Ctrl+1", "Ctrl+2", "Ctrl+3"):
        keys.press(page, "Escape", "Escape")
        assert desk.window.isVisible()
    keys.press("Ctrl+Q")
    assert not desk.window.isVisible()


def test_ctrl_p_asks_where_to_print_and_escape_goes_back(
    desk: Desk, keys: Keys, qtbot: QtBot
) -> None:
    tick(keys, "exosome london")
    tick(keys, "exosome needling mumbai")
    keys.press("Ctrl+K")
    keys.go_to("Comparison")
    keys.press("Ctrl+P")
    qtbot.waitUntil(lambda: isinstance(keys.focus().window(), QPrintDialog), timeout=20_000)
    keys.press("Escape")
    assert keys.hears() == "Comparison"


def test_what_goes_away_under_the_keyboard_leaves_it_somewhere_in_sight(
    desk: Desk, keys: Keys
) -> None:
    three = ("exosome london", "exosome needling mumbai", "peel delhi")
    for words in three:
        tick(keys, words)
    keys.go_to("Close this message")
    keys.press("Space")
    assert not desk.window.message.isVisible()
    to_row(keys, "peel delhi")
    keys.press("F6")  # into the details
    keys.press("Ctrl+I", "Ctrl+I", "Ctrl+F", "Escape")
    for count in (2, 1, 0):
        keys.go_to("Exosome + microneedling" if count else PEEL)
        keys.press("Delete")
        assert len(desk.tray.ids) == count
    for words in three:
        tick(keys, words)
    keys.press("Ctrl+K")
    keys.go_to("Copy as e-mail")
    keys.press("Ctrl+I", "Ctrl+I")
    for _entry in range(2):
        keys.go_to("Take ")
        keys.press("Space")
    keys.press("Ctrl+1")
    write_own(keys)
    keys.go_to("Undo")
    keys.press("Space")
    assert own_names(desk) == set()
