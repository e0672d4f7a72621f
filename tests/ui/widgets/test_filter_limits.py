from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from exodesk.domain.filters import Criterion, EntryFilter
from exodesk.domain.money import Money
from exodesk.domain.units import NotADurationError
from exodesk.ui.icons import Icons
from exodesk.ui.theme import Theme
from exodesk.ui.widgets.filter_limits import (
    LimitFields,
    NotALimitOfSessionsError,
    read_days,
    read_session_limit,
)

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

TOTAL, DOWNTIME = Criterion.MAX_TOTAL, Criterion.MAX_DOWNTIME


@pytest.fixture
def limits(qtbot: QtBot) -> LimitFields:
    made = LimitFields(Icons(Theme()))
    qtbot.addWidget(made)
    made.resize(184, 300)
    made.show()
    return made


def told(limits: LimitFields) -> list[tuple[Criterion, object]]:
    announced: list[tuple[Criterion, object]] = []
    limits.limit_changed.connect(lambda criterion, value: announced.append((criterion, value)))
    return announced


def type_into(qtbot: QtBot, field: QLineEdit, text: str) -> None:
    field.clear()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("3", Fraction(3)),
        (" 1.5 ", Fraction(3, 2)),
        ("3 days", Fraction(3)),
        ("1 day", Fraction(1)),
        ("48 hours", Fraction(2)),
        ("48h", Fraction(2)),
        ("2 Weeks", Fraction(14)),
        ("1,000 days", Fraction(1000)),
        ("1 month", Fraction(365, 12)),
        ("7 दिन", Fraction(7)),
    ],
)
def test_a_length_of_time_is_read_as_days(typed: str, days: Fraction) -> None:
    assert read_days(typed) == days


@pytest.mark.parametrize(
    "typed", ["a few", "-1", "1,5", "3 ml", "3 sheep", "1..2", "٣", "9" * 6000, "nan day", "3 3"]
)
def test_what_is_no_length_of_time_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(NotADurationError, match="Example: 3 days"):
        read_days(typed)


@pytest.mark.parametrize("typed", ["0", "1001", "2.5", "3-6", "-1", "٣", "many", "9" * 6000, ""])
def test_a_limit_of_sessions_is_one_whole_number(typed: str) -> None:
    with pytest.raises(NotALimitOfSessionsError, match="Example: 6"):
        read_session_limit(typed)


def test_the_largest_limit_of_sessions_is_a_thousand() -> None:
    assert read_session_limit("1,000") == 1000
    assert read_session_limit(" 1 ") == 1


def test_a_typed_amount_is_shown_back_in_its_own_currency(
    limits: LimitFields, qtbot: QtBot
) -> None:
    announced = told(limits)
    field = limits.field(TOTAL)
    type_into(qtbot, field, "2500")
    assert field.text() == "£2,500"
    type_into(qtbot, field, "1.2 lakh")
    assert field.text() == "₹1,20,000"
    limits.set_display_currency("USD")
    type_into(qtbot, field, "900")
    assert announced == [
        (TOTAL, Money(Decimal(2500), "GBP")),
        (TOTAL, Money(Decimal(120000), "INR")),
        (TOTAL, Money(Decimal(900), "USD")),
    ]


def test_another_display_currency_leaves_what_was_typed(limits: LimitFields, qtbot: QtBot) -> None:
    field = limits.field(TOTAL)
    type_into(qtbot, field, "2500")
    announced = told(limits)
    limits.set_display_currency("INR")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert announced == []
    assert field.value() == Money(Decimal(2500), "GBP")


def test_a_refused_amount_keeps_the_last_limit_until_escape(
    limits: LimitFields, qtbot: QtBot
) -> None:
    field = limits.field(TOTAL)
    type_into(qtbot, field, "1000")
    announced = told(limits)
    type_into(qtbot, field, "1,000.5.0")
    assert field.text() == "1,000.5.0"
    assert field.message == "Not an amount. Example: 1,000 or ₹1,20,000"
    assert field.message_label.isVisibleTo(limits)
    assert field.value() == Money(Decimal(1000), "GBP")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "£1,000"
    assert field.message == ""
    assert announced == []


def test_an_unknown_currency_is_named(limits: LimitFields, qtbot: QtBot) -> None:
    type_into(qtbot, limits.field(TOTAL), "100 QQQ")
    assert "QQQ" in limits.field(TOTAL).message


def test_a_bare_number_of_downtime_means_days(limits: LimitFields, qtbot: QtBot) -> None:
    announced = told(limits)
    type_into(qtbot, limits.field(DOWNTIME), "3")
    assert limits.field(DOWNTIME).text() == "3 days"
    assert announced == [(DOWNTIME, Fraction(3))]


@pytest.mark.parametrize("hours", ["8 hours", "1 hour", "1000 days"])
def test_leaving_a_field_again_never_changes_its_limit(
    limits: LimitFields, qtbot: QtBot, hours: str
) -> None:
    field = limits.field(DOWNTIME)
    type_into(qtbot, field, hours)
    value = field.value()
    announced = told(limits)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert announced == []
    assert field.value() == value == read_days(hours)


def test_emptying_a_field_lifts_its_limit(limits: LimitFields, qtbot: QtBot) -> None:
    limits.show_limits(EntryFilter(max_sessions=6))
    announced = told(limits)
    type_into(qtbot, limits.field(Criterion.MAX_SESSIONS), "")
    assert announced == [(Criterion.MAX_SESSIONS, None)]


def test_limits_from_elsewhere_are_shown_and_not_announced(limits: LimitFields) -> None:
    announced = told(limits)
    limits.show_limits(
        EntryFilter(
            max_total=Money(Decimal("99.99"), "GBP"),
            max_downtime_days=Fraction(1, 3),
            max_sessions=12,
        )
    )
    texts = [limits.field(each).text() for each in (TOTAL, DOWNTIME, Criterion.MAX_SESSIONS)]
    assert texts == ["£99.99", "8 hours", "12"]
    assert announced == []


def test_refused_text_stays_while_other_limits_change(limits: LimitFields, qtbot: QtBot) -> None:
    field = limits.field(TOTAL)
    type_into(qtbot, field, "nonsense")
    limits.show_limits(EntryFilter(words="prp", max_sessions=3))
    assert field.text() == "nonsense"
    assert field.message
    limits.forget_refused()
    assert field.text() == ""
    assert not field.message


def test_every_field_says_what_it_limits(limits: LimitFields) -> None:
    names = [limits.field(each).accessibleName() for each in (TOTAL, DOWNTIME)]
    assert names == ["Total up to", "Downtime up to"]
