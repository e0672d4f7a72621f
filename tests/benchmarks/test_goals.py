from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.goals import GOALS, LARGE, MOST, QUICK, USUAL, Goal, outcomes
from benchmarks.parts import PARTS
from benchmarks.readings import Reading

GOAL = Goal("load", "load {rows}", "decode alone", 2.5, "load", "decode", "list")


def judged(goal: Goal, ours: tuple[float, ...], anchor: tuple[float, ...]) -> tuple[object, object]:
    rows = USUAL.main
    readings = [Reading("load", rows, ours), Reading("decode", rows, anchor)]
    (outcome,) = outcomes([goal], readings, USUAL, {})
    return outcome.ratio, outcome.met


def test_the_median_is_held_against_the_median_of_the_anchor() -> None:
    assert judged(GOAL, (1.0, 5.0, 90.0), (2.0, 2.0, 100.0)) == (2.5, True)
    assert judged(GOAL, (1.0, 5.1, 90.0), (2.0, 2.0, 100.0))[1] is False


def test_of_the_worst_the_greatest_counts() -> None:
    assert judged(replace(GOAL, take=MOST), (1.0, 2.0, 6.0), (2.0,)) == (3.0, False)


def test_how_many_times_faster_is_asked_of_the_worst_of_both() -> None:
    goal = replace(GOAL, take=MOST, faster=True, most=1 / 40)
    assert judged(goal, (0.5, 1.0), (1.0, 50.0)) == (1 / 50, True)
    assert judged(goal, (0.5, 2.0), (1.0, 50.0))[1] is False


def test_a_bound_in_seconds_counts_beside_the_ratio() -> None:
    goal = replace(GOAL, most=40, seconds=5)
    assert judged(goal, (5.0,), (1.0,))[1] is True
    assert judged(goal, (5.1,), (1.0,))[1] is False


def test_what_could_not_be_measured_is_neither_met_nor_missed() -> None:
    (outcome,) = outcomes([GOAL], [], USUAL, {"load": "no file"})
    assert (outcome.ratio, outcome.met, outcome.why_not) == (None, None, "no file")


def test_a_million_entries_come_only_where_they_are_asked_for() -> None:
    goal = replace(GOAL, size="huge")
    (outcome,) = outcomes([goal], [], USUAL, {})
    assert "--large" in outcome.why_not
    assert LARGE.all()[-1] == 1_000_000


@pytest.mark.parametrize("goal", GOALS, ids=lambda goal: goal.key)
def test_every_goal_has_a_part_and_a_size_of_its_own_kind(goal: Goal) -> None:
    assert goal.part in {"start", *PARTS}
    assert getattr(QUICK, goal.size, 0) is None or goal.size in ("small", "middle", "main")
