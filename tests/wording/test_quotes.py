from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.entries import Entry, Per, SessionCount, Tax
from exodesk.domain.money import Money
from exodesk.domain.quotes.amounts import quote_amounts
from exodesk.domain.quotes.book import QuoteState
from exodesk.domain.quotes.editing import with_title, with_validity
from exodesk.domain.quotes.findings import Finding, FindingKind, Fix, TextField
from exodesk.domain.quotes.issuing import new_version
from exodesk.domain.quotes.lines import QuoteLine, TaxTerms, entry_line, travel_line
from exodesk.wording.quotes import (
    bought_text,
    discount_text,
    finding_line,
    finding_text,
    option_name,
    quote_called,
    row_count_text,
    row_name,
    row_tax_text,
    second_text,
    state_word,
    total_text,
    unit_text,
    validity_text,
    version_text,
)
from tests.builders import NO_RATES, RATE, RATE_DAY, RATES, course, entry, offer, price, rate
from tests.quotes import changed, issued, off, quote, sold
from tests.worked_entries import LEEDS, LONDON, MUMBAI, RETINOID, VIAL

ISSUED = issued(quote(LEEDS))


def rows(*lines: QuoteLine | Entry) -> list[tuple[str, str, str, str, str]]:
    """Each row as it is read: name, number, price of one, way, tax."""
    draft = quote(lines)
    (amounts,) = quote_amounts(draft, RATES)
    held = draft.options[0].lines
    return [
        (
            row_name(held[row.line], row),
            row_count_text(row),
            unit_text(row),
            bought_text(row),
            row_tax_text(row, held[row.line].entry),
        )
        for row in amounts.rows
    ]


def total(*lines: QuoteLine | Entry) -> str:
    draft = quote(lines)
    (amounts,) = quote_amounts(draft, RATES)
    return total_text(draft.options[0], amounts)


def test_a_quote_is_called_by_its_number_and_its_client() -> None:
    assert quote_called(ISSUED) == "Q-2026-0001 A. B."
    assert quote_called(quote()) == "Draft for A. B."
    assert quote_called(quote(client="")) == "Draft quote"
    assert option_name(with_title(quote(LEEDS), "A", "Renewal").options[0]) == "Option A: Renewal"
    assert option_name(quote(LEEDS).options[0]) == "Option A"


def test_a_version_names_the_quote_in_whose_place_it_stands() -> None:
    assert version_text(ISSUED) == ""
    second = new_version(ISSUED, "quote-2", RATE_DAY)
    assert version_text(second) == "Version 2, in place of Q-2026-0001"


def test_validity_is_a_day_once_it_is_settled() -> None:
    assert validity_text(ISSUED) == "valid until 29 Jan 2026"
    assert validity_text(quote()) == "valid for 14 days after issue"
    chosen = with_validity(quote(), date(2026, 2, 1), RATE_DAY)
    assert validity_text(chosen) == "valid until 1 Feb 2026"
    assert validity_text(with_validity(quote(), None, RATE_DAY)) == "no validity stated"


def test_rows_say_what_how_many_and_at_which_price() -> None:
    assert rows(
        LEEDS, RETINOID, travel_line(Money.parse("420 GBP")), sold("Cream", "9 GBP", 2)
    ) == [
        ("Leeds", "3 sessions", "£200 – £280", "", "excl. VAT 20 %"),
        ("Retinoid", "7 packs", "£36", "", "VAT not stated"),
        ("Travel", "1 trip", "£420", "", "incl. tax"),
        ("Cream", "2", "£9", "", "incl. tax"),
    ]
    assert rows(LONDON)[1][:3] == ("Consultation", "1", "£50")
    assert rows(VIAL)[0][1:3] == ("3 sessions", "on request")
    assert rows(entry("Peel", sessions="3"))[0][1:] == ("3 sessions", "no price published", "", "")
    assert rows(entry("Peel", "9 GBP"))[0][1] == "not stated"


def test_courses_and_several_prices_are_told_as_they_are_bought() -> None:
    bought = entry("Laser", "150 GBP", course(3, "400 GBP"), sessions="3-4")
    assert rows(bought)[0][3] == "course of 3 to one session + course of 3"
    assert rows(bought)[0][2] == ""


