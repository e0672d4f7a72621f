from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from exodesk.domain.assumptions import HORIZON_DAYS, Assumptions, LineKey, UnknownTax
from exodesk.domain.entries import SessionCount
from exodesk.domain.money import Money
from exodesk.ui.icons import Icons
from exodesk.ui.theme import Theme
from exodesk.ui.widgets.assumption_button import AssumptionButton
from exodesk.ui.widgets.assumption_panels import FeesPanel, HorizonPanel, SessionsPanel, TaxPanel
from exodesk.ui.widgets.assumptions_strip import AssumptionsStrip
from tests.builders import RATES
from tests.ui.keyboard import HOSTILE, heard, in_reading_order, plain, shows_its_focus, tab_stops

RATE = "£1 = ₹120.00"
WIDE = 1400
TRIP = Money(Decimal(420), "GBP")
DAY = Money(Decimal(120), "GBP")


@pytest.fixture
def strip(qtbot: QtBot) -> AssumptionsStrip:
    made = AssumptionsStrip(Icons(Theme()))
    qtbot.addWidget(made)
    made.resize(WIDE, 36)
    made.set_currencies(("EUR", "GBP", "INR", "JPY"), ("INR", "GBP"))
    made.set_rates(RATES)
    made.show_state(Assumptions(), RATE, rate_changed=False)
    # As the window does: whatever is announced is shown anew.
    made.assumptions_changed.connect(lambda now: made.show_state(now, RATE, rate_changed=False))
    made.show()
    return made


def currencies(strip: AssumptionsStrip) -> list[QAction]:
    menu = strip._currency_menu
    menu.aboutToShow.emit()
    return [action for action in menu.actions() if not action.isSeparator()]


def buttons(strip: AssumptionsStrip) -> list[AssumptionButton]:
    return list(strip._buttons())


def opened(strip: AssumptionsStrip, qtbot: QtBot, button: AssumptionButton) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert strip.panels[button].isVisible()


def type_into(qtbot: QtBot, field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Tab)


# What is said


def test_the_defaults_are_said_and_there_is_nothing_to_reset(strip: AssumptionsStrip) -> None:
    assert [button.accessibleName() for button in buttons(strip)] == [
        "Show in: £ GBP",
        f"Rate: {RATE}",
        "Sessions: as stated",
        "Tax: as printed",
        "Fees: included",
        "Travel: not counted",
        "Time off: not counted",
        "Horizon: 12 months",
    ]
    assert not any(button.changed for button in buttons(strip))
    assert not strip.reset.isEnabled()


@pytest.mark.parametrize(
    ("assumptions", "said"),
    [
        (Assumptions("INR"), "Show in: ₹ INR, changed"),
        (Assumptions(sessions=SessionCount(3, 6)), "Sessions: 3 – 6, changed"),
        (
            Assumptions(sessions_of={"peel": SessionCount(2, 2)}),
            "Sessions: changed for 1 entry, changed",
        ),
        (Assumptions(unknown_tax=UnknownTax.WIDEN), "Tax: widened where unknown, changed"),
        (Assumptions().with_line(LineKey.TAX, counted=False), "Tax: not counted, changed"),
        (
            Assumptions().with_line(LineKey.ADD_ON, counted=True),
            "Fees: included, with add-ons, changed",
        ),
        (Assumptions(fx_fee=Fraction(11, 4)), "Fees: included, exchange fee 2.75 %, changed"),
        (
            Assumptions(home="GB", travel=TRIP, trips=3),
            "Travel: £420 a trip, 3 trips, changed",
        ),
        (Assumptions(home="GB"), "Travel: not counted, changed"),
        (Assumptions(trips=None), "Travel: not counted, changed"),
        (Assumptions(time_off=DAY), "Time off: £120 a day, changed"),
        (Assumptions(horizon_days=2 * HORIZON_DAYS), "Horizon: 24 months, changed"),
        (Assumptions(horizon_days=Fraction(3, 2)), "Horizon: 1.5 days, changed"),
    ],
)
def test_what_differs_from_the_default_is_marked_and_can_be_reset(
    strip: AssumptionsStrip, qtbot: QtBot, assumptions: Assumptions, said: str
) -> None:
    strip.show_state(assumptions, RATE, rate_changed=False)
    (marked,) = (button for button in buttons(strip) if button.changed)
    assert marked.accessibleName() == said
    with qtbot.waitSignal(strip.reset_requested):
        qtbot.mouseClick(strip.reset, Qt.MouseButton.LeftButton)


