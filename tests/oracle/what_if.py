"""What a person assumes, as the options of the command line say it."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from tests.oracle.figures import YEAR_IN_DAYS, Json, Pins, factor

LINES = (
    *("sessions", "packs", "maintenance", "consultation", "patch-test", "add-on"),
    *("tax", "fx-fee", "travel", "time-off"),
)
BASE_LINES = ("sessions", "packs")
_STANDARD_TAX = {"GB": Fraction(20), "IN": Fraction(18)}
# Of the countries that the tests use.
_PAID_IN = {"GB": "GBP", "IN": "INR", "AE": "AED", "JP": "JPY", "KW": "KWD"}


@dataclass(frozen=True)
class WhatIf:
    """``travel`` and ``time_off`` are an amount with its currency; ``trips`` of None are one per
    session; ``off`` are the lines that are not summed; ``fx_fee`` is per cent."""

    currency: str = "GBP"
    pins: Pins = field(default_factory=dict)
    horizon: Fraction = YEAR_IN_DAYS
    sessions: tuple[int, int] | None = None
    widen: bool = False
    fx_fee: Fraction = Fraction(0)
    home: str | None = None
    travel: tuple[Fraction, str] | None = None
    trips: int | None = 1
    time_off: tuple[Fraction, str] | None = None
    off: frozenset[str] = frozenset({"add-on"})

    def converted(self, amount: Fraction, currency: str) -> Fraction:
        return amount * factor(currency, self.currency, self.pins)

    def fee_on(self, currency: str) -> Fraction:
        """What part of an amount in ``currency`` is added for the exchange."""
        own = self.currency if self.home is None else _PAID_IN[self.home]
        return Fraction(0) if currency == own else self.fx_fee / 100

    def tax_on(self, entry: Json, offer: Json) -> tuple[Fraction, Fraction | None]:
        """What part of the price is added as tax, at least and at most (None: nobody knows)."""
        kind = offer.get("tax") or "unknown"
        if kind in ("included", "exempt") or (kind == "unknown" and not self.widen):
            return Fraction(0), Fraction(0)
        rate = _tax_rate(entry, offer)
        if kind == "unknown":
            return Fraction(0), rate
        return (Fraction(0) if rate is None else rate), rate


def country(entry: Json) -> str | None:
    """The provider's, else the entry's own."""
    provider = entry.get("provider") or {}
    found: str | None = provider.get("country") or entry.get("country")
    return found


def _tax_rate(entry: Json, offer: Json) -> Fraction | None:
    per_cent = offer.get("tax_rate")
    if per_cent is not None:
        return Fraction(per_cent) / 100
    if entry["kind"] != "treatment":
        return None
    standard = _STANDARD_TAX.get(country(entry) or "")
    return None if standard is None else standard / 100
