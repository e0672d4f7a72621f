from __future__ import annotations

import contextlib
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exodesk.domain.amounts import NotAnAmountError
from exodesk.domain.assumption_texts import (
    MOST_TRIPS,
    HorizonOutOfRangeError,
    NoRateForAmountError,
    NotAHorizonError,
    NotANumberOfTripsError,
    NotAPercentageError,
    NotAUseError,
    NoTripsError,
    OtherUnitThanPackError,
    PercentageOutOfRangeError,
    UseNotAboveZeroError,
    parse_amount,
    parse_horizon,
    parse_percent,
    parse_trips,
    parse_use,
)
from exodesk.domain.assumptions import LONGEST_HORIZON_DAYS
from exodesk.domain.entries import Use
from exodesk.domain.errors import ExodeskError
from exodesk.domain.units import DAYS_IN, Amount
from tests.builders import RATES, pack

PACK = pack("30 ml")


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("2.75", Fraction(11, 4)),
        (" 2.75 % ", Fraction(11, 4)),
        ("2.75%", Fraction(11, 4)),
        ("3 per cent", Fraction(3)),
        ("3 percent", Fraction(3)),
        ("0", Fraction(0)),
        ("100", Fraction(100)),
        ("-0", Fraction(0)),
    ],
)
def test_a_percentage_is_read(text: str, percent: Fraction) -> None:
    assert parse_percent(text) == percent


@pytest.mark.parametrize("text", ["", "%", "2,75", "two", "1e1", "NaN", "2.75.0", "2 3", "१"])
def test_what_is_no_percentage_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(NotAPercentageError, match=r"Example: 2\.75"):
        parse_percent(text)


@pytest.mark.parametrize("text", ["100.01", "101 %", "-1", "-0.5%"])
def test_a_percentage_below_0_or_above_100_is_refused(text: str) -> None:
    with pytest.raises(PercentageOutOfRangeError, match="between 0 and 100"):
        parse_percent(text)


@given(st.decimals("0", "100", places=6))
def test_every_percentage_is_read_exactly(number: Decimal) -> None:
    assert parse_percent(f"{number:f} %") == Fraction(number)


@pytest.mark.parametrize(
    ("text", "trips"),
    [
        ("one", 1),
        ("One", 1),
        ("1", 1),
        ("1 trip", 1),
        ("3", 3),
        ("3 trips", 3),
        ("1,000", 1000),
        ("per-session", None),
        ("per session", None),
        ("one per session", None),
        ("एक", 1),
        ("2 ट्रिप", 2),
        ("हर सेशन", None),
        ("प्रति सेशन", None),
        ("हर सेशन के लिए एक", None),
    ],
)
def test_a_number_of_trips_is_read(text: str, trips: int | None) -> None:
    assert parse_trips(text) == trips


@pytest.mark.parametrize("text", ["", "many", "1.5", "1001", "2-3", "1e2", "३", "per", "9" * 40])
def test_what_is_no_number_of_trips_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(NotANumberOfTripsError, match="Example: 2, one or per session"):
        parse_trips(text)


@pytest.mark.parametrize("text", ["0", "-1", "0 trips"])
def test_no_trips_are_refused(text: str) -> None:
    with pytest.raises(NoTripsError, match="must be above 0"):
        parse_trips(text)


@given(st.integers(1, MOST_TRIPS))
def test_every_number_of_trips_up_to_the_most_is_read(trips: int) -> None:
    assert parse_trips(str(trips)) == trips


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("12 months", Fraction(365)),
        ("12 month", Fraction(365)),
        ("18 months", Fraction(365) * 3 / 2),
        ("18months", Fraction(365) * 3 / 2),
        ("1 year", Fraction(365)),
        ("1.5 years", Fraction(365) * 3 / 2),
        ("90 days", Fraction(90)),
        ("90 d", Fraction(90)),
        ("1,000 days", Fraction(1000)),
        ("4 wk", Fraction(28)),
        ("36 hours", Fraction(3, 2)),
        ("100 years", LONGEST_HORIZON_DAYS),
        ("18 माह", Fraction(365) * 3 / 2),
        ("90 दिन", Fraction(90)),
    ],
)
def test_a_horizon_is_read_as_days(text: str, days: Fraction) -> None:
    assert parse_horizon(text) == days


@pytest.mark.parametrize("text", ["0 months", "-3 months", "0 days", "-1 year"])
def test_a_horizon_is_above_0(text: str) -> None:
    with pytest.raises(HorizonOutOfRangeError, match="must be above 0"):
        parse_horizon(text)


