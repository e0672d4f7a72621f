from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import msgspec
import pytest

from exodesk.domain.entries import MONTHLY, NOT_SOURCED, Entry, Source, SourceKind
from exodesk.domain.units import Duration
from exodesk.storage.entry_reader import EntryReader
from exodesk.storage.wire import EntryShape
from tests.storage.documents import Json, entry, figure, price, spoilt

SOURCES = {key: Source(key, SourceKind.PAGE, key) for key in ("src-a", "src-b")}


@pytest.fixture
def reader() -> EntryReader:
    return EntryReader(SOURCES)


def read(reader: EntryReader, value: Json) -> Entry:
    found, problems = reader.read(msgspec.convert(value, EntryShape))
    assert problems == []
    assert found is not None
    return found


def problems_of(reader: EntryReader, value: Json) -> list[str]:
    found, problems = reader.read(msgspec.convert(value, EntryShape))
    assert found is None
    return [str(problem) for problem in problems]


def test_amounts_are_exact_and_keep_their_decimals(reader: EntryReader) -> None:
    one = read(reader, spoilt(entry(), "offers[0].price.low", "149.900000"))
    assert str(one.offers[0].price.low) == "149.900000"


def test_a_tax_rate_may_be_text_or_a_whole_number(reader: EntryReader) -> None:
    for written in ("20", 20):
        one = read(reader, spoilt(entry(), "offers[0].tax_rate", written))
        assert one.offers[0].tax_rate == Decimal(20)


def test_a_subscription_is_monthly_unless_it_says_otherwise(reader: EntryReader) -> None:
    monthly = figure(price=price("9", "9"), per="month")
    yearly = {**monthly, "every": "1 year", "times": 2}
    first, second = read(reader, entry(offers=[monthly, yearly])).offers
    assert (first.every, first.times) == (MONTHLY, None)
    assert (second.every, second.times) == (Duration(Decimal(1), "year"), 2)


def test_only_a_course_has_a_size(reader: EntryReader) -> None:
    single = figure(price=price("9", "9"), per="session", sessions=3)
    course = {**single, "per": "course"}
    assert [offer.sessions for offer in read(reader, entry(offers=[single, course])).offers] == [
        None,
        3,
    ]


@pytest.mark.parametrize("key", ["sessions", "interval", "downtime", "onset", "lasts"])
def test_a_range_without_ends_is_not_stated(reader: EntryReader, key: str) -> None:
    one = read(reader, spoilt(entry(), key, {"low": None, "high": None, "source": "src-a"}))
    assert getattr(one, key) is None


@pytest.mark.parametrize(
    ("key", "low", "high"), [("sessions", 3, 5), ("downtime", "1 day", "2 day")]
)
def test_a_range_may_be_open_at_either_end(
    reader: EntryReader, key: str, low: Any, high: Any
) -> None:
    for ends in ({"low": low}, {"high": high}, {"low": low, "high": None}):
        stated = getattr(read(reader, spoilt(entry(), key, ends)), key)
        assert (stated.low is None) == (ends.get("low") is None)
        assert (stated.high is None) == (ends.get("high") is None)


def test_no_downtime_is_a_downtime(reader: EntryReader) -> None:
    stated = read(reader, entry(downtime={"low": "0 day", "high": "0 hour"})).downtime
    assert stated is not None
    assert (stated.low_days, stated.high_days) == (Fraction(0), Fraction(0))


def test_a_figure_without_source_has_none(reader: EntryReader) -> None:
    one = read(reader, entry(downtime={"low": "1 day", "high": "1 day"}))
    assert one.downtime is not None
    assert one.downtime.stated is NOT_SOURCED


def test_the_providers_country_counts_before_the_entrys_own(reader: EntryReader) -> None:
    assert read(reader, entry(country="IN")).country == "GB"
    assert read(reader, entry(country="IN", provider={"name": "Clinic"})).country == "IN"
    assert read(reader, entry(country="IN", provider=None)).country == "IN"


def test_an_empty_city_is_none(reader: EntryReader) -> None:
    assert read(reader, entry(provider={"name": "Clinic", "city": ""})).city is None


def test_problems_are_placed_from_the_entry(reader: EntryReader) -> None:
    bad = spoilt(spoilt(entry(), "offers[3].source", "no"), "claims[0].contradicted_by[0]", "no")
    assert problems_of(reader, bad) == [
        "offers[3].source: there is no source “no” in this file.",
        "claims[0].contradicted_by[0]: there is no source “no” in this file.",
    ]


def test_problems_of_one_entry_are_not_held_against_the_next(reader: EntryReader) -> None:
    bad = spoilt(entry(), "pack.amount", "0 ml")
    assert problems_of(reader, bad) == ["pack.amount: must be above 0."]
    assert read(reader, entry()).pack is not None
    assert problems_of(reader, bad) == ["pack.amount: must be above 0."]


def test_the_same_bad_source_is_named_wherever_it_is_cited(reader: EntryReader) -> None:
    bad = entry(notes=[figure(text="a", source="no"), figure(text="b", source="no")])
    assert problems_of(reader, bad) == problems_of(reader, bad)
    assert [problem.split(":")[0] for problem in problems_of(reader, bad)] == [
        "notes[0].source",
        "notes[1].source",
    ]


def test_ends_of_a_range_are_compared_as_lengths_of_time(reader: EntryReader) -> None:
    read(reader, entry(downtime={"low": "24 hour", "high": "1 day"}))
    read(reader, entry(downtime={"low": "12 month", "high": "365 day"}))
    assert problems_of(reader, entry(downtime={"low": "25 hour", "high": "1 day"})) == [
        "downtime: low 25 hour is above high 1 day."
    ]
