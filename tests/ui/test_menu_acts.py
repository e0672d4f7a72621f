from __future__ import annotations

import re
from collections import Counter

import pytest
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget
from pytestqt.qtbot import QtBot

from exodesk.translation import languages, spoken_in
from exodesk.ui.icons import Icons
from exodesk.ui.main_window import MainWindow
from exodesk.ui.menu_acts import without_mnemonic
from exodesk.ui.quote_actions import QuoteActions
from exodesk.ui.theme import Theme
from exodesk.ui.workspace_actions import WorkspaceActions


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("&Find", "Find"),
        ("Clea&r filters", "Clear filters"),
        ("Travel && time off", "Travel & time off"),
        ("खोजें (&F)", "खोजें"),
        ("सूची एक्सपोर्ट करें (&S)…", "सूची एक्सपोर्ट करें…"),
        ("&PRP (exosomes)", "PRP (exosomes)"),
    ],
)
def test_the_key_of_a_menu_is_no_part_of_its_words(text: str, plain: str) -> None:
    assert without_mnemonic(text) == plain


def keys_twice(menu: QMenu | QMenuBar) -> list[str]:
    """Letters that open two things of one menu, in it or in those below it."""
    texts = [action.text().replace("&&", "") for action in menu.actions()]
    letters = Counter(key for text in texts for key in re.findall("&(.)", text.upper()))
    found = [f"{letter}: {texts}" for letter, count in letters.items() if count > 1]
    for action in menu.actions():
        below = action.menu()
        if isinstance(below, QMenu):
            found += keys_twice(below)
    return found


@pytest.mark.parametrize("tongue", languages())
def test_each_act_of_a_menu_has_a_latin_letter_of_its_own(tongue: str, qtbot: QtBot) -> None:
    with spoken_in(tongue):
        window = MainWindow(QWidget(), QWidget(), Icons(Theme()), 2)
        qtbot.addWidget(window)
        window.add_workspace_menus(WorkspaceActions.made_for(window, QWidget(window)))
        quotes = QuoteActions.made_for(window)
        window.add_quotes(QWidget(), quotes.show_quotes, quotes.for_menu())
    bar = window.menuBar()
    assert all(re.search("&[A-Za-z]", action.text()) for action in bar.actions())
    assert keys_twice(bar) == []
