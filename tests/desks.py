"""The assembled window on a profile of its own, started as often as a test wants."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from exodesk.app import Desk
from exodesk.domain.rates import Rate, RateTable
from exodesk.storage.settings_file import SettingsFile
from exodesk.translation import use_language
from exodesk.ui.application import application
from exodesk.ui.speaking import speak_in_qt
from exodesk.ui.theme import Scheme
from tests.seven_entries import write_seven_entries

TODAY = datetime.date(2026, 11, 22)
RATE = Rate("GBP", "INR", Decimal(120), datetime.date(2026, 1, 15), "fixture")


class Starting:
    """Call it to start the program; what was started before is closed as a person would."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self._qtbot = qtbot
        self.usual = write_seven_entries(folder)
        self.profile = folder / "profile" / "window.json"
        self._desk: Desk | None = None

    def __call__(self, catalogue: Path | None = None, *, wait: bool = True, **more: Any) -> Desk:
        self.close()
        desk = self._desk = Desk(
            application(),
            catalogue_file=catalogue or self.usual,
            settings=SettingsFile(self.profile),
            **{"today": TODAY, "rates": RateTable(TODAY, pinned=[RATE]), **more},
        )
        desk.show()
        if wait:
            self._qtbot.waitUntil(
                lambda: desk.document.index is not None or not len(desk.document), timeout=60_000
            )
        return desk

    def close(self) -> None:
        desk, self._desk = self._desk, None
        if desk is None:
            return
        desk.window.close()
        if desk.theme.scheme is not Scheme.LIGHT:
            desk.theme.set_scheme(Scheme.LIGHT)
        desk.window.deleteLater()
        desk.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@contextmanager
def starting(qtbot: QtBot, folder: Path) -> Iterator[Starting]:
    """Whatever it was made to speak, what comes after it speaks English."""
    start = Starting(qtbot, folder)
    yield start
    start.close()
    QApplication.clipboard().clear()
    use_language("en")
    speak_in_qt(application())
