from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from exodesk.domain.money import round_half_up
from exodesk.domain.rates import Rate
from exodesk.wording.rates import quoted_rate_card, quoted_rate_text
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
