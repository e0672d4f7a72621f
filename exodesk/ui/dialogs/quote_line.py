"""A further line of an option: a travel cost, or anything else at a price."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialogButtonBox, QHBoxLayout, QVBoxLayout, QWidget

from exodesk.domain.errors import ExodeskError
from exodesk.domain.money import Money
from exodesk.domain.quotes.editing import one_line
from exodesk.domain.quotes.lines import ONE, QuoteLine, text_line, travel_line
from exodesk.imports.price_text import read_price
from exodesk.imports.quote_texts import read_count
from exodesk.ui.icons import Icons
from exodesk.ui.letters import LetteredDialog
from exodesk.ui.theme import TypeRole, with_type
from exodesk.ui.widgets.comparison_banner import PlainLabel
from exodesk.ui.widgets.form_editors import LineField
from exodesk.ui.widgets.quote_field import QuoteField
from exodesk.wording import gettext as _


class QuoteLineDialog(LetteredDialog):
    line_made = Signal(object)  # QuoteLine

    def __init__(
        self,
        letter: str,
        currency: str,
        icons: Icons,
        parent: QWidget,
        *,
        travel: bool,
        price: str = "",
        trips: str = "",
    ) -> None:
        super().__init__(parent)
        self._travel = travel
        self._currency = currency
        heading = (
            _("Travel cost in option {letter}") if travel else _("Other line in option {letter}")
        ).format(letter=letter)
        self.setWindowTitle(heading)
        self.setModal(True)
        title = PlainLabel(TypeRole.DIALOG_TITLE)
        title.setText(heading)
        example = _("Flight and hotel") if travel else _("Aftercare set")
        count = _("Trips") if travel else _("Number")
        price_name = _("Price of one trip") if travel else _("Price of one")
        self.fields = {
            "text": QuoteField(
                _("Words"), LineField(_("Words of the line"), example=example), icons
            ),
            "price": QuoteField(price_name, LineField(price_name, example="£420"), icons),
            "count": QuoteField(count, LineField(count, example="1"), icons),
        }
        self.fields["price"].show_raw(price)
        self.fields["count"].show_raw(trips)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.fields["price"], 2)
        row.addWidget(self.fields["count"], 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.add_button = buttons.addButton(_("Add"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.add_button.setProperty("primary", "true")
        self.add_button.setDefault(True)
        buttons.accepted.connect(self.add)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(title)
        column.addWidget(self.fields["text"])
        column.addLayout(row)
        column.addWidget(buttons)
        self.setMinimumWidth(with_type(440))
        self.fields["text"].editor.setFocus()

    @Slot()
    def add(self) -> None:
        """Announce the line and close, or say at a field why there is none yet."""
        key = "text"
        try:
            text = one_line(self.fields["text"].editor.raw())
            if not text and not self._travel:
                self._refuse("text", _("Say what it is. Example: aftercare set"))
                return
            key = "price"
            raw = self.fields["price"].editor.raw()
            if not raw.strip():
                self._refuse("price", _("A price lacks. Example: £420"))
                return
            price = read_price(raw, self._currency).price
            key = "count"
            count = read_count(self.fields["count"].editor.raw()) or ONE
            line: QuoteLine
            if not self._travel:
                line = text_line(text, price, count)
            elif price.low is None or price.low != price.high:
                self._refuse("price", _("A trip has one price. Example: £420"))
                return
            elif count.low is None or count.low != count.high:
                self._refuse("count", _("A number of trips is one number. Example: 3"))
                return
            else:
                line = travel_line(Money(price.low, price.currency), count.low, text)
        except ExodeskError as error:
            self._refuse(key, str(error))
            return
        self.line_made.emit(line)
        self.accept()

    def _refuse(self, key: str, sentence: str) -> None:
        for name, field in self.fields.items():
            field.refuse(sentence if name == key else "")
        self.fields[key].editor.setFocus()
