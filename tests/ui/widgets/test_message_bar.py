from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from exodesk.ui.icons import Icons
from exodesk.ui.theme import Theme
from exodesk.ui.widgets.message_bar import MessageBar


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
