"""``compare`` against the oracle, which reckons the same totals from the written rules alone."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from tests import oracle
from tests.commands import catalogue_object, run

# None of these two currencies is published, so that it has a rate only where one is pinned.
UNPUBLISHED = ("AED", "KWD")
CURRENCIES = ("GBP", "INR", "JPY", *UNPUBLISHED)
DIGITS = {"GBP": 2, "INR": 2, "JPY": 0, "AED": 2, "KWD": 3}
DATES = (None, "2025-11", "2026-01-10")
RATES = ("120", "0.0083", "0.3", "7", "113.377", "0.000001")
HORIZONS = {
    None: Fraction(365),
    "12 month": Fraction(365),
    "1 year": Fraction(365),
    "100 day": Fraction(100),
    "26 week": Fraction(182),
    "5 month": Fraction(365 * 5, 12),
    "1 hour": Fraction(1, 24),
}
MEASURES = ("30 ml", "0.5 ml", "0.03 l", "1 l", "1.5 g", "200 mg", "0.05 g", "0.7 ml", "45 mg")
LENGTHS = ("0 hour", "6 hour", "36 hour", "0.5 day", "2 day", "1 week", "0.1 month", "1 hour")

# Half-pennies and thirds of a rate make totals that no float holds and ties that need rounding.
money: SearchStrategy[str] = st.one_of(
    st.sampled_from(["0", "0.005", "1", "99.99", "100", "150", "400", "2.675"]),
    st.decimals(min_value=0, max_value=500_000, places=2).map(lambda number: f"{number:f}"),
)


@st.composite
def ordered(draw: DrawFn, values: SearchStrategy[Any], key: Any) -> tuple[Any, Any]:
    """Two ends, of which each may be unknown."""
    low, high = draw(st.none() | values), draw(st.none() | values)
    if draw(st.booleans()):
        high = low
    if low is not None and high is not None and key(low) > key(high):
        low, high = high, low
    return low, high


@st.composite
def offers(draw: DrawFn, per: str, currencies: tuple[str, ...]) -> dict[str, Any]:
    low, high = draw(ordered(money, Decimal))
    offer: dict[str, Any] = {
        "price": {"low": low, "high": high, "currency": draw(st.sampled_from(currencies))},
        "per": per,
        "tax": draw(st.sampled_from(["included", "exempt"])),
        "date": draw(st.sampled_from(DATES)),
        "source": "src-a",
    }
    if per == "course":
        offer["sessions"] = draw(st.integers(1, 5))
    if per == "month":
        if draw(st.booleans()):
            offer["every"] = draw(st.sampled_from(["1 month", "4 week", "90 day", "2 year"]))
        offer["times"] = draw(st.none() | st.integers(1, 14))
    return offer


@st.composite
def entries(draw: DrawFn, entry_id: str) -> dict[str, Any]:
    treatment = draw(st.booleans())
    # Mostly few currencies, so that most entries have a rate and some have none.
    currencies = tuple(draw(st.lists(st.sampled_from(CURRENCIES), min_size=1, max_size=2)))
    pers = draw(
        st.sampled_from(
            [
                ("session",),
                ("course",),
                ("session", "course"),
                ("session", "course", "month"),
                ("month",),
                ("pack",),
                ("pack", "month"),
                ("session", "pack", "course", "month"),
            ]
        )
    )
    size = draw(st.integers(0, 5))
    entry: dict[str, Any] = {
        "id": entry_id,
        "kind": "treatment" if treatment else "product",
        "name": entry_id,
        "family": "peel",
        "offers": [draw(offers(draw(st.sampled_from(pers)), currencies)) for _ in range(size)],
        "lasts": None,
    }
    if treatment:
        low, high = draw(ordered(st.integers(1, 7), int))
        entry["sessions"] = draw(st.sampled_from([None, {"low": low, "high": high}]))
        low, high = draw(ordered(st.sampled_from(LENGTHS), oracle.days))
        entry["downtime"] = draw(st.sampled_from([None, {"low": low, "high": high}]))
    else:
        pack, use = (draw(st.sampled_from([*MEASURES, None])) for _ in range(2))
        per = draw(st.sampled_from(["day", "week", "month"]))
        entry["pack"] = None if pack is None else {"amount": pack}
        entry["use"] = None if use is None else {"amount": use, "per": per}
        entry["downtime"] = draw(st.sampled_from([None, {"low": "0 day", "high": "0 day"}]))
    return entry


@st.composite
def pins(draw: DrawFn, currency: str) -> dict[tuple[str, str], Fraction]:
    """Rates to the display currency, in either direction; at times an unpublished one lacks."""
    pinned = {}
    for other in CURRENCIES:
        if other != currency and (other not in UNPUBLISHED or draw(st.integers(0, 3))):
            pair = (other, currency) if draw(st.booleans()) else (currency, other)
            pinned[pair] = Fraction(draw(st.sampled_from(RATES)))
    if currency in UNPUBLISHED and draw(st.booleans()):
        del pinned[draw(st.sampled_from(sorted(pinned)))]
    return pinned


@st.composite
def questions(draw: DrawFn) -> dict[str, Any]:
    currency = draw(st.sampled_from(CURRENCIES))
    low, more = draw(st.integers(1, 6)), draw(st.integers(0, 3))
    return {
        "entries": [draw(entries(f"entry{number}")) for number in range(draw(st.integers(1, 6)))],
        "currency": currency,
        "pins": draw(pins(currency)),
        "horizon": draw(st.sampled_from(list(HORIZONS))),
        "sessions": draw(st.sampled_from([None, None, (low, low + more)])),
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("exactly")


def arguments(question: dict[str, Any], path: Path) -> list[str]:
    path.write_text(json.dumps(catalogue_object(question["entries"])), "utf-8")
    listed = ["--catalogue", str(path), "--currency", question["currency"]]
    for (base, quote), value in question["pins"].items():
        number = f"{Decimal(value.numerator) / Decimal(value.denominator):f}"
        listed += ["--rate", f"{base}/{quote}={number}@2026-01-15,fixture"]
    if question["horizon"] is not None:
        listed += ["--horizon", question["horizon"]]
    if question["sessions"] is not None:
        listed += ["--sessions", "{}-{}".format(*question["sessions"])]
    return ["compare", *(entry["id"] for entry in question["entries"]), *listed]


def expectations(question: dict[str, Any]) -> list[oracle.Expected]:
    return [
        oracle.expected(
            entry,
            question["currency"],
            question["pins"],
            horizon=HORIZONS[question["horizon"]],
            sessions=question["sessions"],
        )
        for entry in question["entries"]
    ]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(question=questions())
def test_any_catalogue_costs_what_the_oracle_says(question: dict[str, Any], folder: Path) -> None:
    outcome = run(*arguments(question, folder / "any.json"), "--format", "json")
    assert (outcome.code, outcome.complaints) == (0, "")
    shown = outcome.json
    digits = DIGITS[question["currency"]]
    assert shown["currency"] == question["currency"]
    for entry, wanted in zip(shown["entries"], expectations(question), strict=True):
        event(wanted.state)
        assert entry["state"] == wanted.state
        assert ends(entry["total"]) == written(wanted.total, digits)
        if wanted.state != "needs-rate":
            assert ends(entry["unit_price"]) == written(wanted.unit_price, digits)
        assert_same_days(entry["downtime"], wanted.downtime)
        assert count(entry["sessions"]) == wanted.sessions
        if wanted.packs is not None:
            assert count(entry["packs"]) == wanted.packs
        assert_lines_add_up(entry, digits)
    assert_rates_are_the_pinned_ones(shown["rates"], question)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(question=questions())
def test_csv_and_table_say_what_json_says(question: dict[str, Any], folder: Path) -> None:
    given_arguments = arguments(question, folder / "three.json")
    shown = run(*given_arguments, "--format", "json").json
    rows = run(*given_arguments, "--format", "csv").rows
    table = cells(run(*given_arguments, "--format", "table").text)
    totals = table[f"Total in {question['currency']}"]
    for entry, row, total in zip(shown["entries"], rows, totals, strict=True):
        assert row["id"] == entry["id"]
        assert row["state"] == entry["state"]
        assert row["currency"] == question["currency"]
        for name, figure in (("unit_price", entry["unit_price"]), ("total", entry["total"])):
            assert (row[f"{name}_low"] or None, row[f"{name}_high"] or None) == ends(figure)
        for end in ("low", "high"):
            sessions = None if entry["sessions"] is None else entry["sessions"][end]
            assert row[f"sessions_{end}"] == ("" if sessions is None else str(sessions))
            assert row[f"downtime_days_{end}"] == (entry["downtime"][f"{end}_days"] or "")
        assert row["original_currency"] == (entry["original_currency"] or "")
        assert_total_words(total, entry, question["currency"])


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(question=questions())
def test_list_shows_the_figures_that_compare_shows(question: dict[str, Any], folder: Path) -> None:
    compared = arguments(question, folder / "list.json")
    listed = ["list", *compared[1 + len(question["entries"]) :], "--format", "json"]
    entries_listed = run(*listed).json["entries"]
    assert [entry.pop("fit") for entry in entries_listed] == ["fits"] * len(entries_listed)
    assert entries_listed == run(*compared, "--format", "json").json["entries"]


def ends(figure: dict[str, str | None]) -> tuple[str | None, str | None]:
    return figure["low"], figure["high"]


def written(figure: oracle.Range, digits: int) -> tuple[str | None, str | None]:
    low, high = (None if end is None else oracle.rounded(end, digits) for end in figure)
    return low, high


def count(shown: dict[str, Any] | None) -> oracle.Count | None:
    return None if shown is None else oracle.Count(shown["low"], shown["high"], shown["assumed"])


def assert_same_days(shown: dict[str, str | None], wanted: oracle.Range) -> None:
    for text, days in zip((shown["low_days"], shown["high_days"]), wanted, strict=True):
        assert (text is None) == (days is None)
        if text is not None and days is not None:
            # An hour is no finite decimal of a day: such ones stand with many digits.
            assert abs(Fraction(text) - days) < Fraction(1, 10**20)
            assert len(text) > 20 or Fraction(text) == days


def assert_lines_add_up(entry: dict[str, Any], digits: int) -> None:
    half_units = Fraction(len(entry["lines"]) + 1, 2 * 10**digits)
    assert {line["key"] for line in entry["lines"]} <= {"sessions", "packs"}
    for end, total in zip(("low", "high"), ends(entry["total"]), strict=True):
        lines = [line[end] for line in entry["lines"]]
        if total is None:
            assert not lines or None in lines
        else:
            assert abs(sum(map(Fraction, lines), Fraction(0)) - Fraction(total)) <= half_units


def assert_rates_are_the_pinned_ones(rates: list[dict[str, str]], question: dict[str, Any]) -> None:
    for rate in rates:
        assert question["pins"][rate["base"], rate["quote"]] == Fraction(rate["value"])
        assert (rate["date"], rate["source"]) == ("2026-01-15", "fixture")


def cells(text: str) -> dict[str, list[str]]:
    """The rows of a comparison by their names, whatever tables and lines they go on in."""
    rows: dict[str, list[str]] = {}
    for table in text.split("\n\n"):
        lines = table.splitlines()
        rule = next((n for n, line in enumerate(lines) if re.fullmatch("[- ]+", line)), None)
        if rule is None:
            break
        columns = [match.span() for match in re.finditer("-+", lines[rule])]
        found: dict[str, list[str]] = {}
        name = ""
        for line in lines[rule + 1 :]:
            first, *others = (line[start:end].strip() for start, end in columns)
            name = first or name
            parts = zip(found.get(name, [""] * len(others)), others, strict=True)
            found[name] = [" ".join(part).strip() for part in parts]
        for name, others in found.items():
            rows[name] = [*rows.get(name, []), *others]
    return rows


def assert_total_words(text: str, entry: dict[str, Any], currency: str) -> None:
    low, high = (None if end is None else Decimal(end) for end in ends(entry["total"]))
    amounts = [
        Decimal(number.replace(",", ""))
        for number in re.findall(r"[0-9][0-9,]*(?:\.[0-9]+)?", text)
    ]
    converted, text = text.startswith("≈ "), text.removeprefix("≈ ")
    if entry["state"] not in ("needs-rate", "unknown"):
        # With offers in several currencies, that of the single price is named.
        assert converted or entry["original_currency"] == currency
    match entry["state"]:
        case "needs-rate":
            assert text == "needs a rate"
        case "unknown":
            assert text in ("unknown", "on request", "no price published")
        case "from":
            assert text.startswith("from ")
            assert amounts == [low]
        case "up-to":
            assert text.startswith("up to ")
            assert amounts == [high]
        case "exact":
            assert low == high
            assert amounts == [low]
        case _:
            assert amounts == [low, high]
            assert " – " in text
