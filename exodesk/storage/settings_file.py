"""What the window remembers between two starts: one JSON file, never worth a failed start."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

from exodesk.domain.errors import ExodeskError
from exodesk.storage.whole_files import write_file


class SettingsFile:
    """A damaged file is kept under another name, and the defaults count."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known = _written({})

    @property
    def path(self) -> Path:
        return self._path

    def load(self) -> dict[str, Any]:
        try:
            if self._path.exists() and not self._path.is_file():
                return {}  # a pipe would be waited for, a folder is not ours to move
            found = json.loads(self._path.read_text("utf-8"))
            if not isinstance(found, dict):
                raise ValueError("settings are one object in braces")
            self._known = _written(found)
        except (OSError, ValueError, RecursionError):
            self._set_aside()
            return {}
        return found

    def save(self, settings: dict[str, Any]) -> None:
        """Write ``settings``; a failure is not worth a word, since nothing of value is lost."""
        data = _written(settings)
        if data == self._known:
            return
        with contextlib.suppress(OSError, ExodeskError):
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_file(self._path, data)
            self._known = data

    def _set_aside(self) -> None:
        with contextlib.suppress(OSError):
            if self._path.exists():
                self._path.replace(self._path.with_suffix(".damaged.json"))


def _written(settings: dict[str, Any]) -> bytes:
    # In ASCII, since a name that was typed may hold what no encoding can.
    return json.dumps(settings, indent=1).encode("ascii")
