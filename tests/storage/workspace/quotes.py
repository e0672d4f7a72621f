"""Quotes in a workspace, for tests: put in, edited and issued in few words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from exodesk.domain.catalogue import Catalogue
from exodesk.domain.quote_acts import drafting, editing_quote, issuing, quote_of
from exodesk.domain.quotes.editing import new_quote, with_line, with_new_option
from exodesk.domain.quotes.lines import entries_in
from exodesk.domain.quotes.quote import Client, Quote
from exodesk.domain.rates import RateTable
from exodesk.domain.workspace import Act, Contents, new_quote_id
from exodesk.storage.workspace.store import WorkspaceStore
from tests.builders import RATE_DAY, RATES
from tests.quotes import PLAIN, catalogue, sold


def put(store: WorkspaceStore, draft: Quote) -> Quote:
    """``draft`` under the first free id."""
    held = replace(draft, id=new_quote_id(store.contents().quotes))
    store.write(drafting(held))
    return held


def edit(store: WorkspaceStore, quote: Quote) -> None:
    store.write(editing_quote(store.contents(), quote, "Edit"))


def give(
    store: WorkspaceStore,
    quote_id: str,
    *,
    on: date = RATE_DAY,
    rates: RateTable = RATES,
    known: Catalogue | None = None,
) -> Quote:
    """Issue the quote with the entries it holds, or those of ``known``."""

    def make(contents: Contents) -> Act:
        held = catalogue(*entries_in(contents.quotes[quote_id].lines()))
        return issuing(contents, quote_id, on, known or held, rates)

    return quote_of(store.issue(make))


def small(client: str, quote_id: str = "") -> Quote:
    """A draft for ``client`` of one line of text."""
    made = with_new_option(new_quote(quote_id, RATE_DAY, PLAIN, Client(client)))
    return with_line(made, "A", sold("Cream", "9 GBP"), catalogue())
