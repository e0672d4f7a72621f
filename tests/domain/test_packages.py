from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exodesk.domain.assumptions import Assumptions, LineKey
from exodesk.domain.entries import Entry, Offer, Per, Tax
from exodesk.domain.money import Bounds, Money
from exodesk.domain.packages import Sessions, package_break_evens, prepaid
from exodesk.domain.turning_points import Turn
from exodesk.domain.ways import Purchase
from tests.builders import NO_RATES, RATES, bounds, cost, course, entry, offer
from tests.worked_entries import LONDON, PLAIN

SIX = entry("Peel", "55 GBP", course(6, "297 GBP"), sessions="6")


def pays_from(*offers: Offer | str, assumptions: Assumptions = PLAIN) -> list[tuple[object, ...]]:
    found = package_break_evens(entry("Peel", *offers), assumptions, RATES)
    return [(each.course.sessions, each.surely, each.at_best) for each in found]


# From how many sessions


def test_a_course_of_six_pays_only_for_who_takes_all_six() -> None:
    (found,) = package_break_evens(SIX, PLAIN, RATES)
    single, six = SIX.offers
    assert (found.single, found.course, found.surely, found.at_best) == (single, six, 6, 6)


@pytest.mark.parametrize(
    ("single", "three", "surely", "at_best"),
    [
        ("150 GBP", "400 GBP", 3, 3),
        ("150 GBP", "299 GBP", 2, 2),
        ("150 GBP", "300 GBP", 3, 3),  # as much as two singles is not less
        ("150 GBP", "450 GBP", Turn.NEVER, Turn.NEVER),
        ("150 GBP", "500 GBP", Turn.NEVER, Turn.NEVER),
        ("100-200 GBP", "250-280 GBP", 3, 2),
        ("100-200 GBP", "250-310 GBP", Turn.NEVER, 2),
        ("from 150 GBP", "290 GBP", 2, Turn.UNKNOWN),
        ("up to 150 GBP", "290 GBP", Turn.UNKNOWN, 2),
        ("150 GBP", "from 290 GBP", Turn.UNKNOWN, 2),
        ("0 GBP", "290 GBP", Turn.NEVER, Turn.NEVER),
        ("150 GBP", "0 GBP", 1, 1),
        ("1.25 GBP", "450 INR", Turn.NEVER, Turn.NEVER),
        ("1.26 GBP", "450 INR", 3, 3),
    ],
)
def test_it_pays_from_where_as_many_singles_cost_more(
    single: str, three: str, surely: Sessions, at_best: Sessions
) -> None:
    assert pays_from(single, course(3, three)) == [(3, surely, at_best)]


def test_tax_is_part_of_what_is_compared() -> None:
    plus_tax = replace(course(3, "400 GBP"), tax=Tax.EXCLUDED)
    assert pays_from("150 GBP", plus_tax) == [(3, Turn.NEVER, Turn.NEVER)]
    untaxed = PLAIN.with_line(LineKey.TAX, counted=False)
    assert pays_from("150 GBP", plus_tax, assumptions=untaxed) == [(3, 3, 3)]


def test_neither_travel_nor_the_number_of_sessions_matters() -> None:
    there = Assumptions(home="FR", travel=Money.parse("900 GBP"), time_off=Money.parse("9 GBP"))
    for assumptions in (there, there.with_sessions_of("peel", LONDON.sessions)):
        assert pays_from("55 GBP", course(6, "297 GBP"), assumptions=assumptions) == [(6, 6, 6)]


def test_every_course_on_offer_is_told_the_smallest_first() -> None:
    assert pays_from(course(6, "500 GBP"), "100 GBP", course(3, "280 GBP")) == [
        (3, 3, 3),
        (6, 6, 6),
    ]


def test_only_offers_that_count_are_compared() -> None:
    old = replace(course(3, "100 GBP"), stated=offer("1 GBP", date="2020").stated)
    new = replace(course(3, "280 GBP"), stated=offer("1 GBP", date="2025").stated)
    assert pays_from("100 GBP", old, new) == [(3, 3, 3)]
    assert pays_from("100 GBP", course(3, "on request GBP")) == []


