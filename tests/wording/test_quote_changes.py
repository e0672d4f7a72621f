from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from exodesk.domain.assumptions import LineKey
from exodesk.domain.entries import SessionCount, Tax
from exodesk.domain.money import Bounds, Money
from exodesk.domain.quotes.changes import Difference, What, what_changed
from exodesk.domain.quotes.editing import (
    with_changed_line,
    with_line,
    with_new_option,
    with_terms,
    with_validity,
    without_line,
    without_option,
)
from exodesk.domain.quotes.issuing import new_version
from exodesk.domain.quotes.lines import TaxTerms, travel_line
from exodesk.domain.quotes.quote import Client, Quote
from exodesk.wording.quote_changes import difference_text, span_text, what_changed_lines
from tests.builders import RATE_DAY, RATES, bounds, price, rates
from tests.quotes import catalogue, changed, issued, off, quote, sold
from tests.worked_entries import LEEDS, MUMBAI, PEEL

FIRST = issued(quote(LEEDS, (MUMBAI, travel_line(Money.parse("420 GBP"))), PEEL))
SECOND = new_version(FIRST, "quote-2", RATE_DAY)


def lines(new: Quote) -> tuple[str, ...]:
    return what_changed_lines(what_changed(FIRST, new, RATES))


def changed_at(letter: str, place: int = 0, **fields: object) -> Quote:
    line = changed(SECOND.option(letter).lines[place], **fields)
    return with_changed_line(SECOND, letter, place, line, RATES)


def test_nothing_is_said_where_nothing_changed() -> None:
    assert lines(SECOND) == ()


def test_another_number_of_sessions() -> None:
    new = changed_at("A", count=SessionCount(4, 4))
    assert lines(new) == ("Option A: Sessions 3 → 4; total £720–1,008 → £960–1,344",)


def test_lines_among_others_are_named() -> None:
    assert lines(changed_at("B", 1, count=SessionCount(3, 3))) == (
        "Option B: Travel: trips 1 → 3; total £720–870 → £1,560–1,710",
    )
    assert lines(changed_at("B", discount=off("10 %"))) == (
        "Option B: Mumbai: discount none → 10 %; total £720–870 → £690–825",
    )


def test_terms_of_a_line_that_stands_alone() -> None:
    assert lines(changed_at("A", price=price("250 GBP"))) == (
        "Option A: Price £200 – £280 → £250; total £720–1,008 → £900",
    )
    assert lines(changed_at("A", tax=TaxTerms(Tax.EXCLUDED, Decimal("12.5")), note="x")) == (
        "Option A: Tax 20 % added → 12.5 % added; note changed; total £720–1,008 → £675–945",
    )
    assert lines(changed_at("A", tax=TaxTerms(Tax.EXEMPT)))[0].startswith(
        "Option A: Tax 20 % added → exempt"
    )
    extras = frozenset({LineKey.ADD_ON, LineKey.CONSULTATION})
    assert lines(changed_at("A", left_out=extras)) == (
        "Option A: With it Maintenance, Consultation, Patch test → Maintenance, Patch test",
    )


def test_what_comes_and_goes() -> None:
    new = without_option(without_line(SECOND, "B", 1, RATES), "C")
    new = with_line(with_new_option(new, "D"), "D", sold("Serum", "20 GBP"), catalogue())
    assert lines(new) == (
        "Option B: “travel” removed; total £720–870 → £300–450",
        "Option D: Added, £20",
        "Option C: Removed, £100–250",
    )
    assert lines(with_line(SECOND, "A", sold("Cream", "9 GBP"), catalogue())) == (
        "Option A: “Cream” added; total £720–1,008 → £729–1,017",
    )


def test_what_changed_of_the_whole_comes_last() -> None:
    new = with_validity(with_terms(SECOND, deposit="20 %"), date(2026, 2, 1), RATE_DAY)
    new = replace(new, client=Client("A. B.", "17"))
    assert lines(new) == (
        "Client A. B. → A. B. · 17; validity 14 days → until 1 Feb 2026; deposit changed",
    )
    without = with_validity(SECOND, None, RATE_DAY)
    assert lines(without) == ("Validity 14 days → none",)
    found = what_changed(FIRST, SECOND, rates("GBP/INR=125"))
    assert what_changed_lines(found)[-1] == (
        "Rate £1 = ₹120.0000 · 15 Jan 2026 · manual → £1 = ₹125.0000 · 15 Jan 2026 · manual"
    )


@pytest.mark.parametrize(
    ("ends", "currency", "text"),
    [
        (bounds(720, 1008), "GBP", "£720–1,008"),
        (bounds("648", "907.2"), "GBP", "£648–907.20"),
        (bounds(86400, 120960), "INR", "₹86,400–1,20,960"),
        (bounds(5, 6), "CHF", "CHF 5–6"),
        (bounds(5, 5), "GBP", "£5"),
        (bounds(900, None), "GBP", "from £900"),
        (Bounds(None, None), "GBP", "unknown"),
    ],
)
def test_a_range_is_as_short_as_it_reads(ends: Bounds, currency: str, text: str) -> None:
    assert span_text(ends, currency) == text


def test_a_discount_on_an_option_and_codes_are_said_plainly() -> None:
    assert (
        difference_text(
            Difference(what=What.OPTION_DISCOUNT, letter="A", old=None, new=off("50 GBP"))
        )
        == "discount on the option none → £50"
    )
    assert (
        difference_text(Difference(what=What.SECOND_CURRENCY, old="INR", new=None))
        == "second currency INR → none"
    )
