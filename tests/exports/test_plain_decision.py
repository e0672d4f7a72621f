from __future__ import annotations

from fractions import Fraction
from typing import Any

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.costing import cost_of
from exodesk.domain.decisions import decide
from exodesk.domain.entries import Entry
from exodesk.domain.money import Money
from exodesk.exports.plain_decision import plain_decision
from tests.builders import RATES, entry, product

LONDON = entry("London", "250-350 GBP", sessions="3", downtime="1-2 day")
LASER = entry("Laser", "400-600 GBP", sessions="2-3", downtime="5-7 day")
MUMBAI = entry("Mumbai", "12000-18000 INR", sessions="3", country="IN", downtime="1-2 day")
TRAVEL = Assumptions(home="GB", travel=Money.parse("420 GBP"))


def compared(*entries: Entry, assumptions: Assumptions | None = None) -> dict[str, Any]:
    assumed = assumptions or Assumptions()
    costs = [cost_of(one, assumed, RATES) for one in entries]
    return plain_decision(decide(costs, assumed, RATES), costs, assumed, RATES)


def test_a_pair_says_how_likely_and_by_how_much() -> None:
    found = compared(LONDON, LASER)
    assert (found["cheapest"], found["certainty"]) == ("london", "likely")
    (pair,) = found["pairs"]
    assert (pair["a"], pair["b"]) == ("london", "laser")
    assert (pair["p_a_cheaper"], pair["p_b_cheaper"]) == ("0.8698", "0.1302")
    assert (pair["p_equal"], pair["surely"]) == ("0.0000", None)
    assert pair["difference"] == {"low": "-1050.00", "high": "250.00"}


def test_travel_counts_in_the_decision() -> None:
    found = compared(MUMBAI, LONDON, assumptions=TRAVEL)
    (pair,) = found["pairs"]
    assert pair["p_a_cheaper"] == "0.8400"
    assert pair["difference"] == {"low": "-330.00", "high": "120.00"}


def test_what_is_sure_is_named_by_its_id() -> None:
    found = compared(LASER, MUMBAI)
    assert (found["cheapest"], found["certainty"]) == ("mumbai", "surely")
    (pair,) = found["pairs"]
    assert (pair["p_a_cheaper"], pair["p_b_cheaper"]) == ("0.0000", "1.0000")
    assert pair["surely"] == "mumbai"
    assert found["surely_beaten"] == [{"id": "laser", "by": "mumbai"}]


def test_a_missing_end_leaves_its_chances_and_its_end_of_the_difference_open() -> None:
    found = compared(entry("Open", "from 400 GBP", sessions="1"), LONDON)
    (pair,) = found["pairs"]
    assert (pair["p_a_cheaper"], pair["p_b_cheaper"], pair["p_equal"]) == (None, None, None)
    assert (pair["difference"], pair["surely"]) == ({"low": "-650.00", "high": None}, None)
    assert (found["cheapest"], found["certainty"]) == (None, "cannot-tell")


def test_equal_totals_are_equal_for_sure() -> None:
    found = compared(entry("One", "5 GBP", sessions="2"), entry("Two", "10 GBP", sessions="1"))
    (pair,) = found["pairs"]
    assert (pair["p_a_cheaper"], pair["p_b_cheaper"], pair["p_equal"]) == (
        "0.0000",
        "0.0000",
        "1.0000",
    )
    assert pair["difference"] == {"low": "0.00", "high": "0.00"}


def test_every_two_make_one_pair_in_the_order_given() -> None:
    found = compared(LONDON, LASER, MUMBAI)
    pairs = [(pair["a"], pair["b"]) for pair in found["pairs"]]
    assert pairs == [("london", "laser"), ("london", "mumbai"), ("laser", "mumbai")]


def test_a_treatment_of_unstated_duration_beside_packs_is_named() -> None:
    assert compared(LONDON, product("Cream", "36 GBP"))["upkeep_not_stated"] == ["london"]


def turning(*entries: Entry, assumptions: Assumptions | None = None) -> dict[str, Any]:
    (pair,) = compared(*entries, assumptions=assumptions)["pairs"]
    found: dict[str, Any] = pair["break_even"]
    return found


def test_break_evens_are_ranges_from_surely_to_at_best() -> None:
    found = turning(MUMBAI, LONDON, assumptions=TRAVEL)
    assert found["trip_cost"] == {"id": "mumbai", "surely": "300.00", "at_best": "750.00"}
    assert found["trips"] == {"id": "mumbai", "surely": "0", "at_best": "1"}
    without = turning(MUMBAI, LONDON)
    assert without["trips"] is None
    (rate,) = without["rates"]
    at_best = Fraction(rate.pop("at_best"))
    assert abs(at_best - Fraction(36_000, 1050)) < Fraction(1, 10**20)
    assert rate == {
        "id": "mumbai",
        "surely": "72",
        "base": "GBP",
        "quote": "INR",
        "side": "above",
    }


def test_where_the_order_does_not_turn_a_word_says_why() -> None:
    found = turning(entry("Open", "from 400 GBP", sessions="1"), LONDON)
    assert found["sessions"] == [
        {"id": "open", "surely": "unknown", "at_best": "2"},
        {"id": "london", "surely": "1", "at_best": "unknown"},
    ]
    assert (found["trip_cost"], found["rates"]) == (None, [])


def test_a_day_of_downtime_may_turn_the_order() -> None:
    slow = entry("Slow", "100 GBP", sessions="1", downtime="10 day")
    fast = entry("Fast", "200 GBP", sessions="1", downtime="0 day")
    assert turning(slow, fast)["day_cost"] == {"id": "slow", "surely": "10.00", "at_best": "10.00"}


def test_what_to_ask_is_named_with_what_its_answer_could_change() -> None:
    asked = compared(MUMBAI, entry("Secret", "on request GBP", sessions="3"))["ask"]
    assert asked[0] == {
        "id": "secret",
        "field": "price",
        "why": "the price is on request: the answer could change which is the cheapest",
        "effect": "cheapest",
        "question": "What does one session cost?",
    }
    assert {"id": "mumbai", "field": "tax"}.items() <= asked[1].items()
    ranks = ["cheapest", "certainty", "total", "nothing"]
    effects = [found["effect"] for found in asked]
    assert effects == sorted(effects, key=ranks.index)
