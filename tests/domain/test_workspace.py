from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exodesk.domain.entries import Claim, Source, SourceKind
from exodesk.domain.workspace import (
    Act,
    Change,
    ConflictError,
    Contents,
    Kind,
    OwnEntry,
    PastOffer,
    called,
    cited_sources,
    new_entry_id,
    new_source_id,
)
from tests.builders import entry, offer, stated
from tests.full_entries import texts

PEEL = OwnEntry(entry("Peel", "100 GBP"))
LASER = OwnEntry(entry("Laser", "400 GBP"))
NOTE = Source("own-source-note", SourceKind.WRITTEN_QUOTE, "A note")


def put(*things: OwnEntry) -> Act:
    return Act("Put", tuple(Change(Kind.ENTRY, one.entry.id, None, one) for one in things))


def test_an_act_changes_every_kind_of_thing_and_back() -> None:
    past = PastOffer("peel", offer("90 GBP"), "2026-11-25T12:00:00+00:00")
    act = Act(
        "All at once",
        (
            *put(PEEL).changes,
            Change(Kind.SOURCE, NOTE.id, None, NOTE),
            Change(Kind.HIDDEN, "laser", None, True),
            Change(Kind.PAST_OFFER, "peel 1", None, past),
        ),
    )
    contents = Contents().after(act)
    assert contents == Contents(
        {"peel": PEEL}, {NOTE.id: NOTE}, frozenset({"laser"}), {"peel 1": past}
    )
    assert contents.after(act.reversed()) == Contents()


def test_several_changes_of_one_thing_are_undone_in_the_other_order() -> None:
    act = Act("Twice", (*put(PEEL).changes, Change(Kind.ENTRY, "peel", PEEL, LASER)))
    contents = Contents().after(act)
    assert contents.entries == {"peel": LASER}
    assert contents.after(act.reversed()) == Contents()
    assert act.reversed().name == "Twice"


def test_an_act_that_does_not_fit_is_refused_by_name_and_changes_nothing() -> None:
    contents = Contents().after(put(PEEL))
    with pytest.raises(ConflictError, match="“Peel” has changed meanwhile"):
        contents.after(put(LASER, PEEL))
    with pytest.raises(ConflictError, match="“Peel” has changed meanwhile"):
        Contents().after(put(PEEL).reversed())
    assert contents == Contents().after(put(PEEL))


def test_an_act_leaves_what_it_was_made_for_as_it_was() -> None:
    contents = Contents().after(put(PEEL))
    contents.after(put(LASER))
    assert list(contents.entries) == ["peel"]
    with pytest.raises(FrozenInstanceError):
        contents.hidden = frozenset({"peel"})  # type: ignore[misc]


def test_what_is_changed_keeps_its_place() -> None:
    contents = Contents().after(put(PEEL, LASER))
    other = OwnEntry(entry("Deep peel", id="peel"))
    act = Act("Edit", (Change(Kind.ENTRY, "peel", PEEL, other),))
    assert list(contents.after(act).entries) == ["peel", "laser"]


def test_the_history_begins_with_what_was_replaced_last() -> None:
    pasts = {
        "a": PastOffer("peel", offer("1 GBP"), "2026-01-01T00:00:00+00:00"),
        "b": PastOffer("peel", offer("2 GBP"), "2026-03-01T00:00:00+00:00"),
        "c": PastOffer("laser", offer("3 GBP"), "2026-02-01T00:00:00+00:00"),
    }
    assert Contents(past_offers=pasts).history("peel") == (pasts["b"], pasts["a"])


@pytest.mark.parametrize(
    ("name", "city", "words"),
    [
        ("PRP", "Mumbai", "PRP, Mumbai"),
        ("PRP, Mumbai", "Mumbai", "PRP, Mumbai"),
        ("PRP", None, "PRP"),
        ("PRP\nand\x00more", None, "PRP and more"),
        ("x" * 100, None, "x" * 59 + "…"),
    ],
)
def test_an_entry_is_called_by_name_and_city_on_one_short_line(
    name: str, city: str | None, words: str
) -> None:
    assert called(entry(name, city=city)) == words


def test_sources_that_contradict_are_cited_too() -> None:
    claim = Claim("Works", stated=stated("b"), contradicted_by=("c", "a"))
    one = entry("Peel", offer("1 GBP", source="a"))
    assert cited_sources(one) == ("a",)
    assert cited_sources(replace(one, claims=(claim,))) == ("a", "b", "c")


@pytest.mark.parametrize(
    ("name", "taken", "made"),
    [
        ("PRP, Mumbai", set(), "own-prp-mumbai"),
        ("PRP, Mumbai", {"own-prp-mumbai"}, "own-prp-mumbai-2"),
        ("Crème brûlée", set(), "own-creme-brulee"),
        ("पीआरपी PRP", set(), "own-prp"),
        ("पीआरपी", set(), "own-entry-1"),
        ("पीआरपी", {"own-entry-1", "own-entry-2"}, "own-entry-3"),
        ("x" * 500, set(), "own-" + "x" * 60),
        ("../..", set(), "own-entry-1"),
    ],
)
def test_an_id_is_free_and_plain(name: str, taken: set[str], made: str) -> None:
    assert new_entry_id(name, taken) == made


def test_an_id_may_tell_provider_and_city() -> None:
    made = new_entry_id("PRP", set(), provider="Clinic One", city="Mumbai")
    assert made == "own-prp-clinic-one-mumbai"


def test_a_source_has_an_id_of_its_own_kind() -> None:
    assert new_source_id("A list", set()) == "own-source-a-list"
    assert new_source_id("सूची", {"own-source-1"}) == "own-source-2"


@given(st.lists(texts, max_size=9))
def test_every_id_is_another_one_in_plain_letters(found: list[str]) -> None:
    taken: set[str] = set()
    for name in found:
        made = new_entry_id(name, taken)
        assert made not in taken
        assert made.isascii()
        assert made.replace("-", "").isalnum()
        assert made.startswith("own-")
        taken.add(made)
    assert len(taken) == len(found)
