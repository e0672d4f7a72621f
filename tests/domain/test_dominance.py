from __future__ import annotations

from collections.abc import Sequence

import pytest

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.dominance import surely_beaten
from exodesk.domain.entries import Entry
from tests.builders import entry
from tests.worked_entries import LASER, LONDON, MUMBAI, ONE_TRIP, PEEL, PLAIN, PRP, costs

FIVE = (LONDON, PRP, LASER, PEEL, MUMBAI)


def beaten(*entries: Entry, assumptions: Assumptions = PLAIN) -> list[tuple[str, str]]:
    """Who is beaten and by whom, by name."""
    return [
        (entries[each.loser].name, entries[each.by].name)
        for each in surely_beaten(costs(*entries, assumptions=assumptions))
    ]


def test_of_five_one_is_beaten_in_cost_and_downtime() -> None:
    assert beaten(*FIVE) == [("Laser", "Mumbai")]


def test_with_a_journey_none_of_them_is() -> None:
    assert beaten(*FIVE, assumptions=ONE_TRIP) == []


def made(name: str, price: str, downtime: str | None) -> Entry:
    return entry(name, price, sessions="1", downtime=downtime)


GOOD = made("Good", "50-100 GBP", "1-2 day")


@pytest.mark.parametrize(
    ("other", "is_beaten"),
    [
        (made("Other", "100-200 GBP", "2-3 day"), False),  # equal at both meeting ends
        (made("Other", "101-200 GBP", "2-3 day"), True),
        (made("Other", "100-200 GBP", "49-72 hour"), True),
        (made("Other", "99-200 GBP", "9 day"), False),
        (made("Other", "500 GBP", "47-99 hour"), False),
        (made("Other", "500 GBP", None), False),
        (made("Other", "500 GBP", "up to 9 day"), False),
        (made("Other", "from 500 GBP", "from 5 day"), True),  # what is missing is on the far side
        (made("Other", "up to 500 GBP", "5 day"), False),
        (made("Other", "on request GBP", "5 day"), False),
    ],
)
def test_the_worst_must_be_as_good_as_the_other_at_its_best(other: Entry, is_beaten: bool) -> None:
    assert beaten(GOOD, other) == ([("Other", "Good")] if is_beaten else [])


@pytest.mark.parametrize(
    "winner",
    [
        made("X", "from 50 GBP", "1 day"),
        made("X", "50 GBP", None),
        made("X", "50 GBP", "from 1 day"),
    ],
)
def test_who_lacks_an_upper_end_beats_nobody(winner: Entry) -> None:
    assert beaten(winner, made("Other", "500 GBP", "9 day")) == []


def test_the_same_exact_figures_beat_nobody() -> None:
    same: Sequence[Entry] = [made(name, "50 GBP", "1 day") for name in ("A", "B")]
    assert beaten(*same) == []


def test_all_who_beat_one_are_named() -> None:
    three = (
        made("A", "50 GBP", "1 day"),
        made("B", "60 GBP", "1 day"),
        made("C", "99 GBP", "9 day"),
    )
    assert beaten(*three) == [("B", "A"), ("C", "A"), ("C", "B")]
