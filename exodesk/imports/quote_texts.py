"""Texts that are typed into a quote: discounts, tax rates, numbers of sessions and days."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from exodesk.domain.entries import SessionCount
from exodesk.domain.money import Money, PriceRange
from exodesk.domain.quotes.lines import Discount
from exodesk.domain.quotes.refusals import BadDiscountError, BadTaxRateError
from exodesk.imports.figure_texts import read_sessions
from exodesk.imports.form_texts import number_field, price_field
from exodesk.imports.price_text import read_price
from exodesk.imports.texts import plain
from exodesk.translation import gettext as _

_LONGEST_NUMBER = 12


def read_discount(text: str, currency: str) -> Discount | None:
    """``10 %``, ``£50``, ``50``: an amount is in ``currency`` unless it says; None for no text.

    Raises BadDiscountError, and what ``read_price`` raises.
    """
    wanted = plain(text)
    if not wanted:
        return None
    for sign in ("%", "per cent", "percent"):
        if wanted.endswith(sign):
            return Discount(per_cent=_decimal(wanted.removesuffix(sign), BadDiscountError()))
    price = read_price(text, currency).price
    if price.low is None or price.low != price.high:
        raise BadDiscountError
    return Discount(amount=Money(price.low, price.currency))


def discount_field(discount: Discount | None) -> str:
    """What ``read_discount`` reads back."""
    if discount is None:
        return ""
    if discount.per_cent is not None:
        return _("{n} %").format(n=number_field(discount.per_cent))
    assert discount.amount is not None
    amount, currency = discount.amount.amount, discount.amount.currency
    return price_field(PriceRange(amount, amount, currency))


def read_tax_rate(text: str) -> Decimal | None:
    """``20`` or ``20 %``; None for no text. Raises BadTaxRateError."""
    wanted = plain(text).removesuffix("%")
    return _decimal(wanted, BadTaxRateError()) if wanted.strip() else None


def read_count(text: str) -> SessionCount | None:
    """``3``, ``3-4``, ``from 3``; None for no text. Raises FigureTextError."""
    return read_sessions(text) if text.strip() else None


def count_field(count: SessionCount | None) -> str:
    """What ``read_count`` reads back."""
    if count is None:
        return ""
    if count.low is None:
        return _("up to {high}").format(high=count.high)
    if count.high is None:
        return _("from {low}").format(low=count.low)
    return str(count.low) if count.low == count.high else f"{count.low}–{count.high}"


def _decimal(text: str, refusal: Exception) -> Decimal:
    wanted = text.strip().replace(",", "")
    if len(wanted) > _LONGEST_NUMBER or not wanted.isascii():
        raise refusal
    try:
        found = Decimal(wanted)
    except InvalidOperation:
        raise refusal from None
    if not found.is_finite():
        raise refusal
    return found
