from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from exodesk.domain.assumptions import Assumptions, LineKey
from exodesk.domain.entries import SessionCount, Tax
from exodesk.domain.errors import ExodeskError
from exodesk.domain.money import Money, UnknownCurrencyError
from exodesk.domain.quotes import editing
from exodesk.domain.quotes.findings import Finding, FindingKind
from exodesk.domain.quotes.lines import Discount, TaxTerms, entry_line, travel_line
from exodesk.domain.quotes.quote import Beside, Client, Quote
from tests.builders import RATE_DAY, RATES, SOURCE, entry, offer
from tests.quotes import catalogue, changed, issued, off, quote, sold
from tests.worked_entries import LEEDS, MUMBAI

LISTED = entry("Listed", offer("100 GBP", source="src-a"), sessions="3")


def test_a_new_quote_takes_from_a_desk_only_what_its_amounts_rest_on() -> None:
    desk = Assumptions(
        "INR",
        sessions=SessionCount(4, 4),
        home="GB",
        travel=Money.parse("420 GBP"),
        fx_fee=Fraction(3),
    )
    made = editing.new_quote("quote-1", RATE_DAY, desk, Client(" A. B. ", "17"))
    assert made.assumptions == Assumptions("INR")
    assert made.client == Client("A. B.", "17")
    assert (made.is_draft, made.number, made.validity, made.version) == (True, None, 14, 1)


def test_an_entry_is_added_on_the_terms_of_the_desk_with_what_it_cites() -> None:
    desk = Assumptions(
        sessions=SessionCount(4, 5), left_out=frozenset({LineKey.CONSULTATION, LineKey.TRAVEL})
    )
    empty = editing.with_new_option(quote())
    made = editing.with_entry(empty, "A", LISTED, catalogue(LISTED), desk)
    (line,) = made.option("A").lines
    assert (line.entry, line.count) == (LISTED, SessionCount(4, 5))
    assert line.left_out == {LineKey.CONSULTATION}
    assert made.sources == (SOURCE,)
    assert editing.without_line(made, "A", 0, RATES).sources == ()


def test_options_take_the_first_free_letter_or_the_one_that_is_given() -> None:
    made = quote(LEEDS, MUMBAI, LEEDS)
    assert [option.letter for option in made.options] == ["A", "B", "C"]
    made = editing.with_new_option(editing.without_option(made, "B"))
    assert [option.letter for option in made.options] == ["A", "C", "B"]
    assert editing.with_new_option(made, "Z", "Later").options[-1].title == "Later"
    for bad in ("A", "a", "AB", "", "1", "Ä"):
        with pytest.raises(ExodeskError, match="does not name an option"):
            editing.with_new_option(made, bad)
    for _letter in range(23):
        made = editing.with_new_option(made)
    with pytest.raises(ExodeskError, match="at most 26 options"):
        editing.with_new_option(made)


def test_lines_are_changed_moved_and_taken_out() -> None:
    made = quote((LEEDS, sold("Cream", "9 GBP"), travel_line(Money.parse("5 GBP"))))
    moved = editing.with_moved_line(made, "A", 2, 0)
    assert [line.text for line in moved.option("A").lines] == ["", "", "Cream"]
    line = changed(made.option("A").lines[1], text="Lotion")
    made = editing.with_changed_line(made, "A", 1, line, RATES)
    assert [line.name for line in made.option("A").lines] == ["Leeds", "Lotion", ""]
    assert len(editing.without_line(made, "A", 0, RATES).option("A").lines) == 2


def test_the_old_quote_stays_what_it_was() -> None:
    made = quote(LEEDS)
    before = replace(made)
    editing.with_new_option(made)
    editing.with_currency(made, "EUR")
    assert made == before


def test_terms_validity_language_and_currencies_are_set() -> None:
    made = editing.with_terms(quote(LEEDS), deposit="20 %\r\non the day ", notes="x")
    assert (made.deposit, made.payment, made.notes) == ("20 %\non the day", "", "x")
    assert editing.with_terms(made, notes="").deposit == made.deposit
    assert editing.with_language(made, "hi").language == "hi"
    assert editing.with_currency(made, "INR").second_currency == "GBP"
    assert editing.with_beside(made, "EUR").second_currency == "EUR"
    assert editing.with_beside(made, Beside.NONE).second_currency is None
    with pytest.raises(UnknownCurrencyError):
        editing.with_currency(made, "XXX")
    with pytest.raises(UnknownCurrencyError):
        editing.with_beside(made, "rupees")


def test_a_validity_in_the_past_is_refused_and_today_is_not() -> None:
    made = quote(LEEDS)
    yesterday = RATE_DAY - timedelta(days=1)
    with pytest.raises(ExodeskError, match="That day is past"):
        editing.with_validity(made, yesterday, RATE_DAY)
    assert editing.with_validity(made, RATE_DAY, RATE_DAY).until == RATE_DAY
    assert editing.with_validity(made, None, RATE_DAY).until is None
    for bad in (0, -1, 3651):
        with pytest.raises(ExodeskError, match="between 1 and 3650"):
            editing.with_validity(made, bad, RATE_DAY)


def test_days_are_counted_after_the_day_of_issue() -> None:
    made = quote(LEEDS)
    assert made.until is None
    assert made.until_if_issued(date(2026, 3, 1)) == date(2026, 3, 15)
    assert made.until_if_issued(date(2028, 2, 15)) == date(2028, 2, 29)


