"""What paints the ring: made when something first has it, since no start needs it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFocusFrame,
    QProxyStyle,
    QPushButton,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QToolButton,
    QWidget,
)

from exodesk.ui.focus_ring import GAP, RADIUS_PROPERTY, WIDTH

_BUTTON_RADIUS = 4.0


class _RingStyle(QProxyStyle):
    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        if metric in (
            QStyle.PixelMetric.PM_FocusFrameHMargin,
            QStyle.PixelMetric.PM_FocusFrameVMargin,
        ):
            return GAP + WIDTH
        return super().pixelMetric(metric, option, widget)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,
    ) -> int:
        if hint is QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1
        if hint is QStyle.StyleHint.SH_FocusFrame_Mask:
            return 0  # the mask would cut the ring where a round chip leaves its corners free
        return super().styleHint(hint, option, widget, returnData)


class FocusFrame(QFocusFrame):
    def __init__(self, colour: Callable[[], QColor]) -> None:
        super().__init__()
        self._colour = colour
        self._ring_style = _RingStyle()
        self._ring_style.setParent(self)
        self.setStyle(self._ring_style)

    def paintEvent(self, event: QPaintEvent) -> None:
        own = self.widget()
        corner = _radius(own)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._colour(), WIDTH))
        half = WIDTH / 2
        outline = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(outline, corner + GAP + half, corner + GAP + half)
        painter.end()


def _radius(widget: QWidget | None) -> float:
    radius = widget.property(RADIUS_PROPERTY) if widget is not None else None
    if isinstance(radius, int | float):
        return float(radius)
    return _BUTTON_RADIUS if isinstance(widget, QPushButton | QToolButton) else 0.0