@pytest.mark.parametrize("text", ["100.1 years", "999999999999999 years"])
def test_a_horizon_is_at_most_a_hundred_years(text: str) -> None:
    with pytest.raises(HorizonOutOfRangeError, match="at most 100 years"):
        parse_horizon(text)


@pytest.mark.parametrize(
    "text", ["", "18", "months", "1,5 months", "3 ml", "3 nan", "x" * 900, "1 day 2", "५ days"]
)
def test_what_is_no_horizon_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(NotAHorizonError, match="Example: 18 months"):
        parse_horizon(text)


def test_a_refused_horizon_is_quoted_shortly() -> None:
    with pytest.raises(NotAHorizonError) as refused:
        parse_horizon("x" * 900)
    assert str(refused.value).startswith("“" + "x" * 40 + "…”")


@given(st.integers(1, 1000), st.sampled_from(["day", "week", "month"]))
def test_every_whole_number_of_units_is_read_in_the_singular_and_in_the_plural(
    number: int, unit: str
) -> None:
    days = number * DAYS_IN[unit]
    assert parse_horizon(f"{number} {unit}") == parse_horizon(f"{number}{unit}s") == days


@pytest.mark.parametrize(
    ("text", "amount", "per"),
    [
        ("0.5 ml", "0.5 ml", "day"),
        ("0.5ml", "0.5 ml", "day"),
        ("1 ml a day", "1 ml", "day"),
        ("1 ml/day", "1 ml", "day"),
        ("1 ml / day", "1 ml", "day"),
        ("2 g a week", "2 g", "week"),
        ("2 grams per week", "2 g", "week"),
        ("30 millilitres monthly", "30 ml", "month"),
        ("1 ML every day", "1 ml", "day"),
        ("0.1 l each month", "0.1 l", "month"),
        ("0.5 ml प्रति दिन", "0.5 ml", "day"),
        ("2 g हर सप्ताह", "2 g", "week"),
    ],
)
def test_a_use_is_read(text: str, amount: str, per: str) -> None:
    number, unit = amount.split()
    assert parse_use(text) == Use(Amount(Decimal(number), unit), per)


def test_a_number_alone_is_in_the_unit_of_the_pack() -> None:
    assert parse_use("0.5", PACK) == Use(Amount(Decimal("0.5"), "ml"), "day")
    assert parse_use("3 a week", PACK) == Use(Amount(Decimal(3), "ml"), "week")


def test_a_use_in_another_unit_that_converts_stays_as_it_was_typed() -> None:
    assert parse_use("0.01 l a week", PACK).amount == Amount(Decimal("0.01"), "l")


@pytest.mark.parametrize(
    "text",
    ["", "ml", "0.5", "0.5 drops", "0,5 ml", "0.5 ml a fortnight", "1 ml 2", "a day", "५ ml"],
)
def test_what_is_no_use_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(NotAUseError, match=r"Example: 0\.5 ml a day"):
        parse_use(text)


@pytest.mark.parametrize(
    ("text", "per"),
    [("0 ml", "day"), ("0", "day"), ("-1 ml", "day"), ("0.00 ml a week", "week")],
)
def test_a_use_is_above_0(text: str, per: str) -> None:
    with pytest.raises(UseNotAboveZeroError, match=f"^Use per {per} must be above 0$"):
        parse_use(text, PACK)


def test_a_use_in_a_unit_that_does_not_convert_to_the_packs_is_refused() -> None:
    with pytest.raises(OtherUnitThanPackError, match="stated in ml, and g does not convert"):
        parse_use("2 g a week", PACK)


@given(
    st.decimals("0.001", "999", places=3),
    st.sampled_from(["ml", "l", "mg", "g", "kg"]),
    st.sampled_from(["day", "week", "month"]),
)
def test_every_use_is_read_exactly(number: Decimal, unit: str, per: str) -> None:
    assert parse_use(f"{number:f} {unit} a {per}") == Use(Amount(number, unit), per)


def test_an_amount_needs_a_rate_to_the_currency_it_is_counted_in() -> None:
    assert str(parse_amount("420", "GBP", RATES)) == "420 GBP"
    assert str(parse_amount("₹50,000", "GBP", RATES)) == "50000 INR"
    with pytest.raises(NoRateForAmountError, match="No rate from AED to GBP"):
        parse_amount("900 AED", "GBP", RATES)
    with pytest.raises(NotAnAmountError):
        parse_amount("1,000.5.0", "GBP", RATES)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    for read in (parse_percent, parse_trips, parse_horizon, parse_use):
        with contextlib.suppress(ExodeskError):
            read(text)
