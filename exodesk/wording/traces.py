"""How a total came about, in words: each line with what it rests on, and the oldest of it all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from exodesk.domain.assumptions import Assumptions, LineKey
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.costing import CostLine, Count, CourseCost
from exodesk.domain.entries import DurationRange, Offer, Pack, SessionCount, Stated, Use
from exodesk.domain.tax import per_cent_of
from exodesk.domain.traces import (
    Figure,
    FigureName,
    InputKind,
    figures_behind,
    offers_behind,
    oldest_input,
    rate_behind,
    stated_date,
)
from exodesk.domain.ways import Purchase
from exodesk.translation import gettext as _
from exodesk.wording.amounts import plain_number, price_text
from exodesk.wording.dates import dated
from exodesk.wording.durations import count_text, duration_range_text, measure_text
from exodesk.wording.offers import use_text
from exodesk.wording.rates import rate_text
from exodesk.wording.vocabulary import N_, per_text

_NAMES = {
    FigureName.SESSIONS: N_("Sessions"),
    FigureName.INTERVAL: N_("Interval"),
    FigureName.DOWNTIME: N_("Downtime per session"),
    FigureName.LASTS: N_("Lasts"),
    FigureName.PACK: N_("Pack"),
    FigureName.USE: N_("Use"),
}
_MOST_DECIMALS = 20


def figure_name(name: FigureName) -> str:
    return _(_NAMES[name])


def figure_text(figure: Figure) -> str:
    """What a figure says, as the details say it."""
    match figure:
        case SessionCount():
            return count_text(Count(figure.low, figure.high, assumed=False))
        case DurationRange():
            return duration_range_text(figure)
        case Pack():
            return measure_text(figure.amount)
        case Use():
            return use_text(figure)


@dataclass(frozen=True, slots=True)
class TraceWords:
    """Speaks of one cost. ``today`` is what the ages of prices and figures are counted to."""

    cost: CourseCost
    catalogue: Catalogue
    assumptions: Assumptions
    today: date

    def sentences(self, line: CostLine) -> tuple[str, ...]:
        """What a line rests on: its offers, the figures beside them, and what is assumed."""
        return (
            *(self._offer(line, offer) for offer in self._offers(line)),
            *self._figures(line),
        )

    def oldest(self) -> str:
        """``Oldest input: a price, src-a, 23 Jun 2026 (5 months old)``; empty without any."""
        oldest = oldest_input(self.cost, self.catalogue)
        if oldest is None:
            return ""
        source = oldest.source or _("no source")
        day = dated(oldest.date, self.today)
        match oldest.kind:
            case InputKind.PRICE:
                text = _("Oldest input: a price, {source}, {date}")
            case InputKind.FIGURE:
                text = _("Oldest input: another figure, {source}, {date}")
            case InputKind.RATE:
                text = _("Oldest input: the exchange rate, {source}, {date}")
        return text.format(source=source, date=day)

    def _offers(self, line: CostLine) -> tuple[Offer, ...]:
        return offers_behind(line, self.cost, self.assumptions)

    def _offer(self, line: CostLine, offer: Offer) -> str:
        price = _("{what} at {price}").format(
            what=self._bought(line, offer), price=price_text(offer.price)
        )
        parts = [self._sourced(price, offer.stated, offer.stated.date)]
        rate = rate_behind(offer.price.currency, self.cost)
        if rate is not None:
            parts.append(rate_text(rate, decimals=4))
        return " · ".join(parts)

    def _bought(self, line: CostLine, offer: Offer) -> str:
        what = per_text(offer)
        if line.key is LineKey.FX_FEE:
            return what
        if line.key is LineKey.TAX:
            rate = per_cent_of(offer, self.cost.entry)
            if rate is None:
                return _("tax of a rate not stated on {what}").format(what=what)
            return _("{rate} % on {what}").format(
                rate=plain_number(rate, most_decimals=_MOST_DECIMALS), what=what
            )
        low, high = _bought_of(line.low_way, offer), _bought_of(line.high_way, offer)
        counts = sorted({low, high}) if line.high_way and line.low_way else [max(low, high)]
        if counts == [1]:
            return what
        number = count_text(Count(counts[0], counts[-1], assumed=False))
        return _("{n} × {what}").format(n=number, what=what)

    def _figures(self, line: CostLine) -> Iterator[str]:
        for name, figure in figures_behind(line, self.cost.entry):
            text = _("{name}: {figure}").format(name=figure_name(name), figure=figure_text(figure))
            yield self._sourced(text, figure.stated, stated_date(figure.stated, self.catalogue))

    def _sourced(self, text: str, stated: Stated, day: str | None) -> str:
        if stated.as_printed is not None:
            text = _("{text} (“{printed}”)").format(text=text, printed=stated.as_printed)
        return _("{text}, {source}, {date}").format(
            text=text, source=stated.source or _("no source"), date=dated(day, self.today)
        )


def _bought_of(way: tuple[Purchase, ...], offer: Offer) -> int:
    return sum(purchase.count for purchase in way if purchase.offer == offer)
