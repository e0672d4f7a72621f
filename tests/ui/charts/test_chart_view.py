from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QHelpEvent, QImage, QMouseEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from exodesk.ui.charts.chart import Spot
from exodesk.ui.charts.chart_view import ChartView
from exodesk.ui.charts.cost_bars import CostBars
from exodesk.ui.theme import DARK, Theme
from tests.ui.charts import examples
from tests.ui.charts.examples import BARS, RECTANGLES, TRACKS
from tests.ui.keyboard import heard

KEY = Qt.Key


@pytest.fixture
def theme() -> Theme:
    return Theme()


@pytest.fixture
def view(theme: Theme, qtbot: QtBot) -> ChartView:
    made = ChartView(theme)
    qtbot.addWidget(made)
    made.show_chart(BARS)
    made.resize(900, 400)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.clearFocus()
    made.set_current(None)
    return made


def described(view: ChartView) -> str:
    interface = QAccessible.queryAccessibleInterface(view)
    assert interface is not None
    return interface.text(QAccessible.Text.Description)


def visited(view: ChartView, qtbot: QtBot, *keys: Qt.Key) -> list[Spot]:
    spots: list[Spot] = []
    view.current_changed.connect(spots.append)
    for key in keys:
        qtbot.keyClick(view, key)
    view.current_changed.disconnect(spots.append)
    return spots


def point_at(view: ChartView, point: QPointF) -> None:
    """Move the pointer there, as Qt tells a widget."""
    away = view.mapToGlobal(point)
    button = Qt.MouseButton.NoButton
    event = QMouseEvent(
        QEvent.Type.MouseMove, point, away, button, button, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(view, event)


class TestKeys:
    def test_arrows_home_and_end_reach_every_row(self, view: ChartView, qtbot: QtBot) -> None:
        view.setFocus()
        keys = (KEY.Key_End, KEY.Key_Down, KEY.Key_Home, KEY.Key_Up, *[KEY.Key_Down] * 8)
        rows = [row for row, _number in visited(view, qtbot, *keys)]
        assert rows == [7, 0, 1, 2, 3, 4, 5, 6, 7]

    def test_left_and_right_go_on_into_the_next_row(self, view: ChartView, qtbot: QtBot) -> None:
        parts = BARS.showing_parts(True)
        view.show_chart(parts)
        view.set_current((0, 0))
        forth = visited(view, qtbot, *[KEY.Key_Right] * 40)
        every = [(row, n) for row, count in enumerate(parts.counts()) for n in range(count)]
        assert [(0, 0), *forth] == every
        back = visited(view, qtbot, *[KEY.Key_Left] * 40)
        assert [*back] == every[:-1][::-1]

    def test_up_and_down_stay_at_the_same_month(self, view: ChartView, qtbot: QtBot) -> None:
        view.show_chart(TRACKS)
        view.set_current((0, 2))
        keys = [KEY.Key_Down] * 5 + [KEY.Key_Up]
        assert visited(view, qtbot, *keys) == [(1, 2), (2, 2), (3, 2), (4, 0), (5, 0), (4, 0)]

    def test_the_focus_by_tab_makes_the_first_mark_current(
        self, view: ChartView, qtbot: QtBot
    ) -> None:
        view.setFocus(Qt.FocusReason.TabFocusReason)
        assert view.current() == (0, 0)

    def test_enter_asks_how_the_row_of_the_current_mark_came_about(
        self, view: ChartView, qtbot: QtBot
    ) -> None:
        asked: list[int] = []
        view.row_asked.connect(asked.append)
        qtbot.keyClick(view, KEY.Key_Return)
        view.set_current((2, 0))
        qtbot.keyClick(view, KEY.Key_Return)
        assert asked == [2]

    def test_other_keys_are_left_to_the_window(self, view: ChartView, qtbot: QtBot) -> None:
        view.set_current((1, 0))
        qtbot.keyClick(view, KEY.Key_Right, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClick(view, KEY.Key_A)
        assert view.current() == (1, 0)

    def test_a_mark_set_from_outside_is_not_announced_back(
        self, view: ChartView, qtbot: QtBot
    ) -> None:
        with qtbot.assertNotEmitted(view.current_changed):
            view.set_current((3, 0))
            view.set_current((99, 0))
        assert view.current() is None

    def test_an_empty_chart_has_no_mark_to_go_to(self, view: ChartView, qtbot: QtBot) -> None:
        view.show_chart(CostBars("Nothing", "GBP", ()))
        assert visited(view, qtbot, KEY.Key_Home, KEY.Key_End, KEY.Key_Right) == []


class TestPointer:
    @pytest.mark.parametrize("kind", examples.ALL)
    def test_pointing_at_a_mark_says_it_and_leaving_takes_it_back(
        self, view: ChartView, kind: str
    ) -> None:
        chart = examples.ALL[kind]
        view.show_chart(chart)
        view.resize(900, round(chart.height(892)) + 8)
        said: list[str] = []
        view.said.connect(said.append)
        point_at(view, view.place_of((1, 0)).center())
        assert said[-1] == view.words()
        assert said[-1] in {
            chart.words((row, number))
            for row, count in enumerate(chart.counts())
            for number in range(count)
        }
        QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
        assert said[-1] == ""

    def test_what_is_pointed_at_comes_before_what_is_current(self, view: ChartView) -> None:
        view.set_current((0, 0))
        point_at(view, view.place_of((2, 0)).center())
        assert view.words() == BARS.words((2, 0))
        QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
        assert view.words() == BARS.words((0, 0))

    def test_a_click_makes_a_mark_current(self, view: ChartView, qtbot: QtBot) -> None:
        with qtbot.waitSignal(view.current_changed) as caught:
            middle = view.place_of((3, 0)).center().toPoint()
            qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=middle)
        assert caught.args == [(3, 0)]

    def test_two_clicks_ask_how_a_row_came_about(self, view: ChartView, qtbot: QtBot) -> None:
        with qtbot.waitSignal(view.row_asked) as caught:
            middle = view.place_of((3, 0)).center().toPoint()
            qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=middle)
        assert (caught.args, view.current()) == ([3], (3, 0))

    def test_the_tool_tip_says_the_whole_name_as_plain_text(self, view: ChartView) -> None:
        marked = examples.bar("<b>Peel</b>", (1, 2))
        view.show_chart(CostBars("T", "GBP", (marked,)))
        place = view.place_of((0, 0)).center().toPoint()
        QApplication.sendEvent(
            view, QHelpEvent(QEvent.Type.ToolTip, place, view.mapToGlobal(place))
        )
        assert "&lt;b&gt;Peel&lt;/b&gt;: £1 – £2" in QToolTip.text()
        QToolTip.hideText()


