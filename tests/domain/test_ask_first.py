from __future__ import annotations

from dataclasses import replace
from enum import Enum
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from exodesk.domain.ask_first import (
    AskedTopic,
    AskFirst,
    AskFirstNote,
    AskFirstTopic,
    Conditions,
    Unstated,
    asked,
    notes_for,
)
from exodesk.domain.entries import (
    Entry,
    ExosomeSource,
    Family,
    Kind,
    Per,
    Provider,
    Remark,
    Route,
    Source,
    SourceKind,
    Stated,
)
from tests.builders import course, entry, offer
from tests.strategies import entries

Word = TypeVar("Word", bound=Enum)

ANY = Conditions()
ORIGIN = AskFirstTopic("origin", "Origin", "What is it made from?")
TIME = AskFirstTopic("time", "Time", "How long may I think it over?")
HUMAN = Conditions(
    exosome_sources=frozenset({ExosomeSource.HUMAN_DONOR}),
    countries=frozenset({"GB"}),
    families=frozenset({Family.EXOSOME}),
)
EXOSOMES = replace(
    entry("Exosomes", offer("150 GBP"), family=Family.EXOSOME, routes=[Route.TOPICAL]),
    exosome_source=ExosomeSource.HUMAN_DONOR,
)


def note(
    name: str = "a",
    conditions: Conditions = ANY,
    *,
    topic: AskFirstTopic = ORIGIN,
    date: str | None = "2025",
    position: str | None = None,
) -> AskFirstNote:
    source = Source(f"source-{name}", SourceKind.PAGE, "A page", date=date)
    return AskFirstNote(name, topic.id, f"Says {name}.", source, conditions, position)


def topics(shown: Entry, *notes: AskFirstNote) -> tuple[AskedTopic, ...]:
    return asked([shown], AskFirst((ORIGIN, TIME), notes))


def order(asked_topics: tuple[AskedTopic, ...]) -> list[str]:
    return [one.note.id for topic in asked_topics for one in topic.notes]


def test_a_note_without_conditions_is_about_every_entry() -> None:
    assert [match.note.id for match in notes_for(entry(), [note()])] == ["a"]


def test_source_route_and_country_must_all_be_met() -> None:
    assert [match.unstated for match in notes_for(EXOSOMES, [note("a", HUMAN)])] == [()]
    for other in (
        replace(EXOSOMES, exosome_source=ExosomeSource.PLANT),
        replace(EXOSOMES, provider=Provider("Clinic", country="IN")),
        replace(EXOSOMES, family=Family.PRP),
    ):
        assert notes_for(other, [note("a", HUMAN)]) == ()


def test_one_of_several_routes_is_enough() -> None:
    injected = Conditions(routes=frozenset({Route.INJECTION}))
    both = replace(EXOSOMES, routes=(Route.TOPICAL, Route.INJECTION))
    assert notes_for(EXOSOMES, [note("a", injected)]) == ()
    assert len(notes_for(both, [note("a", injected)])) == 1


def test_kind_and_what_a_price_buys_can_be_asked_for() -> None:
    conditions = Conditions(kinds=frozenset({Kind.TREATMENT}), per=frozenset({Per.COURSE}))
    by_course = entry("Peel", course(3, "250 GBP"))
    assert [m.unstated for m in notes_for(by_course, [note("a", conditions)])] == [()]
    assert notes_for(entry("Peel", "90 GBP"), [note("a", conditions)]) == ()
    assert notes_for(replace(by_course, kind=Kind.PRODUCT), [note("a", conditions)]) == ()


@pytest.mark.parametrize(
    ("conditions", "open_entry", "what"),
    [
        (HUMAN, replace(EXOSOMES, exosome_source=None), Unstated.EXOSOME_SOURCE),
        (
            HUMAN,
            replace(EXOSOMES, exosome_source=ExosomeSource.NOT_STATED),
            Unstated.EXOSOME_SOURCE,
        ),
        (HUMAN, replace(EXOSOMES, provider=None), Unstated.COUNTRY),
        (
            Conditions(routes=frozenset({Route.INJECTION})),
            replace(EXOSOMES, routes=()),
            Unstated.ROUTE,
        ),
        (Conditions(per=frozenset({Per.COURSE})), replace(EXOSOMES, offers=()), Unstated.PRICE),
    ],
)
def test_what_an_entry_does_not_state_may_meet_a_condition(
    conditions: Conditions, open_entry: Entry, what: Unstated
) -> None:
    (match,) = notes_for(open_entry, [note("a", conditions)])
    assert match.unstated == (what,)


def test_an_entry_without_exosomes_meets_no_condition_on_their_source() -> None:
    any_family = Conditions(exosome_sources=frozenset({ExosomeSource.HUMAN_DONOR}))
    assert notes_for(entry("Peel"), [note("a", any_family)]) == ()


def test_a_note_from_a_source_of_the_entrys_own_cautions_is_not_said_twice() -> None:
    cautioned = replace(EXOSOMES, cautions=(Remark("pregnancy", Stated("source-a")),))
    assert [m.note.id for m in notes_for(cautioned, [note("a"), note("b")])] == ["b"]
    unsourced = replace(EXOSOMES, cautions=(Remark("pregnancy"),))
    assert [m.note.id for m in notes_for(unsourced, [note("a")])] == ["a"]


