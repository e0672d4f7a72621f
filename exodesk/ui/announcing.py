"""Says what changes elsewhere than at the focus to whoever does not see the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

_QUIET_MS = 600  # while somebody types, each letter would be talked over


def announce(widget: QWidget, words: str) -> None:
    """Have a screen reader say ``words``, where ``widget`` is in sight."""
    if words and widget.isVisible():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


class Announcer(QObject):
    """Says the last of what it was told once no more has come for a while, and nothing twice."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._words = ""
        self._said = ""
        self._timer = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._timer.timeout.connect(self._say)

    def say_soon(self, words: str) -> None:
        if words != self._words:
            self._words = words
            self._timer.start()

    def say_again(self) -> None:
        """Say the last words once more: their widget has come back into sight."""
        self._said = ""
        self._timer.start()

    @Slot()
    def _say(self) -> None:
        if self._words != self._said:
            self._said = self._words
            announce(self._widget, self._words)


class CurrentItem(QObject):
    """Names the current item of a list that gets the focus back; Qt names the list alone then."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn and (now := self._view.currentIndex()).isValid():
            announce(self._view, str(now.data(Qt.ItemDataRole.AccessibleTextRole) or now.data()))
        return False
