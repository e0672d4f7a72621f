"""How long one would stay near a provider, in words."""

from __future__ import annotations

from fractions import Fraction

from exodesk.domain.costing import CourseCost
from exodesk.domain.money import Bounds
from exodesk.domain.stays import stay_of
from exodesk.translation import gettext as _
from exodesk.translation import ngettext
from exodesk.wording.durations import days_text, duration_range_text

_WEEK = 7
_MONTH = Fraction(365, 12)


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
    """A length of time, in weeks or months where both ends are whole ones."""
    low, high = days.low, days.high
    if low is None or high is None:
        return days_text(days)
    if low % _WEEK == high % _WEEK == 0:
        fewest, most = int(low / _WEEK), int(high / _WEEK)
        if fewest == most:
            return ngettext("{n} week", "{n} weeks", most).format(n=most)
        return _("{low} – {high} weeks").format(low=fewest, high=most)
    if low % _MONTH == high % _MONTH == 0:
        fewest, most = int(low / _MONTH), int(high / _MONTH)
        if fewest == most:
            return ngettext("{n} month", "{n} months", most).format(n=most)
        return _("{low} – {high} months").format(low=fewest, high=most)
    return days_text(days)
