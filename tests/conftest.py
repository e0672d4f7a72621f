from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

import dev

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.desks import Starting

# How long an example takes depends on what else the machine does.
settings.register_profile("exodesk", deadline=None)
settings.load_profile("exodesk")

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["LANGUAGE"] = "en_GB"  # whatever the computer speaks

_COLLECTED_EVERY = 20
_ended = 0


def pytest_sessionstart() -> None:
    """Collect garbage between tests alone.

    A collection in the middle of a call into Qt that ended windows of earlier tests has been seen
    to wait for ever, inside PySide. The program itself keeps its windows until it ends.
    """
    gc.disable()
    dev.compile_translations(dev.ROOT)


def pytest_runtest_logfinish() -> None:
    global _ended
    _ended += 1
    if _ended % _COLLECTED_EVERY == 0:
        gc.collect()


def pytest_sessionfinish() -> None:
    gc.enable()


@pytest.fixture
def start(qtbot: QtBot, tmp_path: Path) -> Iterator[Starting]:
    """Starts the whole program on a profile of its own."""
    from tests.desks import starting  # here: most tests need no window

    with starting(qtbot, tmp_path) as ready:
        yield ready
