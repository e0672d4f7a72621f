"""A chart as a picture of its own: on paper, in PNG and in SVG."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, QSize, QSizeF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from exodesk.ui.charts import ink
from exodesk.ui.charts.chart import Chart, Spot
from exodesk.ui.theme import TypeRole
from exodesk.ui.tokens import LIGHT, Tokens, greyed
from exodesk.ui.widgets.wrapped_text import wrapped_lines

WIDTH = 960.0
MARGIN = 24.0
PNG_RATIO = 2
_DPI = 96
_MOST_NOTE_LINES = 4
_LONGEST_DESCRIPTION = 10_000
_FONT_FAMILY = re.compile(rb'font-family="([^"]*)"')


def paint_chart(
    painter: QPainter,
    rect: QRectF,
    chart: Chart,
    tokens: Tokens,
    *,
    grey: bool = False,
    current: Spot | None = None,
) -> None:
    """Paint the chart into ``rect``, in logical pixels; ``grey`` for a printer of one ink."""
    painter.save()
    painter.translate(rect.topLeft())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    chart.plan(rect.size()).paint(painter, greyed(tokens) if grey else tokens, current)
    painter.restore()


def picture_height(chart: Chart, width: float) -> float:
    """How high ``paint_picture`` makes it at that width."""
    notes = sum(len(lines) for lines in _note_lines(chart, width))
    below = notes * ink.line_height(TypeRole.SMALL) + (ink.GAP if notes else 0)
    return _head() + chart.height(width) + below


def paint_picture(
    painter: QPainter, rect: QRectF, chart: Chart, tokens: Tokens, *, grey: bool = False
) -> None:
    """The chart under its title and over its notes, as it stands where nothing else explains it."""
    tokens = greyed(tokens) if grey else tokens
    title = QRectF(rect.left(), rect.top(), rect.width(), ink.line_height(TypeRole.TITLE))
    ink.write(painter, title, chart.title, TypeRole.TITLE, tokens.text)
    tall = chart.height(rect.width())
    paint_chart(
        painter, QRectF(rect.left(), rect.top() + _head(), rect.width(), tall), chart, tokens
    )
    top, line = rect.top() + _head() + tall + ink.GAP, ink.line_height(TypeRole.SMALL)
    for lines in _note_lines(chart, rect.width()):
        for text in lines:
            place = QRectF(rect.left(), top, rect.width(), line)
            ink.write(painter, place, text, TypeRole.SMALL, tokens.text_secondary)
            top += line


def _head() -> float:
    return ink.line_height(TypeRole.TITLE) + 12


def _note_lines(chart: Chart, width: float) -> list[list[str]]:
    font = ink.font_of(TypeRole.SMALL)
    return [
        wrapped_lines(ink.paintable(note), font, width, _MOST_NOTE_LINES) for note in chart.notes
    ]


@dataclass(frozen=True, slots=True)
class Picture:
    """What is saved: always on white, whatever the window looks like. ``name`` has no suffix."""

    chart: Chart
    name: str

    def size(self) -> QSize:
        tall = picture_height(self.chart, WIDTH - 2 * MARGIN) + 2 * MARGIN
        return QSize(round(WIDTH), math.ceil(tall))

    def render_png(self) -> bytes:
        """At twice the size in pixels, so that it stays sharp on paper."""
        size = self.size()
        image = QImage(size * PNG_RATIO, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(PNG_RATIO)
        image.setText("Title", ink.paintable(self.chart.title))
        image.setText("Description", self._description())
        image.fill(LIGHT.base)
        painter = QPainter(image)
        self._paint(painter, size)
        painter.end()
        kept = QBuffer()
        kept.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(kept, "PNG")  # type: ignore[call-overload]
        return bytes(kept.data().data())

    def render_svg(self) -> bytes:
        """Text stays text."""
        size = self.size()
        kept = QBuffer()
        kept.open(QIODevice.OpenModeFlag.WriteOnly)
        generator = QSvgGenerator()
        generator.setOutputDevice(kept)
        generator.setResolution(_DPI)
        generator.setSize(size)
        generator.setViewBox(QRectF(QPointF(0, 0), QSizeF(size)))
        generator.setTitle(ink.paintable(self.chart.title))
        generator.setDescription(self._description())
        painter = QPainter(generator)
        painter.fillRect(QRectF(QPointF(0, 0), QSizeF(size)), LIGHT.base)
        self._paint(painter, size)
        painter.end()
        # Where the font is missing a browser would take one with serifs.
        return _FONT_FAMILY.sub(rb'font-family="\1, sans-serif"', bytes(kept.data().data()))

    def _description(self) -> str:
        return ink.paintable(self.chart.overview(), _LONGEST_DESCRIPTION)

    def _paint(self, painter: QPainter, size: QSize) -> None:
        room = QRectF(QPointF(0, 0), QSizeF(size)).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        paint_picture(painter, room, self.chart, LIGHT)
