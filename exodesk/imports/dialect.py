"""How a table is written: what was guessed of it, what a person chose, and both in words."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from exodesk.imports.figure_texts import DateOrder
from exodesk.translation import gettext as _

DELIMITERS = (",", ";", "\t", "|")
ENCODINGS = ("utf-8", "cp1252", "utf-16-le", "utf-16-be")
Meaning = Callable[[str], object]
"""What a heading means, None where nothing is known of it."""
_SAMPLED_RECORDS = 50
_SAMPLED_ROWS = 2_000
_FIRST_ROWS = 10
_SEP_LINE = re.compile(r'"?sep=([^\w\s"]|\t)"?(?:\r\n|\r|\n|\Z)', re.IGNORECASE)
_ONLY_COMMA = re.compile(r"[^\d.,]*(?:\d+,\d{2}|\d{1,3}(?:\.\d{3})+,\d{1,2})[^\d.,]*", re.ASCII)
_ONLY_POINT = re.compile(
    r"[^\d.,]*(?:\d+\.\d{1,2}|\d{1,3}(?:,\d{2,3})+(?:\.\d+)?)[^\d.,]*", re.ASCII
)
_DATE = re.compile(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}\s*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a table was read. ``delimiter`` and ``encoding`` are empty for a workbook.

    ``heading_row`` is the number of the row with the headings, 0 where there is none.
    """

    delimiter: str = ","
    encoding: str = "utf-8"
    bom: bool = False
    decimal: str = "."
    dates: DateOrder = DateOrder.DAY_FIRST
    heading_row: int = 1


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person has chosen of a dialect; None is guessed."""

    delimiter: str | None = None
    encoding: str | None = None
    decimal: str | None = None
    dates: DateOrder | None = None
    heading_row: int | None = None
    sheet: str | None = None


def sep_line(text: str) -> tuple[str, int] | None:
    """The delimiter that a first line ``sep=;`` names, and that line's length."""
    match = _SEP_LINE.match(text)
    return None if match is None else (match[1], match.end())


def guess_delimiter(sample: str, meaning: Meaning) -> str:
    """The delimiter that gives the most headings with a ``meaning``, else the most even table."""
    return max(DELIMITERS, key=lambda delimiter: _fit(sample, delimiter, meaning))


def _fit(sample: str, delimiter: str, meaning: Meaning) -> tuple[int, float, int]:
    reader = csv.reader(sample.splitlines(keepends=True), delimiter=delimiter)
    rows: list[list[str]] = []
    try:
        for row in reader:
            if any(row):
                rows.append(row)
            if len(rows) == _SAMPLED_RECORDS:
                break
    except csv.Error:
        pass
    recognised = max((_known_in(row, meaning) for row in rows[:_FIRST_ROWS]), default=0)
    widths = [len(row) for row in rows]
    width = max(widths, key=widths.count, default=1)
    regular = widths.count(width) / len(widths) if width > 1 else 0.0
    return recognised, regular, width


def guess_heading_row(rows: Sequence[tuple[int, Sequence[str]]], meaning: Meaning) -> int:
    """The number of the row with the headings: the first, or a later one where more are known.

    A title alone in its row is no row of headings where one with a known heading follows.
    """
    best, most = (rows[0][0], _known_in(rows[0][1], meaning)) if rows else (1, 0)
    if most < 2:
        alone = bool(rows) and _filled(rows[0][1]) == 1
        for number, cells in rows[1:_FIRST_ROWS]:
            found = _known_in(cells, meaning)
            if found > max(most, 1) or (alone and found and _filled(cells) > 1):
                best, most, alone = number, found, False
    return best


def _filled(row: Sequence[str]) -> int:
    return sum(1 for cell in row if cell.strip())


def _known_in(row: Sequence[str], meaning: Meaning) -> int:
    return len({meaning(cell) for cell in row} - {None})


def guess_decimal(rows: Iterable[Sequence[str]], delimiter: str) -> str:
    """A comma only where numbers say so, none says otherwise, and it does not part the cells."""
    if delimiter == ",":
        return "."
    comma = False
    for cell in _cells(rows):
        if _ONLY_COMMA.fullmatch(cell):
            comma = True
        elif _ONLY_POINT.fullmatch(cell):
            return "."
    return "," if comma else "."


def guess_dates(rows: Iterable[Sequence[str]]) -> DateOrder:
    """Month first where a date can be nothing else and none can only be day first."""
    month_first = False
    for cell in _cells(rows):
        if (match := _DATE.fullmatch(cell)) is not None:
            if int(match[1]) > 12:
                return DateOrder.DAY_FIRST
            month_first = month_first or int(match[2]) > 12
    return DateOrder.MONTH_FIRST if month_first else DateOrder.DAY_FIRST


def _cells(rows: Iterable[Sequence[str]]) -> Iterable[str]:
    for _number, row in zip(range(_SAMPLED_ROWS), rows, strict=False):
        for cell in row:
            if len(cell) < 40 and any(sign in cell for sign in ",./-"):
                yield cell


def dialect_text(dialect: Dialect) -> str:
    """``Parted by commas · UTF-8 · decimal point · day before month · headings in row 1``."""
    parts = []
    if dialect.delimiter:
        parts = [_delimiter_text(dialect.delimiter), encoding_text(dialect)]
    parts.append(_("decimal comma") if dialect.decimal == "," else _("decimal point"))
    parts.append(
        _("month before day") if dialect.dates is DateOrder.MONTH_FIRST else _("day before month")
    )
    parts.append(
        _("headings in row {n}").format(n=dialect.heading_row)
        if dialect.heading_row
        else _("no headings")
    )
    return " · ".join(parts)


def _delimiter_text(delimiter: str) -> str:
    match delimiter:
        case ",":
            return _("Parted by commas")
        case ";":
            return _("Parted by semicolons")
        case "\t":
            return _("Parted by tabs")
    return _("Parted by “{sign}”").format(sign=delimiter)


def encoding_text(dialect: Dialect) -> str:
    """``UTF-8 with BOM``."""
    names = {"utf-8": "UTF-8", "cp1252": "Windows-1252"}
    name = names.get(dialect.encoding, dialect.encoding.upper())
    return _("{encoding} with BOM").format(encoding=name) if dialect.bom else name
