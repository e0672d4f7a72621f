"""What was measured as a table to be read: goals, growth, gaps and memory."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from benchmarks.goals import (
    GAPS,
    GROWING,
    LIMIT,
    MEDIAN,
    MOST,
    TAKEN_AT_WORST,
    Outcome,
    Sizes,
    Take,
)
from benchmarks.readings import Reading, Unit

Rows = list[tuple[str, ...]]
BEGIN = "<!-- bench: from here on `python3 dev.py bench --write` writes -->"
END = "<!-- bench: to here -->"


def goal_rows(outcomes: Iterable[Outcome]) -> Rows:
    """A heading, then a row for each goal."""
    rows: Rows = [("goal", "measured", "against", "measured", "ratio", "aim", "met")]
    for each in outcomes:
        goal = each.goal
        words = goal.words.format(rows=f"{each.rows:,}")
        if each.ratio is None:
            rows.append((words, each.why_not, goal.against, "", "", _aim(each), "–"))
            continue
        assert each.ours is not None
        assert each.anchor is not None
        rows.append(
            (
                words,
                figure_text(each.ours, goal.take),
                goal.against,
                figure_text(each.anchor, MOST if goal.faster else MEDIAN),
                f"{1 / each.ratio:.0f}× faster" if goal.faster else _ratio(each.ratio),
                _aim(each),
                "yes" if each.met else "no",
            )
        )
    return rows


def growth_rows(readings: Iterable[Reading], sizes: Sizes) -> Rows:
    """The cost of each operation at each size, and the exponent it grows with."""
    found = {(each.name, each.rows): each for each in readings}
    rows: Rows = [("operation", *(f"{size:,}" for size in sizes.all()), "exponent")]
    for words, name in GROWING:
        take = MOST if name in TAKEN_AT_WORST else MEDIAN
        costs = [(size, take(found[name, size])) for size in sizes.all() if (name, size) in found]
        if len(costs) > 1:
            by_size = dict(costs)
            cells = (time_text(by_size[s]) if s in by_size else "" for s in sizes.all())
            large = [(size, cost) for size, cost in costs if size != sizes.small]
            rows.append((words, *cells, f"{exponent(large):.2f}" if len(large) > 1 else ""))
    return rows


def gap_rows(readings: Iterable[Reading], sizes: Sizes) -> Rows:
    """The longest time for which the window could not answer, while long work went on."""
    found = {(each.name, each.rows): each for each in readings}
    rows: Rows = [("while", "longest gap", "aim", "met")]
    for words, name, size in GAPS:
        rows_of_size = getattr(sizes, size)
        reading = found.get((name, rows_of_size))
        if reading is not None:
            met = "yes" if reading.median <= LIMIT else "no"
            unit = "lines" if size == "lines" else "rows"
            of = f", {rows_of_size:,} {unit}" if size != "small" else ""
            rows.append((words + of, figure_text(reading), f"≤ {time_text(LIMIT)}", met))
    return rows


def memory_rows(readings: Iterable[Reading]) -> Rows:
    found = {(each.name, each.rows): each for each in readings}
    rows: Rows = [("entries", "in the file", "in memory", "ratio")]
    for (name, size), held in sorted(found.items()):
        if name == "memory" and (file := found.get(("file", size))) is not None:
            rows.append(
                (
                    f"{size:,}",
                    f"{file.median:,.0f} B an entry",
                    f"{held.median:,.0f} B an entry",
                    _ratio(held.median / file.median),
                )
            )
    return rows


def other_rows(readings: Iterable[Reading], shown: Iterable[str]) -> Rows:
    """What was measured beside, for those who look for the reason of a figure."""
    rows: Rows = [("also measured", "rows", "median", "least – most")]
    for each in readings:
        if each.name in shown or each.unit is Unit.BYTES:
            continue
        spread = f"{time_text(each.least)} – {time_text(each.most)}"
        rows.append((each.name, f"{each.rows:,}", time_text(each.median), spread))
    return rows


def exponent(costs: Sequence[tuple[int, float]]) -> float:
    """The slope of the straight line through logarithms of size and cost: 1 is linear."""
    xs = [math.log(size) for size, _cost in costs]
    ys = [math.log(cost) for _size, cost in costs]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    over = sum((each - x) * (other - y) for each, other in zip(xs, ys, strict=True))
    return over / sum((each - x) ** 2 for each in xs)


def figure_text(reading: Reading, take: Take = MEDIAN) -> str:
    """One figure with its spread and how often it was measured."""
    clock = " wall" if reading.unit is Unit.WALL else ""
    text = f"{time_text(take(reading))}{clock}"
    if len(reading.values) == 1:
        return text
    spread = f"{time_text(reading.least)} – {time_text(reading.most)}"
    return f"{text} ({spread}, n={len(reading.values)})"


def time_text(seconds: float) -> str:
    if seconds >= 10:
        return f"{seconds:.0f} s"
    if seconds >= 1:
        return f"{seconds:.2f} s"
    milliseconds = seconds * 1000
    return f"{milliseconds:.0f} ms" if milliseconds >= 100 else f"{milliseconds:.1f} ms"


def as_text(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(lines) + "\n"


def as_markdown(rows: Sequence[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    lines.insert(1, "|" + "---|" * len(rows[0]))
    return "\n".join(lines) + "\n"


def written(document: str, tables: str) -> str:
    """``document`` with ``tables`` between the two marks in it; raises ValueError."""
    before, begin, rest = document.partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the document lacks the marks {BEGIN} and {END}")
    return f"{before}{BEGIN}\n\n{tables}\n{END}{after}"


def _ratio(ratio: float) -> str:
    return f"{ratio:.3f}×" if ratio < 0.1 else f"{ratio:.2f}×" if ratio < 10 else f"{ratio:.0f}×"


def _aim(outcome: Outcome) -> str:
    goal = outcome.goal
    if goal.faster:
        return f"≥ {1 / goal.most:.0f}× faster"
    bound = "" if goal.seconds is None else f" and ≤ {goal.seconds:g} s"
    return f"≤ {goal.most:g}×{bound}"
