from __future__ import annotations

from typing import Any

import pytest

from exodesk.domain import costs as costs_module
from exodesk.domain.assumptions import Assumptions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.costing import CourseCost, cost_of
from exodesk.domain.costs import Costs
from exodesk.domain.entries import Entry, Per
from tests.builders import RATES, entry, offer, rates

PEEL = entry("Peel", "100 GBP", sessions="2")
LASER = entry("Laser", "13000 INR", sessions="1")
BOTH = entry("Both", "100 GBP", offer("20000 INR", Per.COURSE, sessions=3), sessions="3")
ENTRIES = (PEEL, LASER, BOTH)


@pytest.fixture
def costed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of what is worked out anew."""
    names: list[str] = []

    def counting(costed_entry: Entry, *others: Any) -> CourseCost:
        names.append(costed_entry.name)
        return cost_of(costed_entry, *others)

    monkeypatch.setattr(costs_module, "cost_of", counting)
    return names


def catalogue(*entries: Entry) -> Catalogue:
    return Catalogue(entries=entries)


def test_each_cost_is_worked_out_once_and_only_when_it_is_asked_for(costed: list[str]) -> None:
    costs = Costs(catalogue(*ENTRIES), Assumptions(), RATES)
    assert costs.of(1) is costs.of(1)
    assert costed == ["Laser"]
    assert list(costs) == [cost_of(each, Assumptions(), RATES) for each in ENTRIES]
    assert costed == ["Laser", "Peel", "Both"]


def test_another_currency_works_nothing_out_anew_that_can_be_converted(costed: list[str]) -> None:
    costs = Costs(catalogue(*ENTRIES), Assumptions("GBP"), RATES)
    list(costs)
    costed.clear()
    rupees = Assumptions("INR")
    assert list(costs.in_currency_of(rupees)) == [cost_of(e, rupees, RATES) for e in ENTRIES]
    assert list(costs) == [cost_of(each, Assumptions("GBP"), RATES) for each in ENTRIES]
    assert costed == []


def test_what_can_not_be_converted_is_worked_out_anew(costed: list[str]) -> None:
    table = rates("GBP/INR=120", "EUR/GBP=0.9", "EUR/INR=100")
    costs = Costs(catalogue(*ENTRIES), Assumptions("GBP"), table)
    list(costs)
    costed.clear()
    euros = Assumptions("EUR")
    assert list(costs.in_currency_of(euros)) == [cost_of(e, euros, table) for e in ENTRIES]
    assert costed == ["Both"]


def test_entries_that_stay_keep_their_costs_in_another_catalogue(costed: list[str]) -> None:
    costs = Costs(catalogue(*ENTRIES), Assumptions(), RATES)
    list(costs)
    costed.clear()
    dearer = entry("Peel", "120 GBP", sessions="2")
    new = entry("New", "5 GBP")
    after = catalogue(new, LASER, dearer, BOTH)
    assert dearer.id == PEEL.id
    carried = costs.carried_to(after)
    assert list(carried) == [cost_of(each, Assumptions(), RATES) for each in after.entries]
    assert costed == ["New", "Peel"]


def test_what_is_let_go_of_is_the_same_when_it_is_asked_for_again(costed: list[str]) -> None:
    costs = Costs(catalogue(*ENTRIES), Assumptions(), RATES)
    before = list(costs)
    assert costs.forget(2)
    assert not costs.forget(2)
    assert not costs.forget(2)
    costed.clear()
    assert list(costs) == before
    assert costed == ["Peel", "Laser", "Both"]
