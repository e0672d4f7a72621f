from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exodesk.domain.assumptions import Assumptions, LineKey
from exodesk.domain.costing import Count, Flag, cost_of, totals_by_count
from exodesk.domain.entries import Entry, Per, SessionCount, Tax
from exodesk.domain.money import UNKNOWN, Bounds, Money, PriceState
from exodesk.domain.rates import RateTable
from exodesk.domain.ways import Purchase
from tests import strategies
from tests.builders import (
    NO_RATES,
    RATE,
    RATES,
    bounds,
    cost,
    course,
    entry,
    offer,
    product,
    rate,
    rates,
    session_count,
)

# Totals themselves are held against an oracle in tests/test_compare_exactly.py.


# What stands behind a total


def test_a_line_remembers_what_is_bought_at_either_end() -> None:
    single, three = offer("150 GBP"), course(3, "400 GBP")
    (line,) = cost(entry("Peel", single, three, sessions="2-4")).lines
    assert line.key is LineKey.SESSIONS
    assert line.bounds == bounds(300, 550)
    assert line.low_way == (Purchase(single, 2),)
    assert line.high_way == (Purchase(single, 1), Purchase(three, 1))
    assert line.offers() == (single, three)


@pytest.mark.parametrize(
    ("left_out", "total"),
    [
        (set(), bounds(1100, 1180)),
        ({LineKey.CONSULTATION}, bounds(280, 600)),
        ({LineKey.CONSULTATION, LineKey.TAX}, bounds(100, 500)),
    ],
)
def test_a_total_with_a_line_off_lies_between_those_of_its_session_counts(
    left_out: set[LineKey], total: Bounds
) -> None:
    fee = offer("1000 GBP", Per.CONSULTATION, redeemable=True, tax=Tax.EXCLUDED, tax_rate="20")
    peel = entry("Peel", offer("100 GBP", tax=Tax.EXEMPT), fee, sessions="1-5")
    off = Assumptions(left_out=frozenset({LineKey.ADD_ON, *left_out}))
    assert cost_of(peel, off, NO_RATES).total == total


def test_maintenance_left_out_does_not_hide_the_dearer_session_count() -> None:
    peel = entry("Peel", "150 GBP", sessions="3-4", interval="10 week", lasts="3 month")
    assert cost(peel).total == bounds(750, 750)
    off = Assumptions(left_out=frozenset({LineKey.ADD_ON, LineKey.MAINTENANCE}))
    assert cost_of(peel, off, NO_RATES).total == bounds(450, 600)


def test_without_its_tax_the_dearer_way_may_be_the_cheaper() -> None:
    # Two single ones cost £200; a course of three £199 and 49.9 per cent, together less than £300.
    three = offer("199 GBP", Per.COURSE, sessions=3, tax=Tax.EXCLUDED, tax_rate="49.9")
    peel = entry("Peel", offer("100 GBP", tax=Tax.EXEMPT), three, sessions="2-3")
    off = Assumptions(left_out=frozenset({LineKey.ADD_ON, LineKey.TAX}))
    assert cost_of(peel, off, NO_RATES).total == bounds(199, 200)


def test_packs_and_payments_are_counted_as_they_are_bought() -> None:
    by_pack, by_month = offer("30-90 GBP", Per.PACK), offer("20 GBP", Per.MONTH)
    found = cost(product("Serum", by_pack, by_month))
    assert found.total == bounds(210, 240)
    assert found.packs == Count(7, 12, assumed=False)
    (line,) = found.lines
    assert (line.low_way, line.high_way) == ((Purchase(by_pack, 7),), (Purchase(by_month, 12),))


@pytest.mark.parametrize("text", ["up to 36 GBP", "from 36 GBP", "36 GBP"])
def test_packs_are_counted_whatever_is_known_of_their_price(text: str) -> None:
    assert cost(product("Serum", text)).packs == Count(7, 7, assumed=False)
    assert cost(product("Serum", text, use=None)).packs == Count(1, None, assumed=True)


def test_an_entry_without_a_way_to_buy_has_no_line_and_an_unknown_total() -> None:
    for nothing in (entry("Peel"), entry("Peel", "on request GBP"), product("Serum")):
        found = cost(nothing)
        assert (found.state, found.total, found.lines) == (PriceState.UNKNOWN, UNKNOWN, ())
        assert (found.unit_price, found.unit_per, found.rates) == (UNKNOWN, None, ())


