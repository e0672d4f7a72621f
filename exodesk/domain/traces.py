"""How a total came about: the offers, figures and rates behind it, and the oldest of them all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from exodesk.domain.assumptions import Assumptions, LineKey
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.costing import CostLine, CourseCost
from exodesk.domain.dates import order_key
from exodesk.domain.entries import DurationRange, Entry, Offer, Pack, SessionCount, Stated, Use
from exodesk.domain.rates import Rate
from exodesk.domain.tax import may_be_taxed

Figure = SessionCount | DurationRange | Pack | Use


class FigureName(Enum):
    """The figures of an entry that a total may rest on."""

    SESSIONS = "sessions"
    INTERVAL = "interval"
    DOWNTIME = "downtime"
    LASTS = "lasts"
    PACK = "pack"
    USE = "use"

    def of(self, entry: Entry) -> Figure | None:
        figure: Figure | None = getattr(entry, self.value)
        return figure


# In the order in which a line names who states them.
_BEHIND = {
    LineKey.SESSIONS: (FigureName.SESSIONS,),
    LineKey.PACKS: (FigureName.PACK, FigureName.USE),
    LineKey.MAINTENANCE: (FigureName.LASTS, FigureName.INTERVAL),
    LineKey.ADD_ON: (FigureName.SESSIONS,),
    LineKey.TRAVEL: (FigureName.SESSIONS,),
    LineKey.TIME_OFF: (FigureName.DOWNTIME, FigureName.SESSIONS),
}


class InputKind(Enum):
    PRICE = "price"
    FIGURE = "figure"
    RATE = "rate"


@dataclass(frozen=True, slots=True)
class Input:
    """What a total rests on: who states it and when. The source of a rate is no id."""

    kind: InputKind
    source: str | None
    date: str | None


def figures_behind(line: CostLine, entry: Entry) -> Iterator[tuple[FigureName, Figure]]:
    """The figures of ``entry`` that ``line`` is reckoned from and that are no offers."""
    named = list(line.inputs)
    for name in _BEHIND.get(line.key, ()):
        figure = name.of(entry)
        if figure is not None and named and figure.stated is named[0]:
            del named[0]
            yield name, figure


def offers_behind(line: CostLine, cost: CourseCost, assumptions: Assumptions) -> tuple[Offer, ...]:
    """The offers that ``line`` pays for; of tax and exchange fee those that they are added to."""
    if line.key not in (LineKey.TAX, LineKey.FX_FEE):
        return line.offers()
    paid = dict.fromkeys(offer for other in cost.lines for offer in other.offers())
    return tuple(offer for offer in paid if _adds(line.key, offer, assumptions))


def _adds(key: LineKey, offer: Offer, assumptions: Assumptions) -> bool:
    if key is LineKey.TAX:
        return may_be_taxed(offer, assumptions.unknown_tax)
    return offer.price.currency != assumptions.own_currency


def rate_behind(currency: str, cost: CourseCost) -> Rate | None:
    """The rate that amounts in ``currency`` were converted at; None where none was."""
    pair = frozenset((currency, cost.currency))
    return next((rate for rate in cost.rates if rate.pair == pair), None)


def stated_date(stated: Stated, catalogue: Catalogue) -> str | None:
    """The date of a figure that is no price: its own, else that of its source."""
    if stated.date is not None:
        return stated.date
    source = catalogue.source(stated.source)
    return None if source is None else source.date


def inputs_of(cost: CourseCost, catalogue: Catalogue) -> tuple[Input, ...]:
    """Every price, figure and rate in the total, each once."""
    return tuple(dict.fromkeys(_inputs(cost, catalogue)))


def oldest_input(cost: CourseCost, catalogue: Catalogue) -> Input | None:
    """The oldest of ``inputs_of``, undated ones as the oldest; None where there are none."""
    return min(inputs_of(cost, catalogue), key=lambda found: order_key(found.date), default=None)


def _inputs(cost: CourseCost, catalogue: Catalogue) -> Iterator[Input]:
    for line in cost.lines:
        for offer in line.offers():
            yield Input(InputKind.PRICE, offer.stated.source, offer.stated.date)
        for _name, figure in figures_behind(line, cost.entry):
            yield Input(
                InputKind.FIGURE, figure.stated.source, stated_date(figure.stated, catalogue)
            )
    if cost.lines:
        for rate in cost.rates:
            yield Input(InputKind.RATE, rate.source, rate.date.isoformat())
