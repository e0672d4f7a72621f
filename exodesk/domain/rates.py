"""Exchange rates: dated, sourced, in both directions. A missing rate is None, never a guess."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from exodesk.domain.money import minor_digits


@dataclass(frozen=True, slots=True)
class Rate:
    """One ``base`` costs ``value`` of ``quote``."""

    base: str
    quote: str
    value: Decimal
    date: datetime.date
    source: str

    def __post_init__(self) -> None:
        minor_digits(self.base)
        minor_digits(self.quote)
        if self.base == self.quote:
            raise ValueError("a rate joins two different currencies")
        if not self.value.is_finite() or self.value <= 0:
            raise ValueError("a rate is above 0")

    def factor(self, source: str, target: str) -> Fraction:
        """What an amount in ``source`` is multiplied by to be one in ``target``."""
        if (source, target) == (self.base, self.quote):
            return Fraction(self.value)
        if (source, target) == (self.quote, self.base):
            return 1 / Fraction(self.value)
        raise ValueError(f"{self.base}/{self.quote} does not convert {source} to {target}")

    def age_in_days(self, today: datetime.date) -> int:
        return max(0, (today - self.date).days)


class PublishedRates(Protocol):
    """A history of published rates, such as the European Central Bank's."""

    def rate(self, one: str, other: str, on: datetime.date) -> Rate | None:
        """The rate between two currencies last published on or before ``on``."""

    def currencies(self, on: datetime.date) -> tuple[str, ...]:
        """Which currencies have a rate as of ``on``."""


class NoPublishedRates:
    """A history that holds nothing: only pinned rates count."""

    def rate(self, one: str, other: str, on: datetime.date) -> Rate | None:
        return None

    def currencies(self, on: datetime.date) -> tuple[str, ...]:
        return ()


class RateTable:
    """The rates in use on one day: pinned ones first, then the published ones."""

    def __init__(
        self,
        on: datetime.date,
        published: PublishedRates | None = None,
        pinned: Iterable[Rate] = (),
    ) -> None:
        self.on = on
        self.pinned = tuple(pinned)
        self._published = published or NoPublishedRates()
        self._found: dict[frozenset[str], Rate | None] = {
            frozenset((rate.base, rate.quote)): rate for rate in self.pinned
        }

    def rate(self, one: str, other: str) -> Rate | None:
        """The rate between two currencies, in its published direction; None where there is none."""
        pair = frozenset((one, other))
        if pair not in self._found:
            self._found[pair] = self._published.rate(one, other, self.on)
        return self._found[pair]

    def factor(self, source: str, target: str) -> Fraction | None:
        """Exact multiplier from ``source`` to ``target``; None where a rate is missing."""
        if source == target:
            return Fraction(1)
        rate = self.rate(source, target)
        return None if rate is None else rate.factor(source, target)

    def currencies(self) -> tuple[str, ...]:
        """Every currency that can be shown, in alphabetical order."""
        pinned = {code for rate in self.pinned for code in (rate.base, rate.quote)}
        return tuple(sorted(pinned.union(self._published.currencies(self.on))))

    def with_pinned(self, rate: Rate) -> RateTable:
        """A table in which ``rate`` replaces any other between its two currencies."""
        others = (r for r in self.pinned if {r.base, r.quote} != {rate.base, rate.quote})
        return RateTable(self.on, self._published, (*others, rate))

    def without_pinned(self) -> RateTable:
        return RateTable(self.on, self._published)
