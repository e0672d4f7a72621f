from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.break_evens import break_evens
from exodesk.domain.costing import cost_of
from exodesk.domain.entries import Entry
from exodesk.domain.money import Money
from exodesk.domain.rates import RateTable
from exodesk.wording.break_evens import TurnWords, break_even_words
from tests.builders import RATES, entry, rates

HOME = entry("Home", "250-350 GBP", sessions="3", country="GB", downtime="1-2 day")
AWAY = entry("Away", "12000-18000 INR", sessions="3", country="IN", downtime="1-2 day")
TRIP = Assumptions(home="GB", travel=Money(Decimal(420), "GBP"))


def turns(
    one: Entry, other: Entry, assumptions: Assumptions = TRIP, table: RateTable = RATES
) -> dict[str, TurnWords]:
    costs = [cost_of(each, assumptions, table) for each in (one, other)]
    found = break_evens(costs[0], costs[1], assumptions, table)
    said = break_even_words(found, {e.id: e.name for e in (one, other)}, assumptions.currency)
    return {words.title: words for words in said}


def test_a_break_even_is_a_range_and_a_sentence_that_says_what_it_means() -> None:
    trip = turns(HOME, AWAY)["Break-even trip cost"]
    assert trip.figure == "£300 – £750"
    assert trip.sentence == (
        "Away is surely cheaper while a trip costs less than £300, never above £750."
    )


def test_the_cost_of_each_of_several_trips_turns_the_order_earlier() -> None:
    three = turns(HOME, AWAY, replace(TRIP, trips=3))["Break-even trip cost"]
    assert three.figure == "£100 – £250"


def test_a_number_of_trips_that_never_pays_surely_says_so() -> None:
    found = turns(HOME, AWAY)["Break-even number of trips"]
    assert found.figure == "never above 1"
    assert found.sentence == "Away is never cheaper with more trips than 1."


@pytest.mark.parametrize("pinned", ["GBP/INR=120", "INR/GBP=0.008"])
def test_a_rate_turns_the_order_in_the_direction_it_is_shown(pinned: str) -> None:
    found = turns(HOME, AWAY, Assumptions(), rates(pinned))["Break-even exchange rate"]
    assert found.figure == "£1 = ₹34.29 – ₹72.00"
    assert found.sentence == "Away is surely cheaper above £1 = ₹72.00, never below ₹34.29."


def test_sessions_are_named_with_the_entry_they_are_of() -> None:
    found = turns(HOME, AWAY, Assumptions())
    assert found["Break-even sessions, Away"].sentence == (
        "Away is surely cheaper with no more sessions than 4, never with more than 10."
    )


def test_nothing_is_said_where_nothing_turns() -> None:
    unknown = entry("Unknown", "on request INR", sessions="3", country="IN")
    assert turns(HOME, unknown) == {}
