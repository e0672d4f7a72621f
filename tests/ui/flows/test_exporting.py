from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from exodesk.documents.typst_document import NotMadeError
from exodesk.domain.ask_first import AskFirst
from exodesk.domain.assumptions import Assumptions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.costing import CourseCost
from exodesk.domain.filters import Judgement
from exodesk.exports.csv_table import COLUMNS
from exodesk.ui.background import Background
from exodesk.ui.flows.exporting import USUAL_ORDER, Export, Exporting, file_columns
from tests.builders import NO_RATES, RATE_DAY, RATES, SOURCE, cost, entry
from tests.written import wait_until_written

PEEL = entry("Peel", "100-200 GBP", sessions="2")
LASER = entry("Laser", "24000 INR", sessions="1")
CATALOGUE = Catalogue("Test", None, {SOURCE.id: SOURCE}, (PEEL, LASER))


@pytest.fixture
def exporting(qtbot: QtBot) -> Iterator[Exporting]:
    window = QWidget()
    qtbot.addWidget(window)
    background = Background(window)
    yield Exporting(window, background)
    background.stop()
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
    wait_until_written(exporting)


def compare(exporting: Exporting, costs: Sequence[CourseCost] | None = None) -> None:
    shown = [cost(PEEL), cost(LASER)] if costs is None else costs
    exporting.export_comparison(shown, CATALOGUE, Assumptions(), RATE_DAY, RATES, AskFirst())


def export(data: bytes) -> Export:
    return Export("Export", "one.csv", {"csv": lambda: lambda: data}, str)


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
        judged = [Judgement.FITS, Judgement.CANNOT_TELL]
        costs = [cost(LASER), cost(PEEL)]
        exporting.export_list(costs, judged, CATALOGUE, Assumptions(), RATE_DAY, ["total", "entry"])
        choose(exporting, tmp_path / "list.csv")
        rows = rows_of(tmp_path / "list.csv")
        assert [(row["id"], row["fit"]) for row in rows] == [
            ("laser", Judgement.FITS.value),
            ("peel", Judgement.CANNOT_TELL.value),
        ]
        assert list(rows[0])[:4] == ["id", "name", "state", "total_low"]
        assert list(rows[0])[-1] == "fit"
        assert said == [f"2 rows written to {tmp_path / 'list.csv'}."]

    def test_the_next_one_is_offered_in_the_same_folder_and_as_the_same_kind(
        self, exporting: Exporting, said: list[str], tmp_path: Path
    ) -> None:
        compare(exporting)
        choose(exporting, tmp_path / "one.xlsx")
        compare(exporting)
        (dialog,) = dialogs(exporting)
        assert dialog.directory().absolutePath() == str(tmp_path)
        assert dialog.selectedNameFilter() == "Spreadsheet (*.xlsx)"
        dialog.reject()

    def test_a_dialog_that_is_left_writes_nothing(
        self, exporting: Exporting, said: list[str], tmp_path: Path
    ) -> None:
        compare(exporting)
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
            exporting.write(tmp_path / name, export(b"new"), "csv")
            wait_until_written(exporting)
        monkeypatch.undo()
        assert [path.name for path in tmp_path.iterdir()] == ["old.csv"]
        assert (tmp_path / "old.csv").read_bytes() == b"old"
        assert [sentence[0] for sentence in said] == ["!", "!"]
        for name, sentence in zip(("old.csv", "new.csv"), said, strict=True):
            assert str(tmp_path / name) in sentence
            assert "the disk is full" in sentence
            assert "Choose another place" in sentence

    def test_a_total_that_needs_a_rate_is_refused_in_words(
        self, exporting: Exporting, said: list[str]
    ) -> None:
        costs = [cost(PEEL), cost(LASER, rates=NO_RATES)]
        compare(exporting, costs)
        assert dialogs(exporting) == []
        assert "waits for a rate" in said[0]

    def test_no_comparison_is_refused_in_words(self, exporting: Exporting, said: list[str]) -> None:
        compare(exporting, [])
        assert dialogs(exporting) == []
        assert "Tick 2 to 8 entries" in said[0]


class TestKindsOfAComparison:
    def test_a_document_of_the_day_and_its_entries_is_offered(self, exporting: Exporting) -> None:
        compare(exporting)
        (dialog,) = dialogs(exporting)
        assert Path(dialog.selectedFiles()[0]).name == (
            "2026-01-15 Peel, Clinic or Laser, Clinic.pdf"
        )
        assert dialog.nameFilters() == [
            *("PDF document (*.pdf)", "Spreadsheet (*.xlsx)", "CSV table (*.csv)")
        ]
        dialog.reject()

    def test_of_several_the_name_is_short(self, exporting: Exporting) -> None:
        compare(exporting, [cost(PEEL), cost(LASER), cost(entry("Facial", "1 GBP"))])
        (dialog,) = dialogs(exporting)
        assert Path(dialog.selectedFiles()[0]).name == "2026-01-15 comparison.pdf"
        dialog.reject()

    @pytest.mark.parametrize(
        ("name", "start"),
        [("a.pdf", b"%PDF-"), ("A.PDF", b"%PDF-"), ("a.xlsx", b"PK"), ("a.csv", b"\xef\xbb\xbfid")],
    )
    def test_the_ending_of_the_name_decides(
        self, exporting: Exporting, said: list[str], tmp_path: Path, name: str, start: bytes
    ) -> None:
        compare(exporting)
        choose(exporting, tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(start)
        assert said == [f"The comparison is written to {tmp_path / name}."]

    @pytest.mark.parametrize("name", ["a", "a.b", "a.txt"])
    def test_where_the_name_says_nothing_the_filter_decides(
        self, exporting: Exporting, said: list[str], tmp_path: Path, name: str
    ) -> None:
        compare(exporting)
        dialogs(exporting)[0].selectNameFilter("Spreadsheet (*.xlsx)")
        choose(exporting, tmp_path / name)
        assert [path.name for path in tmp_path.iterdir()] == [f"{name}.xlsx"]

    def test_no_file_is_written_over_that_nobody_was_asked_about(
        self, exporting: Exporting, said: list[str], tmp_path: Path
    ) -> None:
        (tmp_path / "a.pdf").write_bytes(b"old")
        compare(exporting)
        choose(exporting, tmp_path / "a")
        assert (tmp_path / "a.pdf").read_bytes() == b"old"
        assert said == [f"! {tmp_path / 'a.pdf'} stands there already. Choose another place."]

    def test_the_name_follows_the_kind_that_is_chosen(self, exporting: Exporting) -> None:
        compare(exporting)
        (dialog,) = dialogs(exporting)
        dialog.selectNameFilter("CSV table (*.csv)")
        dialog.filterSelected.emit("CSV table (*.csv)")
        assert Path(dialog.selectedFiles()[0]).name.endswith("Laser, Clinic.csv")
        assert dialog.defaultSuffix() == "csv"
        dialog.reject()

    def test_what_cannot_be_made_is_told_and_can_be_tried_elsewhere(
        self, exporting: Exporting, said: list[str], tmp_path: Path
    ) -> None:
        def fail() -> bytes:
            raise NotMadeError("the letters are gone")

        again: list[Callable[[], object]] = []
        exporting.not_written.connect(lambda _reason, ask: again.append(ask))
        refused = Export("Export", "a.pdf", {"pdf": lambda: fail}, str)
        exporting.write(tmp_path / "a.pdf", refused, "pdf")
        wait_until_written(exporting)
        assert said == ["! The PDF could not be made: the letters are gone."]
        assert list(tmp_path.iterdir()) == []
        again[0]()
        dialogs(exporting)[0].reject()


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
