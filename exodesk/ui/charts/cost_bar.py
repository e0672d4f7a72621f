"""One total as a chart shows it: its range, its words, and what its ends are made of."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from exodesk.domain.assumptions import LineKey
from exodesk.domain.money import Bounds, PriceState
from exodesk.ui.charts.ink import Pattern
from exodesk.ui.widgets.range_bar import MarkState, RangeMark
from exodesk.ui.widgets.total_delegate import plain

NOT_KNOWN = (PriceState.UNKNOWN, PriceState.NEEDS_RATE)

PATTERNS = {
    LineKey.SESSIONS: Pattern.SOLID,
    LineKey.PACKS: Pattern.DENSE,
    LineKey.MAINTENANCE: Pattern.FALLING,
    LineKey.CONSULTATION: Pattern.GRID,
    LineKey.PATCH_TEST: Pattern.UPRIGHT,
    LineKey.ADD_ON: Pattern.HOLLOW,
    LineKey.TAX: Pattern.RISING,
    LineKey.FX_FEE: Pattern.LEVEL,
    LineKey.TRAVEL: Pattern.DOTTED,
    LineKey.TIME_OFF: Pattern.CROSSED,
}

_STATES = {
    PriceState.EXACT: MarkState.EXACT,
    PriceState.RANGE: MarkState.RANGE,
    PriceState.FROM: MarkState.FROM,
    PriceState.UP_TO: MarkState.UP_TO,
    PriceState.NEEDS_RATE: MarkState.NEEDS_RATE,
    PriceState.UNKNOWN: MarkState.UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class CostPart:
    """One line of a total. An end that is not known is None."""

    key: LineKey
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class Segment:
    key: LineKey
    start: Fraction
    amount: Fraction


@dataclass(frozen=True, slots=True)
class Composition:
    """What one end of a total is made of; ``total`` is None where more is to come, or less.

    ``low`` is None where both ends are made of the same.
    """

    low: bool | None
    total: Fraction | None
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class CostBar:
    """``words`` say the total, ``note`` its place in the order where that is certain."""

    name: str
    state: PriceState
    total: Bounds
    words: str
    parts: tuple[CostPart, ...] = ()
    note: str = ""

    @property
    def known(self) -> bool:
        return self.state not in NOT_KNOWN

    def mark(self) -> RangeMark:
        return RangeMark(_STATES[self.state], plain(self.total.low), plain(self.total.high))

    def compositions(self) -> tuple[Composition, ...]:
        """Of the low and of the high end; of both together where they are the same."""
        if not self.known:
            return ()
        low = _stacked([(part.key, part.bounds.low) for part in self.parts])
        high = _stacked([(part.key, part.bounds.high) for part in self.parts])
        if not low and not high and self.total.high == 0:
            return ()
        if low == high and self.total.low == self.total.high:
            return (Composition(None, self.total.low, low),)
        return (Composition(True, self.total.low, low), Composition(False, self.total.high, high))


def _stacked(ends: list[tuple[LineKey, Fraction | None]]) -> tuple[Segment, ...]:
    start = Fraction(0)
    segments = []
    for key, amount in ends:
        if amount is not None and amount > 0:
            segments.append(Segment(key, start, amount))
            start += amount
    return tuple(segments)
