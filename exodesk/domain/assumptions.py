"""What a total assumes: display currency, horizon, session counts, tax, fees, travel, time off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from exodesk.domain.countries import currency_of
from exodesk.domain.entries import Entry, Kind, SessionCount, Use
from exodesk.domain.errors import ExodeskError
from exodesk.domain.members import Member
from exodesk.domain.money import Money
from exodesk.translation import gettext as _

HORIZON_DAYS = Fraction(365)
LONGEST_HORIZON_DAYS = HORIZON_DAYS * 100
MOST_SESSIONS = 1000

_LONGEST_QUOTED = 40


class LineKey(Member):
    """The parts a total can have, in the order they are shown."""

    SESSIONS = "sessions"
    PACKS = "packs"
    MAINTENANCE = "maintenance"
    CONSULTATION = "consultation"
    PATCH_TEST = "patch-test"
    ADD_ON = "add-on"
    TAX = "tax"
    FX_FEE = "fx-fee"
    TRAVEL = "travel"
    TIME_OFF = "time-off"


FEE_LINES = frozenset({LineKey.CONSULTATION, LineKey.PATCH_TEST})
USUALLY_LEFT_OUT = frozenset({LineKey.ADD_ON})


class UnknownTax(Member):
    """How a price counts whose source does not say whether tax is in it."""

    AS_PRINTED = "as-printed"
    WIDEN = "widen"


class NotASessionCountError(ExodeskError):
    def __init__(self, text: str) -> None:
        super().__init__(
            _("“{text}” is not a number of sessions. Example: 4 or 3-6 (at most {most}).").format(
                text=text if len(text) <= _LONGEST_QUOTED else text[:_LONGEST_QUOTED] + "…",
                most=MOST_SESSIONS,
            )
        )


def parse_sessions(text: str) -> SessionCount:
    """Read ``4``, ``3-6`` or ``3–6``."""
    ends = text.replace("–", "-").split("-")
    if not 1 <= len(ends) <= 2 or not all(end.strip().isascii() for end in ends):
        raise NotASessionCountError(text)
    if not all(end.strip().isdigit() and len(end.strip()) <= 6 for end in ends):
        raise NotASessionCountError(text)
    low, high = int(ends[0]), int(ends[-1])
    if not 1 <= low <= high <= MOST_SESSIONS:
        raise NotASessionCountError(text)
    return SessionCount(low, high)


@dataclass(frozen=True, slots=True)
class Assumptions:
    """``sessions`` is assumed for every treatment, ``sessions_of`` for single ones by id.

    ``left_out`` are the lines that are worked out but not summed. ``fx_fee`` is per cent.
    ``travel`` is the cost of one trip and counts outside the country ``home``; ``trips`` of None
    means one per session. ``time_off`` is what a day of downtime costs. ``use_of`` is how much of a
    product a person uses, by id.
    """

    currency: str = "GBP"
    horizon_days: Fraction = HORIZON_DAYS
    sessions: SessionCount | None = None
    sessions_of: Mapping[str, SessionCount] = field(default_factory=dict)
    left_out: frozenset[LineKey] = USUALLY_LEFT_OUT
    unknown_tax: UnknownTax = UnknownTax.AS_PRINTED
    fx_fee: Fraction = Fraction(0)
    home: str | None = None
    travel: Money | None = None
    trips: int | None = 1
    time_off: Money | None = None
    use_of: Mapping[str, Use] = field(default_factory=dict)

    def counts(self, line: LineKey) -> bool:
        """Whether ``line`` is part of the total."""
        return line not in self.left_out

    def assumed_sessions(self, entry: Entry) -> SessionCount | None:
        """What the person set for ``entry``; products pass it by."""
        if entry.kind is Kind.PRODUCT:
            return None
        return self.sessions_of.get(entry.id, self.sessions)

    def use(self, entry: Entry) -> Use | None:
        """How much of a product is used: as the person set it, else as it is stated."""
        return self.use_of.get(entry.id, entry.use)

    @property
    def own_currency(self) -> str:
        """The currency in which paying costs no exchange fee: that of ``home``, else the shown."""
        return (self.home and currency_of(self.home)) or self.currency

    @property
    def hangs_on_currency(self) -> bool:
        """Whether a total in the prices' own currency may change with the display currency."""
        return self.fx_fee > 0 and not (self.home and currency_of(self.home))

    def with_sessions_of(self, entry_id: str, sessions: SessionCount | None) -> Assumptions:
        others = {key: value for key, value in self.sessions_of.items() if key != entry_id}
        if sessions is not None:
            others[entry_id] = sessions
        return replace(self, sessions_of=others)

    def with_use_of(self, entry_id: str, use: Use | None) -> Assumptions:
        others = {key: value for key, value in self.use_of.items() if key != entry_id}
        if use is not None:
            others[entry_id] = use
        return replace(self, use_of=others)

    def with_line(self, *lines: LineKey, counted: bool) -> Assumptions:
        """The same with ``lines`` summed or left out."""
        left_out = self.left_out - set(lines) if counted else self.left_out | set(lines)
        return replace(self, left_out=left_out)
