from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from exodesk.ui.theme import TypeRole, role_font
from exodesk.ui.widgets.wrapped_text import (
    WrappedLabel,
    breakable,
    plain_tip,
    shortened,
    wrapped_lines,
)
from tests.ui.keyboard import HOSTILE


@pytest.mark.parametrize("text", HOSTILE)
def test_a_tool_tip_shows_the_text_itself_whatever_it_holds(qtbot: QtBot, text: str) -> None:
    read = QTextDocument()
    read.setHtml(plain_tip(text))
    shown = read.toPlainText().replace("\N{ZERO WIDTH SPACE}", "")
    assert shown.split() == shortened(text, 1_000).split()


def test_nothing_to_say_is_no_tool_tip() -> None:
    assert plain_tip("") == ""


def test_only_what_is_too_long_is_shortened() -> None:
    assert shortened("peel", 4) == "peel"
    assert shortened("peels", 4) == "pee…"
    assert shortened("a peel", 3) == "a…"


def test_only_words_that_no_line_could_hold_are_broken() -> None:
    usual = "a sentence of usual words " * 20
    assert breakable(usual) == usual
    pieces = breakable("x" * 100).split("\N{ZERO WIDTH SPACE}")
    assert [len(piece) for piece in pieces] == [40, 40, 20]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_label_has_at_most_its_lines_and_hears_all(qtbot: QtBot, text: str) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    label = WrappedLabel(TypeRole.BODY, 2, window)
    label.resize(200, 60)
    label.show_text(text)
    assert label.line_count(200) <= 2
    assert label.text() == text
    assert "<b>" not in label.toolTip()


def test_the_last_line_ends_in_an_ellipsis(qtbot: QtBot) -> None:
    lines = wrapped_lines("word " * 50, role_font(TypeRole.BODY), 120, 2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")


def test_room_that_is_reserved_already_is_not_asked_for_again(qtbot: QtBot) -> None:
    """A layout that reserves room in answer to being laid out would never come to rest."""
    window = QWidget()
    qtbot.addWidget(window)
    label = WrappedLabel(TypeRole.BODY, 3, window)
    window.show()
    QApplication.processEvents()
    asked = Asked(window)
    for count in (2, 2, 2, 3, 3):
        label.reserve_lines(count)
        QApplication.sendPostedEvents()
    assert asked.times == 2


class Asked(QObject):
    """Counts how often a widget is asked to lay itself out."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.times = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.times += event.type() is QEvent.Type.LayoutRequest
        return False