def test_a_chosen_day_and_that_of_an_issued_quote_are_not_counted_anew() -> None:
    chosen = editing.with_validity(quote(LEEDS), date(2026, 3, 1), RATE_DAY)
    assert chosen.until_if_issued(date(2026, 2, 1)) == date(2026, 3, 1)
    open_end = editing.with_validity(quote(LEEDS), None, RATE_DAY)
    assert open_end.until_if_issued(date(2026, 2, 1)) is None
    assert issued(quote(LEEDS)).until_if_issued(date(2026, 6, 1)) == date(2026, 1, 29)


@pytest.mark.parametrize(
    "name",
    ["../../x", "CON", "محمد علي", "<img src=/x onerror=1>", "=1+1", "'; DROP TABLE", "x" * 500],
)
def test_a_client_is_called_what_they_are_called(name: str) -> None:
    assert editing.with_client(quote(), Client(name)).client.name == name


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("x" * 501, "has 501 characters; there is room for 500"),
        ("two\nlines", "stands on one line"),
        ("nul\0inside", "stands on one line"),
        ("line\u2028separator", "stands on one line"),
        ("half \ud800", "half a character"),
    ],
)
def test_what_is_no_name_is_refused_in_words(name: str, why: str) -> None:
    with pytest.raises(ExodeskError, match=why):
        editing.with_client(quote(), Client(name))
    with pytest.raises(ExodeskError, match=why):
        editing.with_client(quote(), Client("A. B.", name))


def test_texts_of_several_lines_keep_them_and_nothing_that_steers() -> None:
    with pytest.raises(ExodeskError, match="control characters"):
        editing.with_terms(quote(), notes="bell \a")
    with pytest.raises(ExodeskError, match="room for 10000"):
        editing.with_terms(quote(), payment="x" * 10_001)
    line = changed(sold("Cream", "9 GBP"), note="one\x0btwo")
    made = editing.with_line(editing.with_new_option(quote()), "A", line, catalogue())
    assert made.option("A").lines[0].note == "one\ntwo"


def test_a_discount_above_the_price_is_refused_wherever_it_comes_about() -> None:
    made = quote((LEEDS, sold("Cream", "20 GBP")))
    line = made.option("A").lines[0]
    with pytest.raises(ExodeskError, match="the discount on “Leeds” is above its price"):
        editing.with_changed_line(made, "A", 0, changed(line, discount=off("601 GBP")), RATES)
    made = editing.with_option_discount(made, "A", off("740 GBP"), RATES)
    with pytest.raises(ExodeskError, match="Option A: the discount is above the total"):
        editing.with_option_discount(made, "A", off("740.01 GBP"), RATES)
    with pytest.raises(ExodeskError, match="Option A: the discount is above the total"):
        editing.without_line(made, "A", 1, RATES)
    assert editing.with_option_discount(made, "A", None, RATES).option("A").discount is None


@pytest.mark.parametrize(
    "make",
    [
        lambda: off("0 GBP"),
        lambda: off("-5 GBP"),
        lambda: off("0 %"),
        lambda: off("100.01 %"),
        lambda: off("NaN %"),
        lambda: Discount(),
        lambda: Discount(Money.parse("5 GBP"), Decimal(5)),
    ],
)
def test_what_is_no_discount_is_refused(make: Callable[[], Discount]) -> None:
    with pytest.raises(ExodeskError, match="A discount is"):
        make()


def test_what_is_no_tax_rate_or_number_is_refused() -> None:
    for rate in ("-1", "101", "NaN"):
        with pytest.raises(ExodeskError, match="A tax rate is between 0 and 100"):
            TaxTerms(Tax.EXCLUDED, Decimal(rate))
    for count in (SessionCount(0, 1), SessionCount(4, 3), SessionCount(1, 1001)):
        with pytest.raises(ExodeskError, match="between 1 and 1000"):
            changed(entry_line(LEEDS, Assumptions()), count=count)


EDITS: list[Callable[[Quote], Quote]] = [
    lambda q: editing.with_client(q, Client("C. D.")),
    lambda q: editing.with_currency(q, "EUR"),
    lambda q: editing.with_beside(q, Beside.NONE),
    lambda q: editing.with_language(q, "hi"),
    lambda q: editing.with_validity(q, 30, RATE_DAY),
    lambda q: editing.with_terms(q, notes="x"),
    lambda q: editing.with_statement(q, Finding(kind=FindingKind.NO_VALIDITY)),
    lambda q: editing.with_new_option(q),
    lambda q: editing.without_option(q, "A"),
    lambda q: editing.with_title(q, "A", "x"),
    lambda q: editing.with_option_discount(q, "A", off("5 %"), RATES),
    lambda q: editing.with_line(q, "A", sold("Cream", "9 GBP"), catalogue()),
    lambda q: editing.with_changed_line(q, "A", 0, sold("Cream", "9 GBP"), RATES),
    lambda q: editing.without_line(q, "A", 0, RATES),
    lambda q: editing.with_moved_line(q, "A", 0, 0),
]


@pytest.mark.parametrize("edit", EDITS)
def test_no_edit_reaches_an_issued_quote(edit: Callable[[Quote], Quote]) -> None:
    with pytest.raises(ExodeskError, match="Q-2026-0001 has been issued and stays as it is"):
        edit(issued(quote(LEEDS)))


def test_an_option_that_is_not_there_is_refused_by_name() -> None:
    with pytest.raises(ExodeskError, match="There is no option B"):
        editing.with_title(quote(LEEDS), "B", "x")
