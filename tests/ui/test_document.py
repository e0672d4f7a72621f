from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from exodesk.domain import costs as costs_module
from exodesk.domain.assumptions import Assumptions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.costing import CourseCost, cost_of
from exodesk.domain.entries import Entry
from exodesk.domain.filters import EntryFilter
from exodesk.domain.money import Money
from exodesk.domain.ordering import SortKey
from exodesk.domain.rates import RateTable
from exodesk.ui import sliced_work
from exodesk.ui.document import CatalogueDocument
from tests.builders import NO_RATES, RATES, SOURCE, entry, rates, session_count

TODAY = datetime.date(2026, 1, 22)


def catalogue(*entries: Entry) -> Catalogue:
    return Catalogue("Test", None, {SOURCE.id: SOURCE}, entries)


def many(count: int, word: str = "Peel") -> Catalogue:
    return catalogue(
        *(
            entry(f"{word} {n}", f"{n % 900 + 1} INR", sessions="2", id=f"{word}-{n}")
            for n in range(count)
        )
    )


FEW = catalogue(
    entry("Peel", "100-200 GBP", sessions="2"),
    entry("Laser", "24000 INR", sessions="1"),
    entry("Asked", "on request GBP"),
)


@pytest.fixture
def document(qtbot: QtBot) -> Iterator[CatalogueDocument]:
    made = CatalogueDocument(FEW, Assumptions(), RATES, TODAY)
    yield made
    made.deleteLater()


def counted(monkeypatch: pytest.MonkeyPatch) -> list[Entry]:
    """The entries that are costed anew from now on."""
    costed: list[Entry] = []

    def counting(costed_entry: Entry, *others: Any) -> CourseCost:
        costed.append(costed_entry)
        return cost_of(costed_entry, *others)

    monkeypatch.setattr(costs_module, "cost_of", counting)
    return costed


def build(document: CatalogueDocument, qtbot: QtBot) -> None:
    with qtbot.waitSignal(document.index_built):
        document.build_index()


def order(document: CatalogueDocument, entry_filter: EntryFilter | None = None) -> list[str]:
    shown = document.select(entry_filter or EntryFilter(), SortKey.TOTAL, descending=False)
    entries = document.catalogue.entries
    return [entries[row].name for row in [*shown.rows, *shown.open_rows]]


def assert_costs_are_of_now(document: CatalogueDocument) -> None:
    for row, one in enumerate(document.catalogue.entries):
        assert document.cost(row) == cost_of(one, document.assumptions, document.rates)


def test_before_its_index_stands_it_answers_as_after(
    document: CatalogueDocument, qtbot: QtBot
) -> None:
    limit = EntryFilter(max_total=Money(Decimal(300), "GBP"))
    before = [order(document), order(document, limit)]
    build(document, qtbot)
    assert document.index is not None
    assert [order(document), order(document, limit)] == before
    assert before[0] == ["Laser", "Peel", "Asked"]


@pytest.mark.parametrize("indexed", [False, True])
def test_costs_and_order_follow_currency_and_rates(
    document: CatalogueDocument, qtbot: QtBot, indexed: bool
) -> None:
    if indexed:
        build(document, qtbot)
    with qtbot.waitSignal(document.costs_changed):
        document.assume(Assumptions("INR"))
    assert_costs_are_of_now(document)
    with qtbot.waitSignal(document.costs_changed):
        document.use_rates(rates("GBP/INR=60"))
    assert_costs_are_of_now(document)
    assert order(document) == ["Peel", "Laser", "Asked"]
    with qtbot.waitSignal(document.costs_changed):
        document.use_rates(NO_RATES)
    assert_costs_are_of_now(document)
    assert order(document) == ["Laser", "Asked", "Peel"]


