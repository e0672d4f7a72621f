"""Stored things as JSON text and back: entries and offers as they stand in catalogue files."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

import msgspec

from exodesk.domain.entries import Entry, Family, Offer, Source
from exodesk.domain.entries import Kind as EntryKind
from exodesk.domain.errors import ExodeskError
from exodesk.domain.quotes.letterhead import Letterhead, Logo
from exodesk.domain.quotes.outcomes import Outcome
from exodesk.domain.quotes.quote import Quote
from exodesk.domain.workspace import (
    Change,
    Contents,
    Draft,
    Kind,
    LastNumber,
    OwnEntry,
    PastOffer,
    Thing,
)
from exodesk.storage.entry_reader import EntryReader
from exodesk.storage.entry_writer import entry_object, offer_object, source_object
from exodesk.storage.problems import Problem, faults, quoted
from exodesk.storage.wire import EntryShape, Name, OfferShape, SourceShape, Strict
from exodesk.storage.workspace.quote_reader import QuoteReader, outcome_of
from exodesk.storage.workspace.quote_shapes import (
    LastNumberShape,
    LetterheadShape,
    LogoShape,
    OutcomeShape,
    QuoteShape,
)
from exodesk.storage.workspace.quote_writer import (
    letterhead_object,
    outcome_object,
    quote_object,
)
from exodesk.translation import gettext as _

Shape = TypeVar("Shape")
Made = TypeVar("Made")


class BodyError(ExodeskError):
    """A stored text that does not read; the thing is set aside under ``name``."""

    def __init__(self, name: str, problem: Problem) -> None:
        super().__init__(str(problem))
        self.name, self.problem = name, problem


class NotExactError(ExodeskError):
    """A thing that would come back from the file as another one, or not at all."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            _("“{name}” cannot be stored exactly as it is: {reason} Nothing was saved.").format(
                name=quoted(name), reason=reason
            )
        )


class OwnEntryShape(Strict, frozen=True, kw_only=True, omit_defaults=True):
    entry: EntryShape
    shipped: EntryShape | None = None


class PastOfferShape(Strict, frozen=True, kw_only=True):
    entry: Name
    offer: OfferShape
    replaced: str


class HiddenShape(Strict, frozen=True, kw_only=True):
    hidden: bool


class _AnySource(dict[str, Source]):
    """The sources of the workspace and of every shipped catalogue there ever was."""

    def __contains__(self, _source: object) -> bool:
        return True


_OWN_ENTRY = msgspec.json.Decoder(OwnEntryShape)
_PAST_OFFER = msgspec.json.Decoder(PastOfferShape)
_SOURCE = msgspec.json.Decoder(SourceShape)
_HIDDEN = msgspec.json.Decoder(HiddenShape)
_QUOTE = msgspec.json.Decoder(QuoteShape)
_OUTCOME = msgspec.json.Decoder(OutcomeShape)
_LAST_NUMBER = msgspec.json.Decoder(LastNumberShape)
_LETTERHEAD = msgspec.json.Decoder(LetterheadShape)
_LOGO = msgspec.json.Decoder(LogoShape)
_DRAFT = msgspec.json.Decoder(dict[str, str])
_ENCODER = msgspec.json.Encoder()


def text_of(change: Change) -> str:
    """What is stored of the thing that ``change`` leaves; raises what cannot be stored exactly."""
    thing = change.after
    match thing:
        case None:
            return ""
        case OwnEntry():
            body: dict[str, Any] = {"entry": entry_object(thing.entry)}
            if thing.shipped is not None:
                body["shipped"] = entry_object(thing.shipped)
        case Source():
            body = source_object(thing)
        case PastOffer():
            body = {
                "entry": thing.entry_id,
                "offer": offer_object(thing.offer),
                "replaced": thing.replaced,
            }
        case Quote():
            body = quote_object(thing)
        case Outcome():
            body = outcome_object(thing)
        case LastNumber():
            body = {"place": thing.place}
        case Letterhead():
            body = letterhead_object(thing)
        case _:
            body = {"hidden": True}
    return _ENCODER.encode(body).decode()


def logo_in(thing: Thing | None) -> Logo | None:
    """The logo that the text of ``thing`` only names: it is kept apart, each once."""
    match thing:
        case Quote(letterhead=letterhead) if letterhead is not None:
            return letterhead.logo
        case Letterhead():
            return thing.logo
        case _:
            return None


