from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from exodesk.ui.icons import Icons
from exodesk.ui.theme import Theme
from exodesk.ui.widgets.quote_entry_search import EntrySearch
from tests.ui.keys_alone import Keys


@pytest.fixture
def search(qtbot: QtBot) -> EntrySearch:
    made = EntrySearch("A", Icons(Theme()))
    qtbot.addWidget(made)
    made.set_entries({"Peel · Clinic": "peel", "Peel · Other": "peel-2", "Laser": "laser"})
    made.show()
    return made


def test_the_only_one_that_fits_is_taken_with_enter(search: EntrySearch, qtbot: QtBot) -> None:
    qtbot.keyClicks(search, "las")
    with qtbot.waitSignal(search.chosen) as chosen:
        qtbot.keyClick(search, Qt.Key.Key_Return)
    assert chosen.args == ["laser"]
    qtbot.waitUntil(lambda: search.text() == "")


def test_one_picked_in_the_list_is_taken_once(search: EntrySearch, qtbot: QtBot) -> None:
    chosen: list[str] = []
    search.chosen.connect(chosen.append)
    keys = Keys()
    search.setFocus()
    qtbot.waitUntil(search.hasFocus)
    keys.add("las")
    keys.press("Down", "Return")
    qtbot.waitUntil(lambda: search.text() == "")
    assert chosen == ["laser"]


def test_of_several_none_is_taken(search: EntrySearch, qtbot: QtBot) -> None:
    for typed in ("peel", "nothing", ""):
        search.setText(typed)
        with qtbot.assertNotEmitted(search.chosen):
            search.returnPressed.emit()
    search.setText("PEEL · clinic")
    with qtbot.waitSignal(search.chosen) as chosen:
        search.returnPressed.emit()
    assert chosen.args == ["peel"]


def test_words_are_found_in_any_order(search: EntrySearch, qtbot: QtBot) -> None:
    qtbot.keyClicks(search, "other pee")
    assert shown(search) == ["Peel · Other"]
    with qtbot.waitSignal(search.chosen) as chosen:
        qtbot.keyClick(search, Qt.Key.Key_Return)
    assert chosen.args == ["peel-2"]


def test_a_search_that_finds_nothing_says_so_and_the_sentence_is_no_choice(
    search: EntrySearch, qtbot: QtBot
) -> None:
    keys = Keys()
    search.setFocus()
    qtbot.waitUntil(search.hasFocus)
    keys.add("xyz")
    assert shown(search) == ["No entry holds these words"]
    with qtbot.assertNotEmitted(search.chosen):
        keys.press("Down", "Return")
    assert search.text() == "xyz"
    keys.press("Backspace", "Backspace", "Backspace")
    keys.add("las")
    assert shown(search) == ["Laser"]


def shown(search: EntrySearch) -> list[str]:
    model = search.completer().completionModel()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]
