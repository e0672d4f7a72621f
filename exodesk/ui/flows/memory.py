"""What the window remembers: size, view, filters and tray of each catalogue, assumptions, rates."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from exodesk.domain import saved_filters, scenarios
from exodesk.domain.assumptions import Assumptions
from exodesk.domain.errors import ExodeskError
from exodesk.domain.money import MINOR_DIGITS
from exodesk.domain.rates import Rate, RateTable
from exodesk.domain.saved_filters import SavedFilter
from exodesk.domain.scenarios import Scenario
from exodesk.translation import languages
from exodesk.ui.theme import Scheme

_MOST_DIGITS = 15


def assumptions_from(settings: Mapping[str, Any], assumptions: Assumptions) -> Assumptions:
    """The assumptions of last time, else ``assumptions``; older settings hold a currency alone."""
    if "assumptions" in settings:
        try:
            return scenarios.from_plain(settings["assumptions"])
        except ExodeskError:
            return assumptions
    currency = settings.get("currency")
    if isinstance(currency, str) and currency in MINOR_DIGITS:
        return Assumptions(currency)
    return assumptions


def plain_assumptions(assumptions: Assumptions) -> dict[str, Any]:
    return scenarios.to_plain(assumptions)


def scenarios_from(settings: Mapping[str, Any]) -> tuple[Scenario, ...]:
    """The scenarios kept; one that is not understood is passed over."""
    found = {}
    for plain in _list(settings.get("scenarios")):
        try:
            name, assumed = str(plain["name"]).strip(), scenarios.from_plain(plain["assumptions"])
            kept = tuple(_rate(each) for each in _list(plain["rates"]))
        except (KeyError, TypeError, ValueError, InvalidOperation, ExodeskError):
            continue
        if name:
            found[name] = Scenario(name, assumed, kept)
    return tuple(found.values())


def plain_scenarios(kept: Iterable[Scenario]) -> list[dict[str, Any]]:
    return [
        {
            "name": one.name,
            "assumptions": scenarios.to_plain(one.assumptions),
            "rates": [_plain_rate(rate) for rate in one.rates],
        }
        for one in kept
    ]


def rates_from(settings: Mapping[str, Any], rates: RateTable) -> RateTable:
    """``rates`` with those that were set by hand last time; nonsense is passed over."""
    for plain in _list(settings.get("rates")):
        try:
            rates = rates.with_pinned(_rate(plain))
        except (KeyError, TypeError, ValueError, InvalidOperation, ExodeskError):
            continue
    return rates


def plain_rates(rates: RateTable) -> list[dict[str, str]]:
    return [_plain_rate(rate) for rate in rates.pinned]


def _rate(plain: Any) -> Rate:
    value = Decimal(str(plain["value"]))
    if abs(value.adjusted()) > _MOST_DIGITS:
        raise ValueError("no rate, and a number that takes long to convert with")
    return Rate(
        str(plain["base"]),
        str(plain["quote"]),
        value,
        datetime.date.fromisoformat(plain["date"]),
        str(plain["source"]),
    )


def _plain_rate(rate: Rate) -> dict[str, str]:
    return {
        "base": rate.base,
        "quote": rate.quote,
        "value": f"{rate.value:f}",
        "date": rate.date.isoformat(),
        "source": rate.source,
    }


def saved_filters_from(settings: Mapping[str, Any]) -> tuple[SavedFilter, ...]:
    found = []
    for plain in _list(settings.get("saved_filters")):
        try:
            entry_filter = saved_filters.from_plain(plain["filter"])
            found.append(SavedFilter(str(plain["name"]), entry_filter))
        except (KeyError, TypeError, ExodeskError):
            continue
    return tuple(found)


def plain_saved_filters(saved: Iterable[SavedFilter]) -> list[dict[str, Any]]:
    return [{"name": one.name, "filter": saved_filters.to_plain(one.entry_filter)} for one in saved]


def scheme_from(settings: Mapping[str, Any]) -> Scheme:
    try:
        return Scheme(settings.get("scheme"))
    except ValueError:
        return Scheme.SYSTEM


def language_from(settings: Mapping[str, Any]) -> str | None:
    """The language that was chosen last time, if it is still there."""
    chosen = settings.get("language")
    return chosen if isinstance(chosen, str) and chosen in languages() else None


def view_of(settings: Mapping[str, Any], catalogue: str) -> dict[str, Any]:
    """What was remembered of one catalogue, by its path."""
    return mapping(mapping(settings.get("views")).get(catalogue))


def mapping(value: Any) -> dict[str, Any]:
    """A remembered object in braces; anything else counts as an empty one."""
    return value if isinstance(value, dict) else {}


def text(value: Any) -> str:
    """A remembered text; anything else counts as none."""
    return value if isinstance(value, str) else ""


def texts(value: Any) -> list[str]:
    """The texts of a remembered list; anything else is passed over."""
    return [text for text in _list(value) if isinstance(text, str)]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
