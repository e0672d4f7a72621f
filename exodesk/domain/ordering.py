"""In which order entries stand. What is unknown comes last, whichever way one sorts."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from fractions import Fraction

from exodesk.domain.costing import CourseCost
from exodesk.domain.entries import Entry
from exodesk.domain.filters import sessions_judged
from exodesk.domain.money import UNKNOWN, Bounds
from exodesk.domain.price_dates import age_order


class SortKey(Enum):
    TOTAL = "total"
    PRICE = "price"
    SESSIONS = "sessions"
    DOWNTIME = "downtime"
    NAME = "name"
    AGE = "age"
    LISTED = "listed"


def sorted_by(
    costs: Iterable[CourseCost], key: SortKey, *, descending: bool = False
) -> list[CourseCost]:
    """``costs`` by the low end, then the high end; a null low after all known ones, unknown last.

    AGE is that of the oldest price, whatever is bought: the oldest first, undated ones before all.
    Equals stand by name, then by id, in both directions. LISTED is the order of ``costs``, which
    is that of the catalogue.
    """
    if key is SortKey.LISTED:
        listed = list(costs)
        return listed[::-1] if descending else listed
    by_name = sorted(costs, key=name_key)
    if key is SortKey.NAME:
        return by_name[::-1] if descending else by_name
    known: list[tuple[tuple[Fraction, int, Fraction], CourseCost]] = []
    up_to, unknown = [], []
    for cost in by_name:
        bounds = sorted_bounds(cost, key)
        if bounds.low is not None:
            high = bounds.high
            known.append(((bounds.low, int(high is None), high or Fraction(0)), cost))
        elif bounds.high is not None:
            up_to.append((bounds.high, cost))
        else:
            unknown.append(cost)
    known.sort(key=lambda pair: pair[0], reverse=descending)
    up_to.sort(key=lambda pair: pair[0], reverse=descending)
    return [cost for _, cost in known] + [cost for _, cost in up_to] + unknown


def sorted_bounds(cost: CourseCost, key: SortKey) -> Bounds:
    """The figure that ``key`` sorts by; downtime over the whole course."""
    match key:
        case SortKey.TOTAL:
            return cost.total
        case SortKey.PRICE:
            return cost.unit_price
        case SortKey.SESSIONS:
            return sessions_judged(cost) or UNKNOWN
        case SortKey.DOWNTIME:
            return cost.downtime
        case SortKey.AGE:
            return age_bounds(cost.entry)
        case SortKey.NAME | SortKey.LISTED:
            return UNKNOWN


def age_bounds(entry: Entry) -> Bounds:
    """The age of the oldest price as a figure to sort by."""
    order = age_order(entry)
    return Bounds(order, order)


def name_key(cost: CourseCost) -> tuple[str, str]:
    return cost.entry.name.casefold(), cost.entry.id
