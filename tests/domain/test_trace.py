from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings

from exodesk.domain.assumptions import Assumptions, LineKey, UnknownTax
from exodesk.domain.entries import Per, SessionCount, SourceKind, Tax
from exodesk.domain.trace import Input, Origin, TaxRate, Trace, What
from tests import strategies
from tests.builders import (
    NO_RATES,
    SOURCE,
    course,
    duration_range,
    entry,
    offer,
    pack,
    product,
    session_count,
    stated,
    use,
)
from tests.traced import AWAY, trace


def behind(found: Trace, key: LineKey) -> tuple[Input, ...]:
    return next(line.inputs for line in found.lines if line.line.key is key)


def said(inputs: Iterable[Input]) -> dict[What, tuple[object, Origin]]:
    return {each.what: (each.value, each.origin) for each in inputs}


def test_sessions_come_from_their_offers_and_from_who_states_how_many() -> None:
    single, three = offer("150 GBP", source="src-a", date="2026-01-10"), course(3, "400 GBP")
    found = entry("Peel", single, three, sessions="2-4")
    inputs = behind(trace(found), LineKey.SESSIONS)
    assert [each.value for each in inputs] == [single, three, found.sessions]
    assert {each.origin for each in inputs} == {Origin.STATED}
    assert [each.source for each in inputs] == [SOURCE, None, None]


def test_an_input_without_a_date_of_its_own_has_that_of_its_source() -> None:
    own, other = stated("src-a", "2026-03-01"), stated("src-a")
    found = entry("Peel", replace(offer("150 GBP"), stated=own))
    found = replace(found, sessions=SessionCount(3, 3, other))
    price, sessions = behind(trace(found), LineKey.SESSIONS)
    assert (price.date, sessions.date) == ("2026-03-01", SOURCE.date)


def test_the_number_of_sessions_is_whoever_s_it_is() -> None:
    found = entry("Peel", "150 GBP", sessions="3")
    assumed = trace(found, Assumptions(sessions=session_count("4-5")))
    assert said(behind(assumed, LineKey.SESSIONS))[What.SESSIONS] == (
        SessionCount(4, 5),
        Origin.ASSUMED,
    )
    floor = trace(entry("Peel", "150 GBP"))
    assert said(behind(floor, LineKey.SESSIONS))[What.SESSIONS] == (None, Origin.MISSING)
    three = replace(course(3, "400 GBP"), stated=stated("src-a"))
    smallest = behind(trace(entry("Peel", three)), LineKey.SESSIONS)[1]
    assert (smallest.value, smallest.origin, smallest.source) == (
        SessionCount(3, 3, stated()),
        Origin.STATED,
        SOURCE,
    )


def test_packs_come_from_pack_use_and_horizon() -> None:
    found = product("Serum", "36 GBP")
    usual = said(behind(trace(found), LineKey.PACKS))
    assert usual[What.PACK] == (pack("30 ml"), Origin.STATED)
    assert usual[What.USE] == (use("0.5 ml a day"), Origin.STATED)
    assert usual[What.HORIZON] == (Fraction(365), Origin.USUAL)
    own = Assumptions(horizon_days=Fraction(30), use_of={"serum": use("1 ml a day")})
    assumed = said(behind(trace(found, own), LineKey.PACKS))
    assert assumed[What.USE] == (use("1 ml a day"), Origin.ASSUMED)
    assert assumed[What.HORIZON] == (Fraction(30), Origin.ASSUMED)
    missing = said(behind(trace(product("Serum", "36 GBP", use=None)), LineKey.PACKS))
    assert missing[What.USE] == (None, Origin.MISSING)


def test_payments_need_neither_pack_nor_use() -> None:
    inputs = said(behind(trace(product("Serum", offer("20 GBP", Per.MONTH))), LineKey.PACKS))
    assert set(inputs) == {What.OFFER, What.HORIZON}


def test_maintenance_comes_from_how_long_it_lasts_and_when_the_course_ends() -> None:
    found = entry("Peel", "150 GBP", sessions="3", lasts="3-6 month", interval="4 week")
    inputs = said(behind(trace(found), LineKey.MAINTENANCE))
    assert inputs[What.LASTS] == (duration_range("3-6 month"), Origin.STATED)
    assert inputs[What.INTERVAL] == (duration_range("4 week"), Origin.STATED)
    assert set(inputs) == {
        What.OFFER,
        What.LASTS,
        What.INTERVAL,
        What.SESSIONS,
        What.HORIZON,
    }


def test_tax_has_the_rate_of_the_offer_or_the_standard_one_of_the_country_or_none() -> None:
    own = offer("100 GBP", tax=Tax.EXCLUDED, tax_rate="12.5", source="src-a")
    (rate,) = behind(trace(entry("Peel", own, sessions="3")), LineKey.TAX)
    assert rate.value == TaxRate(own, Fraction(25, 2), widened=False)
    assert (rate.origin, rate.source) == (Origin.STATED, SOURCE)
    usual = offer("100 GBP", tax=Tax.EXCLUDED)
    (rate,) = behind(trace(entry("Peel", usual, country="IN")), LineKey.TAX)
    assert (rate.value, rate.origin) == (TaxRate(usual, Fraction(18), False), Origin.STANDARD)
    (rate,) = behind(trace(entry("Peel", usual, country="FR")), LineKey.TAX)
    assert (rate.value, rate.origin) == (TaxRate(usual, None, False), Origin.MISSING)
    silent = offer("100 GBP")
    widened = Assumptions(unknown_tax=UnknownTax.WIDEN)
    (rate,) = behind(trace(entry("Peel", silent), widened), LineKey.TAX)
    assert rate.value == TaxRate(silent, Fraction(20), widened=True)


