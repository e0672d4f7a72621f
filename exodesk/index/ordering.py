"""The order of the rows for each sort key, as ``exodesk.domain.ordering`` has it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from exodesk.index.figures import EndRanks
from exodesk.index.radix import stably_by


def ordered(by_name: NDArray[np.int32], ends: EndRanks, *, descending: bool) -> NDArray[np.int32]:
    """The rows by their low end, then their high end; equals as in ``by_name``.

    First those with a low end, then those with a high end only, then those with none. Of equal
    lows an open high end counts as the highest.
    """
    open_end = ends.highest + 1
    low_key = ends.low
    high_key = np.where(ends.high == 0, open_end, ends.high)
    if descending:
        low_key, high_key = open_end - low_key, open_end - high_key
    after_known = np.where(ends.high == 0, open_end + 1, open_end)
    low_key = np.where(ends.low == 0, after_known, low_key)
    return stably_by(stably_by(by_name, high_key), low_key)
