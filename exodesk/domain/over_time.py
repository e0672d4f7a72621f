"""When the payments of a total fall due: what has been paid by each month of the horizon.

The two ends are the two ways of the total: the low one with the longest times between, the high one
with the shortest. Between them they may cross, where one pays up front and the other as it goes;
the lower of the two is then the low.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from exodesk.domain.assumptions import Assumptions, LineKey
from exodesk.domain.cost_lines import End, Part, sum_of
from exodesk.domain.costing import ends_of
from exodesk.domain.entries import DurationRange, Entry, Offer, Per
from exodesk.domain.money import UNKNOWN, Bounds
from exodesk.domain.rates import RateTable
from exodesk.domain.tax import tax_of
from exodesk.domain.total_ends import EndOfTotal
from exodesk.domain.units import DAYS_IN
from exodesk.domain.ways import Purchase

_START = Fraction(0)
_NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class OverTime:
    """``points`` are days since the start and all that is paid by then, month by month.

    The last is the horizon and holds the whole total. ``at_start`` tells that several sessions
    stand at the start because nobody states the time between them.
    """

    points: tuple[tuple[Fraction, Bounds], ...]
    at_start: bool = False


def cost_over_time(entry: Entry, assumptions: Assumptions, rates: RateTable) -> OverTime:
    """An end of the total that is unknown is so at every point."""
    days = _months(assumptions.horizon_days)
    ends = ends_of(entry, assumptions, rates)
    if ends is None:
        return OverTime(tuple((day, UNKNOWN) for day in days))
    paid: dict[End, list[Fraction] | None] = dict.fromkeys(End)
    for end in End:
        if sum_of(ends[end].parts, end, assumptions.left_out) is not None:
            payments = _Payments(entry, assumptions, rates, end, ends[end])
            paid[end] = _summed(payments.all(), days)
    points = zip(days, _bounds(paid, len(days)), strict=True)
    return OverTime(tuple(points), _stands_at_start(entry, ends))


def _months(horizon: Fraction) -> list[Fraction]:
    month = DAYS_IN["month"]
    days = [month * number for number in range(int(horizon / month) + 1)]
    return days if days[-1] == horizon else [*days, horizon]


def _summed(payments: Iterator[tuple[Fraction, Fraction]], days: list[Fraction]) -> list[Fraction]:
    """All that is paid by each day. What falls due later counts at the last one."""
    due = sorted(payments)
    sums, paid, number = [], _NOTHING, 0
    for day in days[:-1]:
        while number < len(due) and due[number][0] <= day:
            paid += due[number][1]
            number += 1
        sums.append(paid)
    return [*sums, sum((amount for _day, amount in due[number:]), paid)]


def _bounds(paid: Mapping[End, list[Fraction] | None], count: int) -> Iterator[Bounds]:
    lows, highs = paid[End.LOW], paid[End.HIGH]
    # Without the line of the course what is left of a total may itself be above its high.
    turned = lows is not None and highs is not None and lows[-1] > highs[-1]
    for number in range(count):
        low = None if lows is None else lows[number]
        high = None if highs is None else highs[number]
        if low is not None and high is not None and low > high and not turned:
            low, high = high, low
        yield Bounds(low, high)


def _stands_at_start(entry: Entry, ends: Mapping[End, EndOfTotal]) -> bool:
    """Whether more than one session stands at the start for want of an interval."""
    interval = entry.interval
    if interval is not None and (interval.low, interval.high) != (None, None):
        return False
    return any(
        (end.sessions or 1) > 1 and any(part.key is LineKey.SESSIONS for part in end.parts)
        for end in ends.values()
    )


def _gap(interval: DurationRange | None, end: End) -> Fraction:
    """Days between sessions, the longest for the low end; 0 where none is stated."""
    if interval is None:
        return _START
    if end is End.HIGH:
        return interval.low_days or _START
    return interval.high_days or interval.low_days or _START


class _Payments:
    """Follows the lines of one end of a total through the horizon."""

    def __init__(
        self,
        entry: Entry,
        assumptions: Assumptions,
        rates: RateTable,
        end: End,
        made_of: EndOfTotal,
    ) -> None:
        self._entry = entry
        self._assumptions = assumptions
        self._rates = rates
        self._end = end
        self._parts = made_of.parts
        self._sessions = made_of.sessions or 1
        self._gap = _gap(entry.interval, end)

    def all(self) -> Iterator[tuple[Fraction, Fraction]]:
        """Day and amount of every payment, in no order."""
        counts = self._assumptions.counts
        for part in self._parts:
            if not part.amount:
                continue
            for day, amount, offer in self._payments(part):
                if counts(part.key):
                    yield day, amount
                # Tax and exchange fee are those of every line, whether it is summed or not.
                tax = amount * self._tax(offer)
                if tax and counts(LineKey.TAX):
                    yield day, tax
                if counts(LineKey.FX_FEE) and (fee := self._fx_fee(offer)):
                    yield day, (amount + tax) * fee

    def _payments(self, part: Part) -> Iterator[tuple[Fraction, Fraction, Offer | None]]:
        match part.key:
            case LineKey.SESSIONS:
                yield from self._prepaid(part, self._session_day)
            case LineKey.MAINTENANCE:
                yield from self._prepaid(part, self._upkeep_day)
            case LineKey.PACKS:
                yield from self._spread(part, self._pack_day)
            case LineKey.ADD_ON:
                yield from self._spread(part, self._session_day)
            case LineKey.CONSULTATION | LineKey.PATCH_TEST:
                yield from self._spread(part, lambda _number: _START)
            case LineKey.TRAVEL:
                yield from self._shared(part, self._trips(), self._trip_day)
            case LineKey.TIME_OFF:
                yield from self._shared(part, self._sessions, self._session_day)
            case LineKey.TAX | LineKey.FX_FEE:
                pass  # paid with what they are on

    def _prepaid(
        self, part: Part, day_of: Callable[[int], Fraction]
    ) -> Iterator[tuple[Fraction, Fraction, Offer]]:
        """Each course at the first of its sessions; the large ones are used first."""
        session = 0
        for purchase in sorted(part.way, key=lambda p: p.offer.sessions or 1, reverse=True):
            for _time in range(purchase.count):
                yield day_of(session), self._price(part, purchase), purchase.offer
                session += purchase.offer.sessions or 1

    def _spread(
        self, part: Part, day_of: Callable[[int], Fraction]
    ) -> Iterator[tuple[Fraction, Fraction, Offer]]:
        for purchase in part.way:
            for number in range(purchase.count):
                yield day_of(number), self._price(part, purchase), purchase.offer

    def _shared(
        self, part: Part, count: int, day_of: Callable[[int], Fraction]
    ) -> Iterator[tuple[Fraction, Fraction, None]]:
        amount = (part.amount or _NOTHING) / count
        for number in range(count):
            yield day_of(number), amount, None

    def _price(self, part: Part, purchase: Purchase) -> Fraction:
        """What buying once costs; of a fee that is partly taken off, what remains."""
        if len(part.way) == 1:
            return (part.amount or _NOTHING) / purchase.count
        price = purchase.offer.price
        factor = self._rates.factor(price.currency, self._assumptions.currency)
        return (self._end.of(price.bounds()) or _NOTHING) * (factor or 0)

    # When

    def _session_day(self, number: int) -> Fraction:
        return self._gap * min(number, self._sessions - 1)

    def _upkeep_day(self, number: int) -> Fraction:
        lasts = self._entry.lasts
        assert lasts is not None
        days = lasts.high_days if self._end is End.LOW else lasts.low_days
        return self._gap * (self._sessions - 1) + (days or _START) * (number + 1)

    def _pack_day(self, number: int) -> Fraction:
        part = next(part for part in self._parts if part.key is LineKey.PACKS)
        offer = part.way[0].offer
        if offer.per is Per.MONTH:
            return offer.every.days * number
        pack, use = self._entry.pack, self._assumptions.use(self._entry)
        ratio = None if pack is None or use is None else use.amount.ratio_to(pack.amount)
        return _START if use is None or not ratio else number * use.per_days / ratio

    def _trips(self) -> int:
        return self._sessions if self._assumptions.trips is None else self._assumptions.trips

    def _trip_day(self, number: int) -> Fraction:
        """Trips are as far apart as the sessions allow; more than those all go to the last."""
        return self._session_day(number * max(self._sessions, self._trips()) // self._trips())

    # Tax and exchange fee

    def _tax(self, offer: Offer | None) -> Fraction:
        if offer is None:
            return _NOTHING
        return self._end.of(tax_of(offer, self._entry, self._assumptions.unknown_tax)) or _NOTHING

    def _fx_fee(self, offer: Offer | None) -> Fraction:
        if offer is None or offer.price.currency == self._assumptions.own_currency:
            return _NOTHING
        return self._assumptions.fx_fee / 100
