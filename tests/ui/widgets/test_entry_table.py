from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QByteArray, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.ordering import SortKey
from exodesk.ui.document import CatalogueDocument, Shown
from exodesk.ui.icons import Icons
from exodesk.ui.models.columns import COLUMNS
from exodesk.ui.models.entry_table import EntryTableModel
from exodesk.ui.theme import DARK, LIGHT, Theme
from exodesk.ui.tray import Tray
from exodesk.ui.widgets.entry_columns import NARROWEST_NAME
from exodesk.ui.widgets.entry_table import EntryTable
from exodesk.wording.scale import scale_for
from tests.builders import RATE_DAY, RATES, entry, offer

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

NAMES = ("Chemical peel", "Carbon peel", "Laser", "PRP", "Exosomes", "Facial")
ENTRIES = tuple(
    entry(name, offer(f"{100 + 10 * number} GBP"), sessions="1-3", city="London")
    for number, name in enumerate(NAMES)
)
KEYS = [column.key for column in COLUMNS]


class Shelf:
    """A table over six entries: four that fit, a heading, two that can't be judged."""

    def __init__(self, qtbot: QtBot, width: int = 1000) -> None:
        self.theme = Theme()
        self.document = CatalogueDocument(
            Catalogue(entries=ENTRIES), Assumptions(), RATES, RATE_DAY
        )
        self.tray = Tray()
        self.model = EntryTableModel(self.document, self.tray)
        self.table = EntryTable(COLUMNS, self.theme, Icons(self.theme))
        self.table.setModel(self.model)
        qtbot.addWidget(self.table)
        self.table.resize(width, 500)
        self.show([0, 1, 2, 3], [4, 5])
        self.table.show()
        qtbot.waitExposed(self.table)

    def show(self, fits: list[int], unsure: list[int]) -> None:
        remembered = self.table.remembered()
        self.model.set_shown(Shown(fits, unsure))
        self.table.show_heading(self.model.heading_row)
        self.table.show_scale(scale_for([(100, 450)]), "GBP")
        self.table.put_back(remembered, self.model.row_of)

    def press(self, key: Qt.Key, modifiers: Any = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.table, key, modifiers)

    def click(self, row: int, key: str) -> None:
        area = self.table.visualRect(self.model.index(row, KEYS.index(key)))
        QTest.mouseClick(
            self.table.viewport(), Qt.MouseButton.LeftButton, pos=area.topLeft() + QPoint(15, 15)
        )

    def click_header(self, key: str) -> None:
        header = self.table.horizontalHeader()
        x = header.sectionViewportPosition(KEYS.index(key)) + header.sectionSize(KEYS.index(key))
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x - 30, 20))

    def shown_columns(self) -> list[str]:
        header = self.table.horizontalHeader()
        order = [header.logicalIndex(place) for place in range(header.count())]
        return [KEYS[number] for number in order if not header.isSectionHidden(number)]


@pytest.fixture
def shelf(qtbot: QtBot) -> Shelf:
    return Shelf(qtbot)


def heard(signal: Any) -> list[Any]:
    announced: list[Any] = []
    signal.connect(lambda *told: announced.append(told[0] if len(told) == 1 else told))
    return announced


