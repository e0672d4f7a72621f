"""In what two versions of an entry differ, and what an entry's prices were before, in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import Enum

from exodesk.domain.costing import Count
from exodesk.domain.entries import (
    Claim,
    DurationRange,
    Offer,
    Pack,
    Provider,
    Remark,
    SessionCount,
    Use,
)
from exodesk.domain.own_catalogue import Difference
from exodesk.domain.workspace import PastOffer
from exodesk.translation import gettext as _
from exodesk.wording.amounts import price_text
from exodesk.wording.dates import date_text, moment_text
from exodesk.wording.durations import count_text, duration_range_text, measure_text
from exodesk.wording.vocabulary import N_, country_name, per_text, word, words

_LONGEST = 80
_LABELS = {
    "kind": N_("Kind"),
    "name": N_("Name"),
    "family": N_("Family"),
    "provider": N_("Provider"),
    "own_country": N_("Country"),
    "routes": N_("Route"),
    "concerns": N_("Concerns"),
    "exosome_source": N_("Source of the exosomes"),
    "sessions": N_("Sessions"),
    "interval": N_("Interval"),
    "downtime": N_("Downtime"),
    "onset": N_("Results seen after"),
    "lasts": N_("Lasts"),
    "pack": N_("Pack"),
    "use": N_("Use"),
    "included": N_("Included"),
    "cautions": N_("Cautions"),
    "side_effects": N_("Side effects"),
    "claims": N_("Claims"),
    "notes": N_("Notes"),
}


def difference_text(difference: Difference) -> tuple[str, str, str]:
    """What differs, and what it is in the one and in the other."""
    one, other = difference.one, difference.other
    for side in (one, other):
        if isinstance(side, Offer):
            return _capital(per_text(side)), _said(one), _said(other)
    label = _LABELS.get(difference.field)
    return difference.field if label is None else _(label), _said(one), _said(other)


def past_offer_text(past: PastOffer) -> str:
    """``£150 for one session, 10 Jan 2026; replaced 25 Nov 2026, 12:00``."""
    return _("{price} for {what}, {date}; replaced {when}").format(
        price=price_text(past.offer.price),
        what=per_text(past.offer),
        date=date_text(past.offer.stated.date),
        when=moment_text(datetime.fromisoformat(past.replaced)),
    )


def _said(value: object) -> str:
    match value:
        case None | ():
            return _("not stated")
        case Offer():
            return _("{price}, {date}").format(
                price=price_text(value.price), date=date_text(value.stated.date)
            )
        case SessionCount():
            return count_text(Count(value.low, value.high, assumed=False))
        case DurationRange():
            return duration_range_text(value)
        case Pack():
            return measure_text(value.amount)
        case Use():
            return _("{amount} per {period}").format(
                amount=measure_text(value.amount), period=value.per
            )
        case Provider():
            country = None if value.country is None else country_name(value.country)
            return ", ".join(part for part in (value.name, value.city, country) if part)
        case Enum():
            return word(value)
        case tuple() if all(isinstance(one, Enum) for one in value):
            return words(value)
        case tuple():
            return _in_short(_text(one) for one in value)
        case _:
            return _in_short([str(value)])


def _text(one: object) -> str:
    return one.text if isinstance(one, (Remark, Claim)) else str(one)


def _in_short(texts: Iterable[str]) -> str:
    text = "; ".join(texts)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
