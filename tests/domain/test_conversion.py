from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.conversion import Conversion
from exodesk.domain.costing import CourseCost, cost_of
from exodesk.domain.entries import Entry, Kind, Per
from exodesk.domain.money import Money
from exodesk.domain.rates import RateTable
from tests import strategies
from tests.builders import NO_RATES, RATES, entry, offer, rates

THREE = rates("GBP/INR=120", "EUR/GBP=0.9", "EUR/INR=108")
APART = rates("GBP/INR=120", "EUR/GBP=0.9", "EUR/INR=100")
BOTH = entry("Both", "100 GBP", offer("20000 INR", Per.COURSE, sessions=3), sessions="3")


def converted(
    found: Entry, before: Assumptions, currency: str, table: RateTable = RATES
) -> CourseCost | None:
    conversion = Conversion(replace(before, currency=currency), table)
    return conversion.of(cost_of(found, before, table))


@given(
    strategies.entries(),
    st.none() | strategies.duration_ranges(),
    strategies.full_assumptions(),
    strategies.currencies,
    strategies.tables | st.sampled_from([THREE, APART]),
)
def test_a_cost_that_is_converted_is_the_cost_worked_out_anew(
    found: Entry,
    lasts: object,
    assumed: Assumptions,
    currency: str,
    table: RateTable,
) -> None:
    if found.kind is Kind.TREATMENT:
        found = replace(found, lasts=lasts, interval=lasts)  # type: ignore[arg-type]
    there = converted(found, assumed, currency, table)
    anew = cost_of(found, replace(assumed, currency=currency), table)
    assert there is None or there == anew


@pytest.mark.parametrize("found", [BOTH, entry("Peel", "13000 INR"), entry("Nothing")])
def test_at_rates_that_meet_every_cost_converts_to_and_fro(found: Entry) -> None:
    cost = cost_of(found, Assumptions("GBP"), THREE)
    for currency in ("INR", "EUR", "INR", "GBP"):
        there = Conversion(Assumptions(currency), THREE).of(cost)
        assert there == cost_of(found, Assumptions(currency), THREE)
        assert there is not None
        cost = there


def test_travel_in_a_currency_of_its_own_converts_with_the_prices() -> None:
    away = Assumptions("GBP", home="IN", travel=Money.parse("90 EUR"))
    found = entry("Peel", "100 GBP", sessions="2", country="GB")
    there = converted(found, away, "INR", THREE)
    assert there is not None
    assert there.total.low == 2 * 12000 + 90 * 108
    assert [rate.pair for rate in there.rates] == [{"EUR", "INR"}, {"GBP", "INR"}]


@pytest.mark.parametrize(
    ("found", "before", "table"),
    [
        (BOTH, Assumptions("GBP"), APART),
        (BOTH, Assumptions("GBP"), NO_RATES),
        (entry("Peel", "100 INR"), Assumptions("GBP"), NO_RATES),
        (BOTH, Assumptions("GBP", fx_fee=Fraction(3)), THREE),
        (entry("Unstated", "5 GBP", offer("9 JPY", Per.UNSTATED)), Assumptions("GBP"), THREE),
    ],
    ids=["rates that do not meet", "no rate", "none at all", "a fee abroad", "a price beside it"],
)
def test_what_one_factor_does_not_convert_is_to_be_worked_out_anew(
    found: Entry, before: Assumptions, table: RateTable
) -> None:
    assert converted(found, before, "EUR", table) is None


def test_a_fee_abroad_converts_where_home_tells_what_is_abroad() -> None:
    at_home = Assumptions("GBP", fx_fee=Fraction(10), home="IN")
    there = converted(entry("Peel", "100 GBP", sessions="1"), at_home, "INR")
    assert there is not None
    assert there.total.low == 13200


def test_in_the_currency_it_is_in_a_cost_stays_as_it_is() -> None:
    cost = cost_of(BOTH, Assumptions("GBP"), NO_RATES)
    assert Conversion(Assumptions("GBP"), NO_RATES).of(cost) is cost
