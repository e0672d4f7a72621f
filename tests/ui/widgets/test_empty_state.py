from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from exodesk.ui.icons import Icons
from exodesk.ui.theme import Theme
from exodesk.ui.widgets.empty_state import EmptyState, WayBack
from tests.ui.keyboard import heard, in_reading_order, shows_its_focus, tab_stops


@pytest.fixture
def empty(qtbot: QtBot) -> EmptyState:
    theme = Theme()
    made = EmptyState(theme, Icons(theme))
    qtbot.addWidget(made)
    made.resize(560, 640)
    made.show()
    return made


def show(empty: EmptyState, *ways_back: WayBack) -> None:
    empty.show_words(
        "filter",
        "Nothing matches",
        "Seven entries are in the catalogue.",
        ways_back=ways_back,
        button="Clear the filters",
        note="2 prices are unknown.",
    )
    QApplication.processEvents()  # a layout shows what is added to it later
    empty.grab()  # and only then places it


TOTAL = WayBack("total", "Total up to £1,000", "brings back 3")
WORDS = WayBack("words", "Words “" + "exosome " * 20 + "<b>”", "brings back 1")


@pytest.mark.parametrize("width", [420, 560, 1100])
def test_no_line_of_a_card_is_cut(empty: EmptyState, width: int) -> None:
    show(empty, TOTAL, WORDS)
    empty.resize(width, 700)
    for label in empty.findChildren(QLabel):
        assert label.height() >= label.heightForWidth(label.width()), label.text()
        assert label.textFormat() is Qt.TextFormat.PlainText


def test_the_block_stands_in_the_middle_and_does_not_spread(empty: EmptyState) -> None:
    show(empty, TOTAL)
    empty.resize(560, 640)
    top = _top(empty, "Nothing matches")
    sentence = _top(empty, "Seven entries are in the catalogue.")
    assert 100 < top < 300
    assert sentence - top < 50
    empty.resize(560, 1040)
    assert _top(empty, "Seven entries are in the catalogue.") - _top(empty, "Nothing matches") < 50
    assert abs(_top(empty, "Nothing matches") - top - 200) < 10


def _top(empty: EmptyState, text: str) -> int:
    label = next(label for label in empty.findChildren(QLabel) if label.text() == text)
    return label.mapTo(empty, label.rect().topLeft()).y()


def test_each_card_takes_off_its_own_filter_and_the_button_all(
    empty: EmptyState, qtbot: QtBot
) -> None:
    show(empty, TOTAL, WORDS)
    stops = tab_stops(empty)
    assert in_reading_order(empty, stops)
    assert all(shows_its_focus(stop) for stop in stops)
    first, second, every = stops
    assert heard(first) == "Take off Total up to £1,000"
    for stop, key in ((first, "total"), (second, "words")):
        with qtbot.waitSignal(empty.taken_off) as caught:
            qtbot.keyClick(stop, Qt.Key.Key_Space)
        assert caught.args == [key]
    with qtbot.waitSignal(empty.button_pressed):
        qtbot.keyClick(every, Qt.Key.Key_Space)


def test_cards_shown_later_stand_before_the_button_for_the_tab_key(empty: EmptyState) -> None:
    show(empty, TOTAL)
    show(empty, WORDS, TOTAL)
    names = [heard(stop) for stop in tab_stops(empty)]
    assert names == [f"Take off {WORDS.text}", "Take off Total up to £1,000", "Clear the filters"]


def test_what_is_not_said_takes_no_room(empty: EmptyState) -> None:
    show(empty, TOTAL)
    empty.show_words("info", "No entries", "The catalogue is empty.")
    assert empty.words() == "No entries\nThe catalogue is empty."
    assert not [button for button in empty.findChildren(QPushButton) if button.isVisible()]
    cards = [w for w in empty.findChildren(QWidget) if w.accessibleName().startswith("Total up")]
    assert not any(card.isVisible() for card in cards)
