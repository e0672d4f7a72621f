"""Numbers as other programs read them: plain strings, money rounded once, half up."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction

from exodesk.domain.money import minor_digits, round_half_up
from exodesk.domain.rates import Rate

_DIGITS = 28


def money(value: Fraction | None, currency: str) -> str | None:
    """``750.00``; None stays None."""
    return None if value is None else f"{round_half_up(value, minor_digits(currency)):f}"


def number(value: Fraction) -> str:
    """A number without rounding (``1.5``), to 28 digits where it has no last one."""
    with localcontext() as context:
        context.prec = _DIGITS
        quotient = Decimal(value.numerator) / Decimal(value.denominator)
    return f"{quotient.normalize():f}"


def days(value: Fraction | None) -> str | None:
    """Days as ``number`` writes them; None stays None."""
    return None if value is None else number(value)


def rate_option(rate: Rate) -> str:
    """``GBP/INR=120``, as the command line takes it."""
    return f"{rate.base}/{rate.quote}={rate.value:f}"
