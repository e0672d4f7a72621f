"""All quotes as a workbook: a row for each, a row for each option, and totals by state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from exodesk.documents.workbook import Sheet, Style, Workbook
from exodesk.domain.money import Bounds
from exodesk.domain.quotes.book import Group, Listed
from exodesk.domain.quotes.rows import OptionAmounts
from exodesk.exports.plain_numbers import rate_option
from exodesk.translation import gettext as _
from exodesk.translation import pgettext
from exodesk.wording.quotes import state_word

_STATE, _LOW, _CURRENCY = 2, 11, 13
"""Columns of the sheet of quotes that the totals are made of."""


def quotes_workbook(groups: Iterable[Group], today: date) -> bytes:
    """The file as bytes; raises NoWorkbookError."""
    listed = tuple(groups)
    quotes = [each for group in listed for each in group.quotes]
    book = Workbook(_("Quotes"), today)
    sheet = book.sheet(_("Quotes"))
    _quotes(sheet, quotes)
    _options(book.sheet(_("Options")), quotes)
    _totals(book.sheet(_("Totals by state")), listed, sheet, len(quotes))
    return book.made()


def _quotes(sheet: Sheet, quotes: Sequence[Listed]) -> None:
    """What each may come to: the accepted option, else from the least to the most of all."""
    headings = [
        *(pgettext("quote", "Number"), _("Version"), _("State"), _("Client"), _("Reference")),
        *(_("Created"), _("Issued"), _("Valid until")),
        *(_("Answered"), _("Accepted option"), _("Options")),
        *(_("Low"), _("High"), _("Currency")),
    ]
    sheet.texts(0, headings, Style.HEADING)
    for row, listed in enumerate(quotes, start=1):
        quote, outcome = listed.quote, listed.outcome
        sheet.text(row, 0, quote.number or "")
        sheet.number(row, 1, quote.version, "0")
        sheet.text(row, _STATE, state_word(listed.state))
        sheet.text(row, 3, quote.client.name)
        sheet.text(row, 4, quote.client.reference)
        _day(sheet, row, 5, quote.created)
        _day(sheet, row, 6, None if quote.issued is None else quote.issued.on)
        _day(sheet, row, 7, quote.until)
        _day(sheet, row, 8, None if outcome is None else outcome.on)
        sheet.text(row, 9, "" if outcome is None else outcome.letter or "")
        sheet.number(row, 10, len(quote.options), "0")
        sheet.both_ends(row, _LOW, listed.span, quote.currency)
        sheet.text(row, _CURRENCY, quote.currency)
    _finish(sheet, len(quotes), len(headings))


def _options(sheet: Sheet, quotes: Sequence[Listed]) -> None:
    headings = [
        *(
            pgettext("quote", "Number"),
            _("Version"),
            _("State"),
            _("Client"),
            _("Option"),
            _("Title"),
        ),
        *(_("Low"), _("High"), _("Currency")),
        *(_("Second, low"), _("Second, high"), _("Second currency")),
        *(_("Rate"), _("Rate date"), _("Rate source")),
    ]
    sheet.texts(0, headings, Style.HEADING)
    row = 0
    for listed in quotes:
        quote = listed.quote
        for option, amounts in zip(quote.options, listed.amounts, strict=True):
            row += 1
            sheet.text(row, 0, quote.number or "")
            sheet.number(row, 1, quote.version, "0")
            about = (state_word(listed.state), quote.client.name, option.letter, option.title)
            for column, text in enumerate(about, start=2):
                sheet.text(row, column, text)
            _amounts(sheet, row, amounts)
    _finish(sheet, row, len(headings))


def _amounts(sheet: Sheet, row: int, amounts: OptionAmounts) -> None:
    sheet.both_ends(row, 6, amounts.total, amounts.currency)
    sheet.text(row, 8, amounts.currency)
    if amounts.second_currency is not None:
        second = amounts.second or Bounds(None, None)
        sheet.both_ends(row, 9, second, amounts.second_currency)
        sheet.text(row, 11, amounts.second_currency)
    rates = amounts.rates
    sheet.text(row, 12, "; ".join(map(rate_option, rates)))
    sheet.text(row, 13, "; ".join(rate.date.isoformat() for rate in rates))
    sheet.text(row, 14, "; ".join(rate.source for rate in rates))


def _totals(sheet: Sheet, groups: Sequence[Group], quotes: Sheet, last: int) -> None:
    """By state and currency, two of which are never added."""
    headings = [_("State"), _("Currency"), _("Quotes"), _("Low"), _("High")]
    sheet.texts(0, headings, Style.HEADING)
    row = 0
    for group in groups:
        for currency, total in group.totals.items():
            row += 1
            of_currency = [each for each in group.quotes if each.quote.currency == currency]
            sheet.text(row, 0, state_word(group.state))
            sheet.text(row, 1, currency)
            sheet.number(row, 2, len(of_currency), "0")
            for end, value in enumerate((total.low, total.high)):
                alike = ((_STATE, 0), (_CURRENCY, 1))
                sheet.sum_where(row, 3 + end, quotes, _LOW + end, alike, last, value, currency)
    _finish(sheet, row, len(headings))


def _finish(sheet: Sheet, last_row: int, columns: int) -> None:
    sheet.filter(max(last_row, 1), columns - 1)
    sheet.freeze(1, 1)
    sheet.fit()


def _day(sheet: Sheet, row: int, column: int, day: date | None) -> None:
    if day is not None:
        sheet.day(row, column, day)
