from __future__ import annotations

import itertools
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from exodesk.domain.chances import (
    Chance,
    InHundred,
    Marker,
    Spread,
    chance_cheaper,
    chance_equal,
    chance_lowest,
)
from exodesk.domain.money import Bounds
from tests.builders import bounds
from tests.oracle import comparing


def spread(*texts: str) -> Spread:
    """Read ``750-1050`` or ``252``, one for each number of sessions."""
    ends = (text.partition("-") for text in texts)
    return tuple(bounds(low, high or low) for low, _, high in ends)


@st.composite
def spreads(draw: DrawFn, most: int = 4) -> Spread:
    """Points and ranges on a small scale, so that ends meet; some written upside down."""
    figures = st.integers(0, 12) | st.fractions(0, 12, max_denominator=7)
    pairs = draw(st.lists(st.tuples(figures, figures), min_size=1, max_size=most))
    points = draw(st.lists(st.booleans(), min_size=len(pairs), max_size=len(pairs)))
    return tuple(
        bounds(low, low if point else high)
        for (low, high), point in zip(pairs, points, strict=True)
    )


LONDON = spread("750-1050")
LASER = spread("800-1200", "1200-1800")
MUMBAI_WITH_A_TRIP = spread("720-870")


def test_a_worked_chance_with_two_numbers_of_sessions() -> None:
    assert chance_cheaper(LONDON, LASER) == Fraction(167, 192)
    assert Chance(chance_cheaper(LONDON, LASER), False).to_four_decimals() == Decimal("0.8698")


def test_a_worked_chance_with_travel() -> None:
    assert chance_cheaper(MUMBAI_WITH_A_TRIP, LONDON) == Fraction(84, 100)


@pytest.mark.parametrize(
    ("one", "other", "cheaper", "equal"),
    [
        (spread("1-2"), spread("3-4"), 1, 0),
        (spread("3-4"), spread("1-2"), 0, 0),
        (spread("1-2"), spread("2-3"), 1, 0),
        (spread("1-2"), spread("2"), 1, 0),
        (spread("1-2"), spread("1"), 0, 0),
        (spread("1"), spread("1-2"), 1, 0),
        (spread("0-2"), spread("0-2"), Fraction(1, 2), 0),
        (spread("0-4"), spread("1"), Fraction(1, 4), 0),
        (spread("1"), spread("0-4"), Fraction(3, 4), 0),
        (spread("1"), spread("1"), 0, 1),
        (spread("1", "2"), spread("2", "3"), Fraction(3, 4), Fraction(1, 4)),
        (spread("2", "1-2"), spread("2"), Fraction(1, 2), Fraction(1, 2)),
        (spread("1", "1"), spread("1", "2"), Fraction(1, 2), Fraction(1, 2)),
    ],
)
def test_chances_that_can_be_seen(
    one: Spread, other: Spread, cheaper: Fraction, equal: Fraction
) -> None:
    assert chance_cheaper(one, other) == cheaper
    assert chance_equal(one, other) == chance_equal(other, one) == equal


def test_a_range_upside_down_is_the_same_range() -> None:
    assert chance_cheaper(spread("1050-750"), LASER) == chance_cheaper(LONDON, LASER)


@pytest.mark.parametrize("missing", [(None, 3), (3, None), (None, None)])
def test_a_missing_end_has_no_chance(missing: tuple[int | None, int | None]) -> None:
    with pytest.raises(ValueError, match="an end is missing"):
        chance_cheaper((bounds(*missing),), LONDON)
    with pytest.raises(ValueError, match="an end is missing"):
        chance_equal(LONDON, (bounds(*missing),))


def test_nothing_has_no_chance() -> None:
    with pytest.raises(ValueError, match="at least one"):
        chance_cheaper((), LONDON)


@given(spreads(), spreads())
def test_one_is_cheaper_or_the_other_or_they_are_equal(one: Spread, other: Spread) -> None:
    dearer = chance_cheaper(other, one)
    assert chance_cheaper(one, other) + dearer + chance_equal(one, other) == 1


@given(
    spreads(), spreads(), st.fractions(-9, 9, max_denominator=11), st.fractions(1, 9) | st.just(7)
)
def test_a_chance_stays_under_another_origin_and_another_currency(
    one: Spread, other: Spread, shift: Fraction, factor: Fraction
) -> None:
    def moved(old: Spread) -> Spread:
        return tuple(b.plus(Bounds(shift, shift)).times(factor) for b in old)

    assert chance_cheaper(moved(one), moved(other)) == chance_cheaper(one, other)
    assert chance_equal(moved(one), moved(other)) == chance_equal(one, other)


@given(spreads(), spreads())
def test_the_order_of_the_numbers_of_sessions_changes_nothing(one: Spread, other: Spread) -> None:
    assert chance_cheaper(one[::-1], other[::-1]) == chance_cheaper(one, other)


@given(spreads(), spreads(), st.fractions(0, 5))
def test_a_dearer_rival_is_never_less_often_beaten(
    one: Spread, other: Spread, more: Fraction
) -> None:
    dearer = tuple(b.plus(Bounds(more, more)) for b in other)
    assert chance_cheaper(one, dearer) >= chance_cheaper(one, other)


@given(st.lists(spreads(3), min_size=1, max_size=5))
def test_the_lowest_is_one_of_them_unless_some_are_equal(several: list[Spread]) -> None:
    sum_of_all = sum(chance_lowest(several, which) for which in range(len(several)))
    can_be_equal = any(
        chance_equal(one, other) for one, other in itertools.combinations(several, 2)
    )
    assert sum_of_all <= 1
    assert can_be_equal or sum_of_all == 1


