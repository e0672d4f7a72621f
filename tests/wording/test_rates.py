from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from exodesk.domain.money import round_half_up
from exodesk.domain.rates import Rate
from exodesk.wording.rates import (
    both_ways_text,
    in_use_text,
    quoted_rate_card,
    quoted_rate_text,
)
from tests.builders import RATE_DAY


def rate(value: str) -> Rate:
    return Rate("GBP", "INR", Decimal(value), RATE_DAY, "fixture")


def test_a_rate_of_a_quote_has_the_decimals_that_it_needs() -> None:
    assert quoted_rate_text(rate("120")) == "£1 = ₹120.0000"
    assert quoted_rate_text(rate("127.22954732")) == "£1 = ₹127.229547"
    assert quoted_rate_card(rate("120")) == "£1 = ₹120.0000 · 15 Jan 2026 · fixture"
    turned = Rate("INR", "GBP", Decimal("0.0078598"), RATE_DAY, "fixture")
    assert quoted_rate_text(turned) == "£1 = ₹127.229701"


@given(
    st.decimals("80", "160", places=12),
    st.integers(1, 10_000_00).map(lambda pence: Fraction(pence, 100)),
)
def test_who_converts_a_total_with_it_is_off_by_a_paisa_at_most(
    value: Decimal, total: Fraction
) -> None:
    read = Decimal(quoted_rate_text(rate(str(value))).partition("₹")[2])
    frozen, shown = Fraction(value) * total, Fraction(read) * total
    assert abs(round_half_up(frozen, 2) - round_half_up(shown, 2)) <= Decimal("0.01")


def test_a_rate_is_said_both_ways_in_codes_with_three_figures_at_least() -> None:
    assert both_ways_text(rate("120.5")) == "1 GBP = 120.5 INR; 1 INR = 0.0083 GBP"
    assert both_ways_text(rate("0.0000003")) == (
        "1 GBP = 0.0000003 INR; 1 INR = 3,333,333.3333 GBP"
    )


@given(st.decimals("0.000001", "1000000", places=6))
def test_neither_way_of_a_rate_ever_reads_as_nothing(value: Decimal) -> None:
    for part in both_ways_text(rate(str(value))).split("; "):
        assert Decimal(part.split()[3].replace(",", "")) > 0


def test_what_is_in_use_is_said_with_its_age_and_warned_of_when_old() -> None:
    assert in_use_text(None, RATE_DAY) == "No rate is in use."
    fresh = in_use_text(rate("120"), RATE_DAY)
    assert fresh == "In use: £1 = ₹120.0000 · fixture, 15 Jan 2026 (today)."
    old = in_use_text(rate("120"), RATE_DAY + timedelta(days=20))
    assert "(20 days old). A rate is 20 days old: check it" in old
