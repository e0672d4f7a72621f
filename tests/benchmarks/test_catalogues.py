from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.catalogues import MANY_OFFERS, write_catalogue, write_price_list
from exodesk.domain.entries import Entry
from exodesk.imports.checking import check_table
from exodesk.imports.columns import guess_columns
from exodesk.imports.known import Known
from exodesk.imports.tables import read_table
from exodesk.storage.catalogue_file import read_catalogue

ROWS = 600


def entries(path: Path, *, hard: bool = False) -> tuple[Entry, ...]:
    loaded = read_catalogue(write_catalogue(path, ROWS, hard=hard))
    assert loaded.problems == ()
    return loaded.catalogue.entries


@pytest.mark.parametrize("hard", [False, True])
def test_every_entry_is_a_good_one(tmp_path: Path, hard: bool) -> None:
    assert len(entries(tmp_path / "made.json", hard=hard)) == ROWS


def test_the_same_size_is_the_same_file(tmp_path: Path) -> None:
    first, second = (write_catalogue(tmp_path / f"{n}.json", 50) for n in range(2))
    assert first.read_bytes() == second.read_bytes()


def test_prices_are_of_every_kind_and_in_both_currencies(tmp_path: Path) -> None:
    prices = [entry.offers[0].price for entry in entries(tmp_path / "made.json")]
    assert {price.currency for price in prices} == {"GBP", "INR"}
    assert any(price.low is None for price in prices)
    assert any(price.high is None and price.low is not None for price in prices)
    assert any(price.low != price.high for price in prices)


def test_the_hard_ones_are_long_many_unknown_and_of_words_of_their_own(tmp_path: Path) -> None:
    hard = entries(tmp_path / "hard.json", hard=True)
    assert max(len(entry.name) for entry in hard) > 300
    assert max(len(entry.offers) for entry in hard) > MANY_OFFERS
    assert sum(entry.offers[0].price.on_request for entry in hard) > ROWS / 3
    assert len({entry.name.split()[-1] for entry in hard}) > ROWS / 2


def test_every_row_of_a_price_list_can_come_in(tmp_path: Path) -> None:
    table = read_table(write_price_list(tmp_path / "prices.csv", ROWS))
    columns = guess_columns(table.headings, [row.cells for row in table.rows])
    assert columns.ignored() == ()
    check = check_table(table, columns, Known())
    assert (check.counts.ready, check.counts.refused) == (ROWS, 0)
