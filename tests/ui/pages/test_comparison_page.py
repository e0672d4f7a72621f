from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QRadioButton, QTableView
from pytestqt.qtbot import QtBot

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.comparison import Comparison
from exodesk.domain.entries import Remark
from exodesk.domain.money import Money
from exodesk.ui.document import CatalogueDocument
from exodesk.ui.icons import Icons
from exodesk.ui.pages.comparison import ComparisonPage
from exodesk.ui.pages.comparison_charts import Look
from exodesk.ui.pages.comparison_words import band_words
from exodesk.ui.theme import Scheme, Theme
from exodesk.ui.tray import Tray
from exodesk.ui.widgets.amount_edit import AmountEdit
from exodesk.ui.widgets.comparison_banner import GroupBar
from exodesk.ui.widgets.comparison_chart import ComparisonChart
from exodesk.ui.widgets.comparison_head import ColumnHead
from exodesk.ui.widgets.comparison_view import ComparisonView
from exodesk.ui.widgets.decision_panel import DecisionPanel
from exodesk.wording.comparison import ComparisonWords
from tests.builders import (
    NO_RATES,
    RATE_DAY,
    RATES,
    cost,
    entry,
    offer,
    product,
    session_count,
    use,
)

LONDON = entry(
    "Exosome + microneedling",
    "250-350 GBP",
    city="London",
    sessions="3",
    downtime="1-2 day",
    id="london",
)
MUMBAI = entry(
    "Exosome + microneedling",
    "12000-18000 INR",
    city="Mumbai",
    country="IN",
    sessions="3",
    downtime="1-2 day",
    id="mumbai",
)
NEAR = entry("Peel", "300 GBP", city="London", sessions="3", interval="4 week", id="near")
FAR = entry(
    *("Peel", "9000 INR"),
    city="Mumbai",
    country="IN",
    sessions="2",
    interval="3 week",
    id="far",
)
DEARER = entry("Peel", "from 600 GBP", city="Leeds", sessions="1", id="dearer")
LASER = entry("Laser", "400-600 GBP", sessions="2-3", downtime="5-7 day", id="laser")
CREAM = product("Cream", "36 GBP", id="cream")
BALM = product("Balm", "20 GBP", id="balm", use=None)
BOX = product("Box", "20 GBP", id="box", pack=None)
OTHERS = tuple(entry(f"Peel {n}", f"{n}00 GBP", sessions="2", id=f"peel-{n}") for n in range(1, 7))


class Window:
    """The page with all it was given, and what it announced."""

    def __init__(self, qtbot: QtBot, *ids: str) -> None:
        self.theme = Theme()
        self.document = CatalogueDocument(
            Catalogue(entries=(LONDON, MUMBAI, LASER, CREAM, BALM, BOX, *OTHERS)),
            Assumptions(),
            RATES,
            RATE_DAY,
        )
        self.tray = Tray()
        self.tray.replace(ids)
        self.page = ComparisonPage(self.document, self.tray, self.theme, Icons(self.theme))
        self.copied: list[list[list[str]]] = []
        self.page.copy_requested.connect(self.copied.append)
        qtbot.addWidget(self.page)
        self.page.resize(1440, 760)
        with qtbot.waitActive(self.page):
            self.page.show()
            self.page.activateWindow()

    def travel(self, pounds: str, *, trips: int) -> None:
        trip = Money(Decimal(pounds), "GBP")
        assumptions = replace(self.document.assumptions, home="GB", travel=trip, trips=trips)
        self.document.assume(assumptions)

    def texts(self) -> list[str]:
        return [label.text() for label in self.page.findChildren(QLabel) if label.isVisible()]

    def shows(self, words: str) -> bool:
        return any(words in text for text in self.texts())

    def heads(self) -> list[ColumnHead]:
        return [head for head in self.page.findChildren(ColumnHead) if head.isVisible()]

    def field(self, column: int) -> AmountEdit[object]:
        return self.heads()[column].findChildren(AmountEdit)[0]

    def button(self, words: str) -> QPushButton:
        return next(b for b in self.page.findChildren(QPushButton) if b.text() == words)

    def tables(self) -> tuple[QTableView, QTableView]:
        names, cells = self.page.findChildren(ComparisonView)[0].findChildren(QTableView)
        return names, cells

    def chart(self) -> ComparisonChart:
        return self.page.findChildren(ComparisonChart)[0]

    def row(self, name: str) -> list[str]:
        return next(row for row in self.page.as_rows() if row[0] == name)[1:]

    def looks(self) -> list[QRadioButton]:
        return self.page.findChildren(QRadioButton)

    def panel(self, part: str) -> str:
        """What one part of the panel beside the table says."""
        panel = self.page.findChildren(DecisionPanel)[0]
        return panel.part_text(part).toPlainText()

    def differences(self) -> QCheckBox:
        return self.page.findChildren(GroupBar)[0].differences


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    return Window(qtbot, "london", "mumbai")


