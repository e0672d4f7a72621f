"""The command palette: a field to type into, and below it what can be done, found or opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from exodesk.ui.announcing import Announcer, announce
from exodesk.ui.dialogs.room import first_size
from exodesk.ui.icons import Icons
from exodesk.ui.letters import LetteredDialog
from exodesk.ui.models.command_list import Command, CommandList
from exodesk.ui.roles import Role
from exodesk.ui.theme import TypeRole, role_font
from exodesk.wording import gettext as _
from exodesk.wording import ngettext
from exodesk.wording.amounts import whole_text

Find = Callable[[str], Sequence[Command]]
_WIDTH = 640
_ROWS = 9
_ALL = 10_000  # more than any screen is high
_PAD = 12


class CommandPalette(LetteredDialog):
    """Asks ``find`` for what the words typed mean; does what is chosen once it has closed."""

    def __init__(self, find: Find, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Commands, entries and quotes"))
        self._find = find
        self._window = parent
        self.field = _Field(self)
        self.field.setPlaceholderText(_("Type what to do, or whom to find"))
        self.field.setAccessibleName(_("Commands, entries and quotes"))
        self.field.setAccessibleDescription(_("Up and Down choose, Enter does it"))
        self.field.setMaxLength(200)
        self._model = CommandList(self)
        self.list = QListView(self)
        self.list.setModel(self._model)
        self.list.setAccessibleName(_("Found"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        delegate = _Delegate(icons, self.list)
        self.list.setItemDelegate(delegate)
        self.list.setMinimumHeight(2 * delegate.height())
        self.words = QLabel(self)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setFont(role_font(TypeRole.SMALL))
        self.words.setProperty("secondary", True)
        self.words.setWordWrap(True)
        self._announcer = Announcer(self.words)
        column = QVBoxLayout(self)
        column.setContentsMargins(_PAD, _PAD, _PAD, _PAD)
        column.setSpacing(8)
        for widget in (self.field, self.list, self.words):
            column.addWidget(widget)
        around = self.sizeHint().height() - self.list.sizeHint().height()
        room = first_size(_WIDTH, _ALL, parent)
        height = min(around + _ROWS * delegate.height(), room.height())
        self.resize(min(room.width(), parent.width() - 40), height)
        self.field.textChanged.connect(self._look)
        self.field.moved.connect(self._move)
        self.field.returnPressed.connect(self._do)
        self.list.activated.connect(self._do)
        self.list.clicked.connect(self._do)
        self._look("")

    @Slot(str)
    def _look(self, words: str) -> None:
        found = self._find(words)
        self._model.show(found)
        self.list.setCurrentIndex(self._model.index(0))
        number = sum(each.stands_for for each in found)
        count = ngettext("{n} found", "{n} found", number).format(n=whole_text(number))
        self.words.setText(count if found else _("Nothing here is called so."))
        first = self._model.command(0)
        self._announcer.say_soon(
            self.words.text() if first is None else f"{count}: {first.sentence()}"
        )

    def _move(self, steps: int) -> None:
        count = self._model.rowCount()
        if not count:
            return
        row = self.list.currentIndex().row() + steps
        row = row % count if abs(steps) == 1 else min(max(row, 0), count - 1)
        self.list.setCurrentIndex(self._model.index(row))
        command = self._model.command(row)
        if command is not None:
            announce(self.field, command.sentence())

    @Slot()
    def _do(self) -> None:
        command = self._model.command(self.list.currentIndex().row())
        if command is None:
            return
        if command.why_not:
            self.words.setText(command.why_not)
            announce(self.words, command.why_not)
            return
        self.accept()
        QTimer.singleShot(0, self._window, command.act)


class _Field(QLineEdit):
    """Keeps the keyboard; the keys of a list go to the list."""

    moved = Signal(int)  # rows down

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: _ROWS - 1,
            Qt.Key.Key_PageUp: 1 - _ROWS,
        }.get(Qt.Key(event.key()))
        if steps is None:
            super().keyPressEvent(event)
        else:
            self.moved.emit(steps)


class _Delegate(QStyledItemDelegate):
    """What it is at the left, its keys at the right, where it stands below."""

    def __init__(self, icons: Icons, view: QListView) -> None:
        super().__init__(view)
        self._icons = icons

    def height(self) -> int:
        body, small = (QFontMetrics(role_font(r)) for r in (TypeRole.BODY, TypeRole.SMALL))
        return body.lineSpacing() + small.lineSpacing() + 8

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(200, self.height())

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        tokens, area = self._icons.theme.tokens, option.rect
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        ground = tokens.tint if current else tokens.hover if hovered else tokens.base
        painter.fillRect(area, ground)
        if current:
            painter.fillRect(area.left(), area.top(), 3, area.height(), tokens.accent)
        inside = area.adjusted(_PAD, 4, -_PAD, -4)
        small = QFontMetrics(role_font(TypeRole.SMALL))
        keys = str(index.data(Role.AGE) or "")
        room = small.horizontalAdvance(keys) + _PAD if keys else 0
        body = QFontMetrics(role_font(TypeRole.BODY))
        quiet = bool(index.data(Role.QUIET))
        upper = QRect(inside.left(), inside.top(), inside.width() - room, body.lineSpacing())
        painter.setFont(role_font(TypeRole.BODY))
        painter.setPen(tokens.text_secondary if quiet else tokens.text)
        cut = Qt.TextElideMode.ElideRight
        left = int(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
        )
        painter.drawText(upper, left, body.elidedText(str(index.data()), cut, upper.width()))
        painter.setFont(role_font(TypeRole.SMALL))
        painter.setPen(tokens.text_secondary)
        painter.drawText(
            QRect(inside.left(), upper.top(), inside.width(), upper.height()),
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            keys,
        )
        lower = QRect(inside.left(), upper.bottom() + 1, inside.width(), small.lineSpacing())
        below = small.elidedText(str(index.data(Role.SECOND) or ""), cut, lower.width())
        painter.drawText(lower, left, below)
        painter.restore()
