"""Where every step, label and empty row of a chart over time is, for one size."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from exodesk.ui.charts import ink
from exodesk.ui.charts.chart import Spot
from exodesk.ui.charts.track import Track, dash_of, pattern_of
from exodesk.ui.theme import TypeRole
from exodesk.ui.tokens import Tokens, mix
from exodesk.ui.widgets.axis_header import paint_axis
from exodesk.ui.widgets.range_bar import paint_ground
from exodesk.ui.widgets.total_delegate import plain
from exodesk.wording import gettext as _
from exodesk.wording.scale import Scale, scale_for

_LEAST_PLOT = 190.0
_NARROW = 56  # widths of a digit below which the labels stand below the plot
_SAMPLE = 30.0
_BRACKET, _BRACKETS_APART, _BEFORE_BRACKETS = 3.0, 8.0, 10.0
_HATCH_APART, _HATCH_SHARE = 8.0, 0.45
_TAIL = 22.0
_MONTH = 365 / 12
_LONGEST_IN_MONTHS = 48
_STRIDES = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600)
_MOST_TICKS = 13
_MOST_STEPS = 400
_NEAR = 6.0


def height_of_tracks(tracks: Sequence[Track], width: float) -> float:
    return _Shape(tracks, "GBP", QSizeF(width, 0.0)).height


@dataclass(frozen=True, slots=True)
class _Line:
    """The steps of one track: x along the time, low and high as heights; None where unknown."""

    xs: tuple[float, ...]
    lows: tuple[float, ...] | None
    highs: tuple[float, ...] | None

    @property
    def areas(self) -> list[QRectF]:
        """What lies between low and high; nothing where an end is unknown or both are one."""
        if self.lows is None or self.highs is None or self.lows == self.highs:
            return []
        return [
            QRectF(start, high, end - start, low - high)
            for start, end, low, high in zip(
                self.xs, self.xs[1:], self.lows, self.highs, strict=False
            )
            if low > high
        ]

    @property
    def end(self) -> float:
        """The height at the end in the middle of what is known."""
        known = [ends[-1] for ends in (self.lows, self.highs) if ends is not None]
        return sum(known) / len(known)


class _Shape:
    """The plot, a label for each known track beside or below it, a row for each unknown one."""

    def __init__(self, tracks: Sequence[Track], currency: str, size: QSizeF) -> None:
        width = size.width()
        self.text, self.small = ink.line_height(TypeRole.BODY), ink.line_height(TypeRole.SMALL)
        digit = ink.width_of("0", TypeRole.BODY)
        known = [track for track in tracks if track.known]
        self.unknown = [row for row, track in enumerate(tracks) if not track.known]
        self.beside = width >= _NARROW * digit
        self.label = self.text + self.small + 4
        labels = self.label * len(known)
        axis_room = self.small + 2 * ink.line_height(TypeRole.TINY)
        empty = (self.text + 8) * len(self.unknown)
        least = max(_LEAST_PLOT, 9 * self.text, labels if self.beside else 0.0)
        rest = self.small + 12 + axis_room + empty + (0 if self.beside else labels + 8)
        self.height = least + rest
        plot_height = max(size.height(), self.height) - rest
        largest = _largest(tracks)
        axis = 4 + max(
            (
                ink.width_of(ink.amount_label(currency, tick), TypeRole.TINY)
                for tick in largest.ticks
            ),
            default=0.0,
        )
        axis = min(axis + 14, width * 0.3)
        self.labels_width = min(max(width * 0.3, 24 * digit), width * 0.4)
        brackets = _BEFORE_BRACKETS + _BRACKETS_APART * len(known)
        right = width - brackets - (self.labels_width + 28 if self.beside else 8)
        self.plot = QRectF(axis, self.small + 12, max(right - axis, 40.0), plot_height)
        self.below = self.plot.bottom() + axis_room
        top = self.below + (0 if self.beside else labels + 8)
        self.empty = {
            row: QRectF(0, top + number * (self.text + 8), width, self.text + 8)
            for number, row in enumerate(self.unknown)
        }


class TracksPlan:
    """Time runs to the right, money upwards from 0. What is paid stays paid until the next step."""

    def __init__(self, tracks: Sequence[Track], currency: str, size: QSizeF) -> None:
        self._tracks = tuple(tracks)
        self._amount = partial(ink.amount_label, currency)
        self._shape = _Shape(tracks, currency, size)
        self._scale = _largest(tracks)
        self._days = max(
            (float(track.points[-1][0]) for track in tracks if track.points), default=0.0
        )
        self._stops = {
            row: [self._x(float(days)) for days, _paid in track.points]
            for row, track in enumerate(tracks)
            if track.known
        }
        self._lines = {row: self._line(row) for row in self._stops}
        self._labels = self._place_labels(size)

    # Places

    def place(self, spot: Spot) -> QRectF:
        row, number = spot
        if row in self._shape.empty:
            return self._shape.empty[row] if number == 0 else QRectF()
        if row not in self._stops or not 0 <= number < len(self._stops[row]):
            return QRectF()
        paid = self._tracks[row].points[number][1]
        heights = [self._y(end) for end in (paid.low, paid.high) if end is not None]
        x = self._stops[row][number]
        if not heights:
            return QRectF(x - 4, self._shape.plot.bottom() - 4, 8, 8)
        return QRectF(x - 5, min(heights) - 5, 10, max(heights) - min(heights) + 10)

    def spot_at(self, point: QPointF) -> Spot | None:
        for row, area in self._shape.empty.items():
            if area.contains(point):
                return row, 0
        for row, area in self._labels.items():
            if area.contains(point):
                return row, len(self._stops[row]) - 1
        plot = self._shape.plot.adjusted(-6, -8, 8, 8)
        if not plot.contains(point) or not self._stops:
            return None
        row = min(self._stops, key=lambda row: self._away(row, point))
        return row, max(bisect_right(self._stops[row], point.x() + 2) - 1, 0)

    def _away(self, row: int, point: QPointF) -> float:
        """How far the point is from the nearer end; inside a band it is never far."""
        number = max(bisect_right(self._stops[row], point.x() + 2) - 1, 0)
        area = self.place((row, number)).adjusted(0, 5, 0, -5)
        nearer = min(abs(point.y() - area.top()), abs(point.y() - area.bottom()))
        inside = area.top() < point.y() < area.bottom()
        return min(nearer, _NEAR + nearer / 1000) if inside else nearer

    def _x(self, days: float) -> float:
        plot = self._shape.plot
        return plot.left() + (days / self._days if self._days else 0.0) * plot.width()

    def _y(self, value: Fraction) -> float:
        plot = self._shape.plot
        return plot.bottom() - self._scale.position(plain(value) or 0.0) * plot.height()

    def _line(self, row: int) -> _Line:
        """The steps, thinned out where there are more than can be seen."""
        points = self._tracks[row].points
        stride = max(1, len(points) // _MOST_STEPS)
        kept = [*range(0, len(points) - 1, stride), len(points) - 1]
        lows = [points[number][1].low for number in kept]
        highs = [points[number][1].high for number in kept]
        return _Line(
            tuple(self._stops[row][number] for number in kept),
            None if None in lows else tuple(self._y(low) for low in lows if low is not None),
            None if None in highs else tuple(self._y(high) for high in highs if high is not None),
        )

    def _place_labels(self, size: QSizeF) -> dict[int, QRectF]:
        shape = self._shape
        if not shape.beside:
            return {
                row: QRectF(
                    4, shape.below + 4 + number * shape.label, size.width() - 8, shape.label
                )
                for number, row in enumerate(self._lines)
            }
        left = size.width() - shape.labels_width
        ordered = sorted(self._lines, key=lambda row: self._lines[row].end)
        tops = [self._lines[row].end - shape.label / 2 for row in ordered]
        for number in range(1, len(tops)):
            tops[number] = max(tops[number], tops[number - 1] + shape.label)
        beyond = shape.plot.bottom() + 6
        for number in reversed(range(len(tops))):
            tops[number] = min(tops[number], beyond - shape.label)
            beyond = tops[number]
        return {
            row: QRectF(left, top, shape.labels_width, shape.label)
            for row, top in zip(ordered, tops, strict=True)
        }

    # Painting

    def paint(
        self, painter: QPainter, tokens: Tokens, current: Spot | None = None, *, ring: bool = False
    ) -> None:
        painter.save()
        chosen = None if current is None else current[0]
        for row, line in self._lines.items():
            self._paint_band(painter, line, tokens.tint if row == chosen else tokens.band)
        self._paint_axes(painter, tokens)
        for row, line in self._lines.items():
            self._paint_hatch(painter, tokens, row, line)
        for row in sorted(self._lines, key=lambda row: row == chosen):
            self._paint_track(painter, tokens, row, chosen=row == chosen)
        for row, area in self._shape.empty.items():
            self._paint_empty(painter, tokens, row, area, chosen=row == chosen)
        if current is not None:
            self._paint_current(painter, tokens, current, ring=ring)
        painter.restore()

    def _paint_axes(self, painter: QPainter, tokens: Tokens) -> None:
        plot = self._shape.plot
        paint_ground(painter, plot, self._scale, tokens, vertical=True)
        ink.fill(painter, QRectF(plot.left(), plot.bottom(), plot.width(), 1), tokens.control)
        over = QRectF(0, 0, plot.right(), self._shape.small)
        ink.write(painter, over, _("Paid so far"), TypeRole.SMALL, tokens.text_secondary)
        if self._scale.ticks:
            beside = QRectF(0, plot.top(), plot.left() + 4, plot.height())
            font = ink.font_of(TypeRole.TINY)
            paint_axis(painter, beside, self._scale, tokens, font, self._amount, vertical=True)
        scale, title = _months(self._days / _MONTH)
        below = QRectF(plot.left(), plot.bottom() + 1, plot.width(), 0)
        ink.paint_axis_below(painter, below, scale, tokens, ink.number_label)
        tiny = ink.line_height(TypeRole.TINY)
        under = QRectF(plot.left(), plot.bottom() + tiny + 10, plot.width(), self._shape.small)
        ink.write(painter, under, title, TypeRole.SMALL, tokens.text_secondary, ink.RIGHT)

    def _paint_band(self, painter: QPainter, line: _Line, colour: QColor) -> None:
        for area in line.areas:
            painter.fillRect(area, colour)

    def _paint_hatch(self, painter: QPainter, tokens: Tokens, row: int, line: _Line) -> None:
        colour = mix(tokens.base, tokens.bar, _HATCH_SHARE)
        for area in line.areas:
            ink.fill_pattern(painter, area, pattern_of(row), colour, _HATCH_APART)

    def _paint_track(self, painter: QPainter, tokens: Tokens, row: int, *, chosen: bool) -> None:
        line = self._lines[row]
        colour = tokens.accent if chosen else tokens.bar
        pen = _pen(row, colour, 2.5 if chosen else 1.75)
        for heights in dict.fromkeys((line.lows, line.highs)):
            if heights is not None:
                painter.strokePath(_steps(line.xs, heights), pen)
        self._paint_bracket(painter, row, line, colour)
        self._paint_label(painter, tokens, row, colour, chosen=chosen)

    def _bracket_x(self, row: int) -> float:
        number = list(self._lines).index(row)
        return self._shape.plot.right() + _BEFORE_BRACKETS + number * _BRACKETS_APART

    def _paint_bracket(self, painter: QPainter, row: int, line: _Line, colour: QColor) -> None:
        """The range at the end, beside the plot, where no other line crosses it."""
        x, ground = self._bracket_x(row), self._shape.plot.bottom()
        if line.lows is not None and line.highs is not None:
            top, bottom = line.highs[-1], line.lows[-1]
            bar = QRectF(x, top, _BRACKET, max(bottom - top, 0.0))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            if bar.height() < 4:
                painter.drawEllipse(bar.center(), 3.5, 3.5)
            else:
                painter.drawRoundedRect(bar, 1, 1)
            return
        known, way = (line.lows, -1.0) if line.lows is not None else (line.highs, 1.0)
        assert known is not None
        room = _TAIL if way < 0 else min(_TAIL, max(ground - known[-1], 0.0))
        _paint_open_end(painter, QPointF(x + _BRACKET / 2, known[-1]), way * room, colour)

    def _paint_label(
        self, painter: QPainter, tokens: Tokens, row: int, colour: QColor, *, chosen: bool
    ) -> None:
        area, shape, track = self._labels[row], self._shape, self._tracks[row]
        if shape.beside:
            start = QPointF(self._bracket_x(row) + _BRACKET + 3, self._lines[row].end)
            painter.setPen(QPen(tokens.line_strong, 1))
            painter.drawLine(start, QPointF(area.left() - 4, area.top() + shape.text / 2 + 2))
        sample = QRectF(area.left(), area.top() + 3, _SAMPLE, shape.text - 2)
        if self._lines[row].areas:
            ink.fill(painter, sample, tokens.band)
            hatch = mix(tokens.base, tokens.bar, _HATCH_SHARE)
            ink.fill_pattern(painter, sample, pattern_of(row), hatch, _HATCH_APART)
        painter.setPen(_pen(row, colour, 2.5 if chosen else 1.75))
        middle = sample.center().y()
        painter.drawLine(QPointF(sample.left(), middle), QPointF(sample.right(), middle))
        left = sample.right() + 6
        line = QRectF(left, area.top() + 2, area.right() - left, shape.text)
        role = TypeRole.BODY_SELECTED if chosen else TypeRole.BODY
        ink.write(painter, line, track.name, role, tokens.text)
        line = QRectF(left, line.bottom(), line.width(), shape.small)
        ink.write(painter, line, track.words, TypeRole.SMALL, tokens.text_secondary)

    def _paint_empty(
        self, painter: QPainter, tokens: Tokens, row: int, area: QRectF, *, chosen: bool
    ) -> None:
        track, secondary = self._tracks[row], tokens.text_secondary
        ink.fill(painter, QRectF(area.left(), area.top(), area.width(), 1), tokens.grid)
        wide = min(ink.width_of(track.words, TypeRole.BODY), area.width() * 0.4)
        words = QRectF(area.right() - wide - 4, area.top(), wide, area.height())
        ink.write(painter, words, track.words, TypeRole.BODY, secondary, ink.RIGHT)
        role = TypeRole.BODY_SELECTED if chosen else TypeRole.BODY
        name = min(ink.width_of(track.name, role), area.width() * 0.5)
        ink.write(
            painter, QRectF(4, area.top(), name, area.height()), track.name, role, tokens.text
        )
        middle = area.center().y()
        start, end = QPointF(name + 16, middle), QPointF(words.left() - 12, middle)
        if end.x() > start.x():
            ink.dotted_line(painter, start, end, tokens.control)

    def _paint_current(
        self, painter: QPainter, tokens: Tokens, current: Spot, *, ring: bool
    ) -> None:
        place = self.place(current)
        if place.isEmpty():
            return
        if current[0] in self._stops:
            x = place.center().x()
            painter.setPen(QPen(tokens.accent, 1))
            plot = self._shape.plot
            painter.drawLine(QLineF(x, plot.top(), x, plot.bottom()))
            painter.setBrush(tokens.base)
            painter.setPen(QPen(tokens.accent, 2))
            painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 4, 4)
        if ring:
            ink.focus_ring(painter, place.adjusted(-4, -4, 4, 4), tokens.accent)


def _largest(tracks: Sequence[Track]) -> Scale:
    ends = [
        (plain(paid.low), plain(paid.high)) for track in tracks for _days, paid in track.points[-1:]
    ]
    return scale_for(ends, pinned="linear")


def _months(months: float) -> tuple[Scale, str]:
    """Ticks at whole months, or at whole years where there are too many months."""
    in_years = months > _LONGEST_IN_MONTHS
    length = months / 12 if in_years else months
    if length <= 0:
        return Scale(0.0, 1.0, False, (0.0,)), _("months")
    stride = next((s for s in _STRIDES if length / s < _MOST_TICKS), _STRIDES[-1])
    ticks = tuple(float(tick) for tick in range(0, int(length + 1e-9) + 1, stride))
    return Scale(0.0, length, False, ticks), _("years") if in_years else _("months")


def _steps(xs: Sequence[float], heights: Sequence[float]) -> QPainterPath:
    """A line that rises at each stop and is level between them."""
    before = heights[0]
    path = QPainterPath(QPointF(xs[0], before))
    for x, height in zip(xs, heights, strict=True):
        if height != before:
            path.lineTo(x, before)
            path.lineTo(x, height)
            before = height
    path.lineTo(xs[-1], before)
    return path


def _pen(row: int, colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    if dashes := dash_of(row):
        pen.setDashPattern(dashes)
    return pen


def _paint_open_end(painter: QPainter, start: QPointF, reach: float, colour: QColor) -> None:
    """An arrow towards where the other end may be; its length says nothing."""
    tip = start + QPointF(0, reach)
    path = QPainterPath(start)
    path.lineTo(tip)
    if abs(reach) >= 8:
        back = 4.0 if reach < 0 else -4.0
        path.moveTo(tip + QPointF(-4, back))
        path.lineTo(tip)
        path.lineTo(tip + QPointF(4, back))
    pen = QPen(colour, 1.5)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.strokePath(path, pen)