def test_without_singles_or_courses_there_is_nothing_to_compare() -> None:
    assert pays_from(course(3, "280 GBP"), course(6, "500 GBP")) == []
    assert pays_from("100 GBP", course(1, "90 GBP")) == []
    assert pays_from(offer("30 GBP", Per.MONTH)) == []


def test_without_a_rate_nothing_is_known() -> None:
    dear = entry("Peel", "150 GBP", course(3, "400 INR"))
    (found,) = package_break_evens(dear, PLAIN, NO_RATES)
    assert (found.surely, found.at_best) == (Turn.UNKNOWN, Turn.UNKNOWN)


@given(st.integers(1, 200), st.integers(1, 900), st.integers(2, 9))
def test_one_session_fewer_would_not_pay(single: int, whole: int, size: int) -> None:
    ((_size, surely, _at_best),) = pays_from(f"{single} GBP", course(size, f"{whole} GBP"))
    if isinstance(surely, Turn):
        assert single * size <= whole
    else:
        assert isinstance(surely, int)
        assert single * (surely - 1) <= whole < single * surely
        assert surely <= size


# Money at risk


def at_risk(bought: Entry, assumptions: Assumptions = PLAIN) -> list[list[Bounds]]:
    found = prepaid(cost(bought), assumptions, RATES)
    return [list(each.at_risk) for each in found]


def exactly(*amounts: object) -> list[Bounds]:
    return [bounds(amount, amount) for amount in amounts]


def test_after_each_session_less_is_at_risk() -> None:
    assert at_risk(SIX) == [exactly(297, "247.5", 198, "148.5", 99, "49.5", 0)]


def test_singles_are_paid_when_they_are_had() -> None:
    five = entry("Peel", "150 GBP", course(3, "400 GBP"), sessions="5")
    third = Fraction(400, 3)
    assert at_risk(five) == [exactly(400, 2 * third, third, 0, 0, 0)]
    (found,) = prepaid(cost(five), PLAIN, RATES)
    assert set(found.purchases) == {
        Purchase(five.offers[0], 2),
        Purchase(five.offers[1], 1),
    }


def test_a_second_course_is_paid_when_it_begins() -> None:
    six = entry("Peel", "150 GBP", course(3, "300 GBP"), sessions="6")
    assert at_risk(six) == [exactly(300, 200, 100, 0, 200, 100, 0)]


def test_what_is_bought_and_not_wanted_stays_at_risk() -> None:
    two = entry("Peel", course(3, "300 GBP"), sessions="2")
    assert at_risk(two) == [exactly(300, 200, 100)]


def test_a_price_range_is_a_range_at_risk() -> None:
    ranged = entry("Peel", course(2, "300-400 GBP"), sessions="2")
    assert at_risk(ranged) == [[bounds(300, 400), bounds(150, 200), bounds(0, 0)]]
    open_end = entry("Peel", course(2, "from 300 GBP"), sessions="2")
    assert at_risk(open_end) == [[bounds(300, None), bounds(150, None), bounds(0, 0)]]


def test_where_the_ends_buy_differently_each_way_is_told() -> None:
    ranged = entry("Peel", "150 GBP", course(3, "400 GBP"), sessions="2-3")
    assert [each.purchases for each in prepaid(cost(ranged), PLAIN, RATES)] == [
        (Purchase(ranged.offers[1], 1),)
    ]
    both = entry("Peel", course(2, "200 GBP"), course(3, "280 GBP"), sessions="2-3")
    assert len(at_risk(both)) == 2


def test_tax_is_at_risk_too() -> None:
    taxed = entry("Peel", replace(course(2, "100 GBP"), tax=Tax.EXCLUDED), sessions="2")
    assert at_risk(taxed) == [exactly(120, 60, 0)]


def test_nothing_is_at_risk_where_nothing_is_paid_in_advance() -> None:
    assert at_risk(LONDON) == []
    assert at_risk(entry("Club", offer("30 GBP", Per.MONTH))) == []
    assert at_risk(entry("Silent", course(3, "on request GBP"))) == []
