"""What is not known of an entry's cost, and the two answers between which the truth lies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from math import ceil
from typing import TypeAlias

from exodesk.domain.assumptions import Assumptions, LineKey
from exodesk.domain.costing import CourseCost, Flag, ends_of
from exodesk.domain.entries import (
    FEES,
    DurationRange,
    Entry,
    ExosomeSource,
    Kind,
    Offer,
    Per,
    SessionCount,
    Tax,
)
from exodesk.domain.money import PriceRange, PriceState
from exodesk.domain.rates import RateTable
from exodesk.domain.tax import may_be_taxed, standard_tax
from exodesk.domain.units import Duration

SOMEWHERE_ELSE = "ZZ"


_WAYS = {
    Kind.TREATMENT: frozenset({Per.SESSION, Per.COURSE, Per.MONTH}),
    Kind.PRODUCT: frozenset({Per.PACK, Per.MONTH}),
}


class AskField(Enum):
    """What to ask about, in the order in which equals are asked."""

    PRICE = "price"
    SESSIONS = "sessions"
    PACK = "pack"
    USE = "use"
    FEE = "fee"
    REDEEMABLE = "redeemable"
    TAX = "tax"
    TAX_RATE = "tax_rate"
    LASTS = "lasts"
    INTERVAL = "interval"
    DOWNTIME = "downtime"
    COUNTRY = "country"
    RATE = "rate"
    INCLUDED = "included"
    EXOSOME_SOURCE = "exosome_source"


class Why(Enum):
    """In what way a figure is not known."""

    NOT_STATED = "not-stated"
    NO_PRICE = "no-price"
    ON_REQUEST = "on-request"
    FROM = "from"
    UP_TO = "up-to"
    PER_NOT_STATED = "per-not-stated"


class Extreme(Enum):
    """Answers no entry can hold: a total of nothing, a total above all others."""

    NOTHING = "nothing"
    ABOVE_ALL = "above-all"


Answer: TypeAlias = Entry | Extreme


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something not known of an entry; ``offer`` is the price or the fee that is asked about.

    ``cheap`` and ``dear`` are what the entry might turn out to be. Without both no answer would
    change the total; without ``dear`` nobody can say by how much it would. ``leaves_open`` says
    that an end of the total may be missing for want of the answer.
    """

    field: AskField
    why: Why = Why.NOT_STATED
    offer: Offer | None = None
    cheap: Answer | None = None
    dear: Answer | None = None
    leaves_open: bool = False


def unknowns_of(cost: CourseCost, assumptions: Assumptions, rates: RateTable) -> Iterator[Unknown]:
    """Everything that is not known of what ``cost`` was worked out from."""
    entry = cost.entry
    paid = _paid(cost, assumptions, rates)
    yield from _prices(cost, assumptions)
    yield from _counts(cost, assumptions)
    yield from _fees(entry, paid)
    yield from _taxes(cost, paid)
    yield from _upkeep(cost, assumptions)
    yield from _time_and_place(cost, assumptions)
    if cost.state is PriceState.NEEDS_RATE:
        yield Unknown(
            AskField.RATE, cheap=Extreme.NOTHING, dear=Extreme.ABOVE_ALL, leaves_open=True
        )
    if entry.kind is Kind.TREATMENT and not entry.included:
        yield Unknown(AskField.INCLUDED)
    if entry.exosome_source is ExosomeSource.NOT_STATED:
        yield Unknown(AskField.EXOSOME_SOURCE)


# Prices


def _prices(cost: CourseCost, assumptions: Assumptions) -> Iterator[Unknown]:
    entry, field = cost.entry, AskField.PRICE
    ways = [offer for offer in entry.offers if offer.per in _WAYS[entry.kind]]
    if not cost.lines and cost.state is PriceState.UNKNOWN:
        yield from _nothing_to_buy(cost, assumptions)
    elif None in (cost.total.low, cost.total.high):
        for offer in ways:
            if not offer.price.on_request:
                if offer.price.low is None:
                    yield _price(entry, field, Why.UP_TO, offer)
                if offer.price.high is None:
                    yield _price(entry, field, Why.FROM, offer)


def _nothing_to_buy(cost: CourseCost, assumptions: Assumptions) -> Iterator[Unknown]:
    entry = cost.entry
    offers = [offer for offer in entry.offers if offer.per not in FEES]
    silent = [offer for offer in offers if offer.price.on_request]
    unclear = [o for o in offers if o.per not in _WAYS[entry.kind] and o not in silent]
    for offer in unclear:
        yield _for_what(cost, offer)
    if unclear:
        return
    per = Per.PACK if entry.kind is Kind.PRODUCT else Per.SESSION
    free = Offer(_exactly(Decimal(0), assumptions.currency), per, tax=Tax.INCLUDED)
    fees = tuple(offer for offer in entry.offers if offer.per in FEES)
    yield Unknown(
        AskField.PRICE,
        Why.ON_REQUEST if silent else Why.NO_PRICE,
        silent[0] if len(silent) == 1 else None,
        replace(entry, offers=(free, *fees)),
        Extreme.ABOVE_ALL,
        leaves_open=True,
    )


