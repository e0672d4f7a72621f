from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from exodesk.domain.ask_first import (
    AskFirst,
    AskFirstNote,
    AskFirstTopic,
    Conditions,
    asked,
)
from exodesk.domain.entries import Entry, Route, Source, SourceKind
from exodesk.ui.icons import Icons
from exodesk.ui.theme import Scheme, Theme
from exodesk.ui.widgets.ask_first_view import AskFirstView
from exodesk.ui.widgets.details_lines import Line, Part, Run
from tests.builders import entry
from tests.ui.keyboard import HOSTILE, heard

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

TODAY = date(2026, 11, 26)
SUN = Source("sun", SourceKind.ARTICLE, "Report", "The Sun", None, "2025-11-03", "https://s.un/1")
ROOM = Source("room", SourceKind.PAGE, "Blog", publisher="A clinician", url="javascript:alert(1)")
ORIGIN = AskFirstTopic("origin", "Origin", "What is it made from?")
TIME = AskFirstTopic("time", "Time", "How long may I think it over?")
INJECTED = Conditions(routes=frozenset({Route.INJECTION}))
ASK_FIRST = AskFirst(
    (ORIGIN, TIME),
    (
        AskFirstNote("no", "origin", "Human material is banned.", SUN, position="banned"),
        AskFirstNote("yes", "origin", "It is not illegal.", ROOM, position="allowed"),
        AskFirstNote("time", "time", "Two weeks are expected.", SUN, INJECTED),
    ),
)
LONDON = entry("Peel", id="london")
DELHI = entry("Peel", id="delhi", routes=[Route.INJECTION])
CAUTIONS = Part("Cautions", (Line((Run("pregnancy"),)),))


@pytest.fixture
def view(qtbot: QtBot) -> AskFirstView:
    made = AskFirstView(Icons(Theme()))
    qtbot.addWidget(made)
    made.resize(320, 600)
    made.show()
    return made


def show(
    view: AskFirstView, *entries: Entry, notes: AskFirst = ASK_FIRST, cautions: Part = CAUTIONS
) -> None:
    names = {one.id: one.id.capitalize() for one in entries}
    view.show_topics(asked(entries, notes), names, TODAY, cautions)


def lines(view: AskFirstView) -> list[str]:
    text = view.questions.toPlainText().replace("\ufffc ", "")
    return [line.strip() for line in text.split("\n") if line.strip()]


def test_each_question_stands_with_how_many_notes_led_to_it(view: AskFirstView) -> None:
    show(view, LONDON)
    assert lines(view) == [
        "•\tWhat is it made from?",
        "Sources disagree",
        "Show 2 notes",
        "•\tHow long may I think it over?",
        "may apply (not stated: delivery route)",
        "Show 1 note",
    ]


def test_notes_unfold_below_their_question_with_source_date_and_age(
    view: AskFirstView, qtbot: QtBot
) -> None:
    show(view, LONDON)
    view.questions.act_clicked.emit("origin")
    assert lines(view)[:7] == [
        "•\tWhat is it made from?",
        "Sources disagree",
        "Hide the notes",
        "–\tHuman material is banned.",
        "The Sun: Report · article · 3 Nov 2025 (12 months old) · Open",
        "–\tIt is not illegal.",
        "A clinician: Blog · web page · undated",
    ]
    view.questions.act_clicked.emit("origin")
    assert "Hide the notes" not in lines(view)


def test_what_was_unfolded_stays_so_for_the_next_entry(view: AskFirstView) -> None:
    show(view, LONDON)
    view.questions.act_clicked.emit("time")
    show(view, DELHI)
    assert lines(view)[-2:] == [
        "–\tTwo weeks are expected.",
        "The Sun: Report · article · 3 Nov 2025 (12 months old) · Open",
    ]


def test_what_the_question_says_of_all_its_notes_is_not_repeated(view: AskFirstView) -> None:
    show(view, LONDON)
    view.questions.act_clicked.emit("time")
    assert lines(view).count("may apply (not stated: delivery route)") == 1


