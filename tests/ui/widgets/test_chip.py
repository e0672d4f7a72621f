from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from exodesk.ui.icons import Icons
from exodesk.ui.theme import Theme
from exodesk.ui.widgets.chip import Chip


@pytest.fixture
def chip(qtbot: QtBot) -> Chip:
    made = Chip("Exosome, Derma Veritas", "£500 – £700", Icons(Theme()))
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_delete_asks_to_take_the_entry_out(chip: Chip, qtbot: QtBot, key: Qt.Key) -> None:
    with qtbot.waitSignal(chip.remove_requested), qtbot.assertNotEmitted(chip.clicked):
        qtbot.keyClick(chip, key)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_enter_and_space_ask_to_show_the_entry(chip: Chip, qtbot: QtBot, key: Qt.Key) -> None:
    with qtbot.waitSignal(chip.clicked), qtbot.assertNotEmitted(chip.remove_requested):
        qtbot.keyClick(chip, key)


def test_the_cross_asks_to_take_it_out_and_the_rest_to_show_it(chip: Chip, qtbot: QtBot) -> None:
    chip.resize(chip.sizeHint())
    cross = chip.findChild(QToolButton)
    assert cross is not None
    with qtbot.waitSignal(chip.remove_requested), qtbot.assertNotEmitted(chip.clicked):
        qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(chip.clicked), qtbot.assertNotEmitted(chip.remove_requested):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)


def test_a_screen_reader_hears_the_name_the_total_and_what_the_cross_does(chip: Chip) -> None:
    heard = QAccessible.queryAccessibleInterface(chip)
    assert heard is not None
    assert heard.text(QAccessible.Text.Name) == "Exosome, Derma Veritas, £500 – £700"
    assert heard.role() is QAccessible.Role.Button
    cross = chip.findChild(QToolButton)
    assert cross is not None
    assert cross.accessibleName() == "Take Exosome, Derma Veritas out of the comparison"
    chip.show_words("Exosome, Derma Veritas", "needs a rate")
    assert heard.text(QAccessible.Text.Name).endswith("needs a rate")


def test_one_stop_of_the_tab_key_is_enough(chip: Chip) -> None:
    cross = chip.findChild(QToolButton)
    assert cross is not None
    assert chip.focusPolicy() is Qt.FocusPolicy.StrongFocus
    assert cross.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_a_long_name_is_cut_and_the_total_is_not(chip: Chip, qtbot: QtBot) -> None:
    width = chip.sizeHint().width()
    chip.show_words("Exosome, Derma Veritas " * 9, "£500 – £700")
    assert chip.sizeHint().width() <= width + 60
    shortest = chip.minimumSizeHint().width()
    chip.show_words("Exosome, Derma Veritas", "£1,23,456 – £2,34,567")
    assert chip.minimumSizeHint().width() > shortest + 30


def test_markup_in_a_name_stays_text(chip: Chip) -> None:
    chip.show_words("<b>Peel</b>", "£1")
    assert "<b>" in chip.accessibleName()
    cross = chip.findChild(QToolButton)
    assert cross is not None
    assert "<b>" not in cross.toolTip()
