"""The axis of a scale: ticks and labels, for the table's header and for the compare chart."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from exodesk.ui.theme import Tokens
from exodesk.ui.type_roles import grown
from exodesk.ui.widgets.range_bar import MARGIN
from exodesk.wording import gettext as _
from exodesk.wording.scale import Scale

TICK = 6.0
_BETWEEN_LABELS = 10.0
_BESIDE_LABELS = 12.0


def paint_axis(
    painter: QPainter,
    rect: QRectF,
    scale: Scale,
    tokens: Tokens,
    font: QFont,
    label: Callable[[float], str],
    *,
    vertical: bool = False,
) -> None:
    """Ticks along the lower edge with labels above; upright, labels stand left of the edge.

    ``rect`` is exactly the length of the scale: the same left and width (upright: top and
    height) as the ``rect`` of ``paint_range``, so that ticks and bars cannot drift. The
    outermost labels may reach into the margin of 32 beyond it.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setFont(font)
    if vertical:
        _paint_upright(painter, rect, scale, tokens, font, label)
    else:
        _paint_level(painter, rect, scale, tokens, font, label)
    painter.restore()


def labelled_ticks(
    scale: Scale, length: float, extent: Callable[[float], float]
) -> tuple[float, ...]:
    """Every tick, or every second, third … until no two labels come too close to each other.

    A linear scale always labels its zero, a logarithmic one its last power of ten: most figures
    stand near that end. No label reaches further than the margin beyond the end.
    """
    for stride in range(1, len(scale.ticks)):
        ticks = scale.ticks[::-stride][::-1] if scale.log else scale.ticks[::stride]
        spans = [_span(scale.position(tick) * length, extent(tick), length) for tick in ticks]
        if all(left - right >= _BETWEEN_LABELS for (_, right), (left, _) in pairwise(spans)):
            return ticks
    return scale.ticks[-1:] if scale.log else scale.ticks[:1]


def _span(middle: float, extent: float, length: float) -> tuple[float, float]:
    """Where a label begins and ends that may reach into the margin, but not beyond it."""
    left = min(middle - extent / 2, length + MARGIN - extent)
    return left, left + extent


def _paint_level(
    painter: QPainter,
    rect: QRectF,
    scale: Scale,
    tokens: Tokens,
    font: QFont,
    label: Callable[[float], str],
) -> None:
    metrics = QFontMetricsF(font)
    for tick in scale.ticks:
        left = rect.left() + _snapped(painter, scale.position(tick) * rect.width())
        painter.fillRect(QRectF(left, rect.bottom() - TICK, 1, TICK), tokens.control)
    painter.setPen(tokens.text_secondary)
    top = rect.bottom() - TICK - 2 - metrics.height()
    for tick in labelled_ticks(
        scale, rect.width(), lambda at: metrics.horizontalAdvance(label(at))
    ):
        words = label(tick)
        width = metrics.horizontalAdvance(words) + 2
        middle = rect.left() + scale.position(tick) * rect.width()
        left = rect.left() + _span(middle - rect.left(), width, rect.width())[0]
        painter.drawText(
            QRectF(left, top, width, metrics.height()), Qt.AlignmentFlag.AlignCenter, words
        )
    if scale.log:
        _paint_log_words(painter, rect, top, font)


def _paint_log_words(painter: QPainter, rect: QRectF, below: float, font: QFont) -> None:
    small = QFont(font)
    grown(small, -1)
    small.setWeight(QFont.Weight.Normal)
    painter.setFont(small)
    height = QFontMetricsF(small).height()
    painter.drawText(
        QRectF(rect.left(), max(below - height, rect.top()), rect.width(), height),
        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
        _("log scale"),
    )


def _paint_upright(
    painter: QPainter,
    rect: QRectF,
    scale: Scale,
    tokens: Tokens,
    font: QFont,
    label: Callable[[float], str],
) -> None:
    metrics = QFontMetricsF(font)
    height = metrics.height()
    painter.setPen(tokens.text_secondary)
    right = rect.right() - _BESIDE_LABELS
    for tick in labelled_ticks(scale, rect.height(), lambda _at: height - _BETWEEN_LABELS + 4):
        middle = rect.bottom() - scale.position(tick) * rect.height()
        painter.drawText(
            QRectF(rect.left(), middle - height / 2, right - rect.left(), height),
            int(
                Qt.AlignmentFlag.AlignRight
                | Qt.AlignmentFlag.AlignVCenter
                | Qt.TextFlag.TextDontClip
            ),
            label(tick),
        )
    if scale.log:
        small = QFont(font)
        grown(small, -1)
        painter.setFont(small)
        painter.drawText(
            QRectF(rect.left(), rect.top() - 2.2 * height, right - rect.left(), height),
            int(
                Qt.AlignmentFlag.AlignRight
                | Qt.AlignmentFlag.AlignVCenter
                | Qt.TextFlag.TextDontClip
            ),
            _("log scale"),
        )


def _snapped(painter: QPainter, place: float) -> float:
    ratio = painter.device().devicePixelRatio()
    return round(place * ratio) / ratio
