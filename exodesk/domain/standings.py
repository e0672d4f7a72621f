"""How several totals stand to each other, and the verdict that follows. Only totals count here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from itertools import combinations
from typing import TypeAlias

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.chances import Chance, Chances, chance_lowest
from exodesk.domain.costing import CourseCost, totals_by_count
from exodesk.domain.money import Bounds, PriceState
from exodesk.domain.rates import RateTable

LIKELY = Fraction(3, 4)


@dataclass(frozen=True, slots=True)
class Standing:
    """A total and, for each equally likely number of sessions, where it lies.

    ``spread`` is None where an end is missing.
    """

    total: Bounds
    spread: tuple[Bounds, ...] | None


def standing_of(
    cost: CourseCost, assumptions: Assumptions, rates: RateTable, *, at_most: int | None = None
) -> Standing:
    """``at_most`` so many numbers of sessions are told apart; None: every one."""
    if cost.total.low is None or cost.total.high is None:
        return Standing(cost.total, None)
    spread = totals_by_count(cost.entry, assumptions, rates, at_most=at_most)
    if spread is None or any(b.low is None or b.high is None for b in spread):
        return Standing(cost.total, None)
    return Standing(cost.total, spread)


@dataclass(frozen=True, slots=True)
class Odds:
    """How one total stands to another. The chances are None where an end is missing."""

    cheaper: Fraction | None
    dearer: Fraction | None
    equal: Fraction | None
    surely_cheaper: bool
    surely_dearer: bool
    both_exact: bool

    @property
    def known(self) -> bool:
        """Whether a chance or the bounds alone place the one against the other."""
        return self.cheaper is not None or self.apart

    @property
    def apart(self) -> bool:
        return self.surely_cheaper or self.surely_dearer

    @property
    def likely(self) -> bool:
        """Whether the one is likely enough to be cheaper that it may be called so."""
        return self.surely_cheaper or (self.cheaper is not None and self.cheaper >= LIKELY)

    @property
    def ahead(self) -> bool:
        """Whether the one is cheaper more often than dearer."""
        if self.cheaper is None or self.dearer is None:
            return self.surely_cheaper
        return self.cheaper > self.dearer

    def chance(self, value: Fraction | None) -> Chance | None:
        settled = self.apart or self.both_exact
        return None if value is None else Chance(value, settled)

    def turned(self) -> Odds:
        return Odds(
            self.dearer,
            self.cheaper,
            self.equal,
            self.surely_dearer,
            self.surely_cheaper,
            self.both_exact,
        )


class _Rivals:
    def __init__(self, standings: Sequence[Standing]) -> None:
        self._standings = standings
        self._chances = Chances([standing.spread for standing in standings])

    def odds(self, one: int, other: int) -> Odds:
        own, others = self._standings[one], self._standings[other]
        cheaper, dearer = _below(own.total, others.total), _below(others.total, own.total)
        exact = own.total.state is others.total.state is PriceState.EXACT
        if own.spread is None or others.spread is None:
            return Odds(None, None, None, cheaper, dearer, exact)
        if cheaper or dearer:
            return Odds(
                Fraction(cheaper), Fraction(dearer), Fraction(0), cheaper, dearer, both_exact=exact
            )
        chance, equal = self._chances.cheaper(one, other), self._chances.equal(one, other)
        return Odds(chance, 1 - chance - equal, equal, cheaper, dearer, exact)


Table: TypeAlias = Mapping[tuple[int, int], Odds]


def table_of(standings: Sequence[Standing]) -> Table:
    """The odds of each against each other, by their places."""
    rivals = _Rivals(standings)
    table: dict[tuple[int, int], Odds] = {}
    for one, other in combinations(range(len(standings)), 2):
        odds = rivals.odds(one, other)
        table[one, other], table[other, one] = odds, odds.turned()
    return table


def table_with(table: Table, standings: Sequence[Standing], place: int) -> Table:
    """``table`` after the total at ``place`` has become what it is in ``standings``."""
    rivals = _Rivals(standings)
    changed = dict(table)
    for rival in range(len(standings)):
        if rival != place:
            odds = rivals.odds(place, rival)
            changed[place, rival], changed[rival, place] = odds, odds.turned()
    return changed


class Certainty(Enum):
    SURELY = "surely"
    LIKELY = "likely"
    CANNOT_TELL = "cannot-tell"


@dataclass(frozen=True, slots=True)
class Finding:
    """``cheapest`` is None where it cannot be told.

    ``leader`` is the cheapest, else the one that is ahead of most others; None where nothing is
    known of any total.
    """

    certainty: Certainty
    cheapest: int | None
    leader: int | None


def finding_of(standings: Sequence[Standing], table: Table) -> Finding:
    places = range(len(standings))
    for place in places:
        against = [table[place, rival] for rival in places if rival != place]
        if all(odds.surely_cheaper for odds in against):
            return Finding(Certainty.SURELY, place, place)
        if all(odds.likely for odds in against):
            return Finding(Certainty.LIKELY, place, place)

    def rank(place: int) -> tuple[int, bool, Fraction, Fraction]:
        ahead = sum(table[place, rival].ahead for rival in places if rival != place)
        low, high = standings[place].total.low, standings[place].total.high
        low, high = high if low is None else low, low if high is None else high
        return (-ahead, standings[place].spread is None, low or Fraction(0), high or Fraction(0))

    known = [n for n in places if standings[n].total.state is not PriceState.UNKNOWN]
    return Finding(Certainty.CANNOT_TELL, None, min(known, key=rank, default=None))


def chance_of_lowest(standings: Sequence[Standing], table: Table, place: int) -> Chance | None:
    """The chance that the total at ``place`` is below all others; None where an end is missing.

    Those that are surely dearer than it take no part.
    """
    against = {rival: table[place, rival] for rival in range(len(standings)) if rival != place}
    if any(odds.surely_dearer for odds in against.values()):
        return Chance(Fraction(0), settled=True)
    rivals = [rival for rival, odds in against.items() if not odds.surely_cheaper]
    if not rivals:
        return Chance(Fraction(1), settled=True)
    spreads = [standings[n].spread for n in (place, *rivals)]
    known = [spread for spread in spreads if spread is not None]
    if len(known) < len(spreads):
        return None
    exact = all(against[rival].both_exact for rival in rivals)
    return Chance(chance_lowest(known, 0), settled=exact)


def _below(one: Bounds, other: Bounds) -> bool:
    return one.high is not None and other.low is not None and one.high < other.low
