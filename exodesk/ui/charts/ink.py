"""What all charts draw with. Only lines, areas and text: no clipping and no pixmaps, so that a
picture in SVG shows the same as the screen."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from enum import Enum
from fractions import Fraction
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QApplication

from exodesk.ui.theme import TypeRole, role_font
from exodesk.ui.tokens import Tokens
from exodesk.ui.widgets.axis_header import TICK, labelled_ticks
from exodesk.ui.widgets.wrapped_text import shortened
from exodesk.wording import gettext as _
from exodesk.wording.amounts import amount_text, plain_number
from exodesk.wording.scale import Scale

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
GAP = 8.0
_LONGEST = 400  # more than any line of a picture can show
_NOT_FOR_XML = re.compile("[^ -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]+")
_APART = 5.0
_FINE = 3.0


class Pattern(Enum):
    """How an area is filled, so that areas are told apart without colour."""

    SOLID = "solid"
    RISING = "rising"
    FALLING = "falling"
    LEVEL = "level"
    UPRIGHT = "upright"
    CROSSED = "crossed"
    GRID = "grid"
    DENSE = "dense"
    DOTTED = "dotted"
    HOLLOW = "hollow"


# Text


def font_of(role: TypeRole) -> QFont:
    """The font of ``role`` in pixels, so that it is as large in a picture as on the screen."""
    return _type(role, QApplication.font().key())[0]


def metrics_of(role: TypeRole) -> QFontMetricsF:
    return _type(role, QApplication.font().key())[1]


@lru_cache(maxsize=64)
def _type(role: TypeRole, _system: str) -> tuple[QFont, QFontMetricsF]:
    """Kept for as long as the system's font, the key of which is ``_system``, is the same."""
    font = role_font(role)
    if font.pixelSize() <= 0:
        font.setPixelSize(max(QFontInfo(font).pixelSize(), 1))
    return font, QFontMetricsF(font)


def line_height(role: TypeRole) -> float:
    """Of the script that is taller: letters of Hindi need more than those of English."""
    metrics = metrics_of(role)
    return math.ceil(max(metrics.lineSpacing(), metrics.height()))


def paintable(text: str, most: int = _LONGEST) -> str:
    """``text`` on one line, without what no XML may hold."""
    return " ".join(_NOT_FOR_XML.sub(" ", shortened(text, most)).split())


def write(
    painter: QPainter,
    area: QRectF,
    text: str,
    role: TypeRole,
    colour: QColor,
    align: Qt.AlignmentFlag = LEFT,
) -> None:
    """One line in ``area``, elided where it is too long."""
    if area.width() <= 0 or not text:
        return
    shown = metrics_of(role).elidedText(
        paintable(text), Qt.TextElideMode.ElideRight, area.width() + 0.5
    )
    painter.setFont(font_of(role))
    painter.setPen(colour)
    # A line that is a hair too long for its area must not lose its last letter, and what stands
    # above the letters of Hindi reaches beyond the height of English ones.
    place = area.adjusted(-1, 0, 1, 0) if align == CENTRE else area
    painter.drawText(place, int(align | Qt.TextFlag.TextDontClip), shown)


def width_of(text: str, role: TypeRole) -> float:
    return math.ceil(metrics_of(role).horizontalAdvance(paintable(text))) + 1.0


@lru_cache(maxsize=1024)
def amount_label(currency: str, value: float) -> str:
    """An amount at a tick; kept, since every painting asks for the same ones."""
    return amount_text(Fraction(value), currency)


@lru_cache(maxsize=1024)
def number_label(value: float) -> str:
    return plain_number(Fraction(value))


# Areas and lines


