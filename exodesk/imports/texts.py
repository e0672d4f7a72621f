"""What typed and pasted texts have in common: dashes, spaces, digits of one script, ways out."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# The first digit of each script whose numbers are read, a whole number in one script.
_ZEROS = tuple(ord(zero) for zero in "0०০੦૦୦௦౦೦൦０")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣－~～"), "-")
_DASHES.pop(ord("~"))
_LONGEST = 200


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
    kept = "".join(c for c in text[: _LONGEST + 1] if unicodedata.category(c) != "Cf")
    spaced = re.sub(r"\s+", " ", kept).strip().translate(_DASHES)
    return _with_ascii_digits(spaced).casefold()


def _with_ascii_digits(text: str) -> str:
    digits = [c for c in text if unicodedata.category(c) == "Nd"]
    zeros = {ord(c) - unicodedata.decimal(c) for c in digits}
    if len(zeros) != 1 or not zeros <= set(_ZEROS):
        return text
    return "".join(
        str(unicodedata.decimal(c)) if unicodedata.category(c) == "Nd" else c for c in text
    )


def shown(text: str) -> str:
    """A text as an error may repeat it."""
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= 60 else f"{one_line[:57]}…"
