from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exodesk.domain.assumptions import LineKey
from exodesk.domain.comparison import Attribute, Comparison, Mark, Row
from exodesk.domain.entries import Claim, Entry, Per, Remark, Route
from exodesk.domain.rates import RateTable
from tests.builders import (
    NO_RATES,
    RATE,
    RATES,
    bounds,
    cost,
    course,
    entry,
    offer,
    product,
    rates,
)

LONDON = entry(
    "Exosome", "250-350 GBP", city="London", sessions="3", downtime="1-2 day", id="london"
)
MUMBAI = entry(
    "Exosome",
    "12000-18000 INR",
    city="Mumbai",
    country="IN",
    sessions="3",
    downtime="1-2 day",
    id="mumbai",
)
LASER = entry("Laser", "400-600 GBP", sessions="2-3", downtime="5-7 day")
ON_REQUEST = entry("Vial", "on request INR", country="IN", sessions="3")
CREAM = product("Cream", "36 GBP")


def compare(*entries: Entry, table: RateTable = RATES, currency: str = "GBP") -> Comparison:
    return Comparison(tuple(cost(each, currency, rates=table) for each in entries))


def row(comparison: Comparison, attribute: Attribute) -> Row:
    return next(row for row in comparison.rows if row.attribute is attribute)


def test_a_comparison_has_two_sides_and_one_currency() -> None:
    with pytest.raises(ValueError, match="two sides"):
        compare(LONDON)
    with pytest.raises(ValueError, match="one display currency"):
        Comparison((cost(LONDON, "GBP"), cost(MUMBAI, "INR")))


def test_rows_stand_in_their_groups_and_in_one_order() -> None:
    rows = compare(LONDON, MUMBAI).rows
    groups = list(dict.fromkeys(row.group for row in rows))
    assert [row.group for row in rows] == sorted((row.group for row in rows), key=groups.index)
    assert {row.attribute for row in rows} == set(Attribute) - {Attribute.LINE, Attribute.PACK}
    assert compare(LONDON, MUMBAI).total_row.attribute is Attribute.TOTAL


def test_the_total_is_marked_where_its_order_is_certain() -> None:
    total = compare(LONDON, MUMBAI).total_row
    assert total.marks == (Mark.HIGHEST, Mark.LOWEST)
    assert not total.overlap
    assert total.differs


def test_overlapping_totals_have_no_mark() -> None:
    total = compare(LONDON, LASER).total_row
    assert total.marks == (None, None)
    assert total.overlap


def test_an_unknown_total_keeps_every_mark_away() -> None:
    total = compare(LONDON, MUMBAI, ON_REQUEST).total_row
    assert total.marks == (None, None, None)
    assert total.cannot_tell


def test_overlap_alone_is_not_a_difference() -> None:
    downtime = row(compare(LONDON, MUMBAI), Attribute.DOWNTIME)
    assert downtime.overlap
    assert not downtime.differs


def test_the_same_length_in_other_units_is_no_difference() -> None:
    hours = entry("A", "100 GBP", downtime="24-48 hour", interval="28 day")
    days = entry("B", "100 GBP", downtime="1-2 day", interval="4 week")
    comparison = compare(hours, days)
    assert not row(comparison, Attribute.DOWNTIME).differs
    assert not row(comparison, Attribute.INTERVAL).differs


def test_the_same_routes_in_another_order_are_no_difference() -> None:
    one = entry("A", "1 GBP", routes=(Route.TOPICAL, Route.INJECTION))
    other = entry("B", "1 GBP", routes=(Route.INJECTION, Route.TOPICAL))
    assert not row(compare(one, other), Attribute.ROUTES).differs
    assert row(compare(one, LASER), Attribute.ROUTES).differs


def test_on_request_differs_from_no_price_at_all() -> None:
    assert compare(ON_REQUEST, entry("Nothing", country="IN")).total_row.differs


def test_texts_differ_by_what_they_say_and_not_by_who_says_it() -> None:
    one = replace(LASER, cautions=(Remark("redness"),), id="one")
    other = replace(LASER, cautions=(Remark("redness"),), claims=(Claim("lasts"),), id="other")
    comparison = compare(one, other)
    assert not row(comparison, Attribute.CAUTIONS).differs
    assert row(comparison, Attribute.CLAIMS).differs
    assert [each.attribute for each in comparison.differing] == [Attribute.CLAIMS]


def test_a_pack_is_never_ordered_against_a_session() -> None:
    unit = row(compare(LONDON, LASER, CREAM), Attribute.UNIT_PRICE)
    assert unit.marks == (None, None, None)
    assert row(compare(LONDON, LASER), Attribute.UNIT_PRICE).marks == (Mark.LOWEST, Mark.HIGHEST)
    sessions = row(compare(LONDON, LASER, CREAM), Attribute.SESSIONS)
    assert sessions.bounds is not None
    assert sessions.bounds[2] is None


