"""File names that every system takes, made of any text."""

from __future__ import annotations

import re
import unicodedata

_MOST_BYTES = 150  # a name may have 255, ending, copies and temporary names included
_REFUSED = re.compile(r'[<>:"/\\|?*%]')
_DEVICES = re.compile(r"(con|prn|aux|nul|clock\$|conin\$|conout\$|(com|lpt)[0-9¹²³])(\.|$)", re.I)


def file_name(text: str, ending: str, otherwise: str = "exodesk") -> str:
    """``text`` with ``.ending``, without what some system refuses; ``otherwise`` if naught is left.

    >>> file_name("../../Peel: London?", "pdf")
    'Peel London.pdf'
    """
    stem = _REFUSED.sub(" ", unicodedata.normalize("NFC", text))
    stem = "".join(char if _stands(char) else " " for char in stem)
    stem = _cut(" ".join(stem.split()).strip("-~. "))
    if not any(char.isalnum() for char in stem):
        stem = otherwise
    if _DEVICES.match(stem):
        stem = f"_{stem}"
    return f"{stem}.{ending}"


def _stands(char: str) -> bool:
    """Joiners stay: Indian scripts are misspelt without them."""
    return char in "\u200c\u200d" or unicodedata.category(char)[0] not in "CZ"


def _cut(stem: str) -> str:
    """As much from the start as a name has room for, no letter without its marks."""
    data = stem.encode("utf-8")
    if len(data) <= _MOST_BYTES:
        return stem
    kept = data[:_MOST_BYTES].decode("utf-8", errors="ignore")
    rest = stem[len(kept)]
    while kept and (unicodedata.category(rest)[0] == "M" or rest in "\u200c\u200d"):
        kept, rest = kept[:-1], kept[-1]
    return kept.rstrip("-~. ")