def fill(painter: QPainter, area: QRectF, colour: QColor) -> None:
    """A sharp rectangle, for areas and for hairlines alike."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.fillRect(area, colour)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)


def outline(painter: QPainter, area: QRectF, colour: QColor) -> None:
    """A rectangle drawn just inside ``area``."""
    inset = min(0.5, area.width() / 2, area.height() / 2)
    painter.setPen(QPen(colour, 1, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(area.adjusted(inset, inset, -inset, -inset))


def fill_pattern(
    painter: QPainter, area: QRectF, pattern: Pattern, colour: QColor, apart: float = _APART
) -> None:
    """Fill ``area`` on its ground, with lines so far ``apart``; those of neighbours meet."""
    if pattern is Pattern.SOLID:
        painter.fillRect(area, colour)
        return
    path = QPainterPath()
    if pattern in (Pattern.RISING, Pattern.CROSSED):
        _slant(path, area, apart, rising=True)
    if pattern in (Pattern.FALLING, Pattern.CROSSED):
        _slant(path, area, apart, rising=False)
    if pattern is Pattern.DENSE:
        _slant(path, area, _FINE, rising=True)
    if pattern in (Pattern.LEVEL, Pattern.GRID):
        for y in _stops(area.top(), area.bottom(), apart):
            path.moveTo(area.left(), y)
            path.lineTo(area.right(), y)
    if pattern in (Pattern.UPRIGHT, Pattern.GRID):
        for x in _stops(area.left(), area.right(), apart):
            path.moveTo(x, area.top())
            path.lineTo(x, area.bottom())
    if pattern is Pattern.DOTTED:
        for y in _stops(area.top() + 1, area.bottom() - 1, apart):
            for x in _stops(area.left() + 1, area.right() - 1, apart):
                path.moveTo(x, y)
                path.lineTo(x + 0.01, y)
    dots = pattern is Pattern.DOTTED
    pen = QPen(colour, 2.0 if dots else 1.0)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap if dots else Qt.PenCapStyle.FlatCap)
    painter.strokePath(path, pen)


def _stops(low: float, high: float, apart: float) -> list[float]:
    first = math.floor(low / apart) + 1
    return [apart * number for number in range(first, math.ceil(high / apart))]


def _slant(path: QPainterPath, area: QRectF, apart: float, *, rising: bool) -> None:
    left, right, top, bottom = area.left(), area.right(), area.top(), area.bottom()
    if rising:  # where x + y is a multiple of ``apart``
        for stop in _stops(left + top, right + bottom, apart):
            start, end = max(left, stop - bottom), min(right, stop - top)
            path.moveTo(start, stop - start)
            path.lineTo(end, stop - end)
        return
    for stop in _stops(left - bottom, right - top, apart):
        start, end = max(left, stop + top), min(right, stop + bottom)
        path.moveTo(start, start - stop)
        path.lineTo(end, end - stop)


def focus_ring(painter: QPainter, area: QRectF, colour: QColor) -> None:
    painter.setPen(QPen(colour, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 3, 3)


def dotted_line(painter: QPainter, start: QPointF, end: QPointF, colour: QColor) -> None:
    """The mark of what is not known."""
    pen = QPen(colour, 1.5)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setDashPattern([0.01, 2.67])
    painter.setPen(pen)
    painter.drawLine(start, end)


def paint_axis_below(
    painter: QPainter,
    area: QRectF,
    scale: Scale,
    tokens: Tokens,
    label: Callable[[float], str],
) -> None:
    """Ticks along the upper edge of ``area`` with their labels below; as long as the scale."""
    metrics = metrics_of(TypeRole.TINY)
    for tick in scale.ticks:
        left = area.left() + snapped(painter, scale.position(tick) * area.width())
        fill(painter, QRectF(left, area.top(), 1, TICK), tokens.control)
    top = area.top() + TICK + 2
    for tick in labelled_ticks(
        scale, area.width(), lambda at: metrics.horizontalAdvance(label(at)) + 2
    ):
        width = metrics.horizontalAdvance(label(tick)) + 2
        middle = area.left() + scale.position(tick) * area.width()
        place = QRectF(middle - width / 2, top, width, metrics.height())
        write(painter, place, label(tick), TypeRole.TINY, tokens.text_secondary, CENTRE)
    if scale.log:
        place = QRectF(area.left(), top + metrics.height(), area.width(), metrics.height())
        write(painter, place, _("log scale"), TypeRole.LOG_SCALE, tokens.text_secondary, RIGHT)


def snapped(painter: QPainter, place: float) -> float:
    """The nearest whole pixel of the device."""
    device = painter.device()
    ratio = device.devicePixelRatio() if device is not None else 1.0
    return round(place * ratio) / ratio
