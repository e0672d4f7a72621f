"""Where the order of two totals turns: cost and number of trips, sessions, rate, a day of downtime.

Each is a range: until where the one is surely cheaper, and until where it is at best. Found by
working the totals out anew, never by guessing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import TypeAlias

from exodesk.domain.assumptions import MOST_SESSIONS, Assumptions, LineKey
from exodesk.domain.costing import CourseCost, cost_of, totals_by_count
from exodesk.domain.entries import Kind, SessionCount
from exodesk.domain.money import UNKNOWN, Bounds
from exodesk.domain.rate_break_evens import RateBreakEven, TotalsAtRates, rate_break_evens
from exodesk.domain.rates import RateTable
from exodesk.domain.turning_points import BreakEven, Turn, Until, break_even, less, middle

_STAGES = (12, 150, MOST_SESSIONS)
_ByCount: TypeAlias = list[tuple[int | None, Bounds]]

__all__ = [
    "BreakEven",
    "BreakEvenFinder",
    "BreakEvens",
    "RateBreakEven",
    "Turn",
    "Until",
    "break_evens",
]


@dataclass(frozen=True, slots=True)
class BreakEvens:
    """What turns the order of two entries; None or nothing where a figure plays no part.

    ``trip_cost`` is of one trip and ``day_cost`` of one day of downtime, in the display currency;
    ``trips`` is at the assumed cost of a trip; ``sessions`` are of either entry, the other as is.
    """

    trip_cost: BreakEven | None
    trips: BreakEven | None
    sessions: tuple[BreakEven, ...]
    rates: tuple[RateBreakEven, ...]
    day_cost: BreakEven | None


def break_evens(
    one: CourseCost, other: CourseCost, assumptions: Assumptions, rates: RateTable
) -> BreakEvens:
    """Where the order of two costs turns that were worked out under these assumptions."""
    return BreakEvenFinder(assumptions, rates).between(one, other)


class BreakEvenFinder:
    """Finds them for many pairs; what an entry costs is worked out once for all of them."""

    def __init__(self, assumptions: Assumptions, rates: RateTable) -> None:
        self._assumptions = assumptions
        self._rates = rates
        self._totals = _Totals(assumptions, rates)
        self._at_rates = TotalsAtRates(assumptions, rates)

    def between(self, one: CourseCost, other: CourseCost) -> BreakEvens:
        pair = _Pair(one, other, self._assumptions, self._rates, self._totals)
        return BreakEvens(
            trip_cost=pair.trip_cost(),
            trips=pair.trips(),
            sessions=tuple(pair.sessions()),
            rates=tuple(rate_break_evens(one, other, self._at_rates)),
            day_cost=pair.day_cost(),
        )


class _Totals:
    """Totals by the number of sessions, each row of them worked out once."""

    def __init__(self, assumptions: Assumptions, rates: RateTable) -> None:
        self._assumptions = assumptions
        self._rates = rates
        self._costs: dict[tuple[str, LineKey], CourseCost] = {}
        self._without: dict[tuple[str, LineKey], _ByCount] = {}
        self._up_to: dict[tuple[str, int], tuple[Bounds, ...]] = {}

    def cost_without(self, cost: CourseCost, line: LineKey) -> CourseCost:
        key = cost.entry.id, line
        if key not in self._costs:
            assumptions = self._assumptions.with_line(line, counted=False)
            self._costs[key] = cost_of(cost.entry, assumptions, self._rates)
        return self._costs[key]

    def without(self, cost: CourseCost, line: LineKey) -> _ByCount:
        """Each number of sessions, and the total for it; None with bounds where it is open."""
        key = cost.entry.id, line
        if key not in self._without:
            self._without[key] = self._by_count(cost, line)
        return self._without[key]

    def _by_count(self, cost: CourseCost, line: LineKey) -> _ByCount:
        assumptions = self._assumptions.with_line(line, counted=False)
        totals = totals_by_count(cost.entry, assumptions, self._rates)
        count = cost.sessions
        if totals is None or count is None or count.low is None or count.high is None:
            return [(None, self.cost_without(cost, line).total)]
        counts = range(count.low, count.high + 1)
        return list(zip(counts, totals if len(totals) > 1 else totals * len(counts), strict=True))

    def up_to(self, most: int, cost: CourseCost) -> tuple[Bounds, ...]:
        """The totals for 1, 2 … ``most`` sessions; none where there is none."""
        key = cost.entry.id, most
        if key not in self._up_to:
            assumptions = self._assumptions.with_sessions_of(cost.entry.id, SessionCount(1, most))
            totals = totals_by_count(cost.entry, assumptions, self._rates)
            self._up_to[key] = totals or ()
        return self._up_to[key]


class _Pair:
    def __init__(
        self,
        one: CourseCost,
        other: CourseCost,
        assumptions: Assumptions,
        rates: RateTable,
        totals: _Totals,
    ) -> None:
        self._costs = (one, other)
        self._assumptions = assumptions
        self._rates = rates
        self._totals = totals

    # Trips

    def trip_cost(self) -> BreakEven | None:
        if (journey := self._journey()) is None or self._assumptions.trips == 0:
            return None
        away, rival = journey
        own = self._by_trips(away)
        return break_even(
            away,
            _edge([_per(less(rival.low, total.high), trips) for trips, total in own], min),
            _edge([_per(less(rival.high, total.low), trips) for trips, total in own], max),
        )

    def trips(self) -> BreakEven | None:
        journey, travel = self._journey(), self._assumptions.travel
        if journey is None or travel is None or not travel.amount:
            return None
        factor = self._rates.factor(travel.currency, self._assumptions.currency)
        if factor is None:
            return None
        trip = Fraction(travel.amount) * factor
        away, rival = journey
        surely = _edge([less(rival.low, away.total.high)], min)
        at_best = _edge([less(rival.high, away.total.low)], max)
        return break_even(away, _whole(surely, trip), _whole(at_best, trip))

    def _journey(self) -> tuple[CourseCost, Bounds] | None:
        """The one that is travelled to, without travel, and the total of the other."""
        one, other = (self._totals.cost_without(cost, LineKey.TRAVEL) for cost in self._costs)
        here, there = one.entry.country, other.entry.country
        if here is None or there is None or here == there:
            return None
        home = self._assumptions.home
        if home is not None:
            if home not in (here, there):
                return None
            return (one, other.total) if there == home else (other, one.total)
        low_here, low_there = one.total.low, other.total.low
        if low_here is None or low_there is None or low_here == low_there:
            return None
        away, stay = (one, other) if low_here < low_there else (other, one)
        return (away, stay.total) if away.entry.kind is Kind.TREATMENT else None

    def _by_trips(self, away: CourseCost) -> _ByCount:
        """Each number of trips, and the total without them."""
        if self._assumptions.trips is not None:
            return [(self._assumptions.trips, away.total)]
        if away.entry.kind is Kind.PRODUCT:
            return [(1, away.total)]
        return self._totals.without(away, LineKey.TRAVEL)

    # Sessions

    def sessions(self) -> Iterator[BreakEven]:
        one, other = self._costs
        for cost, rival in ((one, other.total), (other, one.total)):
            if any(line.key is LineKey.SESSIONS for line in cost.lines):
                found = break_even(
                    cost,
                    self._most_sessions(cost, rival.low, lambda total: total.high),
                    self._most_sessions(cost, rival.high, lambda total: total.low),
                )
                if found is not None:
                    yield found

    def _most_sessions(
        self, cost: CourseCost, rival: Fraction | None, end: Callable[[Bounds], Fraction | None]
    ) -> Until:
        if rival is None:
            return Turn.UNKNOWN
        for most in _STAGES:
            for sessions, total in enumerate(self._totals.up_to(most, cost)):
                own = end(total)
                if own is None:
                    return Turn.UNKNOWN
                if own >= rival:
                    return Fraction(sessions) if sessions else Turn.NEVER
        return Turn.ALWAYS

    # Time off

    def day_cost(self) -> BreakEven | None:
        line = LineKey.TIME_OFF
        costs = sorted((self._totals.cost_without(cost, line) for cost in self._costs), key=middle)
        ends = [
            [(total, _downtime(cost, count)) for count, total in self._totals.without(cost, line)]
            for cost in costs
        ]
        (own_lows, own_highs), (lows, highs) = (
            (
                [(total.low, days.low) for total, days in side],
                [(total.high, days.high) for total, days in side],
            )
            for side in ends
        )
        return break_even(
            costs[0],
            _while_ahead(_foremost(own_highs, largest=True), _foremost(lows), min),
            _while_ahead(_foremost(own_lows), _foremost(highs, largest=True), max),
        )


_Points: TypeAlias = list[tuple[Fraction, Fraction]]


def _foremost(
    points: Sequence[tuple[Fraction | None, Fraction | None]], *, largest: bool = False
) -> _Points | None:
    """Amounts and days without those that another has both smaller, or larger; None if one lacks.

    More sessions mostly cost more and take more days, so that of very many one is left.
    """
    known = [(amount, days) for amount, days in points if amount is not None and days is not None]
    if len(known) < len(points):
        return None
    kept: _Points = []
    for amount, days in sorted(known, reverse=largest):
        if not kept or (days > kept[-1][1] if largest else days < kept[-1][1]):
            kept.append((amount, days))
    return kept


def _edge(
    margins: Sequence[Fraction | None], pick: Callable[[Sequence[Fraction]], Fraction]
) -> Until:
    known = [margin for margin in margins if margin is not None]
    if len(known) < len(margins):
        return Turn.UNKNOWN
    margin = pick(known)
    return margin if margin > 0 else Turn.NEVER


def _whole(margin: Until, trip: Fraction) -> Until:
    """How many trips fit below ``margin``."""
    return margin if isinstance(margin, Turn) else Fraction(ceil(margin / trip) - 1)


def _while_ahead(
    own: _Points | None,
    others: _Points | None,
    pick: Callable[[Sequence[tuple[bool, Fraction]]], tuple[bool, Fraction]],
) -> Until:
    """For how large a cost of a day the own amounts stay below the others."""
    if own is None or others is None:
        return Turn.UNKNOWN
    endless, reach = pick(
        [_reach(other - amount, free - lost) for amount, lost in own for other, free in others]
    )
    if endless:
        return Turn.ALWAYS
    return reach or Turn.NEVER


def _reach(lead: Fraction, gain: Fraction) -> tuple[bool, Fraction]:
    """Whether ``lead`` + figure × ``gain`` stays above 0 for ever, else up to which figure."""
    if lead <= 0:
        return False, Fraction(0)
    return (True, Fraction(0)) if gain >= 0 else (False, lead / -gain)


def _downtime(cost: CourseCost, sessions: int | None) -> Bounds:
    """Days over ``sessions`` sessions."""
    downtime = cost.entry.downtime
    if downtime is None:
        return UNKNOWN
    return Bounds(*(_days(end, sessions) for end in (downtime.low_days, downtime.high_days)))


def _days(each: Fraction | None, sessions: int | None) -> Fraction | None:
    if each == 0:
        return Fraction(0)
    return None if each is None or sessions is None else each * sessions


def _per(margin: Fraction | None, trips: int | None) -> Fraction | None:
    return None if margin is None or trips is None else margin / trips
