"""Menus and what pops up stay whole where the desktop's text is large and the screen is small."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QContextMenuEvent, QFontMetrics
from PySide6.QtWidgets import QApplication, QComboBox, QDateEdit, QDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from exodesk.app import Desk
from exodesk.translation import language, use_language
from exodesk.ui.main_window import SMALLEST
from exodesk.ui.speaking import speak_in_qt
from exodesk.ui.widgets.recent_workspaces import fill_recent
from tests.desks import starting
from tests.fitting import openings
from tests.large_text import larger_text

FRAME = 40  # of a window, with the bar of the desktop
_SLACK = 1


@pytest.fixture(params=[1.5, 2.0], ids=["150 %", "200 %"])
def large(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[float]:
    with larger_text(qapp, request.param):
        yield request.param


@pytest.fixture(params=["en_GB", "hi"])
def desk(
    request: pytest.FixtureRequest, large: float, qtbot: QtBot, tmp_path: Path, qapp: QApplication
) -> Iterator[Desk]:
    with starting(qtbot, tmp_path) as start:
        desk = start(shipped_file=start.usual, workspace=tmp_path / "own.exodesk")
        qtbot.waitUntil(lambda: desk.workspace.writable)
        desk.tray.replace(["exosome-london", "peel-delhi"])
        if request.param != "en_GB":
            desk.speak(language(request.param))
        desk.window.resize(*SMALLEST)
        yield desk
    use_language("en")
    speak_in_qt(qapp)


def popped_up(desk: Desk) -> dict[str, Callable[[], object]]:
    """What opens the menus that are no part of the menu bar."""
    strip, page = desk.window.strip, desk.catalogue_page
    scenarios = strip.scenarios.menu()
    assert scenarios is not None
    return {
        "currency": lambda: strip.open(strip.currency, strip.currency),
        "scenarios": lambda: scenarios.popup(QPoint()),
        "more": strip.more.click,
        "entry": lambda: ask_for_menu(page.table.viewport()),
        "header": lambda: ask_for_menu(page.table.horizontalHeader().viewport()),
        "search": lambda: ask_for_menu(desk.window.page_bar.search),
    }


def ask_for_menu(widget: QWidget) -> None:
    at = QPoint(20, 10)
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(widget, QContextMenuEvent(reason, at, widget.mapToGlobal(at)))


def faults(menu: QMenu) -> list[str]:
    """Actions that stand beside others, or have less room than their words take."""
    metrics, found, columns = QFontMetrics(menu.font()), [], set()
    for action in menu.actions():
        if not action.isVisible() or action.isSeparator():
            continue
        place = menu.actionGeometry(action)
        columns.add(place.left())
        words, _tab, keys = action.text().replace("&", "").partition("\t")
        words += keys or action.shortcut().toString()
        wanted = QSize(metrics.horizontalAdvance(words), metrics.height())
        if place.width() + _SLACK < wanted.width() or place.height() < wanted.height():
            found.append(f"{words}: {wanted.toTuple()} in {place.size().toTuple()}")
    if len(columns) > 1:
        found.append(f"{len(columns)} columns")
    screen = menu.screen().availableGeometry()
    if menu.width() > screen.width() or menu.height() > screen.height():
        found.append(f"{menu.geometry()} is larger than the screen")
    return found


def test_every_menu_stands_in_one_column_on_the_screen(desk: Desk) -> None:
    menus = [each for each in desk.window.findChildren(QMenu) if each.actions()]
    assert len(menus) > 10
    found = {}
    for menu in menus:
        menu.popup(QPoint())
        found[menu.title()] = faults(menu)
        menu.close()
    assert {name: words for name, words in found.items() if words} == {}


def test_every_menu_that_is_asked_for_stands_in_one_column(desk: Desk) -> None:
    found = {}
    for name, open_it in popped_up(desk).items():
        open_it()
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu), name
        found[name] = faults(menu)
        menu.close()
    assert {name: words for name, words in found.items() if words} == {}


def test_a_menu_longer_than_the_screen_can_be_scrolled(desk: Desk) -> None:
    menu = QMenu(desk.window)
    for number in range(60):
        menu.addAction(f"entry {number}")
    menu.popup(QPoint())
    last = menu.actions()[-1]
    menu.setActiveAction(last)
    assert faults(menu) == []
    assert menu.rect().contains(menu.actionGeometry(last))
    menu.close()


def test_every_dialog_can_be_as_small_as_a_small_screen(desk: Desk) -> None:
    large = {}
    for name, open_it in openings(desk).items():
        open_it()
        for dialog in desk.window.findChildren(QDialog):
            if dialog.isVisible():
                least = dialog.minimumSizeHint().expandedTo(dialog.minimumSize())
                if least.width() > SMALLEST[0] or least.height() > SMALLEST[1] - FRAME:
                    large[name] = least.toTuple()
                dialog.close()
    assert large == {}


def test_the_lists_of_choices_are_as_wide_as_their_words(desk: Desk) -> None:
    dialog = desk.show_settings()
    narrow = {}
    boxes = dialog.findChildren(QComboBox)
    assert boxes
    for box in boxes:
        box.showPopup()
        view = box.view()
        wanted = view.sizeHintForColumn(0)
        if view.viewport().width() + _SLACK < wanted:
            narrow[box.accessibleName()] = (wanted, view.viewport().width())
        box.hidePopup()
    assert narrow == {}


def test_a_calendar_has_room_for_every_day(desk: Desk) -> None:
    for day in desk.show_rates().findChildren(QDateEdit):
        calendar = day.calendarWidget()
        calendar.adjustSize()
        assert calendar.width() >= 8 * QFontMetrics(calendar.font()).horizontalAdvance("00")


def test_a_long_path_of_a_workspace_is_cut_in_its_middle_and_told_whole(desk: Desk) -> None:
    path = f"/home/reader/{'folder/' * 40}prices.exodesk"
    menu = QMenu(desk.window)
    fill_recent(menu, [(path, lambda: None)])
    menu.popup(QPoint())
    (action,) = menu.actions()
    assert faults(menu) == []
    assert action.text().startswith("/home")
    assert action.text().endswith("exodesk")
    assert len(action.text()) < len(path)
    assert menu.toolTipsVisible()
    assert "prices.exodesk" in action.toolTip()
    menu.close()
