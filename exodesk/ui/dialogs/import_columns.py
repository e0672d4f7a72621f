"""What each column of a table means, and the first rows as they would be read."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from exodesk.domain.costing import Count
from exodesk.imports.checking import preview
from exodesk.imports.columns import ColumnMap
from exodesk.imports.fields import PRICES, Field, field_name
from exodesk.imports.known import Known
from exodesk.imports.row_reader import ReadRow
from exodesk.imports.tables import Table
from exodesk.ui.theme import TypeRole, role_font
from exodesk.ui.widgets.import_choices import CURRENCIES, StillCombo
from exodesk.wording import gettext as _
from exodesk.wording.amounts import price_text
from exodesk.wording.durations import count_text

_SAMPLES = 2
_LONGEST_SAMPLE = 40
_LONGEST_HEADING = 40
_ORDER = (None, *Field)


class ColumnsPage(QWidget):
    """Announces the map of columns once a person has changed it."""

    columns_changed = Signal(object)  # ColumnMap

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table: Table | None = None
        self._columns: ColumnMap | None = None
        self._known = Known()
        self._headings: list[QLabel] = []
        self._fields: list[QComboBox] = []
        self._currencies: dict[int, QComboBox] = {}  # of those columns that were prices
        self._names = QStandardItemModel(self)  # one for all columns, however many there are
        for words in (_("not read"), *(field_name(field) for field in Field)):
            self._names.appendRow(QStandardItem(words))
        self._grid_holder = QScrollArea(self)
        self._grid_holder.setWidgetResizable(True)
        self._grid_holder.setFrameShape(QScrollArea.Shape.NoFrame)
        self._grid_holder.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.remarks = QLabel(self)
        self.remarks.setTextFormat(Qt.TextFormat.PlainText)
        self.remarks.setWordWrap(True)
        self.remarks.setProperty("secondary", "true")
        self.preview = QPlainTextEdit(self, readOnly=True)
        self.preview.setTabChangesFocus(True)
        self.preview.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.preview.setAccessibleName(_("The first rows as they would be read"))
        title = _words(self.preview.accessibleName(), strong=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._grid_holder, 3)
        column.addWidget(self.remarks)
        column.addWidget(title)
        column.addWidget(self.preview, 2)

    def show_table(self, table: Table, columns: ColumnMap, known: Known) -> None:
        self._table, self._known = table, known
        self._fill(table, columns)
        self.show_columns(columns)

    def show_columns(self, columns: ColumnMap) -> None:
        """Show what the columns of the same table mean now."""
        self._columns = columns
        for index, column in enumerate(columns.columns):
            self._fields[index].setCurrentIndex(_ORDER.index(column.field))
            is_price = column.field in PRICES
            currency = self._currencies.get(index)
            if currency is None and is_price:
                currency = self._add_currency(index, column.heading)
            if currency is not None:
                currency.setVisible(is_price)
                currency.setCurrentIndex(max(0, currency.findData(column.currency)))
        self._show_preview()

    def stops(self) -> list[QWidget]:
        """Where the tab key stops in the columns, in order."""
        pairs = ((field, self._currencies.get(index)) for index, field in enumerate(self._fields))
        return [combo for pair in pairs for combo in pair if combo is not None]

    def combo(self, index: int) -> QComboBox:
        """The choice of a field for one column."""
        return self._fields[index]

    def _fill(self, table: Table, columns: ColumnMap) -> None:
        former = self._grid_holder.takeWidget()
        if former is not None:
            former.deleteLater()
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(2, 2, 12, 2)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for place, words in enumerate((_("Column"), _("For example"), _("Means"), _("In"))):
            grid.addWidget(_words(words, strong=True), 0, place)
        self._headings, self._fields, self._currencies = [], [], {}
        for index, column in enumerate(columns.columns):
            heading = _words(_short(column.heading, _LONGEST_HEADING))
            field = self._field_choice(index, column.heading)
            grid.addWidget(heading, index + 1, 0)
            grid.addWidget(_words(_samples(table, index), secondary=True), index + 1, 1)
            grid.addWidget(field, index + 1, 2)
            self._headings.append(heading)
            self._fields.append(field)
        grid.setRowStretch(len(columns.columns) + 1, 1)
        self._grid = grid
        self._grid_holder.setWidget(content)

    def _field_choice(self, index: int, heading: str) -> QComboBox:
        combo = StillCombo()
        combo.setModel(self._names)
        combo.setMaxVisibleItems(20)
        combo.setAccessibleName(_("What “{heading}” means").format(heading=heading))
        combo.activated.connect(lambda place, i=index: self._choose(i, _ORDER[place]))
        return combo

    def _add_currency(self, index: int, heading: str) -> QComboBox:
        combo = self._currencies[index] = self._currency_choice(index, heading)
        self._grid.addWidget(combo, index + 1, 3)
        QWidget.setTabOrder(self._fields[index], combo)
        if index + 1 < len(self._headings):
            combo.stackUnder(self._headings[index + 1])  # a screen reader goes by this order
        return combo

    def _currency_choice(self, index: int, heading: str) -> QComboBox:
        combo = StillCombo()
        combo.setAccessibleName(
            _("Currency of bare numbers in “{heading}”").format(heading=heading)
        )
        combo.addItem(_("as its country"), None)
        for code in CURRENCIES:
            combo.addItem(code, code)
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
        self.show_columns(columns)
        self.columns_changed.emit(columns)

    def _show_preview(self) -> None:
        assert self._table is not None
        assert self._columns is not None
        remarks = self._columns.remarks()
        self.remarks.setText("\n".join(remarks))
        self.remarks.setVisible(bool(remarks))
        rows = preview(self._table, self._columns, self._known)
        self.preview.setPlainText("\n".join(map(_read_text, rows)))


def _read_text(row: ReadRow) -> str:
    place = _("Row {n}").format(n=row.row.number)
    entry = row.entry
    if entry is None:
        reasons = " ".join(reason.sentence for reason in row.reasons)
        return _("{row}: refused. {reasons}").format(row=place, reasons=reasons)
    prices = ", ".join(price_text(offer.price) for offer in entry.offers)
    parts = [entry.name]
    if entry.provider is not None:
        parts.append(entry.provider.name)
    parts.append(prices or _("no price"))
    if entry.sessions is not None:
        count = Count(entry.sessions.low, entry.sessions.high, assumed=False)
        parts.append(_("sessions: {count}").format(count=count_text(count)))
    return _("{row}: {read}").format(row=place, read=" · ".join(parts))


def _samples(table: Table, index: int) -> str:
    texts = (
        _short(" ".join(row.cells[index].split()), _LONGEST_SAMPLE)
        for row in table.rows[:1_000]
        if index < len(row.cells) and row.cells[index].strip()
    )
    return " · ".join(_first(texts))


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


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
