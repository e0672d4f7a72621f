from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from exodesk.domain.catalogue import Catalogue
from exodesk.domain.quotes.book import QuoteBook, QuoteState
from exodesk.domain.quotes.following import drafts_followed
from exodesk.domain.quotes.outcomes import Decision, Outcome
from exodesk.domain.quotes.quote import Client
from exodesk.ui.listed_quotes import ListedQuotes
from tests.builders import NO_RATES, RATE_DAY, RATES, price, rates
from tests.quotes import catalogue, issued, quote
from tests.worked_entries import LEEDS, MUMBAI

KNOWN = catalogue(LEEDS, MUMBAI)
DRAFT = quote(MUMBAI, client="A. B.", quote_id="1")
ISSUED = issued(quote(LEEDS, client="C. D.", quote_id="2"))
BOOK = QuoteBook({"1": DRAFT, "2": ISSUED}, {})


@pytest.fixture
def listed() -> ListedQuotes:
    return ListedQuotes()


@pytest.mark.parametrize("words", ["", "a. b.", "Ｌeeds", "mumbai CLINIC", "nobody"])
def test_they_are_those_of_the_book(listed: ListedQuotes, words: str) -> None:
    for _time in range(2):
        found = listed.listed(BOOK, words, KNOWN, RATES, RATE_DAY)
        book = QuoteBook(drafts_followed(BOOK.quotes, KNOWN), BOOK.outcomes)
        assert found == book.listed(words, RATE_DAY, RATES)


def test_what_has_not_changed_is_not_reckoned_again(listed: ListedQuotes) -> None:
    first = listed.listed(BOOK, "", KNOWN, RATES, RATE_DAY)
    renamed = replace(DRAFT, client=Client("E. F."))
    book = QuoteBook({"1": renamed, "2": ISSUED}, {})
    second = listed.listed(book, "", KNOWN, RATES, RATE_DAY)
    assert [each.quote.client.name for each in second] == ["E. F.", "C. D."]
    assert second[1] is first[1]
    assert listed.listed(book, "e. f.", KNOWN, RATES, RATE_DAY)[0] is second[0]


def test_a_draft_follows_rates_and_entries_and_an_issued_quote_neither(
    listed: ListedQuotes,
) -> None:
    before = listed.listed(BOOK, "", KNOWN, RATES, RATE_DAY)
    other_rates = listed.listed(BOOK, "", KNOWN, rates("GBP/INR=60"), RATE_DAY)
    assert other_rates[0].span.low == 2 * (before[0].span.low or 0)
    dearer = replace(MUMBAI.offers[0], price=price("24000 INR"))
    known = catalogue(LEEDS, replace(MUMBAI, name="Pune", offers=(dearer,)))
    (found,) = listed.listed(BOOK, "pune", known, RATES, RATE_DAY)
    assert found.span.low == Decimal(600)
    for table in (NO_RATES, RATES):
        assert listed.listed(BOOK, "", Catalogue(), table, RATE_DAY)[1].amounts == before[1].amounts


def test_days_and_answers_change_how_a_quote_stands(listed: ListedQuotes) -> None:
    later = RATE_DAY + timedelta(days=15)
    assert listed.listed(BOOK, "", KNOWN, RATES, RATE_DAY)[1].state is QuoteState.ISSUED
    assert listed.listed(BOOK, "", KNOWN, RATES, later)[1].state is QuoteState.EXPIRED
    answered = QuoteBook(BOOK.quotes, {"2": Outcome(Decision.ACCEPTED, RATE_DAY, "A")})
    found = listed.listed(answered, "", KNOWN, RATES, later)[1]
    assert (found.state, found.outcome) == (QuoteState.ACCEPTED, answered.outcomes["2"])
    assert listed.listed(BOOK, "", KNOWN, RATES, RATE_DAY)[1].outcome is None


def test_a_quote_that_is_gone_is_forgotten(listed: ListedQuotes) -> None:
    listed.listed(BOOK, "", KNOWN, RATES, RATE_DAY)
    without = QuoteBook({"2": ISSUED}, {})
    assert len(listed.listed(without, "", KNOWN, RATES, RATE_DAY)) == 1
