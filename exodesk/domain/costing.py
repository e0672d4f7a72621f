"""What a course costs over the horizon: exact bounds, the lines they are made of, and their trace.

A null bound stays null all the way; nothing is rounded here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction
from math import ceil

from exodesk.domain.assumptions import Assumptions, LineKey
from exodesk.domain.dates import order_key
from exodesk.domain.entries import Entry, Kind, Offer, Per, Stated, Tax
from exodesk.domain.money import UNKNOWN, Bounds, PriceState, total_of
from exodesk.domain.rates import Rate, RateTable
from exodesk.domain.ways import Purchase, Way, cheapest

# The standard rates that an offer without a rate of its own is taxed at, in per cent:
# United Kingdom VAT (gov.uk/vat-rates) and India GST on services; treatments only.
STANDARD_TAX = {"GB": Fraction(20), "IN": Fraction(18)}


class Flag(Enum):
    """What a reader of a total must know about it."""

    TAX_UNKNOWN = "tax-unknown"
    TAX_NOT_COUNTED = "tax-not-counted"
    FEE_NOT_COUNTED = "fee-not-counted"
    LASTS_UNKNOWN = "lasts-unknown"
    MAINTENANCE_NOT_COUNTED = "maintenance-not-counted"
    FEE_UNKNOWN = "fee-unknown"
    ADD_ON_UNKNOWN = "add-on-unknown"
    REDEEMABLE_UNKNOWN = "redeemable-unknown"
    TAX_RATE_UNKNOWN = "tax-rate-unknown"
    TAX_RATE_ASSUMED = "tax-rate-assumed"
    MAINTENANCE_UNKNOWN = "maintenance-unknown"
    COUNTRY_UNKNOWN = "country-unknown"
    TRIPS_UNKNOWN = "trips-unknown"
    DOWNTIME_UNKNOWN = "downtime-unknown"
    SESSIONS_ASSUMED = "sessions-assumed"
    SESSIONS_UNKNOWN = "sessions-unknown"
    PACKS_UNKNOWN = "packs-unknown"


@dataclass(frozen=True, slots=True)
class Count:
    """A number of sessions or packs; ``assumed`` where no source states it."""

    low: int | None
    high: int | None
    assumed: bool


@dataclass(frozen=True, slots=True)
class CostLine:
    """One part of a total, before rounding, with what is bought at either end."""

    key: LineKey
    bounds: Bounds
    low_way: tuple[Purchase, ...] = ()
    high_way: tuple[Purchase, ...] = ()

    def offers(self) -> tuple[Offer, ...]:
        """The offers behind the line, each once."""
        return tuple(dict.fromkeys(p.offer for p in (*self.low_way, *self.high_way)))


@dataclass(frozen=True, slots=True)
class CourseCost:
    """The cost of one entry in ``currency``. ``downtime`` is in days over the whole course.

    ``original_currency`` is that of the offers that count; ``original_total`` is the total in it,
    UNKNOWN where they are in several currencies. ``unstated_price`` is a price whose source does
    not say for what: shown and filtered by, never in a total.
    """

    entry: Entry
    currency: str
    state: PriceState
    total: Bounds
    unit_price: Bounds
    unit_per: Per | None
    unstated_price: Bounds
    sessions: Count | None
    packs: Count | None
    downtime: Bounds
    original_currency: str | None
    original_total: Bounds
    original_unit_price: Bounds
    lines: tuple[CostLine, ...]
    flags: tuple[Flag, ...]
    rates: tuple[Rate, ...]
    inputs: tuple[Stated, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources behind the figures, each once."""
        return tuple(dict.fromkeys(s.source for s in self.inputs if s.source is not None))

    @property
    def oldest_date(self) -> str | None:
        """The date of the oldest price in the total; None where one is undated."""
        dates = [order_key(offer.stated.date) for line in self.lines for offer in line.offers()]
        return min(dates, default="") or None


def cost_of(entry: Entry, assumptions: Assumptions, rates: RateTable) -> CourseCost:
    """The cost of ``entry`` under ``assumptions``; its state is NEEDS_RATE where a rate lacks."""
    return _Costing(entry, assumptions, rates).cost()


