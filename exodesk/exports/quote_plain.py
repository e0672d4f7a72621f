"""Quotes as other programs read them: objects of plain strings, each amount as it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from exodesk.domain.costing import Count
from exodesk.domain.money import Bounds, PriceRange
from exodesk.domain.quotes.book import Group, Listed
from exodesk.domain.quotes.findings import Finding
from exodesk.domain.quotes.following import Today
from exodesk.domain.quotes.letterhead import Letterhead
from exodesk.domain.quotes.lines import Discount, QuoteLine
from exodesk.domain.quotes.quote import Option, Quote
from exodesk.domain.quotes.rows import OptionAmounts, Row, Sums
from exodesk.domain.rates import Rate
from exodesk.exports.in_force import plain_assumptions
from exodesk.exports.plain import plain_rate
from exodesk.exports.plain_numbers import money, number
from exodesk.wording.quotes import (
    bought_text,
    discount_text,
    finding_line,
    not_advice,
    rounding_rule,
    row_name,
)
from exodesk.wording.sentences import source_text

_ASSUMED = ("horizon", "unknown_tax", "use")


def quote_object(
    listed: Listed,
    today: date,
    *,
    findings: Sequence[Finding] = (),
    now: Today | None = None,
    letterhead: Letterhead | None = None,
    successor: str | None = None,
) -> dict[str, Any]:
    """All of one quote. Its rates are as old as ``today``.

    ``findings`` are those of a draft; an issued quote has its own statements. ``now`` is what it
    would come to today, ``successor`` the number of the version in its place. ``letterhead`` is
    the one that a draft would be issued with.
    """
    quote = listed.quote
    settled = quote.issued
    assumptions = plain_assumptions(quote.assumptions)
    stated = quote.statements if settled is None else settled.statements
    head = quote.letterhead or letterhead or Letterhead()
    return {
        **summary_object(listed),
        "replaces": None if quote.replaces is None else quote.replaces.number,
        "superseded_by": successor,
        "language": quote.language,
        "rounding": rounding_rule(),
        "rates": [_rate(rate, today) for rate in _rates(listed)],
        "assumptions": {key: assumptions[key] for key in _ASSUMED},
        "options": [
            _option(option, amounts)
            for option, amounts in zip(quote.options, listed.amounts, strict=True)
        ],
        "today": None if now is None else _today(now),
        "deposit": quote.deposit,
        "payment_terms": quote.payment,
        "notes": quote.notes,
        "statements": [_finding(finding) for finding in stated],
        "findings": [_finding(finding) for finding in findings if not finding.stated],
        "letterhead": _letterhead(head),
        "sources": _sources(quote, listed.amounts),
        "disclaimer": not_advice(),
    }


def summary_object(listed: Listed) -> dict[str, Any]:
    """A quote as the list of quotes shows it."""
    quote, outcome = listed.quote, listed.outcome
    return {
        "number": quote.number,
        "version": quote.version,
        "state": listed.state.value,
        "client": {"name": quote.client.name, "reference": quote.client.reference},
        "created": quote.created.isoformat(),
        "issued": None if quote.issued is None else quote.issued.on.isoformat(),
        "valid_until": None if quote.until is None else quote.until.isoformat(),
        "valid_days": valid_days(quote),
        "answer": None
        if outcome is None
        else {
            "decision": outcome.decision.value,
            "on": outcome.on.isoformat(),
            "option": outcome.letter,
        },
        "currency": quote.currency,
        "second_currency": quote.second_currency,
        "totals": [{"option": found.letter, **_total(found)} for found in listed.amounts],
    }


def quotes_object(groups: Iterable[Group]) -> dict[str, Any]:
    """The quotes by state, with the totals of each state by currency."""
    return {
        "states": [
            {
                "state": group.state.value,
                "totals": [
                    {"currency": currency, **plain_bounds(bounds, currency)}
                    for currency, bounds in group.totals.items()
                ],
                "quotes": [summary_object(listed) for listed in group.quotes],
            }
            for group in groups
        ]
    }


def plain_bounds(bounds: Bounds, currency: str) -> dict[str, str | None]:
    return {"low": money(bounds.low, currency), "high": money(bounds.high, currency)}


def valid_days(quote: Quote) -> int | None:
    """For how many days after the day of issue; None where a day was chosen, or none is stated."""
    return None if isinstance(quote.validity, date) else quote.validity


def per_cent(rate: Decimal | None) -> str | None:
    return None if rate is None else number(Fraction(rate))


# Options


def _option(option: Option, amounts: OptionAmounts) -> dict[str, Any]:
    return {
        "option": option.letter,
        "title": option.title,
        "lines": [_row(option.lines[row.line], row, amounts) for row in amounts.rows],
        "discount": None
        if amounts.discount is None
        else {"given": _discount(option.discount), **_sums(amounts.discount, amounts)},
        **_sums(amounts.sums, amounts),
        "second_total": _second(amounts),
        "state": amounts.total.state.value if not amounts.obstacles else "needs-rate",
    }


def _row(line: QuoteLine, row: Row, amounts: OptionAmounts) -> dict[str, Any]:
    entry, currency = line.entry, amounts.currency
    return {
        "line": row.line + 1,
        "kind": line.kind.value,
        "part": None if row.part is None else row.part.value,
        "id": None if entry is None else entry.id,
        "name": row_name(line, row),
        "provider": None if entry is None else entry.provider_name,
        "city": None if entry is None else entry.city,
        "country": None if entry is None else entry.country,
        "count": _count(row.count),
        "unit_price": None if row.unit is None else _price(row.unit),
        "set_price": None if line.price is None or entry is None else _price(line.price),
        "reason": line.reason,
        "bought": bought_text(row),
        "price": plain_bounds(row.price, currency),
        "discount": None
        if line.discount is None or row.discount == Bounds(Fraction(0), Fraction(0))
        else {"given": _discount(line.discount), **plain_bounds(row.discount, currency)},
        **_sums(row.sums, amounts),
        "tax_status": None if row.tax is None else row.tax.value,
        "tax_rate": per_cent(row.tax_rate),
        "tax_assumed": row.tax_assumed,
        "note": line.note,
        "sources": list(row.sources),
    }


def _sums(sums: Sums, amounts: OptionAmounts) -> dict[str, Any]:
    currency = amounts.currency
    return {
        "net": plain_bounds(sums.net, currency),
        "tax": plain_bounds(sums.tax, currency),
        "total": plain_bounds(sums.total, currency),
    }


def _total(amounts: OptionAmounts) -> dict[str, Any]:
    return {
        "total": plain_bounds(amounts.total, amounts.currency),
        "second_total": _second(amounts),
    }


def _second(amounts: OptionAmounts) -> dict[str, str | None] | None:
    if amounts.second is None or amounts.second_currency is None:
        return None
    return plain_bounds(amounts.second, amounts.second_currency)


def _today(now: Today) -> dict[str, Any]:
    return {
        "totals": [{"option": found.letter, **_total(found)} for found in now.amounts],
        "no_longer_in_catalogue": [entry.id for entry in now.gone],
    }


# The rest


def _count(count: Count | None) -> dict[str, Any] | None:
    if count is None:
        return None
    return {"low": count.low, "high": count.high, "assumed": count.assumed}


def _price(price: PriceRange) -> dict[str, str | None]:
    low, high = (None if end is None else f"{end:f}" for end in (price.low, price.high))
    return {"low": low, "high": high, "currency": price.currency}


def _discount(discount: Discount | None) -> dict[str, str | None]:
    """What was given, in its own terms and in words."""
    assert discount is not None
    amount = discount.amount
    return {
        "amount": None if amount is None else f"{amount.amount:f}",
        "currency": None if amount is None else amount.currency,
        "per_cent": per_cent(discount.per_cent),
        "text": discount_text(discount),
    }


def _rate(rate: Rate, today: date) -> dict[str, Any]:
    """Both ways: what one of the base costs, and what one of the quoted currency does."""
    inverse = number(1 / Fraction(rate.value))
    return {**plain_rate(rate), "inverse": inverse, "age_days": rate.age_in_days(today)}


def _rates(listed: Listed) -> Iterable[Rate]:
    return dict.fromkeys(rate for found in listed.amounts for rate in found.rates)


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "kind": finding.kind.value,
        "option": finding.letter,
        "id": finding.subject or None,
        "text": finding_line(finding),
    }


def _letterhead(letterhead: Letterhead) -> dict[str, Any]:
    """Its texts; of the logo what it is told apart by."""
    logo = letterhead.logo
    return {
        "name": letterhead.name,
        "address": letterhead.address,
        "contact": letterhead.contact,
        "registration": letterhead.registration,
        "tax_number": letterhead.tax_number,
        "footer": letterhead.footer,
        "logo": None if logo is None else {"kind": logo.kind.value, "sha256": logo.digest},
    }


def _sources(quote: Quote, amounts: Iterable[OptionAmounts]) -> list[dict[str, Any]]:
    """Those behind the rows, in the order of first mention."""
    known = {source.id: source for source in quote.sources}
    cited = dict.fromkeys(source for found in amounts for source in found.sources)
    return [
        {"id": key, "text": source_text(known[key]), "url": known[key].url}
        for key in cited
        if key in known
    ]