def test_the_tax_on_a_fee_that_is_left_out_has_its_rate_among_the_inputs() -> None:
    session = offer("100 GBP", tax=Tax.INCLUDED)
    gel = offer("10 GBP", Per.CONSULTATION, redeemable=False, tax=Tax.EXCLUDED)
    bare = Assumptions().with_line(LineKey.CONSULTATION, counted=False)
    found = trace(entry("Peel", session, gel, sessions="2"), bare)
    assert [line.line.key for line in found.lines] == [LineKey.SESSIONS, LineKey.TAX]
    (rate,) = behind(found, LineKey.TAX)
    assert rate.value == TaxRate(gel, Fraction(20), widened=False)


def test_what_a_person_assumes_is_told_from_what_is_stated() -> None:
    found = entry("Peel", "12000 INR", sessions="3", downtime="1-2 day", country="IN")
    away = trace(found, AWAY)
    assert said(behind(away, LineKey.FX_FEE)) == {
        What.FX_FEE: (Fraction(2), Origin.ASSUMED),
        What.HOME: ("GB", Origin.ASSUMED),
    }
    travel = said(behind(away, LineKey.TRAVEL))
    assert travel[What.TRIP] == (AWAY.travel, Origin.ASSUMED)
    assert travel[What.TRIPS] == (1, Origin.USUAL)
    assert What.SESSIONS not in travel
    each_time = said(behind(trace(found, replace(AWAY, trips=None)), LineKey.TRAVEL))
    assert each_time[What.TRIPS] == (None, Origin.ASSUMED)
    assert each_time[What.SESSIONS] == (found.sessions, Origin.STATED)
    time_off = said(behind(away, LineKey.TIME_OFF))
    assert time_off[What.DAY_OFF] == (AWAY.time_off, Origin.ASSUMED)
    assert time_off[What.DOWNTIME] == (found.downtime, Origin.STATED)


def test_the_oldest_input_is_named_and_what_lacks_a_date_or_a_source() -> None:
    price = offer("150 GBP", source="src-a", date="2025-06")
    fee = offer("50 GBP", Per.CONSULTATION, source="gone", date="2026-02-01")
    found = trace(entry("Peel", price, fee, sessions="3"))
    assert found.oldest is not None
    assert found.oldest.value == price
    assert [each.what for each in found.undated] == [What.SESSIONS]
    assert [each.what for each in found.unsourced] == [What.SESSIONS, What.OFFER]
    assert trace(entry("Peel", "150 GBP")).oldest is None


def test_assumptions_are_neither_old_nor_unsourced() -> None:
    found = trace(entry("Peel", offer("9 INR", source="src-a"), country="IN"), AWAY)
    assert {each.what for each in found.stated} == {What.OFFER}
    assert found.undated == found.unsourced == ()


def test_without_a_total_the_published_prices_are_named() -> None:
    asked, rupees = offer("on request GBP"), offer("900 INR")
    assert [each.value for each in trace(entry("Vial", asked)).not_counted] == [asked]
    needing = trace(entry("Vial", rupees), rates=NO_RATES)
    assert needing.lines == ()
    assert [each.value for each in needing.not_counted] == [rupees]
    assert needing.oldest is None


def test_published_prices_that_are_in_no_line_are_named_apart() -> None:
    old, new = offer("90 GBP", date="2024"), offer("100 GBP", date="2026")
    found = trace(entry("Peel", old, new, sessions="1"))
    assert [each.value for each in found.not_counted] == [old]


def test_downtime_over_the_course_and_the_unit_price_have_a_trace_of_their_own() -> None:
    three = course(3, "400 GBP")
    found = trace(entry("Peel", three, offer("on request GBP"), sessions="3", downtime="1 day"))
    assert [each.value for each in found.unit_price] == [three]
    assert [each.what for each in found.downtime] == [What.DOWNTIME, What.SESSIONS]
    cream = trace(replace(product("Cream", "36 GBP"), downtime=duration_range("0 day")))
    assert [each.what for each in cream.downtime] == [What.DOWNTIME]


# No computed figure lacks a trace


@settings(max_examples=150)
@given(strategies.traces())
def test_every_line_has_something_behind_it(found: Trace) -> None:
    assert [line.line for line in found.lines] == list(found.cost.lines)
    for line in found.lines:
        assert line.inputs, line.line.key
        assert set(line.line.offers()) <= {each.value for each in line.inputs}
        sourced = {each.stated for each in line.inputs if each.origin is Origin.STATED}
        assert {each for each in line.line.inputs if each.source} <= sourced


@settings(max_examples=100)
@given(strategies.traces())
def test_every_price_and_every_source_of_a_total_is_in_its_trace(found: Trace) -> None:
    cost = found.cost
    shown = [*found.stated, *found.not_counted, *found.downtime, *found.unit_price]
    assert {each.value for each in shown if each.what is What.OFFER} == set(cost.entry.offers)
    assert set(cost.sources) <= {each.stated.source for each in shown}
    if cost.unit_per is not None:
        assert found.unit_price
    assert found.downtime


@given(strategies.traces())
def test_the_oldest_input_is_the_oldest(found: Trace) -> None:
    dates = [each.date for each in found.stated if each.date is not None]
    assert (found.oldest.date if found.oldest else None) == min(dates, default=None)
    assert {each.source for each in found.stated if each.source} <= {SOURCE}
    assert SOURCE.kind is SourceKind.PRICE_LIST
