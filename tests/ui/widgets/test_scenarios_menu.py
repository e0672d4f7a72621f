from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.entries import SessionCount
from exodesk.domain.scenarios import Scenario
from exodesk.ui.widgets.name_dialog import LONGEST_NAME
from exodesk.ui.widgets.scenarios_menu import ScenariosMenu
from tests.builders import RATES

FOUR = Scenario("Four each", Assumptions(sessions=SessionCount(4, 4)))
WEAK = Scenario("Weak & cheap", Assumptions("INR"), RATES.pinned)


class Present:
    """What is assumed while the test goes on."""

    def __init__(self) -> None:
        self.scenario = Scenario("", Assumptions())

    def __call__(self) -> Scenario:
        return self.scenario


@pytest.fixture
def present() -> Present:
    return Present()


@pytest.fixture
def menu(present: Present, qtbot: QtBot) -> ScenariosMenu:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    made = ScenariosMenu(present, window)
    made.set_scenarios([WEAK, FOUR])
    return made


def filled(menu: ScenariosMenu) -> list[QAction]:
    menu.aboutToShow.emit()
    return [action for action in menu.actions() if not action.isSeparator()]


def act(menu: ScenariosMenu, verb: str, name: str) -> None:
    found = next(action for action in filled(menu) if action.text() == verb)
    inner = found.menu()
    assert isinstance(inner, QMenu)
    next(action for action in inner.actions() if action.text() == name).trigger()


def named(menu: ScenariosMenu) -> list[str]:
    return [scenario.name for scenario in menu.scenarios()]


def test_the_scenarios_stand_in_alphabetical_order_and_their_names_as_they_are(
    menu: ScenariosMenu,
) -> None:
    assert [action.text() for action in filled(menu)] == [
        "Four each",
        "Weak && cheap",
        "Save the present assumptions…",
        "Rename",
        "Delete",
    ]


def test_without_any_there_is_nothing_to_choose(present: Present, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    none, save = filled(ScenariosMenu(present, window))
    assert (none.text(), none.isEnabled()) == ("No scenario is kept yet", False)
    assert save.isEnabled()


def test_choosing_one_announces_it(menu: ScenariosMenu, qtbot: QtBot) -> None:
    with qtbot.waitSignal(menu.chosen) as caught:
        filled(menu)[1].trigger()
    assert caught.args == [WEAK]


def test_the_one_that_is_in_force_is_checked(menu: ScenariosMenu, present: Present) -> None:
    assert not any(action.isChecked() for action in filled(menu))
    present.scenario = Scenario("", WEAK.assumptions, WEAK.rates)
    assert [action.isChecked() for action in filled(menu)[:2]] == [False, True]
    present.scenario = Scenario("", WEAK.assumptions)
    assert not any(action.isChecked() for action in filled(menu))


def test_the_present_one_is_saved_under_a_name(
    menu: ScenariosMenu, present: Present, qtbot: QtBot
) -> None:
    present.scenario = Scenario("", Assumptions("EUR"), RATES.pinned)
    dialog = menu.ask_name()
    assert not dialog.save_button.isEnabled()
    qtbot.keyClicks(dialog.name_edit, "  In euros ")
    with qtbot.waitSignal(menu.changed) as caught:
        qtbot.keyClick(dialog.name_edit, Qt.Key.Key_Return)
    euros = Scenario("In euros", Assumptions("EUR"), RATES.pinned)
    assert caught.args == [(FOUR, euros, WEAK)]


def test_a_name_that_is_taken_says_what_it_replaces(
    menu: ScenariosMenu, present: Present, qtbot: QtBot
) -> None:
    present.scenario = Scenario("", Assumptions("EUR"))
    dialog = menu.ask_name()
    qtbot.keyClicks(dialog.name_edit, "Four each")
    assert dialog.note() == "Replaces the scenario that is kept under this name."
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert menu.scenarios() == (Scenario("Four each", Assumptions("EUR")), WEAK)


def test_a_name_has_an_end(menu: ScenariosMenu, qtbot: QtBot) -> None:
    dialog = menu.ask_name()
    dialog.name_edit.setText("x" * 500)
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert "x" * LONGEST_NAME in named(menu)


def test_cancelling_saves_nothing(menu: ScenariosMenu, qtbot: QtBot) -> None:
    dialog = menu.ask_name()
    qtbot.keyClicks(dialog.name_edit, "Never")
    with qtbot.assertNotEmitted(menu.changed):
        dialog.reject()


def test_one_is_renamed(menu: ScenariosMenu, qtbot: QtBot) -> None:
    dialog = menu.ask_new_name(FOUR)
    assert dialog.name_edit.text() == "Four each"
    assert dialog.note() == ""
    dialog.name_edit.clear()
    qtbot.keyClicks(dialog.name_edit, "Z")
    qtbot.keyClick(dialog.name_edit, Qt.Key.Key_Return)
    assert menu.scenarios() == (WEAK, Scenario("Z", FOUR.assumptions))


def test_one_renamed_to_a_taken_name_takes_its_place(menu: ScenariosMenu, qtbot: QtBot) -> None:
    dialog = menu.ask_new_name(FOUR)
    dialog.name_edit.setText("Weak & cheap")
    assert dialog.note() == "Replaces the scenario that is kept under this name."
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert menu.scenarios() == (Scenario("Weak & cheap", FOUR.assumptions),)


def test_one_is_deleted_and_can_be_brought_back(menu: ScenariosMenu, qtbot: QtBot) -> None:
    with qtbot.waitSignal(menu.deleted) as caught:
        act(menu, "Delete", "Weak && cheap")
    assert caught.args == [WEAK]
    assert menu.scenarios() == (FOUR,)
    menu.add(WEAK)
    assert menu.scenarios() == (FOUR, WEAK)


def test_those_kept_before_are_not_announced(menu: ScenariosMenu, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(menu.changed):
        menu.set_scenarios([FOUR])
    assert menu.scenarios() == (FOUR,)