def test_a_mark_is_seen(strip: AssumptionsStrip) -> None:
    plain = strip.horizon.grab().toImage()
    strip.horizon.set_value("12 months", changed=True)
    assert strip.horizon.grab().toImage() != plain


def test_a_changed_rate_alone_can_be_reset(strip: AssumptionsStrip) -> None:
    strip.show_state(Assumptions(), RATE, rate_changed=True)
    assert strip.rate.changed
    assert strip.reset.isEnabled()


def test_showing_assumptions_is_not_announced_back(strip: AssumptionsStrip, qtbot: QtBot) -> None:
    full = Assumptions(
        "INR",
        2 * HORIZON_DAYS,
        SessionCount(3, 6),
        left_out=frozenset({LineKey.TAX, LineKey.PATCH_TEST}),
        unknown_tax=UnknownTax.WIDEN,
        fx_fee=Fraction(3),
        home="IN",
        travel=TRIP,
        trips=None,
        time_off=DAY,
    )
    with qtbot.assertNotEmitted(strip.assumptions_changed):
        strip.show_state(full, RATE, rate_changed=False)
        for button in strip.panels:
            opened(strip, qtbot, button)
            strip.panels[button].close()


# Currency and rate


def test_the_catalogues_currencies_stand_first(strip: AssumptionsStrip) -> None:
    actions = currencies(strip)
    assert [action.data() for action in actions] == ["INR", "GBP", "EUR", "JPY"]
    assert [action.isChecked() for action in actions] == [False, True, False, False]
    assert actions[0].text() == "INR  Indian Rupee"


def test_a_catalogue_currency_without_a_rate_is_not_offered(strip: AssumptionsStrip) -> None:
    strip.set_currencies(("GBP",), ("INR", "GBP"))
    assert [action.data() for action in currencies(strip)] == ["GBP"]


def test_a_chosen_currency_keeps_every_other_assumption(
    strip: AssumptionsStrip, qtbot: QtBot
) -> None:
    own = {"peel": SessionCount(2, 2)}
    before = Assumptions("GBP", Fraction(100), None, own, home="GB", travel=TRIP)
    strip.show_state(before, RATE, rate_changed=False)
    with qtbot.waitSignal(strip.assumptions_changed) as caught:
        currencies(strip)[0].trigger()
    assert caught.args == [Assumptions("INR", Fraction(100), None, own, home="GB", travel=TRIP)]


