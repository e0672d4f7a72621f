"""How far fetching rates has come: a value that the flow announces and a widget shows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class Step(Enum):
    IDLE = auto()
    ASKING = auto()
    """May the server be asked at all?"""
    FETCHING = auto()
    DONE = auto()
    FAILED = auto()
    SURPRISED = auto()
    """New rates are far from the last ones and wait for a decision."""


@dataclass(frozen=True, slots=True)
class RateUpdate:
    """``agreed``: a person has agreed to the server being asked. ``part`` is how much of the time
    that an answer may take has passed, 0 to 1."""

    step: Step
    sentence: str
    agreed: bool = False
    part: float = 0.0
