"""The underlined letters of a window: Alt with one leads to what carries it.

They are given here, not in the messages, so that no two of what is in sight share one, in any
language. A text in other letters than Latin ones gets a Latin one in brackets, since the keyboard
has Latin letters on its keys, or can be switched to them: ``नाम (&N)``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
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

NO_BRACKETS = "no_room_for_brackets"  # a property of what has no room but for its own words
_NAMED = "named_by_its_letter"
_LETTER = re.compile("&([^& ])")
_ALT = re.compile(r"Alt\+([A-Z])$")

Carrier = QAbstractButton | QLabel


class Letters(QObject):
    """Gives letters to what ``window`` shows, and gives them anew as that changes.

    What carries one keeps it for as long as nothing of an author's needs it. Of several that say
    the same, such as a button beside each field, the first has one.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
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
        taken = set(_taken_elsewhere(self._window))
        lacking: dict[str, Carrier] = {}
        said = set()
        for carrier in _carriers(self._window):
            letter, words = _letter_of(carrier.text()), without_mnemonic(carrier.text())
            if letter and letter not in taken and words not in said:
                taken.add(letter)
                said.add(words)
                _name(carrier)
            elif words in said or words in lacking:
                _write(carrier, words.replace("&", "&&"))
            else:
                lacking[words] = carrier
            if (around := carrier.parentWidget()) is not None:
                # A layout within an area that scrolls tells the window nothing.
                around.installEventFilter(self)
        plain = [words.replace("&", "&&") for words in lacking]
        for carrier, text in zip(lacking.values(), with_letters(plain, taken), strict=True):
            bracketed = text.endswith(")") and "(&" in text
            no_room = bracketed and carrier.property(NO_BRACKETS)
            _write(carrier, text.rpartition(" ")[0] if no_room else text)


class LetteredDialog(QDialog):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        Letters(self)


def with_letters(texts: Sequence[str], taken: AbstractSet[str] = frozenset()) -> list[str]:
    """``texts``, as Qt takes them, each with a letter of its own that is not ``taken``.

    The first have the first choice, but give way to one that has no other letter. A text none of
    whose letters is free gets any that is, in brackets, and none where there is none.
    """
    owners: dict[str, int] = {}

    def find(number: int, tried: set[str]) -> bool:
        wanted = [each for each in _letters(texts[number]) if each not in taken | tried]
        for letter in wanted:
            if letter not in owners:
                owners[letter] = number
                return True
        for letter in wanted:
            tried.add(letter)
            if find(owners[letter], tried):
                owners[letter] = number
                return True
        return False

    for number, text in enumerate(texts):
        if _letters(text) and not find(number, set()):
            free = next((each for each in ascii_uppercase if each not in taken | owners.keys()), "")
            owners[free or f"none for {number}"] = number
    letters = {number: letter for letter, number in owners.items()}
    return [_with(text, letters.get(number, "")) for number, text in enumerate(texts)]


def _with(words: str, letter: str) -> str:
    if len(letter) != 1:
        return words
    place = next((n for n in _places(words) if words[n].upper() == letter), None)
    return f"{words} (&{letter})" if place is None else f"{words[:place]}&{words[place:]}"


def _letters(words: str) -> list[str]:
    """The letters that may stand for ``words``, the best ones first."""
    own = [words[place].upper() for place in _places(words)]
    return list(dict.fromkeys(own or _sounds(words)))


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

    The buttons of a dialog have the same letters in each, then come fields, then the rest. What
    is only pressed in a window with menus has its letters there.
    """
    parts = [each for each in window.findChildren(QWidget) if _in_sight(each, window)]
    buttons = [each for each in parts if isinstance(each, QAbstractButton) and _shows_words(each)]
    if window.findChild(QMenuBar) is not None:
        buttons = [each for each in buttons if each.isCheckable()]
    yield from (each for each in buttons if _ends_a_dialog(each))
    yield from (each for each in parts if isinstance(each, QLabel) and _leads_on(each))
    yield from (each for each in buttons if not _ends_a_dialog(each))


def _in_sight(widget: QWidget, window: QWidget) -> bool:
    return widget.isVisible() and widget.window() is window


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


def _write(carrier: Carrier, text: str) -> None:
    if text != carrier.text():
        carrier.setText(text)
    _name(carrier)


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
