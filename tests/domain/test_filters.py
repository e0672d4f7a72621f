from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product as every_pair

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.costing import cost_of
from exodesk.domain.entries import Concern, Entry, Family, Kind, Per, Route
from exodesk.domain.filters import (
    Criterion,
    EntryFilter,
    Fit,
    Judgement,
    judge_bounds,
    limit_of,
)
from exodesk.domain.money import UNKNOWN, Bounds, Money
from exodesk.domain.rates import RateTable
from tests import strategies
from tests.builders import NO_RATES, RATES, bounds, cost, entry, offer, product

FITS, CANNOT_TELL, NO = Judgement.FITS, Judgement.CANNOT_TELL, Judgement.NO


def judged(
    judged_entry: Entry, entry_filter: EntryFilter, *, sessions: str | None = None
) -> Judgement:
    return entry_filter.judge(cost(judged_entry, sessions=sessions), RATES)


# Limits


@pytest.mark.parametrize(
    ("figure", "could", "surely"),
    [
        (bounds(5, 9), FITS, FITS),
        (bounds(5, 10), FITS, FITS),
        (bounds(10, 10), FITS, FITS),
        (bounds(5, 11), FITS, NO),
        (bounds(11, 12), NO, NO),
        (bounds(10, None), FITS, CANNOT_TELL),
        (bounds(11, None), NO, NO),
        (bounds(None, 10), FITS, FITS),
        (bounds(None, 11), CANNOT_TELL, NO),
        (UNKNOWN, CANNOT_TELL, CANNOT_TELL),
        (None, FITS, FITS),
    ],
)
def test_could_asks_the_low_end_and_surely_the_high_end(
    figure: Bounds | None, could: Judgement, surely: Judgement
) -> None:
    assert judge_bounds(figure, Fraction(10), Fit.COULD) is could
    assert judge_bounds(figure, Fraction(10), Fit.SURELY) is surely


def test_without_a_rate_for_the_limit_nothing_is_told() -> None:
    assert judge_bounds(bounds(1, 1), None, Fit.COULD) is CANNOT_TELL
    assert judge_bounds(None, None, Fit.SURELY) is FITS


small = st.integers(0, 4).map(Fraction)


@given(st.none() | small, st.none() | small, small, st.sampled_from(Fit))
def test_it_is_left_open_exactly_where_the_unknown_ends_could_decide_either_way(
    low: Fraction | None, high: Fraction | None, limit: Fraction, fit: Fit
) -> None:
    possible = [Fraction(number) for number in range(7)]
    lows = possible if low is None else [low]
    highs = possible if high is None else [high]
    answers = {
        (one if fit is Fit.COULD else other) <= limit
        for one, other in every_pair(lows, highs)
        if one <= other
    }
    if answers:
        expected = CANNOT_TELL if len(answers) == 2 else FITS if answers == {True} else NO
        assert judge_bounds(Bounds(low, high), limit, fit) is expected


def test_a_total_of_exactly_the_budget_fits_also_across_a_rate() -> None:
    peel = entry("Peel", "10000 INR", sessions="3")
    assert judged(peel, EntryFilter(max_total=Money.parse("250 GBP"))) is FITS
    assert judged(peel, EntryFilter(max_total=Money.parse("249.99 GBP"))) is NO
    assert judged(peel, EntryFilter(max_total=Money.parse("30000 INR"))) is FITS
    assert judged(peel, EntryFilter(max_total=Money.parse("250 EUR"))) is CANNOT_TELL


def test_a_limit_is_a_plain_number_in_the_currency_asked_for() -> None:
    entry_filter = EntryFilter(
        max_total=Money.parse("300 INR"), max_downtime_days=Fraction(3, 2), max_sessions=4
    )
    assert limit_of(entry_filter, Criterion.MAX_TOTAL, "GBP", RATES) == Fraction(5, 2)
    assert limit_of(entry_filter, Criterion.MAX_TOTAL, "GBP", NO_RATES) is None
    assert limit_of(entry_filter, Criterion.MAX_DOWNTIME, "GBP", RATES) == Fraction(3, 2)
    assert limit_of(entry_filter, Criterion.MAX_SESSIONS, "GBP", RATES) == 4


def test_a_price_is_that_of_a_session_else_one_that_is_for_nobody_knows_what() -> None:
    limit = EntryFilter(max_price=Money.parse("100 GBP"))
    assert judged(entry("Peel", "90 GBP", sessions="6"), limit) is FITS
    assert judged(entry("Peel", "110 GBP"), limit) is NO
    unstated = offer("90 GBP", Per.UNSTATED)
    assert judged(entry("Peel", unstated), limit) is FITS
    assert judged(entry("Peel", unstated, "110 GBP"), limit) is NO
    assert judged(entry("Peel"), limit) is CANNOT_TELL
    assert judged(entry("Peel", unstated), EntryFilter(max_total=limit.max_price)) is CANNOT_TELL


def test_downtime_is_that_of_one_session() -> None:
    laser = entry("Laser", "90 GBP", sessions="6", downtime="24-48 hour")
    assert judged(laser, EntryFilter(max_downtime_days=Fraction(1))) is FITS
    surely = EntryFilter(max_downtime_days=Fraction(1), fit=Fit.SURELY)
    assert judged(laser, surely) is NO
    assert judged(laser, replace(surely, max_downtime_days=Fraction(2))) is FITS
    assert judged(entry("Laser", "90 GBP"), surely) is CANNOT_TELL


