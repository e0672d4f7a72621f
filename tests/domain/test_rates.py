from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exodesk.domain.money import UnknownCurrencyError
from exodesk.domain.rates import Rate, RateTable, looks_far
from tests.builders import NO_RATES, RATE_DAY, RATES, rate, rates

positive = st.decimals("0.0001", 100_000, places=4)


@dataclass
class Published:
    """A history of one rate, which remembers how often it is asked."""

    only: Rate
    asked: int = 0

    def rate(self, one: str, other: str, on: datetime.date) -> Rate | None:
        self.asked += 1
        return self.only if {one, other} == {self.only.base, self.only.quote} else None

    def currencies(self, on: datetime.date) -> tuple[str, ...]:
        return self.only.base, self.only.quote


def table(*pinned: str, published: str = "GBP/INR=127.2342") -> RateTable:
    return RateTable(RATE_DAY, Published(rate(published)), [rate(text) for text in pinned])


@given(positive)
def test_a_rate_converts_there_and_back_exactly(value: Decimal) -> None:
    there_and_back = Rate("GBP", "INR", value, RATE_DAY, "manual")
    assert there_and_back.factor("GBP", "INR") == Fraction(value)
    assert there_and_back.factor("GBP", "INR") * there_and_back.factor("INR", "GBP") == 1


def test_a_rate_converts_no_other_currency() -> None:
    with pytest.raises(ValueError, match="does not convert"):
        rate("GBP/INR=120").factor("GBP", "EUR")


@pytest.mark.parametrize("value", ["0", "-120", "NaN", "Infinity"])
def test_a_rate_that_is_not_above_0_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="above 0"):
        rate(f"GBP/INR={value}")


def test_a_rate_joins_two_known_currencies() -> None:
    with pytest.raises(ValueError, match="two different"):
        rate("GBP/GBP=1")
    with pytest.raises(UnknownCurrencyError):
        rate("GBP/RUPEES=120")


def test_a_missing_rate_is_none_and_never_1() -> None:
    assert NO_RATES.factor("GBP", "INR") is None
    assert RATES.factor("GBP", "EUR") is None
    assert RATES.factor("INR", "INR") == 1
    assert RATES.factor("INR", "GBP") == Fraction(1, 120)


def test_a_pinned_rate_goes_before_a_published_one_in_both_directions() -> None:
    assert table().factor("GBP", "INR") == Fraction("127.2342")
    assert table("GBP/INR=120").factor("INR", "GBP") == Fraction(1, 120)
    assert table("INR/GBP=0.01").factor("GBP", "INR") == 100


def test_pinning_a_rate_replaces_the_one_between_its_two_currencies_only() -> None:
    pinned = table("GBP/INR=120", "EUR/GBP=0.85")
    again = pinned.with_pinned(rate("INR/GBP=0.01"))
    assert again.factor("GBP", "INR") == 100
    assert again.factor("EUR", "GBP") == Fraction("0.85")
    assert pinned.factor("GBP", "INR") == 120


def test_a_pair_goes_back_to_its_published_rate() -> None:
    pinned = table("GBP/INR=120", "EUR/GBP=0.85")
    back = pinned.with_published("INR", "GBP")
    assert back.factor("GBP", "INR") == Fraction("127.2342")
    assert back.factor("EUR", "GBP") == Fraction("0.85")


def test_a_withheld_pair_has_no_rate_until_one_is_pinned() -> None:
    withheld = table("GBP/INR=120").withholding("INR", "GBP")
    assert withheld.factor("GBP", "INR") is None
    assert withheld.factor("GBP", "GBP") == 1
    assert withheld.with_pinned(rate("GBP/INR=125")).factor("GBP", "INR") == 125
    assert withheld.with_published("GBP", "INR").factor("GBP", "INR") == Fraction("127.2342")


def test_currencies_are_those_with_a_rate_in_alphabetical_order() -> None:
    assert table("EUR/GBP=0.85").currencies() == ("EUR", "GBP", "INR")
    assert NO_RATES.currencies() == ()


def test_the_published_history_is_asked_once_for_each_pair() -> None:
    published = Published(rate("GBP/INR=127.2342"))
    rates = RateTable(RATE_DAY, published)
    for _ in range(3):
        assert rates.factor("INR", "GBP") is not None
        assert rates.factor("GBP", "INR") is not None
        assert rates.factor("EUR", "GBP") is None
    assert published.asked == 2


def test_the_age_of_a_rate_is_never_below_0() -> None:
    day = datetime.timedelta(days=1)
    assert rate("GBP/INR=120").age_in_days(RATE_DAY + 23 * day) == 23
    assert rate("GBP/INR=120").age_in_days(RATE_DAY - day) == 0


@pytest.mark.parametrize(
    ("value", "far"), [("60", False), ("240", False), ("59", True), ("241", True)]
)
def test_a_rate_is_far_where_it_is_more_than_twice_or_less_than_half(value: str, far: bool) -> None:
    assert looks_far(Decimal(value), Decimal(120)) is far


def test_pinning_only_leaves_no_other_rate_pinned_and_none_withheld() -> None:
    table = RateTable(RATES.on, pinned=RATES.pinned).withholding("GBP", "EUR")
    (other,) = rates("GBP/JPY=200").pinned
    only = table.pinning_only([other])
    assert only.pinned == (other,)
    assert not only.withheld
    assert only.on == table.on
    assert only.rate("GBP", "INR") is None