def test_what_is_in_force_already_is_not_announced(strip: AssumptionsStrip, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(strip.assumptions_changed):
        currencies(strip)[1].trigger()


def test_the_rate_is_edited_elsewhere(strip: AssumptionsStrip, qtbot: QtBot) -> None:
    with qtbot.waitSignal(strip.rate_requested):
        qtbot.keyClick(strip.rate, Qt.Key.Key_Space)


# Panels


@pytest.mark.parametrize("name", ["sessions", "tax", "fees", "travel", "time_off", "horizon"])
@pytest.mark.parametrize(
    "key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_unknown]
)
def test_a_button_opens_its_panel_by_key_and_by_mouse_and_esc_goes_back_to_it(
    strip: AssumptionsStrip, qtbot: QtBot, name: str, key: Qt.Key
) -> None:
    button = getattr(strip, name)
    panel = strip.panels[button]
    if key is Qt.Key.Key_unknown:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    else:
        qtbot.keyClick(button, key)
    assert panel.isVisible()
    focused = panel.focusWidget()
    assert focused is not None
    assert panel.isAncestorOf(focused)
    qtbot.keyClick(focused, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert strip.focusWidget() is button


def test_the_currency_opens_a_menu_by_key_and_by_mouse(
    strip: AssumptionsStrip, qtbot: QtBot
) -> None:
    qtbot.keyClick(strip.currency, Qt.Key.Key_Space)
    assert strip._currency_menu.isVisible()
    strip._currency_menu.close()
    qtbot.mouseClick(strip.currency, Qt.MouseButton.LeftButton)
    assert strip._currency_menu.isVisible()
    strip._currency_menu.close()


@pytest.mark.parametrize("name", ["sessions", "tax", "fees", "travel", "horizon"])
def test_every_stop_of_a_panel_is_named_and_shows_its_focus(
    strip: AssumptionsStrip, qtbot: QtBot, name: str
) -> None:
    button = getattr(strip, name)
    opened(strip, qtbot, button)
    panel = strip.panels[button]
    stops = tab_stops(panel)
    assert stops
    assert all(heard(stop) for stop in stops)
    assert in_reading_order(panel, stops)
    assert all(
        label.textFormat() is Qt.TextFormat.PlainText for label in panel.findChildren(QLabel)
    )


def test_return_takes_over_what_is_typed_and_closes(strip: AssumptionsStrip, qtbot: QtBot) -> None:
    opened(strip, qtbot, strip.travel)
    field = strip.away.trip.field
    with qtbot.waitSignal(strip.assumptions_changed):
        qtbot.keyClicks(field, "420")
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert not strip.away.isVisible()
    assert strip.travel.value() == "£420 a trip, 1 trip"


def test_return_leaves_a_panel_open_whose_text_is_refused(
    strip: AssumptionsStrip, qtbot: QtBot
) -> None:
    opened(strip, qtbot, strip.travel)
    field = strip.away.trip.field
    with qtbot.assertNotEmitted(strip.assumptions_changed):
        qtbot.keyClicks(field, "four")
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert strip.away.isVisible()
    assert field.message == "Not an amount. Example: 1,000 or ₹1,20,000"
    assert field.text() == "four"
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert strip.away.isVisible()
    assert (field.text(), field.message) == ("", "")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not strip.away.isVisible()


def test_what_is_typed_counts_when_a_person_turns_elsewhere(
    strip: AssumptionsStrip, qtbot: QtBot
) -> None:
    opened(strip, qtbot, strip.travel)
    with qtbot.waitSignal(strip.assumptions_changed):
        qtbot.keyClicks(strip.away.trip.field, "420")
        strip.away.close()
    assert strip.travel.value() == "£420 a trip, 1 trip"


def test_what_is_refused_is_gone_when_the_panel_opens_again(
    strip: AssumptionsStrip, qtbot: QtBot
) -> None:
    opened(strip, qtbot, strip.travel)
    type_into(qtbot, strip.away.trip.field, "four")
    strip.away.close()
    opened(strip, qtbot, strip.travel)
    assert (strip.away.trip.field.text(), strip.away.trip.field.message) == ("", "")


def test_a_panel_grows_with_what_it_says(strip: AssumptionsStrip, qtbot: QtBot) -> None:
    opened(strip, qtbot, strip.travel)
    before = strip.away.height()
    type_into(qtbot, strip.away.trip.field, "four")
    qtbot.waitUntil(lambda: strip.away.height() > before)
    assert strip.away.trip.field.message_label.isVisible()


# Sessions


def sessions(strip: AssumptionsStrip) -> SessionsPanel:
    panel = strip.panels[strip.sessions]
    assert isinstance(panel, SessionsPanel)
    return panel


def test_one_number_of_sessions_for_all_ends_those_of_single_entries(
    strip: AssumptionsStrip, qtbot: QtBot
) -> None:
    own = {"peel": SessionCount(2, 2), "prp": SessionCount(5, 5)}
    strip.show_state(Assumptions(sessions_of=own), RATE, rate_changed=False)
    assert strip.sessions.accessibleName() == "Sessions: changed for 2 entries, changed"
    opened(strip, qtbot, strip.sessions)
    panel = sessions(strip)
    assert panel.note.text() == "Now changed for 2 entries. One choice for all ends that."
    assert not any(button.isChecked() for button in panel.count.buttons())
    with qtbot.waitSignal(strip.assumptions_changed) as caught:
        qtbot.mouseClick(panel.count.buttons()[0], Qt.MouseButton.LeftButton)
    assert caught.args == [Assumptions()]
    assert not panel.note.isVisible()
    with qtbot.waitSignal(strip.assumptions_changed) as caught:
        qtbot.mouseClick(panel.count.buttons()[3], Qt.MouseButton.LeftButton)
    assert caught.args == [Assumptions(sessions=SessionCount(3, 3))]


def test_the_arrow_keys_go_from_number_to_number(strip: AssumptionsStrip, qtbot: QtBot) -> None:
    opened(strip, qtbot, strip.sessions)
    panel = sessions(strip)
    with qtbot.waitSignal(strip.assumptions_changed) as caught:
        qtbot.keyClick(panel.count.checked(), Qt.Key.Key_Down)
    assert caught.args == [Assumptions(sessions=SessionCount(1, 1))]
    assert panel.isVisible()


def test_another_number_is_typed(strip: AssumptionsStrip, qtbot: QtBot) -> None:
    opened(strip, qtbot, strip.sessions)
    count = sessions(strip).count
    with qtbot.waitSignal(strip.assumptions_changed) as caught:
        type_into(qtbot, count.field, "2-5")
    assert caught.args == [Assumptions(sessions=SessionCount(2, 5))]
    assert count.other.isChecked()
    assert count.field.text() == "2 – 5"
    assert strip.sessions.value() == "2 – 5"


@pytest.mark.parametrize("text", ["<b>4</b>", "0", "6-3", "four", "-1", "1.5", "x" * 10_000])
def test_a_refused_number_of_sessions_is_said_and_the_last_one_stays(
    strip: AssumptionsStrip, qtbot: QtBot, text: str
) -> None:
    strip.show_state(Assumptions(sessions=SessionCount(4, 4)), RATE, rate_changed=False)
    opened(strip, qtbot, strip.sessions)
    field = sessions(strip).count.field
    with qtbot.assertNotEmitted(strip.assumptions_changed):
        field.setFocus()
        field.setText(text)
        qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert "not a number of sessions" in field.message
    assert "Example: 4 or 3-6" in field.message
    assert len(field.message_label.text()) < 400
    assert strip.sessions.value() == "4"


# Horizon


def horizon(strip: AssumptionsStrip) -> HorizonPanel:
    panel = strip.panels[strip.horizon]
    assert isinstance(panel, HorizonPanel)
    return panel


def test_a_horizon_is_chosen_in_months(strip: AssumptionsStrip, qtbot: QtBot) -> None:
    opened(strip, qtbot, strip.horizon)
    length = horizon(strip).length
    assert [plain(button) for button in length.buttons()] == [
        *("3 months", "6 months", "12 months", "24 months")
    ]
    assert length.checked() is length.buttons()[2]
    with qtbot.waitSignal(strip.assumptions_changed) as caught:
        qtbot.mouseClick(length.buttons()[3], Qt.MouseButton.LeftButton)
    assert caught.args == [Assumptions(horizon_days=2 * HORIZON_DAYS)]


def test_another_length_is_typed(strip: AssumptionsStrip, qtbot: QtBot) -> None:
    opened(strip, qtbot, strip.horizon)
    field = horizon(strip).length.field
    with qtbot.waitSignal(strip.assumptions_changed) as caught:
        type_into(qtbot, field, "18 months")
    assert caught.args == [Assumptions(horizon_days=HORIZON_DAYS * 3 / 2)]
    assert strip.horizon.value() == "18 months"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("0 months", "The horizon must be above 0. Example: 18 months."),
        ("-3 months", "The horizon must be above 0. Example: 18 months."),
        ("soon", "“soon” is not a length of time. Example: 18 months, 1 year or 90 days."),
        ("200 years", "The horizon is too long: at most 100 years. Example: 18 months."),
    ],
)
def test_a_refused_horizon_is_said_and_the_last_one_stays(
    strip: AssumptionsStrip, qtbot: QtBot, text: str, sentence: str
) -> None:
    opened(strip, qtbot, strip.horizon)
    field = horizon(strip).length.field
    with qtbot.assertNotEmitted(strip.assumptions_changed):
        type_into(qtbot, field, text)
    assert field.message == sentence
    assert strip.horizon.value() == "12 months"


