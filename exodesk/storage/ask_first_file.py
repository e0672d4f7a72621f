"""Reading the notes on what to ask before booking.

The file is UTF-8 JSON of its own format, apart from catalogues and never written to:

    {"format": "exodesk-ask-first", "version": 1, "updated": "2026-11-26",
     "sources": [as in a catalogue: "id", "kind", "title", "publisher", "author", "date", "url"],
     "topics": [{"id": "…", "name": "a few words", "question": "one plain question"}],
     "notes": [{"id": "…", "topic": "…", "source": "…", "statement": "what the source says",
                "position": null, "exosome_sources": [], "routes": [], "countries": [],
                "families": [], "kinds": [], "per": []}]}

The lists say which entries a note is about, in the words of the catalogue file; an empty list, or
none, stands for any, and an entry must meet them all. ``per`` asks for an offer that buys so.
``position`` names the side a source takes where others contradict it: notes of one topic with
unlike positions are shown together as sources that disagree. A source without a date is undated.
Topics are shown in the order of the file. A note with a problem is left out by name, and the rest
is read; a newer version is refused in words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta

from exodesk.domain.ask_first import AskFirst, AskFirstNote, AskFirstTopic, Conditions
from exodesk.domain.countries import COUNTRIES
from exodesk.domain.entries import ExosomeSource, Family, Kind, Per, Route, Source
from exodesk.domain.errors import ExodeskError
from exodesk.storage.entry_reader import is_date, source_of
from exodesk.storage.problems import Problem, faults, quoted
from exodesk.storage.text_files import read_json_text
from exodesk.storage.wire import CountryCode, Name, SourceShape, Strict
from exodesk.translation import gettext as _

FORMAT = "exodesk-ask-first"
VERSION = 1

_LISTS = ("sources", "topics", "notes")
_KEYS = ("format", "version", "updated", *_LISTS)
_TOP = msgspec.json.Decoder(dict[str, msgspec.Raw])
_LIST = msgspec.json.Decoder(list[msgspec.Raw])

Text = Annotated[str, Meta(min_length=1, max_length=1_000)]


class TopicShape(Strict, frozen=True, kw_only=True):
    id: Name
    name: Text
    question: Text


class NoteShape(Strict, frozen=True, kw_only=True):
    id: Name
    topic: Name
    source: Name
    statement: Text
    position: Name | None = None
    exosome_sources: tuple[ExosomeSource, ...] = ()
    routes: tuple[Route, ...] = ()
    countries: tuple[CountryCode, ...] = ()
    families: tuple[Family, ...] = ()
    kinds: tuple[Kind, ...] = ()
    per: tuple[Per, ...] = ()


Shape = TypeVar("Shape", SourceShape, TopicShape, NoteShape)


class AskFirstFileError(ExodeskError):
    """The file cannot be used at all."""


@dataclass(frozen=True, slots=True)
class LoadedAskFirst:
    ask_first: AskFirst
    problems: tuple[Problem, ...] = ()


def read_ask_first(path: Path) -> LoadedAskFirst:
    """Read the whole file; raises AskFirstFileError where it cannot be used."""
    return _Reading(path).result()


class _Reading:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._problems: list[Problem] = []

    def result(self) -> LoadedAskFirst:
        top = self._top()
        sources: dict[str, Source] = {}
        for place, shape in self._shapes(top, "sources", SourceShape):
            sources[shape.id], more = source_of(shape)
            for problem in more:
                self._name(place + problem.place, problem.sentence)
        topics = tuple(
            AskFirstTopic(shape.id, shape.name, shape.question)
            for _place, shape in self._shapes(top, "topics", TopicShape)
        )
        known = {topic.id for topic in topics}
        notes = tuple(
            note
            for place, shape in self._shapes(top, "notes", NoteShape)
            if (note := self._note(place, shape, known, sources)) is not None
        )
        return LoadedAskFirst(AskFirst(topics, notes), tuple(self._problems))

    def _top(self) -> dict[str, msgspec.Raw]:
        data = read_json_text(self._path, AskFirstFileError)
        try:
            top = _TOP.decode(data)
        except (msgspec.DecodeError, RecursionError) as error:
            raise AskFirstFileError(
                _("{path} cannot be read as JSON: {reason}.").format(path=self._path, reason=error)
            ) from None
        if _plain(top, "format") != FORMAT:
            raise AskFirstFileError(
                _("{path} holds no notes on what to ask: its “format” is not “{format}”.").format(
                    path=self._path, format=FORMAT
                )
            )
        version = _plain(top, "version")
        if type(version) is not int or version < 1:
            raise AskFirstFileError(
                _("{path} does not state its version as a whole number.").format(path=self._path)
            )
        if version > VERSION:
            raise AskFirstFileError(
                _("{path} is of version {found}; this program reads version {known}.").format(
                    path=self._path, found=version, known=VERSION
                )
            )
        for key in top:
            if key not in _KEYS:
                self._name(quoted(key), _("is not a key that this version knows."))
        updated = _plain(top, "updated")
        if updated is not None and not (isinstance(updated, str) and is_date(updated)):
            self._name("updated", _("is not a date: YYYY, YYYY-MM or YYYY-MM-DD."))
        return top

    def _shapes(
        self, top: dict[str, msgspec.Raw], key: str, shape: type[Shape]
    ) -> Iterator[tuple[str, Shape]]:
        """Each good one of a list with its place; every other is named with what is wrong."""
        try:
            raws = _LIST.decode(top[key])
        except (KeyError, msgspec.DecodeError):
            raise AskFirstFileError(
                _("{path} has no list of “{key}”.").format(path=self._path, key=key)
            ) from None
        seen: set[str] = set()
        for number, raw in enumerate(raws):
            place = f"{key}[{number}]"
            problems, found = faults(bytes(raw), shape)
            for problem in problems:
                self._name(place + problem.place, problem.sentence)
            if problems or found is None:
                continue
            if found.id in seen:
                self._name(f"{place}.id", _("“{id}” is used twice.").format(id=quoted(found.id)))
                continue
            seen.add(found.id)
            yield place, found

    def _note(
        self, place: str, shape: NoteShape, topics: set[str], sources: dict[str, Source]
    ) -> AskFirstNote | None:
        before = len(self._problems)
        if shape.topic not in topics:
            self._name(
                f"{place}.topic",
                _("“{id}” is no topic of this file.").format(id=quoted(shape.topic)),
            )
        if shape.source not in sources:
            self._name(
                f"{place}.source",
                _("“{id}” is no source of this file.").format(id=quoted(shape.source)),
            )
        for number, country in enumerate(shape.countries):
            if country not in COUNTRIES:
                self._name(
                    f"{place}.countries[{number}]",
                    _("“{value}” is not a country code such as GB or IN.").format(value=country),
                )
        if len(self._problems) > before:
            return None
        return AskFirstNote(
            shape.id,
            shape.topic,
            shape.statement,
            sources[shape.source],
            Conditions(
                frozenset(shape.exosome_sources),
                frozenset(shape.routes),
                frozenset(shape.countries),
                frozenset(shape.families),
                frozenset(shape.kinds),
                frozenset(shape.per),
            ),
            shape.position,
        )

    def _name(self, place: str, sentence: str) -> None:
        self._problems.append(Problem(place, sentence))


def _plain(top: dict[str, msgspec.Raw], key: str) -> object:
    try:
        return msgspec.json.decode(top[key]) if key in top else None
    except (msgspec.DecodeError, RecursionError):
        return None
