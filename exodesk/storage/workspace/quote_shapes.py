"""A quote as JSON holds it: every amount a text, a logo by its digest, each entry in full."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, field

from exodesk.domain.assumptions import LineKey, UnknownTax
from exodesk.domain.entries import Per, Tax
from exodesk.domain.quotes.findings import FindingKind, TextField
from exodesk.domain.quotes.letterhead import LogoKind
from exodesk.domain.quotes.lines import LineKind
from exodesk.domain.quotes.outcomes import Decision
from exodesk.storage.wire import (
    AmountText,
    DateText,
    EntryShape,
    MeasureText,
    OfferShape,
    SourceShape,
    Strict,
    Whole,
)

FRACTION_PATTERN = r"\A[0-9]{1,60}(/[0-9]{1,60})?\Z"
SHOWN_PATTERN = r"\A[0-9]{1,60}(\.[0-9]{1,8})?\Z"
DAY_PATTERN = r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}\Z"
DIGEST_PATTERN = r"\A[0-9a-f]{64}\Z"
RATE_PATTERN = r"\A[0-9]{1,60}(\.[0-9]{1,60})?\Z"

FractionText = Annotated[str, Meta(pattern=FRACTION_PATTERN)]
ShownText = Annotated[str, Meta(pattern=SHOWN_PATTERN)]
DayText = Annotated[str, Meta(pattern=DAY_PATTERN)]
DigestText = Annotated[str, Meta(pattern=DIGEST_PATTERN)]
RateText = Annotated[str, Meta(pattern=RATE_PATTERN)]
Number = Annotated[int, Meta(ge=0, le=10**9)]


class RangeShape(Strict, frozen=True, kw_only=True):
    """A price in ``currency``."""

    low: AmountText | None
    high: AmountText | None
    currency: str


class ShownShape(Strict, frozen=True, kw_only=True):
    """An amount as it is shown; the currency is that of the quote, or the second one."""

    low: ShownText | None
    high: ShownText | None


class SumsShape(Strict, frozen=True, kw_only=True):
    net: ShownShape
    tax: ShownShape
    total: ShownShape


class MoneyShape(Strict, frozen=True, kw_only=True):
    amount: AmountText
    currency: str


class RateShape(Strict, frozen=True, kw_only=True):
    base: str
    quote: str
    value: RateText
    date: DayText
    source: str


class SpanShape(Strict, frozen=True, kw_only=True):
    low: Whole | None
    high: Whole | None


class CountShape(Strict, frozen=True, kw_only=True):
    low: Number | None
    high: Number | None
    assumed: bool


class DiscountShape(Strict, frozen=True, kw_only=True, omit_defaults=True):
    amount: MoneyShape | None = None
    per_cent: AmountText | None = None


class TaxShape(Strict, frozen=True, kw_only=True, omit_defaults=True):
    tax: Tax
    rate: AmountText | None = None


class LineShape(Strict, frozen=True, kw_only=True, omit_defaults=True):
    kind: LineKind
    entry: EntryShape | None = None
    text: str = ""
    count: SpanShape | None = None
    price: RangeShape | None = None
    reason: str = ""
    left_out: tuple[LineKey, ...] = ()
    discount: DiscountShape | None = None
    tax: TaxShape | None = None
    note: str = ""


class OptionShape(Strict, frozen=True, kw_only=True, omit_defaults=True):
    letter: str
    lines: tuple[LineShape, ...] = ()
    discount: DiscountShape | None = None
    title: str = ""


class ClientShape(Strict, frozen=True, kw_only=True, omit_defaults=True):
    name: str = ""
    reference: str = ""


class QuotedUseShape(Strict, frozen=True, kw_only=True):
    amount: MeasureText
    per: str


class AssumedShape(Strict, frozen=True, kw_only=True, omit_defaults=True):
    currency: str
    horizon_days: FractionText
    unknown_tax: UnknownTax
    use_of: dict[str, QuotedUseShape] = field(default_factory=dict)


class FindingShape(Strict, frozen=True, kw_only=True, omit_defaults=True):
    kind: FindingKind
    letter: str | None = None
    subject: str = ""
    name: str = ""
    date: DateText | None = None
    price: RangeShape | None = None
    per: Per | None = None
    rate: RateShape | None = None
    field: TextField | None = None
    phrase: str = ""


class LetterheadShape(Strict, frozen=True, kw_only=True, omit_defaults=True):
    name: str = ""
    address: str = ""
    contact: str = ""
    registration: str = ""
    tax_number: str = ""
    footer: str = ""
    logo: DigestText | None = None


class LogoShape(Strict, frozen=True, kw_only=True):
    kind: LogoKind
    data: bytes


class BoughtShape(Strict, frozen=True, kw_only=True):
    offer: OfferShape
    count: Number


class RowShape(Strict, frozen=True, kw_only=True, omit_defaults=True):
    line: Number
    part: LineKey | None = None
    count: CountShape | None = None
    unit: RangeShape | None = None
    price: ShownShape
    discount: ShownShape
    sums: SumsShape
    tax: Tax | None = None
    tax_rate: AmountText | None = None
    tax_assumed: bool = False
    low_way: tuple[BoughtShape, ...] = ()
    high_way: tuple[BoughtShape, ...] = ()
    sources: tuple[str, ...] = ()
    needed: bool = True


class AmountsShape(Strict, frozen=True, kw_only=True, omit_defaults=True):
    letter: str
    rows: tuple[RowShape, ...]
    discount: SumsShape | None = None
    sums: SumsShape
    second_currency: str | None = None
    second: ShownShape | None = None
    rates: tuple[RateShape, ...] = ()


class IssuedShape(Strict, frozen=True, kw_only=True, omit_defaults=True):
    number: str
    on: DayText
    until: DayText | None = None
    rates: tuple[RateShape, ...] = ()
    amounts: tuple[AmountsShape, ...]
    statements: tuple[FindingShape, ...] = ()
    template: str


class PredecessorShape(Strict, frozen=True, kw_only=True):
    id: str
    number: str


class QuoteShape(Strict, frozen=True, kw_only=True, omit_defaults=True):
    """``second_currency`` is a code, or one of the words of ``Beside``."""

    id: str
    created: DayText
    client: ClientShape
    options: tuple[OptionShape, ...] = ()
    assumptions: AssumedShape
    second_currency: str
    language: str
    valid_days: Whole | None = None
    valid_until: DayText | None = None
    deposit: str = ""
    payment: str = ""
    notes: str = ""
    sources: tuple[SourceShape, ...] = ()
    statements: tuple[FindingShape, ...] = ()
    letterhead: LetterheadShape | None = None
    version: Number
    replaces: PredecessorShape | None = None
    issued: IssuedShape | None = None


class OutcomeShape(Strict, frozen=True, kw_only=True, omit_defaults=True):
    decision: Decision
    on: DayText
    letter: str | None = None


class LastNumberShape(Strict, frozen=True, kw_only=True):
    place: Number
