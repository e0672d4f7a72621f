from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from exodesk.domain.assumptions import Assumptions, LineKey, UnknownTax
from exodesk.domain.costing import cost_of
from exodesk.domain.entries import Entry, Per, Tax
from exodesk.domain.money import UNKNOWN, Bounds, Money
from exodesk.domain.over_time import cost_over_time
from exodesk.domain.rates import RateTable
from tests import strategies
from tests.builders import NO_RATES, RATES, course, entry, offer, product

PLAIN = Assumptions()
MONTH = Fraction(365, 12)


def paid(costed: Entry, assumptions: Assumptions = PLAIN) -> list[Bounds]:
    return [bounds for _day, bounds in cost_over_time(costed, assumptions, RATES).points]


def lows(costed: Entry, assumptions: Assumptions = PLAIN) -> list[int]:
    return [int(bounds.low) for bounds in paid(costed, assumptions) if bounds.low is not None]


def highs(costed: Entry, assumptions: Assumptions = PLAIN) -> list[int]:
    return [int(bounds.high) for bounds in paid(costed, assumptions) if bounds.high is not None]


def test_points_are_the_months_and_the_horizon() -> None:
    days = [day for day, _paid in cost_over_time(entry("Peel", "100 GBP"), PLAIN, RATES).points]
    assert days == [MONTH * number for number in range(13)]
    short = replace(PLAIN, horizon_days=Fraction(40))
    days = [day for day, _paid in cost_over_time(entry("Peel", "100 GBP"), short, RATES).points]
    assert days == [0, MONTH, 40]


def test_sessions_are_paid_one_by_one_at_their_interval() -> None:
    peel = entry("Peel", "100 GBP", sessions="3", interval="4 week")
    assert lows(peel)[:4] == [100, 200, 300, 300]
    assert not cost_over_time(peel, PLAIN, RATES).at_start


def test_fewer_sessions_far_apart_are_the_low_and_more_soon_the_high() -> None:
    peel = entry("Peel", "100-120 GBP", sessions="2-4", interval="4-8 week")
    assert lows(peel)[:4] == [100, 100, 200, 200]
    assert highs(peel)[:4] == [120, 240, 360, 480]


def test_sessions_without_an_interval_stand_at_the_start_which_is_said() -> None:
    for interval in (None, "from 4 week"):
        peel = entry("Peel", "100 GBP", sessions="3", interval=interval)
        assert cost_over_time(peel, PLAIN, RATES).at_start == (interval is None)
    assert highs(entry("Peel", "100 GBP", sessions="3"))[0] == 300
    assert not cost_over_time(entry("Peel", "100 GBP", sessions="1"), PLAIN, RATES).at_start


def test_a_course_is_paid_up_front_and_what_follows_when_it_is_used_up() -> None:
    peel = entry("Peel", "150 GBP", course(3, "400 GBP"), sessions="5", interval="30 day")
    assert lows(peel)[:6] == [400, 400, 400, 550, 700, 700]


def test_where_the_ways_cross_low_stays_below_high() -> None:
    peel = entry("Peel", "150-200 GBP", course(3, "400-700 GBP"), sessions="3", interval="30 day")
    assert paid(peel)[0] == Bounds(Fraction(200), Fraction(400))
    assert paid(peel)[-1] == Bounds(Fraction(400), Fraction(600))


def test_a_pack_is_bought_when_the_one_before_is_used_up() -> None:
    cream = product("Cream", "36 GBP", pack="30 ml", use="0.5 ml a day")
    assert lows(cream) == [36, 36, 72, 72, 108, 108, 144, 144, 180, 180, 216, 216, 252]


def test_a_subscription_is_paid_each_period_and_not_after_its_last() -> None:
    serum = product("Serum", offer("29 GBP", Per.MONTH, times=3))
    assert lows(serum)[:5] == [29, 58, 87, 87, 87]
    every = product("Serum", offer("30 GBP", Per.MONTH, every="3 month"))
    assert lows(every) == [30, 30, 30, 60, 60, 60, 90, 90, 90, 120, 120, 120, 120]


def test_maintenance_falls_due_when_what_was_done_no_longer_lasts() -> None:
    peel = entry("Peel", "100 GBP", sessions="2", interval="1 month", lasts="5 month")
    assert lows(peel) == [100, 200, 200, 200, 200, 200, 300, 300, 300, 300, 300, 400, 400]


