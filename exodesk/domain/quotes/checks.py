"""Check quote: what a reader would not be told, and what rushes them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

from exodesk.domain.assumptions import FEE_LINES, LineKey
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.dates import age_in_days
from exodesk.domain.entries import Entry, ExosomeSource, Family, Offer, Per, Tax
from exodesk.domain.money import PriceRange
from exodesk.domain.price_dates import current_offers
from exodesk.domain.quotes.amounts import quote_amounts
from exodesk.domain.quotes.findings import Finding, FindingKind, TextField
from exodesk.domain.quotes.letterhead import Letterhead
from exodesk.domain.quotes.lines import QuoteLine
from exodesk.domain.quotes.pressure import pressure_in
from exodesk.domain.quotes.pricing import published_unit_price
from exodesk.domain.quotes.quote import Option, Quote
from exodesk.domain.quotes.rows import ObstacleKind, OptionAmounts, Row
from exodesk.domain.rates import RateTable

OLD_PRICE_DAYS = 180

_FEES = {Per.CONSULTATION: LineKey.CONSULTATION, Per.PATCH_TEST: LineKey.PATCH_TEST}


def check(
    quote: Quote,
    rates: RateTable,
    today: date,
    *,
    letterhead: Letterhead | None = None,
    catalogue: Catalogue | None = None,
) -> tuple[Finding, ...]:
    """Every finding, option by option, then those on the whole quote.

    ``letterhead`` is the one it would be issued with. Without ``catalogue`` nobody looks whether
    its entries are still there.
    """
    found = _Check(quote, rates, today, letterhead, catalogue).findings()
    known = quote.statements if quote.issued is None else quote.issued.statements
    return tuple(replace(each, stated=each.as_stated in known) for each in found)


class _Check:
    def __init__(
        self,
        quote: Quote,
        rates: RateTable,
        today: date,
        letterhead: Letterhead | None,
        catalogue: Catalogue | None,
    ) -> None:
        self._quote = quote
        self._rates = quote.rate_table(rates)
        self._today = today
        self._letterhead = quote.letterhead or letterhead
        self._catalogue = catalogue
        self._amounts = quote_amounts(quote, rates)

    def findings(self) -> tuple[Finding, ...]:
        return tuple(dict.fromkeys(self._findings()))

    def _findings(self) -> Iterator[Finding]:
        for option, amounts in zip(self._quote.options, self._amounts, strict=True):
            for place, line in enumerate(option.lines):
                yield from self._of_line(option, place, line, amounts)
            yield from self._pressure(TextField.TITLE, option.title, option.letter)
        if self._quote.validity is None:
            yield Finding(kind=FindingKind.NO_VALIDITY)
        yield from self._old_rates()
        yield from self._pressure(TextField.DEPOSIT, self._quote.deposit)
        yield from self._pressure(TextField.PAYMENT, self._quote.payment)
        yield from self._pressure(TextField.NOTES, self._quote.notes)
        if self._letterhead is not None:
            yield from self._pressure(TextField.FOOTER, self._letterhead.footer)

    def _of_line(
        self, option: Option, place: int, line: QuoteLine, amounts: OptionAmounts
    ) -> Iterator[Finding]:
        about = Finding(
            kind=FindingKind.TAX_UNKNOWN,
            letter=option.letter,
            line=place,
            subject=line.subject,
            name=line.name,
        )
        rows = amounts.rows_of(place)
        lacks_rate = any(
            each.line == place and each.kind is ObstacleKind.NEEDS_RATE
            for each in amounts.obstacles
        )
        yield from self._tax(about, rows)
        if not lacks_rate:
            yield from self._open_ends(about, rows)
        if line.entry is not None:
            yield from self._of_entry(about, line, line.entry, rows)
        yield from self._pressure(TextField.LINE, line.text, option.letter, place)
        yield from self._pressure(TextField.NOTE, line.note, option.letter, place)

    def _of_entry(
        self, about: Finding, line: QuoteLine, entry: Entry, rows: tuple[Row, ...]
    ) -> Iterator[Finding]:
        published = [offer for row in rows for offer in row.offers() if offer in entry.offers]
        yield from self._old_prices(about, published)
        if any(offer.stated.source is None for offer in published):
            yield replace(about, kind=FindingKind.NO_SOURCE)
        unstated = entry.exosome_source is ExosomeSource.NOT_STATED
        if unstated or (entry.exosome_source is None and entry.family is Family.EXOSOME):
            yield replace(about, kind=FindingKind.EXOSOME_SOURCE)
        yield from self._fees(about, line, entry)
        if self._is_outside(line, entry) and not line.reason:
            yield replace(about, kind=FindingKind.OUTSIDE_RANGE, price=line.price)
        if self._catalogue is not None and entry.id not in self._catalogue:
            yield replace(about, kind=FindingKind.ENTRY_GONE)

    # What is not known of an amount

    def _tax(self, about: Finding, rows: tuple[Row, ...]) -> Iterator[Finding]:
        paid = [row for row in rows if not _is_nothing(row)]
        taxes = {offer.tax for row in paid for offer in row.offers()}
        taxes |= {row.tax for row in paid if row.tax is not None}
        if Tax.UNKNOWN in taxes:
            yield replace(about, kind=FindingKind.TAX_UNKNOWN)
        if any(row.tax_assumed for row in paid):
            yield replace(about, kind=FindingKind.TAX_ASSUMED)
        elif Tax.EXCLUDED in taxes and any(row.sums.tax.high is None for row in paid):
            yield replace(about, kind=FindingKind.TAX_RATE_UNKNOWN)

    def _open_ends(self, about: Finding, rows: tuple[Row, ...]) -> Iterator[Finding]:
        for row in rows:
            if None not in (row.price.low, row.price.high):
                continue
            if row.part in FEE_LINES or row.part is LineKey.ADD_ON:
                yield self._fee(about, FindingKind.FEE_OPEN, row.offers())
            elif row.count is not None and None in (row.count.low, row.count.high):
                yield replace(about, kind=FindingKind.SESSIONS_OPEN)
            else:
                yield replace(about, kind=FindingKind.PRICE_OPEN)

    def _fees(self, about: Finding, line: QuoteLine, entry: Entry) -> Iterator[Finding]:
        """Fees that have to be paid and are not in the total."""
        for offer in current_offers(entry.offers):
            key = _FEES.get(offer.per)
            if key is not None and key in line.left_out and offer.price.high != 0:
                yield self._fee(about, FindingKind.FEE_LEFT_OUT, (offer,))

    @staticmethod
    def _fee(about: Finding, kind: FindingKind, offers: tuple[Offer, ...]) -> Finding:
        if not offers:
            return replace(about, kind=kind)
        return replace(about, kind=kind, price=offers[0].price, per=offers[0].per)

    def _old_prices(self, about: Finding, offers: list[Offer]) -> Iterator[Finding]:
        """One finding for the oldest price of an entry."""
        dates = [offer.stated.date for offer in offers]
        if not dates:
            return
        oldest = None if None in dates else min(filter(None, dates))
        age = age_in_days(oldest, self._today)
        if age is None or age > OLD_PRICE_DAYS:
            yield replace(about, kind=FindingKind.PRICE_OLD, date=oldest)

    def _is_outside(self, line: QuoteLine, entry: Entry) -> bool:
        return line.price is not None and is_outside(
            line.price,
            published_unit_price(entry, self._quote.assumptions, self._rates),
            self._rates,
        )

    # The whole quote

    def _old_rates(self) -> Iterator[Finding]:
        for rate in dict.fromkeys(rate for each in self._amounts for rate in each.rates):
            if rate.is_old(self._today):
                subject = f"{rate.base}/{rate.quote}"
                yield Finding(kind=FindingKind.RATE_OLD, subject=subject, rate=rate)

    @staticmethod
    def _pressure(
        field: TextField, text: str, letter: str | None = None, line: int | None = None
    ) -> Iterator[Finding]:
        if (phrase := pressure_in(text)) is not None:
            yield Finding(
                kind=FindingKind.PRESSURE, letter=letter, line=line, field=field, phrase=phrase
            )


def is_outside(price: PriceRange, published: PriceRange | None, rates: RateTable) -> bool:
    """Whether ``price`` leaves the ``published`` range; one without an end leaves that end open.

    False where nothing is published, or no rate tells.
    """
    factor = None if published is None else rates.factor(price.currency, published.currency)
    if published is None or factor is None:
        return False
    own, known = price.bounds().times(factor), published.bounds()
    return _below(own.low, known.low) or _below(known.high, own.high)


def _below(one: Fraction | None, other: Fraction | None) -> bool:
    return one is not None and other is not None and one < other


def _is_nothing(row: Row) -> bool:
    return row.price.low == row.price.high == 0
