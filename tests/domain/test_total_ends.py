from __future__ import annotations

from fractions import Fraction

import pytest

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.cost_lines import End, EndLines
from exodesk.domain.course_cost import Count
from exodesk.domain.entries import Entry, Per
from exodesk.domain.offer_choice import OfferChoice
from exodesk.domain.total_ends import EndOfTotal, end_of_total, evenly
from tests.builders import RATES, entry, offer

PLAIN = Assumptions()


def end_of(of: Entry, end: End, sessions: Count | None) -> EndOfTotal:
    chosen = OfferChoice(of, PLAIN, RATES).chosen()
    return end_of_total(EndLines(of, chosen, PLAIN, RATES, end), end, sessions, frozenset())


def seen(found: EndOfTotal) -> tuple[int | None, Fraction]:
    """For how many sessions, and what all lines come to."""
    known = (part.amount for part in found.parts if part.amount is not None)
    return found.sessions, sum(known, Fraction(0))


def test_without_a_fee_the_ends_of_the_sessions_are_those_of_the_total() -> None:
    peel = entry("Peel", "200 GBP")
    low, high = (end_of(peel, end, Count(3, 6, assumed=False)) for end in End)
    assert seen(low) == (3, Fraction(600))
    assert seen(high) == (6, Fraction(1200))


def test_where_a_course_takes_a_fee_off_each_number_of_sessions_is_looked_at() -> None:
    fee = offer("150 GBP", Per.CONSULTATION, redeemable=True)
    peel = entry("Peel", "100 GBP", fee)
    low, high = (end_of(peel, end, Count(1, 2, assumed=False)) for end in End)
    assert seen(low) == (1, Fraction(150))
    assert seen(high) == (2, Fraction(200))


def test_an_open_number_of_sessions_has_no_high_end() -> None:
    found = end_of(entry("Peel", "200 GBP"), End.HIGH, Count(3, None, assumed=False))
    assert found.sessions is None
    assert found.parts[0].amount is None


@pytest.mark.parametrize(
    ("at_most", "counts"),
    [(None, [3, 4, 5, 6, 7]), (5, [3, 4, 5, 6, 7]), (3, [3, 5, 7]), (2, [3, 7])],
)
def test_counts_are_taken_evenly_with_the_first_and_the_last(
    at_most: int | None, counts: list[int]
) -> None:
    assert list(evenly(range(3, 8), at_most)) == counts
