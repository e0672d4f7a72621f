"""Durations, volumes and masses: plain exact numbers inside, Pint only where a person types.

A catalogue's five duration units are read by a table, because Pint takes longer to import than a
window takes to open. A year is 365 days and a month a twelfth of it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from exodesk.domain.errors import ExodeskError
from exodesk.translation import gettext as _

if TYPE_CHECKING:
    from pint import UnitRegistry

DAYS_IN: dict[str, Fraction] = {
    "hour": Fraction(1, 24),
    "day": Fraction(1),
    "week": Fraction(7),
    "month": Fraction(365, 12),
    "year": Fraction(365),
}
# As they are typed in Hindi; some can be spelt in two ways that look the same.
HINDI_TIME_UNITS: dict[str, str] = {
    unicodedata.normalize("NFC", word): unit
    for unit, words in {
        "hour": ("घं", "घंटा", "घंटे", "घण्टे"),
        "day": ("दिन",),
        "week": ("सप्ताह", "हफ़्ता", "हफ़्ते", "हफ्ता", "हफ्ते"),
        "month": ("माह", "महीना", "महीने"),
        "year": ("साल", "वर्ष"),
    }.items()
    for word in words
}
PACK_UNITS = ("ml", "l", "mg", "g", "kg")

# Every unit is a whole number of its base unit, so that conversions stay exact in Decimal.
_DEFINITIONS = (
    "hour = [time] = h = hr = hrs = hours",
    "day = 24 hour = d = days",
    "week = 168 hour = wk = weeks",
    "month = 730 hour = months",
    "year = 8760 hour = yr = years",
    "ml = [volume] = milliliter = millilitre",
    "l = 1000 ml = litre = liter",
    "mg = [mass] = milligram",
    "g = 1000 mg = gram = grams",
    "kg = 1000000 mg = kilogram",
)
_TYPED = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,9})?)\s*([A-Za-z]+|[^\x00-\x7f]+)")


class NotADurationError(ExodeskError):
    def __init__(self, text: str) -> None:
        super().__init__(
            _("“{text}” is not a length of time. Example: 3 days, 48 hours or 2 weeks.").format(
                text=text
            )
        )


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time as its source states it, such as 24 hours or 4 weeks."""

    amount: Decimal
    unit: str

    @property
    def days(self) -> Fraction:
        return _days(self.amount, self.unit)


@lru_cache(maxsize=4096)
def _days(amount: Decimal, unit: str) -> Fraction:
    return Fraction(amount) * DAYS_IN[unit]


@dataclass(frozen=True, slots=True)
class Amount:
    """A volume or a mass as its source states it, such as 30 ml or 0.5 g."""

    amount: Decimal
    unit: str

    def ratio_to(self, other: Amount) -> Fraction | None:
        """How many times ``other`` this is; None where the units do not convert (g and ml)."""
        if not other.amount:
            return None
        ratio = Fraction(self.amount) / Fraction(other.amount)
        if self.unit == other.unit:
            return ratio
        base, size = _in_base_unit(self.unit)
        other_base, other_size = _in_base_unit(other.unit)
        return ratio * size / other_size if base == other_base else None


def in_english(unit: str) -> str:
    """``week`` for ``सप्ताह``; whatever else is typed as it is, in small letters."""
    plain = unicodedata.normalize("NFC", unit).casefold()
    return HINDI_TIME_UNITS.get(plain, plain)


def parse_days(text: str) -> Fraction:
    """Read a typed length of time such as ``3 days``, ``48 h`` or ``2 सप्ताह`` as days."""
    match = _TYPED.fullmatch(text.strip())
    if match is None:
        raise NotADurationError(text)
    number, unit = match[1], in_english(match[2])
    base, hours = _in_base_unit(unit)
    if base != "hour":
        raise NotADurationError(text)
    return Fraction(number) * hours / 24


@cache
def _in_base_unit(unit: str) -> tuple[str, Fraction]:
    """The base unit of ``unit`` and how many of it that is; ("", 0) for an unknown unit."""
    if not (unit.isascii() and unit.isalpha()):
        return "", Fraction(0)  # all defined ones are; Pint fails on control characters
    from pint.errors import UndefinedUnitError

    try:
        quantity = _registry().Quantity(Decimal(1), unit).to_base_units()
    except (UndefinedUnitError, ValueError):  # ValueError: Pint reads "nan" as a number
        return "", Fraction(0)
    return str(quantity.units), Fraction(quantity.magnitude)


@cache
def _registry() -> UnitRegistry[Decimal]:
    from pint import UnitRegistry

    registry: UnitRegistry[Decimal] = UnitRegistry(None, non_int_type=Decimal)
    registry.load_definitions(list(_DEFINITIONS))
    return registry
