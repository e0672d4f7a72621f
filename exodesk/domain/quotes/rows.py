"""What a quote shows: rows with amounts to the minor unit that add up to the totals as shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from exodesk.domain.assumptions import LineKey
from exodesk.domain.costing import Count
from exodesk.domain.entries import Offer, Tax
from exodesk.domain.errors import ExodeskError
from exodesk.domain.money import UNKNOWN, Bounds, PriceRange
from exodesk.domain.quotes.refusals import (
    DiscountAbovePriceError,
    OptionNeedsRateError,
    SecondCurrencyNeedsRateError,
)
from exodesk.domain.rates import Rate
from exodesk.domain.ways import Purchase


@dataclass(frozen=True, slots=True)
class Sums:
    """``net`` and ``tax`` add up to ``total`` at either end."""

    net: Bounds
    tax: Bounds
    total: Bounds


NO_SUMS = Sums(UNKNOWN, UNKNOWN, UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row as it is shown; each amount rounded half up to the minor unit of the quote.

    ``line`` is the place of the line in its option and ``part`` what of it the row is: None for
    free text. At either end ``price`` less ``discount`` is the net amount of ``sums``.

    ``unit`` is the price of one session, course, pack, trip or piece, as printed, where there is
    one; what is bought at either end stands in ``low_way`` and ``high_way``, nothing for rows
    without an entry. ``tax`` and ``tax_rate`` (per cent) are None where what is bought differs in
    them; ``tax_assumed`` where the rate is the standard one of the country.

    ``needed`` rows have no total without a low end; of the others a missing low adds nothing.
    """

    line: int
    part: LineKey | None
    count: Count | None
    unit: PriceRange | None
    price: Bounds
    discount: Bounds
    sums: Sums
    tax: Tax | None
    tax_rate: Decimal | None
    tax_assumed: bool = False
    low_way: tuple[Purchase, ...] = ()
    high_way: tuple[Purchase, ...] = ()
    sources: tuple[str, ...] = ()
    needed: bool = True

    def offers(self) -> tuple[Offer, ...]:
        """What is bought, each offer once."""
        return tuple(dict.fromkeys(p.offer for p in (*self.low_way, *self.high_way)))


class ObstacleKind(Enum):
    NEEDS_RATE = "needs-rate"
    DISCOUNT_ABOVE_PRICE = "discount-above-price"
    SECOND_NEEDS_RATE = "second-needs-rate"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why an option has no total, or none in the second currency.

    ``line`` is the place of the line at fault and ``name`` what it sells; None for the whole
    option. ``found`` and ``wanted`` are currencies without a rate between them.
    """

    kind: ObstacleKind
    letter: str
    line: int | None = None
    name: str | None = None
    found: str = ""
    wanted: str = ""

    def error(self) -> ExodeskError:
        match self.kind:
            case ObstacleKind.NEEDS_RATE:
                return OptionNeedsRateError(self.letter, self.found, self.wanted)
            case ObstacleKind.SECOND_NEEDS_RATE:
                return SecondCurrencyNeedsRateError(self.found, self.wanted)
            case ObstacleKind.DISCOUNT_ABOVE_PRICE:
                return DiscountAbovePriceError(self.letter, self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionAmounts:
    """The amounts of one option in ``currency``.

    The ``rows`` less ``discount``, the one on the whole option, add up to ``sums``. ``second`` is
    the total at the frozen rate, rounded once; None without a second currency. ``rates`` are those
    that had a part in any of it.
    """

    letter: str
    currency: str
    rows: tuple[Row, ...]
    discount: Sums | None
    sums: Sums
    second_currency: str | None = None
    second: Bounds | None = None
    rates: tuple[Rate, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()

    @property
    def total(self) -> Bounds:
        return self.sums.total

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources behind the rows, each once."""
        return tuple(dict.fromkeys(source for row in self.rows for source in row.sources))

    def rows_of(self, line: int) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.line == line)


def sums_of(rows: Iterable[Row]) -> Sums:
    """What the rows add up to as they are shown."""
    listed = tuple(rows)
    return Sums(
        _added((row.needed, row.sums.net) for row in listed),
        _added((row.needed, row.sums.tax) for row in listed),
        _added((row.needed, row.sums.total) for row in listed),
    )


def less(sums: Sums, discount: Sums) -> Sums:
    return Sums(
        _less(sums.net, discount.net),
        _less(sums.tax, discount.tax),
        _less(sums.total, discount.total),
    )


def _added(parts: Iterable[tuple[bool, Bounds]]) -> Bounds:
    low: Fraction | None = Fraction(0)
    high: Fraction | None = Fraction(0)
    for needed, bounds in parts:
        if low is not None and (bounds.low is not None or needed):
            low = None if bounds.low is None else low + bounds.low
        if high is not None:
            high = None if bounds.high is None else high + bounds.high
    return Bounds(low, high)


def _less(one: Bounds, other: Bounds) -> Bounds:
    return Bounds(_difference(one.low, other.low), _difference(one.high, other.high))


def _difference(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one - other
