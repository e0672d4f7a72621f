"""Which is cheaper, for other programs: chances, differences, turning points, what to ask."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from exodesk.domain.asking import Ask, asks
from exodesk.domain.assumptions import Assumptions
from exodesk.domain.break_evens import BreakEvenFinder, BreakEvens
from exodesk.domain.chances import Chance
from exodesk.domain.costing import CourseCost
from exodesk.domain.decisions import Decision, Pair
from exodesk.domain.rate_break_evens import RateBreakEven
from exodesk.domain.rates import RateTable
from exodesk.domain.turning_points import BreakEven, Turn, Until
from exodesk.exports.plain_numbers import money, number
from exodesk.wording.asking import question_text, why_text


def plain_decision(
    decision: Decision, costs: Sequence[CourseCost], assumptions: Assumptions, rates: RateTable
) -> dict[str, Any]:
    """``decision`` on ``costs``, made under these assumptions; entries are named by their ids."""
    ids = [cost.entry.id for cost in costs]
    finder = BreakEvenFinder(assumptions, rates)
    return {
        "cheapest": None if decision.cheapest is None else ids[decision.cheapest],
        "certainty": decision.certainty.value,
        "pairs": [
            {
                **_pair(pair, costs),
                "break_even": _plain_break_evens(
                    finder.between(costs[pair.a], costs[pair.b]), assumptions.currency
                ),
            }
            for pair in decision.pairs
        ],
        "surely_beaten": [
            {"id": ids[beaten.loser], "by": ids[beaten.by]} for beaten in decision.surely_beaten
        ],
        "upkeep_not_stated": [ids[place] for place in decision.upkeep_not_stated],
        "ask": [_ask(found) for found in asks(costs, assumptions, rates)],
    }


def _pair(pair: Pair, costs: Sequence[CourseCost]) -> dict[str, Any]:
    """``difference`` is what a costs more than b, below 0 where it costs less."""
    dearer = pair.turned().saving
    currency = costs[pair.a].currency
    return {
        "a": costs[pair.a].entry.id,
        "b": costs[pair.b].entry.id,
        "p_a_cheaper": _chance(pair.a_cheaper),
        "p_b_cheaper": _chance(pair.b_cheaper),
        "p_equal": _chance(pair.equal),
        "surely": None if pair.surely is None else costs[pair.surely].entry.id,
        "difference": {"low": money(dearer.low, currency), "high": money(dearer.high, currency)},
    }


def _ask(found: Ask) -> dict[str, str]:
    """``effect`` is what the answer could change: cheapest, certainty, total or nothing."""
    return {
        "id": found.entry.id,
        "field": found.field.value,
        "why": why_text(found),
        "effect": found.effect.name.lower(),
        "question": question_text(found),
    }


def _plain_break_evens(found: BreakEvens, currency: str) -> dict[str, Any]:
    """Until which figure an entry is surely cheaper than the other, and until which at best.

    ``never``, ``always`` or ``unknown`` stand where there is no such figure.
    """
    cost_of_a_trip, cost_of_a_day = found.trip_cost, found.day_cost

    def amount(value: Fraction) -> str | None:
        return money(value, currency)

    return {
        "trip_cost": None if cost_of_a_trip is None else _turning(cost_of_a_trip, amount),
        "trips": None if found.trips is None else _turning(found.trips, number),
        "sessions": [_turning(point, number) for point in found.sessions],
        "rates": [
            {
                **_turning(point, number),
                "base": point.rate.base,
                "quote": point.rate.quote,
                "side": "above" if point.above else "below",
            }
            for point in found.rates
        ],
        "day_cost": None if cost_of_a_day is None else _turning(cost_of_a_day, amount),
    }


def _turning(
    point: BreakEven | RateBreakEven, write: Callable[[Fraction], str | None]
) -> dict[str, Any]:
    def plain(until: Until) -> str | None:
        return until.value if isinstance(until, Turn) else write(until)

    return {"id": point.entry_id, "surely": plain(point.surely), "at_best": plain(point.at_best)}


def _chance(chance: Chance | None) -> str | None:
    return None if chance is None else f"{chance.to_four_decimals():.4f}"
