"""What a course costs over the horizon: exact bounds, the lines they are made of, and their trace.

A null bound stays null all the way; nothing is rounded here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from typing import Protocol

from exodesk.domain.assumptions import Assumptions, LineKey
from exodesk.domain.cost_flags import CostFlags
from exodesk.domain.cost_lines import FEE_KEYS, End, EndLines, Part, sum_of
from exodesk.domain.course_cost import (
    NOTHING,
    UNPRINTED,
    CostLine,
    Count,
    CourseCost,
    Flag,
    each_once,
)
from exodesk.domain.entries import Entry, Kind, Offer, Per, Stated
from exodesk.domain.money import UNKNOWN, Bounds, PriceState
from exodesk.domain.offer_choice import OfferChoice
from exodesk.domain.rates import RateTable
from exodesk.domain.total_ends import EndOfTotal, end_of_total, evenly

__all__ = [
    "NOTHING",
    "UNPRINTED",
    "CostLine",
    "Count",
    "CourseCost",
    "Flag",
    "cost_of",
    "ends_of",
    "totals_by_count",
    "ways_to_buy",
]


class Sourced(Protocol):
    @property
    def stated(self) -> Stated: ...


def cost_of(entry: Entry, assumptions: Assumptions, rates: RateTable) -> CourseCost:
    """The cost of ``entry`` under ``assumptions``; its state is NEEDS_RATE where a rate lacks."""
    return _Costing(entry, assumptions, rates).cost()


def totals_by_count(
    entry: Entry, assumptions: Assumptions, rates: RateTable, *, at_most: int | None = None
) -> tuple[Bounds, ...] | None:
    """The total for each whole number of sessions in the range, from the fewest on.

    One total where no sessions are counted. None where the range is open or there is no total.
    ``at_most`` so many, evenly from the fewest to the most, where there would be more.
    """
    return _Costing(entry, assumptions, rates).by_count(at_most)


def ways_to_buy(entry: Entry, assumptions: Assumptions, rates: RateTable) -> tuple[Offer, ...]:
    """The offers that count: of each kind and course size the newest, unless on request."""
    return _Costing(entry, assumptions, rates).ways_to_buy


def ends_of(
    entry: Entry, assumptions: Assumptions, rates: RateTable
) -> Mapping[End, EndOfTotal] | None:
    """What either end of the total is made of; None where there is no way to buy, or no rate."""
    return _Costing(entry, assumptions, rates).ends()


class _Costing:
    def __init__(self, entry: Entry, assumptions: Assumptions, rates: RateTable) -> None:
        self._entry = entry
        self._assumptions = assumptions
        self._rates = rates
        self._currency = assumptions.currency
        self._is_product = entry.kind is Kind.PRODUCT
        self._choice = OfferChoice(entry, assumptions, rates)
        self._chosen = chosen = self._choice.chosen()
        by_month = bool(chosen.buying) and not chosen.by_session
        self._sessions = None if self._is_product else self._session_count(by_month=by_month)
        self._ends = (
            {end: EndLines(entry, chosen, assumptions, rates, end) for end in End}
            if chosen.buying
            else {}
        )

    def cost(self) -> CourseCost:
        chosen, sessions = self._chosen, self._sessions
        currencies = self._currencies()
        lacking = self._lacks_rate(currencies)
        parts: dict[End, Sequence[Part]] = {}
        if chosen.buying and not lacking:
            parts = {end: self._parts_at(end) for end in End}
        lines = tuple(self._lines(parts)) if parts else ()
        total = self._total(parts) if parts else UNKNOWN
        packs = self._packs(lines) if lines and not chosen.by_session else None
        unit = self._unit_offer(chosen.buying)
        bought = each_once(offer for line in lines for offer in line.offers())
        bought = bought or each_once(chosen.buying)
        original_total, as_printed = self._original_total(total, lines, currencies)
        return CourseCost(
            entry=self._entry,
            currency=self._currency,
            state=PriceState.NEEDS_RATE if lacking else total.state,
            total=total,
            unit_price=UNKNOWN if unit is None else self._unit_price(unit, self._factor(unit)),
            unit_per=None if unit is None else unit.per,
            unstated_price=self._unstated_price(),
            sessions=sessions,
            packs=packs,
            pack_days=self._pack_days(),
            downtime=self._downtime(sessions),
            original_currency=self._original_currency(unit),
            original_total=original_total,
            as_printed=as_printed,
            original_unit_price=(UNKNOWN if unit is None else self._unit_price(unit, Fraction(1))),
            lines=lines,
            flags=CostFlags(
                self._entry, self._assumptions, chosen, lines, bought, self._left_out_offers(parts)
            ).flags(sessions, packs),
            counted=_kept_once(frozenset(currencies)),
            rates=self._rates.used(currencies, self._currency),
            inputs=tuple(self._inputs(lines, bought)),
        )

    def ends(self) -> Mapping[End, EndOfTotal] | None:
        if not self._chosen.buying or self._lacks_rate(self._currencies()):
            return None
        return {end: self._end_of_total(end) for end in End}

    def by_count(self, at_most: int | None = None) -> tuple[Bounds, ...] | None:
        if not self._chosen.buying or self._lacks_rate(self._currencies()):
            return None
        whole = self._total({end: self._parts_at(end) for end in End})
        if whole == UNKNOWN:
            return None
        sessions = self._sessions
        if sessions is not None and self._counts_sessions():
            fewest, most = sessions.low, sessions.high
        else:
            fewest = most = 1 if sessions is None else sessions.low or 1
        if fewest is None or most is None:
            # A total that is known all the same is the same for any number of them.
            return None if None in (whole.low, whole.high) else (whole,)
        return tuple(
            self._total({end: self._ends[end].parts(n) for end in End})
            for n in evenly(range(fewest, most + 1), at_most)
        )

    def _total(self, parts: Mapping[End, Sequence[Part]]) -> Bounds:
        left_out = self._assumptions.left_out
        return Bounds(*(sum_of(parts[end], end, left_out) for end in End))

    # Which offers count

    @property
    def ways_to_buy(self) -> tuple[Offer, ...]:
        return self._chosen.buying

    def _counted_offers(self) -> list[Offer]:
        """The ways to buy, and the fees and add-ons that are not left out."""
        counted = list(self._chosen.buying)
        counted.extend(
            fee for fee in self._chosen.fees if self._assumptions.counts(FEE_KEYS[fee.per])
        )
        if self._chosen.add_on is not None:
            counted.append(self._chosen.add_on)
        return counted

    def _currencies(self) -> set[str]:
        """The currencies of all that counts."""
        return {offer.price.currency for offer in self._counted_offers()} | self._extra_currencies()

    def _lacks_rate(self, currencies: set[str]) -> bool:
        return bool(self._chosen.buying) and any(
            self._rates.factor(code, self._currency) is None for code in currencies
        )

    def _extra_currencies(self) -> set[str]:
        """The currencies of travel and time off, where they count for this entry."""
        assumptions, found = self._assumptions, set()
        travel, time_off = assumptions.travel, assumptions.time_off
        if (
            travel is not None
            and assumptions.home not in (None, self._entry.country)
            and assumptions.counts(LineKey.TRAVEL)
        ):
            found.add(travel.currency)
        if time_off is not None and assumptions.counts(LineKey.TIME_OFF):
            found.add(time_off.currency)
        return found

    # How many sessions

    def _session_count(self, *, by_month: bool) -> Count | None:
        given = self._assumptions.assumed_sessions(self._entry)
        if given is not None:
            return Count(given.low, given.high, assumed=True)
        if (stated := self._entry.sessions) is not None:
            return Count(stated.low, stated.high, assumed=False)
        sizes = [
            offer.sessions
            for offer in self._entry.offers
            if offer.per is Per.COURSE and offer.sessions is not None
        ]
        if sizes:
            return Count(min(sizes), min(sizes), assumed=False)
        return None if by_month else Count(1, None, assumed=True)

    def _counts_sessions(self) -> bool:
        """Whether any line depends on the number of sessions."""
        if self._sessions is None:
            return False
        assumptions = self._assumptions
        return (
            self._chosen.by_session
            or self._chosen.add_on is not None
            or assumptions.time_off is not None
            or (assumptions.travel is not None and assumptions.trips is None)
        )

    # Lines

    def _parts_at(self, end: End) -> Sequence[Part]:
        return self._end_of_total(end).parts

    def _end_of_total(self, end: End) -> EndOfTotal:
        return end_of_total(self._ends[end], end, self._sessions, self._assumptions.left_out)

    def _lines(self, parts: dict[End, Sequence[Part]]) -> Iterator[CostLine]:
        lows = {part.key: part for part in parts[End.LOW]}
        highs = {part.key: part for part in parts[End.HIGH]}
        set_prices = {
            LineKey.TRAVEL: self._assumptions.travel,
            LineKey.TIME_OFF: self._assumptions.time_off,
        }
        for key in LineKey:
            low, high = lows.get(key), highs.get(key)
            if (low is None and high is None) or not self._assumptions.counts(key):
                continue
            low, high = low or Part(key, Fraction(0)), high or Part(key, Fraction(0))
            bounds = Bounds(low.amount, high.amount)
            yield CostLine(
                key, bounds, low.way, high.way, tuple(self._behind(key)), set_prices.get(key)
            )

    def _behind(self, key: LineKey) -> Iterator[Stated]:
        entry, assumptions = self._entry, self._assumptions
        figures: tuple[Sourced | None, ...] = ()
        match key:
            case LineKey.SESSIONS:
                figures = (self._stated_sessions(),)
            case LineKey.PACKS:
                own_use = entry.id in assumptions.use_of
                figures = (entry.pack, None if own_use else entry.use)
            case LineKey.MAINTENANCE:
                figures = (entry.lasts, entry.interval)
            case LineKey.ADD_ON:
                figures = (self._stated_sessions(),)
            case LineKey.TIME_OFF:
                figures = (entry.downtime, self._stated_sessions())
            case LineKey.TRAVEL if assumptions.trips is None:
                figures = (self._stated_sessions(),)
        for figure in figures:
            if figure is not None:
                yield figure.stated

    def _stated_sessions(self) -> Sourced | None:
        given = self._assumptions.assumed_sessions(self._entry) is not None
        return None if given else self._entry.sessions

    def _packs(self, lines: tuple[CostLine, ...]) -> Count:
        line = next((line for line in lines if line.key is LineKey.PACKS), None)
        exact = [self._ends[End.LOW].count_of(offer) for offer in self._chosen.buying]
        assumed = None in exact
        counts = [1 if count is None else count for count in exact]
        low, high = (line.low_way, line.high_way) if line else ((), ())
        if low and high:
            counts = [low[0].count, high[0].count]
        most = None if not high and assumed else max(counts)
        return Count(min(counts), most, assumed)

    # Other figures

    def _unit_offer(self, counting: Sequence[Offer]) -> Offer | None:
        rank = {Per.SESSION: 0, Per.PACK: 0, Per.COURSE: 1, Per.MONTH: 2}
        return min(counting, key=lambda offer: (rank[offer.per], offer.sessions or 0), default=None)

    @staticmethod
    def _unit_price(offer: Offer, factor: Fraction | None) -> Bounds:
        if factor is None:
            return UNKNOWN
        each = factor if offer.sessions is None else factor / offer.sessions
        return offer.price.bounds() if each == 1 else offer.price.bounds().times(each)

    def _unstated_price(self) -> Bounds:
        offers = self._choice.newest(Per.UNSTATED)
        return self._unit_price(offers[0], self._factor(offers[0])) if offers else UNKNOWN

    def _pack_days(self) -> Fraction | None:
        pack, use = self._entry.pack, self._assumptions.use(self._entry)
        ratio = None if pack is None or use is None else pack.amount.ratio_to(use.amount)
        return None if ratio is None or use is None else ratio * use.per_days

    def _downtime(self, sessions: Count | None) -> Bounds:
        downtime = self._entry.downtime
        if downtime is None:
            return UNKNOWN
        low, high = downtime.low_days, downtime.high_days
        fewest = 1 if sessions is None else sessions.low
        most = None if sessions is None else sessions.high
        return Bounds(
            Fraction(0) if low == 0 else _product(low, fewest),
            Fraction(0) if high == 0 else _product(high, most),
        )

    def _original_currency(self, unit: Offer | None) -> str | None:
        if unit is not None:
            currencies = {offer.price.currency for offer in self._chosen.buying}
            return next(iter(currencies)) if len(currencies) == 1 else unit.price.currency
        return self._entry.offers[0].price.currency if self._entry.offers else None

    def _original_total(
        self, total: Bounds, lines: tuple[CostLine, ...], currencies: set[str]
    ) -> tuple[Bounds, bool]:
        as_printed = all(line.key not in UNPRINTED or line.bounds == NOTHING for line in lines)
        if len(currencies) != 1 or not self._chosen.buying:
            return UNKNOWN, as_printed
        own = next(iter(currencies))
        if own == self._currency:
            return total, as_printed
        factor = self._rates.factor(own, self._currency)
        if factor is not None:
            return total.times(1 / factor), as_printed
        if self._assumptions.fx_fee and self._assumptions.home is None:
            return UNKNOWN, False  # what the bank charges hangs on the currency that lacks a rate
        # The same ways again, and what states how many sessions, in the currency they are in.
        chosen = self._chosen
        add_on = () if chosen.add_on is None else (chosen.add_on,)
        courses = (offer for offer in self._entry.offers if offer.per is Per.COURSE)
        on_request = (course for course in courses if course.price.on_request)
        offers = dict.fromkeys((*chosen.buying, *chosen.fees, *add_on, *on_request))
        same = replace(self._entry, offers=tuple(offers))
        found = cost_of(same, replace(self._assumptions, currency=own), self._rates)
        return found.total, found.as_printed

    def _left_out_offers(self, parts: Mapping[End, Sequence[Part]]) -> list[Offer]:
        """What is paid for in lines that are left out; their tax is not."""
        left_out = self._assumptions.left_out
        paid = (part for end in parts.values() for part in end if part.amount != 0)
        return [p.offer for part in paid if part.key in left_out for p in part.way]

    def _inputs(self, lines: tuple[CostLine, ...], bought: tuple[Offer, ...]) -> Iterator[Stated]:
        for offer in bought:
            yield offer.stated
        entry = self._entry
        own_use = entry.id in self._assumptions.use_of
        for figure in (
            self._stated_sessions(),
            entry.downtime,
            entry.pack,
            None if own_use else entry.use,
        ):
            if figure is not None:
                yield figure.stated
        for line in lines:
            if line.key is LineKey.MAINTENANCE:
                yield from line.inputs

    # Rates

    def _factor(self, offer: Offer) -> Fraction | None:
        return self._rates.factor(offer.price.currency, self._currency)


@cache
def _kept_once(currencies: frozenset[str]) -> frozenset[str]:
    """Equal sets as one object: there are few, and every cost holds one."""
    return currencies


def _product(days: Fraction | None, count: int | None) -> Fraction | None:
    return None if days is None or count is None else days * count
