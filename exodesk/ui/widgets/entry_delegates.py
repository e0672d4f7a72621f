"""How the cells of the entry table are painted: one delegate per kind of column.

Each paints its piece of the whole row's ground first, so that rows look like one strip.
"""

from __future__ import annotations

from math import ceil
from typing import TypeAlias

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from exodesk.ui.icons import side
from exodesk.ui.roles import Role
from exodesk.ui.theme import TypeRole
from exodesk.ui.widgets.check_mark import dot_side, paint_changed_dot, paint_check
from exodesk.ui.widgets.table_look import INSET, LONGEST, PAD, TableLook

Index: TypeAlias = QModelIndex | QPersistentModelIndex

EDGE = 3
_CHECK_LEFT = 8.0
_BEFORE_AGE = 10.0
_CLOCK = 12
_AFTER_CLOCK = 4.0
_BEFORE_FIGURE = 4.0

# Plain numbers, since every | and & of Qt's flags runs in Python, some hundred times a paint.
_LINE = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip)
AT_LEFT = _LINE | int(Qt.AlignmentFlag.AlignLeft)
AT_RIGHT = _LINE | int(Qt.AlignmentFlag.AlignRight)
_SELECTED = QStyle.StateFlag.State_Selected.value
_HAS_FOCUS = QStyle.StateFlag.State_HasFocus.value


class RowDelegate(QStyledItemDelegate):
    """Ground, lines and focus; the cell itself is left to those derived from it."""

    def __init__(self, look: TableLook, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, self._look.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        area = QRectF(option.rect)
        heading = index.data(Role.HEADING) if index.column() == 0 else None
        if heading is not None:
            self._paint_heading(painter, area, str(heading))
        else:
            state = option.state.value
            selected = bool(state & _SELECTED)
            self._paint_ground(painter, area, index, selected=selected)
            self.paint_cell(painter, area, index, selected=selected)
            if state & _HAS_FOCUS:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(self._look.theme.tokens.accent, 1))
                painter.drawRect(area.adjusted(1, 1, -2, -2))
        painter.restore()

    def paint_cell(self, painter: QPainter, area: QRectF, index: Index, *, selected: bool) -> None:
        """Paint what the cell says into ``area``; the ground is there already."""

    def _paint_ground(
        self, painter: QPainter, area: QRectF, index: Index, *, selected: bool
    ) -> None:
        tokens, look = self._look.theme.tokens, self._look
        if selected:
            ground = tokens.tint
        else:
            ground = tokens.hover if index.row() == look.hovered_row else tokens.base
        painter.fillRect(area, ground)
        if not selected:
            left = area.left() + (INSET if index.column() == 0 else 0)
            right = area.right() - (INSET if index.column() == look.last_column else 0)
            painter.fillRect(QRectF(left, area.bottom() - 1, right - left, 1), tokens.grid)
        elif index.column() == 0:
            edge = tokens.accent if look.focused else tokens.control
            painter.fillRect(QRectF(area.left(), area.top(), EDGE, area.height()), edge)

    def _paint_heading(self, painter: QPainter, area: QRectF, words: str) -> None:
        tokens = self._look.theme.tokens
        painter.fillRect(area, tokens.window)
        for top in (area.top(), area.bottom() - 1):
            painter.fillRect(QRectF(area.left(), top, area.width(), 1), tokens.line)
        self.paint_text(
            painter,
            area.adjusted(INSET + 3, 0, -INSET, 0),
            words,
            TypeRole.SECTION,
            tokens.text_secondary,
        )

    def paint_text(
        self,
        painter: QPainter,
        area: QRectF,
        text: str,
        role: TypeRole,
        colour: QColor,
        align: int = AT_LEFT,
    ) -> float:
        """One line of text, cut with an ellipsis where it does not fit; answers its width."""
        room = area.width()
        if room <= 0 or not text:
            return 0.0
        drawing, width, height = self._look.ready(role, text, room)
        left = area.left() if align == AT_LEFT else area.right() - width
        top = area.top() + (area.height() - height) / 2
        painter.setFont(self._look.font(role)[0])
        painter.setPen(colour)
        painter.drawStaticText(QPointF(left, top), drawing)
        return width

    def two_lines(self, area: QRectF) -> tuple[QRectF, QRectF]:
        """Where a line of body text and a smaller one below it stand in the middle of a row."""
        first = self._look.font(TypeRole.BODY)[1].height()
        second = self._look.font(TypeRole.SMALL)[1].height()
        top = round(area.top() + (area.height() - 1 - first - second) / 2)
        return (
            QRectF(area.left(), top, area.width(), first),
            QRectF(area.left(), top + first, area.width(), second),
        )


class TickDelegate(RowDelegate):
    """The check box that puts an entry into the compare tray."""

    def paint_cell(self, painter: QPainter, area: QRectF, index: Index, *, selected: bool) -> None:
        checked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        box = area.adjusted(_CHECK_LEFT, 0, 0, -1)
        paint_check(painter, box, self._look.theme.tokens, checked=checked)


