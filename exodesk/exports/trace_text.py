"""How a total came about, as a table for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from exodesk.domain.trace import Trace
from exodesk.exports.text_table import with_flexible
from exodesk.translation import gettext as _
from exodesk.wording.trace import TraceRow, trace_rows

_WIDEST = {1: 26, 3: 18}


def trace_text(trace: Trace, today: date) -> str:
    """The total, its lines, and below each line what it rests on, who says so and when."""
    headings = [_("Figure"), _("Value"), _("How, or who says so"), _("Date and age")]
    rows = [
        [row.figure if row.heading else f"  {row.figure}", row.value, _says(row), row.dated]
        for row in _of_the_total(trace, today)
    ]
    return with_flexible(headings, rows, 2, _WIDEST)


def _of_the_total(trace: Trace, today: date) -> Iterator[TraceRow]:
    """The rows of the total and of its lines, not those of other figures."""
    figures = 1 + len(trace.lines)
    for row in trace_rows(trace, today):
        figures -= row.heading
        if figures < 0:
            return
        yield row


def _says(row: TraceRow) -> str:
    if row.printed is None:
        return row.says
    return _("{says}, printed as “{text}”").format(says=row.says, text=row.printed)
