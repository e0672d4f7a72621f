"""``compare`` against the oracle, which reckons the same totals from the written rules alone."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, reject, settings

from tests.commands import run
from tests.oracle.costs import Expected, expected
from tests.oracle.figures import Count, NotSettledError, Range, rounded
from tests.oracle.lines import Lines
from tests.oracle.what_if import BASE_LINES
from tests.questions import Question, questions


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("exactly")


def expectations(question: Question) -> list[Expected]:
    try:
        return [expected(entry, question.what_if) for entry in question.entries]
    except NotSettledError:
        reject()


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(question=questions())
def test_any_catalogue_costs_what_the_oracle_says(question: Question, folder: Path) -> None:
    outcome = run(*question.arguments(folder / "any.json"), "--format", "json")
    assert (outcome.code, outcome.complaints) == (0, "")
    shown = outcome.json
    assert shown["currency"] == question.what_if.currency
    for entry, wanted in zip(shown["entries"], expectations(question), strict=True):
        event(str(wanted.state))
        assert_costs(entry, wanted, question)
    assert_rates_are_the_pinned_ones(shown["rates"], question)


def assert_costs(entry: dict[str, Any], wanted: Expected, question: Question) -> None:
    digits, off = question.digits, question.what_if.off
    if wanted.state is not None:
        assert entry["state"] == wanted.state
    assert_same_days(entry["downtime"], wanted.downtime)
    assert count(entry["sessions"]) == wanted.sessions
    if wanted.state == "needs-rate":
        assert ends(entry["total"]) == (None, None)
        return
    assert ends(entry["unit_price"]) == written(wanted.unit_price, digits)
    if wanted.packs is not None:
        assert count(entry["packs"]) == wanted.packs
    assert not {line["key"] for line in entry["lines"]} & off
    for end, may_be in (("low", wanted.lows), ("high", wanted.highs)):
        total = entry["total"][end]
        totals = {text(lines.total(off, at_most=end == "high"), digits) for lines in may_be}
        assert total in totals
        if entry["lines"]:
            lines_shown = {line["key"]: line[end] for line in entry["lines"]}
            if total is not None:
                assert lines_shown in [wanted_texts(one, lines_shown, question) for one in may_be]
            else:
                assert_are_lines_of_any_count(lines_shown, wanted, question, end)
            assert_adds_up(lines_shown, total, digits, at_most=end == "high")


def assert_are_lines_of_any_count(
    shown: dict[str, str | None], wanted: Expected, question: Question, end: str
) -> None:
    """Which number of sessions makes a total unknown is nobody's rule."""
    every = [one for by in wanted.by_count for one in (by.lows if end == "low" else by.highs)]
    texts = [wanted_texts(one, shown, question) for one in every]
    for key, amount in shown.items():
        assert amount in {text.get(key) for text in texts}


def wanted_texts(
    lines: Lines, shown: dict[str, str | None], question: Question
) -> dict[str, str | None]:
    """What should be shown: a line that is nothing at this end may be left out."""
    texts = {
        key: text(amount, question.digits)
        for key, amount in lines.amounts.items()
        if key not in question.what_if.off and (key in shown or amount != 0)
    }
    return texts | {key: shown[key] for key in lines.open & shown.keys()}


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(question=questions())
def test_csv_and_table_say_what_json_says(question: Question, folder: Path) -> None:
    given_arguments = question.arguments(folder / "three.json")
    shown = run(*given_arguments, "--format", "json").json
    rows = run(*given_arguments, "--format", "csv").rows
    table = cells(run(*given_arguments, "--format", "table").text)
    totals = table[f"Total in {question.what_if.currency}"]
    for entry, row, total in zip(shown["entries"], rows, totals, strict=True):
        assert row["id"] == entry["id"]
        assert row["state"] == entry["state"]
        assert row["currency"] == question.what_if.currency
        for name, figure in (("unit_price", entry["unit_price"]), ("total", entry["total"])):
            assert (row[f"{name}_low"] or None, row[f"{name}_high"] or None) == ends(figure)
        for end in ("low", "high"):
            sessions = None if entry["sessions"] is None else entry["sessions"][end]
            assert row[f"sessions_{end}"] == ("" if sessions is None else str(sessions))
            assert row[f"downtime_days_{end}"] == (entry["downtime"][f"{end}_days"] or "")
        assert row["original_currency"] == (entry["original_currency"] or "")
        assert_total_words(total, entry, question.what_if.currency)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(question=questions())
def test_list_shows_the_figures_that_compare_shows(question: Question, folder: Path) -> None:
    compared = question.arguments(folder / "list.json")
    listed = ["list", *compared[1 + len(question.entries) :], "--format", "json"]
    entries_listed = run(*listed).json["entries"]
    assert [entry.pop("fit") for entry in entries_listed] == ["fits"] * len(entries_listed)
    assert entries_listed == run(*compared, "--format", "json").json["entries"]


def ends(figure: dict[str, str | None]) -> tuple[str | None, str | None]:
    return figure["low"], figure["high"]


def written(figure: Range, digits: int) -> tuple[str | None, str | None]:
    return text(figure.low, digits), text(figure.high, digits)


def text(amount: Fraction | None, digits: int) -> str | None:
    return None if amount is None else rounded(amount, digits)


def count(shown: dict[str, Any] | None) -> Count | None:
    return None if shown is None else Count(shown["low"], shown["high"], shown["assumed"])


def assert_same_days(shown: dict[str, str | None], wanted: Range) -> None:
    for text, days in zip((shown["low_days"], shown["high_days"]), wanted, strict=True):
        assert (text is None) == (days is None)
        if text is not None and days is not None:
            # An hour is no finite decimal of a day: such ones stand with many digits.
            assert abs(Fraction(text) - days) < Fraction(1, 10**20)
            assert len(text) > 20 or Fraction(text) == days


def assert_adds_up(
    lines: dict[str, str | None], total: str | None, digits: int, *, at_most: bool
) -> None:
    counted = [line for line in lines.values() if line is not None]
    if total is None:
        assert None in (lines.values() if at_most else [lines.get(key) for key in BASE_LINES])
        return
    half_units = Fraction(len(lines) + 1, 2 * 10**digits)
    assert abs(sum(map(Fraction, counted), Fraction(0)) - Fraction(total)) <= half_units


def assert_rates_are_the_pinned_ones(rates: list[dict[str, str]], question: Question) -> None:
    for rate in rates:
        assert question.what_if.pins[rate["base"], rate["quote"]] == Fraction(rate["value"])
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


def assert_total_words(words: str, entry: dict[str, Any], currency: str) -> None:
    low, high = (None if end is None else Decimal(end) for end in ends(entry["total"]))
    amounts = [
        Decimal(number.replace(",", ""))
        for number in re.findall(r"[0-9][0-9,]*(?:\.[0-9]+)?", words)
    ]
    converted, words = words.startswith("≈ "), words.removeprefix("≈ ")
    if entry["state"] not in ("needs-rate", "unknown"):
        # With offers in several currencies, that of the single price is named.
        assert converted or entry["original_currency"] == currency
    match entry["state"]:
        case "needs-rate":
            assert words == "needs a rate"
        case "unknown":
            assert words in ("unknown", "on request", "no price published")
        case "from":
            assert words.startswith("from ")
            assert amounts == [low]
        case "up-to":
            assert words.startswith("up to ")
            assert amounts == [high]
        case "exact":
            assert low == high
            assert amounts == [low]
        case _:
            assert amounts == [low, high]
            assert " – " in words
