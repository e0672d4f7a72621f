"""All that stands on the paper of a quote, whatever it is put down as."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from exodesk.domain.quotes.amounts import quote_amounts
from exodesk.domain.quotes.findings import Finding
from exodesk.domain.quotes.letterhead import Letterhead
from exodesk.domain.quotes.quote import Quote
from exodesk.domain.quotes.rows import OptionAmounts
from exodesk.domain.rates import Rate, RateTable


@dataclass(frozen=True, slots=True)
class Sheet:
    """Of a draft ``amounts``, ``rates`` and ``letterhead`` are those of now, and ``findings`` those
    it is to state. ``on`` is the day of issue, of a draft that of now."""

    quote: Quote
    amounts: tuple[OptionAmounts, ...]
    rates: tuple[Rate, ...]
    findings: tuple[Finding, ...]
    letterhead: Letterhead
    on: date


def issued_sheet(quote: Quote) -> Sheet:
    """What was settled at issue, and nothing else."""
    issued = quote.issued
    assert issued is not None
    return Sheet(
        quote=quote,
        amounts=issued.amounts,
        rates=issued.rates,
        findings=issued.statements,
        letterhead=quote.letterhead or Letterhead(),
        on=issued.on,
    )


def sheet_of(
    quote: Quote,
    rates: RateTable,
    today: date,
    letterhead: Letterhead,
    findings: Sequence[Finding] = (),
) -> Sheet:
    """A draft as it would be issued ``today``; an issued quote as it was."""
    if quote.issued is not None:
        return issued_sheet(quote)
    amounts = quote_amounts(quote, rates)
    return Sheet(
        quote=quote,
        amounts=amounts,
        rates=tuple(dict.fromkeys(rate for each in amounts for rate in each.rates)),
        findings=tuple(each for each in findings if each.stated),
        letterhead=letterhead,
        on=today,
    )
