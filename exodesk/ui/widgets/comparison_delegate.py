"""Paints the cells of a comparison: names of rows at the left, one column per entry."""

from __future__ import annotations

from typing import TypeAlias

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from exodesk.ui.comparison_cell import CELL_ROLE, PaintedCell
from exodesk.ui.icons import Icons, side
from exodesk.ui.theme import TypeRole, role_font
from exodesk.ui.widgets.check_mark import dot_side, paint_changed_dot
from exodesk.ui.widgets.wrapped_text import wrapped_lines

Index: TypeAlias = QModelIndex | QPersistentModelIndex

PAD = 15.0
NAME_PAD = 20.0
MOST_LINES = 6
_ROW, _HEADING = 32, 30
_BEFORE_NOTE, _BEFORE_SIGN, _AFTER_ICON = 8.0, 14.0, 4.0
_ICON = 14
_AFTER_DOT = 5.0
# Signs of Hindi reach beyond the height of English letters.
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip)
_NOTHING = PaintedCell("")
_MOST_HEIGHTS = 5000


class ComparisonDelegate(QStyledItemDelegate):
    """One for both views; ``hovered_row`` is told by the view."""

    def __init__(self, icons: Icons, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self.hovered_row = -1
        self._heights: dict[tuple[PaintedCell, float, str], int] = {}

    def height_for(self, index: Index, width: float) -> int:
        """What a cell needs at that width."""
        cell, room = _cell(index), width - _pad(index) - PAD
        key = cell, room, role_font(TypeRole.BODY).key()
        if (kept := self._heights.get(key)) is None:
            if len(self._heights) >= _MOST_HEIGHTS:
                self._heights.clear()
            kept = self._heights[key] = self._height(cell, room)
        return kept

    def _height(self, cell: PaintedCell, room: float) -> int:
        small = QFontMetricsF(role_font(TypeRole.SECTION)).height()
        if cell.heading:
            return max(_HEADING, round(small) + 10)
        metrics = QFontMetricsF(role_font(_text_role(cell)))
        lines = len(_lines(cell, room))
        height = metrics.lineSpacing() * lines
        if not cell.wraps and not self._on_one_line(cell, room):
            height += QFontMetricsF(role_font(TypeRole.SMALL)).lineSpacing()
        return max(_ROW, round(height) + 12)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = float(option.rect.width() or 200)
        return QSize(round(width), self.height_for(index, width))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        area, cell = QRectF(option.rect), _cell(index)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        self._paint_ground(painter, area, index, cell, selected=selected)
        inner = area.adjusted(_pad(index), 0, -PAD, -1)
        if cell.heading:
            painter.setFont(role_font(TypeRole.SECTION))
            painter.setPen(self._icons.theme.tokens.text_secondary)
            painter.drawText(inner, _LEFT, cell.text)
        elif cell.wraps:
            self._paint_lines(painter, inner, cell)
        else:
            self._paint_line(painter, inner, cell, name=index.column() == 0)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setPen(QPen(self._icons.theme.tokens.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.adjusted(2, 1, -1, -2))
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, area: QRectF, index: Index, cell: PaintedCell, *, selected: bool
    ) -> None:
        tokens = self._icons.theme.tokens
        if cell.heading:
            ground = tokens.window
        elif selected:
            ground = tokens.tint
        else:
            ground = tokens.hover if index.row() == self.hovered_row else tokens.base
        painter.fillRect(area, ground)
        if cell.heading:
            painter.fillRect(QRectF(area.left(), area.top(), area.width(), 1), tokens.line)
        else:
            inset = NAME_PAD if index.column() == 0 else 0.0
            line = QRectF(area.left() + inset, area.bottom() - 1, area.width() - inset, 1)
            painter.fillRect(line, tokens.grid)
        if index.column() > 0:
            painter.fillRect(QRectF(area.left(), area.top(), 1, area.height()), tokens.line)

    def _paint_lines(self, painter: QPainter, inner: QRectF, cell: PaintedCell) -> None:
        font = role_font(_text_role(cell))
        metrics = QFontMetricsF(font)
        lines = _lines(cell, inner.width())
        painter.setFont(font)
        painter.setPen(self._ink(cell))
        tall = metrics.lineSpacing()
        top = inner.top() + max((inner.height() - tall * len(lines)) / 2, 0.0)
        for number, line in enumerate(lines):
            painter.drawText(
                QRectF(inner.left(), top + number * tall, inner.width() + 1, tall), _LEFT, line
            )

    def _paint_line(
        self, painter: QPainter, inner: QRectF, cell: PaintedCell, *, name: bool
    ) -> None:
        font = role_font(_text_role(cell))
        metrics = QFontMetricsF(font)
        single = self._on_one_line(cell, inner.width())
        below = 0.0 if single else QFontMetricsF(role_font(TypeRole.SMALL)).lineSpacing()
        lines = _lines(cell, inner.width())
        tall = metrics.lineSpacing()
        top = inner.top() + (inner.height() - tall * len(lines) - below) / 2
        painter.setFont(font)
        painter.setPen(self._ink(cell))
        left = inner.left()
        if cell.changed:
            paint_changed_dot(painter, left, top + tall / 2, self._icons.theme.tokens)
            left += dot_side() + _AFTER_DOT
        for number, line in enumerate(lines):
            place = QRectF(left, top + number * tall, inner.right() - left + 1, tall)
            painter.drawText(place, _LEFT, line)
        top += tall * (len(lines) - 1)
        if single:
            left += metrics.horizontalAdvance(lines[-1])
            if name:
                left = inner.right() - self._behind(cell)
            self._paint_behind(painter, QRectF(left, top, inner.right() - left, tall), cell)
        else:
            left = inner.left() - (_BEFORE_NOTE if cell.note else _BEFORE_SIGN)
            second = QRectF(left, top + tall, inner.right() - left, below)
            self._paint_behind(painter, second, cell)

    def _paint_behind(self, painter: QPainter, area: QRectF, cell: PaintedCell) -> None:
        """The note and the sign with its word, after what stands left of ``area``."""
        tokens = self._icons.theme.tokens
        left = area.left()
        if cell.note:
            font = role_font(TypeRole.SMALL)
            left += _BEFORE_NOTE
            painter.setFont(font)
            painter.setPen(tokens.accent if cell.changed else tokens.text_secondary)
            painter.drawText(
                QRectF(left, area.top(), area.right() - left + 1, area.height()), _LEFT, cell.note
            )
            left += QFontMetricsF(font).horizontalAdvance(cell.note)
        if not cell.sign_word:
            return
        colour = tokens.accent if cell.accent else tokens.text_secondary
        left += _BEFORE_SIGN
        if cell.sign:
            place = QRectF(left, area.top(), side(_ICON), area.height())
            self._icons.paint(painter, place, cell.sign, colour, _ICON)
            left += side(_ICON) + _AFTER_ICON
        painter.setFont(_sign_font(cell))
        painter.setPen(colour)
        painter.drawText(
            QRectF(left, area.top(), area.right() - left + 1, area.height()), _LEFT, cell.sign_word
        )

    def _behind(self, cell: PaintedCell) -> float:
        width = 0.0
        if cell.note:
            metrics = QFontMetricsF(role_font(TypeRole.SMALL))
            width += _BEFORE_NOTE + metrics.horizontalAdvance(cell.note)
        if cell.sign_word:
            words = QFontMetricsF(_sign_font(cell)).horizontalAdvance(cell.sign_word)
            width += _BEFORE_SIGN + (side(_ICON) + _AFTER_ICON if cell.sign else 0.0) + words
        return width

    def _on_one_line(self, cell: PaintedCell, room: float) -> bool:
        behind = self._behind(cell)
        if not behind:
            return True
        text = QFontMetricsF(role_font(_text_role(cell))).horizontalAdvance(cell.text)
        return text + behind + (dot_side() + _AFTER_DOT if cell.changed else 0.0) <= room + 0.5

    def _ink(self, cell: PaintedCell) -> QColor:
        tokens = self._icons.theme.tokens
        if cell.changed:
            return tokens.accent
        return tokens.text_secondary if cell.quiet else tokens.text


def _cell(index: Index) -> PaintedCell:
    cell = index.data(CELL_ROLE)
    return cell if isinstance(cell, PaintedCell) else _NOTHING


def _lines(cell: PaintedCell, room: float) -> list[str]:
    """A figure is never cut short: one too long for its column goes on below, at its dash."""
    font = role_font(_text_role(cell))
    if cell.wraps:
        return wrapped_lines(cell.text, font, room, MOST_LINES)
    if QFontMetricsF(font).horizontalAdvance(cell.text) <= room + 0.5:
        return [cell.text]
    low, dash, high = cell.text.partition(" – ")
    ends = [f"{low} –", high] if dash else [cell.text]
    return [line for end in ends for line in wrapped_lines(end, font, room, MOST_LINES)]


def _pad(index: Index) -> float:
    return NAME_PAD if index.column() == 0 else PAD


def _text_role(cell: PaintedCell) -> TypeRole:
    return TypeRole.BODY_SELECTED if cell.strong else TypeRole.BODY


def _sign_font(cell: PaintedCell) -> QFont:
    """Marks of the order are bold; what a row's name carries is not."""
    return role_font(TypeRole.SMALL if cell.quiet else TypeRole.SECTION)
