from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QSortFilterProxyModel, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.costing import CourseCost
from exodesk.domain.filters import Judgement
from exodesk.domain.ordering import SortKey
from exodesk.ui.document import CatalogueDocument, Shown
from exodesk.ui.models.columns import COLUMNS
from exodesk.ui.models.entry_table import EntryTableModel
from exodesk.ui.roles import Role
from exodesk.ui.tray import MOST_COMPARED, Tray
from exodesk.wording.sentences import row_sentence
from tests.builders import RATE_DAY, RATES, course, entry, offer, product, session_count

ENTRIES = (
    entry("Peel", "150 GBP", city="London", sessions="3", downtime="1-2 day"),
    entry("Laser <b>", offer("100-200 GBP", date="2022-01-15"), city="Leeds", sessions="2-4"),
    entry("PRP", offer("12000 INR", date="2026-01-10"), country="IN", sessions="3"),
    entry("Exosomes", "on request GBP"),
    product("Serum", "36 GBP"),
    *(entry(f"Facial {number}", f"{number} GBP", sessions="1") for number in range(1, 6)),
)
KEYS = [column.key for column in COLUMNS]


def document(entries: Sequence[Any] = ENTRIES) -> CatalogueDocument:
    return CatalogueDocument(Catalogue(entries=tuple(entries)), Assumptions(), RATES, RATE_DAY)


@pytest.fixture
def model(qapp: object) -> EntryTableModel:
    made = EntryTableModel(document(), Tray())
    made.set_shown(Shown([0, 1, 2, 4], [3]), open_because="total unknown")
    return made


def cell(
    model: EntryTableModel, row: int, key: str, role: int = Qt.ItemDataRole.DisplayRole
) -> Any:
    return model.index(row, KEYS.index(key)).data(role)


def names(model: EntryTableModel) -> list[Any]:
    return [cell(model, row, "entry") for row in range(model.rowCount())]


def test_qts_own_tester_finds_no_fault(model: EntryTableModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)
    model.set_shown(Shown([], [2, 3]))
    model.set_shown(Shown([], []))


rows = st.lists(st.integers(0, len(ENTRIES) - 1), unique=True)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(states=st.lists(st.tuples(rows, rows), max_size=4), arrays=st.booleans())
def test_views_are_told_of_every_change_of_rows(
    qapp: object, states: list[tuple[list[int], list[int]]], arrays: bool
) -> None:
    model = EntryTableModel(document(), Tray())
    told = QSortFilterProxyModel()  # knows only what the model's signals tell it
    told.setSourceModel(model)
    for fits, unsure in states:
        shown: Any = Shown(np.array(fits, int), np.array(unsure, int)) if arrays else None
        model.set_shown(shown or Shown(fits, unsure))
        expected: list[str | None] = [ENTRIES[row].id for row in fits]
        if unsure:
            expected += [None, *(ENTRIES[row].id for row in unsure)]
        ids = [told.index(row, 0).data(Role.ENTRY_ID) for row in range(told.rowCount())]
        assert ids == expected
        for row, entry_id in enumerate(ids):
            if entry_id is not None:
                first = ids.index(entry_id)
                assert model.row_of(entry_id) == first
                assert model.entry_id_at(row) == entry_id


def test_those_that_cannot_be_judged_stand_below_a_heading(model: EntryTableModel) -> None:
    heading = "Can't tell (total unknown) · 1"
    assert model.rowCount() == 6
    assert names(model) == ["Peel", "Laser <b>", "PRP", "Serum", None, "Exosomes"]
    assert model.heading_row == 4
    assert cell(model, 4, "tick") == cell(model, 4, "tick", Role.HEADING) == heading
    assert model.flags(model.index(4, 0)) == Qt.ItemFlag.ItemNeverHasChildren
    assert model.judgement_at(3) is Judgement.FITS
    assert model.judgement_at(5) is Judgement.CANNOT_TELL
    model.set_shown(Shown([0], []))
    assert model.rowCount() == 1
    assert cell(model, 0, "tick", Role.HEADING) is None


