from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from exodesk.ui.icons import Icons
from exodesk.ui.theme import Scheme, Theme
from exodesk.ui.widgets.message_bar import MessageBar
from tests.ui.keyboard import HOSTILE, heard, in_reading_order, shows_its_focus, tab_stops


@pytest.fixture
def bar(qtbot: QtBot) -> MessageBar:
    made = MessageBar(Icons(Theme()))
    qtbot.addWidget(made)
    made.resize(700, 40)
    return made


def test_it_is_there_only_while_it_says_something(bar: MessageBar, qtbot: QtBot) -> None:
    assert not bar.isVisible()
    bar.say("7 rows written.")
    assert bar.isVisible()
    assert bar.text() == "7 rows written."
    assert not bar.action.isVisible()
    with qtbot.waitSignal(bar.closed):
        qtbot.mouseClick(bar.close_button, Qt.MouseButton.LeftButton)
    assert not bar.isVisible()


def test_its_link_does_what_it_names_until_another_message_comes(
    bar: MessageBar, qtbot: QtBot
) -> None:
    done: list[str] = []
    bar.say("2 entries were set aside.", action="Show all", act=lambda: done.append("first"))
    qtbot.mouseClick(bar.action, Qt.MouseButton.LeftButton)
    assert done == ["first"]
    bar.say("Another", action="Go", act=lambda: done.append("second"))
    assert bar.action.text() == "Go"
    qtbot.keyClick(bar.action, Qt.Key.Key_Space)
    assert done == ["first", "second"]
    bar.say("Nothing to do")
    bar.action.click()
    assert done == ["first", "second"]


def test_markup_stays_text_and_long_sentences_wrap(bar: MessageBar) -> None:
    sentence = "<img src='/x'> " + "a long sentence " * 40
    bar.say(sentence, warning=True)
    label = next(label for label in bar.findChildren(QLabel) if label.text())
    assert label.text() == sentence
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.wordWrap()
    assert bar.sizeHint().height() > 40


def test_the_sign_tells_a_warning_from_a_remark(bar: MessageBar) -> None:
    signs = []
    for warning in (False, True):
        bar.say("Something", warning=warning)
        sign = next(label for label in bar.findChildren(QLabel) if not label.text())
        signs.append(sign.pixmap().toImage())
    assert signs[0] != signs[1]


def test_the_close_button_is_named(bar: MessageBar) -> None:
    assert bar.close_button.accessibleName() == "Close this message"


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_message_is_shown_as_text_and_leaves_the_window_its_size(
    bar: MessageBar, text: str
) -> None:
    bar.say(text, action="A & B", act=lambda: None)
    assert bar.text() == text
    assert bar.minimumSizeHint().width() < 700
    assert bar.heightForWidth(1024) < 320
    label = next(label for label in bar.findChildren(QLabel) if label.text())
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert heard(label) == text
    assert "<b>" not in label.toolTip()
    assert bar.action.text() == "A && B"


def test_the_tab_key_goes_through_the_words_the_link_and_the_cross(bar: MessageBar) -> None:
    bar.say("2 entries were set aside.", action="Show all", act=lambda: None)
    stops = tab_stops(bar)
    assert [heard(stop) for stop in stops] == [
        "2 entries were set aside.",
        "Show all",
        "Close this message",
    ]
    assert in_reading_order(bar, stops)
    assert all(shows_its_focus(stop) for stop in stops)
    bar.say("Nothing to do")
    assert [heard(stop) for stop in tab_stops(bar)] == ["Nothing to do", "Close this message"]


def test_the_space_bar_closes_it(bar: MessageBar, qtbot: QtBot) -> None:
    bar.say("Something")
    with qtbot.waitSignal(bar.closed):
        qtbot.keyClick(bar.close_button, Qt.Key.Key_Space)
    assert not bar.isVisible()


def test_a_message_without_a_deed_of_its_own_forgets_the_last_one(bar: MessageBar) -> None:
    done: list[str] = []
    bar.say("First", action="Go", act=lambda: done.append("first"))
    bar.say("Second", action="Go")
    bar.action.click()
    assert done == []


def test_the_sign_follows_the_theme(bar: MessageBar) -> None:
    bar.say("Something", warning=True)
    sign = next(label for label in bar.findChildren(QLabel) if not label.text())
    light = sign.pixmap().toImage()
    bar._icons.theme.set_scheme(Scheme.DARK)
    assert sign.pixmap().toImage() != light


def test_it_may_have_up_to_three_links_each_with_its_act(bar: MessageBar, qtbot: QtBot) -> None:
    done: list[str] = []
    bar.say("Old.", more=[(name, partial(done.append, name)) for name in ("A", "B & C", "D")])
    assert [link.text() for link in bar.links] == ["A", "B && C", "D"]
    assert all(link.isVisible() and link in tab_stops(bar) for link in bar.links)
    for link in reversed(bar.links):
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert done == ["D", "B & C", "A"]
    bar.say("Another", action="Go", act=lambda: done.append("go"))
    assert [link.isVisible() for link in bar.links] == [True, False, False]
    bar.links[1].click()
    assert done == ["D", "B & C", "A"]


def test_only_the_message_it_shows_can_be_taken_back(bar: MessageBar) -> None:
    bar.say("First")
    bar.say("Second")
    bar.take_back("First")
    assert bar.isVisible()
    bar.take_back("Second")
    assert not bar.isVisible()
