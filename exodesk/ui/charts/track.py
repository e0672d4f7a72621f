"""What one entry has cost by when, and the line that tells it from the others."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from exodesk.domain.money import Bounds, PriceState
from exodesk.ui.charts.ink import Pattern


@dataclass(frozen=True, slots=True)
class Track:
    """``points`` are days since the start and all that is paid by then, in rising order.

    ``words`` say the total at the end, or why there is none.
    """

    name: str
    points: tuple[tuple[Fraction, Bounds], ...]
    words: str

    @property
    def known(self) -> bool:
        return any(paid.state is not PriceState.UNKNOWN for _days, paid in self.points)


DASHES: tuple[tuple[float, ...], ...] = (
    (),
    (6, 3),
    (1.2, 2.4),
    (8, 3, 1.2, 3),
    (12, 4),
    (3, 3),
    (8, 3, 1.2, 3, 1.2, 3),
    (12, 3, 4, 3),
)
"""In widths of the line: eight that are told apart where they cross."""

PATTERNS = (
    *(Pattern.RISING, Pattern.FALLING, Pattern.LEVEL, Pattern.UPRIGHT),
    *(Pattern.DOTTED, Pattern.CROSSED, Pattern.GRID, Pattern.HOLLOW),
)


def dash_of(row: int) -> tuple[float, ...]:
    return DASHES[row % len(DASHES)]


def pattern_of(row: int) -> Pattern:
    return PATTERNS[row % len(PATTERNS)]
