"""How one entry stands to another, as a bar of 100 cases shows it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from exodesk.domain.chances import Chance


class Outcome(Enum):
    CHEAPER = "cheaper"
    EQUAL = "equal"
    DEARER = "dearer"


@dataclass(frozen=True, slots=True)
class ChanceBar:
    """``sentence`` says all of it. The chances add up to 1; all are None where none is known."""

    name: str
    other: str
    sentence: str
    cheaper: Chance | None = None
    equal: Chance | None = None
    dearer: Chance | None = None

    def outcomes(self) -> tuple[tuple[Outcome, Chance], ...]:
        """What can be, in the order of the bar; nothing where no chance is known."""
        if self.cheaper is None or self.dearer is None:
            return ()
        every = (
            (Outcome.CHEAPER, self.cheaper),
            (Outcome.EQUAL, self.equal),
            (Outcome.DEARER, self.dearer),
        )
        return tuple((o, chance) for o, chance in every if chance is not None and chance.value > 0)
