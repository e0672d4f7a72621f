from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exodesk.domain.money import MINOR_DIGITS, Bounds
from exodesk.wording.amounts import (
    amount_text,
    amount_with_decimals,
    bounds_text,
    currency_name,
    currency_symbol,
    end_texts,
    number_text,
    plain_number,
    price_text,
)
from tests.builders import bounds, price
from tests.strategies import prices

amounts = st.fractions(0, 10**40, max_denominator=10**6)


@pytest.mark.parametrize(
    ("value", "currency", "text"),
    [
        ("150000", "INR", "₹1,50,000"),
        ("1500", "INR", "₹1,500"),
        ("99999", "INR", "₹99,999"),
        ("100000", "INR", "₹1,00,000"),
        ("12345678", "INR", "₹1,23,45,678"),
        ("150000", "PKR", "PKR 1,50,000"),
        ("150000", "GBP", "£150,000"),
        ("12345678", "USD", "US$12,345,678"),
        ("150000", "AED", "AED 150,000"),
        ("0", "GBP", "£0"),
        ("0", "INR", "₹0"),
    ],
)
def test_rupees_are_grouped_in_lakhs_and_all_else_in_thousands(
    value: str, currency: str, text: str
) -> None:
    assert amount_text(Fraction(value), currency) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("10.4", "£10"),
        ("10.5", "£11"),
        ("11.5", "£12"),
        ("12.4999999", "£12"),
        ("1234.5", "£1,235"),
        ("999.5", "£1,000"),
        ("1/3", "£0.33"),
        ("0.005", "£0.01"),
        ("0.015", "£0.02"),
        ("0.025", "£0.03"),
        ("2.675", "£2.68"),
        ("9.994", "£9.99"),
        ("9", "£9"),
        ("0.5", "£0.50"),
    ],
)
def test_ties_go_up_and_amounts_below_10_keep_their_pence(value: str, text: str) -> None:
    assert amount_text(Fraction(value), "GBP") == text


@pytest.mark.parametrize(
    ("value", "currency", "text"),
    [
        ("149.99", "GBP", "£149.99"),
        ("149.9", "GBP", "£149.90"),
        ("150", "GBP", "£150"),
        ("150.00", "GBP", "£150"),
        ("23500.5", "INR", "₹23,500.50"),
        ("1234.5", "JPY", "JP¥1,235"),
        ("1.2345", "KWD", "KWD 1.235"),
    ],
)
def test_an_exact_amount_has_the_decimals_of_its_currency_unless_it_is_whole(
    value: str, currency: str, text: str
) -> None:
    assert amount_text(Decimal(value), currency, exact=True) == text


def test_documents_state_every_decimal() -> None:
    assert amount_with_decimals(Fraction(1500), "GBP") == "£1,500.00"
    assert amount_with_decimals(Fraction(150000), "INR") == "₹1,50,000.00"
    assert amount_with_decimals(Fraction(1500), "JPY") == "JP¥1,500"


@given(amounts, st.sampled_from(sorted(MINOR_DIGITS)), st.booleans())
def test_any_amount_is_shown_however_large(value: Fraction, currency: str, exact: bool) -> None:
    text = amount_text(value, currency, exact=exact)
    assert text.startswith(currency_symbol(currency))
    number = text.removeprefix(currency_symbol(currency)).replace(",", "")
    assert re.fullmatch(r"\d+(\.\d+)?", number)
    decimals = len(number.partition(".")[2])
    assert abs(Fraction(number) - value) <= Fraction(1, 2 * 10**decimals)


@given(st.integers(0, 10**40))
def test_grouping_never_changes_a_digit(value: int) -> None:
    for pattern in ("#,##0", "#,##,##0"):
        assert number_text(Decimal(value), pattern).replace(",", "") == str(value)


@pytest.mark.parametrize("code", sorted(MINOR_DIGITS))
def test_every_currency_has_a_sign_that_stands_off_from_the_figure(code: str) -> None:
    symbol = currency_symbol(code)
    assert symbol.strip()
    assert not symbol[-1].isalpha()
    assert not symbol[-1].isdigit()
    assert currency_name(code)


# Ranges


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (500, 700, "£500 – £700"),
        (500, 500, "£500"),
        (650, None, "from £650"),
        (None, 196, "up to £196"),
        (None, None, "unknown"),
        (0, 0, "£0"),
        (0, 50, "£0 – £50"),
        (0, None, "from £0"),
        (None, 0, "up to £0"),
        ("0.5", "0.9", "£0.50 – £0.90"),
    ],
)
def test_a_range_stays_a_range_and_an_unknown_end_stays_unknown(
    low: object, high: object, text: str
) -> None:
    assert bounds_text(bounds(low, high), "GBP") == text
    near = "unknown" if text == "unknown" else f"≈ {text}"
    assert bounds_text(bounds(low, high), "GBP", approx=True) == near


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        ("1500", "1500.40", "£1,500.00 – £1,500.40"),
        ("100.1", "100.2", "£100.10 – £100.20"),
        ("9.999", "10.2", "£10.00 – £10.20"),
        ("99.6", "100.4", "£99.60 – £100.40"),
        ("1500", "1501", "£1,500 – £1,501"),
    ],
)
def test_two_ends_that_would_look_alike_show_their_pence(low: str, high: str, text: str) -> None:
    assert bounds_text(bounds(low, high), "GBP") == text
    assert end_texts(bounds(low, high), "GBP") == tuple(text.split(" – "))


@pytest.mark.parametrize(
    ("low", "high", "texts"),
    [
        (500, 700, ("£500", "£700")),
        (500, 500, ("", "£500")),
        (650, None, ("£650", "and up")),
        (None, 196, ("up to", "£196")),
        (None, None, ("", "unknown")),
    ],
)
def test_the_ends_apart_say_what_they_say_together(
    low: object, high: object, texts: tuple[str, str]
) -> None:
    assert end_texts(bounds(low, high), "GBP") == texts


@pytest.mark.parametrize(
    ("published", "text"),
    [
        ("149.99 GBP", "£149.99"),
        ("150-299.5 GBP", "£150 – £299.50"),
        ("from 23500 INR", "from ₹23,500"),
        ("up to 9 GBP", "up to £9"),
        ("on request INR", "on request"),
        ("0 GBP", "£0"),
    ],
)
def test_a_price_stands_as_it_was_published(published: str, text: str) -> None:
    assert price_text(price(published)) == text


@given(prices())
def test_every_price_has_words_and_only_an_unknown_one_has_no_figure(published: object) -> None:
    text = price_text(published)  # type: ignore[arg-type]
    assert text
    assert "{" not in text
    on_request = published.on_request  # type: ignore[attr-defined]
    assert bool(re.search(r"\d", text)) != on_request


@given(amounts, amounts)
def test_the_low_end_never_reads_higher_than_the_high_one(one: Fraction, other: Fraction) -> None:
    low, high = sorted((one, other))
    texts = [text for text in end_texts(Bounds(low, high), "GBP") if text]
    figures = [Fraction(text.lstrip("£").replace(",", "")) for text in texts]
    assert figures == sorted(figures)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        ("1.5", 2, "1.5"),
        ("30", 2, "30"),
        ("1.005", 2, "1.01"),
        ("1000000", 2, "1,000,000"),
        ("0.0001", 4, "0.0001"),
        ("0", 2, "0"),
        ("1e30", 2, "1" + ",000" * 10),
    ],
)
def test_a_plain_number_has_no_needless_noughts(value: str, decimals: int, text: str) -> None:
    assert plain_number(Fraction(value), most_decimals=decimals) == text
