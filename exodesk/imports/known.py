"""What is there already, and how entries that come in relate to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, fields, replace
from enum import Enum
from itertools import chain
from typing import Any

from exodesk.domain.entries import FEES, Entry, Family, Offer, Source
from exodesk.domain.sameness import Key, looks_alike, same_key
from exodesk.domain.workspace import cited_sources, new_entry_id


class OnDuplicate(Enum):
    """What happens to entries that are there already."""

    SKIP = "skip"
    UPDATE = "update"
    KEEP_BOTH = "keep-both"


@dataclass(frozen=True, slots=True)
class Relation:
    """What an entry that comes in has to do with others.

    ``twin`` is the known entry that it is the same as; ``earlier`` the number of the row that it
    repeats; ``like_row`` one that is the same but for its figures or its spelling; ``like`` is the
    twin where the two look alike and are not written alike.
    """

    twin: Entry | None = None
    earlier: int | None = None
    like_row: int | None = None
    like: Entry | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """A check in numbers."""

    ready: int
    ready_unknown_price: int
    refused: int
    already_there: int
    twice: int = 0
    repriced: int = 0
    """How many of those already there have a price in the file that they do not have here."""


ALONE = Relation()
_SLICE = 2_000


@dataclass(frozen=True, slots=True)
class Imported:
    """What comes in: ``entries`` are new, ``updated`` take the place of those with their ids.

    ``sources`` are those that neither the workspace nor the catalogue has yet.
    """

    entries: tuple[Entry, ...] = ()
    updated: tuple[Entry, ...] = ()
    sources: tuple[Source, ...] = ()


class Known:
    """The entries and sources that are there, found by what makes two of them the same."""

    def __init__(
        self, entries: Iterable[Entry] = (), sources: Mapping[str, Source] | None = None
    ) -> None:
        self.sources: Mapping[str, Source] = {} if sources is None else sources
        self.by_id: dict[str, Entry] = {}
        self._same: dict[Key, list[Entry]] = {}
        for entry in entries:
            self.by_id[entry.id] = entry
            self._same.setdefault(same_key(entry), []).append(entry)
        self._by_content = {
            _content(source): source for source in reversed(list(self.sources.values()))
        }

    def same_as(self, key: Key) -> Sequence[Entry]:
        return self._same.get(key, ())

    def with_id(self, entry: Entry) -> Entry | None:
        """The known entry with the same id, where it has the name or the provider as well."""
        found = self.by_id.get(entry.id)
        if found is None or found.kind is not entry.kind:
            return None
        same = found.name == entry.name or (
            found.provider is not None and found.provider == entry.provider
        )
        return found if same else None

    def source_like(self, source: Source) -> Source:
        """The known source that says the same, else ``source`` itself."""
        return self._by_content.get(_content(source), source)


Numbered = tuple[int, Entry | None]
"""An entry with the number of its row; None where the row is refused."""


def key_of(entry: Entry | None) -> Key | None:
    return None if entry is None else same_key(entry)


def related(rows: Sequence[Numbered], known: Known) -> list[Relation]:
    """How each entry relates to the known ones and to the others."""
    relations = [ALONE] * len(rows)
    keys = [key_of(entry) for _number, entry in rows]
    for _slice in relating(rows, keys, known, relations):
        pass
    return relations


def relating(
    rows: Sequence[Numbered],
    keys: Sequence[Key | None],
    known: Known,
    relations: list[Relation],
) -> Iterator[None]:
    """Fill ``relations`` in slices. ``keys`` are those of the entries.

    Of several that are the same, those with the same figures belong together, the rest in order:
    a price list may name one treatment twice, with the price of a session and that of a course.
    """
    groups: dict[Key, list[int]] = {}
    for place, ((_number, entry), key) in enumerate(zip(rows, keys, strict=True)):
        if entry is None or key is None:
            continue
        if (twin := known.with_id(entry)) is not None:
            relations[place] = _to_twin(twin, entry)
        else:
            groups.setdefault(key, []).append(place)
        if place % _SLICE == 0:
            yield
    for count, (key, places) in enumerate(groups.items()):
        twins = known.same_as(key)
        if len(places) == 1 and len(twins) <= 1:
            if twins:
                entry = rows[places[0]][1]
                assert entry is not None
                relations[places[0]] = _to_twin(twins[0], entry)
        else:
            _relate_group(rows, places, list(twins), relations)
        if count % _SLICE == 0:
            yield


def _to_twin(twin: Entry, entry: Entry) -> Relation:
    return Relation(twin=twin, like=twin if looks_alike(twin, entry) else None)


def _relate_group(
    rows: Sequence[Numbered],
    places: Sequence[int],
    twins: list[Entry],
    relations: list[Relation],
) -> None:
    first_with: dict[Entry, int] = {}
    left = []
    by_figures: dict[Entry, list[Entry]] = {}
    for twin in twins:
        by_figures.setdefault(replace(twin, id=""), []).append(twin)
    paired: set[str] = set()
    for place in places:
        number, entry = rows[place]
        assert entry is not None
        figures = replace(entry, id="")
        if (earlier := first_with.get(figures)) is not None:
            relations[place] = Relation(earlier=earlier)
            continue
        first_with[figures] = number
        if equal := by_figures.get(figures):
            twin = equal.pop(0)
            paired.add(twin.id)
            relations[place] = Relation(twin=twin)
        else:
            left.append(place)
    free = iter([twin for twin in twins if twin.id not in paired])
    first_number = rows[places[0]][0]
    for place in left:
        number = rows[place][0]
        relations[place] = Relation(
            twin=next(free, None), like_row=first_number if number != first_number else None
        )


def imported(
    entries: Sequence[tuple[Entry, Relation]],
    sources: Mapping[str, Source],
    known: Known,
    on_duplicate: OnDuplicate,
) -> Imported:
    """What comes in of ``entries``, as a person chose for those that are there already."""
    new, updated = [], []
    keeps = on_duplicate is OnDuplicate.KEEP_BOTH
    taken = {*known.by_id, *(entry.id for entry, _relation in entries)} if keeps else set()
    for entry, relation in entries:
        if relation.earlier is not None:
            continue
        if relation.twin is None:
            new.append(entry)
        elif keeps:
            new.append(_beside(entry, known, taken))
        elif on_duplicate is OnDuplicate.UPDATE:
            joined = updated_with(relation.twin, entry)
            if joined != relation.twin:
                updated.append(joined)
    brought = _cited(chain(new, updated), sources.keys() - known.sources.keys())
    return Imported(tuple(new), tuple(updated), tuple(sources[source] for source in brought))


def _cited(entries: Iterable[Entry], wanted: Set[str]) -> list[str]:
    """Those of ``wanted`` that ``entries`` cite, in the order in which they do."""
    found: dict[str, None] = {}
    for entry in entries:
        if len(found) == len(wanted):
            break
        found.update((source, None) for source in cited_sources(entry) if source in wanted)
    return list(found)


def _beside(entry: Entry, known: Known, taken: set[str]) -> Entry:
    """``entry`` under an id that nothing here has."""
    if entry.id not in known.by_id:
        return entry
    free = new_entry_id(entry.name, taken)
    taken.add(free)
    return replace(entry, id=free)


def updated_with(known: Entry, entry: Entry) -> Entry:
    """``known`` with all that ``entry`` says; what it leaves out stays as it is."""
    said: dict[str, Any] = {}
    for each in fields(Entry):
        value = getattr(entry, each.name)
        if value is not None and value != ():
            said[each.name] = value
    said["id"] = known.id
    if entry.family is Family.OTHER:
        del said["family"]
    if entry.provider is not None and known.provider is not None:
        said["provider"] = replace(
            known.provider,
            name=entry.provider.name,
            city=entry.provider.city or known.provider.city,
            country=entry.provider.country or known.provider.country,
        )
    said["offers"] = _offers_of_both(known.offers, entry.offers)
    for name in ("included", "cautions", "side_effects", "notes"):
        said[name] = _both(getattr(known, name), getattr(entry, name))
    return replace(known, **said)


def _offers_of_both(old: Sequence[Offer], new: Sequence[Offer]) -> tuple[Offer, ...]:
    """The new offers in the place of the old ones that buy the same."""
    replaced = {(offer.per, offer.sessions) for offer in new}
    kept = [offer for offer in old if (offer.per, offer.sessions) not in replaced]
    return (*new, *kept)


def _both(old: Sequence[Any], new: Sequence[Any]) -> tuple[Any, ...]:
    texts = {remark.text for remark in old}
    return (*old, *(remark for remark in new if remark.text not in texts))


def has_another_price(entry: Entry, known: Entry) -> bool:
    """Whether ``entry`` is offered at a price that ``known`` is not, whoever says so and when."""
    return not set(map(_price_of, entry.offers)) <= set(map(_price_of, known.offers))


def _price_of(offer: Offer) -> tuple[object, ...]:
    return (offer.price, offer.per, offer.sessions, offer.tax, offer.tax_rate)


def has_price(entry: Entry) -> bool:
    """Whether an offer other than a fee says at least one end of a price."""
    return any(offer.per not in FEES and not offer.price.on_request for offer in entry.offers)


def _content(source: Source) -> Source:
    return replace(source, id="")
