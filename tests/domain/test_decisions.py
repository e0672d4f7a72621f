from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from itertools import product as combined
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exodesk.domain.assumptions import Assumptions, LineKey
from exodesk.domain.chances import Chance, InHundred, Marker
from exodesk.domain.decisions import Certainty, Pair
from exodesk.domain.entries import Entry
from exodesk.domain.money import Money
from exodesk.domain.rates import RateTable
from tests import strategies
from tests.builders import NO_RATES, bounds, course, duration_range, entry, session_count
from tests.worked_entries import (
    LASER,
    LONDON,
    MUMBAI,
    ONE_TRIP,
    PEEL,
    PLAIN,
    PRP,
    RETINOID,
    THREE_TRIPS,
    VIAL,
    decision,
)

Figures: TypeAlias = npt.NDArray[np.float64]
SURELY, LIKELY, CANNOT_TELL = Certainty.SURELY, Certainty.LIKELY, Certainty.CANNOT_TELL
FROM = entry("From", "from 300 GBP", sessions="3")
UP_TO = entry("Up to", "up to 200 GBP", sessions="2")


def pair(one: Entry, other: Entry, assumptions: Assumptions = PLAIN) -> Pair:
    (only,) = decision(one, other, assumptions=assumptions).pairs
    return only


def decimals(chance: Chance | None) -> str | None:
    return None if chance is None else str(chance.to_four_decimals())


# Pairs


def test_a_journey_may_be_cheaper_or_dearer() -> None:
    made = pair(MUMBAI, LONDON, ONE_TRIP)
    assert made.a_cheaper is not None
    assert made.a_cheaper.value == Fraction(84, 100)
    assert made.a_cheaper.in_hundred() == InHundred(84, Marker.ABOUT)
    assert made.saving == bounds(-120, 330)
    assert made.surely is None


def test_without_the_journey_it_is_surely_cheaper() -> None:
    made = pair(MUMBAI, LONDON)
    assert (made.surely, decimals(made.a_cheaper)) == (0, "1.0000")
    assert made.saving == bounds(300, 750)


def test_three_journeys_never_pay() -> None:
    made = pair(MUMBAI, LONDON, THREE_TRIPS)
    assert (made.surely, decimals(made.a_cheaper)) == (1, "0.0000")
    assert made.a_cheaper is not None
    assert made.a_cheaper.in_hundred() == InHundred(0, Marker.EXACTLY)


def test_every_number_of_sessions_is_equally_likely() -> None:
    made = pair(LONDON, LASER)
    assert decimals(made.a_cheaper) == "0.8698"
    assert decimals(made.b_cheaper) == "0.1302"
    assert decimals(made.equal) == "0.0000"


def test_a_pair_reads_from_either_side() -> None:
    both = decision(LONDON, LASER)
    assert both.between(0, 1) == both.pairs[0]
    assert both.between(1, 0) == Pair(
        1,
        0,
        a_cheaper=both.pairs[0].b_cheaper,
        b_cheaper=both.pairs[0].a_cheaper,
        equal=both.pairs[0].equal,
        surely=None,
        saving=bounds(-1050, 250),
    )


def test_a_missing_end_has_no_chance_but_may_be_surely_dearer() -> None:
    made = pair(RETINOID, FROM)
    assert (made.a_cheaper, made.b_cheaper, made.equal) == (None, None, None)
    assert made.surely == 0
    assert made.saving == bounds(900 - 252, None)


def test_a_missing_end_on_the_far_side_does_not_matter() -> None:
    made = pair(UP_TO, FROM)
    assert (made.a_cheaper, made.surely, made.saving) == (None, 0, bounds(500, None))


def test_a_missing_end_on_the_near_side_leaves_a_pair_open() -> None:
    made = pair(FROM, LONDON)
    assert (made.a_cheaper, made.surely, made.saving) == (None, None, bounds(None, 150))


def test_what_ends_where_the_other_begins_is_not_surely_cheaper() -> None:
    made = pair(entry("A", "100-200 GBP", sessions="1"), entry("B", "200-300 GBP", sessions="1"))
    assert made.surely is None
    assert made.a_cheaper is not None
    assert made.a_cheaper.value == 1
    assert decimals(made.a_cheaper) == "0.9999"
    assert made.a_cheaper.in_hundred() == InHundred(99, Marker.MORE_THAN)


def test_equal_exact_totals_are_equal_for_certain() -> None:
    made = pair(RETINOID, entry("Same", "252 GBP", sessions="1"))
    assert (decimals(made.a_cheaper), decimals(made.b_cheaper)) == ("0.0000", "0.0000")
    assert decimals(made.equal) == "1.0000"
    assert made.surely is None


# The verdict


