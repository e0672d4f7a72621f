"""A walk with the Tab key: where it stops, in which order, and how each stop shows itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton, QWidget

from tests.ui.keyboard import heard, tab_stops

CONTRAST = 3.0
_LEAST_MARK = 40  # pixels; a text cursor has fewer and is one wide
_LEAST_SIDE = 12
_MOST_WITHIN = 60  # links of a text, parts of a date
_TOUCHING = 6
_AROUND = 8


@dataclass(frozen=True, slots=True)
class Stop:
    """A widget that has had the focus, what of it was in sight, and where its mark was seen."""

    widget: QWidget
    in_sight: QRect
    marked: QRect


def walked(window: QWidget, key: Qt.Key = Qt.Key.Key_Tab, *, looking: bool = True) -> list[Stop]:
    """Press ``key`` until it leads to where one has been; the first comes again as the last."""
    stops: list[Stop] = []
    met: set[QWidget] = set()
    now = _focused(window)
    while True:
        mark = _mark(now) if looking else QRect()
        stops.append(Stop(now, _in_sight(now), mark))
        if now in met:
            return stops
        met.add(now)
        now = _next(window, now, key)


def complaints(window: QWidget) -> Iterator[str]:
    """What a person without a mouse would complain about, a sentence each."""
    onward = walked(window)
    *stops, last = onward
    names = [heard(stop.widget) for stop in stops]
    if last.widget is not stops[0].widget:
        yield f"“{heard(last.widget)}” is met again before “{names[0]}”"
    for stop, name in zip(stops, names, strict=True):
        if not name.strip():
            yield f"a {type(stop.widget).__name__} has no name"
        if min(stop.in_sight.width(), stop.in_sight.height()) < _LEAST_SIDE:
            yield f"“{name}” has the focus out of sight"
        elif min(stop.marked.width(), stop.marked.height()) < _LEAST_SIDE:
            yield f"“{name}” does not show its focus"
    reached = {stop.widget for stop in stops}
    for widget in tab_stops(window):
        of_a_group = isinstance(widget, QRadioButton) and not widget.isChecked()
        if widget not in reached and not of_a_group:
            yield f"“{heard(widget)}” is never reached"
    turns = [
        f"“{heard(after)}” comes after “{heard(before)}”"
        for before, after in pairwise([stop.widget for stop in onward])
        if not _read_after(window, before, after)
    ]
    if len(turns) > 1:  # once it goes from the end to the beginning
        yield "; ".join(turns)
    back = [stop.widget for stop in walked(window, Qt.Key.Key_Backtab, looking=False)]
    if back != [stop.widget for stop in reversed(onward)]:
        yield "Shift+Tab goes another way"


def _focused(window: QWidget) -> QWidget:
    found = window.focusWidget()
    assert found is not None, f"nothing in {window.windowTitle()!r} has the focus"
    return found


def _next(window: QWidget, now: QWidget, key: Qt.Key) -> QWidget:
    for _press in range(_MOST_WITHIN):
        QTest.keyClick(now, key)
        if (found := _focused(window)) is not now:
            return found
    return now


def _mark(widget: QWidget) -> QRect:
    """Around all pixels that stand out by the focus alone; empty where they are too few."""
    window = widget.window()
    place = QRect(widget.mapTo(window, QPoint()), widget.size())
    around = place.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND).intersected(window.rect())
    with_focus = _luminance(window.grab(around))
    widget.clearFocus()
    without = _luminance(window.grab(around))
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    lighter, darker = np.maximum(with_focus, without), np.minimum(with_focus, without)
    rows, columns = np.nonzero((lighter + 0.05) / (darker + 0.05) >= CONTRAST)
    if len(rows) < _LEAST_MARK:
        return QRect()
    corners = QPoint(columns.min(), rows.min()), QPoint(columns.max(), rows.max())
    return QRect(*corners)


def _luminance(pixmap: QPixmap) -> Any:
    image = pixmap.toImage().convertToFormat(QImage.Format.Format_RGB32)
    whole = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)
    part = whole[:, : image.width(), :3] / 255
    linear = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    return linear @ np.array((0.0722, 0.7152, 0.2126))


def _in_sight(widget: QWidget) -> QRect:
    seen = widget.rect()
    for part in _outwards(widget):
        around = part.parentWidget()
        assert around is not None
        seen = seen.translated(part.pos()).intersected(around.rect())
    return seen


def _read_after(window: QWidget, before: QWidget, after: QWidget) -> bool:
    """Whether the part that holds ``after`` lies right of that of ``before``, or below it."""
    one, other = _parts_apart(before, after)
    if one is other:
        return True
    first = QRect(one.mapTo(window, QPoint()), one.size())
    second = QRect(other.mapTo(window, QPoint()), other.size())
    beside = second.left() >= first.right() - _TOUCHING and second.bottom() > first.top()
    return beside or second.top() >= first.bottom() - _TOUCHING


def _parts_apart(one: QWidget, other: QWidget) -> tuple[QWidget, QWidget]:
    """The two widgets of one parent in which they lie."""
    around = {part.parentWidget(): part for part in _outwards(one)}
    for part in _outwards(other):
        if (parent := part.parentWidget()) in around:
            return around[parent], part
        if part in around:  # one lies in the other
            return part, part
    return other, other


def _outwards(widget: QWidget) -> Iterator[QWidget]:
    """The widget and all that it lies in, but for the window."""
    part: QWidget | None = widget
    while part is not None and not part.isWindow():
        yield part
        part = part.parentWidget()
