"""One chart of each kind with every state in it, and hostile ones."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from exodesk.domain.assumptions import LineKey
from exodesk.domain.chances import Chance
from exodesk.domain.money import Bounds, PriceState
from exodesk.ui.charts.chance_bar import ChanceBar
from exodesk.ui.charts.chances import Chances
from exodesk.ui.charts.chart import Chart
from exodesk.ui.charts.cost_and_downtime import CostAndDowntime
from exodesk.ui.charts.cost_bar import CostBar, CostPart
from exodesk.ui.charts.cost_bars import CostBars
from exodesk.ui.charts.cost_over_time import CostOverTime
from exodesk.ui.charts.rectangle import Rectangle
from exodesk.ui.charts.track import Track
from exodesk.wording.amounts import bounds_text

Ends: TypeAlias = tuple[float | str | None, float | str | None]
MONTH = Fraction(365, 12)
LONG = "Laser with a very long name that goes on and on, by a provider with a very long name, too"


def bounds(low: float | str | None, high: float | str | None) -> Bounds:
    return Bounds(None if low is None else Fraction(low), None if high is None else Fraction(high))


def bar(
    name: str, ends: Ends, *parts: tuple[LineKey, Ends], words: str = "", note: str = ""
) -> CostBar:
    total = bounds(*ends)
    return CostBar(
        name,
        total.state,
        total,
        words or bounds_text(total, "GBP"),
        tuple(CostPart(key, bounds(*part)) for key, part in parts),
        note,
    )


BARS = CostBars(
    "Total over 12 months, £",
    "GBP",
    (
        bar(
            "Exosome, London",
            (900, 1260),
            (LineKey.SESSIONS, (750, 1050)),
            (LineKey.TAX, (150, 210)),
        ),
        bar(
            "Exosome, Mumbai",
            (750, 900),
            (LineKey.SESSIONS, (300, 450)),
            (LineKey.TAX, (30, 30)),
            (LineKey.TRAVEL, (420, 420)),
            note="lowest",
        ),
        bar("Cream", (252, 252), (LineKey.PACKS, (252, 252))),
        bar(LONG, (800, None), (LineKey.SESSIONS, (800, 900)), (LineKey.PATCH_TEST, (0, None))),
        bar("Peel", (None, 250), (LineKey.SESSIONS, (None, 250))),
        bar("Vial", (None, None), words="on request"),
        CostBar("Abroad", PriceState.NEEDS_RATE, bounds(None, None), "needs a rate"),
        bar("Free", (0, 0), (LineKey.SESSIONS, (0, 0))),
    ),
    ("£1 = ₹120.0000 · manual",),
)


def rectangle(
    name: str, cost: Ends, days: Ends, beaten_by: int | None = None, words: str = ""
) -> Rectangle:
    total = bounds(*cost)
    return Rectangle(name, total, words or bounds_text(total, "GBP"), bounds(*days), beaten_by)


RECTANGLES = CostAndDowntime(
    "Cost and downtime over 12 months",
    "GBP",
    "Total over 12 months, £",
    "Downtime over the course, days",
    (
        rectangle("Exosome, London", (750, 1050), (3, 6)),
        rectangle("PRP, Mumbai", (200, 500), (8, 18)),
        rectangle("Laser, London", (800, 1800), (10, 21), 3),
        rectangle("Exosome, Mumbai", (300, 450), (3, 6)),
        rectangle("From", (1400, None), (1, None)),
        rectangle("Up to", (None, 900), (None, 2)),
        rectangle("Vial", (None, None), (3, 6), words="on request"),
        rectangle("Cream", (252, 252), (0, 0)),
    ),
)


def track(name: str, *paid: Ends, words: str = "") -> Track:
    points = tuple((MONTH * number, bounds(*ends)) for number, ends in enumerate(paid))
    return Track(name, points, words or bounds_text(points[-1][1], "GBP"))


TRACKS = CostOverTime(
    "Paid over 3 months, £",
    "GBP",
    (
        track("Peels", (80, 120), (160, 240), (240, 360), (240, 480)),
        track("Cream", (36, 36), (36, 36), (72, 72), (72, 72)),
        track("From", (100, None), (100, None), (200, None), (200, None)),
        track("Up to", (None, 50), (None, 100), (None, 150), (None, 150)),
        track("Vial", *[(None, None)] * 4, words="on request"),
        track("Free", *[(0, 0)] * 4),
    ),
)


def chance(value: str) -> Chance:
    return Chance(Fraction(value), settled=False)


CHANCES = Chances(
    "Chance of being cheaper",
    (
        ChanceBar(
            "Mumbai",
            "London",
            "Mumbai is cheaper in about 84 of 100 cases.",
            chance("0.84"),
            chance("0"),
            chance("0.16"),
        ),
        ChanceBar("Mumbai", "Peel", "About even.", chance("0.5"), chance("0.3"), chance("0.2")),
        ChanceBar("Mumbai", "Vial", "Can’t tell: the total of Vial is not known."),
    ),
)

ALL: dict[str, Chart] = {
    "bars": BARS,
    "parts": BARS.showing_parts(True),
    "rectangles": RECTANGLES,
    "tracks": TRACKS,
    "chances": CHANCES,
}

# Hostile ones

names: SearchStrategy[str] = st.sampled_from(
    [
        "",
        "Peel",
        LONG * 40,
        "<b>bold</b> & <img src='/etc/passwd'>",
        "=1+1",
        "line\nbreak\ttab\x00nul\x1b",
        "lone \ud800 surrogate \ufffe",
        "\u202eright to left",
        "फेशियल दिल्ली",
        "💉" * 30,
        "e\u0301" * 20,
    ]
)
amounts: SearchStrategy[Fraction] = st.one_of(
    st.sampled_from(
        [Fraction(text) for text in ("0", "0.001", "0.5", "1/3", "252", "12345678.9", "1e15")]
    ),
    st.just(Fraction(10) ** 400),
    st.fractions(0, 100_000),
)


def _in_order(ends: tuple[Fraction | None, Fraction | None]) -> Bounds:
    low, high = ends
    return Bounds(high, low) if None not in ends and low > high else Bounds(low, high)  # type: ignore[operator]


ranges: SearchStrategy[Bounds] = st.tuples(st.none() | amounts, st.none() | amounts).map(_in_order)
_currencies = st.sampled_from(["GBP", "INR", "JPY", "KWD"])


def _bar(name: str, total: Bounds, parts: list[tuple[LineKey, Bounds]], note: str) -> CostBar:
    return CostBar(
        name,
        total.state,
        total,
        bounds_text(total, "INR"),
        tuple(CostPart(key, part) for key, part in parts),
        note,
    )


_parts = st.lists(
    st.tuples(st.sampled_from(LineKey), ranges), max_size=5, unique_by=lambda part: part[0]
)
hostile_bars: SearchStrategy[CostBars] = st.builds(
    CostBars,
    names,
    _currencies,
    st.lists(st.builds(_bar, names, ranges, _parts, names), max_size=8).map(tuple),
    st.lists(names, max_size=2).map(tuple),
    st.booleans(),
    st.none() | st.integers(-1, 9),
)


def _beaten(entries: list[Rectangle]) -> tuple[Rectangle, ...]:
    return tuple(
        Rectangle(
            entry.name,
            entry.cost,
            entry.cost_words,
            entry.downtime,
            None if entry.beaten_by is None else entry.beaten_by % len(entries),
        )
        for entry in entries
    )


hostile_rectangles: SearchStrategy[CostAndDowntime] = st.builds(
    CostAndDowntime,
    names,
    _currencies,
    names,
    names,
    st.lists(
        st.builds(Rectangle, names, ranges, names, ranges, st.none() | st.integers(0, 7)),
        max_size=8,
    ).map(_beaten),
)


def _track(
    name: str, steps: list[Fraction], open_low: bool, open_high: bool, days: Fraction
) -> Track:
    points = []
    paid = Fraction(0)
    for number, step in enumerate(steps):
        paid += step
        low, high = None if open_low else paid / 2, None if open_high else paid
        points.append((days * number / len(steps), Bounds(low, high)))
    return Track(name, tuple(points), "words")


hostile_tracks: SearchStrategy[CostOverTime] = st.builds(
    CostOverTime,
    names,
    _currencies,
    st.lists(
        st.builds(
            _track,
            names,
            st.lists(amounts, max_size=30),
            st.booleans(),
            st.booleans(),
            st.sampled_from([Fraction(0), Fraction(1), Fraction(365), Fraction(36500)]),
        ),
        max_size=8,
    ).map(tuple),
)


def _chances(name: str, other: str, shares: tuple[int, int, int] | None) -> ChanceBar:
    if shares is None or not sum(shares):
        return ChanceBar(name, other, name)
    made = [Chance(Fraction(share, sum(shares)), settled=False) for share in shares]
    return ChanceBar(name, other, other, *made)


_shares = st.sampled_from([0, 1, 2, 999, 10**9])
hostile_chances: SearchStrategy[Chances] = st.builds(
    Chances,
    names,
    st.lists(
        st.builds(_chances, names, names, st.none() | st.tuples(_shares, _shares, _shares)),
        max_size=7,
    ).map(tuple),
)