# Tax


def test_tax_is_switched_off_and_unknown_tax_widens(strip: AssumptionsStrip, qtbot: QtBot) -> None:
    panel = strip.panels[strip.tax]
    assert isinstance(panel, TaxPanel)
    opened(strip, qtbot, strip.tax)
    with qtbot.waitSignal(strip.assumptions_changed) as caught:
        qtbot.mouseClick(panel.widened, Qt.MouseButton.LeftButton)
    assert caught.args == [Assumptions(unknown_tax=UnknownTax.WIDEN)]
    with qtbot.waitSignal(strip.assumptions_changed) as caught:
        qtbot.mouseClick(panel.printed, Qt.MouseButton.LeftButton)
    assert caught.args == [Assumptions()]
    with qtbot.waitSignal(strip.assumptions_changed) as caught:
        qtbot.mouseClick(panel.counted, Qt.MouseButton.LeftButton)
    assert caught.args == [Assumptions().with_line(LineKey.TAX, counted=False)]
    assert not panel.widened.isEnabled()
    assert panel.widened.toolTip() == "Tax is not counted"


# Fees


def fees(strip: AssumptionsStrip) -> FeesPanel:
    panel = strip.panels[strip.fees]
    assert isinstance(panel, FeesPanel)
    return panel


@pytest.mark.parametrize(
    "line", [LineKey.CONSULTATION, LineKey.PATCH_TEST, LineKey.MAINTENANCE, LineKey.ADD_ON]
)
def test_each_fee_is_switched_by_itself(
    strip: AssumptionsStrip, qtbot: QtBot, line: LineKey
) -> None:
    opened(strip, qtbot, strip.fees)
    usual = Assumptions()
    with qtbot.waitSignal(strip.assumptions_changed) as caught:
        qtbot.mouseClick(fees(strip).lines[line], Qt.MouseButton.LeftButton)
    assert caught.args == [usual.with_line(line, counted=not usual.counts(line))]
    with qtbot.waitSignal(strip.assumptions_changed) as caught:
        qtbot.mouseClick(fees(strip).lines[line], Qt.MouseButton.LeftButton)
    assert caught.args == [usual]


