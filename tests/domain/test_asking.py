from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exodesk.domain import asking
from exodesk.domain.asking import Ask, AskEffect, AskField, Why, asks
from exodesk.domain.assumptions import Assumptions, LineKey, UnknownTax
from exodesk.domain.costing import Flag
from exodesk.domain.decisions import Certainty
from exodesk.domain.entries import Entry, ExosomeSource, Per, Remark, Tax
from exodesk.domain.money import Money
from exodesk.domain.rates import RateTable
from tests import strategies
from tests.builders import (
    NO_RATES,
    RATES,
    course,
    entry,
    offer,
    price,
    product,
    session_count,
)
from tests.worked_entries import (
    LASER,
    LONDON,
    MUMBAI,
    ONE_TRIP,
    PLAIN,
    RETINOID,
    VIAL,
    costs,
    decision,
)

CHEAPEST, CERTAINTY = AskEffect.CHEAPEST, AskEffect.CERTAINTY
TOTAL, NOTHING = AskEffect.TOTAL, AskEffect.NOTHING
TIME_OFF = Assumptions(time_off=Money.parse("120 GBP"))


def known(name: str, price_text: str, **more: str | None) -> Entry:
    """A treatment of which everything is stated but what is left out here."""
    usual: dict[str, str | None] = {
        "sessions": "3",
        "interval": "4 week",
        "downtime": "1-2 day",
        "lasts": "24 month",
    }
    made = entry(name, offer(price_text, tax=Tax.INCLUDED), **{**usual, **more})  # type: ignore[arg-type]
    return replace(made, included=(Remark("cream"),))


RIVAL = known("Rival", "250 GBP")


def asked(
    *entries: Entry, assumptions: Assumptions = PLAIN, rates: RateTable = RATES
) -> tuple[Ask, ...]:
    made = costs(*entries, assumptions=assumptions, rates=rates)
    return asks(made, assumptions, rates)


def about(
    field: AskField, *entries: Entry, assumptions: Assumptions = PLAIN, rates: RateTable = RATES
) -> list[tuple[int, Why, AskEffect]]:
    found = asked(*entries, assumptions=assumptions, rates=rates)
    return [(ask.place, ask.why, ask.effect) for ask in found if ask.field is field]


def test_of_what_is_all_stated_nothing_is_asked() -> None:
    assert asked(RIVAL, known("Other", "200-300 GBP")) == ()


# Prices


def test_a_price_on_request_could_change_which_is_cheapest() -> None:
    silent = known("Silent", "on request GBP")
    assert about(AskField.PRICE, RIVAL, silent) == [(1, Why.ON_REQUEST, CHEAPEST)]


def test_where_no_price_is_published_it_is_asked_for() -> None:
    for fees in ((), (offer("50 GBP", Per.CONSULTATION),)):
        silent = replace(known("Silent", "9 GBP"), offers=fees)
        assert about(AskField.PRICE, RIVAL, silent) == [(1, Why.NO_PRICE, CHEAPEST)]
    cream = product("Cream")
    assert about(AskField.PRICE, RIVAL, cream) == [(1, Why.NO_PRICE, CHEAPEST)]


def test_a_price_without_an_upper_end_matters_if_it_could_win() -> None:
    assert about(AskField.PRICE, RIVAL, known("Near", "from 200 GBP")) == [(1, Why.FROM, CHEAPEST)]
    assert about(AskField.PRICE, RIVAL, known("Far", "from 300 GBP")) == [(1, Why.FROM, TOTAL)]


def test_a_price_without_a_lower_end_matters_if_it_could_lose() -> None:
    assert about(AskField.PRICE, RIVAL, known("Near", "up to 400 GBP")) == [
        (1, Why.UP_TO, CHEAPEST)
    ]
    assert about(AskField.PRICE, RIVAL, known("Far", "up to 90 GBP")) == [(1, Why.UP_TO, TOTAL)]


def test_only_prices_that_count_are_asked_about() -> None:
    older = offer("from 100 GBP", date="2020", tax=Tax.INCLUDED)
    newer = offer("from 200 GBP", date="2025", tax=Tax.INCLUDED)
    both = replace(RIVAL, id="both", offers=(older, newer))
    found = [ask.offer for ask in asked(RIVAL, both) if ask.field is AskField.PRICE]
    assert found == [newer]
    complete = replace(RIVAL, id="complete", offers=(newer, course(3, "500 GBP")))
    assert about(AskField.PRICE, RIVAL, complete) == []


