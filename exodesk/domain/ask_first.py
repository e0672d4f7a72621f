"""What to ask before booking: cited notes on source, route and country, matched to entries.

A note says what somebody has published, and never more. It hides no entry, grades none and
advises nothing: it only leads to a question.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from exodesk.domain.dates import order_key
from exodesk.domain.entries import Entry, ExosomeSource, Family, Kind, Per, Route, Source


class Unstated(Enum):
    """What an entry leaves open, so that a note may or may not be about it."""

    EXOSOME_SOURCE = "exosome source"
    ROUTE = "route"
    COUNTRY = "country"
    PRICE = "price"


@dataclass(frozen=True, slots=True)
class Conditions:
    """Which entries a note is about. An empty set stands for any."""

    exosome_sources: frozenset[ExosomeSource] = frozenset()
    routes: frozenset[Route] = frozenset()
    countries: frozenset[str] = frozenset()
    families: frozenset[Family] = frozenset()
    kinds: frozenset[Kind] = frozenset()
    per: frozenset[Per] = frozenset()

    def left_open_by(self, entry: Entry) -> tuple[Unstated, ...] | None:
        """What ``entry`` would have to state for certainty; None where it is excluded."""
        known = (
            not self.families or entry.family in self.families,
            not self.kinds or entry.kind in self.kinds,
        )
        answers = {
            Unstated.EXOSOME_SOURCE: self._has_exosome_source(entry),
            Unstated.ROUTE: _meet(self.routes, entry.routes),
            Unstated.COUNTRY: _meet(self.countries, (entry.country,) if entry.country else ()),
            Unstated.PRICE: _meet(self.per, [offer.per for offer in entry.offers]),
        }
        if not all(known) or False in answers.values():
            return None
        return tuple(what for what, answer in answers.items() if answer is None)

    def _has_exosome_source(self, entry: Entry) -> bool | None:
        source = entry.exosome_source
        if source is None and entry.family is Family.EXOSOME:
            source = ExosomeSource.NOT_STATED
        if not self.exosome_sources or source in self.exosome_sources:
            return True
        return None if source is ExosomeSource.NOT_STATED else False


@dataclass(frozen=True, slots=True)
class AskFirstTopic:
    """One question, which the notes of the topic lead to."""

    id: str
    name: str
    question: str


@dataclass(frozen=True, slots=True)
class AskFirstNote:
    """What one source says. Notes of a topic with unlike ``position`` contradict each other."""

    id: str
    topic: str
    statement: str
    source: Source
    conditions: Conditions = Conditions()
    position: str | None = None


@dataclass(frozen=True, slots=True)
class AskFirst:
    """Topics in the order in which they are shown, and the notes on them."""

    topics: tuple[AskFirstTopic, ...] = ()
    notes: tuple[AskFirstNote, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteMatch:
    """A note and an entry it is about; perhaps only, where something is ``unstated``."""

    note: AskFirstNote
    entry: Entry
    unstated: tuple[Unstated, ...] = ()


@dataclass(frozen=True, slots=True)
class AskedNote:
    """A note with each of the entries in question that it is about, at least one."""

    note: AskFirstNote
    matches: tuple[NoteMatch, ...]

    @property
    def is_sure(self) -> bool:
        return any(not match.unstated for match in self.matches)


@dataclass(frozen=True, slots=True)
class AskedTopic:
    topic: AskFirstTopic
    notes: tuple[AskedNote, ...]
    disagree: bool

    @property
    def is_sure(self) -> bool:
        return any(note.is_sure for note in self.notes)

    @property
    def unstated(self) -> tuple[Unstated, ...]:
        """All that the entries leave open about the notes."""
        left = {what for note in self.notes for match in note.matches for what in match.unstated}
        return tuple(what for what in Unstated if what in left)


def notes_for(entry: Entry, notes: Iterable[AskFirstNote]) -> tuple[NoteMatch, ...]:
    """The notes about ``entry``, in the order given.

    A note whose source the entry's own cautions cite is passed over: they say the same.
    """
    cited = {caution.stated.source for caution in entry.cautions} - {None}
    matches = []
    for note in notes:
        unstated = note.conditions.left_open_by(entry)
        if unstated is not None and note.source.id not in cited:
            matches.append(NoteMatch(note, entry, unstated))
    return tuple(matches)


def asked(entries: Sequence[Entry], ask_first: AskFirst) -> tuple[AskedTopic, ...]:
    """What to ask of ``entries``: topics with their notes, those that surely matter first.

    In a topic notes that take a position stand together first; then sure ones before others, and
    the latest before older ones, undated last.
    """
    of_note: dict[str, list[NoteMatch]] = {}
    for entry in entries:
        for match in notes_for(entry, ask_first.notes):
            of_note.setdefault(match.note.id, []).append(match)
    found = []
    for topic in ask_first.topics:
        notes = [
            AskedNote(note, tuple(of_note[note.id]))
            for note in ask_first.notes
            if note.topic == topic.id and note.id in of_note
        ]
        if notes:
            notes.sort(key=lambda one: order_key(one.note.source.date), reverse=True)
            notes.sort(key=lambda one: (one.note.position is None, not one.is_sure))
            found.append(AskedTopic(topic, tuple(notes), _disagree(notes)))
    return tuple(sorted(found, key=lambda one: not one.is_sure))


def _meet(wanted: frozenset[object], stated: Sequence[object]) -> bool | None:
    """Whether one of ``stated`` is wanted; None where nothing is stated."""
    if not wanted:
        return True
    return None if not stated else not wanted.isdisjoint(stated)


def _disagree(notes: Iterable[AskedNote]) -> bool:
    """Whether the notes on any one of the entries contradict each other."""
    positions: dict[str, set[str]] = {}
    for note in notes:
        if note.note.position is not None:
            for match in note.matches:
                positions.setdefault(match.entry.id, set()).add(note.note.position)
    return any(len(held) > 1 for held in positions.values())
