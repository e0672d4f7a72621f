"""Courses sold as a package: from how many sessions one pays, and what is paid in advance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice
from math import floor
from typing import TypeAlias

from exodesk.domain.assumptions import Assumptions, LineKey
from exodesk.domain.costing import CourseCost, cost_of, ways_to_buy
from exodesk.domain.entries import Entry, Offer, Per, SessionCount
from exodesk.domain.money import Bounds
from exodesk.domain.rates import RateTable
from exodesk.domain.turning_points import Turn
from exodesk.domain.ways import Purchase

_PAID = frozenset({LineKey.SESSIONS, LineKey.TAX, LineKey.FX_FEE})

Sessions: TypeAlias = int | Turn


@dataclass(frozen=True, slots=True)
class PackageBreakEven:
    """From how many sessions ``course`` costs less than as many ``single`` ones, tax included.

    ``surely`` whatever the prices turn out to be, ``at_best`` at the most favourable ones; NEVER
    where not even all of its sessions would cost more, UNKNOWN where an end is missing.
    """

    course: Offer
    single: Offer
    surely: Sessions
    at_best: Sessions


@dataclass(frozen=True, slots=True)
class Prepaid:
    """What is paid and not yet delivered in one way of buying, in the display currency.

    ``at_risk`` holds one range for each number of sessions had, from 0 on. A course is paid when
    it begins and delivers its price evenly; a single session is paid when it is had.
    """

    purchases: tuple[Purchase, ...]
    at_risk: tuple[Bounds, ...]


def package_break_evens(
    entry: Entry, assumptions: Assumptions, rates: RateTable
) -> tuple[PackageBreakEven, ...]:
    """Every course on offer beside the single session on offer, the smallest course first."""
    ways = ways_to_buy(entry, assumptions, rates)
    single = next((offer for offer in ways if offer.per is Per.SESSION), None)
    courses = [offer for offer in ways if offer.per is Per.COURSE and (offer.sessions or 1) > 1]
    if single is None or not courses:
        return ()
    one = _paid(entry, single, assumptions, rates)
    found = []
    for course in sorted(courses, key=lambda offer: offer.sessions or 1):
        all_of_it, size = _paid(entry, course, assumptions, rates), course.sessions or 1
        found.append(
            PackageBreakEven(
                course,
                single,
                _pays_from(all_of_it.high, one.low, size),
                _pays_from(all_of_it.low, one.high, size),
            )
        )
    return tuple(found)


def prepaid(cost: CourseCost, assumptions: Assumptions, rates: RateTable) -> tuple[Prepaid, ...]:
    """How money is at risk in the way bought at the low end and, if it is another, at the high.

    Empty where nothing is paid in advance.
    """
    line = next((line for line in cost.lines if line.key is LineKey.SESSIONS), None)
    if line is None or cost.sessions is None:
        return ()
    found = {}
    for way, sessions in ((line.low_way, cost.sessions.low), (line.high_way, cost.sessions.high)):
        if sessions is not None and any(p.offer.per is Per.COURSE for p in way):
            at_risk = islice(_at_risk(cost.entry, way, assumptions, rates), sessions + 1)
            found[way, sessions] = Prepaid(way, tuple(at_risk))
    return tuple(found.values())


def _at_risk(
    entry: Entry, way: tuple[Purchase, ...], assumptions: Assumptions, rates: RateTable
) -> Iterator[Bounds]:
    """Before the first session, then after each."""
    nothing = Bounds(Fraction(0), Fraction(0))
    largest_first = sorted(way, key=lambda purchase: -(purchase.offer.sessions or 1))
    begun = False
    for purchase in largest_first:
        price = _paid(entry, purchase.offer, assumptions, rates)
        size = purchase.offer.sessions or 1
        for _time in range(purchase.count):
            if not begun:
                yield price if purchase.offer.per is Per.COURSE else nothing
                begun = True
            for left in range(size - 1, 0, -1):
                yield price.times(Fraction(left, size))
            yield nothing


def _pays_from(course: Fraction | None, single: Fraction | None, size: int) -> Sessions:
    if course is None or single is None:
        return Turn.UNKNOWN
    if course >= single * size:
        return Turn.NEVER
    return floor(course / single) + 1


def _paid(entry: Entry, offer: Offer, assumptions: Assumptions, rates: RateTable) -> Bounds:
    """What is paid for ``offer``, bought once, with tax and exchange fee."""
    size = offer.sessions or 1
    alone = replace(entry, offers=(offer,), sessions=SessionCount(size, size), lasts=None)
    only = replace(
        assumptions,
        sessions=None,
        sessions_of={},
        left_out=assumptions.left_out | (set(LineKey) - _PAID),
    )
    return cost_of(alone, only, rates).total
