"""How long one would stay near a provider to have a whole course in one journey."""

from __future__ import annotations

from fractions import Fraction

from exodesk.domain.costing import CourseCost
from exodesk.domain.money import UNKNOWN, Bounds


def stay_of(cost: CourseCost) -> Bounds | None:
    """Days from the first session to the last, (n − 1) × interval; None where there are none.

    An end is missing where the interval or the number of sessions is not stated.
    """
    sessions, interval = cost.sessions, cost.entry.interval
    if sessions is None:
        return None
    gap = UNKNOWN if interval is None else Bounds(interval.low_days, interval.high_days)
    return Bounds(_between(sessions.low, gap.low), _between(sessions.high, gap.high))


def _between(sessions: int | None, gap: Fraction | None) -> Fraction | None:
    if sessions == 1:
        return Fraction(0)
    return None if sessions is None or gap is None else (sessions - 1) * gap