class Paintings(QObject):
    """Counts how often ``widget`` is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        QApplication.processEvents()
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.Paint
        return False


# Sorting


def test_a_click_on_a_title_sorts_and_a_second_one_turns_it_round(shelf: Shelf) -> None:
    announced = heard(shelf.table.sort_changed)
    for key in ("sessions", "sessions", "total", "route", "entry"):
        shelf.click_header(key)
    assert announced == [
        (SortKey.SESSIONS, False),
        (SortKey.SESSIONS, True),
        (SortKey.TOTAL, False),
        (SortKey.NAME, False),
    ]


def test_the_menu_sorts_too(shelf: Shelf) -> None:
    announced = heard(shelf.table.sort_changed)
    menu = shelf.table.sort_menu()
    titles = {action.text(): action for action in menu.actions()}
    titles["Downtime"].trigger()
    titles["Descending"].trigger()
    assert announced == [(SortKey.DOWNTIME, False), (SortKey.DOWNTIME, True)]
    menu.aboutToShow.emit()
    assert {a.text() for a in menu.actions() if a.isChecked()} == {"Downtime", "Descending"}


def test_oldest_first_is_in_the_menu_though_no_column_has_it_and_is_remembered(
    shelf: Shelf, qtbot: QtBot
) -> None:
    shelf.table.sort_by(SortKey.TOTAL, descending=True)
    menu = shelf.table.sort_menu()
    next(action for action in menu.actions() if action.text() == "Oldest first").trigger()
    assert shelf.table.sorting == (SortKey.AGE, False)
    menu.aboutToShow.emit()
    assert {a.text() for a in menu.actions() if a.isChecked()} == {"Oldest first", "Ascending"}
    again = Shelf(qtbot)
    assert again.table.restore_columns(shelf.table.saved_columns())
    assert again.table.sorting == (SortKey.AGE, False)


def test_no_title_has_an_arrow_while_the_oldest_stand_first(shelf: Shelf) -> None:
    header = shelf.table.horizontalHeader()
    shelf.table.sort_by(SortKey.LISTED, descending=False)
    without = header.grab().toImage()
    shelf.table.sort_by(SortKey.TOTAL, descending=False)
    assert header.grab().toImage() != without
    shelf.table.sort_by(SortKey.AGE, descending=False)
    assert header.grab().toImage() == without


# Current, selected, ticked


def test_the_arrows_pass_the_heading_by(shelf: Shelf) -> None:
    announced = heard(shelf.table.current_changed)
    shelf.table.show_entry(3)
    shelf.press(Qt.Key.Key_Down)
    shelf.press(Qt.Key.Key_Up)
    shelf.press(Qt.Key.Key_End)
    shelf.press(Qt.Key.Key_Home)
    assert announced == ["prp", "exosomes", "prp", "facial", "chemical-peel"]


def test_space_asks_for_the_selected_entries_to_be_ticked(shelf: Shelf) -> None:
    announced = heard(shelf.table.tick_requested)
    shelf.press(Qt.Key.Key_Space)
    shelf.table.show_entry(1)
    shelf.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    shelf.press(Qt.Key.Key_Space)
    assert announced[-1] == ("carbon-peel", "laser")


def test_a_click_on_a_tick_leaves_the_selection_alone(shelf: Shelf) -> None:
    announced = heard(shelf.table.tick_requested)
    shelf.click(2, "entry")
    shelf.click(0, "tick")
    shelf.click(0, "tick")
    assert announced == [("chemical-peel",), ("chemical-peel",)]
    assert shelf.table.selected_ids() == ("laser",)
    assert shelf.table.current_id() == "laser"


def test_everything_can_be_selected_but_the_heading(shelf: Shelf) -> None:
    shelf.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert shelf.table.selected_rows() == [0, 1, 2, 3, 5, 6]
    assert len(shelf.table.selected_ids()) == 6


def test_copying_is_announced(shelf: Shelf, qtbot: QtBot) -> None:
    with qtbot.waitSignal(shelf.table.copy_requested):
        shelf.press(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)


def test_typing_goes_to_the_next_name_that_starts_so(shelf: Shelf) -> None:
    shelf.table.show_entry(0)
    QTest.keyClicks(shelf.table, "la")
    assert shelf.table.current_id() == "laser"


def test_the_same_letter_again_goes_on(shelf: Shelf) -> None:
    shelf.table.show_entry(3)
    visited = []
    for _time in range(3):
        QTest.keyClicks(shelf.table, "c")
        visited.append(shelf.table.current_id())
    assert visited == ["chemical-peel", "carbon-peel", "chemical-peel"]


def test_enter_and_two_clicks_activate_an_entry(shelf: Shelf) -> None:
    announced = heard(shelf.table.entry_activated)
    shelf.table.show_entry(1)
    shelf.press(Qt.Key.Key_Return)
    area = shelf.table.visualRect(shelf.model.index(2, 1))
    QTest.mouseClick(shelf.table.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
    QTest.mouseDClick(shelf.table.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
    assert announced == ["carbon-peel", "laser"]


def test_current_and_selected_entries_outlive_a_reset(shelf: Shelf) -> None:
    shelf.table.show_entry(1)
    shelf.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    announced = heard(shelf.table.current_changed)
    shelf.show([3, 2, 5], [1])
    assert shelf.table.selected_ids() == ("laser", "carbon-peel")
    assert shelf.table.current_id() == "laser"
    assert announced == []
    shelf.table.clearFocus()
    shelf.show([0], [])
    assert shelf.table.selected_ids() == ()
    assert announced == [None]


def test_the_keyboard_goes_to_the_entry_that_came_to_the_place_of_one_that_is_gone(
    shelf: Shelf,
) -> None:
    shelf.table.setFocus()
    shelf.table.show_entry(1)
    gone = shelf.table.current_id()
    shelf.show([0, 2, 3], [4])
    after = shelf.table.current_id()
    assert shelf.table.currentIndex().row() == 1
    assert after not in (None, gone)
    shelf.table.show_entry(4)
    shelf.show([0, 2, 3], [])
    assert shelf.table.currentIndex().row() == 2
    shelf.show([], [])
    assert shelf.table.current_id() is None


def test_what_one_looks_at_stays_in_sight_over_a_reset(shelf: Shelf) -> None:
    table, bar = shelf.table, shelf.table.verticalScrollBar()
    table.resize(1000, 140)
    table.show_entry(0)
    bar.setValue(bar.maximum())
    remembered = table.remembered()
    assert not remembered.in_sight
    table.put_back(remembered, shelf.model.row_of, from_top=False)
    assert bar.value() == bar.maximum()
    table.put_back(remembered, shelf.model.row_of)
    assert bar.value() == 0
    remembered = table.remembered()
    assert remembered.in_sight
    shelf.model.set_shown(Shown([5, 4, 3, 2, 1, 0], []))
    table.put_back(remembered, shelf.model.row_of)
    assert table.remembered().in_sight


def test_headers_do_not_share_the_selection_of_the_rows(shelf: Shelf) -> None:
    table = shelf.table
    assert table.horizontalHeader().selectionModel() is not table.selectionModel()
    assert table.verticalHeader().selectionModel() is not table.selectionModel()


# Columns


def test_the_name_takes_what_the_others_leave(shelf: Shelf) -> None:
    header = shelf.table.horizontalHeader()
    assert header.length() == shelf.table.viewport().width()
    before = header.sectionSize(1)
    shelf.table.resize(1100, 500)
    assert header.sectionSize(1) == before + 100
    header.resizeSection(KEYS.index("sessions"), 100)
    assert header.length() == shelf.table.viewport().width()


def test_route_and_then_the_price_yield_to_the_name(shelf: Shelf) -> None:
    seen: list[tuple[str, ...]] = []
    for width in range(1000, 400, -5):
        shelf.table.resize(width, 500)
        columns = tuple(shelf.shown_columns())
        if not seen or seen[-1] != columns:
            seen.append(columns)
        if "unit_price" in columns:
            assert shelf.table.horizontalHeader().sectionSize(1) >= NARROWEST_NAME
    everything = ("tick", "entry", "route", "sessions", "downtime", "unit_price", "total")
    without_route = tuple(key for key in everything if key != "route")
    without_both = tuple(key for key in without_route if key != "unit_price")
    assert seen == [everything, without_route, without_both]
    assert shelf.table.wanted_columns() == everything[1:]


def test_the_scale_goes_rather_than_that_the_table_scrolls(shelf: Shelf) -> None:
    total, header = KEYS.index("total"), shelf.table.horizontalHeader()
    usual = shelf.table.columnWidth(total)
    shelf.table.resize(480, 500)
    assert header.length() <= shelf.table.viewport().width()
    assert shelf.table.columnWidth(total) < usual
    assert not shelf.table.grab().isNull()
    for key in ("provider", "country", "source"):
        shelf.table.set_column_shown(key, True)
    assert header.length() > shelf.table.viewport().width()
    assert shelf.table.columnWidth(total) == usual


def test_a_column_chosen_by_hand_stays(shelf: Shelf) -> None:
    shelf.table.set_column_shown("route", True)
    shelf.table.resize(500, 500)
    assert "route" in shelf.shown_columns()
    assert "unit_price" not in shelf.shown_columns()
    shelf.table.set_column_shown("route", False)
    shelf.table.resize(1400, 500)
    assert "route" not in shelf.shown_columns()


def test_the_menu_of_columns_shows_and_hides(shelf: Shelf, qtbot: QtBot) -> None:
    actions = {action.text(): action for action in shelf.table.columns_menu().actions()}
    assert "Entry" not in actions
    assert not actions["Provider"].isChecked()
    with qtbot.waitSignal(shelf.table.columns_changed):
        actions["Provider"].trigger()
    actions["Sessions"].trigger()
    assert shelf.table.wanted_columns() == (
        "entry", "route", "downtime", "unit_price", "total", "provider",
    )  # fmt: skip


def test_columns_come_back_as_they_were_left(shelf: Shelf, qtbot: QtBot) -> None:
    header = shelf.table.horizontalHeader()
    shelf.table.set_column_shown("city", True)
    header.resizeSection(KEYS.index("city"), 133)
    header.moveSection(header.visualIndex(KEYS.index("total")), 2)
    shelf.table.sort_by(SortKey.SESSIONS, descending=True)
    shelf.table.pin_scale("log")
    other = Shelf(qtbot)
    assert other.table.restore_columns(shelf.table.saved_columns())
    assert other.table.wanted_columns() == shelf.table.wanted_columns()
    assert other.table.wanted_columns()[:2] == ("entry", "total")
    assert other.table.horizontalHeader().sectionSize(KEYS.index("city")) == 133
    assert other.table.sorting == (SortKey.SESSIONS, True)
    assert other.table.scale_pin == "log"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9999) | st.sampled_from([*KEYS, "total", "log"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["order", "shown", "widths", "sort", "scale", "compact", *KEYS]), inner
        )
    ),
    max_leaves=12,
)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60
)
@example(state=b'{"order": [[], {}, 1, "route"]}')
@given(state=st.binary(max_size=30) | json_values.map(lambda v: json.dumps(v).encode()))
def test_junk_in_place_of_saved_columns_does_no_harm(qapp: object, state: bytes) -> None:
    theme = Theme()
    table = EntryTable(COLUMNS, theme, Icons(theme))
    document = CatalogueDocument(Catalogue(entries=ENTRIES), Assumptions(), RATES, RATE_DAY)
    table.setModel(EntryTableModel(document, Tray(), parent=table))
    table.resize(900, 300)
    table.restore_columns(QByteArray(state))
    header = table.horizontalHeader()
    assert header.visualIndex(0) == 0
    assert not header.isSectionHidden(0)
    assert not header.isSectionHidden(1)
    assert header.sectionSize(1) >= 150
    assert "entry" in table.wanted_columns()


# Painting


def test_the_heading_spans_all_columns_and_only_while_it_is_there(shelf: Shelf) -> None:
    assert shelf.table.columnSpan(4, 0) == len(COLUMNS)
    assert shelf.table.rowHeight(4) < shelf.table.rowHeight(3) == 44
    shelf.show([0, 1, 2, 3, 4, 5], [])
    assert shelf.table.columnSpan(4, 0) == 1
    assert shelf.table.rowHeight(4) == 44


def pixel(image: QImage, table: EntryTable, row: int, x: int, y: int) -> str:
    top = table.rowViewportPosition(row) + table.viewport().y()
    return image.pixelColor(x, top + y).name()


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_ground_edge_hover_and_heading_are_painted_across_the_row(
    shelf: Shelf, tokens: Any
) -> None:
    shelf.theme.show_tokens(tokens)
    shelf.table.setFocus()
    shelf.table.show_entry(1)
    over = shelf.table.visualRect(shelf.model.index(2, 3)).center()
    QTest.mouseMove(shelf.table.viewport(), over)
    image = shelf.table.grab().toImage()
    right = shelf.table.viewport().width() - 3
    assert pixel(image, shelf.table, 1, right, 4) == tokens.tint.name()
    assert pixel(image, shelf.table, 1, 1, 20) == tokens.accent.name()
    assert pixel(image, shelf.table, 0, 1, 20) == tokens.base.name()
    assert pixel(image, shelf.table, 2, 1, 20) == pixel(image, shelf.table, 2, right, 20)
    assert pixel(image, shelf.table, 2, right, 20) == tokens.hover.name()
    assert pixel(image, shelf.table, 4, right, 15) == tokens.window.name()


def test_without_focus_the_edge_of_the_selected_row_is_grey(shelf: Shelf) -> None:
    shelf.table.setFocus()
    shelf.table.show_entry(1)
    shelf.table.clearFocus()
    image = shelf.table.grab().toImage()
    assert pixel(image, shelf.table, 1, 1, 20) == LIGHT.control.name()


def test_ticks_of_the_axis_stand_on_the_lines_of_the_rows(shelf: Shelf) -> None:
    image = shelf.table.grab().toImage()
    header = shelf.table.horizontalHeader()
    left = header.sectionViewportPosition(KEYS.index("total"))
    above = header.height() - 3
    row = shelf.table.viewport().y() + 3
    axis = {
        x
        for x in range(left + 130, shelf.table.viewport().width())
        if image.pixelColor(x, above).name() == LIGHT.control.name()
    }
    lines = {
        x
        for x in range(left + 130, shelf.table.viewport().width())
        if image.pixelColor(x, row).name() == LIGHT.grid.name()
    }
    assert len(axis) == len(shelf.table.scale.ticks)
    assert axis == lines


def test_compact_rows_are_one_line_high(shelf: Shelf) -> None:
    shelf.table.set_compact(True)
    assert shelf.table.rowHeight(0) == 30
    assert not shelf.table.grab().isNull()


def test_other_widths_and_another_heading_are_painted_once(shelf: Shelf) -> None:
    paintings = Paintings(shelf.table.viewport())
    before = shelf.table.columnWidth(KEYS.index("total"))
    shelf.show([0, 1], [2, 3, 4, 5])
    shelf.table.show_scale(scale_for([(100_000_000, 450_000_000)]), "INR")
    QTest.qWait(20)
    assert shelf.table.columnWidth(KEYS.index("total")) > before
    assert shelf.table.rowHeight(2) < shelf.table.rowHeight(4)
    assert paintings.count == 1


def test_a_full_table_can_be_painted_many_times(shelf: Shelf) -> None:
    shelf.table.show_entry(1)
    image = QImage(shelf.table.size(), QImage.Format.Format_ARGB32_Premultiplied)
    for _time in range(400):
        painter = QPainter(image)
        shelf.table.render(painter, QPoint())
        painter.end()
    assert not image.isNull()


def test_the_scroll_bar_begins_below_the_header_and_has_a_handle_only_if_it_scrolls(
    shelf: Shelf,
) -> None:
    bar, header = shelf.table.verticalScrollBar(), shelf.table.horizontalHeader()
    assert bar.mapTo(shelf.table, QPoint(0, 0)).y() == header.height()
    assert not bar.isEnabled()
    shelf.table.resize(1000, 160)
    assert bar.isEnabled()
    shelf.table.resize(1000, 700)
    assert not bar.isEnabled()
