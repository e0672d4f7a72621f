from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from exodesk.exports.clipboard import as_text
from exodesk.ui.charts.chart import Chart
from exodesk.ui.charts.chart_panel import ChartPanel
from exodesk.ui.charts.picture import Picture
from exodesk.ui.icons import Icons
from exodesk.ui.theme import Theme
from tests.ui.charts import examples
from tests.ui.charts.examples import BARS, RECTANGLES, TRACKS
from tests.ui.keyboard import heard, tab_stops

kinds = pytest.mark.parametrize("kind", examples.ALL)


@pytest.fixture
def panel(qtbot: QtBot) -> ChartPanel:
    made = ChartPanel(Icons(Theme()))
    qtbot.addWidget(made)
    made.show_chart(BARS, "exodesk-totals")
    made.resize(1000, 420)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def cells(panel: ChartPanel) -> list[list[str]]:
    model = panel.twin.model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def first_ink(widget: QWidget) -> int:
    """The first column, from the left, in which a text begins."""
    image = widget.grab().toImage()
    ground = image.pixel(0, 2)
    return next(
        x for x in range(image.width()) if any(image.pixel(x, y) != ground for y in range(2, 20))
    )


class TestTheTwin:
    @kinds
    def test_the_table_shows_the_numbers_of_the_chart(
        self, panel: ChartPanel, qtbot: QtBot, kind: str
    ) -> None:
        chart = examples.ALL[kind]
        panel.show_chart(chart, "x")
        panel.parts.setChecked(kind == "parts")
        qtbot.mouseClick(panel.as_table, Qt.MouseButton.LeftButton)
        assert panel.twin.isVisible()
        assert not panel.view.isVisible()
        assert cells(panel) == [[cell.text for cell in row] for row in chart.table().rows]
        qtbot.mouseClick(panel.as_table, Qt.MouseButton.LeftButton)
        assert panel.view.isVisible()

    def test_a_screen_reader_reads_a_row_first_and_each_cell_with_its_heading(
        self, panel: ChartPanel
    ) -> None:
        panel.as_table.click()
        assert heard(panel.twin) == "Table: Total over 12 months, £"
        interface = QAccessible.queryAccessibleInterface(panel.twin)
        assert interface is not None
        assert interface.role() is QAccessible.Role.Table
        parts = [interface.child(number) for number in range(interface.childCount())]
        said = [part.text(QAccessible.Text.Name) for part in parts if part is not None]
        assert {"Low: £900", "High: on request"} <= set(said)
        (row,) = (each for each in said if each.startswith("Entry: Exosome, London, "))
        assert ", Low: £" in row

    def test_figures_stand_at_the_right_and_so_do_their_headings(self, panel: ChartPanel) -> None:
        panel.as_table.click()
        model, role = panel.twin.model(), Qt.ItemDataRole.TextAlignmentRole
        right = Qt.AlignmentFlag.AlignRight
        across = Qt.Orientation.Horizontal
        assert [bool(model.index(5, n).data(role) & right) for n in range(4)] == [
            *(False, False, True, True)
        ]
        assert [bool(model.headerData(n, across, role) & right) for n in range(4)] == [
            *(False, False, True, True)
        ]

    def test_the_current_cell_stays_when_the_numbers_change(self, panel: ChartPanel) -> None:
        panel.as_table.click()
        panel.twin.setCurrentIndex(panel.twin.model().index(3, 2))
        panel.show_chart(replace(BARS, currency="INR"), "x")
        assert panel.twin.currentIndex().row() == 3
        panel.show_chart(replace(BARS, bars=BARS.bars[:2]), "x")
        assert panel.twin.currentIndex().row() == 1
        panel.show_chart(replace(BARS, bars=()), "x")
        panel.twin.grab()

    def test_headings_stand_above_what_they_head_on_the_ground_of_the_table(
        self, panel: ChartPanel
    ) -> None:
        panel.show_chart(TRACKS, "x")
        panel.as_table.setChecked(True)
        head, body = panel.twin.horizontalHeader().viewport(), panel.twin.viewport()
        assert abs(first_ink(head) - first_ink(body)) <= 2
        beyond = QPoint(panel.twin.horizontalHeader().length() + 20, 4)
        ground = QPoint(beyond.x(), body.height() - 4)
        assert head.grab().toImage().pixel(beyond) == body.grab().toImage().pixel(ground)

    def test_the_table_can_be_painted_at_once_with_long_names(self, panel: ChartPanel) -> None:
        panel.as_table.click()
        long = examples.bar(examples.LONG * 50, (0, 10**12))
        panel.show_chart(replace(BARS, bars=(long,)), "x")
        panel.grab()
        assert panel.twin.horizontalHeader().length() <= panel.twin.viewport().width()


