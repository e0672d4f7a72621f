"""Where the windows of a run are shown: an X server of its own where there is one, else nowhere."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

_SCREEN = "1600x1000x24"


@dataclass(frozen=True, slots=True)
class Screen:
    """In words where windows are shown, and the settings of processes that show them there."""

    words: str
    settings: dict[str, str]
    display: str | None = None


@contextmanager
def screen(*, offscreen: bool = False) -> Iterator[Screen]:
    """A screen that nobody looks at."""
    server = None if offscreen or not sys.platform.startswith("linux") else shutil.which("Xvfb")
    if server is None:
        yield Screen("offscreen, without an X server", {"QT_QPA_PLATFORM": "offscreen"})
        return
    with _running(server) as display:
        settings = {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display}
        yield Screen("X (Xvfb)", settings, display)


def here() -> Screen:
    """The screen that this process was started on."""
    return Screen("", {}, os.environ.get("DISPLAY"))


@contextmanager
def _running(server: str) -> Iterator[str]:
    read, write = os.pipe()
    command = [server, "-displayfd", str(write), "-screen", "0", _SCREEN, "-nolisten", "tcp"]
    process = subprocess.Popen(
        command, pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    os.close(write)
    try:
        with os.fdopen(read, encoding="ascii") as answer:
            yield f":{answer.readline().strip()}"
    finally:
        process.terminate()
        process.wait()
