"""XLSX through calamine: one sheet as rows of text, numbers exactly as they are shown.

The parts are looked through first: calamine lays a sheet out as a full grid, so that two cells in
opposite corners would ask for more memory than there is.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from exodesk.imports.delimited import Row, cell_fault
from exodesk.imports.files import MOST_COLUMNS, MOST_ROWS, TableFileError
from exodesk.imports.unshown_cells import (
    Place,
    column_number,
    cut_cell,
    parts_of_sheets,
    unshown_in,
)
from exodesk.translation import gettext as _

_OLD_START = b"\xd0\xcf\x11\xe0"
_MOST_UNPACKED = 400_000_000
_MOST_CELLS = 5_000_000
_CHUNK = 1 << 20
_SLICE = 500
_DIGITS = 12  # a float knows no more of them for sure
_CELL = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,3})([0-9]{1,7})["']""")
_ROW = re.compile(rb"""<(?:\w+:)?row\b[^>]*?\br\s*=\s*["']([0-9]{1,7})["']""")
_CUT = 200  # longer than any reference that two chunks could share


class Workbook:
    """One workbook, opened; raises TableFileError in one sentence where it cannot be."""

    def __init__(self, data: bytes, name: str) -> None:
        self._data = data
        self._name = name
        self._book: Any = None
        self._unshown: dict[str, dict[Place, str]] = {}  # of each part that has some

    def slices(self) -> Iterator[float]:
        """Look through the parts and open the book, yielding how much is done."""
        if self._data.startswith(_OLD_START):
            raise TableFileError(
                _(
                    "{name} is protected by a password or in the old XLS format; save it as XLSX"
                    " without a password."
                ).format(name=self._name)
            )
        try:
            yield from self._parts_looked_through()
        except (
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            EOFError,
            ValueError,
            RuntimeError,
            NotImplementedError,
            KeyError,
        ) as error:
            if isinstance(error, RuntimeError) and "encrypted" in str(error):
                raise self._error(_("it is protected by a password")) from None
            raise self._damaged() from None
        self._book = self._opened()

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of the sheets that hold cells, in the order of the workbook."""
        return tuple(self._book.sheet_names)

    def rows(self, sheet: str, point: str) -> Iterator[Row]:
        """The rows of a sheet; numbers are written with ``point``."""
        try:
            found = self._book.get_sheet_by_name(sheet)
            cells = found.to_python(skip_empty_area=False)
        except BaseException as error:  # calamine has many errors, and its panics are no Exception
            raise self._told(error) from None
        if len(cells) > MOST_ROWS:
            raise self._too_large()
        unshown = self._unshown_of(sheet)
        for number, values in enumerate(cells, 1):
            texts = tuple(_text(value, point) for value in values)
            if unshown:
                texts = tuple(
                    text or unshown.get((number, column), "")
                    for column, text in enumerate(texts, 1)
                )
            if any(text.strip() for text in texts):
                yield Row(number, number, texts, cell_fault(texts))

    def _unshown_of(self, sheet: str) -> dict[Place, str]:
        if not self._unshown:
            return {}
        with zipfile.ZipFile(io.BytesIO(self._data)) as packed:
            try:
                parts = parts_of_sheets(
                    packed.read("xl/workbook.xml"), packed.read("xl/_rels/workbook.xml.rels")
                )
            except KeyError:
                return {}
        return self._unshown.get(parts.get(sheet, ""), {})

    def _parts_looked_through(self) -> Iterator[float]:
        with zipfile.ZipFile(io.BytesIO(self._data)) as packed:
            parts = packed.infolist()
            names = {part.filename for part in parts}
            if "xl/workbook.xml" not in names and "[Content_Types].xml" not in names:
                raise TableFileError(
                    _("{name} is not a table but a ZIP file.").format(name=self._name)
                )
            if not any(name.startswith("xl/") for name in names):
                raise TableFileError(_("{name} is not a workbook.").format(name=self._name))
            if sum(part.file_size for part in parts) > _MOST_UNPACKED:
                raise self._too_large()
            done = 0
            for part in parts:
                if part.filename.endswith(".xml"):
                    for size in self._looked_through(packed, part):
                        done += size
                        if done > _MOST_UNPACKED:
                            raise self._too_large()
                        yield 0.0

    def _looked_through(self, packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[int]:
        is_sheet = part.filename.startswith("xl/worksheets/")
        columns: set[bytes] = set()
        last_row = 0
        tail = b""
        with packed.open(part) as file:
            while chunk := file.read(_CHUNK):
                text = tail + chunk
                if b"<!DOCTYPE" in text:
                    raise self._error(_("it holds a document type, which no workbook needs"))
                if is_sheet:
                    cells = _CELL.findall(text)
                    columns.update(letters for letters, _number in cells)
                    rows = [number for _letters, number in cells] + _ROW.findall(text)
                    last_row = max(last_row, max(map(int, rows), default=0))
                    width = max(map(column_number, columns), default=1)
                    if (
                        last_row > MOST_ROWS
                        or width > MOST_COLUMNS
                        or last_row * width > _MOST_CELLS
                    ):
                        raise self._too_large()
                    if unshown := unshown_in(text):
                        self._unshown.setdefault(part.filename, {}).update(unshown)
                tail = max(text[-_CUT:], cut_cell(text), key=len)
                yield len(chunk)

    def _opened(self) -> Any:
        import python_calamine

        try:
            book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(self._data))
            names = book.sheet_names
        except python_calamine.PasswordError:
            raise self._error(_("it is protected by a password")) from None
        except BaseException as error:  # calamine has many errors, and its panics are no Exception
            raise self._told(error) from None
        if not names:
            raise self._error(_("it has no sheet"))
        return book

    def _error(self, reason: str) -> TableFileError:
        return TableFileError(
            _("{name} cannot be read as a workbook: {reason}.").format(
                name=self._name, reason=reason
            )
        )

    def _told(self, error: BaseException) -> BaseException:
        return error if isinstance(error, (KeyboardInterrupt, SystemExit)) else self._damaged()

    def _damaged(self) -> TableFileError:
        return self._error(_("it is damaged"))

    def _too_large(self) -> TableFileError:
        return TableFileError(
            _(
                "{name} has a sheet that is too large: at most {rows} rows, {columns} columns and"
                " {cells} cells can be imported at once."
            ).format(name=self._name, rows=MOST_ROWS, columns=MOST_COLUMNS, cells=_MOST_CELLS)
        )


def _text(value: object, point: str) -> str:
    """A cell as a person sees it: ``0.1 + 0.2`` is 0.3, a date has no time at midnight."""
    match value:
        case str():
            return value
        case bool():
            return "TRUE" if value else "FALSE"
        case int():
            return str(value)
        case float():
            return _number_text(value).replace(".", point)
        case datetime.datetime():
            if value.time() == datetime.time():
                return value.date().isoformat()
            return value.isoformat(" ")
        case datetime.date() | datetime.time():
            return value.isoformat()
    return str(value)


def _number_text(value: float) -> str:
    number = Decimal(repr(value))
    if not number.is_finite():
        return str(number)
    number = Decimal(f"{value:.{_DIGITS}g}") if number.adjusted() < _DIGITS else number
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
