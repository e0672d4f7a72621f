"""The index says what the domain says: of every catalogue, filter, sort key and currency."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.costing import CourseCost, cost_of
from exodesk.domain.entries import Entry
from exodesk.domain.filters import Criterion, EntryFilter, Judgement
from exodesk.domain.money import PriceState
from exodesk.domain.ordering import SortKey, sorted_by
from exodesk.domain.rates import RateTable
from exodesk.index import CatalogueIndex
from tests import strategies
from tests.builders import RATES


def costs_of(entries: list[Entry], assumptions: Assumptions, table: RateTable) -> list[CourseCost]:
    return [cost_of(e, assumptions, table) for e in entries]


def by_the_domain(
    costs: list[CourseCost],
    entry_filter: EntryFilter,
    table: RateTable,
    sort: SortKey,
    *,
    descending: bool,
) -> tuple[list[int], list[int]]:
    """The rows that fit and those it can't tell of, as the domain judges and orders them."""
    row_of = {cost.entry.id: row for row, cost in enumerate(costs)}
    fits, open_rows = [], []
    for c in sorted_by(costs, sort, descending=descending):
        judgement = entry_filter.judge(c, table)
        if judgement is Judgement.FITS:
            fits.append(row_of[c.entry.id])
        elif judgement is Judgement.CANNOT_TELL:
            open_rows.append(row_of[c.entry.id])
    return fits, open_rows


def by_the_index(
    index: CatalogueIndex, entry_filter: EntryFilter, sort: SortKey, *, descending: bool
) -> tuple[list[int], list[int]]:
    selection = index.select(entry_filter, sort, descending=descending)
    return selection.rows.tolist(), selection.open_rows.tolist()


@given(
    strategies.catalogues(),
    strategies.full_assumptions(),
    strategies.tables,
    strategies.entry_filters(),
    st.sampled_from(SortKey),
    st.booleans(),
)
def test_the_index_selects_what_the_domain_judges_in_its_order(
    entries: list[Entry],
    assumptions: Assumptions,
    table: RateTable,
    entry_filter: EntryFilter,
    sort: SortKey,
    descending: bool,
) -> None:
    costs = costs_of(entries, assumptions, table)
    index = CatalogueIndex(entries)
    index.set_costs(costs, table)
    assert by_the_index(index, entry_filter, sort, descending=descending) == by_the_domain(
        costs, entry_filter, table, sort, descending=descending
    )
    needing = [row for row, c in enumerate(costs) if c.state is PriceState.NEEDS_RATE]
    assert index.rows_needing_rate().tolist() == needing


@given(
    strategies.catalogues(),
    strategies.full_assumptions().filter(lambda a: not a.hangs_on_currency),
    st.lists(st.tuples(strategies.currencies, strategies.tables), min_size=2, max_size=4),
    st.lists(strategies.currencies, max_size=3),
    strategies.entry_filters(),
    st.sampled_from(SortKey),
)
def test_a_converted_index_is_as_one_costed_in_that_currency(
    entries: list[Entry],
    assumed: Assumptions,
    steps: list[tuple[str, RateTable]],
    more: list[str],
    entry_filter: EntryFilter,
    sort: SortKey,
) -> None:
    index = CatalogueIndex(entries)
    index.set_costs(costs_of(entries, assumed, steps[0][1]), steps[0][1])
    at_the_last_rates = [(currency, steps[-1][1]) for currency in more]
    for currency, table in (*steps[1:], *at_the_last_rates):
        costs = costs_of(entries, replace(assumed, currency=currency), table)
        index.convert(currency, table, costs.__getitem__)
        assert by_the_index(index, entry_filter, sort, descending=True) == by_the_domain(
            costs, entry_filter, table, sort, descending=True
        )
        needing = [row for row, c in enumerate(costs) if c.state is PriceState.NEEDS_RATE]
        assert index.rows_needing_rate().tolist() == needing


@given(
    strategies.catalogues(),
    strategies.tables,
    st.lists(strategies.entry_filters(), min_size=2, max_size=4),
)
def test_what_the_index_keeps_of_earlier_filters_does_not_show(
    entries: list[Entry], table: RateTable, entry_filters: list[EntryFilter]
) -> None:
    costs = costs_of(entries, Assumptions(), table)
    index = CatalogueIndex(entries)
    index.set_costs(costs, table)
    for entry_filter in entry_filters:
        assert by_the_index(index, entry_filter, SortKey.NAME, descending=False) == by_the_domain(
            costs, entry_filter, table, SortKey.NAME, descending=False
        )


