"""The columns of the list by keyboard: which are shown, in what order, how wide, what sorts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from exodesk.ui.announcing import CurrentItem, announce
from exodesk.ui.dialogs.room import first_size
from exodesk.ui.focus_ring import RADIUS_PROPERTY
from exodesk.ui.letters import LetteredDialog
from exodesk.ui.theme import Theme, TypeRole, with_type
from exodesk.ui.widgets.comparison_banner import PlainLabel
from exodesk.ui.widgets.entry_columns import ALWAYS_SHOWN, LaidColumn
from exodesk.ui.widgets.entry_table import EntryTable
from exodesk.ui.widgets.tick_boxes import TicksInLists
from exodesk.wording import gettext as _
from exodesk.wording.amounts import whole_text

_STEP = 16  # pixels at the usual size of type


class ColumnsDialog(LetteredDialog):
    """Does to ``table`` at once what is chosen, as the mouse does on the titles of its columns."""

    def __init__(self, table: EntryTable, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Columns"))
        self._table = table
        self.list = _List(table.theme, self)
        self.list.setAccessibleName(_("Columns of the list"))
        hint = _(
            "Space shows or hides. Left and Right change the width, Ctrl with Up or Down the"
            " place. Each change shows in the list at once."
        )
        self.list.setAccessibleDescription(hint)
        self.words = PlainLabel(TypeRole.SMALL, secondary=True, wraps=True)
        self._lay_out(hint)
        self.list.moved.connect(self._move)
        self.list.widened.connect(self._widen)
        self.list.itemChanged.connect(self._show_or_hide)
        self._fill()
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def sentence(self) -> str:
        """What is said of the current column."""
        return str(self.list.currentItem().data(Qt.ItemDataRole.AccessibleTextRole))

    def _lay_out(self, hint: str) -> None:
        title = PlainLabel(TypeRole.DIALOG_TITLE)
        title.setText(_("Columns"))
        how = PlainLabel(TypeRole.SMALL, secondary=True, wraps=True)
        how.setText(hint)
        acts = QVBoxLayout()
        acts.setSpacing(6)
        for text, act in (
            (_("Move &up"), lambda: self._move(-1)),
            (_("Move &down"), lambda: self._move(1)),
            (_("&Narrower"), lambda: self._widen(-1)),
            (_("&Wider"), lambda: self._widen(1)),
            (_("&As wide as needed"), self._fit),
            (_("&Sort by it"), self._sort),
        ):
            acts.addWidget(self._button(text, act))
        acts.addStretch(1)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self.list, 1)
        middle.addLayout(acts)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setDefault(True)
        usual = self._button(_("&Back to the usual"), self._use_usual)
        buttons.addButton(usual, QDialogButtonBox.ButtonRole.ResetRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(title)
        column.addWidget(how)
        column.addLayout(middle, 1)
        column.addWidget(self.words)
        column.addWidget(buttons)
        self.resize(first_size(560, 520, self._table))

    def _button(self, text: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button

    # What is shown

    def _fill(self) -> None:
        """List the columns as they stand now; the current one stays current."""
        current = self._key() if self.list.count() else ""
        self.list.blockSignals(True)
        self.list.clear()
        for laid in self._table.laid_columns():
            self.list.addItem(self._item(laid))
            if laid.key == current:
                self.list.setCurrentRow(self.list.count() - 1)
        self.list.blockSignals(False)

    def _item(self, laid: LaidColumn) -> QListWidgetItem:
        title, about = self._table.column_title(laid.key), self._about(laid)
        item = QListWidgetItem(_("{column} · {about}").format(column=title, about=about))
        item.setData(Qt.ItemDataRole.UserRole, laid.key)
        item.setData(
            Qt.ItemDataRole.AccessibleTextRole,
            _("{column}: {value}").format(column=title, value=about),
        )
        item.setCheckState(Qt.CheckState.Checked if laid.wanted else Qt.CheckState.Unchecked)
        if laid.key in ALWAYS_SHOWN:
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
        return item

    def _about(self, laid: LaidColumn) -> str:
        if not laid.wanted:
            return _("hidden")
        if not laid.in_sight:
            return _("there is no room for it now")
        width = _("{n} pixels wide").format(n=whole_text(laid.width))
        if laid.key in ALWAYS_SHOWN:
            width = _("takes the room that is left")
        if not self._table.sorts(laid.key):
            return width
        way = _("sorted, descending") if self._table.sorting[1] else _("sorted, ascending")
        return _("{width}, {sorted}").format(width=width, sorted=way)

    def _key(self) -> str:
        return str(self.list.currentItem().data(Qt.ItemDataRole.UserRole))

    def _say(self, words: str) -> None:
        self.words.setText(words)
        announce(self.list, words)

    def _tell(self) -> None:
        """List anew what has changed, and say it."""
        self._fill()
        self._say(self.sentence())

    # Acts

    @Slot(QListWidgetItem)
    def _show_or_hide(self, item: QListWidgetItem) -> None:
        shown = item.checkState() is Qt.CheckState.Checked
        self._table.set_column_shown(str(item.data(Qt.ItemDataRole.UserRole)), shown)
        self._tell()

    @Slot(int)
    def _move(self, steps: int) -> None:
        if not self._table.move_column(self._key(), steps):
            self._say(_("It is the first.") if steps < 0 else _("It is the last."))
            return
        self._fill()
        self._say(
            _("{column}: place {n} of {total}").format(
                column=self._table.column_title(self._key()),
                n=whole_text(self.list.currentRow() + 1),
                total=whole_text(self.list.count()),
            )
        )

    @Slot(int)
    def _widen(self, steps: int) -> None:
        laid = self._table.laid_columns()[self.list.currentRow()]
        self._table.set_column_width(laid.key, laid.width + steps * with_type(_STEP))
        self._tell()

    @Slot()
    def _fit(self) -> None:
        self._table.fit_column(self._key())
        self._tell()

    @Slot()
    def _sort(self) -> None:
        if not self._table.sort_by_column(self._key()):
            self._say(_("Nothing is sorted by this column."))
            return
        self._tell()

    @Slot()
    def _use_usual(self) -> None:
        self._table.usual_columns()
        self._fill()
        self._say(_("The columns are as at a first start."))


class _List(QListWidget):
    """Its arrow keys also move and size: ``moved`` and ``widened`` carry 1 or -1."""

    moved = Signal(int)
    widened = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._ticks = TicksInLists(theme)
        self._ticks.setParent(self)
        self.setStyle(self._ticks)
        theme.changed.connect(self.viewport().update)
        self.setTabKeyNavigation(False)
        self.setSpacing(2)
        self.setProperty(RADIUS_PROPERTY, 0.0)
        CurrentItem(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        match event.key():
            case Qt.Key.Key_Up if held == Qt.KeyboardModifier.ControlModifier:
                self.moved.emit(-1)
            case Qt.Key.Key_Down if held == Qt.KeyboardModifier.ControlModifier:
                self.moved.emit(1)
            case Qt.Key.Key_Left if not held:
                self.widened.emit(-1)
            case Qt.Key.Key_Right if not held:
                self.widened.emit(1)
            case _:
                super().keyPressEvent(event)
