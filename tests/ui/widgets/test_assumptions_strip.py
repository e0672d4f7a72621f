from __future__ import annotations

from fractions import Fraction

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QInputDialog, QLabel, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from exodesk.domain.assumptions import HORIZON_DAYS, Assumptions
from exodesk.domain.entries import SessionCount
from exodesk.ui.icons import Icons
from exodesk.ui.theme import Theme
from exodesk.ui.widgets.assumptions_strip import AssumptionButton, AssumptionsStrip, horizon_text
from tests.ui.keyboard import HOSTILE, heard, in_reading_order, shows_its_focus, tab_stops

RATE = "£1 = ₹120.00"


@pytest.fixture
def strip(qtbot: QtBot) -> AssumptionsStrip:
    made = AssumptionsStrip(Icons(Theme()))
    qtbot.addWidget(made)
    made.resize(1000, 36)
    made.set_currencies(("EUR", "GBP", "INR", "JPY"), ("INR", "GBP"))
    made.show_state(Assumptions(), RATE, rate_changed=False)
    made.show()
    return made


def choices(strip: AssumptionsStrip, button: AssumptionButton) -> list[QAction]:
    menu = button_menu(strip, button)
    menu.aboutToShow.emit()
    return [action for action in menu.actions() if not action.isSeparator()]


def button_menu(strip: AssumptionsStrip, button: AssumptionButton) -> QMenu:
    return strip._menus[button]


def test_the_defaults_are_said_and_there_is_nothing_to_reset(strip: AssumptionsStrip) -> None:
    said = [
        button.accessibleName()
        for button in (strip.currency, strip.rate, strip.sessions, strip.horizon)
    ]
    assert said == [
        "Show in: £ GBP",
        f"Rate: {RATE}",
        "Sessions: as stated",
        "Horizon: 12 months",
    ]
    assert not strip.reset.isEnabled()


def test_the_catalogues_currencies_stand_first(strip: AssumptionsStrip) -> None:
    actions = choices(strip, strip.currency)
    assert [action.data() for action in actions] == ["INR", "GBP", "EUR", "JPY"]
    assert [action.isChecked() for action in actions] == [False, True, False, False]
    assert actions[0].text() == "INR  Indian Rupee"


def test_a_chosen_currency_keeps_every_other_assumption(
    strip: AssumptionsStrip, qtbot: QtBot
) -> None:
    own = {"peel": SessionCount(2, 2)}
    before = Assumptions("GBP", Fraction(100), None, own)
    strip.show_state(before, RATE, rate_changed=False)
    with qtbot.waitSignal(strip.assumptions_changed) as caught:
        choices(strip, strip.currency)[0].trigger()
    assert caught.args == [Assumptions("INR", Fraction(100), None, own)]