def test_fees_are_paid_at_the_start() -> None:
    fee = offer("50 GBP", Per.CONSULTATION, redeemable=False)
    peel = entry("Peel", "100 GBP", fee, sessions="2", interval="1 month")
    assert lows(peel)[:3] == [150, 250, 250]


def test_each_trip_is_paid_with_its_session() -> None:
    peel = entry("Peel", "100 GBP", sessions="4", interval="1 month", country="IN")
    trip = Money(Decimal(400), "GBP")
    abroad = replace(PLAIN, home="GB", travel=trip)
    assert lows(peel, replace(abroad, trips=1))[:4] == [500, 600, 700, 800]
    assert lows(peel, replace(abroad, trips=2))[:4] == [500, 600, 1100, 1200]
    assert lows(peel, replace(abroad, trips=None))[:4] == [500, 1000, 1500, 2000]
    assert lows(peel, replace(abroad, trips=6))[:4] == [500, 1000, 1500, 2800]


def test_tax_exchange_fee_and_time_off_go_with_what_they_are_on() -> None:
    price = offer("100 GBP", tax=Tax.EXCLUDED, tax_rate="20")
    peel = entry("Peel", price, sessions="2", interval="1 month", downtime="1 day")
    costly = replace(PLAIN, time_off=Money(Decimal(30), "GBP"), home="IN", fx_fee=Fraction(5))
    assert lows(peel, costly)[:3] == [156, 312, 312]


def test_what_falls_due_after_the_horizon_counts_at_its_end() -> None:
    peel = entry("Peel", "100 GBP", sessions="6", interval="3 month")
    assert lows(peel)[-2:] == [400, 600]


@pytest.mark.parametrize(
    ("costed", "ends"),
    [
        (entry("Peel", "on request GBP", sessions="3"), UNKNOWN),
        (entry("Peel", sessions="3"), UNKNOWN),
        (entry("Peel", "from 100 GBP", sessions="3"), Bounds(Fraction(300), None)),
        (entry("Peel", "up to 100 GBP", sessions="3"), Bounds(None, Fraction(300))),
    ],
)
def test_an_unknown_end_is_unknown_in_every_month(costed: Entry, ends: Bounds) -> None:
    points = paid(costed)
    assert points[-1] == ends
    for point in points:
        assert (point.low is None, point.high is None) == (ends.low is None, ends.high is None)


def test_a_missing_rate_leaves_every_month_unknown() -> None:
    points = cost_over_time(entry("Peel", "100 INR"), PLAIN, NO_RATES).points
    assert {bounds for _day, bounds in points} == {UNKNOWN}


@st.composite
def _assumptions(draw: DrawFn) -> Assumptions:
    money = st.none() | st.sampled_from([Money(Decimal(text), "GBP") for text in ("420", "0.01")])
    return replace(
        draw(strategies.assumptions()),
        horizon_days=draw(st.sampled_from([Fraction(365), Fraction(1), Fraction(400), MONTH * 7])),
        left_out=frozenset(draw(st.sets(st.sampled_from(LineKey), max_size=4))),
        unknown_tax=draw(st.sampled_from(UnknownTax)),
        fx_fee=draw(st.sampled_from([Fraction(0), Fraction(3), Fraction(5, 2)])),
        home=draw(st.sampled_from([None, "GB", "IN"])),
        travel=draw(money),
        trips=draw(st.sampled_from([None, 0, 1, 2, 9])),
        time_off=draw(money),
    )


@st.composite
def _entries(draw: DrawFn) -> Entry:
    durations = st.none() | strategies.duration_ranges()
    return replace(draw(strategies.entries()), interval=draw(durations), lasts=draw(durations))


@settings(deadline=None)
@given(_entries(), _assumptions(), strategies.tables)
def test_the_last_month_holds_the_total_and_nothing_is_ever_paid_back(
    costed: Entry, assumptions: Assumptions, table: RateTable
) -> None:
    points = cost_over_time(costed, assumptions, table).points
    total = cost_of(costed, assumptions, table).total
    assert points[-1] == (assumptions.horizon_days, total)
    turned = total.low is not None and total.high is not None and total.low > total.high
    assert points[0][0] == 0
    for (day, before), (later, after) in pairwise(points):
        assert 0 < later - day <= MONTH
        assert (before.low is None, before.high is None) == (after.low is None, after.high is None)
        assert before.low is None or after.low is None or before.low <= after.low
        assert before.high is None or after.high is None or before.high <= after.high
        assert turned or before.low is None or before.high is None or before.low <= before.high
