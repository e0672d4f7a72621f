"""The goals: what is measured, against which anchor, and how far from it we may be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter

from benchmarks.readings import Reading, Unit


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many rows the sizes of a run have; ``huge`` only where it is asked for."""

    small: int = 100
    middle: int = 10_000
    main: int = 100_000
    huge: int | None = None
    lines: int = 1_000  # of a quote

    def all(self) -> tuple[int, ...]:
        sizes = (self.small, self.middle, self.main)
        return sizes if self.huge is None else (*sizes, self.huge)


USUAL = Sizes()
LARGE = Sizes(huge=1_000_000)
QUICK = Sizes(20, 60, 120, lines=10)

Take = Callable[[Reading], float]
MEDIAN: Take = attrgetter("median")
MOST: Take = attrgetter("most")


@dataclass(frozen=True, slots=True)
class Goal:
    """``ours`` over ``anchor`` is to be at most ``most``; ``seconds`` bounds ours as well.

    ``size`` names one of the sizes, ``part`` what has to run. ``take`` makes one figure of ours.
    """

    key: str
    words: str
    against: str
    most: float
    ours: str
    anchor: str
    part: str
    size: str = "main"
    take: Take = MEDIAN
    seconds: float | None = None
    faster: bool = False  # said the other way round: how many times faster than the anchor


GOALS = (
    Goal(
        "start",
        "start to painted window with the shipped catalogue",
        "a bare PySide6 window with an empty table",
        1.5,
        "start",
        "bare start",
        "start",
        "small",
    ),
    Goal(
        "calc",
        "the same",
        "LibreOffice Calc with the same table",
        1 / 5,
        "start wall",
        "calc start wall",
        "start",
        "small",
    ),
    Goal(
        "keys",
        "worst key stroke to painted table, {rows} rows",
        "repaint alone",
        1.6,
        "keys",
        "repaint",
        "list",
        take=MOST,
    ),
    Goal(
        "proxy",
        "the same",
        "QSortFilterProxyModel in Python, unsorted",
        1 / 40,
        "keys",
        "proxy keys",
        "list",
        take=MOST,
        faster=True,
    ),
    Goal(
        "proxy-in-order",
        "the same",
        "the same, its rows sorted as ours are",
        1 / 40,
        "keys",
        "proxy keys in order",
        "list",
        take=MOST,
        faster=True,
    ),
    Goal(
        "keys-large",
        "worst key stroke, {rows} rows",
        "repaint alone",
        2,
        "keys",
        "repaint",
        "list",
        "huge",
        take=MOST,
    ),
    Goal(
        "currency",
        "switch the display currency, {rows} rows, to painted",
        "repaint alone",
        2.5,
        "currency",
        "repaint",
        "list",
    ),
    Goal(
        "sort",
        "sort by total, {rows} rows, to painted",
        "repaint alone",
        2.5,
        "sort",
        "repaint",
        "list",
    ),
    Goal(
        "load",
        "load {rows} entries, checked, to first paint",
        "msgspec decode alone",
        2.5,
        "load",
        "decode",
        "list",
    ),
    Goal(
        "export",
        "export {rows} rows to CSV",
        "csv.writer on ready-made rows",
        2.5,
        "export",
        "csv writer",
        "list",
    ),
    Goal(
        "import",
        "import {rows} CSV rows, checked",
        "csv.reader alone",
        40,
        "check",
        "csv reader",
        "import",
        seconds=5,
    ),
    Goal(
        "what-if",
        "what-if change to repainted comparison of 8 entries",
        "repaint alone",
        2.5,
        "what-if",
        "comparison repaint",
        "comparison",
        "small",
    ),
    Goal(
        "select-all",
        "Select all, {rows} rows",
        "repaint alone",
        1.5,
        "select all",
        "repaint",
        "list",
    ),
    Goal(
        "gap",
        "longest gap of the window while {rows} entries load",
        "one decode call",
        0.1,
        "load gap",
        "decode wall",
        "list",
    ),
    Goal(
        "edit",
        "a durable edit at {rows} entries",
        "writing the whole file",
        0.05,
        "edit",
        "whole file",
        "edit",
        "middle",
    ),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A goal with its two readings; a reading is None where it could not be taken."""

    goal: Goal
    rows: int
    ours: Reading | None
    anchor: Reading | None
    why_not: str = ""

    @property
    def ratio(self) -> float | None:
        """Ours over the anchor."""
        if self.ours is None or self.anchor is None:
            return None
        against = MOST if self.goal.faster else MEDIAN
        return self.goal.take(self.ours) / against(self.anchor)

    @property
    def met(self) -> bool | None:
        if self.ratio is None or self.ours is None:
            return None
        bound = self.goal.seconds
        in_time = bound is None or self.goal.take(self.ours) <= bound
        return self.ratio <= self.goal.most and in_time


def outcomes(
    goals: Iterable[Goal],
    readings: Iterable[Reading],
    sizes: Sizes,
    missing: Mapping[str, str],
) -> list[Outcome]:
    """Each goal judged; ``missing`` says by key why one could not be."""
    found = {(each.name, each.rows): each for each in readings}
    judged = []
    for goal in goals:
        rows = getattr(sizes, goal.size)
        if rows is None:
            judged.append(Outcome(goal, LARGE.huge or 0, None, None, "only with --large"))
            continue
        ours, anchor = found.get((goal.ours, rows)), found.get((goal.anchor, rows))
        judged.append(Outcome(goal, rows, ours, anchor, missing.get(goal.key, "not measured")))
    return judged


LIMIT = 0.1  # seconds for which the window may not answer

# What a person waits for meanwhile, the reading of its longest gap, and its size.
GAPS = (
    ("loading a catalogue", "load gap", "main"),
    ("checking an import", "check gap", "main"),
    ("bringing an import in", "bring in gap", "main"),
    ("exporting the list", "export gap", "main"),
    ("writing a comparison as PDF", "pdf gap", "small"),
    ("writing a quote as PDF", "quote pdf gap", "lines"),
    ("writing a quote as a spreadsheet", "quote xlsx gap", "lines"),
    ("writing a quote as CSV", "quote csv gap", "lines"),
    ("writing a quote as JSON", "quote json gap", "lines"),
    ("printing a quote", "print gap", "lines"),
)

# What grows with the catalogue, and the part that measures it.
GROWING = (
    ("load", "load"),
    ("worst key stroke", "keys"),
    ("sort by total", "sort"),
    ("another currency", "currency"),
    ("select all", "select all"),
    ("export", "export"),
    ("import, checked", "check"),
    ("import, brought in", "bring in"),
    ("repaint alone", "repaint"),
)
TAKEN_AT_WORST = frozenset({"keys"})
CLOCKS = {Unit.PROCESSOR: "", Unit.WALL: " (wall)", Unit.BYTES: ""}
