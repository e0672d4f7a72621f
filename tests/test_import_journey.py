"""A clinic's price list of forty rows, brought in through the real window."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from exodesk.app import Desk
from exodesk.domain.acts import adding
from exodesk.domain.workspace import Act
from exodesk.imports.known import OnDuplicate
from exodesk.storage.catalogue_file import read_catalogue
from exodesk.ui.dialogs.import_dialog import COLUMNS, ImportDialog
from tests.builders import entry
from tests.desks import starting
from tests.seven_entries import write_seven_entries
from tests.ui.keyboard import plain
from tests.written import wait_until_written

HEADINGS = "Treatment;Clinic;City;Country;Price;Sessions;Date"


def price_list(folder: Path, name: str = "prices.csv") -> Path:
    """Forty rows below the headings; those of rows 7, 22 and 38 can't be what was meant."""
    lines = [HEADINGS]
    for row in range(2, 42):
        price, sessions, date = f"₹{row},000 – ₹{row + 1},000", "2-4", "21/06/2026"
        match row:
            case 7:
                price = "₹6,000 – ₹2,500"
            case 9:
                price = "1,50,000"
            case 12:
                price = "POA"
            case 22:
                sessions = "0"
            case 38:
                date = "31/02/2026"
        lines.append(f"Treatment {row};Clinic;Pune;IN;{price};{sessions};{date}")
    path = folder / name
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    shipped = write_seven_entries(tmp_path)
    with starting(qtbot, tmp_path) as start:
        desk = start(shipped_file=shipped, workspace=tmp_path / "own.exodesk")
        qtbot.waitUntil(lambda: desk.own_work.workspace.writable)
        yield desk


@pytest.fixture
def look(desk: Desk, qtbot: QtBot) -> Callable[[Path], ImportDialog]:
    def look(path: Path) -> ImportDialog:
        dialog = desk.own_work.importing.open(path)
        assert dialog is not None
        qtbot.waitUntil(lambda: not dialog.busy, timeout=30_000)
        return dialog

    return look


Look = Callable[[Path], ImportDialog]


def bring_in(dialog: ImportDialog, qtbot: QtBot) -> None:
    """Press *Import*, and wait until the dialog has done it and is closed."""
    with qtbot.waitSignal(dialog.finished, timeout=30_000):
        dialog.foot.bring_in.click()


def figures(dialog: ImportDialog) -> list[str]:
    return [figure.text() for figure in dialog.check_page.figures]


def own_names(desk: Desk) -> set[str]:
    return {own.entry.name for own in desk.own_work.workspace.contents.entries.values()}


def chosen_file(desk: Desk, path: Path) -> None:
    dialog = next(d for d in desk.window.findChildren(QFileDialog) if d.isVisible())
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    wait_until_written(desk.taking_away.exporting)


def test_the_check_says_how_many_are_ready_and_which_are_refused(
    desk: Desk, look: Look, tmp_path: Path
) -> None:
    dialog = look(price_list(tmp_path))
    assert figures(dialog) == [
        "37 ready 1 of them with unknown price",
        "3 refused rows 7, 22, 38",
        "0 already here nothing comes in twice",
    ]
    assert dialog.read_as.text().startswith("40 rows · Parted by semicolons · UTF-8")
    assert "37 ready (1 with unknown price) · 3 refused" in dialog.foot.state.text()
    assert own_names(desk) == set()


def test_a_figure_grouped_in_lakhs_is_read_as_it_is_meant(look: Look, tmp_path: Path) -> None:
    dialog = look(price_list(tmp_path))
    assert dialog.check is not None
    entry = dialog.check.row(9).entry
    assert entry is not None
    assert entry.offers[0].price.low == 150_000


