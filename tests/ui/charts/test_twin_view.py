from __future__ import annotations

from pytestqt.qtbot import QtBot

from exodesk.ui.charts.chart import Cell, TwinTable, figure_cell, text_cell
from exodesk.ui.charts.twin_view import TwinView
from exodesk.ui.theme import Theme

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
