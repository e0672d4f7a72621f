from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exodesk.domain.units import DAYS_IN, NotADurationError, parse_days
from tests.builders import amount, duration, duration_range

BASE_UNITS = {"ml": 1, "l": 1000, "mg": 1, "g": 1000, "kg": 1_000_000}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("24 hour", Fraction(1)),
        ("36 hour", Fraction(3, 2)),
        ("4 week", Fraction(28)),
        ("12 month", Fraction(365)),
        ("1 year", Fraction(365)),
        ("0.1 day", Fraction(1, 10)),
    ],
)
def test_a_duration_is_exact_in_days(text: str, days: Fraction) -> None:
    assert duration(text).days == days


def test_an_open_end_of_a_range_has_no_days() -> None:
    assert duration_range("from 2 day").high_days is None
    assert duration_range("up to 48 hour").low_days is None
    assert duration_range("up to 48 hour").high_days == 2


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("3 days", Fraction(3)),
        ("48 h", Fraction(2)),
        (" 2 Weeks ", Fraction(14)),
        ("1.5day", Fraction(3, 2)),
        ("6 months", Fraction(365, 2)),
        ("2 yr", Fraction(730)),
        ("0 days", Fraction(0)),
    ],
)
def test_a_typed_length_of_time_is_read_in_days(text: str, days: Fraction) -> None:
    assert parse_days(text) == days


@pytest.mark.parametrize(
    "text",
    [
        *("", "3", "days", "three days", "-1 day", "1,5 days", "1e3 days", "3 days 2 h", "٣ days"),
        *("3 ml", "3 parsec", "3 nan", "3 inf", "3 lambda", "3 d.", "nan day", "3 day/day"),
        *("3\x80", "9" * 5000 + " days"),
    ],
)
def test_what_is_no_length_of_time_is_refused_in_words(text: str) -> None:
    with pytest.raises(NotADurationError, match="is not a length of time"):
        parse_days(text)


@given(st.text(st.characters(codec="ascii"), max_size=8).map("3 {}".format))
def test_a_typed_length_of_time_is_read_or_refused(text: str) -> None:
    with suppress(NotADurationError):
        assert parse_days(text) >= 0


@pytest.mark.parametrize("unit", DAYS_IN)
@given(number=st.decimals(0, 9999, places=3))
def test_a_typed_unit_means_what_it_means_in_a_catalogue(unit: str, number: Decimal) -> None:
    assert parse_days(f"{number:f} {unit}") == duration(f"{number:f} {unit}").days


@given(
    st.decimals("0.001", 9999, places=3),
    st.decimals("0.001", 9999, places=3),
    st.sampled_from(sorted(BASE_UNITS)),
    st.sampled_from(sorted(BASE_UNITS)),
)
def test_amounts_are_compared_exactly_where_their_units_convert(
    one: Decimal, other: Decimal, one_unit: str, other_unit: str
) -> None:
    ratio = amount(f"{one} {one_unit}").ratio_to(amount(f"{other} {other_unit}"))
    if (one_unit in ("ml", "l")) == (other_unit in ("ml", "l")):
        exact = Fraction(one) * BASE_UNITS[one_unit] / (Fraction(other) * BASE_UNITS[other_unit])
        assert ratio == exact
    else:
        assert ratio is None


def test_nothing_is_a_multiple_of_an_empty_pack() -> None:
    assert amount("1 ml").ratio_to(amount("0 ml")) is None


def test_an_unknown_unit_converts_to_nothing_but_itself() -> None:
    assert amount("4 drops").ratio_to(amount("2 drops")) == 2
    assert amount("4 drops").ratio_to(amount("2 ml")) is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("3 दिन", 3),
        ("48 घंटे", 2),
        ("48घं", 2),
        ("2 सप्ताह", 14),
        ("2 ह\u095e्ते", 14),
        ("2 हफ़्ते", 14),
        ("12 माह", 365),
        ("1 साल", 365),
    ],
)
def test_lengths_of_time_are_read_in_hindi(text: str, days: int) -> None:
    assert parse_days(text) == days


@pytest.mark.parametrize("text", ["3 दि", "3 दिन दिन", "दिन", "3 दिनday"])
def test_what_is_no_hindi_unit_is_refused(text: str) -> None:
    with pytest.raises(NotADurationError):
        parse_days(text)
