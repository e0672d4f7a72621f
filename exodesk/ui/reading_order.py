"""Lets a screen reader go through the parts of a widget as they are laid out.

Qt hands them out in the order in which they were made, or as they lie one above the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import (
    QApplication,
    QFocusFrame,
    QGridLayout,
    QLayout,
    QMainWindow,
    QSizeGrip,
    QWidget,
)

_IN_ORDER = "in_reading_order"


def read_as_laid_out(widget: QWidget) -> None:
    """Once all parts of ``widget`` and of what it holds are there."""
    layout = widget.layout()
    if layout is not None:
        for part in _parts(layout):
            part.raise_()
    options = Qt.FindChildOption.FindDirectChildrenOnly
    for part in widget.findChildren(QWidget, options=options):
        if isinstance(part, QFocusFrame | QSizeGrip):
            part.raise_()  # these stay above all others
        else:
            read_as_laid_out(part)


class ReadingOrder(QObject):
    """Puts the parts of each dialog and panel in order when it first gets the keyboard."""

    def __init__(self, app: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        app.focusChanged.connect(self._meet)

    @Slot(QWidget, QWidget)
    def _meet(self, _before: QWidget | None, now: QWidget | None) -> None:
        window = None if now is None else now.window()
        if window is None or isinstance(window, QMainWindow) or window.property(_IN_ORDER):
            return
        window.setProperty(_IN_ORDER, True)
        read_as_laid_out(window)


def _parts(layout: QLayout) -> Iterator[QWidget]:
    for part in _laid_out(layout):
        if isinstance(part, QLayout):
            yield from _parts(part)
        else:
            yield part


def _laid_out(layout: QLayout) -> list[QWidget | QLayout]:
    """What lies in ``layout``, from the first to the last; in a grid row by row.

    Its items are left alone: Shiboken remembers an item that Python has seen when Qt has deleted
    it, and the program ends where something else comes to lie there in memory.
    """
    around = layout.parentWidget()
    options = Qt.FindChildOption.FindDirectChildrenOnly
    widgets = [] if around is None else around.findChildren(QWidget, options=options)
    layouts = layout.findChildren(QLayout, options=options)
    parts: list[QWidget | QLayout] = [*widgets, *layouts]
    places = {part: place for part in parts if (place := layout.indexOf(part)) >= 0}
    if isinstance(layout, QGridLayout):
        return sorted(places, key=lambda part: _row_and_column(layout, places[part]))
    return sorted(places, key=lambda part: places[part])


def _row_and_column(grid: QGridLayout, number: int) -> tuple[int, int]:
    row, column, *_spans = cast("tuple[int, int, int, int]", grid.getItemPosition(number))
    return row, column
