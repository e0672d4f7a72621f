"""How long one would stay near a provider, in words."""

from __future__ import annotations

from exodesk.domain.costing import CourseCost
from exodesk.domain.money import Bounds
from exodesk.domain.stays import stay_of
from exodesk.translation import gettext as _
from exodesk.translation import ngettext
from exodesk.wording.durations import days_text, duration_range_text

_WEEK = 7


def stay_sentence(cost: CourseCost) -> str:
    """``3 sessions 4 weeks apart: one stay of 8 weeks or 3 trips``; empty for a single session."""
    stay, sessions, interval = stay_of(cost), cost.sessions, cost.entry.interval
    if stay is None or sessions is None or interval is None or sessions.high in (None, 1):
        return ""
    if stay.low is None or stay.high is None:
        return ""
    gap = duration_range_text(interval)
    if sessions.low == sessions.high:
        return _("{n} sessions {gap} apart: one stay of {stay} or {n} trips").format(
            n=sessions.high, gap=gap, stay=length_text(stay)
        )
    return _(
        "{low} to {high} sessions {gap} apart: one stay of {stay} or {low} to {high} trips"
    ).format(low=sessions.low, high=sessions.high, gap=gap, stay=length_text(stay))


def length_text(days: Bounds) -> str:
    """A length of time, in weeks where both ends are whole weeks."""
    low, high = days.low, days.high
    if low is None or high is None or low % _WEEK or high % _WEEK:
        return days_text(days)
    if low == high:
        weeks = int(high / _WEEK)
        return ngettext("{n} week", "{n} weeks", weeks).format(n=weeks)
    return _("{low} – {high} weeks").format(low=int(low / _WEEK), high=int(high / _WEEK))
