from __future__ import annotations

import datetime
import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.entries import SessionCount
from exodesk.domain.filters import EntryFilter
from exodesk.domain.money import Money
from exodesk.domain.rates import Rate, RateTable
from exodesk.domain.saved_filters import SavedFilter
from exodesk.domain.scenarios import Scenario
from exodesk.ui.flows import memory
from exodesk.ui.theme import Scheme
from tests.builders import rates, use

DAY = datetime.date(2026, 1, 15)
NONE = RateTable(DAY)
PLAIN_RATE = {
    "base": "GBP",
    "quote": "INR",
    "value": "120",
    "date": "2026-01-15",
    "source": "bank",
}

ASSUMED = Assumptions(
    "INR",
    sessions=SessionCount(3, 6),
    fx_fee=Fraction(11, 4),
    home="GB",
    travel=Money(Decimal(420), "GBP"),
    trips=None,
    use_of={"cream": use("0.5 ml a day")},
)
PLAIN_ASSUMPTIONS = memory.plain_assumptions(ASSUMED)

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)
KEYS = ("assumptions", "currency", "rates", "saved_filters", "scenarios", "scheme", "views")


def as_kept(value: Any) -> Any:
    return json.loads(json.dumps(value))


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(st.sampled_from(KEYS), anything)
    | st.fixed_dictionaries(
        {"rates": st.lists(st.fixed_dictionaries(dict.fromkeys(PLAIN_RATE, anything)))}
    )
    | st.fixed_dictionaries(
        {"saved_filters": st.lists(st.fixed_dictionaries({"name": anything, "filter": anything}))}
    )
    | st.fixed_dictionaries(
        {"assumptions": st.dictionaries(st.sampled_from(sorted(PLAIN_ASSUMPTIONS)), anything)}
    )
    | st.fixed_dictionaries(
        {
            "scenarios": st.lists(
                st.fixed_dictionaries(
                    {
                        "name": anything,
                        "assumptions": anything | st.just(PLAIN_ASSUMPTIONS),
                        "rates": anything | st.just([PLAIN_RATE]),
                    }
                )
            )
        }
    )
)
def test_whatever_a_settings_file_holds_can_be_read(plain: dict[str, Any]) -> None:
    assert memory.assumptions_from(plain, Assumptions()).currency
    kept = memory.rates_from(plain, NONE)
    assert all(rate.value > 0 for rate in kept.pinned)
    assert isinstance(memory.saved_filters_from(plain), tuple)
    assert all(kept.name for kept in memory.scenarios_from(plain))
    assert memory.scheme_from(plain) in Scheme
    assert isinstance(memory.view_of(plain, "shipped"), dict)


def test_rates_come_back_as_they_were() -> None:
    table = rates("GBP/INR=120.50", "EUR/GBP=0.85")
    kept = memory.rates_from({"rates": as_kept(memory.plain_rates(table))}, NONE)
    assert kept.pinned == table.pinned


@pytest.mark.parametrize(
    "changes",
    [
        {"value": "0"},
        {"value": "-1"},
        {"value": "NaN"},
        {"value": "Infinity"},
        {"value": "1E999999"},
        {"value": "1E-999999"},
        {"value": None},
        {"base": "INR"},
        {"base": "XXX"},
        {"date": "31/01/2026"},
        {"date": 5},
    ],
)
def test_a_rate_that_is_none_is_passed_over_and_the_others_stay(changes: dict[str, Any]) -> None:
    other = {**PLAIN_RATE, "quote": "EUR", "value": "1.2"}
    kept = memory.rates_from({"rates": [{**PLAIN_RATE, **changes}, other]}, NONE)
    assert kept.pinned == (Rate("GBP", "EUR", Decimal("1.2"), DAY, "bank"),)


def test_saved_filters_come_back_and_one_that_is_not_understood_is_passed_over() -> None:
    saved = (
        SavedFilter("Cheap", EntryFilter(max_total=Money(Decimal(300), "GBP"))),
        SavedFilter("Peels", EntryFilter(words="peel")),
    )
    plain = as_kept(memory.plain_saved_filters(saved))
    plain.insert(1, {"name": "From a later version", "filter": {"colour": "red"}})
    assert memory.saved_filters_from({"saved_filters": plain}) == saved


@pytest.mark.parametrize("plain", [None, 5, "XXX", [], "gbp"])
def test_a_currency_that_is_none_leaves_the_usual_one(plain: object) -> None:
    assert memory.assumptions_from({"currency": plain}, Assumptions("INR")).currency == "INR"


def test_only_the_texts_of_a_list_count() -> None:
    assert memory.texts(["a", 5, None, ["b"], "c"]) == ["a", "c"]
    assert memory.texts("abc") == []


def test_the_assumptions_of_last_time_come_back_and_go_before_an_older_currency() -> None:
    plain = as_kept({"currency": "EUR", "assumptions": memory.plain_assumptions(ASSUMED)})
    assert memory.assumptions_from(plain, Assumptions()) == ASSUMED


@pytest.mark.parametrize("plain", [None, 5, [], {"colour": "red"}, {"fx_fee": "900"}])
def test_assumptions_that_are_not_understood_leave_the_usual_ones(plain: object) -> None:
    found = memory.assumptions_from({"assumptions": plain}, Assumptions("INR"))
    assert found == Assumptions("INR")


def test_scenarios_come_back_and_one_that_is_not_understood_is_passed_over() -> None:
    kept = (
        Scenario("Weak pound", Assumptions(), rates("GBP/INR=90", "GBP/EUR=1.05").pinned),
        Scenario("Two trips", ASSUMED),
    )
    plain = as_kept(memory.plain_scenarios(kept))
    plain[1:1] = [
        {"name": "From a later version", "assumptions": {"colour": "red"}, "rates": []},
        {"name": "Without rates", "assumptions": {}},
        {"name": "With a rate that is none", "assumptions": {}, "rates": [{"base": "GBP"}]},
        {"name": "  ", "assumptions": {}, "rates": []},
        "no scenario",
    ]
    assert memory.scenarios_from({"scenarios": plain}) == kept


def test_of_two_scenarios_of_one_name_the_later_counts() -> None:
    twice = [Scenario("A", Assumptions("INR")), Scenario("A", Assumptions("EUR"))]
    kept = memory.scenarios_from({"scenarios": as_kept(memory.plain_scenarios(twice))})
    assert kept == (twice[1],)
