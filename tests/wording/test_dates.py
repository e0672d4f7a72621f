from __future__ import annotations

from datetime import date, timedelta

import pytest

from exodesk.wording.dates import age_text, date_text, dated, day_text, old_mark, rate_dated
from exodesk.wording.rates import inverse_text, rate_card, rate_text
from tests.builders import RATE, rate

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("partial", "text"),
    [
        ("2026", "2026"),
        ("2026-06", "Jun 2026"),
        ("2026-09", "Sept 2026"),
        ("2026-06-23", "23 Jun 2026"),
        ("2026-06-03", "3 Jun 2026"),
        ("0999-01-01", "1 Jan 0999"),
        (None, "undated"),
    ],
)
def test_a_date_says_no_more_than_its_source(partial: str | None, text: str) -> None:
    assert date_text(partial) == text


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (0, "today"),
        (1, "1 day old"),
        (23, "23 days old"),
        (59, "59 days old"),
        (60, "1 month old"),
        (61, "2 months old"),
        (364, "11 months old"),
        (365, "12 months old"),
        (729, "23 months old"),
        (730, "2 years old"),
        (1094, "2 years old"),
        (1095, "3 years old"),
    ],
)
def test_an_age_is_rounded_down(days: int, text: str) -> None:
    assert age_text(days) == text


def test_an_age_never_grows_younger() -> None:
    """Read as days, with months of 30 and years of 365."""
    size = {"day": 1, "month": 30, "year": 365}
    known = [age_text(days).split() for days in range(1, 4_000)]
    read = [int(number) * size[unit.rstrip("s")] for number, unit, _old in known]
    assert all(age <= days for days, age in enumerate(read, 1))
    for unit in ("day", "month", "year"):
        numbers = [int(words[0]) for words in known if words[1].startswith(unit)]
        assert numbers == sorted(numbers)


@pytest.mark.parametrize(
    ("partial", "text"),
    [
        ("2026-11-22", "22 Nov 2026 (today)"),
        ("2026-06-23", "23 Jun 2026 (4 months old)"),
        ("2026-06", "Jun 2026 (5 months old)"),
        ("2024", "2024 (2 years old)"),
        ("2026-11-23", "23 Nov 2026"),
        ("2027", "2027"),
        (None, "undated"),
    ],
)
def test_a_date_has_its_age_and_a_day_to_come_has_none(partial: str | None, text: str) -> None:
    assert dated(partial, TODAY) == text


@pytest.mark.parametrize(
    ("partial", "text"),
    [
        ("2025-11-23", ""),
        ("2025-11-22", "12 months old"),
        ("2020", "6 years old"),
        ("2027-01-01", ""),
        (None, "no date"),
    ],
)
def test_a_table_marks_what_is_a_year_old_or_undated(partial: str | None, text: str) -> None:
    assert old_mark(partial, TODAY) == text


def test_a_rate_names_who_states_it_and_when() -> None:
    ecb = rate("GBP/INR=127.23", on=date(2026, 10, 30), source="ECB")
    assert rate_dated(ecb, TODAY) == "ECB, 30 Oct 2026 (23 days old)"
    assert rate_dated(ecb, ecb.date) == "ECB, 30 Oct 2026 (today)"
    assert rate_dated(ecb, ecb.date - timedelta(days=1)) == "ECB, 30 Oct 2026"


def test_a_day_is_written_out() -> None:
    assert day_text(date(2026, 1, 5)) == "5 Jan 2026"


@pytest.mark.parametrize(
    ("stated", "there", "back"),
    [
        ("GBP/INR=127.2295514", "£1 = ₹127.23", "₹1 = £0.00786"),
        ("GBP/INR=120", "£1 = ₹120.00", "₹1 = £0.00833"),
        ("INR/GBP=0.00786", "£1 = ₹127.23", "₹1 = £0.00786"),
        ("EUR/GBP=0.8338", "£1 = €1.20", "€1 = £0.83380"),
        ("GBP/EUR=1.005", "£1 = €1.01", "€1 = £0.99502"),
        ("EUR/IDR=20275.17", "€1 = IDR 20,275.17", "IDR 1 = €0.0000493"),
        ("GBP/USD=1", "£1 = US$1.00", "US$1 = £1.00000"),
        ("GBP/AED=4.9", "£1 = AED 4.90", "AED 1 = £0.20408"),
    ],
)
def test_a_rate_reads_both_ways(stated: str, there: str, back: str) -> None:
    assert rate_text(rate(stated)) == there
    assert inverse_text(rate(stated)) == back


def test_a_rate_under_figures_has_four_decimals_its_date_and_its_source() -> None:
    assert rate_card(RATE) == "£1 = ₹120.0000 · 15 Jan 2026 · manual"


@pytest.mark.parametrize("value", ["1e-15", "1e15", "123456789012345678901234567890.5"])
def test_a_rate_beyond_all_sense_still_has_words(value: str) -> None:
    assert rate_text(rate(f"GBP/INR={value}"))
    assert inverse_text(rate(f"GBP/INR={value}"))
