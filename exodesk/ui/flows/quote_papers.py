"""The document of a quote: of a draft as it is now, of an issued quote the kept one."""

from __future__ import annotations

from collections.abc import Callable

from exodesk.domain.quotes.quote import Quote
from exodesk.domain.quotes.sheet import Sheet
from exodesk.ui.flows.page_drawing import Paper
from exodesk.ui.kept_quotes import KeptQuotes


def paper_of(sheet: Sheet, kept: KeptQuotes) -> Paper:
    """What a view shows of the quote on ``sheet``."""
    from exodesk.documents.quote_pdf import words_of

    quote = sheet.quote
    return Paper(
        of=quote.id,
        state=sheet if quote.is_draft else quote.number,
        prepared=lambda: prepared(quote, lambda: sheet, kept),
        words=lambda: words_of(sheet),
    )


def prepared(quote: Quote, sheet: Callable[[], Sheet], kept: KeptQuotes) -> Callable[[], bytes]:
    """What makes the document in another thread; of a draft, from what ``sheet`` gives there."""
    from exodesk.documents.kept_documents import document_of
    from exodesk.documents.quote_pdf import quote_pdf

    if quote.is_draft:
        return lambda: quote_pdf(sheet())
    document = document_of(kept, quote)
    return lambda: document
