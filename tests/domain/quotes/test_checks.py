from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from exodesk.domain.assumptions import Assumptions, LineKey
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.entries import Entry, ExosomeSource, Family, Per, SessionCount, Tax
from exodesk.domain.money import Money
from exodesk.domain.quotes.checks import check, is_outside
from exodesk.domain.quotes.editing import with_statement, with_validity, without_statement
from exodesk.domain.quotes.findings import Finding, FindingKind, Fix, TextField
from exodesk.domain.quotes.letterhead import Letterhead
from exodesk.domain.quotes.lines import TaxTerms, entry_line, travel_line
from exodesk.domain.quotes.pressure import pressure_in
from exodesk.domain.quotes.quote import Quote
from tests.builders import RATE_DAY, RATES, entry, offer, price
from tests.quotes import changed, quote, sold
from tests.worked_entries import VIAL

FRESH = offer("100-120 GBP", tax=Tax.INCLUDED, source="src-a", date="2026-01-10")
CLEAN = entry("Peel", FRESH, sessions="3")


def kinds(draft: Quote, **more: object) -> list[FindingKind]:
    return [found.kind for found in check(draft, RATES, RATE_DAY, **more)]  # type: ignore[arg-type]


def one(draft: Quote) -> Finding:
    (found,) = check(draft, RATES, RATE_DAY)
    return found


def test_nothing_is_found_where_nothing_is_missing() -> None:
    draft = quote(CLEAN, (CLEAN, sold("Cream", "9 GBP"), travel_line(Money.parse("420 GBP"))))
    assert kinds(draft, catalogue=Catalogue(entries=(CLEAN,)), letterhead=Letterhead("C")) == []


@pytest.mark.parametrize(
    ("found", "kind", "fix"),
    [
        (replace(FRESH, tax=Tax.UNKNOWN), FindingKind.TAX_UNKNOWN, Fix.LINE_TAX),
        (replace(FRESH, tax=Tax.EXCLUDED), FindingKind.TAX_ASSUMED, Fix.LINE_TAX),
        (offer("9 GBP", tax=Tax.EXEMPT, date="2026-01"), FindingKind.NO_SOURCE, Fix.ENTRY),
        (
            offer("9 GBP", tax=Tax.EXEMPT, source="src-a", date="2025-07-18"),
            FindingKind.PRICE_OLD,
            Fix.ENTRY,
        ),
        (offer("9 GBP", tax=Tax.EXEMPT, source="src-a"), FindingKind.PRICE_OLD, Fix.ENTRY),
        (
            offer("from 9 GBP", tax=Tax.EXEMPT, source="src-a", date="2026"),
            FindingKind.PRICE_OPEN,
            Fix.LINE_PRICE,
        ),
    ],
)
def test_each_gap_of_a_price_is_found(found: object, kind: FindingKind, fix: Fix) -> None:
    finding = one(quote(entry("Peel", found, sessions="3")))  # type: ignore[arg-type]
    assert (finding.kind, finding.fix, finding.can_be_stated) == (kind, fix, True)
    assert (finding.letter, finding.line, finding.subject, finding.name) == ("A", 0, "peel", "Peel")


def test_a_price_is_old_after_180_days() -> None:
    for days, found in ((180, []), (181, [FindingKind.PRICE_OLD])):
        day = RATE_DAY - timedelta(days=days)
        dated = replace(FRESH, stated=replace(FRESH.stated, date=day.isoformat()))
        assert kinds(quote(entry("Peel", dated, sessions="3"))) == found


def test_tax_of_unknown_rate_is_found() -> None:
    abroad = entry("Peel", replace(FRESH, tax=Tax.EXCLUDED), sessions="3", country="FR")
    assert kinds(quote(abroad)) == [FindingKind.TAX_RATE_UNKNOWN]


