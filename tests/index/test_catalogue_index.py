from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.costing import CourseCost, cost_of
from exodesk.domain.entries import Concern, Entry, Family, Kind, Per, Route
from exodesk.domain.filters import Criterion, EntryFilter, Fit
from exodesk.domain.money import UNKNOWN, Money, PriceState
from exodesk.domain.ordering import SortKey
from exodesk.domain.rates import RateTable
from exodesk.index import CatalogueIndex
from tests.builders import NO_RATES, RATES, cost, entry, offer, product, rates

EVERYTHING = EntryFilter()


def index_of(*entries: Entry, currency: str = "GBP", table: RateTable = RATES) -> CatalogueIndex:
    index = CatalogueIndex(entries)
    index.set_costs([cost(e, currency, rates=table) for e in entries], table)
    return index


def chosen(
    index: CatalogueIndex,
    entry_filter: EntryFilter = EVERYTHING,
    sort: SortKey = SortKey.TOTAL,
    *,
    descending: bool = False,
) -> list[int]:
    return list(map(int, index.select(entry_filter, sort, descending=descending).rows))


def unasked(row: int) -> CourseCost:
    raise AssertionError(f"row {row} has all its offers in one currency")


# Words


@pytest.mark.parametrize(
    ("typed", "rows"),
    [
        ("", [0, 1, 2]),
        ("some", [0]),
        ("EXO lon", [0]),
        ("lon", [0, 2]),
        ("lon exo peel", []),
        ("peel", [1, 2]),
        ("फेशि", [2]),
        ("ndonh", []),
        ("londonlondonlondonlondonlondonlondonlondonlondonlondonlondonlondonlondon", []),
    ],
)
def test_every_typed_word_must_occur_inside_some_word(typed: str, rows: list[int]) -> None:
    index = index_of(
        entry("Exosome", family=Family.EXOSOME, city="London"),
        entry("Hydra", city="Leeds"),
        entry("फेशियल", city="London"),
    )
    assert sorted(chosen(index, EntryFilter(words=typed))) == rows


def test_a_word_in_many_different_words_is_found_in_all_of_them() -> None:
    index = index_of(*(entry(f"n{number}", family=Family.LASER) for number in range(300)))
    assert len(chosen(index, EntryFilter(words="n1"))) == 111
    assert len(chosen(index, EntryFilter(words="n"))) == 300


# Limits


@pytest.mark.parametrize("rupees_a_pound", ["120", "127.2342", "0.7", "3"])
def test_a_total_of_exactly_the_budget_fits_and_one_a_hair_above_does_not(
    rupees_a_pound: str,
) -> None:
    table = rates(f"GBP/INR={rupees_a_pound}")
    index = index_of(
        entry("At", "1000 INR", sessions="1"),
        entry("Above", "1000.000000000000000000001 INR", sessions="1"),
        table=table,
    )
    for currency in ("GBP", "INR"):
        index.convert(currency, table, unasked)
        assert chosen(index, EntryFilter(max_total=Money.parse("1000 INR"))) == [0]
        below = EntryFilter(max_total=Money.parse("999.9999999999999999999 INR"))
        assert chosen(index, below) == []


def test_a_limit_that_lacks_a_rate_leaves_every_row_open() -> None:
    index = index_of(entry("Peel", "100 GBP", sessions="1"), entry("Unpriced"))
    selection = index.select(EntryFilter(max_total=Money.parse("5 EUR")), SortKey.TOTAL)
    assert selection.rows.tolist() == []
    assert selection.open_rows.tolist() == [0, 1]
    assert selection.total == 2


def test_the_number_of_sessions_says_nothing_of_products() -> None:
    index = index_of(
        product("Serum", "30 GBP"),
        entry("Six", "30 GBP", sessions="6"),
        entry("Unsaid", "30 GBP"),
        entry("Two", "30 GBP", sessions="2"),
    )
    selection = index.select(EntryFilter(max_sessions=3), SortKey.SESSIONS)
    assert (selection.rows.tolist(), selection.open_rows.tolist()) == ([3, 0], [2])


def test_a_price_for_nobody_knows_what_is_filtered_by_but_not_sorted_by() -> None:
    index = index_of(
        entry("Unstated", offer("50 GBP", Per.UNSTATED)),
        entry("Dear", "90 GBP"),
        entry("Dearer", "120 GBP"),
    )
    limit = EntryFilter(max_price=Money.parse("100 GBP"))
    assert chosen(index, limit, SortKey.PRICE) == [1, 0]


