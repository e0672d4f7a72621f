from __future__ import annotations

from fractions import Fraction

import pytest

from exodesk.domain.entries import Family, Kind
from exodesk.domain.filters import Criterion, EntryFilter, Fit
from exodesk.domain.money import Money
from exodesk.wording.durations import short_days_text, short_duration_text
from exodesk.wording.filters import criterion_text, hidden_text, open_text
from tests.builders import bounds, duration_range

LONG_WEEKEND = EntryFilter(
    words="prp", max_total=Money.parse("1000 GBP"), max_downtime_days=Fraction(3)
)


@pytest.mark.parametrize(
    ("entry_filter", "text"),
    [
        (EntryFilter(words="ice"), "Search “ice”"),
        (EntryFilter(max_total=Money.parse("120000 INR")), "Total up to ₹1,20,000"),
        (EntryFilter(max_price=Money.parse("99.50 GBP")), "Per session up to £99.50"),
        (EntryFilter(max_downtime_days=Fraction(1)), "Downtime up to 1 day"),
        (EntryFilter(max_downtime_days=Fraction(3, 2)), "Downtime up to 1.5 days"),
        (EntryFilter(max_sessions=4), "Sessions up to 4"),
        (EntryFilter(kinds=frozenset({Kind.PRODUCT})), "Kind: Product"),
        (EntryFilter(families=frozenset({Family.PRP, Family.LASER})), "Family: Laser, PRP"),
        (EntryFilter(countries=frozenset({"GB", None})), "Country: United Kingdom, not stated"),
        (
            EntryFilter(providers=frozenset({"A", "B", "C", "D", "E"})),
            "Provider: A, B, C and 2 more",
        ),
    ],
)
def test_a_criterion_reads_as_its_field_with_its_value(
    entry_filter: EntryFilter, text: str
) -> None:
    (criterion,) = entry_filter.active()
    assert criterion_text(entry_filter, criterion) == text


def test_what_is_hidden_names_the_filter_that_hides_it() -> None:
    hidden = {Criterion.MAX_TOTAL: 2, Criterion.MAX_DOWNTIME: 0}
    no_words = EntryFilter(max_total=LONG_WEEKEND.max_total, max_downtime_days=Fraction(3))
    assert hidden_text(no_words, hidden) == "Total up to £1,000 hides 2 entries"
    assert hidden_text(EntryFilter(), {}, 0) == ""


def test_with_words_what_else_matches_them_is_said() -> None:
    assert hidden_text(LONG_WEEKEND, {Criterion.MAX_TOTAL: 1, Criterion.MAX_DOWNTIME: 2}, 5) == (
        "1 more matches “prp” but is hidden by Total up to £1,000\n"
        "2 more match “prp” but are hidden by Downtime up to 3 days\n"
        "2 entries are hidden by several filters at once"
    )


def test_braces_in_typed_words_are_text() -> None:
    entry_filter = EntryFilter(words="{n}", max_total=Money.parse("1 GBP"))
    assert "“{n}”" in hidden_text(entry_filter, {Criterion.MAX_TOTAL: 3})


def test_why_entries_stay_open_names_the_missing_figures() -> None:
    limits = (Criterion.MAX_TOTAL, Criterion.MAX_DOWNTIME, Criterion.MAX_SESSIONS)
    assert open_text(limits[:1]) == "price unknown"
    assert open_text(limits) == "price, downtime or number of sessions unknown"
    assert open_text(limits[:2], Fit.SURELY) == "price or downtime not fully known"
    assert open_text(()) == "figures unknown"


@pytest.mark.parametrize(
    ("stated", "text"),
    [
        ("1-2 day", "1 – 2 d"),
        ("24-48 hour", "1 – 2 d"),
        ("2-12 hour", "2 – 12 h"),
        ("36 hour", "1.5 d"),
        ("0-6 hour", "0 – 6 h"),
        ("0 day", "none"),
        ("1 week", "7 d"),
        ("from 2 day", "from 2 d"),
        ("up to 3 day", "up to 3 d"),
        ("up to 12 hour", "up to 12 h"),
    ],
)
def test_a_short_downtime_is_in_days_or_under_a_day_in_hours(stated: str, text: str) -> None:
    assert short_duration_text(duration_range(stated)) == text


def test_a_downtime_that_nobody_states_is_not_stated() -> None:
    assert short_duration_text(None) == short_days_text(bounds(None, None)) == "not stated"
