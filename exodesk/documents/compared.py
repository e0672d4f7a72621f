"""What a document on a comparison speaks of, and the words it is spoken in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from exodesk.documents.letters import is_seen, one_line
from exodesk.domain.ask_first import AskFirst
from exodesk.domain.asking import Ask, AskEffect, asks
from exodesk.domain.assumptions import Assumptions
from exodesk.domain.break_evens import break_evens
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.comparison import Comparison
from exodesk.domain.costing import CourseCost
from exodesk.domain.decisions import decide
from exodesk.domain.entries import Entry
from exodesk.domain.errors import ExodeskError
from exodesk.domain.headline import FEWEST
from exodesk.domain.rates import RateTable
from exodesk.translation import gettext as _
from exodesk.wording.break_evens import TurnWords, break_even_words
from exodesk.wording.comparison import ComparisonWords

_LONGEST_NAME = 90
_LONGEST_PLACE = 60


class NothingComparedError(ExodeskError):
    def __init__(self) -> None:
        super().__init__(_("A comparison as a document needs two entries or more."))


@dataclass(frozen=True, slots=True)
class Compared:
    """Two or more costs under one set of assumptions.

    Prices are as old as ``today``, rates as old as on their table's day.
    """

    costs: tuple[CourseCost, ...]
    catalogue: Catalogue
    assumptions: Assumptions
    rates: RateTable
    today: date
    ask_first: AskFirst = field(default_factory=AskFirst)

    def __post_init__(self) -> None:
        if len(self.costs) < FEWEST:
            raise NothingComparedError()

    def words(self) -> ComparisonWords:
        """The words for it, with names of the entries that fit a heading and keep to one line."""
        costs = tuple(replace(cost, entry=as_headed(cost.entry)) for cost in self.costs)
        return ComparisonWords(
            Comparison(costs),
            self.catalogue,
            self.assumptions.horizon_days,
            self.today,
            decide(self.costs, self.assumptions, self.rates),
            self.assumptions.home,
        )

    def turns(self, words: ComparisonWords) -> Iterator[TurnWords]:
        """Where the order turns of the leader and the one that is nearest to it."""
        decision = words.decision
        if decision is None or decision.leader is None or decision.runner_up is None:
            return
        places = sorted((decision.leader, decision.runner_up))
        one, other = (self.costs[place] for place in places)
        found = break_evens(one, other, self.assumptions, self.rates)
        names = {self.costs[place].entry.id: words.short[place] for place in places}
        yield from break_even_words(found, names, self.assumptions.currency)

    def questions(self) -> tuple[Ask, ...]:
        """What to ask, first what could change the verdict; without what would change nothing."""
        found = asks(self.costs, self.assumptions, self.rates)
        return tuple(ask for ask in found if ask.effect is not AskEffect.NOTHING)


def as_headed(entry: Entry) -> Entry:
    """``entry`` under names that a heading has room for."""
    provider = entry.provider
    if provider is not None:
        city = provider.city
        provider = replace(
            provider,
            name=one_line(provider.name, _LONGEST_PLACE),
            city=None if city is None else one_line(city, _LONGEST_PLACE),
        )
    name = one_line(entry.name, _LONGEST_NAME)
    return replace(entry, name=name if is_seen(name) else _("no name"), provider=provider)
