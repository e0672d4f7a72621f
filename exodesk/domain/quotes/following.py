"""How a draft follows the catalogue, and what an issued quote would come to today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from exodesk.domain.catalogue import Catalogue
from exodesk.domain.entries import Entry, Source
from exodesk.domain.quotes.amounts import reckoned
from exodesk.domain.quotes.lines import QuoteLine, entries_in
from exodesk.domain.quotes.quote import Quote
from exodesk.domain.quotes.rows import OptionAmounts
from exodesk.domain.rates import RateTable
from exodesk.domain.workspace import cited_sources


@dataclass(frozen=True, slots=True)
class Today:
    """What an issued quote would come to today; ``gone`` are entries that the catalogue lacks.

    Those, and prices that were set by hand, are as they were.
    """

    amounts: tuple[OptionAmounts, ...]
    gone: tuple[Entry, ...] = ()

    def option(self, letter: str) -> OptionAmounts | None:
        return next((found for found in self.amounts if found.letter == letter), None)


def followed(quote: Quote, catalogue: Catalogue) -> Quote:
    """A draft with its entries as the catalogue has them now; one that has gone stays as it was.

    An issued quote follows nothing.
    """
    return quote if quote.issued is not None else _with_entries_of(quote, catalogue)


def drafts_followed(quotes: Mapping[str, Quote], catalogue: Catalogue) -> dict[str, Quote]:
    """All of ``quotes``, the drafts among them as ``followed`` gives them."""
    return {key: followed(quote, catalogue) for key, quote in quotes.items()}


def as_of_today(quote: Quote, catalogue: Catalogue, rates: RateTable) -> Today:
    """What ``quote`` would come to with the entries and the rates of now."""
    now = _with_entries_of(quote, catalogue)
    gone = tuple(entry for entry in entries_in(quote.lines()) if entry.id not in catalogue)
    return Today(reckoned(now, rates), gone)


def with_cited(quote: Quote, known: Iterable[Source]) -> Quote:
    """``quote`` with the sources that its entries cite: of the ``known`` ones, else its own."""
    found = {source.id: source for source in quote.sources}
    found.update((source.id, source) for source in known)
    cited = dict.fromkeys(
        source for entry in entries_in(quote.lines()) for source in cited_sources(entry)
    )
    return replace(quote, sources=tuple(found[key] for key in cited if key in found))


def _with_entries_of(quote: Quote, catalogue: Catalogue) -> Quote:
    options = tuple(
        replace(option, lines=tuple(_followed(line, catalogue) for line in option.lines))
        for option in quote.options
    )
    return with_cited(replace(quote, options=options), catalogue.sources.values())


def _followed(line: QuoteLine, catalogue: Catalogue) -> QuoteLine:
    if line.entry is None or line.entry.id not in catalogue:
        return line
    return replace(line, entry=catalogue.entry(line.entry.id))
