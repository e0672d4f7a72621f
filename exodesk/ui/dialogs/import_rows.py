"""The table of a check: one line a row, with a sign and a word for what becomes of it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Slot
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from exodesk.ui.announcing import CurrentItem
from exodesk.ui.icons import Icons, side
from exodesk.ui.models.check_table import CheckTableModel, Column
from exodesk.ui.theme import TypeRole
from exodesk.ui.widgets.entry_delegates import AT_LEFT, AT_RIGHT, RowDelegate
from exodesk.ui.widgets.table_look import PAD, TableLook
from exodesk.wording import gettext as _

_WIDTHS = {
    Column.ROW: 64,
    Column.VERDICT: 130,
    Column.PRINTED: 180,
    Column.READ: 170,
    Column.SESSIONS: 96,
    Column.DATE: 120,
}
_AFTER_SIGN = 8
_EDGE = 3.0


class CheckRows(QTableView):
    """A table of a hundred thousand rows as well: every row is as tall, and none is a widget."""

    def __init__(self, model: CheckTableModel, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = TableLook(icons.theme, icons, compact=True)
        self.setModel(model)
        CurrentItem(self)
        self.setAccessibleName(_("The rows of the file"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_Cell(model, self._look, self))
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(self._look.row_height())
        header = _Headings(self._look, self)
        self.setHorizontalHeader(header)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        growth = self._look.growth()
        for section, width in _WIDTHS.items():
            header.resizeSection(section, round(width * growth))
        icons.theme.changed.connect(self._dress)
        self._dress()

    def go_to(self, place: int) -> None:
        self.setCurrentIndex(self.model().index(place, 0))

    @Slot()
    def _dress(self) -> None:
        palette, tokens = self.palette(), self._look.theme.tokens
        palette.setColor(palette.ColorRole.Base, tokens.base)
        palette.setColor(palette.ColorRole.Text, tokens.text)
        self.setPalette(palette)
        self._look.forget_fonts()
        self.viewport().update()


class _Headings(QHeaderView):
    """Headings that stand exactly above what they head."""

    def __init__(self, look: TableLook, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self.setFixedHeight(look.heading_height())

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        tokens, area = self._look.theme.tokens, QRectF(rect)
        painter.fillRect(area, tokens.base)
        painter.fillRect(
            QRectF(area.left(), area.bottom() - 1, area.width(), 1), tokens.line_strong
        )
        model, across = self.model(), self.orientation()
        aligned = model.headerData(logicalIndex, across, Qt.ItemDataRole.TextAlignmentRole)
        right = aligned is not None and bool(aligned & Qt.AlignmentFlag.AlignRight)
        font, metrics = self._look.font(TypeRole.SECTION)
        room = area.adjusted(PAD, 0, -PAD, 0)
        words = str(model.headerData(logicalIndex, across) or "")
        painter.setFont(font)
        painter.setPen(tokens.text_secondary)
        painter.drawText(
            room,
            AT_RIGHT if right else AT_LEFT,
            metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width()),
        )


class _Cell(RowDelegate):
    """The word says it as well; sign, ground and frame only lead the eye."""

    def __init__(self, model: CheckTableModel, look: TableLook, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._model = model
        self._view = parent

    def _paint_ground(
        self,
        painter: QPainter,
        area: QRectF,
        index: QModelIndex | QPersistentModelIndex,
        *,
        selected: bool,
    ) -> None:
        self._look.focused = self._view.hasFocus()
        super()._paint_ground(painter, area, index, selected=selected)
        if selected or not self._model.is_refused(index.row()):
            return
        tokens = self._look.theme.tokens
        painter.fillRect(area, tokens.on_error)
        painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), tokens.base)
        if index.column() == 0:
            painter.fillRect(QRectF(area.left(), area.top(), _EDGE, area.height()), tokens.error)

    def paint_cell(
        self,
        painter: QPainter,
        area: QRectF,
        index: QModelIndex | QPersistentModelIndex,
        *,
        selected: bool,
    ) -> None:
        tokens, column = self._look.theme.tokens, index.column()
        refused = self._model.is_refused(index.row())
        room = area.adjusted(PAD, 0, -PAD, -1)
        text = str(index.data() or "")
        colour, role = tokens.text, TypeRole.BODY
        if column in (Column.ROW, Column.PRINTED):
            colour = tokens.text_secondary
        if column == Column.NAME:
            role = TypeRole.BODY_STRONG
        if column == Column.VERDICT:
            self._paint_sign(painter, room, index.row(), refused=refused)
            room = room.adjusted(side() + _AFTER_SIGN, 0, 0, 0)
            if refused:
                colour, role = tokens.error, TypeRole.BODY_SELECTED
        aligned = index.data(Qt.ItemDataRole.TextAlignmentRole)
        right = bool(aligned & Qt.AlignmentFlag.AlignRight) if aligned is not None else False
        blamed = refused and self._model.is_blamed(index.row(), column)
        if blamed:
            colour, role = tokens.error, TypeRole.BODY_SELECTED
        width = self.paint_text(painter, room, text, role, colour, AT_RIGHT if right else AT_LEFT)
        if blamed:
            width = max(width, 16.0)
            left = room.right() - width if right else room.left()
            frame = QRectF(left - 5.5, room.top() + 3.5, width + 11, room.height() - 7)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(tokens.error, 1.2))
            painter.drawRoundedRect(frame, 4, 4)

    def _paint_sign(self, painter: QPainter, room: QRectF, row: int, *, refused: bool) -> None:
        tokens, found = self._look.theme.tokens, self._model.row_at(row)
        name, colour = "check", tokens.accent
        if refused:
            name, colour = "error", tokens.error
        elif found is not None and (found.relation.twin or found.relation.earlier is not None):
            name, colour = "info", tokens.text_secondary
        place = QRectF(room.left(), room.top(), side(), room.height())
        self._look.icons.paint(painter, place, name, colour)
