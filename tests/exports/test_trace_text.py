from __future__ import annotations

import datetime

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.costing import cost_of
from exodesk.domain.entries import Entry
from exodesk.domain.money import Money
from exodesk.domain.trace import trace_of
from exodesk.exports.text_table import WIDTH
from exodesk.exports.trace_text import trace_text
from tests.builders import RATES, SOURCE, entry, offer

TODAY = datetime.date(2026, 1, 25)
TRAVEL = Assumptions(home="GB", travel=Money.parse("420 GBP"))


def traced(one: Entry, assumptions: Assumptions = TRAVEL) -> str:
    catalogue = Catalogue(sources={SOURCE.id: SOURCE})
    return trace_text(trace_of(cost_of(one, assumptions, RATES), assumptions, catalogue), TODAY)


def test_a_line_stands_above_what_it_rests_on() -> None:
    priced = offer("12000-18000 INR", source="src-a", date="2026-01-20", as_printed="₹12-18k")
    text = traced(entry("Peel", priced, sessions="3", country="IN"))
    rows = text.splitlines()
    firsts = [row[:20].rstrip() for row in rows if row[:20].strip()]
    assert firsts[2:6] == ["Total over 12 months", "  Exchange rate", "Sessions", "  One session"]
    assert firsts[7:] == ["Travel", "  Cost of a trip", "  Trips", "  Home country"]
    said = " ".join(text.split())
    assert "≈ £300 – £450 3 × ₹12,000 – ₹18,000" in said
    assert "“₹12-18k”" in said
    assert "Travel £420 1 trip × £420, your assumption" in said
    assert max(map(len, rows)) <= WIDTH


def test_figures_that_are_in_no_line_are_left_to_the_details() -> None:
    text = traced(entry("Peel", "100 GBP", sessions="3", downtime="1-2 day"))
    assert "Downtime" not in text
    assert "Price per session" not in text


def test_without_a_total_it_says_why_there_is_none() -> None:
    assert "on request" in traced(entry("Peel", "on request GBP", sessions="3"))
