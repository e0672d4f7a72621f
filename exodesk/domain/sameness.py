"""When two entries are the same one, and when they only look it.

Nothing here changes an entry: a name is kept as it was typed, whatever it is compared by.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from exodesk.domain.entries import Entry

Key = tuple[str, ...]

# Drawn as nothing although they are letters or marks: joiners, fillers, variation selectors.
_DRAWN_AS_NOTHING = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
_INVISIBLE = frozenset({"Cc", "Cf", "Cs"})


def same_key(entry: Entry) -> Key:
    """Equal for entries that are the same: kind, name, provider, city and country count.

    Neither case nor width nor what cannot be seen makes a difference.
    """
    return tuple(map(_plain, _identity(entry)))


def same_entry(one: Entry, other: Entry) -> bool:
    return same_key(one) == same_key(other)


def look_key(entry: Entry) -> Key:
    """Equal for entries that a reader cannot tell apart by what makes them themselves."""
    return tuple(map(_seen, _identity(entry)))


def looks_alike(one: Entry, other: Entry) -> bool:
    """Whether the two are written differently and look the same."""
    return _identity(one) != _identity(other) and look_key(one) == look_key(other)


def alike_pairs(entries: Iterable[Entry]) -> tuple[tuple[Entry, Entry], ...]:
    """Each entry that looks like an earlier one but is not written like it, after that one."""
    first: dict[Key, Entry] = {}
    pairs = []
    for entry in entries:
        other = first.setdefault(look_key(entry), entry)
        if looks_alike(other, entry):
            pairs.append((other, entry))
    return tuple(pairs)


def _identity(entry: Entry) -> Key:
    return (
        entry.kind.value,
        entry.name,
        entry.provider_name or "",
        entry.city or "",
        entry.country or "",
    )


def _plain(text: str) -> str:
    if text.isascii() and text.isprintable():
        return " ".join(text.casefold().split())
    # Folding makes characters that fall together only once more (ΐ, ŉ).
    folded = unicodedata.normalize("NFKC", _shown(unicodedata.normalize("NFKC", text)).casefold())
    return " ".join(folded.split())


def _seen(text: str) -> str:
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return " ".join(_shown(unicodedata.normalize("NFC", text)).split())


def _shown(text: str) -> str:
    """``text`` without what is drawn as nothing; blanks of any kind stay."""
    visible = _DRAWN_AS_NOTHING.sub("", text)
    return "".join(
        char for char in visible if char.isspace() or unicodedata.category(char) not in _INVISIBLE
    )
