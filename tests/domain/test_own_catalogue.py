from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from exodesk.domain.acts import editing
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.entries import (
    Claim,
    Concern,
    Entry,
    ExosomeSource,
    Family,
    Kind,
    Offer,
    Per,
    Provider,
    Remark,
    Route,
    Source,
    SourceKind,
    Tax,
)
from exodesk.domain.own_catalogue import (
    Difference,
    changed_since,
    differences,
    exported,
    merged,
)
from exodesk.domain.workspace import Contents, OwnEntry
from tests.builders import (
    SOURCE,
    course,
    duration_range,
    entry,
    offer,
    pack,
    price,
    session_count,
    stated,
    use,
)
from tests.full_entries import full_entries

PEEL = entry("Peel", offer("100 GBP", source="src-a", date="2026-01-10"), course(3, "250 GBP"))
LASER = entry("Laser", "400 GBP")
SHIPPED = Catalogue("Shipped", "2026-11-22", {SOURCE.id: SOURCE}, (PEEL, LASER))
NOTE = Source("own-source-list", SourceKind.PRICE_LIST, "A list")
PRP = entry("PRP", offer("90 GBP", source=NOTE.id), id="own-prp")
DEARER = replace(PEEL, offers=(offer("120 GBP"), *PEEL.offers[1:]))
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


def holding(*own: OwnEntry, hidden: frozenset[str] = frozenset()) -> Contents:
    return Contents({one.entry.id: one for one in own}, {NOTE.id: NOTE}, hidden)


def names(catalogue: Catalogue) -> list[str]:
    return [one.name for one in catalogue.entries]


def test_own_entries_stand_first_and_a_copy_in_the_place_of_the_shipped_one() -> None:
    mask = entry("Mask", id="own-mask")
    contents = holding(OwnEntry(PRP), OwnEntry(DEARER, PEEL), OwnEntry(mask))
    both = merged(SHIPPED, contents)
    assert both.entries == (PRP, mask, DEARER, LASER)
    assert (both.title, both.updated) == ("Shipped", "2026-11-22")
    assert both.sources == {SOURCE.id: SOURCE, NOTE.id: NOTE}


def test_without_a_workspace_the_catalogue_is_the_shipped_one() -> None:
    assert merged(SHIPPED, Contents()) == SHIPPED


def test_a_hidden_entry_is_left_out_with_its_copy_even_where_it_is_no_longer_shipped() -> None:
    contents = holding(OwnEntry(DEARER, PEEL), hidden=frozenset({"peel", "gone"}))
    assert names(merged(SHIPPED, contents)) == ["Laser"]
    assert names(merged(Catalogue(entries=(LASER,)), contents)) == ["Laser"]


def test_a_copy_of_what_is_no_longer_shipped_stands_with_the_own_ones() -> None:
    contents = holding(OwnEntry(DEARER, PEEL))
    assert names(merged(Catalogue(entries=(LASER,)), contents)) == ["Peel", "Laser"]


def test_a_source_that_the_next_edition_drops_is_still_there_for_the_copy_that_cites_it() -> None:
    act = editing(Contents(), SHIPPED, replace(PEEL, name="Deep peel"), [], NOW)
    contents = Contents().after(act)
    update = merged(Catalogue(entries=(LASER,)), contents)
    assert update.source("src-a") == SOURCE
    newer = replace(SOURCE, title="Price list, second edition")
    assert merged(replace_source(newer), contents).source("src-a") == newer


def replace_source(source: Source) -> Catalogue:
    return Catalogue("Shipped", None, {source.id: source}, SHIPPED.entries)


def test_what_changed_in_the_shipped_entry_since_the_copy_is_told() -> None:
    copy = OwnEntry(DEARER, PEEL)
    newer = replace(PEEL, offers=(offer("110 GBP"), *PEEL.offers[1:]))
    update = Catalogue(entries=(LASER, newer))
    assert changed_since(copy, update) == (Difference("offers", PEEL.offers[0], newer.offers[0]),)
    assert changed_since(copy, SHIPPED) == ()
    assert changed_since(copy, Catalogue()) == ()
    assert changed_since(OwnEntry(PRP), SHIPPED) == ()


