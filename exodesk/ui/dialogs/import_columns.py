"""What each column of a table means, and the first rows as they would be read."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from exodesk.imports.checking import preview
from exodesk.imports.columns import ColumnMap
from exodesk.imports.fields import PRICES, Field, field_name
from exodesk.imports.known import Known
from exodesk.imports.row_reader import ReadRow
from exodesk.imports.tables import Table
from exodesk.ui.theme import TypeRole, role_font
from exodesk.wording import gettext as _
from exodesk.wording.amounts import price_text

_SAMPLES = 2
_LONGEST_SAMPLE = 40
_CURRENCIES = ("", "GBP", "INR", "EUR", "USD")


class ColumnsPage(QWidget):
    """Announces the map of columns once a person has changed it."""

    columns_changed = Signal(object)  # ColumnMap

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table: Table | None = None
        self._columns: ColumnMap | None = None
        self._known = Known()
        self._grid_holder = QScrollArea(self)
        self._grid_holder.setWidgetResizable(True)
        self._grid_holder.setFrameShape(QScrollArea.Shape.NoFrame)
        self.remarks = QLabel(self)
        self.remarks.setTextFormat(Qt.TextFormat.PlainText)
        self.remarks.setWordWrap(True)
        self.remarks.setProperty("secondary", "true")
        self.preview = QPlainTextEdit(self, readOnly=True)
        self.preview.setTabChangesFocus(True)
        self.preview.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.preview.setAccessibleName(_("The first rows as they would be read"))
        title = QLabel(_("The first rows as they would be read"), self)
        title.setFont(role_font(TypeRole.SMALL_STRONG))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._grid_holder, 3)
        column.addWidget(self.remarks)
        column.addWidget(title)
        column.addWidget(self.preview, 2)

    def show_table(self, table: Table, columns: ColumnMap, known: Known) -> None:
        self._table, self._columns, self._known = table, columns, known
        self._fill()
        self._show_preview()

    def combo(self, index: int) -> QComboBox:
        """The choice of a field for one column."""
        found = self._grid_holder.findChild(QComboBox, f"field-{index}")
        assert isinstance(found, QComboBox)
        return found

    def _fill(self) -> None:
        assert self._table is not None
        assert self._columns is not None
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for place, words in enumerate((_("Column"), _("For example"), _("Means"), _("In"))):
            grid.addWidget(_words(words, strong=True), 0, place)
        for index, column in enumerate(self._columns.columns):
            grid.addWidget(_words(column.heading), index + 1, 0)
            grid.addWidget(_words(_samples(self._table, index), secondary=True), index + 1, 1)
            grid.addWidget(self._field_choice(index), index + 1, 2)
            if column.field in PRICES:
                grid.addWidget(self._currency_choice(index), index + 1, 3)
        grid.setRowStretch(len(self._columns.columns) + 1, 1)
        self._grid_holder.setWidget(content)

    def _field_choice(self, index: int) -> QComboBox:
        assert self._columns is not None
        column = self._columns.columns[index]
        combo = QComboBox()
        combo.setObjectName(f"field-{index}")
        combo.setAccessibleName(_("What “{heading}” means").format(heading=column.heading))
        combo.addItem(_("not read"), None)
        for field in Field:
            combo.addItem(field_name(field), field)
        combo.setCurrentIndex(0 if column.field is None else 1 + list(Field).index(column.field))
        combo.activated.connect(lambda place, i=index: self._choose(i, combo.itemData(place)))
        return combo

    def _currency_choice(self, index: int) -> QComboBox:
        assert self._columns is not None
        column = self._columns.columns[index]
        combo = QComboBox()
        combo.setAccessibleName(_("Currency of bare numbers"))
        for code in _CURRENCIES:
            combo.addItem(code or _("as its country"), code or None)
        combo.setCurrentIndex(max(0, combo.findData(column.currency)))
        combo.activated.connect(
            lambda place, i=index: self._choose_currency(i, combo.itemData(place))
        )
        return combo

    def _choose(self, index: int, field: Field | None) -> None:
        assert self._columns is not None
        self._take(self._columns.with_field(index, field))

    def _choose_currency(self, index: int, code: str | None) -> None:
        assert self._columns is not None
        self._take(self._columns.with_currency(code, index))

    def _take(self, columns: ColumnMap) -> None:
        self._columns = columns
        self._fill()
        self._show_preview()
        self.columns_changed.emit(columns)

    def _show_preview(self) -> None:
        assert self._table is not None
        assert self._columns is not None
        self.remarks.setText(" ".join(self._columns.remarks()))
        rows = preview(self._table, self._columns, self._known)
        self.preview.setPlainText("\n".join(map(_read_text, rows)))


def _read_text(row: ReadRow) -> str:
    place = _("Row {n}").format(n=row.row.number)
    if row.entry is None:
        reasons = " ".join(reason.sentence for reason in row.reasons)
        return _("{row}: refused. {reasons}").format(row=place, reasons=reasons)
    prices = ", ".join(price_text(offer.price) for offer in row.entry.offers)
    return _("{row}: {name} · {prices}").format(
        row=place, name=row.entry.name, prices=prices or _("no price")
    )


def _samples(table: Table, index: int) -> str:
    texts = (
        " ".join(row.cells[index].split())[:_LONGEST_SAMPLE]
        for row in table.rows
        if index < len(row.cells) and row.cells[index].strip()
    )
    return " · ".join(_first(texts))


def _first(texts: Iterable[str]) -> list[str]:
    found: list[str] = []
    for text in texts:
        if text not in found:
            found.append(text)
        if len(found) == _SAMPLES:
            break
    return found


def _words(text: str, *, strong: bool = False, secondary: bool = False) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if strong:
        label.setFont(role_font(TypeRole.SMALL_STRONG))
    if secondary:
        label.setProperty("secondary", "true")
    return label
