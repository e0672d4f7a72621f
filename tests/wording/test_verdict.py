from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.comparison import Comparison
from exodesk.domain.decisions import decide
from exodesk.domain.entries import Entry, Tax
from exodesk.domain.rates import RateTable
from exodesk.wording.comparison import ComparisonWords
from exodesk.wording.verdict import difference_words, reason_sentence, verdict_sentence
from tests.builders import NO_RATES, RATE_DAY, RATES, bounds, cost, entry, offer, product


def words(*entries: Entry, table: RateTable = RATES) -> ComparisonWords:
    comparison = Comparison(tuple(cost(each, rates=table) for each in entries))
    return ComparisonWords(comparison, Catalogue(), Fraction(365), RATE_DAY)


def of(name: str, price: str) -> Entry:
    return entry(name, price, sessions="1", city=f"{name}ton")


@pytest.mark.parametrize(
    ("prices", "sentence"),
    [
        (("300-450 GBP", "750-1050 GBP"), "A, Aton is surely cheaper."),
        (("300 GBP", "400 GBP", "500 GBP"), "A, Aton is surely the cheapest."),
        (("300-400 GBP", "400-500 GBP"), "A, Aton costs no more than any other here."),
        (("400 GBP", "400 GBP"), "All cost the same: £400."),
        (
            ("400 GBP", "400 GBP", "500 GBP"),
            "A, Aton and B, Bton cost the least and the same: £400.",
        ),
        (("300-500 GBP", "400-600 GBP"), "None is surely the cheapest: the totals overlap."),
        (
            ("300 GBP", "on request GBP"),
            "Can’t tell which is the cheapest: the total of B, Bton is not fully known.",
        ),
        (
            ("from 300 GBP", "from 300 GBP"),
            "Can’t tell which is the cheapest: the totals of A, Aton and B, Bton "
            "are not fully known.",
        ),
    ],
)
def test_the_verdict_is_one_sentence(prices: tuple[str, ...], sentence: str) -> None:
    entries = [of(name, price) for name, price in zip("ABC", prices, strict=False)]
    assert verdict_sentence(words(*entries)) == sentence


def test_without_a_rate_the_verdict_says_so_and_nothing_is_converted() -> None:
    spoken = words(of("A", "100 GBP"), of("B", "6000 INR"), table=NO_RATES)
    assert verdict_sentence(spoken) == "Can’t tell which is the cheapest: B, Bton needs a rate."
    assert reason_sentence(spoken).startswith(
        "There is no rate between ₹ and £; nothing was converted without one."
    )


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (-120, 330, "£330 cheaper to £120 dearer"),
        (300, 750, "£300 – £750 cheaper"),
        (300, 300, "£300 cheaper"),
        (0, 300, "£0 – £300 cheaper"),
        (-750, -300, "£300 – £750 dearer"),
        (-300, 0, "£0 – £300 dearer"),
        (-300, -300, "£300 dearer"),
        (0, 0, "the same price"),
        (50, None, "at least £50 cheaper"),
        (0, None, "no dearer"),
        (-50, None, "at most £50 dearer"),
        (None, 50, "at most £50 cheaper"),
        (None, 0, "no cheaper"),
        (None, -50, "at least £50 dearer"),
        (None, None, ""),
    ],
)
def test_a_difference_is_a_range_with_both_ends_in_words(
    low: int | None, high: int | None, text: str
) -> None:
    assert difference_words(bounds(low, high), "GBP") == text


def test_the_reason_says_by_how_much_and_what_is_not_counted() -> None:
    taxed = replace(of("A", "100 GBP"), offers=(offer("100 GBP", tax=Tax.EXCLUDED, tax_rate="20"),))
    spoken = words(taxed, of("B", "200-300 GBP"))
    assert reason_sentence(spoken) == (
        "It is £80 – £180 cheaper than B, Bton. "
        "Not counted: tax where it is not stated and maintenance."
    )


def test_of_overlapping_totals_the_reason_names_both_sides() -> None:
    spoken = words(of("A", "720-870 GBP"), of("B", "750-1050 GBP"), of("C", "900-990 GBP"))
    assert reason_sentence(spoken).startswith(
        "A, Aton is £330 cheaper to £120 dearer than B, Bton."
    )