def test_a_refused_row_is_corrected_in_its_place(
    desk: Desk, look: Look, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = look(price_list(tmp_path))
    dialog.check_page.show_row(7)
    swap = next(
        b for b in dialog.check_page.reasons.findChildren(QPushButton) if plain(b) == "Swap?"
    )
    qtbot.mouseClick(swap, Qt.MouseButton.LeftButton)
    assert figures(dialog)[0] == "38 ready 1 of them with unknown price"
    assert figures(dialog)[1] == "2 refused rows 22, 38"
    dialog.check_page.show_row(22)
    field = dialog.check_page.reasons.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    assert field.text() == "0"
    field.selectAll()
    qtbot.keyClicks(field, "3")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert figures(dialog)[1] == "1 refused row 38"


def test_all_that_is_ready_comes_in_as_one_act_and_again_adds_nothing(
    desk: Desk, look: Look, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = look(price_list(tmp_path))
    assert plain(dialog.foot.bring_in) == "Import 37"
    qtbot.mouseClick(dialog.foot.bring_in, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.window.status.counts.text() == "44 match · 44 in catalogue")
    assert len(own_names(desk)) == 37
    assert desk.own_work.actions.undo.text() == "&Undo Import 37 entries"
    desk.own_work.actions.undo.trigger()
    assert own_names(desk) == set()
    desk.own_work.actions.redo.trigger()
    assert len(own_names(desk)) == 37
    again = look(price_list(tmp_path))
    assert figures(again)[2] == "37 already here nothing comes in twice"
    assert not again.foot.bring_in.isEnabled()
    assert again.foot.duplicates.currentData() is OnDuplicate.SKIP
    again.foot.duplicates.setCurrentIndex(again.foot.duplicates.findData(OnDuplicate.KEEP_BOTH))
    assert plain(again.foot.bring_in) == "Import 37"
    again.reject()


def test_refused_rows_are_saved_with_their_reasons(
    desk: Desk, look: Look, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = look(price_list(tmp_path))
    assert plain(dialog.foot.save_refused) == "Save the 3 refused…"
    qtbot.mouseClick(dialog.foot.save_refused, Qt.MouseButton.LeftButton)
    chosen_file(desk, tmp_path / "refused.csv")
    lines = (tmp_path / "refused.csv").read_text("utf-8-sig").splitlines()
    assert len(lines) == 4
    assert lines[0].endswith(",reason")
    assert "Sessions must be 1 or more" in lines[2]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "PNG"),
        (b"only,headings\n", "no rows"),
        (HEADINGS.encode() + b'\n"never closed;1;2\n', ""),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_words(
    desk: Desk, look: Look, tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    dialog = look(path)
    assert words in dialog.foot.state.text()
    assert dialog.foot.state.property("bad") == "true"
    assert not dialog.foot.bring_in.isEnabled()
    dialog.reject()
    assert own_names(desk) == set()


def test_sixteen_bit_text_is_read_as_well(look: Look, tmp_path: Path) -> None:
    path = price_list(tmp_path)
    path.write_bytes(path.read_text("utf-8").encode("utf-16"))
    assert figures(look(path))[0].startswith("37 ready")


def test_what_was_guessed_can_be_changed(look: Look, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = look(price_list(tmp_path))
    dialog.dates.setCurrentIndex(2)
    dialog.dates.activated.emit(2)
    qtbot.waitUntil(lambda: not dialog.busy)
    assert "month before day" in dialog.read_as.text()
    assert figures(dialog)[0].startswith("0 ready")


def test_a_column_can_be_given_another_meaning(look: Look, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = look(price_list(tmp_path))
    dialog.step.set_value(COLUMNS)
    combo = dialog.columns_page.combo(5)
    assert combo.currentText() == "Sessions"
    combo.setCurrentIndex(0)
    combo.activated.emit(0)
    qtbot.waitUntil(lambda: not dialog.busy)
    assert figures(dialog)[1] == "2 refused rows 7, 38"


def test_a_file_dropped_on_the_window_is_looked_at(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(price_list(tmp_path)))])
    event = QDropEvent(
        QPoint(100, 100),
        Qt.DropAction.CopyAction,
        content,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    desk.window.dropEvent(event)
    (dialog,) = desk.window.findChildren(ImportDialog)
    qtbot.waitUntil(lambda: not dialog.busy)
    assert figures(dialog)[0].startswith("37 ready")
    dialog.reject()


def test_own_entries_leave_as_a_catalogue_that_reads_and_comes_in_again(
    desk: Desk, look: Look, qtbot: QtBot, tmp_path: Path
) -> None:
    bring_in(look(price_list(tmp_path)), qtbot)
    desk.own_work.actions.export_own.trigger()
    out = tmp_path / "own.json"
    chosen_file(desk, out)
    loaded = read_catalogue(out)
    assert loaded.problems == ()
    assert {entry.name for entry in loaded.catalogue.entries} == own_names(desk)
    again = look(out)
    assert "37 already here" in again.foot.state.text()
    again.reject()


def test_the_csv_of_the_list_comes_in_again(
    desk: Desk, look: Look, qtbot: QtBot, tmp_path: Path
) -> None:
    desk.window.actions_by_name.export.trigger()
    out = tmp_path / "list.csv"
    chosen_file(desk, out)
    dialog = look(out)
    assert dialog.check is not None
    assert dialog.check.counts.already_there == 7
    assert not dialog.check.refused
    dialog.reject()


def test_a_name_that_looks_like_a_formula_leaves_and_comes_back_as_text(
    desk: Desk, look: Look, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "formula.csv"
    name = '=HYPERLINK("x")'
    path.write_text('name,price\n"=HYPERLINK(""x"")",£5\n', "utf-8")
    bring_in(look(path), qtbot)
    assert own_names(desk) == {name}
    desk.window.actions_by_name.export.trigger()
    chosen_file(desk, tmp_path / "list.csv")
    text = (tmp_path / "list.csv").read_text("utf-8-sig")
    assert "'=HYPERLINK" in text
    dialog = look(tmp_path / "list.csv")
    assert dialog.check is not None
    assert dialog.check.counts.already_there == 8
    dialog.reject()


def test_a_source_that_only_contradicts_a_claim_comes_in_with_it(
    desk: Desk, look: Look, qtbot: QtBot, tmp_path: Path
) -> None:
    sources = [
        {"id": f"own-{name}", "kind": "page", "title": f"Page {name}"} for name in ("a", "b")
    ]
    claim = {"text": "approved", "source": "own-a", "contradicted_by": ["own-b"]}
    entry = {
        "id": "own-x",
        "kind": "treatment",
        "name": "X",
        "family": "prp",
        "claims": [claim],
    }
    path = tmp_path / "claims.json"
    path.write_text(
        json.dumps(
            {
                "format": "exodesk-catalogue",
                "version": 1,
                "sources": sources,
                "entries": [entry],
            }
        ),
        "utf-8",
    )
    bring_in(look(path), qtbot)
    assert {s.title for s in desk.own_work.workspace.contents.sources.values()} == {
        "Page a",
        "Page b",
    }


def test_a_very_large_import_is_taken_back_between_the_events_of_the_window(
    desk: Desk, qtbot: QtBot
) -> None:
    workspace, message = desk.own_work.workspace, desk.window.message
    changes = [
        change
        for number in range(2_000)
        for change in adding(workspace.contents, entry(f"Peel {number}")).changes
    ]
    assert workspace.apply(Act("Import 2,000 entries", tuple(changes)))
    undo = desk.own_work.actions.undo
    undo.trigger()
    assert message.text() == "Undoing: Import 2,000 entries: 0 %"
    qtbot.mouseClick(message.action, Qt.MouseButton.LeftButton)
    assert message.text() == "Given up. Everything is as it was."
    assert len(workspace.contents.entries) == 2_000
    undo.trigger()
    said: list[str] = []
    workspace.contents_changed.connect(lambda: said.append(message.text()))
    qtbot.waitUntil(lambda: message.text() == "Undone: Import 2,000 entries", timeout=20_000)
    assert own_names(desk) == set()
    assert said == ["Undoing: Import 2,000 entries: 100 %"]
    desk.own_work.actions.redo.trigger()
    qtbot.waitUntil(lambda: message.text() == "Done again: Import 2,000 entries", timeout=20_000)
    assert len(own_names(desk)) == 2_000
