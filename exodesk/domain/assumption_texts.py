"""Assumptions as a person types them: ``2.75 %``, ``one per session``, ``18 months``, ``0.5 ml``.

Forgives the form, never the meaning. Each reader refuses with an ExodeskError that says what is
wrong and gives an example. Session counts are read by ``assumptions.parse_sessions``, amounts
without a rate to look for by ``amounts.read_amount``.
"""

from __future__ import annotations

import re
from fractions import Fraction

from exodesk.domain.amounts import read_amount, stated_number
from exodesk.domain.assumptions import LONGEST_HORIZON_DAYS
from exodesk.domain.entries import Pack, Use
from exodesk.domain.errors import ExodeskError
from exodesk.domain.money import Money
from exodesk.domain.rates import RateTable
from exodesk.domain.units import (
    DAYS_IN,
    PACK_UNITS,
    Amount,
    NotADurationError,
    in_english,
    parse_days,
)
from exodesk.translation import gettext as _

MOST_PER_CENT = 100
MOST_TRIPS = 1000
PER = ("day", "week", "month")

_LONGEST_QUOTED = 40
_PERCENT = re.compile(r"(?P<minus>-?)(?P<number>[0-9][0-9.,]*)\s*(%|per ?cent|percent)?", re.I)
_NUMBER_AND_REST = re.compile(r"(?P<minus>-?)(?P<number>[0-9][0-9.,]*)\s*(?P<rest>.*)", re.DOTALL)
_ONE_TRIP = ("one", "1 trip", "one trip", "एक", "एक ट्रिप")
_TRIP_A_SESSION = (
    *("per session", "one per session", "1 per session", "each session"),
    *("हर सेशन", "प्रति सेशन", "हर सेशन के लिए एक"),
)
_UNIT_WORDS = {
    **{unit: unit for unit in PACK_UNITS},
    **dict.fromkeys(("millilitre", "millilitres", "milliliter", "milliliters"), "ml"),
    **dict.fromkeys(("litre", "litres", "liter", "liters"), "l"),
    **dict.fromkeys(("milligram", "milligrams"), "mg"),
    **dict.fromkeys(("gram", "grams"), "g"),
    **dict.fromkeys(("kilogram", "kilograms"), "kg"),
}
_PER_WORDS = {
    **{f"{start}{per}": per for per in PER for start in ("a ", "per ", "each ", "every ")},
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
}
_PER_IN_HINDI = ("प्रति", "हर")


class NotAPercentageError(ExodeskError):
    def __init__(self) -> None:
        super().__init__(_("Not a percentage. Example: 2.75"))


class PercentageOutOfRangeError(ExodeskError):
    def __init__(self) -> None:
        super().__init__(
            _("A percentage is between 0 and {most}. Example: 2.75").format(most=MOST_PER_CENT)
        )


class NotANumberOfTripsError(ExodeskError):
    def __init__(self) -> None:
        super().__init__(
            _("Not a number of trips. Example: 2, one or per session (at most {most}).").format(
                most=MOST_TRIPS
            )
        )


class NoTripsError(ExodeskError):
    def __init__(self) -> None:
        super().__init__(_("The number of trips must be above 0. Example: 1"))


class NotAHorizonError(ExodeskError):
    def __init__(self, text: str) -> None:
        super().__init__(
            _("“{text}” is not a length of time. Example: 18 months, 1 year or 90 days.").format(
                text=_quoted(text)
            )
        )


class HorizonOutOfRangeError(ExodeskError):
    def __init__(self, days: Fraction) -> None:
        sentence = (
            _("The horizon is too long: at most {years} years. Example: 18 months.").format(
                years=int(LONGEST_HORIZON_DAYS / DAYS_IN["year"])
            )
            if days > 0
            else _("The horizon must be above 0. Example: 18 months.")
        )
        super().__init__(sentence)


class NotAUseError(ExodeskError):
    def __init__(self) -> None:
        super().__init__(_("Not an amount of use. Example: 0.5 ml a day or 2 g a week"))


class UseNotAboveZeroError(ExodeskError):
    def __init__(self, per: str) -> None:
        sentences = {
            "day": _("Use per day must be above 0"),
            "week": _("Use per week must be above 0"),
            "month": _("Use per month must be above 0"),
        }
        super().__init__(sentences[per])


class OtherUnitThanPackError(ExodeskError):
    def __init__(self, unit: str, pack_unit: str) -> None:
        super().__init__(
            _("The pack is stated in {pack_unit}, and {unit} does not convert to it.").format(
                pack_unit=pack_unit, unit=unit
            )
        )


