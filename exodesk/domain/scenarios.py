"""Assumptions under a name, and assumptions as plain values that a JSON file can hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from exodesk.domain.assumption_texts import MOST_PER_CENT, MOST_TRIPS, PER
from exodesk.domain.assumptions import (
    LONGEST_HORIZON_DAYS,
    Assumptions,
    LineKey,
    UnknownTax,
    parse_sessions,
)
from exodesk.domain.countries import COUNTRIES
from exodesk.domain.entries import SessionCount, Use
from exodesk.domain.errors import ExodeskError
from exodesk.domain.money import MINOR_DIGITS, Money
from exodesk.domain.rates import Rate
from exodesk.domain.units import PACK_UNITS, Amount
from exodesk.translation import gettext as _

ALWAYS_COUNTED = frozenset({LineKey.SESSIONS, LineKey.PACKS})

_NUMBER = r"[0-9]{1,30}(?:\.[0-9]{1,30})?"
_MONEY = re.compile(rf"{_NUMBER} [A-Z]{{3}}")
_USE = re.compile(rf"({_NUMBER}) ([a-z]{{1,2}}) ([a-z]{{3,5}})")
_FRACTION = re.compile(r"[0-9]{1,60}(/[1-9][0-9]{0,59})?")
_LONGEST_TEXT = 1_000
_LONGEST_QUOTED = 40
_MOST_ENTRIES = 10_000
_A_TRIP_A_SESSION = "per-session"


class NotAScenarioError(ExodeskError):
    def __init__(self, where: object) -> None:
        text = where if isinstance(where, str) else type(where).__name__
        shown = text if len(text) <= _LONGEST_QUOTED else text[:_LONGEST_QUOTED] + "…"
        super().__init__(
            _("A scenario could not be read: “{where}” is not understood.").format(where=shown)
        )


@dataclass(frozen=True, slots=True)
class Scenario:
    """Assumptions that a person named, with the ``rates`` that were set by hand under them."""

    name: str
    assumptions: Assumptions
    rates: tuple[Rate, ...] = ()


def to_plain(assumptions: Assumptions) -> dict[str, Any]:
    """The assumptions as strings, numbers and lists; what is at its default is left out."""
    return {
        key: write(getattr(assumptions, key))
        for key, (write, _read) in _FIELDS.items()
        if getattr(assumptions, key) != getattr(_DEFAULT, key)
    }


def from_plain(plain: object) -> Assumptions:
    """The opposite of ``to_plain``.

    Refuses with NotAScenarioError whatever it does not understand, unknown fields included:
    assumptions that quietly lost one would give other totals under the same name.
    """
    if not isinstance(plain, Mapping):
        raise NotAScenarioError(plain)
    fields: dict[str, Any] = {}
    for key, value in plain.items():
        if not isinstance(key, str) or key not in _FIELDS:
            raise NotAScenarioError(key)
        fields[key] = _FIELDS[key][1](value)
    return Assumptions(**fields)


def _text(value: object, most: int = _LONGEST_TEXT) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= most:
        raise NotAScenarioError(value)
    return value


def _one_of(known: Mapping[str, Any]) -> Callable[[object], Any]:
    def read(value: object) -> Any:
        text = _text(value)
        if text not in known:
            raise NotAScenarioError(text)
        return known[text]

    return read


def _within(lowest: Fraction, highest: Fraction) -> Callable[[object], Fraction]:
    """A number above ``lowest`` and at most ``highest``."""

    def read(value: object) -> Fraction:
        text = _text(value)
        if not _FRACTION.fullmatch(text) or not lowest < Fraction(text) <= highest:
            raise NotAScenarioError(text)
        return Fraction(text)

    return read


def _read_money(value: object) -> Money:
    text = _text(value)
    if not _MONEY.fullmatch(text) or text[-3:] not in MINOR_DIGITS:
        raise NotAScenarioError(text)
    return Money.parse(text)


def _read_trips(value: object) -> int | None:
    if value == _A_TRIP_A_SESSION:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= MOST_TRIPS:
        raise NotAScenarioError(value)
    return value


def _read_sessions(value: object) -> SessionCount:
    text = _text(value)
    try:
        return parse_sessions(text)
    except ExodeskError:
        raise NotAScenarioError(text) from None


def _read_use(value: object) -> Use:
    match = _USE.fullmatch(_text(value))
    if match is None or match[2] not in PACK_UNITS or match[3] not in PER:
        raise NotAScenarioError(value)
    amount = Decimal(match[1])
    if not amount:
        raise NotAScenarioError(value)
    return Use(Amount(amount, match[2]), match[3])


def _read_left_out(value: object) -> frozenset[LineKey]:
    if not isinstance(value, list) or len(value) > len(LineKey):
        raise NotAScenarioError(value)
    return frozenset(_read_line(one) for one in value)


def _by_id(read: Callable[[object], Any]) -> Callable[[object], dict[str, Any]]:
    def read_all(values: object) -> dict[str, Any]:
        if not isinstance(values, Mapping) or len(values) > _MOST_ENTRIES:
            raise NotAScenarioError(values)
        return {_text(key): read(value) for key, value in values.items()}

    return read_all


def _write_sessions(sessions: SessionCount) -> str:
    return f"{sessions.low}-{sessions.high}"


def _write_use(use: Use) -> str:
    return f"{use.amount.amount:f} {use.amount.unit} {use.per}"


def _write_by_id(write: Callable[[Any], str]) -> Callable[[Mapping[str, Any]], dict[str, str]]:
    return lambda values: {key: write(values[key]) for key in sorted(values)}


def _same(value: Any) -> Any:
    return value


_read_line = _one_of({line.value: line for line in LineKey if line not in ALWAYS_COUNTED})
_read_country = _one_of({code: code for code in COUNTRIES})
_read_percent = _within(Fraction(-1), Fraction(MOST_PER_CENT))
_DEFAULT = Assumptions()
_FIELDS: dict[str, tuple[Callable[[Any], Any], Callable[[object], Any]]] = {
    "currency": (_same, _one_of({code: code for code in MINOR_DIGITS})),
    "horizon_days": (str, _within(Fraction(0), LONGEST_HORIZON_DAYS)),
    "sessions": (_write_sessions, _read_sessions),
    "sessions_of": (_write_by_id(_write_sessions), _by_id(_read_sessions)),
    "left_out": (lambda lines: sorted(line.value for line in lines), _read_left_out),
    "unknown_tax": (lambda way: way.value, _one_of({way.value: way for way in UnknownTax})),
    "fx_fee": (str, _read_percent),
    "home": (_same, _read_country),
    "travel": (str, _read_money),
    "trips": (lambda trips: _A_TRIP_A_SESSION if trips is None else trips, _read_trips),
    "time_off": (str, _read_money),
    "use_of": (_write_by_id(_write_use), _by_id(_read_use)),
}
