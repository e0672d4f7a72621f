"""The same widget in another window that was built in the same way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar, QWidget

Place: TypeAlias = tuple[tuple[type[QObject], int], ...]
"""The way down from the window: at each step a class, and which of its kind, from 0."""


def place_of(widget: QObject, window: QWidget) -> Place:
    steps: list[tuple[type[QObject], int]] = []
    while widget is not window:
        within = widget.parent()
        if within is None:
            return ()
        steps.append((type(widget), _alike(within, type(widget)).index(widget)))
        widget = within
    return tuple(reversed(steps))


def widget_at(place: Place, window: QWidget) -> QWidget | None:
    """None where the window has nothing there, and for no place."""
    found: QObject = window
    for kind, number in place:
        alike = _alike(found, kind)
        if number >= len(alike):
            return None
        found = alike[number]
    return found if place and isinstance(found, QWidget) else None


def scrolled_in(window: QWidget) -> dict[Place, float]:
    """How far down each part of the window is, from 0 to 1; those at their top are left out."""
    bars = [area.verticalScrollBar() for area in window.findChildren(QAbstractScrollArea)]
    return {place_of(bar, window): bar.value() / bar.maximum() for bar in bars if bar.value() > 0}


def scroll_in(window: QWidget, scrolled: Mapping[Place, float]) -> None:
    """Scroll as far down, though texts of another language are longer or shorter."""
    for place, share in scrolled.items():
        bar = widget_at(place, window)
        if isinstance(bar, QScrollBar):
            bar.setValue(round(share * bar.maximum()))


def _alike(within: QObject, kind: type[QObject]) -> list[QObject]:
    return [child for child in within.children() if type(child) is kind]