def test_the_number_of_sessions_says_nothing_of_products_and_a_floor_of_1_is_no_number() -> None:
    limit = EntryFilter(max_sessions=3)
    assert judged(product("Serum", "30 GBP"), limit) is FITS
    assert judged(entry("Peel", "30 GBP", sessions="3-6"), limit) is FITS
    assert judged(entry("Peel", "30 GBP", sessions="4"), limit) is NO
    assert judged(entry("Peel", "30 GBP"), limit) is CANNOT_TELL
    assert judged(entry("Peel", "30 GBP"), limit, sessions="2") is FITS
    assert judged(entry("Peel", "30 GBP", sessions="2"), limit, sessions="5") is NO


# Words and choices


@given(strategies.entries(), strategies.names, strategies.names)
def test_more_words_never_admit_more(searched: Entry, words: str, more: str) -> None:
    if judged(searched, EntryFilter(words=f"{words} {more}")) is FITS:
        assert judged(searched, EntryFilter(words=words)) is FITS
        assert judged(searched, EntryFilter(words=f"{more} {words}")) is FITS


@given(strategies.entries(), st.data())
def test_any_stretch_of_a_name_without_gaps_finds_its_entry(
    searched: Entry, data: st.DataObject
) -> None:
    word = data.draw(st.sampled_from(searched.name.split()))
    start = data.draw(st.integers(0, len(word) - 1))
    end = data.draw(st.integers(start + 1, len(word)))
    assert judged(searched, EntryFilter(words=word[start:end].upper())) is FITS


@pytest.mark.parametrize(
    ("entry_filter", "judgement"),
    [
        (EntryFilter(kinds=frozenset({Kind.PRODUCT})), NO),
        (EntryFilter(kinds=frozenset({Kind.PRODUCT, Kind.TREATMENT})), FITS),
        (EntryFilter(families=frozenset({Family.LASER})), FITS),
        (EntryFilter(routes=frozenset({Route.ORAL})), FITS),
        (EntryFilter(routes=frozenset({Route.TOPICAL, None})), NO),
        (EntryFilter(concerns=frozenset({Concern.ACNE, Concern.SCARS})), FITS),
        (EntryFilter(concerns=frozenset({Concern.SCARS})), NO),
        (EntryFilter(countries=frozenset({"IN", None})), NO),
        (EntryFilter(countries=frozenset({"GB"})), FITS),
        (EntryFilter(providers=frozenset({"Clinic"})), FITS),
        (EntryFilter(providers=frozenset({"clinic"})), NO),
    ],
)
def test_choices_within_a_criterion_are_alternatives(
    entry_filter: EntryFilter, judgement: Judgement
) -> None:
    laser = entry(
        "Laser",
        family=Family.LASER,
        routes=[Route.ORAL, Route.LIGHT],
        concerns=[Concern.ACNE],
    )
    assert judged(laser, entry_filter) is judgement


def test_none_stands_for_entries_that_state_none() -> None:
    guide = entry("Guide", provider=None, country=None)
    for entry_filter in (
        EntryFilter(routes=frozenset({None})),
        EntryFilter(countries=frozenset({None})),
        EntryFilter(providers=frozenset({None})),
    ):
        assert judged(guide, entry_filter) is FITS
        assert judged(entry("Peel", routes=[Route.ORAL]), entry_filter) is NO


# The whole filter


def test_a_filter_at_its_default_admits_everything() -> None:
    assert EntryFilter().active() == ()
    assert EntryFilter(fit=Fit.SURELY).active() == ()
    assert judged(entry("Peel"), EntryFilter()) is FITS


@given(strategies.entry_filters(max_criteria=11))
def test_a_criterion_is_active_until_it_is_dropped(entry_filter: EntryFilter) -> None:
    for criterion in entry_filter.active():
        dropped = entry_filter.without(criterion)
        assert set(dropped.active()) == set(entry_filter.active()) - {criterion}
        assert dropped.fit is entry_filter.fit


@given(
    strategies.entries(),
    strategies.assumptions(),
    strategies.tables,
    strategies.entry_filters(max_criteria=5),
)
def test_one_refusal_refuses_else_one_open_question_leaves_it_open(
    judged_entry: Entry,
    assumptions: Assumptions,
    table: RateTable,
    entry_filter: EntryFilter,
) -> None:
    costed = cost_of(judged_entry, assumptions, table)
    judgements = [entry_filter.judge_one(c, costed, table) for c in entry_filter.active()]
    worst = next((j for j in (NO, CANNOT_TELL) if j in judgements), FITS)
    assert entry_filter.judge(costed, table) is worst


@given(
    strategies.entries(),
    strategies.assumptions(),
    strategies.tables,
    strategies.entry_filters(max_criteria=5),
)
def test_what_surely_fits_could_fit(
    judged_entry: Entry,
    assumptions: Assumptions,
    table: RateTable,
    entry_filter: EntryFilter,
) -> None:
    costed = cost_of(judged_entry, assumptions, table)
    if replace(entry_filter, fit=Fit.SURELY).judge(costed, table) is FITS:
        assert replace(entry_filter, fit=Fit.COULD).judge(costed, table) is FITS
