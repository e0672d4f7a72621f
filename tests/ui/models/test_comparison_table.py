from __future__ import annotations

from fractions import Fraction

import pytest
from PySide6.QtCore import QSortFilterProxyModel, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from exodesk.domain.catalogue import Catalogue
from exodesk.domain.comparison import Attribute, Comparison, Group, Row
from exodesk.domain.entries import Entry
from exodesk.ui.comparison_cell import CELL_ROLE, PaintedCell
from exodesk.ui.models.comparison_table import ComparisonTableModel
from exodesk.wording.comparison import ComparisonWords
from tests.builders import RATE_DAY, cost, entry

LONDON = entry("Exosome", "250-350 GBP", city="London", sessions="3", downtime="1-2 day", id="l")
MUMBAI = entry(
    "Exosome",
    "12000-18000 INR",
    city="Mumbai",
    country="IN",
    sessions="3",
    downtime="1-2 day",
    id="m",
)
LASER = entry("Laser", "400-600 GBP", sessions="2-3", downtime="5-7 day")
ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole


def words(*entries: Entry, sessions: str | None = None) -> ComparisonWords:
    costs = tuple(cost(each, sessions=sessions) for each in entries)
    return ComparisonWords(Comparison(costs), Catalogue(), Fraction(365), RATE_DAY)


@pytest.fixture
def model(qtmodeltester: ModelTester) -> ComparisonTableModel:
    made = ComparisonTableModel()
    made.show_comparison(words(LONDON, MUMBAI))
    qtmodeltester.check(made)
    return made


def painted(model: ComparisonTableModel, attribute: Attribute, column: int) -> PaintedCell:
    row = model.row_of(attribute)
    assert row is not None
    cell = model.index(row, column).data(CELL_ROLE)
    assert isinstance(cell, PaintedCell)
    return cell


def test_entries_are_columns_after_the_names_of_the_rows(model: ComparisonTableModel) -> None:
    heads = [
        model.headerData(section, Qt.Orientation.Horizontal)
        for section in range(model.columnCount())
    ]
    assert heads == ["Attribute", "Exosome, London", "Exosome, Mumbai"]
    assert model.index(0, 0).data() == "Total over 12 months"
    assert model.index(0, 2).data() == "≈ £300 – £450 (lowest)"


def test_each_group_but_the_first_has_a_heading_that_cannot_be_selected(
    model: ComparisonTableModel,
) -> None:
    lines = [model.line(row) for row in range(model.rowCount())]
    headings = [line for line in lines if isinstance(line, Group)]
    assert headings == [Group.COURSE, Group.TREATMENT, Group.CLAIMS, Group.SOURCES]
    row = lines.index(Group.COURSE)
    assert model.flags(model.index(row, 1)) == Qt.ItemFlag.NoItemFlags
    assert model.index(row, 0).data() == "Course"
    assert model.group_at(row) is Group.COURSE
    assert model.group_at(0) is Group.COST
    assert model.group_at(99) is None


def test_a_mark_is_a_sign_and_a_word_and_not_only_a_colour(model: ComparisonTableModel) -> None:
    dear, cheap = (painted(model, Attribute.TOTAL, column) for column in (1, 2))
    assert (dear.sign, dear.sign_word, dear.accent) == ("highest", "highest", False)
    assert (cheap.sign, cheap.sign_word, cheap.accent) == ("lowest", "lowest", True)


def test_an_overlap_is_told_beside_the_name_of_the_row(model: ComparisonTableModel) -> None:
    name = painted(model, Attribute.DOWNTIME, 0)
    assert (name.sign, name.sign_word) == ("overlap", "overlap")
    row = model.row_of(Attribute.DOWNTIME)
    assert row is not None
    assert model.index(row, 0).data(ACCESSIBLE) == "Downtime per session, overlap"


def test_what_is_not_known_is_quiet(model: ComparisonTableModel) -> None:
    assert painted(model, Attribute.INTERVAL, 1).quiet
    assert not painted(model, Attribute.SESSIONS, 1).quiet


def test_every_cell_can_be_heard(model: ComparisonTableModel) -> None:
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            heard = model.index(row, column).data(ACCESSIBLE)
            assert heard or isinstance(model.line(row), Group)
    assert model.index(0, 2).data(ACCESSIBLE) == (
        "Total over 12 months, Exosome, Mumbai: ≈ £300 – £450, lowest"
    )


