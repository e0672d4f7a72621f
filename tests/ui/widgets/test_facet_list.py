from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QSortFilterProxyModel, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from exodesk.ui.theme import LIGHT, Theme
from exodesk.ui.widgets.facet_list import FacetChoice, FacetList

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

CHOICES = (
    FacetChoice("exosome", "Exosome", 6),
    FacetChoice("prp", "PRP", 1),
    FacetChoice("microneedling", "Microneedling", 0),
    FacetChoice("laser", "Laser", 3),
    FacetChoice("peel", "Peel", 0, checked=True),
)


@pytest.fixture
def facets(qtbot: QtBot) -> FacetList:
    made = FacetList(Theme())
    made.set_choices(CHOICES)
    qtbot.addWidget(made)
    made.resize(184, made.sizeHint().height())
    return made


def click(facets: FacetList, qtbot: QtBot, row: int, x: int | None = None) -> None:
    area = facets.visualRect(facets.model().index(row, 0))
    place = area.center() if x is None else QPoint(area.left() + x, area.center().y())
    qtbot.mouseClick(facets.viewport(), Qt.MouseButton.LeftButton, pos=place)


def spoken(facets: FacetList, row: int) -> str:
    return str(facets.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))


def test_a_click_on_the_word_or_the_box_toggles_once(facets: FacetList, qtbot: QtBot) -> None:
    announced: list[frozenset[object]] = []
    facets.checked_changed.connect(announced.append)
    click(facets, qtbot, 0)
    click(facets, qtbot, 1, x=5)
    click(facets, qtbot, 0)
    assert announced == [
        frozenset({"exosome", "peel"}),
        frozenset({"exosome", "prp", "peel"}),
        frozenset({"prp", "peel"}),
    ]
    assert all(type(each) is frozenset for each in announced)


