"""Which offers count, and the cheapest published way of buying so many sessions or packs."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from tests.oracle.figures import Count, Json, Range, days, days_in, measure
from tests.oracle.what_if import WhatIf

_MOST_COMBINATIONS = 3000


class Spent(NamedTuple):
    """What one end of a purchase comes to: the price, its tax, the exchange fee on both."""

    price: Fraction | None
    tax: Fraction | None
    fee: Fraction | None

    def times(self, count: int | None) -> Spent:
        """Unknown where the count is; no tax and no fee stay none, however often."""
        if count is None:
            return Spent(None, *(_product(part, None) for part in self[1:]))
        return Spent(*(_product(part, Fraction(count)) for part in self))

    @property
    def known(self) -> Fraction:
        """All of it that is known."""
        return sum((part for part in self if part is not None), Fraction(0))

    @property
    def whole(self) -> Fraction | None:
        """All of it, where all is known."""
        return None if None in self else self.known


FREE = Spent(Fraction(0), Fraction(0), Fraction(0))


@dataclass(frozen=True)
class Priced:
    """An offer with what it takes to buy it once, at the low and at the high price."""

    offer: Json
    size: int
    price: Range
    low: Spent
    high: Spent

    def rank(self, times: int = 1) -> tuple[Fraction | float, Fraction | float]:
        """What is paid at the low price, then at the high; the unknown is never the cheapest."""
        low, high = (
            math.inf if end.whole is None else end.whole * times for end in (self.low, self.high)
        )
        return low, high


def spent(price: Fraction | None, tax: Fraction | None, fee: Fraction) -> Spent:
    """``tax`` and ``fee`` are parts of the price, the fee of the tax too. Of nothing any part is
    nothing, and no part of an unknown price is."""
    taxed = _product(price, tax)
    return Spent(price, taxed, _product(_added(price, taxed), fee))


def counting(entry: Json, per: str, what_if: WhatIf) -> list[Priced]:
    """One offer of each size; none of those whose price is on request."""
    counted = []
    for newest in newest_of_each_size(entry, per):
        priced = [priced_offer(entry, o, what_if) for o in newest if is_priced(o)]
        if priced:
            counted.append(cheapest(priced, what_if))
    return counted


def newest_of_each_size(entry: Json, per: str) -> list[list[Json]]:
    groups: dict[int, list[Json]] = {}
    for offer in entry.get("offers", []):
        if offer["per"] == per:
            groups.setdefault(_size(offer), []).append(offer)
    newest = []
    for offers in groups.values():
        day = max(_date(offer) for offer in offers)
        newest.append([offer for offer in offers if _date(offer) == day])
    return newest


def cheapest(offers: Sequence[Priced], what_if: WhatIf) -> Priced:
    def rank(priced: Priced) -> tuple[Fraction | float, Fraction | float]:
        monthly = priced.offer["per"] == "month"
        return priced.rank(payment_count(priced.offer, what_if.horizon) if monthly else 1)

    return min(offers, key=rank)


def is_priced(offer: Json) -> bool:
    return offer["price"]["low"] is not None or offer["price"]["high"] is not None


def priced_offer(entry: Json, offer: Json, what_if: WhatIf) -> Priced:
    printed = offer["price"]
    what_if.converted(Fraction(0), printed["currency"])  # the rate lacks, of an unknown price too
    price = Range(
        *(
            None
            if printed[end] is None
            else what_if.converted(Fraction(printed[end]), printed["currency"])
            for end in ("low", "high")
        )
    )
    at_least, at_most = what_if.tax_on(entry, offer)
    fee = what_if.fee_on(printed["currency"])
    return Priced(
        offer,
        _size(offer),
        price,
        spent(price.low, at_least, fee),
        spent(price.high, at_most, fee),
    )


def lowest_ways(offers: Sequence[Priced], n: int) -> list[Spent] | None:
    """The cheapest way of at least ``n`` sessions by the lows, more than one where they tie; None
    where there is none or a low is not known."""
    if n == 0:
        return [FREE]
    lows = [(offer.size, offer.low) for offer in offers if offer.low.price is not None]
    if not offers or len(lows) < len(offers):
        return None
    return _cheapest_ways(lows, n)


def highest_ways(offers: Sequence[Priced], n: int) -> list[Spent] | None:
    """The cheapest way whose highs are known; where the tax of each is not, that of the prices."""
    if n == 0:
        return [FREE]
    highs = [(offer.size, offer.high) for offer in offers if offer.high.price is not None]
    whole = [(size, high) for size, high in highs if high.whole is not None]
    return _cheapest_ways(whole or highs, n) if highs else None


def once(offers: Sequence[tuple[Priced, Count]]) -> tuple[list[Spent] | None, list[Spent] | None]:
    """The cheapest of packs and payments by their lows, and by their highs."""
    lows = [offer.low.times(count.low) for offer, count in offers]
    highs = [offer.high.times(count.high) for offer, count in offers]
    highs = [high for high in highs if high.price is not None]
    whole = [high for high in highs if high.whole is not None]
    known = [low for low in lows if low.price is not None]
    return (
        _least(known) if known and len(known) == len(lows) else None,
        _least(whole or highs) if highs else None,
    )


def pack_count(entry: Json, horizon: Fraction) -> Count:
    pack, use = entry.get("pack"), entry.get("use")
    if pack is not None and use is not None:
        held_of, held = measure(pack["amount"])
        used_of, used = measure(use["amount"])
        if held_of == used_of:
            packs = math.ceil(used * (horizon / days_in(use["per"])) / held)
            return Count(packs, packs, assumed=False)
    return Count(1, None, assumed=True)


def payment_count(offer: Json, horizon: Fraction) -> int:
    payments = math.ceil(horizon / days(offer.get("every") or "1 month"))
    times = offer.get("times")
    return payments if times is None else min(payments, times)


def tried(prices: Sequence[tuple[int, Spent]], n: int) -> list[Spent]:
    """Every combination is tried."""
    counts = [range(math.ceil(n / size) + 1) for size, _spent in prices]
    return _least(
        _sum(price.times(times) for times, (_size, price) in zip(way, prices, strict=True))
        for way in itertools.product(*counts)
        if sum(times * size for times, (size, _price) in zip(way, prices, strict=True)) >= n
    )


def built_up(prices: Sequence[tuple[int, Spent]], n: int) -> list[Spent]:
    """From the cheapest ways of fewer sessions, where there are too many combinations."""
    ways: list[list[Spent]] = [[FREE]]
    for count in range(1, n + 1):
        ways.append(
            _least(
                _sum((before, price))
                for size, price in prices
                for before in ways[max(0, count - size)]
            )
        )
    return ways[n]


def _cheapest_ways(prices: Sequence[tuple[int, Spent]], n: int) -> list[Spent]:
    combinations = math.prod(math.ceil(n / size) + 1 for size, _spent in prices)
    return (tried if combinations <= _MOST_COMBINATIONS else built_up)(prices, n)


def _least(ways: Iterable[Spent]) -> list[Spent]:
    ways = list(ways)
    least = min(way.known for way in ways)
    return list(dict.fromkeys(way for way in ways if way.known == least))


def _sum(parts: Iterable[Spent]) -> Spent:
    total = FREE
    for part in parts:
        total = Spent(*map(_added, total, part))
    return total


def _added(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one + other


def _product(part: Fraction | None, times: Fraction | None) -> Fraction | None:
    """Nothing stays nothing, however often."""
    if 0 in (part, times):
        return Fraction(0)
    return None if part is None or times is None else part * times


def _size(offer: Json) -> int:
    return int(offer.get("sessions") or 1) if offer["per"] == "course" else 1


def _date(offer: Json) -> str:
    return offer.get("date") or ""
