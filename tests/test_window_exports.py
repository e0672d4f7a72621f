"""What the window exports is what the command line prints, whatever is assumed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from exodesk.app import Desk
from exodesk.options import parsed
from exodesk.what_if_options import assumptions_of
from tests.commands import PIN, run
from tests.desks import TODAY, Starting
from tests.written import wait_until_written

WHAT_IFS = {
    "as usual": "",
    "in rupees": "--currency INR",
    "from London": "--home GB --travel 420GBP --trips per-session --time-off 120GBP --fx-fee 2.75",
    "from Mumbai, in rupees": "--currency INR --home IN --travel 420GBP --fx-fee 3 --add-ons",
    "without fees": "--no-fees --unknown-tax widen --sessions 3-6 --horizon=18month",
}
what_if = pytest.mark.parametrize("words", WHAT_IFS.values(), ids=WHAT_IFS.keys())


@pytest.fixture
def desk(start: Starting) -> Desk:
    return start()


def assume(desk: Desk, arguments: list[str]) -> None:
    document = desk.document
    options = parsed(["list", *arguments])
    document.assume(assumptions_of(options, document.catalogue, document.rates))


def exported(desk: Desk, path: Path) -> list[bytes]:
    """The lines of what *Export* of the page in sight writes."""
    desk.window.actions_by_name.export.trigger()
    dialog = next(d for d in desk.window.findChildren(QFileDialog) if d.isVisible())
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    wait_until_written(desk.taking_away.exporting)
    return path.read_bytes().splitlines(keepends=True)


@what_if
def test_the_list_that_is_exported_is_the_one_of_the_command_line(
    desk: Desk, start: Starting, tmp_path: Path, words: str
) -> None:
    assume(desk, words.split())
    lines = exported(desk, tmp_path / "list.csv")
    common = ["--format=csv", f"--catalogue={start.usual}", PIN, f"--on={TODAY}"]
    printed = run("list", *common, *words.split())
    assert len(lines) == 8
    assert sorted(lines) == sorted(printed.output.splitlines(keepends=True))


@what_if
def test_the_comparison_that_is_exported_is_the_one_of_the_command_line(
    desk: Desk, start: Starting, tmp_path: Path, words: str
) -> None:
    ids = ["exosome-mumbai", "exosome-london", "retinoid-uk", "vial-delhi"]
    desk.tray.replace(ids)
    desk.window.actions_by_name.compare.trigger()
    assume(desk, words.split())
    lines = exported(desk, tmp_path / "comparison.csv")
    common = ["--format=csv", f"--catalogue={start.usual}", PIN, f"--on={TODAY}"]
    assert lines == run("compare", *ids, *common, *words.split()).output.splitlines(keepends=True)
