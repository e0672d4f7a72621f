"""What a screen reader is told to say by itself, in the order in which it is told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent


@contextmanager
def listening() -> Iterator[list[str]]:
    """The announcements, as long as one listens; the list can be emptied."""
    heard: list[str] = []

    def note(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            heard.append(event.message())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QAccessible, "updateAccessibility", staticmethod(note))
        yield heard