def test_an_open_end_is_said_and_not_filled() -> None:
    spoken = words(of("A", "from 100 GBP"), of("B", "300-400 GBP"), of("C", "300-350 GBP"))
    assert "A, Aton is" not in reason_sentence(spoken)
    overlapping = words(of("A", "100-200 GBP"), of("B", "from 150 GBP"))
    assert reason_sentence(overlapping).startswith(
        "A, Aton is at most £50 dearer than B, Bton. How much cheaper it may be is not known."
    )


def test_products_alone_leave_no_maintenance_out() -> None:
    one, other = product("A", "10 GBP"), product("B", "20 GBP")
    assert reason_sentence(words(one, other)).endswith("Not counted: tax where it is not stated.")


def weighed(*entries: Entry) -> ComparisonWords:
    """What is said where the chances are known, too."""
    costs = tuple(cost(each) for each in entries)
    decision = decide(costs, Assumptions(), RATES)
    catalogue = Catalogue(entries=entries)
    return ComparisonWords(Comparison(costs), catalogue, Fraction(365), RATE_DAY, decision)


@pytest.mark.parametrize(
    ("prices", "sentence"),
    [
        (
            ("720-870 GBP", "750-1050 GBP"),
            "A, Aton is cheaper in about 84 of 100 cases: £330 cheaper to £120 dearer.",
        ),
        (
            ("300-500 GBP", "310-500 GBP"),
            "Can’t tell which is cheaper: A, Aton is in about 53 of 100 cases,"
            " £200 cheaper to £190 dearer.",
        ),
        (
            ("100-310 GBP", "300-500 GBP", "305-600 GBP"),
            "A, Aton is likely the cheapest: in more than 99 of 100 cases.",
        ),
        (
            ("300-500 GBP", "310-500 GBP", "300-500 GBP"),
            "Can’t tell which is the cheapest: A, Aton is in about 35 of 100 cases.",
        ),
        (("300 GBP", "400 GBP"), "A, Aton is surely cheaper."),
        (
            ("300-500 GBP", "from 310 GBP"),
            "Can’t tell which is the cheapest: the total of B, Bton is not fully known.",
        ),
    ],
)
def test_overlapping_totals_are_weighed(prices: tuple[str, ...], sentence: str) -> None:
    entries = [of(name, price) for name, price in zip("ABC", prices, strict=False)]
    assert verdict_sentence(weighed(*entries)) == sentence


def test_of_several_the_next_is_named_below() -> None:
    spoken = weighed(of("A", "100-310 GBP"), of("B", "300-500 GBP"), of("C", "305-600 GBP"))
    assert reason_sentence(spoken).startswith(
        "It is £400 cheaper to £10 dearer than the next, B, Bton."
    )


def test_the_same_in_two_cities_is_called_by_the_city() -> None:
    london = entry("Peel, London", "720-870 GBP", sessions="1", city="London")
    leeds = entry("Peel, Leeds", "750-1050 GBP", sessions="1", city="Leeds")
    assert verdict_sentence(weighed(london, leeds)).startswith("London is cheaper in about 84")


def test_an_upkeep_that_nobody_states_is_pointed_out_beside_one_that_counts() -> None:
    cream = product("Cream", "36 GBP")
    assert "How long A, Aton lasts is not stated" in reason_sentence(
        weighed(of("A", "100 GBP"), cream)
    )
    assert "How long A, Aton and B, Bton last is not stated" in reason_sentence(
        weighed(of("A", "100 GBP"), of("B", "300 GBP"), cream)
    )
    assert "lasts is not stated" not in reason_sentence(
        weighed(of("A", "100 GBP"), of("B", "300 GBP"))
    )


def test_the_range_behind_all_others_is_that_of_the_one_the_verdict_speaks_of() -> None:
    even, ahead = of("Peel", "420-720 GBP"), of("Facial", "350-1500 GBP")
    spoken = weighed(ahead, even)
    assert spoken.foremost() == 1
    assert verdict_sentence(spoken).startswith("Peel, Peelton is cheaper")
    assert weighed(of("Peel", "9 GBP"), of("Facial", "5 GBP")).foremost() == 1
    assert words(of("Peel", "on request GBP"), of("Facial", "on request GBP")).foremost() is None
