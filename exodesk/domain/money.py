"""Money and price ranges. Arithmetic never mixes currencies and never sees a float."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from exodesk.domain.errors import ExodeskError
from exodesk.translation import gettext as _

# ISO 4217, active codes and their minor units (amendment 177).
_TWO_DIGITS = """
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD
CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD
GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA
MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR
RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD
TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG
"""
_NO_DIGITS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
MINOR_DIGITS: dict[str, int] = {
    **dict.fromkeys(_TWO_DIGITS.split(), 2),
    **dict.fromkeys(_NO_DIGITS.split(), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
    **dict.fromkeys(("CLF", "UYW"), 4),
}


class MixedCurrenciesError(ExodeskError):
    def __init__(self, wanted: str, found: str) -> None:
        super().__init__(
            _("Amounts in {wanted} and {found} cannot be added: convert one first.").format(
                wanted=wanted, found=found
            )
        )


class UnknownCurrencyError(ExodeskError):
    def __init__(self, code: str) -> None:
        super().__init__(
            _("“{code}” is not a currency. Use a three-letter code such as GBP or INR.").format(
                code=code
            )
        )


def minor_digits(currency: str) -> int:
    """How many decimals an amount in ``currency`` is written with."""
    try:
        return MINOR_DIGITS[currency]
    except KeyError:
        raise UnknownCurrencyError(currency) from None


def round_half_up(value: Fraction, digits: int) -> Decimal:
    """``value`` to ``digits`` decimals, ties away from zero, from the exact value and only once."""
    numerator, denominator = value.numerator, value.denominator
    whole = (2 * abs(numerator) * 10**digits + denominator) // (2 * denominator)
    sign = "-" if numerator < 0 and whole else ""
    return Decimal(f"{sign}{whole}e-{digits}")


@dataclass(frozen=True, slots=True, order=False)
class Money:
    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        _refuse_inexact(self.amount)
        minor_digits(self.currency)

    @classmethod
    def parse(cls, text: str) -> Money:
        """Read ``"1200.50 INR"``, the notation of tests and of saved filters."""
        number, code = text.split()
        return cls(Decimal(number), code)

    def __str__(self) -> str:
        return f"{self.amount:f} {self.currency}"

    def __add__(self, other: Money) -> Money:
        return Money(self.amount + other.amount_in(self.currency), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.amount - other.amount_in(self.currency), self.currency)

    def __mul__(self, factor: int | Decimal) -> Money:
        if isinstance(factor, bool) or not isinstance(factor, (int, Decimal)):
            raise TypeError(f"money is multiplied by an int or a Decimal, not {factor!r}")
        return Money(self.amount * factor, self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.amount < other.amount_in(self.currency)

    def __le__(self, other: Money) -> bool:
        return self.amount <= other.amount_in(self.currency)

    def amount_in(self, currency: str) -> Decimal:
        """The amount, refused where it is in another currency."""
        if self.currency != currency:
            raise MixedCurrenciesError(currency, self.currency)
        return self.amount


class PriceState(Enum):
    """What is known of a price. A total can also be UNKNOWN or lack a rate."""

    EXACT = "exact"
    RANGE = "range"
    FROM = "from"
    UP_TO = "up-to"
    UNKNOWN = "unknown"
    NEEDS_RATE = "needs-rate"


@dataclass(frozen=True, slots=True)
class Bounds:
    """The exact ends of a figure, None where an end is unknown. Never a confidence interval."""

    low: Fraction | None
    high: Fraction | None

    @property
    def state(self) -> PriceState:
        return _state(self.low, self.high)

    def times(self, factor: Fraction | int) -> Bounds:
        return Bounds(
            None if self.low is None else self.low * factor,
            None if self.high is None else self.high * factor,
        )

    def plus(self, other: Bounds) -> Bounds:
        return Bounds(_sum(self.low, other.low), _sum(self.high, other.high))


UNKNOWN = Bounds(None, None)


def total_of(parts: Iterable[Bounds]) -> Bounds:
    total = Bounds(Fraction(0), Fraction(0))
    for part in parts:
        total = total.plus(part)
    return total


@dataclass(frozen=True, slots=True)
class PriceRange:
    """A price as published, in one of five states: ``low`` and ``high`` are hard bounds."""

    low: Decimal | None
    high: Decimal | None
    currency: str

    def __post_init__(self) -> None:
        for end in (self.low, self.high):
            if end is not None:
                _refuse_inexact(end)
                if end < 0:
                    raise ValueError(f"a price is never negative: {end}")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"low {self.low} is above high {self.high}")
        minor_digits(self.currency)

    @property
    def state(self) -> PriceState:
        return _state(self.low, self.high)

    @property
    def on_request(self) -> bool:
        return self.low is None and self.high is None

    def bounds(self) -> Bounds:
        return Bounds(
            None if self.low is None else Fraction(self.low),
            None if self.high is None else Fraction(self.high),
        )


def _refuse_inexact(amount: object) -> None:
    if not isinstance(amount, Decimal) or not amount.is_finite():
        raise TypeError(f"an amount is a finite Decimal, not {amount!r}")


def _state(low: Fraction | Decimal | None, high: Fraction | Decimal | None) -> PriceState:
    if low is None:
        return PriceState.UNKNOWN if high is None else PriceState.UP_TO
    if high is None:
        return PriceState.FROM
    return PriceState.EXACT if low == high else PriceState.RANGE


def _sum(left: Fraction | None, right: Fraction | None) -> Fraction | None:
    return None if left is None or right is None else left + right