def test_fees_and_offers_of_another_kind_are_no_way_to_buy() -> None:
    others = [offer("1 GBP", per) for per in (Per.CONSULTATION, Per.PATCH_TEST, Per.ADD_ON)]
    others.append(offer("2 GBP", Per.UNSTATED))
    pack, session = offer("3 GBP", Per.PACK), offer("4 GBP")
    assert cost(entry("Peel", pack, *others, sessions="3")).total == UNKNOWN
    assert cost(product("Serum", session, *others)).total == UNKNOWN
    made = cost(entry("Peel", pack, session, *others, sessions="3"))
    assert made.lines[0].bounds == bounds(12, 12)
    assert Per.ADD_ON not in {found.per for line in made.lines for found in line.offers()}


def test_a_treatment_by_the_month_costs_the_same_for_any_number_of_sessions() -> None:
    monthly = entry("Facial", offer("40-50 GBP", Per.MONTH), downtime="12-36 hour")
    found = cost(monthly)
    assert (found.total, found.sessions) == (bounds(480, 600), None)
    assert found.downtime == bounds("0.5", None)
    set_by_hand = cost(monthly, sessions="2-4")
    assert (set_by_hand.total, set_by_hand.packs) == (found.total, Count(12, 12, assumed=False))
    assert set_by_hand.downtime == bounds(1, 6)


def test_sessions_count_before_months() -> None:
    both = entry("Facial", offer("40 GBP", Per.MONTH), offer("150 GBP"), sessions="2")
    assert cost(both).total == bounds(300, 300)
    asked = entry("Facial", offer("40 GBP", Per.MONTH), offer("on request GBP"), sessions="2")
    assert cost(asked).total == bounds(480, 480)


def test_the_sessions_of_one_entry_may_be_set_alone() -> None:
    one, other = entry("One", "10 GBP", sessions="3"), entry("Other", "10 GBP", sessions="3")
    assumptions = Assumptions().with_sessions_of("one", SessionCount(5, 5))
    totals = [cost_of(found, assumptions, RATES).total for found in (one, other)]
    assert totals == [bounds(50, 50), bounds(30, 30)]
    everywhere = Assumptions(sessions=SessionCount(2, 2)).with_sessions_of("one", None)
    assert cost_of(one, everywhere, RATES).total == bounds(20, 20)


# Prices in the currency they are printed in


def test_the_original_total_is_exact_in_its_own_currency() -> None:
    found = cost(entry("Peel", "1000.01 INR", sessions="3"), rates=rates("GBP/INR=113.377"))
    assert found.original_total == bounds("3000.03", "3000.03")
    assert (found.original_currency, found.original_unit_price) == (
        "INR",
        bounds("1000.01", "1000.01"),
    )


def test_without_a_rate_the_original_total_still_stands() -> None:
    found = cost(entry("Peel", "1000 AED", course(3, "2500 AED")), sessions="4")
    assert (found.state, found.total, found.unit_price) == (PriceState.NEEDS_RATE, UNKNOWN, UNKNOWN)
    assert (found.original_currency, found.original_total) == ("AED", bounds(3500, 3500))
    assert (found.lines, found.rates) == ((), ())


def test_an_offer_in_two_currencies_has_no_original_total() -> None:
    found = cost(entry("Peel", "100 GBP", course(3, "24000 INR"), sessions="3"))
    assert (found.total, found.original_total) == (bounds(200, 200), UNKNOWN)
    assert (found.original_currency, found.rates) == ("GBP", (RATE,))


def test_two_equally_new_offers_without_rates_do_not_ask_each_other_for_ever() -> None:
    tied = [offer("100 AED"), offer("100 KWD"), offer("100 GBP")]
    for found in (tied, tied[::-1]):
        assert cost(entry("Peel", *found)).state is PriceState.NEEDS_RATE


@pytest.mark.parametrize("per", [Per.ADD_ON, Per.CONSULTATION])
def test_nor_do_two_fees_on_request(per: Per) -> None:
    fees = (offer("on request INR", per), offer("on request GBP", per))
    with_add_ons = Assumptions(left_out=frozenset())
    assert cost_of(entry("Peel", *fees), with_add_ons, NO_RATES).total == UNKNOWN
    found = cost_of(entry("Peel", "9 GBP", *fees, sessions="1"), with_add_ons, NO_RATES)
    assert found.state is PriceState.NEEDS_RATE


