from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.entries import Entry
from exodesk.domain.filters import Judgement
from exodesk.domain.rates import RateTable
from exodesk.exports.plain import plain_rate, result, with_fit
from exodesk.exports.plain_numbers import days, money, rate_option
from tests.builders import RATE, SOURCE, cost, course, entry, offer, product, rate
from tests.strategies import entries

TODAY = date(2026, 1, 22)
CATALOGUE = Catalogue(sources={SOURCE.id: SOURCE})
TABLE = RateTable(TODAY, pinned=(RATE,))


@pytest.mark.parametrize(
    ("value", "currency", "text"),
    [
        ("750", "GBP", "750.00"),
        ("0.005", "GBP", "0.01"),
        ("0.004999", "GBP", "0.00"),
        ("2.5", "JPY", "3"),
        ("1.0005", "KWD", "1.001"),
        ("0", "GBP", "0.00"),
        ("1e20", "INR", "100000000000000000000.00"),
    ],
)
def test_money_is_rounded_half_up_to_its_minor_unit(value: str, currency: str, text: str) -> None:
    assert money(Fraction(value), currency) == text


def test_unknown_money_and_days_stay_unknown() -> None:
    assert money(None, "GBP") is None
    assert days(None) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [("0", "0"), ("1.5", "1.5"), ("10", "10"), ("1e7", "10000000"), ("0.25", "0.25")],
)
def test_days_are_not_rounded(value: str, text: str) -> None:
    assert days(Fraction(value)) == text


@given(st.fractions(0, 10**6, max_denominator=24))
def test_days_read_back_are_the_same_days(value: Fraction) -> None:
    assert abs(Fraction(days(value) or "") - value) <= value * Fraction(1, 10**27)


def test_a_rate_is_plain_text_in_its_published_direction() -> None:
    assert rate_option(RATE) == "GBP/INR=120"
    assert rate_option(rate("GBP/INR=120.50")) == "GBP/INR=120.50"
    assert rate_option(rate("EUR/GBP=1E+2")) == "EUR/GBP=100"
    assert plain_rate(RATE) == {
        "base": "GBP",
        "quote": "INR",
        "value": "120",
        "date": "2026-01-15",
        "source": "manual",
    }


def test_the_object_of_an_entry_has_every_key_of_the_contract() -> None:
    costed = cost(
        entry("Peel", offer("30000-42000 INR", source="src-a"), sessions="3", downtime="1-2 day")
    )
    whole = result([costed], CATALOGUE, Assumptions(), TABLE, TODAY)
    assert list(whole) == ["currency", "assumptions", "rates", "entries"]
    assert whole["rates"] == [{**plain_rate(RATE), "age_days": 7}]
    (plain,) = whole["entries"]
    wanted = {
        "id": "peel",
        "name": "Peel",
        "state": "range",
        "sessions": {"low": 3, "high": 3, "assumed": False},
        "packs": None,
        "unit_price": {"low": "250.00", "high": "350.00"},
        "total": {"low": "750.00", "high": "1050.00"},
        "downtime": {"low_days": "3", "high_days": "6"},
        "original_currency": "INR",
        "flags": ["tax-unknown", "lasts-unknown"],
        "sources": ["src-a"],
    }
    assert {key: plain[key] for key in wanted} == wanted
    (line,) = plain["lines"]
    assert {key: line[key] for key in ("key", "low", "high", "source")} == {
        "key": "sessions",
        "low": "750.00",
        "high": "1050.00",
        "source": "src-a",
    }
    assert line["label"] == "Sessions"


def test_packs_are_counted_for_products() -> None:
    (plain,) = result([cost(product("Serum", "30 GBP"))], CATALOGUE, Assumptions(), TABLE, TODAY)[
        "entries"
    ]
    assert plain["sessions"] is None
    assert plain["packs"] == {"low": 7, "high": 7, "assumed": False}
    assert plain["total"] == {"low": "210.00", "high": "210.00"}


def test_a_stay_lasts_from_the_first_session_to_the_last() -> None:
    peel = entry("Peel", "5 GBP", sessions="3-4", interval="4-6 week")
    whole = result(
        [cost(peel), cost(entry("Scrub", "5 GBP", sessions="3")), cost(product("Serum", "5 GBP"))],
        CATALOGUE,
        Assumptions(),
        TABLE,
        TODAY,
    )
    stays = [plain["stay"] for plain in whole["entries"]]
    unknown = {"low_days": None, "high_days": None}
    assert stays == [{"low_days": "56", "high_days": "126"}, unknown, None]


def test_a_package_says_from_how_many_sessions_it_pays_and_what_is_paid_in_advance() -> None:
    peel = entry("Peel", "150 GBP", course(3, "400 GBP"), sessions="3")
    (plain,) = result([cost(peel)], CATALOGUE, Assumptions(), TABLE, TODAY)["entries"]
    assert plain["package_break_even"] == [{"sessions": 3, "surely": "3", "at_best": "3"}]
    (risk,) = plain["money_at_risk"]
    assert risk["bought"] == "course of 3"
    amounts = [(after["sessions"], after["low"], after["high"]) for after in risk["after"]]
    assert amounts == [
        (0, "400.00", "400.00"),
        (1, "266.67", "266.67"),
        (2, "133.33", "133.33"),
        (3, "0.00", "0.00"),
    ]


def test_where_nothing_is_sold_as_a_package_none_pays_and_nothing_is_at_risk() -> None:
    costs = [cost(entry("Peel", "150 GBP", sessions="3")), cost(product("Serum", "5 GBP"))]
    for plain in result(costs, CATALOGUE, Assumptions(), TABLE, TODAY)["entries"]:
        assert plain["package_break_even"] == plain["money_at_risk"] == []


def test_a_package_that_never_pays_says_so_in_a_word() -> None:
    peel = entry("Peel", "150 GBP", course(3, "from 450 GBP"), sessions="3")
    (plain,) = result([cost(peel)], CATALOGUE, Assumptions(), TABLE, TODAY)["entries"]
    assert plain["package_break_even"] == [{"sessions": 3, "surely": "unknown", "at_best": "never"}]


def test_a_rate_that_several_entries_use_is_named_once() -> None:
    costs = [cost(entry(name, "5 INR", sessions="1")) for name in ("Peel", "Scrub")]
    assert result(costs, CATALOGUE, Assumptions(), TABLE, TODAY)["rates"] == [
        {**plain_rate(RATE), "age_days": 7}
    ]


def test_a_total_that_needs_a_rate_is_null() -> None:
    costs = [cost(entry("Peel", "5 USD", sessions="1"))]
    (plain,) = result(costs, CATALOGUE, Assumptions(), TABLE, TODAY)["entries"]
    assert (plain["state"], plain["total"]) == ("needs-rate", {"low": None, "high": None})
    assert plain["original_total"] == {"low": "5.00", "high": "5.00"}


def test_the_judgement_of_a_filter_is_added() -> None:
    assert with_fit({"id": "a"}, Judgement.CANNOT_TELL) == {"id": "a", "fit": "cannot-tell"}


@settings(deadline=None)  # the first one waits for the units to be read
@given(entries())
def test_the_result_is_json_without_any_number_that_is_no_count(one: Entry) -> None:
    def refuse(text: str) -> Decimal:
        raise AssertionError(f"a float: {text}")

    plain = result([cost(one)], CATALOGUE, Assumptions(), TABLE, TODAY)
    again = json.loads(json.dumps(plain), parse_float=refuse, parse_constant=refuse)
    assert again == plain
