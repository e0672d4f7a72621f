"""What is certain about the order of several ranges, whatever the true figures turn out to be.

A missing end may be anything. ``None`` in place of bounds stands for a figure that does not apply:
it takes no part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from exodesk.domain.money import Bounds

Figures: TypeAlias = Sequence[Bounds | None]


class Mark(Enum):
    """A place in the order that is certain. Equals share it."""

    LOWEST = "lowest"
    HIGHEST = "highest"


@dataclass(frozen=True, slots=True)
class Order:
    """``marks`` holds one per figure.

    Where the lowest place (or, if that is certain, the highest) is open, one of two reasons
    holds. ``cannot_tell``: some value of an unknown end would settle it. ``overlap``: none would.
    """

    marks: tuple[Mark | None, ...]
    overlap: bool
    cannot_tell: bool


def order_of(figures: Figures) -> Order:
    """The certain order; without marks where all are the same or fewer than two apply."""
    places = [place for place, bounds in enumerate(figures) if bounds is not None]
    known = [bounds for bounds in figures if bounds is not None]
    nothing = (None,) * len(figures)
    if len(known) < 2 or all(bounds == Bounds(None, None) for bounds in known):
        return Order(nothing, overlap=False, cannot_tell=False)
    if all(bounds == known[0] and bounds.low == bounds.high for bounds in known):
        return Order(nothing, overlap=False, cannot_tell=False)
    falling = [_turned(bounds) for bounds in known]
    marks: list[Mark | None] = list(nothing)
    for mark, row in ((Mark.LOWEST, known), (Mark.HIGHEST, falling)):
        for place in surely_lowest(row):
            marks[places[place]] = mark
    undecided = next((row for row in (known, falling) if not surely_lowest(row)), None)
    if undecided is None:
        return Order(tuple(marks), overlap=False, cannot_tell=False)
    settled_by_unknown = bool(possibly_lowest(undecided))
    return Order(tuple(marks), overlap=not settled_by_unknown, cannot_tell=settled_by_unknown)


def surely_lowest(figures: Sequence[Bounds]) -> tuple[int, ...]:
    """Those whose high is at most the low of every other."""
    return tuple(
        place
        for place, own in enumerate(figures)
        if own.high is not None
        and all(
            other.low is not None and own.high <= other.low
            for rival, other in enumerate(figures)
            if rival != place
        )
    )


def possibly_lowest(figures: Sequence[Bounds]) -> tuple[int, ...]:
    """Those that would be surely lowest for some value of the unknown ends."""
    return tuple(
        place
        for place, own in enumerate(figures)
        if all(
            _could_be_at_most(own, other) for rival, other in enumerate(figures) if rival != place
        )
    )


def _could_be_at_most(own: Bounds, other: Bounds) -> bool:
    highest = own.low if own.high is None else own.high
    lowest = other.high if other.low is None else other.low
    return highest is None or lowest is None or highest <= lowest


def _turned(bounds: Bounds) -> Bounds:
    """The same range seen from above, so that the highest becomes the lowest."""
    return Bounds(
        None if bounds.high is None else -bounds.high, None if bounds.low is None else -bounds.low
    )
