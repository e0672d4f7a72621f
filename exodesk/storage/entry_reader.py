"""From the shape of an entry to its meaning: bounds in order, currencies and sources that exist."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeVar

from exodesk.domain.countries import COUNTRIES
from exodesk.domain.dates import parse_partial
from exodesk.domain.entries import (
    MONTHLY,
    NOT_SOURCED,
    Claim,
    DurationRange,
    Entry,
    Offer,
    Pack,
    Per,
    Provider,
    Remark,
    SessionCount,
    Source,
    Stated,
    Tax,
    Use,
)
from exodesk.domain.money import MINOR_DIGITS, PriceRange
from exodesk.domain.units import Amount, Duration
from exodesk.storage.problems import Problem, quoted
from exodesk.storage.wire import (
    ClaimShape,
    DurationsShape,
    EntryShape,
    FigureShape,
    OfferShape,
    PackShape,
    PriceShape,
    ProviderShape,
    RemarkShape,
    SessionsShape,
    SourceShape,
    UseShape,
)
from exodesk.translation import gettext as _

Shape = TypeVar("Shape", bound=FigureShape | ProviderShape)
Made = TypeVar("Made")

_MOST_KEPT = 20_000


def source_of(shape: SourceShape) -> tuple[Source, list[Problem]]:
    """The source, without the address and the date that are none: each of these is a problem."""
    problems = []
    url, date = shape.url, shape.date
    if url is not None and not (url.isprintable() and re.fullmatch(r"https?://[^\s/]\S*", url)):
        problems.append(Problem(".url", _("is not a web address; it was left out.")))
        url = None
    if date is not None and not is_date(date):
        problems.append(Problem(".date", _("“{date}” does not exist.").format(date=date)))
        date = None
    source = Source(shape.id, shape.kind, shape.title, shape.publisher, shape.author, date, url)
    return source, problems


def is_date(text: str) -> bool:
    try:
        parse_partial(text)
    except ValueError:
        return False
    return True


class EntryReader:
    """Reads entries that cite ``sources``. Places of problems are relative to the entry."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._sources = sources
        self._problems: list[Problem] = []
        # What was found to be good, so that the same source and date is checked and kept once.
        self._good: dict[tuple[str | None, ...], Stated] = {(None, None, None): NOT_SOURCED}
        self._made: dict[FigureShape | ProviderShape, Any] = {}

    def read(self, shape: EntryShape) -> tuple[Entry | None, list[Problem]]:
        """The entry, or None with every problem of meaning that it has."""
        self._problems = []
        entry = Entry(
            id=shape.id,
            kind=shape.kind,
            name=shape.name,
            family=shape.family,
            provider=self._once(".provider", shape.provider, self._provider),
            own_country=self._country(".country", shape.country),
            routes=shape.routes or (),
            concerns=shape.concerns or (),
            exosome_source=shape.exosome_source,
            offers=self._offers(shape.offers),
            sessions=self._once(".sessions", shape.sessions, self._sessions),
            interval=self._once(".interval", shape.interval, self._durations),
            downtime=self._once(".downtime", shape.downtime, self._durations),
            onset=self._once(".onset", shape.onset, self._durations),
            lasts=self._lasts(shape.lasts),
            pack=self._pack(shape.pack),
            use=self._use(shape.use),
            included=self._remarks(".included", shape.included),
            cautions=self._remarks(".cautions", shape.cautions),
            side_effects=self._remarks(".side_effects", shape.side_effects),
            claims=self._claims(shape.claims),
            notes=self._remarks(".notes", shape.notes),
        )
        return (None if self._problems else entry), self._problems

    def _once(
        self, place: str, shape: Shape | None, read: Callable[[str, Shape], Made | None]
    ) -> Made | None:
        """What ``read`` makes of ``shape``: of equal ones the same object, where none has a fault.

        Price lists repeat themselves: prices, durations and remarks are some hundreds in all.
        """
        if shape is None:
            return None
        found: Made | None = self._made.get(shape)
        if found is None:
            before = len(self._problems)
            found = read(place, shape)
            if found is not None and len(self._problems) == before:
                if len(self._made) >= _MOST_KEPT:
                    self._made.clear()
                self._made[shape] = found
        return found

    def _name(self, place: str, sentence: str) -> None:
        self._problems.append(Problem(place, sentence))

    def _provider(self, place: str, shape: ProviderShape) -> Provider:
        country = self._country(f"{place}.country", shape.country)
        return Provider(shape.name, shape.city or None, country)

    def _country(self, place: str, code: str | None) -> str | None:
        if code is not None and code not in COUNTRIES:
            self._name(
                place, _("“{code}” is not a country code such as GB or IN.").format(code=code)
            )
        return code

    def _stated(self, place: str, shape: FigureShape, inner: FigureShape | None = None) -> Stated:
        said = (shape.source, shape.date, shape.as_printed)
        if (stated := self._good.get(said)) is None:
            stated = Stated(*said)
            if self._checked(place, shape):
                self._good[said] = stated
        if inner is not None:
            within = self._stated(f"{place}.price", inner)
            if within is not NOT_SOURCED:
                stated = Stated(
                    stated.source or within.source,
                    stated.date or within.date,
                    stated.as_printed or within.as_printed,
                )
        return stated

    def _checked(self, place: str, shape: FigureShape) -> bool:
        before = len(self._problems)
        self._cited(f"{place}.source", shape.source)
        if shape.date is not None:
            try:
                parse_partial(shape.date)
            except ValueError:
                self._name(f"{place}.date", _("“{date}” does not exist.").format(date=shape.date))
        return len(self._problems) == before

    def _cited(self, place: str, source: str | None) -> None:
        if source is not None and source not in self._sources:
            self._name(
                place,
                _("there is no source “{source}” in this file.").format(source=quoted(source)),
            )

    def _offers(self, shapes: tuple[OfferShape, ...] | None) -> tuple[Offer, ...]:
        if not shapes:
            return ()
        offers = []
        for number, shape in enumerate(shapes):
            offer = self._offer(f".offers[{number}]", shape)
            if offer is not None:
                offers.append(offer)
        return tuple(offers)

    def _offer(self, place: str, shape: OfferShape) -> Offer | None:
        stated = self._stated(place, shape, shape.price)
        price = self._once(f"{place}.price", shape.price, self._price)
        if shape.per is Per.COURSE and shape.sessions is None:
            self._name(f"{place}.sessions", _("a course must say how many sessions it has."))
        every = MONTHLY
        if shape.every is not None:
            every = _duration(shape.every)
            if not every.amount:
                self._name(f"{place}.every", _("must be above 0."))
        if price is None:
            return None
        return Offer(
            price=price,
            per=shape.per,
            sessions=shape.sessions if shape.per is Per.COURSE else None,
            every=every,
            times=shape.times,
            redeemable=shape.redeemable,
            tax=shape.tax or Tax.UNKNOWN,
            tax_rate=None if shape.tax_rate is None else Decimal(shape.tax_rate),
            stated=stated,
        )

    def _price(self, place: str, shape: PriceShape) -> PriceRange | None:
        if shape.currency not in MINOR_DIGITS:
            self._name(
                f"{place}.currency",
                _("“{code}” is not a currency code such as GBP or INR.").format(
                    code=quoted(shape.currency)
                ),
            )
            return None
        low = None if shape.low is None else Decimal(shape.low)
        high = None if shape.high is None else Decimal(shape.high)
        if low is not None and high is not None and low > high:
            self._order(place, shape.low, shape.high)
            return None
        return PriceRange(low, high, shape.currency)

    def _order(self, place: str, low: object, high: object) -> None:
        self._name(place, _("low {low} is above high {high}.").format(low=low, high=high))

    def _sessions(self, place: str, shape: SessionsShape) -> SessionCount | None:
        stated = self._stated(place, shape)
        if shape.low is None and shape.high is None:
            return None
        if shape.low is not None and shape.high is not None and shape.low > shape.high:
            self._order(place, shape.low, shape.high)
        return SessionCount(shape.low, shape.high, stated)

    def _durations(self, place: str, shape: DurationsShape) -> DurationRange | None:
        stated = self._stated(place, shape)
        if shape.low is None and shape.high is None:
            return None
        low = None if shape.low is None else _duration(shape.low)
        high = None if shape.high is None else _duration(shape.high)
        if low is not None and high is not None and low is not high and low.days > high.days:
            self._order(place, shape.low, shape.high)
        return DurationRange(low, high, stated)

    def _lasts(self, shape: DurationsShape | None) -> DurationRange | None:
        found = self._once(".lasts", shape, self._durations)
        if found is not None:
            for name, end in (("low", found.low), ("high", found.high)):
                if end is not None and not end.amount:
                    self._name(f".lasts.{name}", _("must be above 0."))
        return found

    def _pack(self, shape: PackShape | None) -> Pack | None:
        if shape is None:
            return None
        return Pack(self._measure(".pack.amount", shape.amount), self._stated(".pack", shape))

    def _use(self, shape: UseShape | None) -> Use | None:
        if shape is None:
            return None
        amount = self._measure(".use.amount", shape.amount)
        return Use(amount, shape.per, self._stated(".use", shape))

    def _measure(self, place: str, text: str) -> Amount:
        number, unit = text.split(" ")
        amount = Amount(Decimal(number), unit)
        if not amount.amount:
            self._name(place, _("must be above 0."))
        return amount

    def _remarks(self, place: str, shapes: tuple[RemarkShape, ...] | None) -> tuple[Remark, ...]:
        if not shapes:
            return ()
        remarks = []
        for number, shape in enumerate(shapes):
            remark = self._once(f"{place}[{number}]", shape, self._remark)
            if remark is not None:
                remarks.append(remark)
        return tuple(remarks)

    def _remark(self, place: str, shape: RemarkShape) -> Remark:
        return Remark(shape.text, self._stated(place, shape))

    def _claims(self, shapes: tuple[ClaimShape, ...] | None) -> tuple[Claim, ...]:
        claims = []
        for number, shape in enumerate(shapes or ()):
            place = f".claims[{number}]"
            against = shape.contradicted_by or ()
            for other, source in enumerate(against):
                self._cited(f"{place}.contradicted_by[{other}]", source)
            claims.append(Claim(shape.text, shape.by, self._stated(place, shape), against))
        return tuple(claims)


@lru_cache(maxsize=4096)
def _duration(text: str) -> Duration:
    number, unit = text.split(" ")
    return Duration(Decimal(number), unit)
