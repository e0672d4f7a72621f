"""Several costs side by side: aligned rows, what is certain in each, and a headline. No words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

from exodesk.domain.assumptions import LineKey
from exodesk.domain.certain_order import Mark, order_of
from exodesk.domain.costing import CostLine, CourseCost, Flag
from exodesk.domain.entries import DurationRange, Kind, Offer, Per, Remark
from exodesk.domain.filters import downtime_judged, sessions_judged
from exodesk.domain.headline import FEWEST, Headline, Verdict, headline_of
from exodesk.domain.money import UNKNOWN, Bounds, PriceState
from exodesk.domain.rates import Rate

__all__ = [
    "NOT_COUNTED",
    "Attribute",
    "Comparison",
    "Group",
    "Headline",
    "Mark",
    "OtherTotal",
    "Row",
    "Verdict",
    "line_of",
    "offers_counted",
    "per_session",
]

NOT_COUNTED = (
    Flag.TAX_NOT_COUNTED,
    Flag.FEE_NOT_COUNTED,
    Flag.MAINTENANCE_NOT_COUNTED,
    Flag.LASTS_UNKNOWN,
)


class Group(Enum):
    COST = "cost"
    COURSE = "course"
    TREATMENT = "treatment"
    CLAIMS = "claims"
    SOURCES = "sources"


class Attribute(Enum):
    """What a row is about."""

    TOTAL = "total"
    LINE = "line"
    OTHER_CURRENCY = "other-currency"
    UNIT_PRICE = "unit-price"
    TAX = "tax"
    NOT_COUNTED = "not-counted"
    SESSIONS = "sessions"
    PACK = "pack"
    INTERVAL = "interval"
    DOWNTIME = "downtime"
    DOWNTIME_IN_ALL = "downtime-in-all"
    ONSET = "onset"
    LASTS = "lasts"
    FAMILY = "family"
    ROUTES = "routes"
    CONCERNS = "concerns"
    EXOSOME_SOURCE = "exosome-source"
    INCLUDED = "included"
    CLAIMS = "claims"
    CAUTIONS = "cautions"
    SIDE_EFFECTS = "side-effects"
    OLDEST_PRICE = "oldest-price"
    SOURCES = "sources"


@dataclass(frozen=True, slots=True)
class Row:
    """One attribute of every entry, in column order.

    ``bounds`` only where the row is ordered; None in it where the figure does not apply. ``line``
    is the part of the totals that a row of Attribute.LINE is about.
    """

    attribute: Attribute
    group: Group
    differs: bool
    bounds: tuple[Bounds | None, ...] | None
    marks: tuple[Mark | None, ...]
    overlap: bool = False
    cannot_tell: bool = False
    line: LineKey | None = None


@dataclass(frozen=True, slots=True)
class OtherTotal:
    """A total in another currency than the display's, ``converted`` where a rate is in it.

    ``as_printed`` where only prices are in it.
    """

    bounds: Bounds
    currency: str
    as_printed: bool = False
    converted: bool = False
    needs_rate: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two or more costs, all in one display currency."""

    costs: tuple[CourseCost, ...]
    rows: tuple[Row, ...] = field(init=False)
    headline: Headline = field(init=False)
    other_totals: tuple[OtherTotal, ...] = field(init=False)

    def __post_init__(self) -> None:
        if len(self.costs) < FEWEST:
            raise ValueError("a comparison has at least two sides")
        if len({cost.currency for cost in self.costs}) > 1:
            raise ValueError("a comparison has one display currency")
        object.__setattr__(self, "other_totals", _other_totals(self.costs))
        object.__setattr__(self, "rows", _rows(self.costs, self.other_totals))
        object.__setattr__(self, "headline", headline_of(self.costs))

    @property
    def currency(self) -> str:
        return self.costs[0].currency

    @property
    def rates(self) -> tuple[Rate, ...]:
        """Every rate that a figure was converted at, each once."""
        return tuple(dict.fromkeys(rate for cost in self.costs for rate in cost.rates))

    @property
    def total_row(self) -> Row:
        """The row that the headline judges."""
        return self.rows[0]

    @property
    def differing(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.differs)


