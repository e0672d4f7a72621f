"""How the text of each option is read. Every refusal is one sentence with an example."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from exodesk.domain.amounts import read_amount
from exodesk.domain.countries import COUNTRIES
from exodesk.domain.errors import ExodeskError
from exodesk.domain.money import MINOR_DIGITS, Money, UnknownCurrencyError
from exodesk.domain.rates import Rate, is_absurd
from exodesk.translation import gettext as _
from exodesk.translation import known_language, languages

_RATE = re.compile(
    r"([A-Za-z]{3})/([A-Za-z]{3})=([0-9]{1,30}(?:\.[0-9]{1,30})?)"
    r"(?:@([0-9]{4}-[0-9]{2}-[0-9]{2})(?:,(.+))?)?"
)
Value = TypeVar("Value")


def option(read: Callable[[str], Value]) -> Callable[[str], Value]:
    """Turn the sentence of a reader into argparse's error."""

    def reader(text: str) -> Value:
        try:
            return read(text)
        except ExodeskError as error:
            raise argparse.ArgumentTypeError(str(error)) from None

    return reader


def currency(text: str) -> str:
    code = text.upper()
    if code not in MINOR_DIGITS:
        raise UnknownCurrencyError(text)
    return code


def language(text: str) -> str:
    known = languages()
    found = known_language(text, known)
    if found is None:
        raise ExodeskError(
            _("exodesk does not speak “{language}”. Use one of: {known}.").format(
                language=text, known=", ".join(known)
            )
        )
    return found


def workspace(text: str) -> Path:
    """A file, named by its path or by an address: ``file:///home/a/b`` or ``sqlite:///b``."""
    scheme, mark, rest = text.partition("://")
    if not mark or not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]+", scheme):
        return Path(text)
    host, slash, place = rest.partition("/")
    match scheme.lower():
        case "file" if slash and host in ("", "localhost"):
            from urllib.request import url2pathname

            return Path(url2pathname(slash + place))
        case "sqlite" if not host and place:
            return Path(place)
    raise ExodeskError(
        _("“{text}” is no file, and a workspace is one. Example: own.exodesk").format(text=text)
    )


def delimiter(text: str) -> str:
    if text in ("tab", "\\t", "\t"):
        return "\t"
    if not re.fullmatch(r"[^\w\s\"\x00-\x1f\x7f]", text):
        raise ExodeskError(
            _("“{text}” cannot part cells. Use one sign such as ; or the word tab.").format(
                text=text
            )
        )
    return text


def country(text: str) -> str:
    code = text.upper()
    if code not in COUNTRIES:
        raise ExodeskError(
            _("“{text}” is not a country code. Use two letters such as GB or IN.").format(text=text)
        )
    return code


def rate(text: str) -> Callable[[date], Rate]:
    """A rate that is dated today where the text gives no date."""
    match = _RATE.fullmatch(text)
    if match is None:
        raise ExodeskError(
            _(
                "“{text}” is not a rate. Example: GBP/INR=120 or GBP/INR=120@2026-01-15,bank."
            ).format(text=text)
        )
    base, quote = currency(match[1]), currency(match[2])
    value = Decimal(match[3])
    if base == quote:
        raise ExodeskError(_("A rate joins two different currencies."))
    if not value:
        raise ExodeskError(_("A rate must be above 0."))
    if is_absurd(value):
        raise ExodeskError(_("No two currencies are so far apart. Example: 127.23"))
    stated = None if match[4] is None else day(match[4])
    source = match[5] or "manual"
    return lambda today: Rate(base, quote, value, stated or today, source)


def day(text: str) -> date:
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise ExodeskError(
            _("“{text}” is not a day. Example: 2026-01-15.").format(text=text)
        ) from None


def amount(text: str) -> Callable[[str], Money]:
    """An amount whose currency, where none is written, is the display currency."""
    read_amount(text, "GBP")
    return lambda shown: read_amount(text, shown)


def whole_number(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,6}", text) or int(text) < 1:
        raise ExodeskError(_("“{text}” is not a whole number above 0.").format(text=text))
    return int(text)
