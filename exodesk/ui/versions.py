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
