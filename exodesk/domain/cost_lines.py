"""The lines of a total at one end of the range, for one number of sessions. Nothing is rounded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import ceil, floor

from exodesk.domain.assumptions import Assumptions, LineKey
from exodesk.domain.entries import DurationRange, Entry, Kind, Offer, Per
from exodesk.domain.members import Member
from exodesk.domain.money import Bounds, Money
from exodesk.domain.rates import RateTable
from exodesk.domain.tax import may_be_taxed, tax_of
from exodesk.domain.ways import Purchase, Shop, Way

FEE_KEYS = {Per.CONSULTATION: LineKey.CONSULTATION, Per.PATCH_TEST: LineKey.PATCH_TEST}
_ONE = Fraction(1)
_COURSE = frozenset({LineKey.SESSIONS, LineKey.PACKS})


class End(Member):
    LOW = "low"
    HIGH = "high"

    def of(self, bounds: Bounds) -> Fraction | None:
        return bounds.low if self is End.LOW else bounds.high


@dataclass(frozen=True, slots=True)
class Part:
    """One line at one end: its amount, None where unknown, and what is bought for it."""

    key: LineKey
    amount: Fraction | None
    way: tuple[Purchase, ...] = ()


@dataclass(frozen=True, slots=True)
class Chosen:
    """The offers of one entry that count: ways to buy, and one of each kind of fee."""

    buying: tuple[Offer, ...]
    fees: tuple[Offer, ...]
    add_on: Offer | None
    by_session: bool


def sum_of(parts: Iterable[Part], end: End, left_out: frozenset[LineKey]) -> Fraction | None:
    """The total at ``end``: unknown with its course; an extra's missing low adds nothing."""
    total: Fraction | None = None
    for part in parts:
        if part.key in left_out:
            continue
        if part.amount is not None:
            total = part.amount if total is None else total + part.amount
        elif end is End.HIGH or part.key in _COURSE:
            return None
    return total


