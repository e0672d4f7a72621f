from __future__ import annotations

import pytest

from exodesk.domain.costing import Count
from exodesk.domain.entries import DurationRange
from exodesk.wording.durations import (
    count_text,
    days_text,
    duration_range_text,
    duration_text,
    measure_text,
    short_days_text,
    short_duration_text,
)
from tests.builders import amount, bounds, duration, duration_range


@pytest.mark.parametrize(
    ("stated", "text"),
    [
        ("24 hour", "24 hours"),
        ("1 hour", "1 hour"),
        ("4 week", "4 weeks"),
        ("1 month", "1 month"),
        ("1.0 year", "1 year"),
        ("0 day", "0 days"),
        ("0.5 day", "0.5 days"),
        ("1.5 week", "1.5 weeks"),
        ("0.125 day", "0.125 days"),
        ("0.000001 hour", "0.000001 hours"),
    ],
)
def test_a_length_of_time_stands_as_its_source_has_it(stated: str, text: str) -> None:
    assert duration_text(duration(stated)) == text


@pytest.mark.parametrize(
    ("stated", "text"),
    [
        ("24-48 hour", "24 – 48 hours"),
        ("1 day", "1 day"),
        ("0-1 day", "0 – 1 day"),
        ("from 1 week", "from 1 week"),
        ("up to 3 day", "up to 3 days"),
        ("0 day", "0 days"),
    ],
)
def test_a_range_of_time_names_its_unit_once(stated: str, text: str) -> None:
    assert duration_range_text(duration_range(stated)) == text


def test_ends_in_two_units_keep_both() -> None:
    mixed = DurationRange(duration("12 hour"), duration("2 day"))
    assert duration_range_text(mixed) == "12 hours – 2 days"
    none_first = DurationRange(duration("0 hour"), duration("2 day"))
    assert duration_range_text(none_first) == "0 – 2 days"
    alike = DurationRange(duration("24 hour"), duration("1 day"))
    assert duration_range_text(alike) == "24 hours"


def test_what_is_not_stated_is_said_so() -> None:
    nothing = DurationRange(None, None)
    for text in (duration_range_text, short_duration_text):
        assert text(None) == text(nothing) == "not stated"


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (3, 6, "3 – 6 days"),
        (1, 1, "1 day"),
        ("0.5", "1.5", "0.5 – 1.5 days"),
        ("1/3", "1/3", "8 hours"),
        ("1/24", "1/24", "1 hour"),
        ("1/24", "1/3", "1 – 8 hours"),
        ("1/24", 30, "1 hour – 30 days"),
        ("1/3", None, "from 8 hours"),
        (0, "1/3", "0 – 8 hours"),
        ("1/7", "1/7", "0.14 days"),
        (2, None, "from 2 days"),
        (None, 1, "up to 1 day"),
        (0, 0, "0 days"),
        (None, None, "unknown"),
    ],
)
def test_days_over_a_course(low: object, high: object, text: str) -> None:
    assert days_text(bounds(low, high)) == text


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (1, 2, "1 – 2 d"),
        ("1/12", "1/2", "2 – 12 h"),
        (0, "1/2", "0 – 12 h"),
        ("1/2", "1/2", "12 h"),
        ("1/4", None, "from 6 h"),
        (None, "1/2", "up to 12 h"),
        ("1/2", 1, "0.5 – 1 d"),
        ("1/24", 30, "1 h – 30 d"),
        (3, 3, "3 d"),
        (None, 3, "up to 3 d"),
        (2, None, "from 2 d"),
        (0, 0, "none"),
        (None, None, "not stated"),
    ],
)
def test_days_where_there_is_little_room(low: object, high: object, text: str) -> None:
    assert short_days_text(bounds(low, high)) == text


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (None, "not stated"),
        (Count(3, 6, assumed=False), "3 – 6"),
        (Count(1, 1000, assumed=False), "1 – 1,000"),
        (Count(3, 3, assumed=True), "3"),
        (Count(3, None, assumed=False), "from 3"),
        (Count(None, 6, assumed=False), "up to 6"),
        (Count(None, None, assumed=False), "unknown"),
        (Count(1, None, assumed=True), "not stated"),
    ],
)
def test_a_number_of_sessions(count: Count | None, text: str) -> None:
    assert count_text(count) == text


@pytest.mark.parametrize("text", ["30 ml", "0.5 g", "0.000001 mg", "1 l"])
def test_a_measure_stands_as_its_source_has_it(text: str) -> None:
    assert measure_text(amount(text)) == text


def test_a_measure_has_no_needless_noughts() -> None:
    assert measure_text(amount("30.00 ml")) == "30 ml"
