from __future__ import annotations

import csv
import datetime
import io
from dataclasses import replace
from decimal import Decimal

import pytest

from exodesk import listings
from exodesk.domain.assumptions import Assumptions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.entries import (
    Claim,
    Entry,
    Per,
    Provider,
    Remark,
    Source,
    SourceKind,
    Stated,
    Tax,
)
from exodesk.domain.filters import Judgement
from exodesk.domain.rates import Rate, RateTable
from tests.builders import (
    RATE,
    SOURCE,
    cost,
    entry,
    offer,
    product,
    rates,
    session_count,
)

TODAY = datetime.date(2026, 1, 25)
REGULATOR = Source(
    "src-b", SourceKind.REGULATOR, "Notice", publisher="Agency", url="https://example.org/notice"
)


def catalogue(*entries: Entry) -> Catalogue:
    return Catalogue("", None, {"src-a": SOURCE, "src-b": REGULATOR}, entries)


def lines_of(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]


# The list


def test_a_list_shows_the_price_of_a_session_and_the_total() -> None:
    peel = replace(
        entry("Peel", offer("12000 INR"), sessions="4-6"),
        provider=Provider("Clinic", "Mumbai", "IN"),
    )
    headings, rule, *rows = lines_of(listings.entry_table([cost(peel), cost(entry("Facial"))]))
    assert headings == "ID Entry Where Sessions Per session Total"
    assert set(rule) == {"-", " "}
    assert rows[0] == "peel Peel Mumbai · Clinic 4 – 6 ₹12,000 ≈ £400 – £600"
    assert rows[1].endswith("not stated no price published no price published")


def test_a_column_says_what_fits_only_where_something_cannot_be_told() -> None:
    costs = [cost(entry("Peel", "10 GBP")), cost(entry("Facial"))]
    judgements = [Judgement.FITS, Judgement.CANNOT_TELL]
    table = lines_of(listings.entry_table(costs, judgements))
    assert table[0].endswith(" Fit")
    assert [row.split()[-1] for row in table[2:]] == ["fits", "tell"]
    assert "Fit" not in listings.entry_table(costs, [Judgement.FITS, Judgement.FITS])


@pytest.mark.parametrize(
    ("judgements", "text"),
    [
        (["fits"] * 5 + ["cannot-tell"], "5 match · 1 can't tell · 7 in catalogue"),
        (["fits"], "1 match · 7 in catalogue"),
    ],
)
def test_what_cannot_be_told_is_counted_apart(judgements: list[str], text: str) -> None:
    assert listings.count_line([Judgement(value) for value in judgements], 7) == f"\n{text}\n"


def test_rates_stand_once_under_what_they_converted() -> None:
    costs = [cost(entry(name, "120 INR")) for name in ("One", "Two")]
    text = listings.rate_lines([*costs, cost(entry("Three", "1 GBP"))], TODAY)
    assert lines_of(text) == [
        "£1 = ₹120.0000 · manual, 15 Jan 2026 (10 days old)",
        "A rate is 10 days old: check it before you rely on what was converted with it.",
        "Prices are as published on their dates: check before booking.",
    ]


@pytest.mark.parametrize(("days", "warned"), [(0, False), (7, False), (8, True), (400, True)])
def test_a_rate_is_warned_of_from_the_eighth_day_of_its_age_on(days: int, warned: bool) -> None:
    on = RATE.date + datetime.timedelta(days=days)
    table = RateTable(on, pinned=[RATE])
    for text in (
        listings.rate_lines([cost(entry("One", "120 INR"))], on),
        listings.rates_text({"INR": RATE}, table, "GBP"),
    ):
        assert ("check it before you rely on" in text) is warned


# One entry


def described() -> Entry:
    fee = offer("50 GBP", Per.CONSULTATION, redeemable=True, source="src-a")
    taxed = offer("150 GBP", tax=Tax.EXCLUDED, tax_rate="20", source="src-a", as_printed="£150")
    return replace(
        entry("Peel", taxed, fee, downtime="24-48 hour", lasts="6 month"),
        sessions=session_count("3-6", source="src-b"),
        included=(Remark("numbing cream", Stated("src-a")),),
        cautions=(Remark("pregnancy", Stated("src-a")),),
        side_effects=(Remark("redness", Stated("src-a")),),
        claims=(Claim("approved", "a clinician", Stated("src-a"), ("src-b",)),),
        notes=(Remark("after peels only"),),
    )


