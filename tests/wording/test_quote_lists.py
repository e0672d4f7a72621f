from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from exodesk.domain.quotes.book import QuoteBook, by_state
from exodesk.domain.quotes.editing import with_validity
from exodesk.domain.quotes.issuing import new_version
from exodesk.domain.quotes.outcomes import Decision, decided
from exodesk.domain.quotes.quote import Quote
from exodesk.wording.quote_lines import line_place, option_title, row_terms
from exodesk.wording.quote_lists import (
    count_line,
    entry_labels,
    group_line,
    group_totals,
    last_day_text,
    listed_sentence,
    number_line,
    state_line,
)
from tests.builders import RATE_DAY, RATES, entry, offer
from tests.quotes import issued, quote, sold


def lines(*quotes: Quote, on: date = RATE_DAY, **answers: Decision) -> list[str]:
    outcomes = {
        key.replace("_", "-"): decided(
            next(q for q in quotes if q.id == key.replace("_", "-")), answer, RATE_DAY, on
        )
        for key, answer in answers.items()
    }
    book = QuoteBook({q.id: q for q in quotes}, outcomes)
    return [state_line(each, book.successor(each.quote)) for each in book.listed("", on, RATES)]


def test_a_state_comes_with_what_matters_in_it() -> None:
    draft = quote(sold("Cream", "12 GBP"), sold("Serum", "20 GBP"))
    one = issued(quote(sold("Cream", "12 GBP")))
    assert lines(draft) == ["Draft · 2 options"]
    assert lines(one) == ["Issued · valid to 29 Jan 2026"]
    assert lines(one, on=RATE_DAY + timedelta(days=14)) == ["Issued · valid to 29 Jan 2026"]
    assert lines(one, on=RATE_DAY + timedelta(days=15)) == ["Expired · 29 Jan 2026"]
    assert lines(one, quote_1=Decision.ACCEPTED) == ["Accepted · option A, 15 Jan 2026"]
    assert lines(one, quote_1=Decision.DECLINED) == ["Declined · 15 Jan 2026"]
    endless = issued(with_validity(quote(sold("Cream", "12 GBP")), None, RATE_DAY))
    assert lines(endless) == ["Issued · no last day stated"]


def test_a_superseded_quote_names_what_stands_in_its_place() -> None:
    one = issued(quote(sold("Cream", "12 GBP")))
    two = new_version(one, "quote-2", RATE_DAY)
    assert lines(one, two)[1] == "Superseded · by a draft"
    assert number_line(two) == "Version 2 of Q-2026-0001"
    two = issued(two, "Q-2026-0002")
    assert "Superseded · by Q-2026-0002" in lines(one, two)
    assert number_line(two) == "Q-2026-0002 · version 2"


def test_groups_are_counted_and_their_currencies_never_mixed() -> None:
    pounds = issued(quote(sold("Cream", "12 GBP")))
    more = issued(quote(sold("Serum", "20-30 GBP"), quote_id="quote-2"), "Q-2026-0002")
    rupees = quote(sold("Cream", "1200 INR"), quote_id="quote-3", client="")
    rupees = replace(rupees, assumptions=replace(rupees.assumptions, currency="INR"))
    book = QuoteBook({q.id: q for q in (pounds, more, rupees)}, {})
    groups = by_state(book.listed("", RATE_DAY, RATES))
    assert [group_line(group) for group in groups] == ["Draft · 1", "Issued · 2"]
    assert [group_totals(group) for group in groups] == ["₹1,200", "£32 – £42"]
    assert count_line(groups) == "3 quotes · 1 draft, 2 issued"
    assert count_line(()) == "0 quotes"
    assert listed_sentence(groups[0].quotes[0]) == (
        "No client yet, No number yet, Draft · 1 option, total ₹1,200"
    )


def test_the_last_day_is_that_of_an_issue_today_until_it_is_issued() -> None:
    draft = quote(sold("Cream", "12 GBP"))
    assert last_day_text(draft, RATE_DAY) == "Valid until 29 Jan 2026 if it is issued today."
    assert last_day_text(issued(draft), RATE_DAY) == "Valid until 29 Jan 2026."
    chosen = with_validity(draft, date(2026, 3, 1), RATE_DAY)
    assert last_day_text(chosen, RATE_DAY) == "Valid until 1 Mar 2026."
    assert last_day_text(with_validity(draft, None, RATE_DAY), RATE_DAY) == "No last day is stated."


def test_entries_to_choose_from_are_never_called_alike() -> None:
    twice = [entry("Peel", "50 GBP", city="Leeds", id=key) for key in ("one", "two")]
    labels = entry_labels([*twice, entry("Laser", "90 GBP", provider=None, id="three")])
    assert list(labels.values()) == ["one", "two", "three"]
    assert next(iter(labels)) == "Peel · Clinic · Leeds, GB"
    assert "two" in list(labels)[1]


def test_a_line_says_how_many_at_which_price() -> None:
    made = issued(
        quote(
            [entry("Peel", offer("50-60 GBP"), sessions="3", city="Leeds"), sold("Cream", "9 GBP")]
        )
    )
    assert made.issued is not None
    option, rows = made.options[0], made.issued.amounts[0].rows
    assert option_title(option) == "Peel + Cream"
    assert line_place(option.lines[0]) == "Clinic · Leeds, GB"
    assert row_terms(option.lines[0], rows[0]) == "3 sessions at £50 – £60, VAT not stated"
    assert row_terms(option.lines[1], rows[1]) == "£9, incl. tax"
