"""Quotes and letterheads from the shapes that JSON has; raises ValueError for what makes no sense.

All that a later program could not have written is checked again by the domain itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.costing import Count
from exodesk.domain.entries import Entry, Offer, SessionCount, Source, Use
from exodesk.domain.money import Bounds, Money, PriceRange, minor_digits
from exodesk.domain.quotes.findings import Finding
from exodesk.domain.quotes.letterhead import Letterhead, Logo
from exodesk.domain.quotes.lines import Discount, QuoteLine, TaxTerms
from exodesk.domain.quotes.outcomes import Outcome
from exodesk.domain.quotes.quote import (
    Beside,
    Client,
    Issued,
    Option,
    Predecessor,
    Quote,
)
from exodesk.domain.quotes.rows import OptionAmounts, Row, Sums
from exodesk.domain.rates import Rate
from exodesk.domain.units import Amount
from exodesk.domain.ways import Purchase
from exodesk.storage.wire import EntryShape, OfferShape, SourceShape
from exodesk.storage.workspace import quote_shapes as shapes
from exodesk.translation import document_languages
from exodesk.translation import gettext as _


class QuoteReader:
    """Reads with what reads entries, offers and sources, and with the ``logos`` by digest."""

    def __init__(
        self,
        entry: Callable[[EntryShape], Entry],
        offer: Callable[[OfferShape], Offer],
        source: Callable[[SourceShape], Source],
        logos: Mapping[str, Logo],
    ) -> None:
        self._entry = entry
        self._offer = offer
        self._source = source
        self._logos = logos

    def quote(self, shape: shapes.QuoteShape) -> Quote:
        quote = self._quote(shape)
        minor_digits(quote.currency)
        minor_digits(quote.second_currency or quote.currency)
        if quote.language not in document_languages():
            raise ValueError(_("it is in a language that nobody knows here"))
        if not _fits(quote):
            raise ValueError(_("its amounts do not fit its options"))
        return quote

    def _quote(self, shape: shapes.QuoteShape) -> Quote:
        currency = shape.assumptions.currency
        return Quote(
            id=shape.id,
            created=_day(shape.created),
            client=Client(shape.client.name, shape.client.reference),
            options=tuple(self._option(option) for option in shape.options),
            assumptions=_assumptions(shape.assumptions),
            beside=_beside(shape.second_currency),
            language=shape.language,
            validity=shape.valid_days if shape.valid_until is None else _day(shape.valid_until),
            deposit=shape.deposit,
            payment=shape.payment,
            notes=shape.notes,
            sources=tuple(self._source(source) for source in shape.sources),
            statements=tuple(_finding(finding) for finding in shape.statements),
            letterhead=None if shape.letterhead is None else self.letterhead(shape.letterhead),
            version=shape.version,
            replaces=None
            if shape.replaces is None
            else Predecessor(shape.replaces.id, shape.replaces.number),
            issued=None if shape.issued is None else self._issued(shape.issued, currency),
        )

    def letterhead(self, shape: shapes.LetterheadShape) -> Letterhead:
        return Letterhead(
            name=shape.name,
            address=shape.address,
            contact=shape.contact,
            registration=shape.registration,
            tax_number=shape.tax_number,
            footer=shape.footer,
            logo=None if shape.logo is None else self._logo(shape.logo),
        )

    def _logo(self, digest: str) -> Logo:
        if digest not in self._logos:
            raise ValueError(_("its logo is missing"))
        return self._logos[digest]

    # What a person put in

    def _option(self, shape: shapes.OptionShape) -> Option:
        lines = tuple(self._line(line) for line in shape.lines)
        return Option(shape.letter, lines, _discount(shape.discount), shape.title)

    def _line(self, shape: shapes.LineShape) -> QuoteLine:
        return QuoteLine(
            kind=shape.kind,
            entry=None if shape.entry is None else self._entry(shape.entry),
            text=shape.text,
            count=None if shape.count is None else SessionCount(shape.count.low, shape.count.high),
            price=_range(shape.price),
            reason=shape.reason,
            left_out=frozenset(shape.left_out),
            discount=_discount(shape.discount),
            tax=None if shape.tax is None else TaxTerms(shape.tax.tax, _decimal(shape.tax.rate)),
            note=shape.note,
        )

    # What issue has settled

    def _issued(self, shape: shapes.IssuedShape, currency: str) -> Issued:
        return Issued(
            number=shape.number,
            on=_day(shape.on),
            until=None if shape.until is None else _day(shape.until),
            rates=tuple(_rate(rate) for rate in shape.rates),
            amounts=tuple(self._amounts(amounts, currency) for amounts in shape.amounts),
            statements=tuple(_finding(finding) for finding in shape.statements),
            template=shape.template,
        )

    def _amounts(self, shape: shapes.AmountsShape, currency: str) -> OptionAmounts:
        return OptionAmounts(
            letter=shape.letter,
            currency=currency,
            rows=tuple(self._row(row) for row in shape.rows),
            discount=None if shape.discount is None else _sums(shape.discount),
            sums=_sums(shape.sums),
            second_currency=shape.second_currency,
            second=None if shape.second is None else _shown(shape.second),
            rates=tuple(_rate(rate) for rate in shape.rates),
        )

    def _row(self, shape: shapes.RowShape) -> Row:
        count = shape.count
        return Row(
            line=shape.line,
            part=shape.part,
            count=None if count is None else Count(count.low, count.high, count.assumed),
            unit=_range(shape.unit),
            price=_shown(shape.price),
            discount=_shown(shape.discount),
            sums=_sums(shape.sums),
            tax=shape.tax,
            tax_rate=_decimal(shape.tax_rate),
            tax_assumed=shape.tax_assumed,
            low_way=self._way(shape.low_way),
            high_way=self._way(shape.high_way),
            sources=shape.sources,
            needed=shape.needed,
        )

    def _way(self, way: tuple[shapes.BoughtShape, ...]) -> tuple[Purchase, ...]:
        return tuple(Purchase(self._offer(bought.offer), bought.count) for bought in way)


def outcome_of(shape: shapes.OutcomeShape) -> Outcome:
    return Outcome(shape.decision, _day(shape.on), shape.letter)


def _fits(quote: Quote) -> bool:
    """Whether the amounts of an issued quote are those of its options and lines."""
    if quote.issued is None:
        return True
    amounts = quote.issued.amounts
    return [a.letter for a in amounts] == [o.letter for o in quote.options] and all(
        row.line < len(option.lines)
        for option, found in zip(quote.options, amounts, strict=True)
        for row in found.rows
    )


def _assumptions(shape: shapes.AssumedShape) -> Assumptions:
    return Assumptions(
        currency=shape.currency,
        horizon_days=Fraction(shape.horizon_days),
        unknown_tax=shape.unknown_tax,
        use_of={key: _use(use) for key, use in shape.use_of.items()},
    )


def _use(shape: shapes.QuotedUseShape) -> Use:
    number, unit = shape.amount.split()
    return Use(Amount(Decimal(number), unit), shape.per)


def _beside(text: str) -> Beside | str:
    try:
        return Beside(text)
    except ValueError:
        return text


def _finding(shape: shapes.FindingShape) -> Finding:
    return Finding(
        kind=shape.kind,
        letter=shape.letter,
        subject=shape.subject,
        name=shape.name,
        date=shape.date,
        price=_range(shape.price),
        per=shape.per,
        rate=None if shape.rate is None else _rate(shape.rate),
        field=shape.field,
        phrase=shape.phrase,
        stated=True,
    )


def _discount(shape: shapes.DiscountShape | None) -> Discount | None:
    if shape is None:
        return None
    amount = shape.amount
    return Discount(
        None if amount is None else Money(Decimal(amount.amount), amount.currency),
        _decimal(shape.per_cent),
    )


def _sums(shape: shapes.SumsShape) -> Sums:
    return Sums(_shown(shape.net), _shown(shape.tax), _shown(shape.total))


# Amounts, prices and rates recur within a quote and from one to the next.


@lru_cache(maxsize=4096)
def _shown(shape: shapes.ShownShape) -> Bounds:
    return Bounds(
        None if shape.low is None else Fraction(shape.low),
        None if shape.high is None else Fraction(shape.high),
    )


@lru_cache(maxsize=1024)
def _range(shape: shapes.RangeShape | None) -> PriceRange | None:
    if shape is None:
        return None
    return PriceRange(_decimal(shape.low), _decimal(shape.high), shape.currency)


@lru_cache(maxsize=256)
def _rate(shape: shapes.RateShape) -> Rate:
    return Rate(shape.base, shape.quote, Decimal(shape.value), _day(shape.date), shape.source)


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
