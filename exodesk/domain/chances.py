"""How likely one total is below others: exact chances, at every start the same.

A total's *spread* holds, for each equally likely number of sessions, the ends within which the
total is equally likely everywhere; a point where both ends are one. Totals are independent.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from math import lcm, prod
from typing import TypeAlias

from exodesk.domain.money import Bounds, round_half_up

Spread: TypeAlias = Sequence[Bounds]
_Ends: TypeAlias = list[tuple[int, int]]

_MOST_BITS = 256  # of a whole that holds every piece of a spread without remainder
_MORE_BITS = 128
_DECIMALS = 30

FOUR_DECIMALS = 4
LEAST, MOST = Decimal("0.0001"), Decimal("0.9999")


def chance_cheaper(a: Spread, b: Spread) -> Fraction:
    """P(A < B). Raises ValueError for a spread without ends."""
    return Chances((a, b)).cheaper(0, 1)


def chance_equal(a: Spread, b: Spread) -> Fraction:
    """P(A = B): above 0 only where both spreads hold the same point."""
    return Chances((a, b)).equal(0, 1)


def chance_lowest(spreads: Sequence[Spread], which: int) -> Fraction:
    """P(the total at ``which`` is strictly below every other)."""
    return Chances(spreads).lowest(which)


class Chances:
    """Of several totals, by their places.

    Of spreads of so many different lengths that no whole number of bearable size holds them all,
    chances are exact to thirty decimals. A spread of None has no chance and is not asked about.
    """

    def __init__(self, spreads: Sequence[Spread | None]) -> None:
        known = iter(_in_whole_numbers([spread for spread in spreads if spread is not None]))
        self._tails = [None if spread is None else _Tail(next(known)) for spread in spreads]

    def cheaper(self, one: int, other: int) -> Fraction:
        """P(one < other): a sum of what of the other lies above each end of the one."""
        own, tail = self._tail(one), self._tail(other)
        weight = 2 * sum(mass * tail.above_at(point) for point, mass in own.masses.items())
        weight -= sum(step * tail.twice_area_at(point) for point, step in own.steps.items())
        return _chance(weight, 2, (own, tail))

    def equal(self, one: int, other: int) -> Fraction:
        """P(one = other)."""
        own, tail = self._tail(one), self._tail(other)
        meeting = sum(count * tail.exact[point] for point, count in own.exact.items())
        return Fraction(meeting, own.count * tail.count)

    def lowest(self, which: int) -> Fraction:
        """P(which < each other).

        Between two neighbouring ends each chance to be above a figure is linear in it, so their
        product is a polynomial, which is integrated exactly.
        """
        own = self._tail(which)
        tails = [own, *(self._tail(n) for n in range(len(self._tails)) if n != which)]
        points = sorted({point for tail in tails for point in tail.points})
        shares = lcm(*range(1, len(tails) + 1))
        above = [tail.whole for tail in tails]
        density = [0] * len(tails)
        weight = 0
        for place, point in enumerate(points):
            for n, tail in enumerate(tails):
                if (at := tail.place_of.get(point)) is not None:
                    above[n], density[n] = tail.above[at], tail.density[at]
            if point in own.masses:
                weight += shares * own.masses[point] * prod(above[1:])
            if not all(above):
                break
            length = points[place + 1] - point
            if density[0]:
                weight += density[0] * _integral(above[1:], density[1:], length, shares)
            above = [whole - each * length for whole, each in zip(above, density, strict=True)]
        return _chance(weight, shares, tails)

    def _tail(self, place: int) -> _Tail:
        tail = self._tails[place]
        if tail is None:
            raise ValueError("no chance is known where an end is missing")
        return tail


class _Tail:
    """How much of a spread lies above a figure, in whole numbers.

    ``above`` and ``density`` are just beyond each of the ``points``, where they change: by
    ``masses`` that lie exactly there and by ``steps``.
    """

    def __init__(self, ends: _Ends) -> None:
        self.count = len(ends)
        self.exact = Counter(low for low, high in ends if low == high)
        each, self.cut = _whole_of({high - low for low, high in ends if high != low})
        self.whole = each * len(ends)
        self.masses = {point: each * count for point, count in self.exact.items()}
        self.steps: dict[int, int] = {}
        for low, high in ends:
            if low == high:
                continue
            density, rest = divmod(each, high - low)
            self.steps[low] = self.steps.get(low, 0) + density
            self.steps[high] = self.steps.get(high, 0) - density
            if rest:
                self.masses[high] = self.masses.get(high, 0) + rest
        self.points = sorted({*self.steps, *self.masses})
        self.place_of = {point: place for place, point in enumerate(self.points)}
        self.above: list[int] = []
        self.density: list[int] = []
        self._twice_area: list[int] = []
        self._add_up()

    def _add_up(self) -> None:
        above, density, area, before = self.whole, 0, 0, self.points[0]
        for point in self.points:
            length = point - before
            area += length * (2 * above - density * length)
            above -= density * length + self.masses.get(point, 0)
            density += self.steps.get(point, 0)
            self.above.append(above)
            self.density.append(density)
            self._twice_area.append(area)
            before = point

    def above_at(self, figure: int) -> int:
        """What lies strictly above ``figure``."""
        place = bisect_right(self.points, figure) - 1
        if place < 0:
            return self.whole
        return self.above[place] - self.density[place] * (figure - self.points[place])

    def twice_area_at(self, figure: int) -> int:
        """Twice the integral of what lies above, from the first point on."""
        place = bisect_right(self.points, figure) - 1
        if place < 0:
            return 2 * self.whole * (figure - self.points[0])
        length = figure - self.points[place]
        return self._twice_area[place] + length * (
            2 * self.above[place] - self.density[place] * length
        )


def _whole_of(lengths: set[int]) -> tuple[int, bool]:
    """What every length divides; else, cut, what they divide with hardly a remainder."""
    whole = 1
    for length in lengths:
        whole = lcm(whole, length)
        if whole.bit_length() > _MOST_BITS:
            return 1 << max(lengths).bit_length() + _MORE_BITS, True
    return whole, False


def _integral(above: Sequence[int], density: Sequence[int], length: int, shares: int) -> int:
    """``shares`` times the integral over ``length`` of the product of what lies above."""
    powers = [1]
    for whole, each in zip(above, density, strict=True):
        raised = [factor * whole for factor in powers]
        if each:
            raised.append(0)
            for power, factor in enumerate(powers, 1):
                raised[power] -= factor * each
        powers = raised
    return sum(factor * length**power * (shares // power) for power, factor in enumerate(powers, 1))


def _chance(weight: int, shares: int, tails: Sequence[_Tail]) -> Fraction:
    chance = Fraction(weight, shares * prod(tail.whole for tail in tails))
    return round(chance, _DECIMALS) if any(tail.cut for tail in tails) else chance


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