@pytest.mark.parametrize(
    ("entries", "certainty", "cheapest"),
    [
        ((LONDON, MUMBAI), SURELY, 1),
        ((LONDON, LASER), LIKELY, 0),
        ((LASER, MUMBAI, LONDON), SURELY, 1),
        ((LONDON, LASER, FROM), CANNOT_TELL, None),
        ((PRP, MUMBAI), CANNOT_TELL, None),
        ((LONDON, VIAL), CANNOT_TELL, None),
        ((MUMBAI, FROM), SURELY, 0),
        ((UP_TO, FROM, LASER), SURELY, 0),
        ((VIAL, VIAL), CANNOT_TELL, None),
    ],
)
def test_the_cheapest_is_named_only_where_it_is_surely_or_likely_so(
    entries: Sequence[Entry], certainty: Certainty, cheapest: int | None
) -> None:
    made = decision(*entries)
    assert (made.certainty, made.cheapest) == (certainty, cheapest)


def test_three_in_four_is_likely_and_less_is_not() -> None:
    low = entry("Low", "100 GBP", sessions="1")
    enough = entry("Enough", "0-400 GBP", sessions="1")
    short = entry("Short", "0-399 GBP", sessions="1")
    assert decision(low, enough).certainty is LIKELY
    assert decision(low, short).certainty is CANNOT_TELL


def test_likely_against_one_and_surely_against_another_is_likely() -> None:
    made = decision(MUMBAI, LONDON, entry("Dear", "2000 GBP", sessions="1"), assumptions=ONE_TRIP)
    assert (made.certainty, made.cheapest) == (LIKELY, 0)


def test_one_that_cannot_be_placed_leaves_the_verdict_open_and_is_named() -> None:
    made = decision(LONDON, LASER, VIAL)
    assert (made.certainty, made.cheapest, made.leader) == (CANNOT_TELL, None, 0)
    assert made.open == (2,)
    assert made.chance_of_lowest is None


def test_nothing_is_known_without_a_rate() -> None:
    made = decision(PRP, MUMBAI, rates=NO_RATES)
    assert (made.certainty, made.leader, made.open) == (CANNOT_TELL, None, (0, 1))
    assert made.runner_up is None
    beside = decision(PRP, LONDON, rates=NO_RATES)
    assert (beside.certainty, beside.leader, beside.open) == (CANNOT_TELL, 1, (0,))


def test_equal_exact_totals_tie() -> None:
    same = entry("Same", "126 GBP", sessions="2")
    made = decision(LONDON, RETINOID, same)
    assert (made.certainty, made.cheapest, made.tied) == (CANNOT_TELL, None, (1, 2))
    assert decision(LONDON, MUMBAI).tied == ()


def test_the_chance_of_the_leader_is_against_all() -> None:
    made = decision(LONDON, LASER, entry("Wide", "500-2000 GBP", sessions="1"))
    assert made.leader == 0
    assert made.chance_of_lowest is not None
    against_each = [made.between(0, rival).a_cheaper for rival in (1, 2)]
    assert all(
        each is not None and made.chance_of_lowest.value < each.value for each in against_each
    )
    assert not made.chance_of_lowest.settled


def test_what_is_surely_the_cheapest_is_so_in_all_cases() -> None:
    made = decision(MUMBAI, LONDON, LASER, FROM)
    assert made.chance_of_lowest == Chance(Fraction(1), settled=True)


def test_the_runner_up_is_the_one_most_likely_to_be_cheaper() -> None:
    made = decision(LASER, MUMBAI, PRP, LONDON)
    assert (made.leader, made.runner_up) == (2, 1)


def test_only_few_total_costs_are_surely_beaten_on_both_counts() -> None:
    made = decision(LONDON, PRP, LASER, PEEL, MUMBAI)
    assert [(each.loser, each.by) for each in made.surely_beaten] == [(2, 4)]


# Upkeep


def test_a_treatment_of_unstated_duration_beside_packs_is_named() -> None:
    assert decision(LONDON, RETINOID).upkeep_not_stated == (0,)


def test_a_treatment_of_unstated_duration_beside_maintenance_is_named() -> None:
    kept_up = replace(LASER, lasts=duration_range("6 month"))
    assert decision(LONDON, kept_up).upkeep_not_stated == (0,)
    uncounted = PLAIN.with_line(LineKey.MAINTENANCE, counted=False)
    assert decision(LONDON, kept_up, assumptions=uncounted).upkeep_not_stated == ()


def test_treatments_alone_are_compared_without_upkeep() -> None:
    assert decision(LONDON, LASER).upkeep_not_stated == ()


# All together