def test_an_exchange_fee_is_typed_switched_and_cleared(
    strip: AssumptionsStrip, qtbot: QtBot
) -> None:
    opened(strip, qtbot, strip.fees)
    exchange = fees(strip).exchange
    charged = Assumptions(fx_fee=Fraction(11, 4))
    with qtbot.waitSignal(strip.assumptions_changed) as caught:
        type_into(qtbot, exchange.field, "2.75 %")
    assert caught.args == [charged]
    assert exchange.box.isChecked()
    assert exchange.field.text() == "2.75"
    with qtbot.waitSignal(strip.assumptions_changed) as caught:
        qtbot.mouseClick(exchange.box, Qt.MouseButton.LeftButton)
    assert caught.args == [charged.with_line(LineKey.FX_FEE, counted=False)]
    assert exchange.field.text() == "2.75"
    with qtbot.waitSignal(strip.assumptions_changed) as caught:
        exchange.field.setText("")
        exchange.field.commit()
    assert caught.args == [Assumptions()]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("100.5", "A percentage is between 0 and 100. Example: 2.75"),
        ("-1", "A percentage is between 0 and 100. Example: 2.75"),
        ("a bit", "Not a percentage. Example: 2.75"),
    ],
)
def test_a_refused_exchange_fee_is_said_and_the_last_one_stays(
    strip: AssumptionsStrip, qtbot: QtBot, text: str, sentence: str
) -> None:
    strip.show_state(Assumptions(fx_fee=Fraction(3)), RATE, rate_changed=False)
    opened(strip, qtbot, strip.fees)
    field = fees(strip).exchange.field
    with qtbot.assertNotEmitted(strip.assumptions_changed):
        type_into(qtbot, field, text)
    assert field.message == sentence
    assert strip.fees.value() == "included, exchange fee 3 %"


def test_a_fee_of_nothing_is_none(strip: AssumptionsStrip, qtbot: QtBot) -> None:
    strip.show_state(Assumptions(fx_fee=Fraction(3)), RATE, rate_changed=False)
    opened(strip, qtbot, strip.fees)
    with qtbot.waitSignal(strip.assumptions_changed) as caught:
        type_into(qtbot, fees(strip).exchange.field, "0")
    assert caught.args == [Assumptions()]
    assert not fees(strip).exchange.box.isChecked()


def test_a_ticked_exchange_fee_without_a_figure_asks_for_it(
    strip: AssumptionsStrip, qtbot: QtBot
) -> None:
    opened(strip, qtbot, strip.fees)
    exchange = fees(strip).exchange
    with qtbot.assertNotEmitted(strip.assumptions_changed):
        qtbot.mouseClick(exchange.box, Qt.MouseButton.LeftButton)
    assert exchange.field.message == "The fee is missing. Example: 2.75"
    assert not exchange.box.isChecked()


# Travel and time off


def test_a_priced_trip_counts_from_the_country_of_the_display_currency(
    strip: AssumptionsStrip, qtbot: QtBot
) -> None:
    opened(strip, qtbot, strip.travel)
    said = "Taken from the display currency, GBP: choose if it is another."
    assert strip.away.home.currentText() == "United Kingdom"
    assert strip.away.home_note.text() == said
    with qtbot.waitSignal(strip.assumptions_changed) as caught:
        type_into(qtbot, strip.away.trip.field, "420")
    assert caught.args == [Assumptions(home="GB", travel=TRIP)]
    assert strip.away.home_note.text() == said
    strip.away.home.setCurrentIndex(strip.away.home.findData("IN"))
    with qtbot.waitSignal(strip.assumptions_changed) as caught:
        strip.away.home.activated.emit(strip.away.home.currentIndex())
    assert caught.args == [Assumptions(home="IN", travel=TRIP)]
    assert not strip.away.home_note.isVisible()


