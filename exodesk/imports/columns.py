"""Which column means what: guessed from the headings, changed by hand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from exodesk.domain.entries import Per, Tax
from exodesk.domain.money import MINOR_DIGITS
from exodesk.imports.fields import (
    DURATIONS,
    PRICES,
    WORKED_OUT,
    Field,
    field_name,
    field_of,
    folded,
    is_sure,
)
from exodesk.imports.vocabulary_texts import kind_named
from exodesk.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Mapping

_NOTHING: Mapping[Field, str] = MappingProxyType({})
_CURRENCY_WORDS = {
    "£": "GBP",
    "pounds": "GBP",
    "sterling": "GBP",
    "₹": "INR",
    "rs": "INR",
    "rupees": "INR",
    "€": "EUR",
    "euro": "EUR",
    "euros": "EUR",
}
_DURATION_WORDS = re.compile(r"\b(hour|day|week|month|year)s?\b")
_PACK_WORDS = re.compile(r"\b(ml|mg|g|kg|l)\b")
_PER_WORDS = {
    Per.COURSE: re.compile(r"\bcourse\b"),
    Per.SESSION: re.compile(r"\b(?:session|sitting|visit|treatment)\b"),
    Per.PACK: re.compile(r"\b(?:pack|bottle|vial|tube)\b"),
    Per.MONTH: re.compile(r"\b(?:month|monthly)\b"),
}
_TAX_WORDS = {
    Tax.INCLUDED: re.compile(r"\b(?:inc|incl|including|with) (?:vat|gst|tax)\b"),
    Tax.EXCLUDED: re.compile(r"\b(?:ex|excl|excluding|plus|before|without) (?:vat|gst|tax)\b"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column. What its cells leave out is taken from here: the currency of a bare number,
    what a price buys, whether it holds tax, the unit of a bare length of time or amount."""

    heading: str
    field: Field | None = None
    currency: str | None = None
    per: Per | None = None
    tax: Tax | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """What each column means, and texts ``for_all`` rows whose own cell is missing or empty."""

    columns: tuple[Column, ...]
    for_all: Mapping[Field, str] = field(default_factory=lambda: _NOTHING)

    def index_of(self, field: Field) -> int | None:
        for number, column in enumerate(self.columns):
            if column.field is field:
                return number
        return None

    def says_of(self, field: Field) -> bool:
        """Whether a column, or a text for all rows, says anything of ``field``."""
        return field in self.for_all or self.index_of(field) is not None

    def with_field(self, index: int, field: Field | None) -> ColumnMap:
        """Column ``index`` means ``field``; the one that meant it before means nothing now."""
        columns = [
            replace(column, field=None) if field is not None and column.field is field else column
            for column in self.columns
        ]
        columns[index] = _described(columns[index].heading, field)
        return replace(self, columns=tuple(columns))

    def with_currency(self, currency: str | None, index: int | None = None) -> ColumnMap:
        """Bare numbers in price column ``index``, or in all of them, are in ``currency``."""
        columns = tuple(
            replace(column, currency=currency)
            if column.field in PRICES and index in (None, number)
            else column
            for number, column in enumerate(self.columns)
        )
        return replace(self, columns=columns)

    def with_text_for_all(self, field: Field, text: str) -> ColumnMap:
        """Rows that say nothing of ``field`` say ``text``; an empty text takes that away."""
        texts = {**self.for_all, field: text}
        if not text.strip():
            del texts[field]
        return replace(self, for_all=MappingProxyType(texts))

    def ignored(self) -> tuple[str, ...]:
        """The headings of the columns that are not read."""
        return tuple(column.heading for column in self.columns if column.field is None)

    def without_field(self) -> tuple[str, ...]:
        """Those of them that hold something which exodesk does not work out anew."""
        return tuple(h for h in self.ignored() if folded(h) not in WORKED_OUT)

    def remarks(self) -> tuple[str, ...]:
        """What a person should know of the mapping, a sentence each."""
        found = []
        if self.index_of(Field.NAME) is None:
            found.append(_("No column is the name: choose one, or no row can be read."))
        elif not any(column.field in PRICES for column in self.columns):
            found.append(_("No column is a price: every row comes in with its price unknown."))
        times = Counter(folded(column.heading) for column in self.columns)
        first = {folded(column.heading): column.heading for column in reversed(self.columns)}
        found.extend(
            _("The heading “{heading}” stands twice: only one of the columns is read.").format(
                heading=first[heading]
            )
            for heading, number in times.items()
            if number > 1
        )
        worked_out = [h for h in self.ignored() if folded(h) in WORKED_OUT]
        others = self.without_field()
        if worked_out:
            found.append(
                _("Not read, because exodesk works it out anew: {headings}.").format(
                    headings=", ".join(worked_out)
                )
            )
        if others:
            found.append(
                _("Not read, because no field is chosen for it: {headings}.").format(
                    headings=", ".join(others)
                )
            )
        return tuple(found)

    def heading_of(self, field: Field) -> str:
        """The heading of the field's column, else the field's own name."""
        index = self.index_of(field)
        return field_name(field) if index is None else self.columns[index].heading