def test_an_entry_is_shown_with_every_figure_its_source_and_its_date() -> None:
    peel = described()
    figures = listings.figure_objects(cost(peel), catalogue(peel))
    shown = [(found["figure"], found["value"], found["source"]) for found in figures]
    assert shown[0] == ("Offer", "£150 for one session, tax to be added (20 %)", "src-a")
    assert shown[1][0::2] == ("Offer", "src-a")
    assert shown[1][1].startswith("£50 for ")
    assert shown[2:] == [
        ("Sessions", "3 – 6", "src-b"),
        ("Downtime per session", "24 – 48 hours", None),
        ("Lasts", "6 months", None),
        ("Included", "numbing cream", "src-a"),
        ("Caution", "pregnancy", "src-a"),
        ("Side effect", "redness", "src-a"),
        ("Note", "after peels only", None),
        ("Claim", "approved (says a clinician); sources disagree: src-b", "src-a"),
    ]
    assert figures[0]["as_printed"] == "£150"
    assert [found["date"] for found in figures[:3]] == ["2026-01-10", "2026-01-10", None]


def test_the_text_of_an_entry_ends_with_its_sources_and_their_addresses() -> None:
    peel = described()
    text = listings.entry_text(cost(peel), catalogue(peel), Assumptions(), TODAY, TODAY)
    assert lines_of(text)[3] == "Total: £900 – £1,440"
    assert "Note: maintenance sessions" not in text
    assert "no source" in text
    assert text.endswith(
        "  src-b: Agency, Notice, undated (regulator)\n    https://example.org/notice\n"
    )


def test_a_product_shows_its_pack_and_how_much_is_used() -> None:
    serum = product("Serum", "36 GBP")
    figures = listings.figure_objects(cost(serum), catalogue(serum))
    assert [(found["figure"], found["value"]) for found in figures[1:]] == [
        ("Pack", "30 ml"),
        ("Use", "0.5 ml per day"),
    ]


def test_the_figures_of_an_entry_are_a_csv_file_too() -> None:
    peel = replace(described(), notes=(Remark("=1+1"),))
    data = listings.figures_csv(cost(peel), catalogue(peel))
    assert data.startswith(b"\xef\xbb\xbffigure,value,as_printed,source,date\r\n")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert "'=1+1" in [row["value"] for row in rows]


# Rates


def test_rates_in_use_are_those_of_the_catalogue_of_pins_and_of_pounds_and_rupees() -> None:
    table = rates("GBP/INR=120", "USD/GBP=0.75")
    found = listings.rates_in_use(catalogue(entry("Peel", "10 AED", "10 GBP")), "GBP", table)
    assert found == {"AED": None, "INR": RATE, "USD": table.rate("USD", "GBP")}
    assert list(listings.rates_in_use(catalogue(), "EUR", table)) == ["GBP", "INR", "USD"]


def test_rates_are_shown_both_ways_with_their_age() -> None:
    table = RateTable(TODAY, pinned=[RATE])
    used: dict[str, Rate | None] = {"AED": None, "INR": RATE}
    _headings, _rule, missing, known, _, _warning = lines_of(
        listings.rates_text(used, table, "GBP")
    )
    assert missing == "AED/GBP needs a rate"
    assert known == "GBP/INR £1 = ₹120.0000 ₹1 = £0.00833 2026-01-15 manual 10 days"
    document = listings.rates_object(used, table, "GBP")
    assert document["missing"] == ["AED"]
    (shown,) = document["rates"]
    assert (shown["value"], shown["age_days"]) == ("120", 10)
    assert Decimal(shown["inverse"]) * 120 == pytest.approx(Decimal(1))
    assert listings.rates_csv(used, TODAY).decode("utf-8-sig") == (
        "base,quote,value,inverse,date,source,age_days\r\n"
        f"GBP,INR,120,{shown['inverse']},2026-01-15,manual,10\r\n"
    )


def test_the_source_of_a_rate_is_neutralised_once_in_csv() -> None:
    pinned = replace(RATE, source="=bank")
    data = listings.rates_csv({"INR": pinned}, TODAY).decode("utf-8-sig")
    assert ",'=bank," in data


# Counts


def test_a_catalogue_is_counted_in_one_line() -> None:
    counted = catalogue(
        entry("Peel", "100 INR", "5 GBP"),
        entry("Facial", "on request INR"),
        product("Serum", "36 GBP"),
        product("Cream", offer("9 GBP", Per.MONTH), pack=None),
    )
    assert listings.counts_line(catalogue(entry("Peel", "5 GBP"))) == (
        "1 entry, 1 with a price (0 in INR), 1 family, 0 products with pack and price,"
        " 0 with a subscription, 2 sources; no problems."
    )
    assert listings.counts_line(counted) == (
        "4 entries, 3 with a price (1 in INR), 2 families, 1 product with pack and price,"
        " 1 with a subscription, 2 sources; no problems."
    )
