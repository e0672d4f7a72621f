"""A table whose first column stays: two views of one model that share selection and scrolling."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QMenu,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from exodesk.ui.announcing import CurrentItem
from exodesk.ui.icons import Icons
from exodesk.ui.theme import with_type
from exodesk.ui.widgets.comparison_delegate import ComparisonDelegate
from exodesk.ui.widgets.copy_key import claims_copy
from exodesk.wording import gettext as _

NAMES_WIDTH = 252
_MOST_FOR_NAMES = 0.4  # of the width
LEAST_WIDTH = 200
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class _Table(QTableView):
    resized = Signal()
    copy_requested = Signal()
    cell_activated = Signal(QModelIndex)  # Enter or two clicks
    menu_requested = Signal(QModelIndex, QPoint)

    def __init__(self, delegate: ComparisonDelegate, parent: QWidget) -> None:
        super().__init__(parent)
        self.setItemDelegate(delegate)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        CurrentItem(self)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.horizontalHeader().setMinimumSectionSize(1)

    def event(self, event: QEvent) -> bool:
        return claims_copy(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_requested.emit()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _HELD:
            self.cell_activated.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            self.cell_activated.emit(self.indexAt(event.position().toPoint()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index, at = self.indexAt(event.pos()), event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            at = self.viewport().mapToGlobal(self.visualRect(index).center())
        self.menu_requested.emit(index, at)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class ComparisonView(QWidget):
    """Column 0 of the model stands at the left, the others share the rest and scroll.

    ``trace_requested`` carries the column (0 is the first entry's) whose figures are asked about.
    """

    places_changed = Signal()
    scrolled = Signal()
    copy_requested = Signal()
    trace_requested = Signal(int)

    def __init__(
        self, model: QAbstractItemModel, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._delegate = ComparisonDelegate(icons, self)
        self._names = _Table(self._delegate, self)
        self._cells = _Table(self._delegate, self)
        self._foot = QWidget(self)
        self._set_up_names()
        self._cells.setModel(model)
        self._names.setModel(model)
        self._names.setSelectionModel(self._cells.selectionModel())
        self._cells.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._cells.setAccessibleName(_("Comparison"))
        self._cells.setCornerWidget(QWidget())
        self.setFocusProxy(self._cells)

        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self._names)
        left.addWidget(self._foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left)
        row.addWidget(self._cells, 1)

        down, other = self._cells.verticalScrollBar(), self._names.verticalScrollBar()
        down.valueChanged.connect(other.setValue)
        other.valueChanged.connect(down.setValue)
        down.valueChanged.connect(self.scrolled)
        self._cells.horizontalScrollBar().valueChanged.connect(self.places_changed)
        self._cells.resized.connect(self._share_width)
        self._cells.copy_requested.connect(self.copy_requested)
        self._cells.cell_activated.connect(self._ask_about)
        self._cells.menu_requested.connect(self._open_menu)
        self._names.clicked.connect(self._select_row)
        for view in (self._names, self._cells):
            view.entered.connect(self._hover)
        model.modelReset.connect(self._lay_out)
        model.dataChanged.connect(self._fit_rows_in_sight)
        self._fit_the_rest = QTimer(self, singleShot=True, interval=0)
        self._fit_the_rest.timeout.connect(self._fit_rows)
        icons.theme.changed.connect(self._repaint)
        self._lay_out()

    # What others ask

    def table(self) -> QTableView:
        """The view of the entries' columns, which has the focus."""
        return self._cells

    def names_width(self) -> int:
        return self._names.width()

    def places(self) -> list[tuple[int, int]]:
        """Left edge and width of every entry's column; left of 0 where it is scrolled away."""
        return [
            (self._cells.columnViewportPosition(column), self._cells.columnWidth(column))
            for column in range(1, self._model.columnCount())
        ]

    def top_row(self) -> int:
        """The first row that is to be seen; -1 for none."""
        return self._cells.rowAt(1)

    def reveal_column(self, column: int) -> None:
        """Scroll sideways until a column (0 is the first entry's) is to be seen."""
        row = max(self._cells.currentIndex().row(), self.top_row(), 0)
        bar = self._cells.verticalScrollBar()
        down = bar.value()
        self._cells.scrollTo(self._model.index(row, column + 1))
        bar.setValue(down)

    def selected_cells(self) -> list[QModelIndex]:
        """The selected cells of entries, from top left to bottom right."""
        chosen = [index for index in self._cells.selectedIndexes() if index.column() > 0]
        return sorted(chosen, key=lambda index: (index.row(), index.column()))

    def current_cell(self) -> tuple[int, int] | None:
        """Row and column of the current cell in the model."""
        index = self._cells.currentIndex()
        return (index.row(), index.column()) if index.isValid() else None

    def choose(self, cells: Iterable[tuple[int, int]], current: tuple[int, int] | None) -> None:
        """Select cells by their places in the model, and make one of them the current one."""
        if current is not None:
            self._cells.setCurrentIndex(self._model.index(*current))
        chosen = QItemSelection()
        for row, column in cells:
            index = self._model.index(row, column)
            chosen.select(index, index)
        self._cells.selectionModel().select(
            chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )

    def current_column(self) -> int | None:
        """The column of the current cell, 0 for the first entry's."""
        column = self._cells.currentIndex().column()
        return column - 1 if column > 0 else None

    def cell_menu(self, index: QModelIndex) -> QMenu:
        """What can be done with a cell of an entry."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        trace = menu.addAction(_("How this came about"), lambda: self._ask_about(index))
        trace.setShortcut(Qt.Key.Key_Return)
        menu.addAction(_("Copy"), self.copy_requested.emit).setShortcut(
            QKeySequence.StandardKey.Copy
        )
        return menu

    @Slot(QModelIndex)
    def _ask_about(self, index: QModelIndex) -> None:
        if index.column() > 0 and index.flags() & Qt.ItemFlag.ItemIsSelectable:
            self.trace_requested.emit(index.column() - 1)

    @Slot(QModelIndex, QPoint)
    def _open_menu(self, index: QModelIndex, at: QPoint) -> None:
        if index.column() > 0 and index.flags() & Qt.ItemFlag.ItemIsSelectable:
            self.cell_menu(index).popup(at)

    # Layout

    def _set_up_names(self) -> None:
        names = self._names
        names.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        names.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        names.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        names.setAccessibleName(_("Names of the rows"))
        names.setFixedWidth(self._width_of_names())

    def _width_of_names(self) -> int:
        least = with_type(NAMES_WIDTH / 2)
        return min(with_type(NAMES_WIDTH), max(round(self.width() * _MOST_FOR_NAMES), least))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._width_of_names() != self._names.width():
            self._names.setFixedWidth(self._width_of_names())
            self._lay_out()

    @Slot()
    def _lay_out(self) -> None:
        self._cells.setColumnHidden(0, True)
        for column in range(self._model.columnCount()):
            self._names.setColumnHidden(column, column > 0)
        self._names.setColumnWidth(0, self._names.width())
        self._share_width()
        self._fit_rows()

    @Slot()
    def _share_width(self) -> None:
        self._foot.setFixedHeight(self._cells.height() - self._cells.viewport().height())
        entries = self._model.columnCount() - 1
        if entries < 1:
            return
        room, least = self._cells.viewport().width(), with_type(LEAST_WIDTH)
        share = max(least, room // entries)
        spare = max(0, room - share * entries) if share > least else 0
        changed = False
        for column in range(1, entries + 1):
            width = share + (1 if column <= spare else 0)
            if self._cells.columnWidth(column) != width:
                self._cells.setColumnWidth(column, width)
                changed = True
        if changed:
            self._fit_rows()
        self.places_changed.emit()

    @Slot()
    def _fit_rows_in_sight(self) -> None:
        """Those that are not seen follow once these are painted."""
        last = self._cells.rowAt(self._cells.viewport().height() - 1)
        self._fit(range(max(self.top_row(), 0), 1 + last if last >= 0 else self._model.rowCount()))
        self._fit_the_rest.start()

    @Slot()
    def _fit_rows(self) -> None:
        self._fit(range(self._model.rowCount()))

    def _fit(self, rows: Iterable[int]) -> None:
        for row in rows:
            height = max(
                self._delegate.height_for(
                    self._model.index(row, column),
                    self._names.width() if column == 0 else self._cells.columnWidth(column),
                )
                for column in range(self._model.columnCount())
            )
            for view in (self._names, self._cells):
                if view.rowHeight(row) != height:
                    view.setRowHeight(row, height)

    # Hover and selection

    @Slot(QModelIndex)
    def _hover(self, index: QModelIndex) -> None:
        self._show_hovered(index.row())

    def leaveEvent(self, event: QEvent) -> None:
        self._show_hovered(-1)
        super().leaveEvent(event)

    def _show_hovered(self, row: int) -> None:
        if row != self._delegate.hovered_row:
            self._delegate.hovered_row = row
            self._repaint()

    @Slot(QModelIndex)
    def _select_row(self, index: QModelIndex) -> None:
        """A click on a row's name selects the row."""
        if not index.flags() & Qt.ItemFlag.ItemIsSelectable:
            return
        first = self._model.index(index.row(), 1)
        last = self._model.index(index.row(), self._model.columnCount() - 1)
        chosen = self._cells.selectionModel()
        chosen.setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
        chosen.select(QItemSelection(first, last), QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._cells.setFocus(Qt.FocusReason.MouseFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._names.setFixedWidth(self._width_of_names())
            self._lay_out()

    @Slot()
    def _repaint(self) -> None:
        for view in (self._names, self._cells):
            view.viewport().update()
