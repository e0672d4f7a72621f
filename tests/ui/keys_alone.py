"""A person with a keyboard and nothing else: presses keys, and hears or reads where they lead."""

from __future__ import annotations

import re

from PySide6.QtCore import QDeadlineTimer, QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMainWindow, QMenu, QWidget

from tests.ui.keyboard import heard

_MOST_STOPS = 150
_PATIENCE_MS = 2_000


class Keys:
    """Keys go to what has the focus, as from a keyboard; nothing is reached otherwise."""

    def press(self, *keys: str) -> None:
        """Each is written as in a menu: ``Tab``, ``Ctrl+K``, ``Alt+V``."""
        for key in keys:
            *modifiers, name = key.split("+")
            together = Qt.KeyboardModifier.NoModifier
            for modifier in modifiers:
                together |= _MODIFIERS[modifier]
            code = getattr(Qt.Key, f"Key_{name.upper() if len(name) == 1 else name}")
            QTest.keyClick(self.focus(), code, together)
            QApplication.processEvents()
            self._stays_seen(key)

    def _stays_seen(self, key: str) -> None:
        """What was just made is laid out, and so seen, when further events are handled."""
        deadline = QDeadlineTimer(_PATIENCE_MS)
        while (lost := self.lost()) and not deadline.hasExpired():
            QApplication.processEvents()
        assert not lost, f"after {key} {lost}"

    def lost(self) -> str:
        """Why no key would be seen to act now; nothing where what has the focus is seen."""
        if all(each.isHidden() for each in QApplication.topLevelWidgets()):
            return ""  # the program was left
        front = self._front()
        focused = _focused_in(front)
        if front.windowType() is Qt.WindowType.Popup and focused is None:
            return ""  # a menu or a list of suggestions marks its current line instead
        if focused is None:
            return f"nothing has the focus in {front}"
        if not focused.isVisible() or not focused.isEnabled():
            return f"what has the focus is hidden or disabled: {focused} “{heard(focused)}”"
        return ""

    def type(self, text: str) -> None:
        """Letter by letter into whatever has the focus, in place of what stands there."""
        self.press("Ctrl+A")
        self.add(text)

    def add(self, text: str) -> None:
        for letter in text:
            _letter(self.focus(), letter)
        QApplication.processEvents()

    def focus(self) -> QWidget:
        """What has the keyboard: in a panel that has popped up, else in the window in front."""
        front = self._front()
        return _focused_in(front) or front

    def _front(self) -> QWidget:
        popup = QApplication.activePopupWidget()
        front = popup or QApplication.activeModalWidget() or QApplication.activeWindow()
        if front is None:  # what a window manager does when a dialog is closed
            front = next(
                each
                for each in QApplication.topLevelWidgets()
                if each.isVisible() and each.windowType() is not Qt.WindowType.Popup
            )
            front.activateWindow()
            QApplication.processEvents()
        return front

    def hears(self) -> str:
        """What a screen reader says of what has the focus."""
        return heard(self.focus())

    def hears_item(self) -> str:
        """What a screen reader says of the current line or cell of a list or a table."""
        view = self.focus()
        if not isinstance(view, QAbstractItemView):
            return ""
        # Not by its interface: without a screen reader Qt keeps cells there that are gone.
        current = view.currentIndex()
        return str(current.data(Qt.ItemDataRole.AccessibleTextRole) or current.data() or "")

    def pick(self, *words: str) -> None:
        """Down to the line of an open menu that begins with each of ``words``, and into it."""
        for word in words:
            for _stop in range(_MOST_STOPS):
                menu = self._front()
                assert isinstance(menu, QMenu), f"no menu is open for “{word}”"
                now = menu.activeAction()
                if now is not None and now.text().replace("&", "").startswith(word):
                    break
                self.press("Down")
            else:
                raise AssertionError(f"Down never leads to “{word}”")
            self.press("Return")

    def go_to(self, name: str, key: str = "Tab") -> QWidget:
        """Press ``key`` until what has the focus is called so, or begins with it."""
        met = []
        for _stop in range(_MOST_STOPS):
            met.append(self.hears())
            if met[-1].startswith(name):
                return self.focus()
            self.press(key)
        raise AssertionError(f"{key} never leads to “{name}”, only to {sorted(set(met))}")

    def fill(self, **texts: str) -> None:
        """Type into fields of a form, each called as its label says (``_`` for a space)."""
        for name, text in texts.items():
            self.go_to(name.replace("_", " "))
            self.type(text)

    def choose(self, *letters: str) -> None:
        """A command by the letters that are underlined, the menu's first."""
        self.press(f"Alt+{letters[0]}", *letters[1:])

    def command(self, window: QMainWindow, action: QAction) -> None:
        """A command by the letters underlined for it, in whichever language."""
        assert action.isEnabled(), action.text()
        menu = next(
            each
            for each in window.menuBar().actions()
            if isinstance(below := each.menu(), QMenu) and action in below.actions()
        )
        self.choose(*(re.search("&(.)", each.text())[1].upper() for each in (menu, action)))  # type: ignore[index]


def _focused_in(window: QWidget) -> QWidget | None:
    return window.focusWidget()


def _letter(focused: QWidget, letter: str) -> None:
    if letter.isascii():
        QTest.keyClicks(focused, letter)
        return
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):  # QTest knows ASCII alone
        event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(focused, event)


_MODIFIERS = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
}
