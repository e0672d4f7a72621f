"""Ranges, counts, durations and amounts as they stand in a catalogue file, read as fractions."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, NamedTuple, TypeAlias

Json: TypeAlias = Mapping[str, Any]
Pins: TypeAlias = Mapping[tuple[str, str], Fraction]
"""``{("GBP", "INR"): 120}``: £1 costs ₹120."""

YEAR_IN_DAYS = Fraction(365)
_DAYS = {
    "minute": Fraction(1, 1440),
    "hour": Fraction(1, 24),
    "day": Fraction(1),
    "week": Fraction(7),
    "month": YEAR_IN_DAYS / 12,
    "year": YEAR_IN_DAYS,
}
_AMOUNTS = {
    "ml": ("volume", Fraction(1)),
    "l": ("volume", Fraction(1000)),
    "mg": ("mass", Fraction(1, 1000)),
    "g": ("mass", Fraction(1)),
    "kg": ("mass", Fraction(1000)),
}


class Range(NamedTuple):
    """Low and high; None where the end is not known."""

    low: Fraction | None
    high: Fraction | None


class Count(NamedTuple):
    """A number of sessions, packs or payments."""

    low: int | None
    high: int | None
    assumed: bool


NOTHING = Range(None, None)


class NoRateError(Exception):
    """An amount that counts is in a currency that nobody gave a rate for."""


class NotSettledError(Exception):
    """The rules leave this open, or it is further out than is reckoned here."""


def days(text: str) -> Fraction:
    """``"36 hour"`` is one day and a half."""
    figure, unit = text.split(" ")
    return Fraction(figure) * _DAYS[unit]


def days_in(unit: str) -> Fraction:
    return _DAYS[unit]


def stated_days(entry: Json, key: str) -> Range | None:
    """A duration range of the entry; None where neither end is stated."""
    stated = entry.get(key)
    if stated is None or (stated.get("low"), stated.get("high")) == (None, None):
        return None
    low, high = stated.get("low"), stated.get("high")
    return Range(None if low is None else days(low), None if high is None else days(high))


def measure(text: str) -> tuple[str, Fraction]:
    """``"0.5 l"`` is 500 of the dimension ``volume``."""
    figure, unit = text.split(" ")
    dimension, size = _AMOUNTS[unit]
    return dimension, Fraction(figure) * size


def factor(given: str, wanted: str, pins: Pins) -> Fraction:
    if given == wanted:
        return Fraction(1)
    if (given, wanted) in pins:
        return pins[given, wanted]
    if (wanted, given) in pins:
        return 1 / pins[wanted, given]
    raise NoRateError


def rounded(amount: Fraction, digits: int = 2) -> str:
    """Half up, away from zero, with all its digits: ``"2.675"`` is ``"2.68"``."""
    units = math.floor(abs(amount) * 10**digits + Fraction(1, 2))
    sign = "-" if amount < 0 and units else ""
    if not digits:
        return f"{sign}{units}"
    return f"{sign}{units // 10**digits}.{units % 10**digits:0{digits}d}"
