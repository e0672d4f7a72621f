"""``compare … -o FILE``: the ending of the name says what is written."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from tests.commands import PIN, entry_object, offer_object, run, write_catalogue
from tests.documents.examples import text_of


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    peel = entry_object("peel", offer_object("100-150 GBP"), sessions={"low": 3, "high": 3})
    laser = entry_object("laser", offer_object("9000 INR"), sessions={"low": 2, "high": 2})
    return write_catalogue(tmp_path / "catalogue.json", peel, laser)


def compare(catalogue: Path, *more: str | Path) -> int:
    outcome = run("compare", "peel", "laser", "--catalogue", catalogue, PIN, *more)
    assert outcome.output == b""
    return outcome.code


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("comparison.pdf", b"%PDF-"),
        ("comparison.PDF", b"%PDF-"),
        ("comparison.xlsx", b"PK"),
        ("comparison.csv", b"\xef\xbb\xbfid,name"),
        ("comparison.json", b"{"),
        ("comparison.txt", b"           "),
        ("comparison", b"           "),
    ],
)
def test_the_ending_of_the_name_decides(
    catalogue: Path, tmp_path: Path, name: str, start: bytes
) -> None:
    assert compare(catalogue, "-o", tmp_path / name) == 0
    assert (tmp_path / name).read_bytes().startswith(start)


def test_a_format_that_is_given_wins(catalogue: Path, tmp_path: Path) -> None:
    target = tmp_path / "comparison.pdf"
    assert compare(catalogue, "--format", "json", "-o", target) == 0
    assert json.loads(target.read_bytes())["currency"] == "GBP"


def test_options_before_the_command_count_as_well(catalogue: Path, tmp_path: Path) -> None:
    target = tmp_path / "comparison.pdf"
    done = run("-o", target, PIN, "--catalogue", catalogue, "compare", "peel", "laser")
    assert done.code == 0
    assert "£300.00 – £450.00" in text_of(target.read_bytes())


def test_a_document_can_go_down_a_pipe(catalogue: Path) -> None:
    done = run("compare", "peel", "laser", "--catalogue", catalogue, PIN, "--format", "pdf")
    assert done.code == 0
    assert done.output.startswith(b"%PDF-")


def test_no_document_is_poured_into_a_terminal(
    catalogue: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.TextIOWrapper):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(io, "TextIOWrapper", Terminal)
    done = run("compare", "peel", "laser", "--catalogue", catalogue, PIN, "--format", "pdf")
    assert (done.code, done.output) == (1, b"")
    assert "Say where to: -o comparison.pdf" in done.complaints


@pytest.mark.parametrize("command", [["list"], ["show", "peel"], ["rates"], []])
def test_nothing_but_a_comparison_is_written_as_a_document(
    catalogue: Path, tmp_path: Path, command: list[str]
) -> None:
    for more in (["-o", str(tmp_path / "x.pdf")], ["--format", "xlsx"]):
        done = run(*command, "--catalogue", catalogue, *more)
        assert done.code == 2
        assert "is only written by exodesk compare" in done.complaints
    assert not (tmp_path / "x.pdf").exists()


@pytest.mark.parametrize("ending", ["pdf", "xlsx"])
def test_one_entry_alone_is_refused_in_words(catalogue: Path, tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"x.{ending}"
    done = run("compare", "peel", "--catalogue", catalogue, PIN, "-o", target)
    assert (done.code, done.output) == (1, b"")
    assert "needs two entries or more" in done.complaints
    assert not target.exists()


@pytest.mark.parametrize("ending", ["pdf", "xlsx"])
def test_what_cannot_be_written_is_told_and_leaves_the_old_file(
    catalogue: Path, tmp_path: Path, ending: str
) -> None:
    done = run(
        *("compare", "peel", "laser", "--catalogue", catalogue, PIN),
        *("-o", tmp_path / "missing" / f"x.{ending}"),
    )
    assert done.code == 1
    assert "was not written" in done.complaints
    assert sorted(path.name for path in tmp_path.iterdir()) == ["catalogue.json"]


def test_the_same_command_writes_the_same_bytes(catalogue: Path, tmp_path: Path) -> None:
    for ending in ("pdf", "xlsx"):
        one, two = tmp_path / f"one.{ending}", tmp_path / f"two.{ending}"
        assert compare(catalogue, "-o", one) == compare(catalogue, "-o", two) == 0
        assert one.read_bytes() == two.read_bytes()
