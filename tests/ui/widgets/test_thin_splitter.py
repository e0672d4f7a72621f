from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from exodesk.ui.theme import Theme
from exodesk.ui.widgets import thin_splitter
from exodesk.ui.widgets.thin_splitter import ThinSplitter

LEAST, WIDE = 100, 1000


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    heard: list[str] = []
    monkeypatch.setattr(thin_splitter, "announce", lambda _pane, words: heard.append(words))
    return heard


@pytest.fixture
def splitter(qtbot: QtBot) -> ThinSplitter:
    """Three fields side by side; the middle one takes what the others leave."""
    made = ThinSplitter(Theme())
    qtbot.addWidget(made)
    for name in ("Filters", "Entries", "Details"):
        pane = QLineEdit()
        pane.setAccessibleName(name)
        pane.setMinimumWidth(LEAST)
        made.addWidget(pane)
    made.setStretchFactor(1, 1)
    made.resize(WIDE, 100)
    made.setSizes([200, 498, 300])
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_the_pane_with_the_keyboard_gets_wider_and_says_so(
    splitter: ThinSplitter, said: list[str]
) -> None:
    splitter.panes()[2].setFocus()
    splitter.widen(24)
    assert splitter.sizes() == [200, 474, 324]
    splitter.widen(-48)
    assert splitter.sizes() == [200, 522, 276]
    assert said == ["Details: 324 pixels wide", "Details: 276 pixels wide"]


def test_the_pane_that_stretches_takes_from_both_sides(
    splitter: ThinSplitter, said: list[str]
) -> None:
    splitter.panes()[1].setFocus()
    splitter.widen(24)
    assert splitter.sizes() == [188, 522, 288]


def test_no_pane_gets_narrower_than_it_can_be(splitter: ThinSplitter, said: list[str]) -> None:
    splitter.panes()[0].setFocus()
    for _press in range(10):
        splitter.widen(-24)
    assert splitter.sizes()[0] == LEAST
    assert said[-1] == "Filters: 100 pixels wide"


def test_without_the_keyboard_in_it_the_first_pane_is_meant(
    splitter: ThinSplitter, said: list[str]
) -> None:
    splitter.panes()[0].hide()
    splitter.panes()[1].clearFocus()
    splitter.widen(24)
    assert said == ["Entries: " + f"{splitter.sizes()[1]} pixels wide"]


def test_a_screen_reader_meets_the_panes_from_left_to_right(splitter: ThinSplitter) -> None:
    interface = QAccessible.queryAccessibleInterface(splitter)
    names = [
        interface.child(number).text(QAccessible.Text.Name)
        for number in range(interface.childCount())
    ]
    assert [name for name in names if name] == ["Filters", "Entries", "Details"]
