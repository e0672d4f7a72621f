"""The columns of the entry table as data: what each says of an entry, and what it sorts by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from exodesk.domain.catalogue import Catalogue
from exodesk.domain.costing import CourseCost, Flag
from exodesk.domain.entries import Per
from exodesk.domain.money import PriceState
from exodesk.domain.ordering import SortKey
from exodesk.wording import gettext as _
from exodesk.wording import ngettext
from exodesk.wording.amounts import bounds_text, currency_symbol
from exodesk.wording.dates import date_text, dated
from exodesk.wording.durations import (
    count_text,
    days_text,
    duration_range_text,
    short_days_text,
    short_duration_text,
)
from exodesk.wording.sentences import (
    place_text,
    price_date,
    sessions_text,
    source_text,
    spoken_original,
    spoken_sessions,
    total_text,
    unit_price_text,
)
from exodesk.wording.vocabulary import country_name, word, words


@dataclass(frozen=True, slots=True)
class Context:
    """What a cell may need to know beyond its own entry."""

    catalogue: Catalogue
    today: date
    sort: SortKey = SortKey.TOTAL


def _no_second(cost: CourseCost, context: Context) -> str:
    return ""


def _nothing_changed(cost: CourseCost) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``width`` is in logical pixels at the usual size of type.

    ``changed`` tells whether ``second`` says that a figure is assumed, not stated.
    ``spoken`` is the whole text for screen readers and tool tips where ``text`` is shortened.
    """

    key: str
    title: Callable[[str], str]  # of the display currency
    width: int
    text: Callable[[CourseCost, Context], str]
    second: Callable[[CourseCost, Context], str] = _no_second
    spoken: Callable[[CourseCost, Context], str] | None = None
    sort: SortKey | None = None
    numeric: bool = False
    optional: bool = False
    changed: Callable[[CourseCost], bool] = _nothing_changed


def quiet_words() -> frozenset[str]:
    """The words that stand where a figure is missing."""
    return frozenset(
        (
            _("unknown"),
            _("not stated"),
            _("on request"),
            _("needs a rate"),
            _("no price published"),
            _("no price"),
            _("no source"),
            _("undated"),
        )
    )


# Entry


def _entry_spoken(cost: CourseCost, context: Context) -> str:
    return ", ".join((cost.entry.name, place_text(cost.entry)))


# Sessions


def _sessions(cost: CourseCost, context: Context) -> str:
    if cost.packs is not None and cost.sessions is None and not _packs_unknown(cost):
        return count_text(cost.packs)
    return sessions_text(cost)


def _sessions_second(cost: CourseCost, context: Context) -> str:
    if cost.packs is not None and cost.sessions is None:
        if _packs_unknown(cost):
            return ""
        many = 1 if cost.packs.low == cost.packs.high == 1 else 2
        if cost.unit_per is Per.MONTH:
            return ngettext("payment", "payments", many)
        return ngettext("pack", "packs", many)
    return _("assumed") if _sessions_changed(cost) else ""


def _sessions_changed(cost: CourseCost) -> bool:
    return Flag.SESSIONS_ASSUMED in cost.flags


def _packs_unknown(cost: CourseCost) -> bool:
    return cost.packs is not None and cost.packs.assumed and cost.packs.high is None


def _sessions_spoken(cost: CourseCost, context: Context) -> str:
    return spoken_sessions(cost)


# Downtime


def _downtime(cost: CourseCost, context: Context) -> str:
    return short_duration_text(cost.entry.downtime)


def _downtime_second(cost: CourseCost, context: Context) -> str:
    if context.sort is not SortKey.DOWNTIME or cost.downtime.state is PriceState.UNKNOWN:
        return ""
    if cost.downtime.high == 0:  # "none" stands above it
        return ""
    return _("in all {days}").format(days=short_days_text(cost.downtime))


def _downtime_spoken(cost: CourseCost, context: Context) -> str:
    stated = duration_range_text(cost.entry.downtime)
    if cost.downtime.state is PriceState.UNKNOWN:
        return stated
    return _("{downtime} per session, {days} over the course").format(
        downtime=stated, days=days_text(cost.downtime)
    )


# Price per session, pack or payment


def _unit(cost: CourseCost, context: Context) -> str:
    if not cost.entry.offers:
        return _("no price")
    text = unit_price_text(cost)
    on_request = any(offer.price.on_request for offer in cost.entry.offers)
    return _("on request") if on_request and text == _("not stated") else text