def test_a_tool_tip_shows_markup_as_text(model: ComparisonTableModel) -> None:
    model.show_comparison(words(entry("<b>Peel</b>", "1 GBP", city="<i>"), LASER))
    row = model.row_of(Attribute.FAMILY)
    assert row is not None
    for column in range(model.columnCount()):
        for line in range(model.rowCount()):
            tip = model.index(line, column).data(Qt.ItemDataRole.ToolTipRole)
            assert tip is None or "<b>" not in tip.removeprefix("<qt>")


def test_differences_only_leaves_out_rows_and_empty_groups(model: ComparisonTableModel) -> None:
    model.set_differences_only(True)
    shown = [model.line(row) for row in range(model.rowCount())]
    assert all(line.differs for line in shown if isinstance(line, Row))
    assert model.row_of(Attribute.DOWNTIME) is None
    assert not any(
        isinstance(one, Group) and (other is None or isinstance(other, Group))
        for one, other in zip(shown, [*shown[1:], None], strict=True)
    )
    model.set_differences_only(False)
    assert model.row_of(Attribute.DOWNTIME) is not None


def test_the_same_entries_at_other_costs_keep_the_selection(
    model: ComparisonTableModel, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.show_comparison(words(LONDON, MUMBAI, sessions="4"))
    assert painted(model, Attribute.SESSIONS, 1).note == "assumed"
    with qtbot.waitSignal(model.modelReset):
        model.show_comparison(words(LONDON, MUMBAI, LASER))


def test_views_are_told_of_every_change(qtmodeltester: ModelTester) -> None:
    model = ComparisonTableModel()
    qtmodeltester.check(model)
    told = QSortFilterProxyModel()  # knows only what the signals tell it
    told.setSourceModel(model)
    for shown in (
        words(LONDON, LASER),
        words(LONDON, LASER, MUMBAI),
        words(LONDON, LASER, MUMBAI, sessions="2"),
        None,
        words(LONDON, MUMBAI),
    ):
        model.show_comparison(shown)
        model.set_differences_only(not model.differences_only)
        assert told.rowCount() == model.rowCount()
        assert told.columnCount() == model.columnCount()
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                assert told.index(row, column).data() == model.index(row, column).data()


def test_the_text_of_the_table_has_names_on_top_and_at_the_left(
    model: ComparisonTableModel,
) -> None:
    rows = model.text_rows()
    assert rows[0] == ["", "Exosome, London", "Exosome, Mumbai"]
    assert rows[2] == ["In rupees", "≈ ₹90,000 – ₹1,26,000", "₹36,000 – ₹54,000 (as printed)"]
    assert {len(row) for row in rows} == {3}
    assert ComparisonTableModel().text_rows() == []


def test_answers_are_none_beyond_the_table(model: ComparisonTableModel) -> None:
    for role in (Qt.ItemDataRole.DisplayRole, ACCESSIBLE, CELL_ROLE, 9_999):
        assert model.data(model.createIndex(500, 1), role) is None
        assert model.data(model.createIndex(0, 50), role) is None
    assert model.headerData(7, Qt.Orientation.Horizontal) is None
    assert ComparisonTableModel().headerData(0, Qt.Orientation.Horizontal) is None


def test_only_assumed_sessions_are_marked_as_changed(model: ComparisonTableModel) -> None:
    assert not painted(model, Attribute.SESSIONS, 1).changed
    model.show_comparison(words(LONDON, MUMBAI, sessions="4"))
    assert painted(model, Attribute.SESSIONS, 1).changed
    assert not painted(model, Attribute.TOTAL, 1).changed


def test_beside_a_place_that_is_certain_the_name_of_the_row_casts_no_doubt(
    model: ComparisonTableModel,
) -> None:
    others = (entry("Peel", "900-990 GBP", sessions="3"), entry("Light", "950 GBP", sessions="3"))
    model.show_comparison(words(*others, MUMBAI))
    assert painted(model, Attribute.TOTAL, 3).sign_word == "lowest"
    assert not any(painted(model, Attribute.TOTAL, column).sign_word for column in (1, 2))
    assert painted(model, Attribute.TOTAL, 0).sign_word == ""
    model.show_comparison(words(*others))
    assert painted(model, Attribute.TOTAL, 0).sign_word == "overlap"
