from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exodesk.domain.money import (
    MINOR_DIGITS,
    UNKNOWN,
    Bounds,
    MixedCurrenciesError,
    Money,
    PriceRange,
    PriceState,
    UnknownCurrencyError,
    minor_digits,
    round_half_up,
    total_of,
)
from tests import strategies
from tests.builders import bounds, price

EXACTLY = Context(prec=80, rounding=ROUND_HALF_UP)


# Rounding


@pytest.mark.parametrize(
    ("value", "digits", "rounded"),
    [
        ("0.005", 2, "0.01"),
        ("-0.005", 2, "-0.01"),
        ("0.0049999999999999999999999", 2, "0.00"),
        ("-0.004", 2, "0.00"),
        ("2.5", 0, "3"),
        ("0.0005", 3, "0.001"),
        ("1200", 2, "1200.00"),
    ],
)
def test_ties_go_away_from_zero(value: str, digits: int, rounded: str) -> None:
    assert str(round_half_up(Fraction(value), digits)) == rounded


@given(st.decimals(-(10**12), 10**12, places=6), st.integers(0, 4))
def test_rounding_is_what_decimal_calls_half_up(value: Decimal, digits: int) -> None:
    expected = value.quantize(Decimal(1).scaleb(-digits), context=EXACTLY)
    assert round_half_up(Fraction(value), digits) == expected


@given(st.integers(-(10**9), 10**9), st.integers(0, 4))
def test_a_tie_and_its_neighbours_round_to_either_side(whole: int, digits: int) -> None:
    step = Fraction(1, 10**digits)
    tie, hair = (whole + Fraction(1, 2)) * step, step / 10**30
    outer = whole + 1 if whole >= 0 else whole
    assert Fraction(round_half_up(tie, digits)) == outer * step
    assert Fraction(round_half_up(tie + hair, digits)) == (whole + 1) * step
    assert Fraction(round_half_up(tie - hair, digits)) == whole * step


@given(st.fractions(), st.integers(0, 4))
def test_a_rounded_value_has_its_decimals_and_loses_at_most_half_of_the_last(
    value: Fraction, digits: int
) -> None:
    rounded = round_half_up(value, digits)
    assert rounded.as_tuple().exponent == -digits
    assert abs(Fraction(rounded) - value) <= Fraction(1, 2 * 10**digits)
    assert rounded.copy_negate() == round_half_up(-value, digits)
    assert str(rounded).startswith("-") == (rounded < 0)


# Money


@pytest.mark.parametrize("text", ["1200.50 INR", "0 GBP", "0.005 GBP", "150000 INR"])
def test_money_is_written_as_it_is_read(text: str) -> None:
    assert str(Money.parse(text)) == text


@given(strategies.monies(), strategies.monies())
def test_money_is_added_and_compared_only_in_one_currency(one: Money, other: Money) -> None:
    if one.currency == other.currency:
        assert (one + other) - other == one
        assert (one < other) == (one.amount < other.amount)
        assert (one <= other) == (one.amount <= other.amount)
    else:
        for refused in (Money.__add__, Money.__sub__, Money.__lt__, Money.__le__):
            with pytest.raises(MixedCurrenciesError, match="convert one first"):
                refused(one, other)


@pytest.mark.parametrize("amount", [1, 1.5, "1", None, Decimal("NaN"), Decimal("Infinity")])
def test_an_amount_that_is_no_finite_decimal_is_refused(amount: Any) -> None:
    with pytest.raises(TypeError):
        Money(amount, "GBP")


@pytest.mark.parametrize("end", [1, 1.5, "1", Decimal("NaN"), Decimal("Infinity")])
def test_an_end_of_a_price_that_is_no_finite_decimal_is_refused(end: Any) -> None:
    with pytest.raises(TypeError):
        PriceRange(end, None, "GBP")
    with pytest.raises(TypeError):
        PriceRange(None, end, "GBP")


@pytest.mark.parametrize("factor", [True, 1.5, Fraction(1, 2), "2"])
def test_money_is_not_multiplied_by(factor: Any) -> None:
    with pytest.raises(TypeError):
        Money.parse("5 GBP") * factor


def test_money_is_multiplied_by_whole_and_decimal_numbers() -> None:
    assert Money.parse("2.50 GBP") * 3 == Money.parse("7.50 GBP")
    assert Money.parse("2.50 GBP") * Decimal("0.1") == Money.parse("0.25 GBP")


@pytest.mark.parametrize("code", ["", "gbp", "GB", "£", "XXX", "POUND"])
def test_an_unknown_currency_is_refused_in_words(code: str) -> None:
    with pytest.raises(UnknownCurrencyError, match="is not a currency"):
        Money(Decimal(1), code)
    with pytest.raises(UnknownCurrencyError):
        PriceRange(None, None, code)


def test_every_currency_has_a_code_of_three_letters_and_its_decimals() -> None:
    assert all(len(code) == 3 and code.isupper() for code in MINOR_DIGITS)
    assert [minor_digits(code) for code in ("GBP", "INR", "JPY", "KWD", "CLF")] == [2, 2, 0, 3, 4]
    assert len(MINOR_DIGITS) > 150


# Prices and bounds


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("150 GBP", PriceState.EXACT),
        ("0 GBP", PriceState.EXACT),
        ("150-300 GBP", PriceState.RANGE),
        ("from 650 GBP", PriceState.FROM),
        ("up to 9 GBP", PriceState.UP_TO),
        ("on request INR", PriceState.UNKNOWN),
    ],
)
def test_a_price_has_one_of_five_states(text: str, state: PriceState) -> None:
    assert price(text).state is state
    assert price(text).bounds().state is state
    assert price(text).on_request == (state is PriceState.UNKNOWN)


def test_free_is_not_unknown() -> None:
    assert price("0 GBP").bounds() == bounds(0, 0)
    assert price("on request GBP").bounds() == UNKNOWN


@pytest.mark.parametrize(("low", "high"), [("300", "150"), ("-1", "5"), ("-5", None), (None, "-1")])
def test_a_price_below_0_or_with_its_ends_swapped_is_refused(
    low: str | None, high: str | None
) -> None:
    with pytest.raises(ValueError, match=r"negative|above"):
        PriceRange(low and Decimal(low), high and Decimal(high), "GBP")  # type: ignore[arg-type]


ends = st.none() | st.fractions(0, 1000)
some_bounds = st.builds(Bounds, ends, ends)


@given(st.lists(some_bounds, max_size=4))
def test_an_unknown_end_stays_unknown_in_a_sum(parts: list[Bounds]) -> None:
    total = total_of(parts)
    lows, highs = [part.low for part in parts], [part.high for part in parts]
    assert total.low == (None if None in lows else sum(low or 0 for low in lows))
    assert total.high == (None if None in highs else sum(high or 0 for high in highs))


@given(some_bounds, st.fractions(0, 100))
def test_a_multiple_keeps_what_is_unknown(one: Bounds, factor: Fraction) -> None:
    multiple = one.times(factor)
    assert multiple.low == (None if one.low is None else one.low * factor)
    assert multiple.high == (None if one.high is None else one.high * factor)
