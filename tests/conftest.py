from __future__ import annotations

import gc
import os

from hypothesis import settings

import dev

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
