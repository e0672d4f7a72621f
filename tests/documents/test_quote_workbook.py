from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from exodesk.documents.quote_workbook import quote_workbook
from exodesk.domain.assumptions import Assumptions
from exodesk.domain.entries import Provider
from exodesk.domain.quotes.book import Listed
from exodesk.domain.quotes.editing import with_option_discount, with_terms
from exodesk.domain.quotes.issuing import new_version
from exodesk.domain.quotes.letterhead import Letterhead
from exodesk.domain.quotes.lines import entry_line
from exodesk.domain.quotes.quote import Client, Option
from tests import strategies
from tests.builders import NO_RATES, RATE_DAY, RATES, course, entry, offer
from tests.documents.examples import HOSTILE
from tests.documents.test_letters import ANY_TEXT
from tests.domain.quotes.test_amounts import options
from tests.exports.test_quote_exports import LINE, listed
from tests.quotes import LETTERHEAD, changed, issued, off, quote, sold
from tests.worked_entries import LEEDS, LONDON, MUMBAI, VIAL

SOURCED = entry(
    "Peel", offer("90-120 GBP", source="src-a", date="2026-01-05", as_printed="£90+"), sessions="2"
)
FORMULA = re.compile(r"SUM\([A-Z]+\d+:[A-Z]+\d+\)(-[A-Z]+\d+)?|[A-Z]+\d+[+-][A-Z]+\d+")


def made(shown: Listed, letterhead: Letterhead | None = None) -> bytes:
    return quote_workbook(shown, RATE_DAY, letterhead)


def sheets(data: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
    }


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def rows(shown: Listed) -> list[list[Any]]:
    return sheets(made(shown))["Quote"]


def row(shown: Listed, name: str) -> list[Any]:
    """The first row of that name, without its empty cells."""
    found = next(row for row in rows(shown) if str(row[0]).split("\n")[0] == name)
    return [cell for cell in found[1:] if cell != ""]


def test_each_line_stands_with_its_number_price_tax_and_amount() -> None:
    shown = listed(quote(LEEDS))
    amounts = [3, 3, 200, 280, 600, 840, 120, 168, 720, 1008]
    assert row(shown, "Leeds") == [*amounts, "3 sessions at £200 – £280, excl. VAT 20 %"]
    assert row(shown, "Total, incl. VAT") == [600, 840, 120, 168, 720, 1008]
    assert row(shown, "Total in INR") == [86400, 120960]


def test_a_discount_on_a_line_shows_the_price_before_it() -> None:
    shown = listed(quote((LINE, sold("Cream", "9 GBP"))))
    leeds = [3, 3, 250, 250, 750, 750, 50, 50, 700, 700, 140, 140, 840, 840]
    assert row(shown, "Leeds")[: len(leeds)] == leeds
    assert "less £50\nlonger sessions\ntwo lines\nhere" in row(shown, "Leeds")[-1]
    assert row(shown, "Cream")[4:14] == [9, 9, 0, 0, 9, 9, 0, 0, 9, 9]
    assert row(shown, "Total, incl. VAT") == [709, 709, 140, 140, 849, 849]


def test_a_discount_on_the_option_is_taken_off_by_the_formula_of_the_total() -> None:
    shown = listed(with_option_discount(quote((LEEDS, LONDON)), "A", off("10 %"), RATES))
    assert row(shown, "Less 10 % on the option")[-2:] == [147, 205.8]
    assert row(shown, "Total, VAT partly not stated")[-2:] == [1323, 1852.2]
    formulas = re.findall("<f>(.*?)</f>", parts(made(shown))["xl/worksheets/sheet1.xml"])
    assert next(f for f in formulas if f.startswith("SUM")) == "SUM(F9:F11)-F12"


def test_amounts_and_totals_are_formulas_over_cells_and_nothing_else_is() -> None:
    found = parts(made(listed(quote((LINE, LONDON), MUMBAI))))
    formulas = re.findall("<f>(.*?)</f>", found.pop("xl/worksheets/sheet1.xml"))
    assert len(formulas) > 12
    assert all(FORMULA.fullmatch(formula) for formula in formulas)
    assert "<f>" not in "".join(found.values())


def test_what_is_not_known_is_a_word_and_in_no_formula() -> None:
    shown = listed(quote((VIAL, LEEDS)))
    assert row(shown, "Vial")[2:-1] == ["unknown"] * 8
    assert row(shown, "Total, tax partly not stated") == ["unknown"] * 6
    assert row(shown, "Total in INR") == ["unknown", "unknown"]


def test_an_option_without_a_rate_says_so() -> None:
    shown = listed(quote(MUMBAI), table=NO_RATES)
    assert row(shown, "Total, GST not stated") == ["needs a rate"] * 6
    assert row(shown, "Total in INR") == ["needs a rate", "needs a rate"]


def test_an_option_with_nothing_in_it_has_no_total() -> None:
    shown = listed(quote(()))
    assert row(shown, "Total") == ["unknown"] * 6


def test_rupees_are_grouped_in_lakhs_and_pounds_in_thousands() -> None:
    styles = parts(made(listed(quote(LEEDS))))["xl/styles.xml"]
    assert "&quot;£&quot;#,##0.00" in styles
    assert r"[&gt;=100000]&quot;₹&quot;##\,##\,##0.00" in styles


def test_a_published_price_stands_in_its_own_currency() -> None:
    assert row(listed(quote(MUMBAI)), "Mumbai")[:6] == [3, 3, 12000, 18000, 300, 450]


