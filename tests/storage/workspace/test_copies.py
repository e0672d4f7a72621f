from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from exodesk.storage.workspace.faults import WorkspaceError
from exodesk.storage.workspace.store import WorkspaceStore
from tests.storage.workspace.acts import added, names, opened, own


@pytest.fixture
def store(tmp_path: Path) -> Iterator[WorkspaceStore]:
    with opened(tmp_path / "mine.exodesk") as store:
        store.write(added(own("Peel")))
        store.save_draft("form", {"name": "half"})
        yield store


@pytest.fixture
def target(tmp_path: Path) -> Path:
    (tmp_path / "elsewhere").mkdir()
    return tmp_path / "elsewhere" / "copy.exodesk"


def refusal(store: WorkspaceStore, target: Path) -> str:
    before = sorted(target.parent.iterdir()) if target.parent.is_dir() else None
    with pytest.raises(WorkspaceError) as refused:
        store.save_copy(target)
    after = sorted(target.parent.iterdir()) if target.parent.is_dir() else None
    assert before == after
    return str(refused.value)


def test_a_copy_is_one_whole_file_for_its_owner_alone(store: WorkspaceStore, target: Path) -> None:
    store.save_copy(target)
    assert list(target.parent.iterdir()) == [target]
    assert target.stat().st_mode & 0o077 == 0
    with opened(target) as copy:
        assert copy.contents() == store.contents()
        assert list(copy.drafts()) == ["form"]


def test_a_copy_replaces_an_older_copy(store: WorkspaceStore, target: Path) -> None:
    store.save_copy(target)
    store.write(added(own("Serum", "own-2")))
    store.save_copy(target)
    with opened(target) as copy:
        assert names(copy.contents()) == ["Peel", "Serum"]


def test_the_open_workspace_is_not_overwritten_by_any_of_its_names(
    store: WorkspaceStore, target: Path
) -> None:
    link, second = target.with_name("link"), target.with_name("second")
    link.symlink_to(store.path)
    second.hardlink_to(store.path)
    for name in (store.path, link, second, target.parent / ".." / store.path.name):
        assert "open workspace itself" in refusal(store, name)
    store.write(added(own("Serum", "own-2")))


def test_a_workspace_that_is_open_elsewhere_is_not_overwritten(
    store: WorkspaceStore, target: Path
) -> None:
    with opened(target) as other:
        other.write(added(own("Theirs")))
        assert "In use by" in refusal(store, target)
        assert names(other.reload()) == ["Theirs"]


def test_a_log_that_belongs_to_another_file_is_not_put_to_this_one(
    store: WorkspaceStore, target: Path
) -> None:
    store.save_copy(target)
    target.with_name(f"{target.name}-wal").write_bytes(b"not folded in yet")
    assert "not closed in order" in refusal(store, target)


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_what_is_no_file_is_not_replaced(store: WorkspaceStore, target: Path, make: object) -> None:
    assert callable(make)
    make(target)
    assert refusal(store, target).endswith(".")


def test_a_missing_folder_is_told(store: WorkspaceStore, target: Path) -> None:
    assert "there is no such file or folder" in refusal(
        store, target.parent / "missing" / "copy.exodesk"
    )


@pytest.mark.parametrize("name", ["a?b#c%41 'x'.exodesk", "z" * 255, "मूल्य.exodesk"])
def test_any_name_will_do(store: WorkspaceStore, target: Path, name: str) -> None:
    copy = target.with_name(name)
    store.save_copy(copy)
    with opened(copy) as again:
        assert again.contents() == store.contents()
