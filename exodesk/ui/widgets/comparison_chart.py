"""The totals as upright ranges on one scale, one column per entry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from exodesk.ui.announcing import announce
from exodesk.ui.icons import Icons, side
from exodesk.ui.theme import TypeRole, role_font, with_type
from exodesk.ui.widgets.axis_header import paint_axis
from exodesk.ui.widgets.range_bar import MarkState, RangeMark, paint_ground, paint_range
from exodesk.wording import gettext as _
from exodesk.wording.lists import in_sentences
from exodesk.wording.scale import EMPTY, Scale

BAR = 28.0
_PAD = 15.0
# Signs of Hindi reach beyond the height of English letters.
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip)
_BESIDE = 10.0
_ABOVE, _BELOW = 34.0, 16.0
_ICON = 14
_LEAST, _TALLEST = 112, 240
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_UNKNOWN = (MarkState.UNKNOWN, MarkState.ON_REQUEST, MarkState.NEEDS_RATE)


@dataclass(frozen=True, slots=True)
class ChartColumn:
    """``low`` and ``high`` are the words at the ends; what has one end or none has one word.

    ``spoken`` says the whole column to whoever cannot see it. ``sign`` is an icon's name.
    """

    mark: RangeMark
    low: str
    high: str
    spoken: str
    sign: str = ""
    sign_word: str = ""


class ComparisonChart(QWidget):
    """Left, Right, Home and End reach every column; the current one is announced and spoken.

    With Ctrl, Left and Right ask to move it: ``move_requested`` carries from where to where.

    The pale band repeats the range of the current column, or of ``usual_band`` until one is
    current.
    """

    current_changed = Signal(int)
    move_requested = Signal(int, int)
    trace_requested = Signal(int)  # Enter or two clicks on a column

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._columns: tuple[ChartColumn, ...] = ()
        self._scale = EMPTY
        self._label: Callable[[float], str] = str
        self._usual_band: int | None = None
        self._current: int | None = None
        self._axis_right = 0
        self._places: list[tuple[int, int]] = []
        self._twin = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Chart of the totals"))
        self.setToolTip(
            _(
                "Left and Right go from entry to entry. With Ctrl they move it."
                " Enter says how its total came about."
            )
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMaximumHeight(with_type(_TALLEST))
        icons.theme.changed.connect(self.update)

    # What is shown

    def show_columns(
        self,
        columns: Sequence[ChartColumn],
        scale: Scale,
        label: Callable[[float], str],
        *,
        usual_band: int | None = None,
        twin: str = "",
    ) -> None:
        """Show these; ``twin`` says where the same figures stand as a table."""
        if len(columns) != len(self._columns):
            self._current = None
        self._columns, self._scale, self._label = tuple(columns), scale, label
        self._usual_band, self._twin = usual_band, twin
        self._speak()
        self.update()

    def place(self, axis_right: int, places: Sequence[tuple[int, int]]) -> None:
        """Where the axis ends, and left edge and width of every column from there."""
        self._axis_right, self._places = axis_right, list(places)
        self.update()

    def current(self) -> int | None:
        return self._current

    def set_current(self, column: int | None) -> None:
        """Show another column as current, without announcing it back."""
        self._current = column if column is not None and self._has(column) else None
        self._speak()
        self.update()

    @property
    def band_column(self) -> int | None:
        """Whose range the pale band repeats."""
        column = self._current if self._current is not None else self._usual_band
        if column is None or not self._has(column):
            return None
        return None if self._columns[column].mark.state in _UNKNOWN else column

    def sizeHint(self) -> QSize:
        return QSize(with_type(600), with_type(_LEAST))

    def minimumSizeHint(self) -> QSize:
        return QSize(300, with_type(_LEAST))

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._columns) - 1
        now = self._current if self._current is not None else 0
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() in _STEPS:
            target = now + _STEPS[Qt.Key(event.key())]
            if self._has(now) and self._has(target):
                self.move_requested.emit(now, target)
                self._say()
            return
        match event.key():
            case Qt.Key.Key_Left:
                self._step(max(now - 1, 0))
            case Qt.Key.Key_Right:
                self._step(min(now + 1, last))
            case Qt.Key.Key_Home:
                self._step(0)
            case Qt.Key.Key_End:
                self._step(last)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._has(now):
                self.trace_requested.emit(now)
            case _:
                super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        column = self._column_at(event)
        if column is None:
            super().mousePressEvent(event)
        else:
            self._go(column)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        column = self._column_at(event)
        if column is not None and event.button() is Qt.MouseButton.LeftButton:
            self._go(column)
            self.trace_requested.emit(column)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        by_mouse = event.reason() is Qt.FocusReason.MouseFocusReason
        if self._current is None and not by_mouse:
            self._go(self._usual_band if self._usual_band is not None else 0)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _go(self, column: int) -> None:
        if not self._has(column) or column == self._current:
            return
        self.set_current(column)
        self.current_changed.emit(column)

    def _step(self, column: int) -> None:
        self._go(column)
        self._say()

    def _say(self) -> None:
        """After a key the focus is where it was, so nothing else would be said."""
        if self._current is not None:
            announce(self, self._words(self._current))

    def _column_at(self, event: QMouseEvent) -> int | None:
        across = event.position().x() - self._axis_right
        for column, (left, width) in enumerate(self._places):
            if across >= 0 and left <= across < left + width and self._has(column):
                return column
        return None

    def _has(self, column: int) -> bool:
        return 0 <= column < len(self._columns)

    def _speak(self) -> None:
        if self._current is not None:
            said = [self._words(self._current)]
        else:
            said = [column.spoken for column in self._columns]
        self.setAccessibleDescription(in_sentences([*said, self._twin]))

    def _words(self, column: int) -> str:
        place = _("Column {n} of {total}").format(n=column + 1, total=len(self._columns))
        return in_sentences([place, self._columns[column].spoken])

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._icons.theme.tokens
        painter.fillRect(self.rect(), tokens.base)
        above, below = with_type(_ABOVE), with_type(_BELOW)
        plot = QRectF(0, above, self.width(), max(self.height() - above - below, 1.0))
        if self._scale.ticks:
            axis = QRectF(0, plot.top(), self._axis_right, plot.height())
            font = role_font(TypeRole.TINY)
            paint_axis(painter, axis, self._scale, tokens, font, self._label, vertical=True)
        painter.setClipRect(QRectF(self._axis_right, 0, self.width(), self.height()))
        ground = QRectF(
            self._axis_right, plot.top(), self._right() - self._axis_right, plot.height()
        )
        paint_ground(painter, ground, self._scale, tokens, band=self._band(), vertical=True)
        painter.fillRect(QRectF(ground.left(), plot.bottom(), ground.width(), 1), tokens.control)
        for number, (left, width) in enumerate(self._places[: len(self._columns)]):
            area = QRectF(self._axis_right + left, plot.top(), width, plot.height())
            painter.fillRect(QRectF(area.left(), 0, 1, self.height()), tokens.line)
            self._paint_column(painter, area, number)
        painter.end()

    def _paint_column(self, painter: QPainter, area: QRectF, number: int) -> None:
        column, tokens = self._columns[number], self._icons.theme.tokens
        bar = QRectF(area.left() + _PAD, area.top(), BAR, area.height())
        if column.mark.state is MarkState.NEEDS_RATE:
            sign = QRectF(bar.left(), bar.bottom() - 24, BAR, 24)
            self._icons.paint(painter, sign, "warning", tokens.warning)
        else:
            paint_range(
                painter,
                bar,
                column.mark,
                self._scale,
                tokens,
                selected=number == self.band_column,
                grid=False,
                height=BAR,
                vertical=True,
            )
        self._paint_words(painter, area, bar, column)
        if self.hasFocus() and number == self._current:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setPen(QPen(tokens.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(area.left() + 3, 2, area.width() - 5, self.height() - 5))

    def _paint_words(
        self, painter: QPainter, area: QRectF, bar: QRectF, column: ChartColumn
    ) -> None:
        tokens = self._icons.theme.tokens
        unknown = column.mark.state in _UNKNOWN
        font = role_font(TypeRole.BODY if unknown else TypeRole.BODY_SELECTED)
        metrics = QFontMetricsF(font)
        left, tall = bar.right() + _BESIDE, metrics.height()
        room = area.right() - left - 4
        painter.setFont(font)
        painter.setPen(tokens.text_secondary if unknown else tokens.text)
        high, low = self._word_places(bar, column, tall)
        flags = _LEFT
        for words, middle in ((column.high, high), (column.low, low)):
            if words:
                shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
                painter.drawText(QRectF(left, middle - tall / 2, room + 1, tall), flags, shown)
        if column.sign_word:
            beside, line = (column.high, high) if column.high else (column.low, low)
            after = metrics.horizontalAdvance(beside) + 14
            self._paint_sign(painter, QRectF(left, line - tall / 2, room, tall), column, after)

    def _paint_sign(
        self, painter: QPainter, line: QRectF, column: ChartColumn, after: float
    ) -> None:
        """Behind the upper word; above it where the column is too narrow."""
        colour = self._icons.theme.tokens.accent
        if column.sign != "lowest":
            colour = self._icons.theme.tokens.text_secondary
        font = role_font(TypeRole.SECTION)
        width = side(_ICON) + 4 + QFontMetricsF(font).horizontalAdvance(column.sign_word)
        left, top = line.left() + after, line.top()
        if after + width > line.width():
            left, top = line.left(), line.top() - line.height()
        place = QRectF(left, top, side(_ICON), line.height())
        self._icons.paint(painter, place, column.sign, colour, _ICON)
        painter.setFont(font)
        painter.setPen(colour)
        words = QRectF(place.right() + 4, top, width, line.height())
        flags = _LEFT
        painter.drawText(words, flags, column.sign_word)

    def _word_places(self, bar: QRectF, column: ChartColumn, tall: float) -> tuple[float, float]:
        """The middles of the upper and the lower word: at the ends, but never on each other."""
        mark = column.mark
        if mark.state in _UNKNOWN:
            middle = bar.bottom() - 12 if mark.state is MarkState.NEEDS_RATE else bar.center().y()
            return middle, middle
        top = bar.bottom() if mark.high is None else self._height_of(bar, mark.high)
        bottom = top if mark.low is None else self._height_of(bar, mark.low)
        if mark.high is None:
            return bottom - tall / 2, bottom - tall / 2
        if mark.low is None:
            return top + tall / 2, top + tall / 2
        if mark.state is MarkState.EXACT:
            return top, top
        high, low = top + tall / 2 - 2, bottom - tall / 2 + 2
        if low - high < tall:
            middle = (high + low) / 2
            high, low = middle - tall / 2, middle + tall / 2
        beyond = max(low + tall / 2 - bar.bottom() - 2, 0.0)
        return high - beyond, low - beyond

    def _height_of(self, bar: QRectF, value: float) -> float:
        return bar.bottom() - self._scale.position(value) * bar.height()

    def _band(self) -> tuple[float | None, float | None] | None:
        column = self.band_column
        if column is None:
            return None
        return self._columns[column].mark.low, self._columns[column].mark.high

    def _right(self) -> int:
        edges = [self._axis_right + left + width for left, width in self._places]
        return max(edges, default=self._axis_right)
