"""The numbers of a chart as a table that is read, selected and copied."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from exodesk.ui.announcing import CurrentItem, announce
from exodesk.ui.charts.chart import TwinTable
from exodesk.ui.charts.ink import line_height, outline, width_of, write
from exodesk.ui.theme import Theme, TypeRole, with_type
from exodesk.ui.widgets.copy_key import claims_copy
from exodesk.ui.widgets.wrapped_text import plain_tip, shortened
from exodesk.wording import gettext as _
from exodesk.wording.amounts import whole_text

_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_ROWS_MEASURED = 40
_LONGEST_SHOWN = 200
_WIDEST = 340
_LEAST_FIRST = 120
_BESIDE = 6.0
_STEP = 24  # pixels at the usual size of type
_WIDER, _NARROWER = QKeySequence("F8"), QKeySequence("Shift+F8")  # as for the panes of a window
_KNOWN = int(Qt.ItemDataRole.UserRole)
_AT_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_AT_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class TwinModel(QAbstractTableModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = TwinTable((), ())

    def table(self) -> TwinTable:
        return self._table

    def show_table(self, table: TwinTable) -> None:
        self.beginResetModel()
        self._table = table
        self.endResetModel()

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._table.rows)

    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._table.headings)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._table.rows):
            return None
        cell = self._table.rows[index.row()][index.column()]
        if role == _KNOWN:
            return cell.known
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return shortened(cell.text, _LONGEST_SHOWN)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _AT_RIGHT if cell.figure else _AT_LEFT
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(cell.text)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(index.row(), index.column())
        return None

    def _spoken(self, row: int, column: int) -> str:
        """The first cell of a row says all of it, any other itself."""
        said = [
            _("{heading}: {text}").format(heading=heading, text=cell.text)
            for heading, cell in zip(self._table.headings, self._table.rows[row], strict=True)
            if cell.text or column
        ]
        return said[column] if column else ", ".join(said)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if not 0 <= section < len(self._table.headings):
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._table.headings[section]
            case Qt.ItemDataRole.TextAlignmentRole:
                rows = self._table.rows
                numbers = any(row[section].figure for row in rows)
                return _AT_RIGHT if numbers else _AT_LEFT
        return None


class _CellDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QTableView) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view = parent

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        tokens, area = self._theme.tokens, QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = tokens.tint if selected else tokens.base
        painter.fillRect(area, ground)
        painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), tokens.grid)
        known = index.data(_KNOWN) is not False
        colour = tokens.text if known else tokens.text_secondary
        align = index.data(Qt.ItemDataRole.TextAlignmentRole) or _AT_LEFT
        room = area.adjusted(_BESIDE, 0, -_BESIDE, 0)
        write(painter, room, str(index.data() or ""), TypeRole.BODY, colour, align)
        if self._view.hasFocus() and index == self._view.currentIndex():
            outline(painter, area.adjusted(0, 0, 0, -1), tokens.accent)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        wide = width_of(str(index.data() or ""), TypeRole.BODY) + 2 * _BESIDE
        return QSize(round(wide), round(line_height(TypeRole.BODY)) + 10)


class _Headings(QHeaderView):
    """Headings that stand exactly above what they head."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        beyond = QRectF(self.viewport().rect())
        beyond.setLeft(self.length() - self.offset())
        painter = QPainter(self.viewport())
        self._paint_ground(painter, beyond)
        painter.end()

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        area, model, across = QRectF(rect), self.model(), self.orientation()
        self._paint_ground(painter, area)
        align = model.headerData(logicalIndex, across, Qt.ItemDataRole.TextAlignmentRole)
        words = str(model.headerData(logicalIndex, across) or "")
        room = area.adjusted(_BESIDE, 0, -_BESIDE, 0)
        colour = self._theme.tokens.text_secondary
        write(painter, room, words, TypeRole.SECTION, colour, align or _AT_LEFT)

    def sectionSizeFromContents(self, logicalIndex: int) -> QSize:
        words = str(self.model().headerData(logicalIndex, self.orientation()) or "")
        wide = width_of(words, TypeRole.SECTION) + 2 * _BESIDE
        return QSize(round(wide), round(line_height(TypeRole.SECTION)) + 10)

    def _paint_ground(self, painter: QPainter, area: QRectF) -> None:
        tokens = self._theme.tokens
        painter.fillRect(area, tokens.base)
        line = QRectF(area.left(), area.bottom() - 1, area.width(), 1)
        painter.fillRect(line, tokens.line_strong)


