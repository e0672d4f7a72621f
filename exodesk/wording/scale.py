"""The one scale of a view: where a figure stands between the two ends, and where the ticks are."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

Pin: TypeAlias = Literal["linear", "log"]

MOST_LINEAR_RATIO = 100.0
_STEPS = (1.0, 2.0, 2.5, 5.0)
_ROOM_FOR_ZERO = 1.5  # keeps a zero at the left edge apart from the smallest figure above it
_LEAST, _MOST = 1e-9, 1e300  # beyond these a step of ten can no longer be taken
_MOST_DECADES_TICKED = 6


@dataclass(frozen=True, slots=True)
class Scale:
    """Plain numbers in the units of the view. Without ticks nothing is known to be drawn."""

    start: float
    end: float
    log: bool
    ticks: tuple[float, ...]

    def position(self, value: float) -> float:
        """How far along the scale, 0 to 1. What lies beyond an end stands at that end."""
        if math.isnan(value) or value <= self.start:
            return 0.0
        if value >= self.end:
            return 1.0
        if self.log:
            return _between(
                (math.log10(value) - math.log10(self.start))
                / (math.log10(self.end) - math.log10(self.start))
            )
        return _between((value - self.start) / (self.end - self.start))


EMPTY = Scale(0.0, 1.0, False, ())
ALL_FREE = Scale(0.0, 1.0, False, (0.0,))


def scale_for(
    bounds: Iterable[tuple[float | None, float | None]],
    budget: float | None = None,
    pinned: Pin | None = None,
) -> Scale:
    """The scale for these (low, high) pairs; an end that is not known is None."""
    smallest: float | None = None
    largest: float | None = None
    for pair in bounds:
        for bound in pair:
            if bound is None or not math.isfinite(bound) or bound < 0:
                continue
            if largest is None or bound > largest:
                largest = bound
            if bound > 0 and (smallest is None or bound < smallest):
                smallest = bound
    return scale_between(smallest, largest, budget, pinned)


def scale_between(
    smallest_positive: float | None,
    largest: float | None,
    budget: float | None = None,
    pinned: Pin | None = None,
) -> Scale:
    """The scale from the smallest positive and the largest known bound of all rows."""
    free = largest == 0
    smallest, largest, budget = _sound(smallest_positive), _sound(largest), _sound(budget)
    if largest is None and budget is None:
        return ALL_FREE if free else EMPTY
    end = max(_step_from(largest) if largest is not None else 0.0, budget or 0.0)
    if smallest is not None and largest is not None and smallest <= largest:
        wide = largest / smallest > MOST_LINEAR_RATIO
        if pinned == "log" or (wide and pinned is None):
            start = _step_to(smallest / _ROOM_FOR_ZERO)
            return Scale(start, end, True, _log_ticks(start, end))
    return Scale(0.0, end, False, _linear_ticks(end))


def _sound(value: float | None) -> float | None:
    """``value`` if a scale can end there: finite and above zero."""
    if value is None or not math.isfinite(value) or value <= 0:
        return None
    return min(max(value, _LEAST), _MOST)


def _between(share: float) -> float:
    return min(max(share, 0.0), 1.0)


def _steps_around(value: float) -> list[float]:
    """All 1-2-2.5-5 steps of the decades next to ``value``, ascending."""
    decade = math.floor(math.log10(value))
    # Read from text, since 2.5 * 10.0**-2 is not the float nearest to 0.025.
    return [float(f"{step}e{power}") for power in range(decade - 1, decade + 2) for step in _STEPS]


def _step_from(value: float) -> float:
    return next(step for step in _steps_around(value) if step >= value)


def _step_to(value: float) -> float:
    return next(step for step in reversed(_steps_around(value)) if step <= value)


def _linear_ticks(end: float) -> tuple[float, ...]:
    """Four parts where they come out even, else up to five."""
    quarter = end / 4
    step = quarter if quarter in _steps_around(quarter) else _step_from(end / 5)
    count = math.floor(end / step * (1 + 1e-9))
    return tuple(min(step * number, end) for number in range(count + 1))


def _log_ticks(start: float, end: float) -> tuple[float, ...]:
    first, last = math.ceil(math.log10(start) - 1e-9), math.floor(math.log10(end) + 1e-9)
    stride = max(1, math.ceil((last - first + 1) / _MOST_DECADES_TICKED))
    powers = (float(f"1e{power}") for power in range(first, last + 1, stride))
    decades = tuple(tick for tick in powers if start <= tick <= end)
    if len(decades) >= 2:
        return decades
    return tuple(
        tick
        for power in range(first - 1, last + 1)
        for tick in (float(f"{step}e{power}") for step in _STEPS)
        if start <= tick <= end
    )
