"""Text in as many lines as it may have; what does not fit ends in an ellipsis and a tool tip."""

from __future__ import annotations

import html
import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent, QTextLayout
from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy, QWidget

from exodesk.ui.theme import TypeRole, role_font

_LONGEST = 4_000  # what no cell can show need not be laid out
_SHORT_TIP = 60
_MARKS = frozenset("<&")
_LONGEST_TIP = 1_000
_AROUND_TEXT = 24  # what a field needs beside its text
_LONG_WORD = re.compile(r"\S{40}(?=\S)")


def wrapped_lines(text: str, font: QFont, width: float, most: int) -> list[str]:
    """``text`` in at most ``most`` lines of ``width``, the last one elided where need be."""
    text = " ".join(text[:_LONGEST].split())
    if not text or width <= 0:
        return [text]
    layout = QTextLayout(text, font)
    layout.beginLayout()
    starts: list[int] = []
    while (line := layout.createLine()).isValid() and len(starts) <= most:
        line.setLineWidth(width)
        starts.append(line.textStart())
    layout.endLayout()
    metrics = QFontMetricsF(font)
    lines = [
        text[start:end].strip() for start, end in zip(starts, [*starts[1:], None], strict=True)
    ]
    if len(lines) > most:
        lines = [*lines[: most - 1], text[starts[most - 1] :]]
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, width + 0.5) for line in lines]


def shortened(text: str, most: int) -> str:
    """``text`` in at most ``most`` characters, the last an ellipsis where it was longer."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def plain_tip(text: str) -> str:
    """A tool tip that Qt does not take for HTML, broken into lines, in a length one can read.

    A screen reader is told it as it stands, where a widget has no description: what is short and
    plain has no marks.
    """
    if len(text) <= _SHORT_TIP and not _MARKS & set(text) and text == " ".join(text.split()):
        return text
    escaped = html.escape(breakable(shortened(text, _LONGEST_TIP))).replace("\n", "<br>")
    return f"<qt>{escaped}</qt>" if text else ""


def tell_placeholder(line: QLineEdit) -> None:
    """Where a placeholder is longer than its field the tool tip has the whole of it."""
    text, tip = line.placeholderText(), plain_tip(line.placeholderText())
    if line.fontMetrics().horizontalAdvance(text) > line.width() - _AROUND_TEXT:
        line.setToolTip(tip)
    elif line.toolTip() == tip:
        line.setToolTip("")


def breakable(text: str) -> str:
    """``text`` with places to break a line in words that no line could hold."""
    return _LONG_WORD.sub(lambda word: f"{word[0]}\N{ZERO WIDTH SPACE}", text)


class WrappedLabel(QLabel):
    """A label of at most ``most`` lines. The whole text is its own, for whoever hears it."""

    def __init__(
        self, role: TypeRole, most: int, parent: QWidget | None = None, *, secondary: bool = False
    ) -> None:
        super().__init__(parent)
        self._role = role
        self._most = most
        self._reserved = 1
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(role_font(role))
        if secondary:
            self.setProperty("secondary", "true")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)

    def show_text(self, text: str) -> None:
        self.setText(text)
        self._tip()
        self.updateGeometry()

    def line_count(self, width: int) -> int:
        return len(wrapped_lines(self.text(), self.font(), width, self._most))

    def reserve_lines(self, count: int) -> None:
        """Take the room of ``count`` lines even where fewer are needed."""
        if count != self._reserved:  # to ask for a layout from within one would never end
            self._reserved = count
            self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True  # a label forgets its policy's word on this with every text

    def heightForWidth(self, width: int) -> int:
        lines = max(self.line_count(width), self._reserved)
        return round(QFontMetricsF(self.font()).lineSpacing() * lines) + 1

    def sizeHint(self) -> QSize:
        return QSize(80, self.heightForWidth(max(self.width(), 80)))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, round(QFontMetricsF(self.font()).lineSpacing()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tip()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        metrics = QFontMetricsF(self.font())
        for number, line in enumerate(self._lines()):
            painter.drawText(0, round(metrics.ascent() + number * metrics.lineSpacing()), line)
        painter.end()

    def _lines(self) -> list[str]:
        return wrapped_lines(self.text(), self.font(), self.width(), self._most)

    def _tip(self) -> None:
        shown = " ".join(self._lines())
        cut = shown != " ".join(self.text().split())
        self.setToolTip(plain_tip(self.text()) if cut else "")
