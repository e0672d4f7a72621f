from __future__ import annotations

import os
import stat
from datetime import datetime
from pathlib import Path

import pytest

from exodesk.storage.workspace.database import Mode, connect
from exodesk.storage.workspace.faults import DamagedError, UnusableError
from exodesk.storage.workspace.lock import WorkspaceLock
from exodesk.storage.workspace.places import (
    create,
    make_folder,
    real_place,
    refuse_what_is_no_database,
    set_aside,
)

NOW = datetime(2026, 11, 25, 14, 2, 3).astimezone()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mine.exodesk"


def tables(path: Path) -> int:
    raw = connect(path, Mode.FROZEN)
    try:
        return int(raw.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    finally:
        raw.close()


# Which paths will do


def test_a_link_is_followed_to_its_end(path: Path) -> None:
    link = path.with_name("link")
    link.symlink_to("mine.exodesk")
    assert real_place(link) == path


def test_a_link_in_a_circle_is_refused(path: Path) -> None:
    path.symlink_to(path)
    with pytest.raises(UnusableError, match=r"round in a circle|symbolic links|Symlink loop"):
        real_place(path)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnusableError, match="it is a folder"):
        real_place(tmp_path)


def test_a_pipe_is_refused_at_once(path: Path) -> None:
    os.mkfifo(path)
    with pytest.raises(UnusableError, match="not a regular file"):
        real_place(path)


def test_a_device_is_refused() -> None:
    with pytest.raises(UnusableError, match="not a regular file"):
        real_place(Path("/dev/zero"))


def test_a_path_through_a_file_is_refused(path: Path) -> None:
    path.write_bytes(b"x")
    with pytest.raises(UnusableError, match="file, not a folder"):
        real_place(path / "inside.exodesk")


@pytest.mark.parametrize("name", ["x" * 256, "nul\0byte"])
def test_a_name_that_no_file_can_have_is_refused_in_words(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnusableError):
        real_place(tmp_path / name)


# What is no workspace


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "it is empty"),
        (bytes(5000), "nothing but zero bytes"),
        (b"\x1f\x8b\x08\0" * 200, "gzip"),
        (b"PK\x03\x04" * 200, "ZIP"),
        (b"<!DOCTYPE html><html>", "web page"),
        (b'\xef\xbb\xbf {"format": "exodesk-catalogue"}', "JSON"),
        (b"SQLite format 3\0 and no more", "cut short"),
        (b"\x89PNG\r\n\x1a\n" * 100, "does not begin like a workspace"),
    ],
)
def test_the_first_bytes_say_what_it_is_instead(path: Path, data: bytes, why: str) -> None:
    path.write_bytes(data)
    with pytest.raises(DamagedError, match=why) as refused:
        refuse_what_is_no_database(path)
    assert "left exactly as it is" in str(refused.value)
    assert path.read_bytes() == data


# A new file


def test_a_new_workspace_stands_alone_and_is_for_its_owner_alone(path: Path) -> None:
    mask = os.umask(0)
    try:
        create(path, NOW)
    finally:
        os.umask(mask)
    assert list(path.parent.iterdir()) == [path]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert tables(path) >= 6


def test_missing_folders_are_made_for_their_owner_alone(tmp_path: Path) -> None:
    create(tmp_path / "a" / "b" / "mine.exodesk", NOW)
    for folder in (tmp_path / "a", tmp_path / "a" / "b"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_folders_that_are_there_keep_their_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    make_folder(tmp_path)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_a_file_that_came_first_is_not_overwritten(path: Path) -> None:
    path.write_bytes(b"somebody was quicker")
    create(path, NOW)
    assert path.read_bytes() == b"somebody was quicker"
    assert list(path.parent.iterdir()) == [path]


def test_a_log_left_over_from_a_file_that_has_gone_does_not_ruin_the_new_one(path: Path) -> None:
    log = path.with_name(f"{path.name}-wal")
    log.write_bytes(b"of another file")
    create(path, NOW)
    assert not log.exists()
    left = [found for found in path.parent.iterdir() if found != path]
    assert [found.read_bytes() for found in left] == [b"of another file"]
    assert "left over" in left[0].name


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs a place where nobody can write")
def test_where_no_file_can_be_made_is_said_in_words() -> None:
    with pytest.raises(UnusableError, match="cannot be used as a workspace"):
        create(Path("/proc/exodesk/mine.exodesk"), NOW)


# Setting aside


def test_a_file_set_aside_keeps_every_byte_and_its_log(path: Path) -> None:
    path.write_bytes(b"damaged")
    path.with_name(f"{path.name}-wal").write_bytes(b"log")
    new = set_aside(path, NOW)
    assert new == path.with_name("mine damaged 2026-11-25 140203.exodesk")
    assert new.read_bytes() == b"damaged"
    assert new.with_name(f"{new.name}-wal").read_bytes() == b"log"
    assert not path.exists()


def test_files_set_aside_in_the_same_second_do_not_meet(path: Path) -> None:
    found = []
    for number in range(3):
        path.write_bytes(b"%d" % number)
        found.append(set_aside(path, NOW))
    assert [new.read_bytes() for new in found] == [b"0", b"1", b"2"]


def test_a_file_that_is_in_use_is_not_set_aside(path: Path) -> None:
    path.write_bytes(b"damaged")
    lock = WorkspaceLock.take(path)
    assert isinstance(lock, WorkspaceLock)
    with pytest.raises(UnusableError, match="In use by"):
        set_aside(path, NOW)
    assert path.read_bytes() == b"damaged"
    lock.release()


def test_a_long_name_leaves_room_for_what_is_put_behind_it(tmp_path: Path) -> None:
    path = tmp_path / ("é" * 115 + ".exodesk")
    path.write_bytes(b"damaged")
    assert set_aside(path, NOW).read_bytes() == b"damaged"