def _unit_second(cost: CourseCost, context: Context) -> str:
    foreign = cost.original_currency not in (None, cost.currency)
    if context.sort is SortKey.PRICE and foreign and cost.unit_price.state is not _UNKNOWN:
        return bounds_text(cost.unit_price, cost.currency, approx=True)
    match cost.unit_per:
        case Per.PACK:
            return _("a pack")
        case Per.MONTH:
            return _("a payment")
        case Per.COURSE:
            return _("in a course")
        case None if any(offer.per is Per.UNSTATED for offer in cost.entry.offers):
            return _("basis not stated")
    return ""


def _unit_spoken(cost: CourseCost, context: Context) -> str:
    return ", ".join(part for part in (_unit(cost, context), _unit_second(cost, context)) if part)


# Total


def _total_spoken(cost: CourseCost, context: Context) -> str:
    parts = (total_text(cost), spoken_original(cost))
    return ", ".join(part for part in parts if part)


# Sources


def _price_date(cost: CourseCost, context: Context) -> str:
    stated, partial = price_date(cost)
    return date_text(partial) if stated else _("no price")


def _price_date_spoken(cost: CourseCost, context: Context) -> str:
    stated, partial = price_date(cost)
    return dated(partial, context.today) if stated else _("no price published")


def _source(cost: CourseCost, context: Context) -> str:
    sources = [s for s in map(context.catalogue.source, cost.sources) if s is not None]
    return (sources[0].publisher or sources[0].title) if sources else _("no source")


def _source_second(cost: CourseCost, context: Context) -> str:
    more = len(cost.sources) - 1
    return ngettext("and {n} more", "and {n} more", more).format(n=more) if more > 0 else ""


def _source_spoken(cost: CourseCost, context: Context) -> str:
    sources = [s for s in map(context.catalogue.source, cost.sources) if s is not None]
    return "; ".join(map(source_text, sources)) or _("no source")


_UNKNOWN = PriceState.UNKNOWN

COLUMNS: tuple[Column, ...] = (
    Column("tick", lambda _c: _("Compare"), 36, lambda cost, _x: ""),
    Column(
        "entry",
        lambda _c: _("Entry"),
        170,
        lambda cost, _x: cost.entry.name,
        lambda cost, _x: place_text(cost.entry),
        _entry_spoken,
        sort=SortKey.NAME,
    ),
    Column("route", lambda _c: _("Route"), 104, lambda cost, _x: words(cost.entry.routes)),
    Column(
        "sessions",
        lambda _c: _("Sessions"),
        72,
        _sessions,
        _sessions_second,
        _sessions_spoken,
        sort=SortKey.SESSIONS,
        numeric=True,
        changed=_sessions_changed,
    ),
    Column(
        "downtime",
        lambda _c: _("Downtime"),
        76,
        _downtime,
        _downtime_second,
        _downtime_spoken,
        sort=SortKey.DOWNTIME,
        numeric=True,
    ),
    Column(
        "unit_price",
        lambda _c: _("Per session"),
        119,
        _unit,
        _unit_second,
        _unit_spoken,
        sort=SortKey.PRICE,
        numeric=True,
    ),
    Column(
        "total",
        lambda currency: _("Total, {currency}").format(currency=currency_symbol(currency).strip()),
        316,
        lambda cost, _x: total_text(cost),
        spoken=_total_spoken,
        sort=SortKey.TOTAL,
        numeric=True,
    ),
    Column(
        "provider",
        lambda _c: _("Provider"),
        150,
        lambda cost, _x: cost.entry.provider_name or _("not stated"),
        optional=True,
    ),
    Column(
        "city",
        lambda _c: _("City"),
        110,
        lambda cost, _x: cost.entry.city or _("not stated"),
        optional=True,
    ),
    Column(
        "country",
        lambda _c: _("Country"),
        120,
        lambda cost, _x: (
            country_name(cost.entry.country) if cost.entry.country else _("not stated")
        ),
        optional=True,
    ),
    Column(
        "family",
        lambda _c: _("Family"),
        120,
        lambda cost, _x: word(cost.entry.family),
        optional=True,
    ),
    Column(
        "concerns",
        lambda _c: _("Concerns"),
        150,
        lambda cost, _x: words(cost.entry.concerns),
        optional=True,
    ),
    Column(
        "price_date",
        lambda _c: _("Date of price"),
        106,
        _price_date,
        spoken=_price_date_spoken,
        optional=True,
    ),
    Column(
        "source",
        lambda _c: _("Source"),
        150,
        _source,
        _source_second,
        _source_spoken,
        optional=True,
    ),
)
