"""How a file is to be read, where the guess was wrong."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from exodesk.imports.dialect import DELIMITERS, ENCODINGS, Choices
from exodesk.imports.figure_texts import DateOrder
from exodesk.imports.tables import Table
from exodesk.ui.theme import TypeRole, role_font
from exodesk.ui.widgets.drop_downs import give_rows
from exodesk.wording import gettext as _

CURRENCIES = ("GBP", "INR", "EUR", "USD")
_IN_A_ROW = 3
_HEADING_ROWS = 10


class StillCombo(QComboBox):
    """The wheel scrolls what lies around it, and changes nothing unseen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        give_rows(self)

    def setAccessibleName(self, name: str) -> None:
        """Over AT-SPI Qt gives what is chosen as the name of such a list, hence both."""
        super().setAccessibleName(name)
        self.setAccessibleDescription(name)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class ImportChoices(QWidget):
    """Announces that a person has chosen otherwise; the choices are asked for."""

    choices_changed = Signal()  # the file has to be read again

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        names = {",": _("comma"), ";": _("semicolon"), "\t": _("tab"), "|": "|"}
        encodings = {"utf-8": "UTF-8", "cp1252": "Windows-1252"}
        guess = (_("as guessed"), None)
        self.delimiter = _combo(_("Separator"), [guess, *((names[d], d) for d in DELIMITERS)])
        self.encoding = _combo(
            _("Encoding"), [guess, *((encodings.get(e, e.upper()), e) for e in ENCODINGS)]
        )
        self.decimal = _combo(_("Decimal sign"), [guess, (_("point"), "."), (_("comma"), ",")])
        self.dates = _combo(
            _("Dates"),
            [
                guess,
                (_("day before month"), DateOrder.DAY_FIRST),
                (_("month before day"), DateOrder.MONTH_FIRST),
            ],
        )
        rows = [(_("row {n}").format(n=n), n) for n in range(1, _HEADING_ROWS + 1)]
        self.heading = _combo(_("Headings"), [guess, (_("none"), 0), *rows])
        self.sheet = _combo(_("Sheet"), [])
        self._combos = (
            *(self.sheet, self.delimiter, self.encoding, self.heading),
            *(self.decimal, self.dates),
        )
        self._labels = [QLabel(combo.accessibleName(), self) for combo in self._combos]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(3)
        for column in range(_IN_A_ROW):
            self._grid.setColumnStretch(column, 1)
        for label, combo in zip(self._labels, self._combos, strict=True):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setFont(role_font(TypeRole.SMALL))
            label.setProperty("secondary", "true")
            label.setBuddy(combo)
            combo.activated.connect(lambda _place: self.choices_changed.emit())
        self._place(text=True, sheets=False)

    def choices(self) -> Choices:
        return Choices(
            delimiter=self.delimiter.currentData(),
            encoding=self.encoding.currentData(),
            decimal=self.decimal.currentData(),
            dates=self.dates.currentData(),
            heading_row=self.heading.currentData(),
            sheet=self.sheet.currentData(),
        )

    def show_table(self, table: Table) -> None:
        """Offer what there is to choose in a file of that kind."""
        self.sheet.clear()
        for name in table.sheets:
            self.sheet.addItem(name, name)
        self.sheet.setCurrentIndex(self.sheet.findData(table.sheet))
        self._place(text=bool(table.dialect.delimiter), sheets=len(table.sheets) > 1)

    def _place(self, *, text: bool, sheets: bool) -> None:
        shown = 0
        for label, combo in zip(self._labels, self._combos, strict=True):
            only_text = combo in (self.delimiter, self.encoding)
            offered = text if only_text else sheets or combo is not self.sheet
            label.setVisible(offered)
            combo.setVisible(offered)
            if offered:
                row, column = divmod(shown, _IN_A_ROW)
                self._grid.addWidget(label, 2 * row, column)
                self._grid.addWidget(combo, 2 * row + 1, column)
                shown += 1


def _combo(name: str, choices: Iterable[tuple[str, object]]) -> QComboBox:
    combo = StillCombo()
    combo.setAccessibleName(name)
    for words, value in choices:
        combo.addItem(words, value)
    return combo
