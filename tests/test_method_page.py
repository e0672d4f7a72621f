"""What ``docs/method.md`` prints as a result is what the program works out."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from exodesk.domain.assumptions import MOST_SESSIONS, Assumptions, LineKey, UnknownTax
from exodesk.domain.break_evens import BreakEvens, break_evens
from exodesk.domain.costing import CourseCost, cost_of
from exodesk.domain.decisions import decide
from exodesk.domain.entries import Entry, Per, Tax
from exodesk.domain.money import Bounds, Money
from exodesk.domain.over_time import cost_over_time
from exodesk.domain.packages import package_break_evens, prepaid
from exodesk.domain.standings import LIKELY
from exodesk.domain.tax import STANDARD_TAX
from exodesk.wording.amounts import amount_text, bounds_text
from tests.builders import RATES, cost, course, entry, offer, product
from tests.worked_entries import LASER, LONDON, MUMBAI, ONE_TRIP, RETINOID, THREE_TRIPS

PAGE = " ".join(
    (Path(__file__).parents[1] / "docs" / "method.md").read_text("utf-8").replace("*", "").split()
)
PEEL = entry("Peel", "150 GBP", course(3, "400 GBP"))
PACKAGE = entry("Peel", "55 GBP", course(6, "297 GBP"), sessions="6")


def total(of: Entry, assumptions: Assumptions | None = None) -> str:
    return text(cost_of(of, assumptions or Assumptions(), RATES).total)


def text(bounds: Bounds) -> str:
    return bounds_text(bounds, "GBP", exact=True)


def line(of: CourseCost, key: LineKey) -> Bounds:
    return next(each.bounds for each in of.lines if each.key is key)


def pounds(value: object) -> str:
    assert isinstance(value, Fraction)
    return amount_text(value, "GBP", exact=True)


def test_one_number_of_sessions_counts_for_everything() -> None:
    days = Assumptions(time_off=Money.parse("120 GBP"))
    low, high = total(LASER, days).split(" – ")
    assert f"2 × (400 + 5 × 120) = {low}, the highest 3 × (600 + 7 × 120) = {high}" in PAGE
    assert f"at most {MOST_SESSIONS:,}" in PAGE


def test_sessions_are_bought_in_the_cheapest_way() -> None:
    four, five, six = (text(cost(PEEL, sessions=str(count)).total) for count in (4, 5, 6))
    assert f"4 sessions cost {four}, 5 cost {five}, 6 cost {six}" in PAGE


def test_packs_are_whole() -> None:
    found = cost(RETINOID)
    assert found.packs is not None
    assert found.pack_days == 60
    assert f"{found.packs.low} packs in 365 days, at £36 that is {text(found.total)}" in PAGE


@pytest.mark.parametrize(
    ("fee", "price", "says"),
    [
        ("50 GBP", "750 GBP", "£50 off a course of £750 leaves nothing"),
        ("50 GBP", "30 GBP", "£50 off one of £30 leaves £20"),
    ],
)
def test_a_fee_counts_as_far_as_it_exceeds_the_course(fee: str, price: str, says: str) -> None:
    taken_off = offer(fee, Per.CONSULTATION, redeemable=True)
    left = line(cost(entry("Peel", price, taken_off, sessions="1")), LineKey.CONSULTATION)
    assert says in PAGE
    assert text(left) == ("£20" if "£20" in says else "£0")


def test_a_fee_that_is_switched_off_is_left_out_of_every_number_of_sessions() -> None:
    fee = offer("1000 GBP", Per.CONSULTATION, redeemable=True, tax=Tax.EXCLUDED, tax_rate="20")
    peel = entry("Peel", "100 GBP", fee, sessions="1-5")
    off = Assumptions(left_out=frozenset({LineKey.ADD_ON, LineKey.CONSULTATION}))
    says = f"the total is {total(peel)}, and without the fee, whose tax stays, {total(peel, off)}"
    assert says in PAGE


def test_tax_is_added_and_widened() -> None:
    def taxed(tax: Tax) -> Entry:
        return entry("Peel", offer("200-280 GBP", tax=tax), sessions="3")

    widened = total(taxed(Tax.UNKNOWN), Assumptions(unknown_tax=UnknownTax.WIDEN))
    added, printed = total(taxed(Tax.EXCLUDED)), total(taxed(Tax.UNKNOWN))
    assert f"plus 20 %: {added}; if nobody said: {printed}, widened {widened}" in PAGE
    rates = f"United Kingdom {STANDARD_TAX['GB']} %, India {STANDARD_TAX['IN']} %"
    assert rates in PAGE


def test_an_exchange_fee_is_on_what_is_paid_in_the_other_currency() -> None:
    found = cost_of(MUMBAI, Assumptions(fx_fee=Fraction("2.75")), RATES)
    fee = text(line(found, LineKey.FX_FEE))
    assert f"2.75 % of ₹36,000 – ₹54,000 is {fee}" in PAGE


def test_maintenance_is_counted_in_what_the_course_leaves() -> None:
    kept_up = entry("Peel", "150 GBP", sessions="3", interval="4 week", lasts="3-4 month")
    found = cost(kept_up)
    sessions, upkeep = line(found, LineKey.SESSIONS), line(found, LineKey.MAINTENANCE)
    assert f"So {text(sessions)} and {text(upkeep)} on top: {text(found.total)}" in PAGE
    counts = [way[0].count for each in found.lines[1:2] for way in (each.low_way, each.high_way)]
    assert f"4 months go into them {counts[0]} times, 3 months {counts[1]} times" in PAGE


def test_the_chance_is_the_share_of_a_rectangle() -> None:
    decision = decide((cost(LONDON), cost(LASER)), Assumptions(), RATES)
    chance = decision.pairs[0].a_cheaper
    assert chance is not None
    assert f"= {chance.to_four_decimals()}: cheaper in about {chance.in_hundred().number}" in PAGE
    assert f"at least {int(LIKELY * 100)} in 100" in PAGE


def test_where_a_trip_turns_the_order() -> None:
    one, three = (turns(MUMBAI, assumed).trip_cost for assumed in (ONE_TRIP, THREE_TRIPS))
    assert one is not None
    assert three is not None
    surely, best = pounds(one.surely), pounds(one.at_best)
    assert f"750 − 450 = {surely}, never above 1,050 − 300 = {best}" in PAGE
    each = f"{pounds(three.surely)} and {pounds(three.at_best)} a trip"
    assert f"With three trips these are {each}" in PAGE
    trips = turns(MUMBAI, ONE_TRIP).trips
    assert trips is not None
    assert f"at £420 a trip: never cheaper with more than {trips.at_best} |" in PAGE


def test_where_the_exchange_rate_turns_the_order() -> None:
    (rate,) = turns(MUMBAI, Assumptions()).rates
    assert rate.above
    assert f"surely cheaper above £1 = ₹{rate.surely} (54,000 / 750)" in PAGE
    assert isinstance(rate.at_best, Fraction)
    best = amount_text(rate.at_best, "INR", exact=True)
    assert f"never below {best} (36,000 / 1,050)" in PAGE


def test_where_the_number_of_sessions_turns_the_order() -> None:
    first, *_others = turns(LASER, Assumptions()).sessions
    assert (first.entry_id, f"{first.surely}, never with more than {first.at_best}.") == (
        LONDON.id,
        "2, never with more than 7.",
    )
    assert "surely cheaper with no more than 2, never with more than 7." in PAGE


def turns(other: Entry, assumptions: Assumptions) -> BreakEvens:
    costs = [cost_of(each, assumptions, RATES) for each in (LONDON, other)]
    return break_evens(costs[0], costs[1], assumptions, RATES)


def test_a_package_pays_from_a_number_of_sessions_and_is_paid_in_advance() -> None:
    (pays,) = package_break_evens(PACKAGE, Assumptions(), RATES)
    assert pays.surely == pays.at_best == 6
    assert "5 single ones cost £275, so the course pays only if you take all 6" in PAGE
    (risk,) = prepaid(cost(PACKAGE), Assumptions(), RATES)
    before, after, then, *_rest = (pounds(bounds.high) for bounds in risk.at_risk)
    assert f"{before} before the first, {after} after it" in PAGE
    assert then == "£198"
    assert "then £49.50 less after each" in PAGE


def test_surely_beaten_is_cost_and_downtime_together() -> None:
    beaten = decide((cost(LASER), cost(MUMBAI)), Assumptions(), RATES).surely_beaten
    assert [(each.loser, each.by) for each in beaten] == [(0, 1)]
    costs = text(cost(LASER).total), text(cost(MUMBAI).total)
    assert f"{costs[0]} with 10 to 21 days is surely beaten by {costs[1]} with 3 to 6" in PAGE


def test_a_country_that_is_not_stated_costs_from_no_trip_to_all() -> None:
    nowhere = replace(MUMBAI, provider=None, own_country=None)
    travel = line(cost_of(nowhere, THREE_TRIPS, RATES), LineKey.TRAVEL)
    assert text(travel) == "£0 – £1,260"
    assert "from nothing to all trips" in PAGE


def test_a_pack_is_paid_when_the_last_is_used_up() -> None:
    paid = cost_over_time(product("Cream", "36 GBP"), Assumptions(), RATES).points
    assert [text(bounds) for _day, bounds in paid[:3]] == ["£36", "£36", "£72"]
    assert "packs when the last one is used up" in PAGE
