"""The cheapest published way to get at least n sessions out of single and course offers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from exodesk.domain.entries import Offer


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
    purchases: tuple[Purchase, ...]


class Shop:
    """Sells sessions in ``ways``, each number of them for the least gross price."""

    def __init__(self, ways: Sequence[Way]) -> None:
        self._ways = ways
        scale = lcm(*(way.gross.denominator for way in ways))
        self._prices = [way.gross.numerator * (scale // way.gross.denominator) for way in ways]
        self._least = [0]
        self._last = [0]
        # With so many sessions to get, all beyond are bought in the way that costs least for each:
        # fewer than its size of any others can be worth while, since more could be replaced by it.
        self._bulk = min(
            range(len(ways)), key=lambda n: Fraction(self._prices[n], ways[n].size), default=0
        )
        size = ways[self._bulk].size if ways else 1
        self._enough = size + (size - 1) * max((way.size for way in ways), default=1)

    def buy(self, sessions: int) -> Bought | None:
        """At least ``sessions`` sessions; None where there is no way."""
        if not self._ways:
            return None
        counts: Counter[int] = Counter()
        left = sessions
        if left > self._enough:
            size = self._ways[self._bulk].size
            times = -(-(left - self._enough) // size)
            counts[self._bulk] = times
            left -= times * size
        if len(self._ways) == 1:
            counts[0] += -(-max(left, 0) // self._ways[0].size)
            left = 0
        self._reckon(left)
        while left > 0:
            counts[self._last[left]] += 1
            left -= self._ways[self._last[left]].size
        return Bought(
            sum((self._ways[way].net * count for way, count in counts.items()), Fraction(0)),
            tuple(
                Purchase(self._ways[way].offer, count)
                for way, count in sorted(counts.items())
                if count
            ),
        )

    def _reckon(self, sessions: int) -> None:
        for number in range(len(self._least), sessions + 1):
            least, last = min(
                (self._least[max(0, number - way.size)] + price, index)
                for index, (way, price) in enumerate(zip(self._ways, self._prices, strict=True))
            )
            self._least.append(least)
            self._last.append(last)


def cheapest(ways: Sequence[Way], sessions: int) -> Bought | None:
    """The least gross price for at least ``sessions`` sessions; None where there is no way."""
    return Shop(ways).buy(sessions)