class EndLines:
    """Works out the lines of ``entry`` at one ``end``; a missing rate makes an amount unknown."""

    def __init__(
        self, entry: Entry, chosen: Chosen, assumptions: Assumptions, rates: RateTable, end: End
    ) -> None:
        self._entry = entry
        self._chosen = chosen
        self._assumptions = assumptions
        self._rates = rates
        self._end = end
        # By the identity of an offer: there are few, and every number of sessions asks for them.
        self._prices: dict[int, Fraction | None] = {}
        self._tax_rates: dict[int, Fraction | None] = {}
        self._shop = self._stocked() if chosen.by_session else None

    @cached_property
    def may_fall(self) -> bool:
        """Whether more sessions could cost less: less maintenance, or a fee taken off in full."""
        falling = self._upkeep_may_fall or bool(self._taken_off) or self._price_may_fall
        return self._shop is not None and falling

    @cached_property
    def _price_may_fall(self) -> bool:
        """Ways compete with tax and exchange fee; without these the dearer may be the cheaper."""
        shortened = not self._assumptions.left_out.isdisjoint({LineKey.TAX, LineKey.FX_FEE})
        return shortened and len(self._chosen.buying) > 1

    @cached_property
    def _upkeep_may_fall(self) -> bool:
        return self._entry.lasts is not None and self._between != 0

    @cached_property
    def _taken_off(self) -> tuple[Offer, ...]:
        return tuple(fee for fee in self._chosen.fees if fee.redeemable and self._price(fee))

    def may_still_fall(self, sessions: int) -> bool:
        """Whether more than so many sessions could still cost less."""
        if self._price_may_fall:
            return True
        course = self._sessions(sessions).amount
        if self._upkeep_may_fall and self._entry.lasts is not None:
            upkeep = self._maintenance(self._entry.lasts, sessions).amount
            if upkeep != 0 and (upkeep is None or course):
                return True
        if not self._taken_off or not course or self._shop is None:
            return False
        return any((self._price(fee) or 0) > self._shop.least(sessions) for fee in self._taken_off)

    def parts(self, sessions: int | None) -> list[Part]:
        """Every line, whether it is summed or not; ``sessions`` is None where the end is open."""
        course = self._sessions(sessions) if self._chosen.by_session else self._packs()
        parts = [course]
        if self._shop is not None and self._entry.lasts is not None:
            parts.append(self._maintenance(self._entry.lasts, sessions))
        parts.extend(self._fee(offer, course.amount) for offer in self._chosen.fees)
        if self._chosen.add_on is not None:
            parts.append(self._add_on(self._chosen.add_on, sessions))
        paid = list(parts)
        taxed = any(self._may_be_taxed(part) for part in paid)
        if taxed:
            parts.append(Part(LineKey.TAX, self._added(self._tax_on(part) for part in paid)))
        if self._assumptions.fx_fee and any(self._abroad(part) for part in paid):
            parts.append(self._fx_fee(paid))
        if (trip := self._assumptions.travel) is not None:
            parts.extend(self._travel(trip, sessions))
        if (day := self._assumptions.time_off) is not None:
            parts.append(self._time_off(day, sessions))
        return parts

    # The course

    def _stocked(self) -> Shop:
        """What sells sessions. Lows only where all are known; highs as far as they are."""
        ways = [way for offer in self._chosen.buying if (way := self._way(offer)) is not None]
        if self._end is End.LOW and len(ways) < len(self._chosen.buying):
            return Shop(())
        known = [way for way in ways if not (way.net and self._tax_rate(way.offer) is None)]
        return Shop(known or ways)

    def _way(self, offer: Offer) -> Way | None:
        net = self._price(offer)
        if net is None:
            return None
        multiple = self._multiple(offer)
        return Way(offer, offer.sessions or 1, net, net if multiple is _ONE else net * multiple)

    def _sessions(self, sessions: int | None) -> Part:
        return self._bought(LineKey.SESSIONS, sessions)

    def _bought(self, key: LineKey, sessions: int | None) -> Part:
        bought = None if sessions is None or self._shop is None else self._shop.buy(sessions)
        return Part(key, bought.net, bought.purchases) if bought else Part(key, None)

    def _packs(self) -> Part:
        best: tuple[bool, Fraction, Fraction, Purchase] | None = None
        for offer in self._chosen.buying:
            price = self._price(offer)
            count = self.count_of(offer)
            if self._end is End.LOW and price is None:
                return Part(LineKey.PACKS, None)
            if price is None or (count is None and self._end is End.HIGH):
                continue
            times = 1 if count is None else count
            net = price * times
            unknown_tax = bool(net) and self._tax_rate(offer) is None
            way = (unknown_tax, net * self._multiple(offer), net, Purchase(offer, times))
            if best is None or way[:2] < best[:2]:
                best = way
        return Part(LineKey.PACKS, best[2], (best[3],)) if best else Part(LineKey.PACKS, None)

    def count_of(self, offer: Offer) -> int | None:
        """Payments or whole packs over the horizon; None where pack or use is not known."""
        days = self._assumptions.horizon_days
        if offer.per is Per.MONTH:
            payments = ceil(days / offer.every.days)
            return payments if offer.times is None else min(payments, offer.times)
        pack, use = self._entry.pack, self._assumptions.use(self._entry)
        if pack is None or use is None:
            return None
        ratio = use.amount.ratio_to(pack.amount)
        return None if ratio is None else ceil(ratio * days / use.per_days)

    @cached_property
    def _between(self) -> Fraction | None:
        """Days between sessions: the longest at the low end, the shortest at the high."""
        return _gap(self._entry.interval, End.HIGH if self._end is End.LOW else End.LOW)

    def _maintenance(self, lasts: DurationRange, sessions: int | None) -> Part:
        key = LineKey.MAINTENANCE
        longest = lasts.high_days if self._end is End.LOW else lasts.low_days
        between = self._between
        open_end = Fraction(0) if self._end is End.LOW else None
        if sessions is None:
            return Part(key, open_end)  # an open count leaves an open course
        later = sessions - 1
        if between is None and later:
            return Part(key, Fraction(0))
        left = self._assumptions.horizon_days - later * (between or 0)
        if left > 0 and not longest:
            return Part(key, open_end)  # what lasts for ever needs no maintenance
        count = floor(left / longest) if left > 0 and longest else 0
        return self._bought(key, count) if count else Part(key, Fraction(0))

    # What comes on top

    def _fee(self, offer: Offer, course: Fraction | None) -> Part:
        key, fee = FEE_KEYS[offer.per], self._price(offer)
        if offer.redeemable is None and self._end is End.LOW:
            fee = Fraction(0)
        if fee is not None and offer.redeemable:
            fee = max(Fraction(0), fee - course) if course is not None else self._kept(fee)
        return Part(key, fee, (Purchase(offer, 1),))

    def _kept(self, fee: Fraction) -> Fraction:
        """What may remain of a fee that is taken off a course of unknown price."""
        return Fraction(0) if self._end is End.LOW else fee

    def _add_on(self, offer: Offer, sessions: int | None) -> Part:
        price = self._price(offer)
        if self._entry.kind is Kind.PRODUCT:
            return Part(LineKey.ADD_ON, Fraction(0))
        if sessions is None and self._end is End.LOW:
            sessions = 1
        if sessions is None or price is None:
            return Part(LineKey.ADD_ON, None, (Purchase(offer, 1),))
        return Part(LineKey.ADD_ON, price * sessions, (Purchase(offer, sessions),))

    def _may_be_taxed(self, part: Part) -> bool:
        offers = self._offers(part)
        return any(may_be_taxed(offer, self._assumptions.unknown_tax) for offer in offers)

    def _offers(self, part: Part) -> tuple[Offer, ...]:
        """What is bought for a line; what could be where its way is not known."""
        if part.way:
            return tuple(purchase.offer for purchase in part.way)
        return self._chosen.buying if part.amount is None else ()

    def _tax_on(self, part: Part) -> Fraction | None:
        if part.amount is None:
            return (
                None
                if any(self._tax_rate(offer) != 0 for offer in self._offers(part))
                else Fraction(0)
            )
        if not part.amount:
            return Fraction(0)
        shares = self._shares(part)
        return self._added(
            None if (rate := self._tax_rate(offer)) is None else amount * rate
            for offer, amount in shares
        )

    def _fx_fee(self, paid: list[Part]) -> Part:
        amounts: list[Fraction | None] = []
        for part in paid:
            if not self._abroad(part):
                continue
            if part.amount is None or self._tax_on(part) is None:
                known = part.amount or Fraction(0)
                amounts.append(known if self._end is End.LOW else None)
                continue
            amounts.extend(
                amount * (1 + (self._tax_rate(offer) or 0))
                for offer, amount in self._shares(part)
                if self._is_abroad(offer)
            )
        total = self._added(amounts)
        return Part(LineKey.FX_FEE, None if total is None else total * self._fx)

    def _travel(self, trip: Money, sessions: int | None) -> Iterator[Part]:
        country, home = self._entry.country, self._assumptions.home
        if home is None or country == home:
            return
        if country is None and self._end is End.LOW:
            yield Part(LineKey.TRAVEL, Fraction(0))
            return
        trips = self._trips(sessions)
        price = self._converted(trip)
        yield Part(LineKey.TRAVEL, None if price is None or trips is None else price * trips)

    def _trips(self, sessions: int | None) -> int | None:
        if self._assumptions.trips is not None:
            return self._assumptions.trips
        if self._entry.kind is Kind.PRODUCT:
            return 1
        return 1 if sessions is None and self._end is End.LOW else sessions

    def _time_off(self, day: Money, sessions: int | None) -> Part:
        downtime, price = self._entry.downtime, self._converted(day)
        if downtime is None:
            return Part(LineKey.TIME_OFF, Fraction(0) if self._end is End.LOW else None)
        days = downtime.low_days if self._end is End.LOW else downtime.high_days
        if sessions is None and self._end is End.LOW:
            sessions = 1
        if days == 0:
            return Part(LineKey.TIME_OFF, Fraction(0))
        if days is None or sessions is None or price is None:
            return Part(LineKey.TIME_OFF, None)
        return Part(LineKey.TIME_OFF, price * days * sessions)

    # Prices, tax and exchange fee of single offers

    def _price(self, offer: Offer) -> Fraction | None:
        if id(offer) not in self._prices:
            self._prices[id(offer)] = self._price_in_currency(offer)
        return self._prices[id(offer)]

    def _price_in_currency(self, offer: Offer) -> Fraction | None:
        price = offer.price.low if self._end is End.LOW else offer.price.high
        if price is None or offer.price.currency == self._assumptions.currency:
            return None if price is None else Fraction(price)
        factor = self._rates.factor(offer.price.currency, self._assumptions.currency)
        return None if factor is None else Fraction(price) * factor

    def _converted(self, money: Money) -> Fraction | None:
        factor = self._rates.factor(money.currency, self._assumptions.currency)
        return None if factor is None else Fraction(money.amount) * factor

    def _tax_rate(self, offer: Offer) -> Fraction | None:
        if id(offer) not in self._tax_rates:
            rates = tax_of(offer, self._entry, self._assumptions.unknown_tax)
            self._tax_rates[id(offer)] = self._end.of(rates)
        return self._tax_rates[id(offer)]

    @cached_property
    def _fx(self) -> Fraction:
        return self._assumptions.fx_fee / 100

    def _multiple(self, offer: Offer) -> Fraction:
        """What a price is multiplied by when ways compete."""
        multiple = _ONE
        if tax := self._tax_rate(offer):
            multiple += tax
        if self._assumptions.fx_fee and self._is_abroad(offer):
            multiple *= 1 + self._fx
        return multiple

    def _is_abroad(self, offer: Offer) -> bool:
        return offer.price.currency != self._own_currency

    @cached_property
    def _own_currency(self) -> str:
        return self._assumptions.own_currency

    def _abroad(self, part: Part) -> bool:
        return any(self._is_abroad(offer) for offer in self._offers(part))

    def _shares(self, part: Part) -> list[tuple[Offer, Fraction]]:
        """How much of a known line is paid for each offer."""
        if len(part.way) == 1:
            return [(part.way[0].offer, part.amount or Fraction(0))]
        return [(p.offer, (self._price(p.offer) or Fraction(0)) * p.count) for p in part.way]

    def _added(self, amounts: Iterator[Fraction | None] | list[Fraction | None]) -> Fraction | None:
        """The sum; where one is unknown the low leaves it out and the high is unknown, too."""
        total = Fraction(0)
        for amount in amounts:
            if amount is not None:
                total += amount
            elif self._end is End.HIGH:
                return None
        return total


def _gap(interval: DurationRange | None, end: End) -> Fraction | None:
    """Days between sessions: 0 where none is stated, None where this end of it is open."""
    if interval is None:
        return Fraction(0)
    if end is End.LOW:
        return interval.low_days or Fraction(0)
    return interval.high_days
