"""What drops down from a field: a list with rows of one height, and a calendar."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDateEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
)

from exodesk.ui.theme import field_height

_ARROWS = {
    "qt_calendar_prevmonth": Qt.ArrowType.LeftArrow,
    "qt_calendar_nextmonth": Qt.ArrowType.RightArrow,
}


def give_rows(combo: QComboBox) -> None:
    """Let the rows of the list be as high as a line of any script needs, with room to aim at."""
    combo.setItemDelegate(_Rows(combo))


def give_list(completer: QCompleter) -> None:
    """Let what it suggests look as the list of a choice does."""
    popup = completer.popup()
    assert popup is not None
    popup.setItemDelegate(_Rows(popup))
    popup.setProperty("drops", True)


def give_calendar(day: QDateEdit) -> None:
    """Let a calendar drop down, its week in one colour: Qt's red can't be read on every ground."""
    day.setCalendarPopup(True)
    calendar = day.calendarWidget()
    for weekend in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(weekend, QTextCharFormat())
    for name, arrow in _ARROWS.items():
        button = calendar.findChild(QToolButton, name)
        if isinstance(button, QToolButton):
            button.setArrowType(arrow)  # the style sheet draws it


class _Rows(QStyledItemDelegate):
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return super().sizeHint(option, index).expandedTo(QSize(0, field_height() - 4))
