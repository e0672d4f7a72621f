from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exodesk.domain.published_days import Move, PublishedDay, stretches, surprises
from exodesk.domain.rates import Rate

FIRST, SECOND = date(2026, 11, 19), date(2026, 11, 20)
FIGURES = {"GBP": "0.8", "INR": "100", "USD": "1.1", "TRY": "50"}


def day(on: date = FIRST, **changed: str | None) -> PublishedDay:
    figures = {**FIGURES, **changed}
    held = {code: Decimal(value) for code, value in figures.items() if value is not None}
    return PublishedDay(on, {"EUR": Decimal(1), **held}, "ECB")


def pairs(moves: tuple[Move, ...]) -> set[str]:
    return {f"{move.before.base}/{move.before.quote}" for move in moves}


def test_a_rate_is_crossed_through_the_euro_with_its_day_and_source() -> None:
    assert day().rate("GBP", "INR") == Rate("GBP", "INR", Decimal(125), FIRST, "ECB")
    assert day().rate("INR", "GBP") == day().rate("GBP", "INR")
    assert day().rate("GBP", "EUR") == Rate("EUR", "GBP", Decimal("0.8"), FIRST, "ECB")


def test_what_moves_by_up_to_a_fifth_surprises_nobody() -> None:
    for rupees in ("80", "100", "120"):
        assert not surprises(day(), day(SECOND, INR=rupees))


@pytest.mark.parametrize(("rupees", "change"), [("120.01", "0.2001"), ("79.99", "-0.2001")])
def test_what_moves_further_is_a_surprise(rupees: str, change: str) -> None:
    found = surprises(day(), day(SECOND, INR=rupees))
    assert pairs(found.moves) >= {"EUR/INR", "GBP/INR", "USD/INR"}
    of_euro = next(move for move in found.moves if move.before.base == "EUR")
    assert of_euro.change == Fraction(change)
    assert (of_euro.before.date, of_euro.after.date) == (FIRST, SECOND)


def test_two_that_move_a_little_apart_from_each_other_may_be_far_together() -> None:
    found = surprises(day(), day(SECOND, GBP="0.7", INR="112"))
    assert pairs(found.moves) == {"GBP/INR"}


def test_the_furthest_move_comes_first() -> None:
    found = surprises(day(), day(SECOND, TRY="500", INR="130"))
    changes = [abs(move.change) for move in found.moves]
    assert changes == sorted(changes, reverse=True)
    assert found.moves[0].before.quote == "TRY"


def test_a_currency_that_has_gone_is_a_surprise_and_a_new_one_is_none() -> None:
    assert surprises(day(), day(SECOND, TRY=None)).gone == ("TRY",)
    assert not surprises(day(TRY=None), day(SECOND))


def test_a_change_is_told_in_the_direction_before_even_if_the_other_is_above_one_now() -> None:
    found = surprises(day(USD="0.99"), day(SECOND, USD="0.5"))
    move = next(m for m in found.moves if {m.before.base, m.before.quote} == {"EUR", "USD"})
    assert (move.before.base, move.after.base) == ("EUR", "EUR")
    assert move.change == Fraction(50, 99) - 1
    move = next(m for m in found.moves if {m.before.base, m.before.quote} == {"GBP", "USD"})
    assert (move.before.base, move.after.base) == ("GBP", "USD")
    assert move.change == Fraction(5, 8) / (Fraction(99, 100) / Fraction(8, 10)) - 1


@given(st.decimals("0.5", "2", places=4))
def test_no_surprise_goes_unsaid_between_pounds_and_rupees(factor: Decimal) -> None:
    after = day(SECOND, INR=str(100 * factor))
    told = "GBP/INR" in pairs(surprises(day(), after).moves)
    assert told is (abs(Fraction(factor) - 1) > Fraction(1, 5))


@pytest.mark.parametrize(
    ("days", "lengths"),
    [((), [0]), ((1,), [1]), ((1, 5, 15), [3]), ((1, 5, 16, 17), [2, 2]), ((1, 12, 23), [1, 1, 1])],
)
def test_rates_are_parted_where_more_than_ten_days_are_not_known(
    days: tuple[int, ...], lengths: list[int]
) -> None:
    rates = [Rate("GBP", "INR", Decimal(120), date(2026, 1, day), "ECB") for day in days]
    parted = stretches(rates)
    assert [len(stretch) for stretch in parted] == lengths
    assert [rate for stretch in parted for rate in stretch] == rates
