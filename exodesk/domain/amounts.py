"""Amounts of money as a person types them into a limit: ``1,000``, ``₹1,20,000``, ``900 USD``.

Forgives the form, never the meaning: what could be read in two ways is refused.
"""

from __future__ import annotations

import re
from decimal import Decimal

from exodesk.domain.errors import ExodeskError
from exodesk.domain.money import MINOR_DIGITS, Money, UnknownCurrencyError
from exodesk.translation import gettext as _

_SYMBOLS = {"£": "GBP", "₹": "INR", "€": "EUR", "$": "USD", "US$": "USD", "RS": "INR", "RS.": "INR"}
_SCALES = {"k": 1_000, "lakh": 100_000, "lakhs": 100_000, "lac": 100_000, "crore": 10_000_000}
_TYPED = re.compile(
    r"(?P<before>[^\d\s.,-]+\.?)?\s*(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<after>[^\d,-]+)?"
)
# Thousands (1,234,567) or lakhs (12,34,567); never a comma before two last digits.
_NUMBER = re.compile(r"\d+|\d{1,3}(,\d{3})+|\d{1,2}(,\d{2})*,\d{3}")
_LONGEST = 15


class NotAnAmountError(ExodeskError):
    def __init__(self) -> None:
        super().__init__(_("Not an amount. Example: 1,000 or ₹1,20,000"))


def read_amount(text: str, default_currency: str) -> Money:
    """The amount that ``text`` states, in ``default_currency`` where it names none.

    Raises NotAnAmountError, or UnknownCurrencyError for a code that is none.
    """
    match = _TYPED.fullmatch(text.strip())
    if match is None:
        raise NotAnAmountError
    whole, point, fraction = match["number"].partition(".")
    if not _NUMBER.fullmatch(whole) or not match["number"].isascii():
        raise NotAnAmountError
    digits = whole.replace(",", "")
    if len(digits) > _LONGEST or len(fraction) > _LONGEST:
        raise NotAnAmountError
    scale, currencies = 1, []
    for token in f"{match['before'] or ''} {match['after'] or ''}".split():
        if token.casefold() in _SCALES and scale == 1:
            scale = _SCALES[token.casefold()]
        else:
            currencies.append(_currency(token))
    if len(set(currencies)) > 1:
        raise NotAnAmountError
    if not currencies and scale >= _SCALES["lakh"]:
        currencies = ["INR"]
    amount = Decimal(digits + point + fraction) * scale
    return Money(amount, currencies[0] if currencies else default_currency)


def _currency(token: str) -> str:
    code = _SYMBOLS.get(token.upper(), token.upper())
    if code in MINOR_DIGITS:
        return code
    if len(token) == 3 and token.isascii() and token.isalpha():
        raise UnknownCurrencyError(token)
    raise NotAnAmountError
