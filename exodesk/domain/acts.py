"""The acts of a person on a workspace, each made of what is there and what is wanted.

An act without changes has nothing to do. What an entry cites is kept in the workspace with it, so
that a later edition of the shipped catalogue cannot take a source away.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import chain

from exodesk.domain.catalogue import Catalogue
from exodesk.domain.dates import order_key
from exodesk.domain.entries import Entry, Offer, Source
from exodesk.domain.price_dates import current_offers
from exodesk.domain.steps import result_of
from exodesk.domain.workspace import (
    Act,
    Change,
    Contents,
    Kind,
    OwnEntry,
    PastOffer,
    called,
    cited_sources,
)
from exodesk.translation import gettext as _
from exodesk.translation import ngettext


def adding(contents: Contents, entry: Entry, sources: Iterable[Source] = ()) -> Act:
    """Put a new entry of the user's own in, with the sources it cites, shipped ones too."""
    changes = (*_sources(contents, sources), Change(Kind.ENTRY, entry.id, None, OwnEntry(entry)))
    return Act(_("Add “{name}”").format(name=called(entry)), changes)


def editing(
    contents: Contents,
    shipped: Catalogue,
    entry: Entry,
    sources: Iterable[Source],
    now: datetime,
) -> Act:
    """Put ``entry`` in the place of the one with its id; offers it no longer has are kept as past.

    A shipped entry is not touched: the workspace gets a copy that remembers what it was made from.
    """
    changes = tuple(_edit(contents, shipped, entry, now))
    wanted = _wanted(shipped, sources, _entries_in(changes))
    name = _("Edit “{name}”").format(name=called(entry))
    return Act(name, (*_sources(contents, wanted), *changes))


def deleting(contents: Contents, entry_ids: Iterable[str]) -> Act:
    """Take entries of the user's own out, with their past offers; sources stay.

    A user's copy goes as well, and the shipped entry stands again.
    """
    ids = [key for key in dict.fromkeys(entry_ids) if key in contents.entries]
    name = _named(
        _("Delete “{name}”"),
        ngettext("Delete {n} entry", "Delete {n} entries", len(ids)),
        [called(contents.entries[key].entry) for key in ids],
    )
    return Act(name, tuple(_removal(contents, ids)))


def hiding(contents: Contents, shipped: Catalogue, entry_ids: Iterable[str]) -> Act:
    """Leave shipped entries out of the list until they are shown again."""
    ids = [key for key in dict.fromkeys(entry_ids) if key in shipped and key not in contents.hidden]
    name = _named(
        _("Hide “{name}”"),
        ngettext("Hide {n} entry", "Hide {n} entries", len(ids)),
        _names(contents, shipped, ids),
    )
    return Act(name, tuple(Change(Kind.HIDDEN, key, None, True) for key in ids))


def showing(contents: Contents, shipped: Catalogue, entry_ids: Iterable[str]) -> Act:
    """Bring hidden entries back."""
    ids = [key for key in dict.fromkeys(entry_ids) if key in contents.hidden]
    name = _named(
        _("Show “{name}” again"),
        ngettext("Show {n} entry again", "Show {n} entries again", len(ids)),
        _names(contents, shipped, ids),
    )
    return Act(name, tuple(Change(Kind.HIDDEN, key, True, None) for key in ids))


def going_back(contents: Contents, entry_id: str) -> Act:
    """Drop the user's copy, so that the shipped entry stands again."""
    name = called(contents.entries[entry_id].entry)
    changes = tuple(_removal(contents, [entry_id]))
    return Act(_("Go back to the shipped “{name}”").format(name=name), changes)


def checked_unchanged(
    contents: Contents, shipped: Catalogue, entry_ids: Iterable[str], day: date, now: datetime
) -> Act:
    """Every price of these entries was looked up on ``day`` and is what it was.

    A price that a newer one has replaced keeps its date, or it would count again.
    """
    changes: list[Change] = []
    checked: list[Entry] = []
    for entry_id in dict.fromkeys(entry_ids):
        entry = _standing(contents, shipped, entry_id)
        if entry is None:
            continue
        current = current_offers(entry.offers)
        offers = tuple(
            _seen_on(day, offer) if offer in current else offer for offer in entry.offers
        )
        if offers == entry.offers:
            continue
        checked.append(entry)
        changes.extend(_edit(contents, shipped, replace(entry, offers=offers), now))
    name = _named(
        _("Mark “{name}” as checked today"),
        ngettext(
            "Mark {n} entry as checked today", "Mark {n} entries as checked today", len(checked)
        ),
        [called(entry) for entry in checked],
    )
    wanted = _wanted(shipped, (), _entries_in(changes))
    return Act(name, (*_sources(contents, wanted), *changes))


