from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.break_evens import BreakEven, BreakEvens, Turn, Until, break_evens
from exodesk.domain.costing import CourseCost, cost_of
from exodesk.domain.entries import Entry
from exodesk.domain.money import Money
from exodesk.domain.rates import RateTable
from tests import strategies
from tests.builders import (
    NO_RATES,
    RATES,
    course,
    duration_range,
    entry,
    product,
    rates,
    session_count,
)
from tests.worked_entries import (
    LASER,
    LONDON,
    MUMBAI,
    ONE_TRIP,
    PLAIN,
    PRP,
    RETINOID,
    THREE_TRIPS,
    VIAL,
    costs,
)

HOME = Assumptions(home="GB")
A_TRIP_EACH = Assumptions(home="GB", travel=Money.parse("420 GBP"), trips=None)


def turns(
    one: Entry, other: Entry, assumptions: Assumptions = PLAIN, table: RateTable = RATES
) -> BreakEvens:
    a, b = costs(one, other, assumptions=assumptions, rates=table)
    return break_evens(a, b, assumptions, table)


def travelling(amount: str, *, trips: int | None = 1) -> Assumptions:
    return Assumptions(home="GB", travel=Money.parse(f"{amount} GBP"), trips=trips)


def even(entry: Entry, surely: Until | int, at_best: Until | int) -> BreakEven:
    ends = (end if isinstance(end, Turn) else Fraction(end) for end in (surely, at_best))
    return BreakEven(entry.id, *ends)


# The cost of a trip


@pytest.mark.parametrize("assumptions", [PLAIN, HOME, ONE_TRIP, travelling("9999")])
def test_a_trip_may_cost_300_for_sure_and_750_at_best(assumptions: Assumptions) -> None:
    for pair in ((LONDON, MUMBAI), (MUMBAI, LONDON)):
        assert turns(*pair, assumptions).trip_cost == even(MUMBAI, 300, 750)


def test_each_of_three_trips_may_cost_a_third() -> None:
    assert turns(MUMBAI, LONDON, THREE_TRIPS).trip_cost == even(MUMBAI, 100, 250)
    assert turns(MUMBAI, LONDON, A_TRIP_EACH).trip_cost == even(MUMBAI, 100, 250)


def test_with_a_trip_for_each_session_the_worst_number_of_sessions_counts() -> None:
    # 4 sessions: £200 – £333 and 4 trips; 6: £300 – £500 and 6 trips; against £750 – £1,050
    found = turns(PRP, LONDON, A_TRIP_EACH).trip_cost
    assert found == even(PRP, Fraction(250, 6), Fraction(850, 4))


def test_the_ends_meet_where_a_trip_costs_the_break_even() -> None:
    for trips in (1, 3):
        found = turns(MUMBAI, LONDON, travelling("420", trips=trips)).trip_cost
        assert found is not None
        assert isinstance(found.surely, Fraction)
        assert isinstance(found.at_best, Fraction)
        away, home = costs(MUMBAI, LONDON, assumptions=travelling(str(found.surely), trips=trips))
        assert away.total.high == home.total.low
        away, home = costs(MUMBAI, LONDON, assumptions=travelling(str(found.at_best), trips=trips))
        assert away.total.low == home.total.high


def test_who_stays_at_home_is_not_travelled_to() -> None:
    delhi = replace(PRP, id="delhi")
    assert turns(PRP, delhi, ONE_TRIP).trip_cost is None
    assert turns(LONDON, LASER, ONE_TRIP).trip_cost is None
    assert turns(LONDON, MUMBAI, Assumptions(home="FR")).trip_cost is None
    assert turns(LONDON, MUMBAI, Assumptions(home="IN")).trip_cost is None  # dearer and far away
    assert turns(MUMBAI, entry("Nowhere", "900 GBP", country=None), HOME).trip_cost is None


def test_without_a_home_nobody_travels_for_a_product() -> None:
    cream = product("Cream", "600 INR", country="IN")
    assert turns(cream, LONDON).trip_cost is None
    assert turns(cream, LONDON, HOME).trip_cost == even(cream, 750 - 35, 1050 - 35)


