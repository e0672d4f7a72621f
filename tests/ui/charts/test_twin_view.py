from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from exodesk.ui.charts.chart import Cell, TwinTable, figure_cell, text_cell
from exodesk.ui.charts.twin_view import TwinView
from exodesk.ui.theme import Theme
from tests.ui.ears import listening

LONG = "A client whose name is longer than any other that was ever written"


def shown(qtbot: QtBot, name: str, width: int) -> TwinView:
    view = TwinView(Theme())
    qtbot.addWidget(view)
    view.show_table("Rates", TwinTable(("Quote", "Then", "Now"), ((text_cell(name), *_figures()),)))
    view.resize(width, 100)
    view.show()
    return view


def _figures() -> tuple[Cell, ...]:
    return figure_cell("£1 = ₹118.0000", "118"), figure_cell("£1 = ₹120.0000", "120")


def test_a_long_name_yields_before_the_figures_are_scrolled_away(qtbot: QtBot) -> None:
    view = shown(qtbot, LONG, 480)
    assert view.horizontalHeader().length() <= view.viewport().width()
    assert view.columnWidth(0) >= 120
    assert view.model().index(0, 0).data() == LONG


def test_with_room_the_name_is_whole(qtbot: QtBot) -> None:
    view = shown(qtbot, "Asha", 480)
    wide = view.columnWidth(0)
    view.resize(900, 100)
    assert view.columnWidth(0) == wide
    view.resize(240, 100)
    assert view.columnWidth(0) == wide  # short enough already


def test_with_room_a_long_name_is_whole_too(qtbot: QtBot) -> None:
    view = shown(qtbot, LONG, 1100)
    assert view.columnWidth(0) > view.fontMetrics().horizontalAdvance(LONG)
    assert view.horizontalHeader().length() <= view.viewport().width()


def test_f8_widens_the_current_column_and_says_how_wide_it_is(qtbot: QtBot) -> None:
    view = shown(qtbot, "Asha", 480)
    before = [view.columnWidth(number) for number in range(3)]
    view.setCurrentIndex(view.model().index(0, 1))
    with listening() as said:
        qtbot.keyClick(view, Qt.Key.Key_F8)
        qtbot.keyClick(view, Qt.Key.Key_F8)
        assert said[-1] == f"Then: {view.columnWidth(1)} pixels wide"
        qtbot.keyClick(view, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert view.columnWidth(1) == before[1] + 24
    assert [view.columnWidth(number) for number in (0, 2)] == [before[0], before[2]]


def test_a_chosen_width_stays_with_its_headings(qtbot: QtBot) -> None:
    view = shown(qtbot, LONG, 480)
    qtbot.keyClick(view, Qt.Key.Key_F8)
    wide = view.columnWidth(0)
    view.resize(500, 100)
    view.show_table("Rates", TwinTable(("Quote", "Then", "Now"), ((text_cell("A"), *_figures()),)))
    assert view.columnWidth(0) == wide
    view.show_table("Other", TwinTable(("Name", "Then", "Now"), ((text_cell("A"), *_figures()),)))
    assert view.columnWidth(0) < wide


def test_the_keys_of_the_widths_reach_the_table_though_the_window_has_them_too(
    qtbot: QtBot,
) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    view = TwinView(Theme())
    view.show_table("Rates", TwinTable(("Quote", "Then", "Now"), ((text_cell("A"), *_figures()),)))
    window.setCentralWidget(view)
    pane = QAction("Pane wider", window, shortcut=QKeySequence("F8"))
    pane.triggered.connect(lambda: pytest.fail("the window took the key"))
    window.addAction(pane)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    view.setFocus()
    before = view.columnWidth(0)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_F8)
    assert view.columnWidth(0) == before + 24
