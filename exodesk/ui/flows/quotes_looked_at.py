"""Which quote is looked at, and all that is told of it and of the others: nothing is changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from exodesk.domain.quotes.amounts import quote_amounts
from exodesk.domain.quotes.book import Group, Listed, QuoteBook, by_state
from exodesk.domain.quotes.changes import Difference, what_changed
from exodesk.domain.quotes.checks import check
from exodesk.domain.quotes.findings import Finding
from exodesk.domain.quotes.following import Today, as_of_today, followed
from exodesk.domain.quotes.quote import Quote
from exodesk.domain.quotes.sheet import Sheet, sheet_of
from exodesk.exports.clipboard import Cell
from exodesk.exports.quote_tables import quote_table, quotes_table
from exodesk.ui.document import CatalogueDocument
from exodesk.ui.flows.exporting import Export
from exodesk.ui.flows.quote_files import list_export, quote_export
from exodesk.ui.kept_quotes import KeptQuotes
from exodesk.ui.listed_quotes import ListedQuotes
from exodesk.ui.widgets.quote_edit import Setting

if TYPE_CHECKING:
    from exodesk.ui.flows.page_drawing import Paper


class QuotesLookedAt(QObject):
    """``words`` are searched for in the list."""

    changed = Signal()  # the quotes, or which one is looked at

    def __init__(self, kept: KeptQuotes, document: CatalogueDocument, parent: QObject) -> None:
        super().__init__(parent)
        self.kept = kept
        self._document = document
        self._current: str | None = None
        self.words = ""
        self._listed = ListedQuotes()
        kept.changed.connect(self.changed)

    @property
    def book(self) -> QuoteBook:
        return self.kept.book

    def current(self) -> Quote | None:
        """The quote looked at; a draft with its entries as the catalogue has them."""
        quote = self.book.quotes.get(self._current or "")
        return None if quote is None else followed(quote, self._document.catalogue)

    @property
    def current_id(self) -> str | None:
        return self._current

    def choose(self, quote_id: str | None) -> None:
        self._current = quote_id
        self.changed.emit()

    def listed(self, words: str = "") -> tuple[Listed, ...]:
        """All quotes in which ``words`` stand; drafts with the entries of now."""
        document = self._document
        return self._listed.listed(
            self.book, words, document.catalogue, document.rates, document.today
        )

    def found(self) -> tuple[Group, ...]:
        """By state the quotes in which the ``words`` stand that are searched for."""
        return by_state(self.listed(self.words))

    def listed_current(self) -> Listed | None:
        quote = self.current()
        return None if quote is None else self._listing(quote)()

    def _listing(self, quote: Quote) -> Callable[[], Listed]:
        """Its amounts take long where it has many lines."""
        state, rates = self.book.state(quote, self._document.today), self._document.rates
        outcome = self.book.outcomes.get(quote.id)
        return lambda: Listed(quote, state, outcome, quote_amounts(quote, rates))

    def setting(self) -> Setting:
        document = self._document
        return Setting(document.today, document.catalogue, document.rates, document.assumptions)

    def findings(self, quote: Quote) -> tuple[Finding, ...]:
        return self._checking(quote)()

    def _checking(self, quote: Quote) -> Callable[[], tuple[Finding, ...]]:
        document, letterhead = self._document, self.kept.letterhead
        rates, today, catalogue = document.rates, document.today, document.catalogue
        return lambda: check(quote, rates, today, letterhead=letterhead, catalogue=catalogue)

    def sheet(self, quote: Quote) -> Sheet:
        """What stands on the paper."""
        return self._laying_out(quote)()

    def _laying_out(self, quote: Quote) -> Callable[[], Sheet]:
        rates, today, letterhead = self._document.rates, self._document.today, self.kept.letterhead
        findings = self._checking(quote) if quote.is_draft else tuple
        return lambda: sheet_of(quote, rates, today, letterhead, findings())

    def prepared(self, quote: Quote) -> Callable[[], bytes]:
        """What makes the document of ``quote`` in another thread."""
        from exodesk.ui.flows.quote_papers import prepared

        return prepared(quote, self._laying_out(quote), self.kept)

    def paper(self, quote: Quote) -> Paper:
        """What is seen of ``quote`` as it will print."""
        from exodesk.ui.flows.quote_papers import paper_of

        return paper_of(self.sheet(quote), self.kept)

    def today(self, quote: Quote) -> Today | None:
        """What an issued quote would come to now."""
        if quote.is_draft:
            return None
        return as_of_today(quote, self._document.catalogue, self._document.rates)

    def differences(self, quote: Quote) -> tuple[Difference, ...]:
        before = self.book.predecessor(quote)
        return () if before is None else what_changed(before, quote, self._document.rates)

    # Taking it away

    def export(self) -> Export | None:
        """What the quote looked at can be written as."""
        quote = self.current()
        if quote is None:
            return None
        successor = self.book.successor(quote)
        catalogue, rates = self._document.catalogue, self._document.rates
        return quote_export(
            quote,
            self._document.today,
            listed=self._listing(quote),
            findings=self._checking(quote) if quote.is_draft else tuple,
            now=lambda: None if quote.is_draft else as_of_today(quote, catalogue, rates),
            letterhead=self.kept.letterhead,
            successor=None if successor is None else successor.number,
            pdf=lambda: self.prepared(quote),
        )

    def export_list(self) -> Export | None:
        """What the quotes that the search finds can be written as."""
        groups = self.found()
        return list_export(groups, self._document.today) if groups else None

    def table(self) -> list[list[Cell]]:
        """Its lines and totals, to be pasted; nothing where none is looked at."""
        listed = self.listed_current()
        return [] if listed is None else quote_table(listed)

    def list_table(self) -> list[list[Cell]]:
        """The quotes that the search finds, to be pasted; nothing where there is none."""
        quotes = [listed for group in self.found() for listed in group.quotes]
        return quotes_table(quotes) if quotes else []
