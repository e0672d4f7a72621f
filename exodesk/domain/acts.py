"""The acts of a person on a workspace, each made of what is there and what is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from exodesk.domain.catalogue import Catalogue
from exodesk.domain.entries import Entry, Offer, Source
from exodesk.domain.workspace import Act, Change, Contents, Kind, OwnEntry, PastOffer
from exodesk.translation import gettext as _
from exodesk.translation import ngettext


def adding(contents: Contents, entry: Entry, sources: Iterable[Source] = ()) -> Act:
    """Put a new entry of the user's own in, with the sources it cites."""
    changes = (*_sources(contents, sources), Change(Kind.ENTRY, entry.id, None, OwnEntry(entry)))
    return Act(_("Add “{name}”").format(name=entry.name), changes)


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
    changes = (*_sources(contents, sources), *_edit(contents, shipped, entry, now))
    return Act(_("Edit “{name}”").format(name=entry.name), changes)


def deleting(contents: Contents, entry_ids: Sequence[str]) -> Act:
    """Take entries of the user's own out, with their past offers; sources stay."""
    changes: list[Change] = []
    for entry_id in entry_ids:
        if entry_id in contents.entries:
            changes.extend(_removal(contents, entry_id))
    name = _named(
        _("Delete “{name}”"),
        ngettext("Delete {n} entry", "Delete {n} entries", len(entry_ids)),
        [contents.entries[key].entry.name for key in entry_ids if key in contents.entries],
    )
    return Act(name, tuple(changes))


def hiding(contents: Contents, shipped: Catalogue, entry_ids: Sequence[str]) -> Act:
    """Leave shipped entries out of the list until they are shown again."""
    ids = [key for key in entry_ids if key in shipped and key not in contents.hidden]
    name = _named(
        _("Hide “{name}”"),
        ngettext("Hide {n} entry", "Hide {n} entries", len(ids)),
        [shipped.entry(key).name for key in ids],
    )
    return Act(name, tuple(Change(Kind.HIDDEN, key, None, True) for key in ids))


def showing(contents: Contents, shipped: Catalogue, entry_ids: Iterable[str]) -> Act:
    """Bring hidden entries back."""
    ids = [key for key in entry_ids if key in contents.hidden]
    name = _named(
        _("Show “{name}” again"),
        ngettext("Show {n} entry again", "Show {n} entries again", len(ids)),
        [shipped.entry(key).name for key in ids if key in shipped],
    )
    return Act(name, tuple(Change(Kind.HIDDEN, key, True, None) for key in ids))


def going_back(contents: Contents, entry_id: str) -> Act:
    """Drop the user's copy, so that the shipped entry stands again."""
    name = contents.entries[entry_id].entry.name
    changes = tuple(_removal(contents, entry_id))
    return Act(_("Go back to the shipped “{name}”").format(name=name), changes)


def checked_unchanged(
    contents: Contents, shipped: Catalogue, entry_ids: Sequence[str], day: date, now: datetime
) -> Act:
    """Every price of these entries was looked up on ``day`` and is what it was."""
    changes: list[Change] = []
    names = []
    for entry_id in entry_ids:
        entry = _standing(contents, shipped, entry_id)
        if entry is None:
            continue
        offers = tuple(_dated(offer, day) for offer in entry.offers)
        if offers == entry.offers:
            continue
        names.append(entry.name)
        changes.extend(_edit(contents, shipped, replace(entry, offers=offers), now))
    name = _named(
        _("Mark “{name}” as checked today"),
        ngettext(
            "Mark {n} entry as checked today", "Mark {n} entries as checked today", len(names)
        ),
        names,
    )
    return Act(name, tuple(changes))


def importing(
    contents: Contents,
    shipped: Catalogue,
    entries: Sequence[Entry],
    updated: Sequence[Entry],
    sources: Iterable[Source],
    now: datetime,
) -> Act:
    """Take over what a file brought: new entries, and others in the place of those there."""
    changes = [*_sources(contents, sources)]
    changes.extend(Change(Kind.ENTRY, entry.id, None, OwnEntry(entry)) for entry in entries)
    for entry in updated:
        changes.extend(_edit(contents, shipped, entry, now))
    number = len(entries) + len(updated)
    name = ngettext("Import {n} entry", "Import {n} entries", number).format(n=number)
    return Act(name, tuple(changes))


def _edit(contents: Contents, shipped: Catalogue, entry: Entry, now: datetime) -> Iterator[Change]:
    before = contents.entries.get(entry.id)
    was = _standing(contents, shipped, entry.id)
    origin = before.shipped if before is not None else was
    after = OwnEntry(entry, origin)
    if was is not None:
        yield from _replaced(contents, was, entry, now)
    if after != before:
        yield Change(Kind.ENTRY, entry.id, before, after)


def _replaced(contents: Contents, was: Entry, entry: Entry, now: datetime) -> Iterator[Change]:
    """A past offer for each that ``entry`` no longer has."""
    kept = list(entry.offers)
    number = sum(past.entry_id == entry.id for past in contents.past_offers.values())
    for offer in was.offers:
        if offer in kept:
            kept.remove(offer)
            continue
        number += 1
        while (key := f"{entry.id} {number}") in contents.past_offers:
            number += 1
        yield Change(Kind.PAST_OFFER, key, None, PastOffer(entry.id, offer, now.isoformat()))


def _removal(contents: Contents, entry_id: str) -> Iterator[Change]:
    for key, past in contents.past_offers.items():
        if past.entry_id == entry_id:
            yield Change(Kind.PAST_OFFER, key, past, None)
    yield Change(Kind.ENTRY, entry_id, contents.entries[entry_id], None)


def _sources(contents: Contents, sources: Iterable[Source]) -> Iterator[Change]:
    for source in sources:
        before = contents.sources.get(source.id)
        if before != source:
            yield Change(Kind.SOURCE, source.id, before, source)


def _standing(contents: Contents, shipped: Catalogue, entry_id: str) -> Entry | None:
    """The entry as it is shown now: the user's own, else the shipped one."""
    if entry_id in contents.entries:
        return contents.entries[entry_id].entry
    return shipped.entry(entry_id) if entry_id in shipped else None


def _dated(offer: Offer, day: date) -> Offer:
    """The same as of ``day``."""
    return replace(offer, stated=replace(offer.stated, date=day.isoformat()))


def _named(one: str, several: str, names: Sequence[str]) -> str:
    if len(names) == 1:
        return one.format(name=names[0])
    return several.format(n=len(names))
