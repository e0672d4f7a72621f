"""How a table looks now: fonts, scale, band and hover, shared by header and delegates."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TypeAlias

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QStaticText, QTextOption

from exodesk.ui.icons import Icons
from exodesk.ui.theme import Theme, TypeRole, role_font
from exodesk.ui.widgets.range_bar import MARGIN
from exodesk.wording.amounts import amount_text
from exodesk.wording.scale import EMPTY, Scale

PAD = 8.0
GAP = 24.0  # between the figures and the scale
SHORTEST_SCALE = 60.0
USUAL_SCALE = 136.0
INSET = 12  # how far a row's line stays away from the edges of the table
_LOW_HALF, _HIGH_HALF = 68.0, 52.0
_MOST_WIDTHS_KEPT = 10_000
_ONE_LINE = Qt.TextFlag.TextSingleLine.value
_MOST_READY = 4_000
LONGEST = 300  # what no cell can show anyway need not be measured
_SAMPLES = {"Microneedling": 88.0, "not stated": 63.0}


ReadyText: TypeAlias = tuple[QStaticText, float, float]  # with its width and its height


@dataclass(frozen=True, slots=True)
class Halves:
    """The widths of the two half-columns that the ends of a figure stand in."""

    low: float = _LOW_HALF
    high: float = _HIGH_HALF

    @property
    def both(self) -> float:
        return self.low + self.high


@dataclass(slots=True, eq=False)
class TableLook:
    """One object per table. Whoever paints asks it each time; the table alone changes it."""

    theme: Theme
    icons: Icons
    scale: Scale = EMPTY
    currency: str = "GBP"
    band: tuple[float | None, float | None] | None = None
    hovered_row: int = -1
    focused: bool = False
    compact: bool = False
    last_column: int = -1
    halves: Halves = Halves()
    _fonts: dict[TypeRole, tuple[QFont, QFontMetricsF]] = field(default_factory=dict)
    _widths: dict[tuple[TypeRole, str], float] = field(default_factory=dict)
    _ready: dict[tuple[TypeRole, str, float], ReadyText] = field(default_factory=dict)

    def font(self, role: TypeRole) -> tuple[QFont, QFontMetricsF]:
        """A font with its measures, kept until ``forget_fonts``."""
        found = self._fonts.get(role)
        if found is None:
            font = role_font(role)
            found = self._fonts[role] = font, QFontMetricsF(font)
        return found

    def text_width(self, role: TypeRole, text: str) -> float:
        """How wide a line of text is; measured once, as most words and figures come again."""
        width = self._widths.get((role, text))
        if width is None:
            if len(self._widths) >= _MOST_WIDTHS_KEPT:
                self._widths.clear()
            width = self._widths[role, text] = self.font(role)[1].horizontalAdvance(text)
        return width

    def ready(self, role: TypeRole, text: str, room: float) -> ReadyText:
        """A line of ``text`` ready to be drawn, cut with an ellipsis where ``room`` is too narrow.

        Kept, as most words and figures are painted again and again.
        """
        found = self._ready.get((role, text, room))
        if found is None:
            if len(self._ready) >= _MOST_READY:
                self._ready.clear()
            words = " ".join(text[:LONGEST].split())
            width = self.text_width(role, words)
            font, metrics = self.font(role)
            if width > room:
                words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
                width = metrics.horizontalAdvance(words)
            drawing = QStaticText(words)
            drawing.setTextFormat(Qt.TextFormat.PlainText)
            drawing.setTextOption(_left_to_right())
            drawing.prepare(font=font)
            height = metrics.size(_ONE_LINE, words).height()
            found = self._ready[role, text, room] = drawing, width, height
        return found

    def forget_fonts(self) -> None:
        self._fonts = {}
        self._widths = {}
        self._ready = {}

    def growth(self) -> float:
        """How much wider than usual the system's type is; never less than 1."""
        metrics = self.font(TypeRole.BODY)[1]
        return max(1.0, *(metrics.horizontalAdvance(text) / _SAMPLES[text] for text in _SAMPLES))

    def row_height(self) -> int:
        lines = self.font(TypeRole.BODY)[1].height()
        if self.compact:
            return max(30, round(lines) + 8)
        return max(44, round(lines + self.font(TypeRole.SMALL)[1].height()) + 8)

    def heading_height(self) -> int:
        return max(30, round(self.font(TypeRole.SECTION)[1].height()) + 10)

    def header_height(self) -> int:
        tiny = self.font(TypeRole.TINY)[1].height()
        return max(40, round(2 * tiny) + 10)

    def show_scale(self, scale: Scale, currency: str) -> None:
        """Use ``scale`` in ``currency``, with room for the widest figure it can hold."""
        self.scale, self.currency = scale, currency
        metrics = self.font(TypeRole.BODY_SELECTED)[1]
        widest = metrics.horizontalAdvance(amount_text(_widest(scale), currency)) + 2
        self.halves = replace(
            self.halves,
            low=max(_LOW_HALF, widest + self.dash_room() + PAD),
            high=max(_HIGH_HALF, widest),
        )

    def dash_room(self) -> float:
        """What stays free behind a low end, for the dash of a range: figures stay in line."""
        return self.text_width(TypeRole.BODY, "–") + 3

    def scale_rect(self, section: QRectF) -> QRectF:
        """Where the scale lies in a column: the same for its header and for every row.

        Without any width where there is no room for one.
        """
        left = self.halves.both + GAP
        width = section.width() - left - MARGIN
        if width < SHORTEST_SCALE:
            width = 0.0
        return QRectF(section.left() + left, section.top(), width, section.height())

    def scale_column_width(self) -> int:
        """What the column of figures and scale takes unless a person sizes it."""
        return round(self.halves.both + GAP + USUAL_SCALE * self.growth() + MARGIN)

    def least_scale_column_width(self, room: int) -> int:
        """What it can do with in ``room``: a shorter scale, or figures only."""
        shortest = round(self.halves.both + GAP + SHORTEST_SCALE + MARGIN)
        return max(shortest, room) if shortest <= room else round(self.halves.both + PAD)

    def axis_label(self, value: float) -> str:
        return amount_text(Fraction(value), self.currency)


def _left_to_right() -> QTextOption:
    """As a widget that is not mirrored writes a line, whatever letter it begins with."""
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    return option


def _widest(scale: Scale) -> Fraction:
    """A figure with as many digits as the end of the scale, all of them wide."""
    digits = len(str(int(scale.end)))
    return Fraction(int("8" * digits))
