from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from exodesk.storage.catalogue_file import LoadedCatalogue, read_catalogue
from exodesk.storage.entry_batches import entry_batches
from tests.storage.documents import Json, document, entry, ids

COUNT = 400  # entries; they fill several batches


def plain(number: int) -> Json:
    whole = entry(f"e{number}")
    return {key: value for key, value in whole.items() if key in ("id", "kind", "name", "family")}


def one_line(whole: Json) -> str:
    return json.dumps(whole)


def an_entry_a_line(whole: Json) -> str:
    lines = ",\n    ".join(map(json.dumps, whole["entries"]))
    head = json.dumps({**whole, "entries": []}).removesuffix("[]}")
    return f"{head}[\n    {lines}\n  ]}}\n"


def indented(whole: Json) -> str:
    return json.dumps(whole, indent=2)


def windows_lines(whole: Json) -> str:
    return an_entry_a_line(whole).replace("\n", "\r\n")


LAYOUTS = (one_line, an_entry_a_line, indented, windows_lines)


def loaded(folder: Path, text: str) -> LoadedCatalogue:
    path = folder / "written.json"
    path.write_bytes(text.encode("utf-8"))
    return read_catalogue(path)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_list_is_read_alike_however_it_is_written(
    tmp_path: Path, layout: Callable[[Json], str]
) -> None:
    whole = document(*(entry(f"e{number}") for number in range(COUNT)))
    found = loaded(tmp_path, layout(whole))
    assert found.problems == ()
    assert ids(found) == [f"e{number}" for number in range(COUNT)]
    assert found.catalogue == loaded(tmp_path, one_line(whole)).catalogue


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_fault_among_many_keeps_its_number_and_spoils_no_neighbour(
    tmp_path: Path, layout: Callable[[Json], str]
) -> None:
    entries = [plain(number) for number in range(2 * COUNT)]
    entries[700]["family"] = "none"
    entries[701]["id"] = "e3"
    found = loaded(tmp_path, layout(document(*entries)))
    assert [each.name for each in found.set_aside] == ["e700", "e3"]
    assert [problem.place for problem in found.problems] == [
        "entries[700].family",
        "entries[701].id",
    ]
    assert "entries[3]" in found.problems[1].sentence
    assert len(found.catalogue.entries) == 2 * COUNT - 2


def test_a_key_that_stands_twice_among_good_entries_is_found(tmp_path: Path) -> None:
    text = an_entry_a_line(document(*(plain(number) for number in range(9))))
    twice = text.replace('"id": "e4", ', '"id": "e4", "name": "Another", ')
    found = loaded(tmp_path, twice)
    assert [each.name for each in found.set_aside] == ["e4"]
    assert len(found.catalogue.entries) == 8


def test_a_large_list_comes_in_batches_and_says_how_far_it_is() -> None:
    text = an_entry_a_line(document(*(entry(f"e{number}") for number in range(COUNT))))
    listed = text[text.index('"entries": ') + len('"entries": ') : text.rindex("}")]
    batches = list(entry_batches(memoryview(listed.encode())))
    done = [batch.done for batch in batches]
    assert len(batches) > 3
    assert done == sorted(done)
    assert done[-1] == 1
    assert sum(len(batch.shapes) + len(batch.raws) for batch in batches) == COUNT
