"""A text that states two prices at once: for a session, and for a course."""

from __future__ import annotations

import re

from exodesk.domain.entries import Per
from exodesk.imports.price_text import PriceReading, PriceTextError, read_price

# A comma of a number has no space behind it.
_BETWEEN = re.compile(r"\s*(?:[;,]|\b(?:or|and)\b|(?<=\s)या(?=\s))\s+", re.IGNORECASE)


def two_prices(text: str, currency: str | None) -> tuple[str, str] | None:
    """The two texts where ``text`` can be parted in one way, for prices of different things."""
    found = []
    for between in _BETWEEN.finditer(text):
        parts = text[: between.start()].strip(), text[between.end() :].strip()
        one, other = (_reading(part, currency) for part in parts)
        if one is not None and other is not None and _buys(one) != _buys(other):
            found.append(parts)
    return found[0] if len(found) == 1 else None


def _reading(text: str, currency: str | None) -> PriceReading | None:
    try:
        return read_price(text, currency)
    except PriceTextError:
        return None


def _buys(reading: PriceReading) -> tuple[Per, int | None]:
    return reading.per or Per.SESSION, reading.sessions
