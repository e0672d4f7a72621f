"""The catalogue file as msgspec structs: the shape that JSON must have, before its meaning."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from exodesk.domain.assumptions import MOST_SESSIONS
from exodesk.domain.entries import (
    Concern,
    ExosomeSource,
    Family,
    Kind,
    Per,
    Route,
    SourceKind,
    Tax,
)

FORMAT = "exodesk-catalogue"
VERSION = 1

MOST_DIGITS = 20  # of an amount, before and after its point
AMOUNT_PATTERN = rf"\A[0-9]{{1,{MOST_DIGITS}}}(\.[0-9]{{1,{MOST_DIGITS}}})?\Z"
DURATION_PATTERN = r"\A[0-9]{1,6}(\.[0-9]{1,12})? (hour|day|week|month|year)\Z"
MEASURE_PATTERN = r"\A[0-9]{1,9}(\.[0-9]{1,12})? (ml|l|mg|g|kg)\Z"
DATE_PATTERN = r"\A[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?\Z"
COUNTRY_PATTERN = r"\A[A-Z]{2}\Z"

Name = Annotated[str, Meta(min_length=1, max_length=10_000)]
AmountText = Annotated[str, Meta(pattern=AMOUNT_PATTERN)]
DurationText = Annotated[str, Meta(pattern=DURATION_PATTERN)]
MeasureText = Annotated[str, Meta(pattern=MEASURE_PATTERN)]
DateText = Annotated[str, Meta(pattern=DATE_PATTERN)]
CountryCode = Annotated[str, Meta(pattern=COUNTRY_PATTERN)]
Whole = Annotated[int, Meta(ge=1, le=MOST_SESSIONS)]
TaxRate = AmountText | Annotated[int, Meta(ge=0, le=1000)]


class Strict(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """Refuses keys it does not know. Holds only immutable values, so the collector may pass it."""


class FigureShape(Strict, frozen=True, kw_only=True):
    source: str | None = None
    date: DateText | None = None
    as_printed: str | None = None


class PriceShape(FigureShape, frozen=True, kw_only=True):
    low: AmountText | None
    high: AmountText | None
    currency: str


class OfferShape(FigureShape, frozen=True, kw_only=True):
    price: PriceShape
    per: Per
    sessions: Whole | None = None
    every: DurationText | None = None
    times: Whole | None = None
    redeemable: bool | None = None
    tax: Tax | None = None
    tax_rate: TaxRate | None = None


class SessionsShape(FigureShape, frozen=True, kw_only=True):
    low: Whole | None = None
    high: Whole | None = None


class DurationsShape(FigureShape, frozen=True, kw_only=True):
    low: DurationText | None = None
    high: DurationText | None = None


class PackShape(FigureShape, frozen=True, kw_only=True):
    amount: MeasureText


class UseShape(FigureShape, frozen=True, kw_only=True):
    amount: MeasureText
    per: Literal["day", "week", "month"]


class RemarkShape(FigureShape, frozen=True, kw_only=True):
    text: Name


class ClaimShape(FigureShape, frozen=True, kw_only=True):
    text: Name
    by: str | None = None
    contradicted_by: tuple[str, ...] | None = None


class ProviderShape(Strict, frozen=True, kw_only=True):
    name: Name
    city: str | None = None
    country: CountryCode | None = None


class EntryShape(Strict, frozen=True, kw_only=True):
    id: Name
    kind: Kind
    name: Name
    family: Family
    provider: ProviderShape | None = None
    country: CountryCode | None = None
    routes: tuple[Route, ...] | None = None
    concerns: tuple[Concern, ...] | None = None
    exosome_source: ExosomeSource | None = None
    offers: tuple[OfferShape, ...] | None = None
    sessions: SessionsShape | None = None
    interval: DurationsShape | None = None
    downtime: DurationsShape | None = None
    onset: DurationsShape | None = None
    lasts: DurationsShape | None = None
    pack: PackShape | None = None
    use: UseShape | None = None
    included: tuple[RemarkShape, ...] | None = None
    cautions: tuple[RemarkShape, ...] | None = None
    side_effects: tuple[RemarkShape, ...] | None = None
    claims: tuple[ClaimShape, ...] | None = None
    notes: tuple[RemarkShape, ...] | None = None


class SourceShape(Struct, frozen=True, gc=False, kw_only=True):
    id: Name
    kind: SourceKind
    title: Name
    publisher: str | None = None
    author: str | None = None
    date: DateText | None = None
    url: str | None = None
