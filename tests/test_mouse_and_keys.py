"""What the mouse can do, one by one, and the keys that do the same."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from exodesk.app import Desk
from exodesk.ui.dialogs.import_dialog import ImportDialog
from exodesk.ui.main_window import COMPARE
from exodesk.ui.widgets.comparison_chart import ComparisonChart
from exodesk.ui.widgets.comparison_head import ColumnHead
from exodesk.ui.widgets.comparison_view import ComparisonView
from exodesk.ui.widgets.details_text import DetailText
from exodesk.ui.widgets.entry_table import EntryTable
from tests.desks import Starting, starting
from tests.test_import_journey import price_list
from tests.test_keyboard_journeys import narrow
from tests.ui.keys_alone import Keys

Part = TypeVar("Part", bound=QWidget)

UI = Path(__file__).resolve().parents[1] / "exodesk" / "ui"
LEFT = Qt.MouseButton.LeftButton
LINK = "https://example.org/list"
LONDON, PEEL = "exosome-london", "peel-delhi"

# Where the mouse is heard, and what the keys do instead. The tests below press them.
TWINS = {
    "main_window": "a file that is dropped: Import a price list…, Ctrl+Shift+I",
    "widgets/row_table": "Space ticks, Enter opens, Shift+F10 has the menu, Ctrl+Space selects",
    "widgets/entry_table": "the header: Arrange the columns…, Ctrl+Shift+C, and the View menu",
    "widgets/thin_splitter": "the handles: Pane wider and narrower, F8 and Shift+F8",
    "widgets/facet_list": "Space ticks; the wheel goes to the panel around",
    "widgets/popup_panel": "a click beside it: Esc",
    "widgets/details_text": "its menu: Shift+F10; the wheel goes to the panel around",
    "widgets/comparison_chart": "arrow keys go from entry to entry, Enter tells of one",
    "widgets/comparison_head": "its menu: Shift+F10, and the button More",
    "widgets/comparison_view": "Enter tells of a cell, Shift+F10 has the menu, Shift+End the row",
    "widgets/quote_list": "Shift+F10 has the menu",
    "widgets/import_choices": "the wheel goes to the panel around",
    "widgets/form_editors": "the wheel goes to the panel around",
    "charts/chart_view": "arrow keys go from mark to mark, Enter tells of one",
}
_HEARD = {
    *("dragEnterEvent", "dropEvent", "contextMenuEvent", "wheelEvent"),
    *("mousePressEvent", "mouseReleaseEvent", "mouseDoubleClickEvent", "mouseMoveEvent"),
}


def hears_the_mouse(path: Path) -> bool:
    found = ast.walk(ast.parse(path.read_text("utf-8")))
    return any(
        (isinstance(each, ast.FunctionDef) and each.name in _HEARD)
        or (isinstance(each, ast.Attribute) and each.attr == "customContextMenuRequested")
        or (isinstance(each, ast.Name) and each.id == "QSplitter")
        for each in found
    )


def test_whatever_hears_the_mouse_has_a_twin_among_the_keys() -> None:
    paths = sorted(UI.rglob("*.py"))
    heard = {
        path.relative_to(UI).with_suffix("").as_posix() for path in paths if hears_the_mouse(path)
    }
    assert heard == set(TWINS)


@pytest.fixture
def start(qtbot: QtBot, tmp_path: Path) -> Iterator[Starting]:
    with starting(qtbot, tmp_path) as begin:
        words = begin.usual.read_text("utf-8")
        begin.usual.write_text(
            words.replace('"id": "list"', f'"id": "list", "url": "{LINK}"'), "utf-8"
        )
        yield begin


@pytest.fixture
def desk(start: Starting, qtbot: QtBot, tmp_path: Path) -> Desk:
    desk = start(shipped_file=start.usual, workspace=tmp_path / "own.exodesk")
    qtbot.waitUntil(lambda: desk.own_work.workspace.writable)
    qtbot.waitUntil(desk.window.isActiveWindow)
    return desk


@pytest.fixture
def keys(desk: Desk) -> Keys:
    return Keys()


@pytest.fixture
def table(desk: Desk, keys: Keys) -> EntryTable:
    """The list, with the keyboard on its first row."""
    table = desk.catalogue_page.table
    table.setFocus()
    keys.press("Home")
    return table


def middle(table: EntryTable, row: int, column: int = 1) -> QPoint:
    return table.visualRect(table.model().index(row, column)).center()


def menu() -> QMenu:
    found = QApplication.activePopupWidget()
    assert isinstance(found, QMenu)
    return found


def lines(menu: QMenu) -> list[str]:
    found = [act.text() for act in menu.actions() if not act.isSeparator()]
    menu.close()
    return found


def compared(desk: Desk) -> QWidget:
    desk.tray.replace([LONDON, PEEL])
    desk.window.show_page(COMPARE)
    return desk.comparison_page


def part(of: QWidget, kind: type[Part]) -> Part:
    return next(each for each in of.findChildren(kind) if each.isVisible())


# The window


def test_a_file_dropped_on_the_window(desk: Desk, keys: Keys, qtbot: QtBot, tmp_path: Path) -> None:
    path = price_list(tmp_path)
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(path))])
    drop = QDropEvent(
        QPointF(9, 9), Qt.DropAction.CopyAction, carried, LEFT, Qt.KeyboardModifier.NoModifier
    )
    desk.window.dropEvent(drop)
    dropped = QApplication.activeModalWidget()
    assert isinstance(dropped, ImportDialog)
    qtbot.waitUntil(lambda: dropped.check is not None)
    title = dropped.windowTitle()
    keys.press("Escape")
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    keys.press("Ctrl+Shift+I")
    keys.type(str(path))
    keys.press("Return")
    opened = QApplication.activeModalWidget()
    assert isinstance(opened, ImportDialog)
    assert opened.windowTitle() == title
    qtbot.waitUntil(lambda: opened.check is not None)
    keys.press("Escape")


def test_the_edge_between_two_panes(desk: Desk, keys: Keys) -> None:
    splitter = desk.catalogue_page.splitter
    before = splitter.sizes()
    keys.press("F6")
    while not splitter.panes()[0].isAncestorOf(keys.focus()):
        keys.press("F6")
    keys.press("F8", "F8")
    wider = splitter.sizes()
    assert wider[0] > before[0]
    keys.press("Shift+F8", "Shift+F8")
    assert splitter.sizes() == before
    handle = splitter.handle(1)
    drag(handle, wider[0] - before[0])
    assert splitter.sizes()[0] > before[0]


def drag(handle: QWidget, by: int) -> None:
    start = handle.rect().center()
    QTest.mousePress(handle, LEFT, pos=start)
    QTest.mouseMove(handle, start + QPoint(by, 0))
    QTest.mouseRelease(handle, LEFT, pos=handle.rect().center())


def test_on_the_comparison_no_pane_can_be_sized_and_the_command_says_why(desk: Desk) -> None:
    compared(desk)
    wider = desk.window.actions_by_name.wider
    assert not wider.isEnabled()
    assert wider.toolTip() == "The parts of this page have a width of their own."


# The list


def test_a_tick(desk: Desk, keys: Keys, table: EntryTable) -> None:
    QTest.mouseClick(table.viewport(), LEFT, pos=middle(table, 0, 0))
    ticked = desk.tray.ids
    keys.press("Space")
    assert (len(ticked), desk.tray.ids) == (1, ())
    keys.press("Space")
    assert desk.tray.ids == ticked


def test_two_rows_apart_selected(desk: Desk, keys: Keys, table: EntryTable) -> None:
    held = Qt.KeyboardModifier.ControlModifier
    QTest.mouseClick(table.viewport(), LEFT, pos=middle(table, 0))
    QTest.mouseClick(table.viewport(), LEFT, held, middle(table, 2))
    by_mouse = table.selected_ids()
    keys.press("Down")
    assert table.selected_ids() != by_mouse
    keys.press("Home", "Ctrl+Down", "Ctrl+Down", "Ctrl+Space")
    assert table.selected_ids() == by_mouse
    assert len(by_mouse) == 2


def test_the_menu_of_a_row_opens_at_that_row(desk: Desk, keys: Keys, table: EntryTable) -> None:
    keys.press("Down", "Down", "Shift+F10")
    opened = menu()
    row = table.visualRect(table.currentIndex())
    assert row.contains(table.viewport().mapFromGlobal(opened.pos()))
    by_key = lines(opened)
    right_click(table.viewport(), middle(table, 2))
    assert lines(menu()) == by_key
    assert "Compare" in by_key


def right_click(widget: QWidget, at: QPoint) -> None:
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(widget, QContextMenuEvent(reason, at, widget.mapToGlobal(at)))


def test_what_the_header_offers_stands_in_the_view_menu(desk: Desk, table: EntryTable) -> None:
    header = table.horizontalHeader()
    header.customContextMenuRequested.emit(QPoint(300, 10))
    opened = menu()
    by_mouse = {act.text() for act in opened.actions() if act.text()}
    opened.close()
    view = next(act.menu() for act in desk.window.menuBar().actions() if act.text() == "&View")
    assert isinstance(view, QMenu)
    submenus = {act.text(): act.menu() for act in view.actions() if act.menu() is not None}
    columns = submenus["Columns"]
    assert isinstance(columns, QMenu)
    assert by_mouse == {"Sort by", "Scale", *(act.text() for act in columns.actions())}
    assert {"Sort by", "Scale"} <= set(submenus)


def test_a_filter_that_is_clicked(desk: Desk, keys: Keys) -> None:
    keys.press("Ctrl+Shift+F")
    keys.go_to("Could fit", key="Shift+Tab")
    before = desk.catalogue_page.entry_filter()
    keys.press("Right", "Space")
    assert desk.catalogue_page.entry_filter() != before


def test_a_click_beside_a_panel_is_escape(desk: Desk, keys: Keys) -> None:
    keys.go_to("Travel")
    keys.press("Space")
    assert QApplication.activePopupWidget() is not None
    keys.press("Escape")
    assert QApplication.activePopupWidget() is None


def test_the_address_of_a_link_in_the_details(desk: Desk, keys: Keys, table: EntryTable) -> None:
    texts = desk.catalogue_page.details.findChildren(DetailText)
    text = next(each for each in texts if each.isVisible() and LINK in each.document().toHtml())
    text.setFocus(Qt.FocusReason.TabFocusReason)
    while text.textCursor().charFormat().anchorHref() != LINK:
        keys.press("Tab")
        assert keys.focus() is text
    keys.press("Shift+F10")
    opened = menu()
    copy = next(act for act in opened.actions() if act.text() == "Copy the address of the link")
    copy.trigger()
    opened.close()
    assert QApplication.clipboard().text() == LINK


# The comparison


def test_a_bar_of_the_comparison(desk: Desk, keys: Keys) -> None:
    chart = part(compared(desk), ComparisonChart)
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    keys.press("End")
    by_key = chart.current()
    chart.set_current(None)
    QTest.mouseClick(chart, LEFT, pos=QPoint(chart.width() - 20, chart.height() // 2))
    assert chart.current() == by_key == 1


def test_the_menu_of_a_cell_and_of_a_head(desk: Desk, keys: Keys) -> None:
    page = compared(desk)
    view = part(page, ComparisonView)
    cells = view.table()
    cells.setFocus(Qt.FocusReason.TabFocusReason)
    cells.setCurrentIndex(cells.model().index(3, 1))
    keys.press("Shift+F10")
    opened = menu()
    place = cells.viewport().mapFromGlobal(opened.pos())
    assert cells.visualRect(cells.currentIndex()).contains(place)
    assert lines(opened) == ["How this came about", "Copy"]
    head = part(page, ColumnHead)
    head.close_button.setFocus(Qt.FocusReason.TabFocusReason)
    keys.press("Shift+F10")
    assert "How this total came about" in lines(menu())


def test_an_entry_of_the_comparison_put_elsewhere(desk: Desk, keys: Keys) -> None:
    page = compared(desk)
    chart = part(page, ComparisonChart)
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    keys.press("Home", "Ctrl+Right")
    assert desk.tray.ids == (PEEL, LONDON)
    head = part(page, ColumnHead)
    head.more_button.setFocus(Qt.FocusReason.TabFocusReason)
    keys.press("Space", "Down", "Down", "Return")
    assert desk.tray.ids == (LONDON, PEEL)
    heads = [each for each in page.findChildren(ColumnHead) if each.isVisible()]
    assert keys.focus() is heads[1].more_button


def test_a_whole_row_of_the_comparison(desk: Desk, keys: Keys) -> None:
    view = part(compared(desk), ComparisonView)
    cells = view.table()
    cells.setFocus(Qt.FocusReason.TabFocusReason)
    cells.setCurrentIndex(cells.model().index(3, 1))
    keys.press("Shift+End")
    by_key = [(each.row(), each.column()) for each in view.selected_cells()]
    assert by_key == [(3, 1), (3, 2)]


# Quotes


def test_the_menu_of_a_quote_opens_at_that_quote(desk: Desk, keys: Keys, qtbot: QtBot) -> None:
    desk.tray.replace([LONDON, PEEL])
    qtbot.waitUntil(desk.quote_work.actions.of_these.isEnabled)
    desk.quote_work.actions.of_these.trigger()
    view = desk.quote_work.page.list.view
    qtbot.waitUntil(lambda: view.currentItem() is not None)
    view.setFocus(Qt.FocusReason.TabFocusReason)
    keys.press("Shift+F10")
    opened = menu()
    place = view.viewport().mapFromGlobal(opened.pos())
    assert view.visualItemRect(view.currentItem()).contains(place)
    assert "D&uplicate" in lines(opened)


# Hints


def test_the_hint_of_what_has_the_keyboard(desk: Desk, keys: Keys) -> None:
    desk.window.strip.reset.setEnabled(True)
    desk.window.strip.reset.setFocus(Qt.FocusReason.TabFocusReason)
    keys.press("Ctrl+Shift+H")
    assert QToolTip.text() == desk.window.strip.reset.toolTip()
    QToolTip.hideText()


def test_the_hint_of_a_cell(desk: Desk, keys: Keys, table: EntryTable) -> None:
    keys.press("Ctrl+Shift+H")
    assert "Exosome" in QToolTip.text()
    QToolTip.hideText()


def test_a_hint_in_a_dialog(desk: Desk, keys: Keys) -> None:
    desk.show_settings()
    keys.go_to("Log")
    keys.press("Ctrl+Shift+H")
    assert "exodesk.log" in QToolTip.text().replace("\u200b", "")
    QToolTip.hideText()
    keys.press("Escape")


def test_what_the_filters_hide(desk: Desk, keys: Keys) -> None:
    """The pointer reads it at the counts."""
    tell, said = desk.window.actions_by_name.what_is_hidden, desk.window.message.text
    tell.trigger()
    assert said() == "No filter hides an entry."
    desk.window.page_bar.search.setText("exosome")
    tell.trigger()
    assert said() == "Beside the search no filter hides an entry."
    desk.window.page_bar.search.clear()
    narrow(keys)
    tell.trigger()
    assert desk.window.status.counts.accessibleDescription() == said() != ""
    assert "hide" in said()
