from __future__ import annotations

import datetime
import re
from decimal import Decimal

import pytest

from exodesk.comparison_listing import Printed, comparison_text
from exodesk.domain.assumptions import Assumptions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.costing import cost_of
from exodesk.domain.decisions import decide
from exodesk.domain.entries import Entry, Per, Tax
from exodesk.domain.money import Money
from exodesk.domain.rates import RateTable
from exodesk.exports.text_table import WIDTH
from tests.builders import RATES, SOURCE, course, entry, offer, product
from tests.worked_entries import LASER, LONDON, MUMBAI

TODAY = datetime.date(2026, 1, 25)
TRAVEL = Assumptions(home="GB", travel=Money(Decimal(420), "GBP"))


def printed(
    *entries: Entry, assumptions: Assumptions | None = None, rates: RateTable = RATES
) -> str:
    assumed = assumptions or Assumptions()
    costs = [cost_of(one, assumed, rates) for one in entries]
    decision = decide(costs, assumed, rates) if len(costs) > 1 else None
    catalogue = Catalogue(sources={SOURCE.id: SOURCE}, entries=entries)
    return comparison_text(
        Printed(costs, catalogue, assumed, RateTable(TODAY, pinned=rates.pinned), TODAY, decision)
    )


def rows(text: str) -> dict[str, str]:
    """The rows by their names, with what they say of all entries, however many tables they fill."""
    said: dict[str, str] = {}
    name = ""
    for line in text.partition("\n\n")[0].splitlines()[2:]:
        first, *others = re.split(r" {2,}", line)
        name = first or name
        said[name] = " ".join([said.get(name, ""), *others]).strip()
    return said


def test_totals_are_compared_to_the_penny() -> None:
    shown = rows(
        printed(
            entry("Peel", "1234.56-2000 GBP", sessions="2"),
            entry("Facial", "10000.25 INR", sessions="3"),
        )
    )
    assert shown["Total in GBP"] == "£2,469.12 – £4,000 ≈ £250.01"
    assert shown["Own currency"] == "£2,469.12 – £4,000 ₹30,000.75"


@pytest.mark.parametrize(
    ("prices", "total", "printed_as"),
    [
        (["on request GBP"], "on request", "on request"),
        ([], "no price published", "no price published"),
        (["10 AED"], "needs a rate", "AED 20"),
        (["from 10 GBP"], "from £20", "from £20"),
        (["up to 10 GBP"], "up to £20", "up to £20"),
    ],
)
def test_what_is_unknown_is_a_word(prices: list[str], total: str, printed_as: str) -> None:
    shown = rows(printed(entry("Peel", *prices, sessions="2")))
    assert (shown["Total in GBP"], shown["Own currency"]) == (total, printed_as)
    assert shown["Downtime in all"] == "unknown"


def test_a_comparison_says_what_is_bought() -> None:
    fee = offer("50 GBP", per=Per.CONSULTATION)
    shown = rows(printed(entry("Peel", "150 GBP", course(3, "400 GBP"), fee, sessions="2-4")))
    assert shown["Bought as"] == "2 × one session to one session + course of 3"
    assert shown["Sessions"] == "2 – 4"
    assert rows(printed(product("Serum", "36 GBP")))["Bought as"] == "7 × one pack"


def test_below_a_comparison_stand_its_remarks_its_rates_and_its_sources() -> None:
    sourced = offer("120 INR", source="src-a", tax=Tax.INCLUDED)
    text = printed(entry("Peel", sourced, sessions="3"), entry("Facial"))
    assert "\nPeel: how long it lasts is not stated, maintenance is not counted.\n" in text
    assert "\n£1 = ₹120.0000 · manual, 15 Jan 2026 (10 days old)\n" in text
    assert text.endswith("\nSources\n  src-a: Clinic, Price list, 10 Jan 2026 (price list)\n")


def test_the_assumptions_in_force_stand_below_in_the_words_of_the_options() -> None:
    text = printed(entry("Peel", "100 GBP", sessions="3"), assumptions=TRAVEL)
    assert "\nAssumed: horizon=12 month; home=GB; travel=420.00 GBP; trips=1\n" in text


def test_the_verdict_stands_below_the_table() -> None:
    text = printed(
        entry("Cheap", "100-200 GBP", sessions="1"), entry("Dear", "300 GBP", sessions="1")
    )
    assert "\n\nCheap, Clinic is surely" in text
    assert "£100 – £200 cheaper" in text


def said(text: str) -> str:
    """The text on one line, to look for sentences that go on below."""
    return " ".join(text.split())


def test_overlapping_totals_are_weighed() -> None:
    text = said(printed(MUMBAI, LONDON, assumptions=TRAVEL))
    assert (
        "Mumbai, Clinic is cheaper in about 84 of 100 cases: £330 cheaper to £120 dearer." in text
    )
    assert "How sure For “in so many of 100 cases” every total" in text


def test_of_several_each_is_held_against_the_leader() -> None:
    text = said(printed(MUMBAI, LONDON, LASER))
    for other in ("London", "Laser"):
        assert f"Mumbai, Clinic is surely cheaper than {other}, Clinic: £" in text


def test_it_says_where_the_order_turns_and_how_long_one_would_stay() -> None:
    text = said(printed(MUMBAI, LONDON, assumptions=TRAVEL))
    assert "Where it turns Break-even trip cost: £300 – £750. Mumbai, Clinic is surely" in text
    assert "Mumbai, Clinic: 3 sessions 4 weeks apart: one stay of 8 weeks or 3 trips." in text


def test_it_says_who_is_surely_beaten_and_that_this_says_nothing_of_results() -> None:
    about = "Cost and downtime only. Says nothing about results."
    text = said(printed(MUMBAI, LASER))
    assert f"Laser, Clinic is surely beaten by Mumbai, Clinic. {about}" in text
    assert about not in said(printed(MUMBAI, LASER, assumptions=TRAVEL))


def test_what_to_ask_stands_below_with_what_it_could_change() -> None:
    text = said(printed(MUMBAI, entry("Secret", "on request GBP", sessions="3")))
    assert (
        "What to ask Secret, Clinic: What does one session cost?"
        " (could change which is the cheapest)"
    ) in text
    assert "would not change the total" not in text


def test_one_entry_alone_has_no_verdict() -> None:
    text = printed(entry("Peel", "100 GBP", sessions="3"))
    assert "cheap" not in text


@pytest.mark.parametrize("count", [2, 5, 8])
def test_it_stays_readable_in_a_terminal_of_usual_width(count: int) -> None:
    entries = [
        entry(
            f"Exosome microneedling of the whole face and neck {number}",
            offer("12000-18000 INR", source="src-a"),
            sessions="3-6",
            downtime="1-2 day",
            id=f"peel-{number}",
        )
        for number in range(count)
    ]
    assert max(map(len, printed(*entries, assumptions=TRAVEL).splitlines())) <= WIDTH
