from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from exodesk.documents.quotes_workbook import quotes_workbook
from exodesk.domain.assumptions import Assumptions
from exodesk.domain.quotes.book import QuoteBook, by_state
from exodesk.domain.quotes.outcomes import Decision, Outcome
from exodesk.domain.quotes.quote import Quote
from tests.builders import RATE_DAY, RATES
from tests.documents.test_quote_workbook import parts, sheets
from tests.quotes import issued, quote, sold
from tests.worked_entries import LEEDS, MUMBAI, VIAL

RUPEES = Assumptions(currency="INR")


def made(*quotes: Quote, accepted: str | None = None, today: date = RATE_DAY) -> bytes:
    """The list of ``quotes``; of the first the option ``accepted``."""
    answer = Outcome(Decision.ACCEPTED, RATE_DAY, accepted)
    outcomes = {} if accepted is None else {quotes[0].id: answer}
    book = QuoteBook({each.id: each for each in quotes}, outcomes)
    return quotes_workbook(by_state(book.listed("", today, RATES)), today)


def test_each_quote_has_a_row_and_each_option_one() -> None:
    held = issued(quote(LEEDS, MUMBAI, client="C. D."))
    found = sheets(made(held, accepted="A"))
    headings, row = found["Quotes"]
    one = dict(zip(headings, row, strict=True))
    assert (one["Number"], one["State"], one["Client"]) == ("Q-2026-0001", "accepted", "C. D.")
    assert (one["Issued"], one["Valid until"]) == (RATE_DAY, date(2026, 1, 29))
    assert (one["Answered"], one["Accepted option"], one["Options"]) == (RATE_DAY, "A", 2)
    assert (one["Low"], one["High"], one["Currency"]) == (720, 1008, "GBP")
    headings, first, second = found["Options"]
    option = dict(zip(headings, first, strict=True))
    assert (option["Option"], option["Low"], option["High"]) == ("A", 720, 1008)
    assert (option["Second, low"], option["Second currency"]) == (86400, "INR")
    assert (option["Rate"], option["Rate date"]) == ("GBP/INR=120", "2026-01-15")
    assert second[4] == "B"


def test_totals_stand_by_state_and_currency_as_formulas() -> None:
    data = made(
        quote(LEEDS, quote_id="1"),
        quote(sold("Cream", "9 GBP"), quote_id="2"),
        quote(MUMBAI, quote_id="3", assumptions=RUPEES),
        issued(quote(LEEDS, quote_id="4")),
    )
    assert sheets(data)["Totals by state"][1:] == [
        ["draft", "GBP", 2, 729, 1017],
        ["draft", "INR", 1, 36000, 54000],
        ["issued", "GBP", 1, 720, 1008],
    ]
    sheet = parts(data)["xl/worksheets/sheet3.xml"]
    first = re.findall("<f>(.*?)</f>", sheet)[0]
    assert first == "SUMIFS('Quotes'!$L$2:$L$5,'Quotes'!$C$2:$C$5,$A2,'Quotes'!$N$2:$N$5,$B2)"
    assert sheet.count("<f>") == 6


def test_an_open_end_leaves_its_total_unknown() -> None:
    data = made(quote(LEEDS, quote_id="1"), quote(VIAL, quote_id="2"))
    assert sheets(data)["Totals by state"][1] == ["draft", "GBP", 2, "unknown", "unknown"]


def test_no_quotes_are_only_headings() -> None:
    assert [len(rows) for rows in sheets(made()).values()] == [1, 1, 1]


def test_no_name_runs() -> None:
    client = '=HYPERLINK("http://evil.example")'
    data = made(replace(quote(sold(client, "9 GBP"), client=client)))
    found = parts(data)
    formulas = re.findall("<f>(.*?)</f>", "".join(found.values()))
    assert all(formula.startswith("SUMIFS('Quotes'!") for formula in formulas)
    assert sheets(data)["Quotes"][1][3] == client
