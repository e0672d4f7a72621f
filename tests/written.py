"""Waits until what is exported stands in its file, or was refused."""

from __future__ import annotations

from time import monotonic

from PySide6.QtTest import QTest

from exodesk.ui.flows.exporting import Exporting

_PATIENCE = 60  # seconds


def wait_until_written(exporting: Exporting) -> None:
    end = monotonic() + _PATIENCE
    while exporting.busy:
        assert monotonic() < end, "the export has not ended"
        QTest.qWait(1)
