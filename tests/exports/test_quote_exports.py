from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import HealthCheck, given, settings

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.quotes.amounts import quote_amounts
from exodesk.domain.quotes.book import Group, Listed, QuoteBook, QuoteState, by_state
from exodesk.domain.quotes.checks import check
from exodesk.domain.quotes.editing import with_option_discount, with_validity
from exodesk.domain.quotes.following import as_of_today
from exodesk.domain.quotes.issuing import new_version
from exodesk.domain.quotes.lines import entry_line
from exodesk.domain.quotes.outcomes import Decision, Outcome
from exodesk.domain.quotes.quote import Option, Quote
from exodesk.domain.rates import RateTable
from exodesk.exports.quote_csv import LIST_COLUMNS, QUOTE_COLUMNS, quote_csv, quotes_csv
from exodesk.exports.quote_plain import quote_object, quotes_object
from exodesk.quote_listing import list_text, quote_text
from tests import strategies
from tests.builders import NO_RATES, RATE_DAY, RATES, course, entry, price, rates
from tests.domain.quotes.test_amounts import QUOTES, options
from tests.quotes import changed, issued, off, quote, sold
from tests.worked_entries import LEEDS, MUMBAI, VIAL

LINE = changed(
    entry_line(LEEDS, Assumptions()),
    price=price("250 GBP"),
    reason="longer sessions",
    discount=off("50 GBP"),
    note="two lines\nhere",
)
DISCOUNTED = with_option_discount(quote((LINE, sold("Cream", "9 GBP"))), "A", off("10 %"), RATES)


def listed(
    held: Quote, outcome: Outcome | None = None, table: RateTable = RATES, today: date = RATE_DAY
) -> Listed:
    book = QuoteBook({held.id: held}, {} if outcome is None else {held.id: outcome})
    return Listed(held, book.state(held, today), outcome, quote_amounts(held, table))


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def heads(data: bytes) -> Sequence[str]:
    return data.decode("utf-8-sig").split("\r\n")[0].split(",")


def test_the_columns_stand_in_their_order() -> None:
    assert heads(quote_csv(listed(DISCOUNTED))) == list(QUOTE_COLUMNS)
    assert heads(quotes_csv([])) == list(LIST_COLUMNS)
    assert QUOTE_COLUMNS[:5] == ("number", "version", "state", "client", "reference")
    assert len(set(QUOTE_COLUMNS)) == len(QUOTE_COLUMNS)
    assert len(set(LIST_COLUMNS)) == len(LIST_COLUMNS)


def test_discounts_are_rows_and_cells_that_add_up() -> None:
    line, cream, discount, total = rows(quote_csv(listed(DISCOUNTED)))
    assert (line["price_low"], line["discount"], line["discount_low"]) == ("750.00", "£50", "50.00")
    assert (line["net_low"], line["tax_low"], line["total_low"]) == ("700.00", "140.00", "840.00")
    assert (line["reason"], line["note"]) == ("longer sessions", "two lines\nhere")
    assert (cream["discount"], cream["discount_low"]) == ("", "")
    assert (discount["row"], discount["discount"], discount["total_low"]) == (
        *("discount", "10 %", "-84.90"),
    )
    assert (total["row"], total["total_low"]) == ("total", "764.10")
    assert (discount["net_low"], discount["tax_low"]) == ("-70.90", "-14.00")


def test_json_tells_discounts_and_set_prices_in_their_own_terms() -> None:
    (option,) = quote_object(listed(DISCOUNTED), RATE_DAY)["options"]
    assert option["discount"]["given"] == {
        "amount": None,
        "currency": None,
        "per_cent": "10",
        "text": "10 %",
    }
    assert option["discount"]["total"] == {"low": "84.90", "high": "84.90"}
    line, cream = option["lines"]
    assert line["discount"]["given"]["text"] == "£50"
    assert line["set_price"] == {"low": "250", "high": "250", "currency": "GBP"}
    assert (cream["discount"], cream["set_price"]) == (None, None)
    assert option["state"] == "exact"


def test_text_shows_the_discount_on_an_option() -> None:
    assert "  Discount of 10 %: −£84.90\n  Total: £764.10 incl. tax" in quote_text(
        listed(DISCOUNTED), RATE_DAY
    ).replace("VAT", "tax")


def test_what_is_unknown_is_an_empty_cell_and_a_null() -> None:
    held = listed(quote(VIAL))
    line, total = rows(quote_csv(held))
    assert [line[f"{what}_{end}"] for what in ("price", "total") for end in ("low", "high")] == [
        *("", "", "", "")
    ]
    assert (total["total_low"], total["second_total_low"]) == ("", "")
    (option,) = quote_object(held, RATE_DAY)["options"]
    assert (option["total"], option["state"]) == ({"low": None, "high": None}, "unknown")