def guess_columns(headings: Sequence[str], rows: Sequence[Sequence[str]] = ()) -> ColumnMap:
    """Each field to the first heading that names it, one that does so in full before others.

    ``rows`` are looked at only where a heading has two meanings: ``type``, ``rate``.
    """
    found = [field_of(heading) for heading in headings]
    if Field.ORIGINAL_CURRENCY not in found:  # else it is an export of exodesk's own
        found = [Field.PRICE if meant is Field.RATE else meant for meant in found]
    for number, meant in enumerate(found):
        cells = (row[number] for row in rows if number < len(row))
        if meant is Field.KIND and folded(headings[number]) == "type" and not _are_kinds(cells):
            found[number] = Field.FAMILY
    taken: dict[Field, int] = {}
    for sure in (True, False):
        for number, meant in enumerate(found):
            if meant is not None and is_sure(headings[number]) is sure:
                taken.setdefault(meant, number)
    if Field.NAME not in taken and (named := _describing(headings)) is not None:
        taken = {meant: index for meant, index in taken.items() if index != named}
        taken[Field.NAME] = named
    by_number = {number: meant for meant, number in taken.items()}
    return ColumnMap(
        tuple(_described(heading, by_number.get(n)) for n, heading in enumerate(headings))
    )


def _are_kinds(cells: Iterable[str]) -> bool:
    texts = [cell for cell in cells if cell.strip()]
    return all(kind_named(cell) is not None for cell in texts)


def _describing(headings: Sequence[str]) -> int | None:
    """A column of descriptions, which are the names where nothing else is."""
    return next((n for n, h in enumerate(headings) if folded(h) == "description"), None)


def _described(heading: str, field: Field | None) -> Column:
    text = folded(heading)
    currency = per = tax = unit = None
    if field in PRICES:
        currency = _currency_in(text)
        if field in (Field.PRICE, Field.PRICE_LOW, Field.PRICE_HIGH):
            per = next((p for p, words in _PER_WORDS.items() if words.search(text)), None)
            tax = next((t for t, words in _TAX_WORDS.items() if words.search(text)), None)
    elif field in DURATIONS:
        unit = found[1] if (found := _DURATION_WORDS.search(text)) else None
    elif field is Field.PACK:
        unit = found[1] if (found := _PACK_WORDS.search(text)) else None
    return Column(heading, field, currency, per, tax, unit)


def _currency_in(text: str) -> str | None:
    found = {
        code
        for word in text.split()
        if (code := _CURRENCY_WORDS.get(word, word.upper())) in MINOR_DIGITS
    }
    # TRY, ALL and TOP are words as well.
    return found.pop() if len(found) == 1 and not found & {"ALL", "TRY", "TOP"} else None
