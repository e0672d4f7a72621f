from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exodesk.domain.assumptions import FEE_LINES, Assumptions, LineKey, UnknownTax
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.entries import SessionCount, Use
from exodesk.domain.money import Money
from exodesk.domain.units import Amount
from exodesk.exports.in_force import behind, in_force, option_text, plain_assumptions
from exodesk.options import parsed
from exodesk.what_if_options import assumptions_of
from tests.builders import RATES, entry, product

SERUM, PEEL = product("Serum", "36 GBP"), entry("Peel", "10 GBP", country="IN")
CATALOGUE = Catalogue(entries=(SERUM, PEEL))
TRAVEL = Assumptions(home="GB", travel=Money.parse("420 GBP"))


def text_of(assumptions: Assumptions) -> str:
    return option_text(in_force(assumptions))


@pytest.mark.parametrize(
    ("assumptions", "text"),
    [
        (Assumptions(), "horizon=12 month"),
        (Assumptions("INR", horizon_days=Fraction(90)), "horizon=90 day"),
        (Assumptions(horizon_days=Fraction(1, 8)), "horizon=3 hour"),
        (TRAVEL, "horizon=12 month; home=GB; travel=420.00 GBP; trips=1"),
        (
            replace(TRAVEL, trips=None, travel=Money.parse("420.125 GBP")),
            "horizon=12 month; home=GB; travel=420.125 GBP; trips=per-session",
        ),
        (
            Assumptions(left_out=FEE_LINES | {LineKey.TAX}, fx_fee=Fraction(11, 4)),
            "horizon=12 month; no-fees; add-ons; without=tax; fx-fee=2.75",
        ),
        (
            Assumptions(left_out=frozenset({LineKey.CONSULTATION, LineKey.ADD_ON})),
            "horizon=12 month; without=consultation",
        ),
        (
            Assumptions(
                sessions=SessionCount(3, 6),
                sessions_of={"peel": SessionCount(2, 2)},
                use_of={"serum": Use(Amount(Decimal("0.5"), "ml"), "day")},
                unknown_tax=UnknownTax.WIDEN,
                time_off=Money.parse("120 GBP"),
            ),
            "horizon=12 month; sessions=3-6; sessions-of=peel=2; use=serum=0.5 ml/day;"
            " unknown-tax=widen; time-off=120.00 GBP",
        ),
    ],
)
def test_assumptions_stand_in_the_words_of_the_options(assumptions: Assumptions, text: str) -> None:
    assert text_of(assumptions) == text


def test_travel_that_counts_nowhere_is_not_in_force() -> None:
    assert text_of(Assumptions(travel=Money.parse("420 GBP"), trips=3)) == "horizon=12 month"


amounts = st.decimals(0, 10**6, places=3).map(lambda amount: Money(amount, "GBP"))
counts = st.integers(1, 500).flatmap(
    lambda low: st.integers(low, 1000).map(lambda high: SessionCount(low, high))
)
uses = st.builds(
    Use,
    st.builds(Amount, st.decimals("0.01", 100, places=2), st.sampled_from(["ml", "l"])),
    st.sampled_from(["day", "week", "month"]),
)
left_out = st.frozensets(
    st.sampled_from([key for key in LineKey if key not in (LineKey.SESSIONS, LineKey.PACKS)])
)
assumed = st.builds(
    Assumptions,
    currency=st.just("GBP"),
    horizon_days=st.one_of(
        st.integers(1, 9000).map(Fraction),
        st.integers(1, 900).map(lambda months: months * Fraction(365, 12)),
        st.integers(1, 900).map(lambda hours: Fraction(hours, 24)),
    ),
    sessions=st.none() | counts,
    sessions_of=st.dictionaries(st.just("peel"), counts),
    left_out=left_out,
    unknown_tax=st.sampled_from(UnknownTax),
    fx_fee=st.decimals(0, 100, places=2).map(Fraction),
    home=st.sampled_from(["GB", "IN"]),
    travel=amounts,
    trips=st.none() | st.integers(1, 1000),
    time_off=st.none() | amounts,
    use_of=st.dictionaries(st.just("serum"), uses),
)


@settings(deadline=None)  # the first one waits for the units to be read
@given(assumed)
def test_what_is_in_force_can_be_given_to_the_command_line_again(assumptions: Assumptions) -> None:
    options = [f"--{option}" for option in text_of(assumptions).split("; ")]
    assert assumptions_of(parsed(["list", *options]), CATALOGUE, RATES) == assumptions


def test_a_line_names_only_what_it_hangs_on() -> None:
    everything = replace(
        TRAVEL,
        sessions=SessionCount(3, 3),
        sessions_of={"peel": SessionCount(2, 2), "laser": SessionCount(9, 9)},
        use_of={"serum": Use(Amount(Decimal(1), "ml"), "day")},
        fx_fee=Fraction(2),
        time_off=Money.parse("120 GBP"),
    )

    def of_peel(key: LineKey) -> str:
        return option_text(behind(key, PEEL, everything))

    assert of_peel(LineKey.SESSIONS) == "sessions=2"
    assert of_peel(LineKey.MAINTENANCE) == "horizon=12 month; sessions=2"
    assert of_peel(LineKey.CONSULTATION) == of_peel(LineKey.TAX) == ""
    assert of_peel(LineKey.FX_FEE) == "fx-fee=2; home=GB"
    assert of_peel(LineKey.TRAVEL) == "home=GB; travel=420.00 GBP; trips=1"
    assert of_peel(LineKey.TIME_OFF) == "time-off=120.00 GBP; sessions=2"
    every = replace(everything, trips=None)
    assert option_text(behind(LineKey.TRAVEL, PEEL, every)).endswith(
        "trips=per-session; sessions=2"
    )
    packs = option_text(behind(LineKey.PACKS, SERUM, everything))
    assert packs == "horizon=12 month; use=1 ml/day"


def test_every_assumption_is_named_also_the_usual_ones() -> None:
    assert plain_assumptions(Assumptions()) == {
        "horizon": "12 month",
        "sessions": None,
        "sessions_of": {},
        "use": {},
        "without": ["add-on"],
        "unknown_tax": "as-printed",
        "fx_fee": "0",
        "home": None,
        "travel": None,
        "trips": "1",
        "time_off": None,
    }
