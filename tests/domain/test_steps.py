from __future__ import annotations

from collections.abc import Generator

import pytest

from exodesk.domain.steps import result_of, telling


def counting(seen: list[int]) -> Generator[None, None, str]:
    try:
        for number in range(3):
            seen.append(number)
            yield
    finally:
        seen.append(-1)
    return "made"


def test_all_at_once_gives_what_is_made_in_the_end() -> None:
    seen: list[int] = []
    assert result_of(counting(seen)) == "made"
    assert seen == [0, 1, 2, -1]


def test_each_step_says_how_far_it_is_and_the_last_gives_what_is_made() -> None:
    seen: list[int] = []
    steps = telling(counting(seen), lambda: len(seen) / 3)
    assert [next(steps) for _step in range(3)] == [1 / 3, 2 / 3, 1.0]
    with pytest.raises(StopIteration) as end:
        next(steps)
    assert end.value.value == "made"
