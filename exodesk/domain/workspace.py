"""What a user's own workspace holds, and the acts that change it. Everything here is a value."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Generator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import count
from types import MappingProxyType
from typing import Any

from exodesk.domain.entries import Entry, Offer, Source
from exodesk.domain.errors import ExodeskError
from exodesk.domain.quotes.book import QuoteBook
from exodesk.domain.quotes.letterhead import Letterhead
from exodesk.domain.quotes.outcomes import Outcome
from exodesk.domain.quotes.quote import Quote
from exodesk.domain.quotes.refusals import NotADraftError
from exodesk.domain.steps import result_of
from exodesk.translation import gettext as _

_CHANGES_A_STEP = 500
_LONGEST_ID = 60
_LONGEST_NAME = 60
_COMBINING = re.compile("[\u0300-\u036f]")
_EMPTY: Mapping[str, Any] = MappingProxyType({})


class Kind(Enum):
    """The kinds of stored things that an act can change."""

    ENTRY = "entry"
    SOURCE = "source"
    HIDDEN = "hidden"
    PAST_OFFER = "past-offer"
    QUOTE = "quote"
    OUTCOME = "outcome"
    LAST_NUMBER = "last-number"
    LETTERHEAD = "letterhead"

    __hash__ = object.__hash__  # each is one object; Enum's own hash is slow for 100,000 keys


LETTERHEAD_ID = "letterhead"
"""A workspace has one letterhead, kept under this id."""


@dataclass(frozen=True, slots=True)
class OwnEntry:
    """An entry of the user's own, or the user's copy of a shipped one.

    ``shipped`` is the shipped entry as it was when the copy was made; None for an own entry.
    """

    entry: Entry
    shipped: Entry | None = None


@dataclass(frozen=True, slots=True)
class PastOffer:
    """An offer that another has replaced; ``replaced`` is when, in ISO form and UTC."""

    entry_id: str
    offer: Offer
    replaced: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A half-filled form: the text of each field as it was typed."""

    id: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LastNumber:
    """The place of the last number that was given to a quote in a year, which is its id."""

    place: int


Thing = OwnEntry | Source | PastOffer | Quote | Outcome | LastNumber | Letterhead | bool
"""What is stored under a kind and an id; HIDDEN things are True, OUTCOME has a quote's id."""


class ConflictError(ExodeskError):
    """What an act was made for is no longer as it was then."""

    def __init__(self, change: Change) -> None:
        self.change = change
        super().__init__(
            _("“{name}” has changed meanwhile. Nothing was done; please try again.").format(
                name=_name_of(change)
            )
        )


@dataclass(frozen=True, slots=True)
class Change:
    """One thing before and after an act; None where it is absent."""

    kind: Kind
    id: str
    before: Thing | None
    after: Thing | None

    def reversed(self) -> Change:
        return Change(self.kind, self.id, self.after, self.before)


