"""What to ask, ranked by whether the answer would change which entry is cheapest.

Each unknown is answered in the two ways between which the truth lies, and all is worked out anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction

from exodesk.domain.assumptions import Assumptions, LineKey
from exodesk.domain.costing import CourseCost, cost_of
from exodesk.domain.decisions import upkeep_not_stated
from exodesk.domain.entries import Entry, Offer
from exodesk.domain.money import UNKNOWN, Bounds
from exodesk.domain.rates import RateTable
from exodesk.domain.standings import (
    Finding,
    Standing,
    finding_of,
    standing_of,
    table_of,
    table_with,
)
from exodesk.domain.unknowns import Answer, AskField, Extreme, Unknown, Why, unknowns_of

__all__ = ["Ask", "AskEffect", "AskField", "Why", "asking", "asks", "ranked"]

_FIELDS = list(AskField)
# Which answer could turn the verdict shows as well in so many of very many numbers of sessions.
_MOST_COUNTS = 48


class AskEffect(IntEnum):
    """What an answer could change, the greatest effect first."""

    CHEAPEST = 1
    CERTAINTY = 2
    TOTAL = 3
    NOTHING = 4


@dataclass(frozen=True, slots=True)
class Ask:
    """One question about the entry at ``place``; ``offer`` is the price or fee it is about."""

    place: int
    entry: Entry
    field: AskField
    why: Why
    effect: AskEffect
    offer: Offer | None = None


def asks(
    costs: Sequence[CourseCost], assumptions: Assumptions, rates: RateTable
) -> tuple[Ask, ...]:
    """What is not known of the compared entries, first what could change most."""
    return ranked(asking(costs, assumptions, rates))


def asking(
    costs: Sequence[CourseCost], assumptions: Assumptions, rates: RateTable
) -> Iterator[Ask | None]:
    """The same one by one in no order; None for what turns out to play no part."""
    ranking = _Ranking(costs, assumptions, rates)
    for place, cost in enumerate(costs):
        for each in unknowns_of(cost, assumptions, rates):
            effect = ranking.effect(place, each)
            if effect is None:
                yield None
            else:
                yield Ask(place, cost.entry, each.field, each.why, effect, each.offer)


def ranked(found: Iterable[Ask | None]) -> tuple[Ask, ...]:
    """First what could change most."""
    return tuple(
        sorted(
            (ask for ask in found if ask is not None),
            key=lambda ask: (ask.effect, ask.place, _FIELDS.index(ask.field)),
        )
    )


class _Ranking:
    def __init__(
        self, costs: Sequence[CourseCost], assumptions: Assumptions, rates: RateTable
    ) -> None:
        self._assumptions = assumptions
        self._rates = rates
        self._standings = [
            standing_of(cost, assumptions, rates, at_most=_MOST_COUNTS) for cost in costs
        ]
        self._table = table_of(self._standings)
        self._finding = finding_of(self._standings, self._table)
        self._against_upkeep = upkeep_not_stated(costs)
        ends = (end for s in self._standings for end in (s.total.low, s.total.high))
        self._above_all = _point(max((end for end in ends if end is not None), default=0) + 1)

    def effect(self, place: int, unknown: Unknown) -> AskEffect | None:
        """None where the figure turns out to play no part in the total."""
        cheap, dear = unknown.cheap, unknown.dear
        if cheap is None:
            return AskEffect.NOTHING
        if dear is None:
            return AskEffect.TOTAL
        if self._is_left_to_all(place, unknown):
            counted = self._assumptions.counts(LineKey.MAINTENANCE)
            return AskEffect.TOTAL if counted else AskEffect.NOTHING
        now = self._standings[place]
        if now.spread is None and not unknown.leaves_open:
            return AskEffect.TOTAL  # another unknown decides
        ends = [self._standing(place, answer) for answer in (cheap, dear)]
        half_known = unknown.field is AskField.PRICE and unknown.why in (Why.FROM, Why.UP_TO)
        if half_known and now.total != UNKNOWN and ends[0].total == now.total:
            return None  # an older price, or one that is never the cheapest way
        if unknown.leaves_open:
            ends = [_at_least(ends[0]), _at_most(ends[1], self._above_all)]
        findings = [self._finding, *(self._found(place, end) for end in ends)]
        if len({found.leader for found in findings} - {None}) > 1:
            return AskEffect.CHEAPEST
        if len({(found.certainty, found.cheapest) for found in findings}) > 1:
            return AskEffect.CERTAINTY
        if any(end.total != now.total for end in ends):
            return AskEffect.TOTAL
        return AskEffect.NOTHING

    def _is_left_to_all(self, place: int, unknown: Unknown) -> bool:
        """Courses are compared without their upkeep where no other's is counted."""
        upkeep = unknown.field is AskField.LASTS and not unknown.leaves_open
        return upkeep and place not in self._against_upkeep

    def _standing(self, place: int, answer: Answer) -> Standing:
        match answer:
            case Extreme.NOTHING:
                return _point(Fraction(0))
            case Extreme.ABOVE_ALL:
                return self._above_all
            case _:
                cost = cost_of(answer, self._assumptions, self._rates)
                if cost.total.high is not None and self._stays_behind(place, cost.total):
                    return Standing(cost.total, (cost.total,))
                return standing_of(cost, self._assumptions, self._rates, at_most=_MOST_COUNTS)

    def _stays_behind(self, place: int, total: Bounds) -> bool:
        """Whether the cheapest is surely cheaper before and after: then no odds need be known."""
        cheapest = self._finding.cheapest
        if cheapest is None or cheapest == place:
            return False
        high = self._standings[cheapest].total.high
        before = self._table[cheapest, place].surely_cheaper
        return before and high is not None and total.low is not None and high < total.low

    def _found(self, place: int, standing: Standing) -> Finding:
        unchanged = standing == self._standings[place]
        if unchanged or self._stays_behind(place, standing.total):
            return self._finding
        standings = [*self._standings[:place], standing, *self._standings[place + 1 :]]
        return finding_of(standings, table_with(self._table, standings, place))


def _at_least(standing: Standing) -> Standing:
    """The least that a total with a missing end may be."""
    if standing.spread is not None:
        return standing
    return _point(standing.total.low or Fraction(0))


def _at_most(standing: Standing, above_all: Standing) -> Standing:
    """The most that a total with a missing end may be."""
    if standing.spread is not None:
        return standing
    return above_all if standing.total.high is None else _point(standing.total.high)


def _point(amount: Fraction | int) -> Standing:
    bounds = Bounds(Fraction(amount), Fraction(amount))
    return Standing(bounds, (bounds,))
