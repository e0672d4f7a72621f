from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.costing import cost_of
from exodesk.domain.entries import Entry, Per, SessionCount, Stated, Tax
from exodesk.domain.money import Money
from exodesk.exports.plain_trace import Tracer
from tests.builders import RATES, SOURCE, entry, offer

TODAY = date(2026, 1, 30)
CATALOGUE = Catalogue(sources={SOURCE.id: SOURCE})


def tracer(traced: Entry, assumptions: Assumptions | None = None) -> Tracer:
    assumed = assumptions or Assumptions()
    return Tracer(cost_of(traced, assumed, RATES), CATALOGUE, assumed, TODAY)


def line(key: str, traced: Entry, assumptions: Assumptions | None = None) -> dict[str, Any]:
    (found,) = [line for line in tracer(traced, assumptions).lines() if line["key"] == key]
    return found


def peel() -> Entry:
    priced = offer("1000-2000 INR", source="src-a", date="2026-01-20", as_printed="₹1-2k")
    stated = SessionCount(2, 3, Stated("src-b", None, "2 to 3"))
    return replace(entry("Peel", priced, country="IN", downtime="1-2 day"), sessions=stated)


def test_a_line_names_what_was_bought_at_which_price_and_rate_and_who_says_so() -> None:
    sessions = line("sessions", peel())
    assert (sessions["low"], sessions["high"], sessions["label"]) == ("16.67", "50.00", "Sessions")
    assert (sessions["source"], sessions["sources"]) == ("src-a", ["src-a", "src-b"])
    assert sessions["inputs"] == [
        {
            "kind": "price",
            "what": "one session",
            "price": {"low": "1000", "high": "2000", "currency": "INR"},
            "tax": "unknown",
            "count": {"low": 2, "high": 3},
            "rate": "GBP/INR=120",
            "as_printed": "₹1-2k",
            "source": "src-a",
            "date": "2026-01-20",
            "source_date": "2026-01-10",
            "age_days": 10,
        },
        {
            "kind": "figure",
            "what": "sessions",
            "value": "2 – 3",
            "as_printed": "2 to 3",
            "source": "src-b",
            "date": None,
            "source_date": None,
            "age_days": None,
        },
    ]


def test_a_line_names_what_was_assumed() -> None:
    assumed = Assumptions(
        sessions=SessionCount(4, 4),
        home="GB",
        travel=Money.parse("42000 INR"),
        trips=2,
        time_off=Money.parse("120 GBP"),
    )
    assert line("travel", peel(), assumed)["inputs"] == [
        {"kind": "assumption", "option": "home", "value": "GB"},
        {
            "kind": "assumption",
            "option": "travel",
            "value": "42000.00 INR",
            "rate": "GBP/INR=120",
        },
        {"kind": "assumption", "option": "trips", "value": "2"},
    ]
    (bought, count) = line("sessions", peel(), assumed)["inputs"]
    assert bought["count"] == {"low": 4, "high": 4}
    assert count == {"kind": "assumption", "option": "sessions", "value": "4"}
    time_off = line("time-off", peel(), assumed)
    assert [found["kind"] for found in time_off["inputs"]] == ["figure", *["assumption"] * 2]
    assert time_off["source"] is None


def test_tax_names_its_rate_and_whether_a_source_states_it() -> None:
    excluded, fee = Tax.EXCLUDED, Per.CONSULTATION
    dear = entry(
        "Peel",
        offer("100 GBP", tax=excluded, source="src-a"),
        offer("10 GBP", fee, tax=excluded, tax_rate="5", redeemable=False, source="src-b"),
        sessions="1",
    )
    tax = line("tax", dear)
    assert (tax["low"], tax["sources"]) == ("20.50", ["src-a", "src-b"])
    rates = [(found["tax_rate"], found["tax_rate_stated"]) for found in tax["inputs"]]
    assert rates == [("20", False), ("5", True)]
    assert all("count" not in found for found in tax["inputs"])


def test_an_exchange_fee_names_what_was_paid_abroad() -> None:
    fee = line("fx-fee", peel(), Assumptions(fx_fee=Fraction(3)))
    bought, percent = fee["inputs"]
    assert (bought["what"], bought["rate"]) == ("one session", "GBP/INR=120")
    assert percent == {"kind": "assumption", "option": "fx-fee", "value": "3"}


def test_a_price_without_a_source_has_none_whoever_states_the_sessions() -> None:
    unsourced = replace(peel(), offers=(offer("5 GBP"),))
    sessions = line("sessions", unsourced)
    assert (sessions["source"], sessions["sources"]) == (None, ["src-b"])


def test_what_nobody_states_is_named() -> None:
    unsaid = entry("Peel", "10 GBP", sessions="1", lasts="6 month")
    upkeep = line("maintenance", unsaid)
    missing = [found["what"] for found in upkeep["inputs"] if found["kind"] == "missing"]
    assert missing == ["interval"]


def test_the_oldest_input_is_named_with_its_age_and_what_has_none_is_counted() -> None:
    dated = replace(peel(), sessions=SessionCount(2, 3, Stated("src-a")))
    assert tracer(dated).summary() == {
        "oldest": {
            "kind": "figure",
            "what": "sessions",
            "as_printed": None,
            "source": "src-a",
            "date": None,
            "source_date": "2026-01-10",
            "age_days": 20,
        },
        "undated": 0,
        "unsourced": 0,
    }
    assert tracer(peel()).summary()["undated"] == 1
    assert tracer(entry("Peel")).summary() == {"oldest": None, "undated": 0, "unsourced": 0}
