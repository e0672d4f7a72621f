"""What a total assumes: the display currency, the horizon, and session counts a person set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from exodesk.domain.entries import Entry, Kind, SessionCount
from exodesk.domain.errors import ExodeskError
from exodesk.translation import gettext as _

HORIZON_DAYS = Fraction(365)
MOST_SESSIONS = 1000


class NotASessionCountError(ExodeskError):
    def __init__(self, text: str) -> None:
        super().__init__(
            _("“{text}” is not a number of sessions. Example: 4 or 3-6 (at most {most}).").format(
                text=text, most=MOST_SESSIONS
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
    """``sessions`` is assumed for every treatment, ``sessions_of`` for single ones by id."""

    currency: str = "GBP"
    horizon_days: Fraction = HORIZON_DAYS
    sessions: SessionCount | None = None
    sessions_of: Mapping[str, SessionCount] = field(default_factory=dict)

    def assumed_sessions(self, entry: Entry) -> SessionCount | None:
        """What the person set for ``entry``; products pass it by."""
        if entry.kind is Kind.PRODUCT:
            return None
        return self.sessions_of.get(entry.id, self.sessions)

    def with_sessions_of(self, entry_id: str, sessions: SessionCount | None) -> Assumptions:
        others = {key: value for key, value in self.sessions_of.items() if key != entry_id}
        if sessions is not None:
            others[entry_id] = sessions
        return replace(self, sessions_of=others)