def test_where_an_entry_is_named_the_row_is_read_and_else_the_value_with_its_column(
    model: EntryTableModel,
) -> None:
    spoken = Qt.ItemDataRole.AccessibleTextRole
    cost = cell(model, 0, "tick", Role.COST)
    assert isinstance(cost, CourseCost)
    assert cell(model, 0, "tick", spoken) == row_sentence(cost, RATES)
    assert cell(model, 0, "entry", spoken) == row_sentence(cost, RATES)
    assert cell(model, 0, "total", spoken) == "Total, £: £450"
    assert (
        cell(model, 0, "downtime", spoken)
        == "Downtime: 1 – 2 days per session, 3 – 6 days over the course"
    )
    assert cell(model, 2, "total", spoken) == "Total, £: £300, as printed ₹36,000"


def test_a_tool_tip_shows_markup_as_text(model: EntryTableModel) -> None:
    assert (
        cell(model, 1, "entry", Qt.ItemDataRole.ToolTipRole)
        == "<qt>Laser &lt;b&gt;, Leeds · Clinic</qt>"
    )


def test_a_tick_goes_into_the_tray_and_a_ninth_is_refused(qtbot: QtBot) -> None:
    tray = Tray()
    model = EntryTableModel(document(), tray)
    model.set_shown(Shown(list(range(10)), []))
    checked, role = Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole
    changed: list[Any] = []
    model.dataChanged.connect(lambda *told: changed.append(told))
    for row in range(MOST_COMPARED):
        assert model.setData(model.index(row, 0), checked, role)
        assert cell(model, row, "tick", role) == checked
    assert len(changed) == MOST_COMPARED
    with qtbot.waitSignal(model.tick_refused):
        assert not model.setData(model.index(8, 0), checked, role)
    assert model.setData(model.index(0, 0), Qt.CheckState.Unchecked, role)
    assert tray.ids == tuple(e.id for e in ENTRIES[1:8])
    assert not model.setData(model.index(0, 1), checked, role)


def test_every_role_is_answered_after_the_catalogue_shrank(qapp: object) -> None:
    shrinking = document()
    model = EntryTableModel(shrinking, Tray())
    model.set_shown(Shown([9, 8], [7, 6]))
    shrinking.show(Catalogue(entries=ENTRIES[:2]))
    for row in range(-1, model.rowCount() + 1):
        for column in range(-1, model.columnCount() + 1):
            for role in (*Qt.ItemDataRole, *Role, 9_999):
                model.data(model.index(row, column), int(role))
        assert model.cost_at(row) is None


def test_figures_follow_the_display_currency(qapp: object) -> None:
    followed = document()
    model = EntryTableModel(followed, Tray())
    model.set_shown(Shown([0, 2], []))
    assert cell(model, 0, "total", Role.ENDS) == ("", "£450")
    told: list[Any] = []
    model.dataChanged.connect(lambda *what: told.append(what))
    followed.assume(Assumptions("INR"))
    assert told
    assert cell(model, 0, "total", Role.ENDS) == ("", "₹54,000")
    total = KEYS.index("total")
    assert model.headerData(total, Qt.Orientation.Horizontal) == "Total, ₹"


@pytest.mark.parametrize(
    ("date", "mark"),
    [
        (None, "no date"),
        ("2022-01-15", "4 years old"),
        ("2025-01-15", "12 months old"),
        ("2025-01-16", ""),
        ("2026-01-10", ""),
    ],
)
def test_only_a_year_old_or_undated_price_carries_an_age(
    qapp: object, date: str | None, mark: str
) -> None:
    assert datetime.date(2026, 1, 15) == RATE_DAY
    model = EntryTableModel(document([entry("Peel", offer("9 GBP", date=date))]), Tray())
    model.set_shown(Shown([0], []))
    assert cell(model, 0, "entry", Role.AGE) == mark


def test_an_entry_without_a_price_has_no_age(qapp: object) -> None:
    entries = [entry("Peel"), entry("Laser", "on request GBP")]
    model = EntryTableModel(document(entries), Tray())
    model.set_shown(Shown([0, 1], []))
    assert [cell(model, row, "entry", Role.AGE) for row in (0, 1)] == ["", ""]


