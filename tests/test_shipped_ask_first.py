"""The shipped notes on what to ask first: sourced, in our words, reporting and never advising."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import pytest

from exodesk.domain.ask_first import asked
from exodesk.domain.countries import COUNTRIES
from exodesk.domain.entries import ExosomeSource, Family, Kind, Per, Route, SourceKind
from exodesk.paths import ask_first_file, data_file
from exodesk.storage.ask_first_file import read_ask_first
from exodesk.storage.catalogue_file import read_catalogue

Row = dict[str, Any]

TEXT = ask_first_file().read_text("utf-8")
FILE: Row = json.loads(TEXT)
SOURCES: dict[str, Row] = {source["id"]: source for source in FILE["sources"]}
TOPICS: dict[str, Row] = {topic["id"]: topic for topic in FILE["topics"]}
NOTES: dict[str, Row] = {note["id"]: note for note in FILE["notes"]}
ASK_FIRST = read_ask_first(ask_first_file()).ask_first
CATALOGUE = read_catalogue(data_file()).catalogue
VOCABULARY = {
    "exosome_sources": {word.value for word in ExosomeSource},
    "routes": {word.value for word in Route},
    "countries": COUNTRIES,
    "families": {word.value for word in Family},
    "kinds": {word.value for word in Kind},
    "per": {word.value for word in Per},
}
ADVICE = re.compile(
    r"\b(un)?(safe|suitable|advisable)(ly)?\b|\b(safer|safest|safety|harmless|dangerous)\b"
    r"|\b(recommend|advi[sc]e)\w*|\b(should|ought|best|better|worst|worse|ideal|avoid)\b"
    r"|\b(in)?effective\w*|\bproven\b|\btrust(ed|worthy)\b",
    re.I,
)

each_note = pytest.mark.parametrize("note", NOTES.values(), ids=list(NOTES))
each_source = pytest.mark.parametrize("source", SOURCES.values(), ids=list(SOURCES))


def own_words() -> list[str]:
    """What the file says itself; the titles of its sources are theirs."""
    return [
        *(note["statement"] for note in NOTES.values()),
        *(text for topic in TOPICS.values() for text in (topic["name"], topic["question"])),
    ]


def test_the_program_reads_the_whole_file_without_a_problem() -> None:
    loaded = read_ask_first(ask_first_file())
    assert loaded.problems == ()
    assert [note.id for note in loaded.ask_first.notes] == list(NOTES)
    assert [topic.id for topic in loaded.ask_first.topics] == list(TOPICS)


def test_each_source_topic_and_note_has_a_line_and_an_id_of_its_own() -> None:
    starts = [line[:8] for line in TEXT.splitlines()].count('{"id": "')
    assert starts == len(SOURCES) + len(TOPICS) + len(NOTES)
    assert starts == len(FILE["sources"]) + len(FILE["topics"]) + len(FILE["notes"])


@each_source
def test_a_source_has_a_name_a_kind_and_a_date_or_is_undated(source: Row) -> None:
    assert source["kind"] in {kind.value for kind in SourceKind}
    assert source["title"].strip()
    assert source["publisher"] or source["author"]
    assert source["url"] is None or re.fullmatch(r"https?://[^\s\"<>]+", source["url"])
    if source["date"] is not None:
        year, month, day = [*map(int, source["date"].split("-")), 1, 1][:3]
        assert date(year, month, day) <= date.fromisoformat(FILE["updated"])


def test_every_source_and_every_topic_is_used() -> None:
    assert {note["source"] for note in NOTES.values()} == set(SOURCES)
    assert {note["topic"] for note in NOTES.values()} == set(TOPICS)


@each_note
def test_the_conditions_of_a_note_are_words_of_the_vocabulary(note: Row) -> None:
    keys = set(note) - {"id", "topic", "source", "statement", "position"}
    assert keys <= set(VOCABULARY)
    assert keys, "a note about everything says nothing of source, route or country"
    for key in keys:
        assert note[key]
        assert set(note[key]) <= VOCABULARY[key]


@pytest.mark.parametrize("text", own_words())
def test_no_text_advises_judges_or_promises(text: str) -> None:
    assert not ADVICE.search(text)


def test_advice_would_be_found() -> None:
    for text in ("Is it safe?", "unsuitable", "We recommend it.", "you should", "the best"):
        assert ADVICE.search(text)


def test_a_topic_asks_one_plain_question_and_a_statement_is_a_sentence() -> None:
    for topic in TOPICS.values():
        assert topic["question"].count("?") == 1
        assert topic["question"].endswith("?")
        assert len(topic["name"]) <= 32
    for note in NOTES.values():
        assert note["statement"].endswith(".")
        assert len(note["statement"]) <= 260


def test_a_position_is_taken_only_where_another_source_takes_another() -> None:
    for topic in TOPICS:
        held = {n["position"] for n in NOTES.values() if n["topic"] == topic and "position" in n}
        assert len(held) != 1, topic


def test_the_origin_of_exosomes_is_disputed_in_the_uk_and_both_sides_are_told() -> None:
    disputed = [
        topic
        for entry in CATALOGUE.entries
        if entry.country == "GB"
        for topic in asked([entry], ASK_FIRST)
        if topic.topic.id == "human-exosomes-gb" and topic.disagree
    ]
    assert disputed
    assert {note.note.position for note in disputed[0].notes} >= {"not-permitted", "not-illegal"}


def test_notes_of_one_country_are_never_sure_of_another() -> None:
    for entry in CATALOGUE.entries:
        for topic in asked([entry], ASK_FIRST):
            for note in topic.notes:
                countries = note.note.conditions.countries
                if countries and note.is_sure:
                    assert entry.country in countries


def test_an_entry_is_not_flooded() -> None:
    sure = [
        sum(topic.is_sure for topic in asked([entry], ASK_FIRST)) for entry in CATALOGUE.entries
    ]
    assert max(sure) <= 8
    assert sum(count > 0 for count in sure) > len(sure) / 2
