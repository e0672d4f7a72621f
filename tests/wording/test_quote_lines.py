from __future__ import annotations

import pytest

from exodesk.domain.entries import Per, Tax
from exodesk.domain.quotes.amounts import quote_amounts
from exodesk.wording.quote_lines import option_title, row_terms
from tests.builders import RATES, entry, offer
from tests.quotes import quote


@pytest.mark.parametrize(
    ("redeemable", "said"),
    [
        (True, "£25, taken off the course, incl. VAT"),
        (False, "£25, not taken off the course, incl. VAT"),
        (None, "£25, whether it is taken off the course is not stated, incl. VAT"),
    ],
)
def test_a_consultation_says_whether_it_is_taken_off(redeemable: bool | None, said: str) -> None:
    consultation = offer("25 GBP", per=Per.CONSULTATION, redeemable=redeemable, tax=Tax.INCLUDED)
    draft = quote(entry("Peel", offer("100 GBP", tax=Tax.INCLUDED), consultation, sessions="1"))
    (amounts,) = quote_amounts(draft, RATES)
    (line,) = draft.options[0].lines
    course, fee = amounts.rows
    assert row_terms(line, course) == "1 session at £100, incl. VAT"
    assert row_terms(line, fee) == said


def test_an_unknown_number_says_of_what() -> None:
    draft = quote(entry("Peel", offer("on request GBP")))
    (amounts,) = quote_amounts(draft, RATES)
    (line,), (row,) = draft.options[0].lines, amounts.rows
    said = row_terms(line, row)
    assert said.startswith("number of sessions not stated, price on request, ")


def test_a_line_without_a_price_says_no_more_than_that() -> None:
    draft = quote(entry("Peel"))
    (amounts,) = quote_amounts(draft, RATES)
    (line,), (row,) = draft.options[0].lines, amounts.rows
    assert row_terms(line, row) == "number of sessions not stated, no price published"


def test_an_option_without_a_title_is_called_by_what_it_sells_and_by_few_of_many() -> None:
    peels = [entry(f"Peel {n}", offer("100 GBP"), id=f"peel-{n}") for n in range(1, 41)]
    few, many = quote(peels[:4], peels).options
    assert option_title(few) == "Peel 1 + Peel 2 + Peel 3 + Peel 4"
    assert option_title(many) == "Peel 1 + Peel 2 + Peel 3 + 37 more"