def test_without_a_country_of_the_currency_a_trip_waits_for_a_home(
    strip: AssumptionsStrip, qtbot: QtBot
) -> None:
    strip.show_state(Assumptions("EUR"), RATE, rate_changed=False)
    strip.set_rates(RATES)
    opened(strip, qtbot, strip.travel)
    assert strip.away.home.currentIndex() == -1
    type_into(qtbot, strip.away.trip.field, "420")
    assert strip.travel.value() == "not counted"
    assert strip.away.no_home.text() == "Choose a home country: travel counts outside it."
    assert strip.away.no_home.isVisible()
    strip.away.home.setCurrentIndex(strip.away.home.findData("FR"))
    strip.away.home.activated.emit(strip.away.home.currentIndex())
    assert strip.travel.value() == "€420 a trip, 1 trip"
    assert not strip.away.no_home.isVisible()


def test_a_home_that_was_chosen_stays_whatever_is_shown(
    strip: AssumptionsStrip, qtbot: QtBot
) -> None:
    strip.show_state(Assumptions("INR", home="GB"), RATE, rate_changed=False)
    opened(strip, qtbot, strip.travel)
    assert strip.away.home.currentText() == "United Kingdom"
    with qtbot.waitSignal(strip.assumptions_changed) as caught:
        type_into(qtbot, strip.away.trip.field, "£420")
    assert caught.args == [Assumptions("INR", home="GB", travel=TRIP)]


def test_countries_of_the_catalogue_stand_first(strip: AssumptionsStrip) -> None:
    strip.set_countries(["IN", "GB"])
    home = strip.away.home
    assert [home.itemData(row) for row in range(3)] == ["IN", "GB", "AF"]
    assert home.count() == len({home.itemData(row) for row in range(home.count())})


def test_the_number_of_trips_is_chosen_or_typed(strip: AssumptionsStrip, qtbot: QtBot) -> None:
    strip.show_state(Assumptions(home="GB", travel=TRIP), RATE, rate_changed=False)
    opened(strip, qtbot, strip.travel)
    trips = strip.away.trips
    with qtbot.waitSignal(strip.assumptions_changed) as caught:
        qtbot.mouseClick(trips.buttons()[1], Qt.MouseButton.LeftButton)
    assert caught.args == [Assumptions(home="GB", travel=TRIP, trips=None)]
    with qtbot.waitSignal(strip.assumptions_changed) as caught:
        type_into(qtbot, trips.field, "3")
    assert caught.args == [Assumptions(home="GB", travel=TRIP, trips=3)]
    with qtbot.waitSignal(strip.assumptions_changed) as caught:
        qtbot.mouseClick(trips.buttons()[0], Qt.MouseButton.LeftButton)
    assert caught.args == [Assumptions(home="GB", travel=TRIP)]


def test_trips_without_a_price_say_what_is_missing(strip: AssumptionsStrip, qtbot: QtBot) -> None:
    opened(strip, qtbot, strip.travel)
    type_into(qtbot, strip.away.trips.field, "3")
    assert strip.away.no_price.text() == "Trips count once one has a price. Example: £420"
    assert strip.away.no_price.isVisible()
    assert strip.travel.value() == "not counted"
    type_into(qtbot, strip.away.trip.field, "420")
    assert not strip.away.no_price.isVisible()
    assert strip.travel.value() == "£420 a trip, 3 trips"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("0", "The number of trips must be above 0. Example: 1"),
        ("some", "Not a number of trips. Example: 3 (at most 1,000)."),
    ],
)
def test_a_refused_number_of_trips_is_said_and_the_last_one_stays(
    strip: AssumptionsStrip, qtbot: QtBot, text: str, sentence: str
) -> None:
    strip.show_state(Assumptions(home="GB", travel=TRIP), RATE, rate_changed=False)
    opened(strip, qtbot, strip.travel)
    with qtbot.assertNotEmitted(strip.assumptions_changed):
        type_into(qtbot, strip.away.trips.field, text)
    assert strip.away.trips.field.message == sentence
    assert strip.travel.value() == "£420 a trip, 1 trip"


@pytest.mark.parametrize("name", ["trip", "day"])
def test_an_amount_without_a_rate_is_refused_and_the_last_one_stays(
    strip: AssumptionsStrip, qtbot: QtBot, name: str
) -> None:
    before = Assumptions(home="GB", travel=TRIP, time_off=DAY)
    strip.show_state(before, RATE, rate_changed=False)
    opened(strip, qtbot, strip.travel)
    field = getattr(strip.away, name).field
    with qtbot.assertNotEmitted(strip.assumptions_changed):
        type_into(qtbot, field, "900 AED")
    assert field.message == "No rate from AED to GBP: set one, or give the amount in GBP."
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() in ("£420", "£120")


