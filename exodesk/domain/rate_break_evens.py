"""Exchange rates at which the order of two totals turns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.costing import CourseCost, cost_of
from exodesk.domain.money import Bounds
from exodesk.domain.rates import Rate, RateTable
from exodesk.domain.turning_points import Turn, Until, less, middle

_FAR = 1000
_ATTEMPTS = 32
_SMALL_STEP = Fraction(1, 2**16)
_Gap: TypeAlias = Callable[[Fraction], Fraction | None]


@dataclass(frozen=True, slots=True)
class RateBreakEven:
    """``entry_id`` is surely cheaper beyond ``surely`` and never short of ``at_best``.

    Beyond is ``above`` the figure, or else below it. Figures are in the direction of ``rate``.
    """

    entry_id: str
    rate: Rate
    above: bool
    surely: Until
    at_best: Until


def rate_break_evens(
    one: CourseCost, other: CourseCost, totals: TotalsAtRates
) -> Iterator[RateBreakEven]:
    """For each rate in either total where it would turn their order, the others as they are."""
    holder, rival = sorted((one, other), key=middle)
    for rate in dict.fromkeys((*one.rates, *other.rates)):
        found = _Turning(holder, rival, rate, totals).point()
        if found is not None:
            yield found


class TotalsAtRates:
    """Totals for other factors between two currencies, each worked out once."""

    def __init__(self, assumptions: Assumptions, rates: RateTable) -> None:
        self.currency = assumptions.currency
        self._assumptions = assumptions
        self._rates = rates
        self._totals: dict[tuple[str, str, Fraction], Bounds] = {}

    def total(self, cost: CourseCost, foreign: str, factor: Fraction) -> Bounds:
        """The total where one of ``foreign`` is ``factor`` of the shown currency."""
        key = cost.entry.id, foreign, factor
        if key not in self._totals:
            table = _OtherRate(self._rates, foreign, self.currency, factor)
            self._totals[key] = cost_of(cost.entry, self._assumptions, table).total
        return self._totals[key]


class _Turning:
    def __init__(
        self, holder: CourseCost, rival: CourseCost, rate: Rate, totals: TotalsAtRates
    ) -> None:
        self._costs = (holder, rival)
        self._rate = rate
        self._totals = totals
        self._foreign = rate.quote if rate.base == totals.currency else rate.base

    def point(self) -> RateBreakEven | None:
        now = self._rate.factor(self._foreign, self._totals.currency)
        surely, below = _root(self._sure_gap, now)
        at_best, also_below = _root(self._best_gap, now)
        sides = {side for side in (below, also_below) if side is not None}
        if len(sides) != 1:
            return None
        turned = self._rate.base != self._foreign
        return RateBreakEven(
            self._costs[0].entry.id,
            self._rate,
            above=sides.pop() is turned,
            surely=_inverse(surely) if turned else surely,
            at_best=_inverse(at_best) if turned else at_best,
        )

    def _sure_gap(self, factor: Fraction) -> Fraction | None:
        own, others = self._at(factor)
        return less(own.high, others.low)

    def _best_gap(self, factor: Fraction) -> Fraction | None:
        own, others = self._at(factor)
        return less(own.low, others.high)

    def _at(self, factor: Fraction) -> tuple[Bounds, Bounds]:
        own, others = (
            self._totals.total(cost, self._foreign, factor)
            if self._rate in cost.rates
            else cost.total
            for cost in self._costs
        )
        return own, others


class _OtherRate(RateTable):
    """The rates in use, but for one pair of currencies another factor."""

    def __init__(self, rates: RateTable, source: str, target: str, factor: Fraction) -> None:
        super().__init__(rates.on)
        self._rates = rates
        self._other = {(source, target): factor, (target, source): 1 / factor}

    def rate(self, one: str, other: str) -> Rate | None:
        return self._rates.rate(one, other)

    def factor(self, source: str, target: str) -> Fraction | None:
        other = self._other.get((source, target))
        return self._rates.factor(source, target) if other is None else other


def _root(gap: _Gap, start: Fraction) -> tuple[Until, bool | None]:
    """Where ``gap`` is exactly 0, and whether it is below 0 for smaller figures.

    A gap rises evenly until other offers are bought, so Newton's method lands on its root once it
    is on the same stretch; halving brings it there.
    """
    low, high = start / _FAR, start * _FAR
    first, last = gap(low), gap(high)
    if first is None or last is None:
        return Turn.UNKNOWN, None
    if (first < 0) is (last < 0):
        return (Turn.ALWAYS if first < 0 else Turn.NEVER), None
    at = start
    for _attempt in range(_ATTEMPTS):
        here, near = gap(at), gap(at * (1 + _SMALL_STEP))
        if here is None or near is None:
            break
        if here == 0:
            return at, first < 0
        low, high = (at, high) if (here < 0) is (first < 0) else (low, at)
        rise = (near - here) / (at * _SMALL_STEP)
        at = at - here / rise if rise else high
        if not low < at < high:
            at = (low + high) / 2
    return Turn.UNKNOWN, None


def _inverse(until: Until) -> Until:
    return until if isinstance(until, Turn) else 1 / until