def test_an_option_that_lacks_a_rate_says_so() -> None:
    held = listed(quote(MUMBAI), table=NO_RATES)
    (option,) = quote_object(held, RATE_DAY)["options"]
    assert option["state"] == "needs-rate"
    assert "Total: needs a rate" in quote_text(held, RATE_DAY)


def test_ways_of_buying_are_told() -> None:
    bought = entry("Laser", "150 GBP", course(3, "400 GBP"), sessions="4")
    (line, _total) = rows(quote_csv(listed(quote(bought))))
    assert (line["bought"], line["unit_price_low"]) == ("one session + course of 3", "")


def test_an_answer_and_a_version_stand_in_lists_and_in_json() -> None:
    first = issued(quote(LEEDS, MUMBAI))
    held = listed(first, Outcome(Decision.ACCEPTED, RATE_DAY, "B"))
    assert quote_object(held, RATE_DAY, successor="Q-2026-0002")["superseded_by"] == "Q-2026-0002"
    one, other = rows(quotes_csv([held]))
    assert (one["decision"], one["accepted_option"], other["option"]) == ("accepted", "B", "B")
    found = quotes_object(by_state([held]))["states"][0]
    assert found["totals"] == [{"currency": "GBP", "low": "300.00", "high": "450.00"}]
    assert found["quotes"][0]["answer"] == {
        "decision": "accepted",
        "on": "2026-01-15",
        "option": "B",
    }
    second = issued(new_version(first, "quote-2", RATE_DAY), "Q-2026-0002")
    document = quote_object(listed(second), RATE_DAY)
    assert (document["version"], document["replaces"]) == (2, "Q-2026-0001")
    assert "Version 2, in place of Q-2026-0001" in quote_text(listed(second), RATE_DAY)


def test_an_empty_draft_is_a_row_of_a_list() -> None:
    (row,) = rows(quotes_csv([listed(quote())]))
    assert (row["number"], row["state"], row["option"]) == ("", "draft", "")
    assert "A. B." in list_text([Group(QuoteState.DRAFT, (listed(quote()),))])
    assert list_text([]) == "There are no quotes yet.\n"
    assert list_text([], "peel") == "No quote fits these words.\n"


def test_findings_are_told_apart_from_what_is_stated() -> None:
    draft = with_validity(quote(MUMBAI), None, RATE_DAY)
    found = check(draft, RATES, RATE_DAY)
    document = quote_object(listed(draft), RATE_DAY, findings=found)
    assert document["findings"][-1] == {
        "kind": "no-validity",
        "option": None,
        "id": None,
        "text": "Until when the quote is valid is not stated.",
    }
    assert document["statements"] == []
    assert "no validity stated" in quote_text(listed(draft), RATE_DAY, findings=found)


def test_what_an_issued_quote_would_be_today_stands_beside_it() -> None:
    first = issued(quote(LEEDS))
    later = RATE_DAY + timedelta(days=90)
    now = as_of_today(first, Catalogue(), rates("GBP/INR=125"))
    document = quote_object(listed(first, today=later), later, now=now)
    assert document["state"] == "expired"
    assert document["options"][0]["second_total"] == {"low": "86400.00", "high": "120960.00"}
    assert document["today"]["totals"][0]["second_total"] == {
        "low": "90000.00",
        "high": "126000.00",
    }
    text = quote_text(listed(first, today=later), later, now=now)
    assert "expired · of 15 Jan 2026 · valid until 29 Jan 2026" in text
    assert "Option A: £720.00 – £1,008.00 incl. VAT, ₹90,000 – ₹1,26,000" in text
    assert "“Leeds” is no longer in the catalogue" in text


@given(options(), strategies.assumptions())
@settings(max_examples=QUOTES // 5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_rows_of_any_quote_add_up_in_csv(option: Option, assumptions: Assumptions) -> None:
    table = rates("GBP/INR=120", "EUR/GBP=0.3333", "EUR/INR=98.7")
    draft = replace(quote(), options=(option,), assumptions=assumptions)
    *parts, total = rows(quote_csv(listed(draft, table=table)))
    for column in ("net", "tax", "total"):
        for end in ("low", "high"):
            if shown := total[f"{column}_{end}"]:
                cells = [row[f"{column}_{end}"] for row in parts]
                assert Fraction(shown) == sum(Fraction(cell) for cell in cells if cell)
                assert end == "low" or "" not in cells
