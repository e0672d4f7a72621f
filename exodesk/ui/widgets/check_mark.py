"""The small signs delegates draw: a check box, and the dot before what was assumed."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from exodesk.ui.theme import Tokens, with_type

_BOX = 15
_DOT = 6


def box_side() -> int:
    """How wide and high a box to tick is, in logical pixels: larger beside larger type."""
    return with_type(_BOX)


def dot_side() -> int:
    """How wide and high the dot of what was assumed is, in logical pixels."""
    return with_type(_DOT)


def paint_check(
    painter: QPainter, rect: QRectF, tokens: Tokens, *, checked: bool, enabled: bool = True
) -> None:
    """Draw the box in the middle of ``rect``."""
    side = min(box_side(), round(rect.width()), round(rect.height()))
    left = round(rect.center().x() - side / 2)
    top = round(rect.center().y() - side / 2)
    grown = side / _BOX
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(left + 0.5, top + 0.5, side - 1, side - 1)
    if checked:
        ground = tokens.accent if enabled else tokens.text_disabled
        painter.setPen(QPen(ground, 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(box, 3 * grown, 3 * grown)
        tick = QPainterPath(QPointF(left + 3.75 * grown, top + 7.75 * grown))
        tick.lineTo(left + 6.5 * grown, top + 10.5 * grown)
        tick.lineTo(left + 11.5 * grown, top + 4.75 * grown)
        pen = QPen(tokens.on_accent, 2 * grown)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(tick, pen)
    else:
        pen = QPen(tokens.control if enabled else tokens.line_strong, 1)
        if not enabled and tokens.high_contrast:
            pen = QPen(tokens.text_disabled, 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(tokens.base if enabled else tokens.window)
        painter.drawRoundedRect(box, 3 * grown, 3 * grown)
    painter.restore()


def paint_changed_dot(painter: QPainter, left: float, middle: float, tokens: Tokens) -> None:
    """The accent dot before a figure that a person assumed, as before the assumption itself."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tokens.accent)
    side = dot_side()
    painter.drawEllipse(QRectF(left, middle - side / 2, side, side))
    painter.restore()
