"""Tables for a terminal: aligned columns, figures to the right."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def text_table(
    headings: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()
) -> str:
    """``rows`` under ``headings``; the columns numbered in ``right`` are aligned to the right."""
    lines = [[_one_line(cell) for cell in row] for row in (headings, *rows)]
    widths = [max(_width(row[column]) for row in lines) for column in range(len(headings))]
    texts = ["  ".join(_cells(row, widths, right)).rstrip() for row in lines]
    rule = "  ".join("-" * width for width in widths)
    return "\n".join([texts[0], rule, *texts[1:]]) + "\n"


def _cells(row: Sequence[str], widths: Sequence[int], right: Sequence[int]) -> list[str]:
    cells = []
    for column, cell in enumerate(row):
        padding = " " * (widths[column] - _width(cell))
        cells.append(padding + cell if column in right else cell + padding)
    return cells


def _one_line(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)


def _width(text: str) -> int:
    """Columns that a terminal gives to ``text``: wide signs take two, combining ones none."""
    return sum(
        0
        if unicodedata.category(char) in ("Mn", "Me")
        else 2
        if unicodedata.east_asian_width(char) in "WF"
        else 1
        for char in text
    )
