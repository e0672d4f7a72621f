from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exodesk.domain.assumption_texts import MOST_TRIPS
from exodesk.domain.assumptions import (
    LONGEST_HORIZON_DAYS,
    MOST_SESSIONS,
    Assumptions,
    LineKey,
    UnknownTax,
)
from exodesk.domain.entries import SessionCount, Use
from exodesk.domain.errors import ExodeskError
from exodesk.domain.money import Money
from exodesk.domain.scenarios import ALWAYS_COUNTED, NotAScenarioError, from_plain, to_plain
from exodesk.domain.units import Amount

FULL = Assumptions(
    currency="INR",
    horizon_days=Fraction(1095, 2),
    sessions=SessionCount(3, 6),
    sessions_of={"peel": SessionCount(4, 4)},
    left_out=frozenset({LineKey.CONSULTATION, LineKey.TAX}),
    unknown_tax=UnknownTax.WIDEN,
    fx_fee=Fraction(11, 4),
    home="GB",
    travel=Money(Decimal("420.50"), "GBP"),
    trips=None,
    time_off=Money(Decimal(9000), "INR"),
    use_of={"cream": Use(Amount(Decimal("0.5"), "ml"), "day")},
)

moneys = st.builds(
    Money, st.decimals(0, 10**12, places=2), st.sampled_from(["GBP", "INR", "JPY", "KWD"])
)
counts = st.tuples(st.integers(1, MOST_SESSIONS), st.integers(1, MOST_SESSIONS)).map(
    lambda ends: SessionCount(min(ends), max(ends))
)
uses = st.builds(
    Use,
    st.builds(Amount, st.decimals("0.001", 10**6, places=3), st.sampled_from(["ml", "l", "g"])),
    st.sampled_from(["day", "week", "month"]),
)
ids = st.text(min_size=1, max_size=8)
assumptions = st.builds(
    Assumptions,
    currency=st.sampled_from(["GBP", "INR", "EUR"]),
    horizon_days=st.fractions(Fraction(1, 24), LONGEST_HORIZON_DAYS, max_denominator=10**15),
    sessions=st.none() | counts,
    sessions_of=st.dictionaries(ids, counts, max_size=3),
    left_out=st.frozensets(st.sampled_from([x for x in LineKey if x not in ALWAYS_COUNTED])),
    unknown_tax=st.sampled_from(UnknownTax),
    fx_fee=st.fractions(0, 100, max_denominator=10**15),
    home=st.none() | st.sampled_from(["GB", "IN", "US"]),
    travel=st.none() | moneys,
    trips=st.none() | st.integers(1, MOST_TRIPS),
    time_off=st.none() | moneys,
    use_of=st.dictionaries(ids, uses, max_size=3),
)


@given(assumptions)
def test_assumptions_come_back_from_json_as_they_were(those: Assumptions) -> None:
    assert from_plain(json.loads(json.dumps(to_plain(those)))) == those


def test_full_assumptions_read_as_plain_words() -> None:
    assert to_plain(FULL) == {
        "currency": "INR",
        "horizon_days": "1095/2",
        "sessions": "3-6",
        "sessions_of": {"peel": "4-4"},
        "left_out": ["consultation", "tax"],
        "unknown_tax": "widen",
        "fx_fee": "11/4",
        "home": "GB",
        "travel": "420.50 GBP",
        "trips": "per-session",
        "time_off": "9000 INR",
        "use_of": {"cream": "0.5 ml day"},
    }
    assert from_plain(to_plain(FULL)) == FULL


def test_the_assumptions_of_a_first_start_are_empty() -> None:
    assert to_plain(Assumptions()) == {}
    assert from_plain({}) == Assumptions()


def test_an_amount_of_many_digits_comes_back() -> None:
    large = Assumptions(travel=Money(Decimal("9" * 15) * 10**7, "INR"))
    assert from_plain(to_plain(large)) == large


@pytest.mark.parametrize(
    "plain",
    [
        None,
        [],
        {"colour": "red"},
        {5: "GBP"},
        {"currency": "XXX"},
        {"currency": "gbp"},
        {"horizon_days": "0"},
        {"horizon_days": "-5"},
        {"horizon_days": "36501"},
        {"horizon_days": 365},
        {"horizon_days": "1/0"},
        {"sessions": "0"},
        {"sessions": 4},
        {"sessions": "1001"},
        {"sessions_of": ["peel"]},
        {"sessions_of": {"": "4"}},
        {"sessions_of": {"peel": None}},
        {"left_out": "tax"},
        {"left_out": ["sessions"]},
        {"left_out": ["packs"]},
        {"left_out": [["tax"]]},
        {"left_out": ["rent"]},
        {"unknown_tax": "never"},
        {"fx_fee": "100.5"},
        {"fx_fee": "201/2"},
        {"fx_fee": "-1"},
        {"home": "UK"},
        {"home": None},
        {"travel": "420"},
        {"travel": "-1 GBP"},
        {"travel": "NaN GBP"},
        {"travel": "420 XXX"},
        {"trips": 0},
        {"trips": True},
        {"trips": 1001},
        {"trips": "often"},
        {"time_off": 5},
        {"use_of": {"cream": "0 ml day"}},
        {"use_of": {"cream": "1 drop day"}},
        {"use_of": {"cream": "1 ml year"}},
        {"use_of": {"cream": 1}},
        {"use_of": {"x" * 1001: "1 ml day"}},
    ],
)
def test_what_is_not_understood_is_refused(plain: Any) -> None:
    with pytest.raises(NotAScenarioError, match="is not understood"):
        from_plain(plain)


def test_what_is_not_understood_is_quoted_shortly() -> None:
    with pytest.raises(ExodeskError) as refused:
        from_plain({"x" * 5000: 1})
    assert len(str(refused.value)) < 120


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(sorted(to_plain(FULL))), anything))
def test_whatever_is_read_can_be_written_and_read_again(plain: dict[str, Any]) -> None:
    try:
        read = from_plain(plain)
    except NotAScenarioError:
        return
    assert from_plain(to_plain(read)) == read
