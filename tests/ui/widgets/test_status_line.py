from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from exodesk.ui.icons import Icons
from exodesk.ui.theme import Theme
from exodesk.ui.widgets.status_line import StatusLine
from tests.ui.keyboard import HOSTILE, heard, shows_its_focus, tab_stops


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
    with qtbot.waitSignal(line.rate_requested):
        qtbot.mouseClick(line.rate, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(line.rate_requested):
        qtbot.keyClick(line.rate, Qt.Key.Key_Space)


def test_a_long_count_gives_way_to_the_rate(line: StatusLine) -> None:
    line.show_rate("£1 = ₹120.00 · ECB, 30 Oct 2026 (26 days old)")
    line.show_counts("many " * 200, "")
    line.resize(600, 28)
    assert line.rate.width() >= line.rate.sizeHint().width()
    assert line.rate.geometry().right() <= 600


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_source_leaves_the_line_its_width_and_its_counts(
    line: StatusLine, text: str
) -> None:
    line.show_counts("5 match", text)
    line.show_rate(f"£1 = ₹120.00 · {text}")
    assert line.minimumSizeHint().width() < 700
    assert line.counts.width() > 200
    assert "£1 = ₹120.00" in line.rate.text()
    assert "\n" not in line.rate.text()
    for tip in (line.rate.toolTip(), line.counts.toolTip()):
        assert "<b>" not in tip
        assert "<img" not in tip
    assert "Show and change the exchange rates" in line.rate.toolTip() or len(text) > 1000


def test_more_room_brings_the_rest_of_the_rate_back(line: StatusLine) -> None:
    rate = "£1 = ₹120.00 · Bank of Northumberland and Somewhere Else, 15 Jan 2026"
    line.resize(400, 28)
    line.show_rate(rate)
    assert line.rate.text().endswith("…")
    assert rate in line.rate.accessibleName()
    assert rate in line.rate.toolTip()
    line.resize(1440, 28)
    assert line.rate.text() == rate


def test_counts_that_are_cut_end_in_an_ellipsis(line: StatusLine) -> None:
    line.show_counts("5 match", "")
    line.resize(900, 28)
    short = line.counts.grab().toImage()
    line.show_counts("5 match" + " and so on" * 90, "")
    assert line.counts.text().endswith("and so on")
    assert line.counts.grab().toImage() != short


def test_the_rate_is_the_only_stop_and_shows_its_focus(line: StatusLine) -> None:
    line.show_rate("£1 = ₹120.00")
    assert tab_stops(line) == [line.rate]
    assert heard(line.rate) == "Rate in use: £1 = ₹120.00"
    assert shows_its_focus(line.rate)
