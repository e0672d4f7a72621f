from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exodesk.domain.ask_first import AskFirstTopic, Conditions
from exodesk.domain.entries import ExosomeSource, Family, Kind, Per, Route, SourceKind
from exodesk.storage.ask_first_file import AskFirstFileError, read_ask_first
from tests.storage.documents import Json, spoilt, without

WHOLE: Json = {
    "format": "exodesk-ask-first",
    "version": 1,
    "updated": "2026-11-26",
    "sources": [
        {
            "id": "src",
            "kind": "regulator",
            "title": "Notice",
            "date": "2025",
            "url": "https://a.b/c",
        }
    ],
    "topics": [{"id": "origin", "name": "Origin", "question": "What is it made from?"}],
    "notes": [
        {
            "id": "all",
            "topic": "origin",
            "source": "src",
            "statement": "Human material is banned.",
            "position": "banned",
            "exosome_sources": ["human-donor", "platelet"],
            "routes": ["topical"],
            "countries": ["GB"],
            "families": ["exosome"],
            "kinds": ["product"],
            "per": ["course"],
        },
        {"id": "few", "topic": "origin", "source": "src", "statement": "Ask."},
    ],
}
Write = Callable[[Any], Path]


@pytest.fixture
def written(tmp_path: Path) -> Write:
    def write(document: Any) -> Path:
        path = tmp_path / "ask_first.json"
        if isinstance(document, bytes):
            path.write_bytes(document)
        else:
            path.write_text(json.dumps(document), "utf-8")
        return path

    return write


def test_topics_notes_and_their_sources_are_read(written: Write) -> None:
    loaded = read_ask_first(written(WHOLE))
    assert loaded.problems == ()
    assert loaded.ask_first.topics == (AskFirstTopic("origin", "Origin", "What is it made from?"),)
    one, few = loaded.ask_first.notes
    assert (one.id, one.topic, one.statement, one.position) == (
        "all",
        "origin",
        "Human material is banned.",
        "banned",
    )
    assert (one.source.kind, one.source.date, one.source.url) == (
        SourceKind.REGULATOR,
        "2025",
        "https://a.b/c",
    )
    assert one.conditions == Conditions(
        frozenset({ExosomeSource.HUMAN_DONOR, ExosomeSource.PLATELET}),
        frozenset({Route.TOPICAL}),
        frozenset({"GB"}),
        frozenset({Family.EXOSOME}),
        frozenset({Kind.PRODUCT}),
        frozenset({Per.COURSE}),
    )
    assert few.conditions == Conditions()
    assert few.position is None


@pytest.mark.parametrize(
    ("place", "value", "problem"),
    [
        ("notes[0].routes[0]", "nose", "notes[0].routes[0]: “nose” is not one of: topical, "),
        ("notes[0].families[0]", "x", "notes[0].families[0]: “x” is not one of: exosome, "),
        ("notes[0].exosome_sources[1]", "x", "notes[0].exosome_sources[1]: “x” is not one of: "),
        ("notes[0].kinds[0]", "x", "notes[0].kinds[0]: “x” is not one of: treatment, product."),
        ("notes[0].per[0]", "x", "notes[0].per[0]: “x” is not one of: session, course, "),
        ("notes[0].countries[0]", "UK", "notes[0].countries[0]: “UK” is not a country code"),
        ("notes[0].countries[0]", "Uk", "notes[0].countries[0]: “Uk” is not a country code"),
        ("notes[0].topic", "x", "notes[0].topic: “x” is no topic of this file."),
        ("notes[0].source", "x", "notes[0].source: “x” is no source of this file."),
        ("notes[0].source", None, "notes[0].source: must be text in quotes, not null."),
        ("notes[0].statement", "", "notes[0].statement: must not be empty."),
        ("notes[0].advice", "x", "notes[0].advice: is not a key that this version knows."),
        ("notes[0]", "x", "notes[0]: must be an object in braces."),
    ],
)
def test_a_note_with_a_problem_is_left_out_by_name_and_the_rest_is_read(
    written: Write, place: str, value: Any, problem: str
) -> None:
    loaded = read_ask_first(written(spoilt(WHOLE, place, value)))
    assert [str(one)[: len(problem)] for one in loaded.problems] == [problem]
    assert [note.id for note in loaded.ask_first.notes] == ["few"]


