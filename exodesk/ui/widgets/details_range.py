"""The range of one total with the axis it stands on, as the details show it."""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from exodesk.domain.costing import CourseCost
from exodesk.domain.money import PriceState
from exodesk.ui.theme import Theme, TypeRole, role_font, with_type
from exodesk.ui.widgets.axis_header import TICK, paint_axis
from exodesk.ui.widgets.range_bar import MARGIN, MarkState, RangeMark, paint_range
from exodesk.wording import gettext as _
from exodesk.wording.amounts import amount_text, currency_symbol
from exodesk.wording.scale import EMPTY, Scale, scale_for

_HEIGHT = 10  # of the bar, beside type of the usual size
_LEFT = 6.0
_STATES = {
    PriceState.EXACT: MarkState.EXACT,
    PriceState.RANGE: MarkState.RANGE,
    PriceState.FROM: MarkState.FROM,
    PriceState.UP_TO: MarkState.UP_TO,
    PriceState.UNKNOWN: MarkState.UNKNOWN,
    PriceState.NEEDS_RATE: MarkState.NEEDS_RATE,
}


class TotalRange(QWidget):
    """Stands on the scale it is given, so that it agrees with a table; else on one of its own."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._mark = RangeMark(MarkState.UNKNOWN)
        self._currency = "GBP"
        self._given: Scale | None = None
        self._own = EMPTY
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Total on a scale"))
        theme.changed.connect(self.update)

    def mark(self) -> RangeMark:
        return self._mark

    def set_scale(self, scale: Scale | None) -> None:
        self._given = scale
        self.update()

    def show_total(self, cost: CourseCost, words: str) -> None:
        """Show the total; ``words`` says the same to whoever cannot see it."""
        low, high = _number(cost.total.low), _number(cost.total.high)
        self._mark = RangeMark(_STATES[cost.state], low, high)
        self._currency = cost.currency
        self._own = scale_for([(low, high)])
        self.setAccessibleDescription(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, round(self._axis_height() + with_type(_HEIGHT) + 12))

    def minimumSizeHint(self) -> QSize:
        return QSize(90, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._theme.tokens
        scale = self._given if self._given is not None else self._own
        width = self.width() - _LEFT - MARGIN
        axis = QRectF(_LEFT, 0, width, self._axis_height())
        font = role_font(TypeRole.TINY)
        paint_axis(painter, axis, scale, tokens, font, self._label)
        room = QRectF(_LEFT, axis.bottom(), width, self.height() - axis.bottom())
        height = with_type(_HEIGHT)
        paint_range(
            painter, room, self._mark, scale, tokens, selected=True, grid=False, height=height
        )
        painter.end()

    def _axis_height(self) -> float:
        return QFontMetricsF(role_font(TypeRole.TINY)).height() + TICK + 2

    def _label(self, value: float) -> str:
        if value == 0:
            return currency_symbol(self._currency) + "0"
        return amount_text(Fraction(value), self._currency)


def _number(end: Fraction | None) -> float | None:
    return None if end is None else float(end)
