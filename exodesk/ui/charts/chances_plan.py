"""Where every bar of chances and its words are, for one size."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter

from exodesk.ui.charts import ink
from exodesk.ui.charts.chance_bar import ChanceBar, Outcome
from exodesk.ui.charts.chart import Spot
from exodesk.ui.theme import TypeRole
from exodesk.ui.tokens import Tokens
from exodesk.ui.widgets.wrapped_text import wrapped_lines
from exodesk.wording import gettext as _
from exodesk.wording.chances import share_text
from exodesk.wording.charts import outcome_words
from exodesk.wording.scale import Scale

_BAR = 18.0
_SIDE = 18.0
_SCALE = Scale(0.0, 100.0, False, (0.0, 25.0, 50.0, 75.0, 100.0))
_PATTERNS = {
    Outcome.CHEAPER: ink.Pattern.SOLID,
    Outcome.EQUAL: ink.Pattern.HOLLOW,
    Outcome.DEARER: ink.Pattern.FALLING,
}
_THINNEST = 3.0
_MOST_LINES = 3


def height_of_chances(bars: Sequence[ChanceBar], width: float) -> float:
    return _Shape(bars, width).height


class _Shape:
    def __init__(self, bars: Sequence[ChanceBar], width: float) -> None:
        self.text, self.small = ink.line_height(TypeRole.BODY), ink.line_height(TypeRole.SMALL)
        self.left, self.right = _SIDE, max(width - _SIDE, _SIDE + 60)
        font = ink.font_of(TypeRole.BODY)
        self.sentences: list[list[str]] = []
        self.rows: list[QRectF] = []
        top = 0.0
        for bar in bars:
            lines = wrapped_lines(
                ink.paintable(bar.sentence), font, self.right - self.left, _MOST_LINES
            )
            self.sentences.append(lines)
            below = self.small * max(len(bar.outcomes()), 1)
            tall = 8 + self.text * len(lines) + 6 + _BAR + 4 + below + 8
            self.rows.append(QRectF(0, top, width, tall))
            top += tall
        self.bottom = top
        self.height = top + 2 * ink.line_height(TypeRole.TINY) + 12

    def strip(self, row: int) -> QRectF:
        top = self.rows[row].top() + 8 + self.text * len(self.sentences[row]) + 6
        return QRectF(self.left, top, self.right - self.left, _BAR)


class ChancesPlan:
    """100 cases from left to right: cheaper is solid, the same is empty, dearer is hatched."""

    def __init__(self, bars: Sequence[ChanceBar], size: QSizeF) -> None:
        self._bars = tuple(bars)
        self._shape = _Shape(bars, size.width())
        self._parts = {
            (row, number): (outcome, area)
            for row, bar in enumerate(bars)
            for number, (outcome, area) in enumerate(self._areas(row, bar))
        }

    def place(self, spot: Spot) -> QRectF:
        if spot in self._parts:
            return self._parts[spot][1]
        row, number = spot
        if number == 0 and 0 <= row < len(self._bars) and not self._bars[row].outcomes():
            return self._shape.strip(row)
        return QRectF()

    def spot_at(self, point: QPointF) -> Spot | None:
        for spot, (_outcome, area) in self._parts.items():
            if area.adjusted(-1, -3, 1, 3).contains(point):
                return spot
        for row, area in enumerate(self._shape.rows):
            if area.contains(point):
                return row, 0
        return None

    def _areas(self, row: int, bar: ChanceBar) -> list[tuple[Outcome, QRectF]]:
        strip = self._shape.strip(row)
        placed, start = [], Fraction(0)
        for outcome, chance in bar.outcomes():
            left = strip.left() + float(start) * strip.width()
            start += chance.value
            right = strip.left() + float(min(start, Fraction(1))) * strip.width()
            if right - left < _THINNEST:
                left = min(left, strip.right() - _THINNEST)
                right = left + _THINNEST
            placed.append((outcome, QRectF(left, strip.top(), right - left, strip.height())))
        return placed

    def paint(
        self, painter: QPainter, tokens: Tokens, current: Spot | None = None, *, ring: bool = False
    ) -> None:
        painter.save()
        shape = self._shape
        chosen = None if current is None else current[0]
        for row, bar in enumerate(self._bars):
            self._paint_bar(painter, tokens, row, bar, chosen=row == chosen)
        if any(bar.outcomes() for bar in self._bars):
            below = QRectF(shape.left, shape.bottom, shape.right - shape.left, 0)
            ink.paint_axis_below(painter, below, _SCALE, tokens, ink.number_label)
            tiny = ink.line_height(TypeRole.TINY)
            under = QRectF(shape.left, shape.bottom + tiny + 8, below.width() + _SIDE, tiny)
            words = _("of 100 cases")
            ink.write(painter, under, words, TypeRole.TINY, tokens.text_secondary, ink.RIGHT)
        if ring and current is not None and not (place := self.place(current)).isEmpty():
            ink.focus_ring(painter, place.adjusted(-4, -4, 4, 4), tokens.accent)
        painter.restore()

    def _paint_bar(
        self, painter: QPainter, tokens: Tokens, row: int, bar: ChanceBar, *, chosen: bool
    ) -> None:
        shape, strip = self._shape, self._shape.strip(row)
        if row:
            ink.fill(
                painter, QRectF(0, shape.rows[row].top(), strip.right() + _SIDE, 1), tokens.grid
            )
        line = QRectF(shape.left, shape.rows[row].top() + 8, strip.width(), shape.text)
        for words in shape.sentences[row]:
            ink.write(painter, line, words, TypeRole.BODY, tokens.text)
            line.translate(0, shape.text)
        line = QRectF(shape.left, strip.bottom() + 4, strip.width(), shape.small)
        secondary = tokens.text_secondary
        outcomes = bar.outcomes()
        if not outcomes:
            middle = strip.center().y()
            ends = QPointF(strip.left(), middle), QPointF(strip.right(), middle)
            ink.dotted_line(painter, *ends, tokens.control)
            ink.write(painter, line, _("no chance is known"), TypeRole.SMALL, secondary)
            return
        colour = tokens.accent if chosen else tokens.bar
        for number, (outcome, chance) in enumerate(outcomes):
            area = self._parts[row, number][1]
            self._paint_part(painter, tokens, outcome, area, chosen=chosen)
            swatch = QRectF(line.left(), line.top() + 2, 18, line.height() - 4)
            ink.fill_pattern(painter, swatch, _PATTERNS[outcome], colour)
            ink.outline(painter, swatch, colour)
            words = outcome_words(
                outcome.value, bar.name, bar.other, share_text(chance.in_hundred())
            )
            beside = line.adjusted(24, 0, 0, 0)
            ink.write(painter, beside, words, TypeRole.SMALL, secondary)
            line.translate(0, shape.small)

    def _paint_part(
        self, painter: QPainter, tokens: Tokens, outcome: Outcome, area: QRectF, *, chosen: bool
    ) -> None:
        colour = tokens.accent if chosen else tokens.bar
        ink.fill(painter, area, tokens.base)
        ink.fill_pattern(painter, area, _PATTERNS[outcome], colour)
        ink.outline(painter, area, colour)
