from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from exodesk.domain.quotes.book import QuoteBook
from exodesk.domain.quotes.quote import Quote
from exodesk.domain.quotes.rate_moves import moves_since, open_quotes
from exodesk.domain.rates import NoPublishedRates, Rate, RateTable
from tests.builders import RATE_DAY, rate
from tests.quotes import issued, quote, sold
from tests.worked_entries import LEEDS, MUMBAI

NOW = RATE_DAY + timedelta(days=5)
TABLE = RateTable(NOW, pinned=[rate("GBP/INR=126", on=NOW)])


class Published:
    """100 rupees a pound before the sixth, 110 from then on."""

    def rate(self, one: str, other: str, on: date) -> Rate | None:
        if {one, other} != {"GBP", "INR"}:
            return None
        return Rate("GBP", "INR", Decimal(100 if on.day < 6 else 110), on, "ECB")

    def currencies(self, on: date) -> tuple[str, ...]:
        return ("GBP", "INR")


def drafted(on: date, *what: object, **more: str) -> Quote:
    return replace(quote(*what, **more), created=on)  # type: ignore[arg-type]


def test_a_draft_is_compared_with_what_was_published_on_the_day_it_was_made() -> None:
    (found,) = moves_since([drafted(date(2026, 1, 2), MUMBAI)], TABLE, Published())
    assert found.move.before == Rate("GBP", "INR", Decimal(100), date(2026, 1, 2), "ECB")
    assert found.move.change == Fraction(26, 100)


def test_an_issued_quote_is_compared_with_what_it_has_frozen() -> None:
    quoted = issued(quote(MUMBAI))
    (found,) = moves_since([quoted], TABLE, Published())
    assert found.quote == quoted
    assert found.move.before.value == 120
    assert found.move.change == Fraction(6, 120)


def test_a_quote_without_a_rate_in_it_says_nothing() -> None:
    plain = replace(quote(sold("Cream", "9 GBP")), beside="GBP")
    assert moves_since([plain], TABLE, Published()) == ()


def test_a_rate_that_nobody_published_or_that_is_withheld_says_nothing() -> None:
    assert moves_since([drafted(RATE_DAY, MUMBAI)], TABLE, NoPublishedRates()) == ()
    withheld = TABLE.withholding("GBP", "INR")
    assert moves_since([issued(quote(MUMBAI))], withheld, Published()) == ()


def test_open_are_drafts_and_issued_quotes_that_are_still_valid() -> None:
    draft = quote(LEEDS, quote_id="quote-2")
    valid = issued(quote(LEEDS, MUMBAI))
    book = QuoteBook({each.id: each for each in (draft, valid)}, {})
    assert open_quotes(book, RATE_DAY) == (draft, valid)
    assert open_quotes(book, RATE_DAY + timedelta(days=90)) == (draft,)
