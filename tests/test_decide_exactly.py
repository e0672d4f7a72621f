"""What ``compare`` says of which is cheaper, against the oracle's numerical integration."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, event, given, reject, settings

from tests.commands import run
from tests.oracle import comparing
from tests.oracle.comparing import Side
from tests.oracle.costs import expected
from tests.oracle.figures import NotSettledError, Range, rounded
from tests.questions import Question, close_questions, questions


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("decide")


def sides(question: Question) -> list[Side]:
    """Of totals that no tie leaves open."""
    try:
        costs = [expected(entry, question.what_if) for entry in question.entries]
    except NotSettledError:
        reject()
    assume(all(cost.is_settled for cost in costs))
    off = question.what_if.off
    return [
        comparing.side(entry_id, cost, off)
        for entry_id, cost in zip(question.ids, costs, strict=True)
    ]


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(question=close_questions())
def test_which_is_cheaper_is_what_the_oracle_says(question: Question, folder: Path) -> None:
    wanted = sides(question)
    comparison = compared(question, folder)
    assert_pairs(comparison["pairs"], wanted, question.digits)
    assert_verdict(comparison, wanted)


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(question=questions())
def test_unknown_ends_are_never_cheaper_by_chance(question: Question, folder: Path) -> None:
    assume(len(question.entries) > 1)
    wanted = sides(question)
    comparison = compared(question, folder)
    assert_pairs(comparison["pairs"], wanted, question.digits)
    assert_verdict(comparison, wanted)


def compared(question: Question, folder: Path) -> Any:
    outcome = run(*question.arguments(folder / "close.json"), "--format", "json")
    assert (outcome.code, outcome.complaints) == (0, "")
    return outcome.json["comparison"]


def assert_pairs(pairs: list[dict[str, Any]], wanted: list[Side], digits: int) -> None:
    by_id = {side.id: side for side in wanted}
    ids = [side.id for side in wanted]
    assert [(pair["a"], pair["b"]) for pair in pairs] == [
        (a, b) for place, a in enumerate(ids) for b in ids[place + 1 :]
    ]
    for pair in pairs:
        a, b = by_id[pair["a"]], by_id[pair["b"]]
        surely = comparing.surely(a, b)
        assert pair["surely"] == surely
        difference = comparing.difference(a, b)
        shown = Range(*(difference.low, difference.high))
        assert pair["difference"] == {
            "low": text(shown.low, digits),
            "high": text(shown.high, digits),
        }
        assert pair["p_a_cheaper"] == text(comparing.shown_probability(a, b), 4)
        assert pair["p_b_cheaper"] == text(comparing.shown_probability(b, a), 4)
        if a.spread is None or b.spread is None:
            event("unknown")
            assert pair["p_equal"] is None
        else:
            event("overlapping" if surely is None else "apart")
            equal = comparing.equal(a.spread, b.spread)
            assert pair["p_equal"] == rounded(equal, 4)


def assert_verdict(comparison: dict[str, Any], wanted: list[Side]) -> None:
    cheapest, certainty = comparing.verdict(wanted)
    event(certainty)
    assert (comparison["cheapest"], comparison["certainty"]) == (cheapest, certainty)
    beaten = comparing.surely_beaten(wanted)
    shown = {(pair["id"], pair["by"]) for pair in comparison["surely_beaten"]}
    assert shown <= beaten
    assert {worse for worse, _ in shown} == {worse for worse, _ in beaten}


def text(amount: Fraction | None, digits: int) -> str | None:
    return None if amount is None else rounded(amount, digits)
