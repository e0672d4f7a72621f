"""Lengths of time and numbers of sessions as a person reads them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from exodesk.domain.costing import Count
from exodesk.domain.entries import DurationRange
from exodesk.domain.money import Bounds
from exodesk.domain.units import Amount, Duration
from exodesk.translation import gettext as _
from exodesk.translation import ngettext
from exodesk.wording.amounts import plain_number, whole_text


def duration_text(duration: Duration) -> str:
    """``24 hours``, ``4 weeks``, ``1 month``."""
    return _with_unit(_as_stated(duration.amount), duration.amount, duration.unit)


def duration_range_text(stated: DurationRange | None) -> str:
    """``24 – 48 hours``, ``hours`` and ``days`` as the source has them; ``not stated``."""
    if stated is None or (stated.low is None and stated.high is None):
        return _("not stated")
    low, high = stated.low, stated.high
    if low is None and high is not None:
        return _("up to {high}").format(high=duration_text(high))
    if high is None and low is not None:
        return _("from {low}").format(low=duration_text(low))
    assert low is not None
    assert high is not None
    if low.days == high.days:
        return duration_text(low) if low.amount or not high.amount else duration_text(high)
    if low.unit == high.unit or not low.amount:
        ends = _("{low} – {high}").format(low=_as_stated(low.amount), high=_as_stated(high.amount))
        return _with_unit(ends, high.amount, high.unit)
    return _("{low} – {high}").format(low=duration_text(low), high=duration_text(high))


def days_text(bounds: Bounds) -> str:
    """Days over a course: ``3 – 6 days``, ``from 2 days``; ``unknown``."""
    low, high = bounds.low, bounds.high
    if low is None and high is None:
        return _("unknown")
    if low is None:
        assert high is not None
        return _("up to {high}").format(high=_one_end(high))
    if high is None:
        return _("from {low}").format(low=_one_end(low))
    if low == high:
        return _one_end(low)
    if _tells_in_hours(low) and not _tells_in_hours(high):
        return _("{low} – {high}").format(low=_one_end(low), high=_one_end(high))
    if _tells_in_hours(high) and (low * 24).denominator == 1:
        ends = _("{low} – {high}").format(low=plain_number(low * 24), high=plain_number(high * 24))
        return _with_unit(ends, Decimal(int(high * 24)), "hour")
    ends = _("{low} – {high}").format(low=plain_number(low), high=plain_number(high))
    return _days(ends, high)


def short_duration_text(stated: DurationRange | None) -> str:
    """``1 – 2 d`` or, under a day, ``2 – 12 h``: a length of time where there is little room."""
    if stated is None:
        return _("not stated")
    return short_days_text(Bounds(stated.low_days, stated.high_days))


def short_days_text(bounds: Bounds) -> str:
    """Days as ``1 – 2 d``, ``up to 3 d``; ``none`` for 0, ``not stated`` for no end at all."""
    low, high = bounds.low, bounds.high
    largest = high if high is not None else low
    if largest is None:
        return _("not stated")
    if high == 0:
        return _("none")
    if low is not None and high is not None and high >= 1 and _tells_in_hours(low):
        return _("{low} – {high}").format(
            low=_("{n} h").format(n=plain_number(low * 24)),
            high=_("{n} d").format(n=plain_number(high)),
        )
    in_hours = largest < 1 and (low is None or (low * 24).denominator == 1)
    factor = 24 if in_hours else 1
    if low is not None and high is not None and low != high:
        number = _("{low} – {high}").format(
            low=plain_number(low * factor), high=plain_number(high * factor)
        )
    else:
        number = plain_number(largest * factor)
    text = _("{n} h").format(n=number) if in_hours else _("{n} d").format(n=number)
    if low is None:
        return _("up to {high}").format(high=text)
    return _("from {low}").format(low=text) if high is None else text


def count_text(count: Count | None) -> str:
    """``3 – 6``, ``3``, ``from 3``; ``not stated`` where nobody says how many."""
    if count is None or (count.assumed and count.high is None):
        return _("not stated")
    if count.low is None:
        if count.high is None:
            return _("unknown")
        return _("up to {high}").format(high=whole_text(count.high))
    if count.high is None:
        return _("from {low}").format(low=whole_text(count.low))
    if count.low == count.high:
        return whole_text(count.low)
    return _("{low} – {high}").format(low=whole_text(count.low), high=whole_text(count.high))


def measure_text(amount: Amount) -> str:
    """``30 ml``, ``0.5 g``."""
    return f"{_as_stated(amount.amount)} {amount.unit}"


def _as_stated(figure: Decimal) -> str:
    """A figure of a source, with every decimal that a catalogue can hold."""
    return plain_number(figure, most_decimals=12)


def _tells_in_hours(days: Fraction) -> bool:
    """Whether rounding would falsify a part of a day that is whole hours."""
    return 0 < days < 1 and (days * 100).denominator != 1 and (days * 24).denominator == 1


def _one_end(days: Fraction) -> str:
    if _tells_in_hours(days):
        hours = Decimal(int(days * 24))
        return _with_unit(plain_number(hours), hours, "hour")
    return _days(plain_number(days), days)


def _days(number: str, value: Fraction) -> str:
    return ngettext("{n} day", "{n} days", _plural(value)).format(n=number)


def _with_unit(number: str, amount: Decimal, unit: str) -> str:
    count = _plural(Fraction(amount))
    match unit:
        case "hour":
            text = ngettext("{n} hour", "{n} hours", count)
        case "day":
            text = ngettext("{n} day", "{n} days", count)
        case "week":
            text = ngettext("{n} week", "{n} weeks", count)
        case "month":
            text = ngettext("{n} month", "{n} months", count)
        case _:
            text = ngettext("{n} year", "{n} years", count)
    return text.format(n=number)


def _plural(value: Fraction) -> int:
    """1 for exactly one, else a number that takes the plural."""
    return 1 if value == 1 else 2
