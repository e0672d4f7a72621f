from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exodesk.domain.assumptions import (
    MOST_SESSIONS,
    Assumptions,
    NotASessionCountError,
    parse_sessions,
)
from exodesk.domain.entries import SessionCount
from tests.builders import entry, product, session_count


@pytest.mark.parametrize(
    ("text", "ends"),
    [("4", (4, 4)), ("3-6", (3, 6)), ("3–6", (3, 6)), (" 3 - 6 ", (3, 6)), ("1000", (1000, 1000))],
)
def test_a_number_of_sessions_is_read(text: str, ends: tuple[int, int]) -> None:
    assert parse_sessions(text) == SessionCount(*ends)


@pytest.mark.parametrize(
    "text",
    ["", "0", "0-3", "6-3", "-3", "3-", "3-4-5", "1001", "3.5", "1e2", "٣", "²", "few", "9" * 5000],
)
def test_what_is_no_number_of_sessions_is_refused_in_words(text: str) -> None:
    with pytest.raises(NotASessionCountError, match="is not a number of sessions"):
        parse_sessions(text)


@given(st.integers(1, MOST_SESSIONS), st.integers(1, MOST_SESSIONS))
def test_two_numbers_are_read_if_they_ascend(low: int, high: int) -> None:
    if low <= high:
        assert parse_sessions(f"{low}-{high}") == SessionCount(low, high)
    else:
        with pytest.raises(NotASessionCountError):
            parse_sessions(f"{low}-{high}")


def test_sessions_set_for_one_entry_go_before_those_set_for_all() -> None:
    for_all, for_one = session_count("4"), session_count("2")
    assumptions = Assumptions(sessions=for_all).with_sessions_of("peel", for_one)
    assert assumptions.assumed_sessions(entry("Peel")) == for_one
    assert assumptions.assumed_sessions(entry("Laser")) == for_all
    assert Assumptions().assumed_sessions(entry("Peel")) is None


def test_products_pass_assumed_sessions_by() -> None:
    assumptions = Assumptions(sessions=session_count("4"))
    assert (
        assumptions.with_sessions_of("serum", session_count("2")).assumed_sessions(product("Serum"))
        is None
    )


def test_sessions_of_an_entry_are_taken_back_without_touching_the_others() -> None:
    both = Assumptions().with_sessions_of("a", session_count("1"))
    both = both.with_sessions_of("b", session_count("2"))
    assert both.with_sessions_of("a", None).sessions_of == {"b": session_count("2")}
    assert set(both.sessions_of) == {"a", "b"}
