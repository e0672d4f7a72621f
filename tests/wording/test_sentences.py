from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given

from exodesk.domain.assumptions import Assumptions, LineKey
from exodesk.domain.costing import Count, cost_of
from exodesk.domain.entries import Entry, Per, SourceKind, Tax
from exodesk.domain.money import Money
from exodesk.domain.ways import Purchase
from exodesk.wording.sentences import (
    line_text,
    original_total_text,
    other_currency_text,
    packs_text,
    place_text,
    price_date,
    provider_line,
    purchase_text,
    row_sentence,
    sessions_text,
    source_line,
    source_text,
    spoken_original,
    total_text,
    unit_price_text,
)
from tests.builders import NO_RATES, RATES, SOURCE, cost, course, entry, offer, product
from tests.strategies import entries


@pytest.mark.parametrize(
    ("one", "place", "line"),
    [
        (
            entry(provider="Visage", city="Braintree"),
            "Braintree · Visage",
            "Visage · Braintree, GB",
        ),
        (entry(provider="Visage", country="IN"), "India · Visage", "Visage · IN"),
        (entry(provider="Visage", country=None), "Visage", "Visage"),
        (
            entry(provider=None),
            "United Kingdom · guide figure",
            "United Kingdom · guide figure",
        ),
        (
            entry(provider=None, country=None),
            "no country stated · guide figure",
            "no country stated · guide figure",
        ),
    ],
)
def test_where_and_by_whom(one: Entry, place: str, line: str) -> None:
    assert place_text(one) == place
    assert provider_line(one) == line


@pytest.mark.parametrize(
    ("offers", "text"),
    [
        (["150-300 GBP"], "£150 – £300"),
        (["12000 INR"], "£100"),
        (["from 150 GBP"], "from £150"),
        (["up to 150 GBP"], "up to £150"),
        (["on request GBP"], "on request"),
        ([], "no price published"),
        (["150 USD"], "needs a rate"),
        (["0 GBP"], "£0"),
        ([offer("150 GBP", Per.UNSTATED)], "unknown"),
        ([offer("25 GBP", Per.CONSULTATION), offer("on request GBP")], "on request"),
    ],
)
def test_a_total_or_why_there_is_none(offers: list[object], text: str) -> None:
    assert total_text(cost(entry("Peel", *offers, sessions="1"))) == text  # type: ignore[arg-type]


def test_the_total_in_the_currency_of_the_offers_stands_beside_a_converted_one() -> None:
    assert original_total_text(cost(entry("Peel", "12000 INR", sessions="3"))) == "₹36,000"
    assert original_total_text(cost(entry("Peel", "150 GBP", sessions="3"))) is None
    assert original_total_text(cost(entry("Peel", "on request INR", sessions="3"))) is None
    lacking = cost(entry("Peel", "12000 INR", sessions="3"), rates=NO_RATES)
    assert original_total_text(lacking) == "₹36,000"


@pytest.mark.parametrize(
    ("offers", "text"),
    [
        ([offer("149.99 GBP")], "£149.99"),
        ([course(3, "400 GBP")], "≈ £133"),
        ([offer("150 GBP"), course(3, "400 GBP")], "£150"),
        ([offer("12000-18000 INR")], "₹12,000 – ₹18,000"),
        ([offer("75 GBP", Per.UNSTATED)], "£75"),
        ([offer("on request GBP")], "on request"),
        ([], "no price published"),
        ([offer("25 GBP", Per.CONSULTATION)], "not stated"),
    ],
)
def test_a_unit_price_is_near_only_where_it_is_derived(offers: list[object], text: str) -> None:
    assert unit_price_text(cost(entry("Peel", *offers, sessions="3"))) == text  # type: ignore[arg-type]


def test_how_many_sessions_packs_or_payments() -> None:
    assert sessions_text(cost(entry("Peel", "5 GBP", sessions="3-6"))) == "3 – 6"
    assert sessions_text(cost(entry("Peel", "5 GBP"))) == "not stated"
    assert sessions_text(cost(product("Serum", "30 GBP"))) == "7 packs"
    assert sessions_text(cost(product("Serum", "30 GBP", pack="1 l"))) == "1 pack"
    assert sessions_text(cost(product("Serum", "30 GBP", use=None))) == "not stated"
    monthly = offer("30 GBP", Per.MONTH, every="1 month")
    assert sessions_text(cost(product("Serum", monthly))) == "12 payments"


@pytest.mark.parametrize(
    ("packs", "by_month", "text"),
    [
        (Count(1, 1, assumed=False), False, "1 pack"),
        (Count(1, 7, assumed=False), False, "1 – 7 packs"),
        (Count(1, 1, assumed=False), True, "1 payment"),
        (Count(12, 12, assumed=False), True, "12 payments"),
        (Count(1, None, assumed=True), False, "not stated"),
    ],
)
def test_packs_and_payments(packs: Count, by_month: bool, text: str) -> None:
    assert packs_text(packs, by_month=by_month) == text


