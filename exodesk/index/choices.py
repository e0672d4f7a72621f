"""Columns of what an entry is one or several of: kind, family, routes, concerns, country, …"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Hashable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from exodesk.index.picking import kept


class ChoiceColumn:
    """What each row states, as the number of a combination of choices.

    Far fewer combinations than rows occur, so that a choice is looked up once per combination.
    """

    def __init__(
        self,
        choices: Sequence[Hashable],
        combinations: Sequence[Collection[int]],
        of_row: NDArray[np.int32],
    ) -> None:
        self._choices = {choice: number for number, choice in enumerate(choices)}
        self._of_row = of_row
        sizes = [len(combination) for combination in combinations]
        self._combination = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
        self._choice = np.array([c for combination in combinations for c in combination], np.int32)
        self._combination_count = len(sizes)

    def states_any(self, wanted: frozenset[Hashable]) -> NDArray[np.bool_]:
        """The rows that state at least one of ``wanted``."""
        is_wanted = np.zeros(len(self._choices), np.bool_)
        is_wanted[[self._choices[choice] for choice in wanted if choice in self._choices]] = True
        admits = np.zeros(self._combination_count, np.bool_)
        admits[self._combination[is_wanted[self._choice]]] = True
        return admits[self._of_row]

    def counts(self, among: NDArray[np.bool_]) -> dict[Hashable, int]:
        """How many of the rows ``among`` state each choice."""
        rows_of = np.bincount(kept(self._of_row, among), minlength=self._combination_count)
        counts = np.bincount(
            self._choice, weights=rows_of[self._combination], minlength=len(self._choices)
        )
        return dict(zip(self._choices, counts.astype(np.int64).tolist(), strict=True))


class ChoiceColumnBuilder:
    """Gathers what row after row states. ``vocabulary``: choices to count even where none does."""

    def __init__(self, vocabulary: Iterable[Hashable] = ()) -> None:
        self._choices = {choice: number for number, choice in enumerate(vocabulary)}
        self._combinations: dict[tuple[Hashable, ...], int] = {}
        self._of_row = array("i")

    def add(self, stated: tuple[Hashable, ...]) -> None:
        self._of_row.append(self._combinations.setdefault(stated, len(self._combinations)))

    def finish(self) -> ChoiceColumn:
        numbers = self._choices
        combinations = [
            {numbers.setdefault(choice, len(numbers)) for choice in stated}
            for stated in self._combinations
        ]
        return ChoiceColumn(list(numbers), combinations, np.array(self._of_row, dtype=np.int32))
