from __future__ import annotations

from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from exodesk.index.ranking import RankedValues

UNITS = ("GBP", "INR", "EUR")
EXTREMES = [Fraction(10) ** exponent for exponent in (-400, -200, 120, 300, 400)]

# Values that a float confuses: neighbours, thirds, and what is too large or too small for one.
values = st.one_of(
    st.fractions(0, 1000, max_denominator=100),
    st.builds(
        lambda whole, exponent: whole + Fraction(1, 10**exponent),
        st.integers(0, 3),
        st.sampled_from([9, 12, 16, 40]),
    ),
    st.sampled_from(EXTREMES),
)
factors = st.one_of(
    st.none(),
    st.sampled_from([Fraction(1), Fraction(1, 120), Fraction(120), *EXTREMES]),
    st.fractions(Fraction(1, 1000), 1000),
)
tables = st.fixed_dictionaries(dict.fromkeys(UNITS, factors))
amounts = st.lists(st.tuples(values, st.sampled_from(UNITS)), max_size=12)


@given(amounts, st.lists(tables, min_size=1, max_size=3), st.data())
def test_ranks_compare_as_the_exact_values_do(
    amounts: list[tuple[Fraction, str]],
    tables: list[dict[str, Fraction | None]],
    data: st.DataObject,
) -> None:
    ranked = RankedValues(lambda unit: Fraction(1))
    codes = [ranked.code(value, unit) for value, unit in amounts]
    for table in tables:
        ranked.express(table.__getitem__)
        exact: list[Fraction | None] = [
            None if (factor := table[unit]) is None else value * factor for value, unit in amounts
        ]
        distinct = sorted({value for value in exact if value is not None})
        ranks = ranked.ranks()[codes].tolist() if codes else []
        assert ranks == [0 if value is None else distinct.index(value) + 1 for value in exact]
        assert ranked.highest_rank() == len(distinct)
        limit = data.draw(st.sampled_from(distinct) if distinct else values)
        for near in (limit, limit - Fraction(1, 10**900), limit + Fraction(1, 10**900)):
            assert ranked.rank_at_most(near) == sum(value <= near for value in distinct)


def test_the_same_value_has_one_code_for_each_unit() -> None:
    ranked = RankedValues(lambda unit: Fraction(1))
    pounds = ranked.code(Fraction(1, 2), "GBP")
    assert ranked.code(Fraction(2, 4), "GBP") == pounds
    assert ranked.code(Fraction(1, 2), "INR") != pounds
    assert ranked.code(None, "GBP") == 0


def test_ranks_stay_the_same_array_while_only_the_currency_they_are_shown_in_changes() -> None:
    in_pounds = {"GBP": Fraction(1), "INR": Fraction(1, 120)}
    in_rupees = {"GBP": Fraction(120), "INR": Fraction(1)}
    ranked = RankedValues(in_pounds.__getitem__)
    codes = [ranked.code(Fraction(3), "GBP"), ranked.code(Fraction(240), "INR")]
    before = ranked.ranks()
    assert ranked.shown()[codes].tolist() == [3, 2]
    ranked.express(in_rupees.__getitem__)
    assert ranked.ranks() is before
    assert ranked.shown()[codes].tolist() == [360, 240]
    assert ranked.rank_at_most(Fraction(240)) == 1
    ranked.code(Fraction(1), "GBP")
    assert ranked.ranks()[codes].tolist() == [3, 2]


def test_rates_that_no_float_holds_still_compare_exactly() -> None:
    ranked = RankedValues(lambda unit: Fraction(10) ** 400)
    amounts = [(5, "GBP"), (3, "INR"), (5, "INR"), (0, "GBP"), (4, "GBP")]
    codes = [ranked.code(Fraction(value), unit) for value, unit in amounts]
    assert ranked.ranks()[codes].tolist() == [4, 2, 4, 1, 3]


def test_many_rates_in_turn_are_ranked_each_by_its_own() -> None:
    ranked = RankedValues(lambda unit: Fraction(1))
    codes = [ranked.code(Fraction(20), "GBP"), ranked.code(Fraction(200), "INR")]
    for rupees in (*range(1, 31), 1):
        table = {"GBP": Fraction(rupees), "INR": Fraction(1)}
        ranked.express(table.__getitem__)
        pounds_rank, rupees_rank = ranked.ranks()[codes].tolist()
        assert np.sign(pounds_rank - rupees_rank) == np.sign(20 * rupees - 200)