@given(
    st.lists(strategies.entries(), min_size=2, max_size=5),
    strategies.assumptions(),
    strategies.tables,
)
def test_any_entries_have_a_verdict_that_agrees_with_their_pairs(
    entries: list[Entry], assumptions: Assumptions, rates: RateTable
) -> None:
    made = decision(*entries, assumptions=assumptions, rates=rates)
    assert [(pair.a, pair.b) for pair in made.pairs] == [*combinations(range(len(entries)), 2)]
    for each in made.pairs:
        if each.a_cheaper and each.b_cheaper and each.equal:
            assert each.a_cheaper.value + each.b_cheaper.value + each.equal.value == 1
        assert each.turned().turned() == each
    if made.cheapest is None:
        assert made.certainty is CANNOT_TELL
    else:
        rivals = [n for n in range(len(entries)) if n != made.cheapest]
        surely = all(made.between(made.cheapest, n).surely == made.cheapest for n in rivals)
        assert surely is (made.certainty is SURELY)
        assert made.leader == made.cheapest
        assert made.open == ()
    assert made.leader not in made.open


@given(
    st.lists(strategies.entries(), min_size=2, max_size=4),
    strategies.tables,
)
def test_the_order_of_the_columns_changes_no_verdict(
    entries: list[Entry], rates: RateTable
) -> None:
    there, back = decision(*entries, rates=rates), decision(*entries[::-1], rates=rates)
    last = len(entries) - 1
    assert back.certainty is there.certainty
    assert back.cheapest == (None if there.cheapest is None else last - there.cheapest)
    assert sorted(last - place for place in back.upkeep_not_stated) == [*there.upkeep_not_stated]


# Beside an independent method


PACKAGES = entry("Packages", "150-190 GBP", course(3, "390-480 GBP"), sessions="3-6")
ABROAD = entry("Abroad", "9000-14000 INR", sessions="2-4", country="IN")


def simulated(totals: dict[int, tuple[float, float]], seed: int) -> Figures:
    """Draws a number of sessions, then a total between its ends."""
    draws = np.random.default_rng(seed)
    numbers = draws.choice(sorted(totals), size=400_000)
    lows = np.array([totals.get(n, (0, 0))[0] for n in range(max(totals) + 1)])
    highs = np.array([totals.get(n, (0, 0))[1] for n in range(max(totals) + 1)])
    shares = draws.random(400_000)
    drawn: Figures = lows[numbers] + shares * (highs[numbers] - lows[numbers])
    return drawn


def cheapest_by_trying(single: float, three: float, sessions: int) -> float:
    """The least of all ways with so many courses of three and so many singles."""
    return min(
        singles * single + courses * three
        for singles, courses in combined(range(sessions + 1), range(3))
        if singles + 3 * courses >= sessions
    )


def test_a_simulation_agrees_about_packages_and_journeys_at_each_number_of_sessions() -> None:
    each_time = Assumptions(home="GB", travel=Money.parse("130 GBP"), trips=None)
    abroad = {n: (n * (9000 / 120 + 130), n * (14000 / 120 + 130)) for n in (2, 3, 4)}
    packages = {
        n: (cheapest_by_trying(150, 390, n), cheapest_by_trying(190, 480, n)) for n in (3, 4, 5, 6)
    }
    made = pair(PACKAGES, ABROAD, each_time)
    assert made.a_cheaper is not None
    share = float(np.mean(simulated(packages, 1) < simulated(abroad, 2)))
    assert 0.2 < share < 0.8
    assert float(made.a_cheaper.value) == pytest.approx(share, abs=0.004)


def test_a_simulation_agrees_about_the_lowest_of_four() -> None:
    entries = (PACKAGES, ABROAD, LASER, entry("Point", "640 GBP", sessions="1"))
    assumptions = Assumptions(home="GB", travel=Money.parse("420 GBP"))
    made = decision(*entries, assumptions=assumptions)
    packages = {
        n: (cheapest_by_trying(150, 390, n), cheapest_by_trying(190, 480, n)) for n in (3, 4, 5, 6)
    }
    abroad = {n: (n * 75 + 420.0, n * 14000 / 120 + 420) for n in (2, 3, 4)}
    laser = {n: (n * 400.0, n * 600.0) for n in (2, 3)}
    draws = np.array(
        [simulated(totals, 3 + n) for n, totals in enumerate((packages, abroad, laser))]
        + [np.full(400_000, 640.0)]
    )
    assert made.leader is not None
    share = float(np.mean(np.argmin(draws, axis=0) == made.leader))
    assert made.chance_of_lowest is not None
    assert float(made.chance_of_lowest.value) == pytest.approx(share, abs=0.004)


def test_numbers_of_sessions_a_person_sets_are_drawn_alike() -> None:
    two_or_three = PLAIN.with_sessions_of(LONDON.id, session_count("2-3"))
    made = pair(LONDON, LASER, two_or_three)
    share = float(
        np.mean(
            simulated({2: (500, 700), 3: (750, 1050)}, 5)
            < simulated({2: (800, 1200), 3: (1200, 1800)}, 6)
        )
    )
    assert made.a_cheaper is not None
    assert float(made.a_cheaper.value) == pytest.approx(share, abs=0.004)
