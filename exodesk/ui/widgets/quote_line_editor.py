"""The terms of one line of a quote: how many, at which price, less what, with which tax."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from exodesk.domain.assumptions import MOST_SESSIONS, LineKey
from exodesk.domain.entries import Per, Tax
from exodesk.domain.money import PriceRange
from exodesk.domain.quotes.lines import LineKind, QuoteLine, TaxTerms
from exodesk.domain.quotes.refusals import BadCountError
from exodesk.imports.form_texts import number_field, price_field
from exodesk.imports.price_text import read_price
from exodesk.imports.quote_texts import (
    count_field,
    discount_field,
    read_count,
    read_discount,
    read_tax_rate,
)
from exodesk.ui.icons import Icons
from exodesk.ui.widgets.form_editors import ChoiceField, LineField, LinesField, TicksField
from exodesk.ui.widgets.quote_field import QuoteField, reading
from exodesk.wording import gettext as _
from exodesk.wording.amounts import price_text
from exodesk.wording.vocabulary import word

_OFFERED_AS = {
    Per.CONSULTATION: LineKey.CONSULTATION,
    Per.PATCH_TEST: LineKey.PATCH_TEST,
    Per.ADD_ON: LineKey.ADD_ON,
}
_AS_PUBLISHED = ""


class QuoteLineEditor(QWidget):
    """Announces the whole line as it is wanted, and from which field that came."""

    line_changed = Signal(str, object)  # key of the field, QuoteLine

    def __init__(self, line: QuoteLine, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = line
        self._currency = "GBP"
        self._icons = icons
        self.fields: dict[str, QuoteField] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 4, 0, 12)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(10)
        for column in range(4):
            self._grid.setColumnStretch(column, 1)
        self._build(line)

    def subject(self) -> tuple[LineKind, str]:
        """What the line is about; another line needs another editor."""
        entry = self._line.entry
        return self._line.kind, "" if entry is None else entry.id

    def show_line(
        self, line: QuoteLine, currency: str, published: PriceRange | None, count: str
    ) -> None:
        """``published`` is the price that stands where none is set, ``count`` how many then."""
        self._line, self._currency = line, currency
        for key, raw in self._texts(line).items():
            if key in self.fields:
                self.fields[key].show_raw(raw)
        excluded = line.tax is not None and line.tax.tax is Tax.EXCLUDED
        self.fields["tax_rate"].setVisible(excluded)
        if line.entry is None:
            return
        price, number = self.fields["price"], self.fields["count"]
        if isinstance(price.editor, LineField):
            shown = _("as published") if published is None else price_text(published)
            price.editor.setPlaceholderText(shown)
        if isinstance(number.editor, LineField):
            number.editor.setPlaceholderText(count)
        self.fields["reason"].setVisible(line.price is not None or bool(line.reason))

    def _build(self, line: QuoteLine) -> None:
        own = line.entry is None
        if own:
            self._add("text", _("Words"), LineField(_("Words of the line")), (0, 0, 1, 4))
        self._add("count", self._count_label(), LineField(self._count_label()), (1, 0, 1, 1))
        price = LineField(_("Price of one"), example=_("£240, £200 – £280"))
        self._add("price", _("Price of one"), price, (1, 1, 1, 2))
        discount = LineField(_("Discount on the line"), example=_("£50 or 10 %"))
        self._add("discount", _("Discount"), discount, (1, 3, 1, 1))
        if not own:
            reason = LineField(_("Reason for the price"), example=_("agreed by telephone, 3 Nov"))
            self._add("reason", _("Why this price"), reason, (2, 0, 1, 4))
        self._add("tax", _("Tax"), ChoiceField(_("Tax"), _tax_choices(own=own)), (3, 0, 1, 2))
        rate = LineField(_("Tax rate in per cent"), example="20")
        self._add("tax_rate", _("Tax rate in %"), rate, (3, 2, 1, 1))
        extras = self._extras(line)
        if extras:
            ticks = TicksField(_("Comes with it"), extras, self._icons.theme)
            self._add("extras", _("Comes with it"), ticks, (4, 0, 1, 4))
        note = LinesField(_("Note on the line"), self._icons.theme, lines=1)
        self._add("note", _("Note"), note, (5, 0, 1, 4))

    def _add(
        self,
        key: str,
        label: str,
        editor: LineField | ChoiceField | LinesField | TicksField,
        place: tuple[int, int, int, int],
    ) -> None:
        field = self.fields[key] = QuoteField(label, editor, self._icons)
        field.committed.connect(reading(field, self._taking(key)))
        self._grid.addWidget(field, *place)

    def _taking(self, key: str) -> Callable[[str], None]:
        def take(raw: str) -> None:
            self.line_changed.emit(key, self._with(key, raw))

        return take

    def _with(self, key: str, raw: str) -> QuoteLine:
        """The line with one text changed; raises what refuses the text."""
        line = self._line
        match key:
            case "text":
                return replace(line, text=raw)
            case "count":
                count = read_count(raw)
                if count is None and line.entry is None:
                    raise BadCountError(MOST_SESSIONS)
                return replace(line, count=count)
            case "price" if raw.strip():
                return replace(line, price=read_price(raw, self._currency).price)
            case "price" if line.entry is None:
                return replace(line, price=PriceRange(None, None, self._currency))
            case "price":
                return replace(line, price=None)
            case "discount":
                return replace(line, discount=read_discount(raw, self._currency))
            case "reason":
                return replace(line, reason=raw)
            case "tax":
                return replace(line, tax=self._taxed(raw, self.fields["tax_rate"].editor.raw()))
            case "tax_rate":
                return replace(line, tax=self._taxed(self.fields["tax"].editor.raw(), raw))
            case "extras":
                return replace(line, left_out=self._left_out(raw))
            case _:
                return replace(line, note=raw)

    @staticmethod
    def _taxed(tax: str, rate: str) -> TaxTerms | None:
        if tax == _AS_PUBLISHED:
            return None
        chosen = Tax(tax)
        return TaxTerms(chosen, read_tax_rate(rate) if chosen is Tax.EXCLUDED else None)

    def _left_out(self, raw: str) -> frozenset[LineKey]:
        wanted = set(raw.split(";"))
        offered = {LineKey(key) for key, _words in self._extras(self._line)}
        kept = self._line.left_out - offered
        return kept | {key for key in offered if key.value not in wanted}

    def _texts(self, line: QuoteLine) -> dict[str, str]:
        terms = line.tax
        rate = None if terms is None else terms.rate
        coming = [key for key, _words in self._extras(line) if LineKey(key) not in line.left_out]
        return {
            "text": line.text,
            "count": count_field(line.count),
            "price": "" if line.price is None else price_field(line.price),
            "discount": discount_field(line.discount),
            "reason": line.reason,
            "tax": _AS_PUBLISHED if terms is None else terms.tax.value,
            "tax_rate": "" if rate is None else number_field(rate),
            "extras": ";".join(coming),
            "note": line.note,
        }

    @staticmethod
    def _extras(line: QuoteLine) -> list[tuple[str, str]]:
        """What the entry's offers let come with it."""
        if line.entry is None:
            return []
        found = [_OFFERED_AS[o.per] for o in line.entry.offers if o.per in _OFFERED_AS]
        if line.entry.lasts is not None:
            found.append(LineKey.MAINTENANCE)
        return [(key.value, word(key)) for key in LineKey if key in found]

    def _count_label(self) -> str:
        match self._line.kind:
            case LineKind.TRAVEL:
                return _("Trips")
            case LineKind.TEXT:
                return _("Number")
            case LineKind.ENTRY:
                packs = self._line.entry is not None and self._line.entry.pack is not None
                return _("Packs") if packs else _("Sessions")


def _tax_choices(*, own: bool) -> list[tuple[str, str]]:
    published = _("not stated") if own else _("as published")
    return [(_AS_PUBLISHED, published), *((tax.value, word(tax)) for tax in Tax)]
