"""Dates and ages as a person reads them."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, get_month_names

from exodesk.domain.dates import age_in_days, parse_partial
from exodesk.domain.rates import Rate
from exodesk.translation import N_, current_locale, ngettext
from exodesk.translation import gettext as _

OLD_IN_TABLE = 365
OLD_IN_DETAILS = 180
_MANUAL = N_("manual")  # as it is kept and exported
_SKELETONS = {4: "y", 7: "yMMM", 10: "yMMMd"}


def day_text(day: date) -> str:
    return _formatted(day, "yMMMd")


def moment_text(moment: datetime) -> str:
    """``24 Nov 2026, 14:02``, on the clock of this computer."""
    here = moment.astimezone()
    return _("{date}, {time}").format(date=day_text(here), time=f"{here:%H:%M}")


def date_text(partial: str | None) -> str:
    """``2026``, ``Jun 2026`` or ``23 Jun 2026``; ``undated`` where there is none."""
    if partial is None:
        return _("undated")
    return _formatted(parse_partial(partial), _SKELETONS[len(partial)])


def month_named(word: str) -> int | None:
    """The month that ``word`` names in the present language, in full or in short: ``नव॰``."""
    return _months(current_locale()).get(_plain(word))


@lru_cache(maxsize=8)
def _months(locale: str) -> dict[str, int]:
    names = (get_month_names(width, locale=locale) for width in ("wide", "abbreviated"))
    return {_plain(name): number for each in names for number, name in each.items()}


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold().rstrip(".॰")


def age_text(days: int) -> str:
    """``today``, ``23 days old``, ``17 months old``, ``3 years old``; always rounded down."""
    if days == 0:
        return _("today")
    if days < 60:
        return ngettext("{n} day old", "{n} days old", days).format(n=days)
    months = days * 12 // 365
    if months < 24:
        return ngettext("{n} month old", "{n} months old", months).format(n=months)
    years = days // 365
    return ngettext("{n} year old", "{n} years old", years).format(n=years)


def old_mark(partial: str | None, today: date) -> str:
    """What a table says of an old price: ``no date``, ``3 years old``; nothing before a year."""
    days = age_in_days(partial, today)
    if days is None:
        return _("no date")
    return age_text(days) if days >= OLD_IN_TABLE else ""


def dated(partial: str | None, today: date) -> str:
    """A date with its age, ``23 Jun 2026 (5 months old)``; a day to come has none; ``undated``."""
    days = age_in_days(partial, today)
    if partial is None or days is None or parse_partial(partial) > today:
        return date_text(partial)
    return _("{date} ({age})").format(date=date_text(partial), age=age_text(days))


def rate_source(rate: Rate) -> str:
    """Who states a rate; one typed without a source is said to be so in the language spoken."""
    return _(_MANUAL) if rate.source == _MANUAL else rate.source


def rate_dated(rate: Rate, today: date) -> str:
    """Who states a rate and when: ``ECB, 30 Oct 2026 (23 days old)``."""
    day = day_text(rate.date)
    if rate.date > today:
        return _("{source}, {date}").format(source=rate_source(rate), date=day)
    return _("{source}, {date} ({age})").format(
        source=rate_source(rate), date=day, age=age_text(rate.age_in_days(today))
    )


def _formatted(day: date, skeleton: str) -> str:
    locale = current_locale()
    return format_date(day, _pattern(skeleton, locale), locale=locale)


@lru_cache(maxsize=64)
def _pattern(skeleton: str, locale: str) -> str:
    """``d MMM yyyy``: in the order of the language, and a year always in four figures."""
    return str(Locale.parse(locale).datetime_skeletons[skeleton].pattern).replace("y", "yyyy")