def test_an_unknown_number_of_sessions_is_found() -> None:
    finding = one(quote(entry("Peel", FRESH)))
    assert (finding.kind, finding.fix) == (FindingKind.SESSIONS_OPEN, Fix.LINE_COUNT)
    line = changed(entry_line(entry("Peel", FRESH), Assumptions()), count=SessionCount(3, 3))
    assert kinds(quote(line)) == []


def test_a_price_on_request_is_found() -> None:
    assert FindingKind.PRICE_OPEN in kinds(quote(VIAL))


def test_a_source_of_exosomes_that_is_not_stated_is_found() -> None:
    def made(source: ExosomeSource | None, family: Family = Family.EXOSOME) -> Entry:
        return replace(CLEAN, exosome_source=source, family=family)

    assert kinds(quote(made(ExosomeSource.NOT_STATED))) == [FindingKind.EXOSOME_SOURCE]
    assert kinds(quote(made(None))) == [FindingKind.EXOSOME_SOURCE]
    assert kinds(quote(made(ExosomeSource.PLANT))) == []
    assert kinds(quote(made(None, Family.PEEL))) == []


def test_a_fee_outside_the_total_is_found() -> None:
    fee = replace(FRESH, per=Per.CONSULTATION, price=price("50 GBP"))
    line = entry_line(entry("Peel", FRESH, fee, sessions="3"), Assumptions())
    assert kinds(quote(line)) == []
    finding = one(quote(changed(line, left_out=frozenset({LineKey.CONSULTATION}))))
    assert (finding.kind, finding.fix) == (FindingKind.FEE_LEFT_OUT, Fix.LINE_EXTRAS)
    assert (finding.price, finding.per) == (price("50 GBP"), Per.CONSULTATION)
    free = replace(fee, price=price("0 GBP"))
    line = entry_line(entry("Peel", FRESH, free, sessions="3"), Assumptions())
    assert kinds(quote(changed(line, left_out=frozenset({LineKey.CONSULTATION})))) == []


def test_a_fee_without_a_price_is_found() -> None:
    fee = replace(FRESH, per=Per.PATCH_TEST, price=price("on request GBP"))
    finding = one(quote(entry("Peel", FRESH, fee, sessions="3")))
    assert (finding.kind, finding.per) == (FindingKind.FEE_OPEN, Per.PATCH_TEST)


def test_a_price_outside_the_published_range_wants_a_reason() -> None:
    line = entry_line(CLEAN, Assumptions())
    outside = changed(line, price=price("90 GBP"))
    finding = one(quote(outside))
    assert (finding.kind, finding.fix) == (FindingKind.OUTSIDE_RANGE, Fix.LINE_REASON)
    assert kinds(quote(changed(outside, reason="agreed with the clinic"))) == []
    assert kinds(quote(changed(line, price=price("110 GBP")))) == []


@pytest.mark.parametrize(
    ("own", "published", "outside"),
    [
        ("100-120 GBP", "100-120 GBP", False),
        ("99.99 GBP", "100-120 GBP", True),
        ("100-121 GBP", "100-120 GBP", True),
        ("500 GBP", "from 100 GBP", False),
        ("50 GBP", "from 100 GBP", True),
        ("from 110 GBP", "100-120 GBP", False),
        ("13200 INR", "100-120 GBP", False),
        ("14520 INR", "100-120 GBP", True),
        ("5 EUR", "100-120 GBP", False),
    ],
)
def test_a_price_lies_within_or_outside_a_range(own: str, published: str, outside: bool) -> None:
    assert is_outside(price(own), price(published), RATES) is outside
    assert not is_outside(price(own), None, RATES)


def test_terms_of_a_line_without_an_entry_are_looked_at_too() -> None:
    assert kinds(quote(changed(sold("Cream", "9 GBP"), tax=None))) == [FindingKind.TAX_UNKNOWN]
    excluded = changed(sold("Cream", "9 GBP"), tax=TaxTerms(Tax.EXCLUDED))
    assert kinds(quote(excluded)) == [FindingKind.TAX_RATE_UNKNOWN]