class _Costing:
    def __init__(self, entry: Entry, assumptions: Assumptions, rates: RateTable) -> None:
        self._entry = entry
        self._assumptions = assumptions
        self._rates = rates
        self._currency = assumptions.currency
        self._is_product = entry.kind is Kind.PRODUCT

    def cost(self) -> CourseCost:
        counting = self._counting_offers()
        by_month = any(offer.per is Per.MONTH for offer in counting) and not self._is_product
        sessions = None if self._is_product else self._session_count(by_month=by_month)
        packs: Count | None = None
        lines: tuple[CostLine, ...] = ()
        lacking = any(self._factor(offer) is None for offer in counting)
        if counting and not lacking:
            if self._is_product or by_month:
                line, packs = self._packs_line(counting)
            else:
                assert sessions is not None
                line = self._sessions_line(counting, sessions)
            lines = (line,)
        total = total_of(line.bounds for line in lines) if lines else UNKNOWN
        unit = self._unit_offer(counting)
        currencies = {offer.price.currency for offer in counting}
        original = self._original_currency(unit, currencies)
        bought = [offer for line in lines for offer in line.offers()] or list(counting)
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
            downtime=self._downtime(sessions),
            original_currency=original,
            original_total=self._original_total(counting, total, currencies),
            original_unit_price=(UNKNOWN if unit is None else self._unit_price(unit, Fraction(1))),
            lines=lines,
            flags=tuple(self._flags(bought, sessions, packs, by_month=by_month)),
            rates=tuple(self._used_rates(currencies)),
            inputs=tuple(self._inputs(bought)),
        )

    # Which offers count

    def _counting_offers(self) -> tuple[Offer, ...]:
        """The ways to buy: of each kind and course size the newest offer, unless on request."""
        if self._is_product:
            return self._newest(Per.PACK, Per.MONTH)
        return self._newest(Per.SESSION, Per.COURSE) or self._newest(Per.MONTH)

    def _newest(self, *wanted: Per) -> tuple[Offer, ...]:
        groups: dict[tuple[Per, int | None], list[Offer]] = {}
        for offer in self._entry.offers:
            if offer.per in wanted:
                groups.setdefault((offer.per, offer.sessions), []).append(offer)
        chosen = []
        for offers in groups.values():
            newest = max(order_key(offer.stated.date) for offer in offers)
            equals = [offer for offer in offers if order_key(offer.stated.date) == newest]
            offer = equals[0] if len(equals) == 1 else min(equals, key=self._cheapness)
            if not offer.price.on_request:
                chosen.append(offer)
        return tuple(chosen)

    def _cheapness(self, offer: Offer) -> tuple[bool, bool, bool, Fraction, bool, Fraction]:
        """Orders equally new offers: priced before on request, then by low, then by high.

        One that lacks a rate comes before those that have one, so that the whole needs a rate:
        which of them is the cheapest cannot be told.
        """
        factor = self._factor(offer)
        times = self._payments(offer) if offer.per is Per.MONTH else 1
        bounds = offer.price.bounds().times((factor or Fraction(1)) * times * self._taxed(offer))
        return (
            offer.price.on_request,
            factor is not None,
            bounds.low is None,
            bounds.low or Fraction(0),
            bounds.high is None,
            bounds.high or Fraction(0),
        )

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

    # Lines

    def _sessions_line(self, offers: tuple[Offer, ...], sessions: Count) -> CostLine:
        # At least n sessions never cost less than n - 1 do, so the ends of n give the ends.
        low_way = high_way = None
        lows = self._ways(offers, lambda bounds: bounds.low)
        if sessions.low is not None and len(lows) == len(offers):
            low_way = cheapest(lows, sessions.low)
        if sessions.high is not None:
            high_way = cheapest(self._ways(offers, lambda bounds: bounds.high), sessions.high)
        return CostLine(
            LineKey.SESSIONS,
            Bounds(low_way.net if low_way else None, high_way.net if high_way else None),
            low_way.purchases if low_way else (),
            high_way.purchases if high_way else (),
        )

    def _ways(self, offers: Iterable[Offer], end: Callable[[Bounds], Fraction | None]) -> list[Way]:
        ways = []
        for offer in offers:
            price = end(offer.price.bounds())
            if price is not None:
                net = price * (self._factor(offer) or 0)
                ways.append(Way(offer, offer.sessions or 1, net, net * self._taxed(offer)))
        return ways

    def _packs_line(self, offers: tuple[Offer, ...]) -> tuple[CostLine, Count]:
        lows: list[tuple[Fraction, Fraction, Purchase]] = []
        highs: list[tuple[Fraction, Fraction, Purchase]] = []
        counts: list[int] = []
        assumed = False
        for offer in offers:
            exact = self._payments(offer) if offer.per is Per.MONTH else self._whole_packs()
            assumed = assumed or exact is None
            count = 1 if exact is None else exact
            counts.append(count)
            price = offer.price.bounds().times(count * (self._factor(offer) or 0))
            tax = self._taxed(offer)
            if price.low is not None:
                lows.append((price.low * tax, price.low, Purchase(offer, count)))
            if price.high is not None and exact is not None:
                highs.append((price.high * tax, price.high, Purchase(offer, count)))
        low = min(lows, key=lambda way: way[0]) if len(lows) == len(offers) else None
        high = min(highs, key=lambda way: way[0]) if highs else None
        line = CostLine(
            LineKey.PACKS,
            Bounds(low and low[1], high and high[1]),
            (low[2],) if low else (),
            (high[2],) if high else (),
        )
        if low is not None and high is not None:
            counts = [low[2].count, high[2].count]
        most = None if high is None and assumed else max(counts)
        return line, Count(min(counts), most, assumed)

    def _payments(self, offer: Offer) -> int:
        payments = ceil(self._assumptions.horizon_days / offer.every.days)
        return payments if offer.times is None else min(payments, offer.times)

    def _whole_packs(self) -> int | None:
        """Packs used up over the horizon; None where pack or use is unknown or in other units."""
        pack, use = self._entry.pack, self._entry.use
        if pack is None or use is None:
            return None
        ratio = use.amount.ratio_to(pack.amount)
        if ratio is None:
            return None
        return ceil(ratio * self._assumptions.horizon_days / use.per_days)

    # Other figures

    def _unit_offer(self, counting: tuple[Offer, ...]) -> Offer | None:
        rank = {Per.SESSION: 0, Per.PACK: 0, Per.COURSE: 1, Per.MONTH: 2}
        return min(counting, key=lambda offer: (rank[offer.per], offer.sessions or 0), default=None)

    @staticmethod
    def _unit_price(offer: Offer, factor: Fraction | None) -> Bounds:
        if factor is None:
            return UNKNOWN
        return offer.price.bounds().times(factor / (offer.sessions or 1))

    def _unstated_price(self) -> Bounds:
        offers = self._newest(Per.UNSTATED)
        return self._unit_price(offers[0], self._factor(offers[0])) if offers else UNKNOWN

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

    def _original_currency(self, unit: Offer | None, currencies: set[str]) -> str | None:
        if unit is not None:
            return next(iter(currencies)) if len(currencies) == 1 else unit.price.currency
        return self._entry.offers[0].price.currency if self._entry.offers else None

    def _original_total(
        self, counting: tuple[Offer, ...], total: Bounds, currencies: set[str]
    ) -> Bounds:
        if len(currencies) != 1:
            return UNKNOWN
        factor = self._factor(counting[0])
        if factor is not None:
            return total.times(1 / factor)
        # The same ways again, and what states how many sessions, in the currency they are in.
        on_request = (offer for offer in self._entry.offers if offer.price.on_request)
        same = replace(self._entry, offers=(*counting, *on_request))
        own = replace(self._assumptions, currency=counting[0].price.currency)
        return cost_of(same, own, self._rates).total

    def _flags(
        self,
        bought: list[Offer],
        sessions: Count | None,
        packs: Count | None,
        *,
        by_month: bool,
    ) -> Iterator[Flag]:
        if any(offer.tax is Tax.UNKNOWN for offer in bought):
            yield Flag.TAX_UNKNOWN
        if any(offer.tax is Tax.EXCLUDED for offer in bought):
            yield Flag.TAX_NOT_COUNTED
        if any(
            offer.per in (Per.CONSULTATION, Per.PATCH_TEST) and offer.price.high != 0
            for offer in self._entry.offers
        ):
            yield Flag.FEE_NOT_COUNTED
        if not self._is_product and not by_month:
            stated = self._entry.lasts is not None
            yield Flag.MAINTENANCE_NOT_COUNTED if stated else Flag.LASTS_UNKNOWN
        if sessions is not None and sessions.assumed:
            given = self._assumptions.assumed_sessions(self._entry) is not None
            yield Flag.SESSIONS_ASSUMED if given else Flag.SESSIONS_UNKNOWN
        if packs is not None and packs.assumed:
            yield Flag.PACKS_UNKNOWN

    def _inputs(self, bought: list[Offer]) -> Iterator[Stated]:
        for offer in bought:
            yield offer.stated
        entry = self._entry
        if entry.sessions is not None and self._assumptions.assumed_sessions(entry) is None:
            yield entry.sessions.stated
        for figure in (entry.downtime, entry.pack, entry.use):
            if figure is not None:
                yield figure.stated

    # Rates and tax

    def _factor(self, offer: Offer) -> Fraction | None:
        return self._rates.factor(offer.price.currency, self._currency)

    def _used_rates(self, currencies: set[str]) -> Iterator[Rate]:
        for currency in sorted(currencies - {self._currency}):
            rate = self._rates.rate(currency, self._currency)
            if rate is not None:
                yield rate

    def _taxed(self, offer: Offer) -> Fraction:
        """What tax multiplies the price by when ways compete; 1 where no rate is known."""
        if offer.tax is not Tax.EXCLUDED:
            return Fraction(1)
        if offer.tax_rate is not None:
            return 1 + Fraction(offer.tax_rate) / 100
        if self._is_product:
            return Fraction(1)
        return 1 + STANDARD_TAX.get(self._entry.country or "", Fraction(0)) / 100


def _product(days: Fraction | None, count: int | None) -> Fraction | None:
    return None if days is None or count is None else days * count
