"""How likely one total is below others: exact chances, at every start the same.

A total's *spread* holds, for each equally likely number of sessions, the ends within which the
total is equally likely everywhere; a point where both ends are one. Totals are independent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from math import lcm, prod
from typing import TypeAlias

from exodesk.domain.money import Bounds, round_half_up

Spread: TypeAlias = Sequence[Bounds]
_Ends: TypeAlias = list[tuple[int, int]]

FOUR_DECIMALS = 4
LEAST, MOST = Decimal("0.0001"), Decimal("0.9999")


def chance_cheaper(a: Spread, b: Spread) -> Fraction:
    """P(A < B). Raises ValueError for a spread without ends."""
    return chance_lowest((a, b), 0)


def chance_equal(a: Spread, b: Spread) -> Fraction:
    """P(A = B): above 0 only where both spreads hold the same point."""
    points_a, points_b = (
        Counter(low for low, high in map(_both, s) if low == high) for s in (a, b)
    )
    meeting = sum(count * points_b[point] for point, count in points_a.items())
    return Fraction(meeting, len(a) * len(b))


def chance_lowest(spreads: Sequence[Spread], which: int) -> Fraction:
    """P(the total at ``which`` is strictly below every other).

    Between two neighbouring ends each chance to be above a figure is linear in it, so their
    product is a polynomial, which is integrated exactly.
    """
    tails = [_Tail(ends) for ends in _in_whole_numbers(spreads)]
    own = tails.pop(which)
    points = sorted({*own.points(), *(point for tail in tails for point in tail.points())})
    shares = lcm(*range(1, len(tails) + 2))
    weight = 0
    for place, point in enumerate(points):
        at_the_point = own.pass_point(point)
        for tail in tails:
            tail.pass_point(point)
        if at_the_point:
            weight += shares * at_the_point * prod(tail.above for tail in tails)
        if not own.above or not all(tail.above for tail in tails):
            break
        length = points[place + 1] - point
        if own.density:
            weight += own.density * _integral(tails, length, shares)
        for tail in (own, *tails):
            tail.pass_stretch(length)
    return Fraction(weight, shares * own.whole * prod(tail.whole for tail in tails))


class _Tail:
    """How much of a spread lies above a figure that rises from end to end, in whole numbers."""

    def __init__(self, ends: _Ends) -> None:
        each = lcm(*(high - low for low, high in ends if high != low))
        self.whole = self.above = each * len(ends)
        self.density = 0
        self._steps: Counter[int] = Counter()
        self._masses: Counter[int] = Counter()
        for low, high in ends:
            if low == high:
                self._masses[low] += each
            else:
                self._steps[low] += each // (high - low)
                self._steps[high] -= each // (high - low)

    def points(self) -> Iterator[int]:
        yield from self._steps
        yield from self._masses

    def pass_point(self, point: int) -> int:
        """Go beyond ``point``; what lay exactly there is returned."""
        mass = self._masses[point]
        self.above -= mass
        self.density += self._steps[point]
        return mass

    def pass_stretch(self, length: int) -> None:
        self.above -= self.density * length


def _integral(tails: Sequence[_Tail], length: int, shares: int) -> int:
    """``shares`` times the integral over ``length`` of the product of what lies above."""
    powers = [1]
    for tail in tails:
        raised = [factor * tail.above for factor in powers]
        if tail.density:
            raised.append(0)
            for power, factor in enumerate(powers, 1):
                raised[power] -= factor * tail.density
        powers = raised
    return sum(factor * length**power * (shares // power) for power, factor in enumerate(powers, 1))


def _in_whole_numbers(spreads: Sequence[Spread]) -> list[_Ends]:
    """Low and high ends on one scale without fractions."""
    if not all(spreads):
        raise ValueError("a spread has at least one pair of ends")
    ratios = [
        [(low.as_integer_ratio(), high.as_integer_ratio()) for low, high in map(_both, spread)]
        for spread in spreads
    ]
    scale = lcm(*{below for spread in ratios for pair in spread for _above, below in pair})
    scaled = (
        [(low * (scale // parts), high * (scale // of)) for (low, parts), (high, of) in spread]
        for spread in ratios
    )
    # An end that is called low may be the higher one where a line between them is left out.
    return [[(min(pair), max(pair)) for pair in spread] for spread in scaled]


def _both(bounds: Bounds) -> tuple[Fraction, Fraction]:
    low, high = bounds.low, bounds.high
    if low is None or high is None:
        raise ValueError("no chance is known where an end is missing")
    return low, high


class Marker(Enum):
    """How a whole number in 100 stands to the chance."""

    ABOUT = "about"
    LESS_THAN = "less-than"
    MORE_THAN = "more-than"
    EXACTLY = "exactly"


@dataclass(frozen=True, slots=True)
class InHundred:
    number: int
    marker: Marker


@dataclass(frozen=True, slots=True)
class Chance:
    """An exact chance. It may be shown as nothing or as all only where it is ``settled``:
    the ranges are apart, or every total is exact."""

    value: Fraction
    settled: bool

    def to_four_decimals(self) -> Decimal:
        """Half up; within 0.0001 – 0.9999 unless it is settled."""
        rounded = round_half_up(self.value, FOUR_DECIMALS)
        return rounded if self.settled else min(max(rounded, LEAST), MOST)

    def in_hundred(self) -> InHundred:
        """Half up; less than 1 or more than 99 where it would be 0 or 100 and is not settled."""
        if self.settled and self.value in (0, 1):
            return InHundred(int(self.value * 100), Marker.EXACTLY)
        number = int(round_half_up(self.value * 100, 0))
        if number == 0:
            return InHundred(1, Marker.LESS_THAN)
        if number == 100:
            return InHundred(99, Marker.MORE_THAN)
        return InHundred(number, Marker.ABOUT)
