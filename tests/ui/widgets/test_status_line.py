from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from exodesk.ui.icons import Icons
from exodesk.ui.theme import Theme
from exodesk.ui.widgets.status_line import StatusLine


@pytest.fixture
def line(qtbot: QtBot) -> StatusLine:
    made = StatusLine(Icons(Theme()))
    qtbot.addWidget(made)
    made.resize(800, 28)
    made.show()
    return made


def test_counts_and_what_explains_them_are_seen_and_heard(line: StatusLine) -> None:
    line.show_counts("5 match · 1 can't tell · 7 in catalogue", "Total up to £1,000 hides 1")
    assert line.counts.text() == line.counts.accessibleName()
    assert line.counts.text().startswith("5 match")
    assert line.counts.accessibleDescription() == "Total up to £1,000 hides 1"
    assert "Total up to £1,000 hides 1" in line.counts.toolTip()
    line.show_counts("7 match", "")
    assert line.counts.toolTip() == ""


def test_markup_in_what_was_searched_for_stays_text(line: StatusLine) -> None:
    line.show_counts("<b>0</b> match", "“<img src='/x'>” hides 1\n& more")
    assert line.counts.textFormat() is Qt.TextFormat.PlainText
    assert "&lt;img src=&#x27;/x&#x27;&gt;" in line.counts.toolTip()
    assert "<br>&amp; more" in line.counts.toolTip()


def test_the_rate_is_a_button_that_asks_for_the_rates(line: StatusLine, qtbot: QtBot) -> None:
    line.show_rate("£1 = ₹120.00 · Smith & Co, 15 Jan 2026")
    assert line.rate.text() == "£1 = ₹120.00 · Smith && Co, 15 Jan 2026"
    assert line.rate.accessibleName() == "Rate in use: £1 = ₹120.00 · Smith & Co, 15 Jan 2026"
    for act in (
        lambda: qtbot.mouseClick(line.rate, Qt.MouseButton.LeftButton),
        lambda: qtbot.keyClick(line.rate, Qt.Key.Key_Space),
    ):
        with qtbot.waitSignal(line.rate_requested):
            act()


def test_a_long_count_gives_way_to_the_rate(line: StatusLine) -> None:
    line.show_rate("£1 = ₹120.00 · ECB, 30 Oct 2026 (26 days old)")
    line.show_counts("many " * 200, "")
    line.resize(600, 28)
    assert line.rate.width() >= line.rate.sizeHint().width()
    assert line.rate.geometry().right() <= 600