class TestSpeaking:
    def test_it_is_named_by_its_title_and_says_all_until_a_mark_is_current(
        self, view: ChartView
    ) -> None:
        assert heard(view) == BARS.title
        assert described(view) == BARS.overview()

    def test_the_current_mark_is_counted_and_said(self, view: ChartView, qtbot: QtBot) -> None:
        view.show_chart(BARS.showing_parts(True))
        view.set_current((1, 1))
        assert described(view) == ("Mark 7 of 22. Exosome, Mumbai, low end: Sessions £300 of £750")

    def test_another_chart_keeps_the_mark_that_it_has_too(self, view: ChartView) -> None:
        view.set_current((7, 0))
        view.show_chart(RECTANGLES)
        assert view.current() == (7, 0)
        view.show_chart(examples.CHANCES)
        assert view.current() is None
        assert heard(view) == examples.CHANCES.title


class TestPainting:
    def picture(self, view: ChartView) -> QImage:
        return view.grab().toImage()

    @pytest.mark.parametrize("kind", examples.ALL)
    def test_the_focus_is_seen_at_the_current_mark(
        self, view: ChartView, qtbot: QtBot, kind: str
    ) -> None:
        view.show_chart(examples.ALL[kind])
        view.set_current((1, 0))
        before = self.picture(view)
        view.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.waitUntil(view.hasFocus)
        focused = self.picture(view)
        assert focused != before
        qtbot.keyClick(view, KEY.Key_Down)
        assert self.picture(view) != focused

    def test_another_scheme_repaints_it(self, view: ChartView, theme: Theme) -> None:
        before = self.picture(view)
        theme.show_tokens(DARK)
        assert self.picture(view) != before
        assert self.picture(view).pixelColor(1, 1) == DARK.base

    def test_it_claims_the_height_that_its_chart_needs(self, view: ChartView) -> None:
        view.show_chart(BARS.showing_parts(True))
        tall = view.minimumHeight()
        view.show_chart(BARS)
        assert view.minimumHeight() < tall
        view.resize(260, 400)
        assert view.minimumHeight() >= BARS.height(252)

    @pytest.mark.parametrize("size", [(1, 1), (240, 60), (1024, 640), (2400, 200)])
    @pytest.mark.parametrize("kind", examples.ALL)
    def test_it_paints_at_any_size(self, view: ChartView, kind: str, size: tuple[int, int]) -> None:
        view.show_chart(examples.ALL[kind])
        view.resize(*size)
        self.picture(view)

    def test_it_paints_before_it_shows_anything(self, theme: Theme, qtbot: QtBot) -> None:
        empty = ChartView(theme)
        qtbot.addWidget(empty)
        empty.grab()
        assert empty.place_of((0, 0)).isEmpty()

    def test_some_thousand_repaints_take_no_reference_from_none(self, view: ChartView) -> None:
        image = QImage(view.size(), QImage.Format.Format_RGB32)
        view.render(image)
        before = sys.getrefcount(None)
        for number in range(2000):
            view.set_current((number % 8, 0))
            view.render(image, QPoint())
        assert sys.getrefcount(None) > before - 200