def test_two_quick_clicks_toggle_twice(facets: FacetList, qtbot: QtBot) -> None:
    announced: list[frozenset[object]] = []
    facets.checked_changed.connect(announced.append)
    place = facets.visualRect(facets.model().index(0, 0)).center()
    click(facets, qtbot, 0)
    qtbot.mouseDClick(facets.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseRelease(facets.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert announced == [frozenset({"exosome", "peel"}), frozenset({"peel"})]


def test_a_press_that_is_let_go_elsewhere_toggles_nothing(facets: FacetList, qtbot: QtBot) -> None:
    rows = [facets.visualRect(facets.model().index(row, 0)).center() for row in (0, 1)]
    with qtbot.assertNotEmitted(facets.checked_changed):
        qtbot.mousePress(facets.viewport(), Qt.MouseButton.LeftButton, pos=rows[0])
        qtbot.mouseRelease(facets.viewport(), Qt.MouseButton.LeftButton, pos=rows[1])


def test_a_value_no_entry_has_stays_in_sight_and_cannot_be_ticked(
    facets: FacetList, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(facets.checked_changed):
        click(facets, qtbot, 2)
    assert not facets.model().flags(facets.model().index(2, 0)) & Qt.ItemFlag.ItemIsEnabled


def test_a_ticked_value_no_entry_has_can_be_unticked(facets: FacetList, qtbot: QtBot) -> None:
    click(facets, qtbot, 4)
    assert facets.checked() == frozenset()
    assert not facets.choices()[4].can_be_toggled


def test_arrows_skip_what_cannot_be_ticked_and_space_toggles(
    facets: FacetList, qtbot: QtBot
) -> None:
    facets.show()
    facets.activateWindow()
    qtbot.waitUntil(facets.isActiveWindow)
    facets.setFocus(Qt.FocusReason.TabFocusReason)
    assert facets.currentIndex().row() == 0
    qtbot.keyClick(facets, Qt.Key.Key_Down)
    qtbot.keyClick(facets, Qt.Key.Key_Down)
    assert facets.currentIndex().row() == 3
    qtbot.keyClick(facets, Qt.Key.Key_Space)
    assert facets.checked() == frozenset({"laser", "peel"})
    qtbot.keyClick(facets, Qt.Key.Key_Space)
    assert facets.checked() == frozenset({"peel"})


def test_a_screen_reader_hears_word_count_and_tick(facets: FacetList, qtbot: QtBot) -> None:
    assert spoken(facets, 0) == "Exosome, 6 entries, not checked"
    assert spoken(facets, 1) == "PRP, 1 entry, not checked"
    assert spoken(facets, 4) == "Peel, 0 entries, checked"
    click(facets, qtbot, 0)
    assert spoken(facets, 0) == "Exosome, 6 entries, checked"


def test_choices_shown_from_outside_are_not_announced_back(facets: FacetList, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(facets.checked_changed):
        facets.set_choices([FacetChoice("exosome", "Exosome", 2, checked=True)])
    assert facets.checked() == frozenset({"exosome"})


def test_new_counts_keep_the_current_row(facets: FacetList) -> None:
    facets.setCurrentIndex(facets.model().index(3, 0))
    facets.set_choices([FacetChoice(each.value, each.word, 7) for each in CHOICES])
    assert facets.currentIndex().row() == 3
    assert spoken(facets, 3) == "Laser, 7 entries, not checked"


def test_the_list_is_as_high_as_its_rows_and_never_scrolls(facets: FacetList, qtbot: QtBot) -> None:
    row = facets.visualRect(facets.model().index(0, 0)).height()
    assert row >= 24
    assert facets.sizeHint().height() == row * len(CHOICES)
    facets.set_choices(CHOICES[:2])
    assert facets.sizeHint().height() == facets.minimumSizeHint().height() == row * 2
    facets.set_choices(())
    assert facets.sizeHint().height() == 0
    assert facets.grab() is not None


def test_the_wheel_belongs_to_the_panel_around(facets: FacetList) -> None:
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    facets.wheelEvent(wheel)
    assert not wheel.isAccepted()


def test_the_panel_around_scrolls_to_the_row_the_arrows_reach(qtbot: QtBot) -> None:
    panel, inside = QScrollArea(), QWidget()
    qtbot.addWidget(panel)
    facets = FacetList(Theme())
    facets.set_choices([FacetChoice(number, str(number), 1) for number in range(40)])
    QVBoxLayout(inside).addWidget(facets)
    panel.setWidget(inside)
    panel.setWidgetResizable(True)
    panel.resize(200, 120)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    facets.setFocus()
    for _step in range(20):
        qtbot.keyClick(facets, Qt.Key.Key_Down)
    assert panel.verticalScrollBar().value() > 300


def test_a_ticked_box_is_filled_with_the_accent(facets: FacetList, qtbot: QtBot) -> None:
    area = facets.visualRect(facets.model().index(0, 0))
    corner = QPoint(area.left() + 3, area.center().y() + 5)
    assert facets.grab().toImage().pixelColor(corner).name() != LIGHT.accent.name()
    click(facets, qtbot, 0)
    assert facets.grab().toImage().pixelColor(corner).name() == LIGHT.accent.name()


def test_the_model_is_sound(facets: FacetList, qtmodeltester: Any) -> None:
    qtmodeltester.check(facets.model())


@given(
    st.lists(
        st.lists(
            st.tuples(st.integers(0, 4), st.integers(0, 3), st.booleans()),
            max_size=5,
            unique_by=lambda row: row[0],
        ),
        max_size=4,
    )
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_views_are_told_of_every_change(
    qtbot: QtBot, states: Sequence[Sequence[tuple[int, int, bool]]]
) -> None:
    facets = FacetList(Theme())
    told = QSortFilterProxyModel()  # knows only what the model's signals tell it
    told.setSourceModel(facets.model())
    for state in states:
        facets.set_choices([FacetChoice(key, f"word {key}", n, on) for key, n, on in state])
        heard = [
            told.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
            for row in range(told.rowCount())
        ]
        assert heard == [spoken(facets, row) for row in range(len(state))]
    told.setSourceModel(None)  # type: ignore[arg-type]
    facets.deleteLater()


def test_some_thousand_repaints_take_no_reference_from_none(facets: FacetList) -> None:
    facets.grab()
    before = sys.getrefcount(None)
    for _round in range(400):
        facets.grab()
    assert sys.getrefcount(None) >= before - 50