def test_what_is_in_force_already_is_not_announced(strip: AssumptionsStrip, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(strip.assumptions_changed):
        choices(strip, strip.currency)[1].trigger()
        choices(strip, strip.sessions)[0].trigger()
        next(a for a in choices(strip, strip.horizon) if a.isChecked()).trigger()


def test_one_number_of_sessions_for_all_ends_those_of_single_entries(
    strip: AssumptionsStrip, qtbot: QtBot
) -> None:
    own = {"peel": SessionCount(2, 2), "prp": SessionCount(5, 5)}
    strip.show_state(Assumptions(sessions_of=own), RATE, rate_changed=False)
    assert strip.sessions.value() == "changed for 2 entries"
    assert strip.sessions.accessibleName() == "Sessions: changed for 2 entries, changed"
    with qtbot.waitSignal(strip.assumptions_changed) as caught:
        choices(strip, strip.sessions)[0].trigger()
    assert caught.args == [Assumptions()]
    three = next(a for a in choices(strip, strip.sessions) if "3 for every" in a.text())
    with qtbot.waitSignal(strip.assumptions_changed) as caught:
        three.trigger()
    assert caught.args == [Assumptions(sessions=SessionCount(3, 3))]


def test_another_number_is_asked_for_and_a_wrong_one_is_asked_again(
    strip: AssumptionsStrip, qtbot: QtBot
) -> None:
    choices(strip, strip.sessions)[-1].trigger()
    (question,) = strip.findChildren(QInputDialog)
    question.setTextValue("none at all")
    question.accept()
    again = next(d for d in strip.findChildren(QInputDialog) if d.isVisible())
    assert again.textValue() == "none at all"
    assert again.labelText() != "How many sessions does every treatment take? Example: 4 or 3-6"
    with qtbot.waitSignal(strip.assumptions_changed) as caught:
        again.setTextValue("2-5")
        again.accept()
    assert caught.args == [Assumptions(sessions=SessionCount(2, 5))]


def test_a_horizon_is_chosen_in_months(strip: AssumptionsStrip, qtbot: QtBot) -> None:
    texts = [action.text() for action in choices(strip, strip.horizon)]
    assert texts == ["3 months", "6 months", "12 months", "24 months"]
    with qtbot.waitSignal(strip.assumptions_changed) as caught:
        choices(strip, strip.horizon)[3].trigger()
    assert caught.args == [Assumptions(horizon_days=2 * HORIZON_DAYS)]


@pytest.mark.parametrize(
    ("days", "words"),
    [(HORIZON_DAYS, "12 months"), (HORIZON_DAYS / 12, "1 month"), (Fraction(100), "100 days")],
)
def test_a_horizon_is_said_in_months_where_it_is_whole(days: Fraction, words: str) -> None:
    assert horizon_text(days) == words


def test_what_differs_from_the_default_is_marked_and_can_be_reset(
    strip: AssumptionsStrip, qtbot: QtBot
) -> None:
    plain = strip.horizon.grab().toImage()
    strip.show_state(Assumptions("INR", 2 * HORIZON_DAYS), RATE, rate_changed=True)
    assert strip.currency.accessibleName() == "Show in: ₹ INR, changed"
    assert strip.rate.accessibleName().endswith(", changed")
    assert strip.horizon.grab().toImage() != plain
    with qtbot.waitSignal(strip.reset_requested):
        qtbot.mouseClick(strip.reset, Qt.MouseButton.LeftButton)
    strip.show_state(Assumptions(), RATE, rate_changed=False)
    assert not strip.reset.isEnabled()


def test_a_changed_rate_alone_can_be_reset(strip: AssumptionsStrip) -> None:
    strip.show_state(Assumptions(), RATE, rate_changed=True)
    assert strip.reset.isEnabled()


def test_showing_assumptions_is_not_announced_back(strip: AssumptionsStrip, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(strip.assumptions_changed):
        strip.show_state(Assumptions("INR"), RATE, rate_changed=False)


def test_the_rate_is_edited_elsewhere(strip: AssumptionsStrip, qtbot: QtBot) -> None:
    with qtbot.waitSignal(strip.rate_requested):
        qtbot.keyClick(strip.rate, Qt.Key.Key_Space)


@pytest.mark.parametrize("name", ["currency", "sessions", "horizon"])
def test_a_button_opens_its_menu_by_key_and_by_mouse(
    strip: AssumptionsStrip, qtbot: QtBot, name: str
) -> None:
    button = getattr(strip, name)
    menu = button_menu(strip, button)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert menu.isVisible()
    assert menu.actions()
    menu.close()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert menu.isVisible()
    menu.close()


def test_no_word_of_a_button_is_cut(strip: AssumptionsStrip, qtbot: QtBot) -> None:
    strip.show_state(
        Assumptions("JPY", Fraction(100), SessionCount(3, 6)), "£1 = JP¥21,000.5", rate_changed=True
    )
    buttons = strip.findChildren(AssumptionButton)
    assert len(buttons) == 4
    qtbot.waitUntil(lambda: all(b.width() >= b.sizeHint().width() for b in buttons))


def test_the_tab_key_goes_along_the_strip(strip: AssumptionsStrip) -> None:
    strip.show_state(Assumptions("INR"), RATE, rate_changed=True)
    stops = tab_stops(strip)
    assert stops == [strip.currency, strip.rate, strip.sessions, strip.horizon, strip.reset]
    assert in_reading_order(strip, stops)
    assert all(heard(stop) for stop in stops)
    assert all(shows_its_focus(stop) for stop in stops)


@pytest.mark.parametrize("rate", HOSTILE)
def test_a_hostile_rate_leaves_the_strip_its_width(strip: AssumptionsStrip, rate: str) -> None:
    strip.show_state(Assumptions(), rate, rate_changed=True)
    assert strip.minimumSizeHint().width() <= 1000
    assert strip.reset.geometry().right() < 1000
    assert "<b>" not in strip.rate.toolTip()
    for button in (strip.currency, strip.sessions, strip.horizon):
        assert button.width() >= button.sizeHint().width()


def test_a_value_that_is_cut_is_said_whole_in_the_tool_tip(strip: AssumptionsStrip) -> None:
    rate = "£1 = ₹120.00 as Smith, Smythe & Sons Bank of Northumberland state it, and others"
    strip.resize(800, 36)
    strip.show_state(Assumptions(), rate, rate_changed=False)
    QApplication.processEvents()
    assert "Smythe &amp; Sons" in strip.rate.toolTip()
    assert strip.rate.value() == rate
    strip.resize(1600, 36)
    assert strip.rate.toolTip() == ""


@pytest.mark.parametrize("text", ["<b>4</b>", "0", "6-3", "four", "x" * 10_000])
def test_a_refused_number_of_sessions_is_said_as_text_and_asked_again(
    strip: AssumptionsStrip, qtbot: QtBot, text: str
) -> None:
    choices(strip, strip.sessions)[-1].trigger()
    (question,) = strip.findChildren(QInputDialog)
    (field,) = question.findChildren(QLineEdit)
    assert field.accessibleName() == question.labelText()
    with qtbot.assertNotEmitted(strip.assumptions_changed):
        field.setText(text)
        question.accept()
    again = next(d for d in strip.findChildren(QInputDialog) if d.isVisible())
    (label,) = again.findChildren(QLabel)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert len(again.labelText()) < 200
    assert again.textValue() == text[:20]
    with qtbot.assertNotEmitted(strip.assumptions_changed):
        qtbot.keyClick(again, Qt.Key.Key_Escape)
    assert not again.isVisible()


def test_a_number_that_was_set_elsewhere_is_said(strip: AssumptionsStrip) -> None:
    strip.show_state(Assumptions(sessions=SessionCount(3, 6)), RATE, rate_changed=False)
    assert strip.sessions.value() == "3 – 6"
    strip.show_state(
        Assumptions(sessions_of={"peel": SessionCount(2, 2)}), RATE, rate_changed=False
    )
    assert strip.sessions.value() == "changed for 1 entry"


def test_a_catalogue_currency_without_a_rate_is_not_offered(strip: AssumptionsStrip) -> None:
    strip.set_currencies(("GBP",), ("INR", "GBP"))
    assert [action.data() for action in choices(strip, strip.currency)] == ["GBP"]
