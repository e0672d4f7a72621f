"""For how many sessions a total is at its end: more of them may cost less."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from exodesk.domain.assumptions import MOST_SESSIONS, LineKey
from exodesk.domain.cost_lines import End, EndLines, Part, sum_of
from exodesk.domain.course_cost import Count


@dataclass(frozen=True, slots=True)
class EndOfTotal:
    """All lines at one end of a total, summed or not, and for how many sessions (None: open)."""

    sessions: int | None
    parts: tuple[Part, ...]


def end_of_total(
    lines: EndLines, end: End, sessions: Count | None, left_out: frozenset[LineKey]
) -> EndOfTotal:
    """The lines for that number of ``sessions`` at which the total is at its ``end``.

    ``left_out`` are lines that do not count. Of equal totals those for the fewest sessions are the
    low end, those for the most the high one.
    """
    if sessions is None:
        return EndOfTotal(None, tuple(lines.parts(None)))
    usual = sessions.low if end is End.LOW else sessions.high
    if usual is None or not lines.may_fall:
        # At least n sessions never cost less than n - 1 do, so the ends of n give the ends.
        return EndOfTotal(usual, tuple(lines.parts(usual)))
    counts = range(sessions.low or 1, (sessions.high or MOST_SESSIONS) + 1)
    best: tuple[tuple[bool, Fraction], EndOfTotal] | None = None
    for count in _deciding(lines, counts, end):
        parts = lines.parts(count)
        counted = [part for part in parts if part.key not in left_out]
        known = sum((part.amount for part in counted if part.amount is not None), Fraction(0))
        # The highest total may be the one that nobody knows.
        rank = sum_of(parts, end, left_out) is None, known
        # Of equal ones the fewest and the most, between which the others are whatever is off.
        if best is None or (rank < best[0] if end is End.LOW else rank >= best[0]):
            best = rank, EndOfTotal(count, tuple(parts))
    assert best is not None
    return best[1]


def evenly(counts: range, at_most: int | None) -> Sequence[int]:
    """``at_most`` of the counts, the first and the last among them."""
    if at_most is None or len(counts) <= at_most:
        return counts
    return [counts[(len(counts) - 1) * place // (at_most - 1)] for place in range(at_most)]


def _deciding(lines: EndLines, counts: range, end: End) -> Iterator[int]:
    """Those between which the least, or the greatest, total is found."""
    for count in counts:
        yield count
        if not lines.may_still_fall(count):
            # From here on more sessions only cost more.
            if end is End.HIGH:
                yield counts[-1]
            return
