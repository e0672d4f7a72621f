"""Which of several entries is cheaper, how sure that is, and what the totals cannot say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from exodesk.domain.assumptions import Assumptions, LineKey
from exodesk.domain.certain_order import surely_lowest
from exodesk.domain.chances import Chance
from exodesk.domain.costing import CourseCost, Flag
from exodesk.domain.dominance import Beaten, surely_beaten
from exodesk.domain.money import Bounds
from exodesk.domain.rates import RateTable
from exodesk.domain.standings import (
    Certainty,
    Finding,
    Odds,
    Standing,
    Table,
    chance_of_lowest,
    finding_of,
    standing_of,
    table_of,
)

__all__ = ["Certainty", "Decision", "Pair", "decide", "upkeep_not_stated"]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two of the compared, by their places.

    The chances are None where an end is missing. ``surely`` is the place of the cheaper one where
    the totals are apart. ``saving`` is what ``a`` costs less than ``b`` in the display currency,
    below 0 where it costs more.
    """

    a: int
    b: int
    a_cheaper: Chance | None
    b_cheaper: Chance | None
    equal: Chance | None
    surely: int | None
    saving: Bounds

    def turned(self) -> Pair:
        low, high = self.saving.low, self.saving.high
        return Pair(
            self.b,
            self.a,
            self.b_cheaper,
            self.a_cheaper,
            self.equal,
            self.surely,
            Bounds(None if high is None else -high, None if low is None else -low),
        )


@dataclass(frozen=True, slots=True)
class Decision:
    """The verdict on two or more costs; all places are columns.

    ``cheapest`` is None where it cannot be told. ``leader`` is the cheapest, else the one that is
    ahead of most; ``runner_up`` is the one most likely to be below it. ``chance_of_lowest`` is the
    leader's, against all. ``tied`` are those that certainly cost the least and the same. ``open``
    are those that cannot be placed against the leader. ``upkeep_not_stated`` are treatments that
    stand against an upkeep that is counted.
    """

    pairs: tuple[Pair, ...]
    certainty: Certainty
    cheapest: int | None
    leader: int | None
    runner_up: int | None
    chance_of_lowest: Chance | None
    tied: tuple[int, ...]
    open: tuple[int, ...]
    upkeep_not_stated: tuple[int, ...]
    surely_beaten: tuple[Beaten, ...]

    def between(self, one: int, other: int) -> Pair:
        """The pair of these two places, ``one`` as its ``a``."""
        low, high = min(one, other), max(one, other)
        pair = next(pair for pair in self.pairs if (pair.a, pair.b) == (low, high))
        return pair if pair.a == one else pair.turned()


def decide(costs: Sequence[CourseCost], assumptions: Assumptions, rates: RateTable) -> Decision:
    """The verdict on ``costs``, which were worked out under these assumptions and rates."""
    standings = [standing_of(cost, assumptions, rates) for cost in costs]
    table = table_of(standings)
    finding = finding_of(standings, table)
    leader = finding.leader
    lowest = surely_lowest([standing.total for standing in standings])
    return Decision(
        pairs=tuple(_pairs(standings, table)),
        certainty=finding.certainty,
        cheapest=finding.cheapest,
        leader=leader,
        runner_up=_runner_up(standings, table, finding),
        chance_of_lowest=None if leader is None else chance_of_lowest(standings, table, leader),
        tied=lowest if len(lowest) > 1 else (),
        open=tuple(
            place
            for place in range(len(costs))
            if leader is None or (place != leader and not table[leader, place].known)
        ),
        upkeep_not_stated=upkeep_not_stated(costs),
        surely_beaten=surely_beaten(costs),
    )


def upkeep_not_stated(costs: Sequence[CourseCost]) -> tuple[int, ...]:
    """Treatments of unstated duration that stand against packs, payments or maintenance."""
    kept_up = {
        place
        for place, cost in enumerate(costs)
        if any(line.key in (LineKey.PACKS, LineKey.MAINTENANCE) for line in cost.lines)
    }
    return tuple(
        place
        for place, cost in enumerate(costs)
        if Flag.LASTS_UNKNOWN in cost.flags and kept_up - {place}
    )


def _pairs(standings: Sequence[Standing], table: Table) -> list[Pair]:
    return [
        _pair(a, b, table[a, b], standings[a].total, standings[b].total)
        for a, b in combinations(range(len(standings)), 2)
    ]


def _pair(a: int, b: int, odds: Odds, total_a: Bounds, total_b: Bounds) -> Pair:
    return Pair(
        a,
        b,
        a_cheaper=odds.chance(odds.cheaper),
        b_cheaper=odds.chance(odds.dearer),
        equal=None if odds.equal is None else Chance(odds.equal, settled=True),
        surely=a if odds.surely_cheaper else b if odds.surely_dearer else None,
        saving=Bounds(_less(total_b.low, total_a.high), _less(total_b.high, total_a.low)),
    )


def _runner_up(standings: Sequence[Standing], table: Table, finding: Finding) -> int | None:
    leader = finding.leader
    if leader is None:
        return None

    def rank(place: int) -> tuple[Fraction, Fraction]:
        odds, total = table[leader, place], standings[place].total
        low = total.high if total.low is None else total.low
        chance = Fraction(odds.surely_cheaper) if odds.cheaper is None else odds.cheaper
        return chance, low or Fraction(0)

    placed = [n for n in range(len(standings)) if n != leader and table[leader, n].known]
    return min(placed, key=rank, default=None)


def _less(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one - other
