from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from exodesk.ui.icons import Icons
from exodesk.ui.theme import Theme
from exodesk.ui.widgets.page_bar import PageBar


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
    assert bar.tabs[1].accessibleName() == "Compare, 4 entries"
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
