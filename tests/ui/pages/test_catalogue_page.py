from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.costing import CourseCost
from exodesk.domain.entries import Kind, SessionCount
from exodesk.domain.filters import Criterion, EntryFilter, Fit, Judgement
from exodesk.domain.money import Money
from exodesk.domain.ordering import SortKey
from exodesk.ui.document import CatalogueDocument, Shown
from exodesk.ui.icons import Icons
from exodesk.ui.pages.catalogue import CataloguePage, Counts
from exodesk.ui.theme import Theme
from exodesk.ui.tray import MOST_COMPARED, Tray
from exodesk.ui.widgets.empty_state import EmptyState
from tests.builders import RATE_DAY, RATES, entry, product

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

# As a long weekend and £1,000 would sort them: two surely fit, one could, one can't be told.
ENTRIES = (
    entry("Exosome microneedling", "250-400 GBP", sessions="3", downtime="1-2 day"),
    entry("PRP London", "200 GBP", sessions="3", downtime="1 day", city="London"),
    entry("PRP Leeds", "300 GBP", sessions="3", downtime="5 day", city="Leeds"),
    entry("Laser", "900 GBP", sessions="2", downtime="7 day"),
    entry("Exosome infusion", "on request GBP", sessions="3", downtime="1 day"),
    product("Serum", "36 GBP"),
)
THOUSAND = EntryFilter(max_total=Money.parse("1000 GBP"))
LONG_WEEKEND = EntryFilter(
    max_total=Money.parse("1000 GBP"),
    max_downtime_days=Fraction(3),
    kinds=frozenset({Kind.TREATMENT}),
)


class Desk:
    def __init__(self, qtbot: QtBot, *, indexed: bool = True, entries: Any = ENTRIES) -> None:
        theme = Theme()
        self.document = CatalogueDocument(
            Catalogue(entries=entries), Assumptions(), RATES, RATE_DAY
        )
        self.tray = Tray()
        self.page = CataloguePage(self.document, self.tray, theme, Icons(theme))
        self.page.table.sort_by(SortKey.TOTAL, descending=False)
        qtbot.addWidget(self.page)
        self.page.resize(1440, 700)
        self.page.show()
        qtbot.waitExposed(self.page)
        if indexed:
            self.document.build_index()

    def names(self) -> list[str]:
        return [cost.entry.name for cost, _judgement in self.page.shown_costs()]

    def words(self) -> str:
        empty = self.page.findChild(EmptyState)
        assert isinstance(empty, EmptyState)
        return empty.words() if empty.isVisible() else ""

    def press(self, text: str) -> None:
        buttons = self.page.findChildren(QPushButton)
        button = next(
            b for b in buttons if b.isVisible() and text in (b.text(), b.accessibleName())
        )
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture(params=[True, False], ids=["indexed", "not indexed"])
def desk(qtbot: QtBot, request: pytest.FixtureRequest) -> Desk:
    return Desk(qtbot, indexed=request.param)


def heard(signal: Any) -> list[Any]:
    announced: list[Any] = []
    signal.connect(announced.append)
    return announced


# Filtering


def test_those_that_could_fit_come_first_and_the_unknown_stay_in_sight(desk: Desk) -> None:
    counts = heard(desk.page.counts_changed)
    desk.page.set_entry_filter(LONG_WEEKEND)
    assert counts == [Counts(fits=2, open=1, total=6)]
    assert desk.names() == ["PRP London", "Exosome microneedling", "Exosome infusion"]
    judgements = [judgement for _cost, judgement in desk.page.shown_costs()]
    assert judgements == [Judgement.FITS, Judgement.FITS, Judgement.CANNOT_TELL]


def test_what_surely_fits_is_less_and_the_count_names_what_hid_the_rest(desk: Desk) -> None:
    desk.page.set_entry_filter(replace(LONG_WEEKEND, fit=Fit.SURELY))
    assert desk.page.counts() == Counts(fits=1, open=1, total=6)
    assert "Total up to £1,000 hides 1 entry" in desk.page.hidden_text().splitlines()


def test_with_words_the_hidden_ones_that_match_them_are_named(desk: Desk) -> None:
    desk.page.set_entry_filter(EntryFilter(max_downtime_days=Fraction(3)))
    desk.page.set_words("prp")
    assert desk.names() == ["PRP London"]
    assert desk.page.hidden_text() == "1 more matches “prp” but is hidden by Downtime up to 3 days"


