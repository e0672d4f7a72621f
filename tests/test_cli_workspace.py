"""Import, export and the workspace on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from exodesk.storage.workspace.backups import backups
from exodesk.storage.workspace.opening import open_workspace
from tests.commands import run

PRICES = """Treatment;Clinic;City;Country;Price;Sessions
Vampire facial;Clinic;Pune;IN;₹4,000 – ₹9,000;2-6
Carbon peel;Clinic;Pune;IN;₹6,000 – ₹2,500;4-6
Exosomes;Clinic;Pune;IN;POA;
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("EXODESK_HOME", str(tmp_path / "home"))
    return tmp_path


@pytest.fixture
def prices(home: Path) -> Path:
    path = home / "prices.csv"
    path.write_text(PRICES, "utf-8")
    return path


def test_rows_that_are_ready_come_in_and_refused_ones_are_named(prices: Path) -> None:
    outcome = run("import", prices)
    assert outcome.code == 0
    assert "Parted by semicolons" in outcome.text
    assert "2 ready (1 with unknown price) · 1 refused" in outcome.text
    assert outcome.text.endswith("2 imported\n")
    assert "Row 3, Price" in outcome.complaints
    assert "below the lower one" in outcome.complaints
    listed = run("list", "--text", "vampire pune", "--format", "json").json["entries"]
    assert "own-vampire-facial" in {entry["id"] for entry in listed}


def test_the_same_file_again_adds_nothing(prices: Path) -> None:
    run("import", prices)
    again = run("import", prices)
    assert again.code == 0
    assert "0 ready · 2 already here · 1 refused" in again.text
    assert "imported" not in again.text
    both = run("import", prices, "--on-duplicate", "keep-both")
    assert both.text.endswith("2 imported\n")


def test_a_dry_run_changes_nothing_and_makes_no_file(home: Path, prices: Path) -> None:
    outcome = run("import", prices, "--dry-run")
    assert outcome.code == 0
    assert "2 ready" in outcome.text
    assert not (home / "home").exists()


def test_refused_rows_are_saved_with_their_reasons(home: Path, prices: Path) -> None:
    run("import", prices, "--refused", home / "refused.csv")
    lines = (home / "refused.csv").read_text("utf-8-sig").splitlines()
    assert lines[0].endswith(",reason")
    assert len(lines) == 2


def test_a_file_without_a_row_that_is_ready_ends_with_1(home: Path) -> None:
    path = home / "bad.csv"
    path.write_text("name;price\nPeel;£9-£5\n", "utf-8")
    outcome = run("import", path)
    assert outcome.code == 1
    assert "0 ready · 1 refused" in outcome.text
    for content in (b"", b"\x89PNG\r\n\x1a\n"):
        path.write_bytes(content)
        outcome = run("import", path)
        assert outcome.code == 1
        assert outcome.complaints.count("\n") == 1
    assert run("import", home / "nowhere.csv").code == 1
    assert not (home / "home").exists()


def test_what_is_exported_checks_and_comes_in_elsewhere_identical(home: Path, prices: Path) -> None:
    run("import", prices)
    out = home / "own.json"
    assert run("export", out).text == f"2 entries written to {out}.\n"
    assert run("check", out).code == 0
    other = home / "other.exodesk"
    assert run("import", out, "--workspace", other).text.endswith("2 imported\n")
    assert run("export", home / "again.json", "--workspace", other).code == 0
    assert json.loads((home / "again.json").read_text("utf-8")) == json.loads(
        out.read_text("utf-8")
    )


def test_there_is_nothing_to_export_at_first(home: Path) -> None:
    outcome = run("export", home / "own.json")
    assert outcome.code == 1
    assert "no entries of your own" in outcome.complaints
    assert not (home / "own.json").exists()


def test_an_import_is_backed_up_first_and_goes_on_beside_a_window(home: Path, prices: Path) -> None:
    workspace = home / "own.exodesk"
    with open_workspace(workspace).store or pytest.fail("not opened") as store:
        assert run("import", prices, "--workspace", workspace).code == 0
        assert store.changed_outside()
        assert len(store.reload().entries) == 2
    assert [backup.why.value for backup in backups(workspace)] == ["before import"]


def test_another_catalogue_stands_without_the_own_entries(home: Path, prices: Path) -> None:
    run("import", prices)
    run("export", home / "own.json")
    shown = run("list", "--catalogue", home / "own.json", "--format", "json").json["entries"]
    assert len(shown) == 2


def test_a_damaged_workspace_is_named_and_the_shipped_catalogue_is_shown(
    home: Path, prices: Path
) -> None:
    workspace = home / "own.exodesk"
    workspace.write_bytes(b"not a database at all, but quite long" * 100)
    outcome = run("list", "--workspace", workspace, "--kind", "product")
    assert outcome.code == 0
    assert str(workspace) in outcome.complaints
    assert outcome.complaints.count("\n") == 1
    assert "in catalogue" in outcome.text
    assert run("import", prices, "--workspace", workspace).code == 1
    assert workspace.read_bytes().startswith(b"not a database")


def test_a_workspace_that_is_not_there_is_said_not_to_be_and_not_made(home: Path) -> None:
    outcome = run("list", "--workspace", home / "no.exodesk", "--kind", "product")
    assert outcome.code == 0
    assert "no.exodesk" in outcome.complaints
    assert not (home / "no.exodesk").exists()
