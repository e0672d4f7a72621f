from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from pytestqt.qtbot import QtBot

from exodesk.ui.icons import Icons
from exodesk.ui.theme import LIGHT, Theme
from exodesk.ui.widgets.page_bar import PageBar
from tests.ui.keyboard import heard, in_reading_order, shows_its_focus, tab_stops


@pytest.fixture
def bar(qtbot: QtBot) -> PageBar:
    made = PageBar(("Catalogue", "Compare"), Icons(Theme()))
    qtbot.addWidget(made)
    made.resize(1200, 48)
    made.show()
    return made


def test_a_click_or_the_space_bar_asks_for_a_page(bar: PageBar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bar.page_requested) as caught:
        qtbot.mouseClick(bar.tabs[1], Qt.MouseButton.LeftButton)
    assert caught.args == [1]
    with qtbot.waitSignal(bar.page_requested) as caught:
        qtbot.keyClick(bar.tabs[0], Qt.Key.Key_Space)
    assert caught.args == [0]


def test_showing_a_page_is_not_announced_back(bar: PageBar, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(bar.page_requested):
        bar.show_page(1)
    assert [tab.isChecked() for tab in bar.tabs] == [False, True]


def test_the_count_of_the_tray_is_shown_and_heard(bar: PageBar) -> None:
    narrow = bar.tabs[1].sizeHint().width()
    bar.set_count(1, 4)
    assert bar.tabs[1].accessibleName() == "Compare: 4"
    assert bar.tabs[1].sizeHint().width() > narrow
    bar.set_count(1, 0)
    assert bar.tabs[1].accessibleName() == "Compare"


def test_each_letter_is_announced_and_escape_empties_the_field(bar: PageBar, qtbot: QtBot) -> None:
    heard: list[str] = []
    bar.words_changed.connect(heard.append)
    qtbot.keyClicks(bar.search, "pe")
    qtbot.keyClick(bar.search, Qt.Key.Key_Escape)
    assert heard == ["p", "pe", ""]


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_down_and_enter_ask_for_the_list(bar: PageBar, qtbot: QtBot, key: Qt.Key) -> None:
    with qtbot.waitSignal(bar.search.list_requested):
        qtbot.keyClick(bar.search, key)


def test_a_pasted_novel_is_cut_to_what_a_search_can_be(bar: PageBar) -> None:
    bar.search.setText("x" * 100_000)
    assert len(bar.search.text()) == 200


def test_the_tab_key_goes_from_the_pages_to_the_search(bar: PageBar) -> None:
    stops = tab_stops(bar)
    assert stops == [bar.tabs[0], bar.search]  # the arrow keys go on from the current page
    assert in_reading_order(bar, stops)
    assert [heard(stop) for stop in stops] == ["Catalogue", "Search entries, clinics, cities"]
    assert all(shows_its_focus(stop) for stop in stops)


def test_the_arrow_keys_go_from_page_to_page(bar: PageBar, qtbot: QtBot) -> None:
    bar.tabs[0].setFocus()
    with qtbot.waitSignal(bar.page_requested) as caught:
        qtbot.keyClick(bar.tabs[0], Qt.Key.Key_Right)
    assert caught.args == [1]
    assert bar.tabs[1].isChecked()


def test_escape_in_an_empty_field_is_left_to_the_window(bar: PageBar, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(bar.words_changed):
        qtbot.keyClick(bar.search, Qt.Key.Key_Escape)


def test_the_line_under_the_current_page_moves_with_it(bar: PageBar) -> None:
    def underlined() -> list[bool]:
        return [
            tab.grab().toImage().pixelColor(tab.width() // 2, tab.height() - 2) == LIGHT.accent
            for tab in bar.tabs
        ]

    assert underlined() == [True, False]
    bar.show_page(1)
    assert underlined() == [False, True]


@pytest.mark.parametrize("width", [1024, 1440])
def test_the_search_stands_between_the_pages_and_the_edge(bar: PageBar, width: int) -> None:
    bar.set_count(1, 8)
    bar.resize(width, 48)
    assert bar.search.x() > bar.tabs[1].geometry().right() + 8
    assert bar.search.geometry().right() < width - 20
    assert bar.search.width() >= 180


def test_a_search_for_markup_stays_text(bar: PageBar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bar.words_changed) as caught:
        bar.search.setText("<img src='/x'>")
    assert caught.args == ["<img src='/x'>"]


def test_an_act_at_the_right_is_named_and_follows_its_action(bar: PageBar, qtbot: QtBot) -> None:
    action = QAction("&Undo", bar)
    button = bar.add_act(action, "undo")
    assert button.accessibleName() == "Undo"
    assert not button.icon().isNull()
    action.setText("&Undo Delete “PRP”")
    assert button.accessibleName() == button.toolTip() == "Undo Delete “PRP”"
    assert not button.icon().isNull()
    named = bar.add_act(QAction("&New entry…", bar), "plus", "New entry")
    assert named.text() == "New entry"
    with qtbot.waitSignal(action.triggered):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    action.setEnabled(False)
    assert not button.isEnabled()


def test_undo_is_left_to_the_window_where_nothing_typed_can_be_undone(
    bar: PageBar, qtbot: QtBot
) -> None:
    undone: list[str] = []
    undo = QAction("Undo", bar)
    undo.setShortcut(QKeySequence.StandardKey.Undo)
    undo.triggered.connect(lambda: undone.append("elsewhere"))
    bar.addAction(undo)
    bar.activateWindow()
    bar.search.setFocus()
    qtbot.waitUntil(bar.search.hasFocus)
    qtbot.keyClick(bar.search, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == ["elsewhere"]
    qtbot.keyClicks(bar.search, "peel")
    qtbot.keyClick(bar.search, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (bar.search.text(), undone) == ("", ["elsewhere"])
