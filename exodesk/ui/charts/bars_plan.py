"""Where every bar, segment and word of a chart of totals is, for one size."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter

from exodesk.domain.assumptions import LineKey
from exodesk.ui.charts import ink
from exodesk.ui.charts.chart import Spot
from exodesk.ui.charts.cost_bar import PATTERNS, Composition, CostBar, Segment
from exodesk.ui.theme import TypeRole
from exodesk.ui.tokens import Tokens
from exodesk.ui.widgets.axis_header import TICK, paint_axis
from exodesk.ui.widgets.range_bar import (
    MARGIN,
    MarkState,
    RangeMark,
    paint_ground,
    paint_range,
)
from exodesk.ui.widgets.total_delegate import plain
from exodesk.wording import gettext as _
from exodesk.wording.scale import scale_for
from exodesk.wording.vocabulary import word

_BAR = 10.0
_ROW = 34.0
_PART = 18.0
_BETWEEN_PARTS = 4.0
_SWATCH = QSizeF(22, 12)
_NARROW = 46  # widths of a digit below which the words stand above the bar
_LEAST_PLOT = 60.0
_MOST_FIGURES = 0.34
_UNKNOWN = RangeMark(MarkState.UNKNOWN)


def height_of_bars(bars: Sequence[CostBar], width: float, *, with_parts: bool) -> float:
    return _Shape(bars, width, with_parts=with_parts).height


class _Shape:
    """The columns and the rows."""

    def __init__(self, bars: Sequence[CostBar], width: float, *, with_parts: bool) -> None:
        self.parts = tuple(bar.compositions() if with_parts else () for bar in bars)
        text, small = ink.line_height(TypeRole.BODY), ink.line_height(TypeRole.SMALL)
        digit = ink.width_of("0", TypeRole.BODY)
        figures = max((_figures_width(bar) for bar in bars), default=0.0)
        names = max((ink.width_of(bar.name, TypeRole.BODY) for bar in bars), default=0)
        if with_parts and any(self.parts):
            names = max(names, *(ink.width_of(end, TypeRole.SMALL) for end in _end_words()))
        # A figure is never cut: where it has no room beside the bar it stands above.
        self.stacked = width < _NARROW * digit or figures + ink.GAP > width * _MOST_FIGURES
        if self.stacked:
            self.names = self.figures = width
            self.left, self.right = 16.0, width - MARGIN
        else:
            self.figures = figures + ink.GAP
            self.names = min(names, width * 0.34)
            self.left = self.names + 2 * ink.GAP
            self.right = width - self.figures - ink.GAP - MARGIN
        self.right = max(self.right, self.left + _LEAST_PLOT)
        self.part_height = max(_PART, small + 2)
        self.line = max(_ROW, text + 12) if not self.stacked else text + 6 + _BAR + 10
        self.rows: list[QRectF] = []
        self.axis = ink.line_height(TypeRole.TINY) + TICK + 4 + ink.line_height(TypeRole.LOG_SCALE)
        top = self.axis
        for ends in self.parts:
            tall = self.line + (self.part_height + _BETWEEN_PARTS) * len(ends) + (8 if ends else 0)
            self.rows.append(QRectF(0, top, width, tall))
            top += tall
        self.bottom = top
        keys = dict.fromkeys(
            segment.key for ends in self.parts for end in ends for segment in end.segments
        )
        self.legend = _legend(tuple(keys), width, top + 10, small)
        self.height = max((area.bottom() for _key, area in self.legend), default=top) + 6


class BarsPlan:
    """Bars lie on one scale. Where their lines are shown it starts at 0 and is linear, since
    lengths that are put one after another say nothing on any other."""

    def __init__(
        self,
        bars: Sequence[CostBar],
        currency: str,
        size: QSizeF,
        *,
        with_parts: bool,
        usual_band: int | None,
    ) -> None:
        self._bars = tuple(bars)
        self._label = partial(ink.amount_label, currency)
        self._shape = _Shape(bars, size.width(), with_parts=with_parts)
        marks = [bar.mark() for bar in bars]
        pairs = [(mark.low, mark.high) for mark in marks]
        if with_parts:
            pairs += [
                (None, plain(segment.start + segment.amount))
                for ends in self._shape.parts
                for end in ends
                for segment in end.segments[-1:]
            ]
        self._marks = marks
        self._scale = scale_for(pairs, pinned="linear" if with_parts else None)
        self._usual_band = usual_band
        self._segments: dict[Spot, tuple[Segment, QRectF]] = {}
        self._place_segments()

    # Places

    def place(self, spot: Spot) -> QRectF:
        row, number = spot
        if number > 0:
            return self._segments[spot][1] if spot in self._segments else QRectF()
        if not 0 <= row < len(self._shape.rows) or number < 0:
            return QRectF()
        area = self._shape.rows[row]
        return QRectF(area.left(), area.top(), area.width(), self._shape.line)

    def spot_at(self, point: QPointF) -> Spot | None:
        for spot, (_segment, area) in self._segments.items():
            if area.contains(point):
                return spot
        for row, area in enumerate(self._shape.rows):
            if area.contains(point):
                return row, 0
        return None

    def _plot(self, area: QRectF) -> QRectF:
        return QRectF(
            self._shape.left, area.top(), self._shape.right - self._shape.left, area.height()
        )

    def _at(self, value: Fraction) -> float:
        shape = self._shape
        share = self._scale.position(plain(value) or 0.0)
        return shape.left + share * (shape.right - shape.left)

    def _end_area(self, row: int, number: int) -> QRectF:
        shape = self._shape
        top = shape.rows[row].top() + shape.line + number * (shape.part_height + _BETWEEN_PARTS)
        return QRectF(0, top, shape.rows[row].width(), shape.part_height)

    def _place_segments(self) -> None:
        for row, ends in enumerate(self._shape.parts):
            number = 1
            for place, end in enumerate(ends):
                area = self._end_area(row, place)
                for segment in end.segments:
                    left = self._at(segment.start)
                    right = max(self._at(segment.start + segment.amount), left + 2)
                    self._segments[row, number] = (
                        segment,
                        QRectF(left, area.top() + 1, right - left, area.height() - 2),
                    )
                    number += 1

    # Painting

    def paint(
        self, painter: QPainter, tokens: Tokens, current: Spot | None = None, *, ring: bool = False
    ) -> None:
        painter.save()
        shape = self._shape
        if self._scale.ticks:
            axis = QRectF(shape.left, 0, shape.right - shape.left, shape.axis)
            font = ink.font_of(TypeRole.TINY)
            paint_axis(painter, axis, self._scale, tokens, font, self._label)
        chosen = self._usual_band if current is None else current[0]
        body = QRectF(shape.left, shape.axis, shape.right - shape.left, shape.bottom - shape.axis)
        paint_ground(painter, body, self._scale, tokens, band=self._band(chosen))
        for row, bar in enumerate(self._bars):
            self._paint_row(painter, tokens, row, bar, chosen=row == chosen)
        for key, area in shape.legend:
            _paint_key(painter, tokens, key, area)
        if ring and current is not None and not (place := self.place(current)).isEmpty():
            around = place.adjusted(-2, -2, 2, 2) if current[1] else place
            ink.focus_ring(painter, around, tokens.accent)
        painter.restore()

    def _band(self, row: int | None) -> tuple[float | None, float | None] | None:
        if row is None or not 0 <= row < len(self._bars) or not self._bars[row].known:
            return None
        return self._marks[row].low, self._marks[row].high

    def _paint_row(
        self, painter: QPainter, tokens: Tokens, row: int, bar: CostBar, *, chosen: bool
    ) -> None:
        shape, area = self._shape, self._shape.rows[row]
        ink.fill(painter, QRectF(0, area.top(), area.width(), 1), tokens.grid)
        line = QRectF(area.left(), area.top(), area.width(), shape.line)
        strip = self._plot(line)
        if shape.stacked:
            words = QRectF(6, area.top() + 3, area.width() - 12, ink.line_height(TypeRole.BODY))
            room = min(_figures_width(bar), words.width())
            name = words.adjusted(0, 0, -room - ink.GAP, 0)
            figures = words.adjusted(words.width() - room, 0, 0, 0)
            strip = QRectF(strip.left(), words.bottom(), strip.width(), _BAR + 8)
        else:
            name = QRectF(ink.GAP, line.top(), shape.names, line.height())
            wide = shape.figures - ink.GAP
            figures = QRectF(area.width() - shape.figures, line.top(), wide, line.height())
        strong = TypeRole.BODY_SELECTED if chosen else TypeRole.BODY
        ink.write(painter, name, bar.name, strong, tokens.text)
        self._paint_figures(painter, tokens, figures, bar)
        paint_range(
            painter,
            strip,
            self._marks[row],
            self._scale,
            tokens,
            selected=chosen,
            grid=False,
            height=_BAR,
        )
        number = 1
        for place, end in enumerate(shape.parts[row]):
            self._paint_end(painter, tokens, row, self._end_area(row, place), end)
            for _segment in end.segments:
                self._paint_segment(painter, tokens, *self._segments[row, number], chosen=chosen)
                number += 1

    def _paint_figures(self, painter: QPainter, tokens: Tokens, area: QRectF, bar: CostBar) -> None:
        if not bar.known:
            ink.write(painter, area, bar.words, TypeRole.BODY, tokens.text_secondary, ink.RIGHT)
            return
        note = ink.width_of(bar.note, TypeRole.SMALL) + ink.GAP if bar.note else 0.0
        amount = area.adjusted(0, 0, -note, 0)
        ink.write(painter, amount, bar.words, TypeRole.BODY_STRONG, tokens.text, ink.RIGHT)
        if bar.note:
            behind = area.adjusted(area.width() - note + ink.GAP, 0, 0, 0)
            ink.write(painter, behind, bar.note, TypeRole.SMALL, tokens.text_secondary, ink.RIGHT)

    def _paint_end(
        self, painter: QPainter, tokens: Tokens, row: int, area: QRectF, end: Composition
    ) -> None:
        both, low, high = _end_words()
        words = both if end.low is None else low if end.low else high
        if not self._shape.stacked:
            place = QRectF(ink.GAP, area.top(), self._shape.names, area.height())
            ink.write(painter, place, words, TypeRole.SMALL, tokens.text_secondary, ink.RIGHT)
        strip = self._plot(area)
        if end.total is not None:
            return
        if end.low or not end.segments:
            paint_range(painter, strip, _UNKNOWN, self._scale, tokens, grid=False)
            return
        last = end.segments[-1]
        known = RangeMark(MarkState.FROM, plain(last.start + last.amount))
        paint_range(painter, strip, known, self._scale, tokens, grid=False, height=8)

    def _paint_segment(
        self, painter: QPainter, tokens: Tokens, segment: Segment, area: QRectF, *, chosen: bool
    ) -> None:
        colour = tokens.accent if chosen else tokens.bar
        inner = area.adjusted(0, 0, -1 if area.width() > 3 else 0, 0)
        ink.fill(painter, inner, tokens.base)
        ink.fill_pattern(painter, inner, PATTERNS[segment.key], colour)
        ink.outline(painter, inner, colour)
        label = word(segment.key)
        wide = ink.width_of(label, TypeRole.SMALL)
        if inner.width() >= wide + 14:
            plate = QRectF(inner.left() + 4, inner.top() + 1, wide + 4, inner.height() - 2)
            ink.fill(painter, plate, tokens.base)
            ink.write(painter, plate, label, TypeRole.SMALL, tokens.text, ink.CENTRE)


def _end_words() -> tuple[str, str, str]:
    return _("made of"), _("low end"), _("high end")


def _figures_width(bar: CostBar) -> float:
    amount = ink.width_of(bar.words, TypeRole.BODY_STRONG)
    return amount + (ink.width_of(bar.note, TypeRole.SMALL) + ink.GAP if bar.note else 0.0)


def _legend(
    keys: Sequence[LineKey], width: float, top: float, tall: float
) -> tuple[tuple[LineKey, QRectF], ...]:
    """A swatch and a word for each, in as many lines as they need."""
    placed = []
    left = ink.GAP
    for key in keys:
        wide = _SWATCH.width() + 6 + ink.width_of(word(key), TypeRole.SMALL)
        if left > ink.GAP and left + wide > width:
            left, top = ink.GAP, top + tall + 6
        placed.append((key, QRectF(left, top, wide, tall)))
        left += wide + 16
    return tuple(placed)


def _paint_key(painter: QPainter, tokens: Tokens, key: LineKey, area: QRectF) -> None:
    swatch = QRectF(area.topLeft(), _SWATCH)
    swatch.moveTop(round(area.center().y() - _SWATCH.height() / 2))
    ink.fill(painter, swatch, tokens.base)
    ink.fill_pattern(painter, swatch, PATTERNS[key], tokens.bar)
    ink.outline(painter, swatch, tokens.bar)
    words = area.adjusted(_SWATCH.width() + 6, 0, 0, 0)
    ink.write(painter, words, word(key), TypeRole.SMALL, tokens.text_secondary)
