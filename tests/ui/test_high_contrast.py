"""Where colours are few, each state is told by more than its colour."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QPushButton,
    QTableView,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from exodesk.ui.theme import Scheme, Theme, apply
from exodesk.ui.tokens import contrast
from exodesk.ui.widgets.drop_downs import give_calendar
from exodesk.ui.widgets.tick_boxes import CheckBox

MOST_OF_A_LINE = 3  # unbroken pieces of the edge: a dashed one has many


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    font = qapp.font()
    theme = apply(qapp, Scheme.HIGH_CONTRAST)
    yield theme
    theme.set_scheme(Scheme.LIGHT)
    theme.deleteLater()
    qapp.setStyleSheet("")
    qapp.setPalette(QPalette())
    qapp.setFont(font)


def button(*properties: str) -> QPushButton:
    made = QPushButton("Save entry")
    for name in properties:
        made.setProperty(name, "true")
    return made


def icon_button() -> QToolButton:
    made = QToolButton()
    made.setProperty("flat", "true")
    return made


def pieces(widget: QWidget, row: int = 0) -> int:
    """Of how many pieces the line at the top edge is made."""
    image = widget.grab().toImage()
    line = [image.pixelColor(x, row).value() for x in range(8, image.width() - 8)]
    bright = (2 * value > max(*line, 1) for value in line)
    return sum(1 for drawn, _run in groupby(bright) if drawn)


@pytest.mark.parametrize(
    "make",
    [
        button,
        lambda: button("primary"),
        lambda: button("link"),
        icon_button,
        lambda: QLineEdit("text"),
        QComboBox,
        QDateEdit,
    ],
    ids=["button", "primary", "link", "sign", "field", "choice", "date"],
)
def test_what_cannot_be_done_has_a_dashed_edge(theme: Theme, qtbot: QtBot, make: type) -> None:
    widget = make()
    qtbot.addWidget(widget)
    widget.resize(120, 40)
    assert pieces(widget) <= MOST_OF_A_LINE
    widget.setEnabled(False)
    assert pieces(widget) > MOST_OF_A_LINE


def test_a_box_that_cannot_be_ticked_has_a_dashed_edge(theme: Theme, qtbot: QtBot) -> None:
    box = CheckBox("", theme)
    qtbot.addWidget(box)
    inked = []
    for enabled in (True, False):
        box.setEnabled(enabled)
        image = box.grab().toImage()
        ground = image.pixelColor(0, 0)
        every = [(x, y) for x in range(image.width()) for y in range(image.height())]
        inked.append(sum(image.pixelColor(x, y) != ground for x, y in every))
    assert inked[1] < 0.9 * inked[0]


def test_a_button_that_is_on_has_a_thick_edge(theme: Theme, qtbot: QtBot) -> None:
    on = button()
    on.setCheckable(True)
    qtbot.addWidget(on)
    on.resize(on.sizeHint())
    thick = {}
    for checked in (False, True):
        on.setChecked(checked)
        image, middle = on.grab().toImage(), on.width() // 2
        edge = (image.pixelColor(4, y) for y in range(image.height() // 4))
        thick[checked] = sum(colour != QColor("black") for colour in edge)
        assert on.sizeHint().height() == on.height(), middle
    assert thick[True] >= thick[False] + 2


def test_a_link_is_underlined(theme: Theme, qtbot: QtBot) -> None:
    link = button("link")
    qtbot.addWidget(link)
    link.resize(link.sizeHint())
    assert link.font().underline() or widest_line(link) > 0.7 * link.width()


def widest_line(widget: QWidget) -> int:
    """The longest unbroken line of one colour that is not the ground, in pixels."""
    image = widget.grab().toImage()
    ground = image.pixelColor(0, 0)
    return max(
        len(list(run))
        for y in range(image.height())
        for drawn, run in groupby(image.pixelColor(x, y) != ground for x in range(image.width()))
        if drawn
    )


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK, Scheme.HIGH_CONTRAST])
def test_each_day_of_the_week_can_be_read_in_a_calendar(
    theme: Theme, qtbot: QtBot, scheme: Scheme
) -> None:
    theme.set_scheme(scheme)
    day = QDateEdit(QDate(2026, 11, 18))
    give_calendar(day)
    qtbot.addWidget(day)
    calendar = day.calendarWidget()
    calendar.setSelectedDate(QDate(2026, 11, 18))
    view = calendar.findChild(QTableView)
    assert view is not None
    calendar.ensurePolished()
    for weekday in Qt.DayOfWeek:
        ink = calendar.weekdayTextFormat(weekday).foreground()
        if ink.style() is not Qt.BrushStyle.NoBrush:
            assert contrast(ink.color(), theme.tokens.base) >= 4.5, weekday
    assert contrast(view.palette().color(QPalette.ColorRole.Text), theme.tokens.base) >= 4.5
