"""Filtering and sorting by the index beside plain Python on the same catalogue.

Run by hand: ``python benchmarks/bench_index.py [rows]``. Prints medians in milliseconds. Plain
Python is, for words, a search in texts made ready before; for all else it is the domain, asked row
by row.
"""

from __future__ import annotations

import datetime
import gc
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.costing import CourseCost, cost_of
from exodesk.domain.entries import (
    Concern,
    DurationRange,
    Entry,
    Family,
    Kind,
    Offer,
    Per,
    Provider,
    Route,
    SessionCount,
)
from exodesk.domain.filters import EntryFilter, Judgement
from exodesk.domain.money import Money, PriceRange
from exodesk.domain.ordering import SortKey, sorted_by
from exodesk.domain.rates import Rate, RateTable
from exodesk.domain.units import Duration
from exodesk.domain.words import words_in, words_of
from exodesk.index import CatalogueIndex

ROWS = 100_000
REPEATS = 15
TYPED = ("e", "ex", "exo", "exos", "exosome", "exosome l", "exosome lon", "exosome lon 4", "9")
NOUNS = ("Exosome", "Laser", "Peel", "Serum", "Facial", "Infusion", "Mesotherapy", "Light")
ONE_DAY = Duration(Decimal(1), "day")
CITIES = ("London", "Leeds", "Mumbai", "New Delhi", "Pune", "Bristol")


def rates(rupees: str) -> RateTable:
    day = datetime.date(2026, 1, 15)
    return RateTable(day, pinned=[Rate("GBP", "INR", Decimal(rupees), day, "manual")])


RATES = rates("127.2342")


def made_up_catalogue(rows: int) -> list[Entry]:
    """Entries whose names each hold a word of their own; a tenth without a price."""
    dice = random.Random(7)
    return [_entry(row, rows, dice) for row in range(rows)]


def _entry(row: int, rows: int, dice: random.Random) -> Entry:
    country, currency, scale = dice.choice([("GB", "GBP", 1), ("IN", "INR", 100)])
    offers = []
    if dice.random() > 0.1:
        low = Decimal(dice.randint(3_000, 60_000) * scale) / 100
        high = None if dice.random() < 0.2 else low + dice.choice([0, 50 * scale])
        offers.append(Offer(PriceRange(low, high, currency), Per.SESSION))
    first = dice.randint(1, 4)
    return Entry(
        id=f"entry-{row}",
        kind=Kind.TREATMENT,
        name=f"{' '.join(dice.sample(NOUNS, 3))} {row:06d}",
        family=dice.choice(list(Family)),
        provider=Provider(f"Clinic {dice.randint(0, rows // 20)}", dice.choice(CITIES), country),
        routes=tuple(dice.sample(list(Route), dice.randint(0, 2))),
        concerns=tuple(dice.sample(list(Concern), dice.randint(0, 3))),
        offers=tuple(offers),
        sessions=SessionCount(first, first + dice.randint(0, 3)) if dice.random() > 0.2 else None,
        downtime=DurationRange(ONE_DAY, Duration(Decimal(dice.randint(1, 9)), "day")),
    )


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def median(works: Iterable[Callable[[], object]]) -> float:
    return statistics.median(timed(work) for work in works)


def report(what: str, index: float, plain: float | None = None) -> None:
    beside = "" if plain is None else f"{plain:>14.2f}{plain / index:>10.0f} x"
    print(f"{what:<52}{index:>12.2f}{beside}")


