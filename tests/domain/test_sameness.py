from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from exodesk.domain.entries import Entry, Kind, Provider
from exodesk.domain.sameness import (
    alike_pairs,
    look_key,
    looks_alike,
    same_entry,
    same_key,
)
from tests.builders import entry
from tests.full_entries import full_entries

PRP = entry("PRP therapy", "90 GBP", provider="Clinic One", city="London")


@pytest.mark.parametrize(
    "name",
    [
        *("PRP therapy", "prp THERAPY", " PRP  therapy ", "PRP\u00a0therapy", "PRP the\u200brapy"),
        *("\u202ePRP therapy\u202c", "\ufeffPRP therapy", "PRP the\u00adrapy", "PRP thera\u034fpy"),
        *("ＰＲＰ therapy", "PRP\ttherapy", "P\x00RP therapy", "PRP therapy\ufe0f"),
    ],
)
def test_case_width_and_what_cannot_be_seen_make_no_other_entry(name: str) -> None:
    assert same_entry(PRP, replace(PRP, name=name, id="other", offers=()))


@pytest.mark.parametrize(
    "other",
    [
        replace(PRP, name="PRP therapy 2"),
        replace(PRP, name="PRPtherapy"),
        replace(PRP, name="ΡRP therapy"),  # a Greek letter: seen by nobody, but another name
        replace(PRP, kind=Kind.PRODUCT),
        replace(PRP, provider=Provider("Clinic Two", "London", "GB")),
        replace(PRP, provider=Provider("Clinic One", "Mumbai", "GB")),
        replace(PRP, provider=Provider("Clinic One", "London", "IN")),
        replace(PRP, provider=None),
    ],
)
def test_name_kind_provider_city_and_country_make_another_entry(other: Entry) -> None:
    assert not same_entry(PRP, other)
    assert not looks_alike(PRP, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Straße", "STRASSE"),
        ("e\u0301cru", "Écru"),
        ("ﬁller", "Filler"),
        ("फे\u200d", "फे"),
        ("ŉ", "ʼN"),
    ],
)
def test_spellings_that_fall_together_are_the_same(one: str, other: str) -> None:
    assert same_entry(replace(PRP, name=one), replace(PRP, name=other))


def test_a_provider_may_differ_in_what_cannot_be_seen() -> None:
    other = replace(PRP, provider=Provider("Clinic\u200b One", "LONDON", "GB"))
    assert same_entry(PRP, other)


@pytest.mark.parametrize(
    ("name", "alike"),
    [
        ("PRP the\u200brapy", True),
        ("PRP\u00a0therapy", True),
        ("PRP therapy\u202e", True),
        ("PRP therapy", False),
        ("prp therapy", False),
        ("ＰＲＰ therapy", False),
    ],
)
def test_only_what_no_reader_can_tell_apart_is_pointed_out(name: str, *, alike: bool) -> None:
    assert looks_alike(PRP, replace(PRP, name=name)) is alike
    assert looks_alike(replace(PRP, name=name), PRP) is alike


def test_composed_and_decomposed_letters_look_alike() -> None:
    assert looks_alike(replace(PRP, name="é"), replace(PRP, name="e\u0301"))


def test_pairs_that_look_alike_are_named_in_their_order() -> None:
    joined = replace(PRP, name="PRP the\u200brapy", id="joined")
    blank = replace(PRP, name="PRP\u00a0therapy", id="blank")
    again = replace(PRP, id="again")
    laser = entry("Laser")
    found = alike_pairs([PRP, laser, joined, again, blank])
    assert found == ((PRP, joined), (PRP, blank))
    assert alike_pairs([]) == ()


@given(full_entries(), full_entries())
def test_entries_that_look_alike_are_the_same_and_order_does_not_matter(
    one: Entry, other: Entry
) -> None:
    assert same_entry(one, one)
    assert same_entry(one, other) == same_entry(other, one)
    assert not looks_alike(one, one)
    if look_key(one) == look_key(other):
        assert same_entry(one, other)


@given(full_entries())
def test_a_key_stays_the_same_when_it_is_made_of_itself(one: Entry) -> None:
    plain = same_key(one)
    again = replace(
        one,
        name=plain[1],
        provider=None if one.provider is None else Provider(plain[2], plain[3], one.country),
    )
    assert same_key(again)[1:4] == plain[1:4]
