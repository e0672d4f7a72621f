"""The lines of a total, for one number of sessions and one end."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from tests.oracle import buying
from tests.oracle.buying import FREE, Priced, Spent, spent
from tests.oracle.counts import Bought, times
from tests.oracle.figures import Json, NoRateError, NotSettledError, Range, stated_days
from tests.oracle.what_if import BASE_LINES, WhatIf, country

MOST_COUNTS = 400
FEES = ("consultation", "patch-test", "add-on")


@dataclass(frozen=True)
class Lines:
    """The lines at one end, None where unknown. The rules do not settle those named ``open``."""

    n: int | None
    amounts: dict[str, Fraction | None]
    open: frozenset[str] = frozenset()

    def total(self, off: frozenset[str] = frozenset(), *, at_most: bool) -> Fraction | None:
        """An unknown end of what one buys leaves none; the missing low of another adds nothing."""
        counted = {key: amount for key, amount in self.amounts.items() if key not in off}
        if any(
            amount is None and (at_most or key in BASE_LINES) for key, amount in counted.items()
        ):
            return None
        return self.known(off)

    def known(self, off: frozenset[str] = frozenset()) -> Fraction:
        amounts = (amount for key, amount in self.amounts.items() if key not in off)
        return sum((amount for amount in amounts if amount is not None), Fraction(0))


@dataclass(frozen=True)
class ByCount:
    """The ends of the total for one number of sessions (None: any number)."""

    n: int | None
    lows: list[Lines]
    highs: list[Lines]


Parts: TypeAlias = dict[str, Spent]


class LineReckoner:
    def __init__(self, entry: Json, bought: Bought, what_if: WhatIf) -> None:
        self._entry = entry
        self._bought = bought
        self._what_if = what_if
        # Where nothing is on offer the total is unknown, whatever the fees are.
        # Nobody is taxed for an add-on that is not bought.
        fees: tuple[str, ...] = FEES if bought.offers else ()
        fees = tuple(per for per in fees if per != "add-on" or "add-on" not in what_if.off)
        self._fees = {per: fee for per in fees if (fee := _fee(entry, per, what_if)) is not None}
        self._lasts = stated_days(entry, "lasts") if bought.line == "sessions" else None
        self._interval = stated_days(entry, "interval")
        self._downtime = stated_days(entry, "downtime")
        self._has_sessions = entry["kind"] == "treatment"

    def by_count(self, n: int | None) -> ByCount:
        return ByCount(n, self.lows(n), self.highs(n))

    def lows(self, n: int | None) -> list[Lines]:
        return list(self._ends(n, at_most=False))

    def highs(self, n: int | None) -> list[Lines]:
        return list(self._ends(n, at_most=True))

    def rising_from(self, low: int) -> Iterator[ByCount]:
        """Every count up to where each line can only rise with more sessions."""
        for n in itertools.count(low):
            if n - low > MOST_COUNTS:
                raise NotSettledError("the sessions are open-ended")
            one = self.by_count(n)
            yield one
            if self._is_netted(n) and not self._may_shrink(n):
                return

    def _is_netted(self, n: int) -> bool:
        """Whether more sessions leave no less of any fee that counts towards the course."""
        course, more = (self.lows(count)[0].amounts[self._bought.line] for count in (n, n + 1))
        if self._bought.counts is not None or course is None or course == more == 0:
            return True
        fees = [fee.low.price for fee in self._fees.values() if fee.offer.get("redeemable")]
        return all(fee is None or course >= fee for fee in fees)

    def _may_shrink(self, n: int) -> bool:
        """Whether more sessions may leave less maintenance."""
        apart = self._interval is not None and self._interval.high != 0
        return bool(self._lasts and apart and self._maintenance(n, at_most=False))

    def _ends(self, n: int | None, *, at_most: bool) -> Iterator[Lines]:
        ways = self._bought.ways(n, at_most=at_most)
        kept: list[Spent] = [FREE]
        # Where nobody says how few sessions there are, there is one at least.
        fewest = n if at_most else n or 1
        unsettled: set[str] = set() if n else {"tax", "fx-fee"}
        if self._lasts is not None:
            count = None if n is None else self._maintenance(n, at_most=at_most)
            kept_ways = None if count is None else self._bought.ways(count, at_most=at_most)
            kept = [self._unknown] if kept_ways is None else kept_ways
            if n is None:
                unsettled |= {"maintenance", "tax", "fx-fee"}
        for course in [self._unknown] if ways is None else ways:
            for maintenance in kept:
                parts: Parts = {self._bought.line: course}
                if course.price is None:
                    unsettled.add("maintenance")
                if self._lasts is not None:
                    parts["maintenance"] = maintenance
                for per, fee in self._fees.items():
                    if per == "add-on":
                        each = fee.high if at_most else fee.low
                        parts[per] = each.times(fewest if self._has_sessions else 0)
                        continue
                    parts[per] = self._once(fee, course, at_most=at_most)
                    if course.price is None and fee.offer.get("redeemable"):
                        unsettled |= {per, "tax", "fx-fee"}
                yield self._lines(n, fewest, parts, unsettled, at_most=at_most)

    @property
    def _unknown(self) -> Spent:
        """A course of an unknown price, with no tax and no fee where none is ever added."""
        rates = {
            rate
            for priced in self._bought.offers
            for rate in self._what_if.tax_on(self._entry, priced.offer)
        }
        fees = {
            self._what_if.fee_on(priced.offer["price"]["currency"])
            for priced in self._bought.offers
        }
        return Spent(
            None,
            Fraction(0) if rates <= {Fraction(0)} else None,
            Fraction(0) if fees <= {Fraction(0)} else None,
        )

    def _lines(
        self, n: int | None, fewest: int | None, parts: Parts, unsettled: set[str], *, at_most: bool
    ) -> Lines:
        amounts = {key: part.price for key, part in parts.items()}
        amounts["tax"] = _sum([part.tax for part in parts.values()], at_most=at_most)
        amounts["fx-fee"] = _sum([part.fee for part in parts.values()], at_most=at_most)
        travel = self._travel(fewest, at_most=at_most)
        if travel is not None:
            (amounts["travel"],) = travel
        if self._what_if.time_off is not None:
            amounts["time-off"] = self._time_off(fewest, at_most=at_most)
        if any(part.price is None for part in parts.values()) and self._names_no_tax:
            unsettled = unsettled | {"tax", "fx-fee"}
        return Lines(n, amounts, frozenset(unsettled))

    @property
    def _names_no_tax(self) -> bool:
        """Whether a price comes without a tax of 0 per cent: of an unknown price, 0 or unknown."""
        offers = [*self._bought.offers, *self._fees.values()]
        return any(Fraction(one.offer.get("tax_rate") or 1) == 0 for one in offers)

    def _maintenance(self, n: int, *, at_most: bool) -> int | None:
        """How often; the longest intervals and effects in the low, the shortest in the high."""
        assert self._lasts is not None
        lasts = self._lasts.low if at_most else self._lasts.high
        interval = self._interval or Range(Fraction(0), Fraction(0))
        gap = interval.low if at_most else interval.high
        if gap is None and n > 1 and not at_most:
            return 0
        left = self._what_if.horizon - (n - 1) * (gap or 0)
        if left <= 0:
            return 0
        if lasts is None:
            return None if at_most else 0
        return math.floor(left / lasts)

    def _once(self, fee: Priced, course: Spent, *, at_most: bool) -> Spent:
        charged = fee.high if at_most else fee.low
        redeemable = fee.offer.get("redeemable")
        if redeemable is None and not at_most:
            return FREE
        if not redeemable or charged.price is None:
            return charged
        left = None if course.price is None else charged.price - min(charged.price, course.price)
        rates = self._what_if.tax_on(self._entry, fee.offer)
        return spent(
            left, rates[1 if at_most else 0], self._what_if.fee_on(fee.offer["price"]["currency"])
        )

    def _travel(self, n: int | None, *, at_most: bool) -> tuple[Fraction | None] | None:
        what_if = self._what_if
        there = country(self._entry)
        if what_if.travel is None or what_if.home is None or there == what_if.home:
            return None
        if there is None and not at_most:
            return (Fraction(0),)
        trip = what_if.converted(*what_if.travel)
        return (times(trip, n if what_if.trips is None else what_if.trips),)

    def _time_off(self, n: int | None, *, at_most: bool) -> Fraction | None:
        assert self._what_if.time_off is not None
        day = self._what_if.converted(*self._what_if.time_off)
        if self._downtime is None:
            return None if at_most else Fraction(0)
        away = times(self._downtime.high if at_most else self._downtime.low, n)
        return day * away if away is not None else None if day else day


def _fee(entry: Json, per: str, what_if: WhatIf) -> Priced | None:
    """Of several the newest, of equally new ones the cheapest; one on request is an unknown fee."""
    fees = [fee for newest in buying.newest_of_each_size(entry, per) for fee in newest]
    if not fees:
        return None
    priced = [fee for fee in fees if buying.is_priced(fee)] or fees[:1]
    try:
        offers = [buying.priced_offer(entry, fee, what_if) for fee in priced]
    except NoRateError:
        if per not in what_if.off:
            raise
        raise NotSettledError("the tax of a fee that is off and has no rate") from None
    return buying.cheapest(offers, what_if)


def _sum(amounts: list[Fraction | None], *, at_most: bool) -> Fraction | None:
    known = [amount for amount in amounts if amount is not None]
    return None if at_most and len(known) < len(amounts) else sum(known, Fraction(0))