def test_the_verdict_and_its_reason_stand_above(window: Window) -> None:
    assert window.shows("Mumbai is surely cheaper.")
    assert window.shows("It is £300 – £750 cheaper than London.")


def test_printed_and_converted_totals_stand_in_one_column_and_the_rate_below(
    window: Window,
) -> None:
    assert window.row("Total over 12 months")[1] == "≈ £300 – £450 (lowest)"
    assert window.row("In rupees")[1] == "₹36,000 – ₹54,000 (as printed)"
    assert window.shows("£1 = ₹120.0000 · 15 Jan 2026 · manual")


def test_columns_stand_in_the_order_of_the_tray(window: Window) -> None:
    assert [cost.entry.id for cost in window.page.costs()] == ["london", "mumbai"]
    window.tray.replace(["mumbai", "laser", "london"])
    assert [cost.entry.id for cost in window.page.costs()] == ["mumbai", "laser", "london"]
    assert len(window.heads()) == 3


@pytest.mark.parametrize("ids", [(), ("london",), ("london", "gone")])
def test_fewer_than_two_entries_are_an_empty_state_with_a_way_back(
    qtbot: QtBot, ids: tuple[str, ...]
) -> None:
    window = Window(qtbot, *ids)
    assert window.page.costs() == []
    assert window.page.as_rows() == []
    assert window.shows("Exosome + microneedling, London is in the tray.") == bool(ids)
    with qtbot.waitSignal(window.page.catalogue_requested):
        qtbot.mouseClick(window.button("Go to the catalogue"), Qt.MouseButton.LeftButton)


def test_the_cross_takes_an_entry_out_and_the_focus_stays_in_the_page(
    window: Window, qtbot: QtBot
) -> None:
    window.tray.put("laser")
    cross = window.heads()[2].close_button
    assert cross.accessibleName() == "Take Laser, Clinic out of the comparison"
    cross.setFocus()
    qtbot.keyClick(cross, Qt.Key.Key_Space)
    assert list(window.tray.ids) == ["london", "mumbai"]
    focused = QApplication.focusWidget()
    assert focused is window.heads()[1].close_button
    qtbot.mouseClick(window.heads()[0].close_button, Qt.MouseButton.LeftButton)
    assert list(window.tray.ids) == ["mumbai"]
    assert QApplication.focusWidget() is window.button("Go to the catalogue")


