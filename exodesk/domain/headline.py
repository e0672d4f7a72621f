"""The verdict on several totals: which is surely the cheapest, by hard bounds alone.

How likely an order is belongs beside this one day; nothing here weighs likelihoods.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction

from exodesk.domain.certain_order import possibly_lowest, surely_lowest
from exodesk.domain.costing import CourseCost
from exodesk.domain.money import UNKNOWN, Bounds, PriceState

FEWEST = 2


class Verdict(Enum):
    """How far the cheapest is certain. AT_MOST: no dearer than any other, perhaps as dear."""

    SURELY = "surely"
    AT_MOST = "at-most"
    TIE = "tie"
    OVERLAP = "overlap"
    CANNOT_TELL = "cannot-tell"
    NEEDS_RATE = "needs-rate"


@dataclass(frozen=True, slots=True)
class Headline:
    """The verdict on the totals; all places are columns.

    ``open`` names those whose unknown ends decide. ``saving`` is what ``leader`` costs less than
    ``runner_up``, negative where it costs more; both are None where no pair can be named.
    """

    verdict: Verdict
    cheapest: tuple[int, ...] = ()
    open: tuple[int, ...] = ()
    leader: int | None = None
    runner_up: int | None = None
    saving: Bounds = UNKNOWN


def headline_of(costs: Sequence[CourseCost]) -> Headline:
    totals = [cost.total for cost in costs]
    lacking = tuple(n for n, cost in enumerate(costs) if cost.state is PriceState.NEEDS_RATE)
    if lacking:
        return _with_pair(Headline(Verdict.NEEDS_RATE, open=lacking), totals)
    lowest = surely_lowest(totals)
    if len(lowest) > 1:
        return Headline(Verdict.TIE, cheapest=lowest)
    if lowest:
        high = totals[lowest[0]].high
        apart = all(total.low != high for n, total in enumerate(totals) if n != lowest[0])
        verdict = Verdict.SURELY if apart else Verdict.AT_MOST
        return _with_pair(Headline(verdict, cheapest=lowest), totals)
    possible = possibly_lowest(totals)
    if not possible:
        return _with_pair(Headline(Verdict.OVERLAP), totals)
    left_open = tuple(
        n
        for n, total in enumerate(totals)
        if total.low is None or (total.high is None and n in possible)
    )
    return _with_pair(Headline(Verdict.CANNOT_TELL, open=left_open), totals)


def _with_pair(headline: Headline, totals: list[Bounds]) -> Headline:
    """Adds the two columns that start lowest among those that are not left open."""
    starts = sorted(
        (n for n in range(len(totals)) if n not in headline.open),
        key=lambda n: (n not in headline.cheapest, totals[n].low or 0, _top(totals[n])),
    )
    if len(starts) < FEWEST:
        return headline
    leader, runner_up = starts[:FEWEST]
    saving = Bounds(
        _less(totals[runner_up].low, totals[leader].high),
        _less(totals[runner_up].high, totals[leader].low),
    )
    return replace(headline, leader=leader, runner_up=runner_up, saving=saving)


def _less(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one - other


def _top(bounds: Bounds) -> tuple[bool, Fraction]:
    """Orders an unknown high after every known one."""
    return bounds.high is None, bounds.high or Fraction(0)
