"""Which entries another beats in cost and in downtime alike, whatever the true figures turn out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations

from exodesk.domain.costing import CourseCost
from exodesk.domain.money import Bounds


@dataclass(frozen=True, slots=True)
class Beaten:
    """The entry at place ``loser`` is surely beaten by the one at ``by``."""

    loser: int
    by: int


def surely_beaten(costs: Sequence[CourseCost]) -> tuple[Beaten, ...]:
    """Every such pair: at its worst the one is as good as the other at its best, once better.

    Counts the total and the downtime over the course; a missing end of these never counts.
    """
    return tuple(
        Beaten(loser, winner)
        for loser, winner in permutations(range(len(costs)), 2)
        if _beats(costs[winner], costs[loser])
    )


def _beats(one: CourseCost, other: CourseCost) -> bool:
    cost = _lead(one.total, other.total)
    downtime = _lead(one.downtime, other.downtime)
    if cost is None or downtime is None:
        return False
    return min(cost, downtime) >= 0 and max(cost, downtime) > 0


def _lead(one: Bounds, other: Bounds) -> Fraction | None:
    """How much the low of ``other`` lies above the high of ``one``."""
    return None if one.high is None or other.low is None else other.low - one.high
