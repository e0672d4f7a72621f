from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from exodesk.ui.icons import Icons
from exodesk.ui.theme import Theme
from exodesk.ui.widgets.details_lines import Line, Part, Run
from exodesk.ui.widgets.details_text import DetailText

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def starts(text: DetailText) -> list[int]:
    """Where the text behind the mark of each line begins, from the left."""
    found = []
    cursor = text.textCursor()
    for place, letter in enumerate(text.toPlainText()):
        if letter == "\t":
            cursor.setPosition(place + 1)
            found.append(text.cursorRect(cursor).left())
    return found


def test_lines_begin_in_one_column_whether_their_number_has_one_digit_or_more(qtbot: QtBot) -> None:
    text = DetailText(Icons(Theme()))
    qtbot.addWidget(text)
    text.resize(280, 400)
    text.show()
    numbered = tuple(Line((Run("What?"),), mark=str(number)) for number in (1, 10, 100))
    text.show_part(Part("Questions", numbered))
    assert len(starts(text)) == 3
    assert len(set(starts(text))) == 1
    assert starts(text)[0] < 60


def test_a_figure_without_room_beside_its_words_stands_below_them_at_the_right(
    qtbot: QtBot,
) -> None:
    text = DetailText(Icons(Theme()))
    qtbot.addWidget(text)
    text.resize(280, 400)
    text.show()
    long = Line((Run("Break-even sessions, a clinic of a rather long name"),), (Run("2 – 4"),))
    short = Line((Run("Break-even"),), (Run("2 – 4"),))
    text.show_part(Part("Where it turns", (long, short)))
    cursor, ends = text.textCursor(), []
    for place in range(len(text.toPlainText()) + 1):
        cursor.setPosition(place)
        if cursor.atBlockEnd() and "2 – 4" in cursor.block().text():
            ends.append(text.cursorRect(cursor).left())
    assert len(ends) == 2
    assert abs(ends[0] - ends[1]) <= 2
