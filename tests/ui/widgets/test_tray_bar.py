from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from exodesk.domain.costing import CourseCost
from exodesk.ui.icons import Icons
from exodesk.ui.theme import Theme
from exodesk.ui.tray import LEAST_COMPARED
from exodesk.ui.widgets.chip import Chip
from exodesk.ui.widgets.tray_bar import TrayBar
from tests.builders import NO_RATES, cost, entry


@pytest.fixture
def bar(qtbot: QtBot) -> TrayBar:
    made = TrayBar(Icons(Theme()), LEAST_COMPARED)
    qtbot.addWidget(made)
    made.resize(1440, 52)
    made.show()
    return made


def some(count: int, name: str = "Peel") -> list[CourseCost]:
    return [
        cost(entry(f"{name} {number}", f"{number + 1}00 GBP", sessions="1", id=f"e{number}"))
        for number in range(count)
    ]


def shown(bar: TrayBar) -> list[Chip]:
    chips = [chip for chip in bar.findChildren(Chip) if chip.isVisible()]
    return sorted(chips, key=lambda chip: chip.x())


def hint(bar: TrayBar) -> str:
    return " ".join(
        label.text()
        for label in bar.findChildren(QLabel)
        if label.isVisible() and label.text() != "Compare"
    )


def test_an_empty_tray_says_what_to_do_and_compares_nothing(bar: TrayBar) -> None:
    bar.show_costs([])
    assert shown(bar) == []
    assert hint(bar) == "Tick 2 to 8 entries (Space) to see them side by side"
    assert bar.compare.toolTip() == hint(bar)
    assert not bar.compare.isEnabled()
    assert not bar.clear.isEnabled()


def test_one_entry_asks_for_another_and_two_can_be_compared(bar: TrayBar, qtbot: QtBot) -> None:
    bar.show_costs(some(1))
    assert hint(bar) == "Tick 1 more entry to compare"
    assert not bar.compare.isEnabled()
    assert bar.clear.isEnabled()
    bar.show_costs(some(2))
    assert hint(bar) == ""
    assert bar.compare.text() == "Compare 2"
    with qtbot.waitSignal(bar.compare_requested):
        qtbot.mouseClick(bar.compare, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(bar.clear_requested):
        qtbot.mouseClick(bar.clear, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("width", range(700, 2600, 97))
@pytest.mark.parametrize("count", [1, 2, 5, 8])
def test_a_chip_stands_behind_the_number_only_where_there_is_no_room(
    bar: TrayBar, width: int, count: int
) -> None:
    bar.resize(width, 52)
    bar.show_costs(some(count, "Fractional CO2 laser with exosomes"))
    chips = shown(bar)
    hidden = count - len(chips)
    if hidden:
        assert bar.more.text() == f"+{hidden}"
        assert bar.more.accessibleName().startswith(str(hidden))
        assert len(bar.more.menu().actions()) == hidden
    else:
        assert not bar.more.isVisible()
    after_chips = bar.more if hidden else bar.clear
    room = after_chips.mapTo(bar, after_chips.rect().topLeft()).x()
    ends = [chip.mapTo(bar, chip.rect().topRight()).x() for chip in chips]
    assert all(end < room for end in ends)
    assert all(chip.width() == chip.sizeHint().width() for chip in chips)
    if hidden:  # one more would not have fitted, not even without the button of the others
        without_button = bar.clear.mapTo(bar, bar.clear.rect().topLeft()).x()
        widest = max(chip.sizeHint().width() for chip in bar.findChildren(Chip))
        assert max(ends, default=100) + widest + bar.more.width() > without_button - 40


def test_a_wider_window_brings_the_hidden_chips_back(bar: TrayBar) -> None:
    bar.show_costs(some(8))
    bar.resize(800, 52)
    assert len(shown(bar)) < 8
    bar.resize(2600, 52)
    assert len(shown(bar)) == 8
    assert not bar.more.isVisible()


def test_a_hidden_entry_can_be_taken_out(bar: TrayBar, qtbot: QtBot) -> None:
    bar.resize(800, 52)
    bar.show_costs(some(8))
    last = bar.more.menu().actions()[-1]
    assert last.text() == "Take out Peel 7, Clinic"
    with qtbot.waitSignal(bar.remove_requested) as caught:
        last.trigger()
    assert caught.args == ["e7"]


def test_a_chip_announces_its_own_entry_also_after_another_left(bar: TrayBar, qtbot: QtBot) -> None:
    costs = some(3)
    bar.show_costs(costs)
    bar.show_costs(costs[1:])
    first = shown(bar)[0]
    with qtbot.waitSignal(bar.entry_requested) as caught:
        qtbot.keyClick(first, Qt.Key.Key_Return)
    assert caught.args == ["e1"]
    with qtbot.waitSignal(bar.remove_requested) as caught:
        qtbot.keyClick(first, Qt.Key.Key_Delete)
    assert caught.args == ["e1"]


@pytest.mark.parametrize(
    ("costed", "words"),
    [
        (cost(entry("Peel", "100-200 GBP", sessions="2")), "£200 – £400"),
        (cost(entry("Peel", "12000 INR", sessions="1")), "≈ £100"),
        (cost(entry("Peel", "12000 INR", sessions="1"), rates=NO_RATES), "needs a rate"),
        (cost(entry("Peel", "on request GBP", sessions="1")), "on request"),
        (cost(entry("Peel")), "no price published"),
        (cost(entry("Peel", "0 GBP", sessions="1")), "£0"),
    ],
)
def test_a_chip_says_its_total_or_why_there_is_none(
    bar: TrayBar, costed: CourseCost, words: str
) -> None:
    bar.show_costs([costed])
    assert shown(bar)[0].accessibleName() == f"Peel, Clinic, {words}"


def test_an_ampersand_in_a_name_stays_one_in_the_menu(bar: TrayBar) -> None:
    bar.resize(700, 52)
    bar.show_costs(some(8, "Skin & Co <b>"))
    assert "Skin && Co <b>" in bar.more.menu().actions()[-1].text()
