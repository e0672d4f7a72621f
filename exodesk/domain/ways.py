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

    Ways compete by ``gross``, the price with its tax; ``net`` is the price before tax. All in one
    currency.
    """

    offer: Offer
    size: int
    net: Fraction
    gross: Fraction


@dataclass(frozen=True, slots=True)
class Bought:
    net: Fraction
    purchases: tuple[Purchase, ...]


def cheapest(ways: Sequence[Way], sessions: int) -> Bought | None:
    """The least gross price for at least ``sessions`` sessions; None where there is no way."""
    if not ways:
        return None
    if len(ways) == 1:
        count = -(-sessions // ways[0].size)
        return _bought(ways, Counter({0: count}))
    scale = lcm(*(way.gross.denominator for way in ways))
    prices = [way.gross.numerator * (scale // way.gross.denominator) for way in ways]
    least = [0] * (sessions + 1)
    last = [0] * (sessions + 1)
    for number in range(1, sessions + 1):
        least[number], last[number] = min(
            (least[max(0, number - way.size)] + price, index)
            for index, (way, price) in enumerate(zip(ways, prices, strict=True))
        )
    counts: Counter[int] = Counter()
    left = sessions
    while left > 0:
        counts[last[left]] += 1
        left -= ways[last[left]].size
    return _bought(ways, counts)


def _bought(ways: Sequence[Way], counts: Counter[int]) -> Bought:
    return Bought(
        sum((ways[index].net * count for index, count in counts.items()), Fraction(0)),
        tuple(Purchase(ways[index].offer, count) for index, count in sorted(counts.items())),
    )
