from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from exodesk.ui.icons import Icons
from exodesk.ui.theme import Theme
from exodesk.ui.widgets.quote_notes import Note, QuoteNotes

TAX = Note("Option B", "Whether tax is included is not stated.", "tax", fix=True, state=True)
RUSH = Note("The whole quote", "This rushes the reader.", "rush", fix=True)
SAID = Note("Option A", "The source is not stated.", "said", fix=True, state=True, settled=True)
CHANGED = Note("What changed", "Sessions 3 → 4")


@pytest.fixture
def notes(qtbot: QtBot) -> QuoteNotes:
    made = QuoteNotes(Icons(Theme()))
    qtbot.addWidget(made)
    made.show_notes("", (TAX, RUSH, CHANGED, SAID))
    made.resize(700, 240)
    made.show()
    return made


def test_each_note_has_the_buttons_that_it_allows(notes: QuoteNotes) -> None:
    assert [button.text() for button in notes.buttons()] == [
        *("Fix", "State on quote"),
        "Fix",
        *("Do not state", "Fix"),
    ]
    assert notes.words()[2] == "What changed: Sessions 3 → 4"
    for button in notes.buttons():
        assert button.accessibleDescription(), "which of several it is"


@pytest.mark.parametrize(
    ("sentence", "word", "signal", "key"),
    [
        ("Whether tax", "Fix", "fix_wanted", "tax"),
        ("Whether tax", "State on quote", "state_wanted", "tax"),
        ("The source", "Do not state", "unstate_wanted", "said"),
    ],
)
def test_a_button_announces_its_note(
    notes: QuoteNotes, qtbot: QtBot, sentence: str, word: str, signal: str, key: str
) -> None:
    with qtbot.waitSignal(getattr(notes, signal)) as announced:
        qtbot.keyClick(notes.button(sentence, word), Qt.Key.Key_Space)
    assert announced.args == [key]


def test_the_focus_stays_near_the_button_that_has_gone(notes: QuoteNotes) -> None:
    notes.button("Whether tax", "State on quote").setFocus()
    notes.show_notes("", (RUSH, CHANGED))
    assert notes.buttons()[0].hasFocus()


def test_the_same_notes_are_left_alone(notes: QuoteNotes) -> None:
    before = notes.buttons()
    notes.show_notes("Title", (TAX, RUSH, CHANGED, SAID))
    assert notes.buttons() == before
    assert notes.notes() == (TAX, RUSH, CHANGED, SAID)


def test_text_from_data_is_plain(notes: QuoteNotes) -> None:
    notes.show_notes("", (Note("<b>where</b>", "<img src=x>", "k", fix=True),))
    labels = [label for label in notes.findChildren(QLabel) if "<" in label.text()]
    assert len(labels) == 2
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)


def test_many_points_can_be_stated_together(notes: QuoteNotes, qtbot: QtBot) -> None:
    assert notes.state_all.isHidden()
    three = tuple(replace(TAX, key=key) for key in ("tax", "date", "source"))
    notes.show_notes("", (*three, RUSH, SAID))
    assert notes.state_all.text() == "State all 3 on quote"
    notes.state_all.setFocus()
    with qtbot.waitSignal(notes.state_all_wanted) as announced:
        qtbot.keyClick(notes.state_all, Qt.Key.Key_Space)
    assert announced.args == [("tax", "date", "source")]
    notes.show_notes("", (*(replace(each, settled=True) for each in three), RUSH, SAID))
    assert notes.state_all.isHidden()
    assert notes.buttons()[0].hasFocus()
