"""How many entries a filter leaves, in words."""

from __future__ import annotations

from exodesk.translation import gettext as _
from exodesk.translation import ngettext
from exodesk.wording.amounts import whole_text


def counts_text(fits: int, left_open: int, entries: int) -> str:
    """``5 match · 1 can't tell · 7 in catalogue``."""
    parts = [ngettext("{n} match", "{n} match", fits).format(n=whole_text(fits))]
    if left_open:
        parts.append(_("{n} can't tell").format(n=whole_text(left_open)))
    parts.append(_("{n} in catalogue").format(n=whole_text(entries)))
    return " · ".join(parts)
