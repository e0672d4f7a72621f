"""What the details say, as values: runs of text in a tone, lines of them, and parts of lines."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from exodesk.domain.catalogue import Catalogue
from exodesk.domain.entries import Entry, Source, Stated
from exodesk.wording import gettext as _

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
_LEFT_TO_RIGHT = {"L", "EN", "ES", "ET", "AN", "CS", "NSM", "BN", "B", "S", "WS", "ON"}


class Tone(Enum):
    TEXT = "text"
    STRONG = "strong"
    SECONDARY = "secondary"
    WARNING = "warning"
    ACCENT = "accent"
    TITLE = "title"
    FIGURE = "figure"
    WORD_FOR_FIGURE = "word for a figure"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text. ``icon`` stands before it.

    ``link`` is an address, ``act`` the name of something to do: both are announced when clicked.
    """

    text: str
    tone: Tone = Tone.TEXT
    icon: str | None = None
    link: str | None = None
    act: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """``left`` and ``right`` of one row, and small lines ``below`` it over the whole width.

    ``mark`` is a bullet or a number that hangs before the row. ``apart`` leaves room above it, as
    a paragraph has. ``spoken`` is said instead of
    the text where the text alone is not a sentence.
    """

    left: tuple[Run, ...]
    right: tuple[Run, ...] = ()
    below: tuple[tuple[Run, ...], ...] = ()
    mark: str | None = None
    small: bool = False
    apart: bool = False
    spoken: str | None = None

    def sentence(self) -> str:
        """The row as one sentence for a screen reader."""
        if self.spoken is not None:
            return self.spoken
        runs = (self.left, self.right, *self.below)
        texts = ("".join(run.text for run in part).strip() for part in runs)
        return ", ".join(text for text in texts if text)


@dataclass(frozen=True, slots=True)
class Part:
    """One section of the details. A part without lines is not shown."""

    title: str
    lines: tuple[Line, ...]

    def sentence(self) -> str:
        lines = "; ".join(line.sentence() for line in self.lines)
        return _("{title}: {lines}").format(title=self.title, lines=lines) if self.title else lines


class Footnotes:
    """Numbers the sources of one entry in the order they are first mentioned."""

    def __init__(self, entry: Entry, catalogue: Catalogue) -> None:
        known = [key for key in _mentioned(entry) if catalogue.source(key) is not None]
        self._numbers = {key: n for n, key in enumerate(dict.fromkeys(known), start=1)}
        self._catalogue = catalogue

    def sources(self) -> list[tuple[int, Source]]:
        return [
            (number, source)
            for key, number in self._numbers.items()
            if (source := self._catalogue.source(key)) is not None
        ]

    def mark(self, stated: Stated) -> Run:
        """`` ¹``, or the words that say that a figure has no source."""
        if stated.source is None:
            return _behind(_("no source"))
        return self.mark_of(stated.source)

    def mark_of(self, source: str) -> Run:
        number = self._numbers.get(source)
        if number is None:
            return _behind(_("source missing"))
        return Run("\u00a0" + str(number).translate(_SUPERSCRIPTS), Tone.SECONDARY)

    def spoken(self, stated: Stated) -> str:
        if stated.source is None:
            return _("no source")
        number = self._numbers.get(stated.source)
        return _("source missing") if number is None else _("source {n}").format(n=number)

    def publisher(self, source: str) -> str:
        """Who stands behind a source: its publisher, its author or its title."""
        found = self._catalogue.source(source)
        return source if found is None else found.publisher or found.author or found.title


def _mentioned(entry: Entry) -> Iterator[str]:
    """The sources in the order in which the details come to them."""
    course = (entry.sessions, entry.interval, entry.downtime, entry.onset, entry.lasts)
    for stated in (
        *(offer.stated for offer in entry.offers),
        *(figure.stated for figure in (entry.pack, entry.use, *course) if figure is not None),
        *(remark.stated for remark in entry.included),
    ):
        yield from _named(stated)
    for claim in entry.claims:
        yield from _named(claim.stated)
        yield from claim.contradicted_by
    for remark in (*entry.cautions, *entry.side_effects, *entry.notes):
        yield from _named(remark.stated)


def _named(stated: Stated) -> Iterator[str]:
    if stated.source is not None:
        yield stated.source


def as_shown(text: str) -> str:
    """Text from data on one line, its direction kept from reaching what stands around it."""
    line = " ".join(text.split()) if any(c in text for c in "\n\r\t\v\f\x00\u2028\u2029") else text
    line = line.replace("\x00", "\ufffd").replace("\ufffc", "\ufffd")
    if line.isascii() or all(unicodedata.bidirectional(c) in _LEFT_TO_RIGHT for c in line):
        return line
    return f"{_ISOLATE}{line}{_POP_ISOLATE}"


def _behind(words: str) -> Run:
    return Run(f" · {words}", Tone.SECONDARY)
