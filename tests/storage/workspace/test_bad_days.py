"""A full disk, a failing one, a limit: told in a sentence, nothing half done, usable afterwards."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from exodesk.domain.catalogue import Catalogue
from exodesk.domain.quote_acts import drafting, issuing, quote_of
from exodesk.domain.workspace import Act, Contents
from exodesk.storage.workspace.backups import Why, backups
from exodesk.storage.workspace.faults import NotSavedError
from exodesk.storage.workspace.opening import Standing, open_workspace
from exodesk.storage.workspace.store import WorkspaceStore
from tests.builders import RATE_DAY, RATES
from tests.quotes import quote, sold
from tests.storage.workspace.acts import added, deleted, edited, names, not_opened, opened, own

ROOT = Path(__file__).resolve().parents[3]
MANY = added(*(own(f"Imported {n}", f"row-{n}") for n in range(2000)))


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A disk of one megabyte."""
    folder = Path(tempfile.mkdtemp(prefix="exodesk-disk-"))
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(folder)]
    try:
        done = subprocess.run(mount, capture_output=True, check=False)
    except OSError:
        done = None
    if done is None or done.returncode:
        folder.rmdir()
        pytest.skip("no small disk may be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)
    folder.rmdir()


def fill(disk: Path, *, leave: int = 0) -> Path:
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            pass
        file.truncate(max(0, file.tell() - leave))
    return ballast


def unchanged(store: WorkspaceStore, *expected: str) -> None:
    held = store.contents()
    assert names(held) == list(expected)
    assert store.reload() == held


# A full disk


@pytest.mark.parametrize("leave", [0, 4096, 5 * 4096, 30 * 4096])
def test_a_full_disk_is_told_and_once_freed_all_goes_on(small_disk: Path, leave: int) -> None:
    path = small_disk / "mine.exodesk"
    with opened(path) as store:
        store.write(added(own("Peel")))
        ballast = fill(small_disk, leave=leave)
        for _time in range(3):
            with pytest.raises(NotSavedError, match=r"the disk is full\. Try again, or save"):
                store.write(MANY)
            unchanged(store, "Peel")
        ballast.unlink()
        store.write(edited(store.contents(), own("Edited")))
        unchanged(store, "Edited")
    with opened(path) as store:
        assert names(store.contents()) == ["Edited"]
    assert [left.name for left in small_disk.iterdir() if left.name.startswith(".")] == []


def test_a_quote_that_cannot_be_issued_for_a_full_disk_takes_no_number(small_disk: Path) -> None:
    path = small_disk / "mine.exodesk"
    with opened(path) as store:
        draft = quote(*(sold(f"Line {n} " + "x" * 400, "9 GBP") for n in range(25)))
        store.write(drafting(draft))
        ballast = fill(small_disk)
        with pytest.raises(NotSavedError, match="the disk is full"):
            store.issue(give)
        assert store.contents().quotes == {draft.id: draft}
        ballast.unlink()
        assert quote_of(store.issue(give)).number == "Q-2026-0001"


def give(contents: Contents) -> Act:
    return issuing(contents, "quote-1", RATE_DAY, Catalogue(), RATES)


def test_a_backup_that_does_not_fit_stops_no_save(small_disk: Path) -> None:
    path = small_disk / "mine.exodesk"
    with opened(path) as store:
        store.write(added(*(own(f"Entry {n}", f"e-{n}") for n in range(500))))
        kept = backups(path)
        ballast = fill(small_disk, leave=12 * 4096)
        store.write(added(own("Peel")), before=Why.IMPORT)
        assert store.backup_problem is not None
        assert store.backup_problem.endswith("the disk is full.")
        assert backups(path) == kept
        assert not list((path.parent / f"{path.name}.backups").glob(".*"))
        ballast.unlink()
        store.write(added(own("Serum", "own-2")), before=Why.IMPORT)
        assert store.backup_problem is None


def test_on_a_full_disk_what_is_there_can_still_be_read(small_disk: Path) -> None:
    path = small_disk / "mine.exodesk"
    with opened(path) as store:
        store.write(added(own("Peel")))
    fill(small_disk)
    found = open_workspace(path)
    assert found.store is not None, found.words()
    assert found.standing in (Standing.WRITABLE, Standing.READ_ONLY)
    assert names(found.store.contents()) == ["Peel"]
    found.store.close()


def test_on_a_full_disk_no_new_workspace_is_begun(small_disk: Path) -> None:
    fill(small_disk)
    found = not_opened(small_disk / "mine.exodesk")
    assert found.words().endswith("the disk is full.")
    assert [left.name for left in small_disk.iterdir()] == ["ballast"]


def test_a_copy_that_does_not_fit_leaves_the_older_one(small_disk: Path, tmp_path: Path) -> None:
    copy = small_disk / "copy.exodesk"
    with opened(tmp_path / "mine.exodesk") as store:
        store.write(added(own("Peel")))
        store.save_copy(copy)
        before = copy.read_bytes()
        store.write(MANY)
        fill(small_disk)
        with pytest.raises(NotSavedError, match="the disk is full"):
            store.save_copy(copy)
    assert copy.read_bytes() == before
    assert sorted(left.name for left in small_disk.iterdir()) == ["ballast", "copy.exodesk"]


# A limit on the size of files

LIMITED = """
import resource, sys
from pathlib import Path
from exodesk.storage.workspace.faults import NotSavedError
from tests.storage.workspace.acts import added, names, opened, own
from tests.storage.workspace.test_bad_days import MANY
store = opened(Path(sys.argv[1]))
store.write(added(own("Peel")))
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
try:
    store.write(MANY)
except NotSavedError as refused:
    print(refused)
print(names(store.reload()))
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
store.write(MANY)
print(len(store.reload().entries))
"""


@pytest.mark.skipif(os.name == "nt", reason="there are no such limits")
def test_a_limit_on_the_size_of_files_is_told_and_once_lifted_all_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "mine.exodesk"
    command = [sys.executable, "-c", LIMITED, str(path)]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    refused, left, written = done.stdout.splitlines()
    assert refused.startswith(f"Nothing was saved in {path}: the disk ")
    assert left == "['Peel']"
    assert written == "2001"


# A disk that fails


def eio() -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_FSYNC
    error.sqlite_errorname = "SQLITE_IOERR_FSYNC"
    return error


class FailingAt:
    """Lets the n-th statement, or the commit, of a store fail."""

    def __init__(self, store: WorkspaceStore, number: int) -> None:
        self._left = number
        self._engine = store._database._engine
        self._events = ("before_cursor_execute", "commit")
        for name in self._events:
            event.listen(self._engine, name, self._count)

    def _count(self, *_given: Any) -> None:
        self._left -= 1
        if self._left == 0:
            raise eio()

    def over(self) -> bool:
        for name in self._events:
            event.remove(self._engine, name, self._count)
        return self._left > 0


def test_whatever_statement_fails_nothing_is_half_done(tmp_path: Path) -> None:
    path = tmp_path / "mine.exodesk"
    failed = 0
    said: set[str] = set()
    with opened(path) as store:
        store.write(added(own("Peel"), own("Serum", "own-2")))
        held = store.contents()
        act = deleted(held, "own-2")
        changes = (
            *act.changes,
            *edited(held, own("Edited")).changes,
            *added(own("N", "n")).changes,
        )
        act = type(act)("All at once", changes)
        for number in count(1):
            failing = FailingAt(store, number)
            try:
                store.write(act)
            except NotSavedError as refused:
                said.add(str(refused))
                failed += 1
            if failing.over():
                break
            assert store.contents() == held
            assert store.reload() == held
        assert failed == number - 1 > 6
        assert len(said) == 1
        assert "the disk reports an error" in said.pop()
        assert names(store.contents()) == ["Edited", "N"]
        unchanged(store, "Edited", "N")


def test_a_draft_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with opened(tmp_path / "mine.exodesk") as store:
        store.save_draft("form", {"name": "a"})
        failing = FailingAt(store, 2)
        with pytest.raises(NotSavedError, match="the disk reports an error"):
            store.save_draft("form", {"name": "b"})
        failing.over()
        failing = FailingAt(store, 2)
        with pytest.raises(NotSavedError, match="the disk reports an error"):
            store.drop_draft("form")
        failing.over()
        assert store.drafts()["form"].fields == {"name": "a"}
        store.save_draft("form", {"name": "b"})
    with opened(tmp_path / "mine.exodesk") as store:
        assert store.drafts()["form"].fields == {"name": "b"}


def test_another_program_that_does_not_stop_writing_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("exodesk.storage.workspace.database._PATIENCE_SECONDS", 0.1)
    path = tmp_path / "mine.exodesk"
    with opened(path) as store:
        raw = sqlite3.connect(path, isolation_level=None)
        raw.execute("BEGIN IMMEDIATE")
        with pytest.raises(NotSavedError, match="another program is writing"):
            store.write(added(own("Peel")))
        raw.execute("ROLLBACK")
        raw.close()
        store.write(added(own("Peel")))
        unchanged(store, "Peel")


def test_a_folder_that_has_gone_is_told_and_once_it_is_back_all_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "share"
    with opened(folder / "mine.exodesk") as store:
        store.write(added(own("Peel")))
        folder.rename(tmp_path / "gone")
        with pytest.raises(NotSavedError, match="no longer in its place"):
            store.write(added(own("Serum", "own-2")))
        (tmp_path / "gone").rename(folder)
        store.write(added(own("Serum", "own-2")))
        unchanged(store, "Peel", "Serum")


def test_the_folder_for_temporary_files_does_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", "/nowhere")
    monkeypatch.setattr("tempfile.tempdir", None)
    with opened(tmp_path / "mine.exodesk") as store:
        store.write(added(own("Peel")), before=Why.IMPORT)
        assert store.backup_problem is None
        store.save_copy(tmp_path / "copy.exodesk")
