"""The document of an issued quote: made once, kept in the workspace, the same ever after."""

from __future__ import annotations

from typing import Protocol

from exodesk.documents.quote_pdf import issued_pdf
from exodesk.domain.quotes.quote import Quote


class Keeper(Protocol):
    """What keeps documents: a store of a workspace."""

    @property
    def writable(self) -> bool: ...
    def document(self, quote_id: str) -> bytes | None: ...
    def keep_document(self, quote_id: str, document: bytes) -> bytes: ...


def document_of(keeper: Keeper, quote: Quote) -> bytes:
    """The kept bytes of an issued ``quote``. Of one that has none they are made, and kept.

    Raises NotMadeError and what the keeper raises.
    """
    found = keeper.document(quote.id)
    if found is not None:
        return found
    made = issued_pdf(quote)
    return keeper.keep_document(quote.id, made) if keeper.writable else made
