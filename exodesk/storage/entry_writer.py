"""Entries and sources as the catalogue file holds them: only keys that say something."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from exodesk.domain.catalogue import Catalogue
from exodesk.domain.entries import (
    MONTHLY,
    Claim,
    DurationRange,
    Entry,
    Offer,
    Remark,
    SessionCount,
    Source,
    Stated,
    Tax,
)
from exodesk.domain.errors import ExodeskError
from exodesk.domain.units import Amount, Duration
from exodesk.storage.wire import FORMAT, VERSION
from exodesk.translation import gettext as _


class HalfACharacterError(ExodeskError):
    """Text with a lone surrogate, which no UTF-8 file can hold."""

    def __init__(self) -> None:
        super().__init__(
            _("Text with half a character in it (a lone surrogate) can't be written to a file.")
        )


def entry_object(entry: Entry) -> dict[str, Any]:
    """The entry as one object of a catalogue file; reading it gives the same entry."""
    provider = entry.provider
    found: dict[str, Any] = {
        "id": entry.id,
        "kind": entry.kind.value,
        "name": entry.name,
        "family": entry.family.value,
        "provider": None
        if provider is None
        else said({"name": provider.name, "city": provider.city, "country": provider.country}),
        "country": entry.own_country,
        "routes": [route.value for route in entry.routes],
        "concerns": [concern.value for concern in entry.concerns],
        "exosome_source": None if entry.exosome_source is None else entry.exosome_source.value,
        "offers": [offer_object(offer) for offer in entry.offers],
        "sessions": _sessions(entry.sessions),
        "interval": _durations(entry.interval),
        "downtime": _durations(entry.downtime),
        "onset": _durations(entry.onset),
        "lasts": _durations(entry.lasts),
        "pack": None
        if entry.pack is None
        else {"amount": _measure(entry.pack.amount), **_stated(entry.pack.stated)},
        "use": None
        if entry.use is None
        else {
            "amount": _measure(entry.use.amount),
            "per": entry.use.per,
            **_stated(entry.use.stated),
        },
        "included": _remarks(entry.included),
        "cautions": _remarks(entry.cautions),
        "side_effects": _remarks(entry.side_effects),
        "claims": [_claim(claim) for claim in entry.claims],
        "notes": _remarks(entry.notes),
    }
    return said(found)


def source_object(source: Source) -> dict[str, Any]:
    return said(
        {
            "id": source.id,
            "kind": source.kind.value,
            "publisher": source.publisher,
            "title": source.title,
            "author": source.author,
            "date": source.date,
            "url": source.url,
        }
    )


def catalogue_bytes(catalogue: Catalogue) -> bytes:
    """A catalogue file, one source and one entry a line; raises HalfACharacterError."""
    head = said({"title": catalogue.title or None, "updated": catalogue.updated})
    lines = ["{", f'  "format": {_json(FORMAT)},', f'  "version": {VERSION},']
    lines.extend(f"  {_json(key)}: {_json(value)}," for key, value in head.items())
    sources = (source_object(source) for source in catalogue.sources.values())
    entries = (entry_object(entry) for entry in catalogue.entries)
    lines += [f'  "sources": {_list(sources)},', f'  "entries": {_list(entries)}', "}", ""]
    try:
        return "\n".join(lines).encode("utf-8")
    except UnicodeEncodeError:
        raise HalfACharacterError from None


def _list(objects: Iterable[dict[str, Any]]) -> str:
    lines = [f"    {_json(found)}" for found in objects]
    return "[\n" + ",\n".join(lines) + "\n  ]" if lines else "[]"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def said(found: dict[str, Any]) -> dict[str, Any]:
    """Without the keys that say nothing."""
    return {key: value for key, value in found.items() if value is not None and value != []}


def _stated(stated: Stated) -> dict[str, str]:
    return said({"source": stated.source, "date": stated.date, "as_printed": stated.as_printed})


def offer_object(offer: Offer) -> dict[str, Any]:
    """The offer as it stands in its entry."""
    price = offer.price
    found: dict[str, Any] = {
        "price": {
            "low": plain(price.low),
            "high": plain(price.high),
            "currency": price.currency,
        },
        "per": offer.per.value,
        "sessions": offer.sessions,
        "every": None if offer.every == MONTHLY else _duration(offer.every),
        "times": offer.times,
        "redeemable": offer.redeemable,
        "tax": None if offer.tax is Tax.UNKNOWN else offer.tax.value,
        "tax_rate": plain(offer.tax_rate),
    }
    return {**said(found), **_stated(offer.stated)}


def _sessions(sessions: SessionCount | None) -> dict[str, Any] | None:
    if sessions is None:
        return None
    return {"low": sessions.low, "high": sessions.high, **_stated(sessions.stated)}


def _durations(found: DurationRange | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {"low": _duration(found.low), "high": _duration(found.high), **_stated(found.stated)}


def _duration(duration: Duration | None) -> str | None:
    return None if duration is None else f"{plain(duration.amount)} {duration.unit}"


def _measure(amount: Amount) -> str:
    return f"{plain(amount.amount)} {amount.unit}"


def _remarks(remarks: tuple[Remark, ...]) -> list[dict[str, Any]]:
    return [{"text": remark.text, **_stated(remark.stated)} for remark in remarks]


def _claim(claim: Claim) -> dict[str, Any]:
    found = {"text": claim.text, "by": claim.by, "contradicted_by": list(claim.contradicted_by)}
    return {**said(found), **_stated(claim.stated)}


def plain(number: Decimal | None) -> str | None:
    """An amount as files hold it, ``150.50``; None stays None."""
    if number is None:
        return None
    return f"{number if number else abs(number):f}"  # a zero may be below zero
