from __future__ import annotations

import itertools
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exodesk.domain.entries import Per
from exodesk.domain.ways import Purchase, Way, cheapest
from tests.builders import course, offer

SINGLE, THREE, SIX = offer("150 GBP"), course(3, "400 GBP"), course(6, "700 GBP")


def way(size: int, gross: object, net: object | None = None) -> Way:
    sold = offer("1 GBP") if size == 1 else course(size, "1 GBP")
    return Way(sold, size, Fraction(str(gross if net is None else net)), Fraction(str(gross)))


MENU = [
    Way(SINGLE, 1, Fraction(150), Fraction(150)),
    Way(THREE, 3, Fraction(400), Fraction(400)),
    Way(SIX, 6, Fraction(700), Fraction(700)),
]


@pytest.mark.parametrize(
    ("sessions", "net", "purchases"),
    [
        (1, 150, [Purchase(SINGLE, 1)]),
        (2, 300, [Purchase(SINGLE, 2)]),
        (4, 550, [Purchase(SINGLE, 1), Purchase(THREE, 1)]),
        (5, 700, [Purchase(SIX, 1)]),  # six sessions cost what five do
        (13, 1550, [Purchase(SINGLE, 1), Purchase(SIX, 2)]),
    ],
)
def test_singles_and_courses_are_mixed(sessions: int, net: int, purchases: list[Purchase]) -> None:
    bought = cheapest(MENU, sessions)
    assert bought is not None
    assert bought.net == net
    assert sum(p.count * (p.offer.sessions or 1) for p in bought.purchases) >= sessions
    if sessions != 5:
        assert list(bought.purchases) == purchases


def test_a_course_alone_is_bought_until_it_reaches_the_sessions() -> None:
    bought = cheapest([MENU[1]], 7)
    assert bought is not None
    assert bought.net == 1200
    assert bought.purchases == (Purchase(THREE, 3),)


def test_without_offers_there_is_no_way() -> None:
    assert cheapest([], 3) is None


def test_ways_compete_with_their_tax_and_are_counted_without_it() -> None:
    taxed, whole = way(1, gross=120, net=100), way(1, gross=110)
    bought = cheapest([taxed, whole], 2)
    assert bought is not None
    assert bought.net == 220
    bought = cheapest([taxed, way(1, gross=130)], 2)
    assert bought is not None
    assert bought.net == 200


def test_what_is_free_is_bought_as_often_as_needed() -> None:
    bought = cheapest([way(1, 0), way(3, 1)], 5)
    assert bought is not None
    assert bought.net == 0
    assert [p.count for p in bought.purchases] == [5]


prices = st.fractions(0, 500, max_denominator=60)
menus = st.lists(st.builds(way, st.integers(1, 5), prices, prices), min_size=1, max_size=4)


@settings(deadline=None)
@given(menus, st.integers(1, 7))
def test_no_combination_is_cheaper(menu: list[Way], sessions: int) -> None:
    bought = cheapest(menu, sessions)
    assert bought is not None
    counts = [range(-(-sessions // sold.size) + 1) for sold in menu]
    enough = [
        combination
        for combination in itertools.product(*counts)
        if sum(n * sold.size for n, sold in zip(combination, menu, strict=True)) >= sessions
    ]
    least = min(
        sum(n * sold.gross for n, sold in zip(combination, menu, strict=True))
        for combination in enough
    )
    # Equally cheap ways may differ before tax, so the net price is that of one of them.
    assert bought.net in {
        sum(n * sold.net for n, sold in zip(combination, menu, strict=True))
        for combination in enough
        if sum(n * sold.gross for n, sold in zip(combination, menu, strict=True)) == least
    }
    assert sum(p.count * (p.offer.sessions or 1) for p in bought.purchases) >= sessions


@settings(deadline=None)
@given(menus, st.integers(1, 12))
def test_one_session_more_never_costs_less(menu: list[Way], sessions: int) -> None:
    untaxed = [Way(sold.offer, sold.size, sold.gross, sold.gross) for sold in menu]
    fewer, more = cheapest(untaxed, sessions), cheapest(untaxed, sessions + 1)
    assert fewer is not None
    assert more is not None
    assert fewer.net <= more.net


def test_a_thousand_sessions_are_reckoned_at_once() -> None:
    bought = cheapest(MENU, 1000)
    assert bought is not None
    assert bought.net == 166 * 700 + 550
    assert {p.offer.per for p in bought.purchases} == {Per.SESSION, Per.COURSE}
