from __future__ import annotations

import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from exodesk.ui.icons import Icons
from exodesk.ui.theme import Scheme, Theme
from exodesk.ui.widgets.quote_head import ActionButton, QuoteHead


@pytest.fixture
def head(qtbot: QtBot) -> QuoteHead:
    made = QuoteHead(Icons(Theme()), [])
    qtbot.addWidget(made)
    made.resize(900, 48)
    made.show()
    return made


def test_it_says_number_state_and_what_is_to_be_settled(head: QuoteHead) -> None:
    head.show_head("Q-2026-0001", "Issued", accent=True)
    head.show_settle("2 points to settle before issue", sign="warning", notes="Show")
    assert head.number.text() == "Q-2026-0001"
    assert head.state.text() == "Issued"
    assert head.settle.text() == "2 points to settle before issue"
    assert (head.show_notes.text(), head.show_notes.isVisible()) == ("Show", True)
    head.show_settle("", sign="check", notes="")
    assert not head.show_notes.isVisible()


def test_the_link_stands_after_the_words_it_belongs_to(head: QuoteHead, qtbot: QtBot) -> None:
    head.show_settle("1 point", sign="warning", notes="Show")

    def between() -> int:
        return head.show_notes.x() - head.settle.geometry().right()

    qtbot.waitUntil(lambda: 0 < between() < 20)
    words = head.settle.fontMetrics().horizontalAdvance("1 point")
    assert words <= head.settle.width() < words + 10


def test_the_link_asks_for_the_notes(head: QuoteHead, qtbot: QtBot) -> None:
    head.show_settle("1 point", sign="warning", notes="Show")
    with qtbot.waitSignal(head.notes_toggled):
        head.show_notes.click()


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_it_is_painted_in_both_schemes(qtbot: QtBot, scheme: Scheme) -> None:
    theme = Theme(scheme)
    made = QuoteHead(Icons(theme), [])
    qtbot.addWidget(made)
    made.show_head("Draft", "Draft", accent=False)
    made.show_settle("x", sign="warning", notes="")
    image = made.grab().toImage()
    assert image.pixelColor(2, 2) == theme.tokens.window
    assert made.settle.palette().color(made.settle.foregroundRole()) == theme.tokens.warning


def test_a_button_follows_its_action(qtbot: QtBot) -> None:
    action = QAction("&Issue…")
    button = ActionButton(action, primary=True)
    qtbot.addWidget(button)
    assert (button.text(), button.accessibleName()) == ("&Issue…", "Issue…")
    action.setEnabled(False)
    action.setStatusTip("Option A is empty.")
    assert not button.isEnabled()
    assert button.toolTip() == "Option A is empty."
    action.setEnabled(True)
    with qtbot.waitSignal(action.triggered):
        button.click()


def test_a_button_of_an_action_that_is_on_or_off_is_checked_with_it(qtbot: QtBot) -> None:
    action = QAction("Pre&view", checkable=True)
    button = ActionButton(action, words="Preview")
    qtbot.addWidget(button)
    button.click()
    assert action.isChecked()
    assert button.isChecked()
    action.setChecked(False)
    assert not button.isChecked()
