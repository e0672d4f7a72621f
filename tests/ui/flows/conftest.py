from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A window that is on the screen, for flows that ask and say in one."""
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made
