"""The amounts that a quote shows. This is where they are rounded, row by row, and nowhere else.

Each row is rounded half up to the minor unit: its price, what is taken off it, and the tax on the
rounded net. Totals are sums of rows as shown, so what is shown always adds up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from exodesk.domain.assumptions import Assumptions, LineKey
from exodesk.domain.cost_lines import End
from exodesk.domain.money import Bounds, minor_digits, round_half_up
from exodesk.domain.quotes.lines import Discount
from exodesk.domain.quotes.pricing import Priced, priced
from exodesk.domain.quotes.quote import Option, Quote
from exodesk.domain.quotes.rows import (
    NO_SUMS,
    Obstacle,
    ObstacleKind,
    OptionAmounts,
    Row,
    Sums,
    less,
    sums_of,
)
from exodesk.domain.rates import Rate, RateTable

_NOTHING = Fraction(0)
_COURSE = frozenset({LineKey.SESSIONS, LineKey.PACKS, LineKey.TRAVEL, None})


def quote_amounts(quote: Quote, rates: RateTable) -> tuple[OptionAmounts, ...]:
    """What each option shows: as it was frozen at issue; of a draft, at ``rates``."""
    if quote.issued is not None:
        return quote.issued.amounts
    return reckoned(quote, rates)


def reckoned(quote: Quote, rates: RateTable) -> tuple[OptionAmounts, ...]:
    """What each option of ``quote`` comes to at ``rates``, whatever was frozen."""
    return tuple(
        option_amounts(option, quote.assumptions, rates, quote.second_currency)
        for option in quote.options
    )


def refuse_obstacles(quote: Quote, rates: RateTable) -> None:
    """Raise the sentence of the first obstacle in ``quote``; an option has no total with one."""
    for amounts in quote_amounts(quote, rates):
        for obstacle in amounts.obstacles:
            raise obstacle.error()


def option_amounts(
    option: Option, assumptions: Assumptions, rates: RateTable, second_currency: str | None
) -> OptionAmounts:
    """The rows of ``option`` and their totals; unknown for an empty one, and where there are
    obstacles."""
    return _Reckoning(option, assumptions, rates, second_currency).amounts()


def rounded(value: Fraction, currency: str) -> Fraction:
    return Fraction(round_half_up(value, minor_digits(currency)))


@dataclass(frozen=True, slots=True)
class _End:
    """A row at one end; all of it None where the price is not known."""

    price: Fraction | None
    discount: Fraction | None
    net: Fraction | None
    tax: Fraction | None
    total: Fraction | None


_NO_END = _End(None, None, None, None, None)


class _Reckoning:
    def __init__(
        self,
        option: Option,
        assumptions: Assumptions,
        rates: RateTable,
        second_currency: str | None,
    ) -> None:
        self._option = option
        self._assumptions = assumptions
        self._currency = assumptions.currency
        self._rates = rates
        self._second = second_currency
        self._obstacles: list[Obstacle] = []
        self._used: dict[Rate, None] = {}

    def amounts(self) -> OptionAmounts:
        rows = tuple(self._rows())
        sums = sums_of(rows)
        discount = self._off_the_whole(sums)
        sums = sums if discount is None else less(sums, discount)
        if self._obstacles or not rows:
            sums = NO_SUMS
        second = self._in_second(sums.total)
        return OptionAmounts(
            letter=self._option.letter,
            currency=self._currency,
            rows=rows,
            discount=discount,
            sums=sums,
            second_currency=self._second,
            second=second,
            rates=tuple(self._used),
            obstacles=tuple(self._obstacles),
        )

    def _rows(self) -> Iterator[Row]:
        for place, line in enumerate(self._option.lines):
            found = priced(line, self._assumptions, self._rates)
            self._used.update(dict.fromkeys(found.rates))
            for currency in found.lacking:
                self._refuse(ObstacleKind.NEEDS_RATE, place, line.name, currency)
            for number, part in enumerate(found.parts):
                yield self._row(place, part, line.discount if number == 0 else None)

    def _row(self, place: int, part: Priced, discount: Discount | None) -> Row:
        factor = self._discount_factor(discount, place)
        name = self._option.lines[place].name
        ends = [self._end(part, end, discount, factor) for end in End]
        if any(end.net is not None and end.net < 0 for end in ends):
            self._refuse(ObstacleKind.DISCOUNT_ABOVE_PRICE, place, name)
        low, high = ends
        return Row(
            line=place,
            part=part.part,
            count=part.count,
            unit=part.unit,
            price=Bounds(low.price, high.price),
            discount=Bounds(low.discount, high.discount),
            sums=Sums(
                Bounds(low.net, high.net),
                Bounds(low.tax, high.tax),
                Bounds(low.total, high.total),
            ),
            tax=part.tax,
            tax_rate=part.tax_rate,
            tax_assumed=part.tax_assumed,
            low_way=part.low_way,
            high_way=part.high_way,
            sources=part.sources,
            needed=part.part in _COURSE,
        )

    def _end(
        self, part: Priced, end: End, discount: Discount | None, factor: Fraction | None
    ) -> _End:
        exact, share = end.of(part.price), end.of(part.tax_share)
        if exact is None:
            return _NO_END
        price = self._rounded(exact)
        off = self._taken_off(price, discount, factor)
        if off is None:
            return _NO_END
        net = price - off
        tax = None if share is None else self._rounded(net * share)
        if net == 0:
            tax = _NOTHING
        return _End(price, off, net, tax, None if tax is None else net + tax)

    def _taken_off(
        self, price: Fraction, discount: Discount | None, factor: Fraction | None
    ) -> Fraction | None:
        if discount is None:
            return _NOTHING
        if discount.per_cent is not None:
            return self._rounded(price * Fraction(discount.per_cent) / 100)
        assert discount.amount is not None
        return None if factor is None else self._rounded(Fraction(discount.amount.amount) * factor)

    def _off_the_whole(self, sums: Sums) -> Sums | None:
        """The discount on the option: off what is paid, its tax in the same proportion."""
        discount = self._option.discount
        if discount is None:
            return None
        factor = self._discount_factor(discount, None)
        ends = [self._end_off_the_whole(sums, end, discount, factor) for end in End]
        for taken, whole in zip(ends, (sums.total.low, sums.total.high), strict=True):
            if taken is not None and whole is not None and taken[1] > whole:
                self._refuse(ObstacleKind.DISCOUNT_ABOVE_PRICE, None, None)
                break
        return Sums(
            Bounds(*(None if end is None else end[1] - end[0] for end in ends)),
            Bounds(*(None if end is None else end[0] for end in ends)),
            Bounds(*(None if end is None else end[1] for end in ends)),
        )

    def _end_off_the_whole(
        self, sums: Sums, end: End, discount: Discount, factor: Fraction | None
    ) -> tuple[Fraction, Fraction] | None:
        """How much tax, and how much with it, is taken off."""
        whole, tax = end.of(sums.total), end.of(sums.tax)
        if whole is None or tax is None:
            return None
        total = self._taken_off(whole, discount, factor)
        if total is None:
            return None
        return (self._rounded(tax * total / whole) if whole else _NOTHING), total

    def _discount_factor(self, discount: Discount | None, place: int | None) -> Fraction | None:
        if discount is None or discount.amount is None:
            return None
        currency = discount.amount.currency
        factor = self._rates.factor(currency, self._currency)
        if factor is None:
            name = None if place is None else self._option.lines[place].name
            self._refuse(ObstacleKind.NEEDS_RATE, place, name, currency)
        self._use(currency, self._currency)
        return factor

    def _in_second(self, total: Bounds) -> Bounds | None:
        if self._second is None:
            return None
        factor = self._rates.factor(self._currency, self._second)
        if factor is None:
            self._obstacles.append(
                Obstacle(
                    ObstacleKind.SECOND_NEEDS_RATE,
                    self._option.letter,
                    found=self._currency,
                    wanted=self._second,
                )
            )
            return None
        self._use(self._currency, self._second)
        ends = total.times(factor)
        return Bounds(
            *(None if end is None else rounded(end, self._second) for end in (ends.low, ends.high))
        )

    def _use(self, one: str, other: str) -> None:
        rate = None if one == other else self._rates.rate(one, other)
        if rate is not None:
            self._used[rate] = None

    def _refuse(
        self, kind: ObstacleKind, place: int | None, name: str | None, found: str = ""
    ) -> None:
        wanted = self._currency if kind is ObstacleKind.NEEDS_RATE else ""
        obstacle = Obstacle(kind, self._option.letter, place, name, found, wanted)
        if obstacle not in self._obstacles:
            self._obstacles.append(obstacle)

    def _rounded(self, value: Fraction) -> Fraction:
        return rounded(value, self._currency)
