"""The open catalogue under the assumptions in force: every figure shown comes from here."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject, Signal

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.costing import CourseCost
from exodesk.domain.costs import Costs
from exodesk.domain.entries import Entry
from exodesk.domain.filters import LIMITS, Criterion, EntryFilter, Judgement
from exodesk.domain.ordering import SortKey, sorted_by
from exodesk.domain.rates import RateTable
from exodesk.ui.sliced_work import SlicedWork

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from exodesk.index import CatalogueIndex

    Rows: TypeAlias = Sequence[int] | NDArray[np.int32]


_SMALL = 2000
_MOST_TO_COST = 200  # rows that are costed anew while a person waits
_SLICE = 100


@dataclass(frozen=True, slots=True)
class Shown:
    """Row numbers of the catalogue in the order they are shown: matches, then those left open."""

    rows: Rows
    open_rows: Rows


@dataclass(frozen=True, slots=True)
class StandingCosts:
    """The costs of rows as things stood at one moment, each worked out when its turn comes."""

    shown: Shown
    costs: Costs

    def __iter__(self) -> Iterator[CourseCost]:
        return map(self.costs.of, map(int, chain(self.shown.rows, self.shown.open_rows)))


class CatalogueDocument(QObject):
    """The one writer of catalogue, assumptions and rates in the window.

    Rows are positions in ``catalogue.entries``. Costs are worked out when first asked for. Until
    the column index stands (it is built after the first paint) the domain answers in its place;
    of a large catalogue only what needs no total is answered until then.
    """

    catalogue_changed = Signal()
    costs_changed = Signal()
    searchable = Signal()  # a large catalogue can be searched, but its totals do not stand yet
    index_built = Signal()
    advanced = Signal(float)  # of how much of a large catalogue the totals stand, 0 to 1

    def __init__(
        self,
        catalogue: Catalogue,
        assumptions: Assumptions,
        rates: RateTable,
        today: date,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._assumptions = assumptions
        self._rates = rates
        self._today = today
        self._costs = Costs(catalogue, assumptions, rates)
        self._index: CatalogueIndex | None = None
        self._columns: CatalogueIndex | None = None
        self._list_in_sight = True
        self._work = SlicedWork(self)
        self._preparation = SlicedWork(self)
        self._leaving = SlicedWork(self)

    @property
    def catalogue(self) -> Catalogue:
        return self._catalogue

    @property
    def assumptions(self) -> Assumptions:
        return self._assumptions

    @property
    def rates(self) -> RateTable:
        return self._rates

    @property
    def today(self) -> date:
        return self._today

    @property
    def index(self) -> CatalogueIndex | None:
        """The column index; None until it is built."""
        return self._index

    @property
    def ready(self) -> bool:
        """Whether every filter and every order can be answered."""
        return self._index is not None or len(self) <= _SMALL

    def answers(self, entry_filter: EntryFilter) -> bool:
        """Whether it can be told by now which entries ``entry_filter`` leaves."""
        asked = set(entry_filter.active())
        return self.ready or not asked or (self._columns is not None and not asked & LIMITS)

    def facets(self, entry_filter: EntryFilter) -> dict[Criterion, dict[Hashable, int]] | None:
        """How many entries each choice would leave; None while that can't be told."""
        index = self._index or self._columns
        if index is None or not self.answers(entry_filter):
            return None
        return index.facets(entry_filter)

    def __len__(self) -> int:
        return len(self._catalogue.entries)

    def row_of(self, entry_id: str) -> int | None:
        return self._catalogue.rows.get(entry_id)

    def cost(self, row: int) -> CourseCost:
        """The cost of one row under the assumptions in force, kept until they change."""
        return self._costs.of(row)

    def costs_of(self, entry_ids: Sequence[str]) -> list[CourseCost]:
        """The costs of those of ``entry_ids`` that the catalogue holds."""
        rows = self._catalogue.rows
        return [self.cost(rows[key]) for key in entry_ids if key in rows]

    def standing(self, shown: Shown) -> StandingCosts:
        """The costs of ``shown`` as they stand now, whatever changes before they are wanted."""
        return StandingCosts(shown, self._costs)

    def select(self, entry_filter: EntryFilter, sort: SortKey, *, descending: bool) -> Shown:
        if self._index is not None:
            selection = self._index.select(entry_filter, sort, descending=descending)
            return Shown(selection.rows, selection.open_rows)
        if not self.ready:
            return self._select_early(entry_filter, sort, descending=descending)
        rows = self._catalogue.rows
        fits, left_open = [], []
        asked = bool(entry_filter.active())
        for cost in sorted_by(list(self._costs), sort, descending=descending):
            judgement = entry_filter.judge(cost, self._rates) if asked else Judgement.FITS
            if judgement is Judgement.FITS:
                fits.append(rows[cost.entry.id])
            elif judgement is Judgement.CANNOT_TELL:
                left_open.append(rows[cost.entry.id])
        return Shown(fits, left_open)

    def _select_early(self, entry_filter: EntryFilter, sort: SortKey, *, descending: bool) -> Shown:
        """Before the totals stand: in the order of the file, and only what can be told."""
        if not self.answers(entry_filter):
            return Shown((), ())
        if self._columns is None:
            return Shown(range(len(self)), ())
        known = sort if sort in (SortKey.NAME, SortKey.LISTED) else SortKey.LISTED
        downwards = descending and known is sort
        return Shown(self._columns.select(entry_filter, known, descending=downwards).rows, ())

    def hidden_by(self, entry_filter: EntryFilter) -> dict[Criterion, int]:
        """How many entries would come back if one criterion alone were dropped."""
        return {} if self._index is None else self._index.hidden_by(entry_filter)

    def nearest_word(self, typed: str) -> str | None:
        """The word of an entry most like a misspelt one; None while that can't be told."""
        index = self._index or self._columns
        return None if index is None else index.nearest_word(typed)

    def show(self, catalogue: Catalogue) -> None:
        """Put another catalogue in place of the present one at once.

        A small one is indexed when that is asked for; of a large one the rows are there, and its
        index and its totals are worked out in slices from now on.
        """
        self._show(catalogue, Costs(catalogue, self._assumptions, self._rates))

    def refresh(self, catalogue: Catalogue) -> None:
        """Put a changed catalogue in place of the present one, which stays until it is ready.

        Where very much has come in, nobody is kept waiting for its totals.
        """
        small = len(catalogue.entries) <= _SMALL
        if small or not self.ready or len(catalogue.entries) - len(self) > _SMALL:
            self._show(catalogue, self._costs.carried_to(catalogue))
        else:
            self._preparation.start(self._preparing(catalogue))

    def _show(self, catalogue: Catalogue, costs: Costs) -> None:
        self._preparation.stop()
        self._take(catalogue, costs, None)
        if not self.ready:
            self._work.start(self._building(), at_once=False)

    def stop(self) -> None:
        """Leave whatever is being worked at in slices."""
        self._preparation.stop()
        self._work.stop()
        self._leaving.stop()

    def assume(self, assumptions: Assumptions, rates: RateTable | None = None) -> None:
        """Work out everything under ``assumptions``, at other ``rates`` where they are given."""
        before, self._assumptions = self._assumptions, assumptions
        other_rates = rates is not None and rates is not self._rates
        self._rates = self._rates if rates is None else rates
        same = replace(assumptions, currency=before.currency) == before
        if same and not other_rates:
            self._costs = self._costs.in_currency_of(assumptions)
        else:
            self._costs = Costs(self._catalogue, assumptions, self._rates)
        if assumptions != before or other_rates:
            self._recost(only_converted=same and not assumptions.hangs_on_currency)

    def use_rates(self, rates: RateTable) -> None:
        self._rates = rates
        self._costs = Costs(self._catalogue, self._assumptions, rates)
        self._recost(only_converted=True)

    def meet_day(self, today: date, rates: RateTable) -> None:
        """Go on into another day: whatever has an age is older, and ``rates`` count."""
        self._today = today
        self.use_rates(rates)

    def set_list_in_sight(self, in_sight: bool) -> None:
        """Whether the whole list is looked at: else its order may follow what is, in slices."""
        self._list_in_sight = in_sight

    def build_index(self) -> None:
        """Build the column index; meant to be called once the window has been painted.

        A large catalogue is worked through in slices, so that the window answers meanwhile.
        """
        if not self._work.busy:
            self._work.start(self._building(), at_once=len(self) <= _SMALL)

    def _building(self) -> Iterator[None]:
        from exodesk.index import CatalogueIndex

        for index in CatalogueIndex.building(self._catalogue.entries, slice_rows=_SLICE):
            yield
            if index is not None:
                self._columns = index
                if not self.ready:
                    self.searchable.emit()
                    yield
                yield from self._costing(index)

    def _take(
        self,
        catalogue: Catalogue,
        costs: Costs,
        index: CatalogueIndex | None,
    ) -> None:
        self._work.stop()
        if len(self) > _SMALL:
            leaving = _letting_go(list(self._catalogue.entries), self._costs)
            self._leaving.start(leaving, at_once=False)
        self._catalogue = catalogue
        self._costs = costs
        self._index = index
        self._columns = None
        self.catalogue_changed.emit()
        if index is not None:
            self.index_built.emit()

    def _preparing(self, catalogue: Catalogue) -> Iterator[None]:
        from exodesk.index import CatalogueIndex

        for index in CatalogueIndex.building(catalogue.entries, slice_rows=_SLICE):
            yield
            while index is not None:
                assumptions, rates = self._assumptions, self._rates
                costs = self._costs.carried_to(catalogue)
                yield
                for done in index.setting_costs(costs, rates, slice_rows=_SLICE):
                    self.advanced.emit(done / len(catalogue.entries))
                    yield
                if (assumptions, rates) == (self._assumptions, self._rates):
                    self._take(catalogue, costs, index)
                    return

    def _costing(self, index: CatalogueIndex) -> Iterator[None]:
        for done in index.setting_costs(self._costs, self._rates, slice_rows=_SLICE):
            if not self.ready:
                self.advanced.emit(done / len(self))
            yield
        self._index = index
        self._columns = None
        self.index_built.emit()

    def _recost(self, *, only_converted: bool) -> None:
        index, currency, rates = self._index, self._assumptions.currency, self._rates
        if index is None:
            if self._columns is not None:
                self._work.start(self._costing(self._columns), at_once=self.ready)
        else:
            # At once, so that order and scale are in the currency of now while costs follow.
            most = _MOST_TO_COST if self._list_in_sight else 0
            at_once = index.count_to_cost(currency, rates) <= most
            if at_once:
                index.convert(currency, rates, self.cost)
            else:
                index.express(currency, rates)
            if self._work.busy or not (only_converted and at_once):
                self._work.start(self._costing(index), at_once=self._list_in_sight)
        self.costs_changed.emit()


def _letting_go(entries: list[Entry], costs: Costs) -> Iterator[None]:
    while costs.forget(_SLICE):
        yield
    while entries:
        del entries[-_SLICE:]
        yield