def offers_counted(cost: CourseCost) -> tuple[Offer, ...]:
    """The offers in the total; where there is none, all that are published."""
    bought = dict.fromkeys(offer for line in cost.lines for offer in line.offers())
    return tuple(bought) or cost.entry.offers


def line_of(cost: CourseCost, key: LineKey) -> CostLine | None:
    """One part of a total; None where it has no such part."""
    return next((line for line in cost.lines if line.key is key), None)


def per_session(cost: CourseCost) -> Bounds | None:
    """The price per session; None where what is sold is no session, so cannot be ordered."""
    if cost.unit_per in (Per.PACK, Per.MONTH) or cost.entry.kind is Kind.PRODUCT:
        return None
    return cost.unit_price


# What each row says, so that rows which say the same can be told, and what it is ordered by.

_SAID: dict[Attribute, tuple[Group, Callable[[CourseCost], object]]] = {
    Attribute.TOTAL: (Group.COST, lambda cost: (cost.state, cost.total, _why_unknown(cost))),
    Attribute.OTHER_CURRENCY: (Group.COST, lambda cost: cost.original_total),
    Attribute.UNIT_PRICE: (
        Group.COST,
        lambda cost: (cost.unit_price, per_session(cost) is None, cost.unstated_price),
    ),
    Attribute.TAX: (
        Group.COST,
        lambda cost: frozenset((offer.tax, offer.tax_rate) for offer in offers_counted(cost)),
    ),
    Attribute.NOT_COUNTED: (
        Group.COST,
        lambda cost: tuple(flag for flag in NOT_COUNTED if flag in cost.flags),
    ),
    Attribute.SESSIONS: (Group.COURSE, lambda cost: (sessions_judged(cost), cost.packs)),
    Attribute.PACK: (Group.COURSE, lambda cost: (cost.entry.pack, cost.pack_days, cost.packs)),
    Attribute.INTERVAL: (Group.COURSE, lambda cost: _days(cost.entry.interval)),
    Attribute.DOWNTIME: (Group.COURSE, downtime_judged),
    Attribute.DOWNTIME_IN_ALL: (Group.COURSE, lambda cost: cost.downtime),
    Attribute.ONSET: (Group.COURSE, lambda cost: _days(cost.entry.onset)),
    Attribute.LASTS: (Group.COURSE, lambda cost: _days(cost.entry.lasts)),
    Attribute.FAMILY: (Group.TREATMENT, lambda cost: cost.entry.family),
    Attribute.ROUTES: (Group.TREATMENT, lambda cost: frozenset(cost.entry.routes)),
    Attribute.CONCERNS: (Group.TREATMENT, lambda cost: frozenset(cost.entry.concerns)),
    Attribute.EXOSOME_SOURCE: (Group.TREATMENT, lambda cost: cost.entry.exosome_source),
    Attribute.INCLUDED: (Group.TREATMENT, lambda cost: _texts(cost.entry.included)),
    Attribute.CLAIMS: (
        Group.CLAIMS,
        lambda cost: tuple(
            (claim.text, claim.by, bool(claim.contradicted_by)) for claim in cost.entry.claims
        ),
    ),
    Attribute.CAUTIONS: (Group.CLAIMS, lambda cost: _texts(cost.entry.cautions)),
    Attribute.SIDE_EFFECTS: (Group.CLAIMS, lambda cost: _texts(cost.entry.side_effects)),
    Attribute.OLDEST_PRICE: (Group.SOURCES, lambda cost: (bool(cost.lines), cost.oldest_date)),
    Attribute.SOURCES: (Group.SOURCES, lambda cost: frozenset(cost.sources)),
}
_ORDERED: dict[Attribute, Callable[[CourseCost], Bounds | None]] = {
    Attribute.TOTAL: lambda cost: cost.total,
    Attribute.UNIT_PRICE: per_session,
    Attribute.SESSIONS: sessions_judged,
    Attribute.DOWNTIME: downtime_judged,
    Attribute.DOWNTIME_IN_ALL: lambda cost: cost.downtime,
}


