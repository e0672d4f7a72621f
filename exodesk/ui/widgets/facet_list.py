"""The values of one facet: a tick, a word, and how many entries have it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from exodesk.ui.announcing import CurrentItem
from exodesk.ui.theme import Theme, TypeRole, role_font
from exodesk.ui.widgets.check_mark import box_side, paint_check
from exodesk.wording import ngettext
from exodesk.wording.amounts import whole_text

Index: TypeAlias = QModelIndex | QPersistentModelIndex

_AFTER_BOX = 8
_BEFORE_COUNT = 8
_AFTER_COUNT = 5


@dataclass(frozen=True, slots=True)
class FacetChoice:
    """``value`` is what a filter would hold, ``word`` how a person reads it."""

    value: object
    word: str
    count: int
    checked: bool = False

    @property
    def can_be_toggled(self) -> bool:
        """A value no entry has stays in sight; only one that is ticked can still be unticked."""
        return self.count > 0 or self.checked


class FacetList(QListView):
    """As high as its rows. Arrows move, Space or a click toggles. ``value`` must be hashable."""

    checked_changed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        CurrentItem(self)
        self._choices = _Choices(self)
        self._pressed = QPersistentModelIndex()
        self.setModel(self._choices)
        self.setItemDelegate(_Row(theme, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setTabKeyNavigation(False)
        self.viewport().setAutoFillBackground(False)
        theme.changed.connect(self.viewport().update)
        self._choices.toggled.connect(self._announce)

    def choices(self) -> tuple[FacetChoice, ...]:
        return self._choices.choices

    def set_choices(self, choices: Sequence[FacetChoice]) -> None:
        """Show these rows, without announcing what is ticked. The current row is kept."""
        before = len(self._choices.choices)
        self._choices.show_choices(tuple(choices))
        can = any(choice.can_be_toggled for choice in choices)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if can else Qt.FocusPolicy.NoFocus)
        if before != len(self._choices.choices):
            self.updateGeometry()

    def checked(self) -> frozenset[object]:
        return frozenset(choice.value for choice in self._choices.choices if choice.checked)

    def sizeHint(self) -> QSize:
        height = _row_height() * len(self._choices.choices)
        return QSize(self.sizeHintForColumn(0), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(box_side() * 6, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choices.toggle(self.currentIndex())
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._pressed = QPersistentModelIndex(self.indexAt(event.position().toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and index == self._pressed:
            self._choices.toggle(index)
        self._pressed = QPersistentModelIndex()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # Two quick clicks are two toggles.
        self.mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # there is nothing to scroll here: it belongs to the panel around

    def focusInEvent(self, event: Any) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self._choices.first_enabled())

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if not self.hasFocus():
            return
        around: QObject | None = self.parent()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parent()
        panel = around.widget() if around is not None else None
        if around is not None and panel is not None:
            row = self.visualRect(current)
            middle = self.mapTo(panel, row.center())
            around.ensureVisible(middle.x(), middle.y(), 0, row.height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()
            self.updateGeometry()

    def _announce(self) -> None:
        self.checked_changed.emit(self.checked())


class _Choices(QAbstractListModel):
    toggled = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.choices: tuple[FacetChoice, ...] = ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.choices)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        choice = self.at(index)
        if choice is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return choice.word
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if choice.checked else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.AccessibleTextRole:
                return _spoken(choice)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        choice = self.at(index)
        if role != Qt.ItemDataRole.CheckStateRole or choice is None or not choice.can_be_toggled:
            return False
        checked = value in (Qt.CheckState.Checked, Qt.CheckState.Checked.value)
        if checked is choice.checked:
            return False
        row = index.row()
        toggled = replace(choice, checked=checked)
        self.choices = (*self.choices[:row], toggled, *self.choices[row + 1 :])
        self.dataChanged.emit(index, index)
        self.toggled.emit()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        choice = self.at(index)
        if choice is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemNeverHasChildren
        if not choice.can_be_toggled:
            return flags
        return flags | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def at(self, index: Index) -> FacetChoice | None:
        return self.choices[index.row()] if 0 <= index.row() < len(self.choices) else None

    def toggle(self, index: Index) -> None:
        if (choice := self.at(index)) is not None:
            wanted = Qt.CheckState.Unchecked if choice.checked else Qt.CheckState.Checked
            self.setData(index, wanted, Qt.ItemDataRole.CheckStateRole)

    def first_enabled(self) -> QModelIndex:
        for row, choice in enumerate(self.choices):
            if choice.can_be_toggled:
                return self.index(row, 0)
        return QModelIndex()

    def show_choices(self, choices: tuple[FacetChoice, ...]) -> None:
        if choices == self.choices:
            return
        if [each.value for each in choices] == [each.value for each in self.choices]:
            self.choices = choices
            self.dataChanged.emit(self.index(0, 0), self.index(len(choices) - 1, 0))
            return
        self.beginResetModel()
        self.choices = choices
        self.endResetModel()


class _Row(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: FacetList) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        metrics = QFontMetricsF(role_font(TypeRole.BODY))
        words = metrics.horizontalAdvance(str(index.data() or ""))
        count = _BEFORE_COUNT + metrics.horizontalAdvance("00000") + _AFTER_COUNT
        return QSize(round(box_side() + _AFTER_BOX + words + count), _row_height())

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        return False  # Qt would toggle the box itself, and the list would toggle it back

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        choice = model.at(index) if isinstance(model, _Choices) else None
        if choice is None:
            return
        tokens = self._theme.tokens
        enabled = choice.can_be_toggled
        area, state, side = QRectF(option.rect), option.state, box_side()
        painter.save()
        paint_check(
            painter,
            QRectF(area.left(), area.top(), side, area.height()),
            tokens,
            checked=choice.checked,
            enabled=enabled,
        )
        middle = Qt.AlignmentFlag.AlignVCenter
        count = whole_text(choice.count)
        painter.setFont(role_font(TypeRole.SMALL))
        width = QFontMetricsF(painter.font()).horizontalAdvance(count) + 1
        painter.setPen(tokens.text_secondary)
        painter.drawText(
            QRectF(area.right() - width - _AFTER_COUNT, area.top(), width, area.height()),
            middle | Qt.AlignmentFlag.AlignRight,
            count,
        )
        painter.setFont(role_font(TypeRole.BODY))
        painter.setPen(tokens.text if enabled else tokens.text_disabled)
        left = area.left() + side + _AFTER_BOX
        room = area.right() - _AFTER_COUNT - width - _BEFORE_COUNT - left
        metrics = QFontMetricsF(painter.font())
        painter.drawText(
            QRectF(left, area.top(), room + 1, area.height()),
            middle | Qt.AlignmentFlag.AlignLeft,
            metrics.elidedText(choice.word, Qt.TextElideMode.ElideRight, room + 0.5),
        )
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(tokens.accent, 2))
            painter.drawRoundedRect(area.adjusted(side + 3, 1, -1, -1), 4, 4)
        painter.restore()


def _row_height() -> int:
    return max(24, round(QFontMetricsF(role_font(TypeRole.BODY)).height() + 6))


def _spoken(choice: FacetChoice) -> str:
    sentence = (
        ngettext("{word}, {count} entry, checked", "{word}, {count} entries, checked", choice.count)
        if choice.checked
        else ngettext(
            "{word}, {count} entry, not checked",
            "{word}, {count} entries, not checked",
            choice.count,
        )
    )
    return sentence.format(word=choice.word, count=whole_text(choice.count))
