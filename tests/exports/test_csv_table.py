from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.costing import CourseCost, cost_of
from exodesk.domain.entries import Entry, Provider, Route
from exodesk.domain.filters import Judgement
from exodesk.exports.csv_table import (
    COLUMNS,
    ROWS_A_PIECE,
    csv_bytes,
    csv_pieces,
    neutralised,
    restored,
)
from exodesk.exports.plain import result
from exodesk.options import parsed
from tests.builders import RATES, SOURCE, cost, course, entry, offer, product
from tests.strategies import assumptions, entries

CONTRACT_LINE = (
    "id,name,kind,family,provider,city,country,routes,state,currency,unit_price_low,"
    "unit_price_high,sessions_low,sessions_high,total_low,total_high,downtime_days_low,"
    "downtime_days_high,original_currency,rate,rate_date,rate_source,sources"
)
CONTRACT = next(csv.reader([CONTRACT_LINE]))
TODAY = date(2026, 1, 22)
CATALOGUE = Catalogue(sources={SOURCE.id: SOURCE})
SIGNS = tuple("=+-@＝＋－＠")
RUNS = (*SIGNS, "\t", "\r", "\n", "\0")
UNSEEN = " \t\r\n\0\x01\u00a0\u200b\ufeff"
any_text = st.text(st.characters(codec="utf-8"), max_size=30)
formula_like = st.text(st.sampled_from("'=+-@ \t\r\n\0\ufeff\u200b\u00a0＝−a1(;,\""), max_size=8)


def read_back(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def row_of(costed: CourseCost) -> dict[str, str]:
    (row,) = read_back(csv_bytes([costed], CATALOGUE, Assumptions(), TODAY))
    return row


# Formulas


@given(any_text | formula_like)
@example("'=1")
@example("''=1")
@example("' =1")
def test_taking_one_apostrophe_away_always_gives_the_text_back(text: str) -> None:
    shown = neutralised(text)
    assert restored(shown) == text
    assert shown in (text, f"'{text}")


@given(any_text | formula_like)
def test_nothing_that_could_run_is_left(text: str) -> None:
    shown = neutralised(text)
    assert not shown.startswith(RUNS)
    assert not shown.lstrip(UNSEEN).startswith(SIGNS)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            "\0=1",
            "＝1+1",
            "＋1",
            "－1",
            "＠a",
        ),
        *(
            " =1",
            "\u00a0=1",
            "\ufeff=1",
            "\u200b=1",
            "\u202e=1",
            "−1",
            "﹦1",
            "﹢1",
            "﹣1",
            "﹫a",
            "'=1",
        ),
        *('=HYPERLINK("http://x","y")', "=cmd|' /C calc'!A0", "-", "@"),
    ],
)
def test_what_runs_gets_one_apostrophe(text: str) -> None:
    assert neutralised(text) == f"'{text}"


@pytest.mark.parametrize(
    "text",
    ["", "Peel", "'", "'90s facial", "a=1", "1-2", "£5", "₹5", "(-1)", "é=", "नाम", "3 × 5", "…"],
)
def test_what_does_not_run_stays_as_it_is(text: str) -> None:
    assert neutralised(text) == text


def test_every_text_of_an_entry_is_neutralised() -> None:
    evil = "=1+1"
    one = replace(
        entry("Peel", offer("5 USD", source="src-a"), id=evil, provider=evil, city=evil), name=evil
    )
    source = replace(SOURCE, publisher=evil, title=evil)
    sourced = replace(RATES.pinned[0], base="USD", quote="GBP", source=evil)
    costed = cost(one, rates=RATES.with_pinned(sourced))
    (row,) = read_back(
        csv_bytes([costed], Catalogue(sources={SOURCE.id: source}), Assumptions(), TODAY)
    )
    for column in ("id", "name", "provider", "city", "rate_source"):
        assert row[column] == f"'{evil}"
    assert not any(cell.startswith(RUNS) for cell in row.values())


# The file


def test_the_columns_stand_as_the_contract_orders_them() -> None:
    assert list(COLUMNS)[: len(CONTRACT)] == CONTRACT
    first = csv_bytes([], CATALOGUE, Assumptions(), TODAY).decode("utf-8-sig").split("\r\n")[0]
    assert first.split(",")[: len(CONTRACT)] == CONTRACT


def test_the_file_starts_with_a_byte_order_mark_and_ends_each_line_with_crlf() -> None:
    data = csv_bytes(
        [cost(entry("Peel", "5 GBP")), cost(entry("Scrub"))], CATALOGUE, Assumptions(), TODAY
    )
    assert data.startswith(b"\xef\xbb\xbfid,name,")
    assert data.endswith(b"\r\n")
    assert data.count(b"\r\n") == data.count(b"\n") == data.count(b"\r") == 3