def test_another_fit_is_another_question() -> None:
    index = index_of(entry("Peel", "100-300 GBP", sessions="1"))
    could = EntryFilter(max_total=Money.parse("200 GBP"))
    assert chosen(index, could) == [0]
    assert chosen(index, replace(could, fit=Fit.SURELY)) == []
    assert chosen(index, could) == [0]


# Order


def test_equal_totals_in_two_currencies_stand_by_name_both_ways() -> None:
    index = index_of(
        entry("C", "12000 INR", sessions="1"),
        entry("B", "100 GBP", sessions="1"),
        entry("A", "12000 INR", sessions="1"),
        entry("D", "200 GBP", sessions="1"),
        table=rates("GBP/INR=120"),
    )
    assert chosen(index) == [2, 1, 0, 3]
    assert chosen(index, descending=True) == [3, 2, 1, 0]


def test_what_is_unknown_comes_last_both_ways() -> None:
    index = index_of(
        entry("Unknown"),
        entry("Up to", "up to 5 GBP", sessions="1"),
        entry("From", "from 9 GBP", sessions="1"),
        entry("Exact", "9 GBP", sessions="1"),
    )
    assert chosen(index) == [3, 2, 1, 0]
    assert chosen(index, descending=True) == [2, 3, 1, 0]


def test_amounts_that_no_float_holds_are_told_apart() -> None:
    huge, tiny = "1" + "0" * 400, "0." + "0" * 400 + "1"
    index = index_of(
        entry("Huge", f"{huge} GBP", sessions="1"),
        entry("Tiny", f"{tiny} GBP", sessions="1"),
        entry("Huger", f"{huge}.5 GBP", sessions="1"),
        entry("Free", "0 GBP", sessions="1"),
    )
    assert chosen(index) == [3, 1, 0, 2]
    assert chosen(index, EntryFilter(max_total=Money.parse(f"{huge} GBP"))) == [3, 1, 0]
    assert index.scale_bounds(np.array([0, 1, 2, 3])) == (None, 0.0)


# Costs


def test_until_costs_are_set_only_figures_are_open() -> None:
    index = CatalogueIndex([entry("Hydra", "100 GBP"), entry("Clarity", "100 GBP")])
    assert chosen(index, EntryFilter(words="hydra"), SortKey.NAME) == [0]
    selection = index.select(EntryFilter(max_total=Money.parse("500 GBP")), SortKey.TOTAL)
    assert selection.open_rows.tolist() == [1, 0]


def test_costs_that_are_being_set_do_not_show_before_the_last() -> None:
    entries = [entry("A", "20 GBP", sessions="1"), entry("B", "10 GBP", sessions="1")]
    index = index_of(*entries)
    assert chosen(index) == [1, 0]
    steps = index.setting_costs(
        (cost(e, sessions=many) for e, many in zip(entries, ("1", "9"), strict=True)),
        RATES,
        slice_rows=1,
    )
    assert [next(steps), next(steps)] == [1, 2]
    assert chosen(index) == [1, 0]
    assert list(steps) == []
    assert chosen(index) == [0, 1]


@pytest.mark.parametrize("given", [0, 1, 3])
def test_a_wrong_number_of_costs_is_refused(given: int) -> None:
    index = CatalogueIndex([entry("A"), entry("B")])
    with pytest.raises(ValueError, match="costs for 2 entries"):
        index.set_costs([cost(entry("A"))] * given, RATES)


def test_a_cost_in_another_currency_is_refused() -> None:
    index = index_of(entry("Peel", "100 GBP"))
    with pytest.raises(ValueError, match="INR"):
        index.set_cost(0, cost(entry("Peel", "100 GBP"), "INR"))


def test_a_row_that_comes_to_cost_what_another_does_is_filtered_and_sorted_anew() -> None:
    entries = [entry("A", "10 GBP"), entry("B", "10 GBP"), entry("C", "10 GBP")]
    index = CatalogueIndex(entries)
    sessions = ("1", "2", "3")
    index.set_costs([cost(e, sessions=n) for e, n in zip(entries, sessions, strict=True)], RATES)
    within = EntryFilter(max_total=Money.parse("15 GBP"))
    assert (chosen(index, within), chosen(index)) == ([0], [0, 1, 2])
    index.set_cost(0, cost(entries[0], sessions="3"))
    assert (chosen(index, within), chosen(index)) == ([], [1, 0, 2])


