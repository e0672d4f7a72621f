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
    QLayoutItem,
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
    for item in _items(layout):
        within = item.layout()
        if within is not None:
            yield from _parts(within)
        elif (part := item.widget()) is not None:
            yield part


def _row_and_column(grid: QGridLayout, number: int) -> tuple[int, int]:
    row, column, *_spans = cast("tuple[int, int, int, int]", grid.getItemPosition(number))
    return row, column


def _items(layout: QLayout) -> list[QLayoutItem]:
    """From the first to the last; of a grid row by row."""
    numbers = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        numbers.sort(key=lambda number: _row_and_column(layout, number))
    return [item for number in numbers if (item := layout.itemAt(number)) is not None]
