from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from exodesk.domain.rates import Rate, RateTable
from exodesk.ui.dialogs.rate_dialog import RateDialog, RateEditor
from tests.builders import RATE_DAY

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
    (table,) = caught.args or ()
    assert table.rate("GBP", "INR") == Rate("GBP", "INR", Decimal("120.5"), TODAY, "manual")
    assert editor.published.isEnabled()
    with qtbot.waitSignal(dialog.rates_changed) as caught:
        qtbot.mouseClick(editor.published, Qt.MouseButton.LeftButton)
    (table,) = caught.args or ()
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
    (table,) = caught.args or ()
    (pinned,) = table.pinned
    assert (pinned.source, pinned.date) == ("my bank", datetime.date(2026, 1, 10))
    assert "my bank" in editor.state.text()


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
    (table,) = caught.args or ()
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
    (table,) = caught.args or ()
    assert table.pinned == (Rate("INR", "GBP", Decimal("0.00833"), TODAY, "manual"),)
    assert not editor.offer.isVisible()


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
    (table,) = caught.args or ()
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
