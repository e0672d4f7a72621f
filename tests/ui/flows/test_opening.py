from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from exodesk.ui.flows.opening import CatalogueOpening
from tests.seven_entries import SEVEN, write_seven_entries


@pytest.fixture
def opening(qtbot: QtBot) -> CatalogueOpening:
    return CatalogueOpening()


@pytest.fixture
def heard(opening: CatalogueOpening) -> list[Any]:
    """What was announced: the name of a file that was opened, or a sentence."""
    told: list[Any] = []
    opening.opened.connect(
        lambda path, loaded: told.append((path.name, len(loaded.catalogue.entries)))
    )
    opening.failed.connect(told.append)
    return told


def large(folder: Path, name: str, count: int = 3000) -> Path:
    path = folder / name
    base = SEVEN["entries"][0]
    entries = [{**base, "id": f"e{n}"} for n in range(count)]
    path.write_text(json.dumps({**SEVEN, "entries": entries}), "utf-8")
    return path


def test_a_file_is_read_after_the_call_and_not_in_it(
    opening: CatalogueOpening, heard: list[Any], qtbot: QtBot, tmp_path: Path
) -> None:
    opening.start(write_seven_entries(tmp_path))
    assert opening.busy
    assert heard == []
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [("seven.json", 7)]
    assert not opening.busy


def test_a_small_first_file_is_read_in_the_call(
    opening: CatalogueOpening, heard: list[Any], tmp_path: Path
) -> None:
    opening.start_at_once(write_seven_entries(tmp_path))
    assert heard == [("seven.json", 7)]


def test_a_large_first_file_is_read_after_the_call(
    opening: CatalogueOpening, heard: list[Any], qtbot: QtBot, tmp_path: Path
) -> None:
    path = large(tmp_path, "large.json", 14_000)
    assert path.stat().st_size > 4 << 20
    opening.start_at_once(path)
    assert heard == []
    assert opening.busy
    opening.cancel()


def test_of_two_files_only_the_last_is_announced(
    opening: CatalogueOpening, heard: list[Any], qtbot: QtBot, tmp_path: Path
) -> None:
    opening.start(large(tmp_path, "first.json"))
    with qtbot.waitSignal(opening.advanced):
        pass
    opening.start(write_seven_entries(tmp_path))
    qtbot.waitUntil(lambda: bool(heard))
    qtbot.wait(50)
    assert heard == [("seven.json", 7)]


def test_a_file_that_is_cancelled_is_never_announced(
    opening: CatalogueOpening, heard: list[Any], qtbot: QtBot, tmp_path: Path
) -> None:
    opening.start(large(tmp_path, "large.json"))
    with qtbot.waitSignal(opening.advanced):
        pass
    opening.cancel()
    qtbot.wait(50)
    assert heard == []


def test_it_tells_how_far_it_is(opening: CatalogueOpening, qtbot: QtBot, tmp_path: Path) -> None:
    told: list[float] = []
    opening.advanced.connect(told.append)
    with qtbot.waitSignal(opening.opened, timeout=30_000):
        opening.start(large(tmp_path, "large.json"))
    assert told == sorted(told)
    assert 0 <= told[0] < told[-1] <= 1


@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.parametrize("kind", ["missing", "folder", "pipe"])
def test_what_is_no_file_is_refused_in_one_sentence(
    opening: CatalogueOpening,
    heard: list[Any],
    qtbot: QtBot,
    tmp_path: Path,
    kind: str,
    at_once: bool,
) -> None:
    path = tmp_path / f"{kind}.json"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        if not hasattr(os, "mkfifo"):
            pytest.skip("no pipes here")
        os.mkfifo(path)
    (opening.start_at_once if at_once else opening.start)(path)
    qtbot.waitUntil(lambda: bool(heard))
    (sentence,) = heard
    assert path.name in sentence
    assert "\n" not in sentence
    assert not opening.busy


def test_nothing_is_read_until_a_file_is_chosen(
    opening: CatalogueOpening, qtbot: QtBot, tmp_path: Path
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    opening.ask(window, tmp_path)
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.directory().absolutePath() == str(tmp_path)
    with qtbot.assertNotEmitted(opening.chosen):
        dialog.reject()
    opening.ask(window, tmp_path)
    dialog = window.findChildren(QFileDialog)[-1]
    with qtbot.waitSignal(opening.chosen) as chosen:
        dialog.fileSelected.emit(str(tmp_path / "a.json"))
    assert chosen.args == [tmp_path / "a.json"]
    dialog.reject()
