from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from exodesk.domain.errors import ExodeskError
from exodesk.domain.quotes.book import QuoteBook, QuoteState, by_state
from exodesk.domain.quotes.issuing import new_version
from exodesk.domain.quotes.outcomes import Decision, Outcome
from exodesk.domain.quotes.quote import Client, Quote, number_of, parts_of
from tests.builders import RATE_DAY, RATES, bounds
from tests.quotes import issued, quote, sold
from tests.worked_entries import LEEDS, MUMBAI

LAST = date(2026, 1, 29)
DRAFT = quote(sold("Cream", "9 GBP"), client="Zoë Müller", quote_id="quote-2")
FIRST = issued(quote(LEEDS, MUMBAI))


def book(*quotes: Quote, **outcomes: Outcome) -> QuoteBook:
    by_id = {key.replace("_", "-"): outcome for key, outcome in outcomes.items()}
    return QuoteBook({each.id: each for each in quotes}, by_id)


def test_an_issued_quote_is_valid_to_the_end_of_its_last_day() -> None:
    held = book(FIRST, DRAFT)
    assert held.state(DRAFT, LAST) is QuoteState.DRAFT
    assert held.state(FIRST, LAST) is QuoteState.ISSUED
    assert held.state(FIRST, LAST + timedelta(days=1)) is QuoteState.EXPIRED
    endless = replace(FIRST, issued=replace(FIRST.issued, until=None))  # type: ignore[type-var]
    assert held.state(endless, date(9999, 12, 31)) is QuoteState.ISSUED


def test_an_answer_outlives_the_validity() -> None:
    later = LAST + timedelta(days=90)
    accepted = book(FIRST, quote_1=Outcome(Decision.ACCEPTED, LAST, "A"))
    declined = book(FIRST, quote_1=Outcome(Decision.DECLINED, LAST))
    assert accepted.state(FIRST, later) is QuoteState.ACCEPTED
    assert declined.state(FIRST, later) is QuoteState.DECLINED


def test_a_new_version_supersedes_the_old_one_as_a_draft_already() -> None:
    second = new_version(FIRST, "quote-9", RATE_DAY)
    held = book(FIRST, second, quote_1=Outcome(Decision.ACCEPTED, LAST, "A"))
    assert held.state(FIRST, LAST) is QuoteState.SUPERSEDED
    assert held.successor(FIRST) == second
    assert held.predecessor(second) == FIRST
    assert held.successor(second) is held.predecessor(FIRST) is None


def test_a_quote_is_found_by_its_number() -> None:
    assert book(FIRST, DRAFT).numbered(" q-2026-0001 ") == FIRST
    with pytest.raises(ExodeskError, match="There is no quote Q-2026-0002 in this workspace"):
        book(FIRST).numbered("Q-2026-0002")


def test_numbers_are_of_their_year() -> None:
    held = book(FIRST, issued(quote(LEEDS, quote_id="quote-3"), "Q-2026-10000"))
    assert (held.last_place(2026), held.last_place(2027)) == (10_000, 0)
    assert [number_of(2026, place) for place in (1, 10_000)] == ["Q-2026-0001", "Q-2026-10000"]
    assert parts_of("Q-2026-0017") == (2026, 17)
    assert parts_of("Q-2026-17") is parts_of("2026-0017") is None


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("", ["quote-2", "quote-1"]),
        ("zoë", ["quote-2"]),
        ("ZOË müller", ["quote-2"]),
        ("0001", ["quote-1"]),
        ("leeds", ["quote-1"]),
        ("cream", ["quote-2"]),
        ("leeds mumbai", ["quote-1"]),
        ("leeds cream", []),
        ("ref-17", ["quote-1"]),
    ],
)
def test_words_find_quotes_by_whom_they_are_for_and_what_is_in_them(
    words: str, ids: list[str]
) -> None:
    held = book(replace(FIRST, client=Client("A. B.", "REF-17")), DRAFT)
    assert [found.id for found in held.found(words)] == ids


def test_the_latest_come_first_drafts_before_numbers_of_the_same_day() -> None:
    others = [issued(quote(LEEDS, quote_id=f"quote-{n}"), f"Q-2026-000{n}") for n in (4, 3)]
    older = issued(quote(LEEDS, quote_id="quote-5"), "Q-2025-0009", on=date(2025, 12, 31))
    held = book(older, FIRST, *others, DRAFT)
    assert [found.id for found in held.found("")] == [
        *("quote-2", "quote-4", "quote-3", "quote-1", "quote-5")
    ]


def test_lists_by_state_have_totals_by_currency_that_are_never_mixed() -> None:
    in_rupees = quote(MUMBAI, quote_id="quote-6")
    in_rupees = replace(in_rupees, assumptions=replace(in_rupees.assumptions, currency="INR"))
    accepted = issued(quote(LEEDS, MUMBAI, quote_id="quote-7"), "Q-2026-0002")
    held = book(
        FIRST, DRAFT, in_rupees, accepted, quote_7=Outcome(Decision.ACCEPTED, RATE_DAY, "B")
    )
    groups = {group.state: group for group in by_state(held.listed("", RATE_DAY, RATES))}
    assert list(groups) == [QuoteState.DRAFT, QuoteState.ISSUED, QuoteState.ACCEPTED]
    assert groups[QuoteState.DRAFT].totals == {"GBP": bounds(9, 9), "INR": bounds(36000, 54000)}
    assert groups[QuoteState.ISSUED].totals == {"GBP": bounds(300, 1008)}
    assert groups[QuoteState.ACCEPTED].totals == {"GBP": bounds(300, 450)}


def test_an_empty_draft_has_no_total() -> None:
    (group,) = by_state(book(quote()).listed("", RATE_DAY, RATES))
    assert group.totals == {"GBP": bounds(None, None)}