class TestSessionsOfOneEntry:
    def test_are_assumed_by_typing_and_marked_so(self, window: Window, qtbot: QtBot) -> None:
        field = window.field(0)
        assert field.placeholderText() == "as stated"
        qtbot.keyClicks(field, "4-6")
        qtbot.keyClick(field, Qt.Key.Key_Return)
        assert window.document.assumptions.sessions_of == {"london": session_count("4-6")}
        assert window.row("Sessions") == ["4 – 6 (assumed, highest)", "3 (lowest)"]
        assert window.shows("Sessions assumed")
        assert window.field(0).text() == "4 – 6"

    def test_that_nobody_states_are_said_to_be_so_and_offered_to_try(
        self, window: Window, qtbot: QtBot
    ) -> None:
        open_ended = replace(LONDON, id="open", sessions=None)
        window.document.show(Catalogue(entries=(open_ended, MUMBAI)))
        window.tray.replace(["open", "mumbai"])
        assert window.field(0).placeholderText() == "not stated"
        assert window.field(1).placeholderText() == "as stated"
        asked = "How many sessions does a course have? Until you know, try a number of your own"
        qtbot.waitUntil(lambda: window.shows(asked))

    def test_are_as_stated_again_when_the_field_is_empty(
        self, window: Window, qtbot: QtBot
    ) -> None:
        window.document.assume(Assumptions().with_sessions_of("london", session_count("5")))
        field = window.field(0)
        assert field.text() == "5"
        field.selectAll()
        qtbot.keyClick(field, Qt.Key.Key_Delete)
        qtbot.keyClick(field, Qt.Key.Key_Return)
        assert window.document.assumptions.sessions_of == {}
        assert window.row("Sessions") == ["3", "3"]
        assert not window.shows("Sessions assumed")

    def test_that_cannot_be_read_are_refused_in_words_and_change_nothing(
        self, window: Window, qtbot: QtBot
    ) -> None:
        before = window.page.as_rows()
        qtbot.keyClicks(window.field(0), "a few")
        qtbot.keyClick(window.field(0), Qt.Key.Key_Return)
        assert window.shows("“a few” is not a number of sessions.")
        assert window.page.as_rows() == before
        assert window.field(0).text() == "a few"
        window.document.assume(Assumptions().with_sessions_of("mumbai", session_count("2")))
        assert window.field(0).text() == "a few"

    def test_that_are_refused_do_not_move_to_the_next_entry(
        self, window: Window, qtbot: QtBot
    ) -> None:
        window.tray.put("laser")
        qtbot.keyClicks(window.field(0), "a few")
        qtbot.keyClick(window.field(0), Qt.Key.Key_Return)
        window.tray.take_out("london")
        assert window.field(0).text() == ""
        assert not window.shows("is not a number of sessions")

    def test_can_be_set_for_treatments_only(self, window: Window) -> None:
        window.tray.put("cream")
        assert not window.field(2).isVisible()
        assert window.row("Sessions")[2] == "7 packs"

    def test_say_where_one_number_is_assumed_for_all(self, window: Window) -> None:
        window.document.assume(Assumptions(sessions=session_count("4")))
        assert window.field(0).placeholderText() == "4 for all"


