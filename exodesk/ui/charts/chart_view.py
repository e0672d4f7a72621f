"""The widget that shows any chart: pointed at, stepped through by keys, and spoken."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from exodesk.ui.charts.chart import Chart, Plan, Spot
from exodesk.ui.theme import Theme
from exodesk.ui.widgets.wrapped_text import plain_tip
from exodesk.wording import gettext as _

PAD = 4.0
_NARROWEST = 240
_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_ASKING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ChartView(QWidget):
    """Left and Right go from mark to mark, Up and Down from row to row, Home and End to the ends.

    ``current_changed`` carries the current mark, or None; ``said`` what the mark below the pointer
    says, or else the current one. ``row_asked`` carries the row that Enter or two clicks ask about.
    """

    current_changed = Signal(object)
    said = Signal(str)
    row_asked = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chart: Chart | None = None
        self._counts: tuple[int, ...] = ()
        self._plan: Plan | None = None
        self._planned_for: tuple[float, float, str] | None = None
        self._current: Spot | None = None
        self._hovered: Spot | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    # What is shown

    def chart(self) -> Chart | None:
        return self._chart

    def show_chart(self, chart: Chart) -> None:
        """Show another chart. The current mark stays where the new chart has it, too."""
        self._chart, self._counts = chart, chart.counts()
        self._plan, self._hovered = None, None
        if self._current is not None and not self._has(self._current):
            self._current = None
        self.setAccessibleName(chart.title)
        self._fit()
        self._speak()
        self.update()

    def current(self) -> Spot | None:
        return self._current

    def set_current(self, spot: Spot | None) -> None:
        """Show another mark as current, without announcing it back."""
        self._current = spot if spot is not None and self._has(spot) else None
        self._speak()
        self.update()

    def words(self) -> str:
        """What the mark below the pointer says, or else the current one; else nothing."""
        spot = self._hovered if self._hovered is not None else self._current
        return "" if self._chart is None or spot is None else self._chart.words(spot)

    def place_of(self, spot: Spot) -> QRectF:
        """Where a mark is, in the widget."""
        plan = self._laid_out()
        return QRectF() if plan is None else plan.place(spot).translated(PAD, PAD)

    # Size

    def sizeHint(self) -> QSize:
        return QSize(640, self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()
            self.update()

    def _fit(self) -> None:
        """Claim the height that the chart needs at this width, so that nothing is cut."""
        if self._chart is not None:
            needed = self._chart.height(max(self.width(), _NARROWEST) - 2 * PAD) + 2 * PAD
            self.setMinimumHeight(round(needed))

    def _laid_out(self) -> Plan | None:
        if self._chart is None:
            return None
        size = QSizeF(max(self.width() - 2 * PAD, 1.0), max(self.height() - 2 * PAD, 1.0))
        wanted = (size.width(), size.height(), QApplication.font().key())
        if self._plan is None or self._planned_for != wanted:
            self._plan, self._planned_for = self._chart.plan(size), wanted
        return self._plan

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, rows = event.key(), len(self._counts)
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self._current is not None and not modifiers and key in _ASKING:
            self.row_asked.emit(self._current[0])
            return
        if not rows or modifiers or key not in (*_STEPS, Qt.Key.Key_Home, Qt.Key.Key_End):
            super().keyPressEvent(event)
            return
        last = (rows - 1, self._counts[-1] - 1)
        if key == Qt.Key.Key_Home:
            self._go((0, 0))
        elif key == Qt.Key.Key_End:
            self._go(last)
        elif self._current is None:
            self._go((0, 0))
        else:
            self._go(self._beside(self._current, *_STEPS[Qt.Key(key)]))

    def _beside(self, spot: Spot, down: int, along: int) -> Spot:
        """The neighbour; at the end of a row that is the start of the next, and so back."""
        row, number = spot
        if down:
            row = min(max(row + down, 0), len(self._counts) - 1)
            return row, min(number, self._counts[row] - 1)
        if 0 <= number + along < self._counts[row]:
            return row, number + along
        if not 0 <= row + along < len(self._counts):
            return spot
        return row + along, 0 if along > 0 else self._counts[row + along] - 1

    def _go(self, spot: Spot) -> None:
        if not self._has(spot) or spot == self._current:
            return
        self._hovered = None
        self.set_current(spot)
        self.current_changed.emit(spot)
        if self.hasFocus() and self._chart is not None:
            words = self._chart.words(spot)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _has(self, spot: Spot) -> bool:
        row, number = spot
        return 0 <= row < len(self._counts) and 0 <= number < self._counts[row]

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._current is None and event.reason() is not Qt.FocusReason.MouseFocusReason:
            self._go((0, 0))
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        spot = self._spot_at(event.position())
        if spot is None or event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self._go(spot)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        spot = self._spot_at(event.position())
        if spot is not None and event.button() is Qt.MouseButton.LeftButton:
            self._go(spot)
            self.row_asked.emit(spot[0])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._spot_at(event.position()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)
        super().leaveEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            spot = self._spot_at(QPointF(event.pos()))
            tip = "" if spot is None or self._chart is None else self._chart.words(spot)
            QToolTip.showText(event.globalPos(), plain_tip(tip), self)
            return True
        return super().event(event)

    def _spot_at(self, point: QPointF) -> Spot | None:
        plan = self._laid_out()
        return None if plan is None else plan.spot_at(point - QPointF(PAD, PAD))

    def _hover(self, spot: Spot | None) -> None:
        if spot != self._hovered:
            self._hovered = spot
            self.said.emit(self.words())

    # Speaking and painting

    def _speak(self) -> None:
        if self._chart is None:
            return
        if self._current is None:
            self.setAccessibleDescription(self._chart.overview())
        else:
            row, number = self._current
            self.setAccessibleDescription(
                _("Mark {n} of {total}. {words}").format(
                    n=sum(self._counts[:row]) + number + 1,
                    total=sum(self._counts),
                    words=self._chart.words(self._current),
                )
            )
        self.said.emit(self.words())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._theme.tokens
        painter.fillRect(self.rect(), tokens.base)
        plan = self._laid_out()
        if plan is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(PAD, PAD)
            plan.paint(painter, tokens, self._current, ring=self.hasFocus())
        painter.end()
