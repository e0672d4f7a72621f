"""Prices as price lists print them and people type them.

The form is forgiven, never the meaning: what could be read in two ways is refused, with ways out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from exodesk.domain.assumptions import MOST_SESSIONS
from exodesk.domain.entries import Per
from exodesk.domain.errors import ExodeskError
from exodesk.domain.money import MINOR_DIGITS, PriceRange
from exodesk.imports.texts import WayOut, plain, shown
from exodesk.translation import gettext as _

__all__ = ["PriceReading", "PriceTextError", "WayOut", "WhichCurrencyError", "read_price"]

_SYMBOLS = {
    **dict.fromkeys(("£", "gbp", "pound", "pounds", "sterling", "pounds sterling"), "GBP"),
    **dict.fromkeys(("₹", "inr", "rs", "rs.", "rupee", "rupees", "re", "re."), "INR"),
    **dict.fromkeys(("रु", "रु.", "रुपये", "रुपए", "रुपया", "रू", "रू."), "INR"),
    **dict.fromkeys(("€", "eur", "euro", "euros"), "EUR"),
    **dict.fromkeys(("us$", "usd"), "USD"),
    "$": "USD",
}
_SCALES = {
    **dict.fromkeys(("k", "thousand", "हज़ार", "हजार"), 1_000),
    **dict.fromkeys(("lakh", "lakhs", "lac", "lacs", "लाख"), 100_000),
    **dict.fromkeys(("crore", "crores", "cr", "करोड़"), 10_000_000),
}
_RUPEE_SCALES = frozenset((100_000, 10_000_000))
_ON_REQUEST = frozenset(
    (
        *("poa", "p.o.a", "p.o.a.", "price on request", "on request", "price upon request"),
        *("upon request", "request price", "price on application", "on application"),
        *("price on consultation", "on consultation", "call for price", "contact for price"),
        *("enquire", "enquire for price", "price on enquiry", "on enquiry"),
    )
)
_FREE = frozenset(
    ("free", "free of charge", "complimentary", "nil", "no charge", "foc", "मुफ़्त", "मुफ्त", "निःशुल्क")
)

_CURRENCY = "|".join(
    sorted(map(re.escape, (*_SYMBOLS, *(code.casefold() for code in MINOR_DIGITS))), key=len)[::-1]
)
_SCALE = "|".join(sorted(map(re.escape, _SCALES), key=len)[::-1])
_NUMBER = r"[0-9][0-9,]*(?:\.[0-9]+)?"
# Letters that would go on a word; a Devanagari vowel sign is no \w.
_END = r"(?![^\s0-9,.\-/+()])"
_AMOUNT = re.compile(
    rf"(?:(?P<before>{_CURRENCY})\s*)?(?P<number>{_NUMBER})(?P<slash>\s*/-)?"
    rf"(?:\s*(?P<scale>{_SCALE}){_END})?(?:\s*(?P<after>{_CURRENCY}){_END})?(?P<slash2>\s*/-)?"
)
# Thousands (1,234,567) or lakhs (12,34,567); never a comma before two last digits.
_GROUPED = re.compile(r"[0-9]+|[0-9]{1,3}(,[0-9]{3})+|[0-9]{1,2}(,[0-9]{2})*,[0-9]{3}")
_FROM = re.compile(
    r"(?:from|starting(?: from| at)?|starts(?: from| at)?|prices from|min\.?|minimum|at least)\s+"
)
_ONWARDS = re.compile(r"\s*(?:\+|onwards?|and up|and upwards|upwards|and above|or more|से शुरू)$")
_UP_TO = re.compile(r"(?:up to|upto|max\.?|maximum|at most|under|below|less than|<)\s*")
_BETWEEN = re.compile(r"between\s+(?P<low>.+?)\s+and\s+(?P<high>.+)")
_RANGE = re.compile(r"(?P<low>.+?)\s*(?:-|\bto\b|से)\s*(?P<high>.+)")
_OPEN_ABOVE = re.compile(r"(?P<low>.+?)\s*(?:-|\bto)$")
_FILLER = re.compile(r"\s*\b(?:only)$")
_TAX = re.compile(
    r"\s*[(,]?\s*(?:(?:\+|plus|incl?\.?|including|inclusive of|excl?\.?|excluding|exclusive of|ex)"
    r"\s*(?:of\s*)?(?:[0-9]{1,2} ?%\s*)?(?:vat|gst|tax|taxes))\s*\)?$"
)
_SESSION = r"(?:sessions?|treatments?|sittings?|visits?|appointments?)"
_SET = r"(?:course|package|bundle|set)"
_PER = (
    (re.compile(rf"\s*(?:/|per|a|each|every)\s*{_SESSION}$"), Per.SESSION),
    (re.compile(r"\s*(?:(?:/|per|a|each|every)\s*month|/\s*mo|monthly|pcm|p\.m\.)$"), Per.MONTH),
    (
        re.compile(r"\s*(?:/|per|a|each)\s*(?:pack|packet|bottle|tube|vial|jar|box|unit)$"),
        Per.PACK,
    ),
)
_OF = rf"{_SET} of (?P<n>[0-9]+)(?: {_SESSION})?"
_COURSES = (
    re.compile(rf"(?:a |the )?{_OF}\s*(?:-|:|=|@|at|for|,)?\s*(?P<price>.+)"),
    re.compile(rf"(?P<n>[0-9]+)(?: {_SESSION})?\s+for\s+(?P<price>.+)"),
    re.compile(rf"(?P<n>[0-9]+) {_SESSION}\s*(?:-|:|=|@|at)?\s*(?P<price>.+)"),
    re.compile(rf"(?P<price>.+?)\s*(?:for|/|per|a)\s*(?:a |an )?{_OF}"),
    re.compile(rf"(?P<price>.+?)\s*(?:for|/)\s*(?P<n>[0-9]+) {_SESSION}"),
    re.compile(rf"(?P<price>.+?)\s*\(\s*(?:{_SET} of )?(?P<n>[0-9]+) {_SESSION}\s*\)"),
)
_MOST_DIGITS = 13
_BARE_DIGITS = 8


@dataclass(frozen=True, slots=True)
class PriceReading:
    """What a text was understood to say. ``assumed`` names what was taken for granted."""

    price: PriceRange
    per: Per | None = None
    sessions: int | None = None
    assumed: tuple[str, ...] = ()


class PriceTextError(ExodeskError):
    """A text that is no price, or could be two; ``ways_out`` are texts that are one."""

    def __init__(self, sentence: str, ways_out: Iterable[WayOut] = ()) -> None:
        super().__init__(sentence)
        self.ways_out = tuple(ways_out)


class WhichCurrencyError(PriceTextError):
    def __init__(self, text: str) -> None:
        bare = " ".join(text.split())
        super().__init__(
            _("Which currency? Write {pounds} or {rupees}.").format(
                pounds=f"£{shown(bare)}", rupees=f"₹{shown(bare)}"
            ),
            [WayOut("£ GBP", f"{bare} GBP"), WayOut("₹ INR", f"{bare} INR")],
        )


@dataclass(frozen=True, slots=True)
class _Amount:
    """One end as it was written: its number, its scale if it has one, and its currency."""

    number: Decimal
    scale: int | None
    currency: str | None
    text: str

    @property
    def value(self) -> Decimal:
        if self.scale is None:
            return self.number
        scaled = self.number * self.scale
        whole = scaled.to_integral_value()
        return whole if whole == scaled else scaled


def read_price(text: str, currency: str | None) -> PriceReading:
    """The price that ``text`` states; a bare number is in ``currency``.

    Raises PriceTextError, or WhichCurrencyError where nothing says the currency.
    """
    wanted = plain(text)
    if not wanted:
        raise PriceTextError(_("There is no price. Example: £120, ₹1.5 lakh or POA."))
    if wanted in _ON_REQUEST:
        return PriceReading(PriceRange(None, None, currency or "GBP"))
    if wanted in _FREE:
        return PriceReading(PriceRange(Decimal(0), Decimal(0), currency or "GBP"))
    if (taxed := _TAX.search(wanted)) is not None:
        rest = wanted[: taxed.start()].strip(" ,(")
        raise PriceTextError(
            _("The tax has a field of its own. Write the price alone."),
            _ways((_("Only “{price}”").format(price=rest), rest), currency=currency),
        )
    wanted = _FILLER.sub("", wanted)
    price_part, per, sessions = _what_it_buys(wanted, text)
    price, assumed = _Reader(price_part, text, currency, wanted).read()
    if sessions == 1:
        per, sessions = Per.SESSION, None
    return PriceReading(price, per, sessions, assumed)


def _what_it_buys(wanted: str, text: str) -> tuple[str, Per | None, int | None]:
    """The price without the words that say what it buys, what that is, and of how many."""
    for pattern in _COURSES:
        if (found := pattern.fullmatch(wanted)) is not None:
            count = int(found["n"]) if len(found["n"]) < 6 else 0
            if not 1 <= count <= MOST_SESSIONS:
                raise PriceTextError(
                    _("A course has 1 to {most} sessions, not {n}.").format(
                        most=MOST_SESSIONS, n=shown(found["n"])
                    )
                )
            return found["price"], Per.COURSE, count
    for pattern, per in _PER:
        if (found := pattern.search(wanted)) is not None and found.start():
            return wanted[: found.start()], per, None
    return wanted, None, None


class _Reader:
    def __init__(self, wanted: str, text: str, currency: str | None, whole: str) -> None:
        self._wanted = wanted.strip()
        self._text = text
        self._currency = currency
        self._whole = whole  # with what the price buys, for ways out

    def read(self) -> tuple[PriceRange, tuple[str, ...]]:
        wanted = self._wanted
        if (found := _FROM.match(wanted)) is not None:
            return self._from(_ONWARDS.sub("", wanted[found.end() :]))
        if (found := _ONWARDS.search(wanted)) is not None:
            return self._from(wanted[: found.start()])
        if (found := _UP_TO.match(wanted)) is not None:
            amount = self._amount(wanted[found.end() :])
            return self._price(None, amount.value, [amount]), ()
        if (amount_or_none := self._amount_or_none(wanted)) is not None:
            return self._price(amount_or_none.value, amount_or_none.value, [amount_or_none]), ()
        if (found := _OPEN_ABOVE.fullmatch(wanted)) is not None:
            low = self._amount_or_none(found["low"])
            if low is not None:
                offered = self._around(_("from {price}").format(price=low.text))
                raise PriceTextError(
                    _("I can't read the upper price."),
                    _ways(
                        (_("Use “{text}”").format(text=offered), offered), currency=self._currency
                    ),
                )
        if wanted.startswith("-"):
            raise PriceTextError(_("A price is never below 0. Example: £120 or up to £120."))
        found = _BETWEEN.fullmatch(wanted) or _RANGE.fullmatch(wanted)
        if found is None:
            raise self._unread()
        return self._range(self._amount(found["low"]), self._amount(found["high"]))

    def _from(self, rest: str) -> tuple[PriceRange, tuple[str, ...]]:
        amount = self._amount(rest)
        return self._price(amount.value, None, [amount]), ()

    def _range(self, low: _Amount, high: _Amount) -> tuple[PriceRange, tuple[str, ...]]:
        assumed: tuple[str, ...] = ()
        if low.scale is None and high.scale is not None:
            if low.number <= high.number:
                low = _Amount(low.number, high.scale, low.currency, low.text)
                assumed = (
                    _("“{text}” was read as {low} to {high}.").format(
                        text=shown(self._text), low=f"{low.value:,f}", high=f"{high.value:,f}"
                    ),
                )
            elif low.number * 100 < high.value:
                raise self._unread()
        elif low.scale is not None and high.scale is None and high.value < low.value:
            raise self._unread()
        if low.value > high.value:
            offered = self._around(f"{high.text} - {low.text}")
            raise PriceTextError(
                _("The upper price is below the lower one."),
                _ways((_("Swap?"), offered), currency=self._currency),
            )
        return self._price(low.value, high.value, [low, high]), assumed

    def _price(
        self, low: Decimal | None, high: Decimal | None, amounts: list[_Amount]
    ) -> PriceRange:
        found = {amount.currency for amount in amounts if amount.currency is not None}
        if len(found) > 1:
            names = _(" and ").join(sorted(found))
            raise PriceTextError(_("This names two currencies: {names}.").format(names=names))
        if found:
            return PriceRange(low, high, found.pop())
        if any(amount.scale in _RUPEE_SCALES for amount in amounts):
            return PriceRange(low, high, "INR")
        if self._currency is None:
            raise WhichCurrencyError(self._whole)
        return PriceRange(low, high, self._currency)

    def _amount(self, part: str) -> _Amount:
        amount = self._amount_or_none(part)
        if amount is None:
            raise self._unread()
        return amount

    def _amount_or_none(self, part: str) -> _Amount | None:
        part = part.strip()
        found = _AMOUNT.fullmatch(part)
        if found is None:
            return None
        whole, point, fraction = found["number"].partition(".")
        digits = whole.replace(",", "")
        scale = None if found["scale"] is None else _SCALES[found["scale"]]
        slashed = found["slash"] is not None or found["slash2"] is not None
        codes = {
            _SYMBOLS.get(code, code.upper())
            for code in (found["before"], found["after"])
            if code is not None
        }
        if not _GROUPED.fullmatch(whole) or len(codes) > 1 or (slashed and point):
            return None
        if len(digits) > 1 and digits.startswith("0"):
            return None
        if len(digits) > (_MOST_DIGITS if codes or "," in whole else _BARE_DIGITS):
            return None
        currency = codes.pop() if codes else "INR" if slashed else None
        # 1.500 is fifteen hundred to some; a scale makes the point plain.
        most = 5 if scale is not None else MINOR_DIGITS.get(currency or "GBP", 2) or 2
        if len(fraction) > most or (scale is None and len(fraction) == 3 and currency is None):
            return None
        number = Decimal(digits + point + fraction)
        return _Amount(number, scale, currency, part)

    def _around(self, price: str) -> str:
        """The whole text with ``price`` in the place of the price in it."""
        return self._whole.replace(self._wanted, price, 1)

    def _unread(self) -> PriceTextError:
        return PriceTextError(
            _(
                "“{text}” is not a price that I can read."
                " Example: £120, £120–£180 or from ₹1.5 lakh."
            ).format(text=shown(self._text))
        )


def _ways(*offered: tuple[str, str], currency: str | None) -> list[WayOut]:
    """Those of the texts that are prices."""
    ways = []
    for label, text in offered:
        try:
            read_price(text, currency or "GBP")
        except PriceTextError:
            continue
        ways.append(WayOut(label, text))
    return ways
