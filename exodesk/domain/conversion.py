"""The same cost in another display currency, without working it out anew.

Everything in a cost is an exact multiple of prices, and so is every comparison among them. Where
one factor takes every price from the former currency to the new one, it takes the cost, too.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.course_cost import CourseCost
from exodesk.domain.entries import Entry
from exodesk.domain.rates import Rate, RateTable


def currencies_behind(entry: Entry, counted: frozenset[str]) -> frozenset[str]:
    """Those that a cost hangs on: of what counts, and of offers that compete to be counted."""
    first = entry.offers[0].price.currency if entry.offers else None
    if first is None or (first in counted and len(entry.offers) == 1):
        return counted
    return counted.union(offer.price.currency for offer in entry.offers)


def ratio_between(
    before: str, now: str, currencies: frozenset[str], rates: RateTable
) -> Fraction | None:
    """What takes an amount in ``before`` to one in ``now``, the same for all ``currencies``.

    None where they differ, be it by a rounded rate, or where a rate is missing.
    """
    found: Fraction | None = None
    for code in currencies:
        old, new = rates.factor(code, before), rates.factor(code, now)
        if old is None or new is None:
            return None
        ratio = new / old
        if found is not None and ratio != found:
            return None
        found = ratio
    return Fraction(1) if found is None else found


class Conversion:
    """Costs under ``assumptions``, from such as differ in the display currency alone."""

    def __init__(self, assumptions: Assumptions, rates: RateTable) -> None:
        self._currency = assumptions.currency
        self._rates = rates
        self._hangs_on_currency = assumptions.hangs_on_currency
        self._ratios: dict[tuple[str, frozenset[str]], Fraction | None] = {}
        self._used: dict[frozenset[str], tuple[Rate, ...]] = {}

    def of(self, cost: CourseCost) -> CourseCost | None:
        """Exactly what ``cost_of`` says; None where it has to be asked."""
        if cost.currency == self._currency:
            return cost
        ratio = None if self._hangs_on_currency else self._ratio(cost)
        if ratio is None:
            return None
        return replace(
            cost,
            currency=self._currency,
            total=cost.total.times(ratio),
            unit_price=cost.unit_price.times(ratio),
            unstated_price=cost.unstated_price.times(ratio),
            lines=tuple(replace(line, bounds=line.bounds.times(ratio)) for line in cost.lines),
            rates=self._rates_for(cost.counted),
        )

    def _ratio(self, cost: CourseCost) -> Fraction | None:
        key = cost.currency, currencies_behind(cost.entry, cost.counted)
        if key not in self._ratios:
            before, currencies = key
            self._ratios[key] = ratio_between(before, self._currency, currencies, self._rates)
        return self._ratios[key]

    def _rates_for(self, counted: frozenset[str]) -> tuple[Rate, ...]:
        found = self._used.get(counted)
        if found is None:
            found = self._used[counted] = self._rates.used(counted, self._currency)
        return found
