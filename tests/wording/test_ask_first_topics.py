"""The topics of the shipped notes can be said in every language."""

from __future__ import annotations

from dataclasses import replace

from exodesk.paths import ask_first_file
from exodesk.storage.ask_first_file import read_ask_first
from exodesk.translation import spoken_in
from exodesk.wording.ask_first_topics import SHIPPED, topic_name, topic_question

TOPICS = read_ask_first(ask_first_file()).ask_first.topics


def test_what_is_marked_is_what_the_shipped_notes_ask() -> None:
    assert sorted(SHIPPED) == sorted(text for each in TOPICS for text in (each.name, each.question))


def test_the_shipped_topics_are_asked_in_hindi() -> None:
    with spoken_in("hi"):
        for each in TOPICS:
            assert topic_name(each) != each.name
            assert topic_question(each) != each.question


def test_what_another_file_asks_stands_as_it_is_there() -> None:
    own = replace(TOPICS[0], name="Light at home", question="How long is the light on?")
    with spoken_in("hi"):
        assert topic_name(own) == "Light at home"
        assert topic_question(own) == "How long is the light on?"
