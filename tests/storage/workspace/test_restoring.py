from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from exodesk.domain.quote_acts import setting_letterhead
from exodesk.domain.quotes.letterhead import Letterhead
from exodesk.domain.workspace import Act, Change, Kind
from exodesk.storage.workspace.backups import Backup, Why, backups
from exodesk.storage.workspace.faults import DamagedError, NotSavedError
from exodesk.storage.workspace.opening import open_workspace
from exodesk.storage.workspace.restoring import preview
from exodesk.storage.workspace.store import StaleError, WorkspaceStore
from tests.quotes import quote
from tests.storage.workspace.acts import (
    added,
    deleted,
    edited,
    execute,
    make_first_version,
    names,
    opened,
    own,
    sourced,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mine.exodesk"


@pytest.fixture
def store(path: Path) -> Iterator[WorkspaceStore]:
    """A workspace that has changed since its backup: one entry each added, removed and edited."""
    with opened(path) as store:
        store.write(added(own("Peel"), own("Serum", "own-2"), own("Mask", "own-3")))
        store.write(sourced("Price list"), before=Why.IMPORT)
        store.write(deleted(store.contents(), "own-1"))
        store.write(edited(store.contents(), own("Serum", "own-2", "99 GBP")))
        store.write(added(own("New", "own-4")))
        store.write(Act("Hide", (Change(Kind.HIDDEN, "shipped", None, True),)))
        yield store


def backup_of(path: Path) -> Backup:
    (backup,) = [made for made in backups(path) if made.why is Why.IMPORT]
    return backup


def test_the_preview_names_what_would_change_and_changes_nothing(
    path: Path, store: WorkspaceStore
) -> None:
    before = store.contents()
    found = preview(backup_of(path), before)
    assert (found.added, found.removed, found.changed) == (("Peel",), ("New",), ("Serum",))
    assert found.others == 2  # the source and what was hidden
    assert found.act.changes
    assert store.reload() == before


def test_the_preview_names_drafts_of_quotes_and_the_letterhead(path: Path) -> None:
    kept, later = quote(quote_id="kept"), quote(quote_id="later")
    edited = replace(kept, notes="Bring records.")
    with opened(path) as store:
        store.write(Act("Draft", (Change(Kind.QUOTE, "kept", None, kept),)))
        store.write(added(own("Peel")), before=Why.IMPORT)
        store.write(Act("Edit", (Change(Kind.QUOTE, "kept", kept, edited),)))
        store.write(Act("Draft", (Change(Kind.QUOTE, "later", None, later),)))
        store.write(setting_letterhead(store.contents(), Letterhead(name="Skin Clinic")))
        found = preview(backup_of(path), store.contents())
        assert (found.quotes_gone, found.quotes_back) == ((later,), (kept,))
        assert (found.letterhead, found.answers, found.others) == (True, 0, 0)


def test_a_restore_brings_all_back_in_one_act_that_can_be_undone(
    path: Path, store: WorkspaceStore
) -> None:
    before = store.contents()
    act = store.restore(backup_of(path))
    assert act.name.startswith("Restore the backup of 20")
    assert sorted(names(store.contents())) == ["Mask", "Peel", "Serum"]
    assert store.contents().entries["own-2"] == own("Serum", "own-2")
    assert not store.contents().sources
    assert not store.contents().hidden
    assert not preview(backup_of(path), store.contents()).act.changes
    store.write(act.reversed())
    assert store.contents() == before
    assert store.reload() == before


def test_before_a_restore_what_is_there_is_backed_up(path: Path, store: WorkspaceStore) -> None:
    before = store.contents()
    store.restore(backup_of(path))
    (made,) = [backup for backup in backups(path) if backup.why is Why.RESTORE]
    assert not preview(made, before).act.changes


def test_a_backup_like_the_workspace_changes_nothing(path: Path) -> None:
    with opened(path) as store:
        store.write(added(own("Peel")))
        store.write(added(), before=Why.IMPORT)
        assert store.restore(backup_of(path)).changes == ()
        assert not [backup for backup in backups(path) if backup.why is Why.RESTORE]


def test_a_damaged_backup_is_refused_and_changes_nothing(path: Path, store: WorkspaceStore) -> None:
    backup = backup_of(path)
    before = store.contents()
    for data in (b"", backup.path.read_bytes()[:5000], b"<html>" * 1000):
        backup.path.write_bytes(data)
        with pytest.raises(DamagedError):
            preview(backup, before)
        with pytest.raises(DamagedError):
            store.restore(backup)
    backup.path.unlink()
    with pytest.raises(DamagedError):
        store.restore(backup)
    assert store.reload() == before


def test_looking_at_a_backup_leaves_it_as_it_is(path: Path, store: WorkspaceStore) -> None:
    backup = backup_of(path)
    before = backup.path.read_bytes()
    preview(backup, store.contents())
    assert backup.path.read_bytes() == before
    assert {left.suffix for left in backup.path.parent.iterdir()} == {".exodesk"}


def test_a_backup_from_an_older_program_can_be_restored(path: Path, tmp_path: Path) -> None:
    make_first_version(path)
    with open_workspace(path).store or pytest.fail("not opened") as store:
        (backup,) = [made for made in backups(path) if made.why is Why.MIGRATION]
        store.write(deleted(store.contents(), "own-old"))
        before = backup.path.read_bytes()
        store.restore(backup)
        assert names(store.contents()) == ["Old peel"]
        assert backup.path.read_bytes() == before


def test_a_restore_mends_what_was_set_aside(path: Path) -> None:
    with opened(path) as store:
        store.write(added(own("Peel"), own("Serum", "own-2")))
        store.write(sourced("A"), before=Why.IMPORT)
    execute(path, "UPDATE entries SET body = '{' WHERE id = 'own-1'")
    found = open_workspace(path)
    assert found.store is not None
    assert [aside.name for aside in found.set_aside] == ["own-1"]
    found.store.restore(backup_of(path))
    assert not found.store.set_aside
    assert sorted(names(found.store.contents())) == ["Peel", "Serum"]
    found.store.close()
    opened(path).close()


def test_a_restore_over_what_another_program_wrote_is_refused(
    path: Path, store: WorkspaceStore
) -> None:
    with opened(path, lock=False) as program:
        program.write(edited(program.contents(), own("Theirs", "own-2")))
    with pytest.raises(StaleError):
        store.restore(backup_of(path))
    assert "Theirs" in names(store.reload())


def test_a_workspace_open_for_reading_is_not_restored(path: Path, store: WorkspaceStore) -> None:
    reader = open_workspace(path).store
    assert reader is not None
    with pytest.raises(NotSavedError):
        reader.restore(backup_of(path))