def logo_text(logo: Logo) -> str:
    return _ENCODER.encode({"kind": logo.kind.value, "data": logo.data}).decode()


def draft_text(draft: Draft) -> str:
    return _ENCODER.encode(dict(draft.fields)).decode()


class BodyReader:
    """Reads what ``text_of`` wrote, by whatever program it was written.

    ``logos`` are those that quotes and letterheads may name, by digest.
    """

    def __init__(self, logos: Mapping[str, Logo] | None = None) -> None:
        self._entries = EntryReader(_AnySource())
        self._quoted: dict[EntryShape, Entry] = {}
        self._logos = dict(logos or {})

    def know(self, logo: Logo) -> None:
        """Let what is read from now on name ``logo``."""
        self._logos[logo.digest] = logo

    def read_logo(self, digest: str, text: object) -> Logo:
        """The logo; raises BodyError where it is another one."""
        shape = _decoded(_LOGO, digest, text)
        logo = Logo(shape.kind, shape.data)
        if logo.digest != digest:
            raise BodyError(digest, Problem("data", _("is not the logo that it is stored under.")))
        return logo

    def read(self, kind: Kind, thing_id: str, text: object) -> Thing:
        """The thing; raises BodyError."""
        match kind:
            case Kind.ENTRY:
                shape = _decoded(_OWN_ENTRY, thing_id, text)
                entry = self._entry(thing_id, shape.entry)
                if entry.id != thing_id:
                    problem = Problem("entry.id", _("is not the id that it is stored under."))
                    raise BodyError(entry.name, problem)
                shipped = None if shape.shipped is None else self._entry(thing_id, shape.shipped)
                return OwnEntry(entry, shipped)
            case Kind.SOURCE:
                return _source(_decoded(_SOURCE, thing_id, text))
            case Kind.PAST_OFFER:
                past = _decoded(_PAST_OFFER, thing_id, text)
                return PastOffer(past.entry, self._offer(thing_id, past.offer), past.replaced)
            case Kind.HIDDEN:
                return _decoded(_HIDDEN, thing_id, text).hidden
            case Kind.LAST_NUMBER:
                return LastNumber(_decoded(_LAST_NUMBER, thing_id, text).place)
            case Kind.OUTCOME:
                return self._sensible(thing_id, outcome_of, _decoded(_OUTCOME, thing_id, text))
            case Kind.LETTERHEAD:
                head = _decoded(_LETTERHEAD, thing_id, text)
                return self._sensible(thing_id, self._quotes(thing_id).letterhead, head)
            case Kind.QUOTE:
                return self._quote(thing_id, _decoded(_QUOTE, thing_id, text))

    def read_draft(self, draft_id: str, text: object) -> Draft:
        fields: dict[str, str] = _decoded(_DRAFT, draft_id, text)
        return Draft(draft_id, fields)

    def _quote(self, thing_id: str, shape: QuoteShape) -> Quote:
        number = None if shape.issued is None else shape.issued.number
        name = number or shape.client.name or thing_id
        quote = self._sensible(name, self._quotes(thing_id).quote, shape)
        if quote.id != thing_id:
            raise BodyError(name, Problem("id", _("is not the id that it is stored under.")))
        return quote

    def _quotes(self, thing_id: str) -> QuoteReader:
        return QuoteReader(
            lambda shape: self._quoted_entry(thing_id, shape),
            lambda shape: self._quoted_entry(thing_id, _around(shape)).offers[0],
            _source,
            self._logos,
        )

    def _quoted_entry(self, thing_id: str, shape: EntryShape) -> Entry:
        """The entry, made once of however many quotes hold the same."""
        entry = self._quoted.get(shape)
        if entry is None:
            entry = self._quoted[shape] = self._entry(thing_id, shape)
        return entry

    @staticmethod
    def _sensible(name: str, read: Callable[[Shape], Made], shape: Shape) -> Made:
        """What ``read`` makes of ``shape``; raises BodyError for what makes no sense."""
        try:
            return read(shape)
        except BodyError as error:
            raise BodyError(name, error.problem) from None
        except (ValueError, TypeError, ArithmeticError, ExodeskError) as error:
            problem = Problem("", _("cannot be read: {reason}.").format(reason=error))
            raise BodyError(name, problem) from None

    def _entry(self, thing_id: str, shape: EntryShape) -> Entry:
        entry, problems = self._entries.read(shape)
        if entry is None:
            raise BodyError(shape.name or thing_id, problems[0])
        return entry

    def _offer(self, thing_id: str, shape: OfferShape) -> Offer:
        entry = self._entry(thing_id, _around(shape))
        return entry.offers[0]


