"""Filters under a name, and filters as plain values that a JSON file can hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Any, TypeVar

from exodesk.domain.assumptions import MOST_SESSIONS
from exodesk.domain.entries import Concern, Family, Kind, Route
from exodesk.domain.errors import ExodeskError
from exodesk.domain.filters import EntryFilter, Fit
from exodesk.domain.money import MINOR_DIGITS, Money
from exodesk.translation import gettext as _

Value = TypeVar("Value")

_MONEY = re.compile(r"[0-9]{1,15}(\.[0-9]{1,15})? [A-Z]{3}")
_FRACTION = re.compile(r"[0-9]{1,15}(/[1-9][0-9]{0,14})?")
_LONGEST_TEXT = 1_000
_MOST_CHOICES = 10_000


class NotASavedFilterError(ExodeskError):
    def __init__(self, where: str) -> None:
        super().__init__(
            _("A saved filter could not be read: “{where}” is not understood.").format(where=where)
        )


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A filter that a person named."""

    name: str
    entry_filter: EntryFilter


def to_plain(entry_filter: EntryFilter) -> dict[str, Any]:
    """The filter as strings, numbers and lists; criteria at their default are left out."""
    return {
        key: write(getattr(entry_filter, key))
        for key, (write, _read) in _FIELDS.items()
        if getattr(entry_filter, key) != getattr(_DEFAULT, key)
    }


def from_plain(plain: object) -> EntryFilter:
    """The opposite of ``to_plain``.

    Refuses with NotASavedFilterError whatever it does not understand, unknown criteria included:
    a filter that quietly lost one would show more than it was saved to show.
    """
    if not isinstance(plain, Mapping):
        raise NotASavedFilterError(_shortened(plain))
    fields: dict[str, Any] = {}
    for key, value in plain.items():
        if not isinstance(key, str) or key not in _FIELDS:
            raise NotASavedFilterError(_shortened(key))
        fields[key] = _FIELDS[key][1](value)
    return EntryFilter(**fields)


def _shortened(value: object) -> str:
    text = value if isinstance(value, str) else type(value).__name__
    return text if len(text) <= 40 else text[:40] + "…"


def _read_text(value: object) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST_TEXT:
        raise NotASavedFilterError(_shortened(value))
    return value


def _read_money(value: object) -> Money:
    if not isinstance(value, str) or not _MONEY.fullmatch(value):
        raise NotASavedFilterError(_shortened(value))
    if value[-3:] not in MINOR_DIGITS:
        raise NotASavedFilterError(_shortened(value))
    return Money.parse(value)


def _read_days(value: object) -> Fraction:
    if not isinstance(value, str) or not _FRACTION.fullmatch(value):
        raise NotASavedFilterError(_shortened(value))
    return Fraction(value)


def _read_sessions(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= MOST_SESSIONS:
        raise NotASavedFilterError(str(value)[:40] if isinstance(value, int) else _shortened(value))
    return value


def _reader_of(words: type[Enum]) -> Callable[[object], Enum]:
    known = {each.value: each for each in words}

    def read(value: object) -> Enum:
        if not isinstance(value, str) or value not in known:
            raise NotASavedFilterError(_shortened(value))
        return known[value]

    return read


def _or_none(read: Callable[[object], Value]) -> Callable[[object], Value | None]:
    return lambda value: None if value is None else read(value)


def _choices(read: Callable[[object], Value]) -> Callable[[object], frozenset[Value]]:
    def read_all(values: object) -> frozenset[Value]:
        if not isinstance(values, list) or len(values) > _MOST_CHOICES:
            raise NotASavedFilterError(_shortened(values))
        return frozenset(read(value) for value in values)

    return read_all


def _same(value: Any) -> Any:
    return value


def _word(value: Enum) -> Any:
    return value.value


def _listed(values: frozenset[Any]) -> list[Any]:
    """In alphabetical order, so that the same filter is always the same text; None last."""
    plain = [value.value if isinstance(value, Enum) else value for value in values]
    return sorted(plain, key=lambda value: (value is None, value or ""))


_DEFAULT = EntryFilter()
_FIELDS: dict[str, tuple[Callable[[Any], Any], Callable[[object], Any]]] = {
    "words": (_same, _read_text),
    "fit": (_word, _reader_of(Fit)),
    "max_total": (str, _read_money),
    "max_price": (str, _read_money),
    "max_downtime_days": (str, _read_days),
    "max_sessions": (_same, _read_sessions),
    "kinds": (_listed, _choices(_reader_of(Kind))),
    "families": (_listed, _choices(_reader_of(Family))),
    "routes": (_listed, _choices(_or_none(_reader_of(Route)))),
    "concerns": (_listed, _choices(_reader_of(Concern))),
    "countries": (_listed, _choices(_or_none(_read_text))),
    "providers": (_listed, _choices(_or_none(_read_text))),
}
