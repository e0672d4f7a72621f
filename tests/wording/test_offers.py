from __future__ import annotations

from fractions import Fraction

import pytest

from exodesk.domain.entries import Per, Tax
from exodesk.wording.offers import (
    horizon_text,
    pack_lasts_text,
    pack_text,
    price_per_measure_text,
    redeemable_text,
    tax_text,
    use_text,
)
from tests.builders import cost, entry, offer, product, use


@pytest.mark.parametrize(
    ("tax", "rate", "words"),
    [
        (Tax.INCLUDED, None, "tax included"),
        (Tax.EXEMPT, None, "tax exempt"),
        (Tax.EXCLUDED, "12.5", "plus tax of 12.5 %"),
        (Tax.EXCLUDED, None, "plus tax, rate not stated"),
        (Tax.UNKNOWN, None, "tax not stated"),
    ],
)
def test_the_tax_of_an_offer_in_words(tax: Tax, rate: str | None, words: str) -> None:
    assert tax_text(offer("150 GBP", tax=tax, tax_rate=rate)) == words


def test_whether_a_fee_is_taken_off_is_said_of_fees_only() -> None:
    assert redeemable_text(offer("150 GBP")) is None
    fee = offer("25 GBP", Per.CONSULTATION, redeemable=True)
    assert redeemable_text(fee) == "taken off the course"
    kept = offer("25 GBP", Per.PATCH_TEST, redeemable=False)
    assert redeemable_text(kept) == "not taken off the course"
    unsaid = offer("25 GBP", Per.PATCH_TEST)
    assert redeemable_text(unsaid) == "whether it is taken off the course is not stated"


def test_what_follows_from_pack_and_use_is_marked_as_derived() -> None:
    serum = cost(product("Serum", "36 GBP", pack="30 ml", use="0.5 ml a day"))
    assert price_per_measure_text(serum) == "£1.20/ml"
    assert pack_lasts_text(serum) == "60 days per pack"
    assert use_text(use("0.5 ml a day")) == "0.5 ml a day"
    assert use_text(use("2 g a week")) == "2 g a week"


def test_what_does_not_follow_is_not_said() -> None:
    assert pack_lasts_text(cost(product("Serum", "36 GBP", use=None))) is None
    assert pack_lasts_text(cost(product("Serum", "36 GBP", pack="30 ml", use="1 g a day"))) is None
    assert price_per_measure_text(cost(product("Serum", "on request GBP"))) is None
    assert price_per_measure_text(cost(product("Serum"))) is None
    assert price_per_measure_text(cost(entry("Peel", "90 GBP"))) is None


def test_the_price_per_measure_keeps_open_ends_and_its_own_currency() -> None:
    serum = cost(product("Serum", "from 600 INR", pack="30 ml"))
    assert price_per_measure_text(serum) == "from ₹20/ml"


def test_a_horizon_of_whole_months_is_said_in_months() -> None:
    assert horizon_text(Fraction(365)) == "12 months"
    assert horizon_text(Fraction(365, 12)) == "1 month"
    assert horizon_text(Fraction(400)) == "400 days"


def test_a_pack_says_how_many_for_how_long_at_what_price() -> None:
    serum = cost(product("Serum", "36 GBP"))
    assert pack_text(serum, Fraction(365)) == (
        "7 packs, £252 for 365 days, £1.20/ml, 60 days per pack"
    )
    assert pack_text(cost(entry("Peel", "90 GBP")), Fraction(365)) is None
    assert pack_text(cost(product("Serum", use=None)), Fraction(365)) == "30 ml"


def test_a_price_per_measure_that_had_to_be_rounded_says_so() -> None:
    assert price_per_measure_text(cost(product("Serum", "10 GBP"))) == "≈ £0.33/ml"
