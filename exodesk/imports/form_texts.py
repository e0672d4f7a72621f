"""An entry as the texts of a form's fields, which read back to the same entry.

Keys are plain: ``name``, ``downtime``; the parts of a row carry its number: ``offer.0.price``,
``claim.1.by``. A row's ``base`` is the number of the offer or claim that it was made of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.entries import (
    Claim,
    DurationRange,
    Entry,
    Family,
    Kind,
    Offer,
    Remark,
    SessionCount,
    Source,
    Stated,
    Use,
)
from exodesk.domain.money import PriceRange, minor_digits
from exodesk.domain.rates import RateTable
from exodesk.translation import gettext as _
from exodesk.wording.amounts import amount_text, currency_symbol, number_text
from exodesk.wording.dates import date_text
from exodesk.wording.durations import duration_range_text, duration_text, measure_text
from exodesk.wording.offers import use_text
from exodesk.wording.vocabulary import country_name

SAME_SOURCE = "="  # a row is from the source that the whole form names
REMARKS = ("included", "cautions", "side_effects", "notes")
DURATIONS = ("interval", "downtime", "onset", "lasts")
OFFER_PARTS = (
    *("price", "per", "size", "every", "times", "redeemable", "tax", "tax_rate"),
    *("source", "date", "base"),
)
CLAIM_PARTS = ("text", "by", "against", "base")

_SIGNED = frozenset(("GBP", "INR", "EUR", "USD"))  # others are written with their codes
_ROW = re.compile(r"(offer|claim)\.([0-9]{1,4})\.([a-z_]+)")
# What a field of one line, or a line of a longer field, cannot hold.
_BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufdd0\ufdd1\ufffc]")


@dataclass(frozen=True, slots=True)
class EntryContext:
    """What a form knows beside its entry. ``taken`` are the ids that a new thing can't have."""

    rates: RateTable
    assumptions: Assumptions
    currency: str
    today: date
    sources: tuple[Source, ...] = ()
    taken: frozenset[str] = frozenset()

    def labels(self) -> dict[str, str]:
        """What each known source is called in a field: its title, and more where that is shared."""
        called: dict[str, list[Source]] = {}
        for source in self.sources:
            called.setdefault(source_label(source), []).append(source)
        return {
            source.id: label if len(same) == 1 else f"{label} ({one_line(source.id)})"
            for label, same in called.items()
            for source in same
        }


def source_label(source: Source) -> str:
    title = one_line(source.title)
    publisher = one_line(source.publisher or "")
    if not publisher or publisher.casefold() in title.casefold():
        return title
    return _("{title}, {publisher}").format(title=title, publisher=publisher)


def one_line(text: str) -> str:
    """``text`` as a field of one line can hold it."""
    return _BREAKS.sub(" ", text)


def row_numbers(fields: Mapping[str, str], kind: str) -> tuple[int, ...]:
    """The numbers of the ``offer`` or ``claim`` rows that have any text, in order."""
    found = {
        int(match[2])
        for key in fields
        if (match := _ROW.fullmatch(key)) is not None and match[1] == kind
    }
    return tuple(sorted(found))


def fresh_texts(context: EntryContext) -> dict[str, str]:
    """The fields of a new entry: empty but for what a person would choose anyway."""
    return {
        "kind": Kind.TREATMENT.value,
        "family": Family.OTHER.value,
        "date": date_text(context.today.isoformat()),
    }


