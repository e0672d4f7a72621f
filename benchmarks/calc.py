"""LibreOffice Calc showing the same table: what people would open instead."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

from benchmarks.readings import Reading, Unit
from benchmarks.screens import Screen

_EVERY = 0.05
_UNCHANGED = 2.0
_PATIENCE = 120.0
_MIDDLE = (200, 300, 800, 500)  # of the screen: cells, whatever bars stand around them


def why_not(screen: Screen) -> str:
    """In words why Calc cannot be measured here; empty where it can."""
    if _program() is None:
        return "LibreOffice is not installed here"
    if screen.display is None:
        return "LibreOffice shows no window without an X server"
    return ""


def starts(table: Path, screen: Screen, folder: Path, times: int, rows: int) -> Iterator[Reading]:
    """From the command until the cells of ``table`` stand on the screen as they stay."""
    profile = folder / "calc"
    _start(table, screen, profile)  # makes its profile
    taken = tuple(_start(table, screen, profile) for _time in range(times))
    yield Reading("calc start wall", rows, taken, Unit.WALL)


def _program() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def _start(table: Path, screen: Screen, profile: Path) -> float:
    program = _program()
    assert program is not None
    command = [program, "--calc", "--norestore", "--nologo", "--nofirststartwizard"]
    command += [f"-env:UserInstallation={profile.as_uri()}", str(table)]
    began = monotonic()
    process = subprocess.Popen(
        command,
        env={**os.environ, **screen.settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return _when_unchanged(screen) - began
    finally:
        os.killpg(process.pid, 15)
        process.wait()


def _when_unchanged(screen: Screen) -> float:
    """The moment from which the middle of the screen looked as it did at last."""
    from PySide6.QtGui import QGuiApplication

    app = QGuiApplication.instance() or QGuiApplication(["exodesk-bench"])
    assert isinstance(app, QGuiApplication)
    before = _picture(app)
    changed = monotonic()
    end = changed + _PATIENCE
    seen = False
    while monotonic() < end:
        sleep(_EVERY)
        now = _picture(app)
        if now != before:
            before, changed, seen = now, monotonic(), True
        elif seen and monotonic() - changed > _UNCHANGED:
            return changed
    raise TimeoutError("Calc showed nothing")


def _picture(app: object) -> bytes:
    from PySide6.QtGui import QGuiApplication

    picture = QGuiApplication.primaryScreen().grabWindow(0, *_MIDDLE).toImage()
    return bytes(picture.constBits())
