"""The underlined letters of a window: Alt with one leads to what carries it.

They are given here, not in the messages, so that no two of what is in sight share one, in any
language. A text in other letters than Latin ones gets a Latin one in brackets, since the keyboard
has Latin letters on its keys, or can be switched to them: ``नाम (&N)``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from string import ascii_uppercase

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QMenuBar,
    QToolButton,
    QWidget,
)

from exodesk.ui.menu_acts import without_mnemonic

NO_LETTER = "no_letter"  # a property of what has too many like it, such as the entries compared
_NAMED = "named_by_its_letter"
_LETTER = re.compile("&([^& ])")
_ALT = re.compile(r"Alt\+([A-Z])$")

Carrier = QAbstractButton | QLabel


class Letters(QObject):
    """Gives letters to what ``window`` shows, and gives them anew as that changes.

    What carries one keeps it for as long as nothing of an author's needs it.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._watched: set[QObject] = {window}
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.give)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and watched is self._window:
            self.give()  # before a dialog sees how large it has to be
        elif event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self._soon.start()
        return False

    @Slot()
    def give(self) -> None:
        if not self._window.isVisible():
            return
        carriers = list(_carriers(self._window))
        taken = set(_taken_elsewhere(self._window))
        without = []
        for carrier in carriers:
            letter = _letter_of(carrier.text())
            if letter and letter not in taken:
                taken.add(letter)
                _name(carrier)
            else:
                without.append(carrier)
        for carrier in without:
            plain = without_mnemonic(carrier.text()) if _letter_of(carrier.text()) else ""
            words = plain.replace("&", "&&") or carrier.text()
            text = with_letter(words, taken)
            if text != carrier.text():
                carrier.setText(text)
            taken.add(_letter_of(text))
            _name(carrier)
        self._watch(carriers)

    def _watch(self, carriers: list[Carrier]) -> None:
        """A layout within an area that scrolls tells the window nothing."""
        around = {parent for each in carriers if (parent := each.parentWidget()) is not None}
        for each in around - self._watched:
            each.installEventFilter(self)
        self._watched |= around


class LetteredDialog(QDialog):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        Letters(self)


def with_letter(words: str, taken: set[str]) -> str:
    """``words``, as Qt takes them, with a letter that is not ``taken``; as they are without one."""
    if not re.search(r"[^\W\d_]", words):
        return words
    for place in _places(words):
        if words[place].upper() not in taken:
            return f"{words[:place]}&{words[place:]}"
    free = (letter for letter in (*_sounds(words), *ascii_uppercase) if letter not in taken)
    letter = next(free, "")
    return f"{words} (&{letter})" if letter else words


def room_with_letter(label: QLabel) -> int:
    """How wide ``label`` is at most, in pixels, once it has its letter."""
    added = "" if _places(label.text()) else " (M)"
    return label.sizeHint().width() + label.fontMetrics().horizontalAdvance(added)


def _places(words: str) -> list[int]:
    """Where ASCII letters stand, those that begin a word first."""
    places = [n for n, each in enumerate(words) if each.isascii() and each.isalpha()]
    return sorted(places, key=lambda n: n > 0 and words[n - 1].isalnum())


def _sounds(words: str) -> Iterator[str]:
    """The Latin letters that letters of other scripts are called by: N for न, S for ś."""
    for each in words:
        called = re.search(r" LETTER (?:[A-Z]+ )*?([A-Z])[A-Z]*(?: WITH .*)?$", _called(each))
        if called is not None:
            yield called[1]


def _called(letter: str) -> str:
    return "" if letter.isascii() else unicodedata.name(letter, "")


def _letter_of(text: str) -> str:
    found = _LETTER.search(text.replace("&&", ""))
    return found[1].upper() if found is not None else ""


def _carriers(window: QWidget) -> Iterator[Carrier]:
    """What is in sight and can carry a letter, such as most need one of their own first.

    The buttons of a dialog have the same letters in each, then come fields, then the rest.
    """
    parts = [each for each in window.findChildren(QWidget) if _in_sight(each, window)]
    buttons = [each for each in parts if isinstance(each, QAbstractButton) and _shows_words(each)]
    yield from (each for each in buttons if _ends_a_dialog(each))
    yield from (each for each in parts if isinstance(each, QLabel) and _leads_on(each))
    yield from (each for each in buttons if not _ends_a_dialog(each))


def _in_sight(widget: QWidget, window: QWidget) -> bool:
    return widget.isVisible() and widget.window() is window and not widget.property(NO_LETTER)


def _leads_on(label: QLabel) -> bool:
    field = label.buddy()
    return field is not None and field.isVisible()


def _ends_a_dialog(button: QAbstractButton) -> bool:
    return isinstance(button.parentWidget(), QDialogButtonBox)


def _shows_words(button: QAbstractButton) -> bool:
    if isinstance(button, QToolButton):
        only_icon = button.toolButtonStyle().value == 0
        return bool(button.text()) and not (only_icon and not button.icon().isNull())
    return bool(button.text())


def _taken_elsewhere(window: QWidget) -> Iterator[str]:
    """The letters of the menu bar and of shortcuts."""
    for bar in window.findChildren(QMenuBar):
        yield from (_letter_of(action.text()) for action in bar.actions())
    keys = [each.key() for each in window.findChildren(QShortcut)]
    keys += [key for each in window.findChildren(QAction) for key in each.shortcuts()]
    yield from (found[1] for key in keys if (found := _ALT.match(key.toString())))


def _name(carrier: Carrier) -> None:
    """A letter in brackets is for the eye alone: what is heard goes without it."""
    if "(&" not in carrier.text() and carrier.property(_NAMED) is None:
        return  # Qt takes the sign away itself
    plain = without_mnemonic(carrier.text())
    named: list[QWidget] = [carrier]
    if isinstance(carrier, QLabel) and (field := carrier.buddy()) is not None:
        named.append(field)
    for each in named:
        if each.accessibleName() in ("", each.property(_NAMED)):
            each.setAccessibleName(plain)
            each.setProperty(_NAMED, plain)
