"""The rows of a check: what each says, what was read of it, and whether it comes in."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from exodesk.domain.costing import Count
from exodesk.domain.entries import Entry
from exodesk.imports.checking import Check, CheckedRow
from exodesk.imports.fields import Field
from exodesk.wording import gettext as _
from exodesk.wording.amounts import price_text
from exodesk.wording.dates import date_text
from exodesk.wording.durations import count_text
from exodesk.wording.lists import in_sentences

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_LONGEST = 200
_KEPT = 2_000


class Column(IntEnum):
    ROW = 0
    VERDICT = 1
    NAME = 2
    PRINTED = 3
    READ = 4
    SESSIONS = 5
    DATE = 6


_AT_RIGHT = frozenset({Column.ROW, Column.READ, Column.SESSIONS, Column.DATE})
_FIELDS: dict[Column, tuple[Field, ...]] = {
    Column.NAME: (Field.NAME,),
    Column.PRINTED: (Field.PRICE, Field.PRICE_LOW, Field.PRICE_HIGH),
    Column.SESSIONS: (Field.SESSIONS, Field.SESSIONS_LOW, Field.SESSIONS_HIGH),
    Column.DATE: (Field.PRICE_DATE, Field.SOURCE_DATE),
}


class CheckTableModel(QAbstractTableModel):
    """Shows the refused rows, or all of them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._check: Check | None = None
        self._rows: Sequence[CheckedRow] = ()
        self._said: dict[int, tuple[str, ...]] = {}

    def show(self, check: Check, *, refused_only: bool) -> None:
        self.beginResetModel()
        self._check = check
        self._rows = check.refused if refused_only else check.rows
        self._said = {}
        self.endResetModel()

    def row_at(self, row: int) -> CheckedRow | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def place_of(self, number: int) -> int:
        """Where the row with that number stands; -1 where it is not shown."""
        return next((n for n, row in enumerate(self._rows) if row.row.number == number), -1)

    def place_after(self, number: int) -> int:
        """The first row with that number or a higher one, else the last row."""
        places = (n for n, row in enumerate(self._rows) if row.row.number >= number)
        return next(places, len(self._rows) - 1)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            _("Row"),
            _("Verdict"),
            _("Name"),
            _("Price in the file"),
            _("Read as"),
            _("Sessions"),
            _("Date"),
        )[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._texts(row)[index.column()]
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(row, index.column())
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(index.column())
        return None

    def is_refused(self, row: int) -> bool:
        found = self.row_at(row)
        return found is not None and found.entry is None

    def is_blamed(self, row: int, column: int) -> bool:
        """Whether a refused row has a reason against what stands in that column."""
        found = self.row_at(row)
        if found is None or not 0 <= column < len(Column):
            return False
        fields = _FIELDS.get(Column(column), ())
        return any(reason.field in fields for reason in found.reasons)

    def _spoken(self, row: CheckedRow, column: int) -> str:
        """The first cell of a row says all of it, any other itself."""
        texts = self._texts(row)
        if column:
            title = self.headerData(column, Qt.Orientation.Horizontal)
            return _("{column}: {value}").format(column=title, value=texts[column])
        spoken = _("Row {n}, {verdict}: {name}, {price}").format(
            n=texts[Column.ROW],
            verdict=texts[Column.VERDICT],
            name=texts[Column.NAME],
            price=texts[Column.READ] or texts[Column.PRINTED],
        )
        return in_sentences([spoken, *(reason.sentence for reason in row.reasons)])

    def _texts(self, row: CheckedRow) -> tuple[str, ...]:
        number = row.row.number
        if (said := self._said.get(number)) is None:
            if len(self._said) >= _KEPT:
                self._said.clear()
            said = self._said[number] = self._worded(row)
        return said

    def _worded(self, row: CheckedRow) -> tuple[str, ...]:
        """A refused row says what stands in the file, the others what was read of it."""
        entry = row.entry
        number, printed = str(row.row.number), self._cells(row, Column.PRINTED)
        if entry is None:
            return (
                *(number, verdict(row), self._cells(row, Column.NAME), printed, ""),
                *(self._cells(row, Column.SESSIONS), self._cells(row, Column.DATE)),
            )
        read = ", ".join(price_text(offer.price) for offer in entry.offers) or _("no price")
        stated = entry.sessions
        count = None if stated is None else Count(stated.low, stated.high, assumed=False)
        return (number, verdict(row), entry.name, printed, read, count_text(count), _dated(entry))

    def _cells(self, row: CheckedRow, column: Column) -> str:
        if self._check is None:
            return ""
        texts = []
        for field in _FIELDS[column]:
            index = self._check.columns.index_of(field)
            if index is not None and index < len(row.row.cells):
                texts.append(" ".join(row.row.cells[index][:_LONGEST].split()))
        return " – ".join(filter(None, texts))


def verdict(row: CheckedRow) -> str:
    """What happens to a row, in a word."""
    if row.entry is None:
        return _("refused")
    if row.relation.earlier is not None:
        return _("repeated")
    if row.relation.twin is not None:
        return _("already here")
    return _("ready")


def _dated(entry: Entry) -> str:
    dates = {offer.stated.date for offer in entry.offers}
    return date_text(dates.pop()) if len(dates) == 1 else date_text(None) if not dates else "…"


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in _AT_RIGHT else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
