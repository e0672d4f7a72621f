"""Quotes as tables to be pasted: amounts as numbers with the code of their currency beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from exodesk.domain.money import Bounds, minor_digits, round_half_up
from exodesk.domain.quotes.book import Listed
from exodesk.domain.quotes.rows import OptionAmounts
from exodesk.exports.clipboard import Cell
from exodesk.translation import gettext as _
from exodesk.translation import pgettext
from exodesk.wording.quote_lines import row_terms
from exodesk.wording.quotes import discount_text, option_tax_text, row_name, state_word

Row = list[Cell]


def quote_table(listed: Listed) -> list[Row]:
    """The lines and totals of a quote below their headings; a discount below 0, so that the rows
    before a total add up to it."""
    headings: Row = [
        *(_("Option"), _("Line"), _("Terms"), _("Low"), _("High"), _("Currency")),
    ]
    return [headings, *_rows(listed)]


def quotes_table(quotes: Iterable[Listed]) -> list[Row]:
    """A row for each option of each quote below their headings."""
    headings: Row = [
        *(pgettext("quote", "Number"), _("Version"), _("State"), _("Client"), _("Reference")),
        *(_("Issued"), _("Valid until"), _("Option"), _("Title")),
        *(_("Low"), _("High"), _("Currency")),
        *(_("Second, low"), _("Second, high"), _("Second currency")),
    ]
    return [headings, *(row for listed in quotes for row in _listed(listed))]


def _rows(listed: Listed) -> Iterator[Row]:
    for option, amounts in zip(listed.quote.options, listed.amounts, strict=True):
        currency = amounts.currency
        for row in amounts.rows:
            line = option.lines[row.line]
            about = [option.letter, row_name(line, row), row_terms(line, row)]
            yield [*about, *_ends(row.sums.total, currency)]
        if amounts.discount is not None:
            off = _("Less {discount}").format(discount=discount_text(option.discount))
            taken = amounts.discount.total.times(Fraction(-1))
            yield [option.letter, off, "", *_ends(Bounds(taken.low, taken.high), currency)]
        tax = option_tax_text(option, amounts)
        yield [option.letter, _("Total"), tax, *_ends(amounts.total, currency)]
        yield from _second_row(option.letter, amounts)


def _second_row(letter: str, amounts: OptionAmounts) -> Iterator[Row]:
    if (second := _second(amounts)) is not None:
        yield [letter, _("Total in {currency}").format(currency=second[-1]), "", *second]


def _listed(listed: Listed) -> Iterator[Row]:
    quote = listed.quote
    about: Row = [
        quote.number or "",
        Decimal(quote.version),
        state_word(listed.state),
        quote.client.name,
        quote.client.reference,
        _day(None if quote.issued is None else quote.issued.on),
        _day(quote.until),
    ]
    nothing: Row = ["", "", ""]
    if not quote.options:
        yield [*about, "", "", *nothing, *nothing]
    for option, amounts in zip(quote.options, listed.amounts, strict=True):
        yield [
            *about,
            option.letter,
            option.title,
            *_ends(amounts.total, amounts.currency),
            *(_second(amounts) or nothing),
        ]


def _second(amounts: OptionAmounts) -> Row | None:
    if amounts.second_currency is None:
        return None
    if amounts.second is None:
        return [_("needs a rate"), _("needs a rate"), amounts.second_currency]
    return _ends(amounts.second, amounts.second_currency)


def _ends(bounds: Bounds, currency: str) -> Row:
    return [_amount(bounds.low, currency), _amount(bounds.high, currency), currency]


def _amount(value: Fraction | None, currency: str) -> Cell:
    return _("unknown") if value is None else round_half_up(value, minor_digits(currency))


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()
