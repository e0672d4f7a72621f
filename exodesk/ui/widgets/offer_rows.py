"""Further prices of one entry, each in a block of its own that can be removed."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from exodesk.imports.form_texts import SAME_SOURCE
from exodesk.ui.icons import Icons
from exodesk.ui.theme import TypeRole, role_font
from exodesk.ui.widgets.form_editors import ChoiceField, Choices, LineField
from exodesk.ui.widgets.form_field import FormField
from exodesk.ui.widgets.numbered_rows import NumberedRow, NumberedRows
from exodesk.ui.widgets.price_edit import PriceEdit
from exodesk.wording import gettext as _


class OfferRow(NumberedRow):
    """One further price with its own source and date."""

    def __init__(self, number: int, icons: Icons, sources: Choices) -> None:
        super().__init__()
        self.edit = PriceEdit(number, icons, self)
        same = (SAME_SOURCE, _("the source named above"))
        self.source = ChoiceField(_("Source of the price"), [same, ("", _("no source")), *sources])
        self.date = LineField(_("Date of the price"), example=_("23 Jun 2026"), width=120)
        self.stated = FormField(
            icons,
            {f"offer.{number}.source": self.source, f"offer.{number}.date": self.date},
            stretch=(1, 0),
        )
        self._title = QLabel(self)
        self._title.setFont(role_font(TypeRole.SECTION))
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(6)
        column.addLayout(head)
        for field in self.fields():
            column.addWidget(field)
        self._name()

    def fields(self) -> tuple[FormField, ...]:
        edit = self.edit
        return (edit.price, edit.payments, edit.redeemable, edit.tax, self.stated)

    def renumber(self, number: int) -> None:
        self.edit.renumber(number)
        self.stated.rekey([f"offer.{number}.source", f"offer.{number}.date"])
        self._name()

    def begin(self) -> None:
        self.source.set_raw(SAME_SOURCE)

    def go_in(self) -> None:
        self.edit.text.setFocus()

    def _name(self) -> None:
        number = self.edit.number() + 1
        self._title.setText(_("Price {n}").format(n=number))
        self.remove.setAccessibleName(_("Remove price {n}").format(n=number))
        for editor, words in (
            (self.edit.text, _("Price {n}")),
            (self.edit.per, _("What price {n} buys")),
            (self.edit.size, _("Sessions of the course of price {n}")),
            (self.edit.tax_choice, _("Tax of price {n}")),
            (self.source, _("Source of price {n}")),
            (self.date, _("Date of price {n}")),
        ):
            editor.setAccessibleName(words.format(n=number))


class OfferRows(NumberedRows[OfferRow]):
    """The rows below the first price, which is row 0 and stands in the form itself."""

    def __init__(self, icons: Icons, sources: Choices, parent: QWidget | None = None) -> None:
        super().__init__(
            lambda number: OfferRow(number, icons, sources),
            _("Add a price"),
            first=1,
            parent=parent,
        )
