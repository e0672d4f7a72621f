"""What editors of a quote announce: a field, and what its new text makes of the quote."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.quotes.quote import Quote
from exodesk.domain.rates import RateTable


@dataclass(frozen=True, slots=True)
class Setting:
    """What an edit rests on beside the quote itself."""

    today: date
    catalogue: Catalogue
    rates: RateTable
    assumptions: Assumptions


Edit: TypeAlias = Callable[[Quote, Setting], Quote]
"""Gives the changed quote, or raises an ExodeskError that says why it is refused."""