def test_without_a_filter_nothing_is_hidden(desk: Desk) -> None:
    assert desk.page.hidden_text() == ""


def test_words_alone_are_looked_for_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    select = desk.document.select

    def listen(entry_filter: EntryFilter, *others: Any, **named: Any) -> Shown:
        asked.append(entry_filter.words)
        return select(entry_filter, *others, **named)

    monkeypatch.setattr(desk.document, "select", listen)
    desk.page.set_words("prp")
    assert desk.page.hidden_text() == ""
    assert asked == ["prp"]


@pytest.mark.parametrize("sort", list(SortKey))
@pytest.mark.parametrize("descending", [False, True])
def test_the_open_ones_stand_last_both_ways(desk: Desk, sort: SortKey, descending: bool) -> None:
    desk.page.set_entry_filter(LONG_WEEKEND)
    desk.page.table.sort_by(sort, descending=descending)
    assert desk.names()[-1] == "Exosome infusion"
    desk.page.set_entry_filter(EntryFilter())
    if sort is SortKey.TOTAL:
        assert desk.names()[-1] == "Exosome infusion"


def test_the_panel_and_the_page_show_the_same_filter(desk: Desk) -> None:
    filters = heard(desk.page.filter_changed)
    desk.page.filters.filter_changed.emit(THOUSAND)
    assert desk.page.entry_filter() == THOUSAND
    desk.page.set_words("prp")
    assert desk.page.filters.entry_filter() == desk.page.entry_filter()
    assert len(filters) == 2


def test_clearing_in_one_act_shows_all_and_tells_the_search_box(desk: Desk) -> None:
    desk.page.set_words("prp")
    words = heard(desk.page.words_changed)
    desk.page.clear_filters()
    assert words == [""]
    assert len(desk.names()) == 6


def test_typed_words_are_not_told_back(desk: Desk) -> None:
    words = heard(desk.page.words_changed)
    desk.page.set_words("p")
    desk.page.set_words("pr")
    assert words == []
    assert desk.names() == ["PRP London", "PRP Leeds"]


