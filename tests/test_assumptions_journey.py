"""What totals assume, changed in the real window: at once everywhere, and kept between starts."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from exodesk.app import Desk
from exodesk.domain.assumptions import Assumptions, LineKey, UnknownTax
from exodesk.domain.entries import SessionCount
from exodesk.domain.money import Money
from exodesk.ui.main_window import CATALOGUE, COMPARE
from exodesk.ui.widgets.assumption_button import AssumptionButton
from tests.builders import rates, use
from tests.desks import Starting
from tests.ui.keyboard import tab_stops

TRIP = Money(Decimal(420), "GBP")
EVERYTHING = Assumptions(
    "INR",
    Fraction(365) * 3 / 2,
    SessionCount(3, 6),
    {"peel-delhi": SessionCount(2, 2)},
    frozenset({LineKey.TAX, LineKey.PATCH_TEST}),
    UnknownTax.WIDEN,
    Fraction(11, 4),
    "GB",
    TRIP,
    None,
    Money(Decimal(9000), "INR"),
    {"retinoid-uk": use("1 ml a day")},
)


@pytest.fixture
def desk(start: Starting) -> Desk:
    return start()


def type_into(qtbot: QtBot, field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def priced_trip(desk: Desk, qtbot: QtBot, text: str) -> None:
    strip = desk.window.strip
    strip.open(strip.travel, strip.travel)
    type_into(qtbot, strip.away.trip.field, text)


def compared_total(desk: Desk, column: int) -> str:
    row = next(row for row in desk.comparison_page.as_rows() if row[0].startswith("Total over"))
    return row[1 + column]


def menu_at(desk: Desk, *path: str) -> QMenu:
    menu: Any = desk.window.menuBar()
    for words in path:
        action = next(a for a in menu.actions() if a.text().replace("&", "") == words)
        menu = action.menu()
        menu.aboutToShow.emit()
    assert isinstance(menu, QMenu)
    return menu


def test_the_price_of_a_trip_moves_list_tray_and_comparison_at_once(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.tray.replace(["exosome-london", "exosome-mumbai"])
    desk.window.show_page(COMPARE)
    priced_trip(desk, qtbot, "420")
    assert desk.document.assumptions == Assumptions(home="GB", travel=TRIP)
    assert compared_total(desk, 0).startswith("£750 – £1,050")
    assert "£720 – £870" in compared_total(desk, 1)
    desk.window.show_page(CATALOGUE)
    tray = " ".join(chip.accessibleName() for chip in desk.window.tray_bar.findChildren(QWidget))
    assert "£720 – £870" in tray
    strip = desk.window.strip
    assert strip.travel.value() == "£420 a trip, 1 trip"
    strip.open(strip.travel, strip.travel)
    type_into(qtbot, strip.away.trips.field, "3")
    assert "£1,560 – £1,710" in compared_total(desk, 1)
    qtbot.mouseClick(strip.reset, Qt.MouseButton.LeftButton)
    assert "£300 – £450" in compared_total(desk, 1)
    assert strip.travel.value() == "not counted"


def test_a_refused_amount_leaves_every_total_as_it_is(desk: Desk, qtbot: QtBot) -> None:
    desk.tray.replace(["exosome-london", "exosome-mumbai"])
    priced_trip(desk, qtbot, "420")
    before = desk.comparison_page.as_rows()
    priced_trip(desk, qtbot, "900 AED")
    field = desk.window.strip.away.trip.field
    assert field.message == "No rate from AED to GBP: set one, or give the amount in GBP."
    assert desk.comparison_page.as_rows() == before
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "£420"
    desk.window.strip.away.close()


def test_everything_assumed_is_there_at_the_next_start(start: Starting) -> None:
    start().document.assume(EVERYTHING)
    again = start()
    assert again.document.assumptions == EVERYTHING
    assert again.window.strip.horizon.value() == "18 months"
    assert again.window.strip.reset.isEnabled()


def test_a_currency_given_at_the_start_goes_before_the_one_remembered(start: Starting) -> None:
    start().document.assume(EVERYTHING)
    assert start(currency="GBP").document.assumptions.currency == "GBP"


@pytest.mark.parametrize(
    "kept",
    [
        {"assumptions": {"horizon_days": "0"}, "scenarios": 5},
        {"assumptions": ["lots"], "scenarios": [{"name": "A"}, "B", {"name": 5}]},
        {
            "assumptions": {"travel": "NaN GBP"},
            "scenarios": [{"name": "A", "assumptions": {"fx_fee": "1e9"}, "rates": []}],
        },
    ],
)
def test_what_a_broken_settings_file_holds_is_left_out(
    start: Starting, kept: dict[str, Any]
) -> None:
    start.profile.parent.mkdir(parents=True, exist_ok=True)
    start.profile.write_text(json.dumps(kept), "utf-8")
    desk = start()
    assert desk.document.assumptions == Assumptions()
    assert desk.assuming.scenarios.scenarios() == ()


def test_a_scenario_is_saved_kept_and_chosen_from_the_menu(start: Starting, qtbot: QtBot) -> None:
    desk = start()
    weak = rates("GBP/INR=90")
    desk.document.assume(EVERYTHING, weak)
    save = menu_at(desk, "Compare", "Scenarios").actions()[-1]
    assert save.text() == "Save the present assumptions…"
    dialog = desk.assuming.scenarios.ask_name()
    type_into(qtbot, dialog.name_edit, "Weak pound, three trips")
    qtbot.mouseClick(desk.window.strip.reset, Qt.MouseButton.LeftButton)
    again = start()
    assert again.document.assumptions == Assumptions()
    chosen = menu_at(again, "Compare", "Scenarios").actions()[0]
    assert chosen.text() == "Weak pound, three trips"
    assert not chosen.isChecked()
    chosen.trigger()
    assert again.document.assumptions == EVERYTHING
    assert again.document.rates.pinned == weak.pinned
    assert menu_at(again, "Compare", "Scenarios").actions()[0].isChecked()


def test_the_rates_of_a_scenario_can_be_undone(desk: Desk, qtbot: QtBot) -> None:
    before = desk.document.rates
    desk.document.assume(Assumptions(), rates("GBP/INR=90"))
    desk.assuming.scenarios.ask_name().named.emit("Weak pound")
    desk.document.assume(Assumptions(), before)
    menu_at(desk, "Compare", "Scenarios").actions()[0].trigger()
    assert desk.document.rates.pinned == rates("GBP/INR=90").pinned
    desk.own_work.actions.undo.trigger()
    now = desk.document.rates
    assert (now.on, now.pinned, now.withheld) == (before.on, before.pinned, before.withheld)
    assert now.rate("GBP", "INR") == before.rate("GBP", "INR")


def test_a_deleted_scenario_comes_back_from_the_message(desk: Desk, qtbot: QtBot) -> None:
    desk.assuming.scenarios.ask_name().named.emit("Usual")
    menu_at(desk, "Compare", "Scenarios", "Delete").actions()[0].trigger()
    assert desk.assuming.scenarios.scenarios() == ()
    assert desk.window.message.text() == "The scenario “Usual” is deleted."
    qtbot.mouseClick(desk.window.message.action, Qt.MouseButton.LeftButton)
    assert [each.name for each in desk.assuming.scenarios.scenarios()] == ["Usual"]


@pytest.mark.parametrize("width", [1024, 1440])
def test_no_assumption_is_cut_or_out_of_reach_whatever_the_width(
    desk: Desk, qtbot: QtBot, width: int
) -> None:
    window, strip = desk.window, desk.window.strip
    desk.document.assume(EVERYTHING)
    window.resize(width, 640)
    qtbot.waitUntil(lambda: strip.width() == width)
    QApplication.processEvents()
    assert window.width() == width
    stops = tab_stops(strip)
    for stop in stops:
        left = stop.mapTo(window, QPoint()).x()
        assert 0 <= left <= left + stop.width() <= width
    shown = [stop for stop in stops if isinstance(stop, AssumptionButton)]
    behind = strip._buttons()[len(shown) :]
    assert shown == list(strip._buttons()[: len(shown)])
    assert all(button.width() >= button.minimumSizeHint().width() for button in shown)
    if behind:
        qtbot.keyClick(strip.more, Qt.Key.Key_Space)
        texts = [action.text() for action in strip.more.menu().actions()]
        strip.more.menu().close()
        assert texts == [f"{button.label}: {button.value()}" for button in behind]


def test_a_panel_closed_by_escape_leaves_the_keyboard_in_the_strip(
    desk: Desk, qtbot: QtBot
) -> None:
    strip = desk.window.strip
    strip.fees.setFocus()
    qtbot.keyClick(strip.fees, Qt.Key.Key_Space)
    panel = strip.panels[strip.fees]
    qtbot.keyClick(panel.start(), Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert desk.window.focusWidget() is strip.fees
