"""What a course costs, as a value: its total, its lines, and what to know about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from exodesk.domain.assumptions import LineKey
from exodesk.domain.dates import order_key
from exodesk.domain.entries import Entry, Offer, Per, Stated
from exodesk.domain.members import Member
from exodesk.domain.money import Bounds, Money, PriceState
from exodesk.domain.rates import Rate
from exodesk.domain.ways import Purchase

NOTHING = Bounds(Fraction(0), Fraction(0))
UNPRINTED = frozenset({LineKey.TAX, LineKey.FX_FEE, LineKey.TRAVEL, LineKey.TIME_OFF})


class Flag(Member):
    """What a reader of a total must know about it."""

    TAX_UNKNOWN = "tax-unknown"
    TAX_NOT_COUNTED = "tax-not-counted"
    FEE_NOT_COUNTED = "fee-not-counted"
    LASTS_UNKNOWN = "lasts-unknown"
    MAINTENANCE_NOT_COUNTED = "maintenance-not-counted"
    FEE_UNKNOWN = "fee-unknown"
    ADD_ON_UNKNOWN = "add-on-unknown"
    FEE_ABOVE_PRICE = "fee-above-price"
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


def each_once(offers: Iterable[Offer]) -> tuple[Offer, ...]:
    """In the order of their coming. There are few: to compare them costs less than to hash them."""
    found: list[Offer] = []
    for offer in offers:
        if offer not in found:
            found.append(offer)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Count:
    """A number of sessions or packs; ``assumed`` where no source states it."""

    low: int | None
    high: int | None
    assumed: bool


@dataclass(frozen=True, slots=True)
class CostLine:
    """One part of a total, before rounding, with what is bought at either end.

    ``inputs`` are those who state the figures behind it that are no offers. ``set_price`` is what
    a person set for a trip or a day off.
    """

    key: LineKey
    bounds: Bounds
    low_way: tuple[Purchase, ...] = ()
    high_way: tuple[Purchase, ...] = ()
    inputs: tuple[Stated, ...] = ()
    set_price: Money | None = None

    def offers(self) -> tuple[Offer, ...]:
        """The offers behind the line, each once."""
        return each_once(p.offer for p in (*self.low_way, *self.high_way))


@dataclass(frozen=True, slots=True)
class CourseCost:
    """The cost of one entry in ``currency``. ``downtime`` is in days over the whole course.

    The lows of ``lines`` add up to the low of ``total`` (an extra's missing low adds nothing), the
    highs to its high; lines that are left out do not appear.

    ``pack_days`` is how long one pack of a product lasts.

    ``original_currency`` is that of the offers that count; ``original_total`` is the total in it,
    UNKNOWN where they are in several currencies, and ``as_printed`` where only prices add up to
    it: no tax, no fee of a bank, no travel. ``counted`` are the currencies of all that counts, or
    would if it had a rate. ``unstated_price`` is a price whose source does not say
    for what: shown and filtered by, never in a total.
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
    pack_days: Fraction | None
    downtime: Bounds
    original_currency: str | None
    original_total: Bounds
    as_printed: bool
    original_unit_price: Bounds
    lines: tuple[CostLine, ...]
    flags: tuple[Flag, ...]
    counted: frozenset[str]
    rates: tuple[Rate, ...]
    inputs: tuple[Stated, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources behind the figures, each once."""
        return tuple(dict.fromkeys(s.source for s in self.inputs if s.source is not None))

    def converts(self, line: CostLine) -> bool:
        """Whether an exchange rate has a part in ``line``."""
        if line.set_price is not None:
            return line.set_price.currency != self.currency
        lines = (line,) if line.offers() else self.lines
        return any(o.price.currency != self.currency for each in lines for o in each.offers())

    @property
    def oldest_date(self) -> str | None:
        """The date of the oldest price in the total; None where one is undated."""
        dates = [
            order_key(bought.offer.stated.date)
            for line in self.lines
            for way in (line.low_way, line.high_way)
            for bought in way
        ]
        return min(dates, default="") or None