class TwinView(QTableView):
    """``copy_requested`` carries the selected rows below their headings, or all where none is.

    Columns keep the widths that a person gives them, by their edges or by F8 and Shift+F8, for as
    long as the headings are the same.
    """

    copy_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = TwinModel(self)
        self._first_wanted = 0
        self._chosen: dict[int, int] = {}  # widths by column
        self._at_work = False
        self.setItemDelegate(_CellDelegate(theme, self))
        theme.changed.connect(self.viewport().update)
        self.setModel(self._model)
        CurrentItem(self)
        self.setHorizontalHeader(_Headings(theme, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setResizeContentsPrecision(_ROWS_MEASURED)
        head.sectionResized.connect(self._keep_width)

    def show_table(self, title: str, table: TwinTable) -> None:
        """Show other numbers; the current cell stays where it was."""
        self.setAccessibleName(_("Table: {title}").format(title=title))
        if table == self._model.table():
            return
        row, column = self.currentIndex().row(), self.currentIndex().column()
        if table.headings != self._model.table().headings:
            self._chosen = {}
        self._at_work = True
        self._model.show_table(table)
        self._lay_out(table)
        self._at_work = False
        self._fit()
        if row >= 0:
            index = self._model.index(min(row, len(table.rows) - 1), column)
            if index.isValid():
                self.setCurrentIndex(index)

    def _lay_out(self, table: TwinTable) -> None:
        self.verticalHeader().setDefaultSectionSize(max(28, round(line_height(TypeRole.BODY)) + 10))
        self.horizontalHeader().setStretchLastSection(False)
        self.resizeColumnsToContents()
        for number in range(self._model.columnCount()):
            whole = self.columnWidth(number) + 16
            usual = min(whole, with_type(_WIDEST)) if number else whole
            self.setColumnWidth(number, self._chosen.get(number, usual))
        self._first_wanted = self.columnWidth(0)
        last = self._model.columnCount() - 1
        words_last = bool(table.rows) and not table.rows[0][-1].figure
        self.horizontalHeader().setStretchLastSection(words_last and last not in self._chosen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def widen_column(self, by: int) -> None:
        """Give the current column, else the first, ``by`` pixels more, and say its width."""
        column = max(self.currentIndex().column(), 0)
        if column >= self._model.columnCount():
            return
        head = self.horizontalHeader()
        width = max(self.columnWidth(column) + by, head.minimumSectionSize(), _STEP)
        if column == self._model.columnCount() - 1:
            head.setStretchLastSection(False)
        self.setColumnWidth(column, width)
        self.scrollTo(self.currentIndex())
        announce(
            self,
            _("{pane}: {n} pixels wide").format(
                pane=self._model.table().headings[column], n=whole_text(width)
            ),
        )

    def _keep_width(self, column: int, _before: int, width: int) -> None:
        last_stretches = self.horizontalHeader().stretchLastSection()
        stretched = last_stretches and column == self._model.columnCount() - 1
        if not self._at_work and not stretched:
            self._chosen[column] = width

    def _fit(self) -> None:
        """Names of the first column yield before the figures would have to be scrolled to."""
        if self._model.columnCount() < 2 or 0 in self._chosen:
            return
        last = self._model.columnCount() - 1
        if self.horizontalHeader().stretchLastSection():
            others = sum(self.columnWidth(number) for number in range(1, last))
            others += self.sizeHintForColumn(last)
        else:
            others = sum(self.columnWidth(number) for number in range(1, last + 1))
        least = min(with_type(_LEAST_FIRST), self._first_wanted)
        room = self.viewport().width() - others
        self._at_work = True
        self.setColumnWidth(0, max(least, min(self._first_wanted, room)))
        self._at_work = False

    def rows_to_copy(self) -> list[list[str]]:
        rows = self._model.table().plain_rows()
        chosen = sorted({index.row() for index in self.selectedIndexes()})
        return [rows[0], *(rows[row + 1] for row in chosen)] if chosen else rows

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            pressed = QKeySequence(event.keyCombination())
            if pressed in (_WIDER, _NARROWER):  # though the window has them for its panes
                event.accept()
                return True
        return claims_copy(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pressed = QKeySequence(event.keyCombination())
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_requested.emit(self.rows_to_copy())
        elif pressed in (_WIDER, _NARROWER):
            self.widen_column(with_type(_STEP) * (1 if pressed == _WIDER else -1))
        else:
            super().keyPressEvent(event)
