"""A table for the clipboard: tab-separated text and HTML, neither of which runs as a formula.

A Decimal is a number wherever it is pasted: raw in the text, and stated as such in the HTML.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from html import escape
from typing import TypeAlias

from exodesk.exports.csv_table import neutralised

Cell: TypeAlias = str | Decimal

_PLAIN_NUMBERS = 1033
"""The locale in which LibreOffice is told a number to be written: a point before its decimals."""


def as_text(rows: Sequence[Sequence[Cell]]) -> str:
    """Rows of cells as tab-separated lines."""
    return "\n".join("\t".join(map(_shown, row)) for row in rows)


def as_html(rows: Sequence[Sequence[Cell]], *, headings: int = 1) -> str:
    """The same as an HTML table; the first ``headings`` rows are headings."""
    lines = []
    for number, row in enumerate(rows):
        tag = "th" if number < headings else "td"
        lines.append(f"<tr>{''.join(_html(cell, tag) for cell in row)}</tr>")
    return "<table>" + "".join(lines) + "</table>"


def _html(cell: Cell, tag: str) -> str:
    shown = escape(_shown(cell))
    if isinstance(cell, str):
        return f"<{tag}>{shown}</{tag}>"
    number = f'align="right" sdval="{shown}" sdnum="{_PLAIN_NUMBERS};"'
    return f"<{tag} {number}>{shown}</{tag}>"


def _shown(cell: Cell) -> str:
    return neutralised(" ".join(cell.split())) if isinstance(cell, str) else f"{cell:f}"