def test_an_entry_that_has_gone_is_found_and_only_mended() -> None:
    (finding,) = check(quote(CLEAN), RATES, RATE_DAY, catalogue=Catalogue())
    assert (finding.kind, finding.can_be_stated) == (FindingKind.ENTRY_GONE, False)


def test_no_validity_and_an_old_rate_are_found_of_the_whole() -> None:
    draft = with_validity(quote(CLEAN), None, RATE_DAY)
    later = RATE_DAY + timedelta(days=8)
    no_validity, rate = check(draft, RATES, later)
    assert (no_validity.kind, no_validity.letter) == (FindingKind.NO_VALIDITY, None)
    assert (rate.kind, rate.subject, rate.fix) == (FindingKind.RATE_OLD, "GBP/INR", Fix.RATE)
    assert check(quote(CLEAN), RATES, RATE_DAY + timedelta(days=7)) == ()


def test_wording_that_rushes_is_found_wherever_a_client_reads_it() -> None:
    hurry = "Book now!"
    draft = replace(
        quote(changed(sold(hurry, "9 GBP"), note=hurry)),
        deposit=hurry,
        payment=hurry,
        notes=hurry,
    )
    draft = draft.with_option(replace(draft.options[0], title=hurry))
    found = check(draft, RATES, RATE_DAY, letterhead=Letterhead(footer=hurry))
    assert {each.kind for each in found} == {FindingKind.PRESSURE}
    assert [each.field for each in found] == [
        *(TextField.LINE, TextField.NOTE, TextField.TITLE),
        *(TextField.DEPOSIT, TextField.PAYMENT, TextField.NOTES, TextField.FOOTER),
    ]
    assert found[0].phrase == "book now"
    assert not found[0].can_be_stated


@pytest.mark.parametrize(
    "text",
    [
        "Only today: 10 % off",
        "TODAY  ONLY",
        "for the next six weeks only",
        "Last chance to book",
        "offer ends tonight",
        "3 days left",
        "Limited time offer",
        "only 2 places",
        "while stocks last",
        "Don’t miss out",
        "Hurry",
        "केवल आज",
        "आज ही बुक करें",
        "सीमित समय के लिए",
    ],
)
def test_what_rushes_a_reader_is_pressure(text: str) -> None:
    assert pressure_in(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Valid until 29 January 2026",
        "Deposit of 20 % on booking",
        "Results last 6 to 12 months",
        "This price is valid for 14 days after the day of issue",
        "Stay at home for 3 days",
        "The clinic is closed today",
        "Please book at least two weeks ahead",
        "Take as long as you need to decide",
        "यह मूल्य 14 दिन तक मान्य है",
    ],
)
def test_plain_terms_are_none(text: str) -> None:
    assert pressure_in(text) is None


def test_what_is_stated_on_the_quote_is_said_to_be() -> None:
    draft = quote(replace(CLEAN, offers=(replace(FRESH, tax=Tax.UNKNOWN),)))
    finding = one(draft)
    stating = with_statement(draft, finding)
    assert one(stating).stated
    assert with_statement(stating, finding) == stating
    assert without_statement(stating, one(stating)) == draft
    pressing = Finding(kind=FindingKind.PRESSURE, phrase="hurry")
    assert with_statement(draft, pressing) == draft


def test_a_statement_holds_for_the_line_wherever_it_moves_but_not_for_another_date() -> None:
    old = replace(FRESH, stated=replace(FRESH.stated, date="2025-01-01"))
    draft = quote((sold("Cream", "9 GBP"), entry("Peel", old, sessions="3")))
    stating = with_statement(draft, one(draft))
    lines = stating.options[0].lines
    moved = stating.with_option(replace(stating.options[0], lines=lines[::-1]))
    assert one(moved).stated
    older = replace(old, stated=replace(old.stated, date="2024-01-01"))
    line = changed(lines[1], entry=entry("Peel", older, sessions="3"))
    other = stating.with_option(replace(stating.options[0], lines=(lines[0], line)))
    assert not one(other).stated
