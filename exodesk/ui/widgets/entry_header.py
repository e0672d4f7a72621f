"""The header of the entry table: titles, the sorted column's arrow, and the axis of the scale."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QSizePolicy, QWidget

from exodesk.ui.icons import side
from exodesk.ui.theme import TypeRole
from exodesk.ui.widgets.axis_header import paint_axis
from exodesk.ui.widgets.table_look import PAD, TableLook

_ARROW = 12
_BESIDE_ARROW = 2.0


class EntryHeader(QHeaderView):
    """Paints itself; ``axis_column`` is the logical column below which the scale lies."""

    def __init__(self, look: TableLook, axis_column: int, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self._axis_column = axis_column
        self._sorted_column = -1
        self._descending = False
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setFirstSectionMovable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(36)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    @property
    def look(self) -> TableLook:
        return self._look

    def show_sorting(self, column: int, *, descending: bool) -> None:
        self._sorted_column, self._descending = column, descending
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._look.header_height())

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        if not rect.isValid() or self.model() is None:
            return
        painter.save()
        tokens, area = self._look.theme.tokens, QRectF(rect)
        painter.fillRect(area, tokens.base)
        painter.fillRect(
            QRectF(area.left(), area.bottom() - 1, area.width(), 1), tokens.line_strong
        )
        if logicalIndex:  # above the check boxes a title would only be in the way
            self._paint_title(painter, area, logicalIndex)
        place = self._look.scale_rect(area)
        has_scale = logicalIndex == self._axis_column and place.width() > 0
        if has_scale and self._look.scale.ticks:
            paint_axis(
                painter,
                place,
                self._look.scale,
                tokens,
                self._look.font(TypeRole.TINY)[0],
                self._look.axis_label,
            )
        painter.restore()

    def _paint_title(self, painter: QPainter, area: QRectF, column: int) -> None:
        tokens, model = self._look.theme.tokens, self.model()
        horizontal = Qt.Orientation.Horizontal
        title = str(model.headerData(column, horizontal) or "")
        align = model.headerData(column, horizontal, Qt.ItemDataRole.TextAlignmentRole)
        at_right = bool(int(align or 0) & int(Qt.AlignmentFlag.AlignRight))
        is_sorted = column == self._sorted_column
        font, metrics = self._look.font(TypeRole.SECTION if is_sorted else TypeRole.SMALL_STRONG)
        room = self._title_room(area, column, at_right=at_right)
        arrow = side(_ARROW) + _BESIDE_ARROW if is_sorted else 0.0
        shown = metrics.elidedText(title, Qt.TextElideMode.ElideRight, room.width() - arrow)
        width = metrics.horizontalAdvance(shown)
        left = room.right() - width if at_right else room.left()
        painter.setFont(font)
        painter.setPen(tokens.text if is_sorted else tokens.text_secondary)
        painter.drawText(
            QRectF(left, room.top(), width + 1, room.height()),
            int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft),
            shown,
        )
        if is_sorted:
            name = "chevron-down" if self._descending else "chevron-up"
            at = left - arrow if at_right else left + width + _BESIDE_ARROW
            sign = QRectF(at, room.top(), side(_ARROW), room.height())
            self._look.icons.paint(painter, sign, name, tokens.text, _ARROW)

    def _title_room(self, area: QRectF, column: int, *, at_right: bool) -> QRectF:
        """Titles stand on the line of the axis's labels.

        Those at the right may use what the column before leaves free at its right edge.
        """
        line = self._look.font(TypeRole.SMALL)[1].height()
        bottom = area.bottom() - 7
        room = QRectF(area.left() - PAD, bottom - line, area.width(), line)
        if not at_right:
            room.setLeft(area.left() + PAD)
        if column == self._axis_column:
            room.setLeft(area.left() - PAD)
            room.setRight(area.left() + self._look.halves.both)
        return room


class HeaderEnd(QWidget):
    """Carries the header on above the scroll bar, so that the bar is as long as what it scrolls."""

    def __init__(self, header: EntryHeader) -> None:
        super().__init__()
        self._header = header
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        header.look.theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(0, self._header.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._header.look.theme.tokens
        painter.fillRect(self.rect(), tokens.base)
        painter.fillRect(0, self.height() - 1, self.width(), 1, tokens.line_strong)
        painter.end()
