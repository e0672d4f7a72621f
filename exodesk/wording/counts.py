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


def early_counts_text(fits: int | None, entries: int, done: float) -> str:
    """The same while totals are being worked out; ``fits`` None while it can't be told.

    ``done`` is of how many they are known, 0 to 1.
    """
    counts = _("{n} in catalogue").format(n=whole_text(entries))
    if fits is not None:
        counts = counts_text(fits, 0, entries)
    return _("{counts} · totals are being worked out: {percent} %").format(
        counts=counts, percent=whole_text(int(done * 100))
    )


def early_text() -> str:
    """What that means for the list, in one sentence."""
    return _(
        "Until all totals are known, the entries stand in the order of the file, and limits are"
        " not applied yet."
    )
