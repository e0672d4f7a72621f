"""A screen reader for tests: the real program, told over AT-SPI, under an X server of its own."""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CLIENT = Path(__file__).with_name("screen_reader_client.py")
SYSTEM_PYTHON = "/usr/bin/python3"
_LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
_ANSWERED_WITHIN_S = 60


def what_lacks() -> str:
    """Why no screen reader can be run here, in a sentence; empty where one can."""
    if not sys.platform.startswith("linux"):
        return "AT-SPI is a thing of Linux"
    lacking = [name for name in ("Xvfb", "dbus-run-session") if shutil.which(name) is None]
    if not any(Path(launcher).exists() for launcher in _LAUNCHERS):
        lacking.append("at-spi2-core")
    code = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    if (
        not Path(SYSTEM_PYTHON).exists()
        or subprocess.run([SYSTEM_PYTHON, "-c", code], capture_output=True, check=False).returncode
    ):
        lacking.append("gir1.2-atspi-2.0 for the system's Python")
    return f"this machine lacks {', '.join(lacking)}" if lacking else ""


class ScreenReader:
    """Hands orders to the client; their names and arguments stand in its class Client."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def __getattr__(self, name: str) -> Any:
        return lambda *plain, **more: self._do(name, plain, more)

    def _do(self, name: str, plain: Sequence[Any], more: Mapping[str, Any]) -> Any:
        asked = dict(zip(_ARGUMENTS.get(name, ()), plain, strict=False))
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps({"do": name, **asked, **more}) + "\n")
        process.stdin.flush()
        answer = json.loads(self._line())
        if "answer" not in answer:
            raise AssertionError(answer.get("error", f"no answer to {name}"))
        return answer["answer"]

    def _line(self) -> str:
        """The next answer; AT-SPI's own daemons write among them."""
        assert self._process.stdout is not None
        while select.select([self._process.stdout], [], [], _ANSWERED_WITHIN_S)[0]:
            line = self._process.stdout.readline()
            if line.startswith("{") or not line:
                return line or "{}"
        return "{}"


_ARGUMENTS = {
    "start": ("command", "settings"),
    "find": ("role", "name"),
    "there": ("role", "name"),
    "gone": ("role", "name"),
    "all_of": ("role",),
    "act": ("role", "name"),
    "focus": ("role", "name"),
    "keys": ("keys",),
    "write": ("text",),
    "hear": ("start",),
    "row": ("table", "number"),
    "rows": ("table",),
}


@contextmanager
def screen_reader(size: str = "1440x900") -> Iterator[ScreenReader]:
    """A screen reader with an empty screen before it; all it has started ends with it."""
    read, write = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as told:
            display = told.readline().strip()
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("QT_", "PYTHON", "LC_"))}
        session = subprocess.Popen(
            ["dbus-run-session", "--", SYSTEM_PYTHON, str(CLIENT)],
            env={**kept, "DISPLAY": f":{display}", "LC_ALL": "C.UTF-8", "NO_AT_BRIDGE": "0"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        try:
            yield ScreenReader(session)
        finally:
            assert session.stdin is not None
            assert session.stdout is not None
            session.stdin.close()  # its end of file tells the client to end the program
            session.stdout.close()
            session.wait(timeout=30)
    finally:
        screen.terminate()
        screen.wait(timeout=10)
