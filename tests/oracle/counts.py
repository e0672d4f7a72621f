"""How many sessions, and what is bought for them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from tests.oracle import buying
from tests.oracle.buying import Priced, Spent
from tests.oracle.figures import NOTHING, Count, Json, Range, stated_days
from tests.oracle.what_if import WhatIf


def session_count(entry: Json, given: tuple[int, int] | None) -> Count:
    """What the user gave; what is stated; the smallest course on offer; else one as a floor."""
    if given is not None:
        return Count(*given, assumed=True)
    stated = entry.get("sessions")
    if stated is not None and (stated["low"], stated["high"]) != (None, None):
        return Count(stated["low"], stated["high"], assumed=False)
    sizes = [offer["sessions"] for offer in entry.get("offers", []) if offer["per"] == "course"]
    if sizes:
        return Count(min(sizes), min(sizes), assumed=False)
    return Count(1, None, assumed=True)


def downtime(entry: Json, n: Count) -> Range:
    """Over the course."""
    stated = stated_days(entry, "downtime") or NOTHING
    return Range(times(stated.low, n.low), times(stated.high, n.high))


def times(amount: Fraction | None, count: int | None) -> Fraction | None:
    """Nothing stays nothing, however often; else it is unknown where the count is."""
    if amount is None or (count is None and amount != 0):
        return None
    return amount * (count or 0)


@dataclass(frozen=True)
class Bought:
    """The offers that count, each with how many of it; None: as many as there are sessions."""

    line: str
    offers: list[Priced]
    counts: list[Count] | None

    def ways(self, n: int | None, *, at_most: bool) -> list[Spent] | None:
        if self.counts is not None:
            pairs = list(zip(self.offers, self.counts, strict=True))
            return buying.once(pairs)[1 if at_most else 0]
        if n is None:
            return None
        way = buying.highest_ways if at_most else buying.lowest_ways
        return way(self.offers, n)

    @property
    def unit_price(self) -> Range:
        if not self.offers:
            return NOTHING
        first = self.offers[0]
        if self.line == "sessions":
            first = min(self.offers, key=lambda one: (one.offer["per"] != "session", one.size))
        return Range(*(None if end is None else end / first.size for end in first.price))


def is_monthly(entry: Json) -> bool:
    """A treatment that is paid by the month and in no other way."""
    priced = {
        per
        for per in ("session", "course", "month")
        for newest in buying.newest_of_each_size(entry, per)
        if any(map(buying.is_priced, newest))
    }
    return entry["kind"] == "treatment" and priced == {"month"}


def bought(entry: Json, what_if: WhatIf) -> tuple[Bought, Count | None]:
    """With the number of packs or payments, where only packs or only payments are on offer."""
    if entry["kind"] == "treatment" and not is_monthly(entry):
        singles = buying.counting(entry, "session", what_if)
        return Bought("sessions", singles + buying.counting(entry, "course", what_if), None), None
    offers = buying.counting(entry, "month", what_if)
    if entry["kind"] == "product":
        offers = buying.counting(entry, "pack", what_if) + offers
    counts = []
    for priced in offers:
        if priced.offer["per"] == "pack":
            counts.append(buying.pack_count(entry, what_if.horizon))
        else:
            payments = buying.payment_count(priced.offer, what_if.horizon)
            counts.append(Count(payments, payments, assumed=False))
    return Bought("packs", offers, counts), counts[0] if len(counts) == 1 else None