def test_of_several_entries_a_note_names_those_it_is_about(view: AskFirstView) -> None:
    show(view, LONDON, DELHI)
    view.questions.act_clicked.emit("time")
    assert lines(view)[-4:] == [
        "–\tTwo weeks are expected.",
        "for Delhi",
        "London: may apply (not stated: delivery route)",
        "The Sun: Report · article · 3 Nov 2025 (12 months old) · Open",
    ]


def test_an_entrys_own_cautions_stand_first(view: AskFirstView) -> None:
    show(view, LONDON)
    assert view.cautions.toPlainText().startswith("Cautions\npregnancy")
    assert view.texts == (view.cautions, view.questions)
    assert view.cautions.y() < view.questions.y()


def test_cautions_alone_are_shown_and_nothing_takes_no_room(view: AskFirstView) -> None:
    show(view, LONDON, notes=AskFirst())
    assert not view.isHidden()
    assert not view.questions.isVisibleTo(view)
    show(view, LONDON, notes=AskFirst(), cautions=Part("", ()))
    assert view.isHidden()


def test_the_heading_says_how_many_questions_there_are_and_folds(
    view: AskFirstView, qtbot: QtBot
) -> None:
    show(view, LONDON)
    heading = view.findChild(QAbstractButton)
    assert heading is not None
    assert heard(heading) == "Ask before booking, 2 questions"
    qtbot.keyClick(heading, Qt.Key.Key_Left)
    assert not view.questions.isVisibleTo(view)
    show(view, DELHI)
    assert not view.questions.isVisibleTo(view)
    qtbot.keyClick(heading, Qt.Key.Key_Right)
    assert view.questions.isVisibleTo(view)


def test_by_keyboard_alone_notes_unfold_and_a_source_opens(
    view: AskFirstView, qtbot: QtBot
) -> None:
    show(view, LONDON)
    view.activateWindow()
    view.questions.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(view.questions.hasFocus)
    qtbot.keyClick(view.questions, Qt.Key.Key_Tab)
    qtbot.keyClick(view.questions, Qt.Key.Key_Return)
    assert "–\tHuman material is banned." in lines(view)
    qtbot.keyClick(view.questions, Qt.Key.Key_Tab)  # the same place, which now folds them
    qtbot.keyClick(view.questions, Qt.Key.Key_Tab)
    with qtbot.waitSignal(view.link_clicked) as opened:
        qtbot.keyClick(view.questions, Qt.Key.Key_Return)
    assert opened.args == ["https://s.un/1"]


def test_an_address_that_is_none_of_the_web_is_no_link(view: AskFirstView) -> None:
    show(view, LONDON)
    view.questions.act_clicked.emit("origin")
    assert "javascript" not in view.questions.toHtml()


def test_a_screen_reader_hears_the_question_and_that_sources_disagree(view: AskFirstView) -> None:
    show(view, LONDON)
    said = heard(view.questions)
    assert "Ask before booking: What is it made from? Sources disagree" in said
    assert said.count("Ask before booking") == 1
    view.questions.act_clicked.emit("origin")
    assert (
        "Human material is banned., The Sun: Report · article · 3 Nov 2025 (12 months old)"
        in heard(view.questions)
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_data_is_never_read_as_anything_else(view: AskFirstView, text: str) -> None:
    topic = replace(ORIGIN, question=text)
    source = replace(SUN, title=text, publisher=text)
    notes = AskFirst((topic,), (AskFirstNote("a", "origin", text, source),))
    show(view, LONDON, notes=notes)
    view.questions.act_clicked.emit("origin")
    assert len(lines(view)) == 4  # the question, what folds the notes, the note, its source
    assert "<img src" not in view.questions.toHtml()


def test_it_follows_the_scheme(view: AskFirstView, qtbot: QtBot) -> None:
    theme = Theme()
    dark = AskFirstView(Icons(theme))
    qtbot.addWidget(dark)
    show(dark, LONDON)

    def colour() -> QColor:
        cursor = dark.questions.textCursor()
        cursor.setPosition(dark.questions.toPlainText().index("What") + 1)
        return cursor.charFormat().foreground().color()

    assert colour() == theme.tokens.text
    theme.set_scheme(Scheme.DARK)
    assert colour() == theme.tokens.text
    theme.set_scheme(Scheme.LIGHT)
