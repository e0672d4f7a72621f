from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exodesk.domain.acts import (
    adding,
    checked_unchanged,
    deleting,
    editing,
    going_back,
    hiding,
    importing,
    showing,
)
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.entries import Entry, Source, SourceKind
from exodesk.domain.own_catalogue import differences, figures_without_source, merged
from exodesk.domain.workspace import (
    Act,
    ConflictError,
    Contents,
    new_entry_id,
    new_source_id,
)
from tests.builders import SOURCE, course, entry, offer
from tests.strategies import entries

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
DAY = date(2026, 11, 25)
PEEL = entry("Peel", offer("100 GBP", source="src-a", date="2026-01-10"), course(3, "250 GBP"))
LASER = entry("Laser", "400 GBP")
SHIPPED = Catalogue("Shipped", None, {SOURCE.id: SOURCE}, (PEEL, LASER))
NOTE = Source("own-source-list", SourceKind.PRICE_LIST, "A list")
EMPTY = Contents()


def after(*acts: Act) -> Contents:
    contents = EMPTY
    for act in acts:
        contents = contents.after(act)
    return contents


def dearer(one: Entry) -> Entry:
    return replace(one, offers=(offer("120 GBP", date="2026-11-25"), *one.offers[1:]))


def names(contents: Contents) -> list[str]:
    return [found.name for found in merged(SHIPPED, contents).entries]


def test_an_own_entry_stands_before_the_shipped_ones_with_its_source() -> None:
    act = adding(EMPTY, entry("PRP", offer("90 GBP", source=NOTE.id)), [NOTE])
    assert act.name == "Add “PRP”"
    contents = after(act)
    assert names(contents) == ["PRP", "Peel", "Laser"]
    assert merged(SHIPPED, contents).source(NOTE.id) == NOTE


def test_an_edited_shipped_entry_stands_in_its_place_and_remembers_what_it_was() -> None:
    contents = after(editing(EMPTY, SHIPPED, dearer(PEEL), [], NOW))
    assert names(contents) == ["Peel", "Laser"]
    assert contents.entries["peel"].shipped == PEEL
    assert SHIPPED.entry("peel") == PEEL
    again = replace(dearer(PEEL), name="Peel, deep")
    contents = contents.after(editing(contents, SHIPPED, again, [], NOW))
    assert contents.entries["peel"].shipped == PEEL


def test_an_edit_keeps_the_replaced_offer_with_its_source_and_date_and_nothing_else() -> None:
    contents = after(editing(EMPTY, SHIPPED, dearer(PEEL), [], NOW))
    (past,) = contents.history("peel")
    assert past.offer == PEEL.offers[0]
    assert past.replaced == "2026-11-25T12:00:00+00:00"
    renamed = replace(contents.entries["peel"].entry, name="Peel, deep")
    assert contents.after(editing(contents, SHIPPED, renamed, [], NOW)).history("peel") == (past,)


def test_an_update_of_the_shipped_file_keeps_the_edit_and_shows_what_changed_there() -> None:
    contents = after(editing(EMPTY, SHIPPED, dearer(PEEL), [], NOW))
    newer = replace(PEEL, offers=(offer("110 GBP"), *PEEL.offers[1:]))
    update = Catalogue("Shipped", None, {}, (LASER, newer))
    assert merged(update, contents).entry("peel") == dearer(PEEL)
    assert [one.name for one in merged(update, contents).entries] == ["Laser", "Peel"]
    shipped = contents.entries["peel"].shipped
    assert shipped is not None
    (change,) = differences(shipped, update.entry("peel"))
    assert (change.field, change.one, change.other) == ("offers", PEEL.offers[0], newer.offers[0])


def test_a_copy_of_what_is_no_longer_shipped_stays() -> None:
    contents = after(editing(EMPTY, SHIPPED, dearer(PEEL), [], NOW))
    gone = Catalogue("Shipped", None, {}, (LASER,))
    assert [one.name for one in merged(gone, contents).entries] == ["Peel", "Laser"]


def test_going_back_shows_the_shipped_entry_again() -> None:
    contents = after(editing(EMPTY, SHIPPED, dearer(PEEL), [], NOW))
    act = going_back(contents, "peel")
    assert act.name == "Go back to the shipped “Peel”"
    assert merged(SHIPPED, contents.after(act)).entry("peel") == PEEL
    assert contents.after(act) == EMPTY


def test_a_hidden_entry_is_left_out_until_it_is_shown_again() -> None:
    contents = after(hiding(EMPTY, SHIPPED, ["peel", "laser", "own-prp"]))
    assert names(contents) == []
    act = showing(contents, SHIPPED, ["laser"])
    assert act.name == "Show “Laser” again"
    assert names(contents.after(act)) == ["Laser"]
    assert hiding(contents, SHIPPED, ["peel"]).changes == ()