def test_a_missing_end_leaves_one_end_of_the_range_open() -> None:
    from_price = entry("From", "from 12000 INR", sessions="3", country="IN")
    assert turns(from_price, LONDON).trip_cost == even(from_price, Turn.UNKNOWN, 750)
    up_to = entry("Up to", "up to 18000 INR", sessions="3", country="IN")
    assert turns(up_to, LONDON, HOME).trip_cost == even(up_to, 300, Turn.UNKNOWN)
    assert turns(up_to, LONDON).trip_cost is None  # nobody can say which is the cheaper one
    assert turns(VIAL, LONDON, HOME).trip_cost is None
    assert turns(MUMBAI, LONDON, HOME, NO_RATES).trip_cost is None


def test_what_is_surely_only_with_a_gift_is_never_sure() -> None:
    wide = entry("Wide", "24000-96000 INR", sessions="1", country="IN")
    assert turns(wide, LONDON, HOME).trip_cost == even(wide, Turn.NEVER, 850)


# The number of trips


def test_one_trip_may_pay_and_none_surely_does() -> None:
    assert turns(MUMBAI, LONDON, ONE_TRIP).trips == even(MUMBAI, 0, 1)
    assert turns(MUMBAI, LONDON, THREE_TRIPS).trips == even(MUMBAI, 0, 1)


@pytest.mark.parametrize(
    ("trip", "surely", "at_best"), [("100", 2, 7), ("99", 3, 7), ("150", 1, 4), ("12000 INR", 2, 7)]
)
def test_a_trip_that_makes_totals_meet_is_one_too_many(
    trip: str, surely: int, at_best: int
) -> None:
    money = Money.parse(trip if " " in trip else f"{trip} GBP")
    assumptions = Assumptions(home="GB", travel=money)
    assert turns(MUMBAI, LONDON, assumptions).trips == even(MUMBAI, surely, at_best)


def test_without_the_cost_of_a_trip_trips_are_not_counted() -> None:
    assert turns(MUMBAI, LONDON).trips is None
    assert turns(MUMBAI, LONDON, travelling("0")).trips is None


# Sessions


def test_up_to_four_sessions_it_is_surely_cheaper_and_up_to_ten_at_best() -> None:
    # £100 – £150 a session against £750 – £1,050; one of £250 – £350 against £300 – £450
    assert turns(MUMBAI, LONDON).sessions == (even(MUMBAI, 4, 10), even(LONDON, Turn.NEVER, 1))


def test_a_product_has_no_sessions_and_what_is_never_dear_no_limit() -> None:
    free = entry("Free", "0 GBP", sessions="3")
    assert turns(RETINOID, free).sessions == ()
    assert turns(RETINOID, LASER).sessions == ()
    assert turns(RETINOID, entry("Low", "1-100 GBP")).sessions == (
        even(entry("Low", "1-100 GBP"), 2, 251),
    )


def test_many_sessions_are_counted_as_far_as_they_go() -> None:
    low = entry("Low", "1 GBP", sessions="1")
    dear = entry("Dear", "500-2000 GBP", sessions="1")
    assert turns(low, dear).sessions == (even(low, 499, Turn.ALWAYS),)


def test_sessions_of_a_half_known_price() -> None:
    from_price = entry("From", "from 100 GBP", sessions="3")
    assert turns(from_price, LASER).sessions == (even(from_price, Turn.UNKNOWN, 17),)


def test_packages_count_where_sessions_are_set() -> None:
    both = entry("Both", "150 GBP", course(3, "300 GBP"), sessions="3")
    exact = entry("Exact", "700 GBP", sessions="1")
    # 6 cost £600, 7 cost £750; and one of £700 is dearer than £300
    assert turns(both, exact).sessions == (even(both, 6, 6),)


# The rate


def test_it_is_surely_cheaper_above_72_and_at_best_above_34() -> None:
    for currency in ("GBP", "INR"):
        (found,) = turns(MUMBAI, LONDON, Assumptions(currency)).rates
        assert (found.entry_id, found.above) == (MUMBAI.id, True)
        assert (found.surely, found.at_best) == (Fraction(72), Fraction(36000, 1050))
        assert found.rate == RATES.pinned[0]


def test_the_ends_meet_at_that_rate() -> None:
    far, near = costs(MUMBAI, LONDON, rates=rates("GBP/INR=72"))
    assert far.total.high == near.total.low


def test_a_rate_published_the_other_way_is_told_that_way() -> None:
    (found,) = turns(MUMBAI, LONDON, table=rates("INR/GBP=0.008")).rates
    assert (found.above, found.surely, found.at_best) == (
        False,
        Fraction(1, 72),
        Fraction(1050, 36000),
    )


