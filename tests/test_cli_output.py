"""What leaves the command line, and what is loaded for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import entry_object, offer_object, started, write_catalogue

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
