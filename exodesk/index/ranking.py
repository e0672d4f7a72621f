"""Exact values of several units, ranked as they compare once they are converted.

A rank is a whole number, so that a column of ranks is sorted and held against a limit at once and
still decided exactly: floats only find the values that may be equal, fractions decide those.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from math import inf, lcm

import numpy as np
from numpy.typing import NDArray

FactorOf = Callable[[str], Fraction | None]
Factors = tuple[Fraction | None, ...]

UNKNOWN_CODE = 0
_NEARLY = 1e-12  # well above what three roundings of a float can lose
_KEPT_RANKINGS = 8


class RankedValues:
    """Each distinct value once, by code. Code 0 and rank 0 stand for what is unknown."""

    def __init__(self, factor_of: FactorOf) -> None:
        self._factor_of = factor_of
        self._units: dict[str, int] = {}
        self._codes: dict[tuple[int, int, int], int] = {}
        self._values = [Fraction(0)]
        self._unit_of = array("i", [0])
        self._floats = array("d", [0.0])
        self._out_of_float = False
        self._rankings: dict[Factors, _Ranking] = {}
        self._unit_by_unit: NDArray[np.int32] | None = None

    def code(self, value: Fraction | None, unit: str = "") -> int:
        """The number that stands for ``value`` in ``unit``, always the same for the same value."""
        if value is None:
            return UNKNOWN_CODE
        unit_number = self.unit_number(unit)
        key = (unit_number, value.numerator, value.denominator)
        code = self._codes.get(key)
        if code is None:
            code = self._codes[key] = len(self._values)
            self._values.append(value)
            self._unit_of.append(unit_number)
            self._floats.append(_float(value))
            self._out_of_float = self._out_of_float or not _fits_float(value)
            self._rankings.clear()
            self._unit_by_unit = None
        return code

    def unit_number(self, unit: str) -> int:
        return self._units.setdefault(unit, len(self._units))

    def express(self, factor_of: FactorOf) -> None:
        """Compare from now on by what ``factor_of`` a unit gives: None where a rate is missing."""
        self._factor_of = factor_of

    def factors(self) -> Factors:
        """By number of the unit."""
        return tuple(self._factor_of(unit) for unit in self._units)

    def ranks(self) -> NDArray[np.int32]:
        """By code: 1 for the least value, equal for equal ones, 0 for unknown.

        The same array as before while the order is the same, in whatever it is expressed.
        """
        return self._ranking().ranks

    def highest_rank(self) -> int:
        return len(self._ranking().code_of_rank)

    def rank_at_most(self, limit: Fraction) -> int:
        """The highest rank of a value of at most ``limit``; 0 where there is none."""
        factors = self.factors()

        def converted(code: int) -> Fraction:
            return self._values[code] * (factors[self._unit_of[code]] or 0)

        return bisect_right(self._ranking().code_of_rank, limit, key=converted)

    def shown(self) -> NDArray[np.float64]:
        """By code: the value as converted; NaN where it is unknown or a rate is missing."""
        factors = [np.nan if factor is None else _float(factor) for factor in self.factors()]
        by_code = np.array(factors or [np.nan])[np.array(self._unit_of)]
        with np.errstate(over="ignore", invalid="ignore"):
            shown: NDArray[np.float64] = np.array(self._floats) * by_code
        shown[UNKNOWN_CODE] = np.nan
        return shown

    def _ranking(self) -> _Ranking:
        factors = self.factors()
        first = next((factor for factor in factors if factor is not None), Fraction(1))
        ratios = tuple(None if factor is None else factor / first for factor in factors)
        ranking = self._rankings.get(ratios)
        if ranking is None:
            if len(self._rankings) == _KEPT_RANKINGS:
                self._rankings.clear()
            ranking = self._rankings[ratios] = self._ranked(factors)
        return ranking

    def _ranked(self, factors: Factors) -> _Ranking:
        codes = self._in_order_of_floats(factors)
        is_new = np.ones(len(codes), np.bool_)
        doubtful = self._doubtful(codes, factors)
        if len(doubtful):
            keys = self._whole_numbers(codes[doubtful].tolist(), factors)
            exactly = sorted(range(len(keys)), key=keys.__getitem__)
            codes[doubtful] = codes[doubtful][exactly]
            is_new[doubtful[1:]] = [keys[one] != keys[other] for one, other in pairwise(exactly)]
        ranks = np.zeros(len(self._values), np.int32)
        ranks[codes] = np.cumsum(is_new)
        return _Ranking(ranks, codes[is_new])

    def _in_order_of_floats(self, factors: Factors) -> NDArray[np.int32]:
        """The codes that convert, ascending."""
        units = np.array(self._unit_of)
        if self._unit_by_unit is None:
            known = np.arange(1, len(units), dtype=np.int32)
            order = np.lexsort((np.array(self._floats)[1:], units[1:]))
            self._unit_by_unit = known[order]
        converts = np.array([factor is not None for factor in factors], np.bool_)
        codes: NDArray[np.int32] = self._unit_by_unit[converts[units[self._unit_by_unit]]]
        # Each unit is in order already, and NumPy's stable sort merges ordered stretches.
        return codes[np.argsort(self.shown()[codes], kind="stable")]

    def _doubtful(self, codes: NDArray[np.int32], factors: Factors) -> NDArray[np.intp]:
        """The places in ``codes`` whose value a float does not tell from a neighbour's."""
        if self._out_of_float or not all(f is None or _fits_float(f) for f in factors):
            return np.arange(len(codes))
        values = self.shown()[codes]
        near = values[1:] - values[:-1] <= values[1:] * _NEARLY
        return np.flatnonzero(np.append(False, near) | np.append(near, False))

    def _whole_numbers(self, codes: list[int], factors: Factors) -> list[int]:
        """Whole numbers that compare as the converted values do."""
        common = lcm(*(factor.denominator for factor in factors if factor is not None))
        scales = [0 if f is None else f.numerator * (common // f.denominator) for f in factors]
        values = [self._values[code] for code in codes]
        shared = lcm(*{value.denominator for value in values})
        return [
            value.numerator * (shared // value.denominator) * scales[self._unit_of[code]]
            for code, value in zip(codes, values, strict=True)
        ]


class _Ranking:
    def __init__(self, ranks: NDArray[np.int32], code_of_rank: NDArray[np.int32]) -> None:
        self.ranks = ranks
        self.code_of_rank = code_of_rank


def _float(value: Fraction) -> float:
    try:
        return float(value)
    except OverflowError:
        return inf


def _fits_float(value: Fraction) -> bool:
    """Whether the product of two such values is an ordinary float."""
    return value == 0 or 1e-100 < _float(value) < 1e100
