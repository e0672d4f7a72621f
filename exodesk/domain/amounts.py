"""Amounts of money as a person types them into a limit: ``1,000``, ``₹1,20,000``, ``900 USD``.

Forgives the form, never the meaning: what could be read in two ways is refused.
"""

from __future__ import annotations

import re
from decimal import Decimal

from exodesk.domain.errors import ExodeskError
from exodesk.domain.money import MINOR_DIGITS, Money, UnknownCurrencyError
from exodesk.translation import gettext as _

# In small letters, as all words that texts are compared with.
CURRENCY_SIGNS = {
    **dict.fromkeys(("₹", "rs", "rs."), "INR"),
    **dict.fromkeys(("$", "us$"), "USD"),
    "£": "GBP",
    "€": "EUR",
}
SCALES = {
    "k": 1_000,
    "lakh": 100_000,
    "lakhs": 100_000,
    "lac": 100_000,
    "crore": 10_000_000,
    "लाख": 100_000,
    "करोड\u093c": 10_000_000,
}
_TYPED = re.compile(
    r"(?P<before>[^\d\s.,-]+\.?)?\s*(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<after>[^\d,-]+)?"
)
# Thousands (1,234,567) or lakhs (12,34,567); never a comma before two last digits.
_GROUPED = re.compile(r"[0-9]+|[0-9]{1,3}(,[0-9]{3})+|[0-9]{1,2}(,[0-9]{2})*,[0-9]{3}")
_LONGEST = 15


class NotAnAmountError(ExodeskError):
    def __init__(self) -> None:
        super().__init__(_("Not an amount. Example: 1,000 or ₹1,20,000"))


def stated_number(text: str) -> Decimal | None:
    """The number in ``1,234.50`` or ``12,34,567``; None where it is none or could be two."""
    whole, point, fraction = text.partition(".")
    digits = whole.replace(",", "")
    if _GROUPED.fullmatch(whole) is None or len(digits) > _LONGEST:
        return None
    if point and not (fraction.isascii() and fraction.isdecimal() and len(fraction) <= _LONGEST):
        return None
    return Decimal(digits + point + fraction)


def read_amount(text: str, default_currency: str) -> Money:
    """The amount that ``text`` states, in ``default_currency`` where it names none.

    Raises NotAnAmountError, or UnknownCurrencyError for a code that is none.
    """
    match = _TYPED.fullmatch(text.strip())
    if match is None:
        raise NotAnAmountError
    number = stated_number(match["number"])
    if number is None:
        raise NotAnAmountError
    scale, currencies = 1, []
    for token in f"{match['before'] or ''} {match['after'] or ''}".split():
        if token.casefold() in SCALES and scale == 1:
            scale = SCALES[token.casefold()]
        else:
            currencies.append(_currency(token))
    if len(set(currencies)) > 1:
        raise NotAnAmountError
    if not currencies and scale >= SCALES["lakh"]:
        currencies = ["INR"]
    return Money(number * scale, currencies[0] if currencies else default_currency)


def _currency(token: str) -> str:
    code = CURRENCY_SIGNS.get(token.casefold(), token.upper())
    if code in MINOR_DIGITS:
        return code
    if len(token) == 3 and token.isascii() and token.isalpha():
        raise UnknownCurrencyError(token)
    raise NotAnAmountError
