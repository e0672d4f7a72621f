"""What changed from one version of a quote to the next, in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import cast

from exodesk.domain.assumptions import LineKey
from exodesk.domain.costing import Count
from exodesk.domain.entries import Tax
from exodesk.domain.money import Bounds, PriceRange
from exodesk.domain.quotes.changes import Difference, What
from exodesk.domain.quotes.lines import Discount
from exodesk.domain.quotes.quote import Client
from exodesk.domain.rates import Rate
from exodesk.translation import N_, ngettext
from exodesk.translation import gettext as _
from exodesk.wording.amounts import amount_text, bounds_text, currency_symbol, price_text
from exodesk.wording.dates import day_text
from exodesk.wording.durations import count_text
from exodesk.wording.quotes import discount_text
from exodesk.wording.rates import rate_card
from exodesk.wording.vocabulary import document_language, word

_NAMES = {
    What.TITLE: N_("title"),
    What.PRICE: N_("price"),
    What.DISCOUNT: N_("discount"),
    What.TAX: N_("tax"),
    What.EXTRAS: N_("with it"),
    What.NOTE: N_("note"),
    What.OPTION_DISCOUNT: N_("discount on the option"),
    What.TOTAL: N_("total"),
    What.CLIENT: N_("client"),
    What.CURRENCY: N_("currency"),
    What.SECOND_CURRENCY: N_("second currency"),
    What.LANGUAGE: N_("language"),
    What.RATE: N_("rate"),
    What.VALIDITY: N_("validity"),
    What.DEPOSIT: N_("deposit"),
    What.PAYMENT: N_("payment terms"),
    What.NOTES: N_("notes"),
}
_COUNTED = {
    LineKey.SESSIONS: N_("sessions"),
    LineKey.PACKS: N_("packs"),
    LineKey.TRAVEL: N_("trips"),
}
_TAX = {
    Tax.INCLUDED: N_("included"),
    Tax.EXCLUDED: N_("on top"),
    Tax.EXEMPT: N_("exempt"),
    Tax.UNKNOWN: N_("not stated"),
}
_TEXTS = frozenset({What.NOTE, What.DEPOSIT, What.PAYMENT, What.NOTES})


def what_changed_lines(differences: Iterable[Difference]) -> tuple[str, ...]:
    """A line for each option, then one for the rest; nothing where nothing changed.

    ``Option A: Sessions 3 → 4; total £720–1,008 → £960–1,344``.
    """
    by_option: dict[str | None, list[str]] = {}
    for each in differences:
        by_option.setdefault(each.letter, []).append(difference_text(each))
    whole = by_option.pop(None, [])
    lines = [
        _("Option {letter}: {changes}").format(letter=letter, changes=_sentence(texts))
        for letter, texts in by_option.items()
    ]
    return (*lines, *([_sentence(whole)] if whole else []))


def difference_text(difference: Difference) -> str:
    """``sessions 3 → 4``, ``PRP: discount none → 10 %``, ``“Cream” added``."""
    what, old, new = difference.what, difference.old, difference.new
    name = difference.name or _("travel")
    match what:
        case What.LINE_ADDED:
            return _("“{name}” added").format(name=name)
        case What.LINE_REMOVED:
            return _("“{name}” removed").format(name=name)
        case What.OPTION_ADDED:
            total = span_text(cast("Bounds", new), difference.new_currency)
            return _("added, {total}").format(total=total)
        case What.OPTION_REMOVED:
            total = span_text(cast("Bounds", old), difference.currency)
            return _("removed, {total}").format(total=total)
        case _ if what in _TEXTS:
            text = _("{what} changed").format(what=_(_NAMES[what]))
        case _:
            text = _("{what} {old} → {new}").format(
                what=_named(difference),
                old=_value(difference, old, difference.currency),
                new=_value(difference, new, difference.new_currency),
            )
    if difference.name is None or difference.alone:
        return text
    return _("{name}: {change}").format(name=name, change=text)


def span_text(bounds: Bounds, currency: str) -> str:
    """A range as short as it reads: ``£720–1,008``, ``₹86,400–1,20,960``, ``from £900``."""
    low, high = bounds.low, bounds.high
    if low is None or high is None or low == high:
        return bounds_text(bounds, currency, exact=True)
    upper = amount_text(high, currency, exact=True).removeprefix(currency_symbol(currency))
    return _("{low}–{high}").format(low=amount_text(low, currency, exact=True), high=upper)


def _sentence(texts: Iterable[str]) -> str:
    text = "; ".join(texts)
    return text[:1].upper() + text[1:]


def _named(difference: Difference) -> str:
    if difference.what is What.COUNT:
        counted = None if difference.part is None else _COUNTED.get(difference.part)
        return _("number") if counted is None else _(counted)
    return _(_NAMES[difference.what])


def _value(difference: Difference, value: object, currency: str) -> str:
    match difference.what:
        case What.COUNT:
            return count_text(cast("Count | None", value))
        case What.TOTAL:
            return span_text(cast("Bounds", value), currency)
        case What.DISCOUNT | What.OPTION_DISCOUNT:
            return discount_text(cast("Discount | None", value))
        case What.RATE:
            return rate_card(cast("Rate", value))
        case What.LANGUAGE:
            return document_language(cast("str", value))
        case What.VALIDITY:
            return _validity(cast("int | date | None", value))
        case What.TAX:
            tax, rate = cast("tuple[Tax | None, object]", value)
            if tax is Tax.EXCLUDED and rate is not None:
                return _("{rate} % added").format(rate=rate)
            return _("as each price says") if tax is None else _(_TAX[tax])
        case _:
            return _plain(value)


def _plain(value: object) -> str:
    match value:
        case PriceRange():
            return price_text(value)
        case Client():
            return " · ".join(part for part in (value.name, value.reference) if part) or _("none")
        case frozenset():
            found = sorted(value, key=list(LineKey).index)
            return ", ".join(map(word, found)) or _("nothing")
        case None | "":
            return _("none")
        case _:
            return str(value)


def _validity(value: int | date | None) -> str:
    if value is None:
        return _("none")
    if isinstance(value, date):
        return _("until {day}").format(day=day_text(value))
    return ngettext("{n} day", "{n} days", value).format(n=value)
