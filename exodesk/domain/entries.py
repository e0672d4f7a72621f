"""What a catalogue holds: entries with their offers, and the sources that say so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from exodesk.domain.members import Member
from exodesk.domain.money import PriceRange
from exodesk.domain.units import DAYS_IN, Amount, Duration


class SourceKind(Enum):
    ARTICLE = "article"
    PRICE_LIST = "price-list"
    PAGE = "page"
    REGULATOR = "regulator"
    STUDY = "study"
    WRITTEN_QUOTE = "written-quote"
    PAID = "paid"
    ESTIMATE = "estimate"


class Kind(Member):
    TREATMENT = "treatment"
    PRODUCT = "product"


class Family(Member):
    EXOSOME = "exosome"
    PRP = "prp"
    STEM_CELL = "stem-cell"
    MICRONEEDLING = "microneedling"
    RF_MICRONEEDLING = "rf-microneedling"
    LASER = "laser"
    PEEL = "peel"
    INJECTABLE = "injectable"
    MESOTHERAPY = "mesotherapy"
    FACIAL = "facial"
    LIGHT = "light"
    RETINOID = "retinoid"
    SERUM = "serum"
    OTHER = "other"


class Route(Member):
    TOPICAL = "topical"
    TRANSDERMAL = "transdermal"
    MICRONEEDLING = "microneedling"
    INJECTION = "injection"
    LASER_ASSISTED = "laser-assisted"
    RF_ASSISTED = "rf-assisted"
    LIGHT = "light"
    ORAL = "oral"
    OTHER = "other"


class Concern(Enum):
    AGEING = "ageing"
    PIGMENTATION = "pigmentation"
    MELASMA = "melasma"
    SCARS = "scars"
    ACNE = "acne"
    REDNESS = "redness"
    HYDRATION = "hydration"
    LAXITY = "laxity"
    TEXTURE = "texture"
    HAIR_LOSS = "hair-loss"
    HEALING = "healing"


class ExosomeSource(Enum):
    AUTOLOGOUS = "autologous"
    HUMAN_DONOR = "human-donor"
    PLATELET = "platelet"
    PLANT = "plant"
    ANIMAL = "animal"
    BACTERIA = "bacteria"
    SYNTHETIC = "synthetic"
    OTHER = "other"
    NOT_STATED = "not stated"


class Per(Member):
    """What a price buys."""

    SESSION = "session"
    COURSE = "course"
    PACK = "pack"
    MONTH = "month"
    CONSULTATION = "consultation"
    PATCH_TEST = "patch-test"
    ADD_ON = "add-on"
    UNSTATED = "unstated"


FEES = frozenset({Per.CONSULTATION, Per.PATCH_TEST, Per.ADD_ON})
"""Offers that buy no treatment by themselves."""


class Tax(Member):
    INCLUDED = "included"
    EXCLUDED = "excluded"
    EXEMPT = "exempt"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Source:
    id: str
    kind: SourceKind
    title: str
    publisher: str | None = None
    author: str | None = None
    date: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Provider:
    name: str
    city: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """Who states a figure, when, and how it was printed."""

    source: str | None = None
    date: str | None = None
    as_printed: str | None = None


NOT_SOURCED = Stated()
MONTHLY = Duration(Decimal(1), "month")


@dataclass(frozen=True, slots=True)
class Offer:
    """One published price. ``sessions`` is the size of a course; ``every``/``times`` are a
    subscription's interval and number of payments (None: open-ended)."""

    price: PriceRange
    per: Per
    sessions: int | None = None
    every: Duration = MONTHLY
    times: int | None = None
    redeemable: bool | None = None
    tax: Tax = Tax.UNKNOWN
    tax_rate: Decimal | None = None
    stated: Stated = NOT_SOURCED


@dataclass(frozen=True, slots=True)
class SessionCount:
    """How many sessions a course has, None where an end is open."""

    low: int | None
    high: int | None
    stated: Stated = NOT_SOURCED


@dataclass(frozen=True, slots=True)
class DurationRange:
    low: Duration | None
    high: Duration | None
    stated: Stated = NOT_SOURCED

    @property
    def low_days(self) -> Fraction | None:
        return None if self.low is None else self.low.days

    @property
    def high_days(self) -> Fraction | None:
        return None if self.high is None else self.high.days


@dataclass(frozen=True, slots=True)
class Pack:
    amount: Amount
    stated: Stated = NOT_SOURCED


@dataclass(frozen=True, slots=True)
class Use:
    """How much of a product is used per ``per`` (day, week or month)."""

    amount: Amount
    per: str
    stated: Stated = NOT_SOURCED

    @property
    def per_days(self) -> Fraction:
        return DAYS_IN[self.per]


@dataclass(frozen=True, slots=True)
class Remark:
    """A short text with its source: something included, a caution, a side effect, a note."""

    text: str
    stated: Stated = NOT_SOURCED


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody claims, kept as theirs, with the sources that contradict it."""

    text: str
    by: str | None = None
    stated: Stated = NOT_SOURCED
    contradicted_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A product or a treatment as one provider offers it, or as a guide describes it."""

    id: str
    kind: Kind
    name: str
    family: Family
    provider: Provider | None = None
    own_country: str | None = None
    routes: tuple[Route, ...] = ()
    concerns: tuple[Concern, ...] = ()
    exosome_source: ExosomeSource | None = None
    offers: tuple[Offer, ...] = ()
    sessions: SessionCount | None = None
    interval: DurationRange | None = None
    downtime: DurationRange | None = None
    onset: DurationRange | None = None
    lasts: DurationRange | None = None
    pack: Pack | None = None
    use: Use | None = None
    included: tuple[Remark, ...] = ()
    cautions: tuple[Remark, ...] = ()
    side_effects: tuple[Remark, ...] = ()
    claims: tuple[Claim, ...] = ()
    notes: tuple[Remark, ...] = ()

    @property
    def country(self) -> str | None:
        """Where it is offered: the provider's country, else the entry's own."""
        if self.provider is not None and self.provider.country is not None:
            return self.provider.country
        return self.own_country

    @property
    def city(self) -> str | None:
        return None if self.provider is None else self.provider.city

    @property
    def provider_name(self) -> str | None:
        return None if self.provider is None else self.provider.name

    def figures(self) -> Iterator[Stated]:
        """Who states each figure and each text of the entry, in the order they are shown."""
        for offer in self.offers:
            yield offer.stated
        for figure in (
            self.sessions,
            self.interval,
            self.downtime,
            self.onset,
            self.lasts,
            self.pack,
            self.use,
        ):
            if figure is not None:
                yield figure.stated
        for remark in (*self.included, *self.cautions, *self.side_effects, *self.notes):
            yield remark.stated
        for claim in self.claims:
            yield claim.stated
