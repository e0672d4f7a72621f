"""What the window remembers: size, view, filters and tray of each catalogue, currency, rates."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.errors import ExodeskError
from exodesk.domain.money import MINOR_DIGITS
from exodesk.domain.rates import Rate, RateTable
from exodesk.domain.saved_filters import SavedFilter, from_plain, to_plain
from exodesk.ui.theme import Scheme

_MOST_DIGITS = 15


def assumptions_from(settings: Mapping[str, Any], assumptions: Assumptions) -> Assumptions:
    """``assumptions`` in the display currency of last time."""
    currency = settings.get("currency")
    if isinstance(currency, str) and currency in MINOR_DIGITS:
        return replace(assumptions, currency=currency)
    return assumptions


def rates_from(settings: Mapping[str, Any], rates: RateTable) -> RateTable:
    """``rates`` with those that were set by hand last time; nonsense is passed over."""
    for plain in _list(settings.get("rates")):
        try:
            value = Decimal(str(plain["value"]))
            if abs(value.adjusted()) > _MOST_DIGITS:
                continue  # no rate, and a number that takes long to convert with
            rate = Rate(
                str(plain["base"]),
                str(plain["quote"]),
                value,
                datetime.date.fromisoformat(plain["date"]),
                str(plain["source"]),
            )
        except (KeyError, TypeError, ValueError, InvalidOperation, ExodeskError):
            continue
        rates = rates.with_pinned(rate)
    return rates


def plain_rates(rates: RateTable) -> list[dict[str, str]]:
    return [
        {
            "base": rate.base,
            "quote": rate.quote,
            "value": f"{rate.value:f}",
            "date": rate.date.isoformat(),
            "source": rate.source,
        }
        for rate in rates.pinned
    ]


def saved_filters_from(settings: Mapping[str, Any]) -> tuple[SavedFilter, ...]:
    found = []
    for plain in _list(settings.get("saved_filters")):
        try:
            found.append(SavedFilter(str(plain["name"]), from_plain(plain["filter"])))
        except (KeyError, TypeError, ExodeskError):
            continue
    return tuple(found)


def plain_saved_filters(saved: tuple[SavedFilter, ...]) -> list[dict[str, Any]]:
    return [{"name": one.name, "filter": to_plain(one.entry_filter)} for one in saved]


def scheme_from(settings: Mapping[str, Any]) -> Scheme:
    try:
        return Scheme(settings.get("scheme"))
    except ValueError:
        return Scheme.SYSTEM


def view_of(settings: Mapping[str, Any], catalogue: str) -> dict[str, Any]:
    """What was remembered of one catalogue, by its path."""
    return mapping(mapping(settings.get("views")).get(catalogue))


def mapping(value: Any) -> dict[str, Any]:
    """A remembered object in braces; anything else counts as an empty one."""
    return value if isinstance(value, dict) else {}


def texts(value: Any) -> list[str]:
    """The texts of a remembered list; anything else is passed over."""
    return [text for text in _list(value) if isinstance(text, str)]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