def test_an_unstated_number_of_sessions_is_unknown_and_not_one() -> None:
    unstated = entry("Unstated", "100 GBP")
    sessions = row(compare(unstated, LONDON), Attribute.SESSIONS)
    assert sessions.bounds is not None
    assert sessions.bounds[0] == bounds(None, None)
    assert sessions.marks == (None, None)


class TestTotalsInTheOtherCurrency:
    def test_are_as_printed_or_converted_at_the_rate_in_use(self) -> None:
        london, mumbai = compare(LONDON, MUMBAI).other_totals
        assert (london.bounds, london.currency) == (bounds(90_000, 126_000), "INR")
        assert not london.as_printed
        assert (mumbai.bounds, mumbai.as_printed) == (bounds(36_000, 54_000), True)

    def test_in_rupees_are_shown_in_pounds_beside_them(self) -> None:
        london, mumbai = compare(LONDON, MUMBAI, currency="INR").other_totals
        assert (london.bounds, london.as_printed) == (bounds(750, 1050), True)
        assert (mumbai.bounds, mumbai.currency) == (bounds(300, 450), "GBP")

    def test_are_left_out_where_all_prices_are_in_the_one_shown(self) -> None:
        comparison = compare(LONDON, LASER, ON_REQUEST)
        assert comparison.other_totals == ()
        assert Attribute.OTHER_CURRENCY not in {row.attribute for row in comparison.rows}

    def test_need_a_rate_where_there_is_none_but_never_for_what_is_printed(self) -> None:
        london, mumbai = compare(LONDON, MUMBAI, table=NO_RATES).other_totals
        assert london.needs_rate
        assert london.bounds == bounds(None, None)
        assert (mumbai.bounds, mumbai.needs_rate) == (bounds(36_000, 54_000), False)

    def test_are_each_in_their_own_where_there_are_several(self) -> None:
        euro = entry("Euro", "100 EUR", sessions="2", country="IE")
        table = rates("GBP/INR=120", "EUR/GBP=0.85")
        others = compare(LONDON, MUMBAI, euro, table=table).other_totals
        assert [other.currency for other in others] == ["GBP", "INR", "EUR"]
        assert all(other.as_printed for other in others)

    def test_do_not_need_a_rate_where_the_price_is_on_request(self) -> None:
        other = compare(LONDON, MUMBAI, ON_REQUEST).other_totals[2]
        assert other.bounds == bounds(None, None)
        assert not other.needs_rate


def test_every_rate_used_is_named_once() -> None:
    second = replace(MUMBAI, id="second")
    assert compare(LONDON, MUMBAI, second).rates == (RATE,)
    assert compare(LONDON, LASER).rates == ()


@given(
    st.lists(
        st.sampled_from(
            [
                LONDON,
                MUMBAI,
                LASER,
                ON_REQUEST,
                CREAM,
                entry("From", "from 100 GBP", sessions="2"),
                entry("Up to", "up to 90 GBP", sessions="2"),
                entry("Course", course(3, "500 GBP"), sessions="3-5"),
                entry("Unstated", offer("50 GBP", Per.UNSTATED)),
                entry("Free", "0 GBP", sessions="1"),
                entry("Nothing"),
            ]
        ),
        min_size=2,
        max_size=8,
    ),
    st.sampled_from(["GBP", "INR", "USD"]),
)
def test_any_entries_can_be_compared_and_every_row_has_every_column(
    entries: list[Entry], currency: str
) -> None:
    comparison = compare(*entries, currency=currency)
    for each in comparison.rows:
        assert len(each.marks) == len(entries)
        assert each.bounds is None or len(each.bounds) == len(entries)
        assert not (each.overlap and each.cannot_tell)
        if any(each.marks):
            assert each.differs


def test_a_total_of_several_parts_is_taken_apart_below_it() -> None:
    fee = offer("50 GBP", Per.CONSULTATION, redeemable=False)
    made = Comparison((cost(entry("A", "100 GBP", fee)), cost(entry("B", "300 GBP"))))
    parts = [row for row in made.rows if row.attribute is Attribute.LINE]
    assert [row.line for row in parts] == [LineKey.SESSIONS, LineKey.CONSULTATION]
    assert made.rows[1:3] == tuple(parts)
    assert all(row.differs for row in parts)


def test_totals_of_their_course_alone_are_not_taken_apart() -> None:
    made = Comparison((cost(entry("A", "100 GBP")), cost(entry("B", "300 GBP"))))
    assert Attribute.LINE not in {row.attribute for row in made.rows}
