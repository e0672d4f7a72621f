"""What the words around a price say that it buys: a session, a course of three, a pack."""

from __future__ import annotations

import re
from dataclasses import dataclass

from exodesk.domain.entries import Per

_SESSION = r"(?:sessions?|treatments?|sittings?|visits?|appointments?|सेशन)(?![^\W\d_])"
_SET = r"(?:course|package|bundle|set)"
_N = r"(?P<n>[0-9]{1,9})(?![0-9]|[.,][0-9])"
_OF = rf"{_SET} of {_N}(?: {_SESSION})?"
_BEFORE = r"\s*(?:/|per|a|each|every|प्रति|हर)\s*"
_PER = (
    (rf"(?P<price>.+?){_BEFORE}{_SESSION}", Per.SESSION),
    (
        rf"(?:per|single|one|each|a|प्रति|एक) {_SESSION}\s*[:=-]?\s*(?=[^\s0-9])(?P<price>.+)",
        Per.SESSION,
    ),
    (
        rf"(?P<price>.+?)(?:{_BEFORE}(?:month|माह|महीने)|\s*/\s*mo|\s*monthly|\s*pcm|\s*p\.m\.)",
        Per.MONTH,
    ),
    (rf"(?P<price>.+?){_BEFORE}(?:pack|पैक|packet|bottle|tube|vial|jar|box|unit)", Per.PACK),
    (rf"(?P<price>.+?)(?:{_BEFORE}|\s+for (?:a|the) )(?:full |whole )?{_SET}", Per.COURSE),
)
# A bare number only follows what can't be part of it: “course of 6 900” may be one of 6,900.
_COURSES = (
    rf"(?:(?:a|the) )?{_OF}(?:\s*(?:[:=]|\bfor\b)\s*|\s*[-,]?\s*(?=[^\s0-9,\-]))(?P<price>\S.*)",
    rf"{_N} {_SESSION}(?:\s*[:=]\s*|\s*[-,]?\s*(?=[^\s0-9,\-]))(?P<price>(?!for\b)\S.*)",
    rf"(?P<price>.+?)\s*(?:\bfor\b|/|\bper\b|\ba\b)\s*(?:an? )?{_OF}",
    rf"(?P<price>.+?)\s*(?:\bfor\b|/)\s*{_N} {_SESSION}",
    rf"(?P<price>.+?)\s*\(\s*{_OF}\s*\)",
    rf"(?P<price>[^0-9].*?)\s+for\s+{_N}",
)
_FOR = re.compile(rf"{_N}(?P<word> {_SESSION})?\s+for\s+(?P<price>.+)")
_IN_BRACKETS = re.compile(rf"(?P<price>.+?)\s*\(\s*{_N} {_SESSION}\s*\)")
_AT = re.compile(
    rf"(?:{_N} {_SESSION}|{_SET} of (?P<m>[0-9]+)(?: {_SESSION})?)\s*(?:@|\bat\b)\s*(?P<price>.+)"
)
_COURSE_PATTERNS = tuple(map(re.compile, _COURSES))
_PER_PATTERNS = tuple((re.compile(pattern), per) for pattern, per in _PER)


@dataclass(frozen=True, slots=True)
class Bought:
    """A text in three parts, the price in the middle. ``sessions`` may be out of all bounds.

    ``all_of_them``: that the price is that of all sessions is likely, not said. ``above``: a
    price without a currency must be above this, else the two numbers may stand the other way
    round. ``each_or_all``: the price may be that of each session.
    """

    before: str
    price: str
    after: str
    per: Per | None = None
    sessions: int | None = None
    all_of_them: bool = False
    above: int | None = None
    each_or_all: bool = False

    def around(self, price: str) -> str:
        """The whole text with ``price`` in the place of its price."""
        return f"{self.before}{price}{self.after}"


def what_it_buys(wanted: str) -> Bought:
    """``wanted``, a plain text, in its parts; all of it is the price where no words are around."""
    if (found := _AT.fullmatch(wanted)) is not None:
        count = int(found["n"] or found["m"])
        return _parts(
            found, Per.COURSE if count != 1 else Per.SESSION, count, each_or_all=count != 1
        )
    for pattern in _COURSE_PATTERNS:
        if (found := pattern.fullmatch(wanted)) is not None:
            return _parts(found, Per.COURSE, int(found["n"]))
    if (found := _FOR.fullmatch(wanted)) is not None:
        count = int(found["n"])
        return _parts(found, Per.COURSE, count, above=None if found["word"] else count)
    if (found := _IN_BRACKETS.fullmatch(wanted)) is not None:
        return _parts(found, Per.COURSE, int(found["n"]), all_of_them=True)
    for pattern, per in _PER_PATTERNS:
        if (found := pattern.fullmatch(wanted)) is not None:
            return _parts(found, per, None)
    return Bought("", wanted, "")


def _parts(
    found: re.Match[str],
    per: Per,
    sessions: int | None,
    *,
    all_of_them: bool = False,
    above: int | None = None,
    each_or_all: bool = False,
) -> Bought:
    if sessions == 1:
        per, sessions, all_of_them, each_or_all = Per.SESSION, None, False, False
    text, (start, end) = found.string, found.span("price")
    return Bought(
        text[:start], text[start:end], text[end:], per, sessions, all_of_them, above, each_or_all
    )
