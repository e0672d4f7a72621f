"""What editors of a quote announce: a field, and what its new text makes of the quote."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.quotes.editing import (
    with_beside,
    with_client,
    with_currency,
    with_entry,
    with_language,
    with_terms,
)
from exodesk.domain.quotes.quote import Beside, Quote
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


def edit_of(key: str, raw: str) -> Edit:
    """What a text of the quote itself changes."""
    edits: dict[str, Callable[[Quote], Quote]] = {
        "client": lambda q: with_client(q, replace(q.client, name=raw)),
        "reference": lambda q: with_client(q, replace(q.client, reference=raw)),
        "currency": lambda q: with_currency(q, raw),
        "beside": lambda q: with_beside(
            q, Beside(raw) if raw in {each.value for each in Beside} else raw
        ),
        "language": lambda q: with_language(q, raw),
        "deposit": lambda q: with_terms(q, deposit=raw),
        "payment": lambda q: with_terms(q, payment=raw),
        "notes": lambda q: with_terms(q, notes=raw),
    }
    return lambda quote, _setting: edits[key](quote)


def adding(letter: str, entry_id: str) -> Edit:
    """An entry of the catalogue becomes a line of the option of that letter."""

    def edit(quote: Quote, setting: Setting) -> Quote:
        entry = setting.catalogue.entry(entry_id)
        return with_entry(quote, letter, entry, setting.catalogue, setting.assumptions)

    return edit
