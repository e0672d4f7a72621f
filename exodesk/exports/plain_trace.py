"""How a total came about, for other programs: every line with what it rests on, and the oldest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from exodesk.domain.assumptions import Assumptions, LineKey
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.costing import CostLine, CourseCost
from exodesk.domain.dates import age_in_days
from exodesk.domain.entries import Offer, Stated
from exodesk.domain.tax import per_cent_of
from exodesk.domain.traces import (
    InputKind,
    figures_behind,
    offers_behind,
    oldest_input,
    rate_behind,
    stated_date,
)
from exodesk.domain.ways import Purchase
from exodesk.exports.in_force import behind
from exodesk.exports.plain_numbers import money, number, rate_option
from exodesk.wording.traces import figure_text
from exodesk.wording.vocabulary import per_text, word


class Tracer:
    """Writes the lines of one cost. Prices and figures are as old as ``today``."""

    def __init__(
        self, cost: CourseCost, catalogue: Catalogue, assumptions: Assumptions, today: date
    ) -> None:
        self._cost = cost
        self._catalogue = catalogue
        self._assumptions = assumptions
        self._today = today

    def lines(self) -> list[dict[str, Any]]:
        return [self._line(line) for line in self._cost.lines]

    def oldest(self) -> dict[str, Any] | None:
        """The oldest of all that the total rests on; an undated one is the oldest."""
        oldest = oldest_input(self._cost, self._catalogue)
        if oldest is None:
            return None
        return {"kind": oldest.kind.value, "source": oldest.source, **self._dated(oldest.date)}

    def _line(self, line: CostLine) -> dict[str, Any]:
        currency = self._cost.currency
        inputs = list(self._inputs(line))
        cited = [(found["kind"], found.get("source")) for found in inputs]
        known = list(dict.fromkeys(source for _kind, source in cited if source is not None))
        priced = [source for kind, source in cited if kind == InputKind.PRICE.value]
        of_prices = [source for source in priced if source is not None]
        return {
            "key": line.key.value,
            "label": word(line.key),
            "low": money(line.bounds.low, currency),
            "high": money(line.bounds.high, currency),
            "source": next(iter(of_prices if priced else known), None),
            "sources": known,
            "inputs": inputs,
        }

    def _inputs(self, line: CostLine) -> Iterator[dict[str, Any]]:
        for offer in offers_behind(line, self._cost, self._assumptions):
            yield self._offer(line, offer)
        for name, figure in figures_behind(line, self._cost.entry):
            yield {
                "kind": InputKind.FIGURE.value,
                "figure": name.value,
                "value": figure_text(figure),
                **self._stated(figure.stated, stated_date(figure.stated, self._catalogue)),
            }
        for option, value in behind(line.key, self._cost.entry, self._assumptions):
            found: dict[str, Any] = {"kind": "assumption", "option": option, "value": value}
            if (spent := self._spent(option)) is not None:
                found["rate"] = self._rate(spent)
            yield found

    def _offer(self, line: CostLine, offer: Offer) -> dict[str, Any]:
        price = offer.price
        found: dict[str, Any] = {
            "kind": InputKind.PRICE.value,
            "what": per_text(offer),
            "price": {
                "low": None if price.low is None else f"{price.low:f}",
                "high": None if price.high is None else f"{price.high:f}",
                "currency": price.currency,
            },
            "tax": offer.tax.value,
        }
        if line.key is LineKey.TAX:
            rate = per_cent_of(offer, self._cost.entry)
            found["tax_rate"] = None if rate is None else number(rate)
            found["tax_rate_stated"] = offer.tax_rate is not None
        elif line.key is not LineKey.FX_FEE:
            found["count"] = {
                "low": _count(line.low_way, offer),
                "high": _count(line.high_way, offer),
            }
        found["rate"] = self._rate(price.currency)
        return {**found, **self._stated(offer.stated, offer.stated.date)}

    def _stated(self, stated: Stated, dated: str | None) -> dict[str, Any]:
        return {"as_printed": stated.as_printed, "source": stated.source, **self._dated(dated)}

    def _dated(self, dated: str | None) -> dict[str, Any]:
        return {"date": dated, "age_days": age_in_days(dated, self._today)}

    def _rate(self, currency: str) -> str | None:
        rate = rate_behind(currency, self._cost)
        return None if rate is None else rate_option(rate)

    def _spent(self, option: str) -> str | None:
        """The currency of what an assumption costs."""
        amount = {"travel": self._assumptions.travel, "time-off": self._assumptions.time_off}
        spent = amount.get(option)
        return None if spent is None else spent.currency


def _count(way: tuple[Purchase, ...], offer: Offer) -> int:
    return sum(purchase.count for purchase in way if purchase.offer == offer)
