from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from exodesk.ui.icons import Icons
from exodesk.ui.theme import Theme
from exodesk.ui.widgets.amount_edit import PAUSE_MILLISECONDS, AmountEdit

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def read_days(text: str) -> int:
    number = text.removesuffix("days").strip()
    if not number.isdecimal():
        raise ValueError(f"Not a length of time: “{text}”. Example: 2 days.")
    return int(number)


def write_days(days: int) -> str:
    return f"{days} days"


class Form(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.edit = AmountEdit(read_days, write_days, Icons(Theme()))
        self.other = QLineEdit()
        self.announced: list[int | None] = []
        self.keys_passed_on: list[int] = []
        self.edit.value_changed.connect(self.announced.append)
        column = QVBoxLayout(self)
        column.addWidget(self.edit)
        column.addWidget(self.edit.message_label)
        column.addWidget(self.other)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.keys_passed_on.append(event.key())


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.edit.setFocus()
    return made


def test_enter_commits_and_writes_the_value_as_read(form: Form, qtbot: QtBot) -> None:
    qtbot.keyClicks(form.edit, "7")
    assert form.announced == []
    qtbot.keyClick(form.edit, Qt.Key.Key_Return)
    assert form.announced == [7]
    assert form.edit.text() == "7 days"


def test_leaving_the_field_commits(form: Form, qtbot: QtBot) -> None:
    qtbot.keyClicks(form.edit, "7")
    form.other.setFocus()
    assert form.announced == [7]
    assert form.edit.text() == "7 days"


def test_a_pause_commits_once_and_leaves_the_text_alone(form: Form, qtbot: QtBot) -> None:
    qtbot.keyClicks(form.edit, "12")
    assert form.announced == []
    with qtbot.waitSignal(form.edit.value_changed, timeout=PAUSE_MILLISECONDS * 10):
        pass
    assert form.announced == [12]
    assert form.edit.text() == "12"
    qtbot.keyClick(form.edit, Qt.Key.Key_Return)
    assert form.announced == [12]


def test_an_empty_field_is_no_limit(form: Form, qtbot: QtBot) -> None:
    assert form.edit.placeholderText() == "any"
    form.edit.set_value(7)
    form.edit.selectAll()
    qtbot.keyClick(form.edit, Qt.Key.Key_Delete)
    qtbot.keyClick(form.edit, Qt.Key.Key_Return)
    assert form.announced == [None]
    assert form.edit.value() is None


def test_a_refused_text_stays_says_why_and_keeps_the_last_value(form: Form, qtbot: QtBot) -> None:
    form.edit.set_value(7)
    form.edit.selectAll()
    qtbot.keyClicks(form.edit, "a few")
    qtbot.keyClick(form.edit, Qt.Key.Key_Return)
    sentence = "Not a length of time: “a few”. Example: 2 days."
    assert form.edit.text() == "a few"
    assert form.edit.value() == 7
    assert form.announced == []
    assert form.edit.message == sentence
    assert form.edit.property("bad") == "true"
    assert form.edit.message_label.isVisible()
    assert form.edit.message_label.text() == sentence
    assert form.edit.accessibleDescription() == sentence


def test_a_valid_text_clears_the_refusal(form: Form, qtbot: QtBot) -> None:
    qtbot.keyClicks(form.edit, "x")
    qtbot.keyClick(form.edit, Qt.Key.Key_Return)
    assert form.edit.message
    form.edit.selectAll()
    qtbot.keyClicks(form.edit, "3")
    qtbot.keyClick(form.edit, Qt.Key.Key_Return)
    assert form.edit.message == ""
    assert form.edit.property("bad") is None
    assert not form.edit.message_label.isVisible()
    assert form.announced == [3]


def test_escape_restores_the_last_valid_text_and_only_then_leaves_the_field(
    form: Form, qtbot: QtBot
) -> None:
    form.edit.set_value(7)
    qtbot.keyClicks(form.edit, "x")
    qtbot.keyClick(form.edit, Qt.Key.Key_Return)
    qtbot.keyClick(form.edit, Qt.Key.Key_Escape)
    assert form.edit.text() == "7 days"
    assert form.edit.message == ""
    assert form.announced == []
    assert Qt.Key.Key_Escape not in form.keys_passed_on
    qtbot.keyClick(form.edit, Qt.Key.Key_Escape)
    assert form.keys_passed_on[-1] == Qt.Key.Key_Escape
    assert form.edit.text() == "7 days"


def test_a_value_shown_from_outside_is_not_announced_back(form: Form, qtbot: QtBot) -> None:
    qtbot.keyClicks(form.edit, "a few")
    qtbot.keyClick(form.edit, Qt.Key.Key_Return)
    form.edit.set_value(5)
    qtbot.wait(PAUSE_MILLISECONDS + 50)
    assert form.announced == []
    assert (form.edit.text(), form.edit.message) == ("5 days", "")


def test_a_text_no_keyboard_has_is_read_as_well(form: Form) -> None:
    typed = QInputMethodEvent()
    typed.setCommitString("७")
    QApplication.sendEvent(form.edit, typed)
    form.other.setFocus()
    assert form.announced == [7]


def test_markup_in_a_refusal_stays_text(form: Form, qtbot: QtBot) -> None:
    qtbot.keyClicks(form.edit, "<b>x</b>")
    qtbot.keyClick(form.edit, Qt.Key.Key_Return)
    assert form.edit.message_label.textFormat() is Qt.TextFormat.PlainText
    assert "<b>" in form.edit.message_label.text()


def test_a_message_that_stands_nowhere_opens_no_window(qtbot: QtBot) -> None:
    edit = AmountEdit(read_days, write_days, Icons(Theme()))
    qtbot.addWidget(edit)
    edit.setText("x")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert edit.message
    assert not edit.message_label.isVisible()


def test_the_sentence_wraps_in_a_narrow_panel(form: Form, qtbot: QtBot) -> None:
    form.resize(140, 200)
    qtbot.keyClicks(form.edit, "x")
    qtbot.keyClick(form.edit, Qt.Key.Key_Return)
    label = form.edit.message_label
    assert label.heightForWidth(120) > 2 * label.fontMetrics().height()
    assert form.minimumSizeHint().width() <= 160
