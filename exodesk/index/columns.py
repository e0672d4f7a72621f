"""What an entry says whatever it costs: its words, its choices, and its place by name."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from heapq import merge
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

_LONG_RUN = 4_000


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
    by_name: list[int] = []
    for rows in names.merged(10 * slice_rows):
        by_name += rows
        yield None
    word_index = words.finish()
    yield None
    columns = {criterion: column.finish() for criterion, column in choices.items()}
    yield EntryColumns(row_count, word_index, columns, np.array(by_name, np.int32))


class _SortedNames:
    """Sorts by name, then by id, without ever taking long at once."""

    def __init__(self) -> None:
        self._runs: list[list[tuple[str, str, int]]] = []

    def add(self, first_row: int, entries: Iterable[Entry]) -> None:
        names = sorted(
            (entry.name.casefold(), entry.id, row)
            for row, entry in enumerate(entries, start=first_row)
        )
        while self._runs and len(self._runs[-1]) <= len(names) <= _LONG_RUN:
            names = sorted(self._runs.pop() + names)
        self._runs.append(names)

    def merged(self, slice_rows: int) -> Iterator[list[int]]:
        """The rows in order, in slices."""
        rows = (row for _, _, row in merge(*self._runs))
        while read := list(islice(rows, slice_rows)):
            yield read
