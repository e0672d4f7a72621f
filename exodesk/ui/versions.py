"""Which versions of what the program runs on: the first thing asked when something fails."""

from __future__ import annotations

import platform

from PySide6.QtCore import QSysInfo, qVersion
from PySide6.QtGui import QGuiApplication

from exodesk import __version__


def versions_text() -> str:
    """``exodesk 0.3.0 · Python 3.11.9 · Qt 6.11.3 · Debian GNU/Linux 12 (x86_64), xcb``."""
    return (
        f"exodesk {__version__} · Python {platform.python_version()} · Qt {qVersion()} · "
        f"{QSysInfo.prettyProductName()} ({QSysInfo.currentCpuArchitecture()}), "
        f"{QGuiApplication.platformName()}"
    )
