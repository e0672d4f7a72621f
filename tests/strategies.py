"""Hypothesis strategies for the domain. Pools are small, so that values meet each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from exodesk.domain.assumptions import Assumptions, LineKey, UnknownTax
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.costing import cost_of
from exodesk.domain.entries import (
    Concern,
    DurationRange,
    Entry,
    Family,
    Kind,
    Offer,
    Pack,
    Per,
    Provider,
    Route,
    SessionCount,
    Stated,
    Tax,
    Use,
)
from exodesk.domain.filters import Criterion, EntryFilter, Fit
from exodesk.domain.money import Money, PriceRange
from exodesk.domain.rates import RateTable
from exodesk.domain.trace import Trace, trace_of
from exodesk.domain.units import Amount, Duration
from tests.builders import RATE_DAY, SOURCE, rate

CURRENCIES = ("GBP", "INR", "EUR")
NAMES = ("Exosome", "microneedling", "peel", "Péel", "ContōR", "IV", "फेशियल", "ẞlow", "4.5", "PRP")
PROVIDERS = ("Clinic One", "Clinic Two", "Straße Skin", "One")
CITIES = ("London", "New Delhi", "Mumbai")
COUNTRIES = ("GB", "IN")
_SWITCHED = [key for key in LineKey if key not in (LineKey.SESSIONS, LineKey.PACKS)]
DATES = ("2024", "2025-06", "2026-01-10")
TYPED = (
    *NAMES,
    "e",
    "ee",
    "el",
    "CONT",
    "ss",
    "strasse",
    "फे",
    "on",
    "delhi",
    "4",
    "peel hyd",
    "zz",
)

# A half-penny price and thirds of a rate make totals that no float holds.
amounts: SearchStrategy[Decimal] = st.one_of(
    st.sampled_from([Decimal(text) for text in ("0", "0.005", "1", "99.99", "100", "120", "300")]),
    st.decimals(min_value=0, max_value=1_000_000, places=2),
)
currencies: SearchStrategy[str] = st.sampled_from(CURRENCIES)
tables: SearchStrategy[RateTable] = st.lists(
    st.sampled_from(["GBP/INR=120", "EUR/GBP=0.3", "EUR/INR=90.0001", "GBP/INR=0.7"]), max_size=3
).map(lambda texts: RateTable(RATE_DAY, pinned=[rate(text) for text in texts]))


@st.composite
def ranges(draw: DrawFn, ends: SearchStrategy[Decimal]) -> tuple[Decimal | None, Decimal | None]:
    """Exact, range, from, up to or unknown."""
    low, high = draw(st.none() | ends), draw(st.none() | ends)
    if draw(st.booleans()):
        high = low
    if low is not None and high is not None and low > high:
        low, high = high, low
    return low, high


@st.composite
def prices(draw: DrawFn, currencies: SearchStrategy[str] = currencies) -> PriceRange:
    """A price in any of the five states."""
    low, high = draw(ranges(amounts))
    return PriceRange(low, high, draw(currencies))


def monies() -> SearchStrategy[Money]:
    return st.builds(Money, amounts, currencies)


@st.composite
def offers(
    draw: DrawFn,
    pers: SearchStrategy[Per] | None = None,
    currencies: SearchStrategy[str] = currencies,
) -> Offer:
    per = draw(st.sampled_from(Per) if pers is None else pers)
    return Offer(
        draw(prices(currencies)),
        per,
        sessions=draw(st.integers(1, 8)) if per is Per.COURSE else None,
        every=Duration(draw(st.sampled_from([Decimal(1), Decimal(3)])), "month"),
        times=draw(st.none() | st.integers(1, 14)),
        redeemable=draw(st.sampled_from([None, True, False])),
        tax=draw(st.sampled_from(Tax)),
        tax_rate=draw(st.sampled_from([None, Decimal(5), Decimal("12.5")])),
        stated=Stated(source="src-a", date=draw(st.none() | st.sampled_from(DATES))),
    )


@st.composite
def session_counts(draw: DrawFn) -> SessionCount:
    low, high = draw(ranges(st.integers(1, 12).map(Decimal)))
    return SessionCount(None if low is None else int(low), None if high is None else int(high))


@st.composite
def duration_ranges(draw: DrawFn) -> DurationRange:
    low, high = draw(ranges(st.sampled_from([Decimal(text) for text in ("0", "1", "24", "30.5")])))
    unit = draw(st.sampled_from(["hour", "day", "week"]))
    return DurationRange(
        None if low is None else Duration(low, unit), None if high is None else Duration(high, unit)
    )


providers: SearchStrategy[Provider] = st.builds(
    Provider,
    st.sampled_from(PROVIDERS),
    st.none() | st.sampled_from(CITIES),
    st.none() | st.sampled_from(COUNTRIES),
)
names: SearchStrategy[str] = st.lists(st.sampled_from(NAMES), min_size=1, max_size=3).map(" ".join)


@st.composite
def entries(
    draw: DrawFn,
    ids: SearchStrategy[str] | None = None,
    currencies: SearchStrategy[str] = currencies,
) -> Entry:
    """A treatment or a product with up to four offers of any kind."""
    kind = draw(st.sampled_from(Kind))
    is_product = kind is Kind.PRODUCT
    volumes = st.sampled_from(["30 ml", "0.5 ml", "1 g", "200 mg"])
    held, used = (draw(st.none() | volumes) if is_product else None for _ in range(2))
    return Entry(
        id=draw(st.text("abc", min_size=1, max_size=4) if ids is None else ids),
        kind=kind,
        name=draw(names),
        family=draw(st.sampled_from([Family.EXOSOME, Family.PEEL, Family.RF_MICRONEEDLING])),
        provider=draw(st.none() | providers),
        own_country=draw(st.none() | st.sampled_from(COUNTRIES)),
        routes=tuple(draw(st.lists(st.sampled_from(list(Route)[:3]), unique=True, max_size=2))),
        concerns=tuple(draw(st.lists(st.sampled_from(list(Concern)[:3]), unique=True, max_size=2))),
        offers=tuple(draw(st.lists(offers(currencies=currencies), max_size=4))),
        sessions=None if is_product else draw(st.none() | session_counts()),
        downtime=draw(st.none() | duration_ranges()),
        pack=None if held is None else Pack(_amount(held)),
        use=None if used is None else Use(_amount(used), draw(st.sampled_from(["day", "week"]))),
    )


@st.composite
def catalogues(
    draw: DrawFn, max_size: int = 8, currencies: SearchStrategy[str] = currencies
) -> list[Entry]:
    """Entries with different ids, often of the same name."""
    ids = draw(st.lists(st.text("abc", min_size=1, max_size=3), unique=True, max_size=max_size))
    return [draw(entries(st.just(entry_id), currencies)) for entry_id in ids]


@st.composite
def assumptions(draw: DrawFn, currency: str | None = None) -> Assumptions:
    given_low, given_more = draw(st.integers(1, 6)), draw(st.integers(0, 3))
    return Assumptions(
        draw(currencies) if currency is None else currency,
        draw(st.sampled_from([Fraction(365), Fraction(30), Fraction(365, 2)])),
        draw(st.sampled_from([None, SessionCount(given_low, given_low + given_more)])),
    )


@st.composite
def full_assumptions(draw: DrawFn) -> Assumptions:
    """Assumptions with every field at its default or not."""
    money = st.none() | st.builds(Money, amounts, currencies)
    return replace(
        draw(assumptions()),
        left_out=draw(st.frozensets(st.sampled_from(_SWITCHED))),
        unknown_tax=draw(st.sampled_from(UnknownTax)),
        fx_fee=draw(st.sampled_from([Fraction(0), Fraction(11, 4)])),
        home=draw(st.sampled_from([None, *COUNTRIES])),
        travel=draw(money),
        trips=draw(st.sampled_from([None, 1, 3])),
        time_off=draw(money),
    )


@st.composite
def traces(draw: DrawFn) -> Trace:
    """How the total of any entry came about, under any assumptions."""
    found = draw(entries())
    if found.kind is Kind.TREATMENT:
        spans = st.none() | duration_ranges()
        found = replace(found, lasts=draw(spans), interval=draw(spans))
    assumed = draw(full_assumptions())
    catalogue = Catalogue(sources={"src-a": SOURCE})
    return trace_of(cost_of(found, assumed, draw(tables)), assumed, catalogue)


def _subsets(values: Sequence[object]) -> SearchStrategy[frozenset[object]]:
    return st.frozensets(st.sampled_from(values), min_size=1, max_size=2)


_CRITERIA: dict[Criterion, SearchStrategy[object]] = {
    Criterion.WORDS: st.lists(st.sampled_from(TYPED), min_size=1, max_size=2).map(" ".join),
    Criterion.MAX_TOTAL: monies(),
    Criterion.MAX_PRICE: monies(),
    Criterion.MAX_DOWNTIME: st.sampled_from([Fraction(0), Fraction(1), Fraction(61, 2)]),
    Criterion.MAX_SESSIONS: st.integers(0, 12),
    Criterion.KINDS: _subsets(list(Kind)),
    Criterion.FAMILIES: _subsets([Family.EXOSOME, Family.PEEL, Family.LASER]),
    Criterion.ROUTES: _subsets([None, *list(Route)[:3]]),
    Criterion.CONCERNS: _subsets(list(Concern)[:4]),
    Criterion.COUNTRIES: _subsets([None, *COUNTRIES, "US"]),
    Criterion.PROVIDERS: _subsets([None, *PROVIDERS, "Nobody"]),
}


@st.composite
def entry_filters(draw: DrawFn, max_criteria: int = 3) -> EntryFilter:
    """A filter with a few criteria, so that some entries pass; often none at all."""
    chosen = draw(st.lists(st.sampled_from(Criterion), unique=True, max_size=max_criteria))
    criteria: dict[str, Any] = {c.value: draw(_CRITERIA[c]) for c in chosen}
    return EntryFilter(fit=draw(st.sampled_from(Fit)), **criteria)


def _amount(text: str) -> Amount:
    number, unit = text.split()
    return Amount(Decimal(number), unit)
