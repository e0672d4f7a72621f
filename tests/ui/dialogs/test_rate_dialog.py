from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QDateEdit, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import SignalBlocker

from exodesk.domain.rates import Rate, RateTable
from exodesk.ui.dialogs.rate_dialog import RateDialog
from exodesk.ui.dialogs.rate_editor import RateEditor
from tests.builders import RATE_DAY
from tests.ui.keyboard import HOSTILE, heard, in_reading_order, plain, shows_its_focus, tab_stops

TODAY = datetime.date(2026, 1, 22)


class Published:
    """A feed that knows pounds in rupees and in yen."""

    def rate(self, base: str, quote: str, on: datetime.date) -> Rate | None:
        values = {("GBP", "INR"): "127.2296", ("GBP", "JPY"): "210.5"}
        for pair, value in values.items():
            if {base, quote} == set(pair):
                return Rate(*pair, Decimal(value), RATE_DAY, "ECB")
        return None

    def currencies(self, on: datetime.date) -> tuple[str, ...]:
        return ("GBP", "INR", "JPY")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


def open_dialog(window: QWidget, *others: str) -> RateDialog:
    dialog = RateDialog(RateTable(TODAY, Published()), "GBP", list(others), TODAY, window)
    dialog.show()
    return dialog


@pytest.fixture
def dialog(window: QWidget) -> RateDialog:
    return open_dialog(window, "INR")


@pytest.fixture
def editor(dialog: RateDialog) -> RateEditor:
    return dialog.editor("INR")


def enter(qtbot: QtBot, editor: RateEditor, text: str) -> None:
    editor.value.selectAll()
    if text.isascii() and text:
        qtbot.keyClicks(editor.value, text)
    else:
        editor.value.setText(text)
        editor.value.setModified(True)
    qtbot.keyClick(editor.value, Qt.Key.Key_Return)


def told(caught: SignalBlocker) -> RateTable:
    (table,) = caught.args or [None]
    assert isinstance(table, RateTable)
    return table


def pinned_rate(caught: SignalBlocker) -> Rate:
    (pinned,) = told(caught).pinned
    return pinned


def test_the_rate_in_force_is_shown_with_its_date_its_age_and_its_source(
    editor: RateEditor,
) -> None:
    assert editor.value.text() == "127.2296"
    assert editor.day.date() == QDate(2026, 1, 15)
    assert editor.source.text() == "ECB"
    assert editor.state.text() == "£1 = ₹127.2296 · ECB, 15 Jan 2026 (7 days old)"
    assert not editor.published.isEnabled()


def test_a_rate_of_ones_own_is_of_today_and_says_that_it_was_typed(
    dialog: RateDialog, editor: RateEditor, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(dialog.rates_changed) as caught:
        enter(qtbot, editor, "120.5")
    table = told(caught)
    assert table.rate("GBP", "INR") == Rate("GBP", "INR", Decimal("120.5"), TODAY, "manual")
    assert editor.state.text().endswith(
        "manual, 22 Jan 2026 (today). Who states it, and of which day is it? Type the source and"
        " the date: they stand wherever this rate does."
    )
    assert editor.published.isEnabled()
    with qtbot.waitSignal(dialog.rates_changed) as caught:
        qtbot.mouseClick(editor.published, Qt.MouseButton.LeftButton)
    table = told(caught)
    assert not table.pinned
    assert editor.value.text() == "127.2296"


def test_the_source_and_the_day_that_one_gives_are_kept(
    dialog: RateDialog, editor: RateEditor, qtbot: QtBot
) -> None:
    enter(qtbot, editor, "120")
    editor.source.selectAll()
    qtbot.keyClicks(editor.source, "my bank")
    with qtbot.waitSignal(dialog.rates_changed):
        qtbot.keyClick(editor.source, Qt.Key.Key_Return)
    with qtbot.waitSignal(dialog.rates_changed) as caught:
        editor.day.setDate(QDate(2026, 1, 10))
    table = told(caught)
    (pinned,) = table.pinned
    assert (pinned.source, pinned.date) == ("my bank", datetime.date(2026, 1, 10))
    assert "my bank" in editor.state.text()
    assert "Who states it" not in editor.state.text()


def test_a_day_after_today_cannot_be_chosen(editor: RateEditor) -> None:
    editor.day.setDate(QDate(2030, 1, 1))
    assert editor.day.date() == QDate(2026, 1, 22)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("1,000.5.0", "Not a rate. Example: 127.23"),
        ("abc", "Not a rate. Example: 127.23"),
        ("1e5", "Not a rate. Example: 127.23"),
        ("NaN", "Not a rate. Example: 127.23"),
        ("Infinity", "Not a rate. Example: 127.23"),
        ("१२०", "Not a rate. Example: 127.23"),
        ("1_000", "Not a rate. Example: 127.23"),
        ("9" * 31, "Not a rate. Example: 127.23"),
        ("0", "Rate must be above 0"),
        ("-1", "Rate must be above 0"),
        ("9" * 30, "No two currencies are so far apart. Example: 127.23"),
        ("0.0000000001", "No two currencies are so far apart. Example: 127.23"),
    ],
)
def test_what_is_no_rate_is_refused_and_the_last_good_one_stays(
    dialog: RateDialog, editor: RateEditor, qtbot: QtBot, text: str, sentence: str
) -> None:
    with qtbot.assertNotEmitted(dialog.rates_changed, wait=400):
        enter(qtbot, editor, text)
    assert editor.state.text() == sentence
    assert editor.value.property("bad") is True
    assert editor.value.text() == text
    assert dialog.isVisible()
    qtbot.keyClick(editor.value, Qt.Key.Key_Escape)
    assert editor.value.text() == "127.2296"
    assert editor.value.property("bad") is False
    assert dialog.isVisible()