def test_facets_are_counted_soon_after(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.page.set_words("prp")
    choices = desk.page.filters.facet(Criterion.KINDS).choices_list.choices
    qtbot.waitUntil(lambda: [c.count for c in choices()] == [2, 0], timeout=1_000)


def test_who_sorts_sees_the_first_rows_and_keeps_the_current_entry(qtbot: QtBot) -> None:
    desk = Desk(qtbot, entries=[entry(f"Peel {n:03}", f"{n} GBP") for n in range(1, 200)])
    table = desk.page.table
    table.setCurrentIndex(table.model().index(0, 1))
    table.sort_by(SortKey.TOTAL, descending=True)
    assert table.verticalScrollBar().value() == 0
    assert desk.names()[0] == "Peel 199"
    assert table.current_id() == "peel-001"


# No row


def test_where_nothing_fits_it_is_said_what_would_bring_entries_back(desk: Desk) -> None:
    pound = Money.parse("1 GBP")
    products = frozenset({Kind.PRODUCT})
    desk.page.set_entry_filter(EntryFilter(words="laser", max_total=pound, kinds=products))
    assert desk.words().splitlines()[:2] == [
        "No entry fits these filters",
        "3 filters are on. Taking off one of them alone brings nothing back.",
    ]
    desk.page.set_entry_filter(EntryFilter(words="laser", max_total=Money.parse("1 GBP")))
    assert desk.words().splitlines() == [
        "No entry fits these filters",
        "2 filters are on. Taking off one of them brings back:",
        "Search “laser”: 1 entry",
        "Total up to £1: 1 entry",
        "The lowest known total starts at £252: Serum, United Kingdom · Maker. "
        "Entries without a known total are never counted as cheap.",
    ]


def test_who_types_elsewhere_goes_on_typing_when_the_last_row_goes(
    qtbot: QtBot, desk: Desk
) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    search = QLineEdit()
    search.textChanged.connect(desk.page.set_words)
    column = QVBoxLayout(host)
    column.addWidget(search)
    column.addWidget(desk.page)
    host.show()
    desk.page.table.setFocus()
    search.setFocus()
    qtbot.keyClicks(search, "laser zzz")
    assert desk.words()
    assert search.text() == "laser zzz"
    assert host.focusWidget() is search
    search.clear()
    assert host.focusWidget() is search
    desk.page.setParent(None)


def test_a_single_filter_can_be_taken_off(desk: Desk) -> None:
    words = heard(desk.page.words_changed)
    desk.page.set_entry_filter(EntryFilter(words="laser", max_total=Money.parse("1 GBP")))
    desk.press("Take off Total up to £1")
    assert desk.page.entry_filter() == EntryFilter(words="laser")
    assert desk.words() == ""
    assert words == ["laser"]


def test_the_button_clears_them_all(desk: Desk) -> None:
    desk.page.set_entry_filter(EntryFilter(words="zzz"))
    desk.press("Clear filters")
    assert desk.page.entry_filter() == EntryFilter()
    assert len(desk.names()) == 6
    assert desk.page.table.hasFocus()


def test_an_empty_catalogue_says_so(qtbot: QtBot) -> None:
    desk = Desk(qtbot, entries=())
    assert desk.words().startswith("This catalogue holds no entries")
    desk.document.show(Catalogue(entries=ENTRIES))
    assert desk.words() == ""
    assert desk.page.counts() == Counts(6, 0, 6)


# One entry


def shown_details(desk: Desk) -> list[str]:
    told: list[str] = []
    show = desk.page.details.show_cost

    def listen(cost: CourseCost, *others: Any, **named: Any) -> None:
        told.append(cost.entry.id)
        show(cost, *others, **named)

    desk.page.details.show_cost = listen  # type: ignore[method-assign]
    return told


def test_the_details_follow_the_current_row_and_only_that(desk: Desk, qtbot: QtBot) -> None:
    told = shown_details(desk)
    assert desk.page.show_entry("laser")
    assert told == ["laser"]
    desk.page.set_words("las")
    desk.page.table.sort_by(SortKey.NAME, descending=True)
    assert told == ["laser"]
    assert desk.page.current_id() == "laser"
    assert desk.page.selected_ids() == ("laser",)
    desk.document.assume(Assumptions("INR"))
    qtbot.waitUntil(lambda: told == ["laser", "laser"])
    assert not desk.page.show_entry("prp-leeds")


def test_the_entry_keeps_its_place_when_another_session_count_is_assumed(desk: Desk) -> None:
    desk.page.show_entry("prp-london")
    desk.page.details.sessions_assumed.emit("prp-london", SessionCount(9, 9))
    row = desk.document.row_of("prp-london")
    assert row is not None
    assert desk.document.cost(row).total.low == 1800
    assert desk.page.current_id() == "prp-london"
    assert desk.names().index("PRP London") == 4
    desk.page.details.sessions_assumed.emit("prp-london", None)
    assert desk.document.assumptions == Assumptions()


def test_a_catalogue_in_place_of_another_keeps_the_entry_by_its_id(desk: Desk) -> None:
    desk.page.show_entry("laser")
    desk.document.show(Catalogue(entries=ENTRIES[::-1]))
    assert desk.page.current_id() == "laser"
    desk.document.show(Catalogue(entries=ENTRIES[:2]))
    assert desk.page.current_id() is None
    assert desk.page.counts().total == 2


# Ticks, copying, menu


def test_space_puts_the_selected_entries_into_the_tray_and_takes_them_out(desk: Desk) -> None:
    desk.page.show_entry("serum")
    QTest.keyClick(desk.page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(desk.page.table, Qt.Key.Key_Space)
    assert desk.tray.ids == ("serum", "prp-london")
    QTest.keyClick(desk.page.table, Qt.Key.Key_Space)
    assert len(desk.tray) == 0


def test_a_click_on_a_box_ticks_and_the_details_know(desk: Desk) -> None:
    table = desk.page.table
    desk.page.show_entry("serum")
    place = QPoint(15, table.rowViewportPosition(0) + 20)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert desk.tray.ids == ("serum",)
    desk.page.details.compare_toggled.emit("serum")
    assert len(desk.tray) == 0


def test_a_ninth_tick_is_refused_and_announced(qtbot: QtBot) -> None:
    many = tuple(entry(f"Peel {number}", f"{number} GBP", sessions="1") for number in range(12))
    desk = Desk(qtbot, entries=many)
    QTest.keyClick(desk.page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(desk.page.tick_refused):
        QTest.keyClick(desk.page.table, Qt.Key.Key_Space)
    assert len(desk.tray) == MOST_COMPARED


def test_copying_announces_the_selected_rows_in_their_order(desk: Desk) -> None:
    announced = heard(desk.page.copy_requested)
    desk.page.copy_selected()
    desk.page.show_entry("serum")
    QTest.keyClick(desk.page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(desk.page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    ((first, second),) = announced
    assert (first[0].entry.name, second[0].entry.name) == ("Serum", "PRP London")
    assert first[1] is Judgement.FITS


def test_the_menu_of_a_row_exports(desk: Desk, qtbot: QtBot) -> None:
    actions = {action.text(): action for action in desk.page.row_menu().actions()}
    with qtbot.waitSignal(desk.page.export_requested):
        actions["Export…"].trigger()


# Panes and keeping


def test_the_details_are_a_toggle_in_a_narrow_window(desk: Desk) -> None:
    assert desk.page.details_visible()
    told = heard(desk.page.details_toggled)
    desk.page.resize(1100, 640)
    assert not desk.page.details_visible()
    desk.page.set_details_visible(True)
    assert desk.page.details_visible()
    desk.page.resize(1440, 640)
    desk.page.resize(1100, 640)
    assert desk.page.details_visible()
    assert told == [False, True]


def test_the_smallest_window_needs_no_sideways_scrolling(desk: Desk, qtbot: QtBot) -> None:
    desk.page.resize(1024, 468)
    assert desk.page.width() == 1024
    bar = desk.page.table.horizontalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() == 0, timeout=1_000)


def test_filter_columns_and_sorting_are_back_after_a_restart(qtbot: QtBot) -> None:
    before = Desk(qtbot)
    before.page.set_entry_filter(LONG_WEEKEND)
    before.page.table.set_column_shown("city", True)
    before.page.table.sort_by(SortKey.NAME, descending=True)
    state = json.loads(json.dumps(before.page.save_state()))
    after = Desk(qtbot)
    after.page.restore_state(state)
    assert after.page.entry_filter() == LONG_WEEKEND
    assert after.page.filters.entry_filter() == LONG_WEEKEND
    assert after.page.visible_columns() == before.page.visible_columns()
    assert "city" in after.page.visible_columns()
    assert after.names() == before.names()


@pytest.mark.parametrize(
    "state",
    [
        None,
        [],
        {"filter": 3, "columns": 9, "sizes": "x", "details": 1},
        {"filter": {"zzz": 1}, "columns": "\ud800", "sizes": [1, True, 3]},
        {"columns": "[]", "sizes": [10**30, -5, 0]},
    ],
)
def test_junk_in_place_of_a_saved_state_does_no_harm(desk: Desk, state: object) -> None:
    desk.page.restore_state(state)
    assert desk.page.entry_filter() == EntryFilter()
    assert len(desk.names()) == 6


def test_the_scale_reaches_to_the_budget_and_can_be_pinned(desk: Desk) -> None:
    assert desk.page.table.scale.end == 2000
    desk.page.set_entry_filter(EntryFilter(max_total=Money.parse("3000 GBP")))
    assert desk.page.table.scale.end == 3000
    desk.page.table.pin_scale("log")
    assert desk.page.table.scale.log
    desk.page.set_words("prp")
    assert desk.page.table.scale.log


def test_focus_given_to_the_filters_goes_to_the_first_limit(desk: Desk, qtbot: QtBot) -> None:
    desk.page.activateWindow()
    qtbot.waitUntil(desk.page.isActiveWindow)
    desk.page.filters.setFocus()
    assert desk.page.filters.limits().field(Criterion.MAX_TOTAL).hasFocus()
    desk.page.filters.focusPreviousChild()
    assert desk.page.filters.isAncestorOf(desk.page.focusWidget() or desk.page.filters)


# Painting


class Paintings(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.times = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.times += event.type() is QEvent.Type.Paint
        return False


def test_other_words_paint_the_rows_once(qtbot: QtBot) -> None:
    many = tuple(entry(f"Yellow {n}", "40 GBP") for n in range(300))
    some = tuple(entry(f"Blue {n}", "on request GBP") for n in range(40))
    desk = Desk(qtbot, entries=(*many, *some))
    QTest.qWait(100)  # counts beside the choices follow a moment later
    for words, rows in (("yellow", 300), ("yellow 1", 138), ("blue", 40), ("", 340)):
        paintings = Paintings(desk.page.table.viewport())
        desk.page.set_words(words)
        QTest.qWait(100)
        assert (desk.page.counts().fits, paintings.times) == (rows, 1)
