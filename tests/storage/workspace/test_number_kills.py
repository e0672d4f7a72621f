"""Programs that issue quotes are killed at any moment: no number is missing, none is there twice.

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
from pathlib import Path

import pytest

from exodesk.domain.quotes.quote import number_of
from exodesk.storage.workspace.opening import Standing, open_workspace
from tests.builders import RATE_DAY

ROOT = Path(__file__).resolve().parents[3]
CHILD = "tests.storage.workspace.issuing_child"
KILLS = int(os.environ.get("EXODESK_KILLS", "25"))
MOST_WORDS = 10
LONGEST_WAIT = 0.02


def issue_and_die(path: Path, words: int, wait: float) -> tuple[list[str], int]:
    """Kill a child that issues quotes, ``wait`` seconds after so many ``words`` of it.

    The numbers it gave, and how many it had begun.
    """
    command = [sys.executable, "-m", CHILD, str(path), "A. B."]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"ready\n", process.stderr.read().decode()
        told = b"".join(process.stdout.readline() for _word in range(words))
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        said = (told + process.stdout.read()).decode().split("\n")[:-1]
    return [line.removeprefix("done ") for line in said if line.startswith("done ")], sum(
        line == "begin" for line in said
    )


def numbers_in(path: Path) -> list[str]:
    opened = open_workspace(path)
    assert opened.standing is Standing.WRITABLE, opened.words()
    assert opened.store is not None
    assert not opened.set_aside
    with opened.store as store:
        contents = store.contents()
    numbers = [quote.number for quote in contents.quotes.values() if quote.number]
    if numbers:
        assert contents.last_numbers[str(RATE_DAY.year)].place == len(numbers)
    return sorted(numbers)


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_a_kill_leaves_no_gap_and_no_double(tmp_path: Path) -> None:
    path = tmp_path / "mine.exodesk"
    chance = random.Random(20261126)
    given: list[str] = []
    found: Counter[str] = Counter()
    for _number in range(KILLS):
        said, begun = issue_and_die(
            path, chance.randint(0, MOST_WORDS), chance.uniform(0, LONGEST_WAIT)
        )
        given += said
        found["inside an issue"] += begun > len(said)
        numbers = numbers_in(path)
        assert numbers == [number_of(RATE_DAY.year, n + 1) for n in range(len(numbers))]
        unsaid = set(numbers) - set(given)
        assert set(given) <= set(numbers), "a number that was acknowledged is gone"
        assert len(unsaid) <= (begun > len(said))
        found["written though not acknowledged"] += len(unsaid)
        given = numbers
    assert len(given) > KILLS
    sys.stdout.write(f"\n{KILLS} kills: {len(given)} numbers, {dict(found)}\n")


def test_two_programs_that_issue_at_the_same_time_give_each_number_once(tmp_path: Path) -> None:
    path = tmp_path / "mine.exodesk"
    assert numbers_in(path) == []
    program = (
        "import sys; from pathlib import Path\n"
        "from tests.storage.workspace.acts import opened\n"
        "from tests.storage.workspace.quotes import give, small\n"
        "from dataclasses import replace\n"
        "from exodesk.domain.quote_acts import drafting\n"
        "with opened(Path(sys.argv[1]), lock=False) as store:\n"
        "    for number in range(15):\n"
        "        draft = replace(small(sys.argv[2]), id=f'{sys.argv[2]}-{number}')\n"
        "        store.write(drafting(draft))\n"
        "        give(store, draft.id)\n"
    )
    commands = [[sys.executable, "-c", program, str(path), name] for name in ("a", "b", "c")]
    running = [subprocess.Popen(command, cwd=ROOT) for command in commands]
    assert [process.wait(timeout=60) for process in running] == [0, 0, 0]
    assert numbers_in(path) == [number_of(RATE_DAY.year, n + 1) for n in range(45)]