class TestUseOfAProduct:
    @pytest.fixture
    def head(self, window: Window) -> ColumnHead:
        window.tray.put("cream")
        return window.heads()[2]

    def test_is_there_for_products_only(self, window: Window, head: ColumnHead) -> None:
        assert head.use_field.isVisible()
        assert head.use_field.placeholderText() == "0.5 ml a day"
        assert head.use_field.accessibleName() == "Use of Cream, Maker"
        assert not any(other.use_field.isVisible() for other in window.heads()[:2])

    def test_is_assumed_by_typing_and_moves_packs_and_total(
        self, window: Window, head: ColumnHead, qtbot: QtBot
    ) -> None:
        assert window.row("Packs")[2].startswith("7 packs, £252 for 365 days")
        qtbot.keyClicks(head.use_field, "1 ml")
        qtbot.keyClick(head.use_field, Qt.Key.Key_Return)
        assert window.document.assumptions.use_of == {"cream": use("1 ml a day")}
        assert window.row("Packs")[2].startswith("13 packs, £468 for 365 days")
        assert head.use_field.text() == "1 ml a day"
        assert window.shows("Use assumed")

    def test_is_as_stated_again_when_the_field_is_empty(
        self, window: Window, head: ColumnHead, qtbot: QtBot
    ) -> None:
        window.document.assume(Assumptions().with_use_of("cream", use("1 ml a day")))
        assert head.use_field.text() == "1 ml a day"
        head.use_field.selectAll()
        qtbot.keyClick(head.use_field, Qt.Key.Key_Delete)
        qtbot.keyClick(head.use_field, Qt.Key.Key_Return)
        assert window.document.assumptions.use_of == {}
        assert not window.shows("Use assumed")

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ("0 ml", "Use per day must be above 0"),
            ("0", "Use per day must be above 0"),
            ("2 g", "The pack is stated in ml, and g does not convert to it."),
            ("a drop", "Not an amount of use. Example: 0.5 ml a day or 2 g a week"),
        ],
    )
    def test_that_is_refused_says_why_and_the_last_result_stays(
        self, window: Window, head: ColumnHead, qtbot: QtBot, typed: str, sentence: str
    ) -> None:
        before = window.page.as_rows()
        qtbot.keyClicks(head.use_field, typed)
        qtbot.keyClick(head.use_field, Qt.Key.Key_Return)
        assert window.shows(sentence)
        assert window.page.as_rows() == before
        assert head.use_field.text() == typed
        qtbot.keyClick(head.use_field, Qt.Key.Key_Escape)
        assert head.use_field.text() == ""
        assert not window.shows(sentence)

    def test_that_nobody_states_can_be_assumed(self, window: Window, qtbot: QtBot) -> None:
        window.tray.replace(["london", "balm"])
        head = window.heads()[1]
        assert head.use_field.placeholderText() == "not stated"
        qtbot.keyClicks(head.use_field, "3 a week")
        qtbot.keyClick(head.use_field, Qt.Key.Key_Return)
        assert window.document.assumptions.use_of == {"balm": use("3 ml a week")}
        assert window.row("Sessions")[1] == "6 packs"

    def test_does_not_apply_without_a_pack(self, window: Window) -> None:
        window.tray.replace(["london", "box"])
        assert not window.heads()[1].use_field.isVisible()


def test_without_a_rate_nothing_is_converted_and_export_waits(window: Window, qtbot: QtBot) -> None:
    window.document.use_rates(NO_RATES)
    assert window.shows("Mumbai needs a rate.")
    assert window.row("Total over 12 months") == ["£750 – £1,050", "needs a rate"]
    assert not window.button("Export…").isEnabled()
    assert window.shows("Export waits for a rate")
    window.document.use_rates(RATES)
    assert not window.shows("Export waits for a rate")
    with qtbot.waitSignal(window.page.export_requested):
        qtbot.mouseClick(window.button("Export…"), Qt.MouseButton.LeftButton)


def test_differences_only_says_beforehand_how_many_rows_remain(
    window: Window, qtbot: QtBot
) -> None:
    box = window.differences()
    rows = len(window.page.as_rows()) - 1
    total = int(box.text().split(" of ")[1].split()[0])
    remain = int(box.text().split(": ")[1].split()[0])
    assert rows == total
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert len(window.page.as_rows()) - 1 == remain
    assert window.page.save_state()["differences_only"] is True
    window.page.restore_state({"differences_only": False})
    assert not box.isChecked()
    assert len(window.page.as_rows()) - 1 == rows
    window.page.restore_state({})
    assert window.page.save_state()["differences_only"] is False


def test_where_no_row_differs_the_table_says_so(window: Window, qtbot: QtBot) -> None:
    twin = replace(LONDON, id="twin")
    window.document.show(Catalogue(entries=(LONDON, twin)))
    window.tray.replace(["london", "twin"])
    window.differences().click()
    assert window.shows("No row differs")


def test_the_whole_table_is_copied_by_the_button(window: Window, qtbot: QtBot) -> None:
    qtbot.mouseClick(window.button("Copy table"), Qt.MouseButton.LeftButton)
    assert window.copied == [window.page.as_rows()]


