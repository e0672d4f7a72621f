"""What pops up can be read: menus, lists of choices, suggestions and calendars, in every scheme."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QPoint
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QDateEdit, QMenu, QTableView
from pytestqt.qtbot import QtBot

from exodesk.app import Desk
from exodesk.ui.theme import Scheme
from exodesk.ui.widgets.quote_entry_search import EntrySearch
from tests.desks import starting
from tests.ui.states import put_into
from tests.ui.test_contrast import LEAST, best_contrast, pixels


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with starting(qtbot, tmp_path) as start:
        yield start(shipped_file=start.usual, workspace=tmp_path / "own.exodesk")


@pytest.fixture(params=[Scheme.LIGHT, Scheme.DARK, Scheme.HIGH_CONTRAST])
def scheme(request: pytest.FixtureRequest, desk: Desk) -> Scheme:
    chosen: Scheme = request.param
    desk.theme.set_scheme(chosen)
    return chosen


def weak_lines(menu: QMenu) -> Iterator[tuple[str, float]]:
    """Each line that can be chosen and can't be read, as it stands and as the current one."""
    for action in menu.actions():
        if not action.isEnabled() or not action.isVisible() or action.isSeparator():
            continue
        for current in (False, True):
            menu.setActiveAction(action if current else None)  # type: ignore[arg-type]
            place = menu.actionGeometry(action)
            if (found := best_contrast(pixels(menu.grab(place).toImage()))) < LEAST:
                yield f"{action.text()}, current {current}", round(found, 2)


def weak_rows(view: QAbstractItemView) -> Iterator[tuple[str, float]]:
    for row in range(view.model().rowCount()):
        index = view.model().index(row, 0)
        place = view.visualRect(index) & view.viewport().rect()
        if place.isEmpty():
            continue
        found = best_contrast(pixels(view.viewport().grab(place).toImage()))
        if found < LEAST:
            yield str(index.data()), round(found, 2)


def test_every_line_of_every_menu_stands_out(desk: Desk, scheme: Scheme) -> None:
    weak = []
    menus = [menu for menu in desk.window.findChildren(QMenu) if menu.actions()]
    assert len(menus) > 10
    for menu in menus:
        menu.popup(QPoint())
        weak += list(weak_lines(menu))
        menu.close()
    assert weak == []


def test_every_choice_of_a_list_stands_out_and_the_list_has_an_edge(
    desk: Desk, scheme: Scheme
) -> None:
    boxes = desk.show_settings().findChildren(QComboBox)
    assert boxes
    for box in boxes[:3]:
        box.showPopup()
        assert list(weak_rows(box.view())) == []
        assert has_edge(box.view(), desk)
        box.hidePopup()


def test_what_is_suggested_stands_out_and_has_an_edge(
    desk: Desk, scheme: Scheme, qtbot: QtBot
) -> None:
    put_into(desk, "a quote")
    search = next(each for each in desk.window.findChildren(EntrySearch) if each.isVisible())
    search.setFocus()
    qtbot.keyClicks(search, "ex")
    completer = search.completer()
    popup = completer.popup() if completer is not None else None
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    assert list(weak_rows(popup)) == []
    assert has_edge(popup, desk)
    popup.hide()


def has_edge(view: QAbstractItemView, desk: Desk) -> bool:
    image = view.grab().toImage()
    edge = {image.pixelColor(x, image.height() - 1).name() for x in range(4, image.width() - 4)}
    return edge == {QColor(desk.theme.tokens.line_strong).name()}


def test_each_day_of_a_month_stands_out_in_a_calendar(
    desk: Desk, scheme: Scheme, qtbot: QtBot
) -> None:
    day = desk.show_rates().findChild(QDateEdit)
    assert day is not None
    calendar = day.calendarWidget()
    calendar.setSelectedDate(QDate(2026, 1, 15))
    popup = calendar.window()
    popup.show()
    qtbot.waitExposed(popup)
    view = calendar.findChild(QTableView)
    assert view is not None
    weak, days = [], set()
    for row in range(1, 6):
        for column in range(view.model().columnCount()):
            index = view.model().index(row, column)
            number, shown = index.data(), view.visualRect(index)
            other_month = not isinstance(number, int) or abs(number - 7 * row) > 14
            if not other_month and not shown.isEmpty():
                days.add(number)
                found = best_contrast(pixels(view.viewport().grab(shown).toImage()))
                if found < LEAST:
                    weak.append((number, round(found, 2)))
    assert len(days) > 25
    assert weak == []
    popup.hide()
