"""Whether a window can be opened here. Qt ends the program when it can't, so one asks before."""

from __future__ import annotations

import ctypes
import os
import re
import socket
import sys
from pathlib import Path

from exodesk.translation import gettext as _

_TIMEOUT_SECONDS = 2.0
_WAYLAND = {"wayland", "wayland-egl"}


def obstacle() -> str | None:
    """One sentence on why no window can be opened here; None where one can."""
    chosen = _chosen_platforms()
    if not sys.platform.startswith("linux") or not chosen <= {"xcb", *_WAYLAND}:
        return None  # a platform without a display was chosen by hand
    display = os.environ.get("DISPLAY") if not chosen or "xcb" in chosen else None
    wayland = os.environ.get("WAYLAND_DISPLAY") if not chosen or chosen & _WAYLAND else None
    if not display and not wayland:
        return _("There is no display here, so here is the catalogue as a list.")
    if wayland and _wayland_answers(wayland):
        return None
    if not display or not _answers(display):
        return _(
            "The display {display} does not answer, so here is the catalogue as a list."
        ).format(display=display or wayland)
    if not _has_library("libxcb-cursor.so.0"):
        return _(
            "A library that the window needs is missing (Debian: apt-get install libxcb-cursor0),"
            " so here is the catalogue as a list."
        )
    return None


def _chosen_platforms() -> set[str]:
    """The kinds of display that Qt was told to look for; none where it may look for any."""
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    return {name.partition(":")[0].strip() for name in chosen.split(";")} - {""}


def _wayland_answers(display: str) -> bool:
    if os.environ.get("WAYLAND_SOCKET"):
        return True  # a connection that whoever started us has made
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    return _connects(socket.AF_UNIX, os.path.join(folder, display))  # noqa: PTH118


def _answers(display: str) -> bool:
    match = re.fullmatch(r"(?:unix)?([^:]*):(\d+)(?:\.\d+)?", display)
    if match is None:
        return True  # a form we do not know: let Qt try
    host, number = match[1].removeprefix("/"), match[2]
    if host:
        return _connects(socket.AF_INET, (host, 6000 + int(number)))
    path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - where X puts it
    names = [f"\0{path}", path] if Path(path).exists() else [f"\0{path}"]
    return any(_connects(socket.AF_UNIX, name) for name in names)


def _connects(family: socket.AddressFamily, address: str | tuple[str, int]) -> bool:
    with socket.socket(family, socket.SOCK_STREAM) as connection:
        connection.settimeout(_TIMEOUT_SECONDS)
        try:
            connection.connect(address)
        except OSError:
            return False
    return True


def _has_library(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
