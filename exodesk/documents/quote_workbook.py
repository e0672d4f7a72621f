"""A quote as a workbook: its options with totals that add up, and where the prices come from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from exodesk.documents.rates_and_sources import write_age, write_rates, write_sources
from exodesk.documents.workbook import Sheet, Style, Workbook
from exodesk.domain.entries import Offer
from exodesk.domain.money import UNKNOWN, Bounds
from exodesk.domain.quotes.book import Listed
from exodesk.domain.quotes.findings import Finding
from exodesk.domain.quotes.letterhead import Letterhead
from exodesk.domain.quotes.lines import QuoteLine
from exodesk.domain.quotes.quote import Option, Quote
from exodesk.domain.quotes.rows import ObstacleKind, OptionAmounts, Row, Sums
from exodesk.exports.in_force import in_force
from exodesk.translation import gettext as _
from exodesk.wording.dates import date_text
from exodesk.wording.offers import tax_text
from exodesk.wording.quote_lines import line_place, option_title, row_terms
from exodesk.wording.quotes import (
    discount_text,
    finding_line,
    not_advice,
    option_tax_text,
    quote_called,
    rounding_rule,
    row_name,
    state_word,
    validity_text,
    version_text,
)
from exodesk.wording.vocabulary import per_text

_FIRST_AMOUNT = 5
_OVER = 6
"""How many columns a text takes that belongs to none of them."""
_TEXTS = 2
"""How many columns of text stand behind the amounts."""


def quote_workbook(listed: Listed, today: date, letterhead: Letterhead | None = None) -> bytes:
    """The file as bytes, the same from the same issued quote; raises NoWorkbookError.

    ``letterhead`` is the one that a draft would be issued with.
    """
    quote = listed.quote
    on = today if quote.issued is None else quote.issued.on
    book = Workbook(quote_called(quote), on)
    head = quote.letterhead or letterhead or Letterhead()
    _OptionsSheet(book.sheet(_("Quote")), listed, head).write()
    _rests_on(book.sheet(_("Rates and sources")), listed, on)
    return book.made()


@dataclass(frozen=True, slots=True)
class _Amount:
    """Two columns of amounts, the low end and the high one. ``total`` is None where none stands
    under them; ``made_of`` are the places of two others that it is the sum of, or the difference.
    """

    title: str
    of_row: Callable[[Row], Bounds]
    total: Callable[[Sums], Bounds] | None
    made_of: tuple[int, int] | None = None
    second_is_less: bool = False


class _OptionsSheet:
    def __init__(self, sheet: Sheet, listed: Listed, letterhead: Letterhead) -> None:
        self._sheet = sheet
        self._listed = listed
        self._quote = listed.quote
        self._letterhead = letterhead
        self._amounts = tuple(_amounts(listed))
        self._after = _FIRST_AMOUNT + 2 * len(self._amounts)
        self._row = 0

    def write(self) -> None:
        self._heads()
        for option, amounts in zip(self._quote.options, self._listed.amounts, strict=True):
            self._option(option, amounts)
        self._texts()
        self._sheet.freeze(0, 1)
        self._sheet.fit()

    # Above the options

    def _heads(self) -> None:
        head, quote, issued = self._letterhead, self._quote, self._quote.issued
        for text, style in (
            (head.name, Style.TITLE),
            *((line, Style.NAME) for line in (head.address, head.contact)),
        ):
            if text:
                self._wide(text, style)
        self._row += bool(self._row)
        title = _("Draft, not issued") if issued is None else issued.number
        self._sheet.text(self._row, 0, title, Style.TITLE)
        self._row += 1
        self._fact(_("Client"), quote.client.name)
        self._fact(_("Reference"), quote.client.reference)
        self._fact(_("State"), state_word(self._listed.state))
        self._fact(_("Version"), version_text(quote))
        self._day(_("Date of issue"), None if issued is None else issued.on)
        if quote.until is None:
            self._fact(_("Validity"), validity_text(quote))
        else:
            self._day(_("Valid until"), quote.until)
        self._row += 1

    def _fact(self, name: str, value: str) -> None:
        if value:
            self._sheet.text(self._row, 0, name, Style.NAME)
            self._sheet.text(self._row, 1, value, over=_OVER)
            self._row += 1

    def _day(self, name: str, day: date | None) -> None:
        if day is not None:
            self._sheet.text(self._row, 0, name, Style.NAME)
            self._sheet.day(self._row, 1, day)
            self._row += 1

    # Options

    def _option(self, option: Option, amounts: OptionAmounts) -> None:
        title = _("{letter} · {title}").format(letter=option.letter, title=option_title(option))
        self._wide(title, Style.TITLE)
        self._headings(amounts.currency)
        first = self._row
        for row in amounts.rows:
            self._line(option.lines[row.line], row, amounts)
            self._row += 1
        if amounts.discount is not None:
            self._discount(option, amounts.discount, amounts)
        self._total(option, amounts, first)
        self._row += 1

    def _headings(self, currency: str) -> None:
        """Two rows: what stands in a pair of columns, and which of its ends in each."""
        sheet, row = self._sheet, self._row
        named = _("{name}, {currency}")
        titles = (named.format(name=each.title, currency=currency) for each in self._amounts)
        pairs = [_("Number"), _("Price of one"), *titles]
        texts = {0: _("Line"), self._after: _("Terms"), self._after + 1: _("Sources")}
        for column, text in texts.items():
            sheet.text(row, column, text, Style.HEADING)
            sheet.text(row + 1, column, "", Style.HEADING)
        for place, text in enumerate(pairs):
            column = 1 + 2 * place
            sheet.text(row, column, text, Style.NUMBER_HEADING, over=2)
            sheet.text(row + 1, column, _("low"), Style.NUMBER_HEADING)
            sheet.text(row + 1, column + 1, _("high"), Style.NUMBER_HEADING)
        self._row += 2

    def _line(self, line: QuoteLine, row: Row, amounts: OptionAmounts) -> None:
        sheet = self._sheet
        name, terms = [row_name(line, row)], [row_terms(line, row)]
        if row == amounts.rows_of(row.line)[0]:
            name += [line_place(line)]
            terms += [_less(line), line.reason, line.note]
        sheet.text(self._row, 0, _lines(name))
        if row.count is not None:
            sheet.number(self._row, 1, row.count.low, "0")
            sheet.number(self._row, 2, row.count.high, "0")
        if row.unit is not None:
            sheet.both_ends(self._row, 3, row.unit.bounds(), row.unit.currency)
        for place, amount in enumerate(self._amounts):
            self._amount(place, amount, amount.of_row(row), amounts.currency)
        sheet.text(self._row, self._after, _lines(terms))
        sheet.text(self._row, self._after + 1, "; ".join(row.sources))

    def _amount(self, place: int, amount: _Amount, bounds: Bounds, currency: str) -> None:
        for end, value in enumerate((bounds.low, bounds.high)):
            column = self._column(place, end)
            if amount.made_of is None or value is None:
                self._sheet.money(self._row, column, value, currency)
                continue
            one, other = (self._column(each, end) for each in amount.made_of)
            less = amount.second_is_less
            self._sheet.two_together(self._row, column, (one, other), value, currency, less=less)

    def _discount(self, option: Option, taken: Sums, amounts: OptionAmounts) -> None:
        less = _("Less {discount} on the option").format(discount=discount_text(option.discount))
        self._sheet.text(self._row, 0, less)
        for place, amount in enumerate(self._amounts):
            if amount.total is not None:
                self._sheet.both_ends(
                    self._row, self._column(place, 0), amount.total(taken), amounts.currency
                )
        self._row += 1

    def _total(self, option: Option, amounts: OptionAmounts, first: int) -> None:
        sheet = self._sheet
        name = _("Total")
        if tax := option_tax_text(option, amounts):
            name = _("{total}, {tax}").format(total=name, tax=tax)
        sheet.text(self._row, 0, name, Style.STRONG)
        blank = set(range(1, self._after + _TEXTS))
        lacks = any(each.kind is ObstacleKind.NEEDS_RATE for each in amounts.obstacles)
        for place, amount in enumerate(self._amounts):
            if amount.total is None:
                continue
            bounds = amount.total(amounts.sums)
            for end, value in enumerate((bounds.low, bounds.high)):
                column = self._column(place, end)
                blank.remove(column)
                if lacks:
                    sheet.word(self._row, column, _("needs a rate"), Style.STRONG_WORD)
                    continue
                less = amounts.discount is not None
                sheet.sum_above(self._row, column, first, value, amounts.currency, less=less)
        for column in sorted(blank):
            sheet.text(self._row, column, "", Style.STRONG)
        self._row += 1
        self._second(amounts)

    def _second(self, amounts: OptionAmounts) -> None:
        if amounts.second_currency is None:
            return
        name = _("Total in {currency}").format(currency=amounts.second_currency)
        self._sheet.text(self._row, 0, name, Style.NAME)
        column = self._column(len(self._amounts) - 1, 0)
        if amounts.second is None:
            for end in (0, 1):
                self._sheet.word(self._row, column + end, _("needs a rate"))
        else:
            self._sheet.both_ends(self._row, column, amounts.second, amounts.second_currency)
        self._row += 1

    def _column(self, place: int, end: int) -> int:
        return _FIRST_AMOUNT + 2 * place + end

    # Below the options

    def _texts(self) -> None:
        quote, head = self._quote, self._letterhead
        for name, text in (
            (_("Deposit"), quote.deposit),
            (_("Payment"), quote.payment),
            (_("Notes"), quote.notes),
        ):
            self._fact(name, text)
        for number, finding in enumerate(_stated(quote)):
            name = "" if number else _("What is not known")
            self._sheet.text(self._row, 0, name, Style.NAME)
            self._sheet.text(self._row, 1, finding_line(finding), over=_OVER)
            self._row += 1
        self._row += 1
        for text in (rounding_rule(), head.registration, head.tax_number, head.footer):
            if text:
                self._beside(text)
        self._beside(_("{text}.").format(text=not_advice()))

    def _beside(self, text: str) -> None:
        self._sheet.text(self._row, 1, text, over=_OVER)
        self._row += 1

    def _wide(self, text: str, style: Style) -> None:
        self._sheet.text(self._row, 0, text, style, over=1 + _OVER)
        self._row += 1


def _amounts(listed: Listed) -> Iterator[_Amount]:
    """Price and discount only where a line has one: else they say what stands beside them."""
    rows = [row for amounts in listed.amounts for row in amounts.rows]
    made_of, net = None, 0
    if any(row.discount not in (UNKNOWN, _NOTHING) for row in rows):
        yield _Amount(_("Price"), lambda row: row.price, None)
        yield _Amount(_("Discount"), lambda row: row.discount, None)
        made_of, net = (0, 1), 2
    yield _Amount(
        _("Before tax"), lambda row: row.sums.net, lambda sums: sums.net, made_of, net > 0
    )
    yield _Amount(_("Tax"), lambda row: row.sums.tax, lambda sums: sums.tax)
    yield _Amount(_("Amount"), lambda row: row.sums.total, lambda sums: sums.total, (net, net + 1))


_NOTHING = Bounds(Fraction(0), Fraction(0))


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(filter(None, texts))


def _less(line: QuoteLine) -> str:
    if line.discount is None:
        return ""
    return _("less {discount}").format(discount=discount_text(line.discount))


def _stated(quote: Quote) -> tuple[Finding, ...]:
    return quote.statements if quote.issued is None else quote.issued.statements


# Rates and sources


def _rests_on(sheet: Sheet, listed: Listed, on: date) -> None:
    rates = dict.fromkeys(rate for amounts in listed.amounts for rate in amounts.rates)
    row = write_rates(sheet, 0, rates, on)
    known = {source.id: source for source in listed.quote.sources}
    cited = dict.fromkeys(key for amounts in listed.amounts for key in amounts.sources)
    row = write_sources(sheet, row + 1, {key: known.get(key) for key in cited}, on)
    row = _prices(sheet, row + 1, listed, on)
    sheet.text(row + 1, 0, _("Assumptions in force"), Style.TITLE)
    row += 2
    for name, value in in_force(listed.quote.assumptions):
        if name in _ASSUMED:
            sheet.texts(row, [name, value or ""])
            row += 1
    sheet.fit()


_ASSUMED = ("horizon", "unknown-tax", "use")


def _prices(sheet: Sheet, row: int, listed: Listed, on: date) -> int:
    """What is bought at which published price, and who states it."""
    sheet.text(row, 0, _("Prices that the lines rest on"), Style.TITLE)
    headings = [
        *(_("Option"), _("Line"), _("Low"), _("High"), _("Currency"), _("For")),
        *(_("Age in days"), _("Date"), _("As printed"), _("Tax"), _("Source")),
    ]
    sheet.texts(row + 1, headings, Style.HEADING)
    row += 2
    for option, amounts in zip(listed.quote.options, listed.amounts, strict=True):
        for each in amounts.rows:
            line = option.lines[each.line]
            for offer in each.offers():
                _price(sheet, row, offer, (option.letter, row_name(line, each)), on)
                row += 1
    return row


def _price(sheet: Sheet, row: int, offer: Offer, about: Sequence[str], on: date) -> None:
    stated = offer.stated
    sheet.texts(row, about)
    sheet.both_ends(row, 2, offer.price.bounds(), offer.price.currency)
    texts = {
        4: offer.price.currency,
        5: per_text(offer),
        7: date_text(stated.date),
        8: stated.as_printed or "",
        9: tax_text(offer),
        10: stated.source or _("no source"),
    }
    for column, text in texts.items():
        sheet.text(row, column, text)
    write_age(sheet, row, 6, stated.date, on)