def test_an_amount_whose_rate_has_gone_says_so_where_it_stands(
    strip: AssumptionsStrip, qtbot: QtBot
) -> None:
    rupees = Assumptions(home="GB", travel=Money(Decimal(50_000), "INR"))
    strip.show_state(rupees, RATE, rate_changed=False)
    assert strip.away.trip.field.message == ""
    strip.set_rates(RATES.withholding("GBP", "INR"))
    strip.show_state(rupees, "none set", rate_changed=True)
    opened(strip, qtbot, strip.travel)
    assert strip.away.trip.field.text() == "₹50,000"
    assert strip.away.trip.field.message.startswith("No rate from INR to GBP")
    strip.set_rates(RATES)
    strip.show_state(rupees, RATE, rate_changed=False)
    assert strip.away.trip.field.message == ""


def test_travel_is_switched_off_and_on_with_its_price(
    strip: AssumptionsStrip, qtbot: QtBot
) -> None:
    away = Assumptions(home="GB", travel=TRIP)
    strip.show_state(away, RATE, rate_changed=False)
    opened(strip, qtbot, strip.travel)
    box = strip.away.trip.box
    with qtbot.waitSignal(strip.assumptions_changed) as caught:
        qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    assert caught.args == [away.with_line(LineKey.TRAVEL, counted=False)]
    assert strip.travel.value() == "not counted"
    assert strip.away.trip.field.text() == "£420"
    with qtbot.waitSignal(strip.assumptions_changed) as caught:
        qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    assert caught.args == [away]


def test_a_cleared_price_of_a_trip_ends_travel(strip: AssumptionsStrip, qtbot: QtBot) -> None:
    off = Assumptions(home="GB", travel=TRIP).with_line(LineKey.TRAVEL, counted=False)
    strip.show_state(off, RATE, rate_changed=False)
    opened(strip, qtbot, strip.travel)
    with qtbot.waitSignal(strip.assumptions_changed) as caught:
        strip.away.trip.field.setText("")
        strip.away.trip.field.commit()
    assert caught.args == [Assumptions(home="GB")]


def test_ticking_travel_without_a_price_asks_for_it(strip: AssumptionsStrip, qtbot: QtBot) -> None:
    opened(strip, qtbot, strip.travel)
    with qtbot.assertNotEmitted(strip.assumptions_changed):
        qtbot.mouseClick(strip.away.trip.box, Qt.MouseButton.LeftButton)
    assert strip.away.trip.field.message == "A trip needs a price. Example: £420"


def test_time_off_is_priced_switched_and_cleared(strip: AssumptionsStrip, qtbot: QtBot) -> None:
    opened(strip, qtbot, strip.time_off)
    assert strip.away.focusWidget() is strip.away.day.field
    with qtbot.waitSignal(strip.assumptions_changed) as caught:
        type_into(qtbot, strip.away.day.field, "£120")
    assert caught.args == [Assumptions(time_off=DAY)]
    with qtbot.waitSignal(strip.assumptions_changed) as caught:
        qtbot.mouseClick(strip.away.day.box, Qt.MouseButton.LeftButton)
    assert caught.args == [Assumptions(time_off=DAY).with_line(LineKey.TIME_OFF, counted=False)]
    with qtbot.waitSignal(strip.assumptions_changed) as caught:
        strip.away.day.field.setText("")
        strip.away.day.field.commit()
    assert caught.args == [Assumptions()]


# Room


def test_no_word_of_a_button_is_cut(strip: AssumptionsStrip, qtbot: QtBot) -> None:
    strip.show_state(
        Assumptions("JPY", Fraction(100), SessionCount(3, 6)), "£1 = JP¥21,000.5", rate_changed=True
    )
    qtbot.waitUntil(lambda: all(b.width() >= b.sizeHint().width() for b in buttons(strip)))
    assert not strip.more.isVisible()


def test_the_tab_key_goes_along_the_strip(strip: AssumptionsStrip) -> None:
    strip.show_state(Assumptions("INR"), RATE, rate_changed=True)
    stops = tab_stops(strip)
    assert stops == [*buttons(strip), strip.reset]
    assert in_reading_order(strip, stops)
    assert all(heard(stop) for stop in stops)
    assert all(shows_its_focus(stop) for stop in stops)


CROWDED = Assumptions(
    "INR",
    Fraction(100),
    SessionCount(3, 6),
    fx_fee=Fraction(11, 4),
    home="GB",
    travel=TRIP,
    trips=None,
    time_off=DAY,
)


