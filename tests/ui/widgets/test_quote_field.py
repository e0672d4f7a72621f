from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from exodesk.domain.errors import ExodeskError
from exodesk.imports.price_text import read_price
from exodesk.ui.icons import Icons
from exodesk.ui.theme import Theme
from exodesk.ui.widgets.form_editors import ChoiceField, LineField, LinesField
from exodesk.ui.widgets.quote_field import PAUSE_MS, QuoteField, reading

ICONS = Icons(Theme())


@pytest.fixture
def field(qtbot: QtBot) -> QuoteField:
    made = QuoteField("Price of one", LineField("Price"), ICONS)
    qtbot.addWidget(made)
    made.show_raw("£200")
    made.show()
    return made


@pytest.fixture
def said(field: QuoteField) -> list[str]:
    said: list[str] = []
    field.committed.connect(said.append)
    return said


def type_over(field: QuoteField, text: str, qtbot: QtBot) -> None:
    assert isinstance(field.editor, LineField)
    field.editor.selectAll()
    qtbot.keyClicks(field.editor, text)


def test_the_label_leads_to_the_editor(field: QuoteField) -> None:
    assert field.label().text() == "Price of one"
    assert field.label().buddy() is field.editor
    assert field.label().textFormat() is Qt.TextFormat.PlainText


def test_enter_announces_a_new_text_once(field: QuoteField, said: list[str], qtbot: QtBot) -> None:
    type_over(field, "240", qtbot)
    assert said == []
    for _time in range(2):
        qtbot.keyClick(field.editor, Qt.Key.Key_Return)
    field.commit()
    assert said == ["240"]


def test_a_pause_announces_it_as_well(field: QuoteField, said: list[str], qtbot: QtBot) -> None:
    type_over(field, "240", qtbot)
    qtbot.waitUntil(lambda: said == ["240"], timeout=5 * PAUSE_MS)


def test_what_is_being_typed_outlasts_what_the_quote_says(
    field: QuoteField, said: list[str], qtbot: QtBot
) -> None:
    type_over(field, "24", qtbot)
    field.show_raw("£300")
    assert field.editor.raw() == "24"
    field.commit()
    assert said == ["24"]


def test_escape_brings_back_what_the_quote_says(
    field: QuoteField, said: list[str], qtbot: QtBot
) -> None:
    type_over(field, "24", qtbot)
    field.refuse("No.")
    qtbot.keyClick(field.editor, Qt.Key.Key_Escape)
    assert (field.editor.raw(), field.message(), said) == ("£200", "", [])
    field.discard()
    assert field.editor.raw() == "£200"


def test_a_refused_text_stays_until_it_is_changed(field: QuoteField, qtbot: QtBot) -> None:
    type_over(field, "a lot", qtbot)
    field.committed.connect(lambda _raw: field.refuse("“a lot” is no price."))
    field.commit()
    field.show_raw("£200")
    assert (field.editor.raw(), field.message()) == ("a lot", "“a lot” is no price.")
    assert field.editor.accessibleDescription() == "“a lot” is no price."


def test_what_raises_is_said_with_its_ways_out(
    field: QuoteField, said: list[str], qtbot: QtBot
) -> None:
    def take(raw: str) -> None:
        read_price(raw, "GBP")

    field.committed.connect(reading(field, take))
    type_over(field, "300-", qtbot)
    field.commit()
    assert field.message()
    way = next(button for button in field._field.way_buttons() if "from" in button.text())
    way.click()
    assert field.message() == ""
    assert said[-1].startswith("from")


def test_a_refusal_is_said_and_any_other_error_goes_on(field: QuoteField) -> None:
    def refuse(raw: str) -> None:
        raise ExodeskError(f"No {raw}.")

    def fail(_raw: str) -> None:
        raise ZeroDivisionError

    reading(field, refuse)("x")
    assert field.message() == "No x."
    with pytest.raises(ZeroDivisionError):
        reading(field, fail)("x")


def test_a_choice_is_announced_at_once(qtbot: QtBot) -> None:
    field = QuoteField("Tax", ChoiceField("Tax", [("a", "A"), ("b", "B")]), ICONS)
    qtbot.addWidget(field)
    field.show_raw("a")
    with qtbot.waitSignal(field.committed) as announced:
        field.editor.set_raw("b")
    assert announced.args == ["b"]
    with qtbot.assertNotEmitted(field.committed):
        field.show_raw("a")


def test_leaving_several_lines_announces_them(qtbot: QtBot) -> None:
    field = QuoteField("Notes", LinesField("Notes", Theme()), ICONS)
    qtbot.addWidget(field)
    field.show_raw("")
    field.show()
    editor = field.editor
    assert isinstance(editor, LinesField)
    editor.setFocus()
    editor.insertPlainText("two\nlines")
    with qtbot.waitSignal(field.committed) as announced:
        editor.clearFocus()
    assert announced.args == ["two\nlines"]
