"""How far exchange rates have moved since each open quote was drafted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from exodesk.domain.published_days import Move
from exodesk.domain.quotes.amounts import reckoned
from exodesk.domain.quotes.book import QuoteBook, QuoteState
from exodesk.domain.quotes.quote import Quote
from exodesk.domain.rates import PublishedRates, Rate, RateTable

_OPEN = (QuoteState.DRAFT, QuoteState.ISSUED)


@dataclass(frozen=True, slots=True)
class QuoteMove:
    quote: Quote
    move: Move


def open_quotes(book: QuoteBook, today: date) -> tuple[Quote, ...]:
    """Drafts and issued quotes that are still valid, the latest first."""
    return tuple(quote for quote in book.found("") if book.state(quote, today) in _OPEN)


def moves_since(
    quotes: Iterable[Quote], rates: RateTable, published: PublishedRates
) -> tuple[QuoteMove, ...]:
    """Each rate in each of ``quotes``: then and by ``rates`` now.

    Then is what an issued quote has frozen, and what was published on the day that a draft was
    made. A rate that there was not, or is no more, says nothing.
    """
    return tuple(
        QuoteMove(quote, Move(before, after))
        for quote in quotes
        for before in _then(quote, rates, published)
        if (after := rates.rate(before.base, before.quote)) is not None
    )


def _then(quote: Quote, rates: RateTable, published: PublishedRates) -> Iterator[Rate]:
    if quote.issued is not None:
        yield from quote.issued.rates
        return
    used = dict.fromkeys(rate for amounts in reckoned(quote, rates) for rate in amounts.rates)
    for rate in used:
        before = published.rate(rate.base, rate.quote, quote.created)
        if before is not None:
            yield before
