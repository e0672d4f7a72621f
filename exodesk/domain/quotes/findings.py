"""What a check of a quote finds: values that say where, about what, and what would mend it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from exodesk.domain.entries import Per
from exodesk.domain.money import PriceRange
from exodesk.domain.rates import Rate


class FindingKind(Enum):
    TAX_UNKNOWN = "tax-unknown"
    TAX_RATE_UNKNOWN = "tax-rate-unknown"
    TAX_ASSUMED = "tax-assumed"
    PRICE_OLD = "price-old"
    PRICE_OPEN = "price-open"
    SESSIONS_OPEN = "sessions-open"
    NO_SOURCE = "no-source"
    EXOSOME_SOURCE = "exosome-source"
    FEE_LEFT_OUT = "fee-left-out"
    FEE_OPEN = "fee-open"
    OUTSIDE_RANGE = "outside-range"
    ENTRY_GONE = "entry-gone"
    NO_VALIDITY = "no-validity"
    RATE_OLD = "rate-old"
    PRESSURE = "pressure"


class Fix(Enum):
    """What *Fix* edits."""

    LINE_TAX = "line-tax"
    LINE_PRICE = "line-price"
    LINE_COUNT = "line-count"
    LINE_EXTRAS = "line-extras"
    LINE_REASON = "line-reason"
    LINE = "line"
    ENTRY = "entry"
    VALIDITY = "validity"
    RATE = "rate"
    TEXT = "text"


_FIXES = {
    FindingKind.TAX_UNKNOWN: Fix.LINE_TAX,
    FindingKind.TAX_RATE_UNKNOWN: Fix.LINE_TAX,
    FindingKind.TAX_ASSUMED: Fix.LINE_TAX,
    FindingKind.PRICE_OLD: Fix.ENTRY,
    FindingKind.PRICE_OPEN: Fix.LINE_PRICE,
    FindingKind.SESSIONS_OPEN: Fix.LINE_COUNT,
    FindingKind.NO_SOURCE: Fix.ENTRY,
    FindingKind.EXOSOME_SOURCE: Fix.ENTRY,
    FindingKind.FEE_LEFT_OUT: Fix.LINE_EXTRAS,
    FindingKind.FEE_OPEN: Fix.ENTRY,
    FindingKind.OUTSIDE_RANGE: Fix.LINE_REASON,
    FindingKind.ENTRY_GONE: Fix.LINE,
    FindingKind.NO_VALIDITY: Fix.VALIDITY,
    FindingKind.RATE_OLD: Fix.RATE,
    FindingKind.PRESSURE: Fix.TEXT,
}
_ONLY_FIXED = frozenset({FindingKind.PRESSURE, FindingKind.ENTRY_GONE})


class TextField(Enum):
    """A text of a quote that a client reads."""

    TITLE = "title"
    LINE = "line"
    NOTE = "note"
    DEPOSIT = "deposit"
    PAYMENT = "payment"
    NOTES = "notes"
    FOOTER = "footer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """``letter`` and ``line`` say where: None for the whole quote. ``subject`` says about what: an
    entry's id, or a line's own text; ``name`` is what that is called.

    ``date`` is that of an old price, None where it is undated; ``price`` and ``per`` are those of a
    fee; ``phrase`` stands in the text ``field``. ``stated``: the quote itself says so.
    """

    kind: FindingKind
    letter: str | None = None
    line: int | None = None
    subject: str = ""
    name: str = ""
    date: str | None = None
    price: PriceRange | None = None
    per: Per | None = None
    rate: Rate | None = None
    field: TextField | None = None
    phrase: str = ""
    stated: bool = False

    @property
    def fix(self) -> Fix:
        return _FIXES[self.kind]

    @property
    def can_be_stated(self) -> bool:
        """Whether *State on quote* is offered."""
        return self.kind not in _ONLY_FIXED

    @property
    def as_stated(self) -> Finding:
        """What a quote keeps to say so: about the same, in whichever line that stands."""
        return replace(self, line=None, stated=True)
