from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.quotes.amounts import option_amounts
from exodesk.domain.quotes.lines import QuoteLine, entry_line
from exodesk.domain.quotes.quote import Option
from exodesk.domain.rates import RateTable
from exodesk.ui.icons import Icons
from exodesk.ui.theme import Theme
from exodesk.ui.widgets.quote_line_row import line_key
from exodesk.ui.widgets.quote_option_editor import QuoteOptionEditor, ShownOption
from tests.builders import NO_RATES, RATES
from tests.quotes import changed, off, sold
from tests.ui.keyboard import heard
from tests.worked_entries import LEEDS, MUMBAI

PLAIN = Assumptions()
LINES = (entry_line(LEEDS, PLAIN), sold("Cream", "9 GBP"), entry_line(MUMBAI, PLAIN))


def shown(option: Option, rates: RateTable = RATES) -> ShownOption:
    amounts = option_amounts(option, PLAIN, rates, "INR")
    return ShownOption(option, amounts, (None,) * len(option.lines), "GBP")


@pytest.fixture
def editor(qtbot: QtBot) -> QuoteOptionEditor:
    made = QuoteOptionEditor("A", Icons(Theme()))
    qtbot.addWidget(made)
    made.resize(800, 500)
    made.show_option(shown(Option("A", LINES)))
    made.show()
    return made


def test_it_shows_lines_and_totals(editor: QuoteOptionEditor) -> None:
    assert editor.total.text() == "£1,029.00 – £1,467.00 tax partly not stated"
    assert editor.second.text() == "₹1,23,480 – ₹1,76,040"
    assert editor.title.placeholderText() == "Leeds + Cream + Mumbai"
    assert editor.lines[0].words() == (
        "Leeds\nClinic · GB. 3 sessions at £200 – £280, excl. VAT 20 %.\n£720.00 – £1,008.00"
    )


def test_an_obstacle_is_said_and_there_is_no_total(editor: QuoteOptionEditor) -> None:
    editor.show_option(shown(Option("A", LINES), NO_RATES))
    assert editor.total.text() == "needs a rate"
    assert "there is no rate" in editor._obstacle.text()
    assert editor._obstacle.isVisible()
    editor.show_option(shown(Option("A", LINES)))
    assert not editor._obstacle.isVisible()


def test_title_and_discount_are_announced(editor: QuoteOptionEditor, qtbot: QtBot) -> None:
    with qtbot.waitSignal(editor.title_changed) as title:
        qtbot.keyClicks(editor.title, "Renewal")
        qtbot.keyClick(editor.title, Qt.Key.Key_Return)
    assert title.args == ["Renewal"]
    with qtbot.waitSignal(editor.discount_changed) as discount:
        qtbot.keyClicks(editor.discount, "10 %")
        qtbot.keyClick(editor.discount, Qt.Key.Key_Return)
    assert discount.args == [off("10 %")]
    editor.discount.setText("much")
    editor.discount_field.commit()
    assert editor.discount_field.message().startswith("“much” is not a price")


def test_lines_are_removed_and_moved(editor: QuoteOptionEditor, qtbot: QtBot) -> None:
    first, second, last = editor.lines
    assert not first.up.isEnabled()
    assert not last.down.isEnabled()
    with qtbot.waitSignal(editor.line_removed) as removed:
        second.remove.click()
    assert removed.args == [1]
    with qtbot.waitSignal(editor.line_moved) as up:
        second.up.click()
    with qtbot.waitSignal(editor.line_moved) as down:
        second.down.click()
    assert (up.args, down.args) == ([1, 0], [1, 2])


def test_a_single_line_cannot_be_moved(editor: QuoteOptionEditor) -> None:
    editor.show_option(shown(Option("A", LINES[:1])))
    assert not editor.lines[0].up.isVisible()
    assert not editor.lines[0].down.isVisible()


def test_the_button_that_moves_a_line_keeps_the_focus(editor: QuoteOptionEditor) -> None:
    editor.lines[1].up.setFocus()
    moved = (LINES[1], LINES[0], LINES[2])
    editor.show_option(shown(Option("A", moved)))
    assert editor.lines[0].down.hasFocus(), "its line is the first now and cannot go further up"
    editor.show_option(shown(Option("A", LINES)))
    assert editor.lines[1].down.hasFocus()


def test_after_a_line_has_gone_the_next_one_has_the_focus(editor: QuoteOptionEditor) -> None:
    editor.lines[1].remove.setFocus()
    editor.show_option(shown(Option("A", (LINES[0], LINES[2]))))
    assert editor.lines[1].remove.hasFocus()
    editor.show_option(shown(Option("A", LINES[:1])))
    assert editor.lines[0].remove.hasFocus()
    editor.show_option(shown(Option("A")))
    assert editor.entry_search.hasFocus()


def test_an_opened_line_announces_what_is_changed_in_it(
    editor: QuoteOptionEditor, qtbot: QtBot
) -> None:
    row = editor.lines[1]
    assert not row.is_open()
    qtbot.keyClick(row.open_button, Qt.Key.Key_Space)
    assert row.is_open()
    assert row.editor is not None
    with qtbot.waitSignal(editor.line_changed) as announced:
        row.editor.fields["note"].editor.set_raw("cold")
        row.editor.fields["note"].commit()
    assert announced.args == [1, "note", changed(LINES[1], note="cold")]
    row.set_open(False)
    assert not row.editor.isVisible()


def test_opened_lines_stay_open_when_another_comes(editor: QuoteOptionEditor) -> None:
    editor.lines[0].set_open(True)
    more: tuple[QuoteLine, ...] = (*LINES, sold("Other", "1 GBP"))
    editor.show_option(shown(Option("A", more)))
    assert [row.is_open() for row in editor.lines] == [True, False, False, False]


def test_every_stop_has_a_name_and_text_is_plain(editor: QuoteOptionEditor) -> None:
    named = replace(LEEDS, name="<b>Leeds</b> & Co")
    editor.show_option(shown(Option("A", (entry_line(named, PLAIN), *LINES[1:]))))
    editor.lines[0].set_open(True)
    assert all(heard(stop) for stop in editor.stops())
    assert editor.lines[0].words().startswith("<b>Leeds</b> & Co\n")
    assert editor.lines[0].remove.accessibleName() == "Remove <b>Leeds</b> & Co"


def test_the_key_of_a_line_says_what_it_sells() -> None:
    assert line_key(LINES[0]) == ("entry", "leeds")
    assert line_key(LINES[1]) == ("text", "")