class TestCopying:
    def test_all_numbers_are_copied_with_the_code_of_their_currency(
        self, panel: ChartPanel, qtbot: QtBot
    ) -> None:
        with qtbot.waitSignal(panel.copy_requested) as caught:
            qtbot.mouseClick(panel.copy, Qt.MouseButton.LeftButton)
        lines = as_text(caught.args[0]).split("\n")
        assert lines[0] == "Entry\tCurrency\tLow\tHigh"
        assert lines[2] == "Exosome, Mumbai\tGBP\t750.00\t900.00"
        assert lines[6] == "Vial\tGBP\tunknown\tunknown"
        assert len(lines) == 9

    def test_the_copy_keys_take_the_selected_rows(self, panel: ChartPanel, qtbot: QtBot) -> None:
        panel.as_table.click()
        panel.twin.setFocus()
        flags = QItemSelectionModel.SelectionFlag
        for row in (1, 3):
            index = panel.twin.model().index(row, 0)
            panel.twin.selectionModel().select(index, flags.Select | flags.Rows)
        with qtbot.waitSignal(panel.copy_requested) as caught:
            qtbot.keySequence(panel.twin, QKeySequence.StandardKey.Copy)
        assert [row[0] for row in caught.args[0]] == ["Entry", "Exosome, Mumbai", examples.LONG]
        panel.twin.clearSelection()
        with qtbot.waitSignal(panel.copy_requested) as caught:
            qtbot.keySequence(panel.twin, QKeySequence.StandardKey.Copy)
        assert len(caught.args[0]) == 9

    def test_a_name_that_looks_like_a_formula_does_not_run(self, panel: ChartPanel) -> None:
        copied: list[list[list[str]]] = []
        panel.copy_requested.connect(copied.append)
        evil = examples.bar("=HYPERLINK(1)", (1, 2))
        panel.show_chart(replace(BARS, bars=(evil,)), "x")
        panel.copy.click()
        assert as_text(copied[0]).split("\n")[1] == "'=HYPERLINK(1)\tGBP\t1.00\t2.00"


class TestTheLines:
    def test_are_shown_on_demand_in_chart_and_table(self, panel: ChartPanel, qtbot: QtBot) -> None:
        before = panel.grab().toImage()
        qtbot.mouseClick(panel.parts, Qt.MouseButton.LeftButton)
        assert panel.chart() == BARS.showing_parts(True)
        assert panel.grab().toImage() != before
        panel.as_table.click()
        assert panel.twin.model().columnCount() == 5

    def test_stay_shown_when_the_numbers_change(self, panel: ChartPanel) -> None:
        panel.parts.setChecked(True)
        panel.show_chart(RECTANGLES, "x")
        assert not panel.parts.isVisible()
        panel.show_chart(replace(BARS, currency="INR"), "x")
        assert panel.parts.isVisible()
        assert panel.chart() == replace(BARS, currency="INR", with_parts=True)

    def test_are_not_offered_where_no_total_has_any(self, panel: ChartPanel) -> None:
        panel.show_chart(replace(BARS, bars=BARS.bars[5:7]), "x")
        assert not panel.parts.isVisible()


class TestTheRest:
    @kinds
    def test_the_line_below_says_the_current_mark(
        self, panel: ChartPanel, qtbot: QtBot, kind: str
    ) -> None:
        panel.show_chart(examples.ALL[kind], "x")
        panel.view.setFocus(Qt.FocusReason.TabFocusReason)
        assert panel.read_out.text() == examples.ALL[kind].words((0, 0))
        qtbot.keyClick(panel.view, Qt.Key.Key_End)
        assert panel.view.current() is not None
        assert panel.read_out.text() == panel.view.words()

    def test_the_line_below_tells_of_the_keys_until_a_mark_is_current(
        self, panel: ChartPanel
    ) -> None:
        panel.view.set_current(None)
        assert panel.read_out.text() == "Arrow keys go from mark to mark."

    def test_a_mark_out_of_sight_is_scrolled_to(self, panel: ChartPanel, qtbot: QtBot) -> None:
        panel.parts.setChecked(True)
        panel.resize(1000, 260)
        area = panel.findChild(QScrollArea)
        assert isinstance(area, QScrollArea)
        panel.view.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.keyClick(panel.view, Qt.Key.Key_End)
        spot = panel.view.current()
        assert spot is not None
        place = panel.view.place_of(spot)
        top = panel.view.mapTo(area.viewport(), place.center().toPoint()).y()
        assert 0 < top < area.viewport().height()
        assert area.verticalScrollBar().value() > 0

    def test_notes_always_stand_below(self, panel: ChartPanel) -> None:
        panel.show_chart(RECTANGLES, "x")
        for as_table in (True, False):
            panel.as_table.setChecked(as_table)
            assert panel.notes.isVisible()
            assert "Says nothing about results." in panel.notes.text()
        panel.show_chart(TRACKS, "x")
        assert not panel.notes.isVisible()

    def test_exporting_hands_over_what_is_shown(self, panel: ChartPanel, qtbot: QtBot) -> None:
        panel.parts.setChecked(True)
        with qtbot.waitSignal(panel.save_requested) as caught:
            qtbot.mouseClick(panel.export, Qt.MouseButton.LeftButton)
        assert caught.args == [Picture(BARS.showing_parts(True), "exodesk-totals")]

    def test_everything_is_reached_by_tab_in_order_and_has_a_name(self, panel: ChartPanel) -> None:
        window = panel.window()
        stops = tab_stops(window)
        assert stops == [panel.parts, panel.as_table, panel.copy, panel.export, panel.view]
        panel.as_table.click()
        assert tab_stops(window)[-1] is panel.twin
        assert all(heard(stop) for stop in panel.tab_chain())

    def test_it_fits_a_small_window(self, panel: ChartPanel) -> None:
        for chart in examples.ALL.values():
            panel.show_chart(chart, "x")
            assert panel.minimumSizeHint().width() <= 640
            assert panel.minimumSizeHint().height() <= 260

    @settings(
        max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(
        st.one_of(
            examples.hostile_bars,
            examples.hostile_rectangles,
            examples.hostile_tracks,
            examples.hostile_chances,
        )
    )
    def test_it_shows_whatever_a_catalogue_may_hold(self, panel: ChartPanel, chart: Chart) -> None:
        panel.show_chart(chart, "x")
        panel.view.set_current((0, 0))
        for as_table in (True, False):
            panel.as_table.setChecked(as_table)
            panel.grab()
        assert isinstance(panel.view, QWidget)
