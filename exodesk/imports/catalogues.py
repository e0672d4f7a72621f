"""A catalogue that is to come in: which of its entries are new, under ids that are free here.

Whoever reads the file hands over what was read and what was set aside.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from exodesk.domain.entries import Entry, Source, Stated
from exodesk.domain.workspace import new_entry_id, new_source_id
from exodesk.imports.known import (
    Counts,
    Imported,
    Known,
    OnDuplicate,
    Relation,
    has_another_price,
    has_price,
    imported,
    related,
)

OWN = "own-"
_FIGURES = ("sessions", "interval", "downtime", "onset", "lasts", "pack", "use")
_LISTS = ("offers", "included", "cautions", "side_effects", "claims", "notes")


@dataclass(frozen=True, slots=True)
class CatalogueCheck:
    """Every entry of a catalogue, sorted out. ``set_aside`` names those that could not be read."""

    entries: tuple[tuple[Entry, Relation], ...]
    sources: Mapping[str, Source]
    set_aside: tuple[str, ...]
    known: Known

    @property
    def counts(self) -> Counts:
        new = [
            entry for entry, found in self.entries if found.twin is None and found.earlier is None
        ]
        twice = sum(1 for _entry, found in self.entries if found.earlier is not None)
        return Counts(
            ready=len(new),
            ready_unknown_price=sum(1 for entry in new if not has_price(entry)),
            refused=len(self.set_aside),
            already_there=len(self.entries) - len(new) - twice,
            twice=twice,
            repriced=sum(
                has_another_price(entry, found.twin)
                for entry, found in self.entries
                if found.twin is not None and found.earlier is None
            ),
        )

    def import_of(self, on_duplicate: OnDuplicate = OnDuplicate.SKIP) -> Imported:
        """The entries and sources that come in; nothing where all are there already."""
        return imported(self.entries, self.sources, self.known, on_duplicate)


def check_catalogue(
    entries: Iterable[Entry],
    sources: Mapping[str, Source],
    set_aside: Iterable[str],
    known: Known,
) -> CatalogueCheck:
    """What is new in a catalogue that was read. Ids stay as they are where they are free."""
    here = _sources_here(sources, known)
    moved = {old: new.id for old, new in here.items() if new.id != old}
    cited = [citing(entry, moved) if moved else entry for entry in entries]
    relations = related(list(enumerate(cited, 1)), known)
    taken = {*known.by_id, *(entry.id for entry in cited)}
    found = []
    for entry, relation in zip(cited, relations, strict=True):
        if entry.id not in known.by_id or relation.twin is not None:
            found.append((entry, relation))
            continue
        free = new_entry_id(entry.name, taken)
        taken.add(free)
        found.append((replace(entry, id=free), relation))
    return CatalogueCheck(
        tuple(found), {source.id: source for source in here.values()}, tuple(set_aside), known
    )


def _sources_here(sources: Mapping[str, Source], known: Known) -> dict[str, Source]:
    """Each source of the file as it is, or will be, called here."""
    here: dict[str, Source] = {}
    taken = {*known.sources, *sources}
    for source_id, source in sources.items():
        if known.sources.get(source_id) == source:
            here[source_id] = source
            continue
        same = known.source_like(source)
        if same is source and (source_id in known.sources or not source_id.startswith(OWN)):
            same = replace(source, id=new_source_id(source.title, taken))
            taken.add(same.id)
        here[source_id] = same
    return here


def citing(entry: Entry, moved: Mapping[str, str]) -> Entry:
    """``entry`` with the sources it cites under their new ids."""
    changed: dict[str, Any] = {}
    for name in _FIGURES:
        figure = getattr(entry, name)
        if figure is not None:
            changed[name] = _moved(figure, moved)
    for name in _LISTS:
        if figures := getattr(entry, name):
            changed[name] = tuple(_moved(figure, moved) for figure in figures)
    if entry.claims:
        changed["claims"] = tuple(
            replace(
                claim,
                contradicted_by=tuple(
                    moved.get(source, source) for source in claim.contradicted_by
                ),
            )
            for claim in changed["claims"]
        )
    return replace(entry, **changed)


def _moved(figure: Any, moved: Mapping[str, str]) -> Any:
    stated: Stated = figure.stated
    if stated.source is None or stated.source not in moved:
        return figure
    return replace(figure, stated=replace(stated, source=moved[stated.source]))
