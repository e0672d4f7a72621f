"""Exchange rates: dated, sourced, in both directions. A missing rate is None, never a guess."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from exodesk.domain.money import minor_digits

OLD_RATE_DAYS = 7
"""A rate that is older than this is warned of."""
_SAME = Fraction(1)
_MOST = Decimal(10) ** 9


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

    @property
    def pair(self) -> frozenset[str]:
        return frozenset((self.base, self.quote))

    def factor(self, source: str, target: str) -> Fraction:
        """What an amount in ``source`` is multiplied by to be one in ``target``."""
        if (source, target) == (self.base, self.quote):
            return Fraction(self.value)
        if (source, target) == (self.quote, self.base):
            return 1 / Fraction(self.value)
        raise ValueError(f"{self.base}/{self.quote} does not convert {source} to {target}")

    def age_in_days(self, today: datetime.date) -> int:
        return max(0, (today - self.date).days)

    def is_old(self, today: datetime.date) -> bool:
        """Whether a person is warned of it: from the eighth day of its age on."""
        return self.age_in_days(today) > OLD_RATE_DAYS


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
    """The rates in use on one day: pinned ones first, then the published ones.

    For a ``withheld`` pair of currencies no rate counts until one is pinned.
    """

    def __init__(
        self,
        on: datetime.date,
        published: PublishedRates | None = None,
        pinned: Iterable[Rate] = (),
        withheld: Iterable[frozenset[str]] = (),
    ) -> None:
        self.on = on
        self.pinned = tuple(pinned)
        self.withheld = frozenset(withheld)
        self._published = published or NoPublishedRates()
        self._found: dict[frozenset[str], Rate | None] = dict.fromkeys(self.withheld)
        self._found.update((rate.pair, rate) for rate in self.pinned)
        self._factors: dict[tuple[str, str], Fraction | None] = {}

    def rate(self, one: str, other: str) -> Rate | None:
        """The rate between two currencies, in its published direction; None where there is none."""
        pair = frozenset((one, other))
        if pair not in self._found:
            self._found[pair] = self._published.rate(one, other, self.on)
        return self._found[pair]

    def factor(self, source: str, target: str) -> Fraction | None:
        """Exact multiplier from ``source`` to ``target``; None where a rate is missing."""
        if source == target:
            return _SAME
        key = source, target
        if key not in self._factors:
            rate = self.rate(source, target)
            self._factors[key] = None if rate is None else rate.factor(source, target)
        return self._factors[key]

    def used(self, currencies: Iterable[str], target: str) -> tuple[Rate, ...]:
        """The rates by which amounts in ``currencies`` become ones in ``target``, as far as known.

        By the codes of the currencies.
        """
        found = (self.rate(code, target) for code in sorted(currencies) if code != target)
        return tuple(rate for rate in found if rate is not None)

    def currencies(self) -> tuple[str, ...]:
        """Every currency that can be shown, in alphabetical order."""
        pinned = {code for rate in self.pinned for code in (rate.base, rate.quote)}
        return tuple(sorted(pinned.union(self._published.currencies(self.on))))

    def with_pinned(self, rate: Rate) -> RateTable:
        """A table in which ``rate`` replaces any other between its two currencies."""
        cleared = self.with_published(rate.base, rate.quote)
        return RateTable(self.on, self._published, (*cleared.pinned, rate), cleared.withheld)

    def with_published(self, one: str, other: str) -> RateTable:
        """A table in which the published rate between the two counts again."""
        pair = frozenset((one, other))
        pinned = (rate for rate in self.pinned if rate.pair != pair)
        return RateTable(self.on, self._published, pinned, self.withheld - {pair})

    def pinning_only(self, rates: Iterable[Rate]) -> RateTable:
        """A table in which ``rates`` alone are pinned, and none is withheld."""
        return RateTable(self.on, self._published, rates)

    def publishing(self, published: PublishedRates, on: datetime.date) -> RateTable:
        """A table as of ``on`` over other published rates; pinned and withheld ones stay."""
        return RateTable(on, published, self.pinned, self.withheld)

    def as_of(self, on: datetime.date) -> RateTable:
        """A table of another day over the same published rates; pinned and withheld ones stay."""
        return self.publishing(self._published, on)

    def with_own_of(self, other: RateTable) -> RateTable:
        """A table that pins and withholds what ``other`` does, over these published rates."""
        return RateTable(self.on, self._published, other.pinned, other.withheld)

    def withholding(self, one: str, other: str) -> RateTable:
        """A table without any rate between the two."""
        cleared = self.with_published(one, other)
        pair = frozenset((one, other))
        return RateTable(self.on, self._published, cleared.pinned, cleared.withheld | {pair})


def looks_inverted(value: Decimal, known: Decimal) -> bool:
    """Whether ``value`` is far from the ``known`` rate, but its reciprocal is near it."""
    if value <= 0:
        return False
    straight = max(value / known, known / value)
    turned = max(value * known, 1 / (value * known))
    return turned < Decimal("1.5") < straight / 2


def looks_far(value: Decimal, known: Decimal) -> bool:
    """Whether ``value`` is more than twice the ``known`` rate, or less than half of it."""
    return not known / 2 <= value <= known * 2


def is_absurd(value: Decimal) -> bool:
    """Whether no two currencies are as far apart as ``value`` says."""
    return not 1 / _MOST <= value <= _MOST
