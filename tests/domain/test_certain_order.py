from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exodesk.domain.certain_order import Mark, Order, order_of
from exodesk.domain.money import Bounds
from tests.builders import bounds

LOW, HIGH = Mark.LOWEST, Mark.HIGHEST
VALUES = range(5)


def figure(text: str) -> Bounds | None:
    """Read ``4``, ``1-3``, ``from 2``, ``up to 3``, ``?`` (unknown) or ``n/a``."""
    if text == "n/a":
        return None
    if text == "?":
        return bounds(None, None)
    if text.startswith("from "):
        return bounds(text.removeprefix("from "), None)
    if text.startswith("up to "):
        return bounds(None, text.removeprefix("up to "))
    low, _, high = text.partition("-")
    return bounds(low, high or low)


def order(*texts: str) -> Order:
    return order_of([figure(text) for text in texts])


@pytest.mark.parametrize(
    ("texts", "marks"),
    [
        (("1-2", "3-4"), (LOW, HIGH)),
        (("3-4", "1-2", "2-3"), (HIGH, LOW, None)),
        (("1", "2"), (LOW, HIGH)),
        (("1-2", "2-3"), (LOW, HIGH)),  # at most as high, whatever the figures turn out to be
        (("1", "1", "2"), (LOW, LOW, HIGH)),
        (("1", "2", "2"), (LOW, HIGH, HIGH)),
        (("1-3", "2-4"), (None, None)),
        (("1", "2-4", "3-4"), (LOW, None, None)),
        (("1-2", "from 2"), (LOW, HIGH)),
        (("1-3", "from 2"), (None, None)),
        (("up to 2", "2-3"), (LOW, HIGH)),
        (("up to 3", "2-3"), (None, None)),
        (("1", "3", "?"), (None, None, None)),
        (("1", "n/a", "3"), (LOW, None, HIGH)),
        (("1", "n/a"), (None, None)),
        (("2", "2"), (None, None)),
        (("?", "?"), (None, None)),
        (("0", "1"), (LOW, HIGH)),
    ],
)
def test_only_certain_places_are_marked(
    texts: tuple[str, ...], marks: tuple[Mark | None, ...]
) -> None:
    assert order(*texts).marks == marks


@pytest.mark.parametrize(
    ("texts", "overlap", "cannot_tell"),
    [
        (("1-2", "3-4"), False, False),
        (("1-3", "2-4"), True, False),
        (("1-3", "1-3"), True, False),
        (("2", "2"), False, False),
        (("1", "2-4", "3-4"), True, False),
        (("1", "3", "?"), False, True),
        (("1", "from 1", "3"), False, True),
        (("1-3", "from 2"), True, False),  # the low end of either is within or above the other
        (("1-3", "up to 2"), True, False),
        (("1", "up to 3"), False, True),
        (("?", "?"), False, False),  # nothing is known that could be put in order
        (("1-3", "n/a"), False, False),
    ],
)
def test_the_reason_for_an_open_place_is_an_overlap_or_an_unknown_end(
    texts: tuple[str, ...], overlap: bool, cannot_tell: bool
) -> None:
    found = order(*texts)
    assert (found.overlap, found.cannot_tell) == (overlap, cannot_tell)


@st.composite
def figures(draw: st.DrawFn) -> Bounds:
    ends = st.none() | st.sampled_from(VALUES)
    low, high = draw(ends), draw(ends)
    if low is not None and high is not None and low > high:
        low, high = high, low
    return bounds(low, high)


def possible_values(figure: Bounds) -> list[int]:
    """What a figure may turn out to be; beyond an unknown end anything, here up to 9 either way."""
    low = -9 if figure.low is None else int(figure.low)
    high = 9 if figure.high is None else int(figure.high)
    return [value for value in range(-9, 10) if low <= value <= high]


def completions(figure: Bounds) -> Iterator[Bounds]:
    """The same figure with every unknown end known."""
    values = possible_values(figure)
    for low, high in product(values, values):
        if (
            low <= high
            and (figure.low is None or low == figure.low)
            and (figure.high is None or high == figure.high)
        ):
            yield bounds(low, high)


@given(st.lists(figures(), min_size=2, max_size=4), st.data())
def test_a_mark_is_never_wrong_for_any_values_inside_the_bounds(
    row: list[Bounds], data: st.DataObject
) -> None:
    marks = order_of(row).marks
    values = [data.draw(st.sampled_from(possible_values(figure))) for figure in row]
    for mark, value in zip(marks, values, strict=True):
        if mark is Mark.LOWEST:
            assert value == min(values)
        if mark is Mark.HIGHEST:
            assert value == max(values)


@given(st.lists(figures(), min_size=2, max_size=4))
def test_whoever_is_not_marked_as_lowest_could_be_undercut(row: list[Bounds]) -> None:
    marks = order_of(row).marks
    if all(figure == row[0] and figure.low == figure.high for figure in row):
        return
    for place, mark in enumerate(marks):
        if mark is not Mark.LOWEST:
            others = [figure for n, figure in enumerate(row) if n != place]
            least = min(min(possible_values(figure)) for figure in others)
            assert max(possible_values(row[place])) > least


@given(st.lists(figures(), min_size=2, max_size=2))
def test_it_cannot_be_told_only_where_knowing_more_would_settle_it(row: list[Bounds]) -> None:
    found = order_of(row)
    if any(found.marks) or all(figure == bounds(None, None) for figure in row):
        return
    settled = any(
        Mark.LOWEST in order_of([one, other]).marks or one == other
        for one, other in product(completions(row[0]), completions(row[1]))
        if one != other or one.low == one.high
    )
    if row[0] == row[1] and row[0].low == row[0].high:
        assert not found.cannot_tell
    else:
        assert found.cannot_tell == settled
        assert found.overlap != settled
