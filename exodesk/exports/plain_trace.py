"""How a total came about, for other programs: every line with what it rests on, and the oldest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from exodesk.domain.assumptions import Assumptions, LineKey
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.costing import CostLine, Count, CourseCost
from exodesk.domain.dates import age_in_days
from exodesk.domain.entries import DurationRange, Offer, Pack, SessionCount, Source, Stated, Use
from exodesk.domain.trace import Input, Origin, TaxRate, TracedLine, What, trace_of
from exodesk.domain.ways import Purchase
from exodesk.exports.in_force import behind
from exodesk.exports.plain_numbers import money, number, rate_option
from exodesk.wording.durations import count_text, duration_range_text, measure_text
from exodesk.wording.offers import use_text
from exodesk.wording.vocabulary import per_text, word

_PRICES = (What.OFFER, What.TAX_RATE)


class Tracer:
    """Writes how one cost came about. Prices and figures are as old as ``today``."""

    def __init__(
        self, cost: CourseCost, catalogue: Catalogue, assumptions: Assumptions, today: date
    ) -> None:
        self._cost = cost
        self._catalogue = catalogue
        self._assumptions = assumptions
        self._today = today
        self._trace = trace_of(cost, assumptions, catalogue)

    def lines(self) -> list[dict[str, Any]]:
        return [self._line(traced) for traced in self._trace.lines]

    def summary(self) -> dict[str, Any]:
        """The oldest of all that the total rests on, and how much of it has no date or source."""
        oldest = self._trace.oldest
        return {
            "oldest": None if oldest is None else self._named(oldest),
            "undated": len(self._trace.undated),
            "unsourced": len(self._trace.unsourced),
        }

    def _named(self, each: Input) -> dict[str, Any]:
        kind = "price" if each.what in _PRICES else "figure"
        return {"kind": kind, "what": each.what.value, **self._stated(each.stated, each.source)}

    def _line(self, traced: TracedLine) -> dict[str, Any]:
        line, currency = traced.line, self._cost.currency
        inputs = list(self._inputs(traced))
        prices = [found for found in inputs if found["kind"] == "price"]
        sources = dict.fromkeys(found.get("source") for found in inputs)
        of_prices = (found["source"] for found in prices if found["source"] is not None)
        known = [source for source in sources if source is not None]
        return {
            "key": line.key.value,
            "label": word(line.key),
            "low": money(line.bounds.low, currency),
            "high": money(line.bounds.high, currency),
            "source": next(of_prices if prices else iter(known), None),
            "sources": known,
            "inputs": inputs,
        }

    def _inputs(self, traced: TracedLine) -> Iterator[dict[str, Any]]:
        line = traced.line
        if line.key is LineKey.FX_FEE:
            for offer in self._paid_abroad():
                yield self._price(offer)
        for each in traced.inputs:
            match each.value:
                case Offer():
                    yield {**self._price(each.value), "count": _counts(line, each.value)}
                case TaxRate():
                    yield {**self._price(each.value.offer), **_tax(each)}
                case _ if each.origin is Origin.STATED:
                    yield {
                        "kind": "figure",
                        "what": each.what.value,
                        "value": _figure(each),
                        **self._stated(each.stated, each.source),
                    }
                case _ if each.origin is Origin.MISSING:
                    yield {"kind": "missing", "what": each.what.value}
        yield from self._assumed(line)

    def _paid_abroad(self) -> Iterator[Offer]:
        """What the bank takes its fee of."""
        paid = dict.fromkeys(offer for line in self._cost.lines for offer in line.offers())
        return (o for o in paid if o.price.currency != self._assumptions.own_currency)

    def _assumed(self, line: CostLine) -> Iterator[dict[str, Any]]:
        for option, value in behind(line.key, self._cost.entry, self._assumptions):
            found: dict[str, Any] = {"kind": "assumption", "option": option, "value": value}
            if option in ("travel", "time-off") and line.set_price is not None:
                found["rate"] = self._rate(line.set_price.currency)
            yield found

    def _price(self, offer: Offer) -> dict[str, Any]:
        price = offer.price
        return {
            "kind": "price",
            "what": per_text(offer),
            "price": {
                "low": None if price.low is None else f"{price.low:f}",
                "high": None if price.high is None else f"{price.high:f}",
                "currency": price.currency,
            },
            "tax": offer.tax.value,
            "rate": self._rate(price.currency),
            **self._stated(offer.stated, self._catalogue.source(offer.stated.source)),
        }

    def _stated(self, stated: Stated, source: Source | None) -> dict[str, Any]:
        dated = stated.date or (None if source is None else source.date)
        return {
            "as_printed": stated.as_printed,
            "source": stated.source,
            "date": stated.date,
            "source_date": None if source is None else source.date,
            "age_days": age_in_days(dated, self._today),
        }

    def _rate(self, currency: str) -> str | None:
        """What amounts in ``currency`` were converted at."""
        pair = frozenset((currency, self._cost.currency))
        return next((rate_option(rate) for rate in self._cost.rates if rate.pair == pair), None)


def _counts(line: CostLine, offer: Offer) -> dict[str, int]:
    """How often ``offer`` is bought at either end."""

    def times(way: tuple[Purchase, ...]) -> int:
        return sum(purchase.count for purchase in way if purchase.offer == offer)

    return {"low": times(line.low_way), "high": times(line.high_way)}


def _tax(each: Input) -> dict[str, Any]:
    assert isinstance(each.value, TaxRate)
    per_cent = each.value.per_cent
    return {
        "tax_rate": None if per_cent is None else number(per_cent),
        "tax_rate_stated": each.origin is Origin.STATED,
    }


def _figure(each: Input) -> str:
    match each.value:
        case SessionCount() as found:
            return count_text(Count(found.low, found.high, assumed=False))
        case DurationRange() as found:
            return duration_range_text(found)
        case Pack() as found:
            return measure_text(found.amount)
        case Use() as found:
            return use_text(found)
        case other:
            raise TypeError(f"no figure of an entry: {other!r}")
