from __future__ import annotations

from dataclasses import replace
from datetime import date

from exodesk.domain.ask_first import AskFirst, AskFirstNote, AskFirstTopic, Conditions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.entries import Family, Remark, Route, Source, SourceKind, Stated
from exodesk.exports.ask_first import ask_first_objects, ask_first_text
from tests.builders import entry

TODAY = date(2026, 11, 26)
SUN = Source("sun", SourceKind.ARTICLE, "Report", "The Sun", None, "2025-11-03", "https://s.un/1")
ROOM = Source("room", SourceKind.PAGE, "Blog", author="A clinician")
CLINIC = Source("clinic", SourceKind.PRICE_LIST, "Prices", publisher="Clinic")
ORIGIN = AskFirstTopic("origin", "Origin", "What is it made from?")
ON_SKIN = Conditions(routes=frozenset({Route.TOPICAL}))
ASK_FIRST = AskFirst(
    (ORIGIN,),
    (
        AskFirstNote("no", "origin", "Banned.", SUN, position="banned"),
        AskFirstNote("yes", "origin", "Allowed.", ROOM, ON_SKIN, "allowed"),
    ),
)
CATALOGUE = Catalogue(sources={"clinic": CLINIC})
OPEN = entry("Exosomes", family=Family.EXOSOME)
INJECTED = replace(OPEN, id="injected", routes=(Route.INJECTION,))
CAUTIONED = replace(
    INJECTED,
    cautions=(
        Remark("pregnancy", Stated("clinic")),
        Remark("keloids", Stated("clinic")),
        Remark("sun"),
    ),
)


def test_each_note_is_an_object_with_its_question_source_and_date() -> None:
    assert ask_first_objects([OPEN], ASK_FIRST, CATALOGUE) == [
        {
            "id": "exosomes",
            "topic": "origin",
            "question": "What is it made from?",
            "statement": "Banned.",
            "disagree": True,
            "unstated": [],
            "source": "The Sun, Report",
            "date": "2025-11-03",
            "url": "https://s.un/1",
        },
        {
            "id": "exosomes",
            "topic": "origin",
            "question": "What is it made from?",
            "statement": "Allowed.",
            "disagree": True,
            "unstated": ["route"],
            "source": "A clinician, Blog",
            "date": None,
            "url": None,
        },
    ]


def test_an_entrys_own_cautions_come_first() -> None:
    found = ask_first_objects([CAUTIONED], ASK_FIRST, CATALOGUE)
    assert [(one["topic"], one["statement"], one["source"]) for one in found] == [
        ("cautions", "pregnancy", "Clinic, Prices"),
        ("cautions", "keloids", "Clinic, Prices"),
        ("cautions", "sun", None),
        ("origin", "Banned.", "The Sun, Report"),
    ]
    assert not any(one["disagree"] for one in found)


def test_each_entry_has_its_own_objects() -> None:
    found = ask_first_objects([OPEN, INJECTED], ASK_FIRST, CATALOGUE)
    assert [(one["id"], one["statement"]) for one in found] == [
        (OPEN.id, "Banned."),
        (OPEN.id, "Allowed."),
        ("injected", "Banned."),
    ]


def test_the_text_asks_and_cites() -> None:
    assert ask_first_text([OPEN], ["Exosomes"], ASK_FIRST, CATALOGUE, TODAY) == (
        """
Ask before booking: What is it made from?
  Sources disagree
  - Banned.
    The Sun: Report · article · 3 Nov 2025 (12 months old)
    https://s.un/1
  - Allowed.
    may apply (not stated: delivery route)
    A clinician: Blog · web page · undated
"""
    )


def test_the_text_on_several_entries_says_which_a_note_is_about() -> None:
    names = ["Exosomes, London", "Exosomes, Delhi"]
    assert ask_first_text([OPEN, CAUTIONED], names, ASK_FIRST, CATALOGUE, TODAY) == (
        """
Ask before booking: Does any of these cautions concern me?
  Exosomes, Delhi
  - pregnancy
  - keloids
    Clinic: Prices · price list · undated
  - sun
    no source

Ask before booking: What is it made from?
  Sources disagree
  - Banned.
    The Sun: Report · article · 3 Nov 2025 (12 months old)
    https://s.un/1
  - Allowed.
    Exosomes, London: may apply (not stated: delivery route)
    A clinician: Blog · web page · undated
"""
    )


def test_where_there_is_nothing_to_ask_nothing_is_said() -> None:
    assert ask_first_text([OPEN], ["Exosomes"], AskFirst(), CATALOGUE, TODAY) == ""
    assert ask_first_objects([OPEN], AskFirst(), CATALOGUE) == []
