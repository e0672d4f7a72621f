from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exodesk.domain.catalogue import Catalogue
from exodesk.domain.entries import Claim, Entry, Remark, SessionCount, Source
from exodesk.domain.own_catalogue import exported
from exodesk.domain.workspace import Contents, OwnEntry
from exodesk.paths import data_file
from exodesk.storage.catalogue_file import read_catalogue
from exodesk.storage.entry_reader import EntryReader
from exodesk.storage.entry_writer import (
    HalfACharacterError,
    catalogue_bytes,
    entry_object,
)
from exodesk.storage.wire import EntryShape
from tests.builders import SOURCE, duration_range, entry, offer, stated
from tests.full_entries import full_entries, source_lists
from tests.strategies import entries

patient = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)


def read_back(data: bytes, folder: Path) -> Catalogue:
    path = folder / "written.json"
    path.write_bytes(data)
    loaded = read_catalogue(path)
    assert loaded.problems == ()
    return loaded.catalogue


def read_one(written: object, sources: dict[str, Source]) -> Entry | None:
    text = json.dumps(written).encode()
    shape = msgspec.json.decode(text, type=EntryShape)
    found, problems = EntryReader(sources).read(shape)
    assert problems == []
    return found


def said(found: Entry) -> Entry:
    """The entry without counts and lengths of which neither end is stated: they say nothing."""
    names = ("sessions", "interval", "downtime", "onset", "lasts")
    figures = {name: getattr(found, name) for name in names}
    empty = [n for n, f in figures.items() if f is not None and f.low is None and f.high is None]
    return replace(found, **dict.fromkeys(empty))  # type: ignore[arg-type]


def exactly(found: object) -> str:
    """Tells apart what compares as equal: 0.10 and 0.1."""
    return repr(found)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("written")


@patient
@given(found=full_entries() | entries().map(said), sources=source_lists())
def test_an_entry_reads_back_as_the_same(found: Entry, sources: dict[str, Source]) -> None:
    assert read_one(entry_object(found), sources) == found


@patient
@given(found=st.lists(full_entries(), max_size=3, unique_by=lambda e: e.id), sources=source_lists())
def test_a_catalogue_reads_back_as_the_same_and_is_written_the_same(
    found: list[Entry], sources: dict[str, Source], folder: Path
) -> None:
    catalogue = Catalogue("A title", "2026-01", sources, tuple(found))
    data = catalogue_bytes(catalogue)
    again = read_back(data, folder)
    assert again == catalogue
    assert list(again.sources) == list(sources)
    assert catalogue_bytes(again) == catalogue_bytes(catalogue) == data


def test_the_shipped_catalogue_is_written_as_it_was_read(folder: Path) -> None:
    shipped = read_catalogue(data_file()).catalogue
    again = read_back(catalogue_bytes(shipped), folder)
    assert again == shipped
    assert exactly(again.entries) == exactly(shipped.entries)


@patient
@given(found=st.lists(full_entries(), max_size=2, unique_by=lambda e: e.id), sources=source_lists())
def test_an_export_holds_every_source_that_it_cites(
    found: list[Entry], sources: dict[str, Source], folder: Path
) -> None:
    shipped = Catalogue("Shipped", None, {"src-a": sources.pop("src-a")})
    own = Contents({one.id: OwnEntry(one) for one in found}, sources)
    assert read_back(catalogue_bytes(exported(shipped, own)), folder).entries == tuple(found)


@pytest.mark.parametrize(
    "text",
    [
        *("\u202eabc", "a\u200bb", "a\x00b", "₹ – “x”", "फेशियल", "x" * 10_000),
        *('"\\\n', "<b>&amp;", "\ufeffx", "\u2028", "\U0001f600"),
    ],
)
def test_odd_text_comes_back_exactly_wherever_it_stands(text: str, folder: Path) -> None:
    odd = replace(
        entry("Peel", offer("5 GBP", as_printed=text), provider=text, city=text),
        name=text,
        notes=(Remark(text, stated("s", None, text)),),
        claims=(Claim(text, text, contradicted_by=("s",)),),
    )
    source = Source("s", SOURCE.kind, text, publisher=text, author=text)
    catalogue = Catalogue(text, None, {"s": source}, (odd,))
    assert read_back(catalogue_bytes(catalogue), folder) == catalogue


def test_half_a_character_is_refused_in_one_sentence_by_the_writer_and_by_the_reader(
    folder: Path,
) -> None:
    half = Catalogue(entries=(replace(entry("Peel"), name="\ud800"),))
    with pytest.raises(HalfACharacterError, match=r"^[^.]*half a character[^.]*\.$"):
        catalogue_bytes(half)
    whole = catalogue_bytes(Catalogue(entries=(entry("Peel"),)))
    path = folder / "half.json"
    path.write_bytes(whole.replace(b'"Peel"', b'"\\ud800"'))
    (problem,) = read_catalogue(path).problems
    assert "half a character" in problem.sentence


@pytest.mark.parametrize(
    ("number", "text"),
    [
        *[("1E+2", "100"), ("0.10", "0.10"), ("1E-7", "0.0000001"), ("0", "0"), ("0E+3", "0")],
        *[("-0", "0"), ("-0.00", "0.00"), ("99999999999999999999", "99999999999999999999")],
    ],
)
def test_amounts_are_plain_decimals(number: str, text: str) -> None:
    one = offer("5 GBP")
    price = replace(one.price, low=Decimal(number), high=None)
    written = entry_object(entry("Peel", replace(one, price=price)))
    assert written["offers"][0]["price"] == {"low": text, "high": None, "currency": "GBP"}


def test_lengths_and_measures_are_written_with_their_units() -> None:
    serum = entry("Serum", pack="1E+1 ml", use="0.50 ml a day", interval="24-48 hour")
    written = entry_object(serum)
    assert written["pack"] == {"amount": "10 ml"}
    assert written["use"] == {"amount": "0.50 ml", "per": "day"}
    assert written["interval"] == {"low": "24 hour", "high": "48 hour"}


def test_each_figure_keeps_who_states_it_when_and_how() -> None:
    said_so = stated("src-a", "2026-01", "about 3")
    peel = replace(
        entry("Peel"),
        sessions=SessionCount(3, None, said_so),
        lasts=replace(duration_range("6 month"), stated=said_so),
    )
    written = entry_object(peel)
    expected = {"source": "src-a", "date": "2026-01", "as_printed": "about 3"}
    assert written["sessions"] == {"low": 3, "high": None, **expected}
    assert written["lasts"] == {"low": "6 month", "high": "6 month", **expected}


def test_only_keys_that_say_something_are_written() -> None:
    assert entry_object(entry("Peel", provider=None, country=None)) == {
        "id": "peel",
        "kind": "treatment",
        "name": "Peel",
        "family": "peel",
    }


def test_there_is_one_entry_on_a_line() -> None:
    data = catalogue_bytes(Catalogue(entries=(entry("Peel\n", "5 GBP"), entry("Laser"))))
    lines = [line.strip().rstrip(",") for line in data.decode().split("\n")]
    assert sum(line.startswith('{"id"') for line in lines) == 2
    assert all(json.loads(line) for line in lines if line.startswith('{"id"'))
