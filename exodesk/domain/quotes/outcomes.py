"""What a client said to an issued quote."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from exodesk.domain.quotes.quote import Quote
from exodesk.domain.quotes.refusals import BadDecisionDayError, LapsedError, NotIssuedError


class Decision(Enum):
    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Outcome:
    """``on`` is the day of the answer, ``letter`` the option that was accepted."""

    decision: Decision
    on: date
    letter: str | None = None


def decided(
    quote: Quote, decision: Decision, on: date, today: date, letter: str | None = None
) -> Outcome:
    """The client's answer, given ``on`` a day between issue and ``today``, or refused."""
    issued = quote.issued
    if issued is None:
        raise NotIssuedError
    if not issued.on <= on <= today:
        raise BadDecisionDayError(issued.number)
    if letter is not None:
        quote.option(letter)
    if decision is Decision.DECLINED:
        return Outcome(decision, on)
    if issued.until is not None and on > issued.until:
        raise LapsedError(issued.number)
    if letter is None and len(quote.options) == 1:
        letter = quote.options[0].letter
    return Outcome(decision, on, letter)