def test_selected_cells_are_copied_with_their_names(window: Window, qtbot: QtBot) -> None:
    _names, cells = window.tables()
    model = cells.model()
    cells.setFocus()
    cells.setCurrentIndex(model.index(0, 2))
    qtbot.keyClick(cells, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert window.copied[-1] == [["≈ £300 – £450 (lowest)"]]
    cells.selectionModel().select(model.index(1, 2), QItemSelectionModel.SelectionFlag.Select)
    qtbot.keyClick(cells, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert window.copied[-1] == [
        ["", "Exosome + microneedling, Mumbai"],
        ["Total over 12 months", "≈ £300 – £450 (lowest)"],
        ["In rupees", "₹36,000 – ₹54,000 (as printed)"],
    ]


class TestHowAFigureCameAbout:
    """asked for any figure of an entry's column"""

    @pytest.fixture
    def asked(self, window: Window) -> list[str]:
        asked: list[str] = []
        window.page.trace_requested.connect(asked.append)
        return asked

    def test_by_enter_on_a_cell(self, window: Window, asked: list[str], qtbot: QtBot) -> None:
        cells = window.tables()[1]
        cells.setFocus()
        cells.setCurrentIndex(cells.model().index(0, 2))
        qtbot.keyClick(cells, Qt.Key.Key_Return)
        assert asked == ["mumbai"]
        assert window.page.current_id() == "mumbai"

    def test_by_two_clicks_on_a_cell_but_not_on_a_heading(
        self, window: Window, asked: list[str], qtbot: QtBot
    ) -> None:
        cells = window.tables()[1]
        headings = [row for row in range(cells.model().rowCount()) if not _selectable(cells, row)]
        for row in (headings[0], 0):
            place = cells.visualRect(cells.model().index(row, 1)).center()
            qtbot.mouseDClick(cells.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert asked == ["london"]

    def test_by_the_menu_of_a_cell(self, window: Window, asked: list[str]) -> None:
        view = window.page.findChildren(ComparisonView)[0]
        actions = view.cell_menu(window.tables()[1].model().index(1, 1)).actions()
        assert [action.text() for action in actions] == ["How this came about", "Copy"]
        actions[0].trigger()
        assert asked == ["london"]

    def test_by_the_menu_of_a_head(self, window: Window, asked: list[str]) -> None:
        actions = window.heads()[1].menu().actions()
        actions[0].trigger()
        assert asked == ["mumbai"]
        actions[-1].trigger()
        assert "mumbai" not in window.tray

    def test_by_enter_and_by_two_clicks_in_the_chart(
        self, window: Window, asked: list[str], qtbot: QtBot
    ) -> None:
        chart = window.chart()
        chart.setFocus()
        qtbot.keyClick(chart, Qt.Key.Key_End)
        qtbot.keyClick(chart, Qt.Key.Key_Return)
        assert window.page.current_id() == "mumbai"
        head = window.heads()[0]
        at = QPoint(chart.mapFromGlobal(head.mapToGlobal(head.rect().center())).x(), 20)
        qtbot.mouseDClick(chart, Qt.MouseButton.LeftButton, pos=at)
        assert asked == ["mumbai", "london"]
        assert window.page.current_id() == "london"

    def test_of_the_entry_whose_head_has_the_focus(self, window: Window) -> None:
        assert window.page.current_id() == "london"
        window.field(1).setFocus()
        assert window.page.current_id() == "mumbai"
        cells = window.tables()[1]
        cells.setFocus()
        cells.setCurrentIndex(cells.model().index(0, 1))
        assert window.page.current_id() == "london"
        window.tray.clear()
        assert window.page.current_id() is None


def _selectable(cells: QTableView, row: int) -> bool:
    return bool(cells.model().index(row, 1).flags() & Qt.ItemFlag.ItemIsSelectable)


def test_a_click_on_the_name_of_a_row_selects_it(window: Window, qtbot: QtBot) -> None:
    names, cells = window.tables()
    place = names.visualRect(names.model().index(2, 0)).center()
    qtbot.mouseClick(names.viewport(), Qt.MouseButton.LeftButton, pos=place)
    chosen = {(index.row(), index.column()) for index in cells.selectedIndexes()}
    assert chosen == {(2, 1), (2, 2)}
    qtbot.keyClick(cells, Qt.Key.Key_Right)
    assert cells.currentIndex().column() == 2


def test_names_and_cells_have_the_same_rows_and_scroll_together(
    window: Window, qtbot: QtBot
) -> None:
    long = replace(LASER, id="long", cautions=(Remark("do not go into the sun " * 30),))
    window.document.show(Catalogue(entries=(LONDON, long)))
    window.tray.replace(["london", "long"])
    window.page.resize(1024, 560)
    names, cells = window.tables()
    rows = range(cells.model().rowCount())
    assert [names.rowHeight(row) for row in rows] == [cells.rowHeight(row) for row in rows]
    assert max(cells.rowHeight(row) for row in rows) < 120
    bar = cells.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert names.verticalScrollBar().value() == bar.value() > 0
    assert window.shows("Sources") or window.shows("Claims and cautions")


@pytest.mark.parametrize("size", [(1440, 760), (1024, 500)])
def test_heads_chart_and_cells_stand_in_one_line(qtbot: QtBot, size: tuple[int, int]) -> None:
    window = Window(qtbot, "london", "mumbai", *(each.id for each in OTHERS))
    window.page.resize(*size)
    assert window.page.width() == size[0]
    assert window.page.height() == size[1]
    _names, cells = window.tables()
    bar = cells.horizontalScrollBar()
    for value in (0, bar.maximum() // 2, bar.maximum()):
        bar.setValue(value)
        for column, head in enumerate(window.heads(), start=1):
            left = cells.viewport().mapToGlobal(cells.viewport().rect().topLeft()).x()
            place = left + cells.columnViewportPosition(column)
            assert head.mapToGlobal(head.rect().topLeft()).x() == place + 1
            assert cells.columnWidth(column) >= 200


def test_focus_on_a_head_that_is_scrolled_away_brings_it_back(qtbot: QtBot) -> None:
    window = Window(qtbot, "london", "mumbai", *(each.id for each in OTHERS))
    _names, cells = window.tables()
    assert cells.columnViewportPosition(8) + 200 > cells.viewport().width()
    window.heads()[7].close_button.setFocus()
    assert cells.columnViewportPosition(8) + cells.columnWidth(8) <= cells.viewport().width()


def test_the_tab_key_goes_from_the_heads_to_the_chart_and_on_to_the_table(
    window: Window, qtbot: QtBot
) -> None:
    window.button("New quote of these").setFocus()
    visited = []
    for _step in range(10):
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
        visited.append(QApplication.focusWidget())
    first, second = window.heads()
    assert visited == [
        window.looks()[0],
        first.more_button,
        first.close_button,
        window.field(0),
        second.more_button,
        second.close_button,
        window.field(1),
        window.chart(),
        window.differences(),
        window.tables()[1],
    ]


def test_entries_change_places_by_keyboard(window: Window, qtbot: QtBot) -> None:
    window.tray.put("laser")
    chart = window.chart()
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    qtbot.keyClick(chart, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert window.tray.ids == ("mumbai", "london", "laser")
    assert chart.current() == 1


def test_the_legend_says_whose_range_the_band_repeats(window: Window, qtbot: QtBot) -> None:
    assert window.shows("The pale band repeats the lowest.")
    chart = window.chart()
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert window.shows("The pale band repeats Exosome + microneedling, London.")


def test_keys_pass_over_the_headings_of_groups(window: Window, qtbot: QtBot) -> None:
    _names, cells = window.tables()
    model = cells.model()
    cells.setFocus()
    cells.setCurrentIndex(model.index(0, 1))
    for _step in range(model.rowCount()):
        qtbot.keyClick(cells, Qt.Key.Key_Down)
        assert model.flags(cells.currentIndex()) & Qt.ItemFlag.ItemIsSelectable
    assert cells.currentIndex().row() == model.rowCount() - 1


def test_markup_in_a_catalogue_is_shown_as_text(window: Window) -> None:
    wild = entry("<b>Bold</b>", "1 GBP", provider="<script>", id="wild")
    window.document.show(Catalogue(entries=(wild, LASER)))
    window.tray.replace(["wild", "laser"])
    labels = [label for label in window.page.findChildren(QLabel) if "<b>" in label.text()]
    assert labels
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_it_paints_in_both_schemes_after_a_change_of_theme(window: Window, scheme: Scheme) -> None:
    window.theme.set_scheme(scheme)
    image = window.page.grab().toImage()
    assert not image.isNull()
    names, _cells = window.tables()
    ground = names.viewport().mapTo(
        window.page, names.visualRect(names.model().index(0, 0)).topLeft()
    )
    ratio = image.devicePixelRatio()
    found = image.pixelColor(round((ground.x() + 4) * ratio), round((ground.y() + 4) * ratio))
    assert found.name() == window.theme.tokens.base.name()


def test_the_legend_has_room_for_the_start_of_a_long_name() -> None:
    long = "A name of more words than the narrow legend beside the chart has room for"
    costs = tuple(
        cost(entry(long if not n else "Peel", f"{n + 1}-9 GBP", sessions="1", id=f"{n}"))
        for n in range(2)
    )
    spoken = ComparisonWords(Comparison(costs), Catalogue(), Fraction(365), RATE_DAY)
    assert band_words(spoken, 0) == (
        "Bars are limits on one scale. The pale band repeats "
        "A name of more words than the narrow legend…"
    )


def test_a_figure_too_long_for_its_column_goes_on_below_and_is_not_cut(
    window: Window, qtbot: QtBot
) -> None:
    names, cells = window.tables()
    usual = cells.rowHeight(0)
    many = "9" * 17
    document = window.document
    document.show(
        Catalogue(
            entries=(
                replace(LONDON, offers=(offer(f"{many}-{many}0 GBP"),)),
                MUMBAI,
                *OTHERS,
            )
        )
    )
    window.tray.replace(["london", "mumbai", *(each.id for each in OTHERS)])
    qtbot.waitUntil(lambda: cells.rowHeight(0) > usual)
    assert names.rowHeight(0) == cells.rowHeight(0)
    tall = cells.rowHeight(0)
    window.tray.replace(["mumbai", *(each.id for each in OTHERS)])
    qtbot.waitUntil(lambda: cells.rowHeight(0) < tall)


class TestReasonsAndQuestions:
    def test_overlapping_totals_say_how_sure_by_how_much_and_what_that_rests_on(
        self, window: Window, qtbot: QtBot
    ) -> None:
        window.travel("420", trips=1)
        assert window.shows(
            "Mumbai is cheaper in about 84 of 100 cases: £330 cheaper to £120 dearer."
        )
        qtbot.waitUntil(lambda: "in about 84 of 100 cases" in window.panel("chance"))
        assert "equally likely" in window.panel("assumed")

    def test_where_it_turns_follows_once_the_totals_are_shown(
        self, window: Window, qtbot: QtBot
    ) -> None:
        window.travel("420", trips=3)
        qtbot.waitUntil(lambda: "£100 – £250" in window.panel("turns"))
        assert window.shows("Break-even trip cost £100 – £250.")
        assert "London" in window.panel("chance")

    def test_only_the_stay_of_the_one_that_is_travelled_to_stands_above(
        self, window: Window, qtbot: QtBot
    ) -> None:
        window.document.show(Catalogue(entries=(NEAR, FAR)))
        window.tray.replace(["near", "far"])
        qtbot.waitUntil(lambda: window.shows("Break-even trip cost"))
        assert window.shows("2 sessions 3 weeks apart: one stay of 3 weeks or 2 trips.")
        assert not window.shows("3 sessions 4 weeks apart")

    def test_questions_are_copied_as_a_letter(self, window: Window, qtbot: QtBot) -> None:
        letters: list[str] = []
        window.page.text_copied.connect(letters.append)
        qtbot.waitUntil(lambda: "Is VAT included" in window.panel("ask"))
        qtbot.mouseClick(window.button("Copy as e-mail"), Qt.MouseButton.LeftButton)
        assert "Is VAT included in the price of £250 – £350 (one session)?" in letters[0]
        assert "Is GST included" in letters[0]

    def test_the_panel_is_shown_and_hidden_and_remembered(
        self, window: Window, qtbot: QtBot
    ) -> None:
        assert window.page.reasons_visible()
        told: list[bool] = []
        window.page.reasons_toggled.connect(told.append)
        button = window.button("Reasons and questions")
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert not window.page.reasons_visible()
        assert (told, window.page.save_state()["reasons"]) == ([False], False)
        window.page.restore_state({"reasons": True})
        assert window.page.reasons_visible()

    def test_in_a_narrow_window_the_panel_comes_only_when_asked_for(self, window: Window) -> None:
        window.page.resize(1024, 600)
        assert not window.page.reasons_visible()
        window.page.set_reasons_visible(True)
        assert window.page.reasons_visible()
        window.page.resize(1440, 760)
        assert window.page.reasons_visible()


class TestPictures:
    @pytest.mark.parametrize("look", list(Look)[1:])
    def test_each_shows_every_entry_and_its_numbers_as_a_table(
        self, window: Window, look: Look
    ) -> None:
        window.page.look_at(look)
        picture = window.page.picture()
        assert picture.isVisible()
        chart = picture.chart()
        assert chart is not None
        assert "Mumbai" in str(chart.table().plain_rows())

    def test_totals_that_are_apart_are_settled_though_an_end_is_missing(
        self, window: Window
    ) -> None:
        window.document.show(Catalogue(entries=(MUMBAI, NEAR, DEARER)))
        window.tray.replace(["mumbai", "dearer"])
        window.page.look_at(Look.CHANCES)
        chart = window.page.picture().chart()
        assert chart is not None
        ((name, _other, *chances),) = chart.table().plain_rows()[1:]
        assert "Mumbai" in name
        assert [float(chance) for chance in chances] == [1, 0, 0]

    @pytest.mark.parametrize("look", list(Look)[1:])
    def test_a_mark_can_be_asked_how_it_came_about_where_it_is_an_entry_s(
        self, window: Window, look: Look, qtbot: QtBot
    ) -> None:
        asked: list[str] = []
        window.page.trace_requested.connect(asked.append)
        window.page.look_at(look)
        view = window.page.picture().view
        view.setFocus()
        qtbot.keyClick(view, Qt.Key.Key_End)
        qtbot.keyClick(view, Qt.Key.Key_Return)
        pair = look is Look.CHANCES
        assert asked == ([] if pair else ["mumbai"])
        assert window.page.current_id() == ("london" if pair else "mumbai")

    def test_a_changed_assumption_changes_the_picture(self, window: Window) -> None:
        window.page.look_at(Look.BARS)
        before = window.page.picture().chart()
        window.travel("420", trips=1)
        after = window.page.picture().chart()
        assert after is not None
        assert "£720 – £870" in after.overview()
        assert before != after

    def test_the_one_chosen_is_back_at_the_next_start(self, window: Window) -> None:
        window.page.look_at(Look.DOWNTIME)
        state = window.page.save_state()
        window.page.look_at(Look.SIDE_BY_SIDE)
        window.page.restore_state(state)
        assert window.page.picture().isVisible()
        window.page.restore_state({"look": "no such"})
        assert not window.page.picture().isVisible()

    def test_what_is_surely_beaten_says_so_until_travel_makes_up_for_it(
        self, window: Window
    ) -> None:
        window.tray.put("laser")
        window.page.look_at(Look.DOWNTIME)
        chart = window.page.picture().chart()
        assert chart is not None
        assert "surely beaten by Exosome + microneedling, Mumbai" in chart.overview()
        assert window.shows("Cost and downtime only. Says nothing about results.")
        window.travel("420", trips=1)
        chart = window.page.picture().chart()
        assert chart is not None
        assert "beaten" not in chart.overview()
