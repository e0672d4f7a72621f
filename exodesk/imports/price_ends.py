"""One end of a price as it is printed: its number, its scale and its currency."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from exodesk.domain.amounts import CURRENCY_SIGNS, SCALES, stated_number
from exodesk.domain.money import MINOR_DIGITS


def _composed(words: Mapping[str, int]) -> dict[str, int]:
    """Hindi words can be written in two ways that look the same; ``plain`` makes them one."""
    return {unicodedata.normalize("NFC", word): value for word, value in words.items()}


_POUNDS = ("£", "pound", "pounds")
_RUPEES = ("rs", "rs.", "₨", "rupee", "rupees", "re", "re.")
_DOLLARS = ("$", "dollar", "dollars")
_SIGNS = {
    **CURRENCY_SIGNS,
    **dict.fromkeys((*_POUNDS, "gbp", "sterling", "pounds sterling"), "GBP"),
    **dict.fromkeys((*_RUPEES, "inr", "रु", "रु.", "रू", "रू.", "रुपये", "रुपए", "रुपया"), "INR"),
    **dict.fromkeys(("eur", "euro", "euros"), "EUR"),
    **dict.fromkeys((*_DOLLARS, "usd"), "USD"),
    "aed": "AED",
}
# Other currencies that are written with the same sign.
_SHARED = {
    **dict.fromkeys(_POUNDS, ("EGP", "FKP", "GIP", "LBP", "SDG", "SHP", "SSP", "SYP")),
    **dict.fromkeys(_RUPEES, ("LKR", "MUR", "NPR", "PKR", "SCR")),
    **dict.fromkeys(
        _DOLLARS,
        (
            *("AUD", "BBD", "BMD", "BND", "BSD", "BZD", "CAD", "FJD", "GYD", "HKD", "JMD", "LRD"),
            *("NAD", "NZD", "SGD", "TTD", "TWD"),
        ),
    ),
}
_LAKH, _CRORE = SCALES["lakh"], SCALES["crore"]
_SCALES = _composed(
    {
        **SCALES,
        **dict.fromkeys(("thousand", "हज़ार", "हजार"), 1_000),
        **dict.fromkeys(("lacs", "लाख"), _LAKH),
        **dict.fromkeys(("crores", "करोड़"), _CRORE),
    }
)
_SHORT = {"l": ("lakh", _LAKH), "cr": ("crore", _CRORE)}
_DECIMALS = {1_000: 2, _LAKH: 5, _CRORE: 7}

# In small letters these are words, such as all and try; with_codes keeps their capitals.
_CODES = frozenset(MINOR_DIGITS) - {code.upper() for code in _SIGNS}
_SIGN = "|".join(sorted(map(re.escape, (*_SIGNS, *_CODES)), key=len)[::-1])
_SCALE = "|".join(sorted(map(re.escape, (*_SCALES, *_SHORT)), key=len)[::-1])
# No more letters; a Devanagari vowel sign is no \w.
_END = r"(?![^\s0-9,.\-/+()])"
END = (
    rf"(?:(?:{_SIGN})\s*)?[0-9][0-9,]*(?:\.[0-9]+)?(?:\s*/-)?"
    rf"(?:\s*(?:{_SCALE}){_END})?(?:\s*(?:{_SIGN}){_END})?(?:\s*/-)?"
)
"""The form of an end, inside longer texts. ``read_end`` reads one."""
_PARTS = re.compile(
    rf"(?:(?P<before>{_SIGN})\s*)?(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?)(?P<slash>\s*/-)?"
    rf"(?:\s*(?P<scale>{_SCALE}){_END})?(?:\s*(?P<after>{_SIGN}){_END})?(?P<slash2>\s*/-)?"
)
_MOST_DIGITS = 13
_BARE_DIGITS = 8


@dataclass(frozen=True, slots=True)
class End:
    """``text`` is what it was read from. ``currency`` is None where none is written, and
    ``guessed`` where its sign stands for several."""

    text: str
    printed: str
    number: Decimal
    scale: int | None
    currency: str | None
    guessed: bool = False

    @property
    def value(self) -> Decimal:
        if self.scale is None:
            return self.number
        scaled = self.number * self.scale
        whole = scaled.to_integral_value()
        return whole if whole == scaled else scaled

    @property
    def in_rupees(self) -> bool:
        """Whether its scale alone says that it is in rupees."""
        return self.scale in (_LAKH, _CRORE)

    @property
    def is_short(self) -> bool:
        """Whether it may be the first half of ``£3-4,000``, which is from 3,000."""
        literal = re.search(r",|\.[0-9][0-9]", self.printed) is not None
        return self.scale is None and 0 < self.number < 1_000 and not literal

    def scaled(self, scale: int) -> End:
        return replace(self, scale=scale)

    def with_number(self, number: str) -> str:
        """The text with another number in it."""
        return self.text.replace(self.printed, number, 1)


def read_end(part: str, usual: str | None) -> End | None:
    """The end that ``part``, plain text with codes, states; None where it is none or could be two.

    ``usual`` is what a bare number is in.
    """
    part = part.strip()
    found = _PARTS.fullmatch(part)
    if found is None:
        return None
    signs = [sign for sign in (found["before"], found["after"]) if sign is not None]
    codes = _codes(signs, usual)
    number = stated_number(found["number"])
    if number is None or len(codes) > 1 or (found["slash"] and found["scale"]):
        return None
    slashed = found["slash"] is not None or found["slash2"] is not None
    currency = next(iter(codes), "INR" if slashed else None)
    scale = None
    if (word := found["scale"]) is not None:
        if word in _SHORT:
            if (currency or usual) != "INR":
                return None
            scale = _SHORT[word][1]
        else:
            scale = _SCALES[word]
    if not _is_plain(found["number"], scale, currency, slashed=slashed):
        return None
    guessed = any(sign in _DOLLARS for sign in signs) and len(signs) == 1 and currency != usual
    return End(part, found["number"], number, scale, currency, guessed)


def with_codes(wanted: str, text: str) -> str:
    """``wanted``, which ``plain`` made of ``text``, with the currency codes of ``text``."""
    for code in _CODES.intersection(re.findall(r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])", text)):
        wanted = re.sub(rf"(?<![a-z]){code.casefold()}(?![a-z])", code, wanted)
    return wanted


def lakh_for_l(text: str) -> str:
    """``1.5 lakh`` for ``1.5L``: the short words written out."""
    for short, (word, _scale) in _SHORT.items():
        text = re.sub(rf"([0-9])\s*{short}{_END}", rf"\1 {word}", text)
    return text


def with_sign(text: str, sign: str) -> str:
    """``text`` with a currency before its first number."""
    return re.sub(r"[0-9]", rf"{sign}\g<0>", text, count=1)


def _codes(signs: list[str], usual: str | None) -> set[str]:
    """The currencies of signs. A shared sign is the currency it stands beside, else the usual."""
    codes = {_SIGNS.get(sign, sign) for sign in signs if sign not in _SHARED}
    for sign in signs:
        if sign in _SHARED:
            others = _SHARED[sign]
            if not codes:
                codes = {usual if usual is not None and usual in others else _SIGNS[sign]}
            elif not codes <= {*others, _SIGNS[sign]}:
                codes = {*codes, _SIGNS[sign]}
    return codes


def _is_plain(printed: str, scale: int | None, currency: str | None, *, slashed: bool) -> bool:
    """Whether a number is written as prices are: 1.500 could be fifteen hundred."""
    whole, _point, fraction = printed.partition(".")
    digits = whole.replace(",", "")
    if len(digits) > 1 and digits.startswith("0"):
        return False
    if len(digits) > (_MOST_DIGITS if currency or "," in whole else _BARE_DIGITS):
        return False
    if scale is not None:
        return len(fraction) <= _DECIMALS[scale]
    if slashed and fraction.strip("0"):
        return False  # /- says that there are no paise
    return len(fraction) <= (MINOR_DIGITS.get(currency or "", 2) or 2)