def _price(entry: Entry, field: AskField, why: Why, offer: Offer) -> Unknown:
    """A price of which an end is missing: from its low or nothing, to its high or above all."""
    low, high, currency = offer.price.low, offer.price.high, offer.price.currency
    cheap = replace(offer, price=_exactly(low or Decimal(0), currency))
    dear = None if high is None else replace(offer, price=_exactly(high, currency))
    return Unknown(
        field,
        why,
        offer,
        _with_offer(entry, offer, cheap),
        Extreme.ABOVE_ALL if dear is None else _with_offer(entry, offer, dear),
        leaves_open=True,
    )


def _for_what(cost: CourseCost, offer: Offer) -> Unknown:
    """A price that may be for a whole course or for one session."""
    entry = cost.entry
    cheap: Answer
    dear: Answer = Extreme.ABOVE_ALL
    if entry.kind is Kind.PRODUCT:
        cheap = _with_offer(entry, offer, replace(offer, per=Per.PACK))
    else:
        count = entry.sessions
        sessions = (count and (count.high or count.low)) or 1
        whole = replace(offer, per=Per.COURSE, sessions=sessions)
        cheap = _with_offer(entry, offer, whole)
        dear = _with_offer(entry, offer, replace(offer, per=Per.SESSION))
    return Unknown(AskField.PRICE, Why.PER_NOT_STATED, offer, cheap, dear, leaves_open=True)


# Counts


def _counts(cost: CourseCost, assumptions: Assumptions) -> Iterator[Unknown]:
    entry, count = cost.entry, cost.sessions
    if (
        count is not None
        and assumptions.assumed_sessions(entry) is None
        and None in (count.low, count.high)
    ):
        yield Unknown(
            AskField.SESSIONS,
            cheap=_with_sessions(entry, count.low or 1),
            dear=Extreme.ABOVE_ALL if count.high is None else _with_sessions(entry, count.high),
            leaves_open=True,
        )
    per_session = (LineKey.ADD_ON, LineKey.TRAVEL, LineKey.TIME_OFF)
    if (
        count is None
        and entry.kind is Kind.TREATMENT
        and any(line.key in per_session and line.bounds.high is None for line in cost.lines)
    ):
        once = _with_sessions(entry, 1)
        yield Unknown(AskField.SESSIONS, cheap=once, dear=Extreme.ABOVE_ALL, leaves_open=True)
    if Flag.PACKS_UNKNOWN in cost.flags:
        use = assumptions.use(entry)
        for field, missing in (
            (AskField.PACK, entry.pack is None or use is not None),
            (AskField.USE, use is None),
        ):
            if missing:
                yield Unknown(field, cheap=entry, dear=Extreme.ABOVE_ALL, leaves_open=True)


# What comes on top


def _fees(entry: Entry, paid: Sequence[Offer]) -> Iterator[Unknown]:
    for offer in paid:
        if offer.per not in FEES or offer.price.high == 0:
            continue
        if offer.price.on_request:
            yield _price(entry, AskField.FEE, Why.ON_REQUEST, offer)
        elif offer.price.high is None:
            yield _price(entry, AskField.FEE, Why.FROM, offer)
        elif offer.price.low is None:
            yield _price(entry, AskField.FEE, Why.UP_TO, offer)
        if offer.per is not Per.ADD_ON and offer.redeemable is None:
            cheap, dear = (
                _with_offer(entry, offer, replace(offer, redeemable=redeemable))
                for redeemable in (True, False)
            )
            yield Unknown(AskField.REDEEMABLE, Why.NOT_STATED, offer, cheap, dear)


def _taxes(cost: CourseCost, paid: Sequence[Offer]) -> Iterator[Unknown]:
    entry = cost.entry
    offers = paid or [offer for offer in entry.offers if offer.per not in FEES]
    charged = [offer for offer in offers if offer.price.high != 0]
    unstated = [offer for offer in charged if offer.tax is Tax.UNKNOWN]
    if unstated:
        cheap, dear = (
            _with_offers(entry, unstated, [replace(offer, tax=tax) for offer in unstated])
            for tax in (Tax.INCLUDED, Tax.EXCLUDED)
        )
        offer = unstated[0] if len(unstated) == 1 else None
        leaves_open = Flag.TAX_RATE_UNKNOWN in cost.flags
        rated = standard_tax(entry) is not None or all(o.tax_rate is not None for o in unstated)
        known = dear if rated or leaves_open else None
        yield Unknown(AskField.TAX, Why.NOT_STATED, offer, cheap, known, leaves_open)
    unrated = [o for o in charged if o.tax is Tax.EXCLUDED and o.tax_rate is None]
    if unrated:
        untaxed = [replace(offer, tax_rate=Decimal(0)) for offer in unrated]
        cheap = _with_offers(entry, unrated, untaxed)
        offer = unrated[0] if len(unrated) == 1 else None
        yield Unknown(
            AskField.TAX_RATE,
            Why.NOT_STATED,
            offer,
            cheap,
            entry,
            Flag.TAX_RATE_UNKNOWN in cost.flags,
        )


