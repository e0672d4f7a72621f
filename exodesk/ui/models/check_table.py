"""The rows of a check: what each says, what was read of it, and whether it comes in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from exodesk.domain.costing import Count
from exodesk.imports.checking import Check, CheckedRow
from exodesk.imports.fields import Field
from exodesk.wording import gettext as _
from exodesk.wording.amounts import price_text
from exodesk.wording.durations import count_text

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_PRICES = (Field.PRICE, Field.PRICE_LOW, Field.PRICE_HIGH)


class CheckTableModel(QAbstractTableModel):
    """Shows the refused rows, or all of them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._check: Check | None = None
        self._rows: Sequence[CheckedRow] = ()

    def show(self, check: Check, *, refused_only: bool) -> None:
        self.beginResetModel()
        self._check = check
        self._rows = check.refused if refused_only else check.rows
        self.endResetModel()

    def row_at(self, row: int) -> CheckedRow | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def place_of(self, number: int) -> int:
        """Where the row with that number stands; -1 where it is not shown."""
        return next((n for n, row in enumerate(self._rows) if row.row.number == number), -1)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else 6

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        headings = (
            _("Row"),
            _("Verdict"),
            _("Name"),
            _("Price in the file"),
            _("Read as"),
            _("Sessions"),
        )
        return headings[section] if 0 <= section < len(headings) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None or self._check is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._texts(row)[index.column()]
            case Qt.ItemDataRole.AccessibleTextRole:
                texts = self._texts(row)
                if index.column():
                    return texts[index.column()]
                return _("Row {n}, {verdict}: {name}, {price}").format(
                    n=texts[0], verdict=texts[1], name=texts[2], price=texts[4]
                )
            case Qt.ItemDataRole.TextAlignmentRole if index.column() == 0:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def is_refused(self, row: int) -> bool:
        found = self.row_at(row)
        return found is not None and found.entry is None

    def _texts(self, row: CheckedRow) -> tuple[str, ...]:
        assert self._check is not None
        entry = row.entry
        name = entry.name if entry is not None else self._cell(row, Field.NAME)
        read = ""
        sessions = ""
        if entry is not None:
            read = ", ".join(price_text(offer.price) for offer in entry.offers)
            read = read or _("no price")
            stated = entry.sessions
            count = None if stated is None else Count(stated.low, stated.high, assumed=False)
            sessions = count_text(count)
        printed = " ".join(text for field in _PRICES if (text := self._cell(row, field)))
        return (str(row.row.number), verdict(row), name, printed, read, sessions)

    def _cell(self, row: CheckedRow, field: Field) -> str:
        assert self._check is not None
        index = self._check.columns.index_of(field)
        if index is None or index >= len(row.row.cells):
            return ""
        return " ".join(row.row.cells[index].split())


def verdict(row: CheckedRow) -> str:
    """What happens to a row, in a word."""
    if row.entry is None:
        return _("refused")
    if row.relation.earlier is not None:
        return _("repeated")
    if row.relation.twin is not None:
        return _("already here")
    return _("ready")
