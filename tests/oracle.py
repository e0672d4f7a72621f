"""What a course costs, worked out a second time from the written rules and from nothing else.

It reads a catalogue entry as the plain JSON object that stands in the file, reckons in fractions,
finds the cheapest way of buying by trying every combination, and shares no code with exodesk.
It knows the lines ``sessions`` and ``packs``, with the tax included or exempt.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple, TypeAlias

Json: TypeAlias = Mapping[str, Any]
Pins: TypeAlias = Mapping[tuple[str, str], Fraction]
"""``{("GBP", "INR"): 120}``: £1 costs ₹120."""

YEAR_IN_DAYS = Fraction(365)
_DAYS = {
    "minute": Fraction(1, 1440),
    "hour": Fraction(1, 24),
    "day": Fraction(1),
    "week": Fraction(7),
    "month": YEAR_IN_DAYS / 12,
    "year": YEAR_IN_DAYS,
}
_AMOUNTS = {
    "ml": ("volume", Fraction(1)),
    "l": ("volume", Fraction(1000)),
    "mg": ("mass", Fraction(1, 1000)),
    "g": ("mass", Fraction(1)),
    "kg": ("mass", Fraction(1000)),
}


class Range(NamedTuple):
    """Low and high; None where the end is not known."""

    low: Fraction | None
    high: Fraction | None


class Count(NamedTuple):
    """A number of sessions, packs or payments."""

    low: int | None
    high: int | None
    assumed: bool


class NoRateError(Exception):
    """An offer that counts is in a currency that nobody gave a rate for."""


NOTHING = Range(None, None)


@dataclass(frozen=True)
class Expected:
    state: str
    total: Range
    unit_price: Range
    downtime: Range
    sessions: Count | None
    """None for a product, and where one pays by the month for who knows how many."""
    packs: Count | None
    """Packs or payments, where only packs or only payments are on offer; else None."""


def expected(
    entry: Json,
    currency: str,
    pins: Pins,
    *,
    horizon: Fraction = YEAR_IN_DAYS,
    sessions: tuple[int, int] | None = None,
) -> Expected:
    """What the entry costs over ``horizon`` days, with ``sessions`` as if a person had set them."""
    n = _session_count(entry, sessions)
    treatment = entry["kind"] == "treatment"
    monthly = treatment and not _newest(entry, "session") and not _newest(entry, "course")
    monthly = monthly and bool(_newest(entry, "month"))
    packs = None
    unit_price = NOTHING
    try:
        if treatment:
            singles = _counting(entry, "session", currency, pins, horizon)
            courses = _counting(entry, "course", currency, pins, horizon)
            if singles or courses:
                total = _bought(singles + courses, n, currency, pins)
            else:
                payments = _counting(entry, "month", currency, pins, horizon)
                total, packs = _paid(entry, payments, currency, pins, horizon)
            chosen = singles or courses or _counting(entry, "month", currency, pins, horizon)
        else:
            bought = _counting(entry, "pack", currency, pins, horizon)
            payments = _counting(entry, "month", currency, pins, horizon)
            total, packs = _paid(entry, bought + payments, currency, pins, horizon)
            chosen = bought or payments
        if chosen:
            smallest = min(chosen, key=_size)
            price = _price(smallest, currency, pins)
            unit_price = Range(*(None if end is None else end / _size(smallest) for end in price))
        state = _state(total)
    except NoRateError:
        total, state = NOTHING, "needs-rate"
    return Expected(
        state=state,
        total=total,
        unit_price=unit_price,
        downtime=_downtime(entry, n if treatment else Count(1, 1, False)),
        sessions=None if not treatment or (monthly and n.high is None and n.assumed) else n,
        packs=packs,
    )


def days(text: str) -> Fraction:
    """``"36 hour"`` is one day and a half."""
    figure, unit = text.split(" ")
    return Fraction(figure) * _DAYS[unit]


def rounded(amount: Fraction, digits: int = 2) -> str:
    """Half up, written with all its digits: ``"2.675"`` is ``"2.68"``."""
    units = math.floor(amount * 10**digits + Fraction(1, 2))
    if not digits:
        return str(units)
    return f"{units // 10**digits}.{units % 10**digits:0{digits}d}"


def _state(total: Range) -> str:
    low, high = total
    if low is None:
        return "unknown" if high is None else "up-to"
    if high is None:
        return "from"
    return "exact" if low == high else "range"


# How many


def _session_count(entry: Json, given: tuple[int, int] | None) -> Count:
    """What the user gave; what is stated; the smallest course on offer; else one as a floor."""
    if given is not None:
        return Count(*given, assumed=True)
    stated = entry.get("sessions")
    if stated is not None and (stated["low"], stated["high"]) != (None, None):
        return Count(stated["low"], stated["high"], assumed=False)
    sizes = [offer["sessions"] for offer in entry.get("offers", []) if offer["per"] == "course"]
    if sizes:
        return Count(min(sizes), min(sizes), assumed=False)
    return Count(1, None, assumed=True)


def _pack_count(entry: Json, horizon: Fraction) -> Count:
    pack, use = entry.get("pack"), entry.get("use")
    if pack is not None and use is not None:
        held_of, held = _amount(pack["amount"])
        used_of, used = _amount(use["amount"])
        if held_of == used_of:
            packs = math.ceil(used * (horizon / _DAYS[use["per"]]) / held)
            return Count(packs, packs, assumed=False)
    return Count(1, None, assumed=True)


def _payment_count(offer: Json, horizon: Fraction) -> int:
    payments = math.ceil(horizon / days(offer.get("every") or "1 month"))
    times = offer.get("times")
    return payments if times is None else min(payments, times)


def _amount(text: str) -> tuple[str, Fraction]:
    figure, unit = text.split(" ")
    dimension, size = _AMOUNTS[unit]
    return dimension, Fraction(figure) * size


def _downtime(entry: Json, n: Count) -> Range:
    stated = entry.get("downtime")
    if stated is None:
        return NOTHING
    return Range(_times(stated["low"], n.low), _times(stated["high"], n.high))


def _times(duration: str | None, sessions: int | None) -> Fraction | None:
    if duration is None:
        return None
    per_session = days(duration)
    if per_session == 0:
        return Fraction(0)  # no downtime, however many sessions
    return None if sessions is None else per_session * sessions


# Which offers count


def _counting(entry: Json, per: str, currency: str, pins: Pins, horizon: Fraction) -> list[Json]:
    """One offer of each size; none of those whose price is on request."""
    return [_cheapest(offers, currency, pins, horizon) for offers in _newest(entry, per)]


def _newest(entry: Json, per: str) -> list[list[Json]]:
    """Of each size the newest offers that have a price, where there are any."""
    groups: dict[int, list[Json]] = {}
    for offer in entry.get("offers", []):
        if offer["per"] == per:
            groups.setdefault(_size(offer), []).append(offer)
    newest = []
    for offers in groups.values():
        day = max(_date(offer) for offer in offers)
        newest.append([offer for offer in offers if _date(offer) == day and _is_priced(offer)])
    return [offers for offers in newest if offers]


def _cheapest(offers: list[Json], currency: str, pins: Pins, horizon: Fraction) -> Json:
    """By what is paid at the low price, then at the high; an unknown one is never the cheapest."""
    if len(offers) == 1:
        return offers[0]

    def paid(offer: Json) -> list[Fraction | float]:
        times = _payment_count(offer, horizon) if offer["per"] == "month" else 1
        price = _price(offer, currency, pins)
        return [math.inf if end is None else times * end for end in price]

    return min(offers, key=paid)


def _size(offer: Json) -> int:
    return int(offer.get("sessions") or 1)


def _date(offer: Json) -> str:
    return offer.get("date") or ""


def _is_priced(offer: Json) -> bool:
    return offer["price"]["low"] is not None or offer["price"]["high"] is not None


def _price(offer: Json, currency: str, pins: Pins) -> Range:
    price = offer["price"]
    factor = _factor(price["currency"], currency, pins)
    return Range(
        *(None if price[end] is None else Fraction(price[end]) * factor for end in ("low", "high"))
    )


def _factor(given: str, wanted: str, pins: Pins) -> Fraction:
    if given == wanted:
        return Fraction(1)
    if (given, wanted) in pins:
        return pins[given, wanted]
    if (wanted, given) in pins:
        return 1 / pins[wanted, given]
    raise NoRateError


# What it costs


def _bought(offers: list[Json], n: Count, currency: str, pins: Pins) -> Range:
    """The cheapest way of at least n sessions, by its lows and by its highs, for every n."""
    prices = [(_size(offer), _price(offer, currency, pins)) for offer in offers]
    lows = [(size, price.low) for size, price in prices if price.low is not None]
    highs = [(size, price.high) for size, price in prices if price.high is not None]
    low = None
    if len(lows) == len(prices) and n.low is not None:
        low = min(_cheapest_way(lows, count) for count in range(n.low, (n.high or n.low) + 1))
    high = None
    if highs and n.high is not None:
        # At least one session, where a source says no more than "up to".
        high = max(_cheapest_way(highs, count) for count in range(n.low or 1, n.high + 1))
    return Range(low, high)


def _cheapest_way(prices: Iterable[tuple[int, Fraction]], n: int) -> Fraction:
    prices = list(prices)
    counts = [range(math.ceil(n / size) + 1) for size, _price in prices]
    return min(
        sum((times * price for times, (_size, price) in zip(way, prices, strict=True)), Fraction(0))
        for way in itertools.product(*counts)
        if sum(times * size for times, (size, _price) in zip(way, prices, strict=True)) >= n
    )


def _paid(
    entry: Json, offers: list[Json], currency: str, pins: Pins, horizon: Fraction
) -> tuple[Range, Count | None]:
    """The cheaper of packs and payments, by its lows and by its highs, and how many of them."""
    ways = []
    counts = []
    for offer in offers:
        if offer["per"] == "pack":
            count = _pack_count(entry, horizon)
        else:
            payments = _payment_count(offer, horizon)
            count = Count(payments, payments, assumed=False)
        counts.append(count)
        price = _price(offer, currency, pins)
        ways.append(
            Range(
                *(
                    None if times is None or end is None else times * end
                    for times, end in zip(count[:2], price, strict=True)
                )
            )
        )
    if not ways:
        return NOTHING, None
    lows = [way.low for way in ways if way.low is not None]
    highs = [way.high for way in ways if way.high is not None]
    total = Range(
        min(lows) if len(lows) == len(ways) else None,
        min(highs) if highs else None,
    )
    return total, counts[0] if len(counts) == 1 else None
