"""What a price list says of all its rows at once, in its title or not at all."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QWidget

from exodesk.imports.fields import Field, field_name
from exodesk.ui.theme import TypeRole, role_font
from exodesk.ui.widgets.import_choices import CURRENCIES, StillCombo
from exodesk.wording import gettext as _
from exodesk.wording.amounts import currency_symbol

_IN_A_ROW = 3
_LONGEST = 300


class ImportForAll(QWidget):
    """Texts for rows whose own cell is missing or empty. Announces that a person changed one."""

    texts_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.provider = _line(_("the name of the clinic or shop"))
        self.city = _line("")
        self.country = _line(_("such as GB or India"))
        self.price_date = _line(_("such as 04/2026"))
        self.tax = _combo(
            [
                (_("as each row says"), ""),
                (_("included"), "included"),
                (_("excluded"), "excluded"),
                (_("exempt"), "exempt"),
            ]
        )
        self.currency = _combo(
            [
                (_("of the country"), ""),
                *(
                    (_("{code} {sign}").format(code=code, sign=currency_symbol(code)), code)
                    for code in CURRENCIES
                ),
            ]
        )
        self._fields: dict[Field, QLineEdit | QComboBox] = {
            Field.PROVIDER: self.provider,
            Field.CITY: self.city,
            Field.COUNTRY: self.country,
            Field.PRICE_DATE: self.price_date,
            Field.TAX: self.tax,
            Field.CURRENCY: self.currency,
        }
        title = _label(_("Where a row says nothing of its own"), TypeRole.SMALL_STRONG)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(3)
        grid.addWidget(title, 0, 0, 1, _IN_A_ROW)
        for place, (field, widget) in enumerate(self._fields.items()):
            name = field_name(field)
            if field is Field.CURRENCY:
                name = _("Currency of bare numbers")
            label = _label(name, TypeRole.SMALL)
            label.setProperty("secondary", "true")
            label.setBuddy(widget)
            widget.setAccessibleName(name)
            row, column = divmod(place, _IN_A_ROW)
            grid.addWidget(label, 1 + 2 * row, column)
            grid.addWidget(widget, 2 + 2 * row, column)
            grid.setColumnStretch(column, 1)
            if isinstance(widget, QLineEdit):
                widget.editingFinished.connect(self._tell)
            else:
                widget.activated.connect(lambda _place: self._tell())
        self._told = self.texts()

    def texts(self) -> dict[Field, str]:
        """What stands in each field; empty where nothing does."""
        return {
            field: widget.text().strip() if isinstance(widget, QLineEdit) else widget.currentData()
            for field, widget in self._fields.items()
        }

    @Slot()
    def _tell(self) -> None:
        # A field that is only left has changed nothing, and a long file takes long to check.
        if (texts := self.texts()) != self._told:
            self._told = texts
            self.texts_changed.emit()


def _line(example: str) -> QLineEdit:
    line = QLineEdit()
    line.setMaxLength(_LONGEST)
    line.setPlaceholderText(example)
    return line


def _combo(choices: list[tuple[str, str]]) -> QComboBox:
    combo = StillCombo()
    for words, value in choices:
        combo.addItem(words, value)
    return combo


def _label(words: str, role: TypeRole) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(role_font(role))
    return label