def _upkeep(cost: CourseCost, assumptions: Assumptions) -> Iterator[Unknown]:
    entry, sessions = cost.entry, cost.sessions
    if Flag.LASTS_UNKNOWN in cost.flags:
        yield Unknown(AskField.LASTS, cheap=entry, dear=Extreme.ABOVE_ALL)
    elif Flag.MAINTENANCE_UNKNOWN in cost.flags and entry.lasts is not None:
        days = _whole_days(assumptions)
        longest = entry.lasts.high or days
        shortest = entry.lasts.low
        yield Unknown(
            AskField.LASTS,
            cheap=replace(entry, lasts=DurationRange(longest, longest)),
            dear=Extreme.ABOVE_ALL
            if shortest is None
            else replace(entry, lasts=DurationRange(shortest, shortest)),
            leaves_open=True,
        )
    if entry.interval is None and sessions is not None and sessions.high != 1:
        if not any(line.key is LineKey.MAINTENANCE for line in cost.lines):
            yield Unknown(AskField.INTERVAL)
            return
        apart = _whole_days(assumptions)
        far = replace(entry, interval=DurationRange(apart, apart))
        yield Unknown(AskField.INTERVAL, cheap=far, dear=entry)


def _time_and_place(cost: CourseCost, assumptions: Assumptions) -> Iterator[Unknown]:
    entry, downtime = cost.entry, cost.entry.downtime
    low, high = (None, None) if downtime is None else (downtime.low, downtime.high)
    of_the_whole = entry.kind is Kind.PRODUCT and Flag.DOWNTIME_UNKNOWN in cost.flags
    if (
        assumptions.time_off is not None
        and assumptions.counts(LineKey.TIME_OFF)
        and (of_the_whole or None in (low, high))
    ):
        shortest = low or Duration(Decimal(0), "day")
        yield Unknown(
            AskField.DOWNTIME,
            cheap=replace(entry, downtime=DurationRange(shortest, shortest)),
            dear=Extreme.ABOVE_ALL
            if high is None or of_the_whole
            else replace(entry, downtime=DurationRange(high, high)),
            leaves_open=True,
        )
    if (
        assumptions.travel is not None
        and assumptions.home is not None
        and assumptions.counts(LineKey.TRAVEL)
        and entry.country is None
    ):
        yield Unknown(
            AskField.COUNTRY,
            cheap=replace(entry, own_country=assumptions.home),
            dear=replace(entry, own_country=SOMEWHERE_ELSE),
        )


def _paid(cost: CourseCost, assumptions: Assumptions, rates: RateTable) -> list[Offer]:
    """What is bought; of what is left out that of which tax or exchange fee are in the total."""
    bought = [offer for line in cost.lines for offer in line.offers()]
    lines = {line.key for line in cost.lines}
    if assumptions.left_out and lines & {LineKey.TAX, LineKey.FX_FEE}:
        ends = ends_of(cost.entry, assumptions, rates) or {}
        parts = (part for end in ends.values() for part in end.parts)
        left = (p.offer for part in parts if part.key in assumptions.left_out for p in part.way)
        for offer in left:
            taxed = LineKey.TAX in lines and may_be_taxed(offer, assumptions.unknown_tax)
            abroad = offer.price.currency != assumptions.own_currency
            if taxed or (LineKey.FX_FEE in lines and abroad):
                bought.append(offer)
    return list(dict.fromkeys(bought))


def _exactly(amount: Decimal, currency: str) -> PriceRange:
    return PriceRange(amount, amount, currency)


def _whole_days(assumptions: Assumptions) -> Duration:
    """As long as the horizon."""
    return Duration(Decimal(ceil(assumptions.horizon_days)), "day")


def _with_sessions(entry: Entry, sessions: int) -> Entry:
    return replace(entry, sessions=SessionCount(sessions, sessions))


def _with_offer(entry: Entry, offer: Offer, other: Offer) -> Entry:
    return _with_offers(entry, [offer], [other])


def _with_offers(entry: Entry, offers: Iterable[Offer], others: Iterable[Offer]) -> Entry:
    changed = dict(zip(offers, others, strict=True))
    return replace(entry, offers=tuple(changed.get(offer, offer) for offer in entry.offers))
