from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from exodesk.wording.scale import EMPTY, Pin, Scale, scale_between, scale_for

bounds = st.none() | st.floats(allow_nan=True, allow_infinity=True)
figures = st.just(0.0) | st.floats(min_value=1e-6, max_value=1e9)
pins: st.SearchStrategy[Pin | None] = st.sampled_from([None, "linear", "log"])


@given(st.lists(st.tuples(bounds, bounds)), bounds, pins)
@example([(None, 2.0000000000000006e106)], None, None)
@example([(1.0, 9999.0)], 9999.9999999999, "log")
def test_any_bounds_give_a_scale_with_ascending_ticks(
    pairs: list[tuple[float | None, float | None]], budget: float | None, pinned: Pin | None
) -> None:
    scale = scale_for(pairs, budget, pinned)
    assert scale.start < scale.end
    assert math.isfinite(scale.end)
    assert all(left < right for left, right in itertools.pairwise(scale.ticks))
    assert all(scale.start <= tick <= scale.end for tick in scale.ticks)
    assert len(scale.ticks) <= 12


@given(st.lists(st.tuples(figures, figures), min_size=1), pins, st.lists(figures, min_size=2))
def test_positions_lie_within_the_scale_and_keep_the_order(
    pairs: list[tuple[float, float]], pinned: Pin | None, values: list[float]
) -> None:
    scale = scale_for(pairs, None, pinned)
    places = [scale.position(value) for value in sorted(values)]
    assert all(0 <= place <= 1 for place in places)
    assert places == sorted(places)


@given(st.lists(st.tuples(figures, figures), min_size=1), figures, pins)
def test_every_known_bound_is_on_the_scale(
    pairs: list[tuple[float, float]], budget: float, pinned: Pin | None
) -> None:
    scale = scale_for(pairs, budget, pinned)
    largest = max(itertools.chain.from_iterable(pairs))
    assert scale.end >= max(largest, budget if largest > 0 else 0)
    if scale.log:
        assert scale.start < min(bound for pair in pairs for bound in pair if bound > 0)
    else:
        assert scale.start == 0


@pytest.mark.parametrize(
    ("largest", "end", "ticks"),
    [
        (950, 1000, (0, 250, 500, 750, 1000)),
        (1000, 1000, (0, 250, 500, 750, 1000)),
        (1001, 2000, (0, 500, 1000, 1500, 2000)),
        (2300, 2500, (0, 500, 1000, 1500, 2000, 2500)),
        (2600, 5000, (0, 1000, 2000, 3000, 4000, 5000)),
        (0.03, 0.05, (0, 0.01, 0.02, 0.03, 0.04, 0.05)),
    ],
)
def test_a_linear_scale_ends_at_the_next_step(
    largest: float, end: float, ticks: tuple[float, ...]
) -> None:
    scale = scale_between(largest / 2, largest)
    assert (scale.start, scale.end, scale.log) == (0, end, False)
    assert scale.ticks == pytest.approx(ticks)


def test_a_budget_beyond_all_figures_is_the_end() -> None:
    scale = scale_between(57, 1950, budget=2300)
    assert scale.end == 2300
    assert list(scale.ticks) == [0, 500, 1000, 1500, 2000]
    assert scale_between(57, 1950, budget=300).end == 2000


def test_a_hundredfold_is_linear_and_more_is_log() -> None:
    assert not scale_between(50, 5000).log
    assert scale_between(49.9, 5000).log


def test_a_log_scale_starts_below_the_smallest_figure_and_ticks_the_decades() -> None:
    scale = scale_between(57, 8000)
    assert scale == Scale(25, 10_000, True, (100, 1000, 10_000))
    assert scale.position(0) == 0
    assert 0 < scale.position(57) < scale.position(100) < scale.position(8000) < 1
    assert scale.position(1000) - scale.position(100) == pytest.approx(
        scale.position(10_000) - scale.position(1000)
    )


def test_a_pin_overrules_the_ratio_either_way() -> None:
    assert not scale_between(1, 1e6, pinned="linear").log
    pinned = scale_between(400, 700, pinned="log")
    assert pinned.log
    assert len(pinned.ticks) >= 2


def test_a_log_scale_needs_a_figure_above_zero() -> None:
    assert not scale_between(None, 700, pinned="log").log
    assert not scale_between(None, None, budget=700, pinned="log").log


def test_nothing_known_has_no_ticks_and_all_free_has_one_at_zero() -> None:
    assert scale_for([]) is EMPTY
    assert scale_for([(None, None), (math.nan, math.inf)]) is EMPTY
    assert scale_for([(0, 0)]).ticks == (0,)
    assert scale_for([(0, 0)]).position(0) == 0


@given(st.lists(st.tuples(figures | st.none(), figures | st.none())), pins)
def test_the_fast_path_gives_the_same_scale(
    pairs: list[tuple[float | None, float | None]], pinned: Pin | None
) -> None:
    known = [bound for pair in pairs for bound in pair if bound is not None]
    smallest = min((bound for bound in known if bound > 0), default=None)
    assert scale_for(pairs, None, pinned) == scale_between(
        smallest, max(known, default=None), None, pinned
    )
