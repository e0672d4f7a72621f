from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
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
from exodesk.domain.assumptions import Assumptions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.costing import cost_of
from exodesk.domain.dates import order_key
from exodesk.domain.entries import Entry, Source, SourceKind
from exodesk.domain.own_catalogue import differences, merged
from exodesk.domain.rates import RateTable
from exodesk.domain.workspace import Act, ConflictError, Contents, OwnEntry, cited_sources
from tests import strategies
from tests.builders import SOURCE, course, entry, offer
from tests.full_entries import full_entries, source_lists

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
DAY = date(2026, 11, 25)
PEEL = entry("Peel", offer("100 GBP", source="src-a", date="2026-01-10"), course(3, "250 GBP"))
LASER = entry("Laser", "400 GBP", city="London")
SHIPPED = Catalogue("Shipped", None, {SOURCE.id: SOURCE}, (PEEL, LASER))
NOTE = Source("own-source-list", SourceKind.PRICE_LIST, "A list")
PRP = entry("PRP", offer("90 GBP", source=NOTE.id), id="own-prp", city="Mumbai")
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
    act = adding(EMPTY, PRP, [NOTE])
    assert act.name == "Add “PRP, Mumbai”"
    contents = after(act)
    assert names(contents) == ["PRP", "Peel", "Laser"]
    assert merged(SHIPPED, contents).source(NOTE.id) == NOTE


def test_an_edited_shipped_entry_stands_in_its_place_and_remembers_what_it_was() -> None:
    act = editing(EMPTY, SHIPPED, dearer(PEEL), [], NOW)
    assert act.name == "Edit “Peel”"
    contents = after(act)
    assert names(contents) == ["Peel", "Laser"]
    assert contents.entries["peel"].shipped == PEEL
    assert contents.sources == {SOURCE.id: SOURCE}
    assert SHIPPED.entry("peel") == PEEL
    again = replace(dearer(PEEL), name="Peel, deep")
    contents = contents.after(editing(contents, SHIPPED, again, [], NOW))
    assert contents.entries["peel"] == OwnEntry(again, PEEL)


def test_an_edit_that_changes_nothing_makes_no_copy() -> None:
    assert (
        editing(EMPTY, SHIPPED, PEEL, [SOURCE], NOW).changes
        == adding(EMPTY, PEEL, [SOURCE]).changes[:1]
    )
    assert editing(EMPTY, SHIPPED, PEEL, [], NOW).changes == ()


def test_an_edit_keeps_the_replaced_offer_with_its_source_and_date_and_nothing_else() -> None:
    contents = after(editing(EMPTY, SHIPPED, dearer(PEEL), [], NOW))
    (past,) = contents.history("peel")
    assert (past.entry_id, past.offer) == ("peel", PEEL.offers[0])
    assert (past.offer.stated.source, past.offer.stated.date) == ("src-a", "2026-01-10")
    assert past.replaced == "2026-11-25T12:00:00+00:00"
    renamed = replace(contents.entries["peel"].entry, name="Peel, deep")
    assert contents.after(editing(contents, SHIPPED, renamed, [], NOW)).history("peel") == (past,)


@pytest.mark.parametrize(
    "other",
    [
        offer("100 INR", source="src-a", date="2026-01-10"),
        offer("100 GBP", source="src-a", date="2026-02"),
        offer("100 GBP", source="own-source-list", date="2026-01-10"),
        offer("100 GBP", source="src-a", date="2026-01-10", tax_rate="20"),
    ],
)
def test_another_currency_date_source_or_tax_replaces_an_offer_too(other: object) -> None:
    edited = replace(PEEL, offers=(PEEL.offers[1], other))  # type: ignore[arg-type]
    contents = after(editing(EMPTY, SHIPPED, edited, [NOTE], NOW))
    assert [past.offer for past in contents.history("peel")] == [PEEL.offers[0]]


def test_an_offer_that_stood_twice_is_past_only_once_and_only_when_it_is_gone() -> None:
    single = PEEL.offers[0]
    shipped = Catalogue(entries=(replace(PEEL, offers=(single, single)),))
    for left, number in (((single,), 0), ((), 1)):
        act = editing(EMPTY, shipped, replace(PEEL, offers=left), [], NOW)
        assert len(after(act).past_offers) == number


def test_every_price_there_was_stays_in_the_history() -> None:
    contents = EMPTY
    prices = ["110 GBP", "120 GBP", "110 GBP"]
    for day, price in enumerate(prices, 1):
        edited = replace(PEEL, offers=(offer(price), PEEL.offers[1]))
        now = NOW.replace(day=day)
        contents = contents.after(editing(contents, SHIPPED, edited, [], now))
    assert [str(past.offer.price.low) for past in contents.history("peel")] == ["120", "110", "100"]


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


