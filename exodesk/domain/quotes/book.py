"""All quotes of a workspace: how each stands on a day, a search over them, lists by state."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from fractions import Fraction

from exodesk.domain.money import Bounds, total_of
from exodesk.domain.quotes.amounts import quote_amounts
from exodesk.domain.quotes.outcomes import Decision, Outcome
from exodesk.domain.quotes.quote import Quote, parts_of
from exodesk.domain.quotes.refusals import UnknownNumberError
from exodesk.domain.quotes.rows import OptionAmounts
from exodesk.domain.rates import RateTable


class QuoteState(Enum):
    DRAFT = "draft"
    ISSUED = "issued"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Listed:
    """A quote as a list shows it."""

    quote: Quote
    state: QuoteState
    outcome: Outcome | None
    amounts: tuple[OptionAmounts, ...]

    @property
    def span(self) -> Bounds:
        """What it may come to: the accepted option, else from the least to the most of all."""
        letter = None if self.outcome is None else self.outcome.letter
        totals = [a.total for a in self.amounts if letter in (None, a.letter)]
        return Bounds(_least(t.low for t in totals), _most(t.high for t in totals))


@dataclass(frozen=True, slots=True)
class Group:
    """The quotes in one state, the latest first, and their totals by currency, never mixed."""

    state: QuoteState
    quotes: tuple[Listed, ...]
    totals: Mapping[str, Bounds] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class QuoteBook:
    """``quotes`` and ``outcomes`` by the id of the quote."""

    quotes: Mapping[str, Quote]
    outcomes: Mapping[str, Outcome]
    _successors: dict[str, Quote] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        quotes = self.quotes.values()
        found = {quote.replaces.id: quote for quote in quotes if quote.replaces is not None}
        object.__setattr__(self, "_successors", found)

    def state(self, quote: Quote, today: date) -> QuoteState:
        """How ``quote`` stands on ``today``; to the end of its last day it is valid."""
        if quote.issued is None:
            return QuoteState.DRAFT
        if self.successor(quote) is not None:
            return QuoteState.SUPERSEDED
        outcome = self.outcomes.get(quote.id)
        if outcome is not None:
            accepted = outcome.decision is Decision.ACCEPTED
            return QuoteState.ACCEPTED if accepted else QuoteState.DECLINED
        until = quote.issued.until
        return QuoteState.EXPIRED if until is not None and today > until else QuoteState.ISSUED

    def successor(self, quote: Quote) -> Quote | None:
        """The new version that takes the place of ``quote``, be it a draft still."""
        return self._successors.get(quote.id)

    def predecessor(self, quote: Quote) -> Quote | None:
        return None if quote.replaces is None else self.quotes.get(quote.replaces.id)

    def numbered(self, number: str) -> Quote:
        """The quote of that number, however it is typed; raises UnknownNumberError."""
        wanted = number.strip().upper()
        for quote in self.quotes.values():
            if quote.number is not None and quote.number == wanted:
                return quote
        raise UnknownNumberError(number)

    def last_place(self, year: int) -> int:
        """The greatest place that a number of ``year`` has; 0 where there is none."""
        numbers = (parts_of(quote.number) for quote in self.quotes.values() if quote.number)
        return max((place for found, place in filter(None, numbers) if found == year), default=0)

    def found(self, words: str) -> tuple[Quote, ...]:
        """The quotes in which each of ``words`` stands, the latest first; all for no words."""
        wanted = Wanted(words)
        fitting = (q for q in self.quotes.values() if wanted.stands_in(searched_text(q)))
        return tuple(sorted(fitting, key=_latest, reverse=True))

    def listed(self, words: str, today: date, rates: RateTable) -> tuple[Listed, ...]:
        """What ``found`` gives, with states and amounts; those of drafts at ``rates``."""
        return tuple(
            Listed(
                quote,
                self.state(quote, today),
                self.outcomes.get(quote.id),
                quote_amounts(quote, rates),
            )
            for quote in self.found(words)
        )


class Wanted:
    """The words that a search is for, in whatever case and width they are written."""

    def __init__(self, words: str) -> None:
        self._words = _plain(words).split()

    def stands_in(self, text: str) -> bool:
        """Whether each of the words is in ``text``, which ``searched_text`` has given."""
        return all(word in text for word in self._words)


def searched_text(quote: Quote) -> str:
    """All of a quote that a search looks at."""
    return _plain(" ".join(_texts(quote)))


def latest_first(listed: Iterable[Listed]) -> tuple[Listed, ...]:
    return tuple(sorted(listed, key=lambda each: _latest(each.quote), reverse=True))


def by_state(listed: Iterable[Listed]) -> tuple[Group, ...]:
    """The states that there are, in the order of a quote's life, each with its totals."""
    every = tuple(listed)
    groups = []
    for state in QuoteState:
        of_state = tuple(each for each in every if each.state is state)
        if of_state:
            currencies = dict.fromkeys(each.quote.currency for each in of_state)
            totals = {
                code: total_of(each.span for each in of_state if each.quote.currency == code)
                for code in currencies
            }
            groups.append(Group(state, of_state, totals))
    return tuple(groups)


def _latest(quote: Quote) -> tuple[date, tuple[int, int]]:
    if quote.issued is None:
        return quote.created, (9999, 0)
    return quote.issued.on, parts_of(quote.issued.number) or (0, 0)


def _texts(quote: Quote) -> Iterator[str]:
    yield quote.number or ""
    yield quote.client.name
    yield quote.client.reference
    yield from (quote.deposit, quote.payment, quote.notes)
    for option in quote.options:
        yield option.title
        for line in option.lines:
            yield from (line.text, line.note, line.reason)
            if line.entry is not None:
                yield line.entry.name
                yield line.entry.provider_name or ""
                yield line.entry.city or ""


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _least(ends: Iterable[Fraction | None]) -> Fraction | None:
    known = list(ends)
    return None if None in known else min((end for end in known if end is not None), default=None)


def _most(ends: Iterable[Fraction | None]) -> Fraction | None:
    known = list(ends)
    return None if None in known else max((end for end in known if end is not None), default=None)
