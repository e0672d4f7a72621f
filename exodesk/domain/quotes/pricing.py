"""A line of a quote as exact amounts before rounding: what is bought at either end, and its tax."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from exodesk.domain.assumptions import Assumptions, LineKey
from exodesk.domain.cost_lines import End
from exodesk.domain.costing import CostLine, Count, CourseCost, cost_of, ways_to_buy
from exodesk.domain.entries import (
    FEES,
    NOT_SOURCED,
    Entry,
    Kind,
    Offer,
    Per,
    Stated,
    Tax,
)
from exodesk.domain.money import UNKNOWN, Bounds, PriceRange
from exodesk.domain.quotes.lines import EXTRAS, LineKind, QuoteLine, TaxTerms
from exodesk.domain.rates import Rate, RateTable
from exodesk.domain.tax import may_be_taxed, standard_tax, tax_of
from exodesk.domain.ways import Purchase

_NOT_OF_THE_ENTRY = frozenset({LineKey.TAX, LineKey.FX_FEE, LineKey.TRAVEL, LineKey.TIME_OFF})
_UNIT_ORDER = {Per.SESSION: 0, Per.PACK: 0, Per.COURSE: 1, Per.MONTH: 2}
_NOT_STATED = TaxTerms(Tax.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Priced:
    """One part of a line: its exact price, and what tax adds to it as a part of it."""

    part: LineKey | None
    count: Count | None
    unit: PriceRange | None
    price: Bounds
    tax_share: Bounds
    tax: Tax | None
    tax_rate: Decimal | None
    tax_assumed: bool = False
    low_way: tuple[Purchase, ...] = ()
    high_way: tuple[Purchase, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PricedLine:
    """``lacking`` are the currencies from which no rate leads to that of the quote."""

    parts: tuple[Priced, ...]
    rates: tuple[Rate, ...] = ()
    lacking: tuple[str, ...] = ()


def priced(line: QuoteLine, assumptions: Assumptions, rates: RateTable) -> PricedLine:
    """What ``line`` costs in the currency of ``assumptions``, without its discount."""
    if line.entry is None:
        return _free(line, assumptions, rates)
    return _OfEntry(line, line.entry, assumptions, rates).priced()


def unit_offer(entry: Entry, assumptions: Assumptions, rates: RateTable) -> Offer | None:
    """The published price of one session, else of the smallest course; of a pack or a month."""
    ways = ways_to_buy(entry, assumptions, rates)
    return min(ways, key=lambda o: (_UNIT_ORDER[o.per], o.sessions or 0), default=None)


def published_unit_price(
    entry: Entry, assumptions: Assumptions, rates: RateTable
) -> PriceRange | None:
    """The range that a price for one session or pack lies within or outside of.

    None where no price is published, and for courses and months, which no session is sold from.
    """
    offer = unit_offer(entry, assumptions, rates)
    return None if offer is None or offer.per not in (Per.SESSION, Per.PACK) else offer.price


# Lines without an entry


def _free(line: QuoteLine, assumptions: Assumptions, rates: RateTable) -> PricedLine:
    price, count = line.price, line.count
    assert price is not None
    assert count is not None
    terms = line.tax or _NOT_STATED
    factor = rates.factor(price.currency, assumptions.currency)
    share = Fraction(0) if terms.rate is None else Fraction(terms.rate) / 100
    taxed = Bounds(share, share if terms.rate is not None else None)
    part = Priced(
        part=LineKey.TRAVEL if line.kind is LineKind.TRAVEL else None,
        count=Count(count.low, count.high, assumed=False),
        unit=price,
        price=_times(price, factor, Bounds(_exact(count.low), _exact(count.high))),
        tax_share=taxed if terms.tax is Tax.EXCLUDED else Bounds(Fraction(0), Fraction(0)),
        tax=terms.tax,
        tax_rate=terms.rate,
    )
    rate = (
        rates.rate(price.currency, assumptions.currency) if _differs(price, assumptions) else None
    )
    lacking = () if factor is not None else (price.currency,)
    return PricedLine((part,), () if rate is None else (rate,), lacking)


# Lines of an entry


class _OfEntry:
    def __init__(
        self, line: QuoteLine, entry: Entry, assumptions: Assumptions, rates: RateTable
    ) -> None:
        self._line = line
        self._rates = rates
        self._assumptions = self._assumed(line, entry, assumptions)
        self._entry = self._on_its_terms(entry)

    def priced(self) -> PricedLine:
        cost = cost_of(self._entry, self._assumptions, self._rates)
        lacking = tuple(self._lacking())
        if lacking or not cost.lines:
            return PricedLine((self._unknown(cost),), cost.rates, lacking)
        return PricedLine(tuple(self._parts(cost)), cost.rates)

    @staticmethod
    def _assumed(line: QuoteLine, entry: Entry, assumptions: Assumptions) -> Assumptions:
        counted = line.count is not None and entry.kind is Kind.TREATMENT
        return Assumptions(
            currency=assumptions.currency,
            horizon_days=assumptions.horizon_days,
            sessions_of={entry.id: line.count} if counted and line.count is not None else {},
            left_out=(line.left_out & EXTRAS) | _NOT_OF_THE_ENTRY,
            unknown_tax=assumptions.unknown_tax,
            use_of=assumptions.use_of,
        )

    def _on_its_terms(self, entry: Entry) -> Entry:
        """``entry`` with the price and the tax of the line in place of its own."""
        line = self._line
        fees = tuple(offer for offer in entry.offers if offer.per in FEES)
        others = tuple(offer for offer in entry.offers if offer.per not in FEES)
        if line.price is not None:
            published = unit_offer(entry, self._assumptions, self._rates)
            others = (
                Offer(
                    line.price,
                    Per.PACK if entry.kind is Kind.PRODUCT else Per.SESSION,
                    tax=Tax.UNKNOWN if published is None else published.tax,
                    tax_rate=None if published is None else published.tax_rate,
                    stated=NOT_SOURCED,
                ),
            )
        if (terms := line.tax) is not None:
            others = tuple(replace(o, tax=terms.tax, tax_rate=terms.rate) for o in others)
        return replace(entry, offers=(*others, *fees))

    def _lacking(self) -> Iterator[str]:
        """What no rate converts of all that counts."""
        counted = {Per.ADD_ON: LineKey.ADD_ON, Per.CONSULTATION: LineKey.CONSULTATION}
        counted[Per.PATCH_TEST] = LineKey.PATCH_TEST
        found = list(ways_to_buy(self._entry, self._assumptions, self._rates))
        found += [
            offer
            for offer in self._entry.offers
            if offer.per in counted and self._assumptions.counts(counted[offer.per])
        ]
        for currency in dict.fromkeys(offer.price.currency for offer in found):
            if self._rates.factor(currency, self._assumptions.currency) is None:
                yield currency

    def _unknown(self, cost: CourseCost) -> Priced:
        """The course or the packs of an entry without a price, or without a rate for it."""
        product = self._entry.kind is Kind.PRODUCT
        offer = unit_offer(self._entry, self._assumptions, self._rates) or self._on_request()
        return Priced(
            part=LineKey.PACKS if product else LineKey.SESSIONS,
            count=self._packs(cost) if product else cost.sessions,
            unit=None if offer is None else offer.price,
            price=UNKNOWN,
            tax_share=Bounds(Fraction(0), None),
            tax=None if offer is None else offer.tax,
            tax_rate=None if offer is None else offer.tax_rate,
        )

    def _on_request(self) -> Offer | None:
        offers = (offer for offer in self._entry.offers if offer.per in _UNIT_ORDER)
        return next((offer for offer in offers if offer.price.on_request), None)

    def _parts(self, cost: CourseCost) -> Iterator[Priced]:
        is_product = self._entry.kind is Kind.PRODUCT
        for line in cost.lines:
            if line.key is LineKey.PACKS and is_product and self._line.count is not None:
                yield self._counted_packs(cost)
            else:
                yield self._part(line, cost)

    def _part(self, line: CostLine, cost: CourseCost) -> Priced:
        offers = line.offers()
        rates = {self._tax_rate(offer) for offer in offers}
        taxes = {offer.tax for offer in offers}
        return Priced(
            part=line.key,
            count=self._count(line, cost),
            unit=offers[0].price if len(offers) == 1 else None,
            price=line.bounds,
            tax_share=Bounds(
                self._tax_share(line.low_way, End.LOW), self._tax_share(line.high_way, End.HIGH)
            ),
            tax=taxes.pop() if len(taxes) == 1 and len(rates) == 1 else None,
            tax_rate=rates.pop() if len(rates) == 1 else None,
            tax_assumed=any(self._is_assumed(offer) for offer in offers),
            low_way=line.low_way,
            high_way=line.high_way,
            sources=_sources((*(offer.stated for offer in offers), *line.inputs)),
        )

    def _counted_packs(self, cost: CourseCost) -> Priced:
        """As many packs, or payments, as the line says, whatever is used of them."""
        offer = unit_offer(self._entry, self._assumptions, self._rates)
        count = self._line.count
        assert offer is not None
        assert count is not None
        factor = self._rates.factor(offer.price.currency, self._assumptions.currency)
        bounds = Bounds(_exact(count.low), _exact(count.high))
        line = CostLine(
            LineKey.PACKS,
            _times(offer.price, factor, bounds),
            () if count.low is None else (Purchase(offer, count.low),),
            () if count.high is None else (Purchase(offer, count.high),),
        )
        return self._part(line, cost)

    # What stands beside a price

    def _count(self, line: CostLine, cost: CourseCost) -> Count | None:
        match line.key:
            case LineKey.SESSIONS | LineKey.ADD_ON:
                return cost.sessions
            case LineKey.PACKS:
                return self._packs(cost)
            case LineKey.MAINTENANCE:
                ends = [_sessions_in(way) for way in (line.low_way, line.high_way)]
                known = line.bounds.high is not None
                return Count(min(ends) if known else ends[0], max(ends) if known else None, False)
            case _:
                return Count(1, 1, assumed=False)

    def _packs(self, cost: CourseCost) -> Count | None:
        count = self._line.count
        if count is not None and self._entry.kind is Kind.PRODUCT:
            return Count(count.low, count.high, assumed=False)
        return cost.packs

    def _tax_share(self, way: tuple[Purchase, ...], end: End) -> Fraction | None:
        """What tax adds to what is bought, as a part of it, of several prices in proportion."""
        shares = [end.of(tax_of(p.offer, self._entry, self._assumptions.unknown_tax)) for p in way]
        if not way:
            return Fraction(0)
        if len(way) == 1:
            return shares[0]
        prices = [self._amount(purchase, end) for purchase in way]
        total = sum(prices, Fraction(0))
        if not total:
            return Fraction(0)
        if None in shares:
            return None
        return sum((p * (s or 0) for p, s in zip(prices, shares, strict=True)), Fraction(0)) / total

    def _amount(self, purchase: Purchase, end: End) -> Fraction:
        offer = purchase.offer
        price = end.of(offer.price.bounds()) or Fraction(0)
        factor = self._rates.factor(offer.price.currency, self._assumptions.currency)
        return price * purchase.count * (factor or 0)

    def _tax_rate(self, offer: Offer) -> Decimal | None:
        if offer.tax_rate is not None or not self._is_assumed(offer):
            return offer.tax_rate
        standard = standard_tax(self._entry)
        return None if standard is None else Decimal(standard.numerator)

    def _is_assumed(self, offer: Offer) -> bool:
        taxed = may_be_taxed(offer, self._assumptions.unknown_tax) and offer.tax_rate is None
        return taxed and standard_tax(self._entry) is not None


def _times(price: PriceRange, factor: Fraction | None, count: Bounds) -> Bounds:
    if factor is None:
        return UNKNOWN
    bounds = price.bounds().times(factor)
    return Bounds(_product(bounds.low, count.low), _product(bounds.high, count.high))


def _product(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one * other


def _exact(number: int | None) -> Fraction | None:
    return None if number is None else Fraction(number)


def _differs(price: PriceRange, assumptions: Assumptions) -> bool:
    return price.currency != assumptions.currency


def _sessions_in(way: tuple[Purchase, ...]) -> int:
    return sum(purchase.count * (purchase.offer.sessions or 1) for purchase in way)


def _sources(stated: tuple[Stated, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.source for each in stated if each.source is not None))
