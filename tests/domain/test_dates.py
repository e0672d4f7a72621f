from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exodesk.domain.dates import age_in_days, order_key, parse_partial


@pytest.mark.parametrize(
    ("text", "first_day"),
    [
        ("2026", date(2026, 1, 1)),
        ("2026-06", date(2026, 6, 1)),
        ("2026-06-23", date(2026, 6, 23)),
        ("2024-02-29", date(2024, 2, 29)),
    ],
)
def test_a_partial_date_is_read_as_its_first_day(text: str, first_day: date) -> None:
    assert parse_partial(text) == first_day


@pytest.mark.parametrize(
    "text",
    [
        *("", "26", "2026-6", "2026-06-1", "2026-13", "2026-00", "2026-02-29", "0000", "20260623"),
        *("2026-06-23T10:00", " 2026", "2026\n", "२०२६", "23/06/2026", "-2026"),
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_partial(text)


@given(st.dates())
def test_a_full_date_is_read_as_written(day: date) -> None:
    assert parse_partial(day.isoformat()) == day


@given(st.dates())
def test_a_shorter_date_never_means_a_later_day(day: date) -> None:
    year, month, full = day.isoformat()[:4], day.isoformat()[:7], day.isoformat()
    assert parse_partial(year) <= parse_partial(month) <= parse_partial(full)
    assert order_key(year) <= order_key(month) <= order_key(full)


def test_undated_sorts_as_the_oldest() -> None:
    dates = ["2026-01-10", None, "2024", "2026", "2025-06"]
    assert sorted(dates, key=order_key) == [None, "2024", "2025-06", "2026", "2026-01-10"]


@given(st.dates(max_value=date(9000, 1, 1)), st.integers(-400, 400))
def test_age_counts_days_and_is_never_below_0(day: date, days: int) -> None:
    if day.toordinal() + days > 0:
        today = day + timedelta(days)
        assert age_in_days(day.isoformat(), today) == max(0, days)


def test_undated_has_no_age() -> None:
    assert age_in_days(None, date(2026, 1, 15)) is None
