"""A fault in the whole window: told in a sentence, copied with versions, and of nobody."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from exodesk import __version__
from exodesk.app import Desk
from exodesk.storage.log_file import LOG_NAME, log_to, stop_logging
from exodesk.ui.flows.faults import tell_of_fault
from tests.desks import Starting, starting

CLIENT, MAIL = "Asha Rao", "asha@example.org"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home" / CLIENT


@pytest.fixture
def start(
    qtbot: QtBot, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Starting]:
    log_to(home / "log")
    with starting(qtbot, tmp_path) as ready, capture_exceptions():
        monkeypatch.setattr(sys, "excepthook", tell_of_fault)
        yield ready
    stop_logging()
    logging.getLogger("exodesk").setLevel(logging.NOTSET)


def begun(start: Starting, home: Path, qtbot: QtBot, language: str = "en_GB") -> Desk:
    home.mkdir(parents=True, exist_ok=True)
    workspace = home / "own.exodesk"
    desk = start(shipped_file=start.usual, workspace=workspace, language=language)
    qtbot.waitUntil(lambda: desk.workspace.writable)
    return desk


def failing(home: Path) -> Callable[[], None]:
    """What fails as code would that quotes what it worked on."""

    def fail() -> None:
        try:
            (home / "prices" / f"{CLIENT}.csv").read_bytes()
        except OSError as error:
            raise LookupError(f"no line for {CLIENT} <{MAIL}>") from error

    return fail


def fails_in_a_menu(desk: Desk, home: Path) -> QMessageBox:
    act = desk.window.actions_by_name.keys
    act.triggered.disconnect()
    act.triggered.connect(failing(home))
    act.trigger()
    found = [each for each in desk.window.findChildren(QMessageBox) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def names_nobody(text: str, home: Path) -> bool:
    return not any(name in text for name in (CLIENT, MAIL, str(home), str(Path.home()), "csv"))


def copied(box: QMessageBox, words: str, qtbot: QtBot) -> str:
    button = next(each for each in box.buttons() if each.text().replace("&", "") == words)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    return QApplication.clipboard().text()


def test_it_is_told_copied_and_logged_without_names_and_paths(
    start: Starting, home: Path, qtbot: QtBot
) -> None:
    desk = begun(start, home, qtbot)
    box = fails_in_a_menu(desk, home)
    assert box.text() == (
        "Something went wrong that should not have. The window stays, and what was saved before"
        " stays saved."
    )
    told = copied(box, "Copy error with versions", qtbot)
    assert told.startswith(f"exodesk {__version__}\nPython ")
    assert "LookupError\n" in told
    assert "after\nFileNotFoundError\n" in told
    assert "tests/test_faults_in_the_window.py" in told
    assert names_nobody(told, home)
    logged = (home / "log" / LOG_NAME).read_text("utf-8")
    assert "fault: LookupError" in logged
    assert names_nobody(logged, home)


def test_the_window_goes_on(start: Starting, home: Path, qtbot: QtBot) -> None:
    desk = begun(start, home, qtbot)
    qtbot.keyClick(fails_in_a_menu(desk, home), Qt.Key.Key_Escape)
    desk.tray.replace(["exosome-london"])
    qtbot.waitUntil(desk.quote_work.actions.of_these.isEnabled)
    desk.quote_work.actions.of_these.trigger()
    assert desk.quote_work.quoting.current() is not None
    assert desk.window.isVisible()


def test_it_is_told_in_hindi(start: Starting, home: Path, qtbot: QtBot) -> None:
    box = fails_in_a_menu(begun(start, home, qtbot, "hi"), home)
    assert box.text().startswith("कुछ ऐसी गड़बड़ी हुई जो नहीं होनी चाहिए थी।")
    assert names_nobody(copied(box, "वर्शन के साथ गड़बड़ी कॉपी करें", qtbot), home)
