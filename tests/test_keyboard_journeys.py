"""What people come for, done once more in the real window with a keyboard and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from exodesk.app import Desk
from exodesk.ui.main_window import CATALOGUE, COMPARE
from tests.desks import RATE, Starting
from tests.test_decision_journeys import row, says
from tests.test_import_journey import own_names, price_list
from tests.test_journeys import all_text, counts, names
from tests.test_quotes import current
from tests.ui.keys_alone import Keys


@pytest.fixture
def desk(start: Starting, qtbot: QtBot, tmp_path: Path) -> Desk:
    desk = start(shipped_file=start.usual, workspace=tmp_path / "own.exodesk")
    qtbot.waitUntil(lambda: desk.own_work.workspace.writable)
    qtbot.waitUntil(desk.window.isActiveWindow)
    return desk


@pytest.fixture
def keys(qtbot: QtBot) -> Keys:
    return Keys()


def tick(keys: Keys, words: str) -> None:
    """Find an entry, tick it, and come back to the whole list."""
    keys.press("Ctrl+F")
    keys.type(words)
    keys.press("Down", "Space", "Ctrl+F", "Escape")


def narrow(keys: Keys) -> None:
    keys.press("Ctrl+Shift+F")
    keys.go_to("Total up to")
    keys.type("1000 GBP")
    keys.go_to("Downtime up to")
    keys.type("3 days")
    keys.press("Return")


def test_what_fits_a_budget_and_a_long_weekend(desk: Desk, keys: Keys) -> None:
    narrow(keys)
    assert counts(desk) == "5 match · 1 can't tell · 7 in catalogue"
    keys.go_to("Could fit", key="Shift+Tab")
    keys.press("Right", "Space")
    assert counts(desk) == "3 match · 1 can't tell · 7 in catalogue"
    keys.go_to("Total up to")
    keys.type("1,000.5.0")
    keys.press("Return")
    assert keys.focus().accessibleDescription() == "Not an amount. Example: 1,000 or ₹1,20,000"
    assert counts(desk) == "3 match · 1 can't tell · 7 in catalogue"
    keys.press("Escape")
    assert keys.focus().text() == "£1,000"  # type: ignore[attr-defined]
    keys.press("Escape")
    assert counts(desk) == "7 match · 7 in catalogue"
    narrow(keys)
    keys.press("Ctrl+Shift+L")
    assert counts(desk) == "7 match · 7 in catalogue"


def test_london_or_mumbai(desk: Desk, keys: Keys, qtbot: QtBot) -> None:
    tick(keys, "exosome london")
    tick(keys, "exosome needling mumbai")
    keys.press("Ctrl+K")
    assert desk.window.page() == COMPARE
    assert "≈ £300 – £450" in all_text(desk)
    keys.go_to("Travel")
    keys.press("Space")
    keys.go_to("Cost of one trip")
    keys.type("420")
    keys.press("Return", "Escape")
    assert "£720 – £870" in row(desk, "Total over")[1]
    assert says(desk, "Mumbai is cheaper in about 84 of 100 cases: £330 cheaper to £120 dearer.")
    qtbot.waitUntil(lambda: says(desk, "Break-even trip cost £300 – £750."))
    keys.go_to("Travel", key="Shift+Tab")
    keys.press("Space")
    keys.go_to("Another number")
    keys.type("3")
    keys.press("Return", "Escape")
    assert says(desk, "London is surely cheaper.")


def test_a_rate_that_is_none_and_one_typed_the_wrong_way_round(desk: Desk, keys: Keys) -> None:
    tick(keys, "exosome london")
    tick(keys, "exosome needling mumbai")
    keys.press("Ctrl+K", "Ctrl+R")
    keys.go_to("Rate: Indian Rupee")
    keys.type("0.00833")
    keys.press("Return")
    assert desk.document.rates.pinned == (RATE,)
    keys.go_to("Use")
    keys.press("Space", "Escape")
    (pinned,) = desk.document.rates.pinned
    assert (pinned.base, pinned.quote) == ("INR", "GBP")


def test_what_a_clinic_told(desk: Desk, keys: Keys) -> None:
    keys.press("Ctrl+N")
    keys.fill(Name="Peel, Leeds", Price="₹1.5 lakh – 1.8 lakh", Sessions="0", Downtime="a few")
    keys.press("Ctrl+S")
    assert own_names(desk) == set()
    keys.fill(Sessions="3", Downtime="1-2 days")
    keys.press("Ctrl+S")
    assert own_names(desk) == {"Peel, Leeds"}
    keys.press("Ctrl+F")
    keys.type("leeds")
    keys.press("Down", "Delete", "Ctrl+F", "Escape")
    assert own_names(desk) == set()
    keys.press("Ctrl+Z")
    assert own_names(desk) == {"Peel, Leeds"}


def test_enter_edits_an_entry_of_ones_own_and_shows_the_details_of_a_shipped_one(
    desk: Desk, keys: Keys
) -> None:
    keys.press("Ctrl+N")
    keys.fill(Name="Peel, Leeds", Price="£300")
    keys.press("Ctrl+S", "Ctrl+F")
    keys.type("leeds")
    keys.press("Down", "Return")
    keys.fill(Name="Peel, York")
    keys.press("Ctrl+S")
    assert own_names(desk) == {"Peel, York"}
    keys.press("Ctrl+I", "Ctrl+F")
    assert not desk.catalogue_page.details.isVisible()
    keys.type("exosome london")
    keys.press("Down", "Return")
    assert desk.catalogue_page.details.isVisible()
    assert own_names(desk) == {"Peel, York"}


def test_a_form_that_is_left_with_escape_leaves_the_program_open(desk: Desk, keys: Keys) -> None:
    keys.press("Ctrl+N", "Escape")
    assert desk.window.isVisible()
    assert desk.window.page() == CATALOGUE
    keys.press("Escape", "Escape")
    assert desk.window.isVisible()


def test_a_price_list_comes_in_and_goes_with_one_key(
    desk: Desk, keys: Keys, qtbot: QtBot, tmp_path: Path
) -> None:
    path = price_list(tmp_path)
    keys.press("Ctrl+Shift+I")
    keys.type(str(path))
    keys.press("Return")
    keys.go_to("Import 37")
    keys.press("Space")
    qtbot.waitUntil(lambda: len(own_names(desk)) == 37)
    qtbot.waitUntil(lambda: keys.focus().window() is desk.window)  # the dialog has closed
    keys.press("Ctrl+Z")
    qtbot.waitUntil(lambda: own_names(desk) == set())
    keys.press("Ctrl+Shift+Z")
    qtbot.waitUntil(lambda: len(own_names(desk)) == 37)


def test_a_quote_of_two_options(desk: Desk, keys: Keys) -> None:
    tick(keys, "exosome london")
    tick(keys, "exosome needling mumbai")
    keys.choose("Q", "T")
    keys.go_to("Client")
    keys.type("A. Sharma")
    keys.press("Tab")
    quote = current(desk)
    assert quote.client.name == "A. Sharma"
    assert len(quote.options) == 2


def test_the_table_is_taken_away(desk: Desk, keys: Keys, qtbot: QtBot, tmp_path: Path) -> None:
    narrow(keys)
    keys.press("Ctrl+E")
    keys.type(str(tmp_path / "list.csv"))
    keys.press("Return")
    qtbot.waitUntil((tmp_path / "list.csv").exists)
    qtbot.waitUntil(lambda: "Exosome vial" in (tmp_path / "list.csv").read_text("utf-8-sig"))
    assert len(names(desk)) == 7  # five, a heading, and the one that can't be told


def test_any_command_is_found_by_its_name(desk: Desk, keys: Keys) -> None:
    keys.press("Ctrl+Shift+P")
    keys.add("go to the filters")
    keys.press("Return")
    assert keys.hears() == "Total up to"
