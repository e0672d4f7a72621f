"""A table for the clipboard: tab-separated text and HTML, neither of which runs as a formula."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from exodesk.exports.csv_table import neutralised


def as_text(rows: Sequence[Sequence[str]]) -> str:
    """Rows of cells as tab-separated lines."""
    return "\n".join("\t".join(neutralised(_one_line(cell)) for cell in row) for row in rows)


def as_html(rows: Sequence[Sequence[str]], *, headings: int = 1) -> str:
    """The same as an HTML table; the first ``headings`` rows are headings."""
    lines = []
    for number, row in enumerate(rows):
        tag = "th" if number < headings else "td"
        cells = "".join(f"<{tag}>{escape(neutralised(_one_line(cell)))}</{tag}>" for cell in row)
        lines.append(f"<tr>{cells}</tr>")
    return "<table>" + "".join(lines) + "</table>"


def _one_line(cell: str) -> str:
    return " ".join(cell.split())
