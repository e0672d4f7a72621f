from __future__ import annotations

from datetime import date
from decimal import Decimal

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.costing import CourseCost, cost_of
from exodesk.domain.entries import Tax
from exodesk.domain.money import Money
from exodesk.wording.tables import list_rows
from tests.builders import NO_RATES, RATES, cost, entry, offer

TODAY = date(2026, 11, 22)
MUMBAI = entry("Peel", "12000 INR", country="IN", sessions="3")


def printed(found: CourseCost) -> str:
    headings, row = list_rows([found], TODAY)
    return row[headings.index("Total in the currency printed")]


def test_a_total_stands_in_the_currency_of_its_prices_as_well() -> None:
    assert printed(cost(MUMBAI)) == "₹36,000"
    assert printed(cost(MUMBAI, rates=NO_RATES)) == "₹36,000"
    taxed = entry("Peel", offer("12000 INR", tax=Tax.EXCLUDED), country="IN", sessions="3")
    assert printed(cost(taxed)) == "₹42,480"
    assert printed(cost(entry("Peel", "150 GBP", sessions="3"))) == "£450"


def test_what_adds_up_several_currencies_or_nothing_says_so() -> None:
    away = Assumptions(home="GB", travel=Money(Decimal(420), "GBP"))
    assert printed(cost_of(MUMBAI, away, RATES)) == "in several currencies"
    assert printed(cost(entry("Peel", offer("on request INR")))) == "on request"
