"""The rows of the command palette: what can be done, entries to go to, quotes to open."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from exodesk.domain.words import words_in
from exodesk.ui.roles import Role
from exodesk.wording import gettext as _

Index = QModelIndex | QPersistentModelIndex
_FEWEST_LETTERS = 2
_NOWHERE = sys.maxsize


@dataclass(frozen=True, slots=True)
class Command:
    """``place`` says where it stands or what it is, ``why_not`` is "" where it can be done."""

    text: str
    place: str
    act: Callable[[], object]
    keys: str = ""
    why_not: str = ""
    stands_for: int = 1
    """Of how much that was found it tells."""

    def sentence(self) -> str:
        """What a screen reader says of it."""
        if self.why_not:
            return _("{text}, {place}, can't be done now: {why}").format(
                text=self.text, place=self.place, why=self.why_not
            )
        if self.keys:
            return _("{text}, {place}, {keys}").format(
                text=self.text, place=self.place, keys=self.keys
            )
        return _("{text}, {place}").format(text=self.text, place=self.place)


def matching(commands: Iterable[Command], words: str) -> list[Command]:
    """Those that hold every word typed.

    First stand those whose own text begins so, then those of whose words some do, then the rest.
    """
    typed = words_in(words)
    found: tuple[list[Command], ...] = ([], [], [])
    for command in commands:
        own = words_in(command.text)
        place = words_in(command.place)
        if " ".join(own).startswith(" ".join(typed)):
            found[0].append(command)
        elif all(any(word.startswith(part) for word in own) for part in typed):
            found[1].append(command)
        elif all(any(part in word for word in (*own, *place)) for part in typed):
            found[2].append(command)
    return [*chain.from_iterable(found)]


def nearly(commands: Iterable[Command], words: str) -> list[Command]:
    """Those whose own text holds the letters typed in their order, the first where a word begins.

    Where they are the first letters of words (``nq`` of “New quote”) it stands before the rest;
    else those stand first that hold them closest together.
    """
    letters = "".join(words_in(words))
    if len(letters) < _FEWEST_LETTERS:
        return []
    found = []
    for command in commands:
        own = words_in(command.text)
        if (span := _span(letters, " ".join(own))) < _NOWHERE:
            initials = letters in "".join(word[:1] for word in own)
            found.append((not initials, span, command))
    return [command for *_rank, command in sorted(found, key=lambda each: each[:2])]


def _span(letters: str, text: str) -> int:
    """How many letters of ``text`` it takes to meet all of ``letters``."""
    starts = (n for n in range(len(text)) if text[n] == letters[0] and text[:n][-1:] in ("", " "))
    return min((_length(letters, text, start) for start in starts), default=_NOWHERE)


def _length(letters: str, text: str, start: int) -> int:
    at = start - 1
    for letter in letters:
        at = text.find(letter, at + 1)
        if at < 0:
            return _NOWHERE
    return at - start


class CommandList(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._commands: tuple[Command, ...] = ()

    def show(self, commands: Sequence[Command]) -> None:
        self.beginResetModel()
        self._commands = tuple(commands)
        self.endResetModel()

    def command(self, row: int) -> Command | None:
        return self._commands[row] if 0 <= row < len(self._commands) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._commands)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        command = self.command(index.row())
        if command is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return command.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return command.sentence()
            case Role.SECOND:
                return command.why_not or command.place
            case Role.AGE:
                return command.keys
            case Role.QUIET:
                return bool(command.why_not)
        return None
