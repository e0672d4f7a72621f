from __future__ import annotations

import pytest

from exodesk.domain.entries import Per
from exodesk.domain.stays import stay_of
from tests.builders import bounds, cost, entry, offer, product
from tests.worked_entries import LONDON


def test_three_sessions_four_weeks_apart_are_one_stay_of_eight_weeks() -> None:
    assert stay_of(cost(LONDON)) == bounds(56, 56)


@pytest.mark.parametrize(
    ("sessions", "interval", "days"),
    [
        ("2-4", "1-2 week", (7, 42)),
        ("1-3", "1 week", (0, 14)),
        ("3", None, (None, None)),
        ("1", None, (0, 0)),
        ("1-3", None, (0, None)),
        ("from 3", "1 week", (14, None)),
        ("up to 3", "1 week", (None, 14)),
        ("3", "from 1 week", (14, None)),
        (None, "1 week", (0, None)),
    ],
)
def test_a_stay_reaches_from_the_first_session_to_the_last(
    sessions: str | None, interval: str | None, days: tuple[int | None, int | None]
) -> None:
    made = entry("Peel", "100 GBP", sessions=sessions, interval=interval)
    assert stay_of(cost(made)) == bounds(*days)


def test_nobody_stays_for_a_product_or_for_payments() -> None:
    assert stay_of(cost(product("Serum", "20 GBP"))) is None
    assert stay_of(cost(entry("Club", offer("20 GBP", Per.MONTH)))) is None
