from __future__ import annotations

from decimal import Decimal

import pytest

from exodesk.domain.amounts import NotAnAmountError, read_amount, stated_number
from exodesk.domain.money import UnknownCurrencyError


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", "0"),
        ("1500", "1500"),
        ("1,500", "1500"),
        ("1,500.50", "1500.50"),
        ("12,34,567", "1234567"),
        ("1,234,567", "1234567"),
    ],
)
def test_a_number_may_be_grouped_in_thousands_or_in_lakhs(text: str, number: str) -> None:
    assert stated_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    ["", ".5", "5.", "1,5", "12,34", "1,23,45", "1,,000", "1e5", "NaN", "-1", "1.5.0", "१२", "1.५"],
)
def test_what_is_no_number_or_could_be_two_is_none(text: str) -> None:
    assert stated_number(text) is None


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1,000", "1000 GBP"),
        ("₹1,20,000", "120000 INR"),
        ("Rs. 5k", "5000 INR"),
        ("1.5 lakh", "150000.0 INR"),
        ("₹1.5 लाख", "150000.0 INR"),
        ("900 USD", "900 USD"),
        ("us$900", "900 USD"),
    ],
)
def test_a_limit_is_read(text: str, amount: str) -> None:
    assert str(read_amount(text, "GBP")) == amount


@pytest.mark.parametrize("text", ["", "1,5", "£5 INR", "1e5", "१२", "-5", "£"])
def test_what_is_no_limit_is_refused(text: str) -> None:
    with pytest.raises(NotAnAmountError):
        read_amount(text, "GBP")


@pytest.mark.parametrize("text", ["5 euros", "5 quid", "€€€5", "5 रुप"])
def test_what_is_no_code_is_not_called_an_unknown_one(text: str) -> None:
    with pytest.raises(NotAnAmountError) as refused:
        read_amount(text, "GBP")
    assert refused.type is NotAnAmountError


def test_an_unknown_code_is_named() -> None:
    with pytest.raises(UnknownCurrencyError, match="xyz"):
        read_amount("5 xyz", "GBP")
