"""Check boxes and radio buttons that look as the ticks in the table do."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QProxyStyle,
    QRadioButton,
    QStyle,
    QStyleOption,
    QWidget,
)

from exodesk.ui.theme import Theme, Tokens
from exodesk.ui.widgets.check_mark import box_side, paint_check

_LEFT = 3  # room for the focus ring
_AFTER_BOX = 8


class CheckBox(QCheckBox):
    def __init__(self, text: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme = theme
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return _size(self)

    def minimumSizeHint(self) -> QSize:
        return _size(self)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        box = QRectF(_LEFT, 0, box_side(), self.height())
        paint_check(painter, box, tokens, checked=self.isChecked(), enabled=self.isEnabled())
        _paint_words(self, painter, tokens, radius=5)
        painter.end()


class TicksInLists(QProxyStyle):
    """The style of a list of Qt's own whose items can be ticked."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        if metric in (QStyle.PixelMetric.PM_IndicatorWidth, QStyle.PixelMetric.PM_IndicatorHeight):
            return box_side()
        return super().pixelMetric(metric, option, widget)

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if element is not QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck:
            super().drawPrimitive(element, option, painter, widget)
            return
        state = option.state
        paint_check(
            painter,
            QRectF(option.rect),
            self._theme.tokens,
            checked=bool(state & QStyle.StateFlag.State_On),
            enabled=bool(state & QStyle.StateFlag.State_Enabled),
        )


class RadioButton(QRadioButton):
    def __init__(self, text: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme = theme
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return _size(self)

    def minimumSizeHint(self) -> QSize:
        return _size(self)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = box_side()
        centre = QPointF(_LEFT + side / 2, round(self.height() / 2 - side / 2) + side / 2)
        enabled, checked = self.isEnabled(), self.isChecked()
        colour = tokens.accent if checked else tokens.control
        if not enabled:
            colour = tokens.text_disabled if checked else tokens.line_strong
        painter.setPen(QPen(colour, 1))
        painter.setBrush(colour if checked else tokens.base if enabled else tokens.window)
        painter.drawEllipse(centre, side / 2 - 0.5, side / 2 - 0.5)
        if checked:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.on_accent)
            painter.drawEllipse(centre, side / 5, side / 5)
        _paint_words(self, painter, tokens, radius=side)
        painter.end()


def _size(button: QAbstractButton) -> QSize:
    metrics = QFontMetricsF(button.font())
    words = metrics.size(int(Qt.TextFlag.TextShowMnemonic), button.text())
    return QSize(
        round(_LEFT + box_side() + _AFTER_BOX + words.width()) + 2,
        max(24, round(words.height()) + 6),
    )


def _paint_words(
    button: QAbstractButton, painter: QPainter, tokens: Tokens, *, radius: float
) -> None:
    side = box_side()
    left = _LEFT + side + _AFTER_BOX
    painter.setPen(tokens.text if button.isEnabled() else tokens.text_disabled)
    painter.drawText(
        QRectF(left, 0, button.width() - left, button.height()),
        int(
            Qt.AlignmentFlag.AlignLeft
            | Qt.AlignmentFlag.AlignVCenter
            | Qt.TextFlag.TextShowMnemonic
        ),
        button.text(),
    )
    if button.hasFocus():
        top = round(button.height() / 2 - side / 2)
        ring = QRectF(_LEFT, top, side, side).adjusted(-2, -2, 2, 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.accent, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(ring, radius, radius)
