"""A switch between a few words, one of which always holds: "Could fit" or "Surely fits"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QRadioButton, QSizePolicy, QWidget

from exodesk.ui.letters import NO_BRACKETS
from exodesk.ui.theme import Theme, TypeRole, role_font

Value = TypeVar("Value")

_EDGE = 2
_BESIDE_WORD = 8


class Segmented(QWidget, Generic[Value]):
    """To the keyboard and to a screen reader a group of radio buttons: arrows move the choice.

    Where the words do not fit beside each other they stand in several rows.
    """

    value_changed = Signal(object)

    def __init__(
        self,
        choices: Sequence[tuple[Value, str]],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._values = tuple(value for value, _word in choices)
        self._segments = tuple(_Segment(word, theme, self) for _value, word in choices)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        self._grid.setSpacing(0)
        self._beside = 0  # in one row
        self._arrange(len(self._segments))
        for segment in self._segments:
            segment.toggled.connect(self._announce)
        self._announced = self._values[0]
        self._segments[0].setChecked(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def value(self) -> Value:
        for value, segment in zip(self._values, self._segments, strict=True):
            if segment.isChecked():
                return value
        return self._announced

    def set_value(self, value: Value) -> None:
        """Show a choice made elsewhere, without announcing it back."""
        self._announced = value
        self._segments[self._values.index(value)].setChecked(True)

    def sizeHint(self) -> QSize:
        return QSize(self._widest() * len(self._segments) + 2 * _EDGE, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._widest() + 2 * _EDGE, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        number = len(self._segments)
        fit = max(1, min((event.size().width() - 2 * _EDGE) // self._widest(), number))
        rows = -(-number // fit)
        self._arrange(-(-number // rows))

    def _arrange(self, beside: int) -> None:
        if beside == self._beside:
            return
        self._beside = beside
        for place, segment in enumerate(self._segments):
            self._grid.addWidget(segment, place // beside, place % beside)
        for column in range(len(self._segments)):
            self._grid.setColumnStretch(column, int(column < beside))
        self.updateGeometry()

    def _widest(self) -> int:
        return max(segment.sizeHint().width() for segment in self._segments)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.sunken)
        painter.drawRoundedRect(QRectF(self.rect()), 5, 5)
        painter.end()

    def _announce(self, checked: bool) -> None:
        value = self.value()
        if checked and value != self._announced:
            self._announced = value
            self.value_changed.emit(value)


class _Segment(QRadioButton):
    def __init__(self, word: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(word, parent)
        self._theme = theme
        self.setAccessibleName(word)
        self.setProperty(NO_BRACKETS, True)
        self._stop_where_chosen(False)
        self.toggled.connect(self._stop_where_chosen)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(role_font(TypeRole.SECTION))
        width = (
            metrics.size(int(Qt.TextFlag.TextShowMnemonic), self.text()).width() + 2 * _BESIDE_WORD
        )
        return QSize(round(width) + 1, max(24, round(metrics.height() + 8)))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def _stop_where_chosen(self, chosen: bool) -> None:
        """The Tab key stops at the choice alone, from either side; Qt sees to it too late."""
        policy = Qt.FocusPolicy
        self.setFocusPolicy(policy.StrongFocus if chosen else policy.ClickFocus)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.isChecked():
            painter.setPen(QPen(tokens.line_strong, 1))
            painter.setBrush(tokens.raised)
            painter.drawRoundedRect(area, 4, 4)
            below = QRectF(area.left() + 6, area.bottom() - 2, area.width() - 12, 2)
            painter.fillRect(below, tokens.accent if self.isEnabled() else tokens.line_strong)
        if self.hasFocus():
            painter.setPen(QPen(tokens.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 3.5, 3.5)
        # The same weight whether chosen or not, so that no word moves.
        painter.setFont(role_font(TypeRole.SECTION))
        strong = self.isChecked() or self.underMouse()
        painter.setPen(
            tokens.text_disabled
            if not self.isEnabled()
            else tokens.text
            if strong
            else tokens.text_secondary
        )
        painter.drawText(
            QRectF(self.rect()),
            int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextShowMnemonic),
            self._shown(QFontMetricsF(painter.font()), self.width() - 4),
        )
        painter.end()

    def _shown(self, metrics: QFontMetricsF, room: float) -> str:
        """The word, cut where it must be: Qt counts the mark of its letter as if it were seen."""
        flags = int(Qt.TextFlag.TextShowMnemonic)
        if metrics.size(flags, self.text()).width() <= room:
            return self.text()
        return metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room, flags)
