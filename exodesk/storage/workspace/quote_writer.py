"""Quotes and letterheads as the objects that JSON holds; ``quote_reader`` is the way back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from exodesk.domain.assumptions import Assumptions, LineKey
from exodesk.domain.costing import Count
from exodesk.domain.entries import SessionCount, Use
from exodesk.domain.money import Bounds, PriceRange, minor_digits, round_half_up
from exodesk.domain.quotes.findings import Finding
from exodesk.domain.quotes.letterhead import Letterhead
from exodesk.domain.quotes.lines import Discount, QuoteLine, TaxTerms
from exodesk.domain.quotes.outcomes import Outcome
from exodesk.domain.quotes.quote import Beside, Issued, Option, Quote
from exodesk.domain.quotes.rows import OptionAmounts, Row, Sums
from exodesk.domain.rates import Rate
from exodesk.domain.ways import Purchase
from exodesk.storage.entry_writer import entry_object, offer_object, plain, said, source_object

Object = dict[str, Any]


def quote_object(quote: Quote) -> Object:
    validity = quote.validity
    beside = quote.beside
    return said(
        {
            "id": quote.id,
            "created": quote.created.isoformat(),
            "client": said(
                {"name": quote.client.name or None, "reference": quote.client.reference or None}
            ),
            "options": [_option(option) for option in quote.options],
            "assumptions": _assumptions(quote.assumptions),
            "second_currency": beside.value if isinstance(beside, Beside) else beside,
            "language": quote.language,
            "valid_days": None if isinstance(validity, date) else validity,
            "valid_until": validity.isoformat() if isinstance(validity, date) else None,
            "deposit": quote.deposit or None,
            "payment": quote.payment or None,
            "notes": quote.notes or None,
            "sources": [source_object(source) for source in quote.sources],
            "statements": [_finding(finding) for finding in quote.statements],
            "letterhead": None if quote.letterhead is None else letterhead_object(quote.letterhead),
            "version": quote.version,
            "replaces": None
            if quote.replaces is None
            else {"id": quote.replaces.id, "number": quote.replaces.number},
            "issued": None if quote.issued is None else _issued(quote.issued),
        }
    )


def letterhead_object(letterhead: Letterhead) -> Object:
    texts = ("name", "address", "contact", "registration", "tax_number", "footer")
    found: Object = {name: getattr(letterhead, name) or None for name in texts}
    found["logo"] = None if letterhead.logo is None else letterhead.logo.digest
    return said(found)


def outcome_object(outcome: Outcome) -> Object:
    return said(
        {
            "decision": outcome.decision.value,
            "on": outcome.on.isoformat(),
            "letter": outcome.letter,
        }
    )


# What a person put in


def _option(option: Option) -> Object:
    return said(
        {
            "letter": option.letter,
            "lines": [_line(line) for line in option.lines],
            "discount": _discount(option.discount),
            "title": option.title or None,
        }
    )


def _line(line: QuoteLine) -> Object:
    return said(
        {
            "kind": line.kind.value,
            "entry": None if line.entry is None else entry_object(line.entry),
            "text": line.text or None,
            "count": _span(line.count),
            "price": _range(line.price),
            "reason": line.reason or None,
            "left_out": [key.value for key in LineKey if key in line.left_out],
            "discount": _discount(line.discount),
            "tax": _tax(line.tax),
            "note": line.note or None,
        }
    )


def _span(count: SessionCount | None) -> Object | None:
    return None if count is None else {"low": count.low, "high": count.high}


def _discount(discount: Discount | None) -> Object | None:
    if discount is None:
        return None
    if discount.amount is None:
        return {"per_cent": plain(discount.per_cent)}
    amount = discount.amount
    return {"amount": {"amount": plain(amount.amount), "currency": amount.currency}}


def _tax(terms: TaxTerms | None) -> Object | None:
    return None if terms is None else said({"tax": terms.tax.value, "rate": plain(terms.rate)})


def _assumptions(assumptions: Assumptions) -> Object:
    return said(
        {
            "currency": assumptions.currency,
            "horizon_days": str(assumptions.horizon_days),
            "unknown_tax": assumptions.unknown_tax.value,
            "use_of": {key: _use(use) for key, use in assumptions.use_of.items()} or None,
        }
    )


def _use(use: Use) -> Object:
    return {"amount": f"{plain(use.amount.amount)} {use.amount.unit}", "per": use.per}


def _finding(finding: Finding) -> Object:
    return said(
        {
            "kind": finding.kind.value,
            "letter": finding.letter,
            "subject": finding.subject or None,
            "name": finding.name or None,
            "date": finding.date,
            "price": _range(finding.price),
            "per": None if finding.per is None else finding.per.value,
            "rate": None if finding.rate is None else _rate(finding.rate),
            "field": None if finding.field is None else finding.field.value,
            "phrase": finding.phrase or None,
        }
    )


# What issue has settled


def _issued(issued: Issued) -> Object:
    return said(
        {
            "number": issued.number,
            "on": issued.on.isoformat(),
            "until": None if issued.until is None else issued.until.isoformat(),
            "rates": [_rate(rate) for rate in issued.rates],
            "amounts": [_amounts(amounts) for amounts in issued.amounts],
            "statements": [_finding(finding) for finding in issued.statements],
            "template": issued.template,
        }
    )


def _amounts(amounts: OptionAmounts) -> Object:
    shown = _Shown(amounts.currency)
    second = amounts.second
    found = said(
        {
            "letter": amounts.letter,
            "discount": None if amounts.discount is None else shown.sums(amounts.discount),
            "sums": shown.sums(amounts.sums),
            "second_currency": amounts.second_currency,
            "second": None
            if second is None or amounts.second_currency is None
            else _Shown(amounts.second_currency).bounds(second),
            "rates": [_rate(rate) for rate in amounts.rates],
        }
    )
    return {**found, "rows": [shown.row(row) for row in amounts.rows]}


class _Shown:
    """Writes amounts that are rounded to the minor unit of one currency already."""

    def __init__(self, currency: str) -> None:
        self._digits = minor_digits(currency)

    def row(self, row: Row) -> Object:
        found = {
            "line": row.line,
            "part": None if row.part is None else row.part.value,
            "count": _count(row.count),
            "unit": _range(row.unit),
            "price": self.bounds(row.price),
            "discount": self.bounds(row.discount),
            "sums": self.sums(row.sums),
            "tax": None if row.tax is None else row.tax.value,
            "tax_rate": plain(row.tax_rate),
            "tax_assumed": row.tax_assumed or None,
            "low_way": _way(row.low_way),
            "high_way": _way(row.high_way),
            "sources": list(row.sources),
            "needed": None if row.needed else False,
        }
        return said(found)

    def sums(self, sums: Sums) -> Object:
        return {
            "net": self.bounds(sums.net),
            "tax": self.bounds(sums.tax),
            "total": self.bounds(sums.total),
        }

    def bounds(self, bounds: Bounds) -> Object:
        return {"low": self._amount(bounds.low), "high": self._amount(bounds.high)}

    def _amount(self, value: Fraction | None) -> str | None:
        return None if value is None else f"{round_half_up(value, self._digits):f}"


def _way(way: Iterable[Purchase]) -> list[Object]:
    return [{"offer": offer_object(p.offer), "count": p.count} for p in way]


def _count(count: Count | None) -> Object | None:
    if count is None:
        return None
    return {"low": count.low, "high": count.high, "assumed": count.assumed}


def _range(price: PriceRange | None) -> Object | None:
    if price is None:
        return None
    return {"low": plain(price.low), "high": plain(price.high), "currency": price.currency}


def _rate(rate: Rate) -> Object:
    return {
        "base": rate.base,
        "quote": rate.quote,
        "value": _positional(rate.value),
        "date": rate.date.isoformat(),
        "source": rate.source,
    }


def _positional(number: Decimal) -> str:
    return f"{number:f}"
