"""In what two versions of an entry differ, and what an entry's prices were before, in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import Enum
from itertools import takewhile, zip_longest
from typing import TypeAlias

from exodesk.domain.costing import Count
from exodesk.domain.entries import (
    Claim,
    DurationRange,
    Offer,
    Pack,
    Provider,
    Remark,
    SessionCount,
    Stated,
    Use,
)
from exodesk.domain.own_catalogue import Difference
from exodesk.domain.workspace import PastOffer
from exodesk.translation import N_
from exodesk.translation import gettext as _
from exodesk.wording.amounts import price_text
from exodesk.wording.dates import date_text, moment_text
from exodesk.wording.durations import count_text, duration_range_text, measure_text
from exodesk.wording.offers import redeemable_text, tax_text, use_text
from exodesk.wording.vocabulary import country_name, per_text, word, words

_LONGEST = 80
_BEFORE = 20
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


NameOf: TypeAlias = Callable[[str], str]
"""Who stands behind the source with this id."""


def difference_text(difference: Difference, name_of: NameOf = str) -> tuple[str, str, str]:
    """What differs, and what it is in the one and in the other, never in the same words."""
    one, other = difference.one, difference.other
    if difference.field == "own_country":
        mine, theirs = _country(one), _country(other)
    elif isinstance(one, tuple) and isinstance(other, tuple):
        mine, theirs = _lists(one, other, name_of)
    else:
        mine, theirs = _facets_apart(one, other, name_of)
    mine, theirs = _in_short(mine, theirs)
    if mine == theirs:
        theirs = _("{text}, noted in another way").format(text=theirs)
    return _label(difference), mine, theirs


def past_offer_text(past: PastOffer, name_of: NameOf = str) -> str:
    """``£150 for one session, Clinic, 10 Jan 2026; replaced 25 Nov 2026, 12:00``."""
    stated = past.offer.stated
    return _("{price} for {what}, {source}, {date}; replaced {when}").format(
        price=price_text(past.offer.price),
        what=per_text(past.offer),
        source=_source(stated, name_of),
        date=date_text(stated.date),
        when=_moment(past.replaced),
    )


def _label(difference: Difference) -> str:
    for side in (difference.one, difference.other):
        if isinstance(side, Offer):
            return _capital(per_text(side))
    label = _LABELS.get(difference.field)
    return difference.field if label is None else _(label)


def _facets_apart(one: object, other: object, name_of: NameOf) -> tuple[str, str]:
    """What always stands, and of the rest only that in which the two differ."""
    mine, theirs = _facets(one, name_of), _facets(other, name_of)
    always = 2 if isinstance(one or other, Offer) else 1
    if one is None or other is None:
        return ", ".join(mine[:always]), ", ".join(theirs[:always])
    pairs = list(zip_longest(mine, theirs, fillvalue=""))
    kept = [pair for n, pair in enumerate(pairs) if n < always or pair[0] != pair[1]]
    left, right = zip(*kept, strict=True)
    return ", ".join(filter(None, left)), ", ".join(filter(None, right))


def _facets(value: object, name_of: NameOf) -> list[str]:
    """The value itself first, then how it is meant and who states it."""
    match value:
        case None:
            return [_("not stated")]
        case Offer():
            return [
                price_text(value.price),
                date_text(value.stated.date),
                per_text(value),
                tax_text(value),
                redeemable_text(value) or "",
                *_evidence(value.stated, name_of),
            ]
        case SessionCount():
            count = count_text(Count(value.low, value.high, assumed=False))
            return [count, *_dated(value.stated, name_of)]
        case DurationRange():
            return [duration_range_text(value), *_dated(value.stated, name_of)]
        case Pack():
            return [measure_text(value.amount), *_dated(value.stated, name_of)]
        case Use():
            return [use_text(value), *_dated(value.stated, name_of)]
        case Remark():
            return [value.text, *_dated(value.stated, name_of)]
        case Claim():
            by = _("who claims it is not stated")
            if value.by is not None:
                by = _("claimed by {who}").format(who=value.by)
            against = _("contradicted by none")
            if value.contradicted_by:
                names = ", ".join(map(name_of, value.contradicted_by))
                against = _("contradicted by {names}").format(names=names)
            return [value.text, by, against, *_dated(value.stated, name_of)]
        case Provider():
            country = None if value.country is None else country_name(value.country)
            return [", ".join(part for part in (value.name, value.city, country) if part)]
        case Enum():
            return [word(value)]
        case _:
            return [str(value)]


def _lists(one: tuple[object, ...], other: tuple[object, ...], name_of: NameOf) -> tuple[str, str]:
    """Words of the vocabulary whole; of texts only those that the other side has not."""
    if all(isinstance(item, Enum) for item in (*one, *other)):
        return _words(one), _words(other)
    mine = [item for item in one if item not in other]
    theirs = [item for item in other if item not in one]
    if not mine and not theirs:  # the same ones, in another order or number
        mine, theirs = list(one), list(other)
    if len(mine) == len(theirs) == 1:
        return _facets_apart(mine[0], theirs[0], name_of)
    said = ["; ".join(_with_evidence(item, name_of) for item in side) for side in (mine, theirs)]
    left, right = (
        text or (_("not stated") if not side else _("not there"))
        for text, side in zip(said, (one, other), strict=True)
    )
    return left, right


def _with_evidence(item: object, name_of: NameOf) -> str:
    text, *facets = _facets(item, name_of)
    source = facets[-2] if len(facets) > 1 else ""
    return _("{text} ({source})").format(text=text, source=source) if source else text


def _words(values: tuple[object, ...]) -> str:
    return words(tuple(value for value in values if isinstance(value, Enum)))


def _evidence(stated: Stated, name_of: NameOf) -> list[str]:
    printed = "" if stated.as_printed is None else _("“{text}”").format(text=stated.as_printed)
    return [_source(stated, name_of), printed]


def _dated(stated: Stated, name_of: NameOf) -> list[str]:
    return [date_text(stated.date), *_evidence(stated, name_of)]


def _source(stated: Stated, name_of: NameOf) -> str:
    return _("no source") if stated.source is None else name_of(stated.source)


def _country(code: object) -> str:
    return country_name(code) if isinstance(code, str) else _("not stated")


def _moment(text: str) -> str:
    """A stored time on the clock of this computer; as it is stored where it is none."""
    try:
        return moment_text(datetime.fromisoformat(text))
    except (ValueError, OverflowError, OSError):
        return text


def _in_short(one: str, other: str) -> tuple[str, str]:
    """Both cut; where they begin alike for long, from shortly before they differ."""
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    first = sum(1 for _pair in alike)
    start = max(0, first - _BEFORE) if first > _LONGEST - _BEFORE and one != other else 0
    return _cut(one, start), _cut(other, start)


def _cut(text: str, start: int) -> str:
    shown = f"…{text[start:]}" if start else text
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
