from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from exodesk.ui.icons import Icons
from exodesk.ui.theme import DARK, LIGHT, Scheme, Theme
from exodesk.ui.widgets.start_here import StartHere
from tests.ui.keyboard import tab_stops


@pytest.mark.parametrize("width", [240, 290, 320, 500])
def test_no_line_of_a_hint_is_cut_at_any_width_of_the_panel(qtbot: QtBot, width: int) -> None:
    panel = QWidget()
    qtbot.addWidget(panel)
    column = QVBoxLayout(panel)
    hints = StartHere(Icons(Theme()))
    column.addWidget(hints)
    column.addStretch(1)
    panel.resize(width, 700)
    panel.show()
    labels = hints.findChildren(QLabel)
    assert len(labels) == 10
    for label in labels:
        assert label.height() >= label.heightForWidth(label.width()), label.text()


def test_it_says_that_nothing_is_sent_and_that_it_is_no_advice(qtbot: QtBot) -> None:
    hints = StartHere(Icons(Theme()))
    qtbot.addWidget(hints)
    text = " ".join(label.text() for label in hints.findChildren(QLabel))
    assert "Works offline" in text
    assert "not medical advice" in text


def test_nothing_in_it_takes_the_focus(qtbot: QtBot) -> None:
    hints = StartHere(Icons(Theme()))
    qtbot.addWidget(hints)
    assert tab_stops(hints) == []


def test_its_tiles_follow_the_theme(qtbot: QtBot) -> None:
    theme = Theme()
    hints = StartHere(Icons(theme))
    qtbot.addWidget(hints)
    hints.resize(320, 400)
    hints.show()
    tile = next(w for w in hints.children() if isinstance(w, QWidget) and w.width() == 32)
    assert tile.grab().toImage().pixelColor(16, 2) == LIGHT.tint
    theme.set_scheme(Scheme.DARK)
    assert tile.grab().toImage().pixelColor(16, 2) == DARK.tint
