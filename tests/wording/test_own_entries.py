from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given

from exodesk.domain.entries import (
    Claim,
    Concern,
    Entry,
    ExosomeSource,
    Family,
    Kind,
    Per,
    Provider,
    Remark,
    Route,
    Stated,
    Tax,
)
from exodesk.domain.own_catalogue import differences
from exodesk.domain.workspace import PastOffer
from exodesk.wording.own_entries import difference_text, past_offer_text
from tests.builders import duration_range, entry, offer, pack, price, session_count, use
from tests.full_entries import full_entries

COURSE = offer("400 GBP", Per.COURSE, sessions=3, source="list", date="2026-01-10")
PEEL = entry("Peel", COURSE, sessions="3", downtime="2 day", pack="30 ml", use="0.5 ml a day")
HERS: dict[str, Any] = {
    "kind": Kind.PRODUCT,
    "name": "Other",
    "family": Family.LASER,
    "provider": Provider("Other", "Pune", "IN"),
    "own_country": "IN",
    "routes": (Route.TOPICAL,),
    "concerns": (Concern.ACNE,),
    "exosome_source": ExosomeSource.PLANT,
    "offers": (replace(COURSE, price=price("450 GBP")),),
    "sessions": session_count("4"),
    "interval": duration_range("4 week"),
    "downtime": duration_range("3 day"),
    "onset": duration_range("1 month"),
    "lasts": duration_range("6 month"),
    "pack": pack("50 ml"),
    "use": use("1 ml a week"),
    "included": (Remark("cream"),),
    "cautions": (Remark("ask first"),),
    "side_effects": (Remark("redness"),),
    "claims": (Claim("works", "Clinic"),),
    "notes": (Remark("a note", Stated("list")),),
}


def said(**hers: Any) -> list[tuple[str, str, str]]:
    return [difference_text(one) for one in differences(replace(PEEL, **hers), PEEL)]


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("kind", ("Kind", "Product", "Treatment")),
        ("name", ("Name", "Other", "Peel")),
        ("family", ("Family", "Laser", "Peel")),
        ("provider", ("Provider", "Other, Pune, India", "Clinic, United Kingdom")),
        ("own_country", ("Country", "India", "not stated")),
        ("routes", ("Route", "Topical", "not stated")),
        ("concerns", ("Concerns", "Acne", "not stated")),
        ("exosome_source", ("Source of the exosomes", "plant", "not stated")),
        ("offers", ("Course of 3", "£450, 10 Jan 2026", "£400, 10 Jan 2026")),
        ("sessions", ("Sessions", "4", "3")),
        ("interval", ("Interval", "4 weeks", "not stated")),
        ("downtime", ("Downtime", "3 days", "2 days")),
        ("onset", ("Results seen after", "1 month", "not stated")),
        ("lasts", ("Lasts", "6 months", "not stated")),
        ("pack", ("Pack", "50 ml", "30 ml")),
        ("use", ("Use", "1 ml a week", "0.5 ml a day")),
        ("included", ("Included", "cream (no source)", "not stated")),
        ("cautions", ("Cautions", "ask first (no source)", "not stated")),
        ("side_effects", ("Side effects", "redness (no source)", "not stated")),
        ("claims", ("Claims", "works (no source)", "not stated")),
        ("notes", ("Notes", "a note (list)", "not stated")),
    ],
)
def test_each_field_is_said_in_words(field: str, words: tuple[str, str, str]) -> None:
    assert said(**{field: HERS[field]}) == [words]


def test_no_field_of_an_entry_is_without_words() -> None:
    assert set(HERS) == {field.name for field in fields(Entry)} - {"id"}


@pytest.mark.parametrize(
    ("hers", "mine", "theirs"),
    [
        ({"tax": Tax.INCLUDED}, "tax included", "tax not stated"),
        ({"stated": Stated(None, "2026-01-10")}, "no source", "list"),
        ({"stated": Stated("list", "2026-01-10", "4oo")}, "“4oo”", None),
    ],
)
def test_an_offer_at_the_same_price_says_what_else_differs(
    hers: dict[str, Any], mine: str, theirs: str | None
) -> None:
    same = "£400, 10 Jan 2026"
    expected = f"{same}, {theirs}" if theirs else same
    found = said(offers=(replace(COURSE, **hers),))
    assert found == [("Course of 3", f"{same}, {mine}", expected)]


def test_a_figure_that_only_somebody_else_states_says_who() -> None:
    assert said(sessions=session_count("3", source="list")) == [
        ("Sessions", "3, list", "3, no source")
    ]


def test_of_remarks_only_those_that_differ_are_said() -> None:
    kept, mine, theirs = (Remark(text) for text in ("kept", "mine", "theirs"))
    one, other = replace(PEEL, notes=(kept, mine)), replace(PEEL, notes=(kept, theirs))
    assert [difference_text(d) for d in differences(one, other)] == [("Notes", "mine", "theirs")]
    more = replace(PEEL, notes=(kept,))
    assert [difference_text(d) for d in differences(one, more)] == [
        ("Notes", "mine (no source)", "not there")
    ]


def test_long_texts_are_cut_to_where_they_differ() -> None:
    one, other = (replace(PEEL, notes=(Remark("x" * 500 + end),)) for end in "ab")
    ((_label, mine, theirs),) = [difference_text(d) for d in differences(one, other)]
    assert (mine[-1], theirs[-1]) == ("a", "b")
    assert len(mine) <= 80


@given(one=full_entries(), other=full_entries())
def test_the_two_sides_never_read_alike(one: Entry, other: Entry) -> None:
    for difference in differences(one, other):
        label, mine, theirs = difference_text(difference)
        assert label
        assert mine != theirs
        assert max(len(mine), len(theirs)) <= 110


def test_a_former_price_names_its_source_or_says_that_it_has_none() -> None:
    past = PastOffer("peel", COURSE, "2026-11-25T12:00:00+00:00")
    named = past_offer_text(past, {"list": "Clinic"}.__getitem__)
    assert named.startswith("£400 for course of 3, Clinic, 10 Jan 2026; replaced 25 Nov 2026")
    bare = replace(past, offer=replace(COURSE, stated=Stated()))
    assert past_offer_text(bare).startswith("£400 for course of 3, no source, undated; replaced")


def test_a_stored_time_that_is_none_is_shown_as_it_is() -> None:
    assert past_offer_text(PastOffer("peel", COURSE, "soon")).endswith("replaced soon")
