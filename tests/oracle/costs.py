"""What a course costs, worked out a second time from the written rules and from nothing else.

It reads a catalogue entry as the plain JSON object that stands in the file, reckons in fractions,
finds the cheapest way of buying by trying every combination, and shares no code with exodesk.
Where ways or session counts cost the same, each of them may be meant: all of them are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from tests.oracle import counts
from tests.oracle.counts import Bought, session_count
from tests.oracle.figures import NOTHING, Count, Json, NoRateError, Range
from tests.oracle.lines import ByCount, LineReckoner, Lines
from tests.oracle.what_if import WhatIf


@dataclass(frozen=True)
class Expected:
    """``lows`` and ``highs`` are the lines that may give the ends of the total, mostly just one."""

    state: str | None
    """None where ties leave it open."""
    lows: list[Lines]
    highs: list[Lines]
    totals: tuple[frozenset[Fraction | None], frozenset[Fraction | None]]
    unit_price: Range
    downtime: Range
    sessions: Count | None
    """None for a product, and where one pays by the month for who knows how many."""
    packs: Count | None
    """Packs or payments, where only packs or only payments are on offer; else None."""
    by_count: list[ByCount] = field(default_factory=list)

    @property
    def total(self) -> Range:
        """The one total there is."""
        (low,), (high,) = self.totals
        return Range(low, high)

    def line(self, key: str) -> Range:
        """The one pair of ends that the line has."""
        (low,) = {lines.amounts.get(key) for lines in self.lows}
        (high,) = {lines.amounts.get(key) for lines in self.highs}
        return Range(low, high)

    @property
    def is_settled(self) -> bool:
        return all(len(ends) == 1 for ends in self.totals)


def expected(entry: Json, what_if: WhatIf) -> Expected:
    n = session_count(entry, what_if.sessions)
    treatment = entry["kind"] == "treatment"
    by_the_month = counts.is_monthly(entry) and n.assumed and n.high is None
    sessions = n if treatment and not by_the_month else None
    downtime = counts.downtime(entry, n if treatment else Count(1, 1, assumed=False))
    try:
        bought, packs = counts.bought(entry, what_if)
        unit_price = bought.unit_price
        by_count = _by_count(entry, bought, what_if)
    except NoRateError:
        nothing: frozenset[Fraction | None] = frozenset({None})
        return Expected("needs-rate", [], [], (nothing, nothing), NOTHING, downtime, sessions, None)
    lows = _least([one.lows for one in by_count], what_if.off)
    highs = _greatest([one.highs for one in by_count], what_if.off)
    totals = (
        frozenset(one.total(what_if.off, at_most=False) for one in lows),
        frozenset(one.total(what_if.off, at_most=True) for one in highs),
    )
    states = {_state(low, high) for low in totals[0] for high in totals[1]}
    state = states.pop() if len(states) == 1 else None
    return Expected(state, lows, highs, totals, unit_price, downtime, sessions, packs, by_count)


def _state(low: Fraction | None, high: Fraction | None) -> str:
    if low is None:
        return "unknown" if high is None else "up-to"
    if high is None:
        return "from"
    return "exact" if low == high else "range"


# The lines


def _by_count(entry: Json, bought: Bought, what_if: WhatIf) -> list[ByCount]:
    lines = LineReckoner(entry, bought, what_if)
    if entry["kind"] != "treatment":
        return [lines.by_count(1)]
    n = session_count(entry, what_if.sessions)
    if n.high is not None:
        by_count = [lines.by_count(count) for count in range(n.low or 1, n.high + 1)]
        if n.low is None:
            anything = [ByCount(None, lines.lows(None), [])]
            by_count = [ByCount(one.n, [], one.highs) for one in by_count] + anything
        return by_count
    assert n.low is not None
    least = [ByCount(one.n, one.lows, []) for one in lines.rising_from(n.low)]
    return [*least, ByCount(None, [], lines.highs(None))]


# The ends of the total


def _least(by_count: Iterable[list[Lines]], off: frozenset[str]) -> list[Lines]:
    groups = [lines for lines in by_count if lines]
    bound = min(max(one.known(off) for one in lines) for lines in groups)
    return [one for lines in groups for one in lines if one.known(off) <= bound]


def _greatest(by_count: Sequence[list[Lines]], off: frozenset[str]) -> list[Lines]:
    groups = [lines for lines in by_count if lines]
    everything = [one for lines in groups for one in lines]
    if any(one.total(off, at_most=True) is None for one in everything):
        return [one for one in everything if one.total(off, at_most=True) is None]
    bound = max(min(one.known(off) for one in lines) for lines in groups)
    return [one for one in everything if one.known(off) >= bound]
