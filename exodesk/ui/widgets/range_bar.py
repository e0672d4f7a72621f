"""The one routine that draws a range of cost, in table cells, previews and charts alike."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QTransform,
)

from exodesk.ui.theme import Tokens
from exodesk.wording.scale import Scale

TAIL = 30.0
MARGIN = 32.0  # what a caller leaves free beyond the end of the scale, for tails and labels

_CAP_WIDTH = 3.0
_SHORTEST = 4.0
_CORNER = 2.0
_HEAD = 4.0
_BROAD = 14.0
_FADED = 0.15
_DOTS_APART = 4.0
_DOT_UPRIGHT = 14.0  # on the broad bars of a comparison
_USUAL = 8.0  # height of a bar, beside type of the usual size


class MarkState(Enum):
    EXACT = "exact"
    RANGE = "range"
    FROM = "from"
    UP_TO = "up to"
    UNKNOWN = "unknown"
    ON_REQUEST = "on request"
    NEEDS_RATE = "needs a rate"


@dataclass(frozen=True, slots=True)
class RangeMark:
    """What is known of one figure, in the units of the scale. An unknown end is None."""

    state: MarkState
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class _Along:
    """A place to draw in: x runs along the scale, y across it. Upright scales are turned."""

    length: float
    breadth: float
    scale: Scale
    ratio: float
    upright: bool

    def at(self, value: float) -> float:
        return self.snap(self.scale.position(value) * self.length)

    def snap(self, place: float) -> float:
        """The nearest whole pixel of the device, so that edges are sharp."""
        return round(place * self.ratio) / self.ratio


def paint_range(
    painter: QPainter,
    rect: QRectF,
    mark: RangeMark,
    scale: Scale,
    tokens: Tokens,
    *,
    selected: bool = False,
    band: tuple[float | None, float | None] | None = None,
    grid: bool = True,
    height: float = _USUAL,
    vertical: bool = False,
) -> None:
    """Draw band, grid lines and mark. ``rect`` is exactly the length of the scale.

    Tails may reach up to 30 beyond its end; the caller leaves that room. ``band`` is the range
    to be seen through all rows; an end that is None is open. A vertical scale grows upwards.
    """
    if rect.width() <= 0 or rect.height() <= 0:
        return
    painter.save()
    place = _turned(painter, rect, scale, vertical)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    if band is not None:
        _paint_band(painter, place, band, tokens)
    if grid:
        _paint_grid(painter, place, tokens.grid)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    _paint_mark(painter, place, mark, tokens, tokens.accent if selected else tokens.bar, height)
    painter.restore()


def paint_ground(
    painter: QPainter,
    rect: QRectF,
    scale: Scale,
    tokens: Tokens,
    *,
    band: tuple[float | None, float | None] | None = None,
    vertical: bool = False,
) -> None:
    """Only the band and the grid lines, for the ground behind or below the marks."""
    if rect.width() <= 0 or rect.height() <= 0:
        return
    painter.save()
    place = _turned(painter, rect, scale, vertical)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    if band is not None:
        _paint_band(painter, place, band, tokens)
    _paint_grid(painter, place, tokens.grid)
    painter.restore()


def _turned(painter: QPainter, rect: QRectF, scale: Scale, vertical: bool) -> _Along:
    device = painter.device()
    ratio = device.devicePixelRatio() if device is not None else 1.0
    if vertical:
        painter.setTransform(QTransform(0, -1, 1, 0, rect.left(), rect.bottom()), combine=True)
        return _Along(rect.height(), rect.width(), scale, ratio, True)
    painter.translate(rect.topLeft())
    return _Along(rect.width(), rect.height(), scale, ratio, False)


def _paint_band(
    painter: QPainter, place: _Along, band: tuple[float | None, float | None], tokens: Tokens
) -> None:
    low, high = band
    if low is None and high is None:
        return
    left = 0.0 if low is None else place.at(low)
    right = place.length if high is None else place.at(high)
    if right - left < 2:
        left, right = left - 1, left + 1
    painter.fillRect(QRectF(left, 0, right - left, place.breadth), tokens.band)


def _paint_grid(painter: QPainter, place: _Along, colour: QColor) -> None:
    for tick in place.scale.ticks:
        painter.fillRect(QRectF(place.at(tick), 0, 1, place.breadth), colour)


def _paint_mark(
    painter: QPainter,
    place: _Along,
    mark: RangeMark,
    tokens: Tokens,
    colour: QColor,
    height: float,
) -> None:
    match mark.state:
        case MarkState.EXACT if mark.low is not None:
            _paint_dot(painter, place, mark.low, colour, height)
        case MarkState.RANGE if mark.low is not None and mark.high is not None:
            _paint_bar(painter, place, mark.low, mark.high, colour, height)
        case MarkState.FROM if mark.low is not None:
            _paint_tail(painter, place, place.at(mark.low), 1, TAIL, colour, height)
        case MarkState.UP_TO if mark.high is not None:
            end = place.at(mark.high)
            _paint_tail(painter, place, end, -1, min(TAIL, end), colour, height)
        case MarkState.NEEDS_RATE:
            _paint_warning(painter, place, tokens.warning, height)
        case _:
            _paint_dotted(painter, place, tokens.control)


def _across(place: _Along, height: float) -> float:
    return place.snap((place.breadth - height) / 2)


def _paint_dot(
    painter: QPainter, place: _Along, value: float, colour: QColor, height: float
) -> None:
    if place.scale.log and value <= 0:
        _paint_cap(painter, place, 0.0, colour, height)
    across = _DOT_UPRIGHT if place.upright else height + 2
    centre = place.at(value)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(QRectF(centre - across / 2, _across(place, across), across, across))


def _paint_bar(
    painter: QPainter, place: _Along, low: float, high: float, colour: QColor, height: float
) -> None:
    left, right = place.at(low), place.at(high)
    if right - left < _SHORTEST:
        middle = place.snap((left + right - _SHORTEST) / 2)
        left = min(max(middle, 0.0), max(place.length - _SHORTEST, 0.0))
        right = left + _SHORTEST
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    bar = QRectF(left, _across(place, height), right - left, height)
    painter.drawRoundedRect(bar, _CORNER, _CORNER)
    if place.scale.log and low <= 0:
        _paint_cap(painter, place, 0.0, colour, height)


def _paint_cap(
    painter: QPainter, place: _Along, left: float, colour: QColor, height: float
) -> None:
    tall = height + 6
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(QRectF(left, _across(place, tall), _CAP_WIDTH, tall), 1, 1)


def _paint_tail(
    painter: QPainter,
    place: _Along,
    start: float,
    way: int,
    length: float,
    colour: QColor,
    height: float,
) -> None:
    """A cap at ``start``, a tail that fades ``way`` (1 or -1) over ``length``, an arrow head.

    The length says nothing, so it must not depend on any figure but the cut at zero.
    """
    faded = QColor(colour)
    faded.setAlphaF(_FADED)
    tip = start + way * length
    fade = QLinearGradient(QPointF(start, 0), QPointF(start + way * TAIL, 0))
    fade.setColorAt(0, colour)
    fade.setColorAt(1, faded)
    top = _across(place, height)
    reach = min(_HEAD + (height - 8) / 4, 8.0)
    # A head as broad as its bar lies on the fading end; on a broad bar it would look like a roof.
    body = max(length - (3 if height <= _BROAD else reach + 4), 0.0)
    painter.fillRect(QRectF(min(start, start + way * body), top, body, height), QBrush(fade))
    if length >= _HEAD + _CAP_WIDTH:
        middle = top + height / 2
        head = QPainterPath(QPointF(tip - way * reach, middle - reach))
        head.lineTo(QPointF(tip, middle))
        head.lineTo(QPointF(tip - way * reach, middle + reach))
        pen = QPen(colour, 1.5)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(head, pen)
    _paint_cap(painter, place, start if way > 0 else start - _CAP_WIDTH, colour, height)


def _paint_dotted(painter: QPainter, place: _Along, colour: QColor) -> None:
    pen = QPen(colour, 1.5)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setDashPattern([0.01, _DOTS_APART / 1.5])
    painter.setPen(pen)
    middle = place.snap(place.breadth / 2) + 0.5
    painter.drawLine(QPointF(0.75, middle), QPointF(place.length, middle))


def _paint_warning(painter: QPainter, place: _Along, colour: QColor, height: float) -> None:
    grown = max(height, _USUAL) / _USUAL
    painter.translate(0, place.snap(place.breadth / 2 - 7 * grown))
    painter.scale(grown, grown)
    if place.upright:
        painter.setTransform(QTransform(0, 1, -1, 0, 14, 0), combine=True)
    sign = QPainterPath(QPointF(7, 1.25))
    sign.lineTo(13.25, 12)
    sign.lineTo(0.75, 12)
    sign.closeSubpath()
    sign.moveTo(7, 5.25)
    sign.lineTo(7, 8)
    sign.moveTo(7, 9.9)
    sign.lineTo(7, 9.95)
    pen = QPen(colour, 1.5)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(sign, pen)
