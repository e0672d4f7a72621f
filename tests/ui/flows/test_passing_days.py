"""A window that stays open over midnight goes on into the next day."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, QObject
from pytestqt.qtbot import QtBot

from exodesk.ui.flows.passing_days import PassingDays

MONDAY = date(2026, 11, 23)


class Calendar(QObject):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.day = MONDAY
        self.days = PassingDays(MONDAY, lambda: self.day, self)
        self.told: list[date] = []
        self.days.came.connect(self.told.append)

    def turn_to(self, day: date) -> None:
        self.day = day
        self.days.look()
        self.days.look()


def test_each_day_is_told_once_and_also_one_that_comes_again(qapp: QCoreApplication) -> None:
    calendar = Calendar(qapp)
    calendar.turn_to(MONDAY)
    assert calendar.told == []
    for days in (1, 9, 0):  # the clock is set back at last
        calendar.turn_to(MONDAY + timedelta(days=days))
    assert [(day - MONDAY).days for day in calendar.told] == [1, 9, 0]


def test_nobody_has_to_ask(qapp: QCoreApplication, qtbot: QtBot) -> None:
    calendar = Calendar(qapp)
    calendar.day = MONDAY + timedelta(days=1)
    calendar.days._timer.setInterval(1)
    qtbot.waitUntil(lambda: calendar.told == [calendar.day])
