from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exodesk.domain.entries import Tax
from exodesk.imports.figure_texts import (
    DateOrder,
    FigureTextError,
    read_duration_range,
    read_measure,
    read_partial_date,
    read_sessions,
    read_tax,
    read_use,
)
from exodesk.translation import spoken_in
from exodesk.wording.dates import date_text
from tests.builders import amount, duration_range, session_count, use


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("3", "3"),
        ("3-6", "3-6"),
        ("3–6 sessions", "3-6"),
        ("3 to 6", "3-6"),
        ("at least 3", "from 3"),
        ("3+", "from 3"),
        ("up to 6", "up to 6"),
        ("६", "6"),
        ("३ से ६ सेशन", "3-6"),
        ("3 से", "from 3"),
        ("6 तक", "up to 6"),
        ("3 से 6 तक", "3-6"),
        ("1000", "1000"),
    ],
)
def test_session_counts_are_read(text: str, meant: str) -> None:
    assert read_sessions(text) == session_count(meant)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("0", "Sessions must be 1 or more."),
        ("0-3", "Sessions must be 1 or more."),
        ("1001", "Sessions must be at most 1000."),
        ("1.5", "“1.5” is not a number of sessions. Example: 3 or 3-6."),
        ("a few", "“a few” is not a number of sessions. Example: 3 or 3-6."),
        ("-3", "“-3” is not a number of sessions. Example: 3 or 3-6."),
        ("", "“” is not a number of sessions. Example: 3 or 3-6."),
        ("under 6", "“under 6” is not a number of sessions. Example: 3 or 3-6."),
        ("3-", "“3-” is not a number of sessions. Example: 3 or 3-6."),
        ("३2", "“३2” is not a number of sessions. Example: 3 or 3-6."),
    ],
)
def test_what_is_no_session_count_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(FigureTextError) as caught:
        read_sessions(text)
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("text", "ways"),
    [("under 6", ["up to 5", "up to 6"]), ("<1", ["up to 1"]), ("3-", ["at least 3"]), ("x", [])],
)
def test_counts_that_could_be_two_are_offered_as_both(text: str, ways: list[str]) -> None:
    with pytest.raises(FigureTextError) as caught:
        read_sessions(text)
    assert [way.text for way in caught.value.ways_out] == ways
    for way in ways:
        read_sessions(way)


def test_counts_upside_down_can_be_swapped() -> None:
    with pytest.raises(FigureTextError, match="below") as caught:
        read_sessions("6-3")
    (way,) = caught.value.ways_out
    assert read_sessions(way.text) == session_count("3-6")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1-2 days", "1-2 day"),
        ("1 – 2 days", "1-2 day"),
        ("48 h", "48 hour"),
        ("24-48 hours", "24-48 hour"),
        ("2 weeks", "2 week"),
        ("every 4 weeks", "4 week"),
        ("none", "0 day"),
        ("No downtime", "0 day"),
        ("up to 3 days", "up to 3 day"),
        ("3+ days", "from 3 day"),
        ("at least 3 days", "from 3 day"),
        ("0.5 day", "0.5 day"),
        ("6 months", "6 month"),
        ("every month", "1 month"),
        ("a week", "1 week"),
        ("one day", "1 day"),
        ("less than 3 days", "up to 3 day"),
        ("2 wks.", "2 week"),
        ("7 to 10 days", "7-10 day"),
        ("२ दिन", "2 day"),
        ("24 – 48 घंटे", "24-48 hour"),
        ("3 दिन तक", "up to 3 day"),
        ("3 दिन से", "from 3 day"),
        ("4 हफ़्ते", "4 week"),
        ("6 माह", "6 month"),
    ],
)
def test_lengths_of_time_are_read(text: str, meant: str) -> None:
    assert read_duration_range(text) == duration_range(meant)


def test_a_length_may_have_a_unit_at_each_end() -> None:
    found = read_duration_range("1 day - 1 week")
    assert (found.low_days, found.high_days) == (Fraction(1), Fraction(7))


