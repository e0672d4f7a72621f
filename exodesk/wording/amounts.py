"""Money as a person reads it: unknown as a word, rupees in lakhs, all else as the reader groups."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction
from functools import lru_cache

from babel import Locale
from babel.numbers import format_decimal, get_currency_name, get_currency_symbol

from exodesk.domain.money import Bounds, PriceRange, PriceState, minor_digits, round_half_up
from exodesk.translation import current_locale
from exodesk.translation import gettext as _

LAKH_CURRENCIES = {"INR", "PKR", "BDT", "NPR", "LKR"}
_SMALL = 10
_SPARE_DIGITS = 10
_GROUPED = "#,##0"
_ISOLATED = "\u2066{}\u2069"


@lru_cache(maxsize=256)
def currency_symbol(currency: str) -> str:
    """``£``, ``₹``, ``US$``; a code without a sign of its own keeps a space after it.

    The same in every language: elsewhere a mere ``$`` may be of the United States.
    """
    symbol = get_currency_symbol(currency, locale="en_GB")
    return f"{symbol} " if symbol[-1:].isalpha() else symbol


def currency_name(currency: str) -> str:
    return get_currency_name(currency, locale=current_locale())


def currency_plural(currency: str) -> str:
    """``rupees``, ``pounds``: the currency as amounts are said to be in it."""
    match currency:
        case "INR":
            return _("rupees")
        case "GBP":
            return _("pounds")
        case _:
            return get_currency_name(currency, count=2, locale=current_locale())


def amount_text(value: Fraction | Decimal, currency: str, *, exact: bool = False) -> str:
    """``£1,500`` or ``₹1,50,000``: whole units, or with decimals where ``exact`` or below 10.

    Below 10 whole units would make half a pound look like nothing. With ``exact`` an amount that
    is whole stays without decimals: it stands as its source prints it.
    """
    value = Fraction(value)
    whole = value.denominator == 1
    decimals = 0 if whole or not (exact or value < _SMALL) else minor_digits(currency)
    return _formatted(round_half_up(value, decimals), currency, decimals)


def amount_with_decimals(value: Fraction | Decimal, currency: str) -> str:
    """``£1,500.00``, as documents state it."""
    decimals = minor_digits(currency)
    return _formatted(round_half_up(Fraction(value), decimals), currency, decimals)


def bounds_with_decimals(bounds: Bounds, currency: str, *, approx: bool = False) -> str:
    """``£750.00 – £1,050.00``, ``from £650.00``, ``up to £196.00`` or ``unknown``."""
    low, high = (
        None if end is None else amount_with_decimals(end, currency)
        for end in (bounds.low, bounds.high)
    )
    if low is None and high is None:
        return _("unknown")
    if low is None:
        text = _("up to {high}").format(high=high)
    elif high is None:
        text = _("from {low}").format(low=low)
    else:
        text = low if low == high else _("{low} – {high}").format(low=low, high=high)
    return _approximate(approx, text)


def bounds_text(bounds: Bounds, currency: str, *, exact: bool = False, approx: bool = False) -> str:
    """``£500 – £700``, ``from £650``, ``up to £196`` or ``unknown``; ``≈`` first if ``approx``."""
    if bounds.low is None and bounds.high is None:
        return _("unknown")
    return _approximate(approx, _bounds_words(bounds, currency, exact=exact))


def price_text(price: PriceRange) -> str:
    """A price as published, to the penny; ``on request`` where none is."""
    if price.on_request:
        return _("on request")
    return _bounds_words(price.bounds(), price.currency, exact=True)


def end_texts(bounds: Bounds, currency: str, *, exact: bool = False) -> tuple[str, str]:
    """The low and the high end apart, as the two half-columns of a table show them.

    Exact amounts stand in the high half alone.
    """
    low, high = bounds.low, bounds.high
    match bounds.state:
        case PriceState.RANGE if low is not None and high is not None:
            return _two_ends(low, high, currency, exact=exact)
        case PriceState.EXACT if high is not None:
            return "", amount_text(high, currency, exact=exact)
        case PriceState.FROM if low is not None:
            return amount_text(low, currency, exact=exact), _("and up")
        case PriceState.UP_TO if high is not None:
            return _("up to"), amount_text(high, currency, exact=exact)
        case _:
            return "", _("unknown")


def plain_number(value: Fraction | Decimal, *, most_decimals: int = 2) -> str:
    """A count or a measure without needless zeros: ``1.5``, ``30``."""
    rounded = round_half_up(Fraction(value), most_decimals)
    return number_text(rounded, "#,##0." + "#" * most_decimals)


def per_cent_text(rate: Fraction | Decimal) -> str:
    """``12.5 %``, with every decimal that a catalogue can hold."""
    return _("{n} %").format(n=plain_number(rate, most_decimals=20))


def whole_text(number: int) -> str:
    """A count as it is grouped: ``14,000``."""
    return number_text(Decimal(number), "#,##0")


def number_text(number: Decimal, pattern: str) -> str:
    """``number`` as ``pattern`` has it, however many digits it has.

    ``#,##0`` stands for the reader's own grouping: ``#,##,##0`` in India.
    """
    locale = current_locale()
    return _number(number, pattern.replace(_GROUPED, _grouping(locale)), locale)


@lru_cache(maxsize=4096)
def _number(number: Decimal, pattern: str, locale: str) -> str:
    with localcontext() as context:
        context.prec = len(number.as_tuple().digits) + _SPARE_DIGITS
        return format_decimal(number, format=pattern, locale=locale)


def _bounds_words(bounds: Bounds, currency: str, *, exact: bool) -> str:
    low, high = bounds.low, bounds.high
    if low is not None and high is not None:
        if low == high:
            return amount_text(low, currency, exact=exact)
        first, second = _two_ends(low, high, currency, exact=exact)
        return _("{low} – {high}").format(low=first, high=second)
    if low is not None:
        return _("from {low}").format(low=amount_text(low, currency, exact=exact))
    assert high is not None
    return _("up to {high}").format(high=amount_text(high, currency, exact=exact))


def _two_ends(low: Fraction, high: Fraction, currency: str, *, exact: bool) -> tuple[str, str]:
    first = amount_text(low, currency, exact=exact)
    second = amount_text(high, currency, exact=exact)
    if not exact and round_half_up(low, 0) == round_half_up(high, 0):
        return amount_with_decimals(low, currency), amount_with_decimals(high, currency)
    return first, second


def _approximate(approx: bool, text: str) -> str:
    return f"≈ {text}" if approx else text


def _formatted(amount: Decimal, currency: str, decimals: int) -> str:
    grouping = "#,##,##0" if currency in LAKH_CURRENCIES else _GROUPED
    pattern = grouping + ("." + "0" * decimals if decimals else "")
    return as_one(currency_symbol(currency) + number_text(amount, pattern))


def as_one(figure: str) -> str:
    """A figure whose sign stays at its left also within text that runs from right to left."""
    return _ISOLATED.format(figure) if runs_from_right(current_locale()) else figure


@lru_cache(maxsize=64)
def runs_from_right(locale: str) -> bool:
    return Locale.parse(locale).text_direction == "rtl"


@lru_cache(maxsize=64)
def _grouping(locale: str) -> str:
    return str(Locale.parse(locale).decimal_formats[None].pattern).partition(".")[0]
