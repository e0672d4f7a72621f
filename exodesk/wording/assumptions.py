"""Assumptions in words: the values that stand in the strip, in exports and under a verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from exodesk.domain.assumptions import FEE_LINES, Assumptions, LineKey, UnknownTax
from exodesk.domain.costing import Count
from exodesk.domain.entries import SessionCount
from exodesk.domain.money import Money
from exodesk.translation import gettext as _
from exodesk.translation import ngettext
from exodesk.wording.amounts import amount_text, currency_symbol, plain_number, whole_text
from exodesk.wording.durations import count_text
from exodesk.wording.offers import horizon_text, use_text
from exodesk.wording.vocabulary import country_name, word

_MOST_DECIMALS = 12
_EXTRAS = FEE_LINES | {LineKey.MAINTENANCE}


def in_force(assumptions: Assumptions, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Every assumption by its name, as documents list them; ``names`` of the entries by id."""
    yield _("Shown in"), currency_words(assumptions)
    yield _("Counted over"), horizon_text(assumptions.horizon_days)
    sessions = assumptions.sessions
    yield _("Sessions"), _("as stated") if sessions is None else session_count_words(sessions)
    for key, own in assumptions.sessions_of.items():
        if key in names:
            yield _("Sessions of {name}").format(name=names[key]), session_count_words(own)
    for key, use in assumptions.use_of.items():
        if key in names:
            yield _("Use of {name}").format(name=names[key]), use_text(use)
    yield _("Tax"), tax_words(assumptions)
    yield _("Fees"), fees_words(assumptions)
    left_out = [word(key) for key in LineKey if key in assumptions.left_out]
    yield _("Left out"), ", ".join(left_out) or _("nothing")
    if assumptions.home is not None:
        yield _("Home"), country_name(assumptions.home)
    yield _("Travel"), travel_words(assumptions)
    yield _("Time off"), time_off_words(assumptions)


def currency_words(assumptions: Assumptions) -> str:
    """``£ GBP``; the code alone where the currency has no sign of its own."""
    code = assumptions.currency
    symbol = currency_symbol(code).strip()
    return code if symbol == code else f"{symbol} {code}"


def guess_text(usual: Assumptions) -> str:
    """What the settings of this computer made a first start assume, and from what."""
    if usual.home is None:
        return _(
            "Neither the region nor the time zone of this computer suggests a country whose money"
            " there is a rate for: a first start shows {currency}."
        ).format(currency=currency_words(usual))
    return _(
        "The region of this computer, or else its time zone, suggests {currency} and {country}."
    ).format(currency=currency_words(usual), country=country_name(usual.home))


def sessions_words(assumptions: Assumptions) -> str:
    """``as stated``, ``3 – 6``, ``changed for 2 entries``."""
    if assumptions.sessions is not None:
        return session_count_words(assumptions.sessions)
    number = len(assumptions.sessions_of)
    if not number:
        return _("as stated")
    return ngettext("changed for {n} entry", "changed for {n} entries", number).format(
        n=whole_text(number)
    )


def session_count_words(sessions: SessionCount) -> str:
    return count_text(Count(sessions.low, sessions.high, assumed=False))


def tax_words(assumptions: Assumptions) -> str:
    if not assumptions.counts(LineKey.TAX):
        return _("not counted")
    widened = assumptions.unknown_tax is UnknownTax.WIDEN
    return _("widened where unknown") if widened else _("as printed")


def fees_words(assumptions: Assumptions) -> str:
    """``included``, ``partly included``, ``not counted``, with the exchange fee where there is one.

    What they are: consultation, patch test, maintenance and, where a person wants them, add-ons.
    """
    counted = [line for line in _EXTRAS if assumptions.counts(line)]
    add_ons = assumptions.counts(LineKey.ADD_ON)
    if len(counted) == len(_EXTRAS):
        fees = _("included, with add-ons") if add_ons else _("included")
    else:
        fees = _("partly included") if counted or add_ons else _("not counted")
    if not (assumptions.fx_fee and assumptions.counts(LineKey.FX_FEE)):
        return fees
    return _("{fees}, exchange fee {percent} %").format(
        fees=fees, percent=percent_words(assumptions)
    )


def percent_words(assumptions: Assumptions) -> str:
    """The exchange fee as a number: ``2.75``."""
    return plain_number(assumptions.fx_fee, most_decimals=_MOST_DECIMALS)


def travel_words(assumptions: Assumptions) -> str:
    """``£420 a trip, 1 trip``, ``£420 a trip, one per session``; ``not counted``."""
    travel = assumptions.travel
    if travel is None or assumptions.home is None or not assumptions.counts(LineKey.TRAVEL):
        return _("not counted")
    amount = money_words(travel)
    if assumptions.trips is None:
        return _("{amount} a trip, one per session").format(amount=amount)
    return ngettext(
        "{amount} a trip, {n} trip", "{amount} a trip, {n} trips", assumptions.trips
    ).format(amount=amount, n=whole_text(assumptions.trips))


def time_off_words(assumptions: Assumptions) -> str:
    """``£120 a day``; ``not counted``."""
    if assumptions.time_off is None or not assumptions.counts(LineKey.TIME_OFF):
        return _("not counted")
    return _("{amount} a day").format(amount=money_words(assumptions.time_off))


def money_words(money: Money) -> str:
    return amount_text(money.amount, money.currency, exact=True)


def horizon_words(days: Fraction) -> str:
    """``12 months``; in days where it is no whole number of months."""
    months = days * 12 / 365
    if months.denominator == 1:
        return ngettext("{n} month", "{n} months", months.numerator).format(n=months.numerator)
    plural = 1 if days == 1 else 2
    return ngettext("{n} day", "{n} days", plural).format(n=plain_number(days))
