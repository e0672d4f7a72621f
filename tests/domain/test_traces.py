from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given

from exodesk.domain.assumptions import Assumptions, LineKey
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.costing import CostLine, CourseCost, cost_of
from exodesk.domain.entries import Entry, Per, SessionCount, Stated, Tax, Use
from exodesk.domain.money import Money
from exodesk.domain.traces import (
    FigureName,
    Input,
    InputKind,
    figures_behind,
    inputs_of,
    offers_behind,
    oldest_input,
    rate_behind,
    stated_date,
)
from exodesk.domain.units import Amount
from tests.builders import RATE, RATES, SOURCE, course, entry, offer, product, session_count
from tests.strategies import assumptions, entries

CATALOGUE = Catalogue(sources={SOURCE.id: SOURCE})
TRAVEL = Assumptions(
    home="GB",
    travel=Money.parse("420 GBP"),
    trips=None,
    time_off=Money.parse("9000 INR"),
    fx_fee=Fraction(2),
)


def lines_of(cost: CourseCost) -> dict[LineKey, CostLine]:
    return {line.key: line for line in cost.lines}


def names_behind(key: LineKey, cost: CourseCost) -> list[FigureName]:
    return [name for name, _figure in figures_behind(lines_of(cost)[key], cost.entry)]


def mumbai() -> Entry:
    described = entry(
        "Peel",
        offer("6000 INR", tax=Tax.EXCLUDED),
        course(3, "15000 INR"),
        offer("500 INR", Per.CONSULTATION, tax=Tax.INCLUDED),
        country="IN",
        interval="4 week",
        downtime="1-2 day",
        lasts="3 month",
    )
    return replace(described, sessions=session_count("4", source="src-a"))


def test_each_line_names_the_figures_that_it_is_reckoned_from() -> None:
    costed = cost_of(mumbai(), TRAVEL, RATES)
    assert names_behind(LineKey.SESSIONS, costed) == [FigureName.SESSIONS]
    assert names_behind(LineKey.MAINTENANCE, costed) == [FigureName.LASTS, FigureName.INTERVAL]
    assert names_behind(LineKey.TRAVEL, costed) == [FigureName.SESSIONS]
    assert names_behind(LineKey.TIME_OFF, costed) == [FigureName.DOWNTIME, FigureName.SESSIONS]
    assert names_behind(LineKey.TAX, costed) == names_behind(LineKey.FX_FEE, costed) == []


def test_what_a_person_set_is_no_stated_figure() -> None:
    given = replace(TRAVEL, sessions=SessionCount(2, 2), trips=1)
    costed = cost_of(mumbai(), given, RATES)
    assert names_behind(LineKey.SESSIONS, costed) == names_behind(LineKey.TRAVEL, costed) == []
    assert names_behind(LineKey.TIME_OFF, costed) == [FigureName.DOWNTIME]
    serum = product("Serum", "36 GBP")
    usual = cost_of(serum, Assumptions(), RATES)
    assert names_behind(LineKey.PACKS, usual) == [FigureName.PACK, FigureName.USE]
    own = Assumptions(use_of={"serum": Use(Amount(Decimal(1), "ml"), "day")})
    assert names_behind(LineKey.PACKS, cost_of(serum, own, RATES)) == [FigureName.PACK]


def test_tax_and_exchange_fee_name_the_offers_that_they_are_added_to() -> None:
    costed = cost_of(mumbai(), TRAVEL, RATES)
    lines = lines_of(costed)
    single, three, fee = costed.entry.offers

    def behind(key: LineKey) -> set[Per]:
        return {offer.per for offer in offers_behind(lines[key], costed, TRAVEL)}

    assert offers_behind(lines[LineKey.CONSULTATION], costed, TRAVEL) == (fee,)
    assert set(offers_behind(lines[LineKey.SESSIONS], costed, TRAVEL)) == {single, three}
    assert behind(LineKey.TAX) == {Per.SESSION}
    assert behind(LineKey.FX_FEE) == {Per.SESSION, Per.COURSE, Per.CONSULTATION}
    assert offers_behind(lines[LineKey.TRAVEL], costed, TRAVEL) == ()


def test_a_rate_is_named_for_what_it_converted() -> None:
    costed = cost_of(mumbai(), TRAVEL, RATES)
    assert rate_behind("INR", costed) == RATE
    assert rate_behind("GBP", costed) is None


def test_a_figure_without_a_date_has_that_of_its_source_and_a_price_has_not() -> None:
    assert stated_date(Stated("src-a", "2024"), CATALOGUE) == "2024"
    assert stated_date(Stated("src-a"), CATALOGUE) == SOURCE.date
    assert stated_date(Stated("nobody"), CATALOGUE) is None
    assert stated_date(Stated(), CATALOGUE) is None
    peel = entry("Peel", offer("5 GBP", source="src-a"), sessions="2")
    (price, *_others) = inputs_of(cost_of(peel, Assumptions(), RATES), CATALOGUE)
    assert price == Input(InputKind.PRICE, "src-a", None)


@pytest.mark.parametrize(
    ("price_date", "sessions_date", "kind"),
    [
        ("2024-05", "2025", InputKind.PRICE),
        ("2025-05", "2025", InputKind.FIGURE),
        ("2026-02-01", "2026-03", InputKind.RATE),
        (None, "2024", InputKind.PRICE),
    ],
)
def test_the_oldest_of_all_is_found_whatever_it_is(
    price_date: str | None, sessions_date: str, kind: InputKind
) -> None:
    peel = replace(
        entry("Peel", offer("120 INR", source="src-a", date=price_date)),
        sessions=SessionCount(3, 3, Stated("src-b", sessions_date)),
    )
    oldest = oldest_input(cost_of(peel, Assumptions(), RATES), CATALOGUE)
    assert oldest is not None
    assert oldest.kind is kind


def test_where_nothing_is_reckoned_nothing_is_old() -> None:
    assert oldest_input(cost_of(entry("Peel"), Assumptions(), RATES), CATALOGUE) is None


@given(entries(), assumptions())
def test_no_line_has_figures_or_offers_that_its_entry_has_not(
    one: Entry, assumed: Assumptions
) -> None:
    costed = cost_of(one, assumed, RATES)
    for line in costed.lines:
        assert set(offers_behind(line, costed, assumed)) <= set(one.offers)
        stated = [figure.stated for _name, figure in figures_behind(line, one)]
        assert stated == list(line.inputs)
