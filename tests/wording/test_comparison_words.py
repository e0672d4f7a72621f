from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from exodesk.domain.assumptions import Assumptions, LineKey
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.comparison import Attribute, Comparison
from exodesk.domain.costing import CourseCost, cost_of
from exodesk.domain.decisions import decide
from exodesk.domain.entries import Claim, Entry, ExosomeSource, Per, Remark, Tax
from exodesk.domain.money import Money
from exodesk.domain.rates import RateTable
from exodesk.wording.assumptions import horizon_words
from exodesk.wording.comparison import ComparisonWords, column_names
from tests.builders import (
    NO_RATES,
    RATE_DAY,
    RATES,
    SOURCE,
    cost,
    course,
    entry,
    offer,
    product,
    rates,
)

LONDON = entry("Exosome", "250-350 GBP", city="London", sessions="3", id="london")
MUMBAI = entry("Exosome", "12000-18000 INR", city="Mumbai", country="IN", sessions="3", id="mumbai")


def words(*entries: Entry, table: RateTable = RATES) -> ComparisonWords:
    return spoken_of(*(cost(each, rates=table) for each in entries))


def spoken_of(*costs: CourseCost) -> ComparisonWords:
    catalogue = Catalogue(sources={SOURCE.id: SOURCE})
    return ComparisonWords(Comparison(costs), catalogue, Fraction(365), RATE_DAY)


def texts(spoken: ComparisonWords, attribute: Attribute) -> list[str]:
    """The row of an attribute as it is copied: its name, then its cells."""
    row = next(row for row in spoken.comparison.rows if row.attribute is attribute)
    cells = [spoken.text_of(row, column) for column in range(len(spoken.columns))]
    return [spoken.row_name(row), *cells]


def test_a_converted_total_is_near_and_the_printed_one_stands_below_it() -> None:
    spoken = words(LONDON, MUMBAI)
    total = ["Total over 12 months", "£750 – £1,050 (highest)", "≈ £300 – £450 (lowest)"]
    assert texts(spoken, Attribute.TOTAL) == total
    assert texts(spoken, Attribute.OTHER_CURRENCY) == [
        "In rupees",
        "≈ ₹90,000 – ₹1,26,000",
        "₹36,000 – ₹54,000 (as printed)",
    ]


def test_a_total_with_tax_in_it_is_exact_in_its_currency_but_not_printed() -> None:
    taxed = offer("12000-18000 INR", tax=Tax.EXCLUDED)
    spoken = words(LONDON, replace(MUMBAI, offers=(taxed,)))
    assert texts(spoken, Attribute.OTHER_CURRENCY)[2] == "₹42,480 – ₹63,720"


def test_a_total_in_several_currencies_is_converted_as_a_whole_or_said_to_be_so() -> None:
    away = Assumptions(home="GB", travel=Money(Decimal(420), "GBP"))
    spoken = spoken_of(*(cost_of(each, away, RATES) for each in (LONDON, MUMBAI)))
    assert texts(spoken, Attribute.OTHER_CURRENCY)[2] == "≈ ₹86,400 – ₹1,04,400"
    table = rates("GBP/INR=120", "EUR/GBP=0.8")
    paris = replace(MUMBAI, id="paris", offers=(offer("100 EUR"),))
    spoken = spoken_of(*(cost_of(each, away, table) for each in (MUMBAI, paris)))
    assert texts(spoken, Attribute.OTHER_CURRENCY) == [
        "In the currency printed",
        "in several currencies",
        "in several currencies",
    ]


def test_without_a_rate_the_words_say_so() -> None:
    spoken = words(LONDON, MUMBAI, table=NO_RATES)
    assert texts(spoken, Attribute.TOTAL)[1:] == ["£750 – £1,050", "needs a rate"]
    assert texts(spoken, Attribute.UNIT_PRICE)[1:] == ["£250 – £350", "needs a rate"]
    assert texts(spoken, Attribute.OTHER_CURRENCY)[1:] == [
        "needs a rate",
        "₹36,000 – ₹54,000 (as printed)",
    ]