def test_a_note_says_something(written: Write) -> None:
    loaded = read_ask_first(written(without(WHOLE, "notes[0].statement")))
    assert [str(problem) for problem in loaded.problems] == ["notes[0].statement: is missing."]
    assert [note.id for note in loaded.ask_first.notes] == ["few"]


def test_an_id_counts_once(written: Write) -> None:
    loaded = read_ask_first(written(spoilt(WHOLE, "notes[1].id", "all")))
    assert [str(problem) for problem in loaded.problems] == ["notes[1].id: “all” is used twice."]
    assert len(loaded.ask_first.notes) == 1


def test_a_bad_date_and_a_bad_address_of_a_source_are_named_and_left_out(written: Write) -> None:
    bad = spoilt(spoilt(WHOLE, "sources[0].date", "2025-02-30"), "sources[0].url", "file:///x")
    loaded = read_ask_first(written(bad))
    assert [problem.place for problem in loaded.problems] == ["sources[0].url", "sources[0].date"]
    source = loaded.ask_first.notes[0].source
    assert (source.date, source.url) == (None, None)


def test_a_lost_topic_takes_its_notes_with_it_and_says_so(written: Write) -> None:
    loaded = read_ask_first(written(spoilt(WHOLE, "topics[0].question", 5)))
    assert [problem.place for problem in loaded.problems] == [
        "topics[0].question",
        "notes[0].topic",
        "notes[1].topic",
    ]
    assert loaded.ask_first.notes == ()


def test_keys_and_dates_of_the_file_itself_are_checked(written: Write) -> None:
    loaded = read_ask_first(written({**WHOLE, "updated": "soon", "more": 1}))
    assert [problem.place for problem in loaded.problems] == ["more", "updated"]
    assert len(loaded.ask_first.notes) == 2


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({**WHOLE, "version": 2}, "is of version 2; this program reads version 1."),
        ({**WHOLE, "version": True}, "does not state its version as a whole number."),
        ({**WHOLE, "version": "1"}, "does not state its version as a whole number."),
        ({**WHOLE, "format": "exodesk-catalogue"}, "its “format” is not “exodesk-ask-first”."),
        (without(WHOLE, "notes"), "has no list of “notes”."),
        ({**WHOLE, "topics": {}}, "has no list of “topics”."),
        ([], "cannot be read as JSON"),
        (b"{", "cannot be read as JSON"),
        (b"", "is empty."),
        (b"\xff\xfe{\0}\0", "is written in UTF-16; save it as UTF-8."),
        (b'{"a": "\xa3"}', "is not written in UTF-8: see line 1."),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_words(
    written: Write, document: Any, words: str
) -> None:
    path = written(document)
    with pytest.raises(AskFirstFileError) as refused:
        read_ask_first(path)
    assert words in str(refused.value)
    assert str(path) in str(refused.value)


def test_a_file_that_is_not_there_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(AskFirstFileError, match="There is no file"):
        read_ask_first(tmp_path / "none.json")


BYTES = json.dumps(WHOLE).encode()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, len(BYTES) - 1), st.binary(max_size=3), st.integers(0, 40))
def test_whatever_happens_to_the_file_it_is_read_or_refused_in_words(
    written: Write, at: int, put: bytes, cut: int
) -> None:
    path = written(BYTES[:at] + put + BYTES[at + cut :])
    try:
        said = [str(problem) for problem in read_ask_first(path).problems]
    except AskFirstFileError as refused:
        said = [str(refused)]
    assert all(said)
