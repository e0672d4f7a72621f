"""The application as the desktop knows it: its name and its icon."""

from __future__ import annotations

import sys

from PySide6.QtCore import QLoggingCategory
from PySide6.QtWidgets import QApplication

from exodesk.ui.icons import app_icon


def application() -> QApplication:
    """The one application object, dressed by its theme later."""
    # Each font without Devanagari would be named in the terminal, though another one has it.
    QLoggingCategory.setFilterRules("qt.text.font.db.warning=false")
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("exodesk")
    app.setApplicationDisplayName("exodesk")
    app.setDesktopFileName("exodesk")
    app.setWindowIcon(app_icon())
    return app
