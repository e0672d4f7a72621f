from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from exodesk.domain.assumptions import LineKey
from exodesk.domain.entries import SessionCount, Tax
from exodesk.domain.quotes.changes import Difference, What, what_changed
from exodesk.domain.quotes.editing import (
    with_changed_line,
    with_client,
    with_currency,
    with_line,
    with_new_option,
    with_option_discount,
    with_terms,
    with_validity,
    without_option,
)
from exodesk.domain.quotes.issuing import new_version
from exodesk.domain.quotes.lines import TaxTerms
from exodesk.domain.quotes.quote import Client, Quote
from exodesk.domain.rates import RateTable
from tests.builders import RATE_DAY, RATES, bounds, price, rates
from tests.quotes import catalogue, changed, issued, off, quote, sold
from tests.worked_entries import LEEDS, MUMBAI, PEEL

FIRST = issued(quote(LEEDS, MUMBAI))
SECOND = new_version(FIRST, "quote-2", RATE_DAY)


def found(new: Quote, rates: RateTable = RATES, old: Quote = FIRST) -> list[Difference]:
    return list(what_changed(old, new, rates))


def line_changed(**fields: object) -> Quote:
    line = changed(SECOND.option("A").lines[0], **fields)
    return with_changed_line(SECOND, "A", 0, line, RATES)


def test_a_new_version_says_the_same_until_it_is_changed() -> None:
    assert found(SECOND) == []


def test_another_number_of_sessions_and_what_it_makes_of_the_total() -> None:
    count, total = found(line_changed(count=SessionCount(4, 4)))
    assert (count.what, count.letter, count.part) == (What.COUNT, "A", LineKey.SESSIONS)
    assert count.alone
    assert (total.what, total.old, total.new) == (What.TOTAL, bounds(720, 1008), bounds(960, 1344))
    assert (total.currency, total.new_currency) == ("GBP", "GBP")


def test_each_term_of_a_line_is_told_apart() -> None:
    for fields, what in (
        ({"price": price("250 GBP")}, What.PRICE),
        ({"discount": off("10 %")}, What.DISCOUNT),
        ({"tax": TaxTerms(Tax.EXEMPT)}, What.TAX),
        ({"note": "in March"}, What.NOTE),
        ({"left_out": frozenset[LineKey]()}, What.EXTRAS),
    ):
        differences = found(line_changed(**fields))
        assert differences[0].what is what
        assert [d.what for d in differences[1:]] in ([], [What.TOTAL])


def test_lines_and_options_come_and_go() -> None:
    new = with_line(SECOND, "A", sold("Cream", "9 GBP"), catalogue())
    new = with_new_option(without_option(new, "B"))
    new = with_line(new, "B", sold("Serum", "20 GBP"), catalogue())
    differences = found(new)
    assert [(d.what, d.letter, d.name) for d in differences] == [
        (What.LINE_ADDED, "A", "Cream"),
        (What.TOTAL, "A", None),
        (What.LINE_ADDED, "B", "Serum"),
        (What.LINE_REMOVED, "B", "Mumbai"),
        (What.TOTAL, "B", None),
    ]
    gone = found(without_option(SECOND, "B"))
    assert [(d.what, d.letter, d.old) for d in gone] == [
        (What.OPTION_REMOVED, "B", bounds(300, 450))
    ]
    more = with_line(with_new_option(SECOND), "C", sold("Serum", "20 GBP"), catalogue())
    assert [(d.what, d.letter, d.new) for d in found(more)] == [
        (What.OPTION_ADDED, "C", bounds(20, 20))
    ]


def test_two_lines_of_one_entry_are_told_apart_by_their_order() -> None:
    first = issued(quote((PEEL, PEEL)))
    second = new_version(first, "quote-2", RATE_DAY)
    line = changed(second.option("A").lines[1], count=SessionCount(1, 1))
    count, total = found(with_changed_line(second, "A", 1, line, RATES), old=first)
    assert (count.what, total.what) == (What.COUNT, What.TOTAL)
    assert not count.alone


def test_another_rate_is_told_with_what_it_makes_of_totals() -> None:
    differences = found(SECOND, rates("GBP/INR=125"))
    assert [(d.what, d.letter) for d in differences] == [(What.TOTAL, "B"), (What.RATE, None)]
    assert found(SECOND, RATES.with_pinned(replace(RATES.pinned[0], source="bank"))) == []


def test_what_changed_of_the_whole() -> None:
    new = with_client(SECOND, Client("C. D."))
    new = with_terms(new, deposit="20 %", payment="by card", notes="x")
    new = with_validity(new, 30, RATE_DAY)
    new = with_option_discount(new, "B", off("10 %"), RATES)
    whats = [d.what for d in found(new)]
    assert whats == [
        *(What.OPTION_DISCOUNT, What.TOTAL, What.CLIENT, What.VALIDITY),
        *(What.DEPOSIT, What.PAYMENT, What.NOTES),
    ]
    in_rupees = with_currency(SECOND, "INR")
    total = next(d for d in found(in_rupees) if d.what is What.TOTAL)
    assert (total.currency, total.new_currency) == ("GBP", "INR")
    assert What.SECOND_CURRENCY in [d.what for d in found(in_rupees)]


def test_the_rate_of_tax_is_part_of_it() -> None:
    (tax, _total) = found(line_changed(tax=TaxTerms(Tax.EXCLUDED, Decimal(5))))
    assert (tax.old, tax.new) == ((Tax.EXCLUDED, Decimal(20)), (Tax.EXCLUDED, Decimal(5)))