def test_an_export_holds_what_the_user_entered_and_the_sources_it_cites() -> None:
    claim = Claim("Works", contradicted_by=("src-a",))
    own = holding(OwnEntry(replace(PRP, claims=(claim,))), OwnEntry(LASER, LASER))
    found = exported(SHIPPED, own)
    assert names(found) == ["PRP", "Laser"]
    assert found.sources == {NOTE.id: NOTE, SOURCE.id: SOURCE}
    assert exported(SHIPPED, holding()) == Catalogue()


# Differences

CHANGES: dict[str, Any] = {
    "kind": Kind.PRODUCT,
    "name": "Deep peel",
    "family": Family.LASER,
    "provider": Provider("Clinic", "London", "GB"),
    "own_country": "IN",
    "routes": (Route.TOPICAL,),
    "concerns": (Concern.SCARS,),
    "exosome_source": ExosomeSource.PLANT,
    "offers": (*PEEL.offers, offer("9 GBP", Per.CONSULTATION)),
    "sessions": session_count("3-6"),
    "interval": duration_range("4 week"),
    "downtime": duration_range("from 1 day"),
    "onset": duration_range("2 week"),
    "lasts": duration_range("6 month"),
    "pack": pack("30 ml"),
    "use": use("1 ml a day"),
    "included": (Remark("numbing cream"),),
    "cautions": (Remark("pregnancy"),),
    "side_effects": (Remark("redness"),),
    "claims": (Claim("Works"),),
    "notes": (Remark("Ask for Mia"),),
}


def test_every_field_has_its_change_below() -> None:
    assert [each.name for each in fields(Entry)] == ["id", *CHANGES]


@pytest.mark.parametrize("field", CHANGES)
def test_one_changed_field_is_the_one_difference(field: str) -> None:
    changed = replace(PEEL, **{field: CHANGES[field]})
    (found,) = differences(PEEL, changed)
    assert found.field == field
    if field != "offers":
        assert (found.one, found.other) == (getattr(PEEL, field), CHANGES[field])
    (back,) = differences(changed, PEEL)
    assert (back.one, back.other) == (found.other, found.one)


@pytest.mark.parametrize(
    "change",
    [
        {"price": price("100 INR")},
        {"price": price("100-120 GBP")},
        {"redeemable": True},
        {"tax": Tax.INCLUDED},
        {"stated": stated("src-b", "2026-01-10")},
        {"stated": stated("src-a", "2026-02")},
        {"stated": stated("src-a", "2026-01-10", "£100")},
    ],
)
def test_a_changed_offer_stands_beside_the_one_that_buys_the_same(change: dict[str, Any]) -> None:
    single, three = PEEL.offers
    changed = replace(single, **change)
    swapped = replace(PEEL, offers=(three, changed))
    assert differences(PEEL, swapped) == (Difference("offers", single, changed),)


def test_an_offer_of_another_size_has_no_counterpart() -> None:
    single, three = PEEL.offers
    five = course(5, "400 GBP")
    assert differences(PEEL, replace(PEEL, offers=(single, five))) == (
        Difference("offers", three, None),
        Difference("offers", None, five),
    )


def test_the_order_of_offers_is_no_difference_but_their_number_is() -> None:
    single, three = PEEL.offers
    assert differences(PEEL, replace(PEEL, offers=(three, single))) == ()
    twice = replace(PEEL, offers=(single, single, three))
    assert differences(PEEL, twice) == (Difference("offers", None, single),)


@given(full_entries())
def test_an_entry_does_not_differ_from_itself(one: Entry) -> None:
    assert differences(one, one) == ()


@given(full_entries(), full_entries())
def test_differences_of_two_entries_name_all_that_is_not_equal(one: Entry, other: Entry) -> None:
    found = {difference.field for difference in differences(one, other)}
    unequal = {
        each.name
        for each in fields(Entry)
        if each.name not in ("id", "offers")
        and getattr(one, each.name) != getattr(other, each.name)
    }
    assert found - {"offers"} == unequal
    assert ("offers" in found) == (_counted(one.offers) != _counted(other.offers))


@given(full_entries(), st.data())
def test_dropping_any_one_offer_is_found(one: Entry, data: st.DataObject) -> None:
    assume(one.offers)
    number = data.draw(st.integers(0, len(one.offers) - 1))
    less = replace(one, offers=(*one.offers[:number], *one.offers[number + 1 :]))
    assert differences(one, less) == (Difference("offers", one.offers[number], None),)


def _counted(offers: tuple[Offer, ...]) -> dict[Offer, int]:
    return {each: offers.count(each) for each in offers}