def test_a_price_for_nobody_knows_what_is_there_once_its_rate_is() -> None:
    entries = [entry("Unstated", offer("600 INR", Per.UNSTATED))]
    index = index_of(*entries, table=NO_RATES)
    within = EntryFilter(max_price=Money.parse("5 GBP"))
    assert chosen(index, within) == []
    index.convert("GBP", RATES, lambda row: cost(entries[row]))
    assert chosen(index, within) == [0]
    index.convert("GBP", rates("GBP/INR=100"), unasked)
    assert chosen(index, within) == []


IN_ANY_CURRENCY = [
    entry("Pounds", "100-200 GBP", sessions="2"),
    entry("Both", "100 GBP", offer("20000 INR", Per.COURSE, sessions=3), sessions="3"),
    entry("Rupees", "13000 INR", sessions="1"),
    entry("Unstated", offer("5 GBP", Per.UNSTATED)),
    entry("Nothing"),
]


def test_where_one_factor_converts_all_of_a_row_nothing_is_costed_anew() -> None:
    index = index_of(*IN_ANY_CURRENCY)
    index.convert("INR", RATES, unasked)
    low, high = index.scale_bounds(np.array([0, 1, 2]))
    assert (low, high) == (13000, 48000)


@pytest.mark.parametrize(
    ("currency", "table"),
    [
        ("INR", rates("GBP/INR=100")),
        ("EUR", RateTable(RATES.on, pinned=[*RATES.pinned, *rates("EUR/GBP=0.9").pinned])),
        ("EUR", rates("GBP/INR=120", "EUR/GBP=0.9", "EUR/INR=100")),
    ],
    ids=["at another rate", "for want of a rate", "at rates that do not meet"],
)
def test_only_rows_in_several_currencies_are_costed_anew(currency: str, table: RateTable) -> None:
    index = index_of(*IN_ANY_CURRENCY)
    asked = []

    def recost(row: int) -> CourseCost:
        asked.append(row)
        return cost_of(IN_ANY_CURRENCY[row], Assumptions(currency), table)

    index.convert(currency, table, recost)
    assert asked == [1]
    lacks_rate = recost(1).state is PriceState.NEEDS_RATE
    asked.clear()
    index.convert(currency, table, recost)
    assert asked == [1] * lacks_rate


def test_a_total_with_a_part_in_another_currency_than_the_offers_is_costed_anew() -> None:
    def with_part(currency: str) -> CourseCost:
        costed = cost(entry("Peel", "100 GBP", sessions="1"), currency)
        return replace(costed, original_total=UNKNOWN)

    index = CatalogueIndex([with_part("GBP").entry])
    index.set_costs([with_part("GBP")], RATES)
    index.convert("INR", RATES, lambda row: with_part("INR"))
    assert index.scale_bounds(np.array([0])) == (12000, 12000)


def test_until_it_is_costed_anew_a_row_in_several_currencies_is_converted_as_a_whole() -> None:
    index = index_of(
        entry("Both", "100 GBP", offer("20000 INR", Per.COURSE, sessions=3), sessions="3"),
        entry("Rupees", "13000 INR", sessions="1"),
    )
    assert index.count_to_cost("INR", RATES) == 0
    assert index.count_to_cost("INR", rates("GBP/INR=100")) == 1
    before = index.scale_bounds(np.array([0]))
    index.express("INR", rates("GBP/INR=100"))
    assert index.scale_bounds(np.array([0])) == tuple(end * 100 for end in before if end)
    assert index.scale_bounds(np.array([1])) == (13000, 13000)


def test_a_total_that_lacks_a_rate_for_travel_alone_needs_one() -> None:
    peel = entry("Peel", "100 GBP", sessions="1", country="GB")
    away = Assumptions("GBP", home="IN", travel=Money.parse("900 AED"))
    index = CatalogueIndex([peel])
    index.set_costs([cost_of(peel, away, RATES)], RATES)
    assert index.rows_needing_rate().tolist() == [0]
    assert index.scale_bounds(np.array([0])) == (None, None)


