"""Quotes for tests, in few words; £1 = ₹120 and the 15th of January 2026 unless said otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.entries import Entry, SessionCount
from exodesk.domain.money import Money
from exodesk.domain.quotes.editing import new_quote, with_line, with_new_option
from exodesk.domain.quotes.issuing import issue
from exodesk.domain.quotes.letterhead import Letterhead
from exodesk.domain.quotes.lines import Discount, QuoteLine, entry_line, text_line
from exodesk.domain.quotes.quote import Client, Quote
from exodesk.domain.rates import RateTable
from tests.builders import RATE_DAY, RATES, SOURCE, price

PLAIN = Assumptions()
LETTERHEAD = Letterhead(name="Skin Clinic", address="1 High Street\nLeeds", footer="Thank you")


def catalogue(*entries: Entry) -> Catalogue:
    return Catalogue(sources={SOURCE.id: SOURCE}, entries=entries)


def quote(
    *options: QuoteLine | Entry | Iterable[QuoteLine | Entry],
    client: str = "A. B.",
    quote_id: str = "quote-1",
    assumptions: Assumptions = PLAIN,
    on: date = RATE_DAY,
) -> Quote:
    """A draft with an option for each of ``options``: one line or entry, or several."""
    made = new_quote(quote_id, on, assumptions, Client(client))
    for option in options:
        made = with_new_option(made)
        lines = (option,) if isinstance(option, (QuoteLine, Entry)) else tuple(option)
        for each in lines:
            line = entry_line(each, assumptions) if isinstance(each, Entry) else each
            known = catalogue() if line.entry is None else catalogue(line.entry)
            made = with_line(made, made.options[-1].letter, line, known)
    return made


def issued(
    draft: Quote,
    number: str = "Q-2026-0001",
    *,
    on: date = RATE_DAY,
    rates: RateTable = RATES,
    letterhead: Letterhead = LETTERHEAD,
) -> Quote:
    """``draft`` issued with the entries that it holds."""
    held = (line.entry for line in draft.lines() if line.entry is not None)
    return issue(draft, number, on, catalogue(*dict.fromkeys(held)), rates, letterhead)


def sold(text: str, amount: str, pieces: int = 1) -> QuoteLine:
    """Free text at a price: ``sold("Cream", "12.50 GBP")``."""
    return text_line(text, price(amount), SessionCount(pieces, pieces))


def off(text: str) -> Discount:
    """Read ``10 %`` or ``50 GBP``."""
    number, what = text.split()
    if what == "%":
        return Discount(per_cent=Decimal(number))
    return Discount(amount=Money(Decimal(number), what))


def changed(line: QuoteLine, **fields: object) -> QuoteLine:
    return replace(line, **fields)  # type: ignore[arg-type]
