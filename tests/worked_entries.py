"""Eight invented entries whose figures have been worked out by hand; £1 = ₹120."""

from __future__ import annotations

from collections.abc import Iterable

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.costing import CourseCost, cost_of
from exodesk.domain.decisions import Decision, decide
from exodesk.domain.entries import Entry, Per, Tax
from exodesk.domain.money import Money
from exodesk.domain.rates import RateTable
from tests.builders import RATES, entry, offer, product

LONDON = entry(
    "London",
    "250-350 GBP",
    offer("50 GBP", Per.CONSULTATION, redeemable=True),
    sessions="3",
    interval="4 week",
    downtime="1-2 day",
)
PRP = entry("PRP", "6000-10000 INR", sessions="4-6", downtime="2-3 day", country="IN")
LASER = entry("Laser", "400-600 GBP", sessions="2-3", downtime="5-7 day")
PEEL = entry("Peel", "3000-5000 INR", sessions="4-6", downtime="2-4 day", country="IN")
RETINOID = product("Retinoid", "36 GBP")
VIAL = entry("Vial", "on request INR", sessions="3", downtime="1-2 day", country="IN")
MUMBAI = entry(
    "Mumbai",
    "12000-18000 INR",
    sessions="3",
    interval="4 week",
    downtime="1-2 day",
    country="IN",
)
LEEDS = entry(
    "Leeds",
    offer("200-280 GBP", tax=Tax.EXCLUDED, tax_rate="20"),
    sessions="3",
    downtime="1-2 day",
)

PLAIN = Assumptions()
ONE_TRIP = Assumptions(home="GB", travel=Money.parse("420 GBP"))
THREE_TRIPS = Assumptions(home="GB", travel=Money.parse("420 GBP"), trips=3)


def costs(
    *entries: Entry, assumptions: Assumptions = PLAIN, rates: RateTable = RATES
) -> tuple[CourseCost, ...]:
    return tuple(cost_of(each, assumptions, rates) for each in entries)


def decision(
    *entries: Entry, assumptions: Assumptions = PLAIN, rates: RateTable = RATES
) -> Decision:
    return decide(costs(*entries, assumptions=assumptions, rates=rates), assumptions, rates)


def names(entries: Iterable[Entry], places: Iterable[int]) -> list[str]:
    """What stands at these places, in words."""
    all_names = [each.name for each in entries]
    return [all_names[place] for place in places]
