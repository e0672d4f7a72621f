"""Where every rectangle, number and line of the legend is, for one size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPainterPath, QPen

from exodesk.domain.money import Bounds
from exodesk.ui.charts import ink
from exodesk.ui.charts.chart import Spot
from exodesk.ui.charts.rectangle import Rectangle
from exodesk.ui.theme import TypeRole
from exodesk.ui.tokens import Tokens
from exodesk.ui.widgets.axis_header import paint_axis
from exodesk.ui.widgets.range_bar import MARGIN, TAIL, paint_ground
from exodesk.ui.widgets.total_delegate import plain
from exodesk.ui.widgets.wrapped_text import wrapped_lines
from exodesk.wording import gettext as _
from exodesk.wording.charts import not_drawn
from exodesk.wording.durations import days_text
from exodesk.wording.scale import Scale, scale_for

_WIDE = 64  # widths of a digit from which the legend stands beside the plot
_LEAST_PLOT = 190.0
_THINNEST = 5.0
_HEAD = 4.0
_DOT = 10.0
_SWATCH = 18.0


def height_of_rectangles(entries: Sequence[Rectangle], width: float) -> float:
    return _Shape(entries, QSizeF(width, 0.0)).height


class _Shape:
    """The plot and, beside or below it, one place in the legend for every entry."""

    def __init__(self, entries: Sequence[Rectangle], size: QSizeF) -> None:
        width, text = size.width(), ink.line_height(TypeRole.BODY)
        self.small, self.tiny = ink.line_height(TypeRole.SMALL), ink.line_height(TypeRole.TINY)
        self.badge = max(18.0, self.small + 2)
        digit = ink.width_of("0", TypeRole.BODY)
        beside = width >= _WIDE * digit
        legend_width = min(max(width * 0.36, 30 * digit), width * 0.5) if beside else width
        self.lines = [
            _lines(entries, row, legend_width - self.badge - 2 * ink.GAP)
            for row in range(len(entries))
        ]
        rows = [text * len(names) + self.small * (1 + len(beaten)) for names, beaten in self.lines]
        head = 6.0 if any(not entry.drawn for entry in entries) else 0.0
        legend_height = sum(rows) + 10 * len(rows) + head + self.small * bool(head)
        above, below = self.small + 8, 2 * self.tiny + self.small + 12
        least = max(_LEAST_PLOT, 9 * text) + above + below
        self.height = max(least, legend_height + 8) if beside else least + legend_height + 12
        tall = max(size.height(), self.height)
        plot_height = (tall if beside else tall - legend_height - 12) - above - below
        axis = ink.width_of("000,000", TypeRole.TINY) + 4
        right = (width - legend_width - 24 if beside else width) - MARGIN
        self.plot = QRectF(axis, above + TAIL / 2, max(right - axis, 40.0), plot_height - TAIL / 2)
        left = width - legend_width if beside else 0.0
        top = 4.0 if beside else above + plot_height + below + 8
        self.legend: dict[int, QRectF] = {}
        for row in _in_order(entries):
            if head and not entries[row].drawn:
                top += head
                self.not_drawn = QRectF(left, top, legend_width, self.small)
                top, head = top + self.small, 0.0
            self.legend[row] = QRectF(left, top, legend_width, rows[row] + 8)
            top += rows[row] + 10


@dataclass(frozen=True, slots=True)
class _Box:
    """``area`` is what is painted of a range, tails included; the flags tell its open ends."""

    area: QRectF
    open_left: bool
    open_right: bool
    open_top: bool
    open_bottom: bool


class RectanglesPlan:
    """Cost grows to the right, downtime upwards. An open end has no edge and fades over 30."""

    def __init__(
        self,
        entries: Sequence[Rectangle],
        currency: str,
        cost_title: str,
        downtime_title: str,
        size: QSizeF,
    ) -> None:
        self._entries = tuple(entries)
        self._titles = cost_title, downtime_title
        self._amount = partial(ink.amount_label, currency)
        self._shape = _Shape(entries, size)
        drawn = [entry for entry in entries if entry.drawn]
        self._across = _scale([entry.cost for entry in drawn], linear=False)
        self._upwards = _scale([entry.downtime for entry in drawn], linear=True)
        self._boxes = {row: self._box(entry) for row, entry in enumerate(entries) if entry.drawn}
        self._badges = self._place_badges()

    # Places

    def place(self, spot: Spot) -> QRectF:
        row, number = spot
        if number != 0:
            return QRectF()
        box = self._boxes.get(row)
        return self._shape.legend.get(row, QRectF()) if box is None else box.area

    def spot_at(self, point: QPointF) -> Spot | None:
        around = {row: area.adjusted(-2, -2, 2, 2) for row, area in self._badges.items()}
        boxes = {row: box.area.adjusted(-3, -3, 3, 3) for row, box in self._boxes.items()}
        smallest = sorted(boxes, key=lambda row: boxes[row].width() * boxes[row].height())
        for row, badge in around.items():
            if badge.contains(point):
                return row, 0
        for row in smallest:
            if boxes[row].contains(point):
                return row, 0
        for row, area in self._shape.legend.items():
            if area.contains(point):
                return row, 0
        return None

    def badges(self) -> dict[int, QRectF]:
        """Where the number of each rectangle stands, by row."""
        return dict(self._badges)

    def _box(self, entry: Rectangle) -> _Box:
        plot = self._shape.plot
        left, right = _stretch(entry.cost, self._across, plot.width())
        bottom, top = _stretch(entry.downtime, self._upwards, plot.height())
        x, y = round(plot.left() + left), round(plot.bottom() - top)
        area = QRectF(x, y, round(right - left), round(top - bottom))
        return _Box(
            area,
            entry.cost.low is None,
            entry.cost.high is None,
            entry.downtime.high is None,
            entry.downtime.low is None,
        )

    def _place_badges(self) -> dict[int, QRectF]:
        """Each at a corner of its rectangle, where it lies on no other; beside a small one."""
        size, placed = self._shape.badge, dict[int, QRectF]()
        for row in sorted(self._boxes, key=lambda row: self._boxes[row].area.width()):
            area = self._boxes[row].area
            over = size / 2
            if area.width() < 3 * size or area.height() < 2 * size:
                over = size + 1
            corners = [
                QPointF(x, y)
                for y in (area.top() - over, area.bottom() + over - size)
                for x in (area.left() - over, area.right() + over - size)
            ]
            tried = [QRectF(corner, QSizeF(size, size)) for corner in corners]
            tried += [tried[0].translated(step * (size + 2), 0) for step in range(1, 9)]
            free = [
                place
                for place in tried
                if place.left() >= 0 and not any(place.intersects(o) for o in placed.values())
            ]
            placed[row] = (free or tried)[0]
        return placed

    # Painting

    def paint(
        self, painter: QPainter, tokens: Tokens, current: Spot | None = None, *, ring: bool = False
    ) -> None:
        painter.save()
        self._paint_axes(painter, tokens)
        chosen = None if current is None else current[0]
        # What lies below another rectangle keeps its edges and its number.
        for row, box in self._boxes.items():
            _paint_ground(painter, box, tokens.tint if row == chosen else tokens.band, tokens.base)
        for row, box in self._boxes.items():
            if self._entries[row].beaten_by is not None:
                ink.fill_pattern(painter, box.area, ink.Pattern.FALLING, tokens.control)
        for row, box in sorted(self._boxes.items(), key=lambda each: each[0] == chosen):
            _paint_edges(
                painter, box, tokens.accent if row == chosen else tokens.bar, row == chosen
            )
        for row, area in self._badges.items():
            self._paint_badge(painter, tokens, row, area, chosen=row == chosen)
        self._paint_legend(painter, tokens, chosen)
        if ring and chosen is not None and not (place := self.place((chosen, 0))).isEmpty():
            if chosen in self._boxes:
                place = place.adjusted(-5, -5, 5, 5)
            ink.focus_ring(painter, place, tokens.accent)
        painter.restore()

    def _paint_axes(self, painter: QPainter, tokens: Tokens) -> None:
        plot, small = self._shape.plot, self._shape.small
        paint_ground(painter, plot, self._across, tokens)
        paint_ground(painter, plot, self._upwards, tokens, vertical=True)
        ink.fill(painter, QRectF(plot.left(), plot.bottom(), plot.width(), 1), tokens.control)
        ink.fill(painter, QRectF(plot.left(), plot.top(), 1, plot.height()), tokens.control)
        cost, downtime = self._titles
        over = QRectF(0, 0, plot.right(), small)
        ink.write(painter, over, downtime, TypeRole.SMALL, tokens.text_secondary)
        if self._upwards.ticks:
            beside = QRectF(0, plot.top(), plot.left() + 4, plot.height())
            font = ink.font_of(TypeRole.TINY)
            paint_axis(
                painter, beside, self._upwards, tokens, font, ink.number_label, vertical=True
            )
        below = QRectF(plot.left(), plot.bottom() + 1, plot.width(), 0)
        ink.paint_axis_below(painter, below, self._across, tokens, self._amount)
        under = QRectF(
            plot.left(), plot.bottom() + 2 * self._shape.tiny + 8, plot.width() + MARGIN, small
        )
        if not self._across.log:
            under.translate(0, -self._shape.tiny + 4)
        ink.write(painter, under, cost, TypeRole.SMALL, tokens.text_secondary, ink.RIGHT)
        if not self._boxes:
            nothing = _("No entry here has both a cost and a downtime that are known.")
            ink.write(painter, plot, nothing, TypeRole.BODY, tokens.text_secondary, ink.CENTRE)

    def _paint_badge(
        self, painter: QPainter, tokens: Tokens, row: int, area: QRectF, *, chosen: bool
    ) -> None:
        edge = tokens.accent if chosen else tokens.bar
        painter.setPen(QPen(edge, 1.5 if chosen else 1))
        painter.setBrush(tokens.base)
        painter.drawRoundedRect(area, 4, 4)
        role = TypeRole.SECTION if chosen else TypeRole.SMALL_STRONG
        ink.write(painter, area, str(row + 1), role, tokens.text, ink.CENTRE)

    def _paint_legend(self, painter: QPainter, tokens: Tokens, chosen: int | None) -> None:
        shape = self._shape
        if any(not entry.drawn for entry in self._entries):
            words = _("Not drawn, since one of the two is not known")
            ink.write(painter, shape.not_drawn, words, TypeRole.SMALL, tokens.text_secondary)
        for row, area in shape.legend.items():
            self._paint_entry(painter, tokens, row, area, chosen=row == chosen)

    def _paint_entry(
        self, painter: QPainter, tokens: Tokens, row: int, area: QRectF, *, chosen: bool
    ) -> None:
        entry, shape = self._entries[row], self._shape
        names, beaten = shape.lines[row]
        badge = QRectF(area.left() + 4, area.top() + 3, shape.badge, shape.badge)
        self._paint_badge(painter, tokens, row, badge, chosen=chosen)
        left, text = badge.right() + ink.GAP, ink.line_height(TypeRole.BODY)
        line = QRectF(left, area.top() + 2, area.right() - left, text)
        role = TypeRole.BODY_SELECTED if chosen else TypeRole.BODY
        for name in names:
            ink.write(painter, line, name, role, tokens.text)
            line.translate(0, text)
        line.setHeight(shape.small)
        secondary = tokens.text_secondary
        if not entry.drawn:
            words = not_drawn(entry.cost_words, entry.downtime, cost_known=entry.cost_known)
            ink.write(painter, line, words, TypeRole.SMALL, secondary)
            end = left + min(ink.width_of(words, TypeRole.SMALL) + ink.GAP, line.width())
            middle = line.center().y()
            if end < area.right():
                ink.dotted_line(
                    painter, QPointF(end, middle), QPointF(area.right(), middle), tokens.control
                )
            return
        words = _("{cost}, downtime {days}").format(
            cost=entry.cost_words, days=days_text(entry.downtime)
        )
        ink.write(painter, line, words, TypeRole.SMALL, secondary)
        for number, words in enumerate(beaten):
            line.translate(0, shape.small)
            swatch = QRectF(line.left(), line.top() + 2, _SWATCH, line.height() - 4)
            if number == 0:
                ink.fill_pattern(painter, swatch, ink.Pattern.FALLING, tokens.control)
                ink.outline(painter, swatch, tokens.bar)
            beside = line.adjusted(_SWATCH + 6, 0, 0, 0)
            ink.write(painter, beside, words, TypeRole.SMALL, tokens.text)


def _lines(entries: Sequence[Rectangle], row: int, width: float) -> tuple[list[str], list[str]]:
    """The name, and by whom it is surely beaten, in up to two lines each."""
    entry = entries[row]
    bold = ink.font_of(TypeRole.BODY_SELECTED)
    names = wrapped_lines(ink.paintable(entry.name), bold, width, 2)
    if entry.beaten_by is None:
        return names, []
    words = _("surely beaten by {n}, {name}").format(
        n=entry.beaten_by + 1, name=entries[entry.beaten_by].name
    )
    small = ink.font_of(TypeRole.SMALL)
    return names, wrapped_lines(ink.paintable(words), small, width - _SWATCH - 6, 2)


def _in_order(entries: Sequence[Rectangle]) -> list[int]:
    """Those that are drawn first."""
    return sorted(range(len(entries)), key=lambda row: not entries[row].drawn)


def _scale(ranges: Sequence[Bounds], *, linear: bool) -> Scale:
    ends = [(plain(bounds.low), plain(bounds.high)) for bounds in ranges]
    return scale_for(ends, pinned="linear" if linear else None)


def _stretch(bounds: Bounds, scale: Scale, length: float) -> tuple[float, float]:
    """From where to where, thick enough to be seen; an open end is 30 away, but not below zero."""
    low, high = plain(bounds.low), plain(bounds.high)
    end = scale.position(high if high is not None else low or 0.0) * length
    start = scale.position(low if low is not None else high or 0.0) * length
    if high is None:
        return start, start + TAIL
    if low is None:
        return max(end - TAIL, 0.0), max(end, _THINNEST)
    if end - start < _THINNEST:
        middle = max((start + end) / 2, 0.0)
        return middle - _THINNEST / 2, middle + _THINNEST / 2
    return start, end


def _paint_ground(painter: QPainter, box: _Box, colour: QColor, base: QColor) -> None:
    brush = QBrush(colour)
    sideways = box.open_left or box.open_right
    if sideways or box.open_top or box.open_bottom:
        start, end = box.area.topLeft(), box.area.topRight()
        if not sideways:
            start, end = box.area.bottomLeft(), box.area.topLeft()
        if box.open_left or (not sideways and box.open_bottom):
            start, end = end, start
        faded = QLinearGradient(start, end)
        faded.setColorAt(0, colour)
        faded.setColorAt(1, base)
        brush = QBrush(faded)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillRect(box.area, brush)


def _paint_edges(painter: QPainter, box: _Box, colour: QColor, chosen: bool) -> None:
    """Solid where an end is known; along an open direction the edges are dashed towards arrows."""
    area, width = box.area, 2.0 if chosen else 1.5
    if max(area.width(), area.height()) <= _THINNEST:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(area.center(), _DOT / 2, _DOT / 2)
        return
    solid, dashed = QPainterPath(), QPainterPath()
    sideways, upright = box.open_left or box.open_right, box.open_top or box.open_bottom
    edges = (
        (area.topLeft(), area.topRight(), box.open_top, sideways),
        (area.bottomLeft(), area.bottomRight(), box.open_bottom, sideways),
        (area.topLeft(), area.bottomLeft(), box.open_left, upright),
        (area.topRight(), area.bottomRight(), box.open_right, upright),
    )
    for start, end, is_open, fades in edges:
        if not is_open:
            path = dashed if fades else solid
            path.moveTo(start)
            path.lineTo(end)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.strokePath(solid, QPen(colour, width))
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([3, 2])
    painter.strokePath(dashed, pen)
    heads = QPainterPath()
    middle = area.center()
    if box.open_left:
        _arrow(heads, QPointF(area.left(), middle.y()), QPointF(-1, 0))
    if box.open_right:
        _arrow(heads, QPointF(area.right(), middle.y()), QPointF(1, 0))
    if box.open_top:
        _arrow(heads, QPointF(middle.x(), area.top()), QPointF(0, -1))
    if box.open_bottom:
        _arrow(heads, QPointF(middle.x(), area.bottom()), QPointF(0, 1))
    pen = QPen(colour, 1.5)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(heads, pen)


def _arrow(path: QPainterPath, tip: QPointF, way: QPointF) -> None:
    across = QPointF(way.y(), way.x())
    back = tip - way * _HEAD
    path.moveTo(back + across * _HEAD)
    path.lineTo(tip)
    path.lineTo(back - across * _HEAD)
