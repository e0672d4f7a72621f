"""Prices as price lists print them and people type them.

The form is forgiven, never the meaning: what could be read in two ways is refused, with ways out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from exodesk.domain.assumptions import MOST_SESSIONS
from exodesk.domain.entries import Per
from exodesk.domain.money import PriceRange
from exodesk.imports.number_ways import numbers_spelt_plainly
from exodesk.imports.price_buys import Bought, what_it_buys
from exodesk.imports.price_ends import END, End, lakh_for_l, read_end, with_codes, with_sign
from exodesk.imports.price_refusals import (
    PriceTextError,
    TaxedPriceError,
    WhichCurrencyError,
    tax_apart,
)
from exodesk.imports.texts import WayOut, plain, shown
from exodesk.translation import N_
from exodesk.translation import gettext as _
from exodesk.wording.amounts import price_text as price_words
from exodesk.wording.lists import listed

__all__ = [
    "PriceReading",
    "PriceTextError",
    "TaxedPriceError",
    "WayOut",
    "WhichCurrencyError",
    "read_price",
]

_ON_REQUEST = frozenset(
    (
        *("poa", "p.o.a", "p o a", "por", "price on request", "on request", "price upon request"),
        *("upon request", "request price", "price on application", "on application"),
        *("price on consultation", "on consultation", "call for price", "contact for price"),
        *("enquire", "enquire for price", "price on enquiry", "on enquiry", "ask for price"),
        *("contact us", "call us", "contact us for price", "price on asking", "quote on request"),
        *("पूछने पर", "कीमत पूछने पर"),
    )
)
_FREE = frozenset(
    unicodedata.normalize("NFC", word)
    for word in (
        *("free", "free of charge", "complimentary", "nil", "no charge", "foc", "f.o.c"),
        *("मुफ़्त", "मुफ्त", "निःशुल्क", "नि:शुल्क"),
    )
)
_FROM = re.compile(
    r"(?:from|starting(?: from| at)?|starts(?: from| at)?|prices from|min\.?|minimum|at least"
    r"|over|above|more than)\s+|>\s*"
)
_ONWARDS = re.compile(
    r"\s*(?:\+|onwards?|and up|and upwards|upwards|and above|or more|and more|से(?: शुरू| ऊपर)?)$"
)
_ABOUT = re.compile(
    r"(?:(?:approx(?:imately)?|about|around|roughly|circa|ca?\.|लगभग|करीब)(?![^\W\d_])\.?|[~≈])\s*"
)
_UP_TO = re.compile(r"(?:(?:up to|upto|max\.?|maximum|at most|under|below|less than)\s+|<\s*)")
_UP_TO_AFTER = re.compile(r"\s*(?:or less|and below|max\.?|maximum|तक)$")
_BETWEEN = re.compile(r"between (?P<low>.+) and (?P<high>.+)")
_TO = re.compile(r"(?<![^\W\d_])to(?![^\W\d_])|से")
_TO_OR_DASH = re.compile(rf"-|{_TO.pattern}")
_OPEN_ABOVE = re.compile(r"(?P<end>.+?)\s*(?:-|\bto)")
_OPEN_BELOW = re.compile(r"(?:-|to\b)\s*(?P<end>.+)")
_MONTH_YEAR = re.compile(r"(?:0?[1-9]|1[0-2])-(?:19|20)[0-9]{2}")
_LOST_SIGN = re.compile(r"(?<![^\s(-])[?\ufffd]\s*(?=[0-9])")
"""What a program that knew no ₹ wrote in its place."""
_FULL_STOP = re.compile(r"(?<=[0-9])\.$")
_FILLER = re.compile(r"\s*\bonly$")
_TAXES = r"(?:(?:all|ALL|applicable|local) )*(?:vat|gst|tax|taxes)"
_IN_OR_OUT = (
    r"(?:not incl(?:uded|uding)?|incl?(?:uded|uding|usive of)?\b\.?|inclusive\b"
    r"|excl?(?:uded|uding|usive of)?\b\.?|exclusive\b|ex\b|exempt|extra|applicable|applies)"
)
_RATE = r"[0-9]{1,2}(?:\.[0-9]{1,2})? ?%"
_TAX = re.compile(
    rf"\s*[(,]?\s*(?:(?:\+|\bplus\b|\b{_IN_OR_OUT})\s*(?:of )?(?:{_RATE}\s*)?{_TAXES}"
    rf"|(?:{_RATE}\s*)?{_TAXES}\s*{_IN_OR_OUT}|\+\s*{_RATE})\s*\)?$"
)
_SAYS_FROM, _SAYS_UP_TO = N_("from {low}"), N_("up to {high}")
# An end with a currency, alone among other words.
_INSIDE = re.compile(rf"(?<![\w.,'’\-])(?<![0-9] )({END})(?![\w.,'’%\-]|\s*[0-9])")


@dataclass(frozen=True, slots=True)
class PriceReading:
    """What a text was understood to say. ``assumed`` names what was taken for granted.

    ``sessions`` is the size of a course, None where the text does not tell it.
    """

    price: PriceRange
    per: Per | None = None
    sessions: int | None = None
    assumed: tuple[str, ...] = ()


def read_price(text: str, currency: str | None) -> PriceReading:
    """The price that ``text`` states; a bare number is in ``currency``.

    A price that is free or on request and names no currency is in pounds where ``currency`` is
    None. Raises PriceTextError, or WhichCurrencyError where nothing says the currency.
    """
    return _Reader(text, currency).reading()


def _is_price(text: str, currency: str | None) -> bool:
    return _said_by(text, currency) is not None


def _said_by(text: str, currency: str | None) -> tuple[PriceRange, Per | None, int | None] | None:
    """What a text would be read as; None where it is no price."""
    try:
        reading = _Reader(text, currency or "GBP", offering=False).reading()
    except PriceTextError:
        return None
    return reading.price, reading.per, reading.sessions


class _Reader:
    """Reads one text. Without ``offering``, refusals have no ways out."""

    def __init__(self, text: str, currency: str | None, *, offering: bool = True) -> None:
        self._text = text
        wanted, self._lost_signs = _LOST_SIGN.subn("", with_codes(plain(text), text))
        self._wanted = _FULL_STOP.sub("", wanted)
        self._currency = currency
        self._offering = offering
        self._bought = Bought("", self._wanted, "")

    def reading(self) -> PriceReading:
        wanted = self._wanted
        if not wanted:
            raise PriceTextError(_("There is no price. Example: £120, ₹1.5 lakh or POA."))
        bare = wanted.strip(" .!()[]")
        if bare in _ON_REQUEST:
            return PriceReading(PriceRange(None, None, self._currency or "GBP"))
        if bare in _FREE:
            return PriceReading(PriceRange(Decimal(0), Decimal(0), self._currency or "GBP"))
        if (taxed := _TAX.search(wanted)) is not None and taxed.start():
            rest = wanted[: taxed.start()].strip(" ,(")
            if self._offering and _is_price(rest, self._currency):
                raise TaxedPriceError(rest, taxed[0])
            raise PriceTextError(tax_apart())
        if (about := _ABOUT.match(wanted)) is not None and about.end() < len(wanted):
            rest = wanted[about.end() :]
            raise self._refusal(
                _("“About” leaves open how much. Write one price or a range."),
                (self._use(rest), rest),
            )
        self._bought = bought = what_it_buys(_FILLER.sub("", wanted))
        self._check_course()
        price, assumed = self._price_in(_FILLER.sub("", bought.price.strip()))
        if self._lost_signs:
            assumed = (*assumed, self._said_as_read(price))
        if bought.all_of_them:
            assumed = (
                *assumed,
                _("“{text}” was read as the price of all {n} sessions.").format(
                    text=shown(self._text), n=bought.sessions
                ),
            )
        return PriceReading(price, bought.per, bought.sessions, assumed)

    def _check_course(self) -> None:
        bought = self._bought
        if bought.sessions is None:
            return
        if not 1 <= bought.sessions <= MOST_SESSIONS:
            raise self._refusal(
                _("A course has 1 to {most} sessions, not {n}.").format(
                    most=MOST_SESSIONS, n=bought.sessions
                )
            )
        if bought.each_or_all:
            all_of_them = f"{bought.sessions} sessions for {bought.price}"
            raise self._refusal(
                _("Is that the price of each session or of all {n}?").format(n=bought.sessions),
                (_("Each"), f"{bought.price} per session"),
                (_("All {n}").format(n=bought.sessions), all_of_them),
            )

    def _price_in(self, part: str) -> tuple[PriceRange, tuple[str, ...]]:
        if (end := self._end(part)) is not None:
            return self._price(end, end)
        if (ends := self._ends(part, _TO_OR_DASH)) is not None:
            return self._range(*ends)
        if (found := _BETWEEN.fullmatch(part)) is not None:
            low, high = self._end(found["low"]), self._end(found["high"])
            if low is not None and high is not None:
                return self._range(low, high)
        low_part = _ONWARDS.sub("", _FROM.sub("", part, count=1) if _FROM.match(part) else part)
        if low_part != part:
            return self._from(low_part)
        high_part = _UP_TO_AFTER.sub("", part)
        if (found := _UP_TO.match(part)) is not None:
            high_part = part[found.end() :]
        if high_part != part:
            if (end := self._end(high_part)) is not None:
                return self._price(None, end)
            if (ends := self._ends(high_part, _TO)) is not None and _UP_TO_AFTER.search(part):
                return self._range(*ends)
            raise self._unread()
        raise self._half_read(part) or self._unread()

    def _from(self, rest: str) -> tuple[PriceRange, tuple[str, ...]]:
        if (end := self._end(rest)) is not None:
            return self._price(end, None)
        if (ends := self._ends(rest, _TO)) is not None and self._wanted.startswith("from "):
            return self._range(*ends)
        if (ends := self._ends(rest, _TO_OR_DASH)) is not None:
            offered = [self._bought.around(f"{ends[0].text} - {ends[1].text}")]
            if ends[0].scale == ends[1].scale:
                offered.append(self._in_words(_SAYS_FROM, ends[0]))
            raise self._refusal(
                _("This says two things: from a price, and up to another."),
                *((self._use(text), text) for text in offered),
            )
        raise self._unread()

    def _half_read(self, part: str) -> PriceTextError | None:
        """The refusal of a range with one end missing."""
        if (found := _OPEN_ABOVE.fullmatch(part)) is not None:
            sentence, words = _("I can't read the upper price."), _SAYS_FROM
        elif (found := _OPEN_BELOW.fullmatch(part)) is not None:
            words = _SAYS_UP_TO
            sentence = (
                _("A price is never below 0. Example: £120 or up to £120.")
                if part.startswith("-")
                else _("I can't read the lower price.")
            )
        else:
            return None
        end = self._end(found["end"])
        if end is None:
            return None if not part.startswith("-") else self._refusal(sentence)
        offered = self._in_words(words, end)
        return self._refusal(sentence, (self._use(offered), offered))

    def _in_words(self, words: str, end: End) -> str:
        """A price open at one side, in the reader's own words where they read as the same."""
        own, english = (
            self._bought.around(each.format(low=end.text, high=end.text))
            for each in (_(words), words)
        )
        if not self._offering:
            return english
        same = _said_by(own, self._currency) == _said_by(english, self._currency)
        return own if same else english

    def _range(self, low: End, high: End) -> tuple[PriceRange, tuple[str, ...]]:
        carried = False
        if low.scale is None and high.scale is not None and low.number:
            if low.number <= high.number:
                low, carried = low.scaled(high.scale), True
            elif low.number * 100 < high.value:
                raise self._unread()
        elif low.scale is not None and high.scale is None and high.number < low.number:
            raise self._unread()
        self._check_not_short(low, high)
        if low.value > high.value:
            offered = self._bought.around(f"{high.text} - {low.text}")
            raise self._refusal(_("The upper price is below the lower one."), (_("Swap?"), offered))
        price, assumed = self._price(low, high)
        if carried:
            assumed = (self._said_as_read(price), *assumed)
        return price, assumed

    def _said_as_read(self, price: PriceRange) -> str:
        return _("“{text}” was read as {price}.").format(
            text=shown(self._text), price=price_words(price)
        )

    def _check_not_short(self, low: End, high: End) -> None:
        """“£3-4,000” is from 3,000 to most people, and from 3 to the letter."""
        both_signs = low.currency is not None and high.currency is not None
        far_apart = high.scale is None and high.number >= 1_000 * low.number
        if low.is_short and far_apart and not both_signs:
            thousands = low.with_number(f"{(low.number * 1_000).normalize():,f}")
            exactly = low.with_number(f"{low.number:.2f}")
            raise self._refusal(
                _("Does this start at {one} or at {other}?").format(one=thousands, other=low.text),
                *(
                    (self._use(end), self._bought.around(f"{end} - {high.text}"))
                    for end in (thousands, exactly)
                ),
            )
        whole = f"{low.text}-{high.text}"
        if low.currency is None and high.currency is None and _MONTH_YEAR.fullmatch(whole):
            raise self._unread()

    def _price(self, low: End | None, high: End | None) -> tuple[PriceRange, tuple[str, ...]]:
        ends = [end for end in (low, high) if end is not None]
        found = {end.currency for end in ends if end.currency is not None}
        if len(found) > 1:
            names = listed(sorted(found))
            raise self._refusal(
                _("This names two currencies: {names}.").format(names=names), *self._inside()
            )
        above = self._bought.above
        if not found and above is not None and any(end.value <= above for end in ends):
            raise self._unread()
        assumed: tuple[str, ...] = ()
        if found:
            currency = found.pop()
            if any(end.guessed for end in ends):
                assumed = (_("“$” was read as US dollars."),)
        elif any(end.in_rupees for end in ends):
            currency = "INR"
        elif self._currency is not None:
            currency = self._currency
        else:
            part = self._bought.price
            raise WhichCurrencyError(
                *(self._bought.around(with_sign(part, sign)) for sign in ("£", "₹"))
            )
        low_value = None if low is None else low.value
        return PriceRange(low_value, None if high is None else high.value, currency), assumed

    def _end(self, part: str, usual: str | None = None) -> End | None:
        return read_end(part, usual or self._currency)

    def _ends(self, part: str, separators: re.Pattern[str]) -> tuple[End, End] | None:
        """The two ends that ``part`` is a range of, where there is one way to part it."""
        found = []
        for separator in separators.finditer(part):
            low = self._end(part[: separator.start()])
            # In “₹1-1.5L” the rupees of the first are those of both.
            high = self._end(part[separator.end() :], low.currency if low else None)
            if low is not None and high is not None:
                found.append((low, high))
        return found[0] if len(found) == 1 else None

    def _unread(self) -> PriceTextError:
        return self._refusal(
            _(
                "“{text}” is not a price that I can read."
                " Example: £120, £120–£180 or from ₹1.5 lakh."
            ).format(text=shown(self._text)),
            *self._spelt_plainly(),
            *self._inside(),
        )

    def _spelt_plainly(self) -> Iterator[tuple[str, str]]:
        written_out = lakh_for_l(self._wanted)
        for text in (written_out, *numbers_spelt_plainly(self._wanted)):
            if text != self._wanted:
                yield self._use(text), text

    def _inside(self) -> list[tuple[str, str]]:
        """The prices among other words, where there are few."""
        if "%" in self._wanted or any(unicodedata.category(c)[0] == "C" for c in self._wanted):
            return []
        found = dict.fromkeys(match[1].strip() for match in _INSIDE.finditer(self._wanted))
        ends = {text: self._end(text) for text in found}
        said = [
            end.text for end in ends.values() if end is not None and (end.currency or end.in_rupees)
        ]
        return [(self._use(text), text) for text in said] if len(said) <= 3 else []

    def _use(self, text: str) -> str:
        return _("Use “{text}”").format(text=shown(text))

    def _refusal(self, sentence: str, *offered: tuple[str, str]) -> PriceTextError:
        """With those of the texts that are prices."""
        if not self._offering:
            return PriceTextError(sentence)
        ways = [WayOut(label, text) for label, text in offered if _is_price(text, self._currency)]
        return PriceTextError(sentence, ways[:4])