def test_the_head_says_whose_quote_it_is_for_whom_and_until_when() -> None:
    shown = listed(issued(quote(LEEDS)))
    found = [[cell for cell in row if cell != ""] for row in rows(shown)]
    assert found[0] == ["Skin Clinic"]
    assert found[3:5] == [["Q-2026-0001"], ["Client", "A. B."]]
    assert ["Date of issue", RATE_DAY] in found
    assert ["Valid until", RATE_DAY + timedelta(days=14)] in found
    assert found[-1] == ["Price information, not medical advice."]
    assert found[-2] == ["Thank you"]


def test_a_draft_has_the_letterhead_of_the_workspace_and_no_number() -> None:
    draft = with_terms(quote(LEEDS), deposit="20 %", notes="two\nlines")
    found = sheets(made(listed(draft), LETTERHEAD))["Quote"]
    names = [row[0] for row in found]
    assert names[:4] == ["Skin Clinic", "1 High Street\nLeeds", "", "Draft, not issued"]
    assert ["Validity", "valid for 14 days after issue"] in [row[:2] for row in found]
    assert ["Deposit", "20 %"] in [row[:2] for row in found]
    assert ["Notes", "two\nlines"] in [row[:2] for row in found]


def test_a_version_names_the_one_in_whose_place_it_stands() -> None:
    version = new_version(issued(quote(LEEDS)), "quote-2", RATE_DAY)
    assert row(listed(version), "Version") == ["Version 2, in place of Q-2026-0001"]


def test_rates_sources_prices_and_assumptions_have_a_sheet() -> None:
    found = sheets(made(listed(quote((SOURCED, MUMBAI)))))["Rates and sources"]
    by_name = {row[0]: row for row in found}
    assert by_name["GBP"][:3] == ["GBP", 120, "INR"]
    assert by_name["GBP"][4:7] == [RATE_DAY, "manual", 0]
    assert by_name["src-a"][2] == "Price list"
    assert by_name["horizon"][:2] == ["horizon", "12 month"]
    peel = next(row for row in found if row[1] == "Peel")
    assert peel == [
        *("A", "Peel", 90, 120, "GBP", "one session", 10, "5 Jan 2026", "£90+"),
        *("tax not stated", "src-a"),
    ]


def test_an_issued_quote_gives_the_same_bytes_on_any_day() -> None:
    shown = listed(issued(quote(LEEDS, MUMBAI)))
    later = quote_workbook(shown, RATE_DAY + timedelta(days=400))
    assert quote_workbook(shown, RATE_DAY) == later


def test_every_column_is_wide_enough_for_its_numbers() -> None:
    shown = listed(quote(sold("Everything", "9876543.21 GBP", 9)))
    sheet = parts(made(shown))["xl/worksheets/sheet1.xml"]
    found = re.search(r'<col min="10" max="11" width="([0-9.]+)"', sheet)
    assert found is not None
    assert float(found[1]) >= len("₹1,06,66,66,666.80")


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_from_data_runs_or_links(text: str) -> None:
    price = offer("10 GBP", source="src-a", as_printed=text)
    odd = entry(text, price, provider=text, sessions="1")
    line = changed(entry_line(odd, Assumptions()), note=text)
    draft = with_terms(quote(line, client=text), deposit=text, payment=text, notes=text)
    found = made(listed(draft), Letterhead(name=text, footer=text))
    every = parts(found)
    formulas = re.findall("<f>(.*?)</f>", "".join(every.values()))
    assert all(FORMULA.fullmatch(formula) for formula in formulas)
    assert not [name for name in every if "<hyperlink " in every[name]]
    said = [cell for sheet in sheets(found).values() for row in sheet for cell in row]
    assert said.count(text) >= 6


@settings(max_examples=40, deadline=None)
@given(ANY_TEXT, ANY_TEXT)
def test_no_text_stops_it(name: str, other: str) -> None:
    odd = replace(entry("Peel", "10 GBP", sessions="1"), name=name)
    odd = replace(odd, provider=Provider(other, name, "GB"))
    line = changed(entry_line(odd, Assumptions()), note=other, reason=name)
    draft = replace(
        quote(), options=(Option("A", (line,)),), client=Client(other, name), notes=other
    )
    assert made(listed(draft), Letterhead(name=other, address=name))


@given(options(), strategies.assumptions(), st.sampled_from([None, "INR", "JPY"]))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_amounts_above_a_total_add_up_to_it(
    option: Option, assumptions: Assumptions, second: str | None
) -> None:
    draft = replace(quote(assumptions=assumptions), options=(option,), beside=second or "GBP")
    shown = listed(draft)
    found = rows(shown)
    last = next(n for n, row in enumerate(found) if str(row[0]).startswith("Total"))
    first = next(n for n, row in enumerate(found) if row[0] == "Line") + 2
    discount = [found[last - 1]] if shown.amounts[0].discount is not None else []
    for column, total in enumerate(found[last]):
        if not isinstance(total, float):
            continue
        lines = [row[column] for row in found[first : last - len(discount)]]
        added = sum(Fraction(str(cell)) for cell in lines if isinstance(cell, float))
        taken = sum(Fraction(str(row[column])) for row in discount)
        assert float(added - taken) == pytest.approx(total, rel=1e-12)


def test_courses_that_are_bought_are_named() -> None:
    together = entry("Peel", "150 GBP", course(3, "400 GBP"), sessions="4")
    shown = listed(quote(together))
    assert row(shown, "Peel")[-1].startswith("4 sessions: one session + course of 3")
    prices = sheets(made(shown))["Rates and sources"]
    assert [row[5] for row in prices if row[1] == "Peel"] == ["one session", "course of 3"]