def exact_text(change: Change, reader: BodyReader) -> str:
    """``text_of`` the change, once it is seen to read back as the same; raises NotExactError."""
    text = text_of(change)
    if change.after is None:
        return text
    if (logo := logo_in(change.after)) is not None:
        reader.know(logo)
    try:
        again: object = reader.read(change.kind, change.id, text)
    except BodyError as error:
        raise NotExactError(error.name, str(error.problem)) from None
    if again != change.after:
        reason = _("it would be read back as something else.")
        raise NotExactError(name_of(change.kind, change.id, change.after), reason)
    return text


def name_of(kind: Kind, thing_id: str, thing: object) -> str:
    """What a person knows the thing by."""
    match thing:
        case OwnEntry():
            return thing.entry.name
        case Source():
            return thing.title
        case Quote():
            return thing.number or thing.client.name or thing_id
        case Letterhead():
            return _("letterhead")
        case _:
            return thing_id


def things_of(contents: Contents) -> dict[Kind, Mapping[str, Thing]]:
    """All that acts can change, by kind and id."""
    return {
        Kind.ENTRY: contents.entries,
        Kind.SOURCE: contents.sources,
        Kind.HIDDEN: dict.fromkeys(sorted(contents.hidden), True),
        Kind.PAST_OFFER: contents.past_offers,
        Kind.QUOTE: contents.quotes,
        Kind.OUTCOME: contents.outcomes,
        Kind.LAST_NUMBER: contents.last_numbers,
        Kind.LETTERHEAD: contents.letterheads,
    }


def contents_of(things: Mapping[Kind, Mapping[str, Thing]]) -> Contents:
    """The reverse of ``things_of``."""
    return Contents(
        entries=cast("Mapping[str, OwnEntry]", things[Kind.ENTRY]),
        sources=cast("Mapping[str, Source]", things[Kind.SOURCE]),
        hidden=frozenset(key for key, hidden in things[Kind.HIDDEN].items() if hidden),
        past_offers=cast("Mapping[str, PastOffer]", things[Kind.PAST_OFFER]),
        quotes=cast("Mapping[str, Quote]", things[Kind.QUOTE]),
        outcomes=cast("Mapping[str, Outcome]", things[Kind.OUTCOME]),
        last_numbers=cast("Mapping[str, LastNumber]", things[Kind.LAST_NUMBER]),
        letterheads=cast("Mapping[str, Letterhead]", things[Kind.LETTERHEAD]),
    )


def _decoded(decoder: msgspec.json.Decoder[Shape], thing_id: str, text: object) -> Shape:
    if not isinstance(text, str):
        raise BodyError(thing_id, Problem("", _("is not stored as text.")))
    try:
        return decoder.decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise BodyError(_name_in(text, thing_id), _problem(text, error)) from None


def _problem(text: str, error: Exception) -> Problem:
    """The first fault in the words that a catalogue file's would have."""
    try:
        top = json.loads(text)
        for place in ("entry", "shipped"):
            if isinstance(top, dict) and place in top:
                found, _good = faults(json.dumps(top[place]).encode(), EntryShape)
                if found:
                    return Problem(f"{place}{found[0].place}", found[0].sentence)
    except (ValueError, RecursionError):
        return Problem("", _("cannot be read as JSON."))
    return Problem("", _("cannot be read: {reason}.").format(reason=error))


def _name_in(text: str, thing_id: str) -> str:
    try:
        top = json.loads(text)
    except (ValueError, RecursionError):
        return thing_id
    for value in (top.get("entry"), top.get("client"), top) if isinstance(top, dict) else ():
        for key in ("name", "title"):
            if isinstance(value, dict) and isinstance(value.get(key), str) and value[key]:
                return str(value[key])
    return thing_id


def _source(shape: SourceShape) -> Source:
    return Source(
        id=shape.id,
        kind=shape.kind,
        title=shape.title,
        publisher=shape.publisher,
        author=shape.author,
        date=shape.date,
        url=shape.url,
    )


def _around(offer: OfferShape) -> EntryShape:
    """An entry to read one offer with."""
    return EntryShape(
        id="-", kind=EntryKind.TREATMENT, name="-", family=Family.OTHER, offers=(offer,)
    )
