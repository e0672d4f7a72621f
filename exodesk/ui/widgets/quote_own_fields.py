"""The fields of a draft that are not an option's: whom it is for and how, and its terms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from exodesk.domain.quotes.editing import with_validity
from exodesk.domain.quotes.quote import Beside, Quote
from exodesk.ui.icons import Icons
from exodesk.ui.theme import TypeRole, with_type
from exodesk.ui.widgets.comparison_banner import PlainLabel
from exodesk.ui.widgets.form_editors import ChoiceField, LineField, LinesField
from exodesk.ui.widgets.quote_edit import Setting, edit_of
from exodesk.ui.widgets.quote_field import QuoteField
from exodesk.ui.widgets.quote_validity import ValidityField
from exodesk.wording import gettext as _
from exodesk.wording.amounts import currency_name
from exodesk.wording.quote_lists import last_day_text
from exodesk.wording.vocabulary import document_languages

_LEAST_FIELD = 200  # of type of the usual size
_MOST_IN_A_ROW = 3


class QuoteFields(QWidget):
    """Client, reference, language, validity and currencies: as many in a row as there is room."""

    edited = Signal(str, object)  # key, Edit

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._codes: tuple[str, ...] = ()
        self.currency = ChoiceField(_("Currency of the quote"), [])
        self.beside = ChoiceField(_("Second currency beside the totals"), [])
        self.language = ChoiceField(_("Language of the document"), document_languages())
        self.validity = ValidityField(icons)
        self.validity.validity_changed.connect(self._take_validity)
        client = LineField(_("Client"), example=_("Name of the client"))
        reference = LineField(_("Reference"), example=_("optional"))
        self.fields = {
            "client": QuoteField(_("Client"), client, icons),
            "reference": QuoteField(_("Reference"), reference, icons),
            "language": QuoteField(_("Language"), self.language, icons),
            "currency": QuoteField(_("Currency"), self.currency, icons),
            "beside": QuoteField(_("Second currency"), self.beside, icons),
        }
        for key, field in self.fields.items():
            field.committed.connect(lambda raw, key=key: self.edited.emit(key, edit_of(key, raw)))
        found = list(self.fields.values())
        self._in_order: tuple[QWidget, ...] = (*found[:3], self.validity, *found[3:])
        self._in_a_row = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(10)
        self._place_fields(_MOST_IN_A_ROW)

    def set_currencies(self, codes: Sequence[str]) -> None:
        """The ISO codes that can be chosen from."""
        if tuple(codes) == self._codes:
            return
        self._codes = tuple(codes)
        choices = [(code, _currency_choice(code)) for code in self._codes]
        usual = [("usual", _("the usual one")), ("none", _("none"))]
        _refill(self.currency, choices)
        _refill(self.beside, [*usual, *choices])

    def show_quote(self, quote: Quote, today: date) -> None:
        """What is being typed meanwhile stays."""
        beside = quote.beside.value if isinstance(quote.beside, Beside) else quote.beside
        _show(
            self.fields,
            {
                "client": quote.client.name,
                "reference": quote.client.reference,
                "currency": quote.currency,
                "beside": beside,
                "language": quote.language,
            },
        )
        self.validity.show_validity(quote.validity, today, last_day_text(quote, today))

    def stops(self) -> list[QWidget]:
        """Where the tab key stops, in order."""
        first = [self.fields[key].editor for key in ("client", "reference", "language")]
        return [*first, *self.validity.stops(), self.currency, self.beside]

    def show_for_width(self, width: int) -> None:
        """As many fields in a row as ``width`` pixels hold."""
        fit = width // with_type(_LEAST_FIELD)
        self._place_fields(min(max(fit, 1), _MOST_IN_A_ROW))

    def _place_fields(self, in_a_row: int) -> None:
        if in_a_row == self._in_a_row:
            return
        self._in_a_row = in_a_row
        for field in self._in_order:
            self._grid.removeWidget(field)
        for place, field in enumerate(self._in_order):
            self._grid.addWidget(field, place // in_a_row, place % in_a_row)
        for column in range(_MOST_IN_A_ROW):
            self._grid.setColumnStretch(column, int(column < in_a_row))

    @Slot(object)
    def _take_validity(self, validity: int | date | None) -> None:
        def edit(quote: Quote, setting: Setting) -> Quote:
            return with_validity(quote, validity, setting.today)

        self.edited.emit("validity", edit)


class TermFields(QWidget):
    """Deposit, payment and notes, one below the other."""

    edited = Signal(str, object)  # key, Edit

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = icons.theme
        deposit = LinesField(_("Deposit"), theme, example=_("20 % when booking"), lines=1)
        payment = LinesField(
            _("Payment terms"), theme, example=_("The rest on the day of each session")
        )
        self.fields = {
            "deposit": QuoteField(_("Deposit"), deposit, icons),
            "payment": QuoteField(_("Payment"), payment, icons),
            "notes": QuoteField(_("Notes"), LinesField(_("Notes"), theme), icons),
        }
        title = PlainLabel(TypeRole.TITLE)
        title.setText(_("Terms"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(title)
        for key, field in self.fields.items():
            field.committed.connect(lambda raw, key=key: self.edited.emit(key, edit_of(key, raw)))
            column.addWidget(field)

    def show_quote(self, quote: Quote) -> None:
        """What is being typed meanwhile stays."""
        _show(
            self.fields,
            {"deposit": quote.deposit, "payment": quote.payment, "notes": quote.notes},
        )

    def stops(self) -> list[QWidget]:
        """Where the tab key stops, in order."""
        return [field.editor for field in self.fields.values()]


def _show(fields: Mapping[str, QuoteField], raws: Mapping[str, str]) -> None:
    for key, raw in raws.items():
        fields[key].show_raw(raw)


def _refill(choice: ChoiceField, choices: list[tuple[str, str]]) -> None:
    raw = choice.raw()
    choice.blockSignals(True)
    choice.clear()
    for code, words in choices:
        choice.addItem(words, code)
    choice.blockSignals(False)
    choice.set_raw(raw)


def _currency_choice(code: str) -> str:
    return _("{code} · {name}").format(code=code, name=currency_name(code))
