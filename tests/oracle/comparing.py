"""Which of two is cheaper, by integrating numerically over every pair of session counts.

The integrand is straight between the ends of the ranges, so the midpoint of each stretch gives its
area exactly.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tests.oracle.costs import Expected
from tests.oracle.figures import Range
from tests.oracle.lines import ByCount

Spread = list[tuple[Fraction, Fraction]]
"""Equally likely ranges; within each, every amount is equally likely."""

LIKELY = Fraction(3, 4)
_NEVER, _ALWAYS = Fraction(1, 10000), Fraction(9999, 10000)


@dataclass(frozen=True)
class Side:
    id: str
    total: Range
    downtime: Range
    spread: Spread | None
    """None where a bound is missing."""


def side(entry_id: str, cost: Expected, off: frozenset[str]) -> Side:
    return Side(entry_id, cost.total, cost.downtime, spread(cost.by_count, off))


def spread(by_count: Sequence[ByCount], off: frozenset[str]) -> Spread | None:
    ranges = []
    if any(not one.lows or not one.highs for one in by_count):
        # Nobody knows how many sessions: a total that is known does not depend on it.
        lows = [one.lows for one in by_count if one.lows]
        highs = [one.highs for one in by_count if one.highs]
        by_count = [ByCount(None, lows[0], highs[-1])]
    for one in by_count:
        low = one.lows[0].total(off, at_most=False)
        high = one.highs[0].total(off, at_most=True)
        if low is None or high is None:
            return None
        ranges.append((min(low, high), max(low, high)))
    return ranges or None


def below(spread_: Spread, amount: Fraction) -> Fraction:
    """How likely it is that less than ``amount`` is paid."""
    part = Fraction(0)
    for low, high in spread_:
        if high < amount or (high == amount and low < high):
            part += 1
        elif low < amount:
            part += (amount - low) / (high - low)
    return part / len(spread_)


def cheaper(a: Spread, b: Spread) -> Fraction:
    """How likely it is that ``a`` costs less than ``b``."""
    likely = Fraction(0)
    for low, high in b:
        if low == high:
            likely += below(a, low)
            continue
        corners = {end for range_ in a for end in range_ if low < end < high}
        stretches = itertools.pairwise(sorted(corners | {low, high}))
        area = sum(
            ((end - start) * below(a, (start + end) / 2) for start, end in stretches), Fraction(0)
        )
        likely += area / (high - low)
    return likely / len(b)


def equal(a: Spread, b: Spread) -> Fraction:
    meeting = sum(
        1 for (low, high), other in itertools.product(a, b) if low == high and (low, high) == other
    )
    return Fraction(meeting, len(a) * len(b))


def shown_probability(a: Side, b: Side) -> Fraction | None:
    """Kept off 0 and 1 unless the ranges are apart or both totals exact."""
    if a.spread is None or b.spread is None:
        return None
    exactly = cheaper(a.spread, b.spread)
    exact = all(one.total.low == one.total.high for one in (a, b))
    if exact or surely(a, b) is not None:
        return exactly
    return min(max(exactly, _NEVER), _ALWAYS)


def surely(a: Side, b: Side) -> str | None:
    for one, other in ((a, b), (b, a)):
        high, low = one.total.high, other.total.low
        if high is not None and low is not None and high < low:
            return one.id
    return None


def difference(a: Side, b: Side) -> Range:
    """What ``a`` costs more than ``b``."""
    return Range(_minus(a.total.low, b.total.high), _minus(a.total.high, b.total.low))


def verdict(sides: Sequence[Side]) -> tuple[str | None, str]:
    """Which is the cheapest, and how certain that is."""
    for one in sides:
        others = [other for other in sides if other is not one]
        if all(surely(one, other) == one.id for other in others):
            return one.id, "surely"
    for one in sides:
        others = [other for other in sides if other is not one]
        if all(surely(one, other) == one.id or _is_likely(one, other) for other in others):
            return one.id, "likely"
    return None, "cannot-tell"


def _is_likely(one: Side, other: Side) -> bool:
    if one.spread is None or other.spread is None:
        return False
    return cheaper(one.spread, other.spread) >= LIKELY


def surely_beaten(sides: Sequence[Side]) -> set[tuple[str, str]]:
    """Whom each beats that surely costs no more and keeps one away no longer, one of them less."""
    return {
        (worse.id, better.id)
        for better, worse in itertools.permutations(sides, 2)
        if _beats(better, worse)
    }


def _beats(better: Side, worse: Side) -> bool:
    pairs = ((better.total, worse.total), (better.downtime, worse.downtime))
    less = [
        None if one.high is None or other.low is None else (one.high - other.low)
        for one, other in pairs
    ]
    known = [amount for amount in less if amount is not None]
    return len(known) == 2 and all(amount <= 0 for amount in known) and any(known)


def _minus(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one - other


# Where two are equally dear


def break_even_trip(travelling: Range, staying: Range, trips: int = 1) -> Range:
    """The cost of a trip below which travelling surely pays, and above which it never does."""
    surely_, at_best = _minus(staying.low, travelling.high), _minus(staying.high, travelling.low)
    return Range(*(None if amount is None else amount / trips for amount in (surely_, at_best)))


def break_even_rate(foreign: Range, at_home: Range) -> Range:
    """What a unit of the home currency must buy for ``foreign`` to be cheaper: at best, surely."""
    assert foreign.low is not None
    assert foreign.high is not None
    assert at_home.low
    assert at_home.high
    return Range(foreign.low / at_home.high, foreign.high / at_home.low)
