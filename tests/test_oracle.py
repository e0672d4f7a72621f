"""The oracle itself, against totals worked out by hand and against a simulation."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.commands import entry_object, offer_object
from tests.eight_entries import EIGHT
from tests.oracle import buying, comparing
from tests.oracle.costs import Expected, expected
from tests.oracle.figures import Range, rounded
from tests.oracle.what_if import LINES, WhatIf

RATE = {("GBP", "INR"): Fraction(120)}
USUAL = WhatIf(pins=RATE)
TRAVEL = (Fraction(420), "GBP")


def cost(entry: dict[str, Any], **assumed: Any) -> Expected:
    return expected(entry, WhatIf(**{"pins": RATE, **assumed}))


def of_the_eight(entry_id: str, **assumed: Any) -> Expected:
    entry = next(entry for entry in EIGHT["entries"] if entry["id"] == entry_id)
    return cost(entry, **assumed)


def treatment(*offers: dict[str, Any], sessions: tuple[int, int] = (3, 3), **keys: Any) -> Any:
    low, high = sessions
    return entry_object("a", *offers, sessions={"low": low, "high": high}, **keys)


def ends(low: object, high: object) -> Range:
    """Of anything that a Fraction reads."""
    return Range(*(None if end is None else Fraction(str(end)) for end in (low, high)))


def shown(figure: Range) -> tuple[str | None, str | None]:
    low, high = (None if end is None else rounded(end) for end in figure)
    return low, high


@pytest.mark.parametrize(
    ("sessions", "total"), [(1, 150), (2, 300), (3, 400), (4, 550), (5, 700), (6, 800)]
)
def test_singles_and_courses_are_mixed(sessions: int, total: int) -> None:
    both = (offer_object("150 GBP"), offer_object("400 GBP", "course", sessions=3))
    assert cost(treatment(*both, sessions=(sessions, sessions))).total == ends(total, total)


def test_the_ways_are_compared_with_their_tax_and_exchange_fee() -> None:
    # Three singles: 3 × 110 × 1.2 = 396. The course: 297 / 0.75 = 396 dirhams at 1 = 396, more
    # with a fee of 5 per cent, and less with the tax left alone.
    singles = offer_object("110 GBP", tax="excluded", tax_rate="20")
    course = offer_object("35640 INR", "course", sessions=3, tax="exempt")
    fee = cost(treatment(singles, course), fx_fee=Fraction(34))
    assert fee.line("sessions") == ends(330, 330)
    assert fee.line("tax") == ends(66, 66)
    assert fee.line("fx-fee") == ends(0, 0)
    assert fee.total == ends(396, 396)
    free = cost(treatment(singles, course), fx_fee=Fraction(33))
    assert free.line("sessions") == ends(297, 297)
    assert free.line("fx-fee") == ends("98.01", "98.01")
    # With tax on the course too, and a tenth for the exchange: 297 × 1.18 × 1.1.
    course.update(tax="excluded")
    indian = cost(treatment(course, country="IN"), fx_fee=Fraction(10))
    assert indian.line("tax").low == Fraction("53.46")
    assert indian.line("fx-fee").low == Fraction("35.046")
    assert indian.total.low == Fraction("385.506")


def test_at_home_nothing_is_added_for_the_exchange() -> None:
    entry = treatment(offer_object("12000 INR"))
    assert cost(entry, fx_fee=Fraction(3), home="IN").total == ends(300, 300)
    assert cost(entry, fx_fee=Fraction(3), home="GB").total == ends(309, 309)
    assert cost(treatment(offer_object("100 GBP")), fx_fee=Fraction(3), home="IN").total.low == 309


@pytest.mark.parametrize(
    ("keys", "widen", "tax"),
    [
        ({"tax": "excluded", "tax_rate": "5"}, False, ("30.00", "30.00")),
        ({"tax": "excluded"}, False, ("120.00", "120.00")),
        ({"tax": "unknown"}, False, ("0.00", "0.00")),
        ({"tax": "unknown"}, True, ("0.00", "120.00")),
        ({"tax": "unknown", "tax_rate": "5"}, True, ("0.00", "30.00")),
        ({"tax": "included", "tax_rate": "5"}, True, ("0.00", "0.00")),
    ],
)
def test_tax_is_added_where_the_price_is_without(
    keys: dict[str, str], widen: bool, tax: tuple[str, str]
) -> None:
    entry = treatment(offer_object("200 GBP", **keys), provider={"name": "C", "country": "GB"})
    assert shown(cost(entry, widen=widen).line("tax")) == tax


def test_a_tax_that_nobody_knows_leaves_the_top_open() -> None:
    untold = treatment(offer_object("200 GBP", tax="excluded"))
    assert cost(untold).line("tax") == ends(0, None)
    assert cost(untold).total == ends(600, None)
    cream = entry_object("c", offer_object("9 GBP", "pack", tax="excluded"), country="GB")
    cream.update(kind="product", pack={"amount": "365 ml"}, use={"amount": "1 ml", "per": "day"})
    assert cost(cream).total == ends(9, None)
    # A way whose tax is known is the cheapest whose highs are known.
    course = offer_object("900 GBP", "course", sessions=3)
    assert cost(treatment(untold["offers"][0], course)).total == ends(600, 900)


def test_the_session_count_is_shared_by_all_lines() -> None:
    laser = of_the_eight("laser-london", time_off=(Fraction(120), "GBP"))
    assert laser.total == ends(2000, 4320)
    assert laser.line("time-off") == ends(1200, 2520)
    # Of two to four sessions, two cost least with the days off that come with each.
    course = offer_object("400 GBP", "course", sessions=4)
    away = {"low": "1 day", "high": "1 day"}
    entry = treatment(course, sessions=(2, 4), downtime=away)
    assert cost(entry, time_off=(Fraction(50), "GBP")).total == ends(500, 600)


def test_maintenance_follows_the_course() -> None:
    entry = treatment(
        offer_object("100-150 GBP"),
        sessions=(3, 4),
        interval={"low": "4 week", "high": "6 week"},
        lasts={"low": "3 month", "high": "6 month"},
    )
    # Low, 3 sessions: (365 − 84) / 182.5 = 1. High, 4 sessions: (365 − 84) / 91.25 = 3.
    assert cost(entry).line("maintenance") == ends(100, 450)
    assert cost(entry).total == ends(400, 1050)
    del entry["interval"]
    assert cost(entry).line("maintenance") == ends(200, 600)
    entry["interval"] = {"low": "4 week", "high": None}
    assert cost(entry).line("maintenance") == ends(0, 450)
    entry["lasts"] = {"low": None, "high": "6 month"}
    assert cost(entry).line("maintenance") == ends(0, None)
    entry["lasts"] = {"low": "3 month", "high": None}
    assert cost(entry).line("maintenance") == ends(0, 450)
    assert cost(entry, horizon=Fraction(50)).line("maintenance") == ends(0, 0)


def test_maintenance_is_bought_apart_from_the_course() -> None:
    both = (offer_object("150 GBP"), offer_object("400 GBP", "course", sessions=3))
    entry = treatment(*both, sessions=(2, 2), lasts={"low": "1 year", "high": "1 year"})
    assert cost(entry).total == ends(450, 450)


def test_more_sessions_may_leave_less_maintenance() -> None:
    # Every n costs 100 n + 100 × floor((365 − 200 (n − 1)) / 30): 13, 7, and 3 from the third on.
    entry = treatment(
        offer_object("100 GBP"),
        interval={"low": "200 day", "high": "200 day"},
        lasts={"low": "30 day", "high": "30 day"},
    )
    entry["sessions"] = {"low": 1, "high": 4}
    assert cost(entry).total == ends(300, 1300)
    entry["sessions"] = {"low": 1, "high": None}
    assert cost(entry).total == ends(300, None)


def test_a_redeemable_fee_shows_what_the_course_leaves_of_it() -> None:
    def fee(redeemable: bool | None, price: str = "50 GBP") -> Range:
        charged = offer_object(price, "consultation", redeemable=redeemable)
        entry = treatment(offer_object("20-30 GBP"), charged, sessions=(2, 2))
        return cost(entry).line("consultation")

    assert fee(redeemable=True) == ends(10, 0)
    assert fee(redeemable=False) == ends(50, 50)
    assert fee(redeemable=None) == ends(0, 50)
    assert fee(redeemable=None, price="from 50 GBP") == ends(0, None)
    assert fee(redeemable=False, price="up to 50 GBP") == ends(None, 50)
    assert fee(redeemable=False, price="on request GBP") == ends(None, None)


def test_a_missing_low_of_a_fee_adds_nothing_and_a_missing_high_opens_the_top() -> None:
    session = offer_object("100 GBP")
    up_to = offer_object("up to 50 GBP", "patch-test", redeemable=False)
    assert cost(treatment(session, up_to)).total == ends(300, 350)
    on_request = offer_object("on request GBP", "patch-test", redeemable=False)
    assert cost(treatment(session, on_request)).total == ends(300, None)
    assert cost(treatment(session, on_request), off=frozenset({"patch-test"})).total == ends(
        300, 300
    )


def test_add_ons_come_with_every_session_of_the_course() -> None:
    add_on = offer_object("10-20 GBP", "add-on")
    entry = treatment(offer_object("100 GBP"), add_on, sessions=(3, 4))
    assert cost(entry).total == ends(300, 400)
    assert cost(entry, off=frozenset()).total == ends(330, 480)


def test_a_line_that_is_off_is_left_out_and_changes_nothing_else() -> None:
    add_on = offer_object("10 GBP", "add-on", tax="excluded", tax_rate="20")
    entry = treatment(offer_object("100 GBP"), add_on)
    assert cost(entry).total == ends(300, 300)  # nobody is taxed for what is not bought
    everything = cost(entry, off=frozenset())
    for key in LINES:
        if key == "add-on":
            continue
        assert cost(entry, off=frozenset({key})).total.low == 336 - (everything.line(key).low or 0)


def test_trips() -> None:
    def travel(entry_id: str = "exosome-mumbai", **assumed: Any) -> Range:
        return of_the_eight(entry_id, home="GB", travel=TRAVEL, **assumed).line("travel")

    assert travel() == ends(420, 420)
    assert travel(trips=3) == ends(1260, 1260)
    assert travel(trips=None) == ends(1260, 1260)
    assert travel("prp-mumbai", trips=None) == ends(1680, 2520)
    assert travel("exosome-london") == ends(None, None)
    assert of_the_eight("exosome-mumbai", home="GB", travel=TRAVEL).total == ends(720, 870)
    anywhere = treatment(offer_object("100 GBP"))
    assert cost(anywhere, home="GB", travel=TRAVEL, trips=2).line("travel") == ends(0, 840)


def test_time_off_for_an_unknown_downtime_leaves_the_top_open() -> None:
    entry = treatment(offer_object("100 GBP"))
    assert cost(entry, time_off=(Fraction(50), "GBP")).line("time-off") == ends(0, None)
    entry["downtime"] = {"low": "0 day", "high": "0 day"}
    assert cost(entry, time_off=(Fraction(50), "GBP")).line("time-off") == ends(0, 0)


def test_an_offer_without_a_rate_needs_one() -> None:
    entry = treatment(offer_object("100 GBP"), offer_object("9 AED", "course", sessions=3))
    assert cost(entry).state == "needs-rate"
    assert cost(entry, pins={("GBP", "AED"): Fraction(5)}).total == ends("1.8", "1.8")


@pytest.mark.parametrize(
    ("entry_id", "total"),
    [
        ("exosome-london", ("750.00", "1050.00")),
        ("prp-mumbai", ("200.00", "500.00")),
        ("laser-london", ("800.00", "1800.00")),
        ("peel-delhi", ("100.00", "250.00")),
        ("retinoid-uk", ("252.00", "252.00")),
        ("vial-delhi", (None, None)),
        ("exosome-mumbai", ("300.00", "450.00")),
        ("exosome-leeds", ("720.00", "1008.00")),
    ],
)
def test_the_eight_entries(entry_id: str, total: tuple[str | None, str | None]) -> None:
    assert shown(of_the_eight(entry_id).total) == total


prices = st.tuples(st.integers(1, 5), st.integers(0, 12).map(Fraction)).map(
    lambda pair: (pair[0], buying.Spent(pair[1], pair[1] / 5, Fraction(0)))
)


@given(st.lists(prices, min_size=1, max_size=3, unique_by=lambda pair: pair[0]), st.integers(1, 7))
def test_a_way_built_up_is_one_of_those_tried(
    offers: list[tuple[int, buying.Spent]], n: int
) -> None:
    assert set(buying.built_up(offers, n)) == set(buying.tried(offers, n))


# Which is cheaper


def test_the_laser_is_dearer_in_87_cases_of_100() -> None:
    exosome, laser = ([(750, 1050)], [(800, 1200), (1200, 1800)])
    assert comparing.cheaper(spread(*exosome), spread(*laser)) == Fraction(167, 192)
    assert rounded(Fraction(167, 192), 4) == "0.8698"
    assert comparing.cheaper(spread(*laser), spread(*exosome)) == Fraction(25, 192)
    assert comparing.cheaper(spread((720, 870)), spread((750, 1050))) == Fraction(21, 25)


def test_equal_is_possible_only_where_both_are_exact() -> None:
    three, four = spread((300, 300), (400, 400)), spread((400, 400), (400, 500))
    assert comparing.equal(three, four) == Fraction(1, 4)
    assert comparing.cheaper(three, four) == Fraction(3, 4)
    assert comparing.cheaper(four, three) == 0


ranges = st.tuples(st.integers(0, 30), st.integers(0, 12)).map(lambda r: (r[0], r[0] + r[1]))
spreads = st.lists(ranges, min_size=1, max_size=4)


@given(spreads, spreads)
def test_cheaper_dearer_and_equal_are_everything(
    a: list[tuple[int, int]], b: list[tuple[int, int]]
) -> None:
    one, other = spread(*a), spread(*b)
    likely = comparing.cheaper(one, other) + comparing.cheaper(other, one)
    assert likely + comparing.equal(one, other) == 1


def test_a_simulation_finds_about_the_same() -> None:
    chance = random.Random(20260115)
    for _ in range(5):
        a, b = (
            [(low := chance.randint(0, 50), low + chance.randint(1, 40)) for _ in range(3)]
            for _ in range(2)
        )
        draws = 20_000
        met = sum(
            chance.uniform(*chance.choice(a)) < chance.uniform(*chance.choice(b))
            for _ in range(draws)
        )
        assert abs(met / draws - comparing.cheaper(spread(*a), spread(*b))) < 0.015


def test_break_evens() -> None:
    mumbai, london = of_the_eight("exosome-mumbai").total, of_the_eight("exosome-london").total
    assert comparing.break_even_trip(mumbai, london) == ends(300, 750)
    assert comparing.break_even_trip(mumbai, london, trips=3) == ends(100, 250)
    rupees = of_the_eight("exosome-mumbai", currency="INR").total
    assert rupees == ends(36000, 54000)
    assert shown(comparing.break_even_rate(rupees, london)) == ("34.29", "72.00")


def spread(*ranges: tuple[int, int]) -> comparing.Spread:
    return [(Fraction(low), Fraction(high)) for low, high in ranges]
