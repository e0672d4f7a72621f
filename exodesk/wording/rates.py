"""Exchange rates as a person reads them, always with who states them and when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from exodesk.domain.money import round_half_up
from exodesk.domain.rates import Rate
from exodesk.translation import gettext as _
from exodesk.wording.amounts import as_one, currency_symbol, number_text
from exodesk.wording.dates import age_text, day_text, rate_dated, rate_source


def rate_text(rate: Rate, *, decimals: int = 2) -> str:
    """``£1 = ₹127.23``, in the direction whose value is at least 1."""
    if rate.value < 1:
        return _one_costs(rate.quote, rate.base, 1 / Fraction(rate.value), decimals)
    return _one_costs(rate.base, rate.quote, Fraction(rate.value), decimals)


def rate_text_like(rate: Rate, like: Rate) -> str:
    """``rate`` in the direction in which ``like`` is shown, so that the two can be compared."""
    base, quote = (like.quote, like.base) if like.value < 1 else (like.base, like.quote)
    return _one_costs(base, quote, rate.factor(base, quote), 4)


def rate_value_text(rate: Rate, value: Fraction) -> str:
    """What ``rate`` would read if its value were ``value``, in the direction it is shown in."""
    if rate.value < 1:
        return _one_costs(rate.quote, rate.base, 1 / value, 2)
    return _one_costs(rate.base, rate.quote, value, 2)


def rate_amount_text(rate: Rate, value: Fraction) -> str:
    """The right side of ``rate_value_text`` alone: ``₹72.00``."""
    if rate.value < 1:
        return as_one(_amount(rate.base, 1 / value, 2))
    return as_one(_amount(rate.quote, value, 2))


def inverse_text(rate: Rate) -> str:
    """The same rate the other way round: ``₹1 = £0.00786``."""
    if rate.value < 1:
        return _one_costs(rate.base, rate.quote, Fraction(rate.value), 5)
    return _one_costs(rate.quote, rate.base, 1 / Fraction(rate.value), 5)


def rate_card(rate: Rate) -> str:
    """``£1 = ₹120.0000 · 15 Jan 2026 · manual``: what stands under converted figures."""
    return _card(rate, rate_text(rate, decimals=4))


def quoted_rate_text(rate: Rate) -> str:
    """``£1 = ₹127.229547``: with the decimals that a client needs who converts a quote's totals."""
    value = 1 / Fraction(rate.value) if rate.value < 1 else Fraction(rate.value)
    return rate_text(rate, decimals=4 if (value * 10**4).denominator == 1 else 6)


def quoted_rate_card(rate: Rate) -> str:
    """``rate_card`` with the rate as in ``quoted_rate_text``."""
    return _card(rate, quoted_rate_text(rate))


def _card(rate: Rate, text: str) -> str:
    return _("{rate} · {date} · {source}").format(
        rate=text, date=day_text(rate.date), source=rate_source(rate)
    )


def rate_card_dated(rate: Rate, today: date) -> str:
    """``rate_card`` with the age of the rate behind it, in brackets."""
    if rate.date > today:
        return rate_card(rate)
    age = age_text(rate.age_in_days(today))
    return _("{rate} ({age})").format(rate=rate_card(rate), age=age)


def old_rates_text(rates: Iterable[Rate], today: date) -> str:
    """The warning of rates that are old, from the eighth day of their age on, or of a day to come.

    Else empty.
    """
    all_rates = tuple(rates)
    ahead = [rate.date for rate in all_rates if rate.date > today]
    if ahead:
        return _(
            "A rate is dated {day}, after {today}: check its date and that of this computer."
        ).format(day=day_text(max(ahead)), today=day_text(today))
    ages = [rate.age_in_days(today) for rate in all_rates if rate.is_old(today)]
    if not ages:
        return ""
    return _("A rate is {age}: check it before you rely on what was converted with it.").format(
        age=age_text(max(ages))
    )


def in_use_text(rate: Rate | None, today: date) -> str:
    """Which rate counts, who states it, and how old it is; a warning where it is old."""
    if rate is None:
        return _("No rate is in use.")
    said = _("In use: {rate} · {dated}.").format(
        rate=rate_text(rate, decimals=4), dated=rate_dated(rate, today)
    )
    return " ".join(filter(None, (said, old_rates_text((rate,), today))))


def both_ways_text(rate: Rate) -> str:
    """``1 GBP = 120.5 INR; 1 INR = 0.0083 GBP``: in codes, and with three figures at least."""
    value = Fraction(rate.value)
    return _("{rate}; {inverse}").format(
        rate=_one_in_codes(rate.base, rate.quote, value),
        inverse=_one_in_codes(rate.quote, rate.base, 1 / value),
    )


def _one_in_codes(base: str, quote: str, value: Fraction) -> str:
    decimals = 4
    while value < Fraction(10) ** (2 - decimals):
        decimals += 1
    number = number_text(round_half_up(value, decimals), "#,##0." + "#" * decimals)
    return _("1 {base} = {number} {quote}").format(base=base, number=number, quote=quote)


def _one_costs(base: str, quote: str, value: Fraction, decimals: int) -> str:
    return as_one(f"{currency_symbol(base)}1 = {_amount(quote, value, decimals)}")


def _amount(quote: str, value: Fraction, decimals: int) -> str:
    # Enough decimals for at least three figures that say something.
    while decimals < 8 and value < Fraction(10) ** (2 - decimals):
        decimals += 1
    number = number_text(round_half_up(value, decimals), "#,##0." + "0" * decimals)
    return currency_symbol(quote) + number