def test_unit_prices_say_what_they_are_for() -> None:
    spoken = words(
        LONDON,
        entry("Course", course(3, "400 GBP"), sessions="3"),
        product("Cream", "36 GBP"),
        entry("Monthly", offer("20 GBP", Per.MONTH, times=6)),
        entry("Unstated", offer("from 60 GBP", Per.UNSTATED)),
        entry("Nothing"),
    )
    assert texts(spoken, Attribute.UNIT_PRICE) == [
        "Per session, pack or payment",
        "£250 – £350",
        "≈ £133 (in a course)",
        "£36 (one pack)",
        "£20 (one payment)",
        "from £60 (for what is not stated)",
        "no price published",
    ]


def test_assumed_and_unstated_sessions_are_told_apart() -> None:
    spoken = spoken_of(
        cost(LONDON),
        cost(LONDON, sessions="4-6"),
        cost(entry("Unstated", "9 GBP")),
        cost(product("Cream", "36 GBP")),
    )
    assert texts(spoken, Attribute.SESSIONS) == [
        "Sessions",
        "3",
        "4 – 6 (assumed)",
        "not stated (counted as at least one)",
        "7 packs",
    ]


def test_a_part_that_nobody_states_is_not_said_to_be_none() -> None:
    kept_up = entry("Kept up", offer("100 GBP", tax=Tax.EXCLUDED), sessions="1", lasts="6 month")
    silent = entry("Silent", "100 GBP", sessions="1")
    cream = product("Cream", offer("36 GBP", Per.PACK, tax=Tax.INCLUDED))
    spoken = words(kept_up, silent, cream)
    cells = {
        row.line: [spoken.text_of(row, column) for column in range(3)]
        for row in spoken.comparison.rows
        if row.line is not None
    }
    assert cells[LineKey.MAINTENANCE] == ["£200", "not stated", "none"]
    assert cells[LineKey.TAX] == ["£60", "not stated", "none"]


def test_without_a_total_none_of_its_parts_is_said_to_be_none() -> None:
    fee = offer("50 GBP", Per.CONSULTATION, redeemable=True)
    spoken = words(
        entry("Priced", "100 GBP", fee, sessions="1"), entry("Silent", "on request GBP", fee)
    )
    cells = {
        row.line: spoken.text_of(row, 1)
        for row in spoken.comparison.rows
        if row.line in (LineKey.SESSIONS, LineKey.CONSULTATION)
    }
    assert cells == {LineKey.SESSIONS: "on request", LineKey.CONSULTATION: "not counted"}


def test_what_is_not_known_is_a_word_in_every_row() -> None:
    spoken = words(entry("A"), entry("B"))
    for row in spoken.comparison.rows:
        for column in range(2):
            cell = spoken.cell(row, column)
            assert cell.text.strip()
            assert not set(cell.text) <= set("-–— 0")
            if row.attribute not in (Attribute.FAMILY, Attribute.NOT_COUNTED):
                assert cell.quiet, row.attribute


def test_a_claim_is_told_with_whose_it_is_and_who_disagrees() -> None:
    claimed = replace(
        LONDON,
        claims=(Claim("lasts for years", by="the clinic", contradicted_by=("src-b",)),),
        cautions=(Remark("not after sunburn"), Remark("ask about donors")),
        exosome_source=ExosomeSource.PLANT,
    )
    spoken = words(claimed, MUMBAI)
    assert texts(spoken, Attribute.CLAIMS)[1:] == [
        "“lasts for years”, says the clinic (sources disagree)",
        "none recorded",
    ]
    assert texts(spoken, Attribute.CAUTIONS)[1] == "not after sunburn; ask about donors"
    assert texts(spoken, Attribute.EXOSOME_SOURCE)[1:] == ["plant", "no exosomes"]