def test_unlike_positions_on_a_topic_are_sources_that_disagree() -> None:
    banned, allowed = note("a", position="banned"), note("b", position="allowed")
    assert [one.disagree for one in topics(EXOSOMES, banned, allowed)] == [True]
    assert [one.disagree for one in topics(EXOSOMES, banned, note("b", position="banned"))] == [
        False
    ]
    assert [one.disagree for one in topics(EXOSOMES, banned, note("b"))] == [False]


def test_positions_on_two_topics_do_not_disagree() -> None:
    found = topics(EXOSOMES, note("a", position="x"), note("b", topic=TIME, position="y"))
    assert [one.disagree for one in found] == [False, False]


def test_a_position_on_another_entry_is_no_disagreement() -> None:
    gb, india = (
        replace(EXOSOMES, id=country, provider=Provider("Clinic", country=country))
        for country in ("GB", "IN")
    )
    there = Conditions(countries=frozenset({"IN"}))
    here = Conditions(countries=frozenset({"GB"}))
    notes = (note("a", here, position="banned"), note("b", there, position="allowed"))
    (topic,) = asked([gb, india], AskFirst((ORIGIN,), notes))
    assert not topic.disagree
    assert [[match.entry.id for match in one.matches] for one in topic.notes] == [["GB"], ["IN"]]


def test_those_that_disagree_stand_together_then_the_sure_and_the_latest() -> None:
    unsure = Conditions(routes=frozenset({Route.INJECTION}))
    shown = replace(EXOSOMES, routes=())
    found = topics(
        shown,
        note("undated", date=None),
        note("unsure", unsure, date="2026"),
        note("new", date="2026-05"),
        note("old", date="2019"),
        note("no", position="banned", date="2018"),
        note("yes", unsure, position="allowed"),
    )
    assert order(found) == ["no", "yes", "new", "old", "undated", "unsure"]


def test_topics_keep_the_order_of_the_file_but_those_that_may_apply_come_last() -> None:
    unsure = Conditions(routes=frozenset({Route.INJECTION}))
    shown = replace(EXOSOMES, routes=())
    found = topics(shown, note("a", unsure), note("b", topic=TIME))
    assert [(one.topic.id, one.is_sure) for one in found] == [("time", True), ("origin", False)]
    assert [one.topic.id for one in topics(shown, note("b", topic=TIME), note("a"))] == [
        "origin",
        "time",
    ]


def test_entries_compared_share_a_note() -> None:
    other = replace(EXOSOMES, id="other", exosome_source=ExosomeSource.NOT_STATED)
    (topic,) = asked([EXOSOMES, other], AskFirst((ORIGIN,), (note("a", HUMAN),)))
    (shared,) = topic.notes
    assert [(match.entry.id, match.unstated) for match in shared.matches] == [
        (EXOSOMES.id, ()),
        ("other", (Unstated.EXOSOME_SOURCE,)),
    ]
    assert shared.is_sure


def some_of(vocabulary: type[Word]) -> SearchStrategy[frozenset[Word]]:
    return st.frozensets(st.sampled_from(list(vocabulary)), max_size=3)


conditions = st.builds(
    Conditions,
    exosome_sources=some_of(ExosomeSource),
    routes=some_of(Route),
    countries=st.frozensets(st.sampled_from(["GB", "IN", "US"]), max_size=2),
    families=some_of(Family),
    kinds=some_of(Kind),
    per=some_of(Per),
)


@st.composite
def notes(draw: DrawFn) -> list[AskFirstNote]:
    found = draw(st.lists(conditions, max_size=6))
    return [
        note(str(number), one, topic=draw(st.sampled_from([ORIGIN, TIME])))
        for number, one in enumerate(found)
    ]


sourced = st.builds(
    lambda one, source: replace(one, exosome_source=source),
    entries(),
    st.sampled_from([*ExosomeSource, None]),
)


def test_an_exosome_entry_that_names_no_source_does_not_state_it() -> None:
    silent = replace(entry("Exosome", family=Family.EXOSOME), exosome_source=None)
    about = note("a", Conditions(exosome_sources=frozenset({ExosomeSource.NOT_STATED})))
    (match,) = notes_for(silent, [about])
    assert match.unstated == ()


@given(sourced, notes())
def test_stating_more_never_adds_a_note(known: Entry, about: list[AskFirstNote]) -> None:
    vague = replace(known, routes=(), provider=None, own_country=None, offers=())
    if known.family is Family.EXOSOME:
        vague = replace(vague, exosome_source=ExosomeSource.NOT_STATED)
    of_known = {match.note.id: match for match in notes_for(known, about)}
    of_vague = {match.note.id: match for match in notes_for(vague, about)}
    assert set(of_known) <= set(of_vague)
    for name, match in of_known.items():
        assert set(match.unstated) <= set(of_vague[name].unstated)


@given(st.lists(sourced, max_size=4, unique_by=lambda one: one.id), notes())
def test_every_note_about_an_entry_is_asked_once_and_no_other(
    compared: list[Entry], about: list[AskFirstNote]
) -> None:
    before = list(compared)
    found = asked(compared, AskFirst((ORIGIN, TIME), tuple(about)))
    assert compared == before
    told = [
        (match.entry.id, one.note.id)
        for topic in found
        for one in topic.notes
        for match in one.matches
    ]
    expected = [(one.id, match.note.id) for one in compared for match in notes_for(one, about)]
    assert sorted(told) == sorted(expected)
    assert all(topic.notes for topic in found)