def test_a_price_is_dated_by_the_oldest_offer_in_the_total() -> None:
    new, old = offer("5 GBP", date="2026"), replace(course(3, "9 GBP"), stated=SOURCE_DATED)
    costed = cost(entry("Peel", new, old, sessions="4"))
    assert price_date(costed) == (True, "2024-05")
    assert price_date(cost(entry("Peel"))) == (False, None)
    assert price_date(cost(entry("Peel", "on request GBP"))) == (False, None)
    unstated = offer("5 GBP", Per.UNSTATED, date="2025")
    assert price_date(cost(entry("Peel", unstated))) == (True, "2025")
    undated = offer("5 GBP", Per.UNSTATED)
    assert price_date(cost(entry("Peel", unstated, undated))) == (True, None)


SOURCE_DATED = offer("5 GBP", date="2024-05").stated


def test_what_is_bought() -> None:
    single, three = offer("150 GBP"), course(3, "400 GBP")
    assert purchase_text([Purchase(three, 1), Purchase(single, 2)]) == (
        "course of 3 + 2 × one session"
    )
    assert purchase_text([]) == ""


def test_a_source_is_named_with_its_date_and_kind() -> None:
    assert source_text(SOURCE) == "Clinic, Price list, 10 Jan 2026"
    assert source_line(SOURCE) == "Clinic, Price list, 10 Jan 2026 (price list)"
    bare = replace(SOURCE, publisher=None, date=None, kind=SourceKind.STUDY)
    assert source_line(bare) == "Price list, undated (study)"


def test_a_row_is_one_sentence_for_who_hears_it() -> None:
    dated = offer("12000 INR", date="2026-06-23")
    costed = cost(entry("Peel", dated, city="Mumbai", sessions="3", downtime="1-2 day"))
    assert row_sentence(costed) == (
        "Peel, Mumbai · Clinic, total £300, as printed ₹36,000, sessions 3,"
        " downtime per session 1 – 2 days, oldest price 23 Jun 2026"
    )
    assert "sessions" not in row_sentence(cost(product("Serum", "30 GBP")))


def test_a_total_is_heard_in_pounds_and_rupees_whichever_is_printed() -> None:
    serum = cost(product("Serum", "30 GBP"))
    assert other_currency_text(serum, None) is None
    assert "in rupees" not in row_sentence(serum, NO_RATES)
    assert f"in rupees {other_currency_text(serum, RATES)}" in row_sentence(serum, RATES)
    peel = cost(entry("Peel", "12000 INR", sessions="3"))
    assert row_sentence(peel, RATES) == row_sentence(peel)


TAXED = offer("12000 INR", tax=Tax.EXCLUDED)
AWAY = Assumptions(home="GB", travel=Money(Decimal(420), "GBP"))


def test_a_total_that_no_source_printed_is_not_called_printed() -> None:
    taxed = cost(entry("Peel", TAXED, country="IN", sessions="3"))
    assert spoken_original(taxed) == "in rupees ₹42,480"
    assert "total £354, in rupees ₹42,480, sessions 3" in row_sentence(taxed)
    needing = cost(entry("Peel", TAXED, country="IN", sessions="3"), rates=NO_RATES)
    assert spoken_original(needing) == "in rupees ₹42,480"
    away = cost_of(entry("Peel", "12000 INR", country="IN", sessions="3"), AWAY, RATES)
    assert spoken_original(away) is None
    assert "total £720, sessions 3" in row_sentence(away)


@pytest.mark.parametrize(
    ("one", "key", "text"),
    [
        (entry("Peel", TAXED, country="IN", sessions="1"), LineKey.SESSIONS, "≈ £100"),
        (entry("Peel", TAXED, country="IN", sessions="1"), LineKey.TAX, "≈ £18"),
        (entry("Peel", "12000 INR", country="IN", sessions="1"), LineKey.TRAVEL, "£420"),
        (entry("Peel", "9 GBP", country=None, sessions="1"), LineKey.TRAVEL, "£0 – £420"),
        (entry("Peel", "9 GBP", sessions="1"), LineKey.TIME_OFF, "unknown"),
        (entry("Peel", TAXED, country="FR", sessions="1"), LineKey.TAX, "unknown"),
        (entry("Peel", "from 0 GBP", sessions="1"), LineKey.SESSIONS, "from £0"),
    ],
)
def test_a_line_is_near_only_where_a_rate_is_in_it_and_unknown_where_nothing_is_known(
    one: Entry, key: LineKey, text: str
) -> None:
    found = cost_of(one, replace(AWAY, time_off=Money(Decimal(50), "GBP")), RATES)
    assert [line_text(found, line) for line in found.lines if line.key is key] == [text]


@given(entries())
def test_every_entry_has_words_and_no_placeholder_is_left(one: Entry) -> None:
    for currency in ("GBP", "JPY"):
        costed = cost(one, currency, rates=RATES)
        for text in (total_text(costed), unit_price_text(costed), sessions_text(costed)):
            assert text.strip()
        sentence = row_sentence(costed)
        assert "{" not in sentence
        assert "None" not in sentence
