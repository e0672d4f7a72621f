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
        self._known: dict[str, Any] = {}

    def load(self) -> dict[str, Any]:
        try:
            text = self._path.read_text("utf-8")
        except (OSError, ValueError):
            self._set_aside()
            return {}
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            self._set_aside()
            return {}
        self._known = found
        return dict(found)

    def save(self, settings: dict[str, Any]) -> None:
        """Write ``settings``; a failure is not worth a word, since nothing of value is lost."""
        if settings == self._known:
            return
        data = json.dumps(settings, ensure_ascii=False, indent=1).encode()
        with contextlib.suppress(OSError, ExodeskError):
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_file(self._path, data)
            self._known = dict(settings)

    def _set_aside(self) -> None:
        with contextlib.suppress(OSError):
            if self._path.exists():
                self._path.replace(self._path.with_suffix(".damaged.json"))
