from __future__ import annotations

import pytest

from benchmarks.goals import GOALS, USUAL, outcomes
from benchmarks.readings import Reading, Unit
from benchmarks.table import (
    BEGIN,
    END,
    as_markdown,
    as_text,
    exponent,
    figure_text,
    gap_rows,
    goal_rows,
    growth_rows,
    memory_rows,
    time_text,
    written,
)


@pytest.mark.parametrize(("power", "found"), [(0, 0.0), (0.5, 0.5), (1, 1.0), (2, 2.0)])
def test_the_exponent_is_the_power_that_a_cost_grows_with(power: float, found: float) -> None:
    costs = [(size, 3.0 * size**power) for size in (10_000, 100_000, 1_000_000)]
    assert exponent(costs) == pytest.approx(found)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.0123, "12.3 ms"), (0.25, "250 ms"), (1.5, "1.50 s"), (32.4, "32 s")],
)
def test_times_have_three_figures(seconds: float, text: str) -> None:
    assert time_text(seconds) == text


def test_a_figure_stands_with_its_spread_and_its_number() -> None:
    reading = Reading("load", 100, (0.010, 0.012, 0.020), Unit.WALL)
    assert figure_text(reading) == "12.0 ms wall (10.0 ms – 20.0 ms, n=3)"
    assert figure_text(Reading("load", 100, (0.5,))) == "500 ms"


def test_each_goal_is_a_row_with_what_was_measured_ratio_and_aim() -> None:
    readings = [
        Reading("load", USUAL.main, (2.0,)),
        Reading("decode", USUAL.main, (1.0,)),
    ]
    goals = [goal for goal in GOALS if goal.key in ("load", "keys")]
    heading, keys, load = goal_rows(outcomes(goals, readings, USUAL, {}))
    assert load[1:] == ("2.00 s", "msgspec decode alone", "1.00 s", "2.00×", "≤ 2.5×", "yes")
    assert keys[1] == "not measured"
    assert len(heading) == len(load) == len(keys)


def test_growth_shows_every_size_and_leaves_the_smallest_out_of_the_exponent() -> None:
    sizes = (USUAL.small, USUAL.middle, USUAL.main)
    readings = [
        Reading("load", size, (cost,)) for size, cost in zip(sizes, (1, 1, 10), strict=True)
    ]
    assert growth_rows(readings, USUAL)[1] == ("load", "1.00 s", "1.00 s", "10 s", "1.00")


def test_a_gap_longer_than_a_tenth_of_a_second_is_told() -> None:
    readings = [
        Reading("load gap", USUAL.main, (0.05, 0.06, 0.5), Unit.WALL),
        Reading("export gap", USUAL.main, (0.2,), Unit.WALL),
    ]
    assert [row[-1] for row in gap_rows(readings, USUAL)[1:]] == ["yes", "no"]


def test_memory_stands_beside_the_size_of_the_file() -> None:
    readings = [
        Reading("memory", 100, (4800.0,), Unit.BYTES),
        Reading("file", 100, (800.0,), Unit.BYTES),
    ]
    assert memory_rows(readings)[1] == ("100", "800 B an entry", "4,800 B an entry", "6.00×")


def test_tables_are_lined_up_or_markdown() -> None:
    rows = [("goal", "met"), ("start", "yes")]
    assert as_text(rows) == "goal   met\n-----  ---\nstart  yes\n"
    assert as_markdown(rows) == "| goal | met |\n|---|---|\n| start | yes |\n"


def test_a_document_gets_the_tables_between_its_marks_and_keeps_the_rest() -> None:
    document = f"before\n{BEGIN}\nold\n{END}\nafter\n"
    once = written(document, "new\n")
    assert once == f"before\n{BEGIN}\n\nnew\n\n{END}\nafter\n"
    assert written(once, "new\n") == once


def test_a_document_without_marks_is_left_alone() -> None:
    with pytest.raises(ValueError, match="marks"):
        written("nothing here", "new")
