from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exodesk.domain.catalogue import Catalogue
from exodesk.domain.entries import Entry
from exodesk.paths import data_file
from exodesk.storage.catalogue_file import read_catalogue
from exodesk.storage.entry_writer import (
    HalfACharacterError,
    catalogue_bytes,
    entry_object,
)
from tests.builders import SOURCE, entry, offer
from tests.strategies import entries


def read_back(data: bytes, folder: Path) -> Catalogue:
    path = folder / "written.json"
    path.write_bytes(data)
    loaded = read_catalogue(path)
    assert loaded.problems == ()
    return loaded.catalogue


def said(found: Entry) -> Entry:
    """The entry without counts and lengths of which neither end is stated: they say nothing."""
    names = ("sessions", "interval", "downtime", "onset", "lasts")
    figures = {name: getattr(found, name) for name in names}
    empty = [n for n, f in figures.items() if f is not None and f.low is None and f.high is None]
    return replace(found, **dict.fromkeys(empty))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("written")


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(found=st.lists(entries(), max_size=3, unique_by=lambda e: e.id))
def test_what_is_written_reads_back_as_the_same(found: list[Entry], folder: Path) -> None:
    cited = {s.source for e in found for s in e.figures() if s.source is not None}
    cited |= {s for e in found for c in e.claims for s in c.contradicted_by}
    sources = {key: replace(SOURCE, id=key) for key in sorted(cited)}
    catalogue = Catalogue("A title", "2026-01", sources, tuple(map(said, found)))
    data = catalogue_bytes(catalogue)
    assert read_back(data, folder) == catalogue
    assert catalogue_bytes(read_back(data, folder)) == data


def test_the_shipped_catalogue_is_written_as_it_was_read(folder: Path) -> None:
    shipped = read_catalogue(data_file()).catalogue
    assert read_back(catalogue_bytes(shipped), folder) == shipped


@pytest.mark.parametrize(
    "name",
    [
        *("\u202eabc", "a\u200bb", "a\x00b", "₹ – “x”", "फेशियल", "x" * 10_000),
        *('"\\\n', "<b>&amp;", "\ufeffx"),
    ],
)
def test_odd_text_comes_back_exactly(name: str, folder: Path) -> None:
    catalogue = Catalogue(entries=(replace(entry("Peel"), name=name),))
    assert read_back(catalogue_bytes(catalogue), folder) == catalogue


def test_half_a_character_is_refused_in_words() -> None:
    with pytest.raises(HalfACharacterError, match="half a character"):
        catalogue_bytes(Catalogue(entries=(replace(entry("Peel"), name="\ud800"),)))


@pytest.mark.parametrize(
    ("number", "text"),
    [("1E+2", "100"), ("0.10", "0.10"), ("1E-7", "0.0000001"), ("0", "0")],
)
def test_amounts_are_plain_decimals(number: str, text: str) -> None:
    one = offer("5 GBP")
    price = replace(one.price, low=Decimal(number), high=None)
    written = entry_object(entry("Peel", replace(one, price=price)))
    assert written["offers"][0]["price"] == {"low": text, "high": None, "currency": "GBP"}


def test_only_keys_that_say_something_are_written() -> None:
    assert entry_object(entry("Peel", provider=None, country=None)) == {
        "id": "peel",
        "kind": "treatment",
        "name": "Peel",
        "family": "peel",
    }


def test_there_is_one_entry_on_a_line(folder: Path) -> None:
    data = catalogue_bytes(Catalogue(entries=(entry("Peel", "5 GBP"), entry("Laser"))))
    lines = [line.strip().rstrip(",") for line in data.decode().splitlines()]
    assert sum(line.startswith('{"id"') for line in lines) == 2
    assert all(json.loads(line) for line in lines if line.startswith('{"id"'))
