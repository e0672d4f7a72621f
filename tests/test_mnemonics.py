"""The underlined letters: each leads to one command of its menu, in every language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu, QMenuBar
from pytestqt.qtbot import QtBot

from exodesk.translation import languages, use_language
from tests.desks import starting


def letters(menu: QMenu | QMenuBar) -> Counter[str]:
    texts = [action.text().replace("&&", "") for action in menu.actions() if action.isVisible()]
    return Counter(letter.casefold() for text in texts for letter in re.findall("&(.)", text))


def filled(menu: QMenuBar | QMenu, path: str = "") -> Iterator[tuple[str, QMenu | QMenuBar]]:
    """A menu and those within, each as it is when it is opened."""
    if isinstance(menu, QMenu):
        menu.aboutToShow.emit()
    yield path, menu
    for action in menu.actions():
        below = action.menu()
        if isinstance(below, QMenu):
            yield from filled(below, f"{path} ▸ {action.text()}")


@pytest.mark.parametrize("language", languages())
def test_no_two_commands_of_a_menu_have_the_same_letter(
    language: str, qtbot: QtBot, tmp_path: Path
) -> None:
    with starting(qtbot, tmp_path) as start:
        desk = start(
            shipped_file=start.usual, workspace=tmp_path / "own.exodesk", language=language
        )
        qtbot.waitUntil(lambda: desk.own_work.workspace.writable)
        menus = list(filled(desk.window.menuBar()))
        doubles = {
            path: [letter for letter, times in letters(menu).items() if times > 1]
            for path, menu in menus
        }
        assert {path: found for path, found in doubles.items() if found} == {}
        assert len(menus) > 8
        assert letters(desk.window.menuBar())
    use_language("en")
