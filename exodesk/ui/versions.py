"""What runs here, for whoever mends an error."""

from __future__ import annotations

import platform

from PySide6.QtCore import qVersion

from exodesk import __version__
from exodesk.wording import gettext as _


def versions_text() -> str:
    """What runs here, a line each: what somebody who mends an error asks for first."""
    lines = [
        _("exodesk {version}").format(version=__version__),
        f"Python {platform.python_version()}",
        f"Qt {qVersion()}",
        f"{platform.system()} {platform.release()} ({platform.machine()})",
    ]
    return "\n".join(lines)


def is_older(version: object) -> bool:
    """Whether what was kept by ``version`` was kept by an older exodesk; nonsense is old, too."""
    return _figures(version) < _figures(__version__)


def _figures(version: object) -> tuple[int, ...]:
    parts = version.split(".") if isinstance(version, str) else []
    return tuple(int(part) for part in parts if part.isascii() and part.isdigit())
