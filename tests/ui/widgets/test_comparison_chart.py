from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from pytestqt.qtbot import QtBot

from exodesk.ui.icons import Icons
from exodesk.ui.theme import LIGHT, Theme
from exodesk.ui.widgets.comparison_chart import ChartColumn, ComparisonChart
from exodesk.ui.widgets.range_bar import MarkState, RangeMark
from exodesk.wording.scale import scale_for

AXIS, WIDTH = 100, 150
COLUMNS = (
    ChartColumn(RangeMark(MarkState.RANGE, 500, 700), "£500", "£700", "A: £500 – £700"),
    ChartColumn(
        RangeMark(MarkState.EXACT, 400, 400), "", "£400", "B: £400, lowest", "lowest", "lowest"
    ),
    ChartColumn(RangeMark(MarkState.FROM, 650, None), "", "from £650", "C: from £650"),
    ChartColumn(RangeMark(MarkState.UP_TO, None, 196), "", "up to £196", "D: up to £196"),
    ChartColumn(RangeMark(MarkState.UNKNOWN), "", "on request", "E: on request"),
    ChartColumn(RangeMark(MarkState.NEEDS_RATE), "", "needs a rate", "F: needs a rate"),
)


@pytest.fixture
def chart(qtbot: QtBot) -> ComparisonChart:
    made = ComparisonChart(Icons(Theme()))
    qtbot.addWidget(made)
    show(made)
    made.resize(AXIS + WIDTH * len(COLUMNS), 200)
    made.place(AXIS, [(number * WIDTH, WIDTH) for number in range(len(COLUMNS))])
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.clearFocus()
    made.set_current(None)
    return made


def show(chart: ComparisonChart, *, usual_band: int | None = 1) -> None:
    scale = scale_for((column.mark.low, column.mark.high) for column in COLUMNS)
    chart.show_columns(
        COLUMNS, scale, lambda value: f"£{value:,.0f}", usual_band=usual_band, twin="As a table."
    )


def described(chart: ComparisonChart) -> str:
    heard = QAccessible.queryAccessibleInterface(chart)
    assert heard is not None
    return heard.text(QAccessible.Text.Description)


def picture(chart: ComparisonChart) -> QImage:
    return chart.grab().toImage()


def colours_at(image: QImage, left: int, right: int) -> set[str]:
    return {
        QColor(image.pixel(x, y)).name()
        for x in range(left, right)
        for y in range(2, image.height() - 2)
    }


def test_left_right_home_and_end_reach_every_column(chart: ComparisonChart, qtbot: QtBot) -> None:
    visited: list[int] = []
    chart.current_changed.connect(visited.append)
    chart.setFocus()
    key = Qt.Key
    for pressed in (key.Key_Home, key.Key_Left, *[key.Key_Right] * 6, key.Key_Left, key.Key_End):
        qtbot.keyClick(chart, pressed)
    assert visited[-8:] == [0, 1, 2, 3, 4, 5, 4, 5]
    assert chart.current() == 5


def test_a_click_makes_a_column_current(chart: ComparisonChart, qtbot: QtBot) -> None:
    with qtbot.waitSignal(chart.current_changed) as caught:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(AXIS + 2 * WIDTH + 20, 50))
    assert caught.args == [2]
    with qtbot.assertNotEmitted(chart.current_changed):
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(AXIS - 20, 50))


def test_ctrl_and_arrows_ask_to_move_the_entry(chart: ComparisonChart, qtbot: QtBot) -> None:
    chart.set_current(4)
    control = Qt.KeyboardModifier.ControlModifier
    with qtbot.waitSignal(chart.move_requested) as caught:
        qtbot.keyClick(chart, Qt.Key.Key_Right, control)
    assert caught.args == [4, 5]
    chart.set_current(5)
    with qtbot.assertNotEmitted(chart.move_requested):
        qtbot.keyClick(chart, Qt.Key.Key_Right, control)


def test_a_current_column_set_from_outside_is_not_announced_back(
    chart: ComparisonChart, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(chart.current_changed):
        chart.set_current(2)
    assert chart.current() == 2
    chart.set_current(99)
    assert chart.current() is None


def test_whoever_cannot_see_it_hears_every_column_and_where_the_table_is(
    chart: ComparisonChart, qtbot: QtBot
) -> None:
    for column in COLUMNS:
        assert column.spoken in described(chart)
    assert described(chart).endswith("As a table.")
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_End)
    assert described(chart) == "Column 6 of 6. F: needs a rate. As a table."


def test_the_band_repeats_the_lowest_until_another_column_is_current(
    chart: ComparisonChart,
) -> None:
    bands = [chart.band_column]
    for current in (0, 4):
        chart.set_current(current)
        bands.append(chart.band_column)
    assert bands == [1, 0, None]
    assert LIGHT.band.name() not in colours_at(picture(chart), AXIS + 100, AXIS + 140)


def test_the_band_runs_through_every_column(chart: ComparisonChart) -> None:
    chart.set_current(0)
    image = picture(chart)
    for number in range(len(COLUMNS)):
        right = AXIS + (number + 1) * WIDTH
        assert LIGHT.band.name() in colours_at(image, right - 6, right - 1)


def test_only_the_column_of_the_band_is_in_the_accent(chart: ComparisonChart) -> None:
    image = picture(chart)
    bars = [AXIS + number * WIDTH + 15 for number in range(2)]
    assert LIGHT.accent.name() in colours_at(image, bars[1], bars[1] + 28)
    assert LIGHT.accent.name() not in colours_at(image, bars[0], bars[0] + 28)
    assert LIGHT.bar.name() in colours_at(image, bars[0], bars[0] + 28)


def test_a_missing_rate_has_a_sign_and_no_bar(chart: ComparisonChart) -> None:
    left = AXIS + 5 * WIDTH + 15
    seen = colours_at(picture(chart), left, left + 28)
    assert LIGHT.warning.name() in seen
    assert LIGHT.bar.name() not in seen


def test_an_unknown_total_is_a_dotted_line_and_no_bar(chart: ComparisonChart) -> None:
    left = AXIS + 4 * WIDTH + 15
    seen = colours_at(picture(chart), left, left + 28)
    assert LIGHT.bar.name() not in seen
    assert LIGHT.accent.name() not in seen


def test_focus_is_visible(chart: ComparisonChart, qtbot: QtBot) -> None:
    chart.set_current(4)
    before = picture(chart)
    chart.setFocus()
    qtbot.waitUntil(chart.hasFocus)
    assert picture(chart) != before


@pytest.mark.parametrize("height", [1, 30, 112, 240])
def test_it_paints_at_any_size_and_with_nothing_to_show(
    chart: ComparisonChart, height: int
) -> None:
    chart.resize(120, height)
    chart.grab()
    chart.show_columns((), scale_for([]), str)
    chart.grab()
    assert chart.band_column is None


def test_the_words_of_both_ends_never_lie_on_each_other(chart: ComparisonChart) -> None:
    near = ChartColumn(RangeMark(MarkState.RANGE, 100, 101), "£100", "£101", "near")
    scale = scale_for([(0, 1000)])
    chart.show_columns([near], scale, str)
    ink = LIGHT.text.name()
    image = picture(chart)
    rows = [
        y
        for y in range(image.height())
        if any(QColor(image.pixel(x, y)).name() == ink for x in range(AXIS + 50, AXIS + 100))
    ]
    assert any(lower - upper > 1 for upper, lower in pairwise(rows))