def test_a_price_of_which_nobody_says_what_it_buys() -> None:
    silent = replace(RIVAL, id="silent", offers=(offer("300 GBP", Per.UNSTATED, tax=Tax.INCLUDED),))
    # for the course it would be cheaper than £750, for one session dearer
    assert about(AskField.PRICE, RIVAL, silent) == [(1, Why.PER_NOT_STATED, CHEAPEST)]
    dear = replace(silent, offers=(offer("800 GBP", Per.UNSTATED, tax=Tax.INCLUDED),))
    assert about(AskField.PRICE, RIVAL, dear) == [(1, Why.PER_NOT_STATED, CERTAINTY)]


def test_a_lacking_rate_is_named() -> None:
    assert about(AskField.RATE, MUMBAI, RIVAL, rates=NO_RATES) == [(0, Why.NOT_STATED, CHEAPEST)]
    assert about(AskField.RATE, MUMBAI, RIVAL) == []


# Counts


def test_how_many_sessions_is_asked_unless_the_person_has_said() -> None:
    silent = known("Silent", "100 GBP", sessions=None)
    assert about(AskField.SESSIONS, RIVAL, silent) == [(1, Why.NOT_STATED, CHEAPEST)]
    said = PLAIN.with_sessions_of("silent", session_count("2"))
    assert about(AskField.SESSIONS, RIVAL, silent, assumptions=said) == []
    for half in ("from 2", "up to 9"):
        assert about(AskField.SESSIONS, RIVAL, known("Half", "100 GBP", sessions=half)) == [
            (1, Why.NOT_STATED, CHEAPEST)
        ]


def test_two_unknowns_of_one_entry_are_both_decisive() -> None:
    silent = known("Silent", "on request GBP", sessions=None)
    fields = {ask.field: ask.effect for ask in asked(RIVAL, silent)}
    assert fields == {AskField.PRICE: CHEAPEST, AskField.SESSIONS: CHEAPEST}


@pytest.mark.parametrize(
    ("pack", "use", "fields"),
    [
        (None, "1 ml a day", [AskField.PACK]),
        ("30 ml", None, [AskField.USE]),
        (None, None, [AskField.PACK, AskField.USE]),
        ("30 ml", "1 g a day", [AskField.PACK]),
        ("30 ml", "1 ml a day", []),
    ],
)
def test_how_long_a_pack_lasts_is_asked(
    pack: str | None, use: str | None, fields: list[AskField]
) -> None:
    cream = product("Cream", offer("36 GBP", Per.PACK, tax=Tax.INCLUDED), pack=pack, use=use)
    found = asked(RIVAL, cream)
    assert [(ask.field, ask.effect) for ask in found] == [(field, CHEAPEST) for field in fields]


# Fees and tax


def with_fee(fee: str, **more: object) -> Entry:
    made = offer(fee, Per.CONSULTATION, tax=Tax.INCLUDED, **more)  # type: ignore[arg-type]
    return replace(known("Fee", "240 GBP"), offers=(*known("Fee", "240 GBP").offers, made))


def test_whether_a_fee_is_taken_off_may_turn_the_order() -> None:
    assert about(AskField.REDEEMABLE, RIVAL, with_fee("50 GBP")) == [(1, Why.NOT_STATED, CHEAPEST)]
    assert about(AskField.REDEEMABLE, RIVAL, with_fee("20 GBP")) == [(1, Why.NOT_STATED, TOTAL)]
    wide = known("Wide", "200-400 GBP")
    assert about(AskField.REDEEMABLE, wide, with_fee("50 GBP")) == [(1, Why.NOT_STATED, CERTAINTY)]
    assert about(AskField.REDEEMABLE, RIVAL, with_fee("50 GBP", redeemable=True)) == []
    assert about(AskField.REDEEMABLE, RIVAL, with_fee("0 GBP")) == []


def test_a_fee_on_request_may_turn_the_order() -> None:
    silent = with_fee("on request GBP", redeemable=False)
    assert about(AskField.FEE, RIVAL, silent) == [(1, Why.ON_REQUEST, CHEAPEST)]
    left_out = PLAIN.with_line(LineKey.CONSULTATION, counted=False)
    assert about(AskField.FEE, RIVAL, silent, assumptions=left_out) == []


def untaxed(name: str, text: str, tax: Tax, rate: str | None = None) -> Entry:
    return replace(known(name, text), offers=(offer(text, tax=tax, tax_rate=rate),))


def test_unstated_tax_may_turn_the_order() -> None:
    assert about(AskField.TAX, RIVAL, untaxed("Near", "240 GBP", Tax.UNKNOWN)) == [
        (1, Why.NOT_STATED, CHEAPEST)
    ]
    assert about(AskField.TAX, RIVAL, untaxed("Far", "100 GBP", Tax.UNKNOWN)) == [
        (1, Why.NOT_STATED, TOTAL)
    ]


