from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.rates import Rate, RateTable
from exodesk.domain.scenarios import Scenario
from exodesk.ui import theme as look
from exodesk.ui.application import application
from exodesk.ui.dialogs.rate_dialog import RateDialog
from exodesk.ui.document import CatalogueDocument
from exodesk.ui.flows.assuming import Assuming
from exodesk.ui.icons import Icons
from exodesk.ui.widgets.assumptions_strip import AssumptionsStrip
from exodesk.ui.widgets.message_bar import MessageBar
from exodesk.ui.widgets.status_line import StatusLine
from tests.builders import NO_RATES, RATE_DAY, RATES, entry, rates

YEN = Catalogue("Test", None, {}, tuple(entry(f"Peel {n}", "9000 JPY") for n in range(3)))


class Parts:
    def __init__(self, window: QWidget) -> None:
        icons = Icons(look.apply(application(), look.Scheme.LIGHT))
        self.window = window
        self.document = CatalogueDocument(YEN, Assumptions(), RATES, RATE_DAY, window)
        self.strip, self.status = AssumptionsStrip(icons, window), StatusLine(icons, window)
        self.message = MessageBar(icons, window)
        column = QVBoxLayout(window)
        column.addWidget(self.message)
        column.addWidget(self.strip)
        column.addWidget(self.status)
        self.assuming = Assuming(
            self.document,
            self.strip,
            self.status,
            self.message,
            Assumptions(),
            RATES,
            window,
        )
        self.assuming.show()

    def rate(self) -> str:
        return self.status.rate.accessibleName()


def offered(parts: Parts) -> list[str]:
    """The currencies in the menu."""
    menu = parts.strip._currency_menu
    menu.aboutToShow.emit()
    return [each.text().split()[0] for each in menu.actions() if each.isCheckable()]


@pytest.fixture
def parts(qtbot: QtBot) -> Parts:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1200, 100)
    made = Parts(window)
    window.show()
    return made


def test_the_rate_shown_is_that_of_the_currency_most_prices_are_in(parts: Parts) -> None:
    assert "₹120" in parts.rate()
    parts.document.use_rates(rates("GBP/INR=120", "GBP/JPY=200"))
    parts.assuming.meet_catalogue(YEN)
    assert "¥200" in parts.rate()
    parts.document.assume(Assumptions("JPY"))
    assert "¥" in parts.rate() or "£" in parts.rate()
    assert "₹" not in parts.rate()


def test_a_currency_of_one_entry_among_thousands_is_offered_too(parts: Parts, qtbot: QtBot) -> None:
    one = entry("Peel", "9000 JPY")
    others = tuple(entry(f"Peel {n}", "90 GBP") for n in range(6000))
    assert "JPY" not in offered(parts)
    parts.assuming.meet_catalogue(Catalogue("Test", None, {}, (others[0], one, *others[1:])))
    qtbot.waitUntil(lambda: "JPY" in offered(parts))


def test_without_a_rate_the_line_says_so(parts: Parts) -> None:
    parts.document.use_rates(NO_RATES)
    assert "No rate set" in parts.rate()


def test_the_strip_changes_the_document_and_is_shown_anew(parts: Parts, qtbot: QtBot) -> None:
    with qtbot.waitSignal(parts.assuming.shown):
        parts.strip.assumptions_changed.emit(Assumptions("INR"))
    assert parts.document.assumptions.currency == "INR"
    assert "INR" in parts.strip.currency.accessibleName()


def test_reset_brings_the_rates_of_the_start_and_plain_assumptions_back(
    parts: Parts, qtbot: QtBot
) -> None:
    parts.document.use_rates(rates("GBP/INR=60"))
    parts.document.assume(Assumptions("INR"))
    qtbot.mouseClick(parts.strip.reset, Qt.MouseButton.LeftButton)
    assert parts.document.rates is RATES
    assert parts.document.assumptions == Assumptions()


def test_the_line_opens_the_dialog_and_its_changes_show_at_once(parts: Parts, qtbot: QtBot) -> None:
    qtbot.mouseClick(parts.status.rate, Qt.MouseButton.LeftButton)
    dialog = parts.window.findChild(RateDialog)
    assert dialog is not None
    editor = dialog.editor("INR")
    editor.value.selectAll()
    qtbot.keyClicks(editor.value, "130")
    qtbot.keyClick(editor.value, Qt.Key.Key_Return)
    assert "₹130" in parts.rate()
    dialog.reject()


