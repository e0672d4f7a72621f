"""How a total came about, line by line: each figure behind it with its words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from exodesk.domain.trace import Input, Trace, TracedLine
from exodesk.wording.trace import TraceRow, trace_rows


@dataclass(frozen=True, slots=True)
class ToldLine:
    """A line of a total: how it is made, and each of its inputs as it is told."""

    traced: TracedLine
    row: TraceRow
    inputs: tuple[tuple[Input, TraceRow], ...]


@dataclass(frozen=True, slots=True)
class ToldTotal:
    """A total, the exchange rates behind it, and its lines."""

    row: TraceRow
    rates: tuple[TraceRow, ...]
    lines: tuple[ToldLine, ...]


def told(trace: Trace, today: date) -> ToldTotal:
    """``trace`` in words, without the figures that are in no total."""
    groups: list[tuple[TraceRow, list[TraceRow]]] = []
    for row in trace_rows(trace, today):
        if row.heading:
            groups.append((row, []))
        else:
            groups[-1][1].append(row)
    (total, rates), *others = groups
    lines = tuple(
        # Behind its inputs a line may have a remark.
        ToldLine(traced, heading, tuple(zip(traced.inputs, rows, strict=False)))
        for traced, (heading, rows) in zip(trace.lines, others, strict=False)
    )
    return ToldTotal(total, tuple(rates), lines)