class EntryDelegate(RowDelegate):
    """The name; below it where and by whom, and how old the figures are if they are old."""

    def paint_cell(self, painter: QPainter, area: QRectF, index: Index, *, selected: bool) -> None:
        tokens = self._look.theme.tokens
        room = area.adjusted(PAD, 0, -PAD, 0)
        name = str(index.data() or "")
        place = str(index.data(Role.SECOND) or "")
        age = str(index.data(Role.AGE) or "")
        role = TypeRole.BODY_SELECTED if selected else TypeRole.BODY_STRONG
        if not self._look.compact:
            upper, lower = self.two_lines(room)
            self.paint_text(painter, upper, name, role, tokens.text)
            self._paint_place(painter, lower, place, age)
            return
        if age and self._look.text_width(role, name) > room.width() - self._age_width(age):
            age = ""  # in a low row a name that can be read counts for more; the clock stays
            taken = self._paint_clock(painter, room, room.right())
        else:
            taken = self._paint_age(painter, room, age, room.right()) if age else 0.0
        rest = room.adjusted(0, 0, -taken, -1)
        used = self.paint_text(painter, rest, name, role, tokens.text) + PAD
        self.paint_text(
            painter, rest.adjusted(used, 0, 0, 0), place, TypeRole.SMALL, tokens.text_secondary
        )

    def _paint_place(self, painter: QPainter, line: QRectF, place: str, age: str) -> None:
        taken = self._age_width(age) + _BEFORE_AGE if age else 0.0
        width = self.paint_text(
            painter,
            line.adjusted(0, 0, -taken, 0),
            place,
            TypeRole.SMALL,
            self._look.theme.tokens.text_secondary,
        )
        if age:
            self._paint_age(painter, line, age, line.left() + width + taken)

    def _paint_clock(self, painter: QPainter, line: QRectF, right: float) -> float:
        clock = QRectF(right - side(_CLOCK), line.top(), side(_CLOCK), line.height())
        warning = self._look.theme.tokens.warning
        self._look.icons.paint(painter, clock, "clock", warning, _CLOCK)
        return side(_CLOCK) + _AFTER_CLOCK

    def _age_width(self, age: str) -> float:
        return side(_CLOCK) + _AFTER_CLOCK + self._look.text_width(TypeRole.TINY, age) + 1

    def _paint_age(self, painter: QPainter, line: QRectF, age: str, right: float) -> float:
        """The age, ending at ``right``; answers the width it takes with its gap."""
        width, warning = self._age_width(age), self._look.theme.tokens.warning
        left = right - width
        clock = QRectF(left, line.top(), side(_CLOCK), line.height())
        self._look.icons.paint(painter, clock, "clock", warning, _CLOCK)
        words = QRectF(clock.right() + _AFTER_CLOCK, line.top(), width, line.height())
        self.paint_text(painter, words, age, TypeRole.TINY, warning)
        return width + _BEFORE_AGE


class TextDelegate(RowDelegate):
    """A word or a figure, with a smaller line below where there is more to say."""

    def __init__(self, look: TableLook, parent: QObject, *, at_right: bool = False) -> None:
        super().__init__(look, parent)
        self._at_right = at_right

    def paint_cell(self, painter: QPainter, area: QRectF, index: Index, *, selected: bool) -> None:
        tokens = self._look.theme.tokens
        align = AT_RIGHT if self._at_right else AT_LEFT
        room = area.adjusted(1 if self._at_right else PAD, 0, -PAD, -1)
        colour = tokens.text_secondary if index.data(Role.QUIET) else tokens.text
        text, second = str(index.data() or ""), str(index.data(Role.SECOND) or "")
        below = tokens.text_secondary
        role = self._fitting(text, room.width()) if self._at_right else TypeRole.BODY
        if role is None:
            low, dash, high = text.partition(" – ")
            if not dash or self._look.compact:
                self.paint_text(painter, room, "…", TypeRole.BODY, colour, align)
                return
            text, second, role = f"{low} –", high, TypeRole.SMALL
            below = colour
        changed = bool(index.data(Role.CHANGED))
        if changed:
            colour = below = tokens.accent
        if not second or self._look.compact:
            taken = self._paint_second_behind(painter, room, text, second, role, below)
            line = room.adjusted(0, 0, -taken, 0)
            width = self.paint_text(painter, line, text, role, colour, align)
        else:
            line, lower = self.two_lines(room)
            width = self.paint_text(painter, line, text, role, colour, align)
            self.paint_text(painter, lower, second, TypeRole.SMALL, below, align)
        if changed:
            left = line.right() - width - _BEFORE_FIGURE - dot_side()
            paint_changed_dot(painter, left, line.center().y(), tokens)

    def whole_width(self, index: Index) -> int:
        """How wide a column has to be for this cell to be seen whole, in pixels."""
        look = self._look
        text, second = str(index.data() or ""), str(index.data(Role.SECOND) or "")
        words = look.text_width(TypeRole.BODY, text[:LONGEST])
        dot = _BEFORE_FIGURE + dot_side() if index.data(Role.CHANGED) else 0.0
        below = 0.0 if look.compact else look.text_width(TypeRole.SMALL, second[:LONGEST])
        return ceil(max(words + dot, below) + 2 * PAD)

    def _paint_second_behind(
        self,
        painter: QPainter,
        room: QRectF,
        text: str,
        second: str,
        role: TypeRole,
        colour: QColor,
    ) -> float:
        """In a low row what a figure is for stands behind it where there is room for both."""
        if not second or not self._at_right:
            return 0.0
        width = self._look.text_width(TypeRole.SMALL, second) + 1
        if self._look.text_width(role, text) + _BEFORE_FIGURE + width > room.width():
            return 0.0
        self.paint_text(painter, room, second, TypeRole.SMALL, colour, AT_RIGHT)
        return width + _BEFORE_FIGURE

    def _fitting(self, text: str, room: float) -> TypeRole | None:
        """The largest type in which a figure has room whole: cut short it would be another."""
        smaller = (TypeRole.TINY,) if self._look.compact else ()
        sizes: tuple[TypeRole, ...] = (TypeRole.BODY, TypeRole.SMALL, *smaller)
        for role in sizes:
            if len(text) <= LONGEST and self._look.text_width(role, text) <= room:
                return role
        return TypeRole.BODY if not any(map(str.isdigit, text)) else None
