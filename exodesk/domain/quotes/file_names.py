"""A name for a quote's file that every system takes, whatever the client is called."""

from __future__ import annotations

import re
import unicodedata

from exodesk.domain.quotes.quote import Quote
from exodesk.translation import gettext as _

_MOST_BYTES = 120  # of the client's name: number and suffix come on top
# What separates folders, what Windows forbids, and what a shell reads as more than a letter.
_UNWANTED = re.compile(r"[\\/:*?\"<>|~$%&'`{}\[\]^#!;=]|\.{2,}")


def file_stem(quote: Quote) -> str:
    """``Q-2026-0001 A. B.``, without a suffix; a draft begins with that word.

    No name is one that Windows reserves, as none begins with what the client is called.
    """
    number = quote.number or _("Draft quote")
    return f"{number} {_portable(quote.client.name)}".strip(" .")


def _portable(text: str) -> str:
    """``text`` without what a file name cannot hold, and not too long for one."""
    seen = "".join(char for char in text if unicodedata.category(char) != "Cf")
    printed = "".join(char if char.isprintable() else " " for char in seen)
    plain = " ".join(_UNWANTED.sub(" ", unicodedata.normalize("NFC", printed)).split())
    while len(plain.encode()) > _MOST_BYTES:
        plain = plain[:-1]
    return plain.strip(" .")
