"""Dates as sources print them: a year, a month, a day, or none at all."""

from __future__ import annotations

import re
from datetime import date

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def parse_partial(text: str) -> date:
    """The first day that ``"2026"``, ``"2026-06"`` or ``"2026-06-23"`` may mean.

    Raises ValueError for anything else and for days that do not exist.
    """
    match = _PARTIAL.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a date of the form YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = match.groups()
    return date(int(year), int(month or 1), int(day or 1))


def order_key(text: str | None) -> str:
    """Sorts dates from old to new, undated ones as the oldest."""
    return text or ""


def age_in_days(text: str | None, today: date) -> int | None:
    """Days from the first day that ``text`` may mean until ``today``; None where undated."""
    return None if text is None else max(0, (today - parse_partial(text)).days)
