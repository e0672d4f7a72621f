from __future__ import annotations

import pytest

from exodesk.domain.entries import Entry
from exodesk.domain.headline import Headline, Verdict, headline_of
from exodesk.domain.rates import RateTable
from tests.builders import NO_RATES, RATES, bounds, cost, entry


def headline(*prices: str, table: RateTable = RATES) -> Headline:
    return headline_of([cost(one_session(price), rates=table) for price in prices])


def one_session(price: str) -> Entry:
    return entry(price, price, sessions="1")


@pytest.mark.parametrize(
    ("prices", "verdict", "cheapest", "left_open"),
    [
        (("300-450 GBP", "750-1050 GBP"), Verdict.SURELY, (0,), ()),
        (("750-1050 GBP", "36000-54000 INR"), Verdict.SURELY, (1,), ()),
        (("up to 90 GBP", "100 GBP"), Verdict.SURELY, (0,), ()),
        (("100 GBP", "from 101 GBP"), Verdict.SURELY, (0,), ()),
        (("0 GBP", "1 GBP"), Verdict.SURELY, (0,), ()),
        (("300-400 GBP", "400-500 GBP"), Verdict.AT_MOST, (0,), ()),
        (("400 GBP", "400-500 GBP"), Verdict.AT_MOST, (0,), ()),
        (("400 GBP", "400 GBP"), Verdict.TIE, (0, 1), ()),
        (("400 GBP", "500 GBP", "400 GBP"), Verdict.TIE, (0, 2), ()),
        (("300-500 GBP", "400-600 GBP"), Verdict.OVERLAP, (), ()),
        (("300-500 GBP", "from 400 GBP"), Verdict.OVERLAP, (), ()),
        (("300 GBP", "on request GBP"), Verdict.CANNOT_TELL, (), (1,)),
        (("from 300 GBP", "400 GBP"), Verdict.CANNOT_TELL, (), (0,)),
        (("300-400 GBP", "up to 350 GBP"), Verdict.OVERLAP, (), ()),
        (("300 GBP", "up to 350 GBP"), Verdict.CANNOT_TELL, (), (1,)),
        (("300-500 GBP", "from 900 GBP", "on request GBP"), Verdict.CANNOT_TELL, (), (2,)),
    ],
)
def test_the_verdict_says_no_more_than_the_bounds_do(
    prices: tuple[str, ...], verdict: Verdict, cheapest: tuple[int, ...], left_open: tuple[int, ...]
) -> None:
    found = headline(*prices)
    assert (found.verdict, found.cheapest, found.open) == (verdict, cheapest, left_open)


def test_a_missing_rate_is_named_before_all_else() -> None:
    found = headline("100 GBP", "54000 INR", "200 GBP", table=NO_RATES)
    assert (found.verdict, found.open) == (Verdict.NEEDS_RATE, (1,))
    assert (found.leader, found.runner_up, found.saving) == (0, 2, bounds(100, 100))


def test_the_saving_runs_from_low_against_high_to_high_against_low() -> None:
    found = headline("750-1050 GBP", "720-870 GBP")
    assert (found.leader, found.runner_up) == (1, 0)
    assert found.saving == bounds(-120, 330)


def test_the_next_is_the_one_that_leaves_the_least_certain_saving() -> None:
    found = headline("900-950 GBP", "100 GBP", "800-2000 GBP")
    assert (found.leader, found.runner_up, found.saving) == (1, 2, bounds(700, 1900))


def test_a_saving_without_an_upper_figure_stays_open() -> None:
    found = headline("100 GBP", "from 150 GBP")
    assert found.saving == bounds(50, None)


def test_what_is_left_open_is_never_half_of_the_pair() -> None:
    found = headline("300 GBP", "on request GBP")
    assert (found.leader, found.runner_up, found.saving) == (None, None, bounds(None, None))
