"""The cheapest published way to get at least n sessions out of single and course offers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm

from exodesk.domain.entries import Offer

_FEW = 200  # up to so many sessions every number of them is reckoned


@dataclass(frozen=True, slots=True)
class Purchase:
    """``count`` times the same offer."""

    offer: Offer
    count: int


@dataclass(frozen=True, slots=True)
class Way:
    """Buying ``offer`` once gives ``size`` sessions.

    Ways compete by ``gross``, the price with its tax and exchange fee; ``net`` is the price before
    them. All in one currency.
    """

    offer: Offer
    size: int
    net: Fraction
    gross: Fraction


@dataclass(frozen=True, slots=True)
class Bought:
    net: Fraction
    gross: Fraction
    purchases: tuple[Purchase, ...]


class Shop:
    """Sells sessions in ``ways``, each number of them for the least gross price."""

    def __init__(self, ways: Sequence[Way]) -> None:
        self._ways = ways
        self._sizes = [way.size for way in ways]
        self._scale = lcm(*(end.denominator for way in ways for end in (way.net, way.gross)))
        self._nets = [_times(way.net, self._scale) for way in ways]
        self._prices = [_times(way.gross, self._scale) for way in ways]
        self._least = [0]
        self._last = [0]
        self._sold: dict[int, Bought] = {}

    def buy(self, sessions: int) -> Bought | None:
        """At least ``sessions`` sessions; None where there is no way."""
        if not self._ways:
            return None
        bought = self._sold.get(sessions)
        if bought is None:
            bought = self._sold[sessions] = self._bought(self._counts(sessions))
        return bought

    def least(self, sessions: int) -> Fraction:
        """At least so much is paid before tax and fee for ``sessions`` sessions or any more.

        Their gross price never falls with more of them, but they may be bought in another way.
        """
        bought = self.buy(sessions)
        if bought is None:
            return Fraction(0)
        return bought.gross * self._least_share

    @cached_property
    def _least_share(self) -> Fraction:
        shares = (way.net / way.gross for way in self._ways if way.gross)
        return min(shares, default=Fraction(0))

    def _counts(self, sessions: int) -> Mapping[int, int]:
        """How often each way is bought."""
        if len(self._ways) == 1:
            return {0: -(-sessions // self._sizes[0])}
        counts: Counter[int] = Counter()
        left = sessions
        if left > _FEW:
            way, times = self._in_bulk(left)
            counts[way] = times
            left -= times * self._sizes[way]
        self._reckon(left)
        while left > 0:
            counts[self._last[left]] += 1
            left -= self._sizes[self._last[left]]
        return counts

    def _in_bulk(self, sessions: int) -> tuple[int, int]:
        """The way that costs least for each session, and how often it is bought at least.

        Of other ways fewer than its size are worth while: among more of them some would give a
        multiple of its size, and it gives as many for no more.
        """
        way = self._foremost
        size = self._sizes[way]
        others = (size - 1) * max(self._sizes)
        return way, max(0, -(-(sessions - others - size) // size))

    @cached_property
    def _foremost(self) -> int:
        ways = range(len(self._sizes))
        return min(ways, key=lambda way: Fraction(self._prices[way], self._sizes[way]))

    def _bought(self, counts: Mapping[int, int]) -> Bought:
        purchases = [(way, counts[way]) for way in sorted(counts) if counts[way]]
        return Bought(
            self._sum(self._nets, purchases),
            self._sum(self._prices, purchases),
            tuple(Purchase(self._ways[way].offer, count) for way, count in purchases),
        )

    def _sum(self, prices: Sequence[int], purchases: Sequence[tuple[int, int]]) -> Fraction:
        return Fraction(sum(prices[way] * count for way, count in purchases), self._scale)

    def _reckon(self, sessions: int) -> None:
        for number in range(len(self._least), sessions + 1):
            least, last = min(
                (self._least[max(0, number - size)] + price, index)
                for index, (size, price) in enumerate(zip(self._sizes, self._prices, strict=True))
            )
            self._least.append(least)
            self._last.append(last)


def cheapest(ways: Sequence[Way], sessions: int) -> Bought | None:
    """The least gross price for at least ``sessions`` sessions; None where there is no way."""
    return Shop(ways).buy(sessions)


def _times(amount: Fraction, scale: int) -> int:
    """``amount`` as a whole number of its ``scale``-th part."""
    return amount.numerator * (scale // amount.denominator)
