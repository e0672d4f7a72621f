"""What the mouse does on the titles of the list's columns, done with keys in a dialog."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from exodesk.app import Desk
from exodesk.domain.ordering import SortKey
from exodesk.ui.dialogs.columns_dialog import ColumnsDialog
from exodesk.ui.main_window import CATALOGUE, COMPARE
from exodesk.ui.models.columns import COLUMNS
from tests.desks import Starting
from tests.ui.keys_alone import Keys

AS_IT_COMES = ["entry", "route", "sessions", "downtime", "unit_price", "total"]


@pytest.fixture
def desk(start: Starting, qtbot: QtBot) -> Desk:
    desk = start()
    qtbot.waitUntil(desk.window.isActiveWindow)
    return desk


@pytest.fixture
def keys(desk: Desk) -> Keys:
    return Keys()


def dialog() -> ColumnsDialog:
    found = QApplication.activeModalWidget()
    assert isinstance(found, ColumnsDialog)
    return found


def go_to(keys: Keys, title: str) -> None:
    """Go down the list until the column of that title is the current one."""
    keys.press("Home")
    for _row in range(dialog().list.count()):
        if dialog().sentence().startswith(title):
            return
        keys.press("Down")
    raise AssertionError(title)


def shown(desk: Desk) -> list[str]:
    return list(desk.catalogue_page.visible_columns())


def width(desk: Desk, key: str) -> int:
    return next(laid.width for laid in desk.catalogue_page.table.laid_columns() if laid.key == key)


def test_space_hides_a_column_and_shows_it_again(desk: Desk, keys: Keys) -> None:
    assert shown(desk) == AS_IT_COMES
    keys.press("Ctrl+Shift+C")
    go_to(keys, "Downtime")
    keys.press("Space")
    assert shown(desk) == [key for key in AS_IT_COMES if key != "downtime"]
    assert dialog().sentence() == "Downtime: hidden"
    keys.press("Space")
    assert shown(desk) == AS_IT_COMES
    assert dialog().words.text() == dialog().sentence()


def test_arrow_keys_give_a_width_and_a_place(desk: Desk, keys: Keys) -> None:
    keys.press("Ctrl+Shift+C")
    go_to(keys, "Downtime")
    before = width(desk, "downtime")
    keys.press("Right", "Right")
    assert width(desk, "downtime") == before + 32
    assert dialog().sentence() == f"Downtime: {before + 32} pixels wide"
    keys.press("Left", "Left", "Left")
    assert width(desk, "downtime") == before - 16
    keys.press("Ctrl+Down")
    assert shown(desk) == ["entry", "route", "sessions", "unit_price", "downtime", "total"]
    assert dialog().sentence().startswith("Downtime")
    keys.press("Ctrl+Up", "Ctrl+Up")
    assert shown(desk) == ["entry", "route", "downtime", "sessions", "unit_price", "total"]
    assert dialog().words.text().startswith("Downtime: place ")


def test_the_underlined_letters_do_the_same(desk: Desk, keys: Keys, qtbot: QtBot) -> None:
    table = desk.catalogue_page.table
    keys.press("Ctrl+Shift+C")
    go_to(keys, "Sessions")
    before = width(desk, "sessions")
    keys.press("Alt+W")
    qtbot.waitUntil(lambda: width(desk, "sessions") == before + 16)
    keys.press("Alt+N")
    qtbot.waitUntil(lambda: width(desk, "sessions") == before)
    keys.press("Alt+U")
    qtbot.waitUntil(lambda: shown(desk)[:3] == ["entry", "sessions", "route"])
    keys.press("Alt+D")
    qtbot.waitUntil(lambda: shown(desk) == AS_IT_COMES)
    keys.press("Alt+S")
    qtbot.waitUntil(lambda: table.sorting == (SortKey.SESSIONS, False))
    keys.press("Alt+S")
    qtbot.waitUntil(lambda: table.sorting == (SortKey.SESSIONS, True))
    assert dialog().sentence().endswith("sorted, descending")
    keys.press("Right", "Ctrl+Up", "Alt+B")
    qtbot.waitUntil(lambda: shown(desk) == AS_IT_COMES)
    assert width(desk, "sessions") == before


def test_as_wide_as_needed_is_what_two_clicks_on_an_edge_do(
    desk: Desk, keys: Keys, qtbot: QtBot
) -> None:
    table = desk.catalogue_page.table
    keys.press("Ctrl+Shift+C")
    go_to(keys, "Route")
    before = width(desk, "route")
    keys.press("Alt+A")
    qtbot.waitUntil(lambda: width(desk, "route") != before)
    by_key = width(desk, "route")
    keys.press("Left", "Escape")
    assert width(desk, "route") < by_key
    header = table.horizontalHeader()
    number = [column.key for column in COLUMNS].index("route")
    edge = header.sectionViewportPosition(number) + header.sectionSize(number) - 1
    at = QPoint(edge, header.height() // 2)
    QTest.mouseDClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert width(desk, "route") == by_key


def test_the_entry_has_no_width_of_its_own_and_is_always_shown(desk: Desk, keys: Keys) -> None:
    keys.press("Ctrl+Shift+C")
    assert dialog().sentence() == "Entry: takes the room that is left"
    before = width(desk, "entry")
    keys.press("Right", "Space")
    assert width(desk, "entry") == before
    assert shown(desk) == AS_IT_COMES
    keys.press("Ctrl+Up")
    assert dialog().words.text() == "It is the first."


def test_a_column_by_which_nothing_is_sorted_says_so(desk: Desk, keys: Keys, qtbot: QtBot) -> None:
    keys.press("Ctrl+Shift+C")
    go_to(keys, "Route")
    keys.press("Alt+S")
    qtbot.waitUntil(lambda: bool(dialog().words.text()))
    assert dialog().words.text() == "Nothing is sorted by this column."


def test_what_was_arranged_is_there_at_the_next_start(
    desk: Desk, keys: Keys, start: Starting, qtbot: QtBot
) -> None:
    keys.press("Ctrl+Shift+C")
    go_to(keys, "Total")
    keys.press("Ctrl+Up", "Right", "Escape")
    order, wide = shown(desk), width(desk, "total")
    again = start()
    assert shown(again) == order != AS_IT_COMES
    assert width(again, "total") == wide


def test_it_opens_over_the_list_from_any_page(desk: Desk, keys: Keys) -> None:
    desk.window.show_page(COMPARE)
    keys.press("Ctrl+Shift+C")
    assert desk.window.page() == CATALOGUE
    assert dialog().isVisible()
