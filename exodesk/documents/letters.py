"""What the bundled fonts can show, and text from data written so that a PDF always holds it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from exodesk.paths import resource

_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
_NEW_LINES = dict.fromkeys(("\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"), "\n")
# These turn round the direction of whatever follows, a byte order mark is refused by tagged PDF.
_NEVER_SHOWN = frozenset("\u202a\u202b\u202c\u202d\u202e\u2067\ufeff")
# An isolate that is closed turns round nothing but itself, as amounts in text from the right do.
_ISOLATE_FROM_LEFT = re.compile("(\u2066[^\u202a-\u202e\u2066-\u2069\n]*\u2069)|\u2066")
LONGEST_WORD = 20
_BREAK = "\u200b"
_BETWEEN_WORDS = re.compile(f"([ /{_BREAK}-])")  # a line is broken there of itself


def families() -> tuple[str, ...]:
    """The bundled families, in the order in which a letter is looked for."""
    return tuple(_coverage())


def printable(text: str, longest_word: int = LONGEST_WORD) -> str:
    """``text`` with everything that no font can show written by its number: ``[U+4E2D]``.

    A word of more signs than ``longest_word`` may be broken anywhere; what is copied of it then
    holds an unseen sign. Lines end with a line feed.
    """
    for end, new in _NEW_LINES.items():
        text = text.replace(end, new)
    text = text.replace("\t", " ")
    text = _ISOLATE_FROM_LEFT.sub(lambda found: found[1] or _numbered("\u2066"), text)
    if not all(char in _everywhere() for char in text):
        text = "".join(_shown(cluster) for cluster in _clusters(text))
    return "\n".join(breakable(line, longest_word) for line in text.split("\n"))


def one_line(text: str, longest: int | None = None) -> str:
    """A name from data on one line, cut to ``longest`` signs, its direction kept to itself."""
    line = " ".join("".join(map(_bare, text)).split())
    if longest is not None and len(line) > longest:
        line = line[: longest - 1].rstrip() + "…"
    if any(unicodedata.bidirectional(char) in ("R", "AL", "AN") for char in line):
        return f"{_ISOLATE}{line}{_POP_ISOLATE}"
    return line


def is_seen(text: str) -> bool:
    """Whether any sign of ``text`` leaves a mark on paper."""
    return any(unicodedata.category(char)[0] not in "ZC" for char in text)


def _bare(char: str) -> str:
    if char in _NEVER_SHOWN or char in f"\u2066{_ISOLATE}{_POP_ISOLATE}":
        return _numbered(char)
    return " " if char.isspace() else char


@lru_cache(maxsize=1)
def _coverage() -> dict[str, frozenset[str]]:
    """Which characters each family has, in every weight."""
    lines = resource("fonts", "coverage.txt").read_text("ascii").splitlines()
    named = (line.split(": ", 1) for line in lines)
    return {family: frozenset(_read_ranges(ranges)) for family, ranges in named}


@lru_cache(maxsize=1)
def _everywhere() -> frozenset[str]:
    """Characters of the first family that stand for themselves, whatever is beside them."""
    first = next(iter(_coverage().values()))
    plain = {char for char in first if char.isprintable() and not _is_mark(char)}
    return frozenset(plain | {"\n"})


def _read_ranges(ranges: str) -> Iterator[str]:
    for part in ranges.split():
        low, _, high = part.partition("-")
        for point in range(int(low, 16), int(high or low, 16) + 1):
            yield chr(point)


def _clusters(text: str) -> Iterator[str]:
    """Each character with the marks upon it: what one font alone has to show."""
    cluster = ""
    for char in text:
        if cluster and _is_mark(char):
            cluster += char
            continue
        if cluster:
            yield cluster
        cluster = char
    if cluster:
        yield cluster


def _shown(cluster: str) -> str:
    clean = all(_may_stand(char) for char in cluster)
    if clean and any(has.issuperset(cluster) for has in _coverage().values()):
        return cluster
    return "".join(char if _stands_alone(char) else _numbered(char) for char in cluster)


def _stands_alone(char: str) -> bool:
    if not _may_stand(char) or _is_mark(char):
        return False
    return any(char in has for has in _coverage().values())


def _may_stand(char: str) -> bool:
    if char in _NEVER_SHOWN:
        return False
    return char == "\n" or unicodedata.category(char) not in ("Cc", "Cs", "Co", "Cn")


def _is_mark(char: str) -> bool:
    return char in "\u200c\u200d" or unicodedata.category(char).startswith("M")


def _numbered(char: str) -> str:
    return f"[U+{ord(char):04X}]"


def breakable(line: str, longest_word: int = LONGEST_WORD) -> str:
    """``line`` with places where its longer words may be broken."""
    if len(line) <= longest_word:
        return line
    return "".join(_broken(word, longest_word) for word in _BETWEEN_WORDS.split(line))


def _broken(word: str, longest: int) -> str:
    if len(word) <= longest:
        return word
    pieces, piece = [], ""
    for cluster in _clusters(word):
        if len(piece) + len(cluster) > longest and piece:
            pieces.append(piece)
            piece = ""
        piece += cluster
    return _BREAK.join([*pieces, piece])