@given(st.lists(spreads(3), min_size=2, max_size=4), st.data())
def test_to_be_below_all_is_never_likelier_than_to_be_below_one(
    several: list[Spread], data: st.DataObject
) -> None:
    which = data.draw(st.integers(0, len(several) - 1))
    lowest = chance_lowest(several, which)
    others = several[:which] + several[which + 1 :]
    assert lowest <= min(chance_cheaper(several[which], other) for other in others)


def test_three_of_a_kind_are_lowest_equally_often() -> None:
    assert [chance_lowest([LASER] * 3, which) for which in range(3)] == [Fraction(1, 3)] * 3


def test_a_point_below_two_ranges() -> None:
    three = [spread("1"), spread("0-4"), spread("0-2")]
    assert chance_lowest(three, 0) == Fraction(3, 4) * Fraction(1, 2)


@settings(max_examples=5, deadline=None)
@given(st.data())
def test_a_very_open_number_of_sessions_is_exact_to_thirty_decimals(data: st.DataObject) -> None:
    """Lengths that only a number of thousands of digits holds without remainder."""
    numbers = st.lists(st.integers(1, 10**9), min_size=60, max_size=60, unique=True)
    one, other = (
        tuple(bounds(str(n), str(n + length)) for n, length in enumerate(data.draw(numbers)))
        for _ in range(2)
    )
    exact = comparing.cheaper(
        *([(Fraction(b.low or 0), Fraction(b.high or 0)) for b in each] for each in (one, other))
    )
    assert abs(chance_cheaper(one, other) - exact) < Fraction(1, 10**29)
    assert chance_lowest([one, other], 0) == chance_cheaper(one, other)
    assert chance_cheaper(one, one) == Fraction(1, 2)


CASES = [
    (LONDON, LASER),
    (MUMBAI_WITH_A_TRIP, LONDON),
    (spread("100-150", "125-187.5", "150-225"), spread("90-200", "180", "170-171")),
    (spread("252"), spread("100-250", "200-500")),
    (spread("400-520", "550-700", "700-880", "800-1040"), spread("720-870", "840-1010")),
]


@pytest.mark.parametrize(("one", "other"), CASES)
def test_a_numerical_integration_agrees(one: Spread, other: Spread) -> None:
    assert float(chance_cheaper(one, other)) == pytest.approx(integrated([one, other]), abs=2e-4)


EIGHT = [
    spread("200-500", "250-600"),
    spread("240-450"),
    spread("100-700", "300-310", "310"),
    spread("252"),
    spread("250-251", "150-900"),
    spread("180-1800"),
    spread("230-300", "235-305", "240-310"),
    spread("199", "252", "400"),
]


@pytest.mark.parametrize("which", range(len(EIGHT)))
def test_a_numerical_integration_agrees_for_eight(which: int) -> None:
    expected = integrated([EIGHT[which], *EIGHT[:which], *EIGHT[which + 1 :]])
    assert float(chance_lowest(EIGHT, which)) == pytest.approx(expected, abs=2e-4)


def integrated(several: list[Spread]) -> float:
    """P(the first is below all others) by quantiles: the mean of the others' shares above it."""
    steps = (np.arange(200_000) + 0.5) / 200_000
    chances = []
    for own in several[0]:
        low, high = float(own.low or 0), float(own.high or 0)
        figures = low + (high - low) * steps
        product = np.ones_like(figures)
        for other in several[1:]:
            product *= np.mean([share_above(bounds_of, figures) for bounds_of in other], axis=0)
        chances.append(product.mean())
    return float(np.mean(chances))


def share_above(figure: Bounds, at: np.ndarray) -> np.ndarray:
    low, high = float(figure.low or 0), float(figure.high or 0)
    if low == high:
        return (at < low).astype(float)
    return np.clip((high - at) / (high - low), 0, 1)


@pytest.mark.parametrize(
    ("value", "settled", "decimals", "in_hundred"),
    [
        ("167/192", False, "0.8698", InHundred(87, Marker.ABOUT)),
        ("84/100", False, "0.8400", InHundred(84, Marker.ABOUT)),
        ("0.00005", False, "0.0001", InHundred(1, Marker.LESS_THAN)),
        ("0.00001", False, "0.0001", InHundred(1, Marker.LESS_THAN)),
        ("0", False, "0.0001", InHundred(1, Marker.LESS_THAN)),
        ("0.0049", False, "0.0049", InHundred(1, Marker.LESS_THAN)),
        ("0.005", False, "0.0050", InHundred(1, Marker.ABOUT)),
        ("0.12345", False, "0.1235", InHundred(12, Marker.ABOUT)),
        ("0.125", False, "0.1250", InHundred(13, Marker.ABOUT)),
        ("0.9949", False, "0.9949", InHundred(99, Marker.ABOUT)),
        ("0.995", False, "0.9950", InHundred(99, Marker.MORE_THAN)),
        ("0.99999", False, "0.9999", InHundred(99, Marker.MORE_THAN)),
        ("1", False, "0.9999", InHundred(99, Marker.MORE_THAN)),
        ("1", True, "1.0000", InHundred(100, Marker.EXACTLY)),
        ("0", True, "0.0000", InHundred(0, Marker.EXACTLY)),
    ],
)
def test_a_chance_is_nothing_or_all_only_where_it_is_settled(
    value: str, settled: bool, decimals: str, in_hundred: InHundred
) -> None:
    chance = Chance(Fraction(value), settled)
    assert str(chance.to_four_decimals()) == decimals
    assert chance.in_hundred() == in_hundred