def _rows(costs: tuple[CourseCost, ...], other_totals: tuple[OtherTotal, ...]) -> tuple[Row, ...]:
    rows = []
    for attribute, (group, said) in _SAID.items():
        if attribute is Attribute.PACK and all(cost.entry.pack is None for cost in costs):
            continue
        values: Sequence[object] = [said(cost) for cost in costs]
        if attribute is Attribute.OTHER_CURRENCY:
            if not other_totals:
                continue
            values = [(total.bounds, total.currency, total.needs_rate) for total in other_totals]
        differs = any(value != values[0] for value in values)
        if (ordered := _ORDERED.get(attribute)) is None:
            rows.append(Row(attribute, group, differs, None, (None,) * len(costs)))
            continue
        bounds = tuple(ordered(cost) for cost in costs)
        if attribute is Attribute.UNIT_PRICE and None in bounds:
            # A session beside a pack: neither price is lower for being the smaller number.
            bounds = (None,) * len(costs)
        order = order_of(bounds)
        rows.append(
            Row(attribute, group, differs, bounds, order.marks, order.overlap, order.cannot_tell)
        )
        if attribute is Attribute.TOTAL:
            rows.extend(_line_rows(costs))
    return tuple(rows)


def _line_rows(costs: tuple[CourseCost, ...]) -> Iterator[Row]:
    """What the totals are made of, where one has more than its course."""
    if all(len(cost.lines) <= 1 for cost in costs):
        return
    for key in LineKey:
        lines = [line_of(cost, key) for cost in costs]
        said = [None if line is None else line.bounds for line in lines]
        if any(lines):
            differs = any(bounds != said[0] for bounds in said)
            nothing = (None,) * len(costs)
            yield Row(Attribute.LINE, Group.COST, differs, None, nothing, line=key)


def _other_totals(costs: tuple[CourseCost, ...]) -> tuple[OtherTotal, ...]:
    """All totals in the one other currency of the prices; in their own where there are several."""
    shown = costs[0].currency
    others = dict.fromkeys(
        cost.original_currency
        for cost in costs
        if cost.original_currency not in (None, shown)
        and (cost.lines or cost.state is PriceState.NEEDS_RATE)
    )
    if not others:
        return ()
    if len(others) > 1:
        return tuple(
            OtherTotal(cost.original_total, cost.original_currency or shown, cost.as_printed)
            for cost in costs
        )
    other = str(next(iter(others)))
    rate = next(
        (
            rate
            for cost in costs
            for rate in cost.rates
            if {rate.base, rate.quote} == {shown, other}
        ),
        None,
    )
    return tuple(_in_other(cost, other, rate) for cost in costs)


def _in_other(cost: CourseCost, other: str, rate: Rate | None) -> OtherTotal:
    if cost.original_currency == other and cost.original_total.state is not PriceState.UNKNOWN:
        return OtherTotal(cost.original_total, other, cost.as_printed)
    if cost.total.state is PriceState.UNKNOWN and cost.state is not PriceState.NEEDS_RATE:
        return OtherTotal(UNKNOWN, other)
    if rate is None or cost.state is PriceState.NEEDS_RATE:
        return OtherTotal(UNKNOWN, other, needs_rate=True)
    return OtherTotal(cost.total.times(rate.factor(cost.currency, other)), other, converted=True)


def _why_unknown(cost: CourseCost) -> tuple[bool, bool]:
    offers = cost.entry.offers
    return not offers, all(offer.price.on_request for offer in offers)


def _days(stated: DurationRange | None) -> Bounds:
    return UNKNOWN if stated is None else Bounds(stated.low_days, stated.high_days)


def _texts(remarks: tuple[Remark, ...]) -> tuple[str, ...]:
    return tuple(remark.text for remark in remarks)
