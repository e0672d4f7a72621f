from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from exodesk.storage.workspace.lock import Holder, WorkspaceLock, lock_file

ROOT = Path(__file__).resolve().parents[3]
NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)

HOLD = """
import sys, time
from pathlib import Path
from exodesk.storage.workspace.lock import WorkspaceLock
lock = WorkspaceLock.take(Path(sys.argv[1]))
print(isinstance(lock, WorkspaceLock), flush=True)
time.sleep(60)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mine.exodesk"


def held(path: Path, when: datetime = NOON) -> WorkspaceLock:
    lock = WorkspaceLock.take(path, lambda: when)
    assert isinstance(lock, WorkspaceLock)
    return lock


def holder(path: Path) -> Holder:
    found = WorkspaceLock.take(path)
    assert isinstance(found, Holder)
    return found


def test_the_first_one_has_it_and_the_second_learns_who(path: Path) -> None:
    lock = held(path)
    found = holder(path)
    assert found.process == os.getpid()
    assert found.since == NOON
    assert found.user
    assert found.host
    lock.release()


def test_the_sentence_names_user_computer_process_and_time() -> None:
    found = Holder("asha", "desk-2", 812, NOON)
    assert found.words(lambda when: when.strftime("%H:%M")) == (
        "In use by asha on desk-2 (process 812) since 12:00"
    )


def test_once_released_it_can_be_had_again(path: Path) -> None:
    held(path).release()
    held(path).release()


def test_two_workspaces_do_not_wait_for_each_other(path: Path) -> None:
    first, second = held(path), held(path.with_name("other.exodesk"))
    first.release()
    second.release()


def test_a_killed_process_leaves_no_lock(path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "True\n"
        assert holder(path).process == process.pid
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert lock_file(path).exists()
    lock = held(path)
    assert holder(path).process == os.getpid()
    lock.release()


def test_the_lock_file_is_for_its_owner_alone(path: Path) -> None:
    lock = held(path)
    assert lock_file(path).stat().st_mode & 0o077 == 0
    lock.release()


@pytest.mark.parametrize(
    "left",
    [
        b"",
        b"\0not json\n",
        b'\0{"user": "old"}\n',
        b'\0{"user":"old","host":"%s","process":999999999,"since":"2020-01-01T00:00:00+00:00"}\n'
        % os.uname().nodename.encode(),
    ],
)
def test_a_text_that_says_nothing_true_names_nobody(path: Path, left: bytes) -> None:
    lock = held(path)
    lock_file(path).write_bytes(left)
    assert holder(path) == Holder()
    assert holder(path).words() == "In use by another window"
    lock.release()


def test_a_text_shorter_than_the_one_before_is_read_alone(path: Path) -> None:
    lock_file(path).write_bytes(b"\0" + b"x" * 1000)
    lock = held(path)
    assert holder(path).process == os.getpid()
    lock.release()
