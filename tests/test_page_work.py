"""What the window shows of the page in view, and what acts mean on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from exodesk.app import Desk
from exodesk.domain.filters import EntryFilter
from exodesk.ui.main_window import CATALOGUE, COMPARE
from tests.desks import starting
from tests.seven_entries import SEVEN

FIRST, SECOND, THIRD = (entry["id"] for entry in SEVEN["entries"][:3])


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with starting(qtbot, tmp_path) as start:
        yield start()


def test_an_entry_that_a_filter_hides_is_shown_without_it(desk: Desk) -> None:
    desk.catalogue_page.set_words("no entry is called so")
    assert not list(desk.catalogue_page.shown_costs())
    desk.pages.show_entry(SECOND)
    assert desk.catalogue_page.current_id() == SECOND
    assert desk.catalogue_page.entry_filter() == EntryFilter()


def test_a_search_goes_back_to_the_list_and_its_words_into_the_box(desk: Desk) -> None:
    desk.tray.replace([FIRST, SECOND])
    desk.window.show_page(COMPARE)
    desk.window.page_bar.search.setText("prp")
    desk.window.page_bar.words_changed.emit("prp")
    assert desk.window.page() == CATALOGUE
    assert desk.catalogue_page.entry_filter().words == "prp"
    desk.catalogue_page.clear_filters()
    assert desk.window.page_bar.search.text() == ""


def test_the_act_for_details_says_whether_the_page_in_view_shows_them(desk: Desk) -> None:
    details = desk.window.actions_by_name.details
    desk.tray.replace([FIRST, SECOND])
    desk.catalogue_page.set_details_visible(False)
    assert not details.isChecked()
    desk.window.show_page(COMPARE)
    desk.comparison_page.set_reasons_visible(True)
    assert details.isChecked()
    details.trigger()
    assert not desk.comparison_page.reasons_visible()
    desk.window.show_page(CATALOGUE)
    details.trigger()
    assert desk.catalogue_page.details_visible()


def test_the_counts_follow_the_filter(desk: Desk, qtbot: QtBot) -> None:
    whole = desk.window.status.counts.text()
    assert str(len(SEVEN["entries"])) in whole
    with qtbot.waitSignal(desk.pages.counts_shown):
        desk.catalogue_page.set_words("no entry is called so")
    assert desk.window.status.counts.text() != whole


def test_the_current_entry_is_that_of_the_page_in_view(desk: Desk) -> None:
    desk.pages.show_entry(THIRD)
    assert desk.pages.current_id() == THIRD
    desk.tray.replace([FIRST, SECOND])
    desk.window.show_page(COMPARE)
    assert desk.pages.current_id() == desk.comparison_page.current_id()
