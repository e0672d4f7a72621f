"""What a central bank published on one day, and how far that is from the day before it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import combinations, pairwise

from exodesk.domain.rates import Rate

EURO = "EUR"
_DIGITS = 28
_FAR = Fraction(1, 5)
LONGEST_GAP = datetime.timedelta(days=10)
"""Between two days that follow each other; where more lies between, some are not known here."""


@dataclass(frozen=True, slots=True)
class PublishedDay:
    """``per_euro`` is what one euro cost on ``date``, by currency; the euro itself costs 1."""

    date: datetime.date
    per_euro: Mapping[str, Decimal]
    source: str

    def holds(self, *codes: str) -> bool:
        return all(code in self.per_euro for code in codes)

    def rate(self, one: str, other: str) -> Rate:
        """The rate between two currencies that this day holds.

        One of the euro is the published figure itself. Any other is the quotient of two published
        figures, in the direction whose value is at least 1, to 28 digits.
        """
        per_euro, other_per_euro = self.per_euro[one], self.per_euro[other]
        if other == EURO or (one != EURO and other_per_euro < per_euro):
            one, other, per_euro, other_per_euro = other, one, other_per_euro, per_euro
        with localcontext() as context:
            context.prec = _DIGITS
            return Rate(one, other, other_per_euro / per_euro, self.date, self.source)


@dataclass(frozen=True, slots=True)
class Move:
    """A rate before and after, in one direction."""

    before: Rate
    after: Rate

    @property
    def change(self) -> Fraction:
        """By what part of itself the rate before has changed: 1/10 for 10 % more."""
        return (
            self.after.factor(self.before.base, self.before.quote) / Fraction(self.before.value) - 1
        )


@dataclass(frozen=True, slots=True)
class Surprises:
    """What a person is asked about before a newer day counts.

    ``moves`` are rates that have moved by more than a fifth, the furthest first; ``gone`` are
    currencies that the newer day no longer holds.
    """

    moves: tuple[Move, ...] = ()
    gone: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.moves or self.gone)


def surprises(before: PublishedDay, after: PublishedDay) -> Surprises:
    """What in ``after`` is far from ``before``, between any two currencies that both hold."""
    both = [code for code in before.per_euro if code in after.per_euro]
    grown = {c: Fraction(after.per_euro[c]) / Fraction(before.per_euro[c]) for c in both}
    moves = []
    for one, other in combinations(both, 2):
        rate = before.rate(one, other)
        if abs(grown[rate.quote] / grown[rate.base] - 1) > _FAR:
            moves.append(Move(rate, after.rate(one, other)))
    moves.sort(key=lambda move: -abs(move.change))
    gone = tuple(sorted(set(before.per_euro) - set(after.per_euro)))
    return Surprises(tuple(moves), gone)


def stretches(rates: Sequence[Rate]) -> tuple[tuple[Rate, ...], ...]:
    """``rates``, the oldest first, parted where some days between two of them are not known."""
    ends = [n for n in range(1, len(rates)) if rates[n].date - rates[n - 1].date > LONGEST_GAP]
    return tuple(tuple(rates[first:end]) for first, end in pairwise((0, *ends, len(rates))))