def texts_of(entry: Entry, context: EntryContext) -> dict[str, str]:
    """Every field that says something, as it would be typed."""
    labels = context.labels()
    head = main_stated(entry)
    texts = {
        "name": one_line(entry.name),
        "kind": entry.kind.value,
        "family": entry.family.value,
        "clinic": one_line(entry.provider_name or ""),
        "city": one_line(entry.city or ""),
        "country": "" if entry.country is None else country_name(entry.country),
        "sessions": _sessions(entry.sessions),
        **{key: _duration(getattr(entry, key)) for key in DURATIONS},
        "pack": "" if entry.pack is None else measure_text(entry.pack.amount),
        "use": "" if entry.use is None else _use(entry.use),
        "routes": _values(entry.routes),
        "concerns": _values(entry.concerns),
        "exosome_source": "" if entry.exosome_source is None else entry.exosome_source.value,
        **{key: remark_lines(getattr(entry, key)) for key in REMARKS},
        "source": "" if head.source is None else labels.get(head.source, one_line(head.source)),
        "source_kind": "",
        "date": "" if head.date is None else date_text(head.date),
    }
    for number, offer in enumerate(entry.offers):
        parts = _offer(offer, number, main=number == 0)
        texts.update({f"offer.{number}.{part}": text for part, text in parts.items()})
    for number, claim in enumerate(entry.claims):
        parts = _claim(claim, number)
        texts.update({f"claim.{number}.{part}": text for part, text in parts.items()})
    return {key: text for key, text in texts.items() if text}


def main_stated(entry: Entry) -> Stated:
    """Who states the first price; without a price, who states the first figure with a source."""
    if entry.offers:
        return entry.offers[0].stated
    figures = list(entry.figures())
    return next((stated for stated in figures if stated.source is not None), Stated())


def price_field(price: PriceRange) -> str:
    """``£120 – £180``, ``from £350``, ``up to ₹5,000``, ``on request``: to the last decimal."""
    low, high, currency = price.low, price.high, price.currency
    if low is None and high is None:
        return _("on request")
    if low is None:
        assert high is not None
        return _("up to {high}").format(high=_exact(high, currency))
    if high is None:
        return _("from {low}").format(low=_exact(low, currency))
    if low == high:
        return _exact(low, currency)
    return _("{low} – {high}").format(low=_exact(low, currency), high=_exact(high, currency))


def remark_lines(remarks: Iterable[Remark]) -> str:
    """One remark a line."""
    return "\n".join(one_line(remark.text) for remark in remarks)


def number_field(number: Decimal) -> str:
    plain = f"{number:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _exact(amount: Decimal, currency: str) -> str:
    decimals = -min(int(amount.normalize().as_tuple().exponent), 0)
    if decimals <= minor_digits(currency) and currency in _SIGNED:
        return amount_text(amount, currency, exact=True)
    sign = currency_symbol(currency) if currency in _SIGNED else f"{currency} "
    return sign + number_text(amount, "#,##0" + ("." + "#" * decimals if decimals else ""))


def _sessions(count: SessionCount | None) -> str:
    if count is None or (count.low is None and count.high is None):
        return ""
    if count.low is None:
        return _("up to {high}").format(high=count.high)
    if count.high is None:
        return _("from {low}").format(low=count.low)
    if count.low == count.high:
        return str(count.low)
    return _("{low} – {high}").format(low=count.low, high=count.high)


def _duration(stated: DurationRange | None) -> str:
    if stated is None or (stated.low is None and stated.high is None):
        return ""
    return duration_range_text(stated)


def _use(use: Use) -> str:
    return use_text(use)


def _values(values: Sequence[Enum]) -> str:
    """The values in the vocabulary's own order, as a row of ticks gives them."""
    if not values:
        return ""
    return ";".join(value.value for value in type(values[0]) if value in values)


def _offer(offer: Offer, number: int, *, main: bool) -> dict[str, str]:
    monthly = offer.per.value == "month"
    return {
        "price": price_field(offer.price),
        "per": offer.per.value,
        "size": "" if offer.sessions is None else str(offer.sessions),
        "every": duration_text(offer.every) if monthly else "",
        "times": "" if offer.times is None or not monthly else str(offer.times),
        "redeemable": {None: "", True: "yes", False: "no"}[offer.redeemable],
        "tax": offer.tax.value,
        "tax_rate": "" if offer.tax_rate is None else number_field(offer.tax_rate),
        "source": "" if main else offer.stated.source or "",
        "date": "" if main or offer.stated.date is None else date_text(offer.stated.date),
        "base": str(number),
    }


def _claim(claim: Claim, number: int) -> dict[str, str]:
    return {
        "text": one_line(claim.text),
        "by": one_line(claim.by or ""),
        "against": ";".join(claim.contradicted_by),
        "base": str(number),
    }
