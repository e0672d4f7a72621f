from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.costing import cost_of
from exodesk.domain.entries import Per, SessionCount
from exodesk.domain.packages import package_break_evens, prepaid
from exodesk.domain.trace import Trace
from exodesk.wording.trace import (
    package_rows,
    trace_rows,
    trace_sentences,
    trace_table,
)
from tests import strategies
from tests.builders import (
    NO_RATES,
    RATES,
    course,
    duration_range,
    entry,
    offer,
    product,
    stated,
)
from tests.traced import AWAY, MUMBAI, trace

TODAY = date(2026, 11, 22)


def test_the_rows_give_each_figure_with_its_inputs_below_it() -> None:
    price = offer("12000-18000 INR", source="src-a", date="2026-01-10")
    found = replace(MUMBAI, offers=(price,), sessions=SessionCount(3, 3, stated("src-a")))
    rows = trace_table(trace_rows(trace(found, AWAY), TODAY))
    assert rows[:6] == [
        ["Figure", "Value", "How, or who says so", "Date and age"],
        [
            "Total over 12 months",
            "≈ £1,086 – £1,599",
            "Oldest input: one session (Clinic), 10 Jan 2026 (10 months old)."
            " 1 input is undated. 1 input has no source.",
            "",
        ],
        ["Exchange rate", "£1 = ₹120.0000", "manual", "15 Jan 2026 (10 months old)"],
        ["Sessions", "≈ £300 – £450", "3 × ₹12,000 – ₹18,000", ""],
        [
            "One session",
            "₹12,000 – ₹18,000, tax not stated",
            "Clinic, Price list (price list)",
            "10 Jan 2026 (10 months old)",
        ],
        [
            "Number of sessions",
            "3",
            "Clinic, Price list (price list)",
            "undated, source of 10 Jan 2026 (10 months old)",
        ],
    ]
    assert ["Travel", "£420", "1 trip × £420, your assumption", ""] in rows
    assert ["Trips", "1", "assumed unless you set another", ""] in rows
    assert ["Home country", "United Kingdom", "your assumption", ""] in rows
    assert ["Price per session", "≈ £100 – £150", "converted, tax as printed", ""] in rows
    assert [
        "Downtime in all",
        "3 – 6 days",
        "downtime per session × number of sessions",
        "",
    ] in rows


def test_what_nobody_states_is_a_row_of_its_own() -> None:
    rows = trace_table(trace_rows(trace(entry("Peel", "150 GBP", lasts="3 month")), TODAY))
    sessions = "not stated: counted as at least one"
    assert ["Number of sessions", sessions, "nobody states it", ""] in rows
    interval = "not stated: counted as none"
    assert ["Time between sessions", interval, "nobody states it", ""] in rows
    cream = trace_table(trace_rows(trace(product("Cream", "36 GBP", use=None)), TODAY))
    assert ["Use", "not stated", "nobody states it", ""] in cream


def test_a_missing_source_is_told_from_none() -> None:
    here = replace(offer("150 GBP"), stated=stated("gone"))
    rows = trace_table(trace_rows(trace(entry("Peel", here, sessions="1")), TODAY))
    assert next(row[2] for row in rows if row[0] == "One session") == "source missing"
    assert next(row[2] for row in rows if row[0] == "Number of sessions") == "no source"


def test_where_there_is_no_total_the_reason_stands_in_its_place() -> None:
    asked = trace_rows(trace(entry("Vial", offer("on request GBP"))), TODAY)
    assert (asked[0].value, asked[0].says) == ("on request", "on request")
    assert [row.figure for row in asked] == ["Total over 12 months", "Published", "One session"]
    needing = trace_rows(trace(MUMBAI, rates=NO_RATES), TODAY)
    assert needing[0].value == "needs a rate"
    assert needing[0].says == "no rate is known for one of the currencies"
    assert trace_sentences(trace(MUMBAI, rates=NO_RATES), TODAY) == ()


def test_old_and_undated_inputs_are_marked() -> None:
    old = offer("150 GBP", source="src-a", date="2024")
    rows = trace_rows(trace(entry("Peel", old, sessions="1")), TODAY)
    marked = [row.figure for row in rows if row.old]
    assert marked == ["One session", "Number of sessions", "One session"]
    fresh = trace_rows(trace(entry("Peel", replace(old, stated=stated("src-a", "2026-11")))), TODAY)
    assert not next(row for row in fresh if row.figure == "One session").old


def test_a_unit_price_says_how_it_was_derived() -> None:
    rows = trace_table(trace_rows(trace(entry("Peel", course(3, "400 GBP"))), TODAY))
    how_derived = "the smallest course divided by its sessions, tax as printed"
    assert ["Price per session", "≈ £133", how_derived, ""] in rows
    paid = trace_table(trace_rows(trace(product("Serum", offer("20 GBP", Per.MONTH))), TODAY))
    assert ["Price of a payment", "£20", "as printed", ""] in paid


def test_what_a_total_leaves_open_is_said_below_it() -> None:
    rows = trace_rows(trace(entry("Peel", "150 GBP", sessions="1")), TODAY)
    place = next(n for n, row in enumerate(rows) if row.figure == "What to know about it")
    assert [row.figure for row in rows[place + 1 : place + 3]] == [
        "Whether tax is included is not stated",
        "How long it lasts is not stated, maintenance is not counted",
    ]


def test_travel_says_how_long_one_stay_would_be() -> None:
    found = replace(MUMBAI, interval=duration_range("4 week"))
    rows = trace_table(trace_rows(trace(found, AWAY), TODAY))
    stay = "3 sessions 4 weeks apart: one stay of 8 weeks or 3 trips"
    assert ["Trips or one stay", "", stay, ""] in rows


def test_packages_are_rows_too() -> None:
    found = entry("Peel", "150 GBP", course(3, "400 GBP"), sessions="3")
    assumptions = Assumptions()
    cost = cost_of(found, assumptions, RATES)
    pays = package_break_evens(found, assumptions, RATES)
    rows = package_rows(pays, prepaid(cost, assumptions, RATES), "GBP")
    assert trace_table(rows)[1:] == [
        ["Packages", "", "", ""],
        ["Course of 3", "", "The course of 3 pays only if you take all 3.", ""],
        ["Paid in advance and not yet had", "", "course of 3", ""],
        ["Before the first session", "£400", "", ""],
        ["After 1 session", "£267", "", ""],
        ["After 2 sessions", "£133", "", ""],
        ["After 3 sessions", "nothing", "", ""],
    ]


@settings(max_examples=100)
@given(strategies.traces())
def test_every_trace_is_put_into_words(found: Trace) -> None:
    rows = trace_rows(found, TODAY)
    assert rows[0].heading
    assert all(row.figure for row in rows)
    assert "None" not in str(trace_table(rows))
    made = [row for row in rows if row.heading][1 : 1 + len(found.lines)]
    assert all(row.value and row.says for row in made)
