"""The program killed at any moment while a person adds entries: nothing acknowledged is lost."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from exodesk.domain.workspace import Contents
from exodesk.storage.workspace.opening import Standing, open_workspace
from tests.seven_entries import write_seven_entries

KILLS = int(os.environ.get("EXODESK_WINDOW_KILLS", "4"))
ROOT = Path(__file__).resolve().parents[1]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="kills as POSIX does")


def test_an_entry_that_was_saved_is_there_whenever_the_program_is_killed(tmp_path: Path) -> None:
    catalogue = write_seven_entries(tmp_path)
    workspace, profile = tmp_path / "own.exodesk", tmp_path / "profile" / "window.json"
    chance = random.Random(7)
    expected: set[str] = set()
    for _kill in range(KILLS):
        said = killed([catalogue, workspace, profile], chance.uniform(0.05, 1.2))
        expected, open_question = after(expected, said)
        opened = open_workspace(workspace)
        assert opened.standing is Standing.WRITABLE, opened.words()
        assert opened.store is not None
        there = names(opened.store.contents())
        opened.store.close()
        assert expected - open_question <= there <= expected | open_question
        expected = there


def test_a_form_that_was_half_filled_is_kept_when_the_program_is_killed(tmp_path: Path) -> None:
    catalogue = write_seven_entries(tmp_path)
    workspace, profile = tmp_path / "own.exodesk", tmp_path / "profile" / "window.json"
    said = killed([catalogue, workspace, profile, Path("typing")], 1.5)
    opened = open_workspace(workspace)
    assert opened.store is not None
    with opened.store as store:
        fields = store.drafts()["new"].fields
        assert not store.contents().entries
    kept = [line.removeprefix("kept ") for line in said]
    number = int(kept[-1].rpartition(" ")[2])
    assert fields["name"] in (kept[-1], f"PRP, Pu {number + 1}")
    assert fields["offer.0.price"] == "₹1.5 la"


def killed(arguments: Iterable[Path], seconds: float) -> list[str]:
    """What the program printed until it was killed ``seconds`` after its first entry."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.window_child", *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    lines = [child.stdout.readline().strip()]
    if not lines[0]:
        pytest.fail(str(child.communicate()[1]))
    time.sleep(seconds)
    child.send_signal(signal.SIGKILL)
    rest, errors = child.communicate()
    assert "Traceback" not in errors
    return lines + [line for line in rest.split("\n")[:-1] if line]


def after(expected: set[str], said: list[str]) -> tuple[set[str], set[str]]:
    """What must be there, and of what it cannot be known, since nothing was acknowledged yet."""
    found = set(expected)
    for line in said:
        act, _space, name = line.partition(" ")
        match act:
            case "added":
                found.add(name)
            case "undone":
                found.discard(name)
    act, _space, name = said[-1].partition(" ")
    # After "adding" the save, after "added" the undo may have been under way.
    return found, {name} if act in ("adding", "added") else set()


def names(contents: Contents) -> set[str]:
    return {own.entry.name for own in contents.entries.values()}
