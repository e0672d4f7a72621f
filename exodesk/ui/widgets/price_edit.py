"""The fields of one price: its text, what it buys, its payments, its tax."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from exodesk.domain.entries import Per, Tax
from exodesk.domain.rates import RateTable
from exodesk.imports.form_offers import OfferRead
from exodesk.imports.form_texts import price_field
from exodesk.ui.icons import Icons
from exodesk.ui.widgets.form_editors import ChoiceField, KeptText, LineField, not_stated
from exodesk.ui.widgets.form_field import FormField
from exodesk.wording import gettext as _
from exodesk.wording.form_sentences import converted_text, per_choice, understood_text
from exodesk.wording.vocabulary import word


class PriceEdit(QObject):
    """Four form fields that belong together; whoever lays out the form puts them in it.

    ``price`` holds the text with what it buys, ``payments`` and ``redeemable`` are there only
    where the price buys such a thing, ``tax`` holds whether it is included and its rate.
    """

    def __init__(self, number: int, icons: Icons, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._number = number
        self.text = LineField(_("Price"), example=_("₹1.5 lakh – 1.8 lakh, from £300, POA"))
        self.per = ChoiceField(_("What the price buys"), [(p.value, per_choice(p)) for p in Per])
        self.size = LineField(_("Sessions of the course"), width=56)
        self.every = LineField(_("Interval of payments"), example=_("1 month"), width=120)
        self.times = LineField(_("Number of payments"), example=_("open"), width=72)
        yes_or_no = [("yes", _("yes")), ("no", _("no"))]
        self.redeem = ChoiceField(_("Taken off the course"), not_stated(yes_or_no))
        self.tax_choice = ChoiceField(_("Tax"), [(tax.value, word(tax)) for tax in Tax])
        self.tax_choice.set_usual(Tax.UNKNOWN.value)
        self.rate = LineField(_("Tax rate"), example=_("standard rate"), width=120)
        self.base = KeptText()
        self.price = FormField(
            icons,
            self._keyed(price=self.text, per=self.per, size=self.size),
            stretch=(3, 2, 0),
        )
        self.payments = FormField(
            icons,
            self._keyed(every=self.every, times=self.times),
            stretch=(0, 0),
            between=self._words(every=_("paid every"), times=_("number of payments")),
        )
        self.redeemable = FormField(
            icons,
            self._keyed(redeemable=self.redeem),
            stretch=(0,),
            between=self._words(redeemable=_("taken off the course")),
        )
        self.tax = FormField(
            icons,
            self._keyed(tax=self.tax_choice, tax_rate=self.rate),
            stretch=(0, 0),
            between=self._words(tax=_("tax"), tax_rate=_("rate in %")),
        )
        self.show_for(Per.SESSION, {})

    def _key(self, part: str) -> str:
        return f"offer.{self._number}.{part}"

    def _keyed(self, **editors: QWidget) -> Mapping[str, QWidget]:
        return {self._key(part): editor for part, editor in editors.items()}

    def _words(self, **words: str) -> Mapping[str, str]:
        """What stands before editors. The first price's fields have labels of the form's own."""
        labelled = ("every", "redeemable", "tax") if self._number == 0 else ()
        return {self._key(part): word for part, word in words.items() if part not in labelled}

    def number(self) -> int:
        return self._number

    def renumber(self, number: int) -> None:
        """The same price in another row."""
        self._number = number
        for field in self.fields():
            field.rekey([self._key(key.rpartition(".")[2]) for key in field.editor_keys()])

    def fields(self) -> tuple[FormField, ...]:
        return (self.price, self.payments, self.redeemable, self.tax)

    def kept(self) -> dict[str, KeptText]:
        return {self._key("base"): self.base}

    def show_for(self, usual: Per, fields: Mapping[str, str]) -> None:
        """Show the editors that what is bought needs, and those that hold a text anyhow."""
        self.per.set_usual(usual.value)
        shown = self.per.shown()
        self.price.set_shown(self._key("size"), shown == Per.COURSE.value)
        self.payments.setVisible(shown == Per.MONTH.value)
        self.redeemable.setVisible(shown in (Per.CONSULTATION.value, Per.PATCH_TEST.value))
        rate = self.tax_choice.shown() == Tax.EXCLUDED.value or bool(fields.get("tax_rate"))
        self.tax.set_shown(self._key("tax_rate"), rate)

    def show_read(
        self, read: OfferRead | None, usual: Per, rates: RateTable, currency: str
    ) -> None:
        """What was understood, in both currencies, before anything is saved."""
        self.show_for(usual if read is None else read.usual, {"tax_rate": self.rate.raw()})
        size = None if read is None or read.offer is None else read.offer.sessions
        self.size.setPlaceholderText("" if size is None else str(size))
        if read is None or read.offer is None:
            self.price.understood.say("")
            return
        price = read.offer.price
        more = [converted_text(price, rates, currency), *read.assumed]
        typed = self.text.raw().strip()
        if typed == read.offer.stated.as_printed and typed != price_field(price):
            more.append(_("What you typed is kept as the source’s words."))
        self.price.understood.say(understood_text(read.offer), more)