def test_going_back_shows_the_shipped_entry_again() -> None:
    contents = after(editing(EMPTY, SHIPPED, dearer(PEEL), [], NOW))
    act = going_back(contents, "peel")
    assert act.name == "Go back to the shipped “Peel”"
    back = contents.after(act)
    assert merged(SHIPPED, back) == SHIPPED
    assert back.after(act.reversed()) == contents


def test_a_hidden_entry_is_left_out_until_it_is_shown_again() -> None:
    act = hiding(EMPTY, SHIPPED, ["peel", "laser", "own-prp", "peel"])
    assert act.name == "Hide 2 entries"
    contents = after(act)
    assert names(contents) == []
    act = showing(contents, SHIPPED, ["laser", "own-prp"])
    assert act.name == "Show “Laser, London” again"
    assert names(contents.after(act)) == ["Laser"]
    assert hiding(contents, SHIPPED, ["peel"]).changes == ()


def test_what_is_no_longer_shipped_can_still_be_shown_again() -> None:
    contents = after(hiding(EMPTY, SHIPPED, ["peel"]))
    act = showing(contents, Catalogue(), ["peel"])
    assert act.name == "Show “peel” again"
    assert contents.after(act) == EMPTY


def test_a_deleted_entry_comes_back_with_its_source_notes_and_history() -> None:
    contents = after(adding(EMPTY, PRP, [NOTE]))
    contents = contents.after(editing(contents, SHIPPED, dearer(PRP), [], NOW))
    act = deleting(contents, ["own-prp", "peel", "own-prp"])
    assert act.name == "Delete “PRP, Mumbai”"
    gone = contents.after(act)
    assert not gone.entries
    assert not gone.past_offers
    assert gone.after(act.reversed()) == contents


def test_several_entries_are_deleted_in_one_act() -> None:
    mask = entry("Mask", id="own-mask")
    contents = after(adding(EMPTY, PRP, [NOTE]), adding(EMPTY, mask))
    act = deleting(contents, ["own-prp", "own-mask", "own-gone"])
    assert act.name == "Delete 2 entries"
    assert not contents.after(act).entries
    assert deleting(EMPTY, ["own-prp"]).changes == ()


def test_checked_today_dates_every_price_and_keeps_when_it_was_seen_before() -> None:
    act = checked_unchanged(EMPTY, SHIPPED, ["peel", "laser", "peel", "gone"], DAY, NOW)
    assert act.name == "Mark 2 entries as checked today"
    contents = after(act)
    checked = merged(SHIPPED, contents).entry("peel")
    assert {o.stated.date for o in checked.offers} == {"2026-11-25"}
    assert [o.price for o in checked.offers] == [o.price for o in PEEL.offers]
    assert checked.offers[0].stated.source == "src-a"
    assert {past.offer for past in contents.history("peel")} == set(PEEL.offers)
    assert contents.entries["peel"].shipped == PEEL
    assert checked_unchanged(contents, SHIPPED, ["peel"], DAY, NOW).changes == ()


def test_a_price_that_was_replaced_long_ago_is_not_made_new_by_a_check() -> None:
    old, new = offer("50 GBP", date="2024"), offer("90 GBP", date="2026")
    shipped = Catalogue(entries=(entry("Peel", old, new),))
    contents = EMPTY.after(checked_unchanged(EMPTY, shipped, ["peel"], DAY, NOW))
    checked = merged(shipped, contents).entry("peel")
    assert [o.stated.date for o in checked.offers] == ["2024", "2026-11-25"]
    assert [past.offer for past in contents.history("peel")] == [new]


def test_a_price_from_after_the_day_of_the_check_keeps_its_date() -> None:
    shipped = Catalogue(entries=(entry("Peel", offer("50 GBP", date="2026-12")),))
    assert checked_unchanged(EMPTY, shipped, ["peel"], DAY, NOW).changes == ()


@given(full_entries(), strategies.assumptions(), strategies.tables)
def test_a_check_changes_nothing_of_what_a_course_costs(
    one: Entry, assumptions: Assumptions, rates: RateTable
) -> None:
    shipped = Catalogue(entries=(one,))
    contents = EMPTY.after(checked_unchanged(EMPTY, shipped, [one.id], DAY, NOW))
    checked = merged(shipped, contents).entry(one.id)
    before, since = cost_of(one, assumptions, rates), cost_of(checked, assumptions, rates)
    assert (since.total, since.unit_price, since.state) == (
        *(before.total, before.unit_price, before.state),
    )
    for was, now in zip(one.offers, checked.offers, strict=True):
        assert order_key(was.stated.date) <= order_key(now.stated.date)
        assert replace(now, stated=replace(now.stated, date=was.stated.date)) == was


