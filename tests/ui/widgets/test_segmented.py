from __future__ import annotations

from enum import Enum

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QRadioButton
from pytestqt.qtbot import QtBot

from exodesk.ui.theme import Theme
from exodesk.ui.widgets.segmented import Segmented
from tests.large_text import larger_text

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


class Fit(Enum):
    COULD = 1
    SURELY = 2


@pytest.fixture
def switch(qtbot: QtBot) -> Segmented[Fit]:
    made = Segmented([(Fit.COULD, "Could fit"), (Fit.SURELY, "Surely fits")], Theme())
    qtbot.addWidget(made)
    made.resize(184, made.sizeHint().height())
    return made


def segments(switch: Segmented[Fit]) -> list[QRadioButton]:
    return switch.findChildren(QRadioButton)


def test_the_first_choice_holds_at_the_start(switch: Segmented[Fit]) -> None:
    assert switch.value() is Fit.COULD


def test_a_click_anywhere_in_a_segment_chooses_it(switch: Segmented[Fit], qtbot: QtBot) -> None:
    announced: list[Fit] = []
    switch.value_changed.connect(announced.append)
    switch.grab()  # lays it out
    second = segments(switch)[1]
    qtbot.mouseClick(second, Qt.MouseButton.LeftButton, pos=second.rect().bottomRight() / 1.05)
    assert announced == [Fit.SURELY]
    assert switch.value() is Fit.SURELY
    qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    assert announced == [Fit.SURELY]


def test_arrows_move_the_choice_and_there_is_one_stop_of_the_tab_key(
    switch: Segmented[Fit], qtbot: QtBot
) -> None:
    switch.show()
    switch.activateWindow()
    qtbot.waitUntil(switch.isActiveWindow)
    first, second = segments(switch)
    first.setFocus()
    assert first.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert not second.focusPolicy() & Qt.FocusPolicy.TabFocus
    announced: list[Fit] = []
    switch.value_changed.connect(announced.append)
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert second.hasFocus()
    qtbot.keyClick(second, Qt.Key.Key_Left)
    assert announced == [Fit.SURELY, Fit.COULD]


def test_space_chooses_the_focused_segment(switch: Segmented[Fit], qtbot: QtBot) -> None:
    qtbot.keyClick(segments(switch)[1], Qt.Key.Key_Space)
    assert switch.value() is Fit.SURELY


def test_a_choice_shown_from_outside_is_not_announced_back(
    switch: Segmented[Fit], qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(switch.value_changed):
        switch.set_value(Fit.SURELY)
    assert switch.value() is Fit.SURELY


def test_a_screen_reader_hears_radio_buttons(switch: Segmented[Fit]) -> None:
    heard = QAccessible.queryAccessibleInterface(segments(switch)[0])
    assert heard is not None
    assert heard.role() is QAccessible.Role.RadioButton
    assert heard.text(QAccessible.Text.Name) == "Could fit"
    assert heard.state().checked


def test_words_too_long_for_the_row_stand_below_each_other(
    switch: Segmented[Fit], qtbot: QtBot
) -> None:
    switch.grab()
    first, second = segments(switch)
    assert first.y() == second.y()
    low = switch.sizeHint().height()
    switch.resize(switch.minimumSizeHint().width(), 60)
    switch.grab()
    assert first.x() == second.x()
    assert first.y() < second.y()
    assert switch.sizeHint().height() > low


def test_the_tab_key_stops_at_the_choice_alone_before_it_has_ever_been_there(
    switch: Segmented[Fit],
) -> None:
    def stops() -> list[bool]:
        tab = Qt.FocusPolicy.TabFocus
        return [bool(segment.focusPolicy() & tab) for segment in segments(switch)]

    assert stops() == [True, False]
    switch.set_value(Fit.SURELY)
    assert stops() == [False, True]


def test_a_word_with_a_letter_for_alt_is_seen_whole(qapp: QApplication, qtbot: QtBot) -> None:
    wide = []
    with larger_text(qapp, 2):
        switch = Segmented([(Fit.COULD, "कॉलम (&K)"), (Fit.SURELY, "जाँच (&J)")], Theme())
        qtbot.addWidget(switch)
        switch.set_value(Fit.SURELY)
        switch.show()
        for times in (1, 2):
            switch.resize(switch.sizeHint().width() * times, switch.sizeHint().height())
            wide.append(width_of_words(segments(switch)[0]))
    assert abs(wide[0] - wide[1]) <= 1


def width_of_words(part: QRadioButton) -> int:
    """From the first to the last column in which anything is drawn."""
    image = part.grab().toImage()
    ground = image.pixelColor(image.width() - 2, image.height() // 2)
    inked = [
        x
        for x in range(3, image.width() - 3)
        if any(image.pixelColor(x, y) != ground for y in range(image.height()))
    ]
    return inked[-1] - inked[0]
