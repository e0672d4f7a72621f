from __future__ import annotations

import json

import pytest

from exodesk.storage.problems import Problem, faults, keys_twice, quoted
from exodesk.storage.wire import EntryShape, SourceShape
from tests.storage.documents import entry, spoilt


def test_a_problem_is_its_place_and_a_sentence() -> None:
    assert str(Problem("entries[3].name", "is missing.")) == "entries[3].name: is missing."


def test_a_good_entry_has_no_fault() -> None:
    problems, shape = faults(json.dumps(entry()).encode(), EntryShape)
    assert problems == []
    assert isinstance(shape, EntryShape)
    assert shape.offers is not None
    assert shape.offers[0].price.low == "150"


def test_a_good_source_has_no_fault_and_may_have_keys_of_its_own() -> None:
    raw = b'{"id": "s", "kind": "study", "title": "T", "doi": "10.1000/1"}'
    problems, shape = faults(raw, SourceShape)
    assert problems == []
    assert shape.title == "T"


def test_places_count_from_the_value_itself() -> None:
    bad = spoilt(entry(), "offers[1].price.low", "-1")
    (problem,), _shape = faults(json.dumps(bad).encode(), EntryShape)
    assert problem.place == ".offers[1].price.low"


def test_the_copy_has_no_fault_left_and_keeps_what_was_good() -> None:
    bad = spoilt(spoilt(entry(), "routes", [1, "topical"]), "offers[0]", None)
    problems, shape = faults(json.dumps(bad).encode(), EntryShape)
    assert [problem.place for problem in problems] == [".routes[0]", ".offers[0]"]
    assert faults(json.dumps(entry()).encode(), EntryShape)[0] == []
    assert len(shape.offers) == len(entry()["offers"])
    assert shape.offers[1].price.low == "400"
    assert shape.routes[1].value == "topical"


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("kind", "is not one of: article, price-list, page, regulator, study, written-quote,"),
        ("date", "is not a date: YYYY, YYYY-MM or YYYY-MM-DD."),
    ],
)
def test_a_source_is_judged_by_its_own_words(key: str, words: str) -> None:
    source = {"id": "s", "kind": "study", "title": "T", key: "treatment"}
    (problem,), _shape = faults(json.dumps(source).encode(), SourceShape)
    assert problem.place == f".{key}"
    assert words in problem.sentence


@pytest.mark.parametrize("raw", [b"", b"{", b'{"id": 1,}', b"1" * 5_000])
def test_what_is_no_json_has_one_problem_and_no_copy(raw: bytes) -> None:
    assert faults(raw, EntryShape) == ([Problem("", "cannot be read as JSON.")], None)


@pytest.mark.parametrize("raw", [b"[]", b'"a"', b"5", b"null"])
def test_what_is_no_object_has_one_problem_and_no_copy(raw: bytes) -> None:
    assert faults(raw, EntryShape) == ([Problem("", "must be an object in braces.")], None)


@pytest.mark.parametrize("depth", range(900, 1_020, 10))
@pytest.mark.parametrize("key", ["name", "strange"])
def test_deep_nesting_is_a_problem_and_no_crash(depth: int, key: str) -> None:
    raw = json.dumps(entry(**{key: "@@"})).replace('"@@"', "[" * depth + "]" * depth)
    problems, _shape = faults(raw.encode(), EntryShape)
    assert problems


def test_a_hundred_thousand_keys_that_stand_twice_take_no_time() -> None:
    keys = [f'"k{number}": 1' for number in range(50_000)]
    problems, _shape = faults(f"{{{','.join(keys + keys)}}}".encode(), EntryShape)
    assert len(problems) >= 50_000


def test_keys_that_stand_twice_are_told_of_the_object_itself_alone() -> None:
    assert keys_twice(b'{"a": {"b": 1, "b": 2}, "c": 1, "a": 2, "c": 3, "d": 4}') == ("a", "c")
    assert keys_twice(b'{"a": {"b": 1, "b": 2}}') == ()
    assert keys_twice(b'[{"a": 1, "a": 2}]') == ()
    assert keys_twice(b"not json") == ()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("peel", "peel"),
        (5, "5"),
        (None, "null"),
        (["é", True], '["é", true]'),
        ("a\nb\x1b\u202e", "a�b��"),
        ("\ud800", "�"),
        ("x" * 60, "x" * 60),
        ("x" * 61, "x" * 59 + "…"),
    ],
)
def test_a_quoted_value_is_short_and_on_one_line(value: object, text: str) -> None:
    assert quoted(value) == text


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("entries[3].offers[0].price.low", "entries[3].offers[0].price.low: is missing."),
        (".offers[0].price.low", "offers[0].price.low: is missing."),
        ("", "is missing."),
    ],
)
def test_a_problem_is_a_line_with_its_place_where_it_has_one(place: str, line: str) -> None:
    assert str(Problem(place, "is missing.")) == line