def test_a_scenario_brings_its_assumptions_and_its_rates(parts: Parts, qtbot: QtBot) -> None:
    other = rates("GBP/INR=90").pinned
    told: list[tuple[object, object]] = []
    parts.assuming.rates_changed.connect(lambda before, after: told.append((before, after)))
    weak = Scenario("Weak pound", Assumptions("INR"), other)
    parts.assuming.scenarios.chosen.emit(weak)
    assert parts.document.assumptions == Assumptions("INR")
    assert parts.document.rates.pinned == other
    assert told == [(RATES, parts.document.rates)]
    parts.assuming.scenarios.chosen.emit(Scenario("Usual", Assumptions(), RATES.pinned))
    assert parts.document.rates.pinned == RATES.pinned


def test_a_scenario_at_the_rates_of_now_leaves_them_alone(parts: Parts, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(parts.assuming.rates_changed):
        parts.assuming.scenarios.chosen.emit(Scenario("In yen", Assumptions("INR"), RATES.pinned))
    assert parts.document.assumptions == Assumptions("INR")


def test_a_scenario_brings_a_cleared_rate_back(parts: Parts) -> None:
    parts.document.use_rates(RATES.withholding("GBP", "EUR"))
    parts.assuming.scenarios.chosen.emit(Scenario("Usual", Assumptions(), RATES.pinned))
    assert not parts.document.rates.withheld


def test_a_deleted_scenario_can_be_brought_back(parts: Parts, qtbot: QtBot) -> None:
    kept = Scenario("Weak pound", Assumptions("INR"))
    menu = parts.assuming.scenarios
    menu.set_scenarios([kept])
    with qtbot.waitSignal(parts.assuming.scenarios_changed):
        menu._delete(kept)
    assert parts.message.text() == "The scenario “Weak pound” is deleted."
    qtbot.mouseClick(parts.message.action, Qt.MouseButton.LeftButton)
    assert menu.scenarios() == (kept,)
    assert parts.message.text() == "The scenario “Weak pound” is back."


def test_the_present_scenario_holds_the_assumptions_and_the_rates_set_by_hand(
    parts: Parts,
) -> None:
    parts.document.assume(Assumptions("INR"))
    parts.assuming.scenarios.ask_name().named.emit("Mine")
    assert parts.assuming.scenarios.scenarios() == (
        Scenario("Mine", Assumptions("INR"), RATES.pinned),
    )


class OneADay:
    """A rate of each day up to the last one, whose value is the number of the day."""

    def __init__(self, last: date) -> None:
        self._last = last

    def rate(self, one: str, other: str, on: date) -> Rate | None:
        day = min(on, self._last)
        return Rate("GBP", "JPY", Decimal(day.day), day, "ECB") if one != other else None

    def currencies(self, on: date) -> tuple[str, ...]:
        return ("GBP", "JPY")


class TestAnotherDay:
    FIRST, SECOND, THIRD = (date(2026, 3, day) for day in (8, 9, 10))

    def rate_on(self, parts: Parts) -> tuple[date, int]:
        rate = parts.document.rates.rate("GBP", "JPY")
        assert rate is not None
        return rate.date, rate.age_in_days(parts.document.today)

    def open_on(self, parts: Parts, day: date) -> None:
        parts.assuming.meet_day(day)
        parts.assuming.publish(OneADay(self.FIRST))

    def test_makes_a_rate_a_day_older(self, parts: Parts) -> None:
        self.open_on(parts, self.FIRST)
        parts.assuming.meet_day(self.FIRST + timedelta(days=7))
        assert self.rate_on(parts) == (self.FIRST, 7)

    def test_has_the_rates_that_are_fetched_on_it(self, parts: Parts) -> None:
        self.open_on(parts, self.FIRST)
        for day in (self.SECOND, self.THIRD):
            parts.assuming.meet_day(day)
            parts.assuming.publish(OneADay(day))
            assert self.rate_on(parts) == (day, 0)
        parts.assuming.reset()
        assert self.rate_on(parts) == (self.THIRD, 0)

    def test_leaves_the_rates_of_a_day_that_was_asked_for(self, parts: Parts) -> None:
        asked_for = RateTable(self.FIRST, OneADay(self.THIRD))
        parts.assuming.meet_day(self.SECOND)
        parts.document.use_rates(asked_for)
        parts.assuming.meet_day(self.THIRD)
        assert self.rate_on(parts) == (self.FIRST, 2)
