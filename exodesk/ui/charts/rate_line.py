"""A small line of how a rate went over a year; the sentence below it says the same in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from exodesk.domain.published_days import stretches
from exodesk.domain.rates import Rate
from exodesk.ui.charts.ink import LEFT, fill, metrics_of, write
from exodesk.ui.theme import Theme, TypeRole, with_type
from exodesk.ui.tokens import Tokens
from exodesk.wording import gettext as _
from exodesk.wording.rate_updates import end_texts, shown_value, year_text

_HEIGHT = 72
_DOT = 3.0
_GAP = 8.0


class RateLine(QWidget):
    """Rates between two currencies, the oldest first; hidden for fewer than two."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rates: tuple[Rate, ...] = ()
        self._points: tuple[tuple[float, float], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self.hide()

    def show_rates(self, rates: Sequence[Rate]) -> None:
        self._rates = tuple(rates)
        self._points = _placed(self._rates)
        self.setAccessibleName(_("Line of the rate over a year"))
        self.setAccessibleDescription(year_text(self._rates))
        self.setVisible(len(self._points) > 1)
        self.update()

    def points(self) -> tuple[tuple[float, float], ...]:
        """Each rate: how far through the time, and how high between the lowest and the highest."""
        return self._points

    def sizeHint(self) -> QSize:
        return QSize(320, with_type(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, with_type(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        if len(self._points) < 2:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint(painter, QRectF(self.rect()), self._rates, self._points, self._theme.tokens)
        painter.end()


def _placed(rates: Sequence[Rate]) -> tuple[tuple[float, float], ...]:
    if len(rates) < 2:
        return ()
    values = [float(shown_value(rate, rates[-1])) for rate in rates]
    low, span = min(values), max(values) - min(values)
    first = rates[0].date
    days = max((rates[-1].date - first).days, 1)
    return tuple(
        (_part(rate.date, first, days), (value - low) / span if span else 0.5)
        for rate, value in zip(rates, values, strict=True)
    )


def _part(day: date, first: date, days: int) -> float:
    return (day - first).days / days


def _paint(
    painter: QPainter,
    area: QRectF,
    rates: Sequence[Rate],
    points: Sequence[tuple[float, float]],
    tokens: Tokens,
) -> None:
    """The highest stands at the right of the upper line, the lowest at that of the lower one.

    Nothing is drawn over days of which no rate is known.
    """
    low, high = end_texts(rates)
    metrics = metrics_of(TypeRole.TINY)
    beside = max(metrics.horizontalAdvance(text) for text in (low, high)) + 2
    half = metrics.height() / 2
    plot = area.adjusted(_DOT, half, -beside - _GAP - _DOT, -half)
    for y, text in ((plot.top(), high), (plot.bottom(), low)):
        fill(painter, QRectF(plot.left(), round(y), plot.width(), 1), tokens.line)
        place = QRectF(plot.right() + _GAP, y - half, beside, metrics.height())
        write(painter, place, text, TypeRole.TINY, tokens.text_secondary, LEFT)
    line = [
        QPointF(plot.left() + x * plot.width(), plot.bottom() - y * plot.height())
        for x, y in points
    ]
    painter.setPen(QPen(tokens.bar, 1.5, c=Qt.PenCapStyle.RoundCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    places = iter(line)
    for stretch in stretches(rates):
        painter.drawPolyline(QPolygonF([next(places) for _rate in stretch]))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tokens.accent)
    painter.drawEllipse(line[-1], _DOT, _DOT)