@given(strategies.catalogues(), strategies.tables, strategies.entry_filters(), st.data())
def test_one_row_costed_anew_is_as_if_all_were(
    entries: list[Entry], table: RateTable, entry_filter: EntryFilter, data: st.DataObject
) -> None:
    costs = costs_of(entries, Assumptions(), table)
    index = CatalogueIndex(entries)
    index.set_costs(costs, table)
    by_the_index(index, entry_filter, SortKey.TOTAL, descending=False)
    for row in data.draw(st.lists(st.integers(0, len(entries) - 1)) if entries else st.just([])):
        costs[row] = cost_of(entries[row], data.draw(strategies.assumptions("GBP")), table)
        index.set_cost(row, costs[row])
    assert by_the_index(index, entry_filter, SortKey.TOTAL, descending=False) == by_the_domain(
        costs, entry_filter, table, SortKey.TOTAL, descending=False
    )


def stated(e: Entry, criterion: Criterion) -> tuple[object, ...]:
    return {
        Criterion.KINDS: (e.kind,),
        Criterion.FAMILIES: (e.family,),
        Criterion.ROUTES: e.routes or (None,),
        Criterion.CONCERNS: e.concerns,
        Criterion.COUNTRIES: (e.country,),
        Criterion.PROVIDERS: (e.provider_name,),
    }[criterion]


@given(strategies.catalogues(), strategies.tables, strategies.entry_filters())
def test_a_facet_counts_what_its_choice_alone_would_leave(
    entries: list[Entry], table: RateTable, entry_filter: EntryFilter
) -> None:
    costs = costs_of(entries, Assumptions(), table)
    index = CatalogueIndex(entries)
    index.set_costs(costs, table)
    facets = index.facets(entry_filter)
    assert set(facets) == {
        Criterion.KINDS,
        Criterion.FAMILIES,
        Criterion.ROUTES,
        Criterion.CONCERNS,
        Criterion.COUNTRIES,
        Criterion.PROVIDERS,
    }
    for criterion, counts in facets.items():
        assert set(counts) >= {value for e in entries for value in stated(e, criterion)}
        for choice, count in counts.items():
            only: dict[str, Any] = {criterion.value: frozenset({choice})}
            alone = replace(entry_filter, **only)
            left = [c for c in costs if alone.judge(c, table) is not Judgement.NO]
            assert count == len(left)


@given(strategies.catalogues(), strategies.tables, strategies.entry_filters(max_criteria=5))
def test_hidden_by_counts_what_comes_back_without_a_criterion(
    entries: list[Entry], table: RateTable, entry_filter: EntryFilter
) -> None:
    costs = costs_of(entries, Assumptions(), table)
    index = CatalogueIndex(entries)
    index.set_costs(costs, table)

    def left(by: EntryFilter) -> int:
        return sum(by.judge(c, table) is not Judgement.NO for c in costs)

    expected = {
        criterion: left(entry_filter.without(criterion)) - left(entry_filter)
        for criterion in entry_filter.active()
        if criterion is not Criterion.WORDS
    }
    assert index.hidden_by(entry_filter) == expected
    for row, c in enumerate(costs):
        assert index.hiding(entry_filter, row) == tuple(
            criterion
            for criterion in entry_filter.active()
            if entry_filter.judge_one(criterion, c, table) is Judgement.NO
        )


@given(strategies.catalogues(), strategies.entry_filters(), st.integers(1, 4))
def test_an_index_built_in_slices_is_as_one_built_at_once(
    entries: list[Entry], entry_filter: EntryFilter, slice_rows: int
) -> None:
    *_, index = CatalogueIndex.building(entries, slice_rows=slice_rows)
    assert index is not None
    costs = costs_of(entries, Assumptions(), RATES)
    for _ in index.setting_costs(costs, RATES, slice_rows=slice_rows):
        pass
    assert len(index) == len(entries)
    assert by_the_index(index, entry_filter, SortKey.TOTAL, descending=False) == by_the_domain(
        costs, entry_filter, RATES, SortKey.TOTAL, descending=False
    )
