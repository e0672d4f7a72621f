"""Ctrl+C in the terminal and a polite kill close the window as its own button does."""

from __future__ import annotations

import os
import signal

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication


def let_interrupts_through(app: QApplication) -> None:
    def close(_number: int, _frame: object) -> None:
        app.closeAllWindows()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, close)
    if os.name != "nt":
        # Python runs signal handlers between its own instructions only.
        beat = QTimer(app, interval=250)
        beat.timeout.connect(lambda: None)
        beat.start()
