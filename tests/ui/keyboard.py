"""What a person without a mouse meets: the stops of the Tab key, their names and their focus."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QDateEdit,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from exodesk.ui.focus_ring import RADIUS_PROPERTY
from exodesk.ui.menu_acts import without_mnemonic

HOSTILE = (
    "<b>bold</b>",
    "<img src='file:///etc/hostname' onerror=x>",
    "two\nlines\tand a tab",
    "x" * 10_000,
    "a \u202eright to left override",
    "\u2067isolate that is never closed & more",
)


def tab_stops(window: QWidget) -> list[QWidget]:
    """The widgets the Tab key goes through, in its order, from the first in ``window``."""
    stops = []
    widget = window.nextInFocusChain()
    while widget is not None and widget is not window:
        reached = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
        if reached and widget.isEnabled() and widget.isVisibleTo(window):
            stops.append(widget)
        widget = widget.nextInFocusChain()
    return stops


def heard(widget: QWidget) -> str:
    """The name a screen reader says."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def plain(part: QAbstractButton) -> str:
    """The words of a button without the sign of its letter."""
    return without_mnemonic(part.text())


def shows_its_focus(widget: QWidget) -> bool:
    """Whether the style sheet or the ring marks it; what they look like is tested with them."""
    return widget.property(RADIUS_PROPERTY) is not None or isinstance(
        widget, QPushButton | QToolButton | QLineEdit | QDateEdit
    )


def in_reading_order(window: QWidget, stops: list[QWidget]) -> bool:
    """Whether each stop lies right of the one before in its row, or in a row below."""
    places = [QRect(widget.mapTo(window, QPoint()), widget.size()) for widget in stops]
    return all(
        (after.left() > before.left() and after.bottom() > before.top())
        or after.center().y() > before.bottom()
        for before, after in pairwise(places)
    )