def test_a_deleted_entry_comes_back_with_its_source_notes_and_history() -> None:
    own = entry("PRP", offer("90 GBP", source=NOTE.id), id="own-prp")
    contents = after(adding(EMPTY, own, [NOTE]))
    contents = contents.after(editing(contents, SHIPPED, dearer(own), [], NOW))
    act = deleting(contents, ["own-prp"])
    assert act.name == "Delete “PRP”"
    gone = contents.after(act)
    assert not gone.entries
    assert not gone.past_offers
    assert gone.after(act.reversed()) == contents


def test_checked_today_dates_every_price_and_keeps_when_it_was_seen_before() -> None:
    act = checked_unchanged(EMPTY, SHIPPED, ["peel", "laser"], DAY, NOW)
    assert act.name == "Mark 2 entries as checked today"
    contents = after(act)
    checked = merged(SHIPPED, contents).entry("peel")
    assert {o.stated.date for o in checked.offers} == {"2026-11-25"}
    assert [o.price for o in checked.offers] == [o.price for o in PEEL.offers]
    assert checked.offers[0].stated.source == "src-a"
    assert {past.offer for past in contents.history("peel")} == set(PEEL.offers)
    assert checked_unchanged(contents, SHIPPED, ["peel"], DAY, NOW).changes == ()


def test_an_import_is_one_act() -> None:
    own = entry("PRP", "90 GBP", id="own-prp")
    act = importing(EMPTY, SHIPPED, [own], [dearer(PEEL)], [NOTE], NOW)
    assert act.name == "Import 2 entries"
    contents = after(act)
    assert names(contents) == ["PRP", "Peel", "Laser"]
    assert len(contents.past_offers) == 1
    assert contents.after(act.reversed()) == EMPTY


def test_an_act_that_no_longer_fits_is_refused_and_changes_nothing() -> None:
    act = adding(EMPTY, LASER)
    contents = after(act)
    with pytest.raises(ConflictError, match="“Laser” has changed meanwhile"):
        contents.after(act)


@given(st.lists(entries(), max_size=4, unique_by=lambda e: e.id), st.data())
def test_every_act_can_be_reversed(found: list[Entry], data: st.DataObject) -> None:
    shipped = Catalogue("Shipped", None, {}, tuple(found[:2]))
    contents = EMPTY
    done: list[tuple[Contents, Act]] = []
    for own in found[2:]:
        done.append((contents, adding(contents, own, [SOURCE])))
        contents = contents.after(done[-1][1])
    for _ in range(data.draw(st.integers(0, 4))):
        known = [*contents.entries, *(e.id for e in shipped.entries)]
        if not known:
            break
        key = data.draw(st.sampled_from(known))
        standing = merged(shipped, contents)
        acts = [
            deleting(contents, [key]),
            hiding(contents, shipped, [key]),
            showing(contents, shipped, [key]),
            checked_unchanged(contents, shipped, [key], DAY, NOW),
        ]
        if key in standing:
            changed = replace(standing.entry(key), offers=(offer("7 GBP"),))
            acts.append(editing(contents, shipped, changed, [SOURCE], NOW))
        act = data.draw(st.sampled_from(acts))
        done.append((contents, act))
        contents = contents.after(act)
        ids = [e.id for e in merged(shipped, contents).entries]
        assert len(ids) == len(set(ids))
        assert not contents.hidden & set(ids)
    for before, act in reversed(done):
        contents = contents.after(act.reversed())
        assert contents == before


@given(entries(), entries())
def test_entries_differ_in_nothing_only_where_they_are_equal(one: Entry, other: Entry) -> None:
    assert differences(one, one) == ()
    same = replace(other, id=one.id) == one or (
        replace(other, id=one.id, offers=()) == replace(one, offers=())
        and sorted(map(repr, one.offers)) == sorted(map(repr, other.offers))
    )
    assert (differences(one, other) == ()) == same


def test_figures_without_a_source_are_counted() -> None:
    assert figures_without_source(PEEL) == 1
    assert figures_without_source(entry("Peel", offer("1 GBP", source="a"), sessions="3")) == 1


@pytest.mark.parametrize(
    ("name", "taken", "made"),
    [
        ("PRP, Mumbai", set(), "own-prp-mumbai"),
        ("PRP, Mumbai", {"own-prp-mumbai"}, "own-prp-mumbai-2"),
        ("पीआरपी", set(), "own-1"),
        ("पीआरपी", {"own-1", "own-2"}, "own-3"),
        ("x" * 500, set(), "own-" + "x" * 60),
        ("../..", set(), "own-1"),
    ],
)
def test_an_id_is_free_and_plain(name: str, taken: set[str], made: str) -> None:
    assert new_entry_id(name, taken) == made
    assert new_source_id("A list", set()) == "own-source-a-list"
