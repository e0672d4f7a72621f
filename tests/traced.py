"""An entry and assumptions whose traces several tests look at, and the trace of any entry."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.costing import cost_of
from exodesk.domain.entries import Entry
from exodesk.domain.money import Money
from exodesk.domain.rates import RateTable
from exodesk.domain.trace import Trace, trace_of
from tests.builders import RATES, SOURCE, entry

CATALOGUE = Catalogue(sources={"src-a": SOURCE})
AWAY = Assumptions(
    home="GB",
    travel=Money(Decimal(420), "GBP"),
    time_off=Money(Decimal(120), "GBP"),
    fx_fee=Fraction(2),
)
MUMBAI = entry("Peel", "12000-18000 INR", sessions="3", downtime="1-2 day", country="IN")


def trace(found: Entry, assumptions: Assumptions | None = None, rates: RateTable = RATES) -> Trace:
    assumptions = assumptions or Assumptions()
    return trace_of(cost_of(found, assumptions, rates), assumptions, CATALOGUE)
