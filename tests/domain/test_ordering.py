from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.costing import CourseCost, cost_of
from exodesk.domain.entries import Entry, Per
from exodesk.domain.ordering import SortKey, name_key, sorted_bounds, sorted_by
from exodesk.domain.rates import RateTable
from tests import strategies
from tests.builders import cost, entry, offer, product


def names(costs: Iterable[CourseCost]) -> list[str]:
    return [c.entry.name for c in costs]


def test_totals_sort_by_low_then_high_then_open_then_up_to_then_unknown() -> None:
    costs = [
        cost(entry("Unknown")),
        cost(entry("Up to 9", "up to 9 GBP", sessions="1")),
        cost(entry("Up to 5", "up to 5 GBP", sessions="1")),
        cost(entry("From 3", "from 3 GBP", sessions="1")),
        cost(entry("3 to 8", "3-8 GBP", sessions="1")),
        cost(entry("3", "3 GBP", sessions="1")),
        cost(entry("Free", "0 GBP", sessions="1")),
    ]
    up = ["Free", "3", "3 to 8", "From 3", "Up to 5", "Up to 9", "Unknown"]
    down = ["From 3", "3 to 8", "3", "Free", "Up to 9", "Up to 5", "Unknown"]
    assert names(sorted_by(costs, SortKey.TOTAL)) == up
    assert names(sorted_by(costs, SortKey.TOTAL, descending=True)) == down


@pytest.mark.parametrize("descending", [False, True])
def test_equals_stand_by_name_then_id_both_ways(descending: bool) -> None:
    costs = [
        cost(entry("b", "5 GBP", id="2")),
        cost(entry("B", "5 GBP", id="1")),
        cost(entry("a", "600 INR", id="3")),
    ]
    in_order = sorted_by(costs, SortKey.TOTAL, descending=descending)
    assert [c.entry.id for c in in_order] == ["3", "1", "2"]


def test_names_sort_without_case_and_turn_round_whole() -> None:
    costs = [cost(entry("b", id="2")), cost(entry("B", id="1")), cost(entry("A", id="3"))]
    up = sorted_by(costs, SortKey.NAME)
    assert [c.entry.id for c in up] == ["3", "1", "2"]
    assert sorted_by(costs, SortKey.NAME, descending=True) == up[::-1]


def test_downtime_is_sorted_over_the_course() -> None:
    costs = [
        cost(entry("Six short ones", sessions="6", downtime="1 day")),
        cost(entry("One long one", sessions="1", downtime="3 day")),
        cost(entry("None at all", sessions="6", downtime="0 day")),
        cost(entry("Not said", sessions="1")),
    ]
    assert names(sorted_by(costs, SortKey.DOWNTIME)) == [
        *("None at all", "One long one", "Six short ones", "Not said")
    ]


def test_what_has_no_number_of_sessions_or_no_known_price_comes_last() -> None:
    costs = [
        cost(product("Serum", "1 GBP")),
        cost(entry("A floor", offer("1 GBP", Per.UNSTATED))),
        cost(entry("Many", "9 GBP", sessions="8")),
    ]
    for descending in (False, True):
        by_sessions = sorted_by(costs, SortKey.SESSIONS, descending=descending)
        assert names(by_sessions) == ["Many", "A floor", "Serum"]
    assert names(sorted_by(costs, SortKey.PRICE)) == ["Serum", "Many", "A floor"]


def test_the_oldest_price_comes_first_and_undated_is_the_oldest() -> None:
    costs = [
        cost(entry("New", offer("5 GBP", date="2026-06"))),
        cost(entry("No price")),
        cost(entry("Old", offer("5 INR", date="2024"), offer("1 GBP", Per.COURSE, sessions=2))),
        cost(entry("Older", offer("5 EUR", date="2023-01-10"))),
    ]
    assert names(sorted_by(costs, SortKey.AGE)) == ["Old", "Older", "New", "No price"]
    turned = names(sorted_by(costs, SortKey.AGE, descending=True))
    assert turned == ["New", "Older", "Old", "No price"]


def test_the_catalogues_own_order_is_kept_or_turned_round() -> None:
    costs = [cost(entry("b", "9 GBP")), cost(entry("a")), cost(entry("c", "1 GBP"))]
    assert sorted_by(costs, SortKey.LISTED) == costs
    assert sorted_by(iter(costs), SortKey.LISTED, descending=True) == costs[::-1]


@given(
    strategies.catalogues(),
    strategies.assumptions(),
    strategies.tables,
    st.sampled_from([key for key in SortKey if key is not SortKey.LISTED]),
    st.booleans(),
)
def test_sorting_keeps_every_entry_and_puts_the_unknown_last(
    entries: list[Entry],
    assumptions: Assumptions,
    table: RateTable,
    key: SortKey,
    descending: bool,
) -> None:
    costs = [cost_of(e, assumptions, table) for e in entries]
    in_order = sorted_by(costs, key, descending=descending)
    assert sorted(in_order, key=name_key) == sorted(costs, key=name_key)
    assert sorted_by(reversed(costs), key, descending=descending) == in_order
    if key is not SortKey.NAME:
        figures = [sorted_bounds(c, key) for c in in_order]
        known = [figure.low for figure in figures if figure.low is not None]
        assert known == sorted(known, reverse=descending)
        places = [2 if f.low is not None else 1 if f.high is not None else 0 for f in figures]
        assert places == sorted(places, reverse=True)
