"""The refused rows as a file of their own, each with its reasons in a last column."""

from __future__ import annotations

import csv
import io

from exodesk.exports.csv_table import BOM, neutralised, restored
from exodesk.imports.check_words import reasons_text
from exodesk.imports.checking import Check
from exodesk.imports.fields import folded

REASON = "reason"


def refused_rows(check: Check) -> bytes:
    """CSV as exodesk writes it: all columns of the table, then ``reason``."""
    headings = list(check.table.headings)
    if headings and folded(headings[-1]) == REASON:
        headings.pop()  # the file was written here before
    width = len(headings)
    widest = max((len(row.row.cells) for row in check.refused), default=width)
    if len(check.table.headings) == width and widest > width:
        headings += [""] * (widest - width)
        width = widest
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([*map(neutralised, headings), REASON])
    for row in check.refused:
        cells = list(row.row.cells[:width]) + [""] * (width - len(row.row.cells))
        writer.writerow(
            [
                *(neutralised(restored(cell)) for cell in cells),
                neutralised(reasons_text(check, row)),
            ]
        )
    return (BOM + text.getvalue()).encode("utf-8", "replace")
