from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from exodesk.domain.ages import Ages
from exodesk.domain.published_days import Move, PublishedDay, surprises
from exodesk.domain.rates import Rate
from exodesk.wording.ages import ages_text
from exodesk.wording.rate_updates import (
    change_text,
    consent_question,
    end_texts,
    failure_text,
    fetching_text,
    offer_text,
    surprise_question,
    year_text,
)
from exodesk.wording.rates import old_rates_text
from tests.builders import rate

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 14, 2)


def move(before: str, after: str) -> Move:
    return Move(rate(f"GBP/INR={before}"), rate(f"GBP/INR={after}"))


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        ("120", "120", "unchanged"),
        ("120", "126", "more by 5 %"),
        ("120", "114", "less by 5 %"),
        ("120", "127.2296", "more by 6.02 %"),
        ("120", "120.001", "more by less than 0.01 %"),
        ("120", "119.999", "less by less than 0.01 %"),
        ("100", "300", "more by 200 %"),
    ],
)
def test_a_change_is_so_many_parts_of_a_hundred(before: str, after: str, text: str) -> None:
    assert change_text(move(before, after)) == text


def test_a_failure_names_who_was_asked_when_and_why_and_what_stays() -> None:
    kept = rate("GBP/INR=120", on=date(2026, 8, 21), source="ECB")
    assert failure_text("rates.invalid", NOW, "it answered with status 503", kept, TODAY) == (
        "No new rates from rates.invalid, 22 Nov 2026, 14:02: it answered with status 503."
        " £1 = ₹120.0000 · ECB, 21 Aug 2026 (3 months old) stays in use."
    )
    assert failure_text("rates.invalid", NOW, "why", None, TODAY).endswith("14:02: why.")


def test_the_wait_is_told_by_what_is_left_of_it() -> None:
    assert "at most 15 seconds more" in fetching_text("a", 0, 15)
    assert "at most 1 second more" in fetching_text("a", 14, 15)
    assert "at most 0 seconds more" in fetching_text("a", 99, 15)


def day(on: date, **figures: str) -> PublishedDay:
    held = {code: Decimal(value) for code, value in figures.items()}
    return PublishedDay(on, {"EUR": Decimal(1), **held}, "ECB")


def test_a_surprise_is_told_of_the_currencies_that_are_looked_at_first() -> None:
    last = day(date(2026, 11, 1), GBP="0.8", INR="100", TRY="50")
    new = day(date(2026, 11, 20), GBP="0.8", INR="125", TRY="500")
    found = surprises(last, new)
    told = surprise_question(found, last, new, ("GBP", "INR"))
    assert (
        "£1 = ₹156.2500 on 20 Nov 2026, after £1 = ₹125.0000 on 1 Nov 2026: more by 25 %." in told
    )
    told = surprise_question(found, last, new, ("USD", "JPY"))
    assert "€1 = TRY\u00a0500.0000" in told.replace("TRY ", "TRY\u00a0")


def test_a_year_is_told_by_its_ends_in_the_direction_that_is_shown() -> None:
    def at(month: int, value: str) -> Rate:
        return Rate("EUR", "GBP", Decimal(value), date(2026, month, 3), "ECB")

    year = (at(1, "0.80"), at(5, "0.90"), at(10, "0.85"))
    assert year_text(year) == (
        "£1 in the 12 months to 3 Oct 2026: lowest €1.11 on 3 May 2026, highest €1.25 on"
        " 3 Jan 2026, from 3 ECB rates. None is known here between 3 Jan 2026 and 3 May 2026."
        " None is known here between 3 May 2026 and 3 Oct 2026."
    )
    assert end_texts(year) == ("€1.11", "€1.25")
    assert year_text(()) == ""


def test_a_rate_that_has_turned_over_is_told_in_the_direction_of_the_one_before() -> None:
    then, now = date(2026, 10, 30), date(2026, 11, 20)
    per_euro = {"EUR": Decimal(1), "GBP": Decimal("0.8"), "INR": Decimal(100)}
    last = PublishedDay(then, per_euro, "ECB")
    new = PublishedDay(now, {**per_euro, "INR": Decimal("0.0004")}, "ECB")
    told = surprise_question(surprises(last, new), last, new, ("GBP", "INR"))
    assert "£1 = ₹0.000500 on 20 Nov 2026, after £1 = ₹125.0000 on 30 Oct 2026" in told
    assert "less by more than 99.99 %" in told


def test_a_rate_of_a_day_to_come_is_warned_of_before_one_that_is_old() -> None:
    tomorrow, long_ago = date.fromordinal(TODAY.toordinal() + 1), date(2020, 1, 1)
    told = old_rates_text([rate("GBP/INR=120", on=day) for day in (long_ago, tomorrow)], TODAY)
    assert told == (
        "A rate is dated 23 Nov 2026, after 22 Nov 2026: check its date and that of this computer."
    )


@pytest.mark.parametrize(
    ("days", "text"),
    [
        ((), ""),
        ((7,), ""),
        ((8,), "A rate is 8 days old: check it before you rely on what was converted with it."),
        (
            (0, 400, 8),
            "A rate is 13 months old: check it before you rely on what was converted with it.",
        ),
    ],
)
def test_the_oldest_rate_is_warned_of(days: tuple[int, ...], text: str) -> None:
    rates = [rate("GBP/INR=120", on=date.fromordinal(TODAY.toordinal() - n)) for n in days]
    assert old_rates_text(rates, TODAY) == text


def test_what_has_aged_stands_in_one_line() -> None:
    assert ages_text(Ages(93, 7, ("a", "b"))) == (
        "Rate is 93 days old · 7 figures older than 180 days · 2 quotes expired"
    )
    assert ages_text(Ages(None, 1, ("a",))) == "1 figure older than 180 days · 1 quote expired"


def test_who_would_be_asked_is_named_before_anything_is() -> None:
    for words in (offer_text("www.ecb.europa.eu"), consent_question("www.ecb.europa.eu")):
        assert "www.ecb.europa.eu" in words
    assert "You can withdraw this here at any time." in consent_question("a")
