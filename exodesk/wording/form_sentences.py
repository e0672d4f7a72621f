"""What the entry form says back: what it understood, and what that comes to."""

from __future__ import annotations

from exodesk.domain.entries import Offer, Per
from exodesk.domain.money import PriceRange
from exodesk.domain.rates import RateTable
from exodesk.translation import gettext as _
from exodesk.wording.amounts import bounds_text, price_text
from exodesk.wording.dates import day_text, rate_source
from exodesk.wording.rates import rate_text

_OTHER_CURRENCY = {"GBP": "INR", "INR": "GBP"}


def per_choice(per: Per) -> str:
    """What a price buys, as it is chosen beside the price."""
    match per:
        case Per.SESSION:
            return _("per session")
        case Per.COURSE:
            return _("per course of")
        case Per.PACK:
            return _("per pack")
        case Per.MONTH:
            return _("every month")
        case Per.CONSULTATION:
            return _("consultation fee")
        case Per.PATCH_TEST:
            return _("patch-test fee")
        case Per.ADD_ON:
            return _("add-on, per session")
        case Per.UNSTATED:
            return _("for what is not stated")


def understood_text(offer: Offer) -> str:
    """``₹1,50,000 – ₹1,80,000 per course``: a price as it was understood."""
    price = price_text(offer.price)
    match offer.per:
        case Per.COURSE:
            return _("{price} per course").format(price=price)
        case Per.MONTH:
            return _("{price} per payment").format(price=price)
        case _:
            return _("{price} {what}").format(price=price, what=per_choice(offer.per))


def converted_text(price: PriceRange, rates: RateTable, currency: str) -> str:
    """The same price in the display currency, or in the other one where it is in that already.

    ``≈ £1,250 – £1,500 at £1 = ₹120.00, ECB, 30 Oct 2026``; empty where there is nothing to say.
    """
    if price.on_request:
        return ""
    wanted = currency if price.currency != currency else _OTHER_CURRENCY.get(currency)
    if wanted is None:
        return ""
    rate = rates.rate(price.currency, wanted)
    if rate is None:
        return _("no rate between {currency} and {shown} is known").format(
            currency=price.currency, shown=wanted
        )
    amount = bounds_text(
        price.bounds().times(rate.factor(price.currency, wanted)), wanted, approx=True
    )
    return _("{amount} at {rate}, {source}, {date}").format(
        amount=amount, rate=rate_text(rate), source=rate_source(rate), date=day_text(rate.date)
    )
