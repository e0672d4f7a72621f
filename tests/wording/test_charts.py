from __future__ import annotations

from fractions import Fraction

import pytest

from exodesk.domain.money import UNKNOWN, Bounds
from exodesk.wording.charts import not_drawn, outcome_words, part_sentence, time_words

DAYS = Bounds(Fraction(3), Fraction(6))


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (Fraction(0), "at the start"),
        (Fraction(365, 12), "after 1 month"),
        (Fraction(365), "after 12 months"),
        (Fraction(1), "after 1 day"),
        (Fraction(100), "after 100 days"),
    ],
)
def test_a_time_is_told_in_months_where_it_is_whole_ones(days: Fraction, words: str) -> None:
    assert time_words(days) == words


@pytest.mark.parametrize(
    ("downtime", "cost_known", "words"),
    [
        (DAYS, False, "cost on request, downtime 3 – 6 days"),
        (UNKNOWN, False, "cost on request, downtime unknown"),
    ],
)
def test_why_nothing_is_drawn(downtime: Bounds, cost_known: bool, words: str) -> None:
    assert not_drawn("on request", downtime, cost_known=cost_known) == words


def test_a_known_cost_is_told_where_the_downtime_is_not() -> None:
    assert not_drawn("£50", UNKNOWN, cost_known=True) == "£50, downtime unknown"


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("cheaper", "84 of 100: A is cheaper"),
        ("equal", "84 of 100: both cost the same"),
        ("dearer", "84 of 100: B is cheaper"),
    ],
)
def test_an_outcome_names_who_is_cheaper(outcome: str, words: str) -> None:
    assert outcome_words(outcome, "A", "B", "84 of 100") == words


@pytest.mark.parametrize(
    ("low", "total", "words"),
    [
        (None, Fraction(870), "Peel: Travel £420 of £870"),
        (True, Fraction(870), "Peel, low end: Travel £420 of £870"),
        (False, Fraction(870), "Peel, high end: Travel £420 of £870"),
        (True, None, "Peel, low end: Travel £420, of a total that is not known"),
        (False, None, "Peel, high end: Travel £420, of a total that is not known"),
    ],
)
def test_a_part_says_of_which_end_it_is_and_of_how_much(
    low: bool | None, total: Fraction | None, words: str
) -> None:
    assert part_sentence("Peel", "Travel", Fraction(420), total, "GBP", low=low) == words
