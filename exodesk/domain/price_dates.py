"""How old the prices of an entry are, whatever is bought of them and in whichever currency."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from exodesk.domain.dates import order_key
from exodesk.domain.entries import Entry, Offer, Per


def current_offers(offers: Iterable[Offer]) -> tuple[Offer, ...]:
    """Without those that a newer one for the same purpose and course size has replaced."""
    listed = tuple(offers)
    newest: dict[tuple[Per, int | None], str] = {}
    for offer in listed:
        key = (offer.per, offer.sessions)
        newest[key] = max(newest.get(key, ""), order_key(offer.stated.date))
    return tuple(
        offer
        for offer in listed
        if order_key(offer.stated.date) == newest[offer.per, offer.sessions]
    )


def price_dates(entry: Entry) -> tuple[str | None, ...]:
    """The dates of the prices that stand; none where there is no price, or one on request only."""
    return tuple(
        offer.stated.date for offer in current_offers(entry.offers) if not offer.price.on_request
    )


def oldest_price_date(entry: Entry) -> str | None:
    """The date of the oldest price that stands; None where one is undated or there is none."""
    dates = price_dates(entry)
    return min(map(order_key, dates), default="") or None


def age_order(entry: Entry) -> Fraction | None:
    """A number that grows from the oldest price to the newest, undated ones as the oldest.

    None where no price is published: what there is not has no age.
    """
    if not price_dates(entry):
        return None
    date = oldest_price_date(entry) or ""
    return Fraction(int(date.replace("-", "").ljust(8, "0")))
