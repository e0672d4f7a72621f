"""Keeping what a person set up: a moment after each change, and when the window closes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Slot

from exodesk.paths import data_file
from exodesk.storage.settings_file import SettingsFile
from exodesk.ui.flows import memory

_SAVE_AFTER_MS = 1000


class Keeping(QObject):
    """Holds the settings between their file and the window; ``collect`` gives those of now.

    The view of a catalogue is kept only once that catalogue has been shown: one that could not be
    read, or is still being read, leaves what was remembered of it as it is.
    """

    def __init__(self, file: SettingsFile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self.settings = file.load()
        self._collect: Callable[[], Mapping[str, Any]] = dict
        self._view: Callable[[], Mapping[str, Any]] = dict
        self._shown = ""
        self._paused = 0
        self._timer = QTimer(self, singleShot=True, interval=_SAVE_AFTER_MS)
        self._timer.timeout.connect(self.keep)

    @property
    def path(self) -> Path:
        return self._file.path

    def collect_from(
        self, collect: Callable[[], Mapping[str, Any]], view: Callable[[], Mapping[str, Any]]
    ) -> None:
        """``collect`` gives the settings of the window, ``view`` those of the catalogue in it."""
        self._collect, self._view = collect, view

    def meet(self, path: Path) -> dict[str, Any]:
        """What was remembered of a catalogue; from now on what is seen belongs to it."""
        self._shown = "shipped" if path == data_file() else str(path.resolve())
        return memory.view_of(self.settings, self._shown)

    @contextmanager
    def paused(self) -> Iterator[None]:
        """What changes meanwhile is no act of the person's."""
        self._paused += 1
        try:
            yield
        finally:
            self._paused -= 1

    @Slot()
    def keep_soon(self) -> None:
        if not self._paused:
            self._timer.start()

    @Slot()
    def keep(self) -> None:
        self._timer.stop()
        self.settings.update(self._collect())
        if self._shown:
            views = memory.mapping(self.settings.get("views"))
            self.settings["views"] = {**views, self._shown: dict(self._view())}
        self._file.save(dict(self.settings))
