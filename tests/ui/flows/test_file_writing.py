from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, get_ident

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressDialog, QWidget
from pytestqt.qtbot import QtBot

from exodesk.domain.errors import ExodeskError
from exodesk.ui.background import Background
from exodesk.ui.flows.file_writing import FileWriting, Make, Pieces


@pytest.fixture
def writing(window: QWidget) -> Iterator[FileWriting]:
    background = Background(window)
    yield FileWriting(window, background)
    background.stop()


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def write(writing: FileWriting, said: list[str]) -> Callable[[Path, Make], None]:
    return lambda path, make: writing.write(
        path, make, "Export", lambda: said.append("done"), said.append
    )


Write = Callable[[Path, Make], None]


def progress_in(window: QWidget) -> QProgressDialog:
    return window.findChildren(QProgressDialog)[-1]


def test_a_file_is_made_in_another_thread(
    write: Write, said: list[str], qtbot: QtBot, tmp_path: Path
) -> None:
    threads: list[int] = []

    def made() -> bytes:
        threads.append(get_ident())
        return b"made"

    write(tmp_path / "a", lambda: made)
    qtbot.waitUntil(lambda: said == ["done"])
    assert (tmp_path / "a").read_bytes() == b"made"
    assert threads != [get_ident()]


def test_events_come_between_the_pieces(
    write: Write, said: list[str], qtbot: QtBot, tmp_path: Path
) -> None:
    heard = Event()

    def pieces() -> Iterator[bytes]:
        QTimer.singleShot(0, heard.set)
        while not heard.is_set():
            yield b"waiting "
        yield b"heard"

    write(tmp_path / "a", lambda: Pieces(pieces(), 2))
    qtbot.waitUntil(lambda: said == ["done"])
    assert (tmp_path / "a").read_bytes().endswith(b"waiting heard")


def test_cancel_between_pieces_leaves_the_old_file(
    write: Write, writing: FileWriting, said: list[str], window: QWidget, tmp_path: Path
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")

    def endless() -> Iterator[bytes]:
        while True:
            yield b"new"

    write(path, lambda: Pieces(endless(), 10))
    progress_in(window).canceled.emit()
    assert said == [f"Stopped: {path} was not written."]
    assert not writing.busy
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_cancel_while_another_thread_makes_it_writes_nothing(
    write: Write, said: list[str], window: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    go_on = Event()

    def slow() -> bytes:
        go_on.wait()
        return b"late"

    write(tmp_path / "a", lambda: slow)
    progress_in(window).canceled.emit()
    go_on.set()
    write(tmp_path / "b", lambda: lambda: b"next")
    qtbot.waitUntil(lambda: said[1:] == ["done"])
    assert [path.name for path in tmp_path.iterdir()] == ["b"]


def test_how_far_it_is_can_be_seen(
    write: Write, said: list[str], window: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    values: list[int] = []

    def pieces() -> Iterator[bytes]:
        for number in range(4):
            yield b"%d" % number
            values.append(progress_in(window).value())

    write(tmp_path / "a.csv", lambda: Pieces(pieces(), 4))
    assert progress_in(window).labelText() == "Writing a.csv…"
    qtbot.waitUntil(lambda: said == ["done"])
    assert values == [20, 40, 60, 80]


def test_one_file_at_a_time(write: Write, said: list[str], qtbot: QtBot, tmp_path: Path) -> None:
    write(tmp_path / "a", lambda: lambda: b"a")
    write(tmp_path / "b", lambda: lambda: b"b")
    assert said == ["Something is being written already. Wait for its end."]
    qtbot.waitUntil(lambda: said[1:] == ["done"])
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_what_cannot_be_made_or_written_is_told(
    write: Write, writing: FileWriting, said: list[str], qtbot: QtBot, tmp_path: Path
) -> None:
    def fail() -> bytes:
        raise ExodeskError("No ink.")

    write(tmp_path / "a", fail)  # type: ignore[arg-type]  # it never gives anything
    assert said == ["No ink."]
    write(tmp_path / "a", lambda: fail)
    qtbot.waitUntil(lambda: said[1:] == ["No ink."])
    write(tmp_path / "missing" / "a", lambda: lambda: b"a")
    qtbot.waitUntil(lambda: len(said) == 3)
    assert "missing" in said[2]
    assert not writing.busy
    assert list(tmp_path.iterdir()) == []


def test_a_window_that_closes_leaves_nothing_behind(
    write: Write, writing: FileWriting, said: list[str], tmp_path: Path
) -> None:
    write(tmp_path / "a", lambda: Pieces(iter([b"a"]), 1))
    writing.stop()
    assert not writing.busy
    assert said == []
    assert list(tmp_path.iterdir()) == []