def test_an_empty_list_is_a_line_of_headings() -> None:
    assert csv_bytes([], CATALOGUE, Assumptions(), TODAY).count(b"\r\n") == 1


@given(st.lists(any_text.filter(bool), min_size=1, max_size=4))
@example(['"', 'a"b', '""', "a,b"])
@example(["a\r\nb", "a\rb", "a\nb", " a "])
def test_any_text_is_read_back_by_the_csv_module(names: list[str]) -> None:
    costs = [cost(replace(entry("x", id=f"e{n}"), name=name)) for n, name in enumerate(names)]
    rows = read_back(csv_bytes(costs, CATALOGUE, Assumptions(), TODAY))
    assert [restored(row["name"]) for row in rows] == names
    assert [row["id"] for row in rows] == [f"e{n}" for n in range(len(names))]


def test_chosen_columns_stand_in_the_chosen_order() -> None:
    costs = [cost(entry("Peel", "5 GBP", sessions="1"))]
    data = csv_bytes(costs, CATALOGUE, Assumptions(), TODAY, columns=["total_high", "name"])
    assert data.decode("utf-8-sig") == "total_high,name\r\n5.00,Peel\r\n"


def test_a_row_whose_only_cell_is_unknown_is_a_row_still() -> None:
    costs = [cost(entry("Asked", "on request GBP")), cost(entry("Peel", "5 GBP", sessions="1"))]
    rows = read_back(csv_bytes(costs, CATALOGUE, Assumptions(), TODAY, columns=["total_low"]))
    assert [row["total_low"] for row in rows] == ["", "5.00"]


def test_the_judgement_of_a_filter_is_the_last_column() -> None:
    costs = [cost(entry("Peel", "5 GBP")), cost(entry("Scrub"))]
    judged = [Judgement.FITS, Judgement.CANNOT_TELL]
    rows = read_back(csv_bytes(costs, CATALOGUE, Assumptions(), TODAY, judgements=judged))
    assert list(rows[0])[-1] == "fit"
    assert [row["fit"] for row in rows] == ["fits", "cannot-tell"]


# The rows


def test_a_course_in_rupees_is_one_row_of_raw_figures() -> None:
    costed = cost(
        entry(
            "Peel",
            offer("12000-18000 INR", source="src-a", date="2026-01-10"),
            city="Mumbai",
            country="IN",
            sessions="3-6",
            downtime="36 hour",
            routes=[Route.TOPICAL, Route.INJECTION],
        )
    )
    row = row_of(costed)
    assert [row[column] for column in CONTRACT] == [
        *("peel", "Peel", "treatment", "peel", "Clinic", "Mumbai", "IN", "topical; injection"),
        *("range", "GBP", "100.00", "150.00", "3", "6", "300.00", "900.00", "4.5", "9", "INR"),
        *("GBP/INR=120", "2026-01-15", "manual", "src-a"),
    ]


@pytest.mark.parametrize(
    ("price", "state", "low", "high"),
    [
        ("150 GBP", "exact", "150.00", "150.00"),
        ("150-300 GBP", "range", "150.00", "300.00"),
        ("from 150 GBP", "from", "150.00", ""),
        ("up to 300 GBP", "up-to", "", "300.00"),
        ("on request GBP", "unknown", "", ""),
        ("0 GBP", "exact", "0.00", "0.00"),
        ("150 USD", "needs-rate", "", ""),
    ],
)
def test_a_null_is_an_empty_cell_and_the_state_says_why(
    price: str, state: str, low: str, high: str
) -> None:
    row = row_of(cost(entry("Peel", price, sessions="1")))
    assert (row["state"], row["total_low"], row["total_high"]) == (state, low, high)


def test_a_product_has_no_sessions() -> None:
    row = row_of(cost(product("Serum", "30 GBP")))
    assert (row["sessions_low"], row["sessions_high"], row["kind"]) == ("", "", "product")


def test_amounts_are_rounded_once_half_up_to_the_minor_unit() -> None:
    half = cost(entry("Peel", course(3, "0.015 GBP"), sessions="3"))
    assert (row_of(half)["total_low"], row_of(half)["unit_price_low"]) == ("0.02", "0.01")
    yen = cost(entry("Peel", "2.5 JPY", sessions="1"), "JPY")
    assert row_of(yen)["total_low"] == "3"


def test_no_figure_is_grouped_or_written_with_an_exponent() -> None:
    row = row_of(cost(entry("Peel", "999999999999999 GBP", sessions="1000", downtime="10000 day")))
    assert row["total_low"] == "999999999999999000.00"
    assert row["downtime_days_low"] == "10000000"


