"""Files to rows: CSV and its kin, and workbooks, in slices that can be stopped between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from exodesk.imports.delimited import Records, Row, encoding_of, first_text
from exodesk.imports.dialect import (
    Choices,
    Dialect,
    guess_dates,
    guess_decimal,
    guess_delimiter,
    guess_heading_row,
    sep_line,
)
from exodesk.imports.fields import field_of
from exodesk.imports.files import FileKind, TableFileError, file_bytes, kind_of
from exodesk.imports.workbook import Workbook
from exodesk.translation import gettext as _

__all__ = ["Row", "Table", "TableFileError", "TableReading", "holds_catalogue", "read_table"]

_SLICE = 1_000
_SAMPLED_ROWS = 2_000


@dataclass(frozen=True, slots=True)
class Table:
    """A file as it stands: headings, and the rows below them with every cell as text.

    ``passed_over`` are the numbers of the rows above the headings. ``sheets`` is empty for text.
    """

    name: str
    dialect: Dialect
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    passed_over: tuple[int, ...] = ()
    sheets: tuple[str, ...] = ()
    sheet: str | None = None


def holds_catalogue(path: Path, encoding: str | None = None) -> bool:
    """Whether the file is JSON, and so to be read as a catalogue; raises TableFileError."""
    return kind_of(file_bytes(path), path.name, encoding) is FileKind.JSON


def read_table(path: Path, choices: Choices | None = None) -> Table:
    """Read a whole file; raises TableFileError where it cannot be used."""
    reading = TableReading(path, choices)
    for _done in reading.slices():
        pass
    return reading.result()


class TableReading:
    """One file being read, in slices; leave off between them and nothing is kept."""

    def __init__(self, path: Path, choices: Choices | None = None) -> None:
        self._path = path
        self._name = path.name
        self._choices = choices or Choices()
        self._rows: list[Row] = []
        self._dialect = Dialect()
        self._sheets: tuple[str, ...] = ()
        self._sheet: str | None = None

    def slices(self) -> Iterator[float]:
        """Read on, yielding after each slice how much is done, from 0 to 1."""
        data = file_bytes(self._path)
        kind = kind_of(data, self._name, self._choices.encoding)
        if kind is FileKind.JSON:
            raise TableFileError(
                _("{name} holds JSON, not a table; name it .json to import it.").format(
                    name=self._name
                )
            )
        yield 0.0
        self._rows.clear()
        yield from self._workbook(data) if kind is FileKind.WORKBOOK else self._text(data)

    def result(self) -> Table:
        rows, heading = self._rows, self._dialect.heading_row
        cells = next((row.cells for row in rows if row.number == heading), None)
        if heading and cells is None:
            raise TableFileError(
                _("{name} has no row {n} to take the headings from.").format(
                    name=self._name, n=heading
                )
            )
        below = tuple(row for row in rows if row.number > heading)
        if not below:
            raise TableFileError(
                _("{name} has headings but no rows below them.").format(name=self._name)
            )
        width = len(cells) if cells is not None else max(len(row.cells) for row in below)
        return Table(
            name=self._name,
            dialect=self._dialect,
            headings=_headings(cells or (), width),
            rows=below,
            passed_over=tuple(row.number for row in rows if row.number < heading),
            sheets=self._sheets,
            sheet=self._sheet,
        )

    def _text(self, data: bytes) -> Iterator[float]:
        chosen = self._choices
        encoding, bom = encoding_of(data, self._name, chosen.encoding)
        sample = first_text(data, encoding, bom)
        named = sep_line(sample)
        if chosen.delimiter is not None:
            delimiter = chosen.delimiter
        elif named is not None:
            delimiter = named[0]
        else:
            delimiter = guess_delimiter(sample, field_of)
        records = Records(
            data, self._name, encoding, delimiter, bom=bom, skip_line=named is not None
        )
        yield from self._collected(iter(records), records)
        self._dialect = self._guessed(Dialect(delimiter, encoding, bom))

    def _workbook(self, data: bytes) -> Iterator[float]:
        book = Workbook(data, self._name)
        yield from book.slices()
        self._sheets = book.sheets
        self._sheet = self._choices.sheet or self._sheets[0]
        if self._sheet not in self._sheets:
            raise TableFileError(
                _("{name} has no sheet “{sheet}”.").format(name=self._name, sheet=self._sheet)
            )
        point = self._choices.decimal or "."
        yield from self._collected(book.rows(self._sheet, point), None)
        self._dialect = self._guessed(Dialect("", "", decimal=point))

    def _collected(self, rows: Iterator[Row], records: Records | None) -> Iterator[float]:
        for count, row in enumerate(rows, 1):
            self._rows.append(row)
            if count % _SLICE == 0:
                yield 0.5 if records is None else records.done
        if not self._rows:
            raise TableFileError(_("{name} is empty.").format(name=self._name))
        yield 1.0

    def _guessed(self, read: Dialect) -> Dialect:
        chosen, rows = self._choices, self._rows[:_SAMPLED_ROWS]
        cells = [row.cells for row in rows]
        heading = chosen.heading_row
        if heading is None:
            heading = guess_heading_row([(row.number, row.cells) for row in rows], field_of)
        decimal = chosen.decimal
        if decimal is None:
            decimal = guess_decimal(cells, read.delimiter) if read.delimiter else read.decimal
        return Dialect(
            delimiter=read.delimiter,
            encoding=read.encoding,
            bom=read.bom,
            decimal=decimal,
            dates=chosen.dates or guess_dates(cells),
            heading_row=heading,
        )


def _headings(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    """A name for each column; trailing columns without one are none."""
    while width and cells and not cells[width - 1].strip():
        width -= 1
    return tuple(
        cells[n].strip() if n < len(cells) and cells[n].strip() else _column_name(n)
        for n in range(width)
    )


def _column_name(number: int) -> str:
    return _("Column {n}").format(n=number + 1)
