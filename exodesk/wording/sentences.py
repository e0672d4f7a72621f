"""Sentences made of several figures: rows for a screen reader, purchases, sources."""

from __future__ import annotations

from collections.abc import Iterable

from exodesk.domain.assumptions import LineKey
from exodesk.domain.costing import CostLine, Count, CourseCost, Flag
from exodesk.domain.entries import FEES, Entry, Kind, Per, Source
from exodesk.domain.money import PriceState
from exodesk.domain.rates import RateTable
from exodesk.domain.ways import Purchase
from exodesk.translation import gettext as _
from exodesk.translation import ngettext
from exodesk.wording.amounts import amount_text, bounds_text, currency_plural
from exodesk.wording.dates import date_text
from exodesk.wording.durations import count_text, duration_range_text
from exodesk.wording.vocabulary import country_name, per_text, word

_OTHER_CURRENCY = {"GBP": "INR", "INR": "GBP"}
COURSE_LINES = frozenset({LineKey.SESSIONS, LineKey.PACKS})


def place_text(entry: Entry) -> str:
    """Where and by whom: ``Braintree · Visage Aesthetics``, or the country of a guide figure."""
    country = entry.country
    if entry.provider is None:
        where = country_name(country) if country else _("no country stated")
        return _("{where} · guide figure").format(where=where)
    where = entry.provider.city or (country_name(country) if country else "")
    return " · ".join(part for part in (where, entry.provider.name) if part)


def provider_line(entry: Entry) -> str:
    """``Visage Aesthetics · Braintree, GB`` as headings show it."""
    if entry.provider is None:
        return place_text(entry)
    where = ", ".join(part for part in (entry.provider.city, entry.country) if part)
    return " · ".join(part for part in (entry.provider.name, where) if part)


def total_text(cost: CourseCost) -> str:
    """The total in the display currency; ``on request`` and ``needs a rate`` in words."""
    if cost.state is PriceState.NEEDS_RATE:
        return _("needs a rate")
    if cost.state is PriceState.UNKNOWN:
        return unknown_text(cost)
    return bounds_text(cost.total, cost.currency)


def marked_total_text(cost: CourseCost, *, exact: bool = False) -> str:
    """The total with ``≈`` first where a rate has a part in it."""
    if cost.state in (PriceState.NEEDS_RATE, PriceState.UNKNOWN):
        return total_text(cost)
    return bounds_text(cost.total, cost.currency, exact=exact, approx=bool(cost.rates))


def unknown_text(cost: CourseCost) -> str:
    """Why there is no total: on request, no price published, or not computable."""
    offers = [offer for offer in cost.entry.offers if offer.per not in FEES]
    if not offers:
        return _("no price published")
    if all(offer.price.on_request for offer in offers):
        return _("on request")
    return _("unknown")


def line_text(cost: CourseCost, line: CostLine) -> str:
    """One part of a total; where the two ends buy differently, its low may be above its high."""
    converted, bounds = cost.converts(line), line.bounds
    low, high = bounds.low, bounds.high
    if not low and high is None and line.key not in COURSE_LINES:
        return _("unknown")  # an extra of at least nothing
    if low is None or high is None or low <= high:
        return bounds_text(bounds, cost.currency, exact=not converted, approx=converted)
    return _("{low} in the low total, {high} in the high one").format(
        low=amount_text(low, cost.currency, exact=not converted),
        high=amount_text(high, cost.currency, exact=not converted),
    )


def original_total_text(cost: CourseCost) -> str | None:
    """The total in the currency of the offers; None where that is the display currency."""
    if cost.original_currency in (None, cost.currency):
        return None
    if cost.original_total.state is PriceState.UNKNOWN:
        return None
    assert cost.original_currency is not None
    return bounds_text(cost.original_total, cost.original_currency)


def spoken_original(cost: CourseCost) -> str | None:
    """``as printed ₹36,000``, or ``in rupees ₹42,480`` where more than prices is in it."""
    original = original_total_text(cost)
    if original is None or cost.original_currency is None:
        return None
    if cost.as_printed:
        return _("as printed {original}").format(original=original)
    return _("in {currency} {original}").format(
        currency=currency_plural(cost.original_currency), original=original
    )


