"""A person who does all by keyboard, in whichever language, from one start to the next."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from exodesk.app import Desk
from exodesk.wording import gettext as _
from tests.desks import Starting
from tests.test_hindi_journeys import NAMES
from tests.ui.keys_alone import Keys
from tests.ui.words_seen import english_in


class Person:
    """Starts the program as often as need be, and knows its words.

    ``heard`` is what was said without being asked, where somebody listens.
    """

    def __init__(
        self,
        start: Starting,
        folder: Path,
        language: str,
        qtbot: QtBot,
        heard: list[str] | None = None,
    ) -> None:
        self._start, self.folder, self._language, self._qtbot = start, folder, language, qtbot
        self.keys, self.heard = Keys(), [] if heard is None else heard
        self.workspace = folder / "own.exodesk"

    def starts(self, *, writable: bool = True) -> Desk:
        desk = self._start(
            shipped_file=self._start.usual, workspace=self.workspace, language=self._language
        )
        if writable:
            self._qtbot.waitUntil(lambda: desk.own_work.workspace.writable)
        self._qtbot.waitUntil(desk.window.isActiveWindow)
        return desk

    def leaves(self) -> None:
        self._start.close()

    def reads_well(self, desk: Desk, *typed: str) -> None:
        """In Hindi no English is left in the window in front."""
        if self._language == "hi":
            assert english_in(desk.window, (*NAMES, *typed, str(self.workspace))) == []

    def adds(self, name: str, price: str = "£300") -> None:
        self.keys.press("Ctrl+N")
        self.keys.go_to(_("Name"))
        self.keys.type(name)
        self.keys.go_to(_("Price"))
        self.keys.type(price)
        self.keys.press("Ctrl+S")

    def takes(self, way: str) -> None:
        self.keys.go_to(way)
        self.keys.press("Space")

    def names_file(self, desk: Desk, path: Path) -> None:
        """Types it into the dialog of files in front, which is gone then.

        So is what completes a name in it, but only when the events of a loop are done.
        """
        self.keys.type(str(path))
        self.keys.press("Return")
        self._qtbot.waitUntil(lambda: not desk.window.findChildren(QFileDialog))

    def saves_as(self, path: Path) -> None:
        self.keys.press("Ctrl+E")
        self.keys.type(str(path))
        self.keys.press("Return")

    def is_offered(self, desk: Desk, action: str) -> None:
        self._qtbot.waitUntil(lambda: desk.window.message.action.text().startswith(action))

    def is_told(self, words: str) -> None:
        self._qtbot.waitUntil(lambda: any(words in each for each in self.heard))
        # What completes a name in a file dialog goes with it, when the events of a loop are done.
        self._qtbot.waitUntil(
            lambda: self.keys.focus().window().windowType() is not Qt.WindowType.Popup
        )
