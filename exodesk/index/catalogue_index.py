"""The catalogue as columns: which rows a filter leaves, in which order, and what hides a row.

It says for all rows at once what ``EntryFilter.judge`` and ``sorted_by`` say of single costs.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from exodesk.domain.costing import CourseCost
from exodesk.domain.entries import Entry, Kind
from exodesk.domain.filters import Criterion, EntryFilter, Fit, limit_of
from exodesk.domain.ordering import SortKey
from exodesk.domain.rates import RateTable
from exodesk.index.columns import EntryColumns, reading_columns
from exodesk.index.figures import EndRanks, Figure, Figures
from exodesk.index.ordering import ordered
from exodesk.index.picking import kept, picked

# Of several verdicts on a row the least holds.
NO, CANNOT_TELL, FITS = (np.uint8(verdict) for verdict in range(3))
Verdicts = NDArray[np.uint8]

_LIMITED = {
    Criterion.MAX_TOTAL: Figure.TOTAL,
    Criterion.MAX_PRICE: Figure.PRICE,
    Criterion.MAX_DOWNTIME: Figure.DOWNTIME,
    Criterion.MAX_SESSIONS: Figure.SESSIONS,
}
_SORTED = {
    SortKey.TOTAL: Figure.TOTAL,
    SortKey.PRICE: Figure.PRICE,
    SortKey.SESSIONS: Figure.SESSIONS,
    SortKey.DOWNTIME: Figure.COURSE_DOWNTIME,
    SortKey.AGE: Figure.AGE,
}
_SLICE = 500


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """What a filter leaves of ``total`` rows: those that fit, and those it can't tell of."""

    rows: NDArray[np.int32]
    open_rows: NDArray[np.int32]
    total: int