def test_what_changes_nothing_is_not_announced(document: CatalogueDocument, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(document.costs_changed):
        document.assume(Assumptions())


def test_a_small_catalogue_takes_the_place_at_once(
    document: CatalogueDocument, qtbot: QtBot
) -> None:
    build(document, qtbot)
    with qtbot.waitSignal(document.catalogue_changed, timeout=0):
        document.show(many(3))
    assert [e.name for e in document.catalogue.entries] == ["Peel 0", "Peel 1", "Peel 2"]
    assert document.index is None
    assert_costs_are_of_now(document)


def test_the_rows_of_a_large_one_are_there_before_any_total_is_worked_out(
    document: CatalogueDocument, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    costed = counted(monkeypatch)
    told: list[float] = []
    document.advanced.connect(told.append)
    large = many(3000)
    with qtbot.waitSignal(document.index_built, timeout=30_000):
        with qtbot.waitSignal(document.catalogue_changed, timeout=0):
            document.show(large)
        assert (document.ready, costed) == (False, [])
        assert order(document) == [each.name for each in large.entries]
        assert costed == []
    assert document.ready
    assert told == sorted(told)
    assert 0 < told[0] < 0.5
    assert told[-1] == 1
    totals = [document.cost(large.entries.index(each)).total.low for each in costed[:9]]
    assert None not in totals
    assert order(document)[:3] == ["Peel 0", "Peel 1800", "Peel 2700"]
    assert document.cost(2999) == cost_of(large.entries[2999], Assumptions(), RATES)


def test_until_the_totals_stand_only_what_needs_none_is_answered(
    document: CatalogueDocument, qtbot: QtBot
) -> None:
    words = EntryFilter(words="Peel 77")
    limit = EntryFilter(max_total=Money(Decimal(1), "GBP"))
    with qtbot.waitSignal(document.index_built, timeout=30_000):
        document.show(many(3000))
        assert not document.answers(words)
        assert order(document, words) == []
        with qtbot.waitSignal(document.searchable, timeout=30_000):
            pass
        assert document.answers(words)
        assert document.index is None
        assert "Peel 770" in order(document, words)
        assert document.facets(words) is not None
        assert not document.answers(limit)
        assert order(document, limit) == []
        assert document.facets(limit) is None
    assert document.answers(limit)
    assert set(order(document, limit)) == {
        f"Peel {n}" for n in range(3000) if (n % 900 + 1) * 2 <= 120
    }


def test_assumptions_and_rates_changed_before_the_totals_stand_count(
    document: CatalogueDocument, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(document.index_built, timeout=30_000):
        document.show(many(3000))
        document.assume(Assumptions(sessions=session_count("5")))
        assert document.cost(1) == cost_of(
            document.catalogue.entries[1], document.assumptions, RATES
        )
        with qtbot.waitSignal(document.searchable, timeout=30_000):
            pass
        document.assume(Assumptions("INR", sessions=session_count("4")))
        with qtbot.waitSignal(document.advanced, timeout=30_000):
            pass
        document.use_rates(rates("GBP/INR=60"))
    assert document.ready
    limit = EntryFilter(max_total=Money(Decimal(1), "GBP"))
    assert set(order(document, limit)) == {
        f"Peel {n}" for n in range(3000) if (n % 900 + 1) * 4 <= 60
    }
    for row in (0, 1, 1500, 2999):
        one = document.catalogue.entries[row]
        assert document.cost(row) == cost_of(one, document.assumptions, document.rates)


def test_a_large_one_that_has_changed_takes_the_place_when_it_is_ready(
    document: CatalogueDocument, qtbot: QtBot
) -> None:
    before, after = many(3000), many(3001)
    with qtbot.waitSignal(document.index_built, timeout=30_000):
        document.show(before)
    with qtbot.waitSignals([document.catalogue_changed, document.index_built], timeout=30_000):
        document.refresh(after)
        assert document.catalogue is before
        assert document.ready
    assert document.catalogue is after
    assert document.index is not None


def test_one_into_which_very_much_has_come_shows_its_rows_at_once(
    document: CatalogueDocument, qtbot: QtBot
) -> None:
    large = many(3000)
    with qtbot.waitSignal(document.index_built, timeout=30_000):
        document.refresh(large)
        assert document.catalogue is large
        assert len(order(document)) == 3000


def test_a_currency_chosen_while_a_large_one_is_prepared_counts(
    document: CatalogueDocument, qtbot: QtBot
) -> None:
    large = many(3000)
    with qtbot.waitSignal(document.index_built, timeout=30_000):
        document.show(large)
        with qtbot.waitSignal(document.advanced, timeout=30_000):
            pass
        document.assume(Assumptions("INR"))
    assert document.catalogue is large
    assert document.cost(0).currency == "INR"
    assert order(document)[0] == "Peel 0"


def test_of_two_catalogues_in_quick_succession_the_last_is_shown(
    document: CatalogueDocument, qtbot: QtBot
) -> None:
    shown: list[str] = []
    document.catalogue_changed.connect(lambda: shown.append(document.catalogue.entries[0].name))
    document.show(many(3000, "First"))
    with qtbot.waitSignal(document.advanced, timeout=30_000):
        pass
    with qtbot.waitSignal(document.index_built, timeout=30_000):
        document.show(many(3000, "Second"))
    document.show(many(3000, "Third"))
    document.show(many(2, "Fourth"))
    qtbot.wait(200)
    assert shown == ["First 0", "Second 0", "Third 0", "Fourth 0"]
    assert document.index is None
    assert_costs_are_of_now(document)


def test_what_is_taken_away_stays_as_it_stood_while_another_catalogue_is_opened(
    document: CatalogueDocument, qtbot: QtBot
) -> None:
    large = many(3000)
    with qtbot.waitSignal(document.index_built, timeout=30_000):
        document.show(large)
    shown = document.select(EntryFilter(), SortKey.TOTAL, descending=False)
    expected = [document.cost(int(row)) for row in shown.rows]
    standing = iter(document.standing(shown))
    found = [next(standing) for _time in range(10)]
    with qtbot.waitSignal(document.index_built, timeout=30_000):
        document.show(many(3000, "Other"))
    assert [*found, *standing] == expected
    assert document.cost(0).entry.name == "Other 0"


def test_a_document_that_goes_while_it_works_leaves_quietly(qtbot: QtBot) -> None:
    made = CatalogueDocument(FEW, Assumptions(), RATES, TODAY)
    made.show(many(3000))
    with qtbot.waitSignal(made.advanced, timeout=30_000):
        pass
    with qtbot.waitSignal(made.destroyed):
        made.deleteLater()
    del made
    qtbot.wait(50)


def test_every_currency_in_turn_gives_the_costs_of_its_own(
    document: CatalogueDocument, qtbot: QtBot
) -> None:
    build(document, qtbot)
    table = RateTable(RATES.on, pinned=[*RATES.pinned, *rates("GBP/JPY=200").pinned])
    document.use_rates(table)
    for currency in ("INR", "JPY", "GBP", "JPY", "INR"):
        document.assume(Assumptions(currency))
        assert {document.cost(row).currency for row in range(3)} == {currency}
        assert_costs_are_of_now(document)


def test_a_currency_chosen_while_session_counts_are_worked_out_counts(
    document: CatalogueDocument, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with qtbot.waitSignal(document.index_built, timeout=30_000):
        document.show(many(3000))
    monkeypatch.setattr(sliced_work, "_AT_ONCE_SECONDS", 0)
    for assumptions in (
        Assumptions(sessions=session_count("5")),
        Assumptions("INR", sessions=session_count("5")),
        Assumptions("INR", sessions=session_count("7")),
        Assumptions(),
    ):
        with qtbot.waitSignal(document.costs_changed):
            document.assume(assumptions)
        # At once, while costs follow: limits and scale are in the currency of now.
        assert document.index is not None
        low, _high = document.index.scale_bounds(np.arange(3000, dtype=np.int32))
        assert low is not None
        assert (low >= 1) == (assumptions.currency == "INR")
        qtbot.wait(15)
    with qtbot.waitSignal(document.index_built, timeout=30_000):
        document.assume(Assumptions("INR", sessions=session_count("4")))
    limit = EntryFilter(max_total=Money(Decimal(8), "INR"))
    cheap = {f"Peel {n}" for n in range(3000) if (n % 900 + 1) * 4 <= 8}
    assert set(order(document, limit)) == cheap


def test_rates_that_change_while_session_counts_are_worked_out_count(
    document: CatalogueDocument, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with qtbot.waitSignal(document.index_built, timeout=30_000):
        document.show(many(3000))
    monkeypatch.setattr(sliced_work, "_AT_ONCE_SECONDS", 0)
    document.assume(Assumptions(sessions=session_count("5")))
    with qtbot.waitSignal(document.index_built, timeout=30_000):
        document.use_rates(rates("GBP/INR=60"))
    limit = EntryFilter(max_total=Money(Decimal(1), "GBP"))
    cheap = {f"Peel {n}" for n in range(3000) if (n % 900 + 1) * 5 <= 60}
    assert set(order(document, limit)) == cheap


AWAY = Assumptions(home="GB", travel=Money(Decimal(420), "GBP"))


def indian(count: int) -> Catalogue:
    return catalogue(
        *(
            entry(f"Peel {n}", f"{n % 900 + 1} INR", sessions="2", id=f"Peel-{n}", country="IN")
            for n in range(count)
        )
    )


def lows(document: CatalogueDocument) -> tuple[float | None, float | None]:
    assert document.index is not None
    return document.index.scale_bounds(np.arange(len(document), dtype=np.int32))


@pytest.mark.parametrize(
    "change",
    [
        lambda document: document.use_rates(rates("GBP/INR=60")),
        lambda document: document.assume(AWAY, rates("GBP/INR=60")),
    ],
)
def test_travel_in_another_currency_than_the_prices_is_converted_in_slices(
    document: CatalogueDocument,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[CatalogueDocument], None],
) -> None:
    with qtbot.waitSignal(document.index_built, timeout=30_000):
        document.show(indian(3000))
    with qtbot.waitSignal(document.index_built, timeout=30_000):
        document.assume(AWAY)
    monkeypatch.setattr(sliced_work, "_AT_ONCE_SECONDS", 0)
    costed = counted(monkeypatch)
    with qtbot.waitSignal(document.index_built, timeout=30_000):
        change(document)
        assert len(costed) <= 200
        assert len(order(document)) == 3000
    assert_costs_are_of_now(document)
    totals = [document.cost(row).total for row in range(3000)]
    ends = [float(end) for total in totals for end in (total.low, total.high) if end is not None]
    assert lows(document) == (min(ends), max(ends))


def test_another_currency_converts_a_large_catalogue_at_once_whatever_counts(
    document: CatalogueDocument, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with qtbot.waitSignal(document.index_built, timeout=30_000):
        document.show(indian(3000))
    with qtbot.waitSignal(document.index_built, timeout=30_000):
        document.assume(AWAY)
    with monkeypatch.context() as refusing:
        refusing.delattr(costs_module, "cost_of")
        document.assume(replace(AWAY, currency="INR"))
        totals = [document.cost(row).total for row in range(3000)]
    ends = [float(end) for total in totals for end in (total.low, total.high) if end is not None]
    assert lows(document) == (min(ends), max(ends))
    assert_costs_are_of_now(document)


def test_an_entry_that_is_edited_is_the_only_one_to_be_costed_anew(
    document: CatalogueDocument, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = many(3000)
    with qtbot.waitSignal(document.index_built, timeout=30_000):
        document.show(large)
    dearer = entry("Peel 7", "900 INR", sessions="2", id="Peel-7")
    entries = (*large.entries[:7], dearer, *large.entries[8:])
    costed = counted(monkeypatch)
    with qtbot.waitSignal(document.index_built, timeout=30_000):
        document.refresh(replace(large, entries=entries))
    assert costed == [dearer]
    assert order(document)[-1] != "Peel 7"
    assert document.cost(7) == cost_of(dearer, document.assumptions, RATES)


def test_travel_counted_in_a_small_catalogue_is_there_at_once(
    document: CatalogueDocument, qtbot: QtBot
) -> None:
    document.show(indian(3))
    build(document, qtbot)
    changes: list[Callable[[], None]] = [
        lambda: document.assume(AWAY),
        lambda: document.assume(replace(AWAY, currency="INR")),
        lambda: document.use_rates(rates("GBP/INR=60")),
        lambda: document.assume(Assumptions("INR")),
    ]
    for change in changes:
        change()
        ends = [document.cost(row).total.low for row in range(3)]
        assert lows(document) == (float(min(map(exactly, ends))), float(max(map(exactly, ends))))


def test_an_exchange_fee_without_a_home_follows_the_display_currency(
    document: CatalogueDocument, qtbot: QtBot
) -> None:
    document.show(catalogue(entry("Peel", "100 GBP", sessions="2")))
    build(document, qtbot)
    document.assume(Assumptions(fx_fee=Fraction(10)))
    assert lows(document) == (200, 200)
    document.assume(Assumptions("INR", fx_fee=Fraction(10)))
    assert lows(document) == (26400, 26400)
    document.use_rates(rates("GBP/INR=60"))
    assert lows(document) == (13200, 13200)


def exactly(end: Fraction | None) -> Fraction:
    assert end is not None
    return end


def test_assumptions_and_rates_changed_together_are_announced_once(
    document: CatalogueDocument, qtbot: QtBot
) -> None:
    build(document, qtbot)
    announced: list[None] = []
    document.costs_changed.connect(lambda: announced.append(None))
    other = rates("GBP/INR=60")
    document.assume(Assumptions("INR"), other)
    assert announced == [None]
    assert document.rates is other
    assert_costs_are_of_now(document)
    document.assume(Assumptions("INR"), other)
    assert announced == [None]
    document.assume(Assumptions("INR"), rates("GBP/INR=70"))
    assert announced == [None, None]


def test_out_of_sight_the_list_follows_in_slices(qtbot: QtBot) -> None:
    document = CatalogueDocument(FEW, Assumptions(), RATES, TODAY)
    document.build_index()
    assert document.index is not None
    document.set_list_in_sight(False)
    told: list[str] = []
    document.costs_changed.connect(lambda: told.append("costs"))
    document.index_built.connect(lambda: told.append("index"))
    document.assume(Assumptions("INR", sessions=session_count("4")))
    assert told == ["costs"]
    qtbot.waitUntil(lambda: told == ["costs", "index"])


def test_costs_worked_out_for_an_export_are_kept_for_the_next_one(
    document: CatalogueDocument,
) -> None:
    shown = document.select(EntryFilter(), SortKey.LISTED, descending=False)
    document.assume(replace(document.assumptions, currency="INR"))
    first = document.standing(shown)
    before = list(first)
    assert [document.cost(row) for row in shown.rows] == before
    assert all(kept is cost for kept, cost in zip(document.standing(shown), before, strict=True))
    document.assume(replace(document.assumptions, currency="GBP"))
    assert {cost.currency for cost in first} == {"INR"}
    assert {cost.currency for cost in document.standing(shown)} == {"GBP"}
