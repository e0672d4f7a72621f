from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.filters import Judgement
from exodesk.exports.csv_table import COLUMNS
from exodesk.ui.flows.exporting import USUAL_ORDER, Exporting, file_columns
from tests.builders import NO_RATES, RATE_DAY, SOURCE, cost, entry

PEEL = entry("Peel", "100-200 GBP", sessions="2")
LASER = entry("Laser", "24000 INR", sessions="1")
CATALOGUE = Catalogue("Test", None, {SOURCE.id: SOURCE}, (PEEL, LASER))


@pytest.fixture
def exporting(qtbot: QtBot) -> Iterator[Exporting]:
    window = QWidget()
    qtbot.addWidget(window)
    yield Exporting(window)
    QApplication.clipboard().clear()


@pytest.fixture
def said(exporting: Exporting) -> list[str]:
    told: list[str] = []
    exporting.done.connect(told.append)
    exporting.failed.connect(lambda sentence: told.append(f"! {sentence}"))
    return told


def dialogs(exporting: Exporting) -> list[QFileDialog]:
    window = exporting.parent()
    assert isinstance(window, QWidget)
    return [dialog for dialog in window.findChildren(QFileDialog) if dialog.isVisible()]


def choose(exporting: Exporting, path: Path) -> None:
    (dialog,) = dialogs(exporting)
    dialog.fileSelected.emit(str(path))
    dialog.reject()


def rows_of(path: Path) -> list[dict[str, str]]:
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


class TestTheColumnsOfTheFile:
    def test_all_in_their_usual_order_give_the_file_of_the_command_line(self) -> None:
        assert file_columns(USUAL_ORDER) == tuple(COLUMNS)

    def test_a_hidden_one_leaves_its_figures_out_and_moves_none(self) -> None:
        columns = file_columns([key for key in USUAL_ORDER if key != "downtime"])
        assert columns == tuple(c for c in COLUMNS if not c.startswith("downtime"))

    def test_moved_ones_move_their_figures(self) -> None:
        columns = file_columns(["tick", "total", "entry", "downtime"])
        assert columns[:5] == ("id", "name", "state", "total_low", "total_high")
        assert columns.index("downtime_days_low") > columns.index("city")
        assert "sessions_low" not in columns

    def test_no_amount_is_ever_without_its_currency_and_rate(self) -> None:
        for seen in ([], ["total"], ["entry"], ["unknown"], USUAL_ORDER[::-1]):
            columns = file_columns(seen)
            assert len(set(columns)) == len(columns)
            assert {"id", "name", "currency", "rate", "rate_date", "sources"} <= set(columns)


class TestWriting:
    def test_each_row_says_whether_it_fits_or_cannot_be_told(
        self, exporting: Exporting, said: list[str], tmp_path: Path
    ) -> None:
        judged = [(cost(LASER), Judgement.FITS), (cost(PEEL), Judgement.CANNOT_TELL)]
        exporting.export_list(judged, CATALOGUE, Assumptions(), RATE_DAY, ["total", "entry"])
        choose(exporting, tmp_path / "list.csv")
        rows = rows_of(tmp_path / "list.csv")
        assert [(row["id"], row["fit"]) for row in rows] == [
            ("laser", Judgement.FITS.value),
            ("peel", Judgement.CANNOT_TELL.value),
        ]
        assert list(rows[0])[:4] == ["id", "name", "state", "total_low"]
        assert list(rows[0])[-1] == "fit"
        assert said == [f"2 rows written to {tmp_path / 'list.csv'}."]

    def test_the_next_one_is_offered_in_the_same_folder(
        self, exporting: Exporting, said: list[str], tmp_path: Path
    ) -> None:
        exporting.write(tmp_path / "one.csv", b"x", 1)
        exporting.export_comparison([cost(PEEL), cost(LASER)], CATALOGUE, Assumptions(), RATE_DAY)
        (dialog,) = dialogs(exporting)
        assert dialog.directory().absolutePath() == str(tmp_path)
        dialog.reject()

    def test_a_dialog_that_is_left_writes_nothing(
        self, exporting: Exporting, said: list[str], tmp_path: Path
    ) -> None:
        exporting.export_comparison([cost(PEEL), cost(LASER)], CATALOGUE, Assumptions(), RATE_DAY)
        dialogs(exporting)[0].reject()
        assert said == []

    @pytest.mark.parametrize("failing", ["fsync", "replace", "write"])
    def test_a_full_disk_leaves_no_file_and_keeps_the_old_one(
        self,
        exporting: Exporting,
        said: list[str],
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        failing: str,
    ) -> None:
        def full(*_args: object, **_more: object) -> None:
            raise OSError(28, "No space left on device")

        (tmp_path / "old.csv").write_bytes(b"old")
        match failing:
            case "fsync":
                monkeypatch.setattr(os, "fsync", full)
            case "replace":
                monkeypatch.setattr(Path, "replace", full)
            case "write":
                monkeypatch.setattr(os, "fdopen", full)
        for name in ("old.csv", "new.csv"):
            exporting.write(tmp_path / name, b"new", 1)
        monkeypatch.undo()
        assert [path.name for path in tmp_path.iterdir()] == ["old.csv"]
        assert (tmp_path / "old.csv").read_bytes() == b"old"
        assert [sentence[0] for sentence in said] == ["!", "!"]
        for name, sentence in zip(("old.csv", "new.csv"), said, strict=True):
            assert str(tmp_path / name) in sentence
            assert "No space left on device" in sentence
            assert "Choose another place" in sentence

    def test_a_total_that_needs_a_rate_is_refused_in_words(
        self, exporting: Exporting, said: list[str]
    ) -> None:
        costs = [cost(PEEL), cost(LASER, rates=NO_RATES)]
        exporting.export_comparison(costs, CATALOGUE, Assumptions(), RATE_DAY)
        assert dialogs(exporting) == []
        assert "waits for a rate" in said[0]

    def test_no_comparison_is_refused_in_words(self, exporting: Exporting, said: list[str]) -> None:
        exporting.export_comparison([], CATALOGUE, Assumptions(), RATE_DAY)
        assert dialogs(exporting) == []
        assert "Tick 2 to 8 entries" in said[0]


class TestCopying:
    def test_a_table_is_copied_as_text_and_as_html(
        self, exporting: Exporting, said: list[str]
    ) -> None:
        exporting.copy([["Entry", "Total"], ["Peel <b>", "£200"], ["=1+1", "£0.50"]])
        content = QApplication.clipboard().mimeData()
        assert content.text().splitlines() == ["Entry\tTotal", "Peel <b>\t£200", "'=1+1\t£0.50"]
        assert "<th>Entry</th>" in content.html()
        assert "Peel &lt;b&gt;" in content.html()
        assert said == ["2 rows copied."]

    def test_a_single_cell_is_copied_by_itself(self, exporting: Exporting, said: list[str]) -> None:
        exporting.copy([["≈ £300 – £450"]])
        assert QApplication.clipboard().text() == "≈ £300 – £450"
        assert "<th>" not in QApplication.clipboard().mimeData().html()
        assert said == ["Copied: ≈ £300 – £450"]

    def test_nothing_selected_is_told_and_the_clipboard_stays(
        self, exporting: Exporting, said: list[str]
    ) -> None:
        QApplication.clipboard().setText("before")
        exporting.copy([])
        assert QApplication.clipboard().text() == "before"
        assert said == ["! Nothing is selected to be copied."]
