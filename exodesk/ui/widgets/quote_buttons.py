"""Buttons of a quote that show a sign alone, and say in words what they do."""

from __future__ import annotations

from PySide6.QtWidgets import QToolButton

from exodesk.ui.icons import Icons
from exodesk.ui.widgets.wrapped_text import plain_tip


def icon_button(icon: str, name: str, icons: Icons) -> QToolButton:
    button = QToolButton()
    button.setProperty("flat", True)
    name_button(button, name)
    icons.wear(button, icon)
    return button


def name_button(button: QToolButton, name: str) -> None:
    button.setAccessibleName(name)
    button.setToolTip(plain_tip(name))