def test_a_missing_rate_leaves_totals_unknown_until_it_is_there() -> None:
    index = index_of(
        entry("Pounds", "100 GBP", sessions="1"),
        entry("Rupees", "6000 INR", sessions="1"),
        entry("Unpriced"),
    )
    within = EntryFilter(max_total=Money.parse("80 GBP"))
    assert chosen(index, within) == [1]
    index.convert("GBP", NO_RATES, unasked)
    selection = index.select(within, SortKey.TOTAL)
    assert (selection.rows.tolist(), selection.open_rows.tolist()) == ([], [1, 2])
    assert index.rows_needing_rate().tolist() == [1]
    index.convert("GBP", RATES, unasked)
    assert chosen(index, within) == [1]
    assert index.rows_needing_rate().tolist() == []


def test_scale_bounds_are_the_least_low_above_0_and_the_greatest_known_end() -> None:
    index = index_of(
        entry("Free", "0 GBP", sessions="1"),
        entry("From", "from 650 GBP", sessions="1"),
        entry("Rupees", "6000-12000 INR", sessions="1"),
        entry("Up to", "up to 900 GBP", sessions="1"),
        entry("Unpriced"),
    )
    assert index.scale_bounds(np.arange(5, dtype=np.int32)) == (50.0, 900.0)
    assert index.scale_bounds(np.array([1])) == (650.0, 650.0)
    assert index.scale_bounds(np.array([3])) == (None, 900.0)
    assert index.scale_bounds(np.array([0])) == (None, 0.0)
    assert index.scale_bounds(np.array([4])) == (None, None)
    assert index.scale_bounds(np.array([], np.int32)) == (None, None)


def test_scale_bounds_are_those_of_the_given_rows_however_many() -> None:
    low_and_high = [(7, 9), (1, 2), (0, 4), (3, 8), (5, 6)]
    index = index_of(
        *(entry(f"{low}", f"{low}-{high} GBP", sessions="1") for low, high in low_and_high)
    )
    for count in range(1, 6):
        for rows in permutations(range(5), count):
            lows = [low_and_high[row][0] for row in rows if low_and_high[row][0]]
            expected = min(lows, default=None), max(low_and_high[row][1] for row in rows)
            assert index.scale_bounds(np.array(rows, np.int32)) == expected


# What hides a row


def test_facets_list_whole_vocabularies_and_what_entries_state() -> None:
    index = index_of(
        entry("A", country="GB", routes=[Route.ORAL, Route.LIGHT], concerns=[Concern.ACNE]),
        entry("B", provider=None, country=None),
    )
    facets = index.facets(EntryFilter(routes=frozenset({Route.ORAL})))
    assert facets[Criterion.KINDS] == {Kind.TREATMENT: 1, Kind.PRODUCT: 0}
    routes = dict.fromkeys((*Route, None), 0)
    assert facets[Criterion.ROUTES] == routes | {Route.ORAL: 1, Route.LIGHT: 1, None: 1}
    assert facets[Criterion.CONCERNS] == dict.fromkeys(Concern, 0) | {Concern.ACNE: 1}
    assert facets[Criterion.COUNTRIES] == {"GB": 1, None: 0}
    assert facets[Criterion.PROVIDERS] == {"Clinic": 1, None: 0}


def test_a_row_hidden_by_two_criteria_comes_back_with_neither_alone() -> None:
    index = index_of(
        entry("Laser", "900 GBP", sessions="9", family=Family.LASER),
        entry("Peel", "900 GBP", sessions="9"),
        entry("Serum", "9 GBP", sessions="1"),
    )
    entry_filter = EntryFilter(
        words="e", max_total=Money.parse("50 GBP"), families=frozenset({Family.PEEL})
    )
    assert index.hidden_by(entry_filter) == {Criterion.MAX_TOTAL: 1, Criterion.FAMILIES: 0}
    assert index.hiding(entry_filter, 0) == (Criterion.MAX_TOTAL, Criterion.FAMILIES)
    assert index.hiding(replace(entry_filter, words="zz"), 2) == (Criterion.WORDS,)
    assert index.hiding(entry_filter, 2) == ()


def test_an_empty_catalogue_leaves_nothing() -> None:
    index = index_of()
    index.convert("INR", RATES, unasked)
    entry_filter = EntryFilter(words="x", max_total=Money.parse("1 GBP"))
    selection = index.select(entry_filter, SortKey.TOTAL)
    assert (len(selection.rows), len(selection.open_rows), selection.total) == (0, 0, 0)
    assert index.facets(entry_filter)[Criterion.COUNTRIES] == {}
    assert index.hidden_by(entry_filter) == {Criterion.MAX_TOTAL: 0}
    assert len(index) == 0
