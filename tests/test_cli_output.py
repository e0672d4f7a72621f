"""What leaves the command line, and what is loaded for it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.commands import entry_object, offer_object, run, started, write_catalogue

linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="about Linux")
NOT_FOR_A_LIST = ("exodesk.domain.quotes", "exodesk.domain.decisions", "exodesk.storage.workspace")


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    cafe = entry_object("cafe", offer_object("12000-18000 INR"), sessions={"low": 2, "high": 2})
    return write_catalogue(tmp_path / "cafe.json", {**cafe, "name": "Café’s peel"})


@pytest.mark.parametrize(
    ("encoding", "name", "total"),
    [
        ("ascii", "Cafe's peel", "~ GBP 200 - GBP 300"),
        ("cp1252", "Café’s peel", "~ £200 – £300"),
        ("utf-8", "Café’s peel", "≈ £200 – £300"),
    ],
)
def test_a_terminal_without_the_signs_still_shows_every_amount(
    catalogue: Path, encoding: str, name: str, total: str
) -> None:
    options = ["--catalogue", str(catalogue), "--rate", "GBP/INR=120"]
    ended = started("-m", "exodesk", "list", *options, PYTHONIOENCODING=encoding)
    shown = ended.stdout.decode(encoding)
    assert name in shown
    assert total in shown
    assert "?" not in shown


def test_a_list_loads_neither_quotes_nor_the_database(catalogue: Path) -> None:
    script = (
        "import sys\n"
        "from exodesk.cli import main\n"
        f"assert main(['list', '--catalogue', {str(catalogue)!r}]) == 0\n"
        f"sys.exit(', '.join(n for n in sys.modules if n.startswith({NOT_FOR_A_LIST!r})) or 0)\n"
    )
    ended = started("-c", script)
    assert (ended.returncode, ended.stderr) == (0, b"")


@linux_only
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["list", "-o", "LOOP"], "was not written: its links lead round in a circle"),
        (["list", "--catalogue", "LOOP", "-o", "list.csv"], "cannot be read: its links lead round"),
        (["export", "own.json", "--workspace", "LOOP"], "cannot be used as a workspace: its links"),
        (["export", "LOOP", "--workspace", "own.exodesk"], "There are no entries of your own"),
    ],
)
def test_links_that_lead_round_in_a_circle_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    loop = tmp_path / "loop"
    loop.symlink_to(tmp_path / "back")
    (tmp_path / "back").symlink_to(loop)
    ended = run(*(str(loop) if each == "LOOP" else each for each in arguments))
    assert ended.code == 1
    assert says in ended.complaints


@linux_only
def test_a_home_folder_that_nobody_has_is_a_name_like_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = run("export", "own.json", "--workspace", "~nobody-at-all/own.exodesk")
    assert (ended.code, "There are no entries of your own" in ended.complaints) == (1, True)
