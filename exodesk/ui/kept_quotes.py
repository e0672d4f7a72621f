"""The quotes of the workspace: what there is, and every change of it as an act of the workspace."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal

from exodesk.domain.catalogue import Catalogue
from exodesk.domain.errors import ExodeskError
from exodesk.domain.quote_acts import (
    answering,
    deleting_draft,
    drafting,
    duplicating,
    editing_quote,
    issuing,
    making_version,
    quote_of,
    setting_letterhead,
    taking_answer_back,
)
from exodesk.domain.quotes.book import QuoteBook
from exodesk.domain.quotes.letterhead import Letterhead
from exodesk.domain.quotes.outcomes import Decision
from exodesk.domain.quotes.quote import Quote
from exodesk.domain.rates import RateTable
from exodesk.domain.workspace import Act, Contents, new_quote_id
from exodesk.ui.workspace import Store, Workspace


class KeptQuotes(QObject):
    """What cannot be done is refused through the workspace, which tells a person why."""

    changed = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        workspace.contents_changed.connect(self.changed)
        workspace.state_changed.connect(self.changed)

    @property
    def book(self) -> QuoteBook:
        return self._workspace.contents.book

    @property
    def letterhead(self) -> Letterhead:
        return self._workspace.contents.letterhead

    @property
    def writable(self) -> bool:
        return self._workspace.writable

    @property
    def why_read_only(self) -> str:
        return self._workspace.why_read_only

    def new_id(self) -> str:
        return new_quote_id(self._workspace.contents.quotes)

    def add(self, quote: Quote) -> bool:
        return self._do(lambda _contents: drafting(quote), quietly=True) is not None

    def edit(self, quote: Quote, name: str) -> bool:
        """Put ``quote`` in the place of the draft with its id."""
        return (
            self._do(lambda contents: editing_quote(contents, quote, name), quietly=True)
            is not None
        )

    def remove(self, quote_id: str) -> bool:
        return self._do(lambda contents: deleting_draft(contents, quote_id)) is not None

    def duplicate(self, quote_id: str, today: date) -> Quote | None:
        return self._made(lambda contents: duplicating(contents, quote_id, today))

    def new_version(self, quote_id: str, today: date) -> Quote | None:
        return self._made(lambda contents: making_version(contents, quote_id, today))

    def issue(
        self,
        quote_id: str,
        today: date,
        catalogue: Catalogue,
        rates: RateTable,
        draw: Callable[[Quote], bytes],
    ) -> Quote | None:
        """The quote as it was issued, kept with what ``draw`` makes of it; None where it was not.

        Why it was not, the workspace announces.
        """
        done: list[Act] = []

        def write(store: Store) -> Act:
            done.append(
                store.issue(lambda held: issuing(held, quote_id, today, catalogue, rates), draw)
            )
            return done[0]

        return quote_of(done[0]) if self._workspace.perform("", write) else None

    def document(self, quote_id: str) -> bytes | None:
        return self._workspace.document(quote_id)

    def keep_document(self, quote_id: str, document: bytes) -> bytes:
        return self._workspace.keep_document(quote_id, document)

    def take_answer_back(self, quote_id: str) -> bool:
        return self._do(lambda contents: taking_answer_back(contents, quote_id)) is not None

    def set_letterhead(self, letterhead: Letterhead) -> bool:
        return self._do(lambda contents: setting_letterhead(contents, letterhead)) is not None

    def answer(
        self, quote_id: str, decision: Decision, on: date, today: date, letter: str | None
    ) -> bool:
        """Raises the ExodeskError that refuses the answer itself."""
        act = answering(self._workspace.contents, quote_id, decision, on, today, letter)
        return self._do(lambda _contents: act) is not None

    def _made(self, make: Callable[[Contents], Act]) -> Quote | None:
        act = self._do(make, quietly=True)
        return None if act is None else quote_of(act)

    def _do(self, make: Callable[[Contents], Act], *, quietly: bool = False) -> Act | None:
        try:
            act = make(self._workspace.contents)
        except ExodeskError as error:
            self._workspace.refused.emit(error)
            return None
        return act if self._workspace.apply(act, quietly=quietly) else None
