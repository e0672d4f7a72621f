"""Small builders and tiny notations, so that a test shows only what it is about."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.costing import CourseCost, cost_of
from exodesk.domain.entries import (
    MONTHLY,
    NOT_SOURCED,
    Concern,
    DurationRange,
    Entry,
    Family,
    Kind,
    Offer,
    Pack,
    Per,
    Provider,
    Route,
    SessionCount,
    Source,
    SourceKind,
    Stated,
    Tax,
    Use,
)
from exodesk.domain.money import Bounds, PriceRange
from exodesk.domain.rates import Rate, RateTable
from exodesk.domain.units import Amount, Duration

RATE_DAY = datetime.date(2026, 1, 15)
RATE = Rate("GBP", "INR", Decimal(120), RATE_DAY, "manual")
RATES = RateTable(RATE_DAY, pinned=(RATE,))
NO_RATES = RateTable(RATE_DAY)
SOURCE = Source("src-a", SourceKind.PRICE_LIST, "Price list", publisher="Clinic", date="2026-01-10")


def rate(text: str, *, on: datetime.date = RATE_DAY, source: str = "manual") -> Rate:
    """Read ``"GBP/INR=120"``: £1 costs ₹120."""
    pair, value = text.split("=")
    base, quote = pair.split("/")
    return Rate(base, quote, Decimal(value), on, source)


def rates(*texts: str) -> RateTable:
    """A table of pinned rates only: ``rates("GBP/INR=120", "EUR/GBP=0.85")``."""
    return RateTable(RATE_DAY, pinned=[rate(text) for text in texts])


def price(text: str) -> PriceRange:
    """Read ``150 GBP``, ``150-300 GBP``, ``from 650 GBP``, ``up to 9 GBP``, ``on request INR``."""
    figures, currency = text.rsplit(" ", 1)
    low, high = _ends(figures)
    return PriceRange(_decimal(low), _decimal(high), currency)


def stated(source: str | None = None, date: str | None = None, text: str | None = None) -> Stated:
    return Stated(source, date, text) if (source, date, text) != (None,) * 3 else NOT_SOURCED


def offer(
    text: str,
    per: Per = Per.SESSION,
    *,
    sessions: int | None = None,
    every: str | None = None,
    times: int | None = None,
    redeemable: bool | None = None,
    tax: Tax = Tax.UNKNOWN,
    tax_rate: str | None = None,
    source: str | None = None,
    date: str | None = None,
    as_printed: str | None = None,
) -> Offer:
    """An offer at ``price(text)``; ``every`` is such as ``"4 week"``."""
    return Offer(
        price(text),
        per,
        sessions=sessions,
        every=MONTHLY if every is None else duration(every),
        times=times,
        redeemable=redeemable,
        tax=tax,
        tax_rate=_decimal(tax_rate),
        stated=stated(source, date, as_printed),
    )


def course(sessions: int, text: str) -> Offer:
    return offer(text, Per.COURSE, sessions=sessions)


def session_count(text: str, *, source: str | None = None) -> SessionCount:
    """Read ``3``, ``3-6``, ``from 3`` or ``up to 6``."""
    low, high = _ends(text)
    return SessionCount(_whole(low), _whole(high), stated(source))


def duration(text: str) -> Duration:
    """Read ``4 week``."""
    amount, unit = text.split()
    return Duration(Decimal(amount), unit)


def duration_range(text: str, *, source: str | None = None) -> DurationRange:
    """Read ``2 day``, ``24-48 hour``, ``from 1 week`` or ``up to 3 day``."""
    figures, unit = text.rsplit(" ", 1)
    low, high = (None if end is None else Duration(Decimal(end), unit) for end in _ends(figures))
    return DurationRange(low, high, stated(source))


def amount(text: str) -> Amount:
    """Read ``30 ml``."""
    number, unit = text.split()
    return Amount(Decimal(number), unit)


def pack(text: str, *, source: str | None = None) -> Pack:
    return Pack(amount(text), stated(source))


def use(text: str, *, source: str | None = None) -> Use:
    """Read ``0.5 ml a day``."""
    figure, per = text.split(" a ")
    return Use(amount(figure), per, stated(source))


def entry(
    name: str = "Peel",
    *offers: Offer | str,
    id: str | None = None,  # noqa: A002 - as the field is called
    kind: Kind = Kind.TREATMENT,
    family: Family = Family.PEEL,
    provider: str | None = "Clinic",
    city: str | None = None,
    country: str | None = "GB",
    routes: Iterable[Route] = (),
    concerns: Iterable[Concern] = (),
    sessions: str | None = None,
    interval: str | None = None,
    downtime: str | None = None,
    lasts: str | None = None,
    pack: str | None = None,
    use: str | None = None,
) -> Entry:
    """An entry called ``name``; its id is made of the name, an offer may be written as a price."""
    usual = Per.PACK if kind is Kind.PRODUCT else Per.SESSION
    return Entry(
        id=id or re.sub(r"\W+", "-", name.casefold()).strip("-"),
        kind=kind,
        name=name,
        family=family,
        provider=None if provider is None else Provider(provider, city, country),
        own_country=country if provider is None else None,
        routes=tuple(routes),
        concerns=tuple(concerns),
        offers=tuple(o if isinstance(o, Offer) else offer(o, usual) for o in offers),
        sessions=None if sessions is None else session_count(sessions),
        interval=None if interval is None else duration_range(interval),
        downtime=None if downtime is None else duration_range(downtime),
        lasts=None if lasts is None else duration_range(lasts),
        pack=None if pack is None else _pack(pack),
        use=None if use is None else _use(use),
    )


def product(
    name: str = "Serum",
    *offers: Offer | str,
    id: str | None = None,  # noqa: A002 - as the field is called
    family: Family = Family.SERUM,
    provider: str | None = "Maker",
    country: str | None = "GB",
    pack: str | None = "30 ml",
    use: str | None = "0.5 ml a day",
) -> Entry:
    """A product; an offer written as a price is the price of a pack."""
    return entry(
        name,
        *offers,
        id=id,
        kind=Kind.PRODUCT,
        family=family,
        provider=provider,
        country=country,
        pack=pack,
        use=use,
    )


def cost(
    costed: Entry,
    currency: str = "GBP",
    *,
    sessions: str | None = None,
    rates: RateTable = RATES,
) -> CourseCost:
    """What ``costed`` costs; ``sessions`` as if a person had set them."""
    given = None if sessions is None else session_count(sessions)
    return cost_of(costed, Assumptions(currency, sessions=given), rates)


def bounds(low: object | None, high: object | None) -> Bounds:
    """Bounds of anything that a Fraction reads: ``bounds("0.5", 3)``."""
    return Bounds(
        None if low is None else Fraction(str(low)), None if high is None else Fraction(str(high))
    )


_pack, _use = pack, use  # ``entry`` has parameters of these names


def _ends(text: str) -> tuple[str | None, str | None]:
    if text == "on request":
        return None, None
    if text.startswith("from "):
        return text.removeprefix("from "), None
    if text.startswith("up to "):
        return None, text.removeprefix("up to ")
    low, _, high = text.partition("-")
    return low, high or low


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _whole(text: str | None) -> int | None:
    return None if text is None else int(text)