def test_travel_in_pounds_does_not_move_with_the_rate() -> None:
    # ₹54,000 and £420 against £750, ₹36,000 and £420 against £1,050
    for currency in ("GBP", "INR"):
        (found,) = turns(MUMBAI, LONDON, replace(ONE_TRIP, currency=currency)).rates
        assert (found.surely, found.at_best) == (Fraction(54000, 330), Fraction(36000, 630))


def test_the_ends_meet_at_the_rate_at_which_another_way_is_bought() -> None:
    # three singles for £270 today; above £1 = ₹165 the course for ₹33,000 costs less than £200
    mixed = entry("Mixed", "90 GBP", course(3, "33000 INR"), sessions="3")
    rival = entry("Rival", "200 GBP", sessions="1")
    (found,) = turns(mixed, rival).rates
    assert (found.entry_id, found.above) == (rival.id, False)
    assert found.surely == found.at_best == 165


def test_no_rate_makes_dear_what_has_a_way_in_the_own_currency() -> None:
    mixed = entry("Mixed", "90 GBP", course(3, "33000 INR"), sessions="3")
    assert turns(mixed, entry("Rival", "280 GBP", sessions="1")).rates == ()


def test_no_rate_turns_what_is_in_one_currency() -> None:
    assert turns(MUMBAI, PRP).rates == ()
    assert turns(LONDON, LASER).rates == ()
    assert turns(MUMBAI, LONDON, table=NO_RATES).rates == ()


def test_of_two_rates_each_is_turned_alone() -> None:
    paris = entry("Paris", "300 EUR", sessions="3", country="FR")
    found = turns(MUMBAI, paris, table=rates("GBP/INR=120", "EUR/GBP=0.8")).rates
    assert [(each.rate.base, each.above) for each in found] == [("GBP", True), ("EUR", True)]
    # ₹54,000 against £720; £450 and £300 against €900
    assert [each.surely for each in found] == [Fraction(75), Fraction(1, 2)]
    assert [each.at_best for each in found] == [Fraction(50), Fraction(1, 3)]


# A day of downtime


def test_the_one_with_more_downtime_is_cheaper_while_a_day_costs_little() -> None:
    # £200 – £333 … £300 – £500 and 8 – 18 days against £750 – £1,050 and 3 – 6 days
    assert turns(PRP, LONDON).day_cost == even(PRP, Fraction(250, 15), 425)


def test_at_the_same_downtime_no_day_cost_makes_it_dear_at_best() -> None:
    assert turns(MUMBAI, LONDON).day_cost == even(MUMBAI, 100, Turn.ALWAYS)


def test_the_cost_of_a_day_that_is_assumed_makes_no_difference() -> None:
    dear = Assumptions(time_off=Money.parse("1000 GBP"))
    assert turns(PRP, LONDON, dear).day_cost == turns(PRP, LONDON).day_cost


def test_no_day_cost_turns_what_is_cheaper_and_quicker() -> None:
    assert turns(MUMBAI, LASER).day_cost is None
    assert turns(MUMBAI, VIAL).day_cost is None


def test_an_unknown_downtime_leaves_the_day_cost_unknown() -> None:
    silent = replace(PRP, downtime=None)
    assert turns(silent, LONDON).day_cost is None
    half = replace(PRP, downtime=duration_range("from 2 day"))
    assert turns(half, LONDON).day_cost == even(half, Turn.UNKNOWN, 425)


def test_the_ends_meet_where_a_day_costs_the_break_even() -> None:
    found = turns(PRP, LONDON).day_cost
    assert found is not None
    day = Assumptions(time_off=Money(Decimal(425), "GBP"))
    more, less = costs(PRP, LONDON, assumptions=day)
    assert more.total.low == less.total.high


# Any entries


known_entries = strategies.entries(currencies=st.sampled_from(["GBP", "INR"]))


@settings(deadline=None)  # some cost so little that very many sessions are tried
@given(known_entries, known_entries)
def test_the_sides_make_no_difference(one: Entry, other: Entry) -> None:
    one, other = replace(one, id="one"), replace(other, id="other")
    there, back = turns(one, other), turns(other, one)
    assert there == replace(back, sessions=there.sessions)
    assert set(there.sessions) == set(back.sessions)