def test_tax_of_a_rate_nobody_knows_changes_a_total_nobody_knows_by_how_much() -> None:
    assert about(AskField.TAX, RETINOID, RIVAL) == [(0, Why.NOT_STATED, TOTAL)]
    widened = Assumptions(unknown_tax=UnknownTax.WIDEN)
    assert about(AskField.TAX, RETINOID, RIVAL, assumptions=widened) == [
        (0, Why.NOT_STATED, CHEAPEST)
    ]


def test_at_what_rate_tax_is_added() -> None:
    near = untaxed("Near", "220 GBP", Tax.EXCLUDED)
    assert about(AskField.TAX_RATE, RIVAL, near) == [(1, Why.NOT_STATED, CHEAPEST)]
    (ask,) = (each for each in asked(RIVAL, near) if each.field is AskField.TAX_RATE)
    assert ask.offer == near.offers[0]
    assert about(AskField.TAX_RATE, RIVAL, untaxed("Near", "220 GBP", Tax.EXCLUDED, "20")) == []
    french = replace(near, provider=None, own_country="FR")
    assert about(AskField.TAX_RATE, RIVAL, french) == [(1, Why.NOT_STATED, CHEAPEST)]


# Upkeep, time and place


def test_how_long_it_lasts_matters_beside_an_upkeep_that_is_counted() -> None:
    brief = known("Brief", "80 GBP", lasts=None)
    cream = product("Cream", offer("100 GBP", Per.PACK, tax=Tax.INCLUDED))
    assert about(AskField.LASTS, brief, cream) == [(0, Why.NOT_STATED, CHEAPEST)]
    assert about(AskField.LASTS, replace(LONDON, lasts=None), LASER) == [
        (0, Why.NOT_STATED, TOTAL),
        (1, Why.NOT_STATED, TOTAL),
    ]
    uncounted = PLAIN.with_line(LineKey.MAINTENANCE, counted=False)
    assert about(AskField.LASTS, LASER, brief, assumptions=uncounted) == [
        (0, Why.NOT_STATED, NOTHING),
        (1, Why.NOT_STATED, NOTHING),
    ]


def test_how_long_it_lasts_at_least_may_be_all_that_lacks() -> None:
    half = known("Half", "80 GBP", lasts="up to 6 month")
    assert about(AskField.LASTS, RIVAL, half) == [(1, Why.NOT_STATED, CHEAPEST)]


def test_an_interval_matters_where_maintenance_is_counted() -> None:
    often = known("Often", "200 GBP", lasts="10 month", interval=None)
    assert about(AskField.INTERVAL, RIVAL, often) == [(1, Why.NOT_STATED, CHEAPEST)]
    never = known("Never", "200 GBP", interval=None, lasts=None)
    assert about(AskField.INTERVAL, LASER, never)[-1] == (1, Why.NOT_STATED, NOTHING)
    once = known("Once", "200 GBP", interval=None, sessions="1")
    assert about(AskField.INTERVAL, RIVAL, once) == []


def test_downtime_is_asked_where_time_off_costs() -> None:
    silent = known("Silent", "200 GBP", downtime=None)
    assert about(AskField.DOWNTIME, RIVAL, silent) == []
    assert about(AskField.DOWNTIME, RIVAL, silent, assumptions=TIME_OFF) == [
        (1, Why.NOT_STATED, CHEAPEST)
    ]
    half = known("Half", "200 GBP", downtime="from 1 day")
    assert about(AskField.DOWNTIME, RIVAL, half, assumptions=TIME_OFF) == [
        (1, Why.NOT_STATED, CHEAPEST)
    ]


def test_the_country_is_asked_where_travel_counts() -> None:
    nowhere = replace(known("Nowhere", "200 GBP"), provider=None)
    assert about(AskField.COUNTRY, RIVAL, nowhere) == []
    assert about(AskField.COUNTRY, RIVAL, nowhere, assumptions=ONE_TRIP) == [
        (1, Why.NOT_STATED, CHEAPEST)
    ]


def test_what_is_included_and_of_what_the_exosomes_are_changes_no_total() -> None:
    silent = replace(RIVAL, id="silent", included=(), exosome_source=ExosomeSource.NOT_STATED)
    assert [(ask.field, ask.effect) for ask in asked(RIVAL, silent)] == [
        (AskField.INCLUDED, NOTHING),
        (AskField.EXOSOME_SOURCE, NOTHING),
    ]


# All together


