"""Stable sorting of row numbers by integer keys, in linear time."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from exodesk.index.picking import picked

_DIGIT_BITS = 16  # NumPy sorts 16-bit numbers by radix, about ten times faster than longer ones


def stably_by(order: NDArray[np.int32], key: NDArray[np.int32]) -> NDArray[np.int32]:
    """``order`` rearranged so that ``key[order]`` ascends; equals stay. No key is below 0."""
    longest = int(key.max(initial=0)).bit_length()
    for shift in range(0, longest, _DIGIT_BITS):
        digit = (key >> shift).astype(np.uint16)
        order = picked(order, np.argsort(picked(digit, order), kind="stable"))
    return order
