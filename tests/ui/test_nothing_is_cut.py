"""No text is cut in the smallest window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from exodesk.ui.main_window import SMALLEST
from tests.desks import Starting
from tests.ui.cut_texts import cut_texts
from tests.ui.states import DIALOGS, PAGES, put_into

STATES = (*PAGES, *DIALOGS)


@pytest.mark.parametrize("state", STATES)
def test_in_the_smallest_window_nothing_is_cut(
    start: Starting, tmp_path: Path, qtbot: QtBot, state: str
) -> None:
    desk = start(shipped_file=start.usual, workspace=tmp_path / "own.exodesk")
    qtbot.waitUntil(lambda: desk.own_work.workspace.writable)
    desk.window.resize(*SMALLEST)
    shown = put_into(desk, state)
    qtbot.wait(60)
    assert desk.window.size().toTuple() == SMALLEST
    assert cut_texts(shown) == []


def test_a_text_that_is_cut_is_seen(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 300)
    for made in (QLabel("a long label"), QPushButton("a long button"), QLineEdit()):
        made.setParent(window)
        made.resize(20, 30)
    field = window.findChild(QLineEdit)
    assert field is not None
    field.setPlaceholderText("a long example")
    outside = QLabel("outside", window)
    outside.adjustSize()
    outside.move(window.width() - 4, 0)
    window.show()
    assert len(cut_texts(window)) == 4
