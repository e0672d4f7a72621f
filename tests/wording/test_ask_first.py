from __future__ import annotations

import ast
from dataclasses import replace
from datetime import date
from pathlib import Path

from exodesk.domain.ask_first import (
    AskedNote,
    AskFirstNote,
    NoteMatch,
    Unstated,
)
from exodesk.domain.entries import Source, SourceKind
from exodesk.wording import ask_first
from exodesk.wording.ask_first import (
    ask_text,
    cited_text,
    questions_text,
    reach_texts,
    unstated_text,
)
from tests.builders import entry
from tests.test_shipped_ask_first import ADVICE

TODAY = date(2026, 11, 26)
SOURCE = Source("s", SourceKind.ARTICLE, "Report", publisher="The Sun", date="2025-11-03")
NOTE = AskFirstNote("a", "origin", "Human material is banned.", SOURCE)
LONDON, DELHI = (entry("Peel", id=city, city=city) for city in ("London", "Delhi"))
NAMES = {"London": "Peel, London", "Delhi": "Peel, Delhi"}


def test_a_question_says_when_to_ask_it() -> None:
    assert ask_text("What is it made from?") == "Ask before booking: What is it made from?"


def test_a_source_is_cited_with_its_kind_its_date_and_its_age() -> None:
    assert cited_text(SOURCE, TODAY) == "The Sun: Report · article · 3 Nov 2025 (12 months old)"


def test_a_source_without_a_date_is_called_undated() -> None:
    nobody = Source("s", SourceKind.REGULATOR, "Notice")
    assert cited_text(nobody, TODAY) == "Notice · regulator · undated"
    assert cited_text(replace(nobody, author="A"), TODAY) == "A: Notice · regulator · undated"


def test_one_question_and_several() -> None:
    assert questions_text(1) == "1 question"
    assert questions_text(6) == "6 questions"


def test_what_an_entry_does_not_state_is_named() -> None:
    assert (
        unstated_text(tuple(Unstated))
        == "may apply (not stated: source of the exosomes, delivery route, country, price)"
    )


def test_a_note_on_the_only_entry_needs_no_name() -> None:
    sure = AskedNote(NOTE, (NoteMatch(NOTE, LONDON),))
    perhaps = AskedNote(NOTE, (NoteMatch(NOTE, LONDON, (Unstated.COUNTRY,)),))
    only = {"London": "Peel, London"}
    assert reach_texts(sure, only) == ()
    assert reach_texts(perhaps, only) == ("may apply (not stated: country)",)


def test_a_note_on_some_of_several_entries_names_them() -> None:
    match, perhaps = NoteMatch(NOTE, LONDON), NoteMatch(NOTE, DELHI, (Unstated.ROUTE,))
    both = AskedNote(NOTE, (match, NoteMatch(NOTE, DELHI)))
    assert reach_texts(both, NAMES) == ()
    assert reach_texts(AskedNote(NOTE, (match,)), NAMES) == ("for Peel, London",)
    assert reach_texts(AskedNote(NOTE, (match, perhaps)), NAMES) == (
        "for Peel, London",
        "Peel, Delhi: may apply (not stated: delivery route)",
    )


def test_no_word_of_ours_advises_or_judges() -> None:
    tree = ast.parse(Path(ask_first.__file__).read_text("utf-8"))
    said = [
        text.value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in ("_", "N_", "ngettext")
        for text in call.args
        if isinstance(text, ast.Constant) and isinstance(text.value, str)
    ]
    assert len(said) > 10
    assert not [text for text in said if ADVICE.search(text)]
