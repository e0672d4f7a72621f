"""A table of whole rows: remembers entries by id, ticks by Space, finds names as one types."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtCore import (
    QElapsedTimer,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QCursor,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QTableView, QWidget

from exodesk.ui.announcing import CurrentItem
from exodesk.ui.roles import Role
from exodesk.ui.widgets.table_look import TableLook

Index: TypeAlias = QModelIndex | QPersistentModelIndex
_MOST_REMEMBERED = 500
_NAME_COLUMN = 1


@dataclass(frozen=True, slots=True)
class Remembered:
    """Entries by id; in which row the current one stood, and whether it could be seen."""

    current: str | None
    selected: tuple[str, ...]
    in_sight: bool
    row: int = -1


class RowTable(QTableView):
    """Shows a model that answers ``Role``; column 0 holds the ticks, column 1 the names.

    Announces what a person does and changes nothing itself.
    """

    current_changed = Signal(object)  # the id of the current entry, or None
    tick_requested = Signal(object)  # a tuple of entry ids
    copy_requested = Signal()
    entry_activated = Signal(object)  # the id of an entry: Enter, F2 or two clicks
    menu_requested = Signal(object)  # where on the screen, a QPoint

    def __init__(self, look: TableLook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.theme = look.theme
        self._announced: str | None = None
        self._pressed_tick: str | None = None
        self._typed = ""
        self._since_typed = QElapsedTimer()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        CurrentItem(self)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().valueChanged.connect(self._follow_pointer)

    # Current and selected entries

    def current_id(self) -> str | None:
        return self._id_at(self.currentIndex().row())

    def selected_rows(self) -> list[int]:
        """The selected rows from top to bottom."""
        rows = {row for part in self._selected_parts() for row in part}
        return sorted(row for row in rows if self._id_at(row) is not None)

    def _selected_parts(self) -> list[range]:
        selection = self.selectionModel().selection()
        parts = (selection.at(number) for number in range(selection.count()))
        return [range(part.top(), part.bottom() + 1) for part in parts]

    def selected_ids(self) -> tuple[str, ...]:
        ids = (self._id_at(row) for row in self.selected_rows())
        return tuple(key for key in ids if key is not None)

    def remembered(self) -> Remembered:
        """What is current and selected, to be put back after a reset."""
        few = sum(map(len, self._selected_parts())) <= _MOST_REMEMBERED
        in_sight = self.viewport().rect().intersects(self.visualRect(self.currentIndex()))
        selected = self.selected_ids() if few else ()
        return Remembered(self.current_id(), selected, in_sight, self.currentIndex().row())

    def put_back(
        self, before: Remembered, row_of: Callable[[str], int | None], *, from_top: bool = True
    ) -> None:
        """Select again what is still shown, and announce where the current entry is gone.

        A current entry that was in sight stays in sight; else one sees the first rows, or what
        was seen before unless ``from_top``. Where the keyboard is in the table and the current
        entry is gone, the one that came to its place is current.
        """
        self.executeDelayedItemsLayout()  # left to itself it comes after a painting, for another
        model, last = self.model(), self.model().columnCount() - 1
        scrolled = 0 if from_top else self.verticalScrollBar().value()
        selection = QItemSelection()
        for key in before.selected:
            if (row := row_of(key)) is not None:
                selection.select(model.index(row, 0), model.index(row, last))
        flag = QItemSelectionModel.SelectionFlag
        if not selection.isEmpty():
            self.selectionModel().select(selection, flag.ClearAndSelect)
        row = None if before.current is None else row_of(before.current)
        if row is None and before.current is not None and self.hasFocus():
            self._go_near(before.row)
        elif row is not None:
            index = model.index(row, _NAME_COLUMN)
            self.selectionModel().setCurrentIndex(index, flag.NoUpdate)
            if before.in_sight:
                self.scrollTo(index)
        if self.current_id() is None or not before.in_sight:
            self.verticalScrollBar().setValue(scrolled)
        self.announce_current()

    def _go_near(self, row: int) -> None:
        """To the entry at ``row`` or above it, else to the first below."""
        rows = range(self.model().rowCount())
        near = min(row, len(rows) - 1)
        for each in (*rows[near::-1], *rows[near + 1 :]):
            if self._id_at(each) is not None:
                self.show_entry(each)
                return

    def show_entry(self, row: int) -> None:
        """Make the entry in ``row`` the current and only selected one."""
        self.setCurrentIndex(self.model().index(row, _NAME_COLUMN))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.announce_current()

    def announce_current(self) -> None:
        """Say which entry is current, if it is another one than was last said."""
        entry_id = self.current_id()
        if entry_id != self._announced:
            self._announced = entry_id
            self.current_changed.emit(entry_id)

    def _id_at(self, row: int) -> str | None:
        model = self.model()
        found = model.index(row, 0).data(Role.ENTRY_ID) if model is not None else None
        return None if found is None else str(found)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_requested.emit()
        elif event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.request_ticks()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            if (entry_id := self.current_id()) is not None:
                self.entry_activated.emit(entry_id)
        else:
            super().keyPressEvent(event)

    def moveCursor(
        self, cursorAction: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End go to the first and the last row, since rows are what one moves among."""
        ends = (QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MoveEnd)
        model = self.model()
        if cursorAction not in ends or model is None or not model.rowCount():
            return super().moveCursor(cursorAction, modifiers)
        rows = range(model.rowCount())
        if cursorAction is QAbstractItemView.CursorAction.MoveEnd:
            rows = rows[::-1]
        column = max(_NAME_COLUMN, self.currentIndex().column())
        for row in rows:
            if self._id_at(row) is not None:
                return model.index(row, column)
        return self.currentIndex()

    def keyboardSearch(self, search: str) -> None:
        """Go to the next entry whose name starts with what is typed quickly enough."""
        pause = QApplication.keyboardInputInterval()
        fresh = not self._since_typed.isValid() or self._since_typed.elapsed() > pause
        repeated = not fresh and self._typed == search and len(search) == 1
        self._typed = search if fresh or repeated else self._typed + search
        self._since_typed.start()
        row = self.currentIndex().row()
        onward = row + 1 if len(self._typed) == 1 else max(row, 0)
        start = self.model().index(onward % max(self.model().rowCount(), 1), _NAME_COLUMN)
        found = self.model().match(start, Qt.ItemDataRole.DisplayRole, self._typed, 1)
        if found:
            self.setCurrentIndex(found[0])

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            cell = self.visualRect(self.currentIndex())
            self.menu_requested.emit(self.viewport().mapToGlobal(cell.center()))
        elif self._id_at(self.indexAt(event.pos()).row()) is not None:
            self.menu_requested.emit(event.globalPos())

    def request_ticks(self) -> None:
        """Ask for the selected entries to be ticked, or the current one where none is."""
        ids = self.selected_ids()
        current = self.current_id()
        if current is not None and current not in ids:
            ids = (current,)
        if ids:
            self.tick_requested.emit(ids)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_tick = self._tick_at(event)
        if self._pressed_tick is None:
            super().mousePressEvent(event)  # a click on a tick leaves the selection alone

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed_tick = self._pressed_tick, None
        if pressed is None:
            super().mouseReleaseEvent(event)
        elif pressed == self._tick_at(event):
            self.tick_requested.emit((pressed,))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._tick_at(event) is not None:
            self.mousePressEvent(event)  # two quick clicks on a tick are two ticks
            return
        super().mouseDoubleClickEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            entry_id = self._id_at(self.indexAt(event.position().toPoint()).row())
            if entry_id is not None:
                self.entry_activated.emit(entry_id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.rowAt(round(event.position().y())))
        if self._pressed_tick is None:
            super().mouseMoveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Leave:
            self._hover(-1)
        return bool(super().viewportEvent(event))

    def _tick_at(self, event: QMouseEvent) -> str | None:
        index = self.indexAt(event.position().toPoint())
        if event.button() is not Qt.MouseButton.LeftButton or index.column() != 0:
            return None
        return self._id_at(index.row())

    @Slot()
    def _follow_pointer(self) -> None:
        if self._look.hovered_row >= 0:
            self._hover(self.rowAt(self.viewport().mapFromGlobal(QCursor.pos()).y()))

    def _hover(self, row: int) -> None:
        before, self._look.hovered_row = self._look.hovered_row, row
        if before != row:
            for changed in (before, row):
                if changed >= 0:
                    self.viewport().update(
                        QRect(
                            0,
                            self.rowViewportPosition(changed),
                            self.viewport().width(),
                            self.rowHeight(changed),
                        )
                    )

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._look.focused = True
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._look.focused = False
        self.viewport().update()
