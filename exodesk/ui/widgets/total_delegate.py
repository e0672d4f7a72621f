"""The total in the entry table: its ends as figures in half-columns, and its range as a bar."""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from exodesk.domain.costing import CourseCost
from exodesk.domain.money import PriceState
from exodesk.ui.roles import Role
from exodesk.ui.theme import TypeRole
from exodesk.ui.widgets.entry_delegates import AT_RIGHT, Index, RowDelegate
from exodesk.ui.widgets.range_bar import MarkState, RangeMark, paint_range
from exodesk.ui.widgets.table_look import PAD, TableLook

_BAR = 8  # beside type of the usual size
_STATES = {
    PriceState.EXACT: MarkState.EXACT,
    PriceState.RANGE: MarkState.RANGE,
    PriceState.FROM: MarkState.FROM,
    PriceState.UP_TO: MarkState.UP_TO,
    PriceState.NEEDS_RATE: MarkState.NEEDS_RATE,
    PriceState.UNKNOWN: MarkState.UNKNOWN,
}


class TotalDelegate(RowDelegate):
    def paint_cell(self, painter: QPainter, area: QRectF, index: Index, *, selected: bool) -> None:
        cost = index.data(Role.COST)
        if not isinstance(cost, CourseCost):
            return
        self._paint_figures(painter, area, index, cost.state, selected=selected)
        look, mark = self._look, total_mark(cost)
        if not look.scale.ticks and (mark.low, mark.high) != (None, None):
            return  # there is no scale yet on which it had a place
        paint_range(
            painter,
            look.scale_rect(area),
            mark,
            look.scale,
            look.theme.tokens,
            selected=selected,
            band=None if selected else look.band,
            grid=bool(look.scale.ticks) and not selected,
            height=bar_height(look),
        )

    def _paint_figures(
        self, painter: QPainter, area: QRectF, index: Index, state: PriceState, *, selected: bool
    ) -> None:
        tokens, halves = self._look.theme.tokens, self._look.halves
        ends = index.data(Role.ENDS)
        low, high = map(str, ends) if isinstance(ends, tuple) and len(ends) == 2 else ("", "")
        figure = TypeRole.BODY_SELECTED if selected else TypeRole.BODY_STRONG
        words = (TypeRole.BODY, tokens.text_secondary)
        number = (figure, tokens.text)
        row = area.adjusted(0, 0, 0, -1)
        both = QRectF(row.left(), row.top(), halves.both, row.height())
        low_half = QRectF(row.left(), row.top(), halves.low - PAD, row.height())
        low_figures = low_half.adjusted(0, 0, -self._look.dash_room(), 0)
        high_half = QRectF(row.left() + halves.low, row.top(), halves.high, row.height())
        match state:
            case PriceState.RANGE:
                self.paint_text(painter, low_half, "–", *words, AT_RIGHT)
                self.paint_text(painter, low_figures, low, *number, AT_RIGHT)
                self.paint_text(painter, high_half, high, *number, AT_RIGHT)
            case PriceState.EXACT:
                self.paint_text(painter, both, high, *number, AT_RIGHT)
            case PriceState.FROM:
                self.paint_text(painter, low_figures, low, *number, AT_RIGHT)
                self.paint_text(
                    painter, high_half, high, TypeRole.SMALL, tokens.text_secondary, AT_RIGHT
                )
            case PriceState.UP_TO:
                self.paint_text(
                    painter, low_half, low, TypeRole.SMALL, tokens.text_secondary, AT_RIGHT
                )
                self.paint_text(painter, high_half, high, *number, AT_RIGHT)
            case _:
                self.paint_text(painter, both, high, *words, AT_RIGHT)


def total_mark(cost: CourseCost) -> RangeMark:
    """The total as the bar shows it; on request and unknown look alike, their words differ."""
    return RangeMark(_STATES[cost.state], plain(cost.total.low), plain(cost.total.high))


def plain(end: Fraction | None) -> float | None:
    """An exact end as a place on a scale; what is too large for one is far beyond any end."""
    if end is None:
        return None
    try:
        return float(end)
    except OverflowError:
        return float("inf")


def bar_height(look: TableLook) -> int:
    """How thick a bar is in a row, in logical pixels: larger type has thicker bars."""
    return round(_BAR * look.growth())
