"""The figures of all rows that are sorted by or held against a limit, as columns of ranks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from exodesk.domain.conversion import currencies_behind, ratio_between
from exodesk.domain.costing import CourseCost
from exodesk.domain.entries import Per
from exodesk.domain.filters import downtime_judged, sessions_judged
from exodesk.domain.money import UNKNOWN, Bounds, PriceState
from exodesk.domain.ordering import age_bounds
from exodesk.domain.rates import RateTable
from exodesk.index.picking import picked_in_any_order
from exodesk.index.ranking import Factors, RankedValues

Ranks = NDArray[np.int32]
Codes = NDArray[np.int32]

_NONE_ABOVE = np.int32(2**31 - 1)
_Mixture = tuple[str, frozenset[str]]  # in which currency money is kept, and what it hangs on

_NO_CURRENCY = ""  # stands for currencies of several offers that lack a rate


class Figure(Enum):
    """A figure of a course; the value is the place of its low end, its high end stands behind."""

    TOTAL = 0
    PRICE = 2
    SESSIONS = 4
    DOWNTIME = 6
    COURSE_DOWNTIME = 8
    AGE = 10


@dataclass(frozen=True, slots=True, eq=False)
class EndRanks:
    """The ranks of the low and of the high ends by row, 0 for unknown."""

    low: Ranks
    high: Ranks
    highest: int


@dataclass(frozen=True, slots=True, eq=False)
class _Reach:
    """By row the rank of a low end above 0, ``_NONE_ABOVE`` for none, and of the largest end."""

    least: Ranks
    most: Ranks
    value_of_rank: NDArray[np.float64]


class Figures:
    """Per row the codes of its exact figures.

    Money whose offers are all in one currency is kept in that, so that another display currency
    only needs another ranking. Money of other rows (``mixed``) is kept in the display currency of
    the time, and those rows must be filled again when a rate changes, or when not all that they add
    up goes over into the new currency by one factor. ``filled_at`` are the rates of those rows.
    """

    def __init__(self, row_count: int, currency: str, rates: RateTable) -> None:
        self.currency = currency
        self.rates = rates
        self.filled_at = rates
        self._has_unit_price = np.zeros(row_count, np.bool_)
        self._mixture = np.full(row_count, -1, np.int32)
        self._codes = np.zeros((2 * len(Figure), row_count), np.int32)
        self._unit_needed = np.full(row_count, -1, np.int32)
        self._money = RankedValues(self._factor)
        self._numbers = RankedValues(lambda unit: Fraction(1))
        self._ends: dict[Figure, tuple[Ranks, EndRanks]] = {}
        self._reaches: dict[Figure, tuple[Factors, _Reach]] = {}
        self._mixtures: dict[_Mixture, int] = {}

    def fill(self, first_row: int, costs: Iterable[CourseCost]) -> None:
        """Take over the figures of ``costs``, of the rows from ``first_row`` on."""
        for row, cost in enumerate(costs, start=first_row):
            if cost.currency != self.currency:
                raise ValueError(f"{cost.entry.id} is costed in {cost.currency}")
            self._fill_row(row, cost)
        self._ends.clear()
        self._reaches.clear()

    def express(self, currency: str, rates: RateTable) -> None:
        """Convert from now on to ``currency``."""
        self.currency = currency
        self.rates = rates

    def rows_to_fill(self, currency: str, rates: RateTable) -> NDArray[np.intp]:
        """The rows whose figures another ``currency`` or other ``rates`` do not just convert."""
        anew = [
            rates is not self.filled_at or ratio_between(before, currency, behind, rates) is None
            for before, behind in self._mixtures
        ]
        return np.flatnonzero(np.array([*anew, False])[self._mixture])

    def ends(self, figure: Figure) -> EndRanks:
        """The same object as before while nothing changed but what money is expressed in."""
        values = self._values_of(figure)
        ranks = values.ranks()
        kept = self._ends.get(figure)
        if kept is None or kept[0] is not ranks:
            low, high = self._codes[figure.value : figure.value + 2]
            ends = EndRanks(ranks[low], ranks[high], values.highest_rank())
            kept = self._ends[figure] = (ranks, ends)
        return kept[1]

    def unit_prices(self) -> EndRanks:
        """The prices without those whose source does not say for what."""
        prices = self.ends(Figure.PRICE)
        return EndRanks(
            np.where(self._has_unit_price, prices.low, 0),
            np.where(self._has_unit_price, prices.high, 0),
            prices.highest,
        )

    def rank_at_most(self, figure: Figure, limit: Fraction) -> int:
        return self._values_of(figure).rank_at_most(limit)

    def extent(self, figure: Figure, rows: NDArray[np.int32]) -> tuple[float | None, float | None]:
        """The smallest low end above 0 and the largest known end of ``rows``, each one once.

        In what money is expressed in; ends that are no finite float do not count.
        """
        reach = self._reach_of(figure)
        lows, tops = picked_in_any_order((reach.least, reach.most), rows)
        least, most = lows.min(initial=_NONE_ABOVE), tops.max(initial=0)
        return (
            None if least == _NONE_ABOVE else float(reach.value_of_rank[least]),
            None if most == 0 else float(reach.value_of_rank[most]),
        )

    def _reach_of(self, figure: Figure) -> _Reach:
        values = self._values_of(figure)
        factors = values.factors()
        kept = self._reaches.get(figure)
        if kept is None or kept[0] != factors:
            low, high = self._codes[figure.value : figure.value + 2]
            kept = self._reaches[figure] = (factors, _reach(values, low, high))
        return kept[1]

    def needing_rate(self) -> NDArray[np.bool_]:
        """The rows whose total lacks a rate."""
        lacking = [factor is None for factor in self._money.factors()]
        return np.array([*lacking, False])[self._unit_needed]

    def _values_of(self, figure: Figure) -> RankedValues:
        return self._money if figure in (Figure.TOTAL, Figure.PRICE) else self._numbers

    def _factor(self, unit: str) -> Fraction | None:
        return None if unit == _NO_CURRENCY else self.rates.factor(unit, self.currency)

    def _fill_row(self, row: int, cost: CourseCost) -> None:
        original = self._original(cost)
        unit, total, price = original or (
            cost.currency,
            cost.total,
            cost.unstated_price if cost.unit_per is None else cost.unit_price,
        )
        sessions, downtime = sessions_judged(cost) or UNKNOWN, downtime_judged(cost)
        age = age_bounds(cost.entry)
        money, numbers = self._money.code, self._numbers.code
        self._codes[:, row] = (
            money(total.low, unit),
            money(total.high, unit),
            money(price.low, unit),
            money(price.high, unit),
            numbers(sessions.low),
            numbers(sessions.high),
            numbers(downtime.low),
            numbers(downtime.high),
            numbers(cost.downtime.low),
            numbers(cost.downtime.high),
            numbers(age.low),
            numbers(age.high),
        )
        self._mixture[row] = -1 if original else self._mixture_number(cost)
        self._has_unit_price[row] = cost.unit_per is not None
        self._unit_needed[row] = self._needed(cost, unit if original else None)

    def _mixture_number(self, cost: CourseCost) -> int:
        key = cost.currency, currencies_behind(cost.entry, cost.counted)
        return self._mixtures.setdefault(key, len(self._mixtures))

    def _needed(self, cost: CourseCost, unit: str | None) -> int:
        """Which unit must have a rate for the total to have one; -1 where there is no price."""
        if unit is None:
            lacking = cost.state is PriceState.NEEDS_RATE
            return self._money.unit_number(_NO_CURRENCY) if lacking else -1
        return -1 if cost.unit_per is None else self._money.unit_number(unit)

    def _original(self, cost: CourseCost) -> tuple[str, Bounds, Bounds] | None:
        """The total and the price in the one currency of all offers; None where it can't be told.

        Prices that do not count matter too: which of them counts may hang on the rates.
        """
        offers = cost.entry.offers
        currency = offers[0].price.currency if offers else cost.currency
        if cost.counted - {currency} or any(o.price.currency != currency for o in offers):
            return None
        total, price = cost.original_total, cost.original_unit_price
        if cost.state is PriceState.NEEDS_RATE:
            if self._factor(currency) is not None:
                return None  # it is travel or time off that lacks one
        elif cost.state is not total.state:
            return None  # the total adds up something in another currency
        if cost.unit_per is None and any(offer.per is Per.UNSTATED for offer in offers):
            factor = self._factor(currency)
            if factor is None:
                return None
            price = cost.unstated_price.times(1 / factor)
        return currency, total, price


def _reach(values: RankedValues, low: Codes, high: Codes) -> _Reach:
    shown, ranks = values.shown(), values.ranks()
    finite = np.isfinite(shown)
    value_of_rank = np.zeros(values.highest_rank() + 1)
    value_of_rank[ranks] = shown
    above_nothing = np.where(finite & (shown > 0), ranks, _NONE_ABOVE)
    known = np.where(finite, ranks, 0)
    return _Reach(above_nothing[low], np.maximum(known[low], known[high]), value_of_rank)
