"""Search words: how an entry's text and a typed text are cut into words that can be compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from exodesk.domain.entries import Entry

# Not \w: it stops at Devanagari vowel signs.
_BETWEEN_WORDS = re.compile(r"[\s,;:.·/()\[\]{}\"'’‘“”+&|–—_-]+")
_LATIN_ACCENTS = re.compile("[\u0300-\u036f]")


def words_in(text: str) -> tuple[str, ...]:
    """The words of ``text`` without case and Latin accents (``ContōR`` gives ``contor``)."""
    # Folding comes second: decomposing makes capitals (™ is TM).
    plain = _LATIN_ACCENTS.sub("", unicodedata.normalize("NFKD", text).casefold())
    return tuple(word for word in _BETWEEN_WORDS.split(plain) if word)


def words_of(entry: Entry) -> frozenset[str]:
    """The words an entry is found by: name, provider, city, family and concerns."""
    return frozenset(word for text in _searched(entry) for word in words_in(text))


def _searched(entry: Entry) -> Iterator[str]:
    yield entry.name
    yield entry.family.value
    if entry.provider is not None:
        yield entry.provider.name
        yield entry.provider.city or ""
    for concern in entry.concerns:
        yield concern.value