def importing(
    contents: Contents,
    shipped: Catalogue,
    entries: Sequence[Entry],
    updated: Sequence[Entry],
    sources: Iterable[Source],
    now: datetime,
) -> Act:
    """Take over what a file brought: new entries, and others in the place of those there."""
    return result_of(importing_in_steps(contents, shipped, entries, updated, sources, now))


def importing_in_steps(
    contents: Contents,
    shipped: Catalogue,
    entries: Sequence[Entry],
    updated: Sequence[Entry],
    sources: Iterable[Source],
    now: datetime,
) -> Generator[None, None, Act]:
    """``importing``, a step for each entry."""
    changes: list[Change] = []
    cited: dict[str, None] = {}
    for entry in entries:
        changes.append(Change(Kind.ENTRY, entry.id, None, OwnEntry(entry)))
        cited.update(dict.fromkeys(cited_sources(entry)))
        yield
    for entry in updated:
        edits = list(_edit(contents, shipped, entry, now))
        changes.extend(edits)
        for each in _entries_in(edits):
            cited.update(dict.fromkeys(cited_sources(each)))
        yield
    wanted = (source for each in cited if (source := shipped.source(each)) is not None)
    number = len(entries) + len(updated)
    name = ngettext("Import {n} entry", "Import {n} entries", number).format(n=number)
    return Act(name, (*_sources(contents, chain(wanted, sources)), *changes))


def _edit(contents: Contents, shipped: Catalogue, entry: Entry, now: datetime) -> Iterator[Change]:
    before = contents.entries.get(entry.id)
    was = _standing(contents, shipped, entry.id)
    if entry == was:
        return
    origin = before.shipped if before is not None else was
    if was is not None:
        yield from _replaced(contents, was, entry, now)
    yield Change(Kind.ENTRY, entry.id, before, OwnEntry(entry, origin))


def _replaced(contents: Contents, was: Entry, entry: Entry, now: datetime) -> Iterator[Change]:
    """A past offer for each that ``entry`` no longer has."""
    number = 0
    for offer in dict.fromkeys(was.offers):
        if offer in entry.offers:
            continue
        number += 1
        while (key := f"{entry.id} {number}") in contents.past_offers:
            number += 1
        yield Change(Kind.PAST_OFFER, key, None, PastOffer(entry.id, offer, now.isoformat()))


def _removal(contents: Contents, entry_ids: Sequence[str]) -> Iterator[Change]:
    gone = set(entry_ids)
    for key, past in contents.past_offers.items():
        if past.entry_id in gone:
            yield Change(Kind.PAST_OFFER, key, past, None)
    for entry_id in entry_ids:
        yield Change(Kind.ENTRY, entry_id, contents.entries[entry_id], None)


def _sources(contents: Contents, sources: Iterable[Source]) -> Iterator[Change]:
    for source in {source.id: source for source in sources}.values():
        before = contents.sources.get(source.id)
        if before != source:
            yield Change(Kind.SOURCE, source.id, before, source)


def _wanted(
    shipped: Catalogue, sources: Iterable[Source], entries: Iterable[Entry]
) -> Iterator[Source]:
    """The shipped sources that ``entries`` cite, then ``sources``, which count more."""
    for entry in entries:
        for source_id in cited_sources(entry):
            if (source := shipped.source(source_id)) is not None:
                yield source
    yield from sources


def _entries_in(changes: Iterable[Change]) -> Iterator[Entry]:
    """Each entry that is put in, and what it was made of."""
    for change in changes:
        if isinstance(change.after, OwnEntry):
            yield change.after.entry
            if change.after.shipped is not None:
                yield change.after.shipped


def _standing(contents: Contents, shipped: Catalogue, entry_id: str) -> Entry | None:
    """The entry as it is shown now: the user's own, else the shipped one."""
    if entry_id in contents.entries:
        return contents.entries[entry_id].entry
    return shipped.entry(entry_id) if entry_id in shipped else None


def _seen_on(day: date, offer: Offer) -> Offer:
    """The same as of ``day``, unless it is from later than that."""
    if order_key(offer.stated.date) >= day.isoformat():
        return offer
    return replace(offer, stated=replace(offer.stated, date=day.isoformat()))


def _names(contents: Contents, shipped: Catalogue, ids: Iterable[str]) -> list[str]:
    """What the entries are called; the id of one that is no longer anywhere."""
    found = [(key, _standing(contents, shipped, key)) for key in ids]
    return [key if entry is None else called(entry) for key, entry in found]


def _named(one: str, several: str, names: Sequence[str]) -> str:
    if len(names) == 1:
        return one.format(name=names[0])
    return several.format(n=len(names))
