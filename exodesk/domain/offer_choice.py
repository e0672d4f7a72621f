"""Which of an entry's offers count: of each kind the newest, of equally new ones the cheapest."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

from exodesk.domain.assumptions import Assumptions, LineKey
from exodesk.domain.cost_lines import Chosen
from exodesk.domain.dates import order_key
from exodesk.domain.entries import FEES, Entry, Kind, Offer, Per
from exodesk.domain.rates import RateTable
from exodesk.domain.tax import tax_of


class OfferChoice:
    def __init__(self, entry: Entry, assumptions: Assumptions, rates: RateTable) -> None:
        self._entry = entry
        self._assumptions = assumptions
        self._rates = rates

    def chosen(self) -> Chosen:
        """The ways to buy, of each kind and course size the newest unless on request; and fees."""
        if self._entry.kind is Kind.PRODUCT:
            buying, by_session = self.newest(Per.PACK, Per.MONTH), False
        else:
            buying = self.newest(Per.SESSION, Per.COURSE)
            by_session = bool(buying)
            buying = buying or self.newest(Per.MONTH)
        kinds = {offer.per for offer in self._entry.offers}
        if not kinds & FEES:
            return Chosen(buying, (), None, by_session)
        fees = self.newest(Per.CONSULTATION, Per.PATCH_TEST, on_request=True)
        # Nobody pays tax on an add-on that is not bought: left out, it is not even worked out.
        wanted = self._assumptions.counts(LineKey.ADD_ON)
        add_ons = self.newest(Per.ADD_ON, on_request=True) if wanted else ()
        return Chosen(buying, fees, add_ons[0] if add_ons else None, by_session)

    def newest(self, *wanted: Per, on_request: bool = False) -> tuple[Offer, ...]:
        """Of each kind and course size the newest offer, of equally new ones the cheapest."""
        groups: dict[tuple[Per, int | None], list[Offer]] = {}
        for offer in self._entry.offers:
            if offer.per in wanted:
                groups.setdefault((offer.per, offer.sessions), []).append(offer)
        chosen = []
        for offers in groups.values():
            newest = max(order_key(offer.stated.date) for offer in offers)
            equals = [offer for offer in offers if order_key(offer.stated.date) == newest]
            offer = equals[0] if len(equals) == 1 else min(equals, key=self._cheapness)
            if on_request or not offer.price.on_request:
                chosen.append(offer)
        return tuple(chosen)

    def _cheapness(self, offer: Offer) -> tuple[bool, bool, bool, Fraction, bool, Fraction]:
        """Orders equally new offers: priced before on request, then by low, then by high.

        One that lacks a rate comes before those that have one, so that the whole needs a rate:
        which of them is the cheapest cannot be told.
        """
        factor = self._rates.factor(offer.price.currency, self._assumptions.currency)
        bounds = offer.price.bounds().times(factor or Fraction(1))
        if offer.per is Per.MONTH:
            days = self._assumptions.horizon_days
            payments = ceil(days / offer.every.days)
            bounds = bounds.times(payments if offer.times is None else min(payments, offer.times))
        if self._assumptions.fx_fee and offer.price.currency != self._assumptions.own_currency:
            bounds = bounds.times(1 + self._assumptions.fx_fee / 100)
        tax = tax_of(offer, self._entry, self._assumptions.unknown_tax)
        low = None if bounds.low is None else bounds.low * (1 + (tax.low or 0))
        high = bounds.high
        if high:
            high = None if tax.high is None else high * (1 + tax.high)
        return (
            offer.price.on_request,
            factor is not None,
            low is None,
            low or Fraction(0),
            high is None,
            high or Fraction(0),
        )
