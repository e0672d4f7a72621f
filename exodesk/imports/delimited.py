"""CSV and its kin: bytes to rows, a slice at a time, each fault with its line."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from exodesk.imports.files import MOST_COLUMNS, MOST_ROWS, TableFileError
from exodesk.translation import gettext as _

LONGEST_RECORD = 1_000_000
LONGEST_CELL = 131_072  # the csv module's own limit
_BEGINNING = 1 << 18  # bytes
_CHUNK = 1 << 20
_BOMS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
}
_SHOWN_OF_A_LONG_CELL = 1_000
_ASCII = re.compile(r"[\0-\x7f]+")
_HALF = re.compile(r"[\ud800-\udfff]")
_ESCAPED = re.compile(r"[\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class Row:
    """One row. ``number`` counts rows as a spreadsheet does, ``line`` the lines of the file.

    ``fault`` says why the row itself cannot be relied on, whatever stands in its cells.
    """

    number: int
    line: int
    cells: tuple[str, ...]
    fault: str = ""


def cell_fault(cells: Iterable[str]) -> str:
    """Why the cells cannot be relied on; empty where they can."""
    for cell in cells:
        if "\0" in cell:
            return _("A cell holds a NUL character.")
        if len(cell) > LONGEST_CELL:
            return _("A cell has more than {n} characters.").format(n=LONGEST_CELL)
        if not cell.isascii() and _HALF.search(cell):
            return _("A cell holds half a character (a lone surrogate).")
    return ""


def encoding_of(data: bytes, name: str, chosen: str | None) -> tuple[str, bool]:
    """The encoding of ``data``, and whether it begins with a BOM; raises TableFileError."""
    if chosen is not None:
        _refuse_undecodable(data, name, chosen)
        return chosen, data.startswith(_BOMS.get(chosen, b"\0\xff\0"))
    for encoding, bom in _BOMS.items():
        if data.startswith(bom):
            _refuse_undecodable(data, name, encoding)
            return encoding, True
    bad = _first_undecodable(data, "utf-8")
    if bad is None:
        return "utf-8", False
    if _is_damaged_utf8(data):
        raise _undecodable(data, name, "utf-8", bad)
    if _first_undecodable(data, "cp1252") is None:
        return "cp1252", False
    raise TableFileError(
        _("{name} is neither UTF-8 nor Windows-1252 text; save it as UTF-8.").format(name=name)
    )


def first_text(data: bytes, encoding: str, bom: bool) -> str:
    """The beginning of the text, for guesses."""
    start = len(_BOMS[encoding]) if bom else 0
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    return decoder.decode(data[start : start + _BEGINNING])


class Records:
    """The records of a delimited text, as Row values; blank ones are counted and passed over."""

    def __init__(
        self, data: bytes, name: str, encoding: str, delimiter: str, *, bom: bool, skip_line: bool
    ) -> None:
        self._size = max(1, len(data))
        self._raw = io.BytesIO(data)
        self._raw.seek(len(_BOMS[encoding]) if bom else 0)
        self._lines = _Lines(io.TextIOWrapper(self._raw, encoding, newline=""), name)
        self._name = name
        self._delimiter = delimiter
        if skip_line:
            next(self._lines)

    @property
    def done(self) -> float:
        """How much of the file has been read, from 0 to 1."""
        return min(1.0, self._raw.tell() / self._size)

    def __iter__(self) -> Iterator[Row]:
        lines = self._lines
        reader = csv.reader(lines, delimiter=self._delimiter, strict=True)
        number = kept = 0
        while True:
            number += 1
            lines.begin_record()
            fault = ""
            try:
                cells = tuple(next(reader))
            except StopIteration:
                return
            except csv.Error:
                cells, fault = self._damaged()
            if not any(cells) or not any(cell.strip() for cell in cells):
                continue
            kept += 1
            if kept > MOST_ROWS:
                raise TableFileError(
                    _(
                        "{name} has more than {n} rows, the most that can be imported at once."
                        " Split it into smaller files."
                    ).format(name=self._name, n=MOST_ROWS)
                )
            if len(cells) > MOST_COLUMNS:
                raise TableFileError(
                    _("{name}, line {line}: more than {n} columns.").format(
                        name=self._name, line=lines.first, n=MOST_COLUMNS
                    )
                )
            yield Row(number, lines.first, cells, fault or cell_fault(cells))

    def _damaged(self) -> tuple[tuple[str, ...], str]:
        """The cells of a record that breaks the rules, as far as they can be told, and why."""
        lines = self._lines
        if lines.at_end and _leaves_open(lines.record, self._delimiter):
            raise self._never_closed()
        cells = _forgiven(lines.record, self._delimiter)
        if cells is not None:
            if len(lines.record) == 1:
                fault = _("A quotation mark is closed before the end of its cell.")
            else:
                fault = _(
                    "A quotation mark opened in line {first} is closed within a cell in line"
                    " {last}."
                ).format(first=lines.first, last=lines.line)
            return cells, fault
        if len(lines.record) > 1:
            raise self._never_closed()
        parts = lines.record[0].rstrip("\r\n").split(self._delimiter)[:MOST_COLUMNS]
        fault = _("A cell has more than {n} characters.").format(n=LONGEST_CELL)
        return tuple(part[:_SHOWN_OF_A_LONG_CELL] for part in parts), fault

    def _never_closed(self) -> TableFileError:
        return TableFileError(
            _(
                "{name}: the quotation mark opened in line {line} is never closed, so the rows from"
                " there on cannot be told apart. Nothing was read."
            ).format(name=self._name, line=self._lines.first)
        )


class _Lines:
    """The lines of a text, with what the current record has taken of them."""

    def __init__(self, file: io.TextIOWrapper, name: str) -> None:
        self._file = file
        self._name = name
        self._length = 0
        self.line = 0
        self.first = 1
        self.record: list[str] = []
        self.at_end = False

    def begin_record(self) -> None:
        self.first = self.line + 1
        self._length = 0
        self.record = []

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._file.readline(LONGEST_RECORD + 1)
        if not line:
            self.at_end = True
            raise StopIteration
        self.line += 1
        self.record.append(line)
        self._length += len(line)
        if self._length > LONGEST_RECORD:
            raise TableFileError(
                _("{name}: the row in line {line} is longer than {n} characters.").format(
                    name=self._name, line=self.first, n=LONGEST_RECORD
                )
            )
        return line


def _leaves_open(record: list[str], delimiter: str) -> bool:
    try:
        for _row in csv.reader(record, delimiter=delimiter, strict=True):
            pass
    except csv.Error as error:
        return "end of data" in str(error)
    return False


def _forgiven(record: list[str], delimiter: str) -> tuple[str, ...] | None:
    """The cells as far as a forgiving reader can tell; None where one of them is too long."""
    try:
        return tuple(next(csv.reader(record, delimiter=delimiter), ()))
    except csv.Error:
        return None


def _refuse_undecodable(data: bytes, name: str, encoding: str) -> None:
    bad = _first_undecodable(data, encoding)
    if bad is not None:
        raise _undecodable(data, name, encoding, bad)


def _undecodable(data: bytes, name: str, encoding: str, place: int) -> TableFileError:
    newline = "\n".encode(encoding)
    return TableFileError(
        _(
            "{name} is not all written in {encoding}: see line {line}. Save it as UTF-8, or choose"
            " another encoding."
        ).format(
            name=name,
            encoding={"cp1252": "Windows-1252"}.get(encoding, encoding.upper()),
            line=data[:place].count(newline) + 1,
        )
    )


def _first_undecodable(data: bytes, encoding: str) -> int | None:
    """Where ``data`` stops being text in ``encoding``, without holding all of the text."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    pending = 0
    for start in range(0, len(data) + 1, _CHUNK):
        chunk = data[start : start + _CHUNK]
        try:
            decoder.decode(chunk, start + _CHUNK > len(data))
        except UnicodeDecodeError as error:
            return max(0, start - pending + error.start)
        pending = len(decoder.getstate()[0])
    return None


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether most of what is beyond ASCII is UTF-8, so that the rest is damage."""
    valid = damaged = 0
    for start in range(0, len(data), _CHUNK):
        text = data[start : start + _CHUNK].decode("utf-8", "surrogateescape")
        beyond = _ASCII.sub("", text)
        escaped = len(_ESCAPED.findall(beyond))
        damaged += escaped
        valid += len(beyond) - escaped
    return valid > 0 and valid >= damaged
