"""Quotes as lists show them, each read and reckoned once until it changes or what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from exodesk.domain.catalogue import Catalogue
from exodesk.domain.quotes.amounts import quote_amounts
from exodesk.domain.quotes.book import Listed, QuoteBook, Wanted, latest_first, searched_text
from exodesk.domain.quotes.following import followed
from exodesk.domain.quotes.quote import Quote
from exodesk.domain.rates import RateTable


@dataclass(frozen=True, slots=True)
class _Known:
    kept: Quote
    listed: Listed
    text: str


class ListedQuotes:
    """With thousands of quotes a search answers while it is typed."""

    def __init__(self) -> None:
        self._known: dict[str, _Known] = {}
        self._catalogue: Catalogue | None = None
        self._rates: RateTable | None = None

    def listed(
        self, book: QuoteBook, words: str, catalogue: Catalogue, rates: RateTable, today: date
    ) -> tuple[Listed, ...]:
        """Those in which each of ``words`` stands, the latest first; drafts with the entries of
        ``catalogue`` at ``rates``."""
        if catalogue is not self._catalogue or rates is not self._rates:
            self._catalogue, self._rates = catalogue, rates
            self._known = {k: each for k, each in self._known.items() if not each.kept.is_draft}
        self._known = {k: self._of(q, book, today) for k, q in book.quotes.items()}
        wanted = Wanted(words)
        return latest_first(each.listed for each in self._fitting(wanted))

    def _fitting(self, wanted: Wanted) -> Iterator[_Known]:
        return (each for each in self._known.values() if wanted.stands_in(each.text))

    def _of(self, quote: Quote, book: QuoteBook, today: date) -> _Known:
        known = self._known.get(quote.id)
        state, outcome = book.state(quote, today), book.outcomes.get(quote.id)
        if known is not None and known.kept is quote:
            listed = known.listed
            if listed.state is state and listed.outcome == outcome:
                return known
            return _Known(quote, Listed(listed.quote, state, outcome, listed.amounts), known.text)
        assert self._catalogue is not None
        assert self._rates is not None
        now = followed(quote, self._catalogue)
        listed = Listed(now, state, outcome, quote_amounts(now, self._rates))
        return _Known(quote, listed, searched_text(now))