@pytest.mark.parametrize("width", [560, 700, 1024, 1200])
def test_what_there_is_no_room_for_goes_behind_one_button(
    strip: AssumptionsStrip, qtbot: QtBot, width: int
) -> None:
    strip.resize(width, 36)
    strip.show_state(CROWDED, RATE, rate_changed=True)
    QApplication.processEvents()
    shown = [button for button in buttons(strip) if button.isVisible()]
    hidden = buttons(strip)[len(shown) :]
    assert hidden
    assert shown == buttons(strip)[: len(shown)]
    assert all(b.width() >= b.minimumSizeHint().width() for b in shown)
    rights = [b.geometry().right() for b in (*shown, strip.more)]
    assert rights == sorted(rights)
    assert strip.more.geometry().right() < strip.reset.geometry().left()
    assert strip.reset.geometry().right() < width
    assert heard(strip.more) == "More assumptions: " + "; ".join(
        button.accessibleName() for button in hidden
    )
    assert tab_stops(strip) == [*shown, strip.more, strip.reset]


def test_what_is_behind_that_button_opens_from_it_by_key(
    strip: AssumptionsStrip, qtbot: QtBot
) -> None:
    strip.resize(700, 36)
    QApplication.processEvents()
    assert not strip.horizon.isVisible()
    qtbot.keyClick(strip.more, Qt.Key.Key_Return)
    menu = strip.more.menu()
    assert menu.isVisible()
    action = next(action for action in menu.actions() if action.text() == "Horizon: 12 months")
    menu.close()
    action.trigger()
    panel = strip.panels[strip.horizon]
    assert panel.isVisible()
    qtbot.keyClick(panel.focusWidget(), Qt.Key.Key_Escape)
    assert strip.focusWidget() is strip.more


def test_a_button_that_loses_its_room_hands_its_focus_on(
    strip: AssumptionsStrip, qtbot: QtBot
) -> None:
    strip.activateWindow()
    strip.horizon.setFocus()
    strip.resize(700, 36)
    QApplication.processEvents()
    assert strip.focusWidget() is strip.more
    strip.resize(WIDE, 36)
    QApplication.processEvents()
    assert not strip.more.isVisible()
    assert strip.horizon.isVisible()


def test_a_hidden_change_is_marked_on_that_button(strip: AssumptionsStrip) -> None:
    strip.resize(700, 36)
    QApplication.processEvents()
    plain = strip.more.grab().toImage()
    strip.show_state(Assumptions(horizon_days=Fraction(100)), RATE, rate_changed=False)
    assert strip.more.grab().toImage() != plain


@pytest.mark.parametrize("rate", HOSTILE)
def test_a_hostile_rate_leaves_the_strip_its_width(strip: AssumptionsStrip, rate: str) -> None:
    strip.resize(1000, 36)
    strip.show_state(Assumptions(), rate, rate_changed=True)
    QApplication.processEvents()
    assert strip.minimumSizeHint().width() <= 1000
    assert strip.reset.geometry().right() < 1000
    assert "<b>" not in strip.rate.toolTip()
    for button in (strip.currency, strip.sessions):
        assert button.width() >= button.sizeHint().width()


def test_a_value_that_is_cut_is_said_whole_in_the_tool_tip(strip: AssumptionsStrip) -> None:
    rate = "£1 = ₹120.00 as Smith, Smythe & Sons Bank of Northumberland state it, and others"
    strip.resize(800, 36)
    strip.show_state(Assumptions(), rate, rate_changed=False)
    QApplication.processEvents()
    assert "Smythe &amp; Sons" in strip.rate.toolTip()
    assert strip.rate.value() == rate
    strip.resize(2400, 36)
    assert strip.rate.toolTip() == ""


# Scenarios


def test_scenarios_have_a_button_once_they_have_a_menu(
    strip: AssumptionsStrip, qtbot: QtBot
) -> None:
    assert not strip.scenarios.isVisible()
    menu = QMenu(strip)
    menu.addAction("One")
    strip.set_scenarios_menu(menu)
    assert strip.scenarios.isVisible()
    stops: list[Callable[[], bool]] = [strip.scenarios.isVisible, strip.reset.isVisible]
    assert all(visible() for visible in stops)
    assert strip.scenarios in tab_stops(strip)


def test_the_key_that_closes_the_list_of_countries_leaves_the_panel_open(
    strip: AssumptionsStrip, qtbot: QtBot
) -> None:
    opened(strip, qtbot, strip.travel)
    home = strip.away.home
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        home.setFocus()
        home.showPopup()
        # As Qt does: the list goes on the override of the key, and the combo box gets the key.
        home.hidePopup()
        qtbot.keyClick(home, key)
        assert strip.away.isVisible()
        QApplication.processEvents()
    qtbot.keyClick(home, Qt.Key.Key_Escape)
    assert not strip.away.isVisible()
