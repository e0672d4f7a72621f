"""The day of now, for a window that stays open over midnight."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal, Slot

_LOOK_MS = 10_000


class PassingDays(QObject):
    """Looks at the calendar now and then: a timer set for midnight sleeps with the computer."""

    came = Signal(object)  # a date; an earlier one where the clock was set back

    def __init__(
        self, day: date, today: Callable[[], date] = date.today, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._day = day
        self._today = today
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    @Slot()
    def look(self) -> None:
        day = self._today()
        if day != self._day:
            self._day = day
            self.came.emit(day)
