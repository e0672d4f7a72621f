"""Entries that may say anything a catalogue file has a place for, in any characters."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from exodesk.domain.entries import (
    Claim,
    DurationRange,
    Entry,
    ExosomeSource,
    Offer,
    Provider,
    Remark,
    SessionCount,
    Source,
    SourceKind,
    Stated,
)
from exodesk.domain.money import PriceRange
from exodesk.domain.units import DAYS_IN, Duration
from tests.strategies import DATES, NAMES, amounts, entries, ranges

# Bidi overrides, joiners, line ends, quotes, markup and what a spreadsheet would run.
ODD_TEXTS = (
    *("\u202eabc\u202c", "a\u200bb", "a\u200db", "a\x00b", "\ufeffx", "a\u2028b", "a\r\nb\tc"),
    *('"\\', "\\u0022", "\\ud800", "<b>&amp;</b>", "=1+1", "{x}", "\U0010ffff"),
    *("फेशियल", "e\u0301", "é", "👩\u200d⚕\ufe0f"),
)
texts: SearchStrategy[str] = st.one_of(
    st.sampled_from([*NAMES, *ODD_TEXTS]),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8),
)
SOURCE_IDS = ("src-a", "src-b", "own-source-1")
_sources_cited = st.none() | st.sampled_from(SOURCE_IDS)
_dates = st.none() | st.sampled_from(DATES)
_maybe_texts = st.none() | texts
stateds: SearchStrategy[Stated] = st.builds(Stated, _sources_cited, _dates, _maybe_texts)
remarks: SearchStrategy[tuple[Remark, ...]] = st.lists(
    st.builds(Remark, texts, stateds), max_size=2
).map(tuple)
claims: SearchStrategy[tuple[Claim, ...]] = st.lists(
    st.builds(
        Claim,
        texts,
        _maybe_texts,
        stateds,
        st.lists(st.sampled_from(SOURCE_IDS), max_size=2).map(tuple),
    ),
    max_size=2,
).map(tuple)
# Up to the digits that a file may hold, some written with an exponent.
exact_amounts: SearchStrategy[Decimal] = st.one_of(
    st.sampled_from([Decimal(text) for text in ("1E+2", "0E+3", "-0", "1E-20", "0.10", "9E+19")]),
    st.integers(0, 10**40 - 1).map(lambda digits: Decimal((0, _digits(digits), -20))),
    amounts,
)
_STATED_RANGES = ("interval", "downtime", "onset", "lasts")


@st.composite
def source_lists(draw: DrawFn) -> dict[str, Source]:
    """Every source that full entries cite."""
    url = "https://example.org/a?b=1&c=%22d%22"
    return {
        source_id: Source(
            source_id,
            draw(st.sampled_from(SourceKind)),
            draw(texts),
            draw(_maybe_texts),
            draw(_maybe_texts),
            draw(_dates),
            draw(st.sampled_from([None, url])),
        )
        for source_id in SOURCE_IDS
    }


@st.composite
def full_entries(draw: DrawFn, ids: SearchStrategy[str] | None = None) -> Entry:
    entry = draw(entries(ids))
    said: dict[str, Any] = {name: draw(st.none() | stated_durations()) for name in _STATED_RANGES}
    if entry.provider is not None:
        country = entry.provider.country
        said["provider"] = Provider(draw(texts), draw(_maybe_texts), country)
    for name in ("included", "cautions", "side_effects", "notes"):
        said[name] = draw(remarks)
    for name in ("pack", "use"):
        if (figure := getattr(entry, name)) is not None:
            said[name] = replace(figure, stated=draw(stateds))
    return replace(
        entry,
        name=draw(texts),
        exosome_source=draw(st.none() | st.sampled_from(ExosomeSource)),
        offers=tuple(draw(_exactly(offer)) for offer in entry.offers),
        sessions=draw(st.none() | stated_sessions()),
        claims=draw(claims),
        **said,
    )


@st.composite
def stated_sessions(draw: DrawFn) -> SessionCount:
    """At least one end."""
    low, high = draw(ranges(st.integers(1, 99).map(Decimal)).filter(any))
    return SessionCount(
        None if low is None else int(low), None if high is None else int(high), draw(stateds)
    )


@st.composite
def stated_durations(draw: DrawFn) -> DurationRange:
    """At least one end, above zero, as ``lasts`` needs it."""
    numbers = st.sampled_from([Decimal("0.5"), Decimal("1E+1"), Decimal(24)])
    low, high = draw(ranges(numbers).filter(any))
    unit = draw(st.sampled_from(list(DAYS_IN)))
    return DurationRange(
        None if low is None else Duration(low, unit),
        None if high is None else Duration(high, unit),
        draw(stateds),
    )


@st.composite
def _exactly(draw: DrawFn, offer: Offer) -> Offer:
    low, high = draw(ranges(exact_amounts))
    return replace(
        offer,
        price=PriceRange(low, high, draw(st.sampled_from(["GBP", "JPY", "KWD"]))),
        every=Duration(draw(st.sampled_from([Decimal(1), Decimal("4.0")])), "week"),
        stated=draw(stateds),
    )


def _digits(number: int) -> tuple[int, ...]:
    return tuple(map(int, str(number)))
