from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from exodesk.domain.assumptions import Assumptions, LineKey, UnknownTax
from exodesk.domain.entries import SessionCount
from exodesk.domain.money import Money
from exodesk.wording.assumptions import (
    currency_words,
    fees_words,
    guess_text,
    percent_words,
    sessions_words,
    tax_words,
    time_off_words,
    travel_words,
)

TRIP = Money(Decimal(420), "GBP")
FEES = (LineKey.CONSULTATION, LineKey.PATCH_TEST, LineKey.MAINTENANCE)


def test_a_first_start_says_what_counts_and_what_does_not() -> None:
    usual = Assumptions()
    assert currency_words(usual) == "£ GBP"
    assert sessions_words(usual) == "as stated"
    assert tax_words(usual) == "as printed"
    assert fees_words(usual) == "included"
    assert travel_words(usual) == "not counted"
    assert time_off_words(usual) == "not counted"


def test_a_currency_without_a_sign_is_said_once() -> None:
    assert currency_words(Assumptions("CHF")) == "CHF"


@pytest.mark.parametrize(
    ("assumptions", "words"),
    [
        (Assumptions(sessions=SessionCount(4, 4)), "4"),
        (Assumptions(sessions=SessionCount(3, 6)), "3 – 6"),
        (Assumptions(sessions_of={"peel": SessionCount(2, 2)}), "changed for 1 entry"),
        (
            Assumptions(sessions_of={"a": SessionCount(2, 2), "b": SessionCount(2, 2)}),
            "changed for 2 entries",
        ),
    ],
)
def test_session_counts_in_words(assumptions: Assumptions, words: str) -> None:
    assert sessions_words(assumptions) == words


def test_tax_in_words() -> None:
    assert tax_words(Assumptions(unknown_tax=UnknownTax.WIDEN)) == "widened where unknown"
    assert tax_words(Assumptions().with_line(LineKey.TAX, counted=False)) == "not counted"


def test_fees_in_words() -> None:
    usual = Assumptions()
    assert fees_words(usual.with_line(LineKey.ADD_ON, counted=True)) == "included, with add-ons"
    assert fees_words(usual.with_line(LineKey.PATCH_TEST, counted=False)) == "partly included"
    assert fees_words(usual.with_line(*FEES, counted=False)) == "not counted"
    only_add_ons = usual.with_line(*FEES, counted=False).with_line(LineKey.ADD_ON, counted=True)
    assert fees_words(only_add_ons) == "partly included"


def test_an_exchange_fee_is_said_with_the_fees_where_it_counts() -> None:
    charged = Assumptions(fx_fee=Fraction(11, 4))
    assert percent_words(charged) == "2.75"
    assert fees_words(charged) == "included, exchange fee 2.75 %"
    assert fees_words(charged.with_line(LineKey.FX_FEE, counted=False)) == "included"


@pytest.mark.parametrize(
    ("trips", "words"),
    [
        (1, "£420 a trip, 1 trip"),
        (3, "£420 a trip, 3 trips"),
        (None, "£420 a trip, one per session"),
    ],
)
def test_travel_in_words(trips: int | None, words: str) -> None:
    assert travel_words(Assumptions(home="GB", travel=TRIP, trips=trips)) == words


def test_travel_without_a_home_or_switched_off_is_not_counted() -> None:
    assert travel_words(Assumptions(travel=TRIP)) == "not counted"
    away = Assumptions(home="GB", travel=TRIP)
    assert travel_words(away.with_line(LineKey.TRAVEL, counted=False)) == "not counted"


def test_time_off_in_words() -> None:
    lost = Assumptions(time_off=Money(Decimal("120.50"), "GBP"))
    assert time_off_words(lost) == "£120.50 a day"
    assert time_off_words(lost.with_line(LineKey.TIME_OFF, counted=False)) == "not counted"


def test_it_is_said_what_was_guessed_and_from_what() -> None:
    guessed = guess_text(Assumptions("INR", home="IN"))
    assert "region" in guessed
    assert "time zone" in guessed
    assert guessed.endswith("suggests ₹ INR and India.")
    none = guess_text(Assumptions())
    assert none.startswith("Neither the region nor the time zone")
    assert none.endswith("a first start shows £ GBP.")