def test_only_prices_make_a_total_that_sources_print() -> None:
    assert cost(entry("Peel", "900 INR", sessions="3")).as_printed
    taxed = entry("Peel", offer("900 INR", tax=Tax.EXCLUDED), country="IN")
    assert not cost(taxed).as_printed
    assert not cost(taxed, rates=NO_RATES).as_printed
    included = entry("Peel", offer("900 INR", tax=Tax.INCLUDED), country="IN")
    assert cost(included, rates=NO_RATES).as_printed
    away = Assumptions(home="GB", travel=Money(Decimal(0), "INR"))
    assert cost_of(included, away, RATES).as_printed
    dearer = replace(away, travel=Money(Decimal(1), "INR"))
    assert not cost_of(included, dearer, RATES).as_printed


def test_a_line_is_converted_where_what_is_paid_for_it_is_in_another_currency() -> None:
    taxed = offer("900 INR", tax=Tax.EXCLUDED)
    fee = offer("50 GBP", Per.CONSULTATION, redeemable=False, tax=Tax.INCLUDED)
    away = Assumptions(home="GB", travel=Money(Decimal(420), "GBP"))
    found = cost_of(entry("Peel", taxed, fee, country="IN", sessions="1"), away, RATES)
    assert {line.key: found.converts(line) for line in found.lines} == {
        LineKey.SESSIONS: True,
        LineKey.CONSULTATION: False,
        LineKey.TAX: True,
        LineKey.TRAVEL: False,
    }


def test_only_the_rates_of_offers_that_count_are_named() -> None:
    older = offer("100 EUR", date="2024")
    newer = offer("9000 INR", date="2025")
    table = rates("GBP/INR=120", "EUR/GBP=0.85")
    assert cost(entry("Peel", older, newer), rates=table).rates == (rate("GBP/INR=120"),)
    with_aed = entry("Peel", newer, offer("on request AED", Per.COURSE, sessions=3))
    assert cost(with_aed, rates=table).state is PriceState.EXACT


# The price of one session


def test_the_unit_price_is_that_of_one_session_else_of_the_smallest_course() -> None:
    found = cost(entry("Peel", course(6, "700 GBP"), course(3, "400 GBP")))
    assert (found.unit_price, found.unit_per) == (bounds("400/3", "400/3"), Per.COURSE)
    found = cost(entry("Peel", course(3, "400 GBP"), "150 GBP"))
    assert (found.unit_price, found.unit_per) == (bounds(150, 150), Per.SESSION)
    found = cost(product("Serum", offer("9 GBP", Per.MONTH), "36 GBP"))
    assert (found.unit_price, found.unit_per) == (bounds(36, 36), Per.PACK)


def test_a_price_of_which_nobody_says_what_for_is_shown_and_never_added_up() -> None:
    found = cost(entry("Peel", offer("12000 INR", Per.UNSTATED), sessions="3"))
    assert (found.unstated_price, found.total) == (bounds(100, 100), UNKNOWN)
    assert found.state is PriceState.UNKNOWN


# Sources, dates and flags


def test_sources_are_those_of_the_figures_that_count() -> None:
    single = offer("150 GBP", source="single", date="2025-06")
    three = offer("400 GBP", Per.COURSE, sessions=3, source="course", date="2024")
    peel = entry("Peel", single, three, sessions="3")
    assert cost(peel).sources == ("course",)
    assert cost(peel).oldest_date == "2024"
    assert cost(peel, sessions="4").sources == ("single", "course")
    undated = entry("Peel", offer("150 GBP", source="single"), three, sessions="4")
    assert cost(undated).oldest_date is None


def test_the_source_of_a_session_count_is_left_out_where_a_person_set_another() -> None:
    protocol = session_count("3", source="protocol")
    stated = replace(entry("Peel", "150 GBP"), sessions=protocol)
    assert cost(stated).sources == ("protocol",)
    assert cost(stated, sessions="3").sources == ()


def flags(found: Entry, sessions: str | None = None) -> set[Flag]:
    return set(cost(found, sessions=sessions).flags)


