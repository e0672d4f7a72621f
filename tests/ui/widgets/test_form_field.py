from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from exodesk.imports.form_problems import FieldWay, Problem
from exodesk.ui.icons import Icons
from exodesk.ui.theme import Theme
from exodesk.ui.widgets.form_editors import LineField
from exodesk.ui.widgets.form_field import FormField

WAY = FieldWay("Swap?", "low", "1-2")
PROBLEM = Problem("low", "The <b>upper</b> one is below the lower one.", (WAY,))


@pytest.fixture
def field(qtbot: QtBot) -> FormField:
    made = FormField(Icons(Theme()), {"low": LineField("Low"), "high": LineField("High")})
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_refusal_marks_its_editor_alone_and_says_why(field: FormField) -> None:
    field.show_problems((PROBLEM,))
    low, high = field.editor("low"), field.editor("high")
    assert (low.property("bad"), high.property("bad")) == ("true", None)
    assert low.accessibleDescription() == PROBLEM.sentence
    assert [button.text() for button in field.way_buttons()] == ["Swap?"]
    field.show_problems(())
    assert low.property("bad") is None
    assert not any(button.isVisible() for button in field.way_buttons())


def test_a_way_out_is_announced(field: FormField, qtbot: QtBot) -> None:
    field.show_problems((PROBLEM,))
    (button,) = field.way_buttons()
    with qtbot.waitSignal(field.way_taken) as taken:
        qtbot.keyClick(button, Qt.Key.Key_Space)
    assert taken.args == [WAY]


def test_a_way_that_is_taken_back_at_once_is_never_a_window_of_its_own(field: FormField) -> None:
    field.show_problems((PROBLEM,))
    field.show_problems((replace(PROBLEM, sentence="It is below the lower one."),))
    buttons = field.way_buttons()
    field.show_problems(())
    QApplication.sendPostedEvents(None, QEvent.Type.MetaCall)  # the layout shows what it was given
    assert [button for button in buttons if button.isVisible()] == []


def test_editors_can_get_other_keys(field: FormField) -> None:
    low = field.editor("low")
    field.rekey(["first", "second"])
    assert field.editor("first") is low
    assert field.editor_keys() == ("first", "second")


def test_what_was_understood_stands_below(field: FormField) -> None:
    field.understood.say("£120 <i>per session</i>", ["≈ ₹14,400", ""])
    assert field.understood.isVisible()
    assert (field.understood.what(), field.understood.more()) == (
        "£120 <i>per session</i>",
        "≈ ₹14,400",
    )
    field.understood.say("")
    assert not field.understood.isVisible()