@dataclass(frozen=True, slots=True)
class Act:
    """What is done or undone in one step. ``name`` stands in the menu: Undo, then the name.

    A ``final`` act cannot be taken back: issue.
    """

    name: str
    changes: tuple[Change, ...]
    final: bool = False

    def reversed(self) -> Act:
        return result_of(self.reversed_in_steps())

    def reversed_in_steps(self) -> Generator[None, None, Act]:
        """``reversed``, a step for some hundred changes each."""
        changes: list[Change] = []
        for change in reversed(self.changes):
            changes.append(change.reversed())
            if not len(changes) % _CHANGES_A_STEP:
                yield
        return replace(self, changes=tuple(changes))


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a workspace holds, in the order it came in."""

    entries: Mapping[str, OwnEntry] = field(default_factory=lambda: _EMPTY)
    sources: Mapping[str, Source] = field(default_factory=lambda: _EMPTY)
    hidden: frozenset[str] = frozenset()
    past_offers: Mapping[str, PastOffer] = field(default_factory=lambda: _EMPTY)
    quotes: Mapping[str, Quote] = field(default_factory=lambda: _EMPTY)
    outcomes: Mapping[str, Outcome] = field(default_factory=lambda: _EMPTY)
    last_numbers: Mapping[str, LastNumber] = field(default_factory=lambda: _EMPTY)
    letterheads: Mapping[str, Letterhead] = field(default_factory=lambda: _EMPTY)

    @property
    def letterhead(self) -> Letterhead:
        return self.letterheads.get(LETTERHEAD_ID, Letterhead())

    @property
    def book(self) -> QuoteBook:
        return QuoteBook(self.quotes, self.outcomes)

    def after(self, act: Act) -> Contents:
        """The contents once ``act`` is done; changes nothing here.

        Raises ConflictError, and NotADraftError where an issued quote would be changed.
        """
        return result_of(self.after_in_steps(act))

    def after_in_steps(self, act: Act) -> Generator[None, None, Contents]:
        """``after``, a step for some hundred changes each."""
        things: dict[Kind, dict[str, Any]] = {
            Kind.ENTRY: dict(self.entries),
            Kind.SOURCE: dict(self.sources),
            Kind.HIDDEN: dict.fromkeys(self.hidden, True),
            Kind.PAST_OFFER: dict(self.past_offers),
            Kind.QUOTE: dict(self.quotes),
            Kind.OUTCOME: dict(self.outcomes),
            Kind.LAST_NUMBER: dict(self.last_numbers),
            Kind.LETTERHEAD: dict(self.letterheads),
        }
        for number, change in enumerate(act.changes, 1):
            if not number % _CHANGES_A_STEP:
                yield
            found = things[change.kind]
            if found.get(change.id) != change.before:
                raise ConflictError(change)
            _refuse_to_touch_an_issued_quote(change)
            if change.after is None:
                found.pop(change.id, None)
            else:
                found[change.id] = change.after
        return Contents(
            entries=things[Kind.ENTRY],
            sources=things[Kind.SOURCE],
            hidden=frozenset(things[Kind.HIDDEN]),
            past_offers=things[Kind.PAST_OFFER],
            quotes=things[Kind.QUOTE],
            outcomes=things[Kind.OUTCOME],
            last_numbers=things[Kind.LAST_NUMBER],
            letterheads=things[Kind.LETTERHEAD],
        )

    def history(self, entry_id: str) -> tuple[PastOffer, ...]:
        """The offers that ``entry_id`` had before, the latest replaced first."""
        found = [past for past in self.past_offers.values() if past.entry_id == entry_id]
        return tuple(sorted(found, key=lambda past: past.replaced, reverse=True))


def called(entry: Entry) -> str:
    """What an act calls the entry, in short and on one line: its name, and the city beside it."""
    name, city = _on_one_line(entry.name), _on_one_line(entry.city or "")
    if not city or city.casefold() in name.casefold():
        return name
    return f"{name}, {city}"


def cited_sources(entry: Entry) -> tuple[str, ...]:
    """The ids of all sources that ``entry`` cites, also those that contradict a claim."""
    cited = [stated.source for stated in entry.figures() if stated.source is not None]
    cited.extend(source for claim in entry.claims for source in claim.contradicted_by)
    return tuple(dict.fromkeys(cited))


def new_entry_id(
    name: str, taken: Container[str], *, provider: str | None = None, city: str | None = None
) -> str:
    """A free id of the user's own, made of what is ASCII in the words: ``own-prp-mumbai``.

    Where nothing is, as in a name in Devanagari, it is numbered: ``own-entry-1``.
    """
    return _free_id("own", "own-entry", (name, provider, city), taken)


def new_quote_id(taken: Container[str]) -> str:
    """A free id for a quote; its number, which clients see, it gets at issue."""
    return next(found for number in count(1) if (found := f"quote-{number}") not in taken)


def new_source_id(title: str, taken: Container[str]) -> str:
    """A free id for a source of the user's own; shipped ones never begin like it."""
    return _free_id("own-source", "own-source", (title,), taken)


def _free_id(
    prefix: str, numbered: str, words: tuple[str | None, ...], taken: Container[str]
) -> str:
    # Decomposed, so that the e of é is found.
    text = unicodedata.normalize("NFKD", " ".join(filter(None, words))).casefold()
    text = _COMBINING.sub("", text)
    plain = re.sub(r"[^a-z0-9]+", "-", text).strip("-")[:_LONGEST_ID].strip("-")
    stem = f"{prefix}-{plain}" if plain else numbered
    if plain and stem not in taken:
        return stem
    return next(
        found for number in count(2 if plain else 1) if (found := f"{stem}-{number}") not in taken
    )


def _refuse_to_touch_an_issued_quote(change: Change) -> None:
    match change.before:
        case Quote(issued=issued) if issued is not None and change.after != change.before:
            raise NotADraftError(issued.number)


def _on_one_line(text: str) -> str:
    shown = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return shown if len(shown) <= _LONGEST_NAME else shown[: _LONGEST_NAME - 1] + "…"


def _name_of(change: Change) -> str:
    for thing in (change.before, change.after):
        match thing:
            case OwnEntry():
                return called(thing.entry)
            case Source():
                return _on_one_line(thing.title)
            case Quote():
                return thing.number or _on_one_line(thing.client.name) or change.id
            case Letterhead():
                return _("letterhead")
    return change.id
