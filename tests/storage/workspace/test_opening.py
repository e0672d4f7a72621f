from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from exodesk.storage.workspace.backups import Why, backups
from exodesk.storage.workspace.faults import NotSavedError
from exodesk.storage.workspace.lock import WorkspaceLock, lock_file
from exodesk.storage.workspace.migrations import migrate
from exodesk.storage.workspace.opening import Standing, open_workspace
from exodesk.storage.workspace.places import set_aside
from exodesk.storage.workspace.restoring import start_from
from exodesk.storage.workspace.tables import SCHEMA
from tests.storage.workspace.acts import (
    added,
    execute,
    make_first_version,
    make_second_version,
    names,
    not_opened,
    opened,
    own,
)

ROOT = Path(__file__).resolve().parents[3]
PAGE = 4096
AS_NOBODY = """
import os, sys, tempfile
from pathlib import Path
from exodesk.storage.workspace.faults import WorkspaceError
from exodesk.storage.workspace.opening import open_workspace
from tests.storage.workspace.acts import added, names, opened, own
with tempfile.TemporaryDirectory() as folder, opened(Path(folder) / "first") as store:
    store.write(added(own("All that is imported late is imported now")))
os.setgid(65534)
os.setuid(65534)
found = open_workspace(Path(sys.argv[1]))
print(found.standing.value)
print(found.words())
if found.store is not None:
    print(names(found.store.contents()))
    try:
        found.store.write(added(own("New", "own-new")))
    except WorkspaceError as refused:
        print(refused)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mine.exodesk"


@pytest.fixture
def filled(path: Path) -> Path:
    """A workspace with 300 entries, closed in order."""
    with opened(path) as store:
        store.write(added(own("Peel")))
        store.write(added(*(own(f"Entry {n}", f"own-{n}") for n in range(2, 301))))
    return path


def rubbish(path: Path) -> dict[str, bytes]:
    """Every file beside ``path`` that is neither it nor its lock nor a backup."""
    passed = {path.name, lock_file(path).name}
    return {
        left.name: left.read_bytes()
        for left in path.parent.iterdir()
        if left.name not in passed and left.is_file()
    }


# As it should be


def test_nothing_there_means_a_new_workspace(path: Path) -> None:
    with opened(path) as store:
        assert names(store.contents()) == []
        assert store.workspace_id


def test_file_log_and_index_are_for_their_owner_alone(path: Path) -> None:
    mask = os.umask(0)
    try:
        with opened(path) as store:
            store.write(added(own("Peel")))
            for side in ("", "-wal", "-shm", ".lock"):
                file = path.with_name(path.name + side)
                assert stat.S_IMODE(file.stat().st_mode) == 0o600, side
    finally:
        os.umask(mask)


def test_a_workspace_closed_in_order_is_one_file(filled: Path) -> None:
    assert rubbish(filled) == {}


def test_every_commit_reaches_the_disk(path: Path) -> None:
    with opened(path) as store:
        raw = store._database.raw
        asked = {name: raw.execute(f"PRAGMA {name}").fetchone()[0] for name in PRAGMAS}
    assert asked == PRAGMAS


PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}


@pytest.mark.parametrize(
    "name",
    [
        "a b.exodesk",
        "q\"uo'te.exodesk",
        "मूल्य सूची.exodesk",
        "what?mode=memory&x=#y%41%00.exodesk",
        ":memory:",
        "file:x",
        "-o",
        "~",
        "$HOME",
        "new\nline",
        "x" * 243 + ".exodesk",  # 251 bytes
        "म" * 82 + ".exodesk",  # 254 bytes
        "y" * 255,
        os.fsdecode(b"\xff\xfe.exodesk"),
    ],
    ids=ascii,
)
def test_any_name_that_a_file_can_have_will_do(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with opened(path) as store:
        store.write(added(own("Peel")), before=Why.IMPORT)
        second = open_workspace(path)
        assert second.standing is Standing.IN_USE
        assert second.store is not None
        assert names(second.store.contents()) == ["Peel"]
        second.store.close()
    with opened(path) as store:
        assert names(store.contents()) == ["Peel"]
    assert len(backups(path)) == 1
    assert path.stat().st_size > PAGE


def test_a_link_stays_and_leads_to_the_workspace(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "elsewhere" / "mine.exodesk")
    with opened(link) as store:
        store.write(added(own("Peel")))
    assert link.is_symlink()
    with opened(tmp_path / "elsewhere" / "mine.exodesk") as store:
        assert names(store.contents()) == ["Peel"]


# In use


def test_the_second_opens_for_reading_and_says_who_has_it(filled: Path) -> None:
    with opened(filled):
        second = open_workspace(filled)
        assert second.standing is Standing.IN_USE
        assert second.holder is not None
        assert second.holder.process == os.getpid()
        assert second.words(lambda _when: "noon").startswith("In use by ")
        assert second.words(lambda _when: "noon").endswith(
            f"(process {os.getpid()}) since noon: opened for reading only."
        )
        assert second.store is not None
        assert len(second.store.contents().entries) == 300
        second.store.close()
        third = open_workspace(filled)
        assert third.standing is Standing.IN_USE
        assert third.store is not None
        third.store.close()
    with opened(filled):
        pass


def test_the_command_line_writes_beside_the_window(filled: Path) -> None:
    with opened(filled) as window, opened(filled, lock=False) as program:
        program.write(added(own("Imported", "own-new")))
        assert window.changed_outside()
        assert "own-new" in window.reload().entries


def test_what_a_killed_program_wrote_is_there_and_its_lock_is_not(path: Path) -> None:
    program = (
        "import sys, time; from pathlib import Path\n"
        "from tests.storage.workspace.acts import added, opened, own\n"
        "store = opened(Path(sys.argv[1])); store.write(added(own('Peel')))\n"
        "store.save_draft('form', {'name': 'half fi'}); print('done', flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", program, str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"done\n"
        process.send_signal(signal.SIGKILL)
    assert path.with_name(f"{path.name}-wal").stat().st_size
    with opened(path) as store:
        assert names(store.contents()) == ["Peel"]
        assert store.drafts()["form"].fields == {"name": "half fi"}


def test_what_a_killed_program_had_only_begun_to_write_is_taken_back(filled: Path) -> None:
    """A file just brought back from a backup has no write-ahead log yet, but a rollback journal."""
    program = (
        "import os, sqlite3, sys; raw = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "raw.execute('PRAGMA journal_mode = DELETE'); raw.execute('PRAGMA cache_size = 1')\n"
        "raw.execute('BEGIN'); raw.execute('UPDATE entries SET body = upper(body)')\n"
        "os._exit(0)"
    )
    before = filled.read_bytes()
    subprocess.run([sys.executable, "-c", program, str(filled)], check=True)
    journal = filled.with_name(f"{filled.name}-journal")
    assert journal.stat().st_size
    assert filled.read_bytes() != before
    half_written = (filled.read_bytes(), journal.read_bytes())
    filled.chmod(0o400)
    found = open_workspace(filled)
    assert (found.standing, found.set_aside) == (Standing.READ_ONLY, ())
    assert found.store is not None
    assert len(found.store.contents().entries) == 300
    found.store.close()
    assert (filled.read_bytes(), journal.read_bytes()) == half_written
    filled.chmod(0o600)
    with opened(filled) as store:
        assert len(store.contents().entries) == 300


# Not allowed to write


def as_nobody(path: Path) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", AS_NOBODY, str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that another user can reach."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root can be somebody else")
    folder = Path(tempfile.mkdtemp(prefix="exodesk-test-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def refused_but_read(path: Path) -> None:
    before = path.read_bytes()
    standing, words, read, refused = as_nobody(path)
    assert standing == "read-only"
    assert words.endswith(
        "cannot be written to: opened for reading only. Save a copy elsewhere to change it."
    )
    assert read == "['Peel']"
    assert "open for reading only" in refused
    assert path.read_bytes() == before


@pytest.mark.parametrize(("folder", "file"), [(0o555, 0o666), (0o777, 0o444), (0o555, 0o444)])
def test_a_file_or_a_folder_that_is_read_only_opens_for_reading(
    public: Path, folder: int, file: int
) -> None:
    path = public / "mine.exodesk"
    with opened(path) as store:
        store.write(added(own("Peel")))
    shutil.rmtree(public / "mine.exodesk.backups")
    path.chmod(file)
    public.chmod(folder)
    refused_but_read(path)


def test_the_log_of_a_killed_program_is_read_where_nothing_can_be_written(public: Path) -> None:
    first = public / "first.exodesk"
    path = public / "mine.exodesk"
    with opened(first) as store:
        store.write(added(own("Peel")))
        shutil.copyfile(first, path)
        shutil.copyfile(f"{first}-wal", f"{path}-wal")
    assert Path(f"{path}-wal").stat().st_size
    public.chmod(0o555)
    refused_but_read(path)


def test_a_file_that_nobody_may_read_is_said_so(public: Path) -> None:
    path = public / "mine.exodesk"
    opened(path).close()
    standing, words = as_nobody(path)
    assert standing == "unusable"
    assert words.startswith(f"{path} cannot be used as a workspace: ")


def test_a_folder_where_nothing_can_be_made_is_said_so(public: Path) -> None:
    standing, words = as_nobody(public / "mine.exodesk")
    assert standing == "unusable"
    assert words.endswith("you are not allowed to write there.")
    assert not list(public.iterdir())


@pytest.mark.parametrize("name", ["mine.exodesk", "y" * 255], ids=len)
def test_a_file_marked_read_only_is_not_written_to(filled: Path, name: str) -> None:
    filled = filled.rename(filled.with_name(name))
    filled.chmod(0o400)
    found = open_workspace(filled)
    assert found.standing is Standing.READ_ONLY
    assert found.store is not None
    assert len(found.store.contents().entries) == 300
    with pytest.raises(NotSavedError):
        found.store.write(added(own("New", "own-new")))
    found.store.save_copy(filled.with_name("copy.exodesk"))
    found.store.close()
    with opened(filled.with_name("copy.exodesk")) as store:
        assert len(store.contents().entries) == 300


# Newer and older


def test_a_newer_workspace_opens_for_reading_and_stays_as_it_is(filled: Path) -> None:
    execute(
        filled,
        f"UPDATE meta SET value = '{SCHEMA + 1}' WHERE key = 'schema'",
        "ALTER TABLE entries ADD COLUMN colour TEXT",
        "CREATE TABLE photographs (id TEXT)",
    )
    before = filled.read_bytes()
    found = open_workspace(filled)
    assert (found.standing, found.schema) == (Standing.NEWER, SCHEMA + 1)
    says = f"newer version of exodesk (its schema is {SCHEMA + 1}): opened for reading only"
    assert says in found.words()
    assert found.store is not None
    assert len(found.store.contents().entries) == 300
    with pytest.raises(NotSavedError):
        found.store.write(added(own("New", "own-new")))
    found.store.close()
    assert filled.read_bytes() == before


def test_a_newer_workspace_with_other_tables_is_refused_in_words(filled: Path) -> None:
    execute(
        filled,
        "UPDATE meta SET value = '9' WHERE key = 'schema'",
        "ALTER TABLE entries RENAME TO things",
    )
    before = filled.read_bytes()
    found = not_opened(filled)
    assert (found.standing, found.schema) == (Standing.NEWER, 9)
    assert "in a form that this one cannot read" in found.words()
    assert filled.read_bytes() == before


def test_an_older_workspace_is_brought_up_to_date_after_a_backup(path: Path) -> None:
    make_first_version(path)
    before = path.read_bytes()
    found = open_workspace(path)
    assert (found.standing, found.migrated_from) == (Standing.WRITABLE, 0)
    assert found.store is not None
    assert names(found.store.contents()) == ["Old peel"]
    found.store.save_draft("form", {"name": "New"})
    found.store.write(added(own("New")))
    found.store.close()
    (backup,) = [made for made in backups(path) if made.why is Why.MIGRATION]
    assert backup.good
    assert tables_of(backup.path) == tables_of_bytes(before, path.with_name("before"))
    with opened(path) as store:
        assert names(store.contents()) == ["Old peel", "New"]


def test_a_workspace_from_before_there_were_quotes_is_brought_up_to_date(path: Path) -> None:
    make_second_version(path)
    found = open_workspace(path)
    assert (found.standing, found.migrated_from) == (Standing.WRITABLE, 1)
    assert found.store is not None
    assert names(found.store.contents()) == ["Old peel"]
    assert dict(found.store.drafts()["form"].fields) == {"name": "x"}
    assert not found.store.contents().quotes
    found.store.close()
    assert [made.why for made in backups(path)] == [Why.MIGRATION]


def tables_of(path: Path) -> list[str]:
    raw = sqlite3.connect(path)
    try:
        return list(raw.iterdump())
    finally:
        raw.close()


def tables_of_bytes(data: bytes, path: Path) -> list[str]:
    path.write_bytes(data)
    return tables_of(path)


def test_an_older_workspace_that_cannot_be_backed_up_is_read_and_left_as_it_is(path: Path) -> None:
    make_first_version(path)
    path.with_name(f"{path.name}.backups").write_bytes(b"in the way")
    found = open_workspace(path)
    assert found.standing is Standing.READ_ONLY
    assert "No backup was made" in found.told[0]
    assert found.store is not None
    assert names(found.store.contents()) == ["Old peel"]
    found.store.close()
    assert "drafts" not in str(tables_of(path))


def test_an_older_workspace_that_is_in_use_is_read_and_left_as_it_is(path: Path) -> None:
    make_first_version(path)
    lock = WorkspaceLock.take(path)
    assert isinstance(lock, WorkspaceLock)
    for locking in (True, False):
        found = open_workspace(path, lock=locking)
        assert found.standing is Standing.IN_USE
        assert found.store is not None
        assert names(found.store.contents()) == ["Old peel"]
        found.store.close()
    lock.release()
    assert "drafts" not in str(tables_of(path))


def test_a_migration_that_fails_leaves_the_older_tables(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_first_version(path)

    def failing(connection: Connection) -> None:
        connection.execute(text("CREATE TABLE drafts (id TEXT)"))
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(migrate, "__defaults__", ({0: failing},))
    before = tables_of(path)
    not_opened(path)
    assert tables_of(path) == before


# Damage


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def cut_within_a_page(data: bytes) -> bytes:
    return data[:-100]


def zeros_in_the_middle(data: bytes) -> bytes:
    return data[: 2 * PAGE] + bytes(2 * PAGE) + data[4 * PAGE :]


def noise_in_the_middle(data: bytes) -> bytes:
    return data[: 3 * PAGE] + b"\xa5" * PAGE + data[4 * PAGE :]


def noise_at_the_start(data: bytes) -> bytes:
    return data[:16] + b"\xff" * 84 + data[100:]


def merged(data: bytes) -> bytes:
    return b"<<<<<<< mine\n" + data


def nothing(_data: bytes) -> bytes:
    return b""


def zeros(data: bytes) -> bytes:
    return bytes(len(data))


def web_page(_data: bytes) -> bytes:
    return b"<html><body>Sign in to the hotel's network</body></html>"


def archive(_data: bytes) -> bytes:
    return b"\x1f\x8b\x08\0rest"


def first_words(data: bytes) -> bytes:
    return data[:16]


def first_page(data: bytes) -> bytes:
    return data[:PAGE]


def unheard_of_format(data: bytes) -> bytes:
    return data[:47] + b"\x09" + data[48:]


def table_without_a_name(data: bytes) -> bytes:
    return data.replace(b"entriesentries", b"\xffntriesentries", 1)


@pytest.mark.parametrize(
    "damage",
    [
        cut,
        unheard_of_format,
        table_without_a_name,
        cut_within_a_page,
        zeros_in_the_middle,
        noise_in_the_middle,
        noise_at_the_start,
        merged,
        nothing,
        zeros,
        web_page,
        archive,
        first_words,
        first_page,
    ],
)
def test_a_damaged_file_is_told_and_left_exactly_as_it_is(
    filled: Path, damage: Callable[[bytes], bytes]
) -> None:
    good = backups(filled)
    data = damage(filled.read_bytes())
    filled.write_bytes(data)
    for _time in range(3):
        found = not_opened(filled)
        assert found.standing is Standing.DAMAGED, found.words()
        assert found.words().count("is damaged") == 1
        assert found.backup == good[0]
    assert filled.read_bytes() == data
    assert rubbish(filled) == {}
    assert backups(filled) == good


def test_damage_where_nothing_is_read_at_opening_is_found_as_well(filled: Path) -> None:
    raw = sqlite3.connect(filled)
    question = "SELECT rootpage FROM sqlite_master WHERE name LIKE 'sqlite_autoindex_entries%'"
    (page,) = raw.execute(question).fetchone()
    raw.close()
    data = filled.read_bytes()
    filled.write_bytes(data[: (page - 1) * PAGE] + b"\xa5" * PAGE + data[page * PAGE :])
    assert not_opened(filled).standing is Standing.DAMAGED


@pytest.mark.parametrize("table", ["meta", "entries", "sources", "hidden", "past_offers", "drafts"])
def test_a_missing_table_is_damage(filled: Path, table: str) -> None:
    execute(filled, f"DROP TABLE {table}")
    found = not_opened(filled)
    assert found.standing is Standing.DAMAGED
    assert table in found.words()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM meta WHERE key = 'acts'",
        "DELETE FROM meta WHERE key = 'schema'",
        "UPDATE meta SET value = 'x' WHERE key = 'acts'",
        "UPDATE meta SET value = '-3' WHERE key = 'schema'",
        "UPDATE meta SET value = 'one' WHERE key = 'schema'",
        "ALTER TABLE entries DROP COLUMN place",
    ],
)
def test_tables_that_make_no_sense_are_damage(filled: Path, statement: str) -> None:
    execute(filled, statement)
    before = filled.read_bytes()
    assert not_opened(filled).standing is Standing.DAMAGED
    assert filled.read_bytes() == before


def test_a_database_of_another_program_is_no_workspace(path: Path) -> None:
    execute(path, "CREATE TABLE moz_places (id INTEGER)", "INSERT INTO moz_places VALUES (1)")
    before = path.read_bytes()
    found = not_opened(path)
    assert found.standing is Standing.UNUSABLE
    assert "another program" in found.words()
    assert path.read_bytes() == before


def test_the_way_out_of_damage_is_to_set_aside_and_take_the_backup(filled: Path) -> None:
    with opened(filled) as store:
        store.write(added(own("Last", "own-last")))
    damaged = cut(filled.read_bytes())
    filled.write_bytes(damaged)
    found = not_opened(filled)
    assert found.backup is not None
    with pytest.raises(Exception, match="set it aside first"):
        start_from(found.backup, filled)
    aside = set_aside(filled, datetime.now().astimezone())
    start_from(found.backup, filled)
    assert aside.read_bytes() == damaged
    assert stat.S_IMODE(filled.stat().st_mode) == 0o600
    with opened(filled) as store:
        assert len(store.contents().entries) == 300


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_what_is_no_file_is_refused_at_once(path: Path, make: object) -> None:
    assert callable(make)
    make(path)
    assert not_opened(path).standing is Standing.UNUSABLE


@pytest.mark.parametrize("place", ["/dev/zero", "/dev/null", "/", "/proc/self/mem"])
def test_a_place_of_the_system_is_refused_at_once(place: str) -> None:
    assert not_opened(Path(place)).store is None