def test_what_is_not_counted_is_flagged() -> None:
    included = offer("150 GBP", tax=Tax.INCLUDED)
    assert flags(entry("Peel", included, sessions="3")) == {Flag.LASTS_UNKNOWN}
    maintained = entry("Peel", included, sessions="3", lasts="6 month")
    assert flags(maintained) == set()
    assert Flag.TAX_UNKNOWN in flags(entry("Peel", "150 GBP"))
    taxed = entry("Peel", offer("150 GBP", tax=Tax.EXCLUDED))
    fee = entry("Peel", included, offer("50 GBP", Per.CONSULTATION, redeemable=True))
    free = entry("Peel", included, offer("0 GBP", Per.CONSULTATION))
    bare = Assumptions().with_line(*LineKey, counted=False)
    for left_out, flag in (
        (maintained, Flag.MAINTENANCE_NOT_COUNTED),
        (taxed, Flag.TAX_NOT_COUNTED),
        (fee, Flag.FEE_NOT_COUNTED),
    ):
        assert flag in cost_of(left_out, bare, RATES).flags
        assert flag not in flags(left_out)
    assert Flag.FEE_NOT_COUNTED not in cost_of(free, bare, RATES).flags


def test_what_is_counted_without_a_figure_is_flagged() -> None:
    included = offer("150 GBP", tax=Tax.INCLUDED)
    for fee, unknown in (("on request GBP", True), ("from 20 GBP", True), ("20 GBP", False)):
        consulted = entry("Peel", included, offer(fee, Per.CONSULTATION), sessions="3")
        assert (Flag.FEE_UNKNOWN in flags(consulted)) is unknown
        left_out = Assumptions().with_line(LineKey.CONSULTATION, counted=False)
        assert Flag.FEE_UNKNOWN not in cost_of(consulted, left_out, RATES).flags
    lasting = entry("Peel", included, sessions="3", interval="4 week", lasts="from 6 month")
    assert Flag.MAINTENANCE_UNKNOWN not in flags(lasting)
    open_course = entry("Peel", included, sessions="from 3", interval="4 week", lasts="6 month")
    assert Flag.MAINTENANCE_UNKNOWN in flags(open_course)


def test_a_trip_to_nobody_knows_where_is_flagged() -> None:
    away = Assumptions(home="GB", travel=Money.parse("420 GBP"))
    for country, unknown in (("IN", False), (None, True)):
        peel = entry("Peel", "150 GBP", sessions="3", country=country)
        assert (Flag.COUNTRY_UNKNOWN in cost_of(peel, away, RATES).flags) is unknown
    assert Flag.COUNTRY_UNKNOWN not in flags(entry("Peel", "150 GBP", sessions="3", country=None))


def test_trips_and_days_off_are_converted_at_the_rate() -> None:
    peel = entry("Peel", "100 GBP", sessions="1", country="IN", downtime="2 day")
    away = Assumptions(home="GB", travel=Money.parse("12000 INR"), time_off=Money.parse("1200 INR"))
    assert cost_of(peel, away, rates("GBP/INR=120")).total == bounds(220, 220)


def test_the_tax_of_an_offer_that_is_not_bought_is_no_matter() -> None:
    whole, dear = offer("150 GBP", tax=Tax.INCLUDED), course(3, "900 GBP")
    assert Flag.TAX_UNKNOWN not in flags(entry("Peel", whole, dear, sessions="3"))


def test_what_nobody_states_is_flagged_apart_from_what_a_person_set() -> None:
    assert Flag.SESSIONS_UNKNOWN in flags(entry("Peel", "150 GBP"))
    assert Flag.SESSIONS_ASSUMED in flags(entry("Peel", "150 GBP"), sessions="3")
    stated = flags(entry("Peel", "150 GBP", sessions="3"))
    assert not stated & {Flag.SESSIONS_UNKNOWN, Flag.SESSIONS_ASSUMED}
    assert Flag.PACKS_UNKNOWN in flags(product("Serum", "36 GBP", use=None))
    assert flags(product("Serum", offer("36 GBP", Per.PACK, tax=Tax.INCLUDED))) == set()


# Tax, where it decides which way is the cheapest


