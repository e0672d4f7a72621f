"""Figures at which the order of two totals turns, each as a range."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import TypeAlias

from exodesk.domain.costing import CourseCost


class Turn(Enum):
    """Why there is no figure at which the order turns.

    NEVER: not even at 0 is the one cheaper. ALWAYS: it stays cheaper, however large the figure.
    UNKNOWN: an end that would decide is missing.
    """

    NEVER = "never"
    ALWAYS = "always"
    UNKNOWN = "unknown"


Until: TypeAlias = Fraction | Turn


@dataclass(frozen=True, slots=True)
class BreakEven:
    """``entry_id`` is surely cheaper than the other below ``surely``, never above ``at_best``.

    For whole numbers (trips, sessions) it still is at the figure itself.
    """

    entry_id: str
    surely: Until
    at_best: Until


def break_even(cost: CourseCost, surely: Until, at_best: Until) -> BreakEven | None:
    """None where the order turns nowhere."""
    if isinstance(surely, Turn) and isinstance(at_best, Turn):
        return None
    return BreakEven(cost.entry.id, surely, at_best)


def middle(cost: CourseCost) -> tuple[bool, Fraction, str]:
    """Orders by the middle of a total, by its one end where it has no other."""
    known = [end for end in (cost.total.low, cost.total.high) if end is not None]
    return not known, sum(known, Fraction(0)) / (len(known) or 1), cost.entry.id


def less(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    """``one`` less ``other``; None where either is missing."""
    return None if one is None or other is None else one - other