def test_sources_and_the_oldest_date_are_named() -> None:
    dated = replace(LONDON, offers=(offer("250 GBP", source="src-a", date="2025-06"),))
    spoken = words(dated, MUMBAI)
    oldest = texts(spoken, Attribute.OLDEST_PRICE)[1:]
    assert oldest == ["Jun 2025 (7 months old)", "undated"]
    sources = texts(spoken, Attribute.SOURCES)[1:]
    assert sources == ["Clinic, Price list, 10 Jan 2026", "no source"]


def test_a_screen_reader_hears_row_entry_figure_and_mark() -> None:
    spoken = words(LONDON, MUMBAI)
    total = spoken.comparison.total_row
    assert spoken.cell_sentence(total, 1) == (
        "Total over 12 months, Exosome, Mumbai: ≈ £300 – £450, lowest"
    )


def test_what_is_only_likely_the_cheapest_is_marked_so_in_the_row_of_totals_alone() -> None:
    dear = entry("Exosome", "100-120 GBP", city="Leeds", sessions="3", id="leeds")
    near = entry("Exosome", "80-105 GBP", city="York", sessions="3", id="york")
    spoken = words(dear, near)
    decided = ComparisonWords(
        spoken.comparison,
        Catalogue(sources={SOURCE.id: SOURCE}),
        Fraction(365),
        RATE_DAY,
        decide(spoken.comparison.costs, Assumptions(), RATES),
    )
    marked = [
        (row.attribute, column, mark.word)
        for row in decided.comparison.rows
        for column in (0, 1)
        if (mark := decided.mark(row, column)) is not None
    ]
    assert (Attribute.TOTAL, 1, "likely lowest") in marked
    assert [word for _row, _column, word in marked].count("likely lowest") == 1


def test_names_are_only_as_long_as_they_must_be() -> None:
    one = entry("Peel", "1 GBP", provider="One", city="Leeds", id="1")
    two = entry("Peel", "1 GBP", provider="Two", city="Leeds", id="2")
    far = entry("Peel", "1 GBP", provider="One", city="York", id="3")
    guide = entry("Peel", "1 GBP", provider=None, id="4")
    costs = tuple(cost(each) for each in (one, two, far, guide))
    assert column_names(costs) == ("Peel, Leeds (One)", "Peel, Leeds (Two)", "Peel, York", "Peel")


@pytest.mark.parametrize(
    ("days", "text"), [("365", "12 months"), ("365/12", "1 month"), ("30", "30 days")]
)
def test_the_horizon_is_in_months_where_it_is_a_whole_number_of_them(days: str, text: str) -> None:
    assert horizon_words(Fraction(days)) == text


def test_a_unit_price_stands_to_the_penny_as_printed_and_rounded_where_derived() -> None:
    spoken = words(
        product("Cream", "27.50 GBP"),
        entry("Laser", "99.99 GBP", sessions="2"),
        entry("Course", course(3, "99.99 GBP"), sessions="3"),
        entry("Abroad", "3333.33 INR", country="IN", sessions="1"),
    )
    assert texts(spoken, Attribute.UNIT_PRICE)[1:] == [
        "£27.50 (one pack)",
        "£99.99",
        "≈ £33 (in a course)",
        "≈ £28",
    ]


def test_one_travels_to_what_is_not_at_home_also_where_travel_is_not_counted() -> None:
    costs = (cost(LONDON), cost(MUMBAI))

    def journeys(home: str | None) -> list[int]:
        catalogue = Catalogue(sources={SOURCE.id: SOURCE})
        compared = Comparison(costs)
        spoken = ComparisonWords(compared, catalogue, Fraction(365), RATE_DAY, home=home)
        return spoken.journeys()

    assert journeys("GB") == [1]
    assert journeys("IN") == [0]
    assert journeys("JP") == [0, 1]
    assert journeys(None) == [0, 1]
