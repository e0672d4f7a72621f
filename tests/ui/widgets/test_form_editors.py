from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from exodesk.ui.theme import Theme
from exodesk.ui.widgets.form_editors import ChoiceField, LineField, LinesField, TicksField

CHOICES = [("a", "Apple"), ("b", "Berry"), ("c", "Cherry")]


def test_a_line_keeps_what_is_put_into_it(qtbot: QtBot) -> None:
    field = LineField("Name")
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.raw_changed):
        field.set_raw("  half typed ")
    assert field.raw() == "  half typed "
    with qtbot.assertNotEmitted(field.raw_changed):
        field.set_raw("  half typed ")


def test_a_choice_shows_what_is_usual_until_something_is_chosen(qtbot: QtBot) -> None:
    field = ChoiceField("Fruit", CHOICES)
    qtbot.addWidget(field)
    field.set_usual("b")
    assert (field.raw(), field.shown(), field.currentText()) == ("", "b", "Berry")
    with qtbot.waitSignal(field.raw_changed):
        qtbot.keyClick(field, Qt.Key.Key_Down)
    assert (field.raw(), field.currentText()) == ("c", "Cherry")
    field.set_usual("a")
    assert field.currentText() == "Cherry"


def test_a_choice_keeps_a_text_that_is_none_of_its_own(qtbot: QtBot) -> None:
    field = ChoiceField("Fruit", CHOICES)
    qtbot.addWidget(field)
    field.set_raw("quince")
    assert (field.raw(), field.currentText()) == ("quince", "")


def test_the_wheel_chooses_nothing(qtbot: QtBot) -> None:
    field = ChoiceField("Fruit", CHOICES)
    qtbot.addWidget(field)
    field.set_raw("a")
    field.show()
    turn = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(field, turn)
    assert field.raw() == "a"


@pytest.mark.parametrize("text", ["", "one", "one\n two\n", "\n\n", "<b>x</b>"])
def test_lines_keep_their_breaks(qtbot: QtBot, text: str) -> None:
    field = LinesField("Notes", Theme())
    qtbot.addWidget(field)
    field.set_raw(text)
    assert field.raw() == text


def test_ticks_are_given_in_their_own_order(qtbot: QtBot) -> None:
    field = TicksField("Fruit", CHOICES, Theme())
    qtbot.addWidget(field)
    field.set_raw("c;a;quince")
    assert field.raw() == "a;c"
    with qtbot.waitSignal(field.raw_changed):
        field.box("b").click()
    assert field.raw() == "a;b;c"
