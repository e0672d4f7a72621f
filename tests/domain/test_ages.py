from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from exodesk.domain.ages import Ages, ages_of
from exodesk.domain.workspace import Contents, OwnEntry
from tests.builders import RATE_DAY, entry, offer, rate
from tests.quotes import issued, quote
from tests.worked_entries import LEEDS, MUMBAI

TODAY = date(2026, 11, 22)
FRESH = TODAY.isoformat()


def contents(*dates: str | None) -> Contents:
    """A workspace in which one entry of its own has a price of each date."""
    offers = [offer("100 GBP", sessions=n, date=day) for n, day in enumerate(dates, start=2)]
    own = replace(entry("Peel"), offers=tuple(offers))
    return Contents(entries={own.id: OwnEntry(own)})


def test_prices_that_stand_are_counted_from_the_181st_day_of_their_age_on() -> None:
    dates = [(TODAY - timedelta(days=days)).isoformat() for days in (0, 179, 180, 181, 400)]
    assert ages_of(contents(*dates), None, TODAY).old_figures == 2


def test_a_price_without_a_date_or_on_request_is_not_said_to_be_old() -> None:
    asked = replace(entry("Peel", offer("on request GBP", date="2020")))
    assert ages_of(contents(None), None, TODAY) == Ages()
    assert ages_of(Contents(entries={asked.id: OwnEntry(asked)}), None, TODAY) == Ages()


def test_a_price_that_a_newer_one_has_replaced_is_not_counted() -> None:
    old, new = offer("90 GBP", date="2025-01-01"), offer("100 GBP", date=FRESH)
    own = replace(entry("Peel"), offers=(old, new))
    assert ages_of(Contents(entries={own.id: OwnEntry(own)}), None, TODAY).old_figures == 0


def test_expired_quotes_are_named_the_latest_first_and_no_others() -> None:
    first = issued(quote(LEEDS, MUMBAI))
    second = issued(quote(LEEDS, quote_id="quote-2"), "Q-2026-0002")
    draft = quote(LEEDS, quote_id="quote-3")
    held = Contents(quotes={each.id: each for each in (first, second, draft)})
    assert ages_of(held, None, RATE_DAY).expired == ()
    assert ages_of(held, None, TODAY).expired == (second.id, first.id)


@pytest.mark.parametrize(("days", "told"), [(0, None), (7, None), (8, 8), (93, 93)])
def test_the_rate_is_told_of_from_the_day_on_that_it_is_warned_of(
    days: int, told: int | None
) -> None:
    known = rate("GBP/INR=120", on=TODAY - timedelta(days=days))
    ages = ages_of(Contents(), known, TODAY)
    assert ages.rate_days == told
    assert not ages
