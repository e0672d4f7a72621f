"""A quote: a client, options to choose from, terms; a draft until it is issued, then for good."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import Enum

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.entries import Source
from exodesk.domain.quotes.findings import Finding
from exodesk.domain.quotes.letterhead import Letterhead
from exodesk.domain.quotes.lines import Discount, QuoteLine
from exodesk.domain.quotes.refusals import NoOptionError
from exodesk.domain.quotes.rows import OptionAmounts
from exodesk.domain.rates import Rate, RateTable

VALID_DAYS = 14
ENGLISH = "en"
"""What quotes are written in where nothing else is chosen; a translation by its name: ``hi``."""
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
TEMPLATE = "1"
"""The edition of the document's template that quotes are issued with now."""

_NUMBER = re.compile(r"Q-([0-9]{4})-([0-9]{4,9})")


@dataclass(frozen=True, slots=True)
class Client:
    name: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One of the things a client can choose; ``discount`` is off what is paid for all of it."""

    letter: str
    lines: tuple[QuoteLine, ...] = ()
    discount: Discount | None = None
    title: str = ""


class Beside(Enum):
    """Which second currency stands beside the total, where none is chosen by its code.

    USUAL: rupees beside pounds, pounds beside any other.
    """

    USUAL = "usual"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Predecessor:
    """The issued quote that another one is a new version of."""

    id: str
    number: str


@dataclass(frozen=True, slots=True)
class Issued:
    """What issue has settled. ``until`` is the last day of validity; None: none is stated.

    ``statements`` are the findings that the quote itself names; ``template`` is the edition of the
    document's template.
    """

    number: str
    on: date
    until: date | None
    rates: tuple[Rate, ...]
    amounts: tuple[OptionAmounts, ...]
    statements: tuple[Finding, ...] = ()
    template: str = TEMPLATE


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """``validity`` is a number of days after the day of issue, a day that was chosen, or None.

    Of ``assumptions`` count the currency, the horizon, unknown tax and the use of products.
    ``sources`` are those that the entries cite, ``statements`` the findings that it is to name.
    ``letterhead`` is None until issue: a draft shows the one of the workspace.
    """

    id: str
    created: date
    client: Client = Client()
    options: tuple[Option, ...] = ()
    assumptions: Assumptions = field(default_factory=Assumptions)
    beside: Beside | str = Beside.USUAL
    language: str = ENGLISH
    validity: int | date | None = VALID_DAYS
    deposit: str = ""
    payment: str = ""
    notes: str = ""
    sources: tuple[Source, ...] = ()
    statements: tuple[Finding, ...] = ()
    letterhead: Letterhead | None = None
    version: int = 1
    replaces: Predecessor | None = None
    issued: Issued | None = None

    @property
    def is_draft(self) -> bool:
        return self.issued is None

    @property
    def number(self) -> str | None:
        return None if self.issued is None else self.issued.number

    @property
    def currency(self) -> str:
        return self.assumptions.currency

    @property
    def second_currency(self) -> str | None:
        match self.beside:
            case Beside.NONE:
                return None
            case Beside.USUAL:
                return "INR" if self.currency == "GBP" else "GBP"
            case code:
                return None if code == self.currency else code

    @property
    def until(self) -> date | None:
        """The last day of validity, once that is settled: by issue, or as a day that was chosen."""
        if self.issued is not None:
            return self.issued.until
        return self.validity if isinstance(self.validity, date) else None

    def until_if_issued(self, today: date) -> date | None:
        """The last day of validity if the quote is issued ``today``; that day does not count."""
        if self.issued is not None or not isinstance(self.validity, int):
            return self.until
        return today + timedelta(days=self.validity)

    def rate_table(self, rates: RateTable) -> RateTable:
        """The rates that count: frozen ones where it has been issued, else those given."""
        if self.issued is None:
            return rates
        return RateTable(self.issued.on, pinned=self.issued.rates)

    def option(self, letter: str) -> Option:
        """Raises NoOptionError."""
        for option in self.options:
            if option.letter == letter:
                return option
        raise NoOptionError(letter)

    def lines(self) -> Iterator[QuoteLine]:
        for option in self.options:
            yield from option.lines

    def with_option(self, changed: Option) -> Quote:
        """The same with ``changed`` in the place of the option of its letter."""
        self.option(changed.letter)
        options = (changed if o.letter == changed.letter else o for o in self.options)
        return replace(self, options=tuple(options))


def number_of(year: int, place: int) -> str:
    """``Q-2026-0001``."""
    return f"Q-{year:04}-{place:04}"


def parts_of(number: str) -> tuple[int, int] | None:
    """The year of a number and its place in it; None where it is no number of a quote."""
    match = _NUMBER.fullmatch(number)
    return None if match is None else (int(match[1]), int(match[2]))
