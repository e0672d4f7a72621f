from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from exodesk.ui.theme import DARK, LIGHT, Scheme, Theme
from exodesk.ui.widgets.tick_boxes import CheckBox, RadioButton


@pytest.mark.parametrize("kind", [CheckBox, RadioButton])
def test_a_click_beside_the_word_ticks_and_the_theme_is_followed(
    qtbot: QtBot, kind: type[CheckBox | RadioButton]
) -> None:
    theme = Theme()
    box = kind("Differences only", theme)
    qtbot.addWidget(box)
    box.resize(box.sizeHint().width() + 40, box.sizeHint().height())
    inside = QPoint(3 + 7, box.height() // 2 + 5)  # clear of the tick and of the radio's dot
    assert box.grab().toImage().pixelColor(inside).name() == LIGHT.base.name()
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(box.width() - 5, 5))
    assert box.isChecked()
    assert box.grab().toImage().pixelColor(inside).name() == LIGHT.accent.name()
    theme.set_scheme(Scheme.DARK)
    assert box.grab().toImage().pixelColor(inside).name() == DARK.accent.name()


def test_a_screen_reader_hears_a_check_box(qtbot: QtBot) -> None:
    box = CheckBox("&Differences only", Theme())
    qtbot.addWidget(box)
    heard = QAccessible.queryAccessibleInterface(box)
    assert heard is not None
    assert heard.role() is QAccessible.Role.CheckBox
    assert heard.text(QAccessible.Text.Name) == "Differences only"
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert box.isChecked()


def test_the_target_is_at_least_24_high(qtbot: QtBot) -> None:
    assert CheckBox("x", Theme()).sizeHint().height() >= 24
