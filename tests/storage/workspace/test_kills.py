"""A process that writes is killed at any moment, and what it had acknowledged is there.

EXODESK_KILLS sets how many; the figures are printed at the end (pytest -s).
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from exodesk.storage.workspace.backups import backup_folder, backups
from exodesk.storage.workspace.lock import lock_file
from exodesk.storage.workspace.opening import Standing, open_workspace
from tests.storage.workspace.acts import make_first_version
from tests.storage.workspace.writing_child import Ledger

ROOT = Path(__file__).resolve().parents[3]
CHILD = "tests.storage.workspace.writing_child"
KILLS = int(os.environ.get("EXODESK_KILLS", "25"))
MOST_WORDS = 12
LONGEST_WAIT = 0.05


@dataclass
class Life:
    """What one child said before it died: acts begun and acknowledged, in order."""

    begun: int
    acknowledged: int


def live_and_die(path: Path, done: int, words: int, wait: float) -> Life:
    """Let a child write on from act number ``done``; kill it ``wait`` seconds after its ``words``.

    However slow the machine, it has said so many words by then.
    """
    command = [sys.executable, "-m", CHILD, str(path), str(done)]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        first = process.stdout.readline()
        assert first == b"ready\n", process.stderr.read().decode()
        told = b"".join(process.stdout.readline() for _word in range(words))
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        said = (told + process.stdout.read()).decode().split("\n")[:-1]
        complaints = process.stderr.read().decode()
    assert process.returncode == -signal.SIGKILL, complaints
    begun = sum(line.startswith("begin") for line in said)
    return Life(begun, sum(line.startswith("done") for line in said))


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_a_kill_loses_no_acknowledged_act(tmp_path: Path) -> None:
    path = tmp_path / "mine.exodesk"
    chance = random.Random(20261125)  # the moments differ all the same, with the machine's load
    ledger = Ledger()
    found: Counter[str] = Counter()
    for _number in range(KILLS):
        words, wait = chance.randint(0, MOST_WORDS), chance.uniform(0, LONGEST_WAIT)
        life = live_and_die(path, ledger.done, words, wait)
        found["acknowledged"] += life.acknowledged
        ledger.advance(life.acknowledged)
        opened = open_workspace(path)
        assert opened.standing is Standing.WRITABLE, opened.words()
        assert opened.store is not None
        assert not opened.set_aside
        with opened.store as store:
            names = {key: own.entry.name for key, own in store.contents().entries.items()}
        in_flight = life.begun > life.acknowledged
        found["inside a write"] += in_flight
        if names != ledger.names:
            assert in_flight, "an act is there, or missing, that was never under way"
            ledger.advance(1)
            assert names == ledger.names, "half an act was written"
            found["written though not acknowledged"] += 1
    assert found["acknowledged"] > KILLS
    assert all(backup.good for backup in backups(path))
    known = {path.name, f"{path.name}.lock", backup_folder(path).name}
    strays = {left.name for left in tmp_path.iterdir()} - known
    strays |= {left.name for left in backup_folder(path).iterdir() if left.suffix == ".tmp"}
    sys.stdout.write(f"\n{KILLS} kills: {dict(found)}, {len(strays)} stray files\n")
    assert len(strays) <= 3


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
@pytest.mark.parametrize("older", [False, True])
def test_a_kill_while_opening_leaves_a_workspace_or_none(tmp_path: Path, older: bool) -> None:
    chance = random.Random(7)
    for number in range(max(4, KILLS // 5)):
        path = tmp_path / str(number) / "mine.exodesk"
        if older:
            path.parent.mkdir()
            make_first_version(path)
        command = [sys.executable, "-m", CHILD, str(path), "0"]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as process:
            while not lock_file(path).exists() and not list(path.parent.glob(".exodesk-*")):
                time.sleep(0.0005)
            time.sleep(chance.uniform(0, 0.03))
            process.kill()
        opened = open_workspace(path)
        assert opened.standing is Standing.WRITABLE, opened.words()
        assert opened.store is not None
        assert ("own-old" in opened.store.contents().entries) is older
        opened.store.close()
        assert all(backup.good for backup in backups(path))
