"""What an entry says whatever it costs: its words, its choices, and its place by name."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from exodesk.domain.entries import Concern, Entry, Family, Kind, Route
from exodesk.domain.filters import Criterion
from exodesk.domain.words import words_of
from exodesk.index.choices import ChoiceColumn, ChoiceColumnBuilder
from exodesk.index.search_words import WordIndex, WordIndexBuilder

# What an entry states for a criterion. None stands for an entry that states none.
_STATED: dict[Criterion, Callable[[Entry], tuple[Hashable, ...]]] = {
    Criterion.KINDS: lambda entry: (entry.kind,),
    Criterion.FAMILIES: lambda entry: (entry.family,),
    Criterion.ROUTES: lambda entry: entry.routes or (None,),
    Criterion.CONCERNS: lambda entry: entry.concerns,
    Criterion.COUNTRIES: lambda entry: (entry.country,),
    Criterion.PROVIDERS: lambda entry: (entry.provider_name,),
}
_VOCABULARIES: dict[Criterion, Iterable[Hashable]] = {
    Criterion.KINDS: Kind,
    Criterion.FAMILIES: Family,
    Criterion.ROUTES: Route,
    Criterion.CONCERNS: Concern,
}


@dataclass(frozen=True, slots=True, eq=False)
class EntryColumns:
    row_count: int
    words: WordIndex
    choices: dict[Criterion, ChoiceColumn]
    by_name: NDArray[np.int32]


def reading_columns(entries: Iterable[Entry], slice_rows: int) -> Iterator[EntryColumns | None]:
    """Reads entries in slices: None after each short step, the columns at last."""
    remaining = iter(entries)
    row_count = 0
    words = WordIndexBuilder()
    choices = {
        criterion: ChoiceColumnBuilder(_VOCABULARIES.get(criterion, ())) for criterion in _STATED
    }
    names = _SortedNames()
    while read := list(islice(remaining, slice_rows)):
        for row, entry in enumerate(read, start=row_count):
            words.add(row, words_of(entry))
            for criterion, stated in _STATED.items():
                choices[criterion].add(stated(entry))
        names.add(row_count, read)
        row_count += len(read)
        yield None
    by_name = names.finish()
    yield None
    word_index = words.finish()
    yield None
    columns = {criterion: column.finish() for criterion, column in choices.items()}
    yield EntryColumns(row_count, word_index, columns, by_name)


class _SortedNames:
    """Sorts by name, then by id, as entries come: slices of like length are merged at once."""

    def __init__(self) -> None:
        self._slices: list[list[tuple[str, str, int]]] = []

    def add(self, first_row: int, entries: Iterable[Entry]) -> None:
        names = sorted(
            (entry.name.casefold(), entry.id, row)
            for row, entry in enumerate(entries, start=first_row)
        )
        while self._slices and len(self._slices[-1]) <= len(names):
            names = sorted(self._slices.pop() + names)
        self._slices.append(names)

    def finish(self) -> NDArray[np.int32]:
        names: list[tuple[str, str, int]] = []
        for shorter in reversed(self._slices):
            names = sorted(shorter + names)
        return np.fromiter((row for _, _, row in names), np.int32, len(names))