def test_what_could_change_most_is_asked_first() -> None:
    found = asked(LONDON, MUMBAI, VIAL, RETINOID, assumptions=ONE_TRIP)
    assert [ask.effect for ask in found] == sorted(ask.effect for ask in found)
    cheap = known("Cheap", "on request GBP")
    assert (asked(LONDON, LASER, cheap)[0].place, asked(LONDON, LASER, cheap)[0].field) == (
        2,
        AskField.PRICE,
    )


def test_the_answer_to_the_first_question_settles_the_verdict() -> None:
    open_pair = (LONDON, VIAL)
    first = asked(*open_pair)[0]
    assert (first.field, first.entry, first.effect) == (AskField.PRICE, VIAL, CHEAPEST)
    assert decision(*open_pair).certainty is Certainty.CANNOT_TELL
    for answer, cheapest in (("9000 INR", 1), ("90000 INR", 0)):
        told = replace(VIAL, offers=(offer(answer),))
        assert decision(LONDON, told).certainty is Certainty.SURELY
        assert decision(LONDON, told).cheapest == cheapest


def test_an_answer_narrows_what_stays_open() -> None:
    near = known("Near", "from 200 GBP")
    first = asked(RIVAL, near)[0]
    assert (first.field, first.why) == (AskField.PRICE, Why.FROM)
    before = decision(RIVAL, near).pairs[0].saving
    told = replace(near, offers=(replace(near.offers[0], price=price("200-260 GBP")),))
    after = decision(RIVAL, told)
    assert (before.high, after.pairs[0].saving.high) == (None, Fraction(30))
    assert after.pairs[0].a_cheaper is not None
    assert all(ask.field is not AskField.PRICE for ask in asked(RIVAL, told))


@settings(deadline=None)
@given(
    st.lists(strategies.entries(), min_size=2, max_size=4),
    st.sampled_from(
        [
            PLAIN,
            ONE_TRIP,
            replace(TIME_OFF, home="GB", travel=Money.parse("3 EUR"), trips=None),
            Assumptions(unknown_tax=UnknownTax.WIDEN, left_out=frozenset()),
        ]
    ),
    strategies.tables,
)
def test_whoever_cannot_be_placed_is_asked_about(
    entries: Sequence[Entry], assumptions: Assumptions, rates: RateTable
) -> None:
    made = decision(*entries, assumptions=assumptions, rates=rates)
    found = asked(*entries, assumptions=assumptions, rates=rates)
    named = {ask.place for ask in found if ask.effect is not NOTHING}
    assert {*made.open, *made.upkeep_not_stated} <= named


def test_the_tax_of_a_fee_that_is_left_out_is_asked_about_as_long_as_it_counts() -> None:
    fee = offer("50 GBP", Per.CONSULTATION, redeemable=False, tax=Tax.EXCLUDED)
    abroad = known("Abroad", "200 GBP", country="JP")
    abroad = replace(abroad, offers=(*abroad.offers, fee))
    no_fees = PLAIN.with_line(LineKey.CONSULTATION, counted=False)
    (cost,) = costs(abroad, assumptions=no_fees)
    assert cost.total.high is None
    assert Flag.TAX_RATE_UNKNOWN in cost.flags
    asked_about = about(AskField.TAX_RATE, abroad, RIVAL, assumptions=no_fees)
    assert asked_about == [(0, Why.NOT_STATED, CHEAPEST)]
    untaxed = no_fees.with_line(LineKey.TAX, counted=False)
    assert about(AskField.TAX_RATE, abroad, RIVAL, assumptions=untaxed) == []


def test_a_fee_on_request_that_is_left_out_is_asked_about_as_long_as_its_tax_counts() -> None:
    fee = offer("on request GBP", Per.CONSULTATION, redeemable=False, tax=Tax.EXCLUDED)
    silent = replace(RIVAL, id="silent", offers=(*RIVAL.offers, fee))
    no_fees = PLAIN.with_line(LineKey.CONSULTATION, counted=False)
    assert about(AskField.FEE, RIVAL, silent, assumptions=no_fees) == [
        (1, Why.ON_REQUEST, CERTAINTY)
    ]


def test_of_very_many_sessions_no_more_are_weighed_than_it_takes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared = [
        entry("Open", offer("100-300 GBP"), course(3, "250-420 GBP"), sessions="1-150"),
        entry("As open", offer("120-260 GBP"), sessions="1-150", downtime="1-2 day"),
    ]
    few = asks(costs(*compared), PLAIN, RATES)
    monkeypatch.setattr(asking, "_MOST_COUNTS", 150)
    assert few == asks(costs(*compared), PLAIN, RATES)
