"""Figures as other programs read them: plain strings, rounded once, half up, to the minor unit."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

from exodesk.domain.catalogue import Catalogue
from exodesk.domain.costing import CostLine, Count, CourseCost
from exodesk.domain.filters import Judgement
from exodesk.domain.money import Bounds, PriceState, minor_digits, round_half_up
from exodesk.domain.rates import Rate
from exodesk.wording.vocabulary import word

_DAY_DIGITS = 28


def money(value: Fraction | None, currency: str) -> str | None:
    """``750.00``; None stays None."""
    return None if value is None else f"{round_half_up(value, minor_digits(currency)):f}"


def days(value: Fraction | None) -> str | None:
    """Days without rounding (``1.5``), to 28 digits where they have no last one."""
    if value is None:
        return None
    with localcontext() as context:
        context.prec = _DAY_DIGITS
        quotient = Decimal(value.numerator) / Decimal(value.denominator)
    return f"{quotient.normalize():f}"


def rate_option(rate: Rate) -> str:
    """``GBP/INR=120``, as the command line takes it."""
    return f"{rate.base}/{rate.quote}={rate.value:f}"


def result(
    costs: list[CourseCost], catalogue: Catalogue, currency: str, on: date
) -> dict[str, Any]:
    """What ``compare`` and ``list`` print as JSON; rates as old as ``on`` that day."""
    rates = dict.fromkeys(rate for cost in costs for rate in cost.rates)
    return {
        "currency": currency,
        "rates": [{**plain_rate(rate), "age_days": rate.age_in_days(on)} for rate in rates],
        "entries": [plain_cost(cost, catalogue) for cost in costs],
    }


def plain_rate(rate: Rate) -> dict[str, str]:
    return {
        "base": rate.base,
        "quote": rate.quote,
        "value": f"{rate.value:f}",
        "date": rate.date.isoformat(),
        "source": rate.source,
    }


def plain_cost(cost: CourseCost, catalogue: Catalogue) -> dict[str, Any]:
    entry = cost.entry
    return {
        "id": entry.id,
        "name": entry.name,
        "kind": entry.kind.value,
        "family": entry.family.value,
        "provider": entry.provider_name,
        "city": entry.city,
        "country": entry.country,
        "routes": [route.value for route in entry.routes],
        "state": cost.state.value,
        "sessions": _plain_count(cost.sessions),
        "packs": _plain_count(cost.packs),
        "unit_price": _plain_bounds(cost.unit_price, cost.currency),
        "total": _plain_bounds(cost.total, cost.currency),
        "downtime": {"low_days": days(cost.downtime.low), "high_days": days(cost.downtime.high)},
        "original_currency": cost.original_currency,
        "original_total": _original(cost),
        "lines": [_plain_line(line, cost.currency) for line in cost.lines],
        "flags": [flag.value for flag in cost.flags],
        "oldest_price_date": cost.oldest_date,
        "sources": list(cost.sources),
        "source_titles": source_titles(cost, catalogue),
    }


def with_fit(plain: dict[str, Any], judgement: Judgement) -> dict[str, Any]:
    return {**plain, "fit": judgement.value}


def source_titles(cost: CourseCost, catalogue: Catalogue) -> list[str]:
    """Publisher, title and date of each source, in the order of ``cost.sources``."""
    found = (catalogue.source(source) for source in cost.sources)
    return [
        ", ".join(part for part in (s.publisher, s.title, s.date or "undated") if part)
        for s in found
        if s is not None
    ]


def _plain_bounds(bounds: Bounds, currency: str) -> dict[str, str | None]:
    return {"low": money(bounds.low, currency), "high": money(bounds.high, currency)}


def _plain_count(count: Count | None) -> dict[str, Any] | None:
    if count is None:
        return None
    return {"low": count.low, "high": count.high, "assumed": count.assumed}


def _original(cost: CourseCost) -> dict[str, str | None] | None:
    if cost.original_currency is None or cost.original_total.state is PriceState.UNKNOWN:
        return None
    return _plain_bounds(cost.original_total, cost.original_currency)


def _plain_line(line: CostLine, currency: str) -> dict[str, Any]:
    sources = dict.fromkeys(offer.stated.source for offer in line.offers())
    known = [source for source in sources if source is not None]
    return {
        "key": line.key.value,
        "label": word(line.key),
        **_plain_bounds(line.bounds, currency),
        "source": known[0] if known else None,
        "sources": known,
    }