def test_an_import_is_one_act() -> None:
    new = entry("Mask", "90 GBP", id="own-mask")
    act = importing(EMPTY, SHIPPED, [new], [dearer(PEEL)], [NOTE], NOW)
    assert act.name == "Import 2 entries"
    contents = after(act)
    assert names(contents) == ["Mask", "Peel", "Laser"]
    assert len(contents.past_offers) == 1
    assert contents.after(act.reversed()) == EMPTY


def test_what_was_imported_already_leaves_nothing_to_do() -> None:
    contents = after(importing(EMPTY, SHIPPED, [PRP], [dearer(PEEL)], [NOTE], NOW))
    assert importing(contents, SHIPPED, [], [dearer(PEEL), PRP], [NOTE], NOW).changes == ()


def test_an_act_that_no_longer_fits_is_refused_and_changes_nothing() -> None:
    act = adding(EMPTY, LASER)
    contents = after(act)
    with pytest.raises(ConflictError, match="“Laser, London” has changed meanwhile"):
        contents.after(act)


def acts_on(contents: Contents, shipped: Catalogue, data: st.DataObject) -> Iterator[Act]:
    """One of each kind that can be done."""
    ids = [*contents.entries, *(e.id for e in shipped.entries), "nowhere"]
    chosen = data.draw(st.lists(st.sampled_from(ids), max_size=3))
    yield deleting(contents, chosen)
    yield hiding(contents, shipped, chosen)
    yield showing(contents, shipped, chosen)
    yield checked_unchanged(contents, shipped, chosen, DAY, NOW)
    new = data.draw(full_entries(st.sampled_from([f"own-new-{n}" for n in range(9)])))
    if new.id not in contents.entries:
        yield adding(contents, new, [*data.draw(source_lists()).values()])
    copies = [key for key, own in contents.entries.items() if own.shipped is not None]
    if copies:
        yield going_back(contents, copies[0])
    standing = {e.id: e for e in merged(shipped, contents).entries}
    if standing:
        old = data.draw(st.sampled_from(list(standing.values())))
        changed = data.draw(full_entries(st.just(old.id)))
        if data.draw(st.booleans()):
            changed = replace(old, offers=changed.offers)
        yield editing(contents, shipped, changed, [NOTE], NOW)
        fresh = [] if new.id in contents.entries else [new]
        sources = [*data.draw(source_lists()).values()]
        yield importing(contents, shipped, fresh, [changed], sources, NOW)


@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    deadline=None,
)
@given(st.lists(full_entries(), max_size=3, unique_by=lambda e: e.id), source_lists(), st.data())
def test_every_act_can_be_reversed_and_keeps_the_catalogue_whole(
    found: list[Entry], sources: dict[str, Source], data: st.DataObject
) -> None:
    shipped = Catalogue("Shipped", None, sources, tuple(found))
    contents = EMPTY
    done: list[tuple[Contents, Act]] = []
    for _turn in range(4):
        act = data.draw(st.sampled_from(list(acts_on(contents, shipped, data))))
        before, contents = contents, contents.after(act)
        assert contents.after(act.reversed()) == before
        done.append((before, act))
        keeps_the_contract(shipped, contents)
        # The next edition has none of it, and nothing that the user has may suffer.
        keeps_the_contract(Catalogue(), contents)
    for before, act in reversed(done):
        contents = contents.after(act.reversed())
        assert contents == before


def keeps_the_contract(shipped: Catalogue, contents: Contents) -> None:
    both = merged(shipped, contents)
    ids = [e.id for e in both.entries]
    assert len(ids) == len(set(ids))
    assert not contents.hidden & set(ids)
    wanted = {*contents.entries, *(e.id for e in shipped.entries)} - contents.hidden
    assert set(ids) == wanted
    for one in both.entries:
        assert set(cited_sources(one)) <= set(both.sources)
        own = contents.entries.get(one.id)
        assert one == (shipped.entry(one.id) if own is None else own.entry)
    assert [key for key in ids if key in shipped] == [
        e.id for e in shipped.entries if e.id not in contents.hidden
    ]
    for past in contents.past_offers.values():
        assert past.entry_id in contents.entries
        assert past.offer.stated.source in {None, *both.sources}
