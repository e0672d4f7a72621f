"""Costs as other programs read them: objects of plain strings, with all that they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.costing import Count, CourseCost
from exodesk.domain.filters import Judgement
from exodesk.domain.money import Bounds, PriceState
from exodesk.domain.packages import Sessions, package_break_evens, prepaid
from exodesk.domain.rates import Rate, RateTable
from exodesk.domain.stays import stay_of
from exodesk.domain.turning_points import Turn
from exodesk.exports.in_force import plain_assumptions
from exodesk.exports.plain_numbers import days, money
from exodesk.exports.plain_trace import Tracer
from exodesk.wording.sentences import purchase_text


def result(
    costs: Sequence[CourseCost],
    catalogue: Catalogue,
    assumptions: Assumptions,
    rates: RateTable,
    today: date,
) -> dict[str, Any]:
    """What ``compare`` and ``list`` print as JSON.

    Prices are as old as ``today``, the rates as old as on the day of their table.
    """
    entries = plain_entries(costs, catalogue, assumptions, rates, today)
    return {**circumstances(costs, assumptions, rates), "entries": list(entries)}


def circumstances(
    costs: Sequence[CourseCost], assumptions: Assumptions, rates: RateTable
) -> dict[str, Any]:
    """Under what the figures of ``costs`` stand."""
    used = dict.fromkeys(rate for cost in costs for rate in cost.rates)
    return {
        "currency": assumptions.currency,
        "assumptions": plain_assumptions(assumptions),
        "rates": [{**plain_rate(rate), "age_days": rate.age_in_days(rates.on)} for rate in used],
    }


def plain_entries(
    costs: Sequence[CourseCost],
    catalogue: Catalogue,
    assumptions: Assumptions,
    rates: RateTable,
    today: date,
) -> Iterator[dict[str, Any]]:
    """The figures of each entry; of very many they are large, so each is made in its turn."""
    for cost in costs:
        yield {
            **plain_cost(cost, catalogue, assumptions, today),
            **_plain_packages(cost, assumptions, rates),
        }


def plain_rate(rate: Rate) -> dict[str, str]:
    return {
        "base": rate.base,
        "quote": rate.quote,
        "value": f"{rate.value:f}",
        "date": rate.date.isoformat(),
        "source": rate.source,
    }


def plain_cost(
    cost: CourseCost, catalogue: Catalogue, assumptions: Assumptions, today: date
) -> dict[str, Any]:
    entry = cost.entry
    tracer = Tracer(cost, catalogue, assumptions, today)
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
        "downtime": _plain_days(cost.downtime),
        "stay": None if (stay := stay_of(cost)) is None else _plain_days(stay),
        "original_currency": cost.original_currency,
        "original_total": _original(cost),
        "lines": tracer.lines(),
        "flags": [flag.value for flag in cost.flags],
        "oldest_price_date": cost.oldest_date,
        "trace": tracer.summary(),
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


def _plain_packages(cost: CourseCost, assumptions: Assumptions, rates: RateTable) -> dict[str, Any]:
    """From how many sessions each course on offer pays, and what is paid and not yet had."""
    return {
        "package_break_even": [
            {
                "sessions": found.course.sessions,
                "surely": _plain_sessions(found.surely),
                "at_best": _plain_sessions(found.at_best),
            }
            for found in package_break_evens(cost.entry, assumptions, rates)
        ],
        "money_at_risk": [
            {
                "bought": purchase_text(found.purchases),
                "after": [
                    {"sessions": had, **_plain_bounds(bounds, cost.currency)}
                    for had, bounds in enumerate(found.at_risk)
                ],
            }
            for found in prepaid(cost, assumptions, rates)
        ],
    }


def _plain_sessions(sessions: Sessions) -> str:
    return sessions.value if isinstance(sessions, Turn) else str(sessions)


def _plain_bounds(bounds: Bounds, currency: str) -> dict[str, str | None]:
    return {"low": money(bounds.low, currency), "high": money(bounds.high, currency)}


def _plain_days(bounds: Bounds) -> dict[str, str | None]:
    return {"low_days": days(bounds.low), "high_days": days(bounds.high)}


def _plain_count(count: Count | None) -> dict[str, Any] | None:
    if count is None:
        return None
    return {"low": count.low, "high": count.high, "assumed": count.assumed}


def _original(cost: CourseCost) -> dict[str, str | None] | None:
    if cost.original_currency is None or cost.original_total.state is PriceState.UNKNOWN:
        return None
    return _plain_bounds(cost.original_total, cost.original_currency)
