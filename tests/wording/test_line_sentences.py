from __future__ import annotations

from dataclasses import replace

import pytest

from exodesk.domain.assumptions import Assumptions, LineKey, UnknownTax
from exodesk.domain.entries import Entry, Per, SessionCount, Tax
from exodesk.wording.line_sentences import is_assumed, line_sentence
from tests.builders import (
    course,
    entry,
    offer,
    product,
    session_count,
    use,
)
from tests.traced import AWAY, MUMBAI, trace


def how(
    found: Entry, assumptions: Assumptions | None = None, key: LineKey = LineKey.SESSIONS
) -> str:
    """How one line of the total came about."""
    traced = trace(found, assumptions)
    return next(line_sentence(traced, each) for each in traced.lines if each.line.key is key)


class TestWhatIsBought:
    def test_once_where_both_ends_buy_the_same(self) -> None:
        assert how(entry("Peel", "250-350 GBP", sessions="3")) == "3 × £250 – £350"
        assert how(entry("Peel", course(3, "400 GBP"))) == "£400 (course of 3)"

    def test_with_the_price_of_each_end_where_only_the_number_differs(self) -> None:
        assert how(MUMBAI, replace(AWAY, sessions=session_count("4-6"))) == (
            "4 × ₹12,000 to 6 × ₹18,000, your number of sessions"
        )

    def test_apart_where_the_ends_buy_differently(self) -> None:
        found = entry("Peel", "150 GBP", course(3, "400 GBP"), sessions="2-4")
        assert how(found) == "2 × £150 at the low end; £150 + £400 (course of 3) at the high end"

    def test_and_an_end_that_is_not_known_is_said_to_be_so(self) -> None:
        assert how(entry("Peel", "from 150 GBP", sessions="2")) == (
            "2 × £150 at the low end; not known at the high end"
        )
        assert how(entry("Peel", "up to 150 GBP", sessions="2")) == (
            "not known at the low end; 2 × £150 at the high end"
        )

    def test_in_packs_for_products(self) -> None:
        assert how(product("Cream", "36 GBP"), key=LineKey.PACKS) == "7 × £36 (one pack)"
        own = Assumptions(use_of={"cream": use("1 ml a day")})
        assert how(product("Cream", "36 GBP"), own, LineKey.PACKS) == (
            "13 × £36 (one pack), your use"
        )

    def test_again_for_maintenance(self) -> None:
        found = entry("Peel", "150 GBP", sessions="1", lasts="4-6 month")
        assert how(found, key=LineKey.MAINTENANCE) == (
            "2 × £150 to 3 × £150, in what the course leaves of 12 months"
        )
        never = entry("Peel", "150 GBP", sessions="1", lasts="2 year")
        assert how(never, key=LineKey.MAINTENANCE) == (
            "none, in what the course leaves of 12 months"
        )


@pytest.mark.parametrize(
    ("price", "redeemable", "said"),
    [
        ("50 GBP", True, "£50, taken off the course"),
        ("500 GBP", True, "£500, as far as it is more than the course"),
        ("50 GBP", False, "£50, not taken off the course"),
        ("50 GBP", None, "nothing to £50: whether it is taken off the course is not stated"),
        ("on request GBP", False, "how much is not stated"),
    ],
)
def test_a_fee_says_what_becomes_of_it(price: str, redeemable: bool | None, said: str) -> None:
    fee = offer(price, Per.CONSULTATION, redeemable=redeemable)
    assert how(entry("Peel", "100 GBP", fee, sessions="1"), key=LineKey.CONSULTATION) == said


class TestTax:
    def test_is_a_rate_on_an_amount(self) -> None:
        added = offer("200-280 GBP", tax=Tax.EXCLUDED, tax_rate="20")
        assert how(entry("Peel", added, sessions="3"), key=LineKey.TAX) == "20 % on £600 – £840"

    def test_says_which_part_of_it_is_only_possible(self) -> None:
        widened = Assumptions(unknown_tax=UnknownTax.WIDEN)
        found = entry("Peel", "200-280 GBP", sessions="3")
        assert how(found, widened, LineKey.TAX) == (
            "nothing to 20 % (the standard rate) on £840: whether it is included is not stated"
        )
        fee = offer("50 GBP", Per.CONSULTATION, redeemable=False, tax=Tax.EXCLUDED)
        mixed = replace(found, offers=(*found.offers, fee))
        assert how(mixed, widened, LineKey.TAX) == (
            "20 % (the standard rate) on £50 – £890, as far as tax is to be added"
        )

    def test_at_several_rates_or_none(self) -> None:
        added = offer("100 GBP", tax=Tax.EXCLUDED, tax_rate="5")
        fee = offer("50 GBP", Per.CONSULTATION, redeemable=False, tax=Tax.EXCLUDED)
        found = entry("Peel", added, fee, sessions="1")
        assert how(found, key=LineKey.TAX) == "5 % and 20 % on what each is due on"
        abroad = entry("Peel", added, fee, sessions="1", country="FR")
        assert how(abroad, key=LineKey.TAX) == "5 %, and how much else is not stated"
        unknown = entry("Peel", fee, "100 GBP", sessions="1", country="FR")
        assert how(unknown, key=LineKey.TAX) == "how much is not stated"


def test_a_part_of_a_price_that_is_not_known_is_no_nothing_to_take_tax_of() -> None:
    added = offer("up to 280 GBP", tax=Tax.EXCLUDED, tax_rate="20")
    assert how(entry("Peel", added, sessions="3"), key=LineKey.TAX) == "20 % on up to £840"
    added = offer("from 200 GBP", tax=Tax.EXCLUDED, tax_rate="20")
    assert how(entry("Peel", added, sessions="3"), key=LineKey.TAX) == "20 % on from £600"


class TestWhatAPersonAssumes:
    def test_is_said_to_be_theirs(self) -> None:
        assert how(MUMBAI, AWAY, LineKey.TRAVEL) == "1 trip × £420, your assumption"
        assert how(MUMBAI, AWAY, LineKey.TIME_OFF) == "3 – 6 days × £120, your assumption"
        assert how(MUMBAI, AWAY, LineKey.FX_FEE) == "2 % on ≈ £300 – £450, your assumption"

    def test_of_trips_may_hang_on_the_sessions(self) -> None:
        each = replace(AWAY, trips=None)
        assert how(MUMBAI, each, LineKey.TRAVEL) == "3 trips × £420, your assumption"
        several = replace(MUMBAI, sessions=SessionCount(3, 5))
        assert how(several, each, LineKey.TRAVEL) == "3 – 5 trips × £420, your assumption"
        unknown = replace(MUMBAI, sessions=None)
        assert how(unknown, each, LineKey.TRAVEL) == "at least 1 trip × £420, your assumption"

    def test_of_travel_may_not_be_needed(self) -> None:
        nowhere = entry("Peel", "100 GBP", sessions="1", country=None)
        assert how(nowhere, AWAY, LineKey.TRAVEL) == (
            "none to 1 trip × £420, your assumption: the country is not stated"
        )


def test_a_person_s_own_assumptions_are_told_from_the_rest() -> None:
    found = trace(MUMBAI, replace(AWAY, sessions=session_count("4")))
    assert {each.line.key for each in found.lines if is_assumed(each)} == {
        LineKey.SESSIONS,
        LineKey.FX_FEE,
        LineKey.TRAVEL,
        LineKey.TIME_OFF,
    }
    assert not any(map(is_assumed, trace(MUMBAI).lines))