def test_an_unknown_figure_is_a_word_and_quiet(model: EntryTableModel) -> None:
    assert cell(model, 5, "total") == "on request"
    assert cell(model, 5, "sessions") == cell(model, 5, "downtime") == "not stated"
    assert all(cell(model, 5, key, Role.QUIET) for key in ("total", "sessions", "downtime"))
    assert not cell(model, 0, "total", Role.QUIET)


def test_sorting_by_a_figure_that_the_cell_does_not_show_shows_it_below(qapp: object) -> None:
    model = EntryTableModel(document(), Tray())
    shown = Shown([0, 2], [])
    model.set_shown(shown)
    assert (
        cell(model, 0, "downtime", Role.SECOND) == cell(model, 1, "unit_price", Role.SECOND) == ""
    )
    model.set_shown(shown, sort=SortKey.DOWNTIME)
    assert cell(model, 0, "downtime", Role.SECOND) == "in all 3 – 6 d"
    model.set_shown(shown, sort=SortKey.PRICE)
    assert cell(model, 1, "unit_price", Role.SECOND) == "≈ £100"


def test_no_downtime_at_all_is_said_once(qapp: object) -> None:
    model = EntryTableModel(document([entry(sessions="3", downtime="0 day")]), Tray())
    model.set_shown(Shown([0], []), sort=SortKey.DOWNTIME)
    assert cell(model, 0, "downtime") == "none"
    assert cell(model, 0, "downtime", Role.SECOND) == ""


def test_a_price_that_is_not_of_a_session_says_of_what(qapp: object) -> None:
    entries = [product("Serum", "36 GBP"), entry("Peel", course(3, "400 GBP"))]
    model = EntryTableModel(document(entries), Tray())
    model.set_shown(Shown([0, 1], []))
    assert (cell(model, 0, "unit_price"), cell(model, 0, "unit_price", Role.SECOND)) == (
        "£36",
        "a pack",
    )
    assert (cell(model, 1, "unit_price"), cell(model, 1, "unit_price", Role.SECOND)) == (
        "≈ £133",
        "in a course",
    )
    assert (cell(model, 0, "sessions"), cell(model, 0, "sessions", Role.SECOND)) == ("7", "packs")


def test_names_are_found_by_how_they_start_and_from_there_on(model: EntryTableModel) -> None:
    role = Qt.ItemDataRole.DisplayRole
    found = [index.row() for index in model.match(model.index(1, 1), role, "p", 1)]
    assert found == [2]
    assert [index.row() for index in model.match(model.index(3, 1), role, "p", 1)] == [0]
    assert [index.row() for index in model.match(model.index(0, 1), role, "exo", 1)] == [5]
    assert model.match(model.index(0, 1), role, "zz", 1) == []


def test_an_assumed_number_of_sessions_is_told_in_words_and_to_whoever_paints_it(
    qapp: object,
) -> None:
    shown = document()
    model = EntryTableModel(shown, Tray())
    model.set_shown(Shown([0, 4], []))
    assert not cell(model, 0, "sessions", Role.CHANGED)
    shown.assume(Assumptions(sessions=session_count("4")))
    assert cell(model, 0, "sessions", Role.CHANGED)
    assert cell(model, 0, "sessions", Role.SECOND) == "assumed"
    assert "sessions 4 (assumed)" in cell(model, 0, "tick", Qt.ItemDataRole.AccessibleTextRole)
    assert not cell(model, 0, "downtime", Role.CHANGED)
    assert not cell(model, 1, "sessions", Role.CHANGED)  # packs are not assumed with it


def test_own_entries_say_so_before_their_place_and_in_the_sentence(model: EntryTableModel) -> None:
    plain = cell(model, 0, "entry", Role.SECOND), cell(model, 1, "entry", Role.SECOND)
    model.set_marks({ENTRIES[0].id: "own"})
    assert cell(model, 0, "entry", Role.SECOND) == f"own · {plain[0]}"
    assert cell(model, 1, "entry", Role.SECOND) == plain[1]
    sentence = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert sentence.startswith("own · Peel")
    model.set_marks({})
    assert cell(model, 0, "entry", Role.SECOND) == plain[0]
