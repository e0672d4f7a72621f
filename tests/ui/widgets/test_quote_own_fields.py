from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.quotes.quote import Beside, Client, Quote
from exodesk.ui.icons import Icons
from exodesk.ui.theme import Theme
from exodesk.ui.widgets.quote_edit import Edit, Setting
from exodesk.ui.widgets.quote_own_fields import QuoteFields, TermFields
from tests.builders import RATES
from tests.quotes import quote

TODAY = date(2026, 1, 15)
SETTING = Setting(TODAY, Catalogue(), RATES, Assumptions())


@pytest.fixture
def fields(qtbot: QtBot) -> QuoteFields:
    made = QuoteFields(Icons(Theme()))
    qtbot.addWidget(made)
    made.set_currencies(("GBP", "INR"))
    made.show()
    return made


def test_it_shows_whom_a_quote_is_for_and_how(fields: QuoteFields) -> None:
    draft = replace(quote(), client=Client("A. B.", "7"), beside=Beside.NONE, language="hi")
    fields.show_quote(draft, TODAY)
    shown = {key: field.editor.raw() for key, field in fields.fields.items()}
    assert shown == {
        "client": "A. B.",
        "reference": "7",
        "language": "hi",
        "currency": "GBP",
        "beside": "none",
    }
    assert fields.validity.days.text() == "14"


def test_each_field_announces_an_edit_by_its_key(fields: QuoteFields, qtbot: QtBot) -> None:
    draft = quote()
    fields.show_quote(draft, TODAY)
    for key, raw in (
        ("client", "Ann"),
        ("reference", "12"),
        ("language", "hi"),
        ("currency", "INR"),
        ("beside", "INR"),
    ):
        with qtbot.waitSignal(fields.edited) as announced:
            fields.fields[key].editor.set_raw(raw)
            fields.fields[key].commit()
        assert announced.args is not None
        said, edit = announced.args
        assert said == key
        fields.show_quote(edit(draft, SETTING), TODAY)
        assert fields.fields[key].editor.raw() == raw


def test_a_validity_is_announced_as_an_edit(fields: QuoteFields, qtbot: QtBot) -> None:
    edits: list[tuple[str, Edit]] = []
    fields.edited.connect(lambda key, edit: edits.append((key, edit)))
    fields.validity.validity_changed.emit(30)
    ((key, edit),) = edits
    assert key == "validity"
    assert edit(quote(), SETTING).validity == 30


def test_currencies_that_stay_the_same_keep_what_is_chosen(fields: QuoteFields) -> None:
    fields.show_quote(quote(), TODAY)
    fields.beside.set_raw("none")
    fields.set_currencies(("GBP", "INR", "EUR"))
    assert fields.beside.raw() == "none"
    assert [fields.currency.itemData(n) for n in range(3)] == ["GBP", "INR", "EUR"]


@pytest.mark.parametrize(("width", "in_a_row"), [(1000, 3), (450, 2), (100, 1)])
def test_as_many_stand_in_a_row_as_there_is_room_for(
    fields: QuoteFields, qtbot: QtBot, width: int, in_a_row: int
) -> None:
    fields.resize(1000, 300)
    fields.show_for_width(width)
    parts = [*fields.fields.values(), fields.validity]

    def in_first_row() -> int:
        tops = [part.y() for part in parts]
        return tops.count(min(tops))

    qtbot.waitUntil(lambda: in_first_row() == in_a_row)


def test_terms_announce_edits_by_their_keys(qtbot: QtBot) -> None:
    terms = TermFields(Icons(Theme()))
    qtbot.addWidget(terms)
    draft: Quote = replace(quote(), deposit="20 %")
    terms.show_quote(draft)
    assert terms.fields["deposit"].editor.raw() == "20 %"
    for key in ("deposit", "payment", "notes"):
        with qtbot.waitSignal(terms.edited) as announced:
            terms.fields[key].editor.set_raw("all of it")
            terms.fields[key].commit()
        assert announced.args is not None
        said, edit = announced.args
        assert said == key
        draft = edit(draft, SETTING)
    assert (draft.deposit, draft.payment, draft.notes) == ("all of it",) * 3