def unit_price_text(cost: CourseCost) -> str:
    """The price per session or pack as printed, ``≈`` where it is derived from a course."""
    if cost.original_currency is None:
        return _("no price published")
    if cost.unit_per is None:
        priced = [o for o in cost.entry.offers if not o.price.on_request]
        unstated = next((o for o in priced if o.per is Per.UNSTATED), None)
        if unstated is not None:
            return bounds_text(unstated.price.bounds(), unstated.price.currency, exact=True)
        return unknown_text(cost) if not priced else _("not stated")
    derived = cost.unit_per is Per.COURSE
    return bounds_text(
        cost.original_unit_price, cost.original_currency, exact=not derived, approx=derived
    )


def sessions_text(cost: CourseCost) -> str:
    """How many sessions, or how many packs or payments for a product."""
    if cost.packs is not None and cost.sessions is None:
        return packs_text(cost.packs, by_month=cost.unit_per is Per.MONTH)
    return count_text(cost.sessions)


def spoken_sessions(cost: CourseCost) -> str:
    """``sessions_text`` and, in words, that the number is assumed."""
    text = sessions_text(cost)
    if Flag.SESSIONS_ASSUMED in cost.flags:
        return _("{sessions} (assumed)").format(sessions=text)
    return text


def packs_text(packs: Count, *, by_month: bool) -> str:
    if packs.assumed and packs.high is None:
        return _("not stated")
    number = count_text(packs)
    many = 1 if packs.low == packs.high == 1 else 2
    if by_month:
        return ngettext("{n} payment", "{n} payments", many).format(n=number)
    return ngettext("{n} pack", "{n} packs", many).format(n=number)


def price_date(cost: CourseCost) -> tuple[bool, str | None]:
    """Whether any price is published, and the date of the oldest one that is shown.

    That is the oldest in the total; where no price is in a total, the oldest of all.
    """
    if cost.lines:
        return True, cost.oldest_date
    dates = [o.stated.date for o in cost.entry.offers if not o.price.on_request]
    return bool(dates), None if None in dates else min(filter(None, dates), default=None)


def purchase_text(purchases: Iterable[Purchase]) -> str:
    """``course of 3 + 2 × one session``."""
    parts = [
        per_text(p.offer)
        if p.count == 1
        else _("{n} × {what}").format(n=p.count, what=per_text(p.offer))
        for p in purchases
    ]
    return " + ".join(parts)


def source_text(source: Source) -> str:
    """``Visage Aesthetics, Micro-Needling Braintree, 23 Jun 2026``."""
    parts = (source.publisher, source.title, date_text(source.date))
    return ", ".join(part for part in parts if part)


def source_line(source: Source) -> str:
    """A source with its kind in words, as lists of sources show it."""
    return _("{source} ({kind})").format(source=source_text(source), kind=word(source.kind))


def other_currency_text(cost: CourseCost, rates: RateTable | None) -> str | None:
    """The total in rupees beside pounds and the other way round; None where no rate is known."""
    other = _OTHER_CURRENCY.get(cost.currency)
    if rates is None or other is None or cost.total.state is PriceState.UNKNOWN:
        return None
    factor = rates.factor(cost.currency, other)
    return None if factor is None else bounds_text(cost.total.times(factor), other, approx=True)


def _spoken_other(cost: CourseCost, rates: RateTable | None) -> str | None:
    text = other_currency_text(cost, rates)
    if text is None:
        return None
    currency = currency_plural(_OTHER_CURRENCY[cost.currency])
    return _("in {currency} {original}").format(currency=currency, original=text)


def row_sentence(cost: CourseCost, rates: RateTable | None = None) -> str:
    """One sentence for a screen reader: name, place, total, sessions, downtime, age.

    Where all is printed in the currency shown, ``rates`` tell the total in the other one.
    """
    entry = cost.entry
    parts = [entry.name, place_text(entry), _("total {total}").format(total=total_text(cost))]
    original = spoken_original(cost) or _spoken_other(cost, rates)
    if original is not None:
        parts.append(original)
    if entry.kind is Kind.TREATMENT:
        parts.append(_("sessions {sessions}").format(sessions=spoken_sessions(cost)))
        parts.append(
            _("downtime per session {downtime}").format(
                downtime=duration_range_text(entry.downtime)
            )
        )
    parts.append(_("oldest price {date}").format(date=date_text(cost.oldest_date)))
    return ", ".join(parts)