@settings(deadline=None)
@given(known_entries, known_entries)
def test_sessions_beyond_the_break_even_turn_the_order(one: Entry, other: Entry) -> None:
    one, other = replace(one, id="one"), replace(other, id="other")
    (rival,) = costs(other)
    for found in turns(one, other).sessions:
        if found.entry_id != one.id:
            continue
        if isinstance(found.surely, Fraction):
            within, beyond = (with_sessions(one, int(found.surely) + more) for more in (0, 1))
            assert rival.total.low is not None
            assert within.total.high is not None
            assert within.total.high < rival.total.low
            assert beyond.total.high is not None
            assert beyond.total.high >= rival.total.low
        if isinstance(found.at_best, Fraction):
            within, beyond = (with_sessions(one, int(found.at_best) + more) for more in (0, 1))
            assert rival.total.high is not None
            assert within.total.low is not None
            assert within.total.low < rival.total.high
            assert beyond.total.low is not None
            assert beyond.total.low >= rival.total.high


def with_sessions(costed: Entry, sessions: int) -> CourseCost:
    count = session_count(str(sessions))
    return cost_of(costed, PLAIN.with_sessions_of(costed.id, count), RATES)


@settings(deadline=None)
@given(known_entries, known_entries)
def test_a_dearer_trip_than_the_break_even_is_not_surely_worth_it(one: Entry, other: Entry) -> None:
    one, other = replace(one, id="one"), replace(other, id="other")
    found = turns(one, other, HOME).trip_cost
    if found is None or not isinstance(found.surely, Fraction):
        return
    below = Decimal(int(found.surely * 100)) / 100
    for amount, surely in ((below - Decimal("0.01"), True), (below + Decimal("0.01"), False)):
        if amount < 0:
            continue
        assumptions = Assumptions(home="GB", travel=Money(amount, "GBP"))
        made = {cost.entry.id: cost for cost in costs(one, other, assumptions=assumptions)}
        away = made.pop(found.entry_id).total
        (home,) = made.values()
        assert away.high is not None
        assert home.total.low is not None
        assert (away.high < home.total.low) is surely


@settings(deadline=None)
@given(known_entries, known_entries)
def test_a_dearer_day_than_the_break_even_is_not_surely_worth_it(one: Entry, other: Entry) -> None:
    one, other = replace(one, id="one"), replace(other, id="other")
    found = turns(one, other).day_cost
    if found is None or not isinstance(found.surely, Fraction):
        return
    below = Decimal(int(found.surely * 1000)) / 1000
    for amount, surely in ((below - Decimal("0.001"), True), (below + Decimal("0.001"), False)):
        if amount < 0:
            continue
        assumptions = Assumptions(time_off=Money(amount, "GBP"))
        made = {cost.entry.id: cost for cost in costs(one, other, assumptions=assumptions)}
        own = made.pop(found.entry_id).total
        (rival,) = made.values()
        assert own.high is not None
        assert rival.total.low is not None
        assert (own.high < rival.total.low) is surely


def test_of_many_numbers_of_sessions_the_worst_decides_for_sure_and_the_fewest_at_best() -> None:
    # 3 sessions: £250 and 9 days against £750 and 3 days; one: £50 and 2 days against 6 days
    many = PLAIN.with_sessions_of(PRP.id, session_count("1-3"))
    assert turns(PRP, LONDON, many).day_cost == even(PRP, Fraction(250, 3), Turn.ALWAYS)


@settings(deadline=None)
@given(known_entries, known_entries)
def test_the_rate_of_a_break_even_makes_the_ends_meet(one: Entry, other: Entry) -> None:
    one, other = replace(one, id="one"), replace(other, id="other")
    for found in turns(one, other).rates:
        for end, until in (("surely", found.surely), ("at_best", found.at_best)):
            if not isinstance(until, Fraction):
                continue
            table = rates(f"GBP/INR={float(until):.9f}")
            made = {cost.entry.id: cost for cost in costs(one, other, rates=table)}
            own = made.pop(found.entry_id).total
            (rival,) = made.values()
            ends = (own.high, rival.total.low) if end == "surely" else (own.low, rival.total.high)
            assert float(ends[0] or 0) == pytest.approx(float(ends[1] or 0), rel=1e-4, abs=0.01)