def test_the_rate_is_written_as_the_option_reads_it() -> None:
    thirds = replace(RATES.pinned[0], value=RATES.pinned[0].value / 7)
    row = row_of(cost(entry("Peel", "5 INR", sessions="1"), rates=RATES.with_pinned(thirds)))
    text = f"{row['rate']}@{row['rate_date']},{row['rate_source']}"
    (pin,) = parsed(["list", "--rate", text]).rate
    assert pin(RATES.on) == thirds


def test_the_age_of_the_rate_stands_in_days() -> None:
    converted = row_of(cost(entry("Peel", "5 INR", sessions="1")))
    assert (converted["rate_date"], converted["rate_age_days"]) == ("2026-01-15", "7")
    assert row_of(cost(entry("Peel", "5 GBP", sessions="1")))["rate_age_days"] == ""


def test_sources_are_joined_and_their_titles_stand_behind() -> None:
    row = row_of(cost(entry("Peel", offer("5 GBP", source="src-a"), sessions="1")))
    assert row["sources"] == "src-a"
    assert row["source_titles"] == "Clinic, Price list, 2026-01-10"


@settings(deadline=None)  # the first one waits for the units to be read
@given(entries(), assumptions())
def test_the_csv_says_what_the_json_says(one: Entry, assumed: Assumptions) -> None:
    costed = cost_of(one, assumed, RATES)
    document = result([costed], CATALOGUE, assumed, RATES, TODAY)
    row, plain = row_of(costed), document["entries"][0]
    assert row["state"] == plain["state"]
    for prefix, key in (("total", "total"), ("unit_price", "unit_price"), ("sessions", "sessions")):
        bounds = plain[key] or {"low": None, "high": None}
        for end in ("low", "high"):
            said = bounds[end]
            assert row[f"{prefix}_{end}"] == ("" if said is None else str(said))
    for end in ("low", "high"):
        assert row[f"downtime_days_{end}"] == (plain["downtime"][f"{end}_days"] or "")
    assert row["sources"] == "; ".join(plain["sources"])


def test_a_third_of_a_day_has_28_digits() -> None:
    costed = replace(
        cost(entry("Peel")), downtime=replace(cost(entry()).downtime, low=Fraction(1, 3))
    )
    assert row_of(costed)["downtime_days_low"] == "0." + "3" * 28


def test_an_entry_without_provider_leaves_its_cells_empty() -> None:
    row = row_of(cost(replace(entry("Guide", "5 GBP", provider=None), provider=None)))
    assert (row["provider"], row["city"], row["country"]) == ("", "", "GB")
    named = row_of(cost(replace(entry("Peel"), provider=Provider("Clinic"), own_country=None)))
    assert (named["provider"], named["city"], named["country"]) == ("Clinic", "", "")


# Many rows


def test_what_comes_again_is_written_as_if_it_stood_alone() -> None:
    twice = [
        cost(entry("Peel, “deep”", offer("12000-18000 INR", source="src-a"), id="a", sessions="3")),
        cost(entry('=1+1, "x"', "5 GBP", id="b", city="a\nb", sessions="1-3")),
    ] * 2
    *head, last = csv_bytes(twice, CATALOGUE, Assumptions(), TODAY).partition(b"\r\n")
    alone = [csv_bytes([each], CATALOGUE, Assumptions(), TODAY) for each in twice]
    assert last == b"".join(one.removeprefix(b"".join(head)) for one in alone)


@given(st.lists(any_text | formula_like, min_size=1, max_size=4))
def test_cells_are_written_as_the_csv_module_writes_them(names: list[str]) -> None:
    costs = [cost(replace(entry("x", id=f"e{n}"), name=name)) for n, name in enumerate(names)]
    text = csv_bytes(costs, CATALOGUE, Assumptions(), TODAY, columns=["name", "id"])
    expected = io.StringIO(newline="")
    rows = [(neutralised(name), f"e{n}") for n, name in enumerate(names)]
    csv.writer(expected, lineterminator="\r\n").writerows([("name", "id"), *rows])
    assert text.decode("utf-8-sig") == expected.getvalue()


def test_pieces_make_up_the_file_and_judgements_keep_step() -> None:
    count = ROWS_A_PIECE * 2 + 1
    costs = [cost(entry(f"Peel {n}", id=f"e{n}")) for n in range(count)]
    judged = [Judgement.FITS, *[Judgement.CANNOT_TELL] * (count - 1)]
    pieces = list(csv_pieces(iter(costs), CATALOGUE, Assumptions(), TODAY, judgements=judged))
    assert [piece.count(b"\r\n") for piece in pieces] == [1, ROWS_A_PIECE, ROWS_A_PIECE, 1]
    rows = read_back(b"".join(pieces))
    assert [row["id"] for row in rows] == [one.entry.id for one in costs]
    assert [row["fit"] for row in rows] == [one.value for one in judged]
