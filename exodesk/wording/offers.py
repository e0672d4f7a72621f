"""Sentences about one offer, and about a product's pack and use."""

from __future__ import annotations

from fractions import Fraction

from exodesk.domain.costing import CourseCost
from exodesk.domain.entries import Offer, Per, Tax, Use
from exodesk.domain.money import UNKNOWN, Bounds, minor_digits
from exodesk.translation import gettext as _
from exodesk.translation import ngettext
from exodesk.wording.amounts import bounds_text, plain_number
from exodesk.wording.durations import days_text, measure_text
from exodesk.wording.sentences import packs_text, total_text


def tax_text(offer: Offer) -> str:
    """``tax included``, ``plus tax of 20 %``, ``tax not stated``."""
    match offer.tax:
        case Tax.INCLUDED:
            return _("tax included")
        case Tax.EXEMPT:
            return _("tax exempt")
        case Tax.EXCLUDED if offer.tax_rate is not None:
            return _("plus tax of {rate} %").format(
                rate=plain_number(offer.tax_rate, most_decimals=20)
            )
        case Tax.EXCLUDED:
            return _("plus tax, rate not stated")
        case Tax.UNKNOWN:
            return _("tax not stated")


def redeemable_text(offer: Offer) -> str | None:
    """Whether a fee is taken off the course; None for offers that are no such fee."""
    if offer.per not in (Per.CONSULTATION, Per.PATCH_TEST):
        return None
    if offer.redeemable is None:
        return _("whether it is taken off the course is not stated")
    return _("taken off the course") if offer.redeemable else _("not taken off the course")


def use_text(use: Use) -> str:
    """``0.5 ml a day``."""
    amount = measure_text(use.amount)
    match use.per:
        case "day":
            return _("{amount} a day").format(amount=amount)
        case "week":
            return _("{amount} a week").format(amount=amount)
        case _:
            return _("{amount} a month").format(amount=amount)


def pack_lasts_text(cost: CourseCost) -> str | None:
    """``60 days per pack``; None where pack or use is not stated or their units do not convert."""
    days = cost.pack_days
    if days is None:
        return None
    text = _("{days} per pack").format(days=days_text(Bounds(days, days)))
    return text if days.denominator == 1 else _("≈ {what}").format(what=text)


def price_per_measure_text(cost: CourseCost) -> str | None:
    """``£1.20/ml``, in the currency of the offer; None where it cannot be said."""
    pack, currency = cost.entry.pack, cost.original_currency
    if pack is None or currency is None or cost.unit_per is not Per.PACK or not pack.amount.amount:
        return None
    each = cost.original_unit_price.times(1 / Fraction(pack.amount.amount))
    if each == UNKNOWN:
        return None
    minor = 10 ** minor_digits(currency)
    ends = (end for end in (each.low, each.high) if end is not None)
    rounded = any((end * minor).denominator != 1 for end in ends)
    price = bounds_text(each, currency, exact=True, approx=rounded)
    return _("{price}/{unit}").format(price=price, unit=pack.amount.unit)


def pack_text(cost: CourseCost, horizon_days: Fraction) -> str | None:
    """``7 packs, £252 for 365 days, £1.20/ml, 60 days per pack``; None for what has no pack."""
    if cost.entry.pack is None:
        return None
    packs = None
    if cost.packs is not None and cost.unit_per is Per.PACK and not cost.packs.assumed:
        packs = _("{packs}, {total} for {days}").format(
            packs=packs_text(cost.packs, by_month=False),
            total=total_text(cost),
            days=days_text(Bounds(horizon_days, horizon_days)),
        )
    parts = (packs, price_per_measure_text(cost), pack_lasts_text(cost))
    known = [part for part in parts if part is not None]
    return ", ".join(known) or measure_text(cost.entry.pack.amount)


def horizon_text(days: Fraction) -> str:
    """``12 months`` where the days are whole months, else ``400 days``."""
    months = days * 12 / 365
    if months.denominator == 1:
        return ngettext("{n} month", "{n} months", months.numerator).format(n=months.numerator)
    return days_text(Bounds(days, days))
