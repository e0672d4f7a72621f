from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from exodesk.domain.costing import CourseCost
from exodesk.ui.icons import Icons
from exodesk.ui.theme import DARK, LIGHT, Scheme, Theme, TypeRole, role_font
from exodesk.ui.tray import LEAST_COMPARED
from exodesk.ui.widgets.chip import Chip
from exodesk.ui.widgets.tray_bar import TrayBar
from tests.builders import NO_RATES, cost, entry
from tests.ui.keyboard import HOSTILE, heard, in_reading_order, shows_its_focus, tab_stops


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


LONG = "Exosome skin rejuvenation with microneedling and LED therapy, full face"
HINDI = "एक्सोसोम त्वचा कायाकल्प उपचार पूरे चेहरे के लिए"


@pytest.mark.parametrize("width", [1024, 1440])
def test_long_names_in_any_script_leave_room_for_the_totals(bar: TrayBar, width: int) -> None:
    bar.resize(width, 52)
    bar.show_costs(
        [
            cost(entry(name, price, sessions="1", id=f"{number}"))
            for number, (name, price) in enumerate(
                [(LONG, "500-700 GBP"), (HINDI, "on request GBP"), ("Peel", "12000 INR")]
            )
        ]
    )
    totals = ["£500 – £700", "on request", "≈ £100"]
    for chip, total in zip(shown(bar), totals, strict=False):
        assert chip.width() >= QFontMetrics(role_font(TypeRole.SMALL)).horizontalAdvance(total) + 60
        assert chip.accessibleName().endswith(total)
    assert len(shown(bar)) >= 2


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_widens_neither_the_bar_nor_the_menu(bar: TrayBar, name: str) -> None:
    bar.resize(700, 52)
    least = bar.minimumSizeHint().width()
    bar.show_costs(some(8, name))
    assert bar.minimumSizeHint().width() <= least + 100
    bar.resize(1440, 52)
    for chip in shown(bar):
        assert chip.width() < 400
        assert "<b>" not in chip.toolTip()
        assert "<img" not in chip.toolTip()
    for action in bar.more.menu().actions():
        assert len(action.text()) < 120
        assert not set("\n\t") & set(action.text())


def test_the_tab_key_goes_from_chip_to_chip_and_on_to_the_buttons(bar: TrayBar) -> None:
    bar.resize(800, 52)
    bar.show_costs(some(8))
    stops = tab_stops(bar)
    assert stops == [*shown(bar), bar.more, bar.clear, bar.compare]
    assert in_reading_order(bar, stops)
    assert all(heard(stop) for stop in stops)
    assert all(shows_its_focus(stop) for stop in stops)


def test_a_chip_added_later_stands_after_the_others_for_the_tab_key_too(bar: TrayBar) -> None:
    bar.show_costs(some(1))
    bar.show_costs(some(3))
    bar.show_costs(some(2))
    bar.show_costs(some(4))
    assert tab_stops(bar) == [*shown(bar), bar.clear, bar.compare]


def test_what_stands_below_the_bar_comes_after_its_chips(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    bar, below = TrayBar(Icons(Theme()), LEAST_COMPARED), QPushButton("Rate")
    column.addWidget(bar)
    column.addWidget(below)
    window.resize(1440, 100)
    window.show()
    for count in (2, 4):
        bar.show_costs(some(count))
        assert tab_stops(window) == [*shown(bar), bar.clear, bar.compare, below]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_the_number_opens_its_menu_by_key(bar: TrayBar, qtbot: QtBot, key: Qt.Key) -> None:
    bar.resize(800, 52)
    bar.show_costs(some(8))
    opened: list[bool] = []
    menu = bar.more.menu()
    menu.aboutToShow.connect(lambda: opened.append(True))
    menu.aboutToShow.connect(lambda: QTimer.singleShot(0, menu.close))
    qtbot.keyClick(bar.more, key)
    assert bool(opened) == (key == Qt.Key.Key_Space)


@pytest.mark.parametrize("name", ["clear", "compare"])
def test_the_space_bar_presses_the_buttons(bar: TrayBar, qtbot: QtBot, name: str) -> None:
    bar.show_costs(some(2))
    with qtbot.waitSignal(getattr(bar, f"{name}_requested")):
        qtbot.keyClick(getattr(bar, name), Qt.Key.Key_Space)


def test_the_bar_is_painted_in_the_colours_of_now(bar: TrayBar) -> None:
    bar.show_costs(some(2))
    light = bar.grab().toImage()
    bar._icons.theme.set_scheme(Scheme.DARK)
    assert bar.grab().toImage().pixelColor(5, 30) == DARK.window
    assert light.pixelColor(5, 30) == LIGHT.window
