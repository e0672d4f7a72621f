"""Entries as rows of texts, for the clipboard."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from exodesk.domain.costing import CourseCost
from exodesk.domain.money import PriceState
from exodesk.translation import gettext as _
from exodesk.wording.dates import date_text, rate_dated
from exodesk.wording.durations import duration_range_text
from exodesk.wording.rates import rate_text
from exodesk.wording.sentences import (
    original_total_text,
    place_text,
    sessions_text,
    total_text,
    unit_price_text,
)
from exodesk.wording.vocabulary import words


def list_rows(costs: Sequence[CourseCost], today: date) -> list[list[str]]:
    """A row of headings, then one row per entry; each with the date of its price and its rate."""
    headings = [
        _("Entry"),
        _("Where"),
        _("Route"),
        _("Sessions"),
        _("Downtime per session"),
        _("Per session"),
        _("Total"),
        _("Total in the currency printed"),
        _("Oldest price"),
        _("Rate"),
    ]
    return [headings, *(_row(cost, today) for cost in costs)]


def _row(cost: CourseCost, today: date) -> list[str]:
    rates = [f"{rate_text(rate, decimals=4)}, {rate_dated(rate, today)}" for rate in cost.rates]
    return [
        cost.entry.name,
        place_text(cost.entry),
        words(cost.entry.routes),
        sessions_text(cost),
        duration_range_text(cost.entry.downtime),
        unit_price_text(cost),
        total_text(cost),
        _in_printed_currency(cost),
        date_text(cost.oldest_date) if cost.lines else _("unknown"),
        "; ".join(rates),
    ]


def _in_printed_currency(cost: CourseCost) -> str:
    original = original_total_text(cost)
    if original is not None:
        return original
    mixed = cost.original_currency not in (None, cost.currency)
    known = cost.total.state is not PriceState.UNKNOWN
    return _("in several currencies") if mixed and known else total_text(cost)