@pytest.mark.parametrize(
    "text",
    [
        "a few days",
        "overnight",
        "3",
        "-1 day",
        "1,5 days",
        "NaN days",
        "1e3 days",
        "",
        "2 fortnights",
        "a few",
        "1½ days",
        "30 minutes",
        "3 days to recover",
        "1\u00ad2 days",
        "1 day" + " " * 300 + "x",
    ],
)
def test_what_is_no_length_of_time_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(FigureTextError, match="Example: 1-2 days, 48 h or 2 weeks"):
        read_duration_range(text)


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("3", ["3 days", "3 weeks", "3 hours"]),
        ("3-5", ["3-5 days", "3-5 weeks", "3-5 hours"]),
        ("3 days-", ["at least 3 day"]),
        ("3-1", []),
        ("a few days", []),
    ],
)
def test_a_length_that_lacks_something_is_offered_whole(text: str, ways: list[str]) -> None:
    with pytest.raises(FigureTextError) as caught:
        read_duration_range(text)
    assert [way.text for way in caught.value.ways_out] == ways
    for way in ways:
        read_duration_range(way)


def test_lengths_upside_down_can_be_swapped() -> None:
    with pytest.raises(FigureTextError) as caught:
        read_duration_range("2 weeks to 3 days")
    (way,) = caught.value.ways_out
    found = read_duration_range(way.text)
    assert (found.low_days, found.high_days) == (Fraction(3), Fraction(14))


@pytest.mark.parametrize(
    ("text", "meant"), [("30ml", "30 ml"), ("30 ML", "30 ml"), ("0.5 g", "0.5 g"), ("50gm", "50 g")]
)
def test_amounts_are_read(text: str, meant: str) -> None:
    assert read_measure(text) == amount(meant)


@pytest.mark.parametrize("text", ["1 fl oz", "0 ml", "-5 ml", "30", "1e3 ml", "ml", "", "30 ml 5"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(FigureTextError):
        read_measure(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("0.5 ml a day", "0.5 ml a day"),
        ("0.5ml/day", "0.5 ml a day"),
        ("1 g weekly", "1 g a week"),
        ("30 ml per month", "30 ml a month"),
        ("30 ml प्रति माह", "30 ml a month"),
    ],
)
def test_use_is_read(text: str, meant: str) -> None:
    assert read_use(text) == use(meant)


def test_a_use_of_nothing_is_refused() -> None:
    for text in ("0 ml a day", "0 ml", "0", "0.0 ml/day"):
        with pytest.raises(FigureTextError, match="Use per day must be above 0"):
            read_use(text)
    with pytest.raises(FigureTextError, match="Use per week must be above 0"):
        read_use("0 ml a week")
    with pytest.raises(FigureTextError) as caught:
        read_use("0.5 ml")
    assert caught.value.ways_out[0].text == "0.5 ml a day"
    with pytest.raises(FigureTextError) as caught:
        read_use("1 a week")
    assert [way.text for way in caught.value.ways_out] == ["1 ml a week", "1 g a week"]
    for text in ("2 pumps", "5", "0.5 ml", "a pea a day"):
        with pytest.raises(FigureTextError):
            read_use(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2025", "2025"),
        ("2025-03", "2025-03"),
        ("2025-3-4", "2025-03-04"),
        ("14/03/2025", "2025-03-14"),
        ("14.03.2025", "2025-03-14"),
        ("03/2025", "2025-03"),
        ("Mar 2025", "2025-03"),
        ("14 March 2025", "2025-03-14"),
        ("14th Mar, 2025", "2025-03-14"),
        ("March 14, 2025", "2025-03-14"),
        ("9 sept 2024", "2024-09-09"),
        ("29/02/2024", "2024-02-29"),
        ("2025/03/14", "2025-03-14"),
        ("2025-03-14 00:00:00", "2025-03-14"),
        ("2025-03-14T00:00:00.000Z", "2025-03-14"),
        ("14-Mar-2025", "2025-03-14"),
        ("Mar-2025", "2025-03"),
        ("१४/०३/२०२५", "2025-03-14"),
    ],
)
def test_dates_are_read(text: str, meant: str) -> None:
    assert read_partial_date(text, DateOrder.DAY_FIRST) == meant


@pytest.mark.parametrize("month", range(1, 13))
def test_a_date_is_read_as_it_is_shown_in_hindi(month: int) -> None:
    shown = f"2026-{month:02}-23"
    with spoken_in("hi"):
        assert read_partial_date(date_text(shown), DateOrder.DAY_FIRST) == shown
        assert read_partial_date(date_text(shown[:7]), DateOrder.DAY_FIRST) == shown[:7]
        assert read_partial_date("14 Mar 2025", DateOrder.DAY_FIRST) == "2025-03-14"