def build(entries: list[Entry], costs: list[CourseCost]) -> CatalogueIndex:
    print(f"{len(entries):,} rows{'index':>52}{'plain Python':>14}   ratio")
    building = CatalogueIndex.building(entries)
    built: list[CatalogueIndex | None] = [None]
    gaps = []
    while built[-1] is None:
        gaps.append(timed(lambda: built.append(next(building))))
    report("build", sum(gaps))
    report("  longest step", max(gaps))
    index = built[-1]
    steps = index.setting_costs(costs, RATES)
    gaps = [timed(lambda: next(steps, None)) for _ in range(len(entries) // 500 + 2)]
    report("set costs", sum(gaps))
    report("  longest step", max(gaps))
    return index


def type_words(index: CatalogueIndex, entries: list[Entry]) -> None:
    texts = [" ".join(words_of(entry)) for entry in entries]

    def plainly(words: str) -> object:
        parts = words_in(words)
        return [row for row, text in enumerate(texts) if all(part in text for part in parts)]

    def one_more_letter(words: str) -> float:
        index.select(EntryFilter(words=words[:-1]), SortKey.TOTAL)
        return timed(lambda: index.select(EntryFilter(words=words), SortKey.TOTAL))

    report(
        "first select, sorted by total",
        timed(lambda: index.select(EntryFilter(), SortKey.TOTAL)),
    )
    for words in TYPED:
        report(
            f"one more letter: {words!r}",
            statistics.median(one_more_letter(words) for _ in range(REPEATS)),
            median([partial(plainly, words)] * 5),
        )


def narrow(index: CatalogueIndex, costs: list[CourseCost]) -> None:
    limits = [Money(Decimal(amount), "GBP") for amount in range(300, 300 + REPEATS)]
    by_total = [EntryFilter(words="exo", max_total=limit) for limit in limits]
    report(
        "another budget",
        median(partial(index.select, f, SortKey.TOTAL) for f in by_total),
        timed(lambda: judged(costs, by_total[0])),
    )
    both = EntryFilter(
        words="exo", max_total=limits[0], families=frozenset({Family.PEEL, Family.LASER})
    )
    index.select(both, SortKey.TOTAL)
    report("counts beside all choices", median([lambda: index.facets(both)] * REPEATS))
    report("what hides how many", median([lambda: index.hidden_by(both)] * REPEATS))


def sort(index: CatalogueIndex, costs: list[CourseCost]) -> None:
    turns = [key for _ in range(REPEATS) for key in (SortKey.TOTAL, SortKey.PRICE)]
    report(
        "another sort key",
        median(partial(index.select, EntryFilter(), key) for key in turns),
        timed(lambda: sorted_by(costs, SortKey.PRICE)),
    )


def convert(index: CatalogueIndex, entries: list[Entry]) -> None:
    def in_currency(currency: str, table: RateTable) -> None:
        assumptions = Assumptions(currency)
        index.convert(currency, table, lambda row: cost_of(entries[row], assumptions, table))
        index.select(EntryFilter(), SortKey.TOTAL)

    in_currency("GBP", RATES)
    plain = timed(lambda: [cost_of(entry, Assumptions("INR"), RATES) for entry in entries])
    turns = ["INR", "GBP"] * REPEATS
    report(
        "convert and select, GBP and INR in turn",
        median(partial(in_currency, currency, RATES) for currency in turns),
        plain,
    )
    tables = [rates(f"{120 + step / 7:.4f}") for step in range(REPEATS)]
    report(
        "convert and select, at a new rate",
        median(partial(in_currency, "GBP", table) for table in tables),
        plain,
    )
    round_rates = [rates(str(100 + step)) for step in range(REPEATS)]
    report(
        "convert and select, at a new round rate",
        median(partial(in_currency, "GBP", table) for table in round_rates),
        plain,
    )


def judged(costs: list[CourseCost], entry_filter: EntryFilter) -> list[CourseCost]:
    return [cost for cost in costs if entry_filter.judge(cost, RATES) is not Judgement.NO]


def main(rows: int) -> None:
    entries = made_up_catalogue(rows)
    assumptions = Assumptions()
    costs = [cost_of(entry, assumptions, RATES) for entry in entries]
    gc.collect()
    gc.freeze()
    index = build(entries, costs)
    type_words(index, entries)
    narrow(index, costs)
    sort(index, costs)
    convert(index, entries)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
