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
