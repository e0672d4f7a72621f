"""A logo from a file, looked at before it is taken."""

from __future__ import annotations

import stat
from pathlib import Path

from exodesk.domain.quotes.letterhead import LARGEST_LOGO, Logo, logo_of, too_large
from exodesk.domain.quotes.refusals import BadLogoError
from exodesk.system_reasons import why_not_read
from exodesk.translation import gettext as _


def read_logo(path: Path) -> Logo:
    """The PNG or SVG at ``path``; raises BadLogoError, of a large file before it is read."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise BadLogoError(_("{path} is not a regular file").format(path=path))
        if status.st_size > LARGEST_LOGO:
            raise too_large()
        with path.open("rb") as file:
            data = file.read(LARGEST_LOGO + 1)
    except (OSError, ValueError) as failure:
        reason = why_not_read(failure)
        raise BadLogoError(
            _("{path} cannot be read ({reason})").format(path=path, reason=reason)
        ) from None
    return logo_of(data)
