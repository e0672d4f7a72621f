from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from exodesk.storage.workspace.backups import (
    Backup,
    Why,
    backup_folder,
    backups,
    make_backup,
    newest_good,
    superfluous,
)
from exodesk.storage.workspace.database import Mode, connect
from exodesk.storage.workspace.places import create

NOW = datetime(2026, 11, 25, 14, 2, 3).astimezone()
DAY = timedelta(days=1)


def made(when: datetime, why: Why = Why.SESSION, *, good: bool = True) -> Backup:
    return Backup(Path(f"/backups/{when:%Y-%m-%d %H%M%S} {why.value}"), when, why, good)


def kept(*found: Backup) -> list[Backup]:
    ordered = sorted(found, key=lambda backup: backup.when, reverse=True)
    gone = superfluous(ordered, NOW)
    return [backup for backup in ordered if backup not in gone]


def test_the_last_ten_sessions_stay_however_old() -> None:
    old = [made(NOW - 100 * DAY - number * DAY) for number in range(12)]
    assert kept(*old) == old[:10]


def test_of_the_last_fourteen_days_the_newest_of_each_stays() -> None:
    daily = [made(NOW - number * DAY, Why.DAILY) for number in range(20)]
    earlier = [made(NOW - number * DAY - timedelta(hours=1), Why.DAILY) for number in range(20)]
    assert kept(*daily, *earlier) == daily[:14]


@pytest.mark.parametrize("why", [Why.IMPORT, Why.MIGRATION, Why.RESTORE])
def test_every_backup_before_a_large_step_stays_for_fourteen_days(why: Why) -> None:
    today = [made(NOW - timedelta(minutes=number), why) for number in range(30)]
    before = [made(NOW - 14 * DAY - timedelta(minutes=number), why) for number in range(3)]
    assert kept(*today, *before) == today


def test_a_bad_backup_counts_for_nothing_and_is_left_alone() -> None:
    bad = [made(NOW - timedelta(hours=number), good=False) for number in range(1, 13)]
    good = [made(NOW - 200 * DAY - number * DAY) for number in range(11)]
    assert kept(*bad, *good) == [*bad, *good[:10]]


def test_a_clock_that_was_set_back_loses_nothing() -> None:
    ahead = [made(NOW + number * DAY) for number in range(1, 9)]
    assert len(kept(*ahead)) == 8


# On the disk


@pytest.fixture
def path(tmp_path: Path) -> Path:
    create(tmp_path / "mine.exodesk", NOW)
    return tmp_path / "mine.exodesk"


def make(path: Path, why: Why = Why.SESSION, when: datetime = NOW) -> Path:
    raw = connect(path, Mode.READ)
    try:
        return make_backup(raw, path, why, when)
    finally:
        raw.close()


def test_a_backup_says_in_its_name_when_and_why(path: Path) -> None:
    make(path, Why.IMPORT)
    (found,) = backups(path)
    assert found.path == backup_folder(path) / "2026-11-25 140203 before import.exodesk"
    assert (found.when, found.why, found.good) == (NOW, Why.IMPORT, True)
    assert [made.name for made in backup_folder(path).iterdir()] == [found.path.name]


def test_backups_of_the_same_second_stand_beside_each_other(path: Path) -> None:
    for _time in range(3):
        make(path, Why.RESTORE)
    assert [found.why for found in backups(path)] == [Why.RESTORE] * 3


def test_backups_and_their_folder_are_for_their_owner_alone(path: Path) -> None:
    made = make(path)
    assert made.stat().st_mode & 0o077 == 0
    assert made.parent.stat().st_mode & 0o077 == 0


def test_they_come_newest_first_and_strangers_are_passed_over(path: Path) -> None:
    for number in (2, 1, 3):
        make(path, when=NOW - number * DAY)
    for name in ("notes.txt", "2026-99-99 999999 session.exodesk", "2026-11-25 140203 why.exodesk"):
        (backup_folder(path) / name).write_bytes(b"")
    assert [found.when for found in backups(path)] == [NOW - n * DAY for n in (1, 2, 3)]


def test_a_backup_that_was_damaged_is_not_good_and_not_offered(path: Path) -> None:
    older, newer, newest = (make(path, when=NOW - number * DAY) for number in (3, 2, 1))
    newest.write_bytes(newest.read_bytes()[:-1])
    data = bytearray(newer.read_bytes())
    data[4096 : 2 * 4096] = bytes(4096)
    newer.write_bytes(data)
    assert [found.good for found in backups(path)] == [False, False, True]
    offered = newest_good(path)
    assert offered is not None
    assert offered.path == older


def test_a_damaged_workspace_makes_no_backup_and_pushes_none_out(path: Path) -> None:
    for number in range(12):
        make(path, when=NOW - 30 * DAY - number * DAY)
    before = backups(path)
    assert len(before) == 12  # made from the newest to the oldest, so none was superfluous
    data = bytearray(path.read_bytes())
    data[4096 : 2 * 4096] = bytes([255]) * 4096
    path.write_bytes(data)
    with pytest.raises(Exception, match="No backup was made"):
        make(path)
    assert backups(path) == before


def test_thinning_removes_what_is_superfluous(path: Path) -> None:
    days = [NOW - 20 * number * DAY for number in range(12)]
    for day in reversed(days):
        make(path, when=day)
    assert [found.when for found in backups(path)] == days[:10]


def test_a_name_too_long_for_a_folder_of_its_own_still_has_one(tmp_path: Path) -> None:
    folder = backup_folder(tmp_path / ("x" * 250))
    assert len(folder.name) < 100
    assert folder != backup_folder(tmp_path / ("x" * 249 + "y"))
