from __future__ import annotations

import pytest

from exodesk.domain.entries import Per
from exodesk.wording.form_sentences import converted_text, per_choice, understood_text
from tests.builders import RATES, course, offer, price


def test_a_price_is_said_back_with_what_it_buys() -> None:
    assert understood_text(course(4, "150000-180000 INR")) == "₹1,50,000 – ₹1,80,000 per course"
    assert understood_text(offer("from 300 GBP")) == "from £300 per session"
    assert understood_text(offer("30 GBP", Per.MONTH)) == "£30 per payment"
    assert understood_text(offer("on request GBP", Per.PACK)) == "on request per pack"


@pytest.mark.parametrize(
    ("text", "currency", "said"),
    [
        ("150000 INR", "GBP", "≈ £1,250 at £1 = ₹120.00, manual, 15 Jan 2026"),
        ("from 10 GBP", "GBP", "≈ from ₹1,200 at £1 = ₹120.00, manual, 15 Jan 2026"),
        ("10 EUR", "GBP", "no rate between EUR and GBP is known"),
        ("10 EUR", "EUR", ""),
        ("on request INR", "GBP", ""),
    ],
)
def test_a_price_is_said_in_the_other_currency_too(text: str, currency: str, said: str) -> None:
    assert converted_text(price(text), RATES, currency) == said


def test_everything_a_price_can_buy_has_words_of_its_own() -> None:
    assert len({per_choice(per) for per in Per}) == len(Per)
