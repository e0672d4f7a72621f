from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import HealthCheck, given, settings

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.quotes.editing import with_option_discount
from exodesk.domain.quotes.outcomes import Decision, Outcome
from exodesk.domain.quotes.quote import Option
from exodesk.exports.clipboard import Cell, as_html
from exodesk.exports.quote_tables import quote_table, quotes_table
from tests import strategies
from tests.builders import NO_RATES, RATE_DAY, RATES
from tests.domain.quotes.test_amounts import options
from tests.exports.test_quote_exports import listed
from tests.quotes import issued, off, quote, sold
from tests.worked_entries import LEEDS, LONDON, MUMBAI, VIAL


def pounds(low: str, high: str) -> list[Cell]:
    return [Decimal(low), Decimal(high), "GBP"]


def test_lines_and_totals_are_numbers_with_the_code_of_their_currency() -> None:
    assert quote_table(listed(quote(LEEDS))) == [
        ["Option", "Line", "Terms", "Low", "High", "Currency"],
        ["A", "Leeds", "3 sessions at £200 – £280, excl. VAT 20 %", *pounds("720.00", "1008.00")],
        ["A", "Total", "incl. VAT", *pounds("720.00", "1008.00")],
        ["A", "Total in INR", "", Decimal("86400.00"), Decimal("120960.00"), "INR"],
    ]


def test_a_discount_on_an_option_stands_below_nought() -> None:
    discounted = with_option_discount(quote((LEEDS, LONDON)), "A", off("10 %"), RATES)
    rows = quote_table(listed(discounted))
    assert [row[1] for row in rows[-3:]] == ["Less 10 %", "Total", "Total in INR"]
    assert rows[-3][3:] == pounds("-147.00", "-205.80")


def test_what_is_not_known_is_a_word() -> None:
    unknown: list[Cell] = ["unknown", "unknown", "GBP"]
    rows = quote_table(listed(quote(VIAL)))
    assert rows[1][3:] == unknown
    assert rows[2][3:] == unknown
    without = quote_table(listed(quote(MUMBAI), table=NO_RATES))
    assert without[-1][3:] == ["needs a rate", "needs a rate", "INR"]


def test_quotes_have_a_row_for_each_option() -> None:
    held = issued(quote(LEEDS, MUMBAI, client="C. D."))
    outcome = Outcome(Decision.ACCEPTED, RATE_DAY, "B")
    headings, first, second = quotes_table([listed(held, outcome)])
    assert first == [
        *("Q-2026-0001", Decimal(1), "accepted", "C. D.", "", "2026-01-15", "2026-01-29"),
        *("A", "", *pounds("720.00", "1008.00")),
        *(Decimal("86400.00"), Decimal("120960.00"), "INR"),
    ]
    assert second[7] == "B"
    assert len(headings) == len(first) == len(second)


def test_a_quote_without_options_has_a_row_as_well() -> None:
    (headings, row) = quotes_table([listed(quote())])
    assert len(row) == len(headings)
    assert row[:4] == ["", Decimal(1), "draft", "A. B."]


def test_no_name_runs_where_it_is_pasted() -> None:
    line = sold("=1+1", "9 GBP")
    pasted = as_html(quote_table(listed(quote(line, client="@A"))))
    assert "<td>&#x27;=1+1</td>" in pasted
    assert "<td>&#x27;@A</td>" in as_html(quotes_table([listed(quote(line, client="@A"))]))


@given(options(), strategies.assumptions())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_rows_add_up_to_the_total(option: Option, assumptions: Assumptions) -> None:
    rows = quote_table(listed(replace(quote(assumptions=assumptions), options=(option,))))
    place = next(n for n, row in enumerate(rows) if row[1] == "Total")
    for end in (3, 4):
        total = rows[place][end]
        numbers = [row[end] for row in rows[1:place]]
        if isinstance(total, Decimal):
            assert sum(each for each in numbers if isinstance(each, Decimal)) == total
