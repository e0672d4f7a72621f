from __future__ import annotations

import pytest

from exodesk.wording.stays import stay_sentence
from tests.builders import cost, entry


@pytest.mark.parametrize(
    ("sessions", "interval", "sentence"),
    [
        ("3", "4 week", "3 sessions 4 weeks apart: one stay of 8 weeks or 3 trips"),
        ("6", "1 month", "6 sessions 1 month apart: one stay of 5 months or 6 trips"),
        ("2", "1 month", "2 sessions 1 month apart: one stay of 1 month or 2 trips"),
        (
            "2-4",
            "2 month",
            "2 to 4 sessions 2 months apart: one stay of 2 – 6 months or 2 to 4 trips",
        ),
        ("3", "10 day", "3 sessions 10 days apart: one stay of 20 days or 3 trips"),
        ("1", "4 week", ""),
        ("3", None, ""),
    ],
)
def test_a_course_away_is_one_stay_or_several_trips(
    sessions: str, interval: str | None, sentence: str
) -> None:
    assert (
        stay_sentence(cost(entry("A", "100 GBP", sessions=sessions, interval=interval))) == sentence
    )
