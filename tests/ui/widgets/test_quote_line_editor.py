from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from pytestqt.qtbot import QtBot

from exodesk.domain.assumptions import Assumptions, LineKey
from exodesk.domain.entries import Per, SessionCount, Tax
from exodesk.domain.money import Money
from exodesk.domain.quotes.lines import QuoteLine, TaxTerms, entry_line, travel_line
from exodesk.ui.icons import Icons
from exodesk.ui.theme import Theme
from exodesk.ui.widgets.form_editors import LineField, TicksField
from exodesk.ui.widgets.quote_line_editor import QuoteLineEditor
from tests.builders import entry, offer, price, product
from tests.quotes import changed, off, sold

PEEL = entry(
    "Peel",
    "90-120 GBP",
    offer("50 GBP", Per.CONSULTATION, redeemable=True),
    offer("10 GBP", Per.ADD_ON),
    sessions="3",
    lasts="6 month",
)
LINE = entry_line(PEEL, Assumptions())


@pytest.fixture
def made(qtbot: QtBot) -> list[tuple[str, QuoteLine]]:
    return []


def editor(
    qtbot: QtBot, line: QuoteLine, made: list[tuple[str, QuoteLine]] | None = None
) -> QuoteLineEditor:
    found = QuoteLineEditor(line, Icons(Theme()))
    qtbot.addWidget(found)
    found.show_line(line, "GBP", price("90-120 GBP"), "3")
    if made is not None:
        found.line_changed.connect(lambda key, changed_line: made.append((key, changed_line)))
    found.show()
    return found


def write(found: QuoteLineEditor, key: str, text: str) -> str:
    """Put a text into a field; what it then refuses."""
    field = found.fields[key]
    field.editor.set_raw(text)
    field.commit()
    return field.message()


def test_what_is_published_stands_where_nothing_is_set(qtbot: QtBot) -> None:
    found = editor(qtbot, LINE)
    for key, text in (("price", "£90 – £120"), ("count", "3")):
        typed = found.fields[key].editor
        assert isinstance(typed, LineField)
        assert typed.placeholderText() == text
    assert found.fields["price"].editor.raw() == ""
    assert not found.fields["reason"].isVisible()
    assert not found.fields["tax_rate"].isVisible()


@pytest.mark.parametrize(
    ("key", "text", "fields"),
    [
        ("count", "4-6", {"count": SessionCount(4, 6)}),
        ("count", "", {"count": None}),
        ("price", "£95", {"price": price("95 GBP")}),
        ("price", "₹9,000 – ₹12,000", {"price": price("9000-12000 INR")}),
        ("discount", "10 %", {"discount": off("10 %")}),
        ("discount", "£5", {"discount": off("5 GBP")}),
        ("reason", "agreed", {"reason": "agreed"}),
        ("tax", "exempt", {"tax": TaxTerms(Tax.EXEMPT)}),
        ("note", "in March", {"note": "in March"}),
    ],
)
def test_each_text_makes_a_line(
    qtbot: QtBot,
    made: list[tuple[str, QuoteLine]],
    key: str,
    text: str,
    fields: dict[str, object],
) -> None:
    line = changed(LINE, count=SessionCount(9, 9))
    found = editor(qtbot, line, made)
    assert write(found, key, text) == ""
    assert made == [(key, changed(line, **fields))]


@pytest.mark.parametrize(
    ("key", "text", "sentence"),
    [
        ("count", "0", "Sessions must be 1 or more."),
        ("price", "a lot", "“a lot” is not a price that I can read."),
        ("discount", "-5 %", "A discount is an amount above 0"),
    ],
)
def test_a_text_that_cannot_be_read_is_refused_at_its_field(
    qtbot: QtBot, made: list[tuple[str, QuoteLine]], key: str, text: str, sentence: str
) -> None:
    found = editor(qtbot, LINE, made)
    assert write(found, key, text).startswith(sentence)
    assert made == []


def test_a_rate_is_asked_for_where_tax_is_added(
    qtbot: QtBot, made: list[tuple[str, QuoteLine]]
) -> None:
    line = changed(LINE, tax=TaxTerms(Tax.EXCLUDED, Decimal(20)))
    found = editor(qtbot, line, made)
    assert found.fields["tax_rate"].isVisible()
    assert found.fields["tax_rate"].editor.raw() == "20"
    write(found, "tax_rate", "12.5")
    write(found, "tax_rate", "")
    assert [each.tax for _key, each in made] == [
        TaxTerms(Tax.EXCLUDED, Decimal("12.5")),
        TaxTerms(Tax.EXCLUDED),
    ]
    assert write(found, "tax_rate", "120")
    write(found, "tax", "")
    assert made[-1][1].tax is None


def test_what_comes_with_the_entry_can_be_left_out(
    qtbot: QtBot, made: list[tuple[str, QuoteLine]]
) -> None:
    found = editor(qtbot, LINE, made)
    ticks = found.fields["extras"].editor
    assert isinstance(ticks, TicksField)
    assert ticks.raw() == "maintenance;consultation"
    ticks.box("consultation").click()
    ticks.box("add-on").click()
    assert [key for key, _line in made] == ["extras", "extras"]
    assert made[0][1].left_out == {LineKey.CONSULTATION, LineKey.ADD_ON}
    assert made[1][1].left_out == {LineKey.CONSULTATION}


def test_a_line_of_its_own_has_words_and_always_a_number(
    qtbot: QtBot, made: list[tuple[str, QuoteLine]]
) -> None:
    line = sold("Cream", "9 GBP")
    found = editor(qtbot, line, made)
    assert found.fields["text"].editor.raw() == "Cream"
    assert found.fields["count"].label().text() == "Number"
    assert "reason" not in found.fields
    assert write(found, "count", "") != ""
    write(found, "text", "Aftercare")
    write(found, "price", "")
    assert [(key, each.text, each.price) for key, each in made] == [
        ("text", "Aftercare", line.price),
        ("price", "Cream", replace(price("9 GBP"), low=None, high=None)),
    ]


def test_it_counts_what_is_sold(qtbot: QtBot) -> None:
    labels = {
        "Trips": travel_line(Money.parse("420 GBP")),
        "Packs": entry_line(product("Serum", "36 GBP"), Assumptions()),
        "Sessions": LINE,
    }
    for label, line in labels.items():
        assert editor(qtbot, line).fields["count"].label().text() == label


def test_every_editor_has_a_name(qtbot: QtBot) -> None:
    for line in (LINE, sold("Cream", "9 GBP")):
        fields = editor(qtbot, line).fields
        names = [field.editor.accessibleName() for field in fields.values()]
        assert all(names)
        assert len(set(names)) == len(names)


def test_another_subject_needs_another_editor(qtbot: QtBot) -> None:
    assert editor(qtbot, LINE).subject() == (LINE.kind, "peel")
    assert editor(qtbot, sold("Cream", "9 GBP")).subject()[1] == ""
