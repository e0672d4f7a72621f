"""The compare tray: which entries a person has put aside to see side by side."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from PySide6.QtCore import QObject, Signal

MOST_COMPARED = 8
LEAST_COMPARED = 2


class Tray(QObject):
    """Up to eight entry ids, in the order they were put in."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        return self._ids

    @property
    def full(self) -> bool:
        return len(self._ids) >= MOST_COMPARED

    def __contains__(self, entry_id: object) -> bool:
        return entry_id in self._ids

    def __len__(self) -> int:
        return len(self._ids)

    def put(self, entry_id: str) -> bool:
        """Add an entry; False where the tray is full."""
        if entry_id in self._ids:
            return True
        if self.full:
            return False
        self._set((*self._ids, entry_id))
        return True

    def take_out(self, entry_id: str) -> None:
        self._set(tuple(key for key in self._ids if key != entry_id))

    def toggle(self, entry_ids: Collection[str]) -> bool:
        """Put all in, or take all out where all are in; False where one would be the ninth."""
        if all(entry_id in self for entry_id in entry_ids):
            self._set(tuple(key for key in self._ids if key not in entry_ids))
            return True
        return all(self.put(entry_id) for entry_id in entry_ids)

    def replace(self, entry_ids: Iterable[str]) -> None:
        self._set(tuple(dict.fromkeys(entry_ids))[:MOST_COMPARED])

    def clear(self) -> None:
        self._set(())

    def _set(self, ids: tuple[str, ...]) -> None:
        if ids != self._ids:
            self._ids = ids
            self.changed.emit()
