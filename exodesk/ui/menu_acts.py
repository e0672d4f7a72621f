"""What the menus hold, read from the menus themselves, for a list of keys and for a palette."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar


@dataclass(frozen=True, slots=True)
class MenuAct:
    """An action and the titles of the menus that lead to it, from the bar inwards."""

    path: tuple[str, ...]
    action: QAction

    @property
    def text(self) -> str:
        return without_mnemonic(self.action.text())

    @property
    def keys(self) -> tuple[str, ...]:
        native = QKeySequence.SequenceFormat.NativeText
        return tuple(key.toString(native) for key in self.action.shortcuts())

    @property
    def can(self) -> bool:
        return self.action.isEnabled()

    @property
    def why_not(self) -> str:
        """Why it can't be done now, where whoever has disabled it has said so."""
        tip = self.action.toolTip()
        said = tip != QAction(self.action.text()).toolTip()
        return tip if said and not self.can else ""


def acts_in(bar: QMenuBar) -> list[MenuAct]:
    """Every action of every menu, in their order; menus that fill themselves are filled."""
    found: dict[QAction, MenuAct] = {}
    for act in _acts(bar, ()):
        found.setdefault(act.action, act)
    return list(found.values())


def without_mnemonic(text: str) -> str:
    """``Find`` of ``&Find``; also of ``Find (&F)``, as other letters than Latin ones have it."""
    return re.sub("&(.)", r"\1", re.sub(r" ?\(&[^&]\)", "", text))


def _acts(holder: QMenuBar | QMenu, path: tuple[str, ...]) -> Iterator[MenuAct]:
    for action in holder.actions():
        menu = action.menu()
        if isinstance(menu, QMenu):
            menu.aboutToShow.emit()
            yield from _acts(menu, (*path, without_mnemonic(action.text())))
        elif not action.isSeparator() and action.text() and action.isVisible():
            yield MenuAct(path, action)
