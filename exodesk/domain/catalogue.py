"""A catalogue: entries by id, and the sources they cite."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from exodesk.domain.entries import Entry, Source
from exodesk.domain.errors import ExodeskError
from exodesk.translation import gettext as _


class UnknownEntryError(ExodeskError):
    def __init__(self, entry_id: str) -> None:
        super().__init__(
            _("There is no entry “{id}” in this catalogue. “exodesk list” shows them all.").format(
                id=entry_id
            )
        )


@dataclass(frozen=True, slots=True)
class Catalogue:
    title: str = ""
    updated: str | None = None
    sources: Mapping[str, Source] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()
    rows: Mapping[str, int] = field(init=False, repr=False, compare=False)
    """Where in ``entries`` an id stands."""

    def __post_init__(self) -> None:
        rows = {entry.id: row for row, entry in enumerate(self.entries)}
        object.__setattr__(self, "rows", rows)

    def entry(self, entry_id: str) -> Entry:
        """The entry with that id; raises UnknownEntryError."""
        try:
            return self.entries[self.rows[entry_id]]
        except KeyError:
            raise UnknownEntryError(entry_id) from None

    def __contains__(self, entry_id: object) -> bool:
        return entry_id in self.rows

    def source(self, source_id: str | None) -> Source | None:
        return None if source_id is None else self.sources.get(source_id)

    def cited_by(self, entries: Iterable[Entry]) -> tuple[Source, ...]:
        """The sources that ``entries`` cite, each once, in the order of first mention."""
        cited = dict.fromkeys(
            stated.source
            for entry in entries
            for stated in entry.figures()
            if stated.source is not None
        )
        return tuple(self.sources[source] for source in cited if source in self.sources)
