"""The lines of a quote: an entry, a travel cost or free text, and on which terms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from exodesk.domain.assumptions import (
    FEE_LINES,
    MOST_SESSIONS,
    USUALLY_LEFT_OUT,
    Assumptions,
    LineKey,
)
from exodesk.domain.entries import Entry, SessionCount, Tax
from exodesk.domain.money import Money, PriceRange
from exodesk.domain.quotes.refusals import BadCountError, BadDiscountError, BadTaxRateError

HUNDRED = Decimal(100)
EXTRAS = FEE_LINES | {LineKey.MAINTENANCE, LineKey.ADD_ON}
"""What may come with an entry beside its course or packs."""
ONE = SessionCount(1, 1)


class LineKind(Enum):
    ENTRY = "entry"
    TRAVEL = "travel"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Discount:
    """What is taken off: an ``amount`` above 0, or ``per_cent`` of it. One of the two is None."""

    amount: Money | None = None
    per_cent: Decimal | None = None

    def __post_init__(self) -> None:
        if (self.amount is None) is (self.per_cent is None):
            raise BadDiscountError
        if self.amount is not None and self.amount.amount <= 0:
            raise BadDiscountError
        if self.per_cent is not None and not _is_share(self.per_cent, above_nothing=True):
            raise BadDiscountError


@dataclass(frozen=True, slots=True)
class TaxTerms:
    """How tax stands to a price. ``rate`` is in per cent; None where nobody states it."""

    tax: Tax
    rate: Decimal | None = None

    def __post_init__(self) -> None:
        if self.rate is not None and not _is_share(self.rate):
            raise BadTaxRateError


NO_TAX_ON_TOP = TaxTerms(Tax.INCLUDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteLine:
    """One line as it was put into an option.

    ``entry`` is there for an ENTRY alone: as the catalogue has it while the quote is a draft, as it
    was at issue from then on. ``count`` is how many sessions of a
    treatment, packs (or payments) of a product, trips or pieces; None: as many as the entry states,
    or as the horizon takes.

    ``price`` is per session, pack, trip or piece, in place of what the entry's offers say, and
    ``reason`` says why; without it the sessions are bought in the cheapest published way.
    ``tax`` stands in place of what the offers say; None for other lines: nobody states it.
    ``left_out`` are those of ``EXTRAS`` that do not come with the entry. ``discount`` is taken off
    the course or the packs before tax, not off extras.
    """

    kind: LineKind
    entry: Entry | None = None
    text: str = ""
    count: SessionCount | None = None
    price: PriceRange | None = None
    reason: str = ""
    left_out: frozenset[LineKey] = USUALLY_LEFT_OUT
    discount: Discount | None = None
    tax: TaxTerms | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if (self.entry is not None) is not (self.kind is LineKind.ENTRY):
            raise ValueError("an entry line has an entry, and no other has one")
        if self.kind is not LineKind.ENTRY and (self.price is None or self.count is None):
            raise ValueError("a line without an entry has a price and a number")
        if self.count is not None:
            _refuse_bad_count(self.count)

    @property
    def name(self) -> str:
        """What is sold, as it is called; empty for a travel cost without words of its own."""
        return self.text if self.entry is None else self.entry.name

    @property
    def subject(self) -> str:
        """What tells it from other lines of its kind: the id of an entry, else its text."""
        return self.text if self.entry is None else self.entry.id


def entry_line(entry: Entry, assumptions: Assumptions) -> QuoteLine:
    """``entry`` on the terms that ``assumptions`` say, so that its total is the compared one."""
    return QuoteLine(
        kind=LineKind.ENTRY,
        entry=entry,
        count=assumptions.assumed_sessions(entry),
        left_out=assumptions.left_out & EXTRAS,
    )


def travel_line(trip: Money, trips: int = 1, text: str = "") -> QuoteLine:
    """``trips`` trips at the same price each."""
    return QuoteLine(
        kind=LineKind.TRAVEL,
        text=text,
        count=SessionCount(trips, trips),
        price=PriceRange(trip.amount, trip.amount, trip.currency),
        tax=NO_TAX_ON_TOP,
    )


def text_line(text: str, price: PriceRange, count: SessionCount = ONE) -> QuoteLine:
    """Anything else at a price, no tax on top of it."""
    return QuoteLine(kind=LineKind.TEXT, text=text, count=count, price=price, tax=NO_TAX_ON_TOP)


def entries_in(lines: Iterable[QuoteLine]) -> tuple[Entry, ...]:
    """The entries of ``lines``, each once."""
    return tuple(dict.fromkeys(line.entry for line in lines if line.entry is not None))


def _is_share(per_cent: Decimal, *, above_nothing: bool = False) -> bool:
    if not isinstance(per_cent, Decimal) or not per_cent.is_finite():
        return False
    return 0 <= per_cent <= HUNDRED and not (above_nothing and per_cent == 0)


def _refuse_bad_count(count: SessionCount) -> None:
    ends = [end for end in (count.low, count.high) if end is not None]
    if any(not 1 <= end <= MOST_SESSIONS for end in ends):
        raise BadCountError(MOST_SESSIONS)
    if count.low is not None and count.high is not None and count.low > count.high:
        raise BadCountError(MOST_SESSIONS)
