from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QDate, Qt
from pytestqt.qtbot import QtBot

from exodesk.ui.icons import Icons
from exodesk.ui.theme import Theme
from exodesk.ui.widgets.quote_validity import ValidityField

TODAY = date(2026, 11, 22)


@pytest.fixture
def field(qtbot: QtBot) -> ValidityField:
    made = ValidityField(Icons(Theme()))
    qtbot.addWidget(made)
    made.show_validity(14, TODAY, "Valid until 6 Dec 2026.")
    made.show()
    return made


@pytest.fixture
def said(field: ValidityField) -> list[object]:
    said: list[object] = []
    field.validity_changed.connect(said.append)
    return said


def test_it_shows_what_it_is_given_without_announcing_it(
    field: ValidityField, said: list[object]
) -> None:
    assert (field.days.text(), field.days.isVisible(), field.day.isVisible()) == ("14", True, False)
    field.show_validity(date(2026, 12, 24), TODAY, "")
    assert field.day.date() == QDate(2026, 12, 24)
    assert (field.days.isVisible(), field.day.isVisible()) == (False, True)
    field.show_validity(None, TODAY, "")
    assert not field.days.isVisible()
    assert not field.day.isVisible()
    assert said == []


def test_a_number_of_days_is_announced(
    field: ValidityField, said: list[object], qtbot: QtBot
) -> None:
    field.days.selectAll()
    qtbot.keyClicks(field.days, "30")
    qtbot.keyClick(field.days, Qt.Key.Key_Return)
    assert said == [30]


@pytest.mark.parametrize("text", ["", "x", "-1", "1.5", "99999", "²"])
def test_what_is_no_number_is_refused_and_announces_nothing(
    field: ValidityField, said: list[object], text: str
) -> None:
    field.days.setText(text)
    field.days.editingFinished.emit()
    assert field.message().startswith("A quote is valid for a number of days between 1 and")
    assert field.days.property("bad") == "true"
    assert field.days.accessibleDescription() == field.message()
    assert said == []
    field.show_validity(14, TODAY, "Valid until 6 Dec 2026.")
    assert field.days.text() == text, "to be mended"
    field.days.setText("14")
    field.days.editingFinished.emit()
    assert field.message() == ""
    assert field.days.property("bad") is None


def test_until_a_day_begins_with_the_day_of_before(
    field: ValidityField, said: list[object]
) -> None:
    field.how.set_raw("day")
    assert said == [TODAY + timedelta(days=14)]
    assert field.day.date() == QDate(2026, 12, 6)
    field.how.set_raw("none")
    assert said[-1] is None


def test_the_focus_goes_to_what_can_be_typed(field: ValidityField) -> None:
    for validity, editor in ((14, field.days), (TODAY, field.day), (None, field.how)):
        field.show_validity(validity, TODAY, "")
        field.focus()
        assert editor.hasFocus()
    assert field.stops() == [field.how, field.days, field.day]
    assert all(stop.accessibleName() for stop in field.stops())