class CatalogueIndex:
    """Knows entries by their row: their place in the sequence it was built from.

    Until costs are set, every figure counts as unknown.
    """

    def __init__(
        self, entries: Iterable[Entry] = (), *, columns: EntryColumns | None = None
    ) -> None:
        self._columns = columns or _last(reading_columns(entries, _SLICE))
        self._figures = Figures(len(self), "GBP", RateTable(datetime.date.min))
        self._is_product = self._columns.choices[Criterion.KINDS].states_any(
            frozenset({Kind.PRODUCT})
        )
        self._verdicts: dict[Criterion, tuple[object, Verdicts]] = {}
        self._order: tuple[object, NDArray[np.int32]] | None = None

    @classmethod
    def building(
        cls, entries: Iterable[Entry], *, slice_rows: int = _SLICE
    ) -> Iterator[CatalogueIndex | None]:
        """An index built in slices: None after each short step, the index at last."""
        for columns in reading_columns(entries, slice_rows):
            yield None if columns is None else cls(columns=columns)

    def __len__(self) -> int:
        return self._columns.row_count

    # Costs

    def set_costs(self, costs: Sequence[CourseCost], rates: RateTable) -> None:
        """Take over what every row costs: in the order of the rows, all in one currency."""
        for _ in self.setting_costs(costs, rates):
            pass

    def setting_costs(
        self, costs: Iterable[CourseCost], rates: RateTable, *, slice_rows: int = _SLICE
    ) -> Iterator[int]:
        """The same in slices: yields how many rows are read; nothing changes before the end.

        To be begun again if currency, rates or a cost change meanwhile.
        """
        remaining = iter(costs)
        figures: Figures | None = None
        read = 0
        while costs_read := list(islice(remaining, slice_rows)):
            if read + len(costs_read) > len(self):
                raise ValueError(f"more than {len(self)} costs for {len(self)} entries")
            if figures is None:
                figures = Figures(len(self), costs_read[0].currency, rates)
            figures.fill(read, costs_read)
            read += len(costs_read)
            yield read
        if read != len(self):
            raise ValueError(f"{read} costs for {len(self)} entries")
        if figures is not None:
            self._figures = figures

    def set_cost(self, row: int, cost: CourseCost) -> None:
        """One row costs something else now, in the same currency and at the same rates."""
        self._figures.fill(row, [cost])

    def convert(self, currency: str, rates: RateTable, recost: Callable[[int], CourseCost]) -> None:
        """Express all costs in ``currency`` at ``rates``.

        ``recost`` gives the cost in ``currency`` of a row whose offers are in several, unless one
        factor converts all of them.
        """
        costs = [(row, recost(row)) for row in self._figures.rows_to_fill(currency, rates).tolist()]
        self.express(currency, rates)
        for row, cost in costs:
            self._figures.fill(row, [cost])
        self._figures.filled_at = rates

    def express(self, currency: str, rates: RateTable) -> None:
        """Express the costs of before in ``currency`` at ``rates``, until those of now are set.

        A row that adds up several currencies keeps the total it had, converted as a whole.
        """
        self._figures.express(currency, rates)

    def count_to_cost(self, currency: str, rates: RateTable) -> int:
        """How many rows ``convert`` would ask the cost of."""
        return len(self._figures.rows_to_fill(currency, rates))

    def rows_needing_rate(self) -> NDArray[np.int32]:
        """The rows whose total is unknown for want of a rate."""
        return np.flatnonzero(self._figures.needing_rate()).astype(np.int32)

    def scale_bounds(self, rows: NDArray[np.int32]) -> tuple[float | None, float | None]:
        """The smallest low above 0 and the largest known end among the totals of ``rows``.

        No row stands twice in ``rows``.
        """
        return self._figures.extent(Figure.TOTAL, rows)

    # Filtering and sorting

    def select(
        self, entry_filter: EntryFilter, sort: SortKey, *, descending: bool = False
    ) -> Selection:
        order = self._ordered(sort, descending=descending)
        if not entry_filter.active():
            return Selection(order, order[:0], len(self))
        verdicts = picked(self._least(self._verdicts_of(entry_filter).values()), order)
        fits, left_open = kept(order, verdicts == FITS), kept(order, verdicts == CANNOT_TELL)
        return Selection(fits, left_open, len(self))

    def facets(self, entry_filter: EntryFilter) -> dict[Criterion, dict[Hashable, int]]:
        """How many entries each choice would leave as the only one of its criterion.

        Counted are those that fit and those it can't tell of; None: entries that state none.
        Vocabularies are complete; a country or provider appears where an entry states it.
        """
        verdicts = self._verdicts_of(entry_filter)
        return {
            criterion: column.counts(self._least(_others(verdicts, criterion)) != NO)
            for criterion, column in self._columns.choices.items()
        }

    def hidden_by(self, entry_filter: EntryFilter) -> dict[Criterion, int]:
        """How many entries would come back, were this criterion alone dropped; never of words."""
        verdicts = self._verdicts_of(entry_filter)
        left = np.count_nonzero(self._least(verdicts.values()))
        return {
            criterion: int(np.count_nonzero(self._least(_others(verdicts, criterion))) - left)
            for criterion in verdicts
            if criterion is not Criterion.WORDS
        }

    def nearest_word(self, typed: str) -> str | None:
        """The word of an entry that is most like ``typed``; None where none is like it."""
        return self._columns.words.nearest(typed)

    def hiding(self, entry_filter: EntryFilter, row: int) -> tuple[Criterion, ...]:
        """The criteria that refuse ``row``."""
        verdicts = self._verdicts_of(entry_filter)
        return tuple(criterion for criterion, of_rows in verdicts.items() if of_rows[row] == NO)

    def _ordered(self, sort: SortKey, *, descending: bool) -> NDArray[np.int32]:
        by_name = self._columns.by_name
        if sort is SortKey.NAME:
            return by_name[::-1] if descending else by_name
        if sort is SortKey.LISTED:
            listed = np.arange(len(self), dtype=np.int32)
            return listed[::-1] if descending else listed
        ends = self._figures.ends(_SORTED[sort])
        key = (sort, descending, ends)
        if self._order is None or self._order[0] != key:
            if sort is SortKey.PRICE:
                ends = self._figures.unit_prices()
            self._order = (key, ordered(by_name, ends, descending=descending))
        return self._order[1]

    def _verdicts_of(self, entry_filter: EntryFilter) -> dict[Criterion, Verdicts]:
        return {
            criterion: self._verdict(criterion, entry_filter) for criterion in entry_filter.active()
        }

    def _verdict(self, criterion: Criterion, entry_filter: EntryFilter) -> Verdicts:
        figures, figure = self._figures, _LIMITED.get(criterion)
        if figure is None:
            wanted = getattr(entry_filter, criterion.value)
            return self._kept(criterion, wanted, lambda: self._meeting(criterion, wanted))
        limit = limit_of(entry_filter, criterion, figures.currency, figures.rates)
        rank = None if limit is None else figures.rank_at_most(figure, limit)
        ends, fit = figures.ends(figure), entry_filter.fit
        exempt = self._is_product if criterion is Criterion.MAX_SESSIONS else None
        return self._kept(criterion, (rank, fit, ends), lambda: _held_to(ends, rank, fit, exempt))

    def _kept(
        self, criterion: Criterion, question: object, answer: Callable[[], Verdicts]
    ) -> Verdicts:
        """The verdicts of the last time if the question is the same."""
        found = self._verdicts.get(criterion)
        if found is None or found[0] != question:
            found = self._verdicts[criterion] = (question, answer())
        return found[1]

    def _meeting(self, criterion: Criterion, wanted: Any) -> Verdicts:
        if criterion is Criterion.WORDS:
            meets = self._columns.words.holding(wanted, len(self))
        else:
            meets = self._columns.choices[criterion].states_any(wanted)
        return meets * FITS

    def _least(self, verdicts: Iterable[Verdicts]) -> Verdicts:
        return reduce(np.minimum, verdicts, np.full(len(self), FITS))


def _others(verdicts: dict[Criterion, Verdicts], but: Criterion) -> list[Verdicts]:
    return [of_rows for criterion, of_rows in verdicts.items() if criterion is not but]


def _held_to(
    ends: EndRanks, limit: int | None, fit: Fit, exempt: NDArray[np.bool_] | None
) -> Verdicts:
    """What ``judge_bounds`` says, of ranks. The criterion does not apply to ``exempt`` rows."""
    if limit is None:
        verdicts = np.full(len(ends.low), CANNOT_TELL)
    else:
        decides = ends.low if fit is Fit.COULD else ends.high
        verdicts = np.where(decides == 0, CANNOT_TELL, FITS if fit is Fit.COULD else NO)
        verdicts[ends.low > limit] = NO
        verdicts[(ends.high > 0) & (ends.high <= limit)] = FITS
    if exempt is not None:
        verdicts[exempt] = FITS
    return verdicts


def _last(steps: Iterator[EntryColumns | None]) -> EntryColumns:
    *_, columns = steps
    assert columns is not None
    return columns