class NoRateForAmountError(ExodeskError):
    def __init__(self, stated: str, shown: str) -> None:
        super().__init__(
            _("No rate from {stated} to {shown}: set one, or give the amount in {shown}.").format(
                stated=stated, shown=shown
            )
        )


def parse_percent(text: str) -> Fraction:
    """``2.75``, ``2.75 %`` or ``3 per cent`` as per cent, from 0 to 100."""
    match = _PERCENT.fullmatch(text.strip())
    number = None if match is None else stated_number(match["number"])
    if match is None or number is None:
        raise NotAPercentageError
    if number > MOST_PER_CENT or (match["minus"] and number):
        raise PercentageOutOfRangeError
    return Fraction(number)


def parse_trips(text: str) -> int | None:
    """``one``, ``per-session`` (None) or a whole number above 0."""
    plain = " ".join(text.casefold().split())
    if plain.replace("-", " ") in _ONE_TRIP:
        return 1
    if plain.replace("-", " ") in _TRIP_A_SESSION:
        return None
    number = re.fullmatch(r"(?P<minus>-?)(?P<number>[0-9][0-9,]*)( trips?| ?ट्रिप)?", plain)
    whole = None if number is None else stated_number(number["number"])
    if number is None or whole is None or whole > MOST_TRIPS:
        raise NotANumberOfTripsError
    if not whole or number["minus"]:
        raise NoTripsError
    return int(whole)


def parse_horizon(text: str) -> Fraction:
    """``18 months``, ``1 year`` or ``90 days`` as days: above 0, at most a hundred years."""
    match = _NUMBER_AND_REST.fullmatch(text.strip())
    number = None if match is None else stated_number(match["number"])
    if match is None or number is None or not match["rest"]:
        raise NotAHorizonError(text)
    unit = in_english(match["rest"])
    days = Fraction(number) * _days_in(unit, text)
    if match["minus"]:
        days = -days
    if not 0 < days <= LONGEST_HORIZON_DAYS:
        raise HorizonOutOfRangeError(days)
    return days


def parse_use(text: str, pack: Pack | None = None) -> Use:
    """``0.5 ml`` (a day), ``1 ml a day``, ``2 g per week``, ``0.5 ml/day``, ``30 ml प्रति माह``.

    Where the ``pack`` is known, a number without a unit is in the unit of the pack, and a unit that
    does not convert to it is refused.
    """
    match = _NUMBER_AND_REST.fullmatch(text.strip())
    number = None if match is None else stated_number(match["number"])
    if match is None or number is None:
        raise NotAUseError
    words = match["rest"].casefold().replace("/", " per ").split()
    unit = None
    if words and words[0] in _UNIT_WORDS:
        unit = _UNIT_WORDS[words.pop(0)]
    elif pack is not None:
        unit = pack.amount.unit
    per = _per(words) if words else "day"
    if unit is None or per is None:
        raise NotAUseError
    if not number or match["minus"]:
        raise UseNotAboveZeroError(per)
    amount = Amount(number, unit)
    if pack is not None and unit != pack.amount.unit and amount.ratio_to(pack.amount) is None:
        raise OtherUnitThanPackError(unit, pack.amount.unit)
    return Use(amount, per)


def parse_amount(text: str, currency: str, rates: RateTable) -> Money:
    """An amount as ``read_amount`` reads it, refused where no rate leads to ``currency``."""
    money = read_amount(text, currency)
    require_rate(money, currency, rates)
    return money


def require_rate(money: Money, currency: str, rates: RateTable) -> None:
    """Raise NoRateForAmountError where no rate leads from ``money`` to ``currency``."""
    if rates.factor(money.currency, currency) is None:
        raise NoRateForAmountError(money.currency, currency)


def _per(words: list[str]) -> str | None:
    if len(words) == 2 and words[0] in _PER_IN_HINDI:
        per = in_english(words[1])
        return per if per in PER else None
    return _PER_WORDS.get(" ".join(words))


def _days_in(unit: str, text: str) -> Fraction:
    # What people type most needs no Pint, whose first import would halt the typing.
    days = DAYS_IN.get(unit.removesuffix("s"))
    if days is not None:
        return days
    try:
        return parse_days(f"1 {unit}")
    except NotADurationError:
        raise NotAHorizonError(text) from None


def _quoted(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTED else text[:_LONGEST_QUOTED] + "…"