@pytest.mark.parametrize(
    ("tax", "rate", "text"),
    [
        (Tax.INCLUDED, None, "incl. GST"),
        (Tax.EXEMPT, None, "exempt from GST"),
        (Tax.EXCLUDED, "12.5", "excl. GST 12.5 %"),
        (Tax.EXCLUDED, None, "excl. GST 18 %"),
        (Tax.UNKNOWN, None, "GST not stated"),
    ],
)
def test_tax_is_called_as_where_the_entry_is_offered(tax: Tax, rate: str | None, text: str) -> None:
    terms = TaxTerms(tax, None if rate is None else Decimal(rate))
    line = changed(entry_line(MUMBAI, Assumptions()), tax=terms)
    assert rows(line)[0][4] == text


def test_mixed_tax_is_left_to_each_price() -> None:
    single = offer("150 GBP", tax=Tax.EXCLUDED, tax_rate="20")
    whole = replace(course(3, "400 GBP"), tax=Tax.INCLUDED)
    assert rows(entry("Laser", single, whole, sessions="4"))[0][4] == "VAT as each price says"


def test_a_total_says_what_is_known_of_its_tax() -> None:
    assert total(LEEDS) == "£720.00 – £1,008.00 incl. VAT"
    assert total(MUMBAI) == "£300.00 – £450.00 GST not stated"
    assert total(LEEDS, MUMBAI) == "£1,020.00 – £1,458.00 tax partly not stated"
    exempt = changed(entry_line(LEEDS, Assumptions()), tax=TaxTerms(Tax.EXEMPT))
    assert total(exempt) == "£600.00 – £840.00"
    (amounts,) = quote_amounts(quote(MUMBAI), NO_RATES)
    assert total_text(quote(MUMBAI).options[0], amounts) == "needs a rate"


def test_the_second_currency_stands_as_whole_as_it_is() -> None:
    (amounts,) = quote_amounts(quote(LEEDS), RATES)
    assert second_text(amounts) == "₹86,400 – ₹1,20,960"
    (amounts,) = quote_amounts(quote(sold("Cream", "0.01 GBP")), RATES)
    assert second_text(amounts) == "₹1.20"
    (amounts,) = quote_amounts(quote(sold("Cream", "10.01 GBP")), RATES)
    assert second_text(amounts) == "₹1,201"
    (amounts,) = quote_amounts(quote(LEEDS), NO_RATES)
    assert second_text(amounts) == "needs a rate"
    assert second_text(replace(amounts, second_currency=None)) == ""


def test_discounts_are_amounts_or_shares() -> None:
    assert [discount_text(d) for d in (off("50 GBP"), off("7.5 %"), None)] == [
        *("£50", "7.5 %", "none")
    ]


def test_every_state_and_every_finding_has_its_words() -> None:
    assert [state_word(state) for state in QuoteState] == [
        *("draft", "issued", "accepted", "declined", "expired", "superseded")
    ]
    for kind in FindingKind:
        finding = Finding(kind=kind, rate=RATE, field=TextField.NOTES)
        assert finding_text(finding).endswith(".")
    assert {Finding(kind=kind).fix for kind in FindingKind} == set(Fix)


@pytest.mark.parametrize(
    ("finding", "line"),
    [
        (
            Finding(kind=FindingKind.TAX_UNKNOWN, letter="B", line=0, name="Mumbai"),
            "Option B · Mumbai: Whether tax is included in the price is not stated.",
        ),
        (
            Finding(kind=FindingKind.PRICE_OLD, letter="C", line=0, name="Peel", date="2025-06"),
            "Option C · Peel: The price is of Jun 2025: more than 180 days old.",
        ),
        (
            Finding(kind=FindingKind.PRICE_OLD, letter="C", line=0, name="Peel"),
            "Option C · Peel: The price is undated.",
        ),
        (
            Finding(
                kind=FindingKind.FEE_LEFT_OUT,
                letter="A",
                name="Peel",
                per=Per.CONSULTATION,
                price=price("50 GBP"),
            ),
            "Option A · Peel: Not in the total: a consultation fee (£50).",
        ),
        (
            Finding(kind=FindingKind.RATE_OLD, rate=rate("GBP/INR=120")),
            "The exchange rate is more than a week old: £1 = ₹120.0000 · 15 Jan 2026 · manual.",
        ),
        (
            Finding(kind=FindingKind.PRESSURE, field=TextField.NOTES, phrase="only today"),
            "This rushes the reader (notes): “only today”.",
        ),
    ],
)
def test_a_finding_says_where_and_what(finding: Finding, line: str) -> None:
    assert finding_line(finding) == line


def test_a_range_of_sessions_is_read_as_one() -> None:
    line = changed(entry_line(LEEDS, Assumptions()), count=SessionCount(4, 6))
    assert rows(line)[0][1] == "4 – 6 sessions"
