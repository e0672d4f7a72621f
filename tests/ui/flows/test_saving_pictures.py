from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from exodesk.ui.charts.picture import Picture
from exodesk.ui.flows.saving_pictures import SavingPictures
from tests.ui.charts.examples import BARS

PICTURE = Picture(BARS, "exodesk-totals")


@pytest.fixture
def saving(qtbot: QtBot) -> SavingPictures:
    window = QWidget()
    qtbot.addWidget(window)
    made = SavingPictures(window)
    made.window_kept = window  # type: ignore[attr-defined]
    return made


@pytest.fixture
def said(saving: SavingPictures) -> list[str]:
    told: list[str] = []
    saving.done.connect(told.append)
    saving.failed.connect(lambda sentence: told.append(f"! {sentence}"))
    return told


def dialog_of(saving: SavingPictures) -> QFileDialog:
    window = saving.parent()
    assert isinstance(window, QWidget)
    (dialog,) = [each for each in window.findChildren(QFileDialog) if each.isVisible()]
    return dialog


def choose(saving: SavingPictures, path: Path) -> None:
    dialog = dialog_of(saving)
    dialog.fileSelected.emit(str(path))
    dialog.reject()


@pytest.mark.parametrize(
    ("name", "first"), [("a.png", b"\x89PNG"), ("a.svg", b"<?xml"), ("A.SVG", b"<?xml")]
)
def test_the_suffix_tells_what_is_written(
    saving: SavingPictures, said: list[str], tmp_path: Path, name: str, first: bytes
) -> None:
    saving.save(PICTURE)
    choose(saving, tmp_path / name)
    assert (tmp_path / name).read_bytes().startswith(first)
    assert said == [f"Picture written to {tmp_path / name}."]


def test_a_name_and_both_kinds_are_offered(saving: SavingPictures, tmp_path: Path) -> None:
    saving.save(PICTURE)
    dialog = dialog_of(saving)
    assert Path(dialog.selectedFiles()[0]).name == "exodesk-totals.png"
    png, svg = dialog.nameFilters()
    assert ("*.png" in png, "*.svg" in svg) == (True, True)
    assert dialog.defaultSuffix() == "png"
    dialog.filterSelected.emit(svg)
    assert dialog.defaultSuffix() == "svg"
    dialog.reject()


def test_the_dialog_asks_before_it_overwrites(saving: SavingPictures) -> None:
    saving.save(PICTURE)
    dialog = dialog_of(saving)
    assert not dialog.testOption(QFileDialog.Option.DontConfirmOverwrite)
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    dialog.reject()


@pytest.mark.parametrize("name", ["picture", "picture.jpg", "picture.v2"])
def test_another_name_than_the_one_asked_about_is_never_written(
    saving: SavingPictures, said: list[str], tmp_path: Path, name: str
) -> None:
    (tmp_path / "picture.png").write_bytes(b"old")
    saving.write(tmp_path / name, PICTURE)
    assert [path.name for path in tmp_path.iterdir()] == ["picture.png"]
    assert (tmp_path / "picture.png").read_bytes() == b"old"
    assert said == [f"! {tmp_path / name} was not written: a picture ends in .png or .svg."]


def test_what_cannot_be_written_is_told_and_another_place_can_be_chosen(
    saving: SavingPictures,
    said: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    (tmp_path / "old.svg").write_bytes(b"old")
    with qtbot.waitSignal(saving.not_written) as caught:
        saving.write(tmp_path / "old.svg", PICTURE)
    monkeypatch.undo()
    sentence, again = caught.args
    assert said == [f"! {sentence}"]
    assert "the disk is full" in sentence
    assert (tmp_path / "old.svg").read_bytes() == b"old"
    again()
    dialog = dialog_of(saving)
    assert dialog.defaultSuffix() == "svg"
    choose(saving, tmp_path / "new.svg")
    assert (tmp_path / "new.svg").exists()


def test_the_next_one_is_offered_in_the_same_folder(
    saving: SavingPictures, said: list[str], tmp_path: Path
) -> None:
    saving.write(tmp_path / "one.png", PICTURE)
    saving.save(PICTURE)
    assert dialog_of(saving).directory().absolutePath() == str(tmp_path)
    dialog_of(saving).reject()


def test_a_dialog_that_is_left_writes_nothing(saving: SavingPictures, said: list[str]) -> None:
    saving.save(PICTURE)
    dialog_of(saving).reject()
    assert said == []
