from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from exodesk.domain.catalogue import Catalogue
from exodesk.domain.entries import Source, SourceKind
from exodesk.domain.errors import ExodeskError
from exodesk.domain.quotes.amounts import quote_amounts, reckoned
from exodesk.domain.quotes.checks import check
from exodesk.domain.quotes.editing import with_new_option, with_statement, with_validity
from exodesk.domain.quotes.following import as_of_today, followed
from exodesk.domain.quotes.issuing import duplicate, issue, new_version
from exodesk.domain.quotes.letterhead import Letterhead
from exodesk.domain.quotes.lines import entries_in
from exodesk.domain.quotes.outcomes import Decision, decided
from exodesk.domain.quotes.quote import Predecessor, Quote
from tests.builders import NO_RATES, RATE, RATE_DAY, RATES, SOURCE, bounds, entry, offer, rates
from tests.quotes import LETTERHEAD, catalogue, changed, issued, off, quote, sold
from tests.worked_entries import LEEDS, MUMBAI, PEEL, VIAL

DEARER = replace(LEEDS, offers=(replace(LEEDS.offers[0], price=PEEL.offers[0].price),))
LISTED = entry("Listed", offer("100 GBP", source="src-a", date="2026-01-10"), sessions="3")


def test_issue_settles_all_that_the_amounts_rest_on() -> None:
    made = issued(quote(LEEDS, MUMBAI), on=date(2026, 1, 1))
    assert made.issued is not None
    assert made.number == "Q-2026-0001"
    assert made.issued.rates == (RATE,)
    assert made.until == date(2026, 1, 15), "the day of issue does not count"
    assert made.letterhead == LETTERHEAD
    assert [a.total for a in made.issued.amounts] == [bounds(720, 1008), bounds(300, 450)]
    assert made.issued.amounts == reckoned(made, NO_RATES.with_pinned(RATE))


def test_an_issued_quote_does_not_move_whatever_happens_outside() -> None:
    made = issued(quote(LEEDS))
    assert quote_amounts(made, rates("GBP/INR=125")) == quote_amounts(made, NO_RATES)
    assert followed(made, catalogue(DEARER)) is made
    assert quote_amounts(made, RATES)[0].second == bounds(86400, 120960)
    today = as_of_today(made, catalogue(LEEDS), rates("GBP/INR=125"))
    assert today.amounts[0].second == bounds(90000, 126000)
    assert today.amounts[0].total == bounds(720, 1008)


def test_what_it_would_be_today_takes_the_entries_of_today() -> None:
    made = issued(quote(LEEDS, (PEEL, sold("Cream", "9 GBP"))))
    today = as_of_today(made, catalogue(DEARER), RATES)
    assert today.amounts[0].total == bounds(90, 150)
    assert today.gone == (PEEL,)
    found = today.option("B")
    assert found is not None
    assert found.total == bounds(109, 259), "one that has gone stays as it was"
    assert today.option("C") is None


def test_a_draft_follows_the_catalogue_and_its_sources() -> None:
    newer = replace(SOURCE, title="Newer list")
    draft = quote(LISTED)
    other = Catalogue(sources={"src-a": newer}, entries=(replace(LISTED, name="Renamed"),))
    assert [line.name for line in followed(draft, other).lines()] == ["Renamed"]
    assert followed(draft, other).sources == (newer,)
    assert followed(draft, Catalogue()) == draft, "nothing is lost with the catalogue"


def test_issue_takes_the_entries_and_sources_of_the_moment() -> None:
    newer = Source("src-a", SourceKind.ARTICLE, "Newer")
    renamed = replace(LISTED, name="Renamed")
    known = Catalogue(sources={"src-a": newer}, entries=(renamed,))
    made = issue(quote(LISTED), "Q-2026-0001", RATE_DAY, known, RATES, Letterhead())
    assert entries_in(made.lines()) == (renamed,)
    assert made.sources == (newer,)


@pytest.mark.parametrize(
    ("draft", "why"),
    [
        (quote(), "The quote has no options yet"),
        (with_new_option(quote(LEEDS)), "Option B is empty"),
        (quote(LEEDS, client=""), "The quote names no client"),
        (quote((LEEDS, sold("Cream", "5 EUR"))), "amounts in EUR, and there is no rate to GBP"),
        (replace(quote(LEEDS), beside="EUR"), "There is no rate from GBP to EUR"),
        (replace(quote(LEEDS), validity=RATE_DAY - timedelta(1)), "That day is past"),
        (
            quote(changed(sold("Cream", "5 GBP"), discount=off("6 GBP"))),
            "the discount on “Cream” is above its price",
        ),
        (issued(quote(LEEDS)), "Q-2026-0001 has been issued"),
    ],
)
def test_what_cannot_be_issued_is_refused_in_words(draft: Quote, why: str) -> None:
    known = catalogue(*entries_in(draft.lines()))
    with pytest.raises(ExodeskError, match=why):
        issue(draft, "Q-2026-0002", RATE_DAY, known, RATES, Letterhead())


