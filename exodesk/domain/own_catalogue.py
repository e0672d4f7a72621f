"""The shipped catalogue and the user's own entries as one, and where the two differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields

from exodesk.domain.catalogue import Catalogue
from exodesk.domain.entries import Entry, Offer, Source
from exodesk.domain.workspace import Contents, OwnEntry, cited_sources


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in which two entries differ; None where one of them says nothing.

    ``field`` is the name of the entry's field; for an offer it is ``offers``.
    """

    field: str
    one: object
    other: object


def merged(shipped: Catalogue, contents: Contents) -> Catalogue:
    """Own entries first, as they were added; then the shipped ones, or the user's copies of them.

    Hidden entries are left out. A copy of a shipped entry that is no longer shipped stands with
    the own ones. Of a source that both have, the shipped one counts.
    """
    own = [
        one.entry
        for key, one in contents.entries.items()
        if key not in shipped.rows and key not in contents.hidden
    ]
    others = [
        contents.entries[entry.id].entry if entry.id in contents.entries else entry
        for entry in shipped.entries
        if entry.id not in contents.hidden
    ]
    return Catalogue(
        shipped.title,
        shipped.updated,
        _sources_of_both(shipped, contents),
        (*own, *others),
    )


def exported(shipped: Catalogue, contents: Contents) -> Catalogue:
    """All that the user entered or edited, with every source that it cites."""
    known = _sources_of_both(shipped, contents)
    entries = tuple(one.entry for one in contents.entries.values())
    cited = dict.fromkeys(source for entry in entries for source in cited_sources(entry))
    return Catalogue(sources={key: known[key] for key in cited if key in known}, entries=entries)


def changed_since(own: OwnEntry, shipped: Catalogue) -> tuple[Difference, ...]:
    """In what the shipped entry of now differs from the one that the user's copy was made of.

    Nothing where it is no copy, or where the entry is no longer shipped.
    """
    if own.shipped is None or own.shipped.id not in shipped:
        return ()
    return differences(own.shipped, shipped.entry(own.shipped.id))


def differences(one: Entry, other: Entry) -> tuple[Difference, ...]:
    """Field by field; offers that buy the same stand beside each other."""
    return tuple(_differences(one, other))


def _sources_of_both(shipped: Catalogue, contents: Contents) -> dict[str, Source]:
    own = {key: found for key, found in contents.sources.items() if key not in shipped.sources}
    return {**shipped.sources, **own}


def _differences(one: Entry, other: Entry) -> Iterator[Difference]:
    for each in fields(Entry):
        if each.name in ("id", "offers"):
            continue
        mine, theirs = getattr(one, each.name), getattr(other, each.name)
        if mine != theirs:
            yield Difference(each.name, mine, theirs)
    yield from _offer_differences(one, other)


def _offer_differences(one: Entry, other: Entry) -> Iterator[Difference]:
    mine, theirs = Counter(one.offers), Counter(other.offers)
    left = list((mine - theirs).elements())
    right = list((theirs - mine).elements())
    for offer in left:
        twin = next((o for o in right if _buys(o) == _buys(offer)), None)
        if twin is not None:
            right.remove(twin)
        yield Difference("offers", offer, twin)
    for offer in right:
        yield Difference("offers", None, offer)


def _buys(offer: Offer) -> tuple[object, ...]:
    return offer.per, offer.sessions, offer.every if offer.times else None
