"""Which is cheaper, for other programs: chances, differences, turning points, what to ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from exodesk.domain.chances import Chance
from exodesk.domain.costing import CourseCost
from exodesk.domain.decisions import Decision, Pair
from exodesk.exports.plain_numbers import money


def plain_decision(decision: Decision, costs: Sequence[CourseCost]) -> dict[str, Any]:
    """``decision`` on ``costs``; entries are named by their ids."""
    ids = [cost.entry.id for cost in costs]
    return {
        "cheapest": None if decision.cheapest is None else ids[decision.cheapest],
        "certainty": decision.certainty.value,
        "pairs": [_pair(pair, costs) for pair in decision.pairs],
        "surely_beaten": [
            {"id": ids[beaten.loser], "by": ids[beaten.by]} for beaten in decision.surely_beaten
        ],
        "upkeep_not_stated": [ids[place] for place in decision.upkeep_not_stated],
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


def _chance(chance: Chance | None) -> str | None:
    return None if chance is None else f"{chance.to_four_decimals():.4f}"
