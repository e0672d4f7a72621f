"""How a figure came about: what stands behind each line of a total, who says so, and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import TypeAlias

from exodesk.domain.assumptions import HORIZON_DAYS, Assumptions, LineKey
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.costing import NOTHING, UNPRINTED, CostLine, CourseCost
from exodesk.domain.dates import order_key
from exodesk.domain.entries import (
    FEES,
    NOT_SOURCED,
    DurationRange,
    Entry,
    Kind,
    Offer,
    Pack,
    Per,
    SessionCount,
    Source,
    Stated,
    Tax,
    Use,
)
from exodesk.domain.money import Money
from exodesk.domain.price_dates import current_offers
from exodesk.domain.tax import may_be_taxed, standard_tax

_SOLD_BY = {
    LineKey.SESSIONS: (Per.SESSION, Per.COURSE),
    LineKey.MAINTENANCE: (Per.SESSION, Per.COURSE),
    LineKey.PACKS: (Per.PACK, Per.MONTH),
    LineKey.CONSULTATION: (Per.CONSULTATION,),
    LineKey.PATCH_TEST: (Per.PATCH_TEST,),
    LineKey.ADD_ON: (Per.ADD_ON,),
}


class What(Enum):
    """What kind of figure an input is."""

    OFFER = "offer"
    SESSIONS = "sessions"
    INTERVAL = "interval"
    LASTS = "lasts"
    DOWNTIME = "downtime"
    PACK = "pack"
    USE = "use"
    HORIZON = "horizon"
    TAX_RATE = "tax-rate"
    FX_FEE = "fx-fee"
    HOME = "home"
    TRIP = "trip"
    TRIPS = "trips"
    DAY_OFF = "day-off"


class Origin(Enum):
    """Where an input comes from.

    STATED: a catalogue or a person states it, with a source or without. ASSUMED: a person set it
    for the totals alone. USUAL: it counts unless a person sets another. STANDARD: the standard
    rate of a country. MISSING: nobody states it.
    """

    STATED = "stated"
    ASSUMED = "assumed"
    USUAL = "usual"
    STANDARD = "standard"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class TaxRate:
    """``per_cent`` on the price of ``offer``; None where nobody states it.

    ``widened`` where the source does not say whether it is in the price already.
    """

    offer: Offer
    per_cent: Fraction | None
    widened: bool


Value: TypeAlias = (
    Offer
    | SessionCount
    | DurationRange
    | Pack
    | Use
    | TaxRate
    | Money
    | Fraction
    | int
    | str
    | None
)


@dataclass(frozen=True, slots=True)
class Input:
    """One figure that goes into another.

    ``value`` is days for HORIZON, per cent for FX_FEE, a country for HOME, a number or None (one
    per session) for TRIPS; None where it is MISSING.
    """

    what: What
    value: Value
    origin: Origin
    stated: Stated = NOT_SOURCED
    source: Source | None = None

    @property
    def date(self) -> str | None:
        """When it was stated: its own date, else that of its source."""
        return self.stated.date or (None if self.source is None else self.source.date)


@dataclass(frozen=True, slots=True)
class TracedLine:
    line: CostLine
    inputs: tuple[Input, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """What every computed figure of ``cost`` is made of.

    ``downtime`` stands behind the days over the whole course, ``unit_price`` behind the price per
    session or pack. ``not_counted`` are the published prices that are in no line.
    """

    cost: CourseCost
    horizon_days: Fraction
    lines: tuple[TracedLine, ...]
    downtime: tuple[Input, ...]
    unit_price: tuple[Input, ...]
    not_counted: tuple[Input, ...]

    @property
    def stated(self) -> tuple[Input, ...]:
        """The inputs of the total that somebody states, each once."""
        inputs = (each for line in self.lines for each in line.inputs)
        return tuple(dict.fromkeys(each for each in inputs if each.origin is Origin.STATED))

    @property
    def oldest(self) -> Input | None:
        """The stated input with the oldest date; None where none has one."""
        dated = [each for each in self.stated if each.date is not None]
        return min(dated, key=lambda each: order_key(each.date), default=None)

    @property
    def undated(self) -> tuple[Input, ...]:
        return tuple(each for each in self.stated if each.date is None)

    @property
    def unsourced(self) -> tuple[Input, ...]:
        """The stated inputs without a source that the catalogue holds."""
        return tuple(each for each in self.stated if each.source is None)


def trace_of(cost: CourseCost, assumptions: Assumptions, catalogue: Catalogue) -> Trace:
    """How ``cost`` came about. ``assumptions`` are those it was worked out under."""
    return _Tracing(cost, assumptions, catalogue).trace()


class _Tracing:
    def __init__(self, cost: CourseCost, assumptions: Assumptions, catalogue: Catalogue) -> None:
        self._cost = cost
        self._entry: Entry = cost.entry
        self._assumptions = assumptions
        self._catalogue = catalogue

    def trace(self) -> Trace:
        cost = self._cost
        lines = tuple(TracedLine(line, self._once(self._behind(line))) for line in cost.lines)
        counted = {each.value for line in lines for each in line.inputs if each.what is What.OFFER}
        left = (offer for offer in self._entry.offers if offer not in counted)
        return Trace(
            cost=cost,
            horizon_days=self._assumptions.horizon_days,
            lines=lines,
            downtime=self._once(self._downtime()),
            unit_price=self._once(self._unit_price()),
            not_counted=self._once(map(self._offer, left)),
        )

    @staticmethod
    def _once(inputs: Iterable[Input]) -> tuple[Input, ...]:
        return tuple(dict.fromkeys(inputs))

    # What stands behind each line

    def _behind(self, line: CostLine) -> Iterator[Input]:
        match line.key:
            case LineKey.SESSIONS:
                yield from self._offers(line)
                yield from self._sessions()
            case LineKey.PACKS:
                yield from self._packs(line)
            case LineKey.MAINTENANCE:
                yield from self._offers(line)
                yield self._figure(What.LASTS, self._entry.lasts)
                yield self._figure(What.INTERVAL, self._entry.interval)
                yield from self._sessions()
                yield self._horizon()
            case LineKey.CONSULTATION | LineKey.PATCH_TEST:
                yield from self._offers(line)
            case LineKey.ADD_ON:
                yield from self._offers(line)
                yield from self._sessions()
            case LineKey.TAX:
                yield from self._tax_rates()
            case LineKey.FX_FEE:
                yield Input(What.FX_FEE, self._assumptions.fx_fee, Origin.ASSUMED)
                yield from self._home()
            case LineKey.TRAVEL:
                yield from self._travel()
            case LineKey.TIME_OFF:
                yield Input(What.DAY_OFF, self._assumptions.time_off, Origin.ASSUMED)
                yield from self._downtime()

    def _offers(self, line: CostLine) -> Iterator[Input]:
        """What is bought at either end, and what could be where that is not known."""
        yield from map(self._offer, self._sold(line))

    def _sold(self, line: CostLine) -> tuple[Offer, ...]:
        needless = line.key is LineKey.MAINTENANCE and line.bounds == NOTHING
        if needless or (line.low_way and line.high_way):
            return line.offers()
        return tuple(dict.fromkeys((*line.offers(), *self._for_sale(line.key))))

    def _for_sale(self, key: LineKey) -> Iterator[Offer]:
        """What could be bought for a line. Fees are due even where their price is on request."""
        for offer in current_offers(self._entry.offers):
            if offer.per in _SOLD_BY[key] and (offer.per in FEES or not offer.price.on_request):
                yield offer

    def _packs(self, line: CostLine) -> Iterator[Input]:
        yield from self._offers(line)
        if any(offer.per is Per.PACK for offer in self._sold(line)):
            yield self._figure(What.PACK, self._entry.pack)
            if (own := self._assumptions.use_of.get(self._entry.id)) is not None:
                yield Input(What.USE, own, Origin.ASSUMED)
            else:
                yield self._figure(What.USE, self._entry.use)
        yield self._horizon()

    def _tax_rates(self) -> Iterator[Input]:
        for offer in self._taxed():
            widened = offer.tax is Tax.UNKNOWN
            if offer.tax_rate is not None:
                rate = TaxRate(offer, Fraction(offer.tax_rate), widened)
                yield self._stated(What.TAX_RATE, rate, offer.stated)
                continue
            per_cent = standard_tax(self._entry)
            origin = Origin.MISSING if per_cent is None else Origin.STANDARD
            yield Input(What.TAX_RATE, TaxRate(offer, per_cent, widened), origin)

    def _taxed(self) -> Iterator[Offer]:
        """What tax comes on top of; also of lines that are left out, as their tax is not."""
        lines = [line for line in self._cost.lines if line.key not in UNPRINTED]
        bought = [offer for line in lines for offer in self._sold(line)]
        left_out = [key for key in _SOLD_BY if not self._assumptions.counts(key)]
        others = [offer for key in left_out for offer in self._for_sale(key)]
        for offer in dict.fromkeys((*bought, *others)):
            if may_be_taxed(offer, self._assumptions.unknown_tax):
                yield offer

    def _travel(self) -> Iterator[Input]:
        assumptions = self._assumptions
        yield Input(What.TRIP, assumptions.travel, Origin.ASSUMED)
        usual = Origin.USUAL if assumptions.trips == Assumptions().trips else Origin.ASSUMED
        yield Input(What.TRIPS, assumptions.trips, usual)
        if assumptions.trips is None:
            yield from self._sessions()
        yield from self._home()

    def _home(self) -> Iterator[Input]:
        if self._assumptions.home is not None:
            yield Input(What.HOME, self._assumptions.home, Origin.ASSUMED)

    # Figures of the entry

    def _sessions(self) -> Iterator[Input]:
        given = self._assumptions.assumed_sessions(self._entry)
        count = self._cost.sessions
        if given is not None:
            yield Input(What.SESSIONS, SessionCount(given.low, given.high), Origin.ASSUMED)
        elif (stated := self._entry.sessions) is not None:
            yield self._figure(What.SESSIONS, stated)
        elif count is not None and count.assumed:
            yield Input(What.SESSIONS, None, Origin.MISSING)
        elif count is not None:
            courses = (offer for offer in self._entry.offers if offer.per is Per.COURSE)
            smallest = next(offer for offer in courses if offer.sessions == count.low)
            yield self._stated(What.SESSIONS, SessionCount(count.low, count.high), smallest.stated)

    def _downtime(self) -> Iterator[Input]:
        yield self._figure(What.DOWNTIME, self._entry.downtime)
        if self._entry.kind is not Kind.PRODUCT:
            yield from self._sessions()

    def _unit_price(self) -> Iterator[Input]:
        cost = self._cost
        if cost.unit_per is None:
            return
        for offer in current_offers(self._entry.offers):
            each = offer.price.bounds().times(Fraction(1, offer.sessions or 1))
            if offer.price.on_request:
                continue
            if offer.per is cost.unit_per and each == cost.original_unit_price:
                yield self._offer(offer)
                return

    def _horizon(self) -> Input:
        days = self._assumptions.horizon_days
        return Input(What.HORIZON, days, Origin.USUAL if days == HORIZON_DAYS else Origin.ASSUMED)

    def _figure(
        self, what: What, figure: SessionCount | DurationRange | Pack | Use | None
    ) -> Input:
        if figure is None:
            return Input(what, None, Origin.MISSING)
        return self._stated(what, figure, figure.stated)

    def _offer(self, offer: Offer) -> Input:
        return self._stated(What.OFFER, offer, offer.stated)

    def _stated(self, what: What, value: Value, stated: Stated) -> Input:
        source = self._catalogue.source(stated.source)
        return Input(what, value, Origin.STATED, stated, source)
