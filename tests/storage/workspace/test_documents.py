"""What is made of a quote at issue is kept with it, byte by byte."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from exodesk.documents.kept_documents import document_of
from exodesk.documents.quote_pdf import issued_pdf
from exodesk.domain.errors import ExodeskError
from exodesk.domain.quote_acts import issuing, quote_of
from exodesk.domain.quotes.quote import Quote
from exodesk.domain.workspace import Act, Contents
from exodesk.storage.workspace.backups import Backup, Why, backups
from exodesk.storage.workspace.documents import DocumentDamagedError
from exodesk.storage.workspace.faults import NotSavedError
from exodesk.storage.workspace.opening import Standing, open_workspace
from exodesk.storage.workspace.store import WorkspaceStore
from tests.builders import RATE_DAY, RATES
from tests.quotes import catalogue
from tests.storage.workspace.acts import execute, opened, sourced
from tests.storage.workspace.quotes import give, put, small


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mine.exodesk"


@pytest.fixture
def store(path: Path) -> Iterator[WorkspaceStore]:
    with opened(path) as store:
        put(store, small("A. B."))
        yield store


def drawn(store: WorkspaceStore, quote_id: str = "quote-1", what: bytes = b"%PDF made") -> Quote:
    """The quote, issued with ``what`` for its document."""

    def make(contents: Contents) -> Act:
        return issuing(contents, quote_id, RATE_DAY, catalogue(), RATES)

    return quote_of(store.issue(make, lambda quote: what + str(quote.number).encode()))


def test_the_document_is_made_of_the_issued_quote_and_kept(
    path: Path, store: WorkspaceStore
) -> None:
    drawn(store)
    assert store.document("quote-1") == b"%PDF madeQ-2026-0001"
    store.close()
    with opened(path) as again:
        assert again.document("quote-1") == b"%PDF madeQ-2026-0001"


def test_where_none_can_be_made_nothing_is_issued(store: WorkspaceStore) -> None:
    def fail(_quote: Quote) -> bytes:
        raise ExodeskError("no ink")

    with pytest.raises(ExodeskError, match="no ink"):
        store.issue(lambda held: issuing(held, "quote-1", RATE_DAY, catalogue(), RATES), draw=fail)
    assert store.contents().quotes["quote-1"].is_draft
    assert give(store, "quote-1").number == "Q-2026-0001"


def test_the_first_document_stays(path: Path, store: WorkspaceStore) -> None:
    give(store, "quote-1")
    assert store.document("quote-1") is None
    assert store.keep_document("quote-1", b"one") == b"one"
    assert store.keep_document("quote-1", b"two") == b"one"
    assert not store.changed_outside()
    with opened(path, lock=False) as program:
        assert program.keep_document("quote-1", b"three") == b"one"


def test_of_a_quote_without_one_it_is_made_at_first_need_and_kept(store: WorkspaceStore) -> None:
    quote = give(store, "quote-1")
    made = document_of(store, quote)
    assert made == issued_pdf(quote) == store.document("quote-1")


def test_who_only_reads_makes_it_each_time(path: Path, store: WorkspaceStore) -> None:
    quote = give(store, "quote-1")
    found = open_workspace(path)
    assert found.standing is Standing.IN_USE
    assert found.store is not None
    with found.store as reader:
        assert document_of(reader, quote) == issued_pdf(quote)
        assert reader.document("quote-1") is None
        with pytest.raises(NotSavedError):
            reader.keep_document("quote-1", b"x")
    drawn_elsewhere = store.keep_document("quote-1", b"kept")
    found = open_workspace(path)
    assert found.store is not None
    with found.store as reader:
        assert document_of(reader, quote) == drawn_elsewhere


def test_a_damaged_document_is_told_and_not_handed_out(path: Path, store: WorkspaceStore) -> None:
    drawn(store)
    store.close()
    execute(path, "UPDATE documents SET body = x'2550444620'")
    with opened(path) as again, pytest.raises(DocumentDamagedError, match="is damaged"):
        again.document("quote-1")


def test_a_backup_brings_the_document_back_with_its_quote(
    path: Path, tmp_path: Path, store: WorkspaceStore
) -> None:
    drawn(store)
    store.write(sourced("Price list"), before=Why.IMPORT)
    (backup,) = [made for made in backups(path) if made.why is Why.IMPORT]
    store.close()
    with opened(tmp_path / "other.exodesk") as other:
        other.restore(Backup(backup.path, backup.when, backup.why, good=True))
        assert other.contents().quotes["quote-1"].number == "Q-2026-0001"
        assert other.document("quote-1") == b"%PDF madeQ-2026-0001"


def test_a_workspace_whose_quotes_have_no_documents_yet_is_brought_up_to_date(
    path: Path, store: WorkspaceStore
) -> None:
    quote = give(store, "quote-1")
    store.close()
    execute(path, "DROP TABLE documents", "UPDATE meta SET value = '2' WHERE key = 'schema'")
    found = open_workspace(path)
    assert (found.standing, found.migrated_from) == (Standing.WRITABLE, 2)
    assert found.store is not None
    with found.store as again:
        assert document_of(again, quote) == issued_pdf(quote) == again.document("quote-1")
