"""Sources by number: the first one that is cited is [1]."""

from __future__ import annotations

from collections.abc import Iterator

from exodesk.domain.catalogue import Catalogue
from exodesk.domain.entries import Source


class Citations:
    """Numbers sources in the order in which they are cited."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._numbers: dict[str, int] = {}
        self._others: dict[str, Source] = {}

    def cite(self, key: str) -> str:
        """``[3]`` for the id of a source."""
        return f"[{self._numbers.setdefault(key, len(self._numbers) + 1)}]"

    def cite_source(self, source: Source) -> str:
        """The same for a source that need not be one of the catalogue's."""
        key = source.id
        if self._catalogue.source(key) != source:
            key = f"\0{key}"
            self._others[key] = source
        return self.cite(key)

    def cited(self) -> Iterator[tuple[str, str, Source | None]]:
        """Each number with the id it stands for, and the source where it is known."""
        for key in self._numbers:
            source = self._others.get(key) or self._catalogue.source(key)
            yield self.cite(key), key.lstrip("\0"), source