def test_the_order_of_day_and_month_is_what_was_chosen() -> None:
    assert read_partial_date("03/04/2025", DateOrder.DAY_FIRST) == "2025-04-03"
    assert read_partial_date("03/04/2025", DateOrder.MONTH_FIRST) == "2025-03-04"


@pytest.mark.parametrize("text", ["31/02/2026", "2025-13", "29/02/2025", "0000", "12/13/2025"])
def test_a_day_that_does_not_exist_is_named(text: str) -> None:
    with pytest.raises(FigureTextError, match="does not exist"):
        read_partial_date(text, DateOrder.DAY_FIRST)


@pytest.mark.parametrize(
    "text", ["tomorrow", "25", "14/03/25", "3 weeks ago", "", "2025-03-14 23:30"]
)
def test_what_is_no_date_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(FigureTextError, match="Example: 14 Mar 2025"):
        read_partial_date(text, DateOrder.DAY_FIRST)


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("14/03/25", "14/03/2025"),
        ("14-Mar-25", "14-mar-2025"),
        ("31/02/26", None),
        ("Mar 25", None),
    ],
)
def test_a_short_year_is_asked_about(text: str, way: str | None) -> None:
    with pytest.raises(FigureTextError) as caught:
        read_partial_date(text, DateOrder.DAY_FIRST)
    assert [offered.text for offered in caught.value.ways_out] == ([way] if way else [])


@pytest.mark.parametrize(
    ("text", "tax", "rate"),
    [
        ("incl. VAT", Tax.INCLUDED, None),
        ("inclusive of GST", Tax.INCLUDED, None),
        ("+ 18% GST", Tax.EXCLUDED, "18"),
        ("plus VAT", Tax.EXCLUDED, None),
        ("+ 20 %", Tax.EXCLUDED, "20"),
        ("inclusive of all taxes", Tax.INCLUDED, None),
        ("exclusive of applicable taxes", Tax.EXCLUDED, None),
        ("not incl.", Tax.EXCLUDED, None),
        ("exempt", Tax.EXEMPT, None),
        ("no VAT", Tax.EXEMPT, None),
        ("unknown", Tax.UNKNOWN, None),
        ("", Tax.UNKNOWN, None),
        ("GST शामिल", Tax.INCLUDED, None),
        ("18 % GST अलग से", Tax.EXCLUDED, "18"),
        ("पता नहीं", Tax.UNKNOWN, None),
    ],
)
def test_taxes_are_read(text: str, tax: Tax, rate: str | None) -> None:
    assert read_tax(text) == (tax, None if rate is None else Decimal(rate))


@pytest.mark.parametrize("text", ["20%", "VAT", "maybe", "-20 %", "yes", "+ 120%"])
def test_a_tax_that_could_be_in_or_out_is_refused(text: str) -> None:
    with pytest.raises(FigureTextError, match="does not say how tax stands"):
        read_tax(text)


READERS: list[Callable[[str], Any]] = [
    read_sessions,
    read_duration_range,
    read_measure,
    read_use,
    read_tax,
    lambda text: read_partial_date(text, DateOrder.DAY_FIRST),
]


pieces = (
    *(
        "0",
        "1",
        "3",
        "48",
        "1.5",
        "३",
        "-",
        "–",
        " to ",
        "+",
        " ",
        "up to ",
        "at least ",
        "less than ",
    ),
    *(
        "day",
        "days",
        " weeks",
        "h",
        "ml",
        " g",
        " a day",
        "/week",
        "%",
        "+ ",
        "VAT",
        "incl",
        "exempt",
    ),
    *(
        "/",
        ".",
        "03",
        "2025",
        "25",
        "Mar",
        "a ",
        "every ",
        "a few",
        "½",
        "\u00ad",
        "\ud800",
        "none",
    ),
)
texts = st.text(max_size=30) | st.lists(st.sampled_from(pieces), max_size=7).map("".join)


@settings(max_examples=600)
@given(texts, st.sampled_from(READERS))
def test_any_text_is_read_or_refused_in_one_sentence(text: str, read: Callable[[str], Any]) -> None:
    refused = refusal(text, read)
    if refused is not None:
        assert str(refused)
        assert str(refused).isprintable()
        for way in refused.ways_out:
            assert way.label.isprintable()
            read(way.text)


def refusal(text: str, read: Callable[[str], Any]) -> FigureTextError | None:
    try:
        read(text)
    except FigureTextError as refused:
        return refused
    return None