def test_an_empty_field_means_that_no_rate_counts(
    dialog: RateDialog, editor: RateEditor, qtbot: QtBot
) -> None:
    editor.value.selectAll()
    with qtbot.waitSignal(dialog.rates_changed) as caught:
        qtbot.keyClick(editor.value, Qt.Key.Key_Delete)
        qtbot.keyClick(editor.value, Qt.Key.Key_Return)
    table = told(caught)
    assert table.rate("GBP", "INR") is None
    assert "needs a rate" in editor.state.text()
    assert editor.published.isEnabled()


def test_a_rate_typed_the_other_way_round_is_asked_about(
    dialog: RateDialog, editor: RateEditor, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(dialog.rates_changed, wait=400):
        enter(qtbot, editor, "0.00833")
    assert editor.state.text() == "Did you mean £1 = ₹120.05 (₹1 = £0.00833)?"
    assert editor.offer.isVisible()
    with qtbot.waitSignal(dialog.rates_changed) as caught:
        qtbot.keyClick(editor.offer, Qt.Key.Key_Space)
    table = told(caught)
    assert table.pinned == (Rate("INR", "GBP", Decimal("0.00833"), TODAY, "manual"),)
    assert not editor.offer.isVisible()


@pytest.mark.parametrize("typed", ["12.7", "1272.3", "63.6", "254.5"])
def test_a_rate_far_from_the_last_one_is_asked_about(
    dialog: RateDialog, editor: RateEditor, qtbot: QtBot, typed: str
) -> None:
    with qtbot.assertNotEmitted(dialog.rates_changed, wait=400):
        enter(qtbot, editor, typed)
    assert editor.state.text() == "Far from the last rate, £1 = ₹127.2296. Is it what you mean?"
    assert plain(editor.offer) == f"Use £1 = ₹{typed}"
    assert editor.value.text() == typed
    with qtbot.waitSignal(dialog.rates_changed) as caught:
        qtbot.keyClick(editor.offer, Qt.Key.Key_Space)
    assert pinned_rate(caught) == Rate("GBP", "INR", Decimal(typed), TODAY, "manual")


@pytest.mark.parametrize("typed", ["63.7", "72", "254.4"])
def test_a_rate_up_to_twice_or_half_the_last_one_is_taken(
    dialog: RateDialog, editor: RateEditor, qtbot: QtBot, typed: str
) -> None:
    with qtbot.waitSignal(dialog.rates_changed) as caught:
        enter(qtbot, editor, typed)
    assert pinned_rate(caught).value == Decimal(typed)


def test_typing_on_takes_the_question_back(editor: RateEditor, qtbot: QtBot) -> None:
    enter(qtbot, editor, "0.00833")
    qtbot.keyClicks(editor.value, "1")
    assert not editor.offer.isVisible()


def test_a_pause_in_typing_is_enough(dialog: RateDialog, editor: RateEditor, qtbot: QtBot) -> None:
    editor.value.selectAll()
    with qtbot.waitSignal(dialog.rates_changed, timeout=3000):
        qtbot.keyClicks(editor.value, "130")


def test_leaving_the_fields_as_they_are_changes_nothing(
    dialog: RateDialog, editor: RateEditor, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(dialog.rates_changed, wait=400):
        for field in (editor.value, editor.day, editor.source):
            field.setFocus()
            qtbot.keyClick(field, Qt.Key.Key_Return)


def test_each_editor_works_on_what_the_other_has_changed(window: QWidget, qtbot: QtBot) -> None:
    dialog = open_dialog(window, "INR", "JPY")
    with qtbot.waitSignal(dialog.rates_changed):
        enter(qtbot, dialog.editor("INR"), "120")
    with qtbot.waitSignal(dialog.rates_changed) as caught:
        enter(qtbot, dialog.editor("JPY"), "200")
    table = told(caught)
    assert {(rate.quote, rate.value) for rate in table.pinned} == {
        ("INR", Decimal(120)),
        ("JPY", Decimal(200)),
    }


def test_the_fields_of_several_currencies_stand_below_each_other(window: QWidget) -> None:
    dialog = open_dialog(window, "INR", "JPY", "AED")
    editors = [dialog.editor(code) for code in ("INR", "JPY", "AED")]
    for field in ("value", "day", "source", "published"):
        places = {getattr(e, field).mapTo(dialog, e.rect().topLeft()).x() for e in editors}
        assert len(places) == 1, field
    for editor in editors:
        heights = [field.height() for field in (editor.value, editor.day, editor.source)]
        assert max(heights) - min(heights) <= 1


def test_a_currency_that_is_not_published_waits_for_a_rate(window: QWidget) -> None:
    editor = open_dialog(window, "AED").editor("AED")
    assert editor.value.text() == ""
    assert "needs a rate" in editor.state.text()
    assert not editor.published.isEnabled()


def test_no_other_currency_needs_no_rate(window: QWidget) -> None:
    texts = [label.text() for label in open_dialog(window).findChildren(QLabel)]
    assert "All prices are in the display currency: none is needed." in texts


def test_every_field_is_named(editor: RateEditor) -> None:
    assert editor.value.accessibleName() == "Rate: Indian Rupee for one British Pound"
    assert editor.day.accessibleName() == "Date of the rate"
    assert editor.source.accessibleName() == "Source of the rate"
    assert editor.base_label.buddy() is editor.value


def test_a_source_with_markup_is_shown_as_text(editor: RateEditor, qtbot: QtBot) -> None:
    enter(qtbot, editor, "120")
    editor.source.setText("<img src='/x'>")
    editor.source.setModified(True)
    qtbot.keyClick(editor.source, Qt.Key.Key_Return)
    assert "<img src='/x'>" in editor.state.text()
    assert editor.state.textFormat() is Qt.TextFormat.PlainText


def test_escape_closes_the_dialog_where_nothing_is_half_typed(
    dialog: RateDialog, editor: RateEditor, qtbot: QtBot
) -> None:
    qtbot.keyClick(editor.value, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_close_button_bears_no_picture(dialog: RateDialog, qtbot: QtBot) -> None:
    close = next(b for b in dialog.findChildren(QPushButton) if b.text().endswith("Close"))
    assert close.icon().isNull()
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()


@pytest.mark.parametrize(
    ("typed", "value"),
    [("1,20,000.5", "120000.5"), ("1,000", "1000"), (".5", "0.5"), (" 120 ", "120")],
)
def test_a_rate_may_be_grouped_as_people_group_figures(
    dialog: RateDialog, qtbot: QtBot, typed: str, value: str
) -> None:
    editor = dialog.editor("INR")
    known = Rate("GBP", "INR", Decimal(value), RATE_DAY, "bank")
    editor.take(RateTable(TODAY, pinned=[known]))
    with qtbot.waitSignal(dialog.rates_changed) as caught:
        enter(qtbot, editor, typed)
    assert pinned_rate(caught).value == Decimal(value)


@pytest.mark.parametrize("text", ["120,5", "1,2,3", "12,", ",5", "+120", "--1", "."])
def test_a_comma_that_could_be_a_decimal_point_is_not_passed_over(
    dialog: RateDialog, editor: RateEditor, qtbot: QtBot, text: str
) -> None:
    before = editor.value.text()
    editor.value.selectAll()
    with qtbot.assertNotEmitted(dialog.rates_changed, wait=400):
        qtbot.keyClicks(editor.value, text)
        qtbot.keyClick(editor.value, Qt.Key.Key_Return)
    assert editor.state.text() == "Not a rate. Example: 127.23"
    assert editor.value.accessibleDescription() == editor.state.text()
    qtbot.keyClick(editor.value, Qt.Key.Key_Escape)
    assert editor.value.text() == before


def test_a_rate_typed_in_the_other_direction_is_read_from_either_side(
    window: QWidget, qtbot: QtBot
) -> None:
    dialog = RateDialog(RateTable(TODAY, Published()), "INR", ["GBP"], TODAY, window)
    dialog.show()
    editor = dialog.editor("GBP")
    assert editor.base_label.text() == "£1 ="
    assert editor.value.text() == "127.2296"
    with qtbot.waitSignal(dialog.rates_changed) as caught:
        enter(qtbot, editor, "120")
    table = told(caught)
    assert table.factor("INR", "GBP") == 1 / Fraction(120)


def test_what_was_typed_is_shown_as_it_was_typed(
    dialog: RateDialog, editor: RateEditor, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(dialog.rates_changed):
        enter(qtbot, editor, "120.123456789")
    assert editor.value.text() == "120.123456789"


def test_a_tiny_rate_never_reads_as_nothing(window: QWidget) -> None:
    for base, quote in (("AED", "GBP"), ("GBP", "AED")):
        tiny = Rate(base, quote, Decimal("0.0000123456"), RATE_DAY, "bank")
        dialog = RateDialog(RateTable(TODAY, pinned=[tiny]), "AED", ["GBP"], TODAY, window)
        assert dialog.editor("GBP").value.text().startswith("81000.5")


def test_a_tiny_rate_of_a_currency_that_nobody_publishes_is_shown_as_typed(
    window: QWidget, qtbot: QtBot
) -> None:
    editor = open_dialog(window, "AED").editor("AED")
    enter(qtbot, editor, "0.00003")
    assert editor.value.text() == "0.00003"
    assert "needs a rate" not in editor.state.text()


def test_the_question_can_be_answered_by_escape_which_keeps_the_last_rate(
    dialog: RateDialog, editor: RateEditor, qtbot: QtBot
) -> None:
    enter(qtbot, editor, "0.00833")
    with qtbot.assertNotEmitted(dialog.rates_changed, wait=400):
        qtbot.keyClick(editor.value, Qt.Key.Key_Escape)
    assert editor.value.text() == "127.2296"
    assert not editor.offer.isVisible()
    assert dialog.isVisible()


def test_escape_takes_a_half_typed_source_back_before_it_closes_the_dialog(
    dialog: RateDialog, editor: RateEditor, qtbot: QtBot
) -> None:
    editor.source.selectAll()
    with qtbot.assertNotEmitted(dialog.rates_changed, wait=400):
        qtbot.keyClicks(editor.source, "my ba")
        qtbot.keyClick(editor.source, Qt.Key.Key_Escape)
        assert editor.source.text() == "ECB"
        assert dialog.isVisible()
        qtbot.keyClick(editor.source, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_enter_takes_the_rate_over_and_leaves_the_dialog_open(
    dialog: RateDialog, editor: RateEditor, qtbot: QtBot
) -> None:
    tables: list[RateTable] = []
    dialog.rates_changed.connect(tables.append)
    enter(qtbot, editor, "120")
    enter(qtbot, editor, "120")
    assert dialog.isVisible()
    assert {table.rate("GBP", "INR") for table in tables} == {
        Rate("GBP", "INR", Decimal(120), TODAY, "manual")
    }


def test_a_date_after_today_cannot_be_typed(editor: RateEditor, qtbot: QtBot) -> None:
    editor.day.setSelectedSection(QDateEdit.Section.YearSection)
    qtbot.keyClicks(editor.day, "2031")
    qtbot.keyClick(editor.day, Qt.Key.Key_Return)
    assert editor.day.date() <= QDate(2026, 1, 22)


def test_a_date_chosen_for_a_refused_value_announces_nothing(
    dialog: RateDialog, editor: RateEditor, qtbot: QtBot
) -> None:
    enter(qtbot, editor, "abc")
    with qtbot.assertNotEmitted(dialog.rates_changed, wait=400):
        editor.day.setDate(QDate(2026, 1, 10))
    assert editor.state.text() == "Not a rate. Example: 127.23"
    with qtbot.waitSignal(dialog.rates_changed) as caught:
        enter(qtbot, editor, "120")
    assert pinned_rate(caught).date == datetime.date(2026, 1, 10)


def test_another_value_keeps_the_source_that_is_typed_with_it(
    dialog: RateDialog, editor: RateEditor, qtbot: QtBot
) -> None:
    editor.value.setText("120")
    editor.value.setModified(True)
    editor.source.setText("my bank")
    editor.source.setModified(True)
    with qtbot.waitSignal(dialog.rates_changed) as caught:
        qtbot.keyClick(editor.source, Qt.Key.Key_Return)
    table = told(caught)
    assert table.rate("GBP", "INR") == Rate("GBP", "INR", Decimal(120), TODAY, "my bank")


@pytest.mark.parametrize("source", HOSTILE)
def test_a_hostile_source_is_text_and_leaves_the_dialog_its_size(
    window: QWidget, source: str
) -> None:
    rate = Rate("GBP", "INR", Decimal(120), RATE_DAY, source)
    dialog = RateDialog(RateTable(TODAY, pinned=[rate]), "GBP", ["INR"], TODAY, window)
    dialog.show()
    assert dialog.minimumSizeHint().width() < 1024
    assert dialog.height() < 400
    editor = dialog.editor("INR")
    assert editor.state.textFormat() is Qt.TextFormat.PlainText
    assert len(editor.state.text()) < 320
    assert editor.state.toolTip() == ""
    assert "\n" not in editor.state.text()


def test_the_tab_key_goes_through_each_line_and_then_to_close(
    window: QWidget, qtbot: QtBot
) -> None:
    dialog = open_dialog(window, "INR", "JPY")
    enter(qtbot, dialog.editor("INR"), "120")
    enter(qtbot, dialog.editor("JPY"), "0.005")
    first, second = dialog.editor("INR"), dialog.editor("JPY")
    stops = tab_stops(dialog)
    assert stops[:-1] == [
        first.value, first.day, first.source, first.published,
        second.value, second.day, second.source, second.offer,
    ]  # fmt: skip
    assert in_reading_order(dialog, stops)
    assert all(heard(stop) for stop in stops)
    assert all(shows_its_focus(stop) for stop in stops)


def announced(caught: Any) -> Any:
    """What the signal that was waited for carried."""
    return caught.args[0]


def test_undo_takes_back_what_is_half_typed_and_then_the_last_change(
    dialog: RateDialog, editor: RateEditor, qtbot: QtBot
) -> None:
    def undo() -> None:
        qtbot.keyClick(editor.value, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    enter(qtbot, editor, "120")
    editor.value.selectAll()
    qtbot.keyClicks(editor.value, "13")
    undo()
    assert editor.value.text() == "120"
    with qtbot.waitSignal(dialog.rates_changed) as caught:
        undo()
    table = announced(caught)
    assert table.pinned == ()
    assert editor.value.text() == "127.2296"
    with qtbot.assertNotEmitted(dialog.rates_changed):
        undo()


def test_undo_brings_a_cleared_rate_and_its_date_back_at_once(
    dialog: RateDialog, editor: RateEditor, qtbot: QtBot
) -> None:
    editor.value.selectAll()
    qtbot.keyClick(editor.value, Qt.Key.Key_Delete)
    qtbot.keyClick(editor.value, Qt.Key.Key_Return)
    enter(qtbot, editor, "0.00833")
    with qtbot.waitSignal(dialog.rates_changed) as caught:
        qtbot.keyClick(editor.value, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    table = announced(caught)
    rate = table.rate("GBP", "INR")
    assert (rate.value, rate.date) == (Decimal("127.2296"), RATE_DAY)
    assert editor.state.text() == "£1 = ₹127.2296 · ECB, 15 Jan 2026 (7 days old)"


def test_where_no_other_rate_tells_the_meaning_is_said_both_ways_before_it_counts(
    window: QWidget, qtbot: QtBot
) -> None:
    dialog = open_dialog(window, "AED")
    editor = dialog.editor("AED")
    with qtbot.assertNotEmitted(dialog.rates_changed, wait=400):
        qtbot.keyClicks(editor.value, "0.2")
    assert editor.state.text() == "1 GBP = 0.2 AED; 1 AED = 5 GBP. Enter takes it."
    assert editor.value.accessibleDescription() == editor.state.text()
    with qtbot.waitSignal(dialog.rates_changed) as caught:
        qtbot.keyClick(editor.value, Qt.Key.Key_Return)
    assert pinned_rate(caught) == Rate("GBP", "AED", Decimal("0.2"), TODAY, "manual")


def test_a_meaning_goes_with_what_it_was_said_of(window: QWidget, qtbot: QtBot) -> None:
    editor = open_dialog(window, "AED").editor("AED")
    qtbot.keyClicks(editor.value, "5")
    qtbot.keyClick(editor.value, Qt.Key.Key_Backspace)
    assert editor.state.text() == "No rate: totals in this currency read “needs a rate”."
