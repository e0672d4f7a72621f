from __future__ import annotations

import sys
from collections.abc import Iterator
from types import TracebackType

import pytest
from PySide6.QtCore import Qt, QTimer, qVersion
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QMessageBox, QPushButton
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from exodesk import __version__
from exodesk.ui.flows.faults import tell_of_fault


class Window(QMainWindow):
    """Fails in a slot, and where asked to in each painting."""

    def __init__(self) -> None:
        super().__init__()
        self.button = QPushButton("Fail", self)
        self.button.clicked.connect(self.fail)
        self.paints_badly = False

    def fail(self) -> None:
        raise LookupError("a <b>fault</b>")

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.paints_badly:
            QTimer.singleShot(0, self.fail)


@pytest.fixture
def window(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Window]:
    window = Window()
    qtbot.addWidget(window)
    window.show()
    with capture_exceptions():
        monkeypatch.setattr(sys, "excepthook", tell_of_fault)
        yield window
        for box in boxes():
            box.close()


def boxes() -> list[QMessageBox]:
    widgets = QApplication.topLevelWidgets()
    return [w for w in widgets if isinstance(w, QMessageBox) and w.isVisible()]


def test_a_fault_in_a_slot_is_told_as_plain_text_and_the_window_stays(
    window: Window, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    qtbot.mouseClick(window.button, Qt.MouseButton.LeftButton)
    (box,) = boxes()
    assert "The window stays" in box.text()
    assert box.informativeText() == "LookupError: a <b>fault</b>"
    assert box.textFormat() is Qt.TextFormat.PlainText
    assert window.isVisible()
    assert "LookupError: a <b>fault</b>" in capsys.readouterr().err


def test_a_fault_in_every_painting_is_told_once(window: Window, qtbot: QtBot) -> None:
    window.paints_badly = True
    for _painting in range(5):
        window.repaint()
        qtbot.wait(5)
    assert len(boxes()) == 1
    window.paints_badly = False
    boxes()[0].close()
    qtbot.mouseClick(window.button, Qt.MouseButton.LeftButton)
    assert len(boxes()) == 1


def test_its_details_are_copied_with_the_versions_and_the_box_stays(
    window: Window, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    qtbot.mouseClick(window.button, Qt.MouseButton.LeftButton)
    (box,) = boxes()
    copy = next(b for b in box.buttons() if b.text().replace("&", "") == "Copy error with versions")
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    copied = QApplication.clipboard().text()
    versions, told = copied.split("\n\n", 1)
    assert versions.startswith(f"exodesk {__version__}\nPython ")
    assert f"Qt {qVersion()}" in versions
    assert told.splitlines()[0] == "LookupError"
    assert told.splitlines()[-1].endswith(" fail")
    assert "<b>" not in copied
    assert box.isVisible()
    assert "LookupError" in caplog.text
    assert "<b>" not in caplog.text
    QApplication.clipboard().clear()


def test_it_is_left_by_escape(window: Window, qtbot: QtBot) -> None:
    qtbot.mouseClick(window.button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(boxes()[0], Qt.Key.Key_Escape)
    assert boxes() == []


def test_an_endless_message_is_cut(window: Window, qtbot: QtBot) -> None:
    error = ValueError("x" * 100_000)
    tell_of_fault(ValueError, error, None)
    (box,) = boxes()
    assert len(box.informativeText()) <= 1_000


@pytest.mark.parametrize("kind", [KeyboardInterrupt])
def test_an_interrupt_is_no_fault(window: Window, kind: type[BaseException]) -> None:
    trace: TracebackType | None = None
    tell_of_fault(kind, kind(), trace)
    assert boxes() == []


def test_without_a_window_it_is_only_printed(
    window: Window, capsys: pytest.CaptureFixture[str]
) -> None:
    window.close()
    tell_of_fault(ValueError, ValueError("early"), None)
    assert boxes() == []
    assert "early" in capsys.readouterr().err