@pytest.mark.parametrize(
    ("tax", "tax_rate", "country", "total"),
    [
        (Tax.EXCLUDED, None, "GB", 110),  # 100 + 20 % is more than 110
        (Tax.EXCLUDED, None, "IN", 110),
        (Tax.EXCLUDED, None, "US", 110),  # as long as nobody says how much is added
        (Tax.EXCLUDED, "5", "GB", 105),
        (Tax.EXEMPT, "20", "GB", 100),
        (Tax.UNKNOWN, None, "GB", 100),
    ],
)
def test_ways_compete_with_their_tax(
    tax: Tax, tax_rate: str | None, country: str, total: int
) -> None:
    taxed = offer("100 GBP", tax=tax, tax_rate=tax_rate)
    whole = offer("110 GBP", Per.COURSE, sessions=1, tax=Tax.INCLUDED)
    made = cost(entry("Peel", taxed, whole, country=country, sessions="1"))
    assert made.total.high == total


# What holds for any entry

untaxed = strategies.entries().map(
    lambda found: replace(
        found, offers=tuple(made for made in found.offers if made.tax is not Tax.EXCLUDED)
    )
)


@settings(deadline=None)  # Pint comes with the first pack
@given(untaxed, strategies.assumptions(), strategies.tables)
def test_the_low_end_is_never_above_the_high_one(
    found: Entry, assumptions: Assumptions, table: RateTable
) -> None:
    total = cost_of(found, assumptions, table).total
    if total.low is not None and total.high is not None:
        assert 0 <= total.low <= total.high


@settings(deadline=None)  # Pint comes with the first pack
@given(untaxed, st.sampled_from(["GBP", "INR"]))
def test_lines_add_up_and_the_state_follows_the_ends(found: Entry, currency: str) -> None:
    shown = cost(found, currency, rates=rates("GBP/INR=113.377", "EUR/GBP=0.3", "EUR/INR=90"))
    assert shown.state is not PriceState.NEEDS_RATE
    assert shown.state is shown.total.state
    course = {LineKey.SESSIONS, LineKey.PACKS}
    lows = [
        line.bounds.low for line in shown.lines if line.key in course or line.bounds.low is not None
    ]
    highs = [line.bounds.high for line in shown.lines]
    if shown.lines:
        assert shown.total == Bounds(_sum(lows), _sum(highs))


def _sum(ends: list[Fraction | None]) -> Fraction | None:
    known = [end for end in ends if end is not None]
    return sum(known, Fraction(0)) if len(known) == len(ends) else None


@settings(deadline=None)  # Pint comes with the first pack
@given(strategies.entries(currencies=st.just("INR")), strategies.assumptions("INR"))
def test_a_total_in_another_currency_is_the_same_money(
    found: Entry, assumptions: Assumptions
) -> None:
    table = rates("GBP/INR=113.377")
    in_rupees = cost_of(found, assumptions, table)
    pounds = replace(assumptions, currency="GBP")
    in_pounds = cost_of(found, pounds, table)
    factor = 1 / Fraction("113.377")
    assert in_pounds.total == in_rupees.total.times(factor)
    assert in_pounds.unit_price == in_rupees.unit_price.times(factor)
    assert in_pounds.original_total == in_rupees.total
    assert (in_pounds.sessions, in_pounds.packs) == (in_rupees.sessions, in_rupees.packs)
    assert (in_pounds.downtime, in_pounds.flags) == (in_rupees.downtime, in_rupees.flags)


def test_fees_on_request_in_several_currencies_are_no_total() -> None:
    fees = [offer(f"on request {code}", Per.CONSULTATION) for code in ("EUR", "INR")]
    made = cost(entry("Peel", *fees), rates=NO_RATES)
    assert (made.total, made.original_total) == (UNKNOWN, UNKNOWN)


def test_an_add_on_that_is_not_bought_is_not_taxed() -> None:
    extra = offer("10 GBP", Per.ADD_ON, tax=Tax.EXCLUDED)
    peel = entry("Peel", offer("100 GBP", tax=Tax.INCLUDED), extra, sessions="3")
    assert cost(peel).total == bounds(300, 300)
    bought = cost_of(peel, Assumptions().with_line(LineKey.ADD_ON, counted=True), RATES)
    assert bought.total == bounds(336, 336)


def test_a_total_that_is_known_needs_no_number_of_sessions_to_be_compared() -> None:
    free, monthly = offer("0 GBP", Per.ADD_ON), offer("20 GBP", Per.MONTH, times=1)
    club = entry("Club", monthly, free, sessions="up to 3")
    assumed = Assumptions(left_out=frozenset())
    assert totals_by_count(club, assumed, NO_RATES) == (bounds(20, 20),)
