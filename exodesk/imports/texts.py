"""What typed and pasted texts have in common: dashes, spaces, digits of one script, ways out."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# The first digit of each script whose numbers are read, a whole number in one script.
_ZEROS = frozenset(map(ord, "0०০੦૦୦௦౦೦൦０"))
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－～"), "-")
# Marks without a width, and those that keep £600 together in a text that runs from right to left.
# Soft hyphens and marks that turn a number round are no part of any figure, and stay.
_NO_WIDTH = dict.fromkeys(
    map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u061c\u2066\u2067\u2068\u2069\u202a\u202c")
)
_LONGEST = 200
TOO_LONG = "…"
"""What ``plain`` makes of a text that is too long to be a figure. Nothing reads it."""


@dataclass(frozen=True, slots=True)
class WayOut:
    """A correction to offer: what its button says, and the text to put into the field."""

    label: str
    text: str


def plain(text: str) -> str:
    """``text`` in small letters with plain dashes, single spaces and ASCII digits.

    Digits of several scripts in one text stay as they are, and are then read by nobody; so do
    fractions and raised digits, which NFKC would turn into other numbers.
    """
    spaced = " ".join(unicodedata.normalize("NFC", text.translate(_NO_WIDTH)).split())
    if len(spaced) > _LONGEST:
        return TOO_LONG
    return _with_ascii_digits(spaced.translate(_DASHES)).casefold()


def _with_ascii_digits(text: str) -> str:
    digits = {c: unicodedata.decimal(c) for c in text if unicodedata.category(c) == "Nd"}
    zeros = {ord(c) - value for c, value in digits.items()}
    if len(zeros) != 1 or not zeros <= _ZEROS:
        return text
    return text.translate({ord(c): str(value) for c, value in digits.items()})


def shown(text: str) -> str:
    """A text as an error may repeat it: one short line that can be drawn, printed and saved."""
    one_line = " ".join(text.translate(_NO_WIDTH).split())
    short = one_line if len(one_line) <= 60 else f"{one_line[:57]}…"
    return re.sub(r".", lambda c: "�" if unicodedata.category(c[0])[0] == "C" else c[0], short)
