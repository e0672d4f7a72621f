from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exodesk.domain.entries import SessionCount
from exodesk.domain.errors import ExodeskError
from exodesk.domain.money import Money
from exodesk.domain.quotes.lines import Discount
from exodesk.imports.quote_texts import (
    count_field,
    discount_field,
    read_count,
    read_discount,
    read_tax_rate,
)

CENTS = st.decimals("0.01", "1000000", places=2)


@pytest.mark.parametrize(
    ("text", "discount"),
    [
        ("10 %", Discount(per_cent=Decimal(10))),
        ("12.5%", Discount(per_cent=Decimal("12.5"))),
        ("10 per cent", Discount(per_cent=Decimal(10))),
        ("£50", Discount(amount=Money(Decimal(50), "GBP"))),
        ("50", Discount(amount=Money(Decimal(50), "INR"))),
        ("₹1,50,000", Discount(amount=Money(Decimal(150000), "INR"))),
        ("  ", None),
    ],
)
def test_a_discount_is_a_share_or_an_amount(text: str, discount: Discount | None) -> None:
    assert read_discount(text, "INR") == discount


@pytest.mark.parametrize("text", ["0 %", "101 %", "ten %", "1e3 %", "NaN%", "£40-50", "POA", "½ %"])
def test_what_is_no_discount_is_refused(text: str) -> None:
    with pytest.raises(ExodeskError):
        read_discount(text, "GBP")


@given(st.decimals("0.01", "100", places=2).filter(bool) | CENTS.map(lambda a: Money(a, "GBP")))
def test_a_discount_is_read_back_as_it_was_written(what: Decimal | Money) -> None:
    discount = Discount(amount=what) if isinstance(what, Money) else Discount(per_cent=what)
    assert read_discount(discount_field(discount), "INR") == discount


@given(
    st.tuples(st.integers(1, 1000), st.integers(1, 1000)).map(sorted)
    | st.integers(1, 1000).map(lambda low: [low, None])
    | st.integers(1, 1000).map(lambda high: [None, high])
)
def test_a_count_is_read_back_as_it_was_written(ends: list[int | None]) -> None:
    count = SessionCount(ends[0], ends[1])
    assert read_count(count_field(count)) == count


def test_no_text_is_no_count_and_no_rate() -> None:
    assert read_count(" ") is None
    assert read_tax_rate("") is None
    assert count_field(None) == discount_field(None) == ""


def test_a_tax_rate_may_carry_its_sign() -> None:
    assert read_tax_rate("20 %") == read_tax_rate("20") == Decimal(20)
    with pytest.raises(ExodeskError):
        read_tax_rate("a fifth")
