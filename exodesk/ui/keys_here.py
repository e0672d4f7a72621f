"""What the pointer finds where it is, by keys: the menu and the hint of what has the keyboard.

Qt opens such a menu at the Menu key; Shift+F10, for keyboards without one, it knows on Windows
alone. Hints it shows to the pointer alone.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QRectF, Qt, Slot
from PySide6.QtGui import QContextMenuEvent, QKeySequence, QShortcut, QTextDocumentFragment
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMainWindow, QToolTip, QWidget

from exodesk.ui.announcing import announce
from exodesk.wording import gettext as _

MENU, HINT = "Shift+F10", "Ctrl+Shift+H"


def open_menu_here() -> None:
    """Ask what has the keyboard for its menu, as the Menu key does."""
    focused = QApplication.focusWidget()
    if focused is None:
        return
    cursor = focused.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)  # may be a QRectF
    place = QRectF(cursor or focused.rect()).toRect().center()
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(focused, QContextMenuEvent(reason, place, focused.mapToGlobal(place)))


def show_hint_here() -> None:
    """Show the hint that the pointer would bring, and say it."""
    focused = QApplication.focusWidget()
    if focused is None:
        return
    hint = _hint_of(focused) or _("There is no hint on this.")
    QToolTip.showText(focused.mapToGlobal(_below(focused)), hint, focused)
    announce(focused, QTextDocumentFragment.fromHtml(hint).toPlainText())


def _hint_of(focused: QWidget) -> str:
    if isinstance(focused, QAbstractItemView):
        tip = focused.currentIndex().data(Qt.ItemDataRole.ToolTipRole)
        if tip:
            return str(tip)
    part: QWidget | None = focused
    while part is not None and not part.isWindow():
        if part.toolTip():
            return part.toolTip()
        part = part.parentWidget()
    return focused.accessibleDescription()


def _below(focused: QWidget) -> QPoint:
    if isinstance(focused, QAbstractItemView) and focused.currentIndex().isValid():
        row = focused.visualRect(focused.currentIndex())
        return focused.viewport().mapTo(focused, row.bottomLeft())
    return focused.rect().bottomLeft()


class KeysHere(QObject):
    """Gives both keys to each dialog that has the keyboard; a main window has them in menus."""

    def __init__(self, app: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        app.focusChanged.connect(self._meet)

    @Slot(QWidget, QWidget)
    def _meet(self, _before: QWidget | None, now: QWidget | None) -> None:
        window = None if now is None else now.window()
        if window is None or isinstance(window, QMainWindow) or window.property(MENU):
            return
        window.setProperty(MENU, True)
        for keys, act in ((MENU, open_menu_here), (HINT, show_hint_here)):
            QShortcut(QKeySequence(keys), window).activated.connect(act)