def test_a_price_on_request_and_no_validity_can_be_issued() -> None:
    made = issued(with_validity(quote(VIAL), None, RATE_DAY))
    assert made.until is None
    assert quote_amounts(made, RATES)[0].total == bounds(None, None)


def test_only_what_still_holds_is_stated_on_the_issued_quote() -> None:
    draft = quote(LEEDS, MUMBAI)
    for finding in check(draft, RATES, RATE_DAY):
        draft = with_statement(draft, finding)
    sourced = replace(LEEDS, offers=(replace(LEEDS.offers[0], stated=LISTED.offers[0].stated),))
    made = issue(draft, "Q-2026-0001", RATE_DAY, catalogue(sourced, MUMBAI), RATES, Letterhead())
    assert made.issued is not None
    assert {finding.letter for finding in made.issued.statements} == {"B"}
    assert all(finding.stated for finding in check(made, RATES, RATE_DAY))


def test_a_new_version_is_a_draft_that_names_the_one_before() -> None:
    made = issued(quote(LEEDS))
    second = new_version(made, "quote-2", date(2026, 3, 1))
    assert second.is_draft
    assert (second.version, second.replaces) == (2, Predecessor("quote-1", "Q-2026-0001"))
    assert (second.created, second.letterhead, second.until) == (date(2026, 3, 1), None, None)
    assert quote_amounts(second, rates("GBP/INR=125"))[0].second == bounds(90000, 126000)
    third = new_version(issued(second, "Q-2026-0002"), "quote-3", date(2026, 3, 2))
    assert third.version == 3
    with pytest.raises(ExodeskError, match="is a draft: issue it first"):
        new_version(second, "quote-4", RATE_DAY)


def test_a_chosen_day_that_has_passed_gives_way_to_the_usual_days() -> None:
    made = issued(with_validity(quote(LEEDS), date(2026, 1, 20), RATE_DAY))
    assert new_version(made, "quote-2", date(2026, 1, 20)).validity == date(2026, 1, 20)
    assert new_version(made, "quote-2", date(2026, 1, 21)).validity == 14


def test_a_duplicate_has_nothing_to_do_with_what_it_was_made_of() -> None:
    copy = duplicate(new_version(issued(quote(LEEDS)), "quote-2", RATE_DAY), "quote-3", RATE_DAY)
    assert (copy.id, copy.version, copy.replaces, copy.number) == ("quote-3", 1, None, None)
    assert copy.options == quote(LEEDS).options


def test_a_client_answers_between_issue_and_today_while_it_is_valid() -> None:
    made = issued(quote(LEEDS, MUMBAI))
    last = date(2026, 1, 29)
    later = date(2026, 2, 9)
    accepted = decided(made, Decision.ACCEPTED, last, later, "B")
    assert (accepted.decision, accepted.on, accepted.letter) == (Decision.ACCEPTED, last, "B")
    with pytest.raises(ExodeskError, match="is not valid any more"):
        decided(made, Decision.ACCEPTED, later, later, "B")
    assert decided(made, Decision.DECLINED, later, later).letter is None
    with pytest.raises(ExodeskError, match="There is no option C"):
        decided(made, Decision.ACCEPTED, last, later, "C")
    for day in (date(2026, 1, 14), date(2026, 2, 10)):
        with pytest.raises(ExodeskError, match="came between its day of issue and today"):
            decided(made, Decision.DECLINED, day, later)
    with pytest.raises(ExodeskError, match="is a draft"):
        decided(quote(LEEDS), Decision.DECLINED, last, later)


def test_an_only_option_is_the_one_accepted() -> None:
    made = issued(quote(LEEDS))
    assert decided(made, Decision.ACCEPTED, RATE_DAY, RATE_DAY).letter == "A"


def test_frozen_rates_lead_both_ways() -> None:
    made = issued(quote(PEEL))
    table = made.rate_table(NO_RATES)
    assert table.factor("GBP", "INR") == 120
    assert table.factor("INR", "GBP") == 1 / table.factor("GBP", "INR")  # type: ignore[operator]
    assert table.rate("GBP", "INR") == RATE
    assert RATE.value == Decimal(120)
