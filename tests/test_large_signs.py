"""Signs are as large as the words beside them, whatever size the desktop's text has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from exodesk.app import Desk
from exodesk.ui.icons import SIZE, Icons, side
from exodesk.ui.theme import LIGHT, Theme
from exodesk.ui.widgets.check_mark import box_side, dot_side, paint_changed_dot
from exodesk.ui.widgets.range_bar import MarkState, RangeMark, paint_range
from exodesk.ui.widgets.table_look import TableLook
from exodesk.ui.widgets.total_delegate import bar_height
from exodesk.wording.scale import scale_for
from tests.desks import starting
from tests.fitting import openings
from tests.large_text import larger_text
from tests.ui.states import put_into

LEAST = 0.6  # of the height of a line: what a sign beside it has
LEAST_DOT = 0.25


@pytest.fixture(params=[1.0, 1.5, 2.0], ids=["100 %", "150 %", "200 %"])
def times(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[float]:
    with larger_text(qapp, request.param):
        yield request.param


@pytest.fixture
def desk(times: float, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with starting(qtbot, tmp_path) as start:
        desk = start(shipped_file=start.usual, workspace=tmp_path / "own.exodesk")
        qtbot.waitUntil(lambda: desk.workspace.writable)
        yield desk


@pytest.fixture
def squeezed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Signs that were painted into less room than they need."""
    found: list[str] = []
    paint = Icons.paint

    def watched(
        icons: Icons,
        painter: QPainter,
        rect: QRect | QRectF,
        name: str,
        colour: QColor,
        size: int = SIZE,
    ) -> None:
        if min(rect.width(), rect.height() + 2) < side(size):  # the edge of a sign is empty
            found.append(f"{name}: {side(size)} in {rect.width():g} × {rect.height():g}")
        paint(icons, painter, rect, name, colour, size)

    monkeypatch.setattr(Icons, "paint", watched)
    return found


def line() -> int:
    return QFontMetrics(QApplication.font()).height()


def small_signs(window: QWidget) -> Iterator[str]:
    """Each sign of buttons, fields, labels and choices in sight that is too small for its words."""
    least = LEAST * line()
    for widget in window.findChildren(QWidget):
        if not widget.isVisibleTo(window):
            continue
        match widget:
            case QAbstractButton() if isinstance(widget.parentWidget(), QLineEdit):
                size = widget.height()
            case QAbstractButton() if not widget.icon().isNull():
                size = widget.iconSize().height()
            case QLabel() if not widget.pixmap().isNull() and not widget.text():
                size = round(widget.pixmap().deviceIndependentSize().height())
            case QComboBox():
                size = arrow(widget)
            case _:
                continue
        if size < least:
            yield f"{type(widget).__name__} {widget.accessibleName()}: {size} of {least:g}"


def arrow(combo: QComboBox) -> int:
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    kind, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxArrow
    return combo.style().subControlRect(kind, option, part, combo).width()


def seen(widget: QWidget) -> list[str]:
    for _turn in range(4):
        QApplication.processEvents()
    widget.grab()
    return list(small_signs(widget))


def test_signs_on_every_page_are_as_large_as_the_words(
    desk: Desk, squeezed: list[str], qtbot: QtBot
) -> None:
    small = {}
    desk.window.page_bar.search.setText("e")
    assert any(isinstance(b.parentWidget(), QLineEdit) for b in buttons(desk.window))
    for state in ("an entry's details", "a comparison", "bars", "points to settle"):
        small[state] = seen(put_into(desk, state))
    desk.window.page_bar.search.setText("zzzz")
    small["no entry left"] = seen(put_into(desk, "no entry left"))
    assert {state: signs for state, signs in small.items() if signs} == {}
    assert squeezed == []


def test_signs_in_every_dialog_are_as_large_as_the_words(desk: Desk, squeezed: list[str]) -> None:
    small = {}
    for name, open_it in openings(desk).items():
        open_it()
        for dialog in desk.window.findChildren(QDialog):
            if dialog.isVisible():
                small[name] = seen(dialog)
                dialog.close()
    assert len(small) > 8
    assert {name: signs for name, signs in small.items() if signs} == {}
    assert squeezed == []


def buttons(window: QWidget) -> list[QAbstractButton]:
    return [each for each in window.findChildren(QAbstractButton) if each.isVisibleTo(window)]


def test_signs_and_ticks_in_menus_are_as_large_as_the_words(desk: Desk) -> None:
    menus = desk.window.findChildren(QMenu)
    assert len(menus) > 10
    for menu in menus:
        sign = menu.style().pixelMetric(QStyle.PixelMetric.PM_SmallIconSize, None, menu)
        assert sign >= LEAST * line()


def test_the_strip_of_assumptions_has_signs_as_large_as_its_words(
    desk: Desk, squeezed: list[str]
) -> None:
    button = desk.window.strip.sessions
    button.set_value("4", changed=False)
    plain = button.sizeHint().width()
    button.set_value("4", changed=True, warning="Old.")
    added = button.sizeHint().width() - plain
    assert added >= (LEAST_DOT + LEAST) * line()
    desk.window.grab()
    assert squeezed == []


def test_the_dot_of_what_was_assumed_and_the_box_to_tick_grow(times: float, qtbot: QtBot) -> None:
    assert box_side() >= LEAST * line()
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    image.fill(LIGHT.base)
    painter = QPainter(image)
    paint_changed_dot(painter, 10, 50, LIGHT)
    painter.end()
    inked = [x for x in range(100) if image.pixelColor(x, 50) == LIGHT.accent]
    assert len(inked) + 2 >= dot_side() >= LEAST_DOT * line()


def test_the_bars_of_the_totals_are_as_thick_as_the_words_ask_for(times: float) -> None:
    look = TableLook(theme := Theme(), Icons(theme), scale=scale_for([(0.0, 1000.0)]))
    image = QImage(400, 90, QImage.Format.Format_RGB32)
    image.fill(LIGHT.base)
    painter = QPainter(image)
    mark = RangeMark(MarkState.RANGE, 200.0, 800.0)
    paint_range(
        painter, QRectF(0, 0, 400, 90), mark, look.scale, LIGHT, grid=False, height=bar_height(look)
    )
    painter.end()
    thick = [y for y in range(90) if image.pixelColor(200, y) == LIGHT.bar]
    assert len(thick) >= 0.9 * 8 * look.growth()
    assert look.growth() >= 0.85 * times
