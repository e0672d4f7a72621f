"""Filters: values that judge an entry as a match, as no match, or as one that can't be judged."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction
from typing import Any

from exodesk.domain.costing import CourseCost
from exodesk.domain.entries import Concern, Entry, Family, Kind, Route
from exodesk.domain.money import UNKNOWN, Bounds, Money
from exodesk.domain.rates import RateTable
from exodesk.domain.words import words_in, words_of


class Fit(Enum):
    """How a limit is met: by the low end (could) or by the high end (surely)."""

    COULD = "could"
    SURELY = "surely"


class Judgement(Enum):
    FITS = "fits"
    CANNOT_TELL = "cannot-tell"
    NO = "no"


class Criterion(Enum):
    """The single criteria of a filter, in the order they are shown."""

    WORDS = "words"
    MAX_TOTAL = "max_total"
    MAX_PRICE = "max_price"
    MAX_DOWNTIME = "max_downtime_days"
    MAX_SESSIONS = "max_sessions"
    KINDS = "kinds"
    FAMILIES = "families"
    ROUTES = "routes"
    CONCERNS = "concerns"
    COUNTRIES = "countries"
    PROVIDERS = "providers"


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """Criteria an entry meets all of. A criterion left at its default admits every entry.

    Choices within one criterion are alternatives. A route, country or provider of None stands for
    entries that state none. Downtime is per session and in days; ``max_price`` is per session (or
    per pack).
    """

    words: str = ""
    fit: Fit = Fit.COULD
    max_total: Money | None = None
    max_price: Money | None = None
    max_downtime_days: Fraction | None = None
    max_sessions: int | None = None
    kinds: frozenset[Kind] = frozenset()
    families: frozenset[Family] = frozenset()
    routes: frozenset[Route | None] = frozenset()
    concerns: frozenset[Concern] = frozenset()
    countries: frozenset[str | None] = frozenset()
    providers: frozenset[str | None] = frozenset()

    def active(self) -> tuple[Criterion, ...]:
        """The criteria that are not at their default."""
        return tuple(
            criterion
            for criterion in Criterion
            if getattr(self, criterion.value) != getattr(_NO_FILTER, criterion.value)
        )

    def without(self, criterion: Criterion) -> EntryFilter:
        changes = {criterion.value: getattr(_NO_FILTER, criterion.value)}
        return replace(self, **changes)

    def judge(self, cost: CourseCost, rates: RateTable) -> Judgement:
        """The verdict over all criteria: one no refuses, else one open question leaves it open."""
        judgements = {self.judge_one(criterion, cost, rates) for criterion in self.active()}
        for judgement in (Judgement.NO, Judgement.CANNOT_TELL):
            if judgement in judgements:
                return judgement
        return Judgement.FITS

    def judge_one(self, criterion: Criterion, cost: CourseCost, rates: RateTable) -> Judgement:
        entry = cost.entry
        if criterion in _LIMITS:
            limit = limit_of(self, criterion, cost.currency, rates)
            return judge_bounds(_LIMITS[criterion](cost), limit, self.fit)
        admits = {
            Criterion.WORDS: lambda: _admits_words(self.words, entry),
            Criterion.KINDS: lambda: entry.kind in self.kinds,
            Criterion.FAMILIES: lambda: entry.family in self.families,
            Criterion.ROUTES: lambda: _meets(entry.routes or (None,), self.routes),
            Criterion.CONCERNS: lambda: _meets(entry.concerns, self.concerns),
            Criterion.COUNTRIES: lambda: entry.country in self.countries,
            Criterion.PROVIDERS: lambda: entry.provider_name in self.providers,
        }[criterion]()
        return Judgement.FITS if admits else Judgement.NO


_NO_FILTER = EntryFilter()


def judge_bounds(bounds: Bounds | None, limit: Fraction | None, fit: Fit) -> Judgement:
    """``could``: low ≤ limit; ``surely``: high ≤ limit; open where only an unknown end decides.

    ``bounds`` None means that the criterion does not apply; ``limit`` None that it can't be
    compared for want of a rate.
    """
    if bounds is None:
        return Judgement.FITS
    if limit is None:
        return Judgement.CANNOT_TELL
    low, high = bounds.low, bounds.high
    if high is not None and high <= limit:
        return Judgement.FITS
    if low is not None and low > limit:
        return Judgement.NO
    if fit is Fit.COULD:
        return Judgement.CANNOT_TELL if low is None else Judgement.FITS
    return Judgement.CANNOT_TELL if high is None else Judgement.NO


def limit_of(
    entry_filter: EntryFilter, criterion: Criterion, currency: str, rates: RateTable
) -> Fraction | None:
    """The limit as a plain number: money in ``currency`` (None where a rate lacks), days, count."""
    limit = getattr(entry_filter, criterion.value)
    if isinstance(limit, Money):
        factor = rates.factor(limit.currency, currency)
        return None if factor is None else Fraction(limit.amount) * factor
    return None if limit is None else Fraction(limit)


def total_judged(cost: CourseCost) -> Bounds:
    return cost.total


def price_judged(cost: CourseCost) -> Bounds:
    """The price per session or pack; where there is none, a price whose basis is not stated."""
    return cost.unstated_price if cost.unit_per is None else cost.unit_price


def downtime_judged(cost: CourseCost) -> Bounds:
    """Downtime per session, in days."""
    downtime = cost.entry.downtime
    return UNKNOWN if downtime is None else Bounds(downtime.low_days, downtime.high_days)


def sessions_judged(cost: CourseCost) -> Bounds | None:
    """The number of sessions; None for products, which have none."""
    if cost.entry.kind is Kind.PRODUCT:
        return None
    count = cost.sessions
    if count is None or (count.assumed and count.high is None):
        return UNKNOWN
    return Bounds(
        None if count.low is None else Fraction(count.low),
        None if count.high is None else Fraction(count.high),
    )


_LIMITS: dict[Criterion, Callable[[CourseCost], Bounds | None]] = {
    Criterion.MAX_TOTAL: total_judged,
    Criterion.MAX_PRICE: price_judged,
    Criterion.MAX_DOWNTIME: downtime_judged,
    Criterion.MAX_SESSIONS: sessions_judged,
}
LIMITS = frozenset(_LIMITS)
"""The criteria that a figure of the course is held against."""


def _meets(stated: Iterable[object], wanted: frozenset[Any]) -> bool:
    return any(value in wanted for value in stated)


def _admits_words(typed: str, entry: Entry) -> bool:
    """Every typed word occurs inside some word of the entry."""
    words = words_of(entry)
    return all(any(part in word for word in words) for part in words_in(typed))
