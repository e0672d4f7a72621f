"""Import, export and the workspace on the command line."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import exodesk.cli_commands
from exodesk.cli import main
from exodesk.storage.workspace.backups import backups
from exodesk.storage.workspace.opening import open_workspace
from tests.commands import entry_object, offer_object, run, write_catalogue
from tests.imports.workbooks import workbook

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


def entries_in(path: Path) -> dict[str, Any]:
    return {entry["id"]: entry for entry in json.loads(path.read_text("utf-8"))["entries"]}


def test_rows_that_are_ready_come_in_and_refused_ones_are_named(prices: Path) -> None:
    outcome = run("import", prices)
    assert outcome.code == 0
    assert "Parted by semicolons" in outcome.text
    assert "Treatment → Name · Clinic → Provider" in outcome.text
    assert outcome.text.endswith("2 imported\n2 ready (1 with unknown price) · 1 refused\n")
    assert "Row 3, Price" in outcome.complaints
    assert "below the lower one" in outcome.complaints
    listed = run("list", "--text", "vampire pune", "--format", "json").json["entries"]
    assert "own-vampire-facial" in {entry["id"] for entry in listed}


def test_the_same_file_again_adds_nothing(home: Path, prices: Path) -> None:
    run("import", prices)
    again = run("import", prices)
    assert again.code == 0
    assert again.text.endswith("\n0 ready · 2 already here · 1 refused\n")
    assert "imported" not in again.text
    both = run("import", prices, "--on-duplicate", "keep-both")
    assert "\n2 imported\n" in both.text
    run("export", home / "own.json")
    assert len(entries_in(home / "own.json")) == 4


def test_entries_that_are_there_take_the_figures_of_the_file_where_asked(
    home: Path, prices: Path
) -> None:
    run("import", prices)
    prices.write_text(PRICES.replace("₹9,000", "₹9,500"), "utf-8")
    assert "imported" not in run("import", prices).text
    updated = run("import", prices, "--on-duplicate", "update")
    assert "\n0 imported · 1 updated\n0 ready · 2 already here" in updated.text
    run("export", home / "own.json")
    facial = entries_in(home / "own.json")["own-vampire-facial"]
    assert facial["offers"][0]["price"] == {"low": "4000", "high": "9500", "currency": "INR"}


def test_entries_that_stay_as_they_are_although_the_file_differs_are_counted(
    home: Path, prices: Path
) -> None:
    run("import", prices)
    prices.write_text(PRICES.replace("₹4,000", "₹4,500"), "utf-8")
    for more in (["--dry-run"], []):
        outcome = run("import", prices, *more)
        assert outcome.code == 0
        assert (
            "exodesk: 1 entry that is here already differs from the file and stays as it is."
            " To take what the file says: --on-duplicate update\n"
        ) in outcome.complaints
    run("export", home / "own.json")
    other = home / "elsewhere.exodesk"
    run("import", home / "own.json", "--workspace", other)
    again = run("import", home / "own.json", "--workspace", other)
    assert "differ" not in again.complaints
    run("import", prices, "--on-duplicate", "update")
    assert "differ" not in run("import", prices).complaints


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
    assert run("import", out, "--workspace", other).text.endswith(
        "2 imported\n2 ready (1 with unknown price) · 0 refused\n"
    )
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


def test_a_damaged_workspace_is_told_in_words_with_its_newest_backup(
    home: Path, prices: Path
) -> None:
    workspace = home / "own.exodesk"
    run("import", prices, "--workspace", workspace)
    data = workspace.read_bytes()
    workspace.write_bytes(data[:4096] + bytes(range(256)) * 32 + data[4096 + 8192 :])
    outcome = run("import", prices, "--workspace", workspace)
    (newest,) = (home / "own.exodesk.backups").iterdir()
    assert outcome.code == 1
    assert outcome.complaints.splitlines() == [
        f"exodesk: {workspace} is damaged: its pages do not fit together."
        " It is left exactly as it is.",
        f"exodesk: Its newest good backup is {newest}; the window can restore it.",
    ]


def test_a_workspace_that_may_not_be_read_is_said_to_be_that(
    home: Path, prices: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = home / "own.exodesk"
    run("import", prices, "--workspace", workspace)
    opening = Path.open

    def refused(path: Path, *given: Any, **named: Any) -> Any:
        if path == workspace:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return opening(path, *given, **named)

    monkeypatch.setattr(Path, "open", refused)  # root may read whatever its mode is
    outcome = run("list", "--workspace", workspace, "--kind", "product")
    assert outcome.code == 0
    assert "cannot be used as a workspace: you are not allowed to read it." in outcome.complaints


def test_a_workspace_that_is_not_there_is_said_not_to_be_and_not_made(home: Path) -> None:
    outcome = run("list", "--workspace", home / "no.exodesk", "--kind", "product")
    assert outcome.code == 0
    assert "no.exodesk" in outcome.complaints
    assert not (home / "no.exodesk").exists()


def test_a_newer_workspace_is_named_and_the_shipped_catalogue_is_shown(
    home: Path, prices: Path
) -> None:
    workspace = home / "own.exodesk"
    run("import", prices, "--workspace", workspace)
    with contextlib.closing(sqlite3.connect(workspace)) as connection, connection:
        connection.execute("UPDATE meta SET value = '9' WHERE key = 'schema'")
    before = workspace.read_bytes()
    listed = run("list", "--workspace", workspace, "--text", "vampire pune", "--format", "json")
    assert "own-vampire-facial" not in {entry["id"] for entry in listed.json["entries"]}
    assert "newer version of exodesk" in listed.complaints
    assert listed.complaints.count("\n") == 1
    refused = run("import", prices, "--on-duplicate", "keep-both", "--workspace", workspace)
    assert refused.code == 1
    assert "opened for reading only" in refused.complaints
    assert refused.complaints.count("\n") == 1
    assert workspace.read_bytes() == before


def test_reading_leaves_the_workspace_as_it_is(home: Path, prices: Path) -> None:
    run("import", prices)
    data = home / "home" / "data"
    before = {path.name: path.read_bytes() for path in data.iterdir() if path.is_file()}
    assert list(before) == ["workspace.exodesk"]
    commands: list[list[str | Path]] = [
        ["list"],
        ["show", "own-vampire-facial"],
        ["compare", "own-vampire-facial", "own-exosomes"],
        ["rates"],
        ["import", prices, "--dry-run", "--on-duplicate", "keep-both"],
    ]
    for command in commands:
        assert run(*command).code == 0
    assert {path.name: path.read_bytes() for path in data.iterdir() if path.is_file()} == before


def test_a_workbook_comes_in(home: Path) -> None:
    path = home / "prices.xlsx"
    path.write_bytes(workbook({"Prices": [["Name", "Price"], ["Peel", "£90"], ["Bad", "£9-£5"]]}))
    outcome = run("import", path)
    assert outcome.code == 0
    assert outcome.text.endswith("1 imported\n1 ready · 1 refused\n")
    assert "Row 3, Price" in outcome.complaints


def test_the_good_entries_of_a_catalogue_come_in_and_the_others_are_named(home: Path) -> None:
    path = write_catalogue(
        home / "other.json",
        entry_object("own-good", offer_object("90 GBP")),
        entry_object("own-bad", offer_object("90 PUFF")),
    )
    outcome = run("import", path, "--refused", home / "refused.csv")
    assert outcome.code == 0
    assert outcome.text.endswith("1 imported\n1 ready · 1 refused\n")
    assert "entries[1].offers[0].price.currency" in outcome.complaints
    assert "not saved apart" in outcome.complaints
    assert run("show", "own-good").code == 0
    assert run("show", "own-bad").code == 1


def test_what_would_be_guessed_can_be_said(home: Path) -> None:
    path = home / "prices.txt"
    path.write_bytes("Name~Price~Price date\nCrème~90~03/04/2026\n".encode("cp1252"))
    outcome = run(
        *("import", path, "--delimiter", "~", "--encoding", "cp1252"),
        *("--dates", "month-first", "--column-currency", "inr"),
    )
    assert outcome.code == 0
    assert "Parted by “~” · Windows-1252 · decimal point · month before day" in outcome.text
    run("export", home / "own.json")
    (entry,) = entries_in(home / "own.json").values()
    assert entry["name"] == "Crème"
    assert entry["offers"][0]["price"]["currency"] == "INR"
    assert entry["offers"][0]["date"] == "2026-03-04"


def test_what_a_price_list_says_once_can_be_said_for_all_rows(home: Path) -> None:
    path = home / "prices.csv"
    path.write_text("Name,City,Price\nPRP,,8000\nPeel,Delhi,3000\n", "utf-8")
    outcome = run(
        *("import", path, "--provider", "Glow", "--city", "Pune", "--country", "in"),
        *("--price-date", "2026-04", "--tax", "excluded"),
    )
    assert outcome.code == 0
    run("export", home / "own.json")
    entries = entries_in(home / "own.json").values()
    assert [entry["provider"] for entry in entries] == [
        {"name": "Glow", "city": "Pune", "country": "IN"},
        {"name": "Glow", "city": "Delhi", "country": "IN"},
    ]
    assert {(o["tax"], o["date"]) for entry in entries for o in entry["offers"]} == {
        ("excluded", "2026-04")
    }


@pytest.mark.parametrize("sign", ["tab", "\\t", "\t"])
def test_a_tab_can_be_named(home: Path, sign: str) -> None:
    path = home / "prices.csv"
    path.write_text("Name\tPrice\nPeel\t£90\n", "utf-8")
    assert "Parted by tabs" in run("import", path, "--delimiter", sign, "--dry-run").text


@pytest.mark.parametrize("sign", ["", "ab", "a", '"', "\n", " "])
def test_what_cannot_part_cells_is_wrong_usage(prices: Path, sign: str) -> None:
    outcome = run("import", prices, "--delimiter", sign)
    assert outcome.code == 2
    assert "cannot part cells" in outcome.complaints


def test_what_is_read_is_never_written_over(home: Path, prices: Path) -> None:
    run("import", prices)
    workspace = home / "home" / "data" / "workspace.exodesk"
    os.link(workspace, home / "second-name.json")
    before = workspace.read_bytes(), prices.read_bytes()
    commands: list[list[str | Path]] = [
        ["export", workspace],
        ["export", home / "second-name.json"],
        ["import", prices, "--refused", prices],
        ["import", prices, "--refused", workspace],
    ]
    for command in commands:
        outcome = run(*command)
        assert outcome.code == 1
        assert "would be written over" in outcome.complaints
    assert (workspace.read_bytes(), prices.read_bytes()) == before


@pytest.mark.parametrize("output_format", ["table", "csv", "json"])
def test_no_output_takes_the_place_of_the_catalogue_or_the_workspace(
    home: Path, prices: Path, output_format: str
) -> None:
    catalogue = write_catalogue(home / "catalogue.json", entry_object("a"))
    workspace = home / "own.exodesk"
    run("import", prices, "--workspace", workspace)
    run("import", prices)
    usual = home / "home" / "data" / "workspace.exodesk"
    read = catalogue, workspace, usual
    before = [path.read_bytes() for path in read]
    commands: list[list[str | Path]] = [
        ["list", "--catalogue", catalogue, "-o", catalogue],
        ["list", "--workspace", workspace, "-o", workspace],
        ["compare", "own-exosomes", "-o", usual],
        ["rates", "-o", usual],
        ["quote", "--list", "-o", usual],
        ["list", "--workspace", workspace, "-o", usual],  # read by none, and lost all the same
    ]
    for command in commands:
        outcome = run(*command, "--format", output_format)
        assert (outcome.code, outcome.output) == (1, b""), command
        assert "written over" in outcome.complaints or "holds a database" in outcome.complaints
    assert [path.read_bytes() for path in read] == before


@pytest.mark.parametrize("name", ["x" * 300, "file.csv/own.exodesk", "."])
def test_a_workspace_that_cannot_be_is_said_in_one_sentence(
    home: Path, prices: Path, name: str
) -> None:
    (home / "file.csv").write_text("", "utf-8")
    workspace = home / name
    listed = run("list", "--workspace", workspace, "--kind", "product")
    assert listed.code == 0
    assert listed.complaints.count("\n") == 1
    for command, file in (("import", prices), ("export", home / "own.json")):
        outcome = run(command, file, "--workspace", workspace)
        assert outcome.code == 1
        assert outcome.complaints.splitlines()[-1].startswith("exodesk: ")
    assert not (home / "own.json").exists()


def test_whoever_reads_the_output_may_go_before_its_end(
    prices: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_text: str) -> None:
        raise BrokenPipeError

    with monkeypatch.context() as patched:
        patched.setattr(exodesk.cli_commands, "print_out", gone)
        assert main(["import", str(prices)]) == 0
    assert run("show", "own-vampire-facial").code == 0


def test_the_database_is_loaded_only_where_there_is_a_workspace(home: Path, prices: Path) -> None:
    program = (
        "import sys, exodesk.cli;"
        "exodesk.cli.main(['list', '--kind', 'product', '-o', sys.argv[1]]);"
        "print('sqlalchemy' in sys.modules)"
    )

    def loaded() -> str:
        command = [sys.executable, "-c", program, str(home / "list.txt")]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    assert loaded() == "False"
    assert not (home / "home").exists()
    run("import", prices)
    assert loaded() == "True"
